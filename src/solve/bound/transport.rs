//! The transport relaxation: every submission takes its best experts free of conflict out of the
//! whole pool, under their load limits, as if there were no groups.
//!
//! Every plan's reviews are a solution of it, so its optimum limits every plan's total; the
//! smallest sum that a submission can have by itself limits the worst submission; and a
//! requirement that nobody free of conflict can meet is a shortfall in every plan.

use super::Bounds;
use crate::instance::{Cell, Cells, Instance};
use crate::transport::{self, Problem, solve};
use rayon::prelude::*;

/// Limits of total and worst score from above, and of shortfalls from below.
///
/// Exact arithmetic on whole billionths. O(submissions x experts) and one transport problem where
/// all pairs are kept. Where pairs are computed, each submission takes from its candidate list,
/// and in place of everybody else a reviewer without limit who scores as the last of the list.
pub fn relax(instance: &Instance) -> Bounds {
    let rows: Vec<Row> = (0..instance.submissions.len())
        .into_par_iter()
        .map(|submission| row(instance, submission))
        .collect();
    let k = instance.reviewers_each;
    let sums = rows.iter().map(|row| row.best_sum(k));
    let loose: i64 = sums.clone().sum();
    Bounds {
        shortfalls: rows.iter().map(|row| row.shortfalls).sum(),
        total: Some(transport(instance, &rows).map_or(loose, |total| total.min(loose))),
        worst: sums.min(),
    }
}

struct Row {
    /// (expert, score) of everybody free of conflict who is looked at.
    pairs: Vec<(u32, i64)>,
    /// The score that somebody not looked at may have at most.
    others: Option<i64>,
    /// Requirements that nobody can meet.
    shortfalls: usize,
}

impl Row {
    fn best_sum(&self, k: usize) -> i64 {
        let mut scores: Vec<i64> = self.pairs.iter().map(|&(_, score)| score).collect();
        scores.extend(std::iter::repeat_n(self.others, k).flatten());
        scores.sort_unstable_by(|a, b| b.cmp(a));
        scores.iter().take(k).sum()
    }
}

fn row(instance: &Instance, submission: usize) -> Row {
    let (looked_at, others): (Vec<u32>, Option<i64>) = match &instance.cells {
        Cells::Dense { experts, .. } => ((0..).take(*experts).collect(), None),
        Cells::Computed(source) => {
            let rest = Cell::new(source.cutoff(submission), 0).score();
            (source.candidates(submission).collect(), Some(rest.into()))
        }
    };
    let mut having = [0_u32; 30];
    let mut pairs = Vec::with_capacity(looked_at.len());
    for expert in looked_at {
        let cell = instance.cells.get(submission, expert as usize);
        if cell.free() {
            pairs.push((expert, i64::from(cell.score())));
            for (bit, count) in having.iter_mut().enumerate() {
                *count += cell.mask() >> bit & 1;
            }
        }
    }
    let mask = instance.submissions[submission].mask;
    let unmet = (0..30)
        .filter(|&bit| mask >> bit & 1 == 1 && having[bit as usize] < instance.needed_for_bit(bit));
    Row {
        // Lists of candidates may leave out somebody who covers; then nothing is proven.
        shortfalls: if others.is_some() { 0 } else { unmet.count() },
        others,
        pairs,
    }
}

fn transport(instance: &Instance, rows: &[Row]) -> Option<i64> {
    // Reviewers per submission are few.
    #[allow(clippy::cast_possible_truncation)]
    let k = instance.reviewers_each as u32;
    let experts = instance.experts.len();
    let mut problem = Problem::<i64> {
        starts: vec![0],
        caps: instance
            .experts
            .iter()
            .map(|expert| expert.load_cap)
            .collect(),
        demands: vec![k; rows.len()],
        ..Problem::default()
    };
    // One column beyond the experts per reviewer that somebody not looked at may be.
    let truncated = rows.iter().any(|row| row.others.is_some());
    if truncated {
        let everybody = k * u32::try_from(rows.len()).ok()?;
        problem
            .caps
            .extend(std::iter::repeat_n(everybody, instance.reviewers_each));
    }
    problem.floors = vec![0; problem.caps.len()];
    for row in rows {
        for &(expert, score) in &row.pairs {
            problem.columns.push(expert);
            problem.scores.push(score);
        }
        if let Some(score) = row.others {
            for extra in 0..k {
                problem.columns.push(u32::try_from(experts).ok()? + extra);
                problem.scores.push(score);
            }
        }
        problem.starts.push(problem.columns.len());
    }
    match solve(&problem, Vec::new()) {
        Ok(solution) => i64::try_from(transport::bound(&problem, &solution.prices)).ok(),
        Err(_) => None,
    }
}
