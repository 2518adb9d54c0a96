//! Instances from arrays, without text or ids on the way.

#[cfg(test)]
mod tests;
mod values;

use super::super::by_row::ByRow;
use super::super::problems::Findings;
use super::memory::{Limits, least_above_most};
use super::scale::{Scale, Whole};
use super::{Instance, Names};
use crate::model::Problem as Finding;
use rayon::prelude::*;
pub use values::Values;
use values::{decimals, whole};

/// Scored pairs as arrays by submission, as in a compressed sparse row matrix.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Where the pairs of each submission start; one longer than the submissions.
    pub starts: &'a [i64],
    /// The reviewer of each pair.
    pub columns: Columns<'a>,
    /// The score of each pair.
    pub scores: Values<'a>,
}

/// Reviewers of pairs.
#[derive(Debug, Clone, Copy)]
pub enum Columns<'a> {
    /// In 32 bits.
    Narrow(&'a [i32]),
    /// In 64 bits.
    Wide(&'a [i64]),
    /// Every reviewer of every submission, this many.
    Every(usize),
}

/// What is wrong with the arrays.
#[derive(Debug, Clone, PartialEq)]
pub enum BadArray {
    /// The starts are not ascending, or not those of the pairs.
    Shape,
    /// A reviewer beyond their number.
    Beyond {
        /// The submission.
        row: usize,
        /// The reviewer as given.
        column: i64,
    },
    /// A score that is not a number.
    NotFinite {
        /// The submission.
        row: usize,
        /// The reviewer.
        column: usize,
        /// The score.
        score: f64,
    },
    /// A score of 10^18 or more.
    TooLarge {
        /// The submission.
        row: usize,
        /// The reviewer.
        column: usize,
        /// The score.
        score: f64,
    },
    /// A pair given twice.
    Twice {
        /// The submission.
        row: usize,
        /// The reviewer.
        column: usize,
    },
    /// What the limits say of themselves.
    Limits(Vec<Finding>),
}

impl Instance {
    /// Creates an instance from arrays: the same as [`Instance::from_limits`] of the same pairs, in
    /// O(pairs) where the columns of each submission ascend, on all cores. Scores of up to 15
    /// digits (single precision: any) become integers without text.
    ///
    /// # Errors
    /// The first thing that is wrong with the arrays.
    pub fn from_rows(
        rows: Rows<'_>,
        limits: &Limits<'_>,
    ) -> Result<(Self, Vec<Finding>), BadArray> {
        let (papers, people) = (limits.demands.len(), limits.loads.len());
        let starts = starts(rows, papers).ok_or(BadArray::Shape)?;
        let columns = columns(rows, &starts, people)?;
        let mut findings = Findings::default();
        for (at, load) in limits.loads.iter().enumerate() {
            if load.0 > load.1 {
                least_above_most(at, *load, &mut findings);
            }
        }
        let tables = limits.tables(
            (Names::Numbered(papers), Names::Numbered(people)),
            &mut findings,
        );
        let made = match whole(rows.scores) {
            Some((scores, exponent)) => {
                let rows = sorted(starts, columns, scores)?;
                tables.instance_of_rows(rows, Scale::exact(exponent), findings)
            }
            None => {
                let scores = decimals(rows.scores);
                if let Err(at) = scores {
                    return Err(bad_score(at, rows.scores, &starts, &columns));
                }
                let scores = scores.unwrap_or_default();
                let scale = Scale::of(&scores);
                match scale.is_narrow(&scores) {
                    true => {
                        let rows = sorted(starts, columns, scale.all_narrow(scores))?;
                        tables.instance_of_rows(rows, scale, findings)
                    }
                    false => {
                        let amounts = (0..columns.len()).into_par_iter();
                        let amounts = amounts.map(|pair| scale.amount(scores.score(pair)));
                        let rows = sorted::<i128>(starts, columns, amounts.collect())?;
                        tables.instance_of_rows(rows, scale, findings)
                    }
                }
            }
        };
        made.map_err(BadArray::Limits)
    }
}

/// The starts, if they are those of the pairs.
fn starts(rows: Rows<'_>, papers: usize) -> Option<Vec<usize>> {
    let pairs = rows.scores.len();
    let known = match rows.columns {
        Columns::Narrow(columns) => columns.len(),
        Columns::Wide(columns) => columns.len(),
        Columns::Every(width) => width * papers,
    };
    let starts = rows.starts.iter().map(|&start| usize::try_from(start).ok());
    let starts: Vec<usize> = starts.collect::<Option<_>>()?;
    // Pairs are counted in 32 bits throughout.
    let fits = u32::try_from(pairs).is_ok() && starts.len() == papers + 1 && known == pairs;
    let ends = starts.first() == Some(&0) && starts.last() == Some(&pairs);
    (fits && ends && starts.is_sorted()).then_some(starts)
}

/// The columns, checked.
fn columns(rows: Rows<'_>, starts: &[usize], width: usize) -> Result<Vec<u32>, BadArray> {
    let beyond = |at: usize, column: i64| BadArray::Beyond {
        row: row_of(starts, at),
        column,
    };
    let fits = |column: i64| usize::try_from(column).is_ok_and(|column| column < width);
    match rows.columns {
        Columns::Narrow(columns) => {
            let bad = columns.par_iter().position_first(|&own| !fits(own.into()));
            match bad {
                Some(at) => Err(beyond(at, columns[at].into())),
                None => Ok(columns.par_iter().map(|&own| own as u32).collect()),
            }
        }
        Columns::Wide(columns) => match columns.par_iter().position_first(|&own| !fits(own)) {
            Some(at) => Err(beyond(at, columns[at])),
            None => Ok(columns.par_iter().map(|&own| own as u32).collect()),
        },
        Columns::Every(every) if every != width => Err(BadArray::Shape),
        Columns::Every(every) => {
            let rows = (0..starts.len() - 1).into_par_iter();
            Ok(rows.flat_map_iter(|_| 0..every as u32).collect())
        }
    }
}

fn row_of(starts: &[usize], pair: usize) -> usize {
    starts.partition_point(|&start| start <= pair) - 1
}

fn bad_score(at: usize, scores: Values<'_>, starts: &[usize], columns: &[u32]) -> BadArray {
    let (row, column, score) = (row_of(starts, at), columns[at] as usize, scores.get(at));
    match score.is_finite() {
        true => BadArray::TooLarge { row, column, score },
        false => BadArray::NotFinite { row, column, score },
    }
}

/// The pairs with the columns of each submission ascending.
fn sorted<C: Whole>(
    starts: Vec<usize>,
    mut columns: Vec<u32>,
    mut scores: Vec<C>,
) -> Result<ByRow<C>, BadArray> {
    let rows = starts.par_windows(2).enumerate();
    let unsorted: Vec<usize> = rows
        .filter(|(_, range)| !columns[range[0]..range[1]].is_sorted_by(|a, b| a < b))
        .map(|(row, _)| row)
        .collect();
    let mut line: Vec<(u32, C)> = Vec::new();
    for row in unsorted {
        let range = starts[row]..starts[row + 1];
        line.clear();
        let pairs = columns[range.clone()].iter().zip(&scores[range.clone()]);
        line.extend(pairs.map(|(&column, &score)| (column, score)));
        line.sort_by_key(|pair| pair.0);
        if let Some(pair) = line.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let column = pair[0].0 as usize;
            return Err(BadArray::Twice { row, column });
        }
        for (at, &(column, score)) in range.zip(&line) {
            (columns[at], scores[at]) = (column, score);
        }
    }
    Ok(ByRow {
        starts,
        columns,
        scores,
    })
}
