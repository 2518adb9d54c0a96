//! R14: conflicts that keep an expert out of the group.

use super::{Decisions, Linear, Part, Place};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R14";
/// Name of the rule.
pub const KEY: &str = "bar";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "与某项申报存在整组回避关系的专家,不得进入该申报所在的专业组。",
        "nobody with a bar conflict sits in the group that holds the submission."
    )
}

/// Adds `seat + place <= 1` for every bar between an expert and a submission that the model
/// places. Barred experts of whom a group can hold at most one (same employer under a cap of 1)
/// share one row, which is valid because their seats already sum to at most 1, and tighter.
/// With places given, such seats have no variable at all ([`Part::may_sit`]).
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let one_each = part.instance.employer_cap == 1;
    for submission in 0..part.submissions.len() {
        let cliques = super::alike_among(part, |expert, candidate| {
            let barred = part.cell(submission, expert).barred();
            barred.then_some(if one_each {
                candidate.first_employer()
            } else {
                0
            })
        });
        for (employer, barred) in cliques {
            for group in 0..decisions.groups() {
                let Place::Free(place) = decisions.place(submission, group) else {
                    continue;
                };
                let seats = barred
                    .iter()
                    .filter_map(|&expert| decisions.seat(expert, group));
                let seats: Vec<_> = seats.map(|seat| (seat, 1.0)).collect();
                if employer != 0 && !seats.is_empty() {
                    model.at_most(seats.into_iter().chain([(place, 1.0)]), 1.0);
                } else {
                    for seat in seats {
                        model.at_most([seat, (place, 1.0)], 1.0);
                    }
                }
            }
        }
    }
}
