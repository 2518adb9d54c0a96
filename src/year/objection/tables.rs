//! The proposal as tables for the workbook and the terminal.

use super::document::{Candidate, Proposal};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::words::TextTable;

/// Summarises the proposal in one or two sentences.
pub fn summary(proposal: &Proposal) -> Vec<Bilingual> {
    let id = &proposal.submission;
    let (team, wanted) = (proposal.team.len(), proposal.wanted);
    let (able, out) = (proposal.candidates.len(), proposal.excluded.len());
    let mut said = vec![bilingual!(
        "申报 {id} 的异议复核：建议 {team} 人；可承担 {able} 人，须排除 {out} 人。",
        "Objection to {id}: a team of {team} is proposed; {able} may serve, {out} may not."
    )];
    let concerned = proposal.excluded.iter().filter(|own| own.is_concerned());
    let concerned = concerned.count();
    let absent = out - concerned;
    if absent > 0 {
        said.push(bilingual!(
            "须排除的人中，与该项申报有关的 {concerned} 人；另 {absent} 人只因不能参加、须轮换或不在委员会，此处不列，见工作簿。",
            "Of those who may not serve, {concerned} have a connection with the submission; {absent} more are only unavailable, due to rotate out or not on the committee: they are not listed here, see the workbook."
        ));
    }
    if team < wanted {
        said.push(bilingual!(
            "要求 {wanted} 人，只找到 {team} 人，请从库外另聘。",
            "{wanted} were requested but only {team} can serve together; invite experts from outside the pool."
        ));
    }
    for requirement in &proposal.uncovered {
        let (zh, en) = (&requirement.words.zh, &requirement.words.en);
        said.push(bilingual!(
            "没有人熟悉：{zh}。",
            "Known to none of the team: {en}."
        ));
    }
    said
}

/// Tables of the proposal: team, all candidates, excluded experts.
pub fn tables(proposal: &Proposal) -> [TextTable; 3] {
    [
        people(
            bilingual!("建议人选", "Proposed team"),
            proposal.team.iter(),
        ),
        people(
            bilingual!("可承担人选", "Who may serve"),
            proposal.candidates.iter(),
        ),
        excluded(proposal),
    ]
}

/// The tables in short: the team, the next best, of whom at most `listed` are shown, and those
/// excluded because of a connection with the submission. People who are merely unavailable are in
/// the workbook.
pub fn short_tables(proposal: &Proposal, listed: usize) -> [TextTable; 3] {
    let [team, mut candidates, mut excluded] = tables(proposal);
    let mut others = proposal.candidates.iter().map(|candidate| {
        let mut team = proposal.team.iter();
        !team.any(|member| member.expert == candidate.expert)
    });
    candidates.rows.retain(|_| others.next().unwrap_or(false));
    candidates.rows.truncate(listed);
    candidates.name = bilingual!("递补人选", "Next best");
    let mut concerned = proposal.excluded.iter().map(|one| one.is_concerned());
    excluded.rows.retain(|_| concerned.next().unwrap_or(false));
    [team, candidates, excluded]
}

fn people<'a>(name: Bilingual, all: impl Iterator<Item = &'a Candidate>) -> TextTable {
    let mut table = TextTable::new(name)
        .text(bilingual!("专家编号", "expert"), 12.0)
        .text(bilingual!("姓名", "name"), 12.0)
        .text(bilingual!("工作单位", "employer"), 34.0)
        .text(bilingual!("匹配得分", "score"), 10.0)
        .text(bilingual!("熟悉行业", "industry"), 10.0)
        .text(bilingual!("对口质量方法", "domains"), 20.0)
        .text(bilingual!("本年度席位", "seat this year"), 14.0)
        .text(bilingual!("须人工核对", "to check"), 24.0);
    for one in all {
        let suspected = Bilingual::new(
            joined(&one.suspected, "、", |words| &words.zh),
            joined(&one.suspected, ", ", |words| &words.en),
        );
        table.push(vec![
            Bilingual::same(&one.expert),
            Bilingual::same(&one.name),
            Bilingual::same(&one.employer),
            Bilingual::same(format!("{:.4}", one.score)),
            if one.industry {
                bilingual!("是", "yes")
            } else {
                bilingual!("否", "no")
            },
            Bilingual::same(one.domains.join(", ")),
            one.group
                .as_ref()
                .map_or_else(|| bilingual!("未入组", "none"), Bilingual::same),
            suspected,
        ]);
    }
    table
}

fn excluded(proposal: &Proposal) -> TextTable {
    let mut table = TextTable::new(bilingual!("须排除", "Who may not serve"))
        .text(bilingual!("专家编号", "expert"), 12.0)
        .text(bilingual!("姓名", "name"), 12.0)
        .text(bilingual!("原因", "why"), 90.0);
    for one in &proposal.excluded {
        let words: Vec<Bilingual> = one.reasons.iter().map(|r| r.words.clone()).collect();
        table.push(vec![
            Bilingual::same(&one.expert),
            Bilingual::same(&one.name),
            Bilingual::new(
                joined(&words, "；", |words| &words.zh),
                joined(&words, "; ", |words| &words.en),
            ),
        ]);
    }
    table
}

fn joined(words: &[Bilingual], between: &str, text: impl Fn(&Bilingual) -> &String) -> String {
    let texts: Vec<&str> = words.iter().map(|words| text(words).as_str()).collect();
    texts.join(between)
}
