//! The rules of a plan, one file each: words in both languages, the rows that state the rule in an
//! integer program, its test on a committee, its necessary conditions, and how it is lifted
//! ([`Home`]). The checker has the same rules under the same names and shares nothing with this
//! room; how a rule stands in somebody's way is in `explain::obstacle`, by the same names again.
//!
//! Models are plain data ([`Linear`]); which variables they have is in [`Decisions`], which part
//! of a season they decide in [`Part`]. The mathematics is in [`crate::solve::program`].

mod alike;
mod condition;
mod decisions;
mod declare;
mod home;
mod linear;
mod part;
mod proposal;
mod supply;

pub mod availability;
pub mod bar;
pub mod chairs;
pub mod coverage;
pub mod employer_cap;
pub mod group_count;
pub mod group_members;
pub mod group_submissions;
pub mod industry_members;
pub mod kin;
pub mod leader;
pub mod least_load;
pub mod load;
pub mod mix;
pub mod newcomers;
pub mod one_seat;
pub mod pins;
pub mod recuse;
pub mod region_cap;
pub mod reviewers;
pub mod rotation;
pub mod themes;

#[cfg(test)]
pub(crate) mod tests;

pub use condition::Condition;
pub use decisions::{Chairs, Decisions, Place, Review, Shortfall};
pub use home::{Home, Lift, Relaxation};
pub use linear::{Column, ColumnSpec, Linear, Row};
pub use part::{Outside, Part};
pub use proposal::Proposal;

use crate::model::Rule;
use crate::model::words::Bilingual;
use crate::solve::instance::{Assignment, Instance};

/// Every rule of the solver, in the order of the codes. The checker has three more, about figures,
/// ids and the timetable of a plan.
pub const HOMES: [Home; 22] = [
    group_count::HOME,
    one_seat::HOME,
    availability::HOME,
    group_members::HOME,
    group_submissions::HOME,
    reviewers::HOME,
    load::HOME,
    employer_cap::HOME,
    region_cap::HOME,
    newcomers::HOME,
    rotation::HOME,
    leader::HOME,
    chairs::HOME,
    bar::HOME,
    recuse::HOME,
    kin::HOME,
    pins::HOME,
    themes::HOME,
    coverage::HOME,
    industry_members::HOME,
    least_load::HOME,
    mix::HOME,
];

/// Returns the statement of a rule; none of those that the checker alone has.
pub fn words_of(rule: Rule) -> Option<Bilingual> {
    let home = HOMES.iter().find(|home| home.rule == rule);
    home.map(|home| (home.words)())
}

/// Returns the rules that can be lifted and how, those first that people change least easily.
pub fn relaxations() -> Vec<(Rule, Lift)> {
    let mut all: Vec<(u8, Rule, Lift)> = HOMES
        .iter()
        .filter_map(|home| {
            let relaxation = home.relaxation?;
            Some((relaxation.ease, home.rule, relaxation.lift))
        })
        .collect();
    all.sort_by_key(|(ease, ..)| *ease);
    all.into_iter()
        .map(|(_, rule, lift)| (rule, lift))
        .collect()
}

/// Adds the rows of every rule.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for home in &HOMES {
        (home.rows)(part, decisions, model);
    }
}

/// Returns the rules that a proposal breaks, in the order of the codes.
pub fn broken(proposal: &Proposal<'_>) -> Vec<Rule> {
    let broken = HOMES.iter().filter(|home| !home.holds(proposal));
    broken.map(|home| home.rule).collect()
}

/// Counts how often a whole committee breaks hard rules.
///
/// O(experts + reviews + members² of a group).
pub fn breaches(instance: &Instance, assignment: &Assignment) -> usize {
    let proposal = Proposal::new(instance, assignment);
    HOMES.iter().map(|home| (home.breaches)(&proposal)).sum()
}
