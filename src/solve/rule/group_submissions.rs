//! R05: every submission in one group, submissions per group.

use super::{Condition, Decisions, Home, Linear, Part, Place, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Instance;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    relaxation: Some(Relaxation { ease: 6, lift }),
    ..Home::new(Rule::GroupSubmissions, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每项通过形式审查的申报恰好分到一个专业组，每组的申报数在规定范围之内。",
        "every submission that passed is in exactly one group, and no group has too few or too many."
    )
}

/// Adds `sum over groups of place = 1` for every submission and the limits of every group.
#[allow(clippy::cast_precision_loss)] // numbers of submissions are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let (submissions, groups) = (part.submissions.len(), decisions.groups());
    for submission in 0..submissions {
        let places = (0..groups).map(|group| decisions.place(submission, group));
        sum(places, 1.0, 1.0, model);
    }
    let (min, max) = (part.sizes.0 as f64, part.sizes.1 as f64);
    for group in 0..groups {
        let places = (0..submissions).map(|submission| decisions.place(submission, group));
        sum(places, min, max, model);
    }
}

fn sum(places: impl Iterator<Item = Place>, lower: f64, upper: f64, model: &mut Linear) {
    let (mut given, mut terms) = (0.0, Vec::new());
    for place in places {
        match place {
            Place::Here => given += 1.0,
            Place::Never => {}
            Place::Free(column) => terms.push((column, 1.0)),
        }
    }
    model.row(lower - given, upper - given, terms);
}

/// Counts groups that hold too few or too many, and submissions in no group.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let instance = proposal.instance;
    let sizes = instance.shape.min_submissions..=instance.shape.max_submissions;
    let groups = instance.groups.len();
    proposal.in_groups(|group| usize::from(!sizes.contains(&proposal.held(group))))
        + proposal.at_submissions(|_, group| usize::from(group as usize >= groups))
}

/// The submissions, against the fewest and the most that all groups hold; nothing where the office
/// set no limits.
fn needs(instance: &Instance) -> Vec<Condition> {
    let (groups, submissions) = (instance.groups.len(), instance.submissions.len());
    let shape = &instance.shape;
    let (min, max) = (shape.min_submissions, shape.max_submissions);
    let condition = |what, have, need| Condition {
        rule: Rule::GroupSubmissions,
        what: Some(what),
        have,
        need,
        lacking: bilingual!(
            "{submissions} 项申报无法分成 {groups} 个组、每组 {min} 至 {max} 项。",
            "{submissions} submissions cannot be split into {groups} groups with {min} to {max} each."
        ),
    };
    let mut all = Vec::new();
    if min > 0 {
        let what = bilingual!(
            "通过形式审查的申报（各组最少项数之和）",
            "submissions that passed (minimums of all groups together)"
        );
        all.push(condition(what, submissions, groups.saturating_mul(min)));
    }
    if max < submissions {
        let what = bilingual!(
            "各组最多项数之和（通过形式审查的申报）",
            "maximums of all groups together (submissions that passed)"
        );
        all.push(condition(what, groups.saturating_mul(max), submissions));
    }
    all
}

/// Allows any number of submissions, of which a group has one at least.
fn lift(season: &mut Season) {
    season.rules.groups.min_submissions = 1;
    season.rules.groups.max_submissions = season.submissions.len().max(1);
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn two_and_four_submissions_are_two_breaches() {
        let mut made = committee();
        made.group[0] = 1;
        let season = toy(|_| ());
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 2);
        assert_eq!(breaches(&HOME, &compiled(&lifted(&HOME, season)), &made), 0);
    }

    #[test]
    fn six_submissions_are_as_many_as_two_groups_of_three_hold() {
        assert_eq!(needs(&HOME, &toy(|_| ())), [(6, 6), (6, 6)]);
        let few = toy(|season| season.submissions[5].passed = false);
        assert_eq!(needs(&HOME, &few), [(5, 6), (6, 5)]);
        let open = toy(|season| {
            (
                season.rules.groups.min_submissions,
                season.rules.groups.max_submissions,
            ) = (0, 0);
        });
        assert_eq!(needs(&HOME, &open), []);
    }
}
