//! Necessary conditions: counts without which no plan exists, rule by rule. What `form`, `rerun`,
//! `check` and the remedies of a shortage say of a season that cannot work comes from here, so that
//! a shortage is counted once and told under one code.

use super::rule::{Condition, HOMES};
use crate::model::Season;
use crate::solve::instance::{Instance, Reason};

/// Every condition of plans with as many groups as `instance` has, in the order of the rules.
pub fn conditions(instance: &Instance, season: &Season) -> Vec<Condition> {
    let mut all = of_groups(instance);
    all.extend(anyway(instance, season));
    all.sort_by_key(|condition| condition.rule);
    all
}

/// Those that depend on the number of groups. O(experts + quality experts²).
pub fn of_groups(instance: &Instance) -> Vec<Condition> {
    let homes = HOMES.iter();
    homes.flat_map(|home| (home.needs)(instance)).collect()
}

/// Those that hold whatever the number of groups. O(submissions x experts), and a transport
/// problem where a greedy choice of reviewers fails.
pub fn anyway(instance: &Instance, season: &Season) -> Vec<Condition> {
    let homes = HOMES.iter();
    homes
        .flat_map(|home| (home.anyway)(instance, season))
        .collect()
}

/// What is lacking; nothing means only that counting finds nothing.
pub fn reasons(conditions: &[Condition]) -> Vec<Reason> {
    conditions.iter().filter_map(Condition::reason).collect()
}
