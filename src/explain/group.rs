//! A group: the contribution of each member, its leader, and its shortfalls.

use super::shortfall::{self, ShortfallExplanation};
use super::words::{change as change_words, group as group_name, list, person};
use super::worth::points;
use super::{Change, Standing};
use crate::bilingual;
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::Serialize;

/// A member's contribution to the group.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MemberPart {
    /// Expert id, as in the season.
    pub expert: String,
    /// Whether the member leads.
    pub leads: bool,
    /// Number of reviews.
    pub load: u32,
    /// Maximum number of reviews.
    pub limit: u32,
    /// Effect on the group if the member were missing.
    pub without: Change,
}

/// The explanation of a group.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupExplanation {
    /// Group id, as in the plan.
    pub group: String,
    /// Sum of the scores of its reviews.
    pub score: f64,
    /// Its members and their contributions.
    pub members: Vec<MemberPart>,
    /// Ids of its submissions.
    pub submissions: Vec<String>,
    /// Its coverage shortfalls.
    pub shortfalls: Vec<ShortfallExplanation>,
    /// Expert ids of the alternates, best first.
    pub alternates: Vec<String>,
    /// The whole explanation as sentences.
    pub sentences: Vec<Bilingual>,
}

/// Explains a group.
pub fn group(standing: &Standing<'_>, number: usize) -> GroupExplanation {
    let worth = standing.worth_now(number);
    let members: Vec<MemberPart> = standing.members[number]
        .iter()
        .map(|&member| {
            let mut rest = standing.members[number].clone();
            rest.retain(|&other| other != member);
            let without = standing.worth_with(number, &rest, &standing.submissions[number]);
            MemberPart {
                expert: standing.expert(member).id.clone(),
                leads: standing.assignment.leaders[number] == Some(member),
                load: standing.loads[member as usize],
                limit: standing.instance.experts[member as usize].load_cap,
                without: standing.change(&[&worth], &[&without]),
            }
        })
        .collect();
    let id = standing.group_id(number);
    let mut told = GroupExplanation {
        group: id.to_owned(),
        score: points(worth.total),
        members,
        submissions: (standing.submissions[number].iter())
            .map(|&submission| standing.submission(submission).id.clone())
            .collect(),
        shortfalls: (worth.shortfalls.iter())
            .map(|&(submission, bit)| shortfall::explain(standing, submission, bit))
            .collect(),
        alternates: standing
            .plan
            .group(id)
            .map_or_else(Vec::new, |group| group.alternates.clone()),
        sentences: Vec::new(),
    };
    told.sentences = sentences(standing, number, &told);
    told
}

/// The counted rules about the mix of its members that the group misses.
fn mixes(standing: &Standing<'_>, number: usize) -> Vec<Bilingual> {
    let members = &standing.members[number];
    let limits = standing.instance.mixes.groups.iter();
    let missed =
        limits.filter(|mix| !mix.hard && mix.missing(mix.having(members), members.len()) > 0);
    let words = missed.map(|mix| {
        let rule = &standing.season.rules.mix[mix.rule];
        let (having, label, Bilingual { zh, en }) = (mix.having(members), rule.label(), rule.say());
        bilingual!(
            "缺口（R25）：“{label}”有 {having} 人；{zh}。",
            "Shortfall (R25): [{label}] members here: {having}; {en}."
        )
    });
    words.collect()
}

fn sentences(standing: &Standing<'_>, number: usize, told: &GroupExplanation) -> Vec<Bilingual> {
    let (place, score) = (group_name(standing, number), told.score);
    let (members, submissions) = (told.members.len(), told.submissions.len());
    let mut all = vec![bilingual!(
        "{place}：组员 {members} 人，申报 {submissions} 项，得分合计 {score:.4}。",
        "{place}: members {members}, submissions {submissions}, total score {score:.4}."
    )];
    for member in &told.members {
        let name = standing
            .expert_number(&member.expert)
            .map_or_else(String::new, |e| person(standing.expert(e)));
        let (load, limit) = (member.load, member.limit);
        let (zh, en) = if member.leads {
            ("（组长）", ", leader,")
        } else {
            ("", "")
        };
        let Bilingual {
            zh: less_zh,
            en: less_en,
        } = change_words(&member.without);
        all.push(bilingual!(
            "  {name}{zh} 评审 {load} 项（上限 {limit}）；若缺席：{less_zh}。",
            "  {name}{en} reviews {load} (limit {limit}); without: {less_en}."
        ));
    }
    if !told.alternates.is_empty() {
        let Bilingual { zh, en } = list(&told.alternates);
        all.push(bilingual!("递补顺序：{zh}。", "Alternates in order: {en}."));
    }
    let mixes = mixes(standing, number);
    if told.shortfalls.is_empty() && mixes.is_empty() {
        all.push(bilingual!("没有覆盖缺口。", "No shortfalls."));
    }
    all.extend(mixes);
    for shortfall in &told.shortfalls {
        all.extend(shortfall.sentences.iter().cloned());
    }
    all
}
