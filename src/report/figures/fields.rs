//! What each group judges: the divisions of industries of its submissions, and those outside.

use super::mean::mean;
use super::reviews::ReviewFigures;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Share of a group's submissions that its fields hold together at least.
const MOST: f64 = 0.65;

/// A division of industries in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its code, of two digits where the submissions have as many.
    pub division: String,
    /// Submissions of the group that are of it.
    pub submissions: usize,
}

/// What one group judges.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judges {
    /// The fewest divisions that hold most of the submissions, the largest first.
    pub fields: Vec<Field>,
    /// Positions of the reviews of submissions of other divisions, or of none.
    pub outside: Vec<usize>,
}

/// Derives what a group with these reviews judges.
pub(super) fn of(reviews: &[ReviewFigures<'_>], own: Range<usize>) -> Judges {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for review in &reviews[own.clone()] {
        if let Some(division) = division(review) {
            *counts.entry(division).or_default() += 1;
        }
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
    let enough = (own.len() as f64 * MOST).ceil() as usize;
    let mut held = 0;
    let fields = ranked.into_iter().take_while(|(_, count)| {
        let open = held < enough;
        held += count;
        open
    });
    let fields: Vec<Field> = fields
        .map(|(code, submissions)| Field {
            division: code.to_owned(),
            submissions,
        })
        .collect();
    let inside = |review: &ReviewFigures<'_>| {
        let own = division(review);
        own.is_some_and(|own| fields.iter().any(|field| field.division == own))
    };
    Judges {
        outside: own.filter(|&at| !inside(&reviews[at])).collect(),
        fields,
    }
}

/// The division of a submission's first industry.
fn division<'a>(review: &ReviewFigures<'a>) -> Option<&'a str> {
    let path = review.submission.industries.first()?.path();
    path.get(1).or(path.first()).map(String::as_str)
}

/// How many groups hold the submissions of a division, on average over the divisions with several.
pub(super) fn scatter(reviews: &[ReviewFigures<'_>]) -> f64 {
    let mut divisions: BTreeMap<&str, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for review in reviews {
        if let Some(division) = division(review) {
            let (count, groups) = divisions.entry(division).or_default();
            *count += 1;
            groups.insert(review.group);
        }
    }
    let several = divisions.values().filter(|(count, _)| *count > 1);
    mean(several.map(|(_, groups)| groups.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::Field;
    use crate::files::tables::read_season;
    use crate::model::Season;
    use crate::model::plan::Plan;
    use crate::report::Story;
    use crate::suitability::affinity::Affinity;
    use crate::suitability::conflict::Conflicts;
    use serde_json::json;
    use std::path::Path;

    fn toy() -> Season {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
        read_season(&folder, None).expect("the toy season").season
    }

    /// The groups of the toy season's best plan with these submissions. Industries: S001 3441, S002
    /// 3453, S003 3620, S004 1441, S005 1512, S006 2740.
    fn plan(held: [&[&str]; 2]) -> Plan {
        let members = [["E003", "E005", "E008"], ["E006", "E004", "E007"]];
        let groups = [("G01", 0), ("G02", 1)].map(|(id, at)| {
            json!({"id": id, "name": id, "leader": members[at][0], "members": members[at],
                "submissions": held[at]})
        });
        let reviews = [("G01", 0), ("G02", 1)].map(|(id, at)| {
            let one = |submission: &&str| {
                json!({"submission": submission, "group": id, "reviewers": members[at][..2]})
            };
            held[at].iter().map(one).collect::<Vec<_>>()
        });
        let plan = json!({
            "schema": "empanel/plan@1", "status": "feasible",
            "committee": {"chair": "E001", "vice_chair": "E002"},
            "groups": groups, "reviews": reviews.concat(), "shortfalls": [],
            "quality": {"total_score": 0.0, "worst_score": 0.0, "mean_score": 0.0,
                "coverage_shortfalls": 0},
        });
        serde_json::from_value(plan).expect("a plan")
    }

    /// Fields and submissions outside them by group, and figures of the whole: submissions that
    /// enough members know, those that want some, the mean of members who do, the scatter.
    type Seen = (
        Vec<(Vec<(String, usize)>, Vec<String>)>,
        (usize, usize, f64, f64),
    );

    fn seen(season: &Season, held: [&[&str]; 2]) -> Seen {
        let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
        let plan = plan(held);
        let story = Story::new(season, &conflicts, &affinity, &plan);
        let figures = &story.figures;
        let groups = figures.groups.iter().map(|group| {
            let field = |own: &Field| (own.division.clone(), own.submissions);
            let id = |&at: &usize| figures.reviews[at].submission.id.clone();
            let judges = &group.judges;
            (
                judges.fields.iter().map(field).collect(),
                judges.outside.iter().map(id).collect(),
            )
        });
        let totals = &figures.totals;
        let whole = (
            totals.well_known,
            totals.to_be_known,
            totals.knowing_mean,
            totals.scatter,
        );
        (groups.collect(), whole)
    }

    fn judged(fields: &[(&str, usize)], outside: &[&str]) -> (Vec<(String, usize)>, Vec<String>) {
        let field = |&(code, count): &(&str, usize)| (code.to_owned(), count);
        let outside = outside.iter().map(|id| (*id).to_owned());
        (fields.iter().map(field).collect(), outside.collect())
    }

    #[test]
    fn the_fewest_divisions_that_hold_two_thirds_are_the_fields() {
        let (groups, whole) = seen(
            &toy(),
            [&["S001", "S002", "S003"], &["S004", "S005", "S006"]],
        );
        assert_eq!(
            groups,
            [
                judged(&[("34", 2)], &["S003"]),
                // As many of each: the lower codes come first.
                judged(&[("14", 1), ("15", 1)], &["S006"]),
            ]
        );
        // All three of the first group know 34, and E008 alone 36: E005, who does too, is kept from
        // S003 by its recommender. In the second, one knows 14, three know 15 and one 27. No more
        // are wanted than the pool has.
        let (known, wanted, mean, scatter) = whole;
        assert_eq!((known, wanted), (6, 6));
        assert!((mean - 2.0).abs() < 1e-12, "{mean}");
        assert!((scatter - 1.0).abs() < 1e-12, "{scatter}");
    }

    #[test]
    fn a_division_in_both_groups_is_scattered_and_known_by_fewer() {
        let (groups, whole) = seen(
            &toy(),
            [&["S001", "S004", "S003"], &["S002", "S005", "S006"]],
        );
        assert_eq!(
            groups,
            [
                judged(&[("14", 1), ("34", 1)], &["S003"]),
                judged(&[("15", 1), ("27", 1)], &["S002"]),
            ]
        );
        // Nobody of the first group knows 14, and only E004 of the second 34.
        let (known, wanted, mean, scatter) = whole;
        assert_eq!((known, wanted), (4, 6));
        assert!((mean - 1.5).abs() < 1e-12, "{mean}");
        assert!((scatter - 2.0).abs() < 1e-12, "{scatter}");
    }

    #[test]
    fn without_industries_there_is_no_field_and_everything_is_outside() {
        let mut season = toy();
        for submission in &mut season.submissions {
            submission.industries.clear();
        }
        let (groups, whole) = seen(
            &season,
            [&["S001", "S002", "S003"], &["S004", "S005", "S006"]],
        );
        assert_eq!(
            groups,
            [
                judged(&[], &["S001", "S002", "S003"]),
                judged(&[], &["S004", "S005", "S006"]),
            ]
        );
        assert_eq!(whole, (0, 0, 0.0, 0.0));
    }
}
