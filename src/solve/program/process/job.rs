//! Input and output of a solver.

use crate::solve::rule::Linear;

/// A model with the options of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// The model.
    pub model: Linear,
    /// Initial values of all columns; empty for none.
    pub start: Vec<f64>,
    /// The options.
    pub options: Options,
}

/// Options of one run of a solver.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Seconds after which the solver should stop; it may not obey.
    pub seconds: f64,
    /// Whether the solver simplifies the model first.
    pub presolve: bool,
    /// Relative gap at which to stop.
    pub gap: f64,
    /// Maximum number of branch-and-bound nodes.
    pub nodes: Option<u32>,
    /// Number of threads.
    pub threads: u32,
    /// Seed.
    pub seed: u32,
}

impl Options {
    /// One thread with presolve, until proven optimality or for the given number of seconds.
    pub fn plain(seconds: f64) -> Self {
        Self {
            seconds,
            presolve: true,
            gap: 0.0,
            nodes: None,
            threads: 1,
            seed: 1,
        }
    }
}

/// A solver's answer for a model. It is not trusted until verified.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// How the run ended.
    pub end: End,
    /// One value for each column; empty without a feasible solution.
    pub values: Vec<f64>,
    /// Upper bound of the objective; infinite if there is none.
    pub bound: f64,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The values are optimal.
    Optimal,
    /// No values satisfy all rows.
    Infeasible,
    /// A limit of time, nodes or memory was reached.
    Limit,
    /// The solver failed.
    Failed,
}
