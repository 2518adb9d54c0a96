//! The objective of a model, and limits on solving it.

use std::sync::Arc;
use std::time::Duration;

/// The objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Maximum number of shortfalls of the whole assignment; `None` minimises them first.
    pub shortfalls: Option<usize>,
    /// Minimum sum of every submission in the scope, in billionths; 0 for none.
    pub floor: i64,
    /// Upper bound of the sum that each submission of the season can reach, in billionths. Where
    /// the floor is above it, the bound is required instead.
    pub ceilings: Option<Arc<[i64]>>,
    /// What is optimised after the shortfalls.
    pub aim: Aim,
}

/// What is optimised after the shortfalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// The highest total.
    Total,
    /// The highest sum of the worst submission.
    Worst,
    /// The most even loads within each group: minimises the sum of the differences between the
    /// busiest and the least busy member, while the scope's total stays at least `total`.
    EvenLoads {
        /// Minimum total of the scope's submissions, in billionths.
        total: i64,
    },
}

impl Goal {
    /// Fewest shortfalls, then the highest total.
    pub const TOTAL: Self = Self {
        shortfalls: None,
        floor: 0,
        ceilings: None,
        aim: Aim::Total,
    };
    /// Fewest shortfalls, then the highest worst submission.
    pub const WORST: Self = Self {
        aim: Aim::Worst,
        ..Self::TOTAL
    };

    /// Minimum sum of a submission, by its number in the season.
    pub(super) fn floor_of(&self, submission: u32) -> i64 {
        let ceiling = self.ceilings.as_ref();
        let ceiling = ceiling.map_or(i64::MAX, |ceilings| ceilings[submission as usize]);
        self.floor.min(ceiling)
    }

    /// The same goal with at most the given number of shortfalls.
    #[must_use]
    pub fn within(self, shortfalls: usize) -> Self {
        Self {
            shortfalls: Some(shortfalls),
            ..self
        }
    }

    /// The same goal with a minimum sum for every submission.
    #[must_use]
    pub fn above(self, floor: i64) -> Self {
        Self { floor, ..self }
    }
}

/// Returns `true` to stop at once.
pub type Stop = Arc<dyn Fn() -> bool + Send + Sync>;

/// Limits on the cost of solving a model.
#[derive(Clone)]
pub struct Limits {
    /// The deadline: the call returns within a fraction of a second after it.
    pub time: Duration,
    /// Maximum number of branch-and-bound nodes; unlike time, it makes runs reproducible.
    pub nodes: Option<u32>,
    /// Relative gap at which a plan is good enough.
    pub gap: f64,
    /// Maximum number of coefficients of a model; larger ones are rejected.
    pub coefficients: usize,
    /// Number of solver threads.
    pub threads: u32,
    /// Seed of the solver.
    pub seed: u32,
    /// Whether the solver simplifies the model first. This finds more in large models, but can hang
    /// or exceed the time limit.
    pub presolve: bool,
    /// Called many times a second; `true` abandons the call (Ctrl-C, or another thread was faster).
    pub stop: Option<Stop>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(20),
            nodes: None,
            gap: 0.0,
            coefficients: 5_000_000,
            threads: 1,
            seed: 1,
            presolve: false,
            stop: None,
        }
    }
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits")
            .field("time", &self.time)
            .field("nodes", &self.nodes)
            .field("gap", &self.gap)
            .field("coefficients", &self.coefficients)
            .field("threads", &self.threads)
            .field("seed", &self.seed)
            .field("presolve", &self.presolve)
            .finish_non_exhaustive()
    }
}
