//! One door to all objectives: what is wanted in, the assignment with its proof out.

use super::{
    Assignment, Instance, Level, Probability, Randomized, Watch, envious, leximin, maxmin, partial,
    randomized, total, wef1,
};
use crate::flow::{Shortage, Undivided};
use std::time::Instant;

/// What is maximised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// The highest total.
    Total,
    /// The worst submission as high as possible, then the total.
    Maxmin,
    /// The worst submission, then the next worst, and so on.
    Leximin,
    /// Envy-free up to one reviewer, by taking turns.
    Wef1,
}

/// What is wanted of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The objective.
    pub aim: Aim,
    /// Where demands cannot be met, as few reviews as possible are left unfilled
    /// ([`Aim::Total`] only).
    pub allow_unfilled: bool,
    /// No pair is more likely than this ([`Aim::Total`] only): the assignment is drawn.
    pub max_probability: Option<Probability>,
    /// Seed of the draw.
    pub seed: u64,
    /// When [`Aim::Maxmin`], [`Aim::Leximin`] and the draw end at the latest.
    pub deadline: Option<Instant>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            aim: Aim::Total,
            allow_unfilled: false,
            max_probability: None,
            seed: 1,
            deadline: None,
        }
    }
}

/// Why there is no assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsolved {
    /// Demands and loads cannot be satisfied; the proof.
    Short(Shortage),
    /// The draw was not ready before the deadline.
    Late,
    /// The parts of the probabilities exceed the range of the numbers.
    Large,
    /// The work was stopped from outside.
    Stopped,
}

/// The result for one objective.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who reviews what.
    pub assignment: Assignment,
    /// The probabilities that it was drawn from, where they are capped.
    pub randomized: Option<Randomized>,
    /// Ordered pairs of submissions of which one envies the other by more than one reviewer
    /// ([`Aim::Wef1`]).
    pub envious: Option<usize>,
    /// Levels from the worst submissions upwards ([`Aim::Leximin`]).
    pub levels: Option<Vec<Level>>,
}

impl Answer {
    /// Solves an instance for what is wanted.
    ///
    /// # Errors
    /// [`Unsolved`].
    pub fn of(instance: &Instance, wanted: &Wanted) -> Result<Self, Unsolved> {
        if let Some(cap) = wanted.max_probability {
            let found = randomized(instance, cap, wanted.seed, wanted.deadline);
            let random = found.map_err(|undivided| match undivided {
                Undivided::Short(shortage) => Unsolved::Short(shortage),
                Undivided::Late => Unsolved::Late,
                Undivided::Large => Unsolved::Large,
            })?;
            return Ok(Self {
                randomized: Some(random.clone()),
                ..Self::plain(random.drawn)
            });
        }
        let found = match wanted.aim {
            Aim::Total => match total(instance) {
                Err(_) if wanted.allow_unfilled => partial(instance),
                found => found,
            }
            .map(Self::plain),
            Aim::Maxmin => maxmin(instance, wanted.deadline).map(Self::plain),
            Aim::Leximin => leximin(instance, wanted.deadline).map(|found| Self {
                levels: Some(found.levels),
                ..Self::plain(found.assignment)
            }),
            Aim::Wef1 => wef1(instance).map(|assignment| Self {
                envious: Some(envious(instance, &assignment)),
                ..Self::plain(assignment)
            }),
        };
        found.map_err(Unsolved::Short)
    }

    /// [`Answer::of`] that is watched from another thread and ends soon after it is told to.
    ///
    /// # Errors
    /// [`Unsolved`].
    pub fn watched(instance: &Instance, wanted: &Wanted, watch: &Watch) -> Result<Self, Unsolved> {
        let done = watch.over(|| Self::of(instance, wanted));
        done.unwrap_or(Err(Unsolved::Stopped))
    }

    fn plain(assignment: Assignment) -> Self {
        Self {
            assignment,
            randomized: None,
            envious: None,
            levels: None,
        }
    }

    /// Whether the bounds prove that nothing better exists for the objective.
    pub fn is_optimal(&self, instance: &Instance) -> bool {
        if let Some(random) = &self.randomized {
            return random.expected == random.bound;
        }
        let assignment = &self.assignment;
        let worst = (0..assignment.reviewers.len())
            .filter(|&row| instance.demand(row) > 0)
            .map(|row| assignment.sum(row))
            .min();
        let reached = |bound| worst.is_none_or(|worst| worst >= bound);
        assignment.bound == Some(assignment.total())
            && assignment.worst_bound.is_none_or(reached)
            && self.levels.iter().flatten().all(|level| level.proven)
    }
}
