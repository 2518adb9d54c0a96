//! The form check as tables for the workbook and the terminal.

use super::document::{
    Conclusion, Duplicate, Effect, Finding, FindingKind, QuotaLine, Screening, Verdict,
};
use super::words;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::words::TextTable;

/// File name of the workbook. In a season's folder, this table decides which submissions passed.
pub const SHEET: &str = "screening.xlsx";

/// Tables of the form check: verdicts (which a season reads back), quotas, duplicates.
pub fn tables(screening: &Screening) -> [TextTable; 3] {
    [
        verdicts(screening),
        quotas(screening),
        duplicates(&screening.duplicates),
    ]
}

/// Summarises the result in one or two sentences.
pub fn summary(screening: &Screening) -> Vec<Bilingual> {
    let counts = screening.counts;
    let (all, passed, failed, pending) = (
        counts.submissions,
        counts.passed,
        counts.failed,
        counts.pending,
    );
    let mut said = vec![bilingual!(
        "共 {all} 项申报：通过 {passed} 项，待补正 {pending} 项，不通过 {failed} 项。",
        "{all} submissions: {passed} passed, {pending} pending, {failed} failed."
    )];
    if screening.quotas_stated {
        let over = counts.over_quota;
        said.push(bilingual!(
            "超出名额的推荐单位：{over} 个。",
            "Recommending units above their quota: {over}."
        ));
    } else {
        said.push(bilingual!(
            "没有推荐单位表（recommenders），未核对推荐名额。",
            "There is no recommenders table, so quotas were not checked."
        ));
    }
    if !screening.duplicates.is_empty() {
        let count = screening.duplicates.len();
        said.push(bilingual!(
            "疑似重复：{count} 处，请人工核对。",
            "Possible duplicates: {count}, to be checked by hand."
        ));
    }
    said
}

/// Joins findings, merging the same finding about several conditions, and marks those that are
/// reported only.
fn reasons(findings: &[Finding]) -> Bilingual {
    let mut all = Bilingual::default();
    let mut before = (String::new(), Effect::Told);
    for finding in findings {
        let words = &finding.words;
        let head = |text: &str, colon: &str| {
            text.split_once(colon)
                .filter(|_| matches!(finding.kind, FindingKind::Condition(_)))
                .map(|(head, _)| head.to_owned())
        };
        let told = finding.effect == Effect::Told;
        let (head_zh, head_en) = (head(&words.zh, "："), head(&words.en, ": "));
        let this = (head_zh.unwrap_or_default(), finding.effect);
        if !told && !this.0.is_empty() && this == before {
            let rest = |text: &str, colon: &str| {
                text.split_once(colon)
                    .map_or_else(String::new, |(_, rest)| rest.to_owned())
            };
            all.zh.push_str(&format!("、{}", rest(&words.zh, "：")));
            let at = head_en.map_or(0, |head| head.len() + 2);
            all.en
                .push_str(&format!(", {}", words.en.get(at..).unwrap_or_default()));
            continue;
        }
        before = this;
        if !all.zh.is_empty() {
            all.zh.push('；');
            all.en.push_str("; ");
        }
        all.zh.push_str(&words.zh);
        all.en.push_str(&words.en);
        if told {
            all.zh.push_str("（仅提示）");
            all.en.push_str(" (for information only)");
        }
    }
    all
}

fn verdicts(screening: &Screening) -> TextTable {
    let mut table = TextTable::new(bilingual!("形式审查", "screening"))
        .text(bilingual!("申报编号", "id"), 12.0)
        .text(screening.work.clone(), 40.0)
        .text(bilingual!("申报单位", "organization"), 30.0)
        .text(bilingual!("推荐单位", "recommender"), 24.0)
        .text(bilingual!("结论", "conclusion"), 10.0)
        .text(bilingual!("形式审查", "passed"), 10.0)
        .text(bilingual!("原因", "reasons"), 60.0);
    for verdict in &screening.submissions {
        table.push(row(verdict));
    }
    table
}

fn row(verdict: &Verdict) -> Vec<Bilingual> {
    let passed = if verdict.conclusion == Conclusion::Passed {
        bilingual!("是", "yes")
    } else {
        bilingual!("否", "no")
    };
    vec![
        Bilingual::same(&verdict.submission),
        Bilingual::same(&verdict.title),
        Bilingual::same(&verdict.organization),
        Bilingual::same(&verdict.recommender),
        words::conclusion(verdict.conclusion),
        passed,
        reasons(&verdict.findings),
    ]
}

fn quotas(screening: &Screening) -> TextTable {
    let mut table = TextTable::new(bilingual!("推荐名额", "quotas"))
        .text(bilingual!("推荐单位", "recommending unit"), 34.0)
        .text(bilingual!("类型", "kind"), 16.0)
        .count(bilingual!("名额", "quota"), 10.0)
        .count(bilingual!("推荐项数", "sent"), 10.0)
        .count(bilingual!("其中仍在审", "standing"), 12.0)
        .count(bilingual!("超出", "over"), 10.0)
        .count(bilingual!("通过", "passed"), 10.0)
        .text(bilingual!("说明", "remark"), 30.0);
    for line in &screening.recommenders {
        table.push(quota(line, screening.quotas_stated));
    }
    table
}

fn quota(line: &QuotaLine, stated: bool) -> Vec<Bilingual> {
    let remark = match (line.listed, line.quota) {
        (false, _) if stated => bilingual!("不在推荐单位表中", "not in the table"),
        (_, None) => bilingual!("未填名额", "no quota given"),
        _ if line.over > 0 => bilingual!("超出名额", "above the quota"),
        _ => Bilingual::default(),
    };
    let count = |count: usize| Bilingual::same(count.to_string());
    vec![
        Bilingual::same(&line.name),
        Bilingual::same(&line.kind),
        Bilingual::same(line.quota.map_or_else(String::new, |q| q.to_string())),
        count(line.sent),
        count(line.standing),
        count(line.over),
        count(line.passed),
        remark,
    ]
}

fn duplicates(found: &[Duplicate]) -> TextTable {
    let mut table = TextTable::new(bilingual!("疑似重复", "duplicates"))
        .text(bilingual!("申报编号", "submissions"), 24.0)
        .text(bilingual!("情形", "what"), 80.0);
    for duplicate in found {
        table.push(vec![
            Bilingual::same(duplicate.submissions.join(", ")),
            duplicate.words.clone(),
        ]);
    }
    table
}
