//! Who could have covered a shortfall, and why they do not.

use super::absence::{self, Absence};
use super::words::indented;
use super::worth::GROUP;
use super::{Requirement, Standing};
use crate::bilingual;
use crate::model::ExpertIndex;
use crate::model::plan::ShortfallKind;
use crate::model::words::{Bilingual, Lang};
use crate::solve::instance::BitMix;
use schemars::JsonSchema;
use serde::Serialize;

/// Maximum number of experts listed with reasons; the others are counted.
const LISTED: usize = 12;

/// The explanation of a shortfall.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShortfallExplanation {
    /// The requirement that is not met.
    pub requirement: Requirement,
    /// Number of experts of the season with the field, available or not.
    pub holders: usize,
    /// Reasons of the best of them for not reviewing the submission.
    pub absent: Vec<Absence>,
    /// The whole explanation as sentences.
    pub sentences: Vec<Bilingual>,
}

/// Explains why the requirement of `submission` behind coverage bit `bit` is not met.
pub fn explain(standing: &Standing<'_>, submission: u32, bit: u32) -> ShortfallExplanation {
    if let Some(wanted) = bit.checked_sub(GROUP).filter(|nth| *nth > 0) {
        return of_group(standing, submission, (bit, wanted));
    }
    let position = standing.instance.submissions[submission as usize].season;
    let reviewers = &standing.assignment.reviewers[submission as usize];
    let reviews = |e: ExpertIndex| {
        let id = &standing.season.experts[e.at()].id;
        standing
            .expert_number(id)
            .is_some_and(|number| reviewers.contains(&number))
    };
    let all = (0..standing.season.experts.len()).map(ExpertIndex::new);
    let mut holders: Vec<ExpertIndex> = all
        .filter(|&e| match standing.instance.mixes.of_bit(bit) {
            Some(mix) => {
                let expert = &standing.season.experts[e.at()];
                standing.season.rules.mix[mix.rule].counts(expert) != mix.others
            }
            None => standing.affinity.coverage(e, position) >> bit & 1 == 1,
        })
        .collect();
    holders.sort_by(|&a, &b| {
        let score = |e| standing.affinity.score(e, position);
        score(b).total_cmp(&score(a)).then(a.cmp(&b))
    });
    let requirement = standing.requirement(submission, bit);
    let absent: Vec<Absence> = (holders.iter().filter(|&&e| !reviews(e)).take(LISTED))
        .map(|&e| absence::of(standing, e, submission))
        .collect();
    let asked = (bit, reviewers.as_slice());
    let sentences = sentences(standing, &requirement, asked, holders.len(), &absent);
    ShortfallExplanation {
        requirement,
        holders: holders.len(),
        absent,
        sentences,
    }
}

/// Explains why the group of `submission` has no `wanted`-th member who knows its industry.
fn of_group(
    standing: &Standing<'_>,
    submission: u32,
    (bit, wanted): (u32, u32),
) -> ShortfallExplanation {
    let position = standing.instance.submissions[submission as usize].season;
    let group = standing.assignment.group[submission as usize] as usize;
    let knows = |e: ExpertIndex| standing.affinity.coverage(e, position) & 1 == 1;
    let sits = |e: ExpertIndex| {
        let number = standing.expert_number(&standing.season.experts[e.at()].id);
        number.is_some_and(|number| standing.members[group].contains(&number))
    };
    let all = (0..standing.season.experts.len()).map(ExpertIndex::new);
    let mut holders: Vec<ExpertIndex> = all.filter(|&e| knows(e)).collect();
    holders.sort_by(|&a, &b| {
        let score = |e| standing.affinity.score(e, position);
        score(b).total_cmp(&score(a)).then(a.cmp(&b))
    });
    let lacking = standing
        .instance
        .industry_members_lacking(submission as usize, &standing.members[group]);
    let most = standing.instance.submissions[submission as usize].industry_members;
    let here = (most as usize).saturating_sub(lacking);
    let absent: Vec<Absence> = (holders.iter().filter(|&&e| !sits(e)).take(LISTED))
        .map(|&e| absence::of(standing, e, submission))
        .collect();
    let requirement = standing.requirement(submission, bit);
    let (id, code, count) = (&requirement.submission, &requirement.code, holders.len());
    let mut sentences = vec![bilingual!(
        "覆盖缺口（R23）：{id} 的行业 {code} 应有第 {wanted} 位组员熟悉且无需回避；本组有 {here} 位，全库 {count} 位专家熟悉。",
        "Shortfall (R23): industry {code} of {id} wants member number {wanted} of the group who knows it and has no conflict; the group has {here}; experts in the pool who know it: {count}."
    )];
    // The people are listed once, with the first member lacking.
    if wanted as usize == here + 1 {
        sentences.extend(absent.iter().map(|one| indented(&one.words)));
    }
    ShortfallExplanation {
        requirement,
        holders: count,
        absent,
        sentences,
    }
}

