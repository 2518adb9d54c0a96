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
