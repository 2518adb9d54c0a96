//! The transport problem of an instance.

use crate::flow::{Amount, Problem};

/// The transport problem with the narrowest integers that fit the scores.
#[derive(Debug)]
pub enum Pairs {
    /// Scores of 64 bits.
    Narrow(Problem<i64>),
    /// Scores of 128 bits.
    Wide(Problem<i128>),
}

impl From<Problem<i64>> for Pairs {
    fn from(problem: Problem<i64>) -> Self {
        Self::Narrow(problem)
    }
}

impl From<Problem<i128>> for Pairs {
    fn from(problem: Problem<i128>) -> Self {
        Self::Wide(problem)
    }
}

impl Pairs {
    /// Returns the problem with scores of 128 bits.
    pub fn widened(&self) -> Problem<i128> {
        match self {
            Self::Wide(problem) => problem.clone(),
            Self::Narrow(problem) => problem.clone().converted(|score| score.widen()),
        }
    }

    /// Returns the minimum load of each reviewer, reduced by forced pairs.
    pub fn floors(&self) -> &[u32] {
        match self {
            Self::Narrow(problem) => &problem.floors,
            Self::Wide(problem) => &problem.floors,
        }
    }

    /// Returns the maximum load of each reviewer, reduced by forced pairs.
    pub fn caps(&self) -> &[u32] {
        match self {
            Self::Narrow(problem) => &problem.caps,
            Self::Wide(problem) => &problem.caps,
        }
    }

    /// Returns the number of usable scored pairs.
    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(problem) => problem.columns.len(),
            Self::Wide(problem) => problem.columns.len(),
        }
    }

    /// Whether there is no usable pair.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
