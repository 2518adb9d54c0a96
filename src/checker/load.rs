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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, season, subjects};

    #[test]
    fn the_lower_of_both_limits_holds() {
        let own = season().change(|season| season.experts[3].max_reviews = Some(1));
        let found = broken(Rule::Load, &own.build(), |_| ());
        assert_eq!(subjects(&found), [["A2"]]);
        let general = season()
            .rules(|rules| rules.reviews.max_per_expert = 1)
            .change(|season| season.experts[3].max_reviews = Some(5));
        let found = broken(Rule::Load, &general.build(), |_| ());
        assert_eq!(subjects(&found), [["A2"], ["B2"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(1.0)));
    }
}
