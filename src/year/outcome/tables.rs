//! The lists as tables. The two public ones contain neither internal ids nor reasons.

use super::LeftAt;
use super::document::{Line, Outcome};
use super::lists::by_tier;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::words::TextTable;

/// Summarises the lists in one or two sentences.
pub fn summary(outcome: &Outcome) -> Vec<Bilingual> {
    let (reviewed, proposed) = (outcome.reviewed, outcome.proposed);
    let (publicity, last) = (outcome.publicity.len(), outcome.last.len());
    let out = outcome.withdrawn.len();
    let mut said = vec![match &outcome.publicity_until {
        None => bilingual!(
            "参评 {reviewed} 项，推荐 {proposed} 项；公示名单 {publicity} 项，公告名单 {last} 项，撤出 {out} 项。",
            "{reviewed} reviewed, {proposed} proposed; {publicity} for publicity, {last} on the final list, {out} withdrawn."
        ),
        Some(until) => bilingual!(
            "参评 {reviewed} 项，推荐 {proposed} 项；公示名单 {publicity} 项，撤出 {out} 项；公示到 {until}，期满后才有公告名单。",
            "{reviewed} reviewed, {proposed} proposed; {publicity} for publicity, {out} withdrawn; public until {until}, no final list before then."
        ),
    }];
    let listed = match outcome.publicity_until {
        None => &outcome.last,
        Some(_) => &outcome.publicity,
    };
    let tiers = by_tier(listed);
    if !tiers.is_empty() {
        let list = |between: &str| {
            let each = tiers.iter().map(|(tier, count)| format!("{tier} {count}"));
            each.collect::<Vec<_>>().join(between)
        };
        let (zh, en) = (list("，"), list(", "));
        said.push(bilingual!("各奖次：{zh}。", "By tier: {en}."));
    }
    if outcome.provisional {
        said.push(bilingual!(
            "注意：推荐名单是暂定的（评分未齐），以上各名单也是暂定的。",
            "Note: the list proposed is provisional (scores are missing), and so are the lists above."
        ));
    }
    if !outcome.experts.is_empty() {
        let experts = outcome.experts.len();
        said.push(bilingual!(
            "评审期间退出的专家 {experts} 人（见“退出专家”，不对外）。",
            "Experts who withdrew during the review: {experts} (see Experts who withdrew; not for the public)."
        ));
    }
    let idle: Vec<&str> = outcome
        .withdrawn
        .iter()
        .filter(|left| !left.listed)
        .map(|left| left.line.submission.as_str())
        .collect();
    if !idle.is_empty() {
        let ids = idle.join(", ");
        said.push(bilingual!(
            "其中本来就不在推荐名单中的：{ids}。",
            "Of the withdrawn submissions these were not on the proposed list anyway: {ids}."
        ));
    }
    said
}

/// The list for publicity (art. 21).
pub fn publicity_list(outcome: &Outcome) -> TextTable {
    list(
        bilingual!("公示名单", "List for publicity"),
        &outcome.publicity,
        outcome,
    )
}

/// The final list (art. 22).
pub fn final_list(outcome: &Outcome) -> TextTable {
    list(bilingual!("公告名单", "Final list"), &outcome.last, outcome)
}

/// Withdrawn submissions with stage and reason; for the office.
pub fn withdrawn(outcome: &Outcome) -> TextTable {
    let mut table = TextTable::new(bilingual!("撤出情况", "Withdrawn"))
        .text(bilingual!("申报编号", "submission"), 12.0)
        .text(bilingual!("申报单位", "organization"), 32.0)
        .text(outcome.work.clone(), 44.0)
        .text(bilingual!("阶段", "stage"), 12.0)
        .text(bilingual!("日期", "date"), 14.0)
        .text(bilingual!("原因", "reason"), 50.0);
    for left in &outcome.withdrawn {
        table.push(vec![
            Bilingual::same(&left.line.submission),
            Bilingual::same(&left.line.organization),
            Bilingual::same(&left.line.title),
            match left.left_at {
                LeftAt::Before => bilingual!("公示前", "before"),
                LeftAt::Publicity => bilingual!("公示期", "publicity"),
                LeftAt::After => bilingual!("公告后", "after"),
            },
            Bilingual::same(&left.date),
            reason(&left.reason),
        ]);
    }
    table
}

/// Experts who withdrew, with date and reason; for the office.
pub fn experts(outcome: &Outcome) -> TextTable {
    let mut table = TextTable::new(bilingual!("退出专家", "Experts who withdrew"))
        .text(bilingual!("专家编号", "expert"), 12.0)
        .text(bilingual!("姓名", "name"), 14.0)
        .text(bilingual!("轮次", "round"), 14.0)
        .text(bilingual!("日期", "date"), 14.0)
        .text(bilingual!("原因", "reason"), 50.0);
    for left in &outcome.experts {
        table.push(vec![
            Bilingual::same(&left.expert),
            Bilingual::same(&left.name),
            match &*left.round {
                "defence" => bilingual!("答辩评审", "defence"),
                _ => bilingual!("资料评审", "paper"),
            },
            Bilingual::same(&left.date),
            reason(&left.reason),
        ]);
    }
    table
}

/// The reason, or a note that none was given.
fn reason(text: &str) -> Bilingual {
    match text.trim() {
        "" => bilingual!(
            "调整方案时退出，未写明原因",
            "withdrawn when the plan was adjusted, no reason given"
        ),
        own => Bilingual::same(own),
    }
}

fn list(name: Bilingual, lines: &[Line], outcome: &Outcome) -> TextTable {
    let tiers = lines.iter().any(|line| !line.tier.is_empty());
    let mut table = TextTable::new(name)
        .count(bilingual!("序号", "no."), 8.0)
        .text(bilingual!("申报单位", "organization"), 36.0)
        .text(outcome.work.clone(), 56.0)
        .text(bilingual!("推荐单位", "recommending unit"), 32.0);
    if tiers {
        table = table.text(bilingual!("奖次", "tier"), 14.0);
    }
    for (number, line) in (1..).zip(lines) {
        let mut row = vec![
            Bilingual::same(format!("{number}")),
            Bilingual::same(&line.organization),
            Bilingual::same(&line.title),
            Bilingual::same(&line.recommender),
        ];
        if tiers {
            row.push(Bilingual::same(&line.tier));
        }
        table.push(row);
    }
    table
}
