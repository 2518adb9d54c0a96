//! R05: every submission in one group, submissions per group.

use super::{Decisions, Linear, Part, Place};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R05";
/// Name of the rule.
pub const KEY: &str = "group_submissions";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每项通过形式审查的申报恰好分到一个专业组,每组的申报数在规定范围之内。",
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
