//! An assignment of the pairwise form and its figures.

use super::Instance;
use super::decimal::{to_f64, to_text};
use crate::model::words::harmless;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// An assignment of reviewers to submissions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The reviewers of each submission, ascending, with their scores in the instance's units.
    pub reviewers: Vec<Vec<(u32, i128)>>,
    /// Number of reviews missing from the demands.
    pub unfilled: u64,
    /// Proven upper limit of the total for the method's objective, if there is one.
    pub bound: Option<i128>,
    /// Proven upper limit of the worst submission's sum, if there is one.
    pub worst_bound: Option<i128>,
}

/// Figures of an assignment, like `quality` of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figures {
    /// Sum of all scores.
    pub total_score: f64,
    /// Smallest score sum of a submission.
    pub worst_score: f64,
    /// Mean score sum of the worst tenth of the submissions (at least one).
    pub worst_tenth_mean: f64,
    /// Mean score sum of a submission.
    pub mean_score: f64,
    /// Number of reviews missing from the demands.
    pub unfilled: u64,
    /// Smallest load of a reviewer.
    pub load_min: u32,
    /// Largest load of a reviewer.
    pub load_max: u32,
    /// Proven upper limit of `total_score` for the method's objective.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// Proven upper limit of `worst_score`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst_bound: Option<f64>,
}

impl Assignment {
    /// Sum of a submission's scores.
    pub fn sum(&self, submission: usize) -> i128 {
        self.reviewers[submission].iter().map(|pair| pair.1).sum()
    }

    /// Adds up all scores.
    pub fn total(&self) -> i128 {
        (0..self.reviewers.len())
            .map(|submission| self.sum(submission))
            .sum()
    }

    /// The score of every assigned pair, submissions and reviewers in order; on all cores.
    pub fn values(&self, instance: &Instance) -> Vec<f64> {
        let held = self.reviewers.par_iter();
        held.flat_map_iter(|held| held.iter().map(|pair| instance.value(pair.1)))
            .collect()
    }

    /// Returns the load of each of `reviewers` reviewers.
    pub fn loads(&self, reviewers: usize) -> Vec<u32> {
        let mut loads = vec![0; reviewers];
        for pair in self.reviewers.iter().flatten() {
            loads[pair.0 as usize] += 1;
        }
        loads
    }

    /// Computes the figures. Submissions without demand are ignored.
    pub fn figures(&self, instance: &Instance) -> Figures {
        let value = |amount: i128| instance.value(amount);
        let asked = |submission: &usize| instance.demand(*submission) > 0;
        let mut sums: Vec<i128> = (0..self.reviewers.len())
            .filter(asked)
            .map(|submission| self.sum(submission))
            .collect();
        sums.sort_unstable();
        let count = sums.len().max(1);
        let tenth = sums.len().div_ceil(10).max(1);
        let worst: i128 = sums.iter().take(tenth).sum();
        let loads = self.loads(instance.reviewers.len());
        Figures {
            total_score: value(self.total()),
            worst_score: value(sums.first().copied().unwrap_or(0)),
            worst_tenth_mean: value(worst) / tenth as f64,
            mean_score: value(self.total()) / count as f64,
            unfilled: self.unfilled,
            load_min: loads.iter().copied().min().unwrap_or(0),
            load_max: loads.iter().copied().max().unwrap_or(0),
            bound: self.bound.map(value),
            worst_bound: self.worst_bound.map(value),
        }
    }

    /// Writes `submission_id,reviewer_id,score`, submissions and reviewers in table order, scores
    /// as exact decimals.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write_csv(&self, instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"submission_id,reviewer_id,score\n")?;
        let reviewers: Vec<String> = instance.reviewers.iter().map(|id| cell(&id)).collect();
        let mut line = String::new();
        for (submission, held) in instance.submissions.iter().zip(&self.reviewers) {
            let submission = cell(&submission);
            for &(reviewer, score) in held {
                line.clear();
                line.push_str(&submission);
                line.push(',');
                line.push_str(&reviewers[reviewer as usize]);
                line.push(',');
                line.push_str(&to_text(score * instance.unit, instance.exponent));
                line.push('\n');
                out.write_all(line.as_bytes())?;
            }
        }
        Ok(())
    }
}

/// An id as a CSV cell, quoted if necessary.
pub fn cell(text: &str) -> String {
    let text: &str = &harmless(text);
    if text.contains([',', '"', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

impl Instance {
    /// Returns an amount in the instance's units as a score.
    pub fn value(&self, amount: i128) -> f64 {
        amount.checked_mul(self.unit).map_or_else(
            || to_f64(amount, self.exponent) * self.unit as f64,
            |amount| to_f64(amount, self.exponent),
        )
    }
}
