//! R19 (soft): among a submission's reviewers enough know its industry, and enough have each of
//! its domains exactly. Each unmet requirement is one shortfall.

use super::unmet::Unmet;
use super::{Rule, Violation, scores, view::View};
use crate::bilingual;
use crate::model::SubmissionIndex;
use crate::model::plan::ShortfallKind;
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
            if one.kind == ShortfallKind::Mix {
                return super::mix::violation(view, one);
            }
            let name = name(view, one);
            let (zh, en) = (&name.zh, &name.en);
            let words = match one.kind {
                ShortfallKind::Industry => bilingual!(
                    "申报 {id} 的行业 {code}{zh}：评审专家中只有 {found} 名熟悉，要求 {wanted} 名。",
                    "Industry {code}{en} of submission {id}: reviewers who know it: {found}; required: {wanted}."
                ),
                ShortfallKind::Domain | ShortfallKind::Mix => bilingual!(
                    "申报 {id} 的质量方法 {code}{zh}：评审专家中只有 {found} 名具备，要求 {wanted} 名。",
                    "Domain {code}{en} of submission {id}: reviewers who have it: {found}; required: {wanted}."
                ),
                ShortfallKind::Group => bilingual!(
                    "申报 {id} 的行业 {code}{zh}：本组无需回避的组员中只有 {found} 名熟悉，要求 {wanted} 名。",
                    "Industry {code}{en} of submission {id}: members of the group who know it and have no conflict: {found}; required: {wanted}."
                ),
            };
            let rule = match one.kind {
                ShortfallKind::Group => Rule::IndustryMembers,
                ShortfallKind::Mix => Rule::Mix,
                ShortfallKind::Industry | ShortfallKind::Domain => Rule::Coverage,
            };
            Violation::new(rule, &[id, code], words).counted(*found, *wanted)
        })
        .collect()
}

fn name(view: &View, unmet: &Unmet) -> crate::model::words::Bilingual {
    use crate::model::words::{Bilingual, Lang};
    let say = |lang| match unmet.kind {
        ShortfallKind::Domain => view.season.domains.name(&unmet.code, lang).to_owned(),
        ShortfallKind::Mix => String::new(),
        ShortfallKind::Industry | ShortfallKind::Group => {
            (view.season.industries.parse(&unmet.code)).map_or_else(String::new, |code| {
                view.season.industries.name_or_above(&code, lang)
            })
        }
    };
    let (zh, en) = (say(Lang::Zh), say(Lang::En));
    if zh.is_empty() && en.is_empty() {
        return Bilingual::default();
    }
    bilingual!("（{zh}）", " ({en})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::check;
    use crate::checker::fixture::{plan, season};
    use crate::model::{Season, SeasonBuilder};

    /// Everybody knows 38 and Q06.01; S1 asks for what the change makes of it.
    fn shortfalls(change: impl FnOnce(&mut Season)) -> Vec<(ShortfallKind, String, usize, usize)> {
        let season = season().change(change).build();
        let report = check(&season, &plan());
        assert_eq!(report.shortfalls.len(), report.figures.shortfalls.len());
        assert!(report.shortfalls.iter().all(|one| one.rule.is_soft()));
        (report.figures.shortfalls.into_iter())
            .inspect(|unmet| assert_eq!(unmet.submission, "S1"))
            .map(|unmet| (unmet.kind, unmet.code, unmet.found, unmet.wanted))
            .collect()
    }

    fn asks(industries: &str, domains: &str) -> impl FnOnce(&mut Season) {
        let made = SeasonBuilder::new()
            .submission("S1", "", industries, domains, |_| ())
            .build();
        move |season| {
            season.submissions[0]
                .industries
                .clone_from(&made.submissions[0].industries);
            season.submissions[0]
                .domains
                .clone_from(&made.submissions[0].domains);
        }
    }

    #[test]
    fn each_requirement_is_one_shortfall() {
        assert_eq!(shortfalls(|_| ()), []);
        let industry = |code: &str| (ShortfallKind::Industry, code.to_owned(), 0, 1);
        let domain = |code: &str| (ShortfallKind::Domain, code.to_owned(), 0, 1);
        assert_eq!(shortfalls(asks("3912", "Q06.01")), [industry("3912")]);
        assert_eq!(shortfalls(asks("39;40", "")), [industry("39;40")]);
        assert_eq!(shortfalls(asks("39;38", "")), []);
        assert_eq!(
            shortfalls(asks("", "Q07.01;Q06.01;Q06.02")),
            [domain("Q06.02"), domain("Q07.01")]
        );
        assert_eq!(shortfalls(asks("", "")), []);
    }

    #[test]
    fn numbers_of_reviewers_and_the_threshold_are_settings() {
        let two = |season: &mut Season| {
            season.rules.coverage.industry_reviewers = 2;
            season.rules.coverage.domain_reviewers = 2;
            // A1 reviews S1 only.
            season.experts[2].industries.clear();
            season.experts[2].domains.clear();
        };
        assert_eq!(
            shortfalls(two),
            [
                (ShortfallKind::Industry, "3812".to_owned(), 1, 2),
                (ShortfallKind::Domain, "Q06.01".to_owned(), 1, 2),
            ]
        );
        let none = |season: &mut Season| {
            season.rules.coverage.industry_reviewers = 0;
            asks("3912", "Q06.01")(season);
        };
        assert_eq!(shortfalls(none), []);
        let wide = |season: &mut Season| {
            season.rules.coverage.industry_threshold = 0.3;
            asks("3912", "Q06.01")(season);
        };
        assert_eq!(shortfalls(wide), []);
    }

    #[test]
    fn the_words_name_the_code_and_its_name() {
        let season = season().change(asks("3912", "Q06.01")).build();
        let words = check(&season, &plan()).shortfalls.remove(0).words;
        assert!(words.zh.contains("3912（"), "{words:?}");
        assert!(
            words.en.contains("reviewers who know it: 0; required: 1"),
            "{words:?}"
        );
    }
}
