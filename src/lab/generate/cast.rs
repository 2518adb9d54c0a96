//! The people of a season, and the hidden plan that makes it feasible.

use super::names::{City, institute, person, title};
use super::tables::{ExpertRow, SubmissionRow};
use super::{Shape, YEAR};
use rand::RngExt as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeSet;

/// Experts and submissions with their places in the hidden plan.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) experts: Vec<ExpertRow>,
    /// Hidden group of each expert; `None` for chairs and unused experts.
    pub(super) seat: Vec<Option<usize>>,
    pub(super) submissions: Vec<SubmissionRow>,
    /// Hidden group of each submission; `None` if it did not pass the form check.
    pub(super) home: Vec<Option<usize>>,
    /// Employers used in each hidden group.
    taken: BTreeSet<(usize, String)>,
    employers: Vec<String>,
}

impl Cast {
    pub(super) fn new(shape: Shape, dice: &mut Xoshiro256PlusPlus) -> Self {
        let mut employers = Vec::new();
        if shape == Shape::FewEmployers {
            while employers.len() < 12 {
                let name = institute(City::draw(dice), dice);
                if !employers.contains(&name) {
                    employers.push(name);
                }
            }
        }
        Self {
            employers,
            ..Self::default()
        }
    }

    /// Adds an expert with a name, an employer that is unique in the hidden group, a title and past
    /// years; the caller adds the expertise.
    pub(super) fn expert(&mut self, seat: Option<usize>, dice: &mut Xoshiro256PlusPlus) -> usize {
        let city = City::draw(dice);
        let mut employer = self.employer(city, dice);
        while seat.is_some_and(|group| self.taken.contains(&(group, employer.clone()))) {
            employer = self.employer(City::draw(dice), dice);
        }
        if let Some(group) = seat {
            self.taken.insert((group, employer.clone()));
        }
        self.experts.push(ExpertRow {
            name: person(dice),
            employer,
            region: city.region().to_owned(),
            title: title(dice).to_owned(),
            can_lead: dice.random_bool(0.2),
            served: (YEAR - 5..YEAR)
                .filter(|_| dice.random_bool(0.25))
                .collect(),
            ..ExpertRow::default()
        });
        self.seat.push(seat);
        self.experts.len() - 1
    }

    /// Adds two experts of different employers who can be chair and vice chair.
    pub(super) fn chairs(&mut self, dice: &mut Xoshiro256PlusPlus) -> [usize; 2] {
        let first = self.expert(None, dice);
        let second = self.expert(None, dice);
        while self.experts[first].employer == self.experts[second].employer {
            self.experts[second].employer = self.employer(City::draw(dice), dice);
        }
        for at in [first, second] {
            self.experts[at].quality_lead = true;
            self.experts[at].can_lead = false;
        }
        [first, second]
    }

    /// Changes an expert's employer unless the hidden group already has that employer. Returns
    /// whether it did.
    pub(super) fn employ(&mut self, expert: usize, employer: &str) -> bool {
        let Some(group) = self.seat[expert] else {
            employer.clone_into(&mut self.experts[expert].employer);
            return true;
        };
        if !self.taken.insert((group, employer.to_owned())) {
            return false;
        }
        let former = std::mem::replace(&mut self.experts[expert].employer, employer.to_owned());
        self.taken.remove(&(group, former));
        true
    }

    fn employer(&self, city: City, dice: &mut Xoshiro256PlusPlus) -> String {
        if self.employers.is_empty() {
            return institute(city, dice);
        }
        self.employers[dice.random_range(0..self.employers.len())].clone()
    }
}