fn sentences(
    standing: &Standing<'_>,
    requirement: &Requirement,
    (bit, reviewers): (u32, &[u32]),
    holders: usize,
    absent: &[Absence],
) -> Vec<Bilingual> {
    let mut all = match standing.instance.mixes.of_bit(bit) {
        Some(mix) => of_mix(standing, requirement, (mix, reviewers), holders),
        None => of_field(standing, requirement, bit, holders),
    };
    all.extend(absent.iter().map(|one| indented(&one.words)));
    if absent.len() == LISTED && holders > LISTED {
        let more = holders - LISTED;
        all.push(bilingual!(
            "  另有 {more} 位未列出。",
            "  {more} more are not listed."
        ));
    }
    all
}

/// What an industry or a domain asks for.
fn of_field(
    standing: &Standing<'_>,
    requirement: &Requirement,
    bit: u32,
    holders: usize,
) -> Vec<Bilingual> {
    let (id, code) = (&requirement.submission, &requirement.code);
    // Fields ask for the same number whatever the number of reviewers.
    let needed = standing.instance.needed_for_bit(bit, 0);
    let (kind, name) = match requirement.kind {
        ShortfallKind::Domain => {
            let name = |lang| standing.season.domains.name(code, lang).to_owned();
            let kind = bilingual!("质量方法", "domain");
            (kind, Bilingual::new(name(Lang::Zh), name(Lang::En)))
        }
        _ => (bilingual!("行业", "industry"), Bilingual::same("")),
    };
    let (zh, en, name_zh, name_en) = (kind.zh, kind.en, name.zh, name.en);
    let mut all = vec![bilingual!(
        "覆盖缺口（R19）：{id} 的{zh} {code} {name_zh} 需要 {needed} 位评审专家具备；全库 {holders} 位专家具备。",
        "Shortfall (R19): {en} {code} {name_en} of {id}: reviewers needed {needed}; experts in the pool who have it: {holders}."
    )];
    if holders == 0 {
        all.push(bilingual!(
            "  最小改动：增聘 1 位具备 {code} {name_zh} 的专家。",
            "  Smallest change: recruit one expert with {code} {name_en}."
        ));
    }
    all
}

/// What a counted rule on the mix of reviewers asks for.
fn of_mix(
    standing: &Standing<'_>,
    requirement: &Requirement,
    (mix, reviewers): (&BitMix, &[u32]),
    holders: usize,
) -> Vec<Bilingual> {
    let (id, label) = (&requirement.submission, &requirement.code);
    let rule = &standing.season.rules.mix[mix.rule];
    let of_kind = reviewers.iter().filter(|&&number| {
        let position = standing.instance.experts[number as usize].season.at();
        rule.counts(&standing.season.experts[position])
    });
    let (here, asked) = (of_kind.count(), rule.say());
    let (zh, en) = (asked.zh, asked.en);
    let (whom_zh, whom_en) = match mix.others {
        true => ("其他专家", "experts of other kinds"),
        false => ("该类专家", "experts of that kind"),
    };
    let mut all = vec![bilingual!(
        "缺口（R25）：{id} 的评审专家中“{label}”有 {here} 位；{zh}。全库{whom_zh} {holders} 位。",
        "Shortfall (R25): reviewers of {id} who are [{label}]: {here}; {en}. Experts in the pool: {holders} {whom_en}."
    )];
    if holders == 0 {
        all.push(bilingual!(
            "  最小改动：增聘 1 位{whom_zh}，或放宽这一条 mix。",
            "  Smallest change: recruit one of the {whom_en}, or relax this mix."
        ));
    }
    all
}
