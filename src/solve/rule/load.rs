//! R07: load of each expert.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R07";
/// Name of the rule.
pub const KEY: &str = "load";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每位专家的评审项数不超过其评审上限。",
        "nobody reviews more submissions than the expert's limit."
    )
}

/// Adds `reviews of the expert in the group <= limit x seat`, where the limit can be reached at
/// all or where not every review is linked to the seat by itself. Reviews are only written in the group where the expert sits, so the groups' rows together
/// hold the expert's limit.
#[allow(clippy::cast_precision_loss)] // loads are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for expert in 0..part.experts.len() {
        let limit = part.most_reviews(expert);
        for group in 0..decisions.groups() {
            let Some(seat) = decisions.seat(expert, group) else {
                continue;
            };
            let reviews = decisions.reviews_by(expert, group);
            let terms: Vec<_> = reviews.map(|review| (review.column, 1.0)).collect();
            let all_linked = decisions.linked == usize::MAX;
            if terms.len() > limit || !all_linked {
                let limit = limit.min(terms.len());
                model.at_most(terms.into_iter().chain([(seat, -(limit as f64))]), 0.0);
            }
        }
    }
}
