//! A minimal set of rules that cannot be satisfied together, by a deletion filter (Chinneck and
//! Dravnieks 1991): rules are relaxed one after another, and stay relaxed if the rest is still
//! proven infeasible.

use super::steps::changed;
use super::trial::{Outcome, Trial};
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::rule::{Lift, relaxations, words_of};
use schemars::JsonSchema;
use serde::Serialize;

/// Rules that cannot be satisfied together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Conflict {
    /// Codes of the rules.
    pub rules: Vec<&'static str>,
    /// Descriptions of the rules.
    pub words: Vec<Bilingual>,
    /// Whether the set is known to be minimal: relaxing any of its rules, with all rules outside it
    /// relaxed as well, makes the season feasible. Otherwise a smaller set may exist.
    pub smallest: bool,
    /// Whether relaxing any single one of them was verified to make the season feasible, which
    /// fails if other sets of rules conflict as well.
    pub alone: bool,
}

/// Finds the rules that cannot be satisfied together in a season proven infeasible. Seats,
/// reviewers and the number of groups are taken as given.
pub fn conflict(season: &Season, trial: &Trial) -> Conflict {
    let mut lifted = season.clone();
    let mut kept = Vec::new();
    let mut smallest = true;
    let relaxations = relaxations();
    for (rule, lift) in &relaxations {
        let without = changed(&lifted, lift);
        match trial.run(&without) {
            Outcome::Impossible => lifted = without,
            Outcome::Works => kept.push((*rule, *lift)),
            Outcome::Open => {
                kept.push((*rule, *lift));
                smallest = false;
            }
        }
    }
    kept.sort_unstable_by_key(|(rule, _)| *rule);
    let works = |(_, lift): &(Rule, Lift)| trial.run(&changed(season, lift)) == Outcome::Works;
    let alone = smallest && kept.iter().all(works);
    Conflict {
        alone,
        words: kept
            .iter()
            .filter_map(|(rule, _)| words_of(*rule))
            .collect(),
        rules: kept.iter().map(|(rule, _)| rule.code()).collect(),
        smallest,
    }
}
