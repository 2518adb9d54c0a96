//! Pairs by submission, joined with the other tables.

use super::super::by_row::ByRow;
use super::Instance;
use super::pairs::Pairs;
use super::scale::{Scale, Whole, common, narrowed};
use super::tables::Tables;
use crate::flow::Problem;
use rayon::prelude::*;

/// A pair with its score in units of the instance.
type Scored = (u32, u32, i128);

impl Tables {
    /// Whether any pair is forced or in conflict.
    fn has_listed(&self) -> bool {
        !self.forced.is_empty() || !self.conflicts.is_empty()
    }

    /// Joins scored pairs with the other tables: forced pairs are granted, those in conflict set
    /// aside, the scores divided by their greatest common divisor. The arrays of the pairs become
    /// those of the solver.
    pub fn joined<C: Whole>(mut self, mut rows: ByRow<C>, mut scale: Scale) -> Instance
    where
        Problem<C>: Into<Pairs>,
    {
        let mut forced: Vec<Scored> = self
            .forced
            .iter()
            .map(|&(row, column)| (row, column, 0))
            .collect();
        let mut tied = Vec::new();
        if self.has_listed() {
            set_aside(&mut rows, &mut forced, &self.conflicts, &mut tied);
        }
        for &(row, column, _) in &forced {
            self.demands[row as usize] -= 1;
            self.caps[column as usize] -= 1;
            self.floors[column as usize] = self.floors[column as usize].saturating_sub(1);
        }
        // Rounding is measured in units of the scale; dividing by a common divisor would increase
        // it.
        let mut unit = 1;
        if scale.rounding == 0 {
            let beside = forced.iter().chain(&tied).map(|pair| pair.2);
            unit = common(&rows.scores, beside);
            if unit > 1 {
                let by = C::narrow(unit);
                rows.scores
                    .par_iter_mut()
                    .for_each(|score| *score = score.over(by));
                let beside = forced.iter_mut().chain(&mut tied);
                beside.for_each(|pair| pair.2 /= unit);
            }
            scale.shorten(&mut unit);
        }
        Instance {
            submissions: self.submissions,
            reviewers: self.reviewers,
            pairs: narrowed(Problem {
                starts: rows.starts,
                columns: rows.columns,
                scores: rows.scores,
                demands: self.demands,
                floors: self.floors,
                caps: self.caps,
            }),
            exponent: scale.exponent,
            unit,
            rounding: scale.rounding,
            forced,
            conflicts: self.conflicts,
            tied,
        }
    }
}

/// Takes forced pairs and those in conflict out of the rows, in place.
fn set_aside<C: Whole>(
    rows: &mut ByRow<C>,
    forced: &mut [Scored],
    conflicts: &[(u32, u32)],
    tied: &mut Vec<Scored>,
) {
    let (mut forced_from, mut tied_from, mut kept, mut start) = (0, 0, 0, 0);
    for row in 0..rows.starts.len() - 1 {
        let number = row as u32;
        let forced_to = forced_from + forced[forced_from..].partition_point(|own| own.0 <= number);
        let ends = conflicts[tied_from..].iter();
        let tied_to = tied_from + ends.take_while(|own| own.0 <= number).count();
        let (granted, apart) = (forced_from..forced_to, &conflicts[tied_from..tied_to]);
        let end = rows.starts[row + 1];
        for at in start..end {
            let (column, score) = (rows.columns[at], rows.scores[at]);
            let own = forced[granted.clone()].binary_search_by_key(&column, |own| own.1);
            if let Ok(own) = own {
                forced[granted.start + own].2 = score.widen();
            } else if apart.binary_search(&(number, column)).is_ok() {
                tied.push((number, column, score.widen()));
            } else {
                rows.columns[kept] = column;
                rows.scores[kept] = score;
                kept += 1;
            }
        }
        (start, forced_from, tied_from) = (end, forced_to, tied_to);
        rows.starts[row + 1] = kept;
    }
    rows.columns.truncate(kept);
    rows.scores.truncate(kept);
}
