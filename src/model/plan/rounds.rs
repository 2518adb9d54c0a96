//! The plans of both rounds of a season.

use super::{Group, Plan};
use std::collections::BTreeSet;

/// The plan of the paper round and that of the defence, where they exist.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rounds {
    /// The paper round.
    pub paper: Option<Plan>,
    /// The defence.
    pub defence: Option<Plan>,
}

impl Rounds {
    /// Sorts plans into their rounds; the last plan of a round wins.
    pub fn new(plans: impl IntoIterator<Item = Plan>) -> Self {
        let mut rounds = Self::default();
        for plan in plans {
            match plan.round {
                None => rounds.paper = Some(plan),
                Some(_) => rounds.defence = Some(plan),
            }
        }
        rounds
    }

    /// The existing plans, the paper round first.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.paper.iter().chain(&self.defence)
    }

    /// The groups that held a submission, the paper round's first.
    pub fn groups_of<'a>(&'a self, submission: &'a str) -> impl Iterator<Item = &'a Group> {
        self.plans()
            .filter_map(move |plan| plan.group_of_submission(submission))
    }

    /// Experts who reviewed a submission in either round, in that order, each once.
    pub fn reviewers(&self, submission: &str) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for id in self.plans().flat_map(|plan| plan.reviewers(submission)) {
            if !all.contains(id) {
                all.push(id.clone());
            }
        }
        all
    }

    /// The group in which an expert sits; the defence takes precedence.
    pub fn seat_of(&self, expert: &str) -> Option<&Group> {
        let seats = self.plans().filter_map(|plan| plan.group_of_expert(expert));
        seats.last()
    }

    /// Ids of experts and submissions that withdrew in either round.
    pub fn withdrawn(&self) -> BTreeSet<&str> {
        let own = self.plans().flat_map(|plan| &plan.withdrawn);
        let rounds = self.defence.iter().filter_map(|plan| plan.round.as_ref());
        let before = rounds.flat_map(|round| &round.withdrawn);
        own.chain(before).map(String::as_str).collect()
    }
}
