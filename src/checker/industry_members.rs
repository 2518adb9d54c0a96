//! R23 (soft): enough members of a submission's group know its industry and have no conflict with
//! it. Each member lacking is one shortfall.

use super::unmet::Unmet;
use super::{scores, view::View};
use crate::model::plan::ShortfallKind;
use crate::model::{ConflictPolicy, ExpertIndex, SubmissionIndex};
use std::collections::{BTreeMap, BTreeSet};

/// All members lacking, in the order of the submissions: where a group has one who knows and three
/// are wanted, the second and the third.
pub(super) fn unmet(view: &View) -> Vec<Unmet> {
    let rules = &view.season.rules.groups;
    let odd = |size: &usize| !rules.odd_members || size % 2 == 1;
    let smallest = (rules.min_members.max(1)..=rules.max_members).find(odd);
    let most = smallest
        .unwrap_or(0)
        .min(rules.industry_members.try_into().unwrap_or(usize::MAX));
    let mut pool = Pool::default();
    let passed = view.passed();
    passed
        .flat_map(|submission| of_one(view, submission, most, &mut pool))
        .collect()
}

/// Who of those that may serve knows certain industries, found out once.
#[derive(Default)]
struct Pool<'a>(BTreeMap<Vec<&'a str>, Vec<ExpertIndex>>);

fn of_one<'a>(
    view: &View<'a>,
    index: SubmissionIndex,
    most: usize,
    pool: &mut Pool<'a>,
) -> Vec<Unmet> {
    let submission = view.submission(index);
    if most == 0 || submission.industries.is_empty() {
        return Vec::new();
    }
    let is_free = |expert: &ExpertIndex| view.ties.severity(*expert, index) == ConflictPolicy::Off;
    let found = counted(view, index);
    if found >= most {
        return Vec::new();
    }
    let codes = submission.industries.iter().map(|code| code.text());
    let codes: Vec<&str> = codes.collect();
    let able = pool.0.entry(codes.clone()).or_insert_with(|| {
        let everybody = view.season.experts.iter().enumerate();
        everybody
            .filter(|(_, expert)| may_serve(view, expert))
            .map(|(at, _)| ExpertIndex::new(at))
            .filter(|&expert| knows(view, expert, index))
            .collect()
    });
    let there = able.iter().copied().filter(is_free).take(most).count();
    let one = |nth| Unmet {
        submission: submission.id.clone(),
        kind: ShortfallKind::Group,
        code: codes.join(";"),
        found,
        wanted: nth,
    };
    (found + 1..=there).map(one).collect()
}

/// Members of the submission's group who know its industry and have no conflict with it.
fn counted(view: &View, index: SubmissionIndex) -> usize {
    let members: BTreeSet<ExpertIndex> = (view.panels_of(index))
        .flat_map(|panel| panel.members.iter().copied())
        .collect();
    let counts = |&expert: &ExpertIndex| {
        knows(view, expert, index) && view.ties.severity(expert, index) == ConflictPolicy::Off
    };
    members.iter().copied().filter(counts).count()
}

fn knows(view: &View, expert: ExpertIndex, index: SubmissionIndex) -> bool {
    let threshold = view.season.rules.coverage.industry_threshold;
    let term = scores::industry(view.expert(expert), view.submission(index));
    term.is_some_and(|term| term >= threshold)
}

/// The mean number of members who count, over the submissions with an industry.
pub(super) fn mean(view: &View) -> f64 {
    let all: Vec<usize> = (view.passed())
        .filter(|&index| !view.submission(index).industries.is_empty())
        .map(|index| counted(view, index))
        .collect();
    all.iter().sum::<usize>() as f64 / all.len().max(1) as f64
}

fn may_serve(view: &View, expert: &crate::model::Expert) -> bool {
    let limit = view.season.rules.balance.max_consecutive_years;
    let year = view.season.rules.conflicts.year;
    expert.available && (limit == 0 || expert.consecutive_years_before(year) < limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::check;
    use crate::checker::fixture::{plan, season};
    use crate::model::{Season, SeasonBuilder};

    /// Submission, members found and wanted of every shortfall of the fixture, in which three
    /// members of each group know everything, after a change.
    fn lacking(change: impl FnOnce(&mut Season)) -> Vec<(String, usize, usize)> {
        let season = season()
            .rules(|rules| rules.groups.industry_members = 3)
            .change(change)
            .build();
        let found = check(&season, &plan()).figures.shortfalls.into_iter();
        found
            .filter(|unmet| unmet.kind == ShortfallKind::Group)
            .map(|unmet| (unmet.submission, unmet.found, unmet.wanted))
            .collect()
    }

    fn knows(expert: usize, industry: &str) -> impl Fn(&mut Season) {
        let made = SeasonBuilder::new()
            .expert("E", "", industry, "", |_| ())
            .build();
        move |season| {
            season.experts[expert]
                .industries
                .clone_from(&made.experts[0].industries);
        }
    }

    #[test]
    fn each_member_lacking_is_a_shortfall_of_every_submission_of_the_group() {
        assert_eq!(lacking(|_| ()), []);
        // A2 and A3 know 39, not 38: two of three are lacking for S1 and S2.
        let two = lacking(|season| {
            knows(3, "39")(season);
            knows(4, "39")(season);
        });
        let one = |id: &str, wanted| (id.to_owned(), 1, wanted);
        assert_eq!(
            two,
            [one("S1", 2), one("S1", 3), one("S2", 2), one("S2", 3)]
        );
        let off = lacking(|season| {
            knows(3, "39")(season);
            season.rules.groups.industry_members = 0;
        });
        assert_eq!(off, []);
    }

    #[test]
    fn members_in_conflict_do_not_count() {
        let found = lacking(|season| {
            season.submissions[0].recommender = season.experts[4].employer.clone();
            season.rules.conflicts.recommender = ConflictPolicy::Recuse;
        });
        assert_eq!(found, [("S1".to_owned(), 2, 3)]);
    }

    #[test]
    fn no_more_are_wanted_than_the_smallest_group_or_the_pool_has() {
        let small = lacking(|season| {
            knows(3, "39")(season);
            season.rules.groups.industry_members = 9;
        });
        let one = |id: &str| (id.to_owned(), 2, 3);
        assert_eq!(small, [one("S1"), one("S2")]);
        // Two of the pool know 38, both in the first group.
        let few = lacking(|season| {
            for expert in [0, 1, 4, 5, 6, 7, 8] {
                knows(expert, "39")(season);
            }
        });
        let none = |id: &str, wanted| (id.to_owned(), 0, wanted);
        assert_eq!(
            few,
            [none("S3", 1), none("S3", 2), none("S4", 1), none("S4", 2)]
        );
        let nobody = lacking(|season| {
            for expert in 0..9 {
                knows(expert, "39")(season);
            }
        });
        assert_eq!(nobody, []);
    }
}
