//! Who could have covered what is missing, and why each of them is not there.

use super::absence::{self, Absence};
use super::words::indented;
use super::{Requirement, Standing};
use crate::bilingual;
use crate::model::plan::ShortfallKind;
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, Rule};
use serde::Serialize;

/// Holders who are listed with their reasons; the others are counted.
const LISTED: usize = 12;

/// A shortfall explained.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShortfallExplanation {
    /// What is missing.
    pub requirement: Requirement,
    /// Experts of the season who hold the field, whether they can serve or not.
    pub holders: usize,
    /// Why each of the best of them does not review the submission.
    pub absent: Vec<Absence>,
    /// All of it in sentences.
    pub sentences: Vec<Bilingual>,
}

/// Explains why the requirement of `submission` behind coverage bit `bit` is not met.
pub fn explain(standing: &Standing<'_>, submission: u32, bit: u32) -> ShortfallExplanation {
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
    let sentences = sentences(standing, &requirement, bit, holders.len(), &absent);
    ShortfallExplanation {
        requirement,
        holders: holders.len(),
        absent,
        sentences,
    }
}

fn sentences(
    standing: &Standing<'_>,
    requirement: &Requirement,
    bit: u32,
    holders: usize,
    absent: &[Absence],
) -> Vec<Bilingual> {
    let (id, code) = (&requirement.submission, &requirement.code);
    let needed = standing.instance.needed_for_bit(bit);
    let (zh, en) = match requirement.kind {
        ShortfallKind::Industry => ("行业", "industry"),
        ShortfallKind::Domain => ("质量方法", "domain"),
        ShortfallKind::Mix => ("人员构成", "mix"),
    };
    let name = |lang| match requirement.kind {
        ShortfallKind::Domain => standing.season.domains.name(code, lang).to_owned(),
        ShortfallKind::Industry => String::new(),
        ShortfallKind::Mix => {
            let mix = standing.instance.mixes.of_bit(bit);
            let others = mix.is_some_and(|mix| mix.others);
            let words = bilingual!("（以外的人员）", "(people of other kinds)");
            if others {
                words.say(lang).to_owned()
            } else {
                String::new()
            }
        }
    };
    let rule = match requirement.kind {
        ShortfallKind::Mix => Rule::Mix,
        _ => Rule::Coverage,
    };
    let (name_zh, name_en) = (name(Lang::Zh), name(Lang::En));
    let mut all = vec![bilingual!(
        "覆盖缺口（{rule}）：{id} 的{zh} {code} {name_zh} 需要 {needed} 位评审专家具备；全库 {holders} 位专家具备。",
        "Shortfall ({rule}): {en} {code} {name_en} of {id}: reviewers needed {needed}; experts in the pool who have it: {holders}."
    )];
    if holders == 0 {
        all.push(bilingual!(
            "  最小改动：增聘 1 位具备 {code} {name_zh} 的专家。",
            "  Smallest change: recruit one expert with {code} {name_en}."
        ));
    }
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
