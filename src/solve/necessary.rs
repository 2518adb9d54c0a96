//! Necessary conditions: counts without which no plan exists, rule by rule. `form`, `rerun`,
//! `check` and the remedies of a shortage all take their statements on impossible seasons from
//! here, so that each shortage is counted once and reported under one code.

use super::rule::{Condition, HOMES};
use crate::model::Season;
use crate::solve::instance::{Instance, Reason};

/// All conditions for plans with the number of groups of `instance`, in the order of the rules.
pub fn conditions(instance: &Instance, season: &Season) -> Vec<Condition> {
    let mut all = of_groups(instance);
    all.extend(anyway(instance, season));
    all.sort_by_key(|condition| condition.rule);
    all
}

/// The conditions that depend on the number of groups. O(experts + quality experts²).
pub fn of_groups(instance: &Instance) -> Vec<Condition> {
    let homes = HOMES.iter();
    homes.flat_map(|home| (home.needs)(instance)).collect()
}

/// The conditions that do not depend on the number of groups. O(submissions x experts), plus a
/// transport problem if a greedy choice of reviewers fails.
pub fn anyway(instance: &Instance, season: &Season) -> Vec<Condition> {
    let homes = HOMES.iter();
    homes
        .flat_map(|home| (home.anyway)(instance, season))
        .collect()
}

/// The violated conditions; an empty result only means that counting finds nothing.
pub fn reasons(conditions: &[Condition]) -> Vec<Reason> {
    conditions.iter().filter_map(Condition::reason).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::counted_out;
    use crate::solve::rule::tests::{compiled, toy};
    use crate::suitability::affinity::Affinity;
    use crate::suitability::conflict::Conflicts;

    fn told(season: &Season) -> Vec<&'static str> {
        let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
        let reasons = counted_out(season, &conflicts, &affinity);
        reasons.iter().map(|reason| reason.rule).collect()
    }

    #[test]
    fn the_toy_season_has_what_it_needs() {
        let season = toy(|_| ());
        let found = conditions(&compiled(&season), &season);
        let counts: Vec<_> = found
            .iter()
            .map(|one| (one.rule.code(), one.have, one.need))
            .collect();
        let expected = [
            ("R04", 8, 8),
            ("R05", 6, 6),
            ("R05", 6, 6),
            ("R06", 3, 2),
            ("R06", 7, 2),
            ("R07", 18, 12),
            ("R08", 8, 6),
            ("R12", 2, 2),
            ("R13", 2, 2),
            ("R24", 12, 6),
            ("R24", 6, 3),
        ];
        assert_eq!(counts, expected);
        assert!(reasons(&found).is_empty());
    }

    #[test]
    fn a_shortage_is_told_once_under_one_code() {
        assert_eq!(
            told(&toy(|season| season.experts[7].available = false)),
            ["R04"]
        );
        // Five experts are too few for six seats; this is not reported as a shortage of employers
        // as well.
        let five = toy(|season| {
            for expert in &mut season.experts[5..] {
                expert.available = false;
            }
        });
        assert_eq!(told(&five), ["R04", "R12"]);
        let tight = toy(|season| season.rules.reviews.max_per_expert = 1);
        assert_eq!(told(&tight), ["R07"]);
        let many = toy(|season| season.rules.reviews.per_submission = 8);
        // Groups of three, six seats with three reviews each, and two conflicts.
        assert_eq!(told(&many), ["R06", "R07", "R06"]);
        assert_eq!(
            told(&toy(|season| season.rules.balance.min_new_share = 0.5)),
            ["R10"]
        );
        assert_eq!(
            told(&toy(|season| season.experts[1].quality_lead = false)),
            ["R13"]
        );
    }
}
