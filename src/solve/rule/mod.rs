//! The rules of a plan, one file each: code, words in both languages, and the rows that state
//! the rule in an integer program. The checker has the same rules under the same names and shares
//! nothing with this room.
//!
//! Models are plain data ([`Linear`]); which variables they have is in [`Decisions`], which part
//! of a season they decide in [`Part`]. The mathematics is in [`crate::solve::program`].

mod decisions;
mod linear;
mod part;

pub mod availability;
pub mod bar;
pub mod chairs;
pub mod coverage;
pub mod employer_cap;
pub mod group_count;
pub mod group_members;
pub mod group_submissions;
pub mod kin;
pub mod leader;
pub mod load;
pub mod newcomers;
pub mod one_seat;
pub mod pins;
pub mod recuse;
pub mod region_cap;
pub mod reviewers;
pub mod rotation;
pub mod themes;

pub use decisions::{Chairs, Decisions, Place, Review, Shortfall};
pub use linear::{Column, ColumnSpec, Linear, Row};
pub use part::{Outside, Part};

use crate::model::words::Bilingual;
use crate::solve::instance::Candidate;
use std::collections::BTreeMap;

/// A rule's code, name and statement.
pub type RuleWords = (&'static str, &'static str, fn() -> Bilingual);

/// Every rule, in the order of the codes.
pub const RULES: [RuleWords; 19] = [
    (group_count::CODE, group_count::KEY, group_count::words),
    (one_seat::CODE, one_seat::KEY, one_seat::words),
    (availability::CODE, availability::KEY, availability::words),
    (
        group_members::CODE,
        group_members::KEY,
        group_members::words,
    ),
    (
        group_submissions::CODE,
        group_submissions::KEY,
        group_submissions::words,
    ),
    (reviewers::CODE, reviewers::KEY, reviewers::words),
    (load::CODE, load::KEY, load::words),
    (employer_cap::CODE, employer_cap::KEY, employer_cap::words),
    (region_cap::CODE, region_cap::KEY, region_cap::words),
    (newcomers::CODE, newcomers::KEY, newcomers::words),
    (rotation::CODE, rotation::KEY, rotation::words),
    (leader::CODE, leader::KEY, leader::words),
    (chairs::CODE, chairs::KEY, chairs::words),
    (bar::CODE, bar::KEY, bar::words),
    (recuse::CODE, recuse::KEY, recuse::words),
    (kin::CODE, kin::KEY, kin::words),
    (pins::CODE, pins::KEY, pins::words),
    (themes::CODE, themes::KEY, themes::words),
    (coverage::CODE, coverage::KEY, coverage::words),
];

/// Returns the statement of the rule with this code.
pub fn words_of(code: &str) -> Option<Bilingual> {
    let rule = RULES.iter().find(|rule| rule.0 == code);
    rule.map(|rule| rule.2())
}

/// Adds the rows of every rule.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    one_seat::rows(part, decisions, model);
    group_members::rows(part, decisions, model);
    group_submissions::rows(part, decisions, model);
    reviewers::rows(part, decisions, model);
    load::rows(part, decisions, model);
    employer_cap::rows(part, decisions, model);
    region_cap::rows(part, decisions, model);
    newcomers::rows(part, decisions, model);
    leader::rows(part, decisions, model);
    chairs::rows(part, decisions, model);
    bar::rows(part, decisions, model);
    kin::rows(part, decisions, model);
    pins::rows(part, decisions, model);
    coverage::rows(decisions, model);
}

/// Groups the positions of experts by a number such as the employer's, in its order.
fn alike(part: &Part, number: impl Fn(&Candidate) -> u32) -> BTreeMap<u32, Vec<usize>> {
    alike_among(part, |_, candidate| Some(number(candidate)))
}

/// Groups the positions of experts by employer: whoever has two stands in two groups. An unknown
/// employer makes none.
fn colleagues(part: &Part) -> BTreeMap<u32, Vec<usize>> {
    let mut all: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for expert in 0..part.experts.len() {
        for &employer in &part.expert(expert).employers {
            all.entry(employer).or_default().push(expert);
        }
    }
    all
}

/// The same among those for whom `number` returns one.
fn alike_among(
    part: &Part,
    number: impl Fn(usize, &Candidate) -> Option<u32>,
) -> BTreeMap<u32, Vec<usize>> {
    let mut alike: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for expert in 0..part.experts.len() {
        if let Some(number) = number(expert, part.expert(expert)) {
            alike.entry(number).or_default().push(expert);
        }
    }
    alike
}
