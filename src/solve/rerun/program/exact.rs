//! The programs of a run and their time limits.

use super::goals::Stage;
use super::model::Program;
use super::stages::Solved;
use crate::solve::program::process::{Runner, default_runner};
use crate::solve::rerun::found::{Found, Proof};
use crate::solve::rerun::task::Task;
use std::time::Duration;

/// Maximum time for the fewest changes, and for the fewest shortfalls.
const FIRST: Duration = Duration::from_secs(20);
/// Maximum time for one row of the exchange.
const ROW: Duration = Duration::from_secs(10);
/// Share of the remaining time for one program.
const SHARE: f64 = 0.4;

/// A program with its solver.
pub struct Exact<'a> {
    program: Program<'a>,
    runner: Box<dyn Runner>,
}

impl<'a> Exact<'a> {
    /// `None` if the season is too large for a program.
    pub fn of(task: &'a Task<'a>) -> Option<Self> {
        Program::of(task).map(|program| Self {
            program,
            runner: default_runner(),
        })
    }

    /// The committee with the fewest people changed, then by the order of the run.
    pub fn fewest(&self, known: Option<&Found>) -> Solved {
        let mut stages = vec![Stage::People];
        stages.extend(self.beside_people());
        self.solve(&stages, None, known, FIRST)
    }

    /// The best committee with at most `people` changed, and whether it is proven best.
    pub fn row(&self, people: usize, known: &Found) -> (Option<Found>, bool) {
        let stages = self.beside_people();
        let solved = self.solve(&stages, Some(people), Some(known), ROW);
        (solved.found(Proof::Open), solved.proven == solved.stages)
    }

    /// A committee with the fewest shortfalls, then the fewest people changed, if both are proven.
    pub fn coverage(&self, known: &Found) -> Option<Found> {
        let stages = [Stage::Shortfalls, Stage::People];
        let solved = self.solve(&stages, None, Some(known), FIRST);
        let proven = solved.proven == solved.stages;
        solved.found(Proof::Program).filter(|_| proven)
    }

    fn beside_people(&self) -> [Stage; 4] {
        Stage::beside_people(self.program.task.order)
    }

    fn solve(
        &self,
        stages: &[Stage],
        people: Option<usize>,
        known: Option<&Found>,
        most: Duration,
    ) -> Solved {
        let whole = &self.program.task.deadline;
        let deadline = whole.sooner(whole.left().mul_f64(SHARE).min(most));
        let known = known.map(|known| (known.people, known.completed.clone()));
        self.program
            .solve(stages, people, known, &deadline, &*self.runner)
    }
}

impl Solved {
    /// The best committee in the form of a search result.
    pub fn found(&self, proof: Proof) -> Option<Found> {
        let (people, completed, seats) = self.best.clone()?;
        Some(Found {
            people,
            completed,
            seats,
            proof,
            compared: false,
        })
    }
}
