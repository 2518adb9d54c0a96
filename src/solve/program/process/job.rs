//! What a solver is asked and what it answers.

use crate::solve::rule::Linear;

/// A model with the options of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// The model.
    pub model: Linear,
    /// A first guess of all values; empty for none.
    pub start: Vec<f64>,
    /// The options.
    pub options: Options,
}

/// Options of one run of a solver.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Seconds after which the solver should stop by itself; it may not.
    pub seconds: f64,
    /// Whether the solver simplifies the model first.
    pub presolve: bool,
    /// Relative gap at which to stop.
    pub gap: f64,
    /// Most nodes of branch and bound.
    pub nodes: Option<u32>,
    /// Threads.
    pub threads: u32,
    /// Seed.
    pub seed: u32,
}

impl Options {
    /// One thread with presolve, to the proven optimum or the end of so many seconds.
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

/// What a solver says about a model. Nothing of it is trusted before it is verified.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// How the run ended.
    pub end: End,
    /// One value for each column; empty without a feasible solution.
    pub values: Vec<f64>,
    /// An upper bound of the objective; infinite when there is none.
    pub bound: f64,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The values are optimal.
    Optimal,
    /// No values keep the rows.
    Infeasible,
    /// A limit of time, nodes or memory was reached.
    Limit,
    /// The solver failed.
    Failed,
}
