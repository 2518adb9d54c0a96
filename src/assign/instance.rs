//! An instance of the pairwise form, exact and dense.

mod dense;
mod memory;
mod scale;
mod tables;

use self::tables::Tables;
use super::problems::Findings;
use super::read::{read_demands, read_loads, read_pairs, read_scores};
use crate::bilingual;
use crate::flow::{Amount, Problem};
use crate::model::Problem as Finding;
use std::path::Path;

/// Submissions, reviewers and their scores.
#[derive(Debug)]
pub struct Instance {
    /// Ids of the submissions, in the order of `demands.csv`.
    pub submissions: Vec<String>,
    /// Ids of the reviewers, in the order of `loads.csv`.
    pub reviewers: Vec<String>,
    /// What is left to decide once forced pairs are granted: rows are submissions, columns
    /// reviewers.
    pub pairs: Pairs,
    /// One unit of a score is `10^exponent` times `unit`.
    pub exponent: i32,
    /// Greatest common divisor of all scores, taken out of them; 1 where scores were rounded.
    pub unit: i128,
    /// Largest amount by which one score was rounded, in the same units: 0 unless the scores of
    /// the file spread over more than 30 decimal places.
    pub rounding: i128,
    /// Forced pairs with their scores, sorted.
    pub forced: Vec<(u32, u32, i128)>,
    /// Conflicts, sorted.
    pub conflicts: Vec<(u32, u32)>,
    /// Conflicts with a score, which no method of ours may use: what a method that does not look
    /// at conflicts sees beside the other pairs. Sorted.
    pub tied: Vec<(u32, u32, i128)>,
}

/// The transport problem with scores as narrow as they fit.
#[derive(Debug)]
pub enum Pairs {
    /// Scores of 64 bits.
    Narrow(Problem<i64>),
    /// Scores of 128 bits.
    Wide(Problem<i128>),
}

impl Pairs {
    /// Returns the problem with scores of 128 bits.
    pub fn widened(&self) -> Problem<i128> {
        match self {
            Self::Wide(problem) => problem.clone(),
            Self::Narrow(problem) => Problem {
                starts: problem.starts.clone(),
                columns: problem.columns.clone(),
                scores: problem.scores.iter().map(|score| score.widen()).collect(),
                demands: problem.demands.clone(),
                floors: problem.floors.clone(),
                caps: problem.caps.clone(),
            },
        }
    }

    /// Returns the least load of each reviewer, forced pairs taken off.
    pub fn floors(&self) -> &[u32] {
        match self {
            Self::Narrow(problem) => &problem.floors,
            Self::Wide(problem) => &problem.floors,
        }
    }

    /// Returns the most load of each reviewer, forced pairs taken off.
    pub fn caps(&self) -> &[u32] {
        match self {
            Self::Narrow(problem) => &problem.caps,
            Self::Wide(problem) => &problem.caps,
        }
    }

    /// Returns the number of scored pairs that may be used.
    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(problem) => problem.columns.len(),
            Self::Wide(problem) => problem.columns.len(),
        }
    }

    /// Says whether no pair may be used.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Instance {
    /// Reads a folder: `scores.csv`, `loads.csv`, `demands.csv` and, where they are, `conflicts.csv`
    /// and `forced.csv` (`submission_id,reviewer_id`: pairs that must be used). Costs O(pairs log
    /// pairs of a submission); the file of scores is read as a stream.
    ///
    /// # Errors
    /// Everything that is wrong in all files, the first fifty in full.
    pub fn read(folder: &Path) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let mut findings = Findings::default();
        if !folder.is_dir() {
            let shown = folder.display().to_string();
            findings.error(
                "A100",
                "",
                0,
                shown.as_bytes(),
                bilingual!("没有这个文件夹。", "There is no such folder."),
                bilingual!("请检查路径。", "Check the path."),
            );
            return Err(findings.into_problems());
        }
        let (submissions, demands, demand_lines) = read_demands(folder, &mut findings);
        let (reviewers, floors, caps) = read_loads(folder, &mut findings);
        let conflicts = read_pairs(
            folder,
            "conflicts.csv",
            &submissions,
            &reviewers,
            &mut findings,
        );
        let forced = read_pairs(
            folder,
            "forced.csv",
            &submissions,
            &reviewers,
            &mut findings,
        );
        let raw = read_scores(folder, &submissions, &reviewers, &mut findings);
        let tables = Tables {
            submissions,
            reviewers,
            demands,
            demand_lines,
            floors,
            caps,
            conflicts,
            forced,
        };
        tables.check(&mut findings);
        if findings.failed() {
            return Err(findings.into_problems());
        }
        let instance = tables.join(&raw, &mut findings);
        if findings.failed() {
            return Err(findings.into_problems());
        }
        Ok((instance, findings.into_problems()))
    }
}
