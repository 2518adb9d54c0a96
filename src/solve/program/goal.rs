//! What a model maximises, and how long it may take.

use std::sync::Arc;
use std::time::Duration;

/// What to make as good as possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The most shortfalls of the whole assignment; `None` makes them fewest first.
    pub shortfalls: Option<usize>,
    /// The least sum of every submission of the scope, in billionths; 0 for none.
    pub floor: i64,
    /// The sum that each submission of the season can reach at most, in billionths: where the
    /// floor lies above it, this much is asked for instead.
    pub ceilings: Option<Arc<[i64]>>,
    /// What comes after the shortfalls.
    pub aim: Aim,
}

/// What comes after the shortfalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// The highest total.
    Total,
    /// The highest sum of the worst submission.
    Worst,
    /// The most even loads within each group: the smallest sum of differences between the busiest
    /// and the least busy member, while the scope's total stays at least this, in billionths.
    EvenLoads {
        /// The least total of the scope's submissions.
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

    /// The least sum of a submission, by its number in the season.
    pub(super) fn floor_of(&self, submission: u32) -> i64 {
        let ceiling = self.ceilings.as_ref();
        let ceiling = ceiling.map_or(i64::MAX, |ceilings| ceilings[submission as usize]);
        self.floor.min(ceiling)
    }

    /// The same with at most so many shortfalls.
    #[must_use]
    pub fn within(self, shortfalls: usize) -> Self {
        Self {
            shortfalls: Some(shortfalls),
            ..self
        }
    }

    /// The same with a least sum of every submission.
    #[must_use]
    pub fn above(self, floor: i64) -> Self {
        Self { floor, ..self }
    }
}

/// Asks whether to stop at once.
pub type Stop = Arc<dyn Fn() -> bool + Send + Sync>;

/// How much a model may cost.
#[derive(Clone)]
pub struct Limits {
    /// The real deadline: the call returns within a fraction of a second after it.
    pub time: Duration,
    /// Most nodes of branch and bound; a counted limit ends a run at the same place every time.
    pub nodes: Option<u32>,
    /// Relative gap at which a plan counts as good enough.
    pub gap: f64,
    /// Most coefficients of a model; larger ones are refused.
    pub coefficients: usize,
    /// Threads of the solver.
    pub threads: u32,
    /// Seed of the solver.
    pub seed: u32,
    /// Whether the solver simplifies the model first. It finds more in large models, and can hang
    /// or run past its limit.
    pub presolve: bool,
    /// Asked many times a second: `true` abandons the call (Ctrl-C, another thread was faster).
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
