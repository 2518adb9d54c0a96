//! R07: most reviews of one expert.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::ExpertIndex;
use std::collections::BTreeMap;

/// Submissions reviewed by each expert who reviews any.
pub(super) fn loads(view: &View) -> BTreeMap<ExpertIndex, usize> {
    let mut loads = BTreeMap::new();
    for &expert in view.reviewers.values().flatten() {
        *loads.entry(expert).or_default() += 1;
    }
    loads
}

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    for (expert, load) in loads(view) {
        let expert = view.expert(expert);
        let general = view.season.rules.reviews.max_per_expert;
        let own = expert.max_reviews.unwrap_or(general);
        let limit = general.min(own) as usize;
        if load > limit {
            let id = &expert.id;
            let words = bilingual!(
                "专家 {id} 评审 {load} 项，上限为 {limit} 项。",
                "Expert {id} reviews {load} submissions; at most {limit} are allowed."
            );
            found.push(Violation::new(Rule::Load, &[id], words).counted(load, limit));
        }
    }
}
