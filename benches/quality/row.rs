//! One line of the table.

use crate::history::Figures;
use serde::{Deserialize, Serialize};

/// What a case came to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Row {
    /// The case.
    pub name: String,
    /// Experts, submissions and groups.
    pub size: (usize, usize, usize),
    /// Seconds that it was given.
    pub limit: f64,
    /// `optimal`, `feasible`, or why there is no plan.
    pub status: String,
    /// Total score.
    pub total: Option<f64>,
    /// The best total, where it is known.
    pub known: Option<f64>,
    /// Proven upper limit of the total.
    pub bound: Option<f64>,
    /// (bound - total) / bound.
    pub gap: Option<f64>,
    /// Sum of the worst submission.
    pub worst: Option<f64>,
    /// Proven upper limit of it.
    pub worst_bound: Option<f64>,
    /// Unmet coverage.
    pub shortfalls: Option<usize>,
    /// Share of the submissions that as many members know as are wanted; `None` where none are.
    #[serde(default)]
    pub well_known: Option<f64>,
    /// The most groups that hold the submissions of one division of industries, of those with ten
    /// or more.
    #[serde(default)]
    pub widest: Option<usize>,
    /// Seconds to the first plan that keeps every hard rule, conflicts and scores included.
    pub first: Option<f64>,
    /// Seconds to the end, likewise.
    pub seconds: Option<f64>,
    /// Seconds to the committee with the fewest changes after withdrawals.
    #[serde(default)]
    pub answer: Option<f64>,
    /// Seconds for what further changes would bring.
    #[serde(default)]
    pub exchange: Option<f64>,
    /// Moves per second of all threads.
    pub speed: Option<f64>,
    /// Most memory at one time, in MiB.
    pub mebibytes: Option<f64>,
}

impl Row {
    /// A row without a plan.
    pub fn failed(name: &str, why: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            status: why.into(),
            ..Self::default()
        }
    }

    /// What is kept of the row; `gauge` says how fast the machine was.
    pub fn figures(&self, gauge: f64) -> Figures {
        Figures {
            total: self.total,
            shortfalls: self.shortfalls,
            gap: self.gap,
            first: self.first,
            // The search takes the time that it is given; what it takes in all says nothing.
            solve: None,
            whole: None,
            mebibytes: self.mebibytes,
            speed: self.speed,
            gauge: Some(gauge),
        }
    }

    /// The share of the known best that was reached.
    pub fn share(&self) -> Option<f64> {
        Some(self.total? / self.known?)
    }
}
