//! The rule that forbids something, and its smallest change that would permit it: one file per
//! rule, with the same name as in `solve::rule` and in the checker. They are here and not with the
//! solver because they need the data of explanations: a plan with valued reviews, names, evidence,
//! and what an office can decide.

mod availability;
mod bar;
mod chairs;
mod employer_cap;
mod group_members;
mod group_submissions;
mod kin;
mod leader;
mod least_load;
pub(super) mod load;
mod mix;
mod newcomers;
mod pins;
mod recuse;
mod region_cap;
mod reviewers;
mod rotation;
mod seat;
#[cfg(test)]
mod tests;
mod themes;

pub use leader::{knows, leader_of};
pub use recuse::of_conflict;

use self::seat::Seat;
use super::{GroupWorth, Standing};
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, Rule, SubmissionIndex};
use schemars::JsonSchema;
use serde::Serialize;

/// A rule that forbids something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Obstacle {
    /// Code of the rule, such as `R08`.
    pub rule: &'static str,
    /// The obstacle, with its evidence.
    pub words: Bilingual,
    /// The smallest change that would permit it, if the office can decide one; otherwise what to do
    /// instead.
    pub change: Bilingual,
    /// Whether `change` is such a change.
    pub answerable: bool,
}

impl Obstacle {
    pub(super) fn new(rule: Rule, words: Bilingual, change: Bilingual) -> Self {
        Self {
            rule: rule.code(),
            words,
            change,
            answerable: true,
        }
    }

    /// An obstacle that the office cannot change; `instead` says what to do.
    fn firm(rule: Rule, words: Bilingual, instead: Bilingual) -> Self {
        Self {
            answerable: false,
            ..Self::new(rule, words, instead)
        }
    }

    /// The obstacle and the change in one sentence.
    pub fn say(&self) -> Bilingual {
        let (rule, words, change) = (self.rule, &self.words, &self.change);
        if !self.answerable {
            return Bilingual::new(
                format!("{rule} {}；{}", words.zh, change.zh),
                format!("{rule} {}; {}", words.en, change.en),
            );
        }
        Bilingual::new(
            format!("{rule} {}；最小改动：{}", words.zh, change.zh),
            format!("{rule} {}; smallest change: {}", words.en, change.en),
        )
    }
}

/// A member's seat that is to be given to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vacancy {
    /// The member withdrew: pins about the member do not apply, as in a rerun.
    Withdrawn(u32),
    /// The member is displaced: all pins apply.
    Displaced(u32),
}

impl Vacancy {
    /// The number of the member.
    pub fn member(self) -> u32 {
        let (Self::Withdrawn(member) | Self::Displaced(member)) = self;
        member
    }
}

/// Obstacles to serving at all.
pub fn to_serve(standing: &Standing<'_>, expert: ExpertIndex) -> Vec<Obstacle> {
    let own = &standing.season.experts[expert.at()];
    let mut found = Vec::new();
    availability::to_serve(standing, own, &mut found);
    rotation::to_serve(standing, own, &mut found);
    found
}

/// Obstacles to a seat in a group, in place of a member or in addition.
pub fn to_sit(
    standing: &Standing<'_>,
    expert: u32,
    group: usize,
    vacancy: Option<Vacancy>,
) -> Vec<Obstacle> {
    let instead_of = vacancy.map(Vacancy::member);
    let mut members = standing.members[group].clone();
    members.retain(|&member| Some(member) != instead_of && member != expert);
    let seat = Seat {
        standing,
        expert,
        group,
        others: members,
    };
    let mut found = Vec::new();
    chairs::to_sit(&seat, &mut found);
    pins::to_sit(&seat, &mut found);
    if instead_of.is_none() {
        group_members::to_sit(&seat, &mut found);
    }
    least_load::to_sit(&seat, &mut found);
    employer_cap::to_sit(&seat, &mut found);
    region_cap::to_sit(&seat, &mut found);
    kin::to_sit(&seat, &mut found);
    bar::to_sit(&seat, &mut found);
    leader::to_sit(&seat, vacancy, &mut found);
    newcomers::to_sit(&seat, instead_of, &mut found);
    mix::to_sit(&seat, instead_of, &mut found);
    found
}

/// Obstacles to leaving a group without anybody in the place; `stays` says whether the expert gets
/// a seat elsewhere.
pub fn to_leave(standing: &Standing<'_>, expert: u32, group: usize, stays: bool) -> Vec<Obstacle> {
    let mut others = standing.members[group].clone();
    others.retain(|&member| member != expert);
    let seat = Seat {
        standing,
        expert,
        group,
        others,
    };
    let mut found = Vec::new();
    if !stays {
        pins::to_leave(&seat, &mut found);
        newcomers::to_leave(&seat, &mut found);
    }
    group_members::to_leave(&seat, &mut found);
    region_cap::to_leave(&seat, &mut found);
    leader::to_leave(&seat, &mut found);
    mix::to_leave(&seat, &mut found);
    found
}

/// Obstacles to an office: that of the chair (`which` 0) or the vice chair (1).
pub fn to_chair(standing: &Standing<'_>, which: usize, expert: u32) -> Vec<Obstacle> {
    let mut found = Vec::new();
    chairs::to_chair(standing, which, expert, &mut found);
    found
}

/// Obstacles from a group's reviews.
pub fn to_review_all(standing: &Standing<'_>, worth: &GroupWorth) -> Vec<Obstacle> {
    let mut found = Vec::new();
    reviewers::to_review_all(standing, worth, &mut found);
    load::to_review_all(standing, worth, &mut found);
    least_load::to_review_all(standing, worth, &mut found);
    mix::to_review_all(standing, worth, &mut found);
    found
}

/// Hard rules about the mix of reviewers that these reviews would miss.
pub(super) fn to_mix(standing: &Standing<'_>, worth: &GroupWorth) -> Vec<Obstacle> {
    let mut found = Vec::new();
    mix::to_review_all(standing, worth, &mut found);
    found
}

/// Obstacles to reviewing a submission: conflicts of interest with their evidence, or a pin.
pub fn to_review(
    standing: &Standing<'_>,
    expert: ExpertIndex,
    submission: SubmissionIndex,
) -> Vec<Obstacle> {
    let mut found = Vec::new();
    recuse::to_review(standing, expert, submission, &mut found);
    pins::to_review(standing, expert, submission, &mut found);
    found
}

/// Obstacles to moving a submission to a group.
pub fn to_hold(standing: &Standing<'_>, submission: u32, group: usize) -> Vec<Obstacle> {
    let mut found = Vec::new();
    themes::to_hold(standing, submission, group, &mut found);
    group_submissions::to_hold(standing, submission, group, &mut found);
    bar::to_hold(standing, submission, group, &mut found);
    found
}
