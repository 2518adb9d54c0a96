//! R19 (soft): among a submission's reviewers enough know its industry, and enough have each of
//! its domains exactly. Each unmet requirement is one shortfall.

use super::recount::Unmet;
use super::{Rule, Violation, scores, view::View};
use crate::bilingual;
use crate::model::SubmissionIndex;
use crate::plan::ShortfallKind;
use std::collections::BTreeSet;

/// All unmet requirements, in the order of the submissions.
pub(super) fn unmet(view: &View) -> Vec<Unmet> {
    let passed = view.passed();
    passed
        .flat_map(|submission| of_one(view, submission))
        .collect()
}

fn of_one(view: &View, index: SubmissionIndex) -> Vec<Unmet> {
    let rules = &view.season.rules.coverage;
    let submission = view.submission(index);
    let reviewers: Vec<_> = (view.reviewers.get(&index).into_iter().flatten())
        .map(|&expert| view.expert(expert))
        .collect();
    let mut unmet = Vec::new();
    let mut require = |kind, code: String, found: usize, wanted: u32| {
        if found < wanted as usize {
            unmet.push(Unmet {
                submission: submission.id.clone(),
                kind,
                code,
                found,
                wanted: wanted as usize,
            });
        }
    };
    if !submission.industries.is_empty() {
        let codes: Vec<_> = submission
            .industries
            .iter()
            .map(|code| code.text())
            .collect();
        let knowing = (reviewers.iter())
            .filter_map(|expert| scores::industry(expert, submission))
            .filter(|&term| term >= rules.industry_threshold)
            .count();
        let wanted = rules.industry_reviewers;
        require(ShortfallKind::Industry, codes.join(";"), knowing, wanted);
    }
    let domains: BTreeSet<_> = submission
        .domains
        .iter()
        .map(|domain| &domain.code)
        .collect();
    for code in domains {
        let having = (reviewers.iter())
            .filter(|expert| {
                expert
                    .domains
                    .iter()
                    .any(|skill| skill.domain.code == *code)
            })
            .count();
        let wanted = rules.domain_reviewers;
        require(ShortfallKind::Domain, code.clone(), having, wanted);
    }
    unmet
}

/// The shortfalls for people.
pub(super) fn words(view: &View, unmet: &[Unmet]) -> Vec<Violation> {
    (unmet.iter())
        .map(|one| {
            let Unmet {
                submission: id,
                code,
                found,
                wanted,
                ..
            } = one;
            let name = name(view, one);
            let (zh, en) = (&name.zh, &name.en);
            let words = match one.kind {
                ShortfallKind::Industry => bilingual!(
                    "申报 {id} 的行业 {code}{zh}：评审专家中只有 {found} 名熟悉，要求 {wanted} 名。",
                    "Industry {code}{en} of submission {id}: {found} of its reviewers know it, {wanted} asked for."
                ),
                ShortfallKind::Domain => bilingual!(
                    "申报 {id} 的专业领域 {code}{zh}：评审专家中只有 {found} 名具备，要求 {wanted} 名。",
                    "Domain {code}{en} of submission {id}: {found} of its reviewers have it, {wanted} asked for."
                ),
            };
            Violation::new(Rule::Coverage, &[id, code], words).counted(*found, *wanted)
        })
        .collect()
}

fn name(view: &View, unmet: &Unmet) -> crate::text::Bilingual {
    use crate::text::{Bilingual, Lang};
    let say = |lang| {
        let name = match unmet.kind {
            ShortfallKind::Domain => view.season.domains.name(&unmet.code, lang),
            ShortfallKind::Industry => (view.season.industries.parse(&unmet.code))
                .map_or("", |code| view.season.industries.name(&code, lang)),
        };
        name.to_owned()
    };
    let (zh, en) = (say(Lang::Zh), say(Lang::En));
    if zh.is_empty() && en.is_empty() {
        return Bilingual::default();
    }
    bilingual!("（{zh}）", " ({en})")
}
