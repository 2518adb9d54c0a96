//! The figures of an assignment as a document (contract 7).

use super::arguments::{Aim, AssignArguments};
use crate::assign::{Answer, Figures, Instance, Level, Randomized};
use schemars::JsonSchema;
use serde::Serialize;
use std::time::Instant;

#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::cli) struct Document {
    pub objective: Aim,
    /// `optimal` if the bounds prove it, otherwise `feasible`.
    pub status: &'static str,
    #[serde(flatten)]
    pub figures: Figures,
    /// With `--leximin`: the submissions by their sums, from the worst upwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<Sums>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_bound: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wef1_violations: Option<usize>,
    pub seconds: f64,
    pub solve_seconds: f64,
}

/// Submissions with the same sum.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(in crate::cli) struct Sums {
    pub score: f64,
    pub submissions: usize,
    /// Whether this level is proven optimal given all levels below it.
    pub proven: bool,
}

pub(super) fn document(
    arguments: &AssignArguments,
    answer: &Answer,
    instance: &Instance,
    (start, solve_seconds): (Instant, f64),
) -> Document {
    let figures = answer.assignment.figures(instance);
    let per = |random: &Randomized, amount: i128| instance.value(amount) / f64::from(random.parts);
    let random = answer.randomized.as_ref();
    let sums = |level: &Level| Sums {
        score: instance.value(level.score),
        submissions: level.submissions,
        proven: level.proven,
    };
    Document {
        objective: arguments.objective,
        status: if answer.is_optimal(instance) {
            "optimal"
        } else {
            "feasible"
        },
        figures,
        levels: answer
            .levels
            .as_ref()
            .map(|levels| levels.iter().map(sums).collect()),
        expected_score: random.map(|random| per(random, random.expected)),
        expected_bound: random.map(|random| per(random, random.bound)),
        max_probability: random.map(|random| random.cap.value()),
        wef1_violations: answer.envious,
        seconds: start.elapsed().as_secs_f64(),
        solve_seconds,
    }
}
