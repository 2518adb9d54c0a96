//! The smallest set of rules that cannot hold together, by a deletion filter (Chinneck and
//! Dravnieks 1991): one rule after another is lifted, and stays lifted where the rest is still
//! proven impossible.

use super::steps::changed;
use super::trial::{Outcome, Trial};
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::rule::{Lift, relaxations, words_of};
use serde::Serialize;

/// Rules that cannot hold together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Their codes.
    pub rules: Vec<&'static str>,
    /// What they say.
    pub words: Vec<Bilingual>,
    /// Whether it is seen that any one of them, lifted beside all rules outside the set, lets the
    /// season work; otherwise a smaller set may do.
    pub smallest: bool,
    /// Whether any one of them, lifted alone, was seen to let the season work. Not so where other
    /// sets of rules clash as well.
    pub alone: bool,
}

/// Finds the rules that cannot hold together in a season proven impossible. Seats, reviewers and
/// the groups' number are taken as given.
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
