//! Scores made elsewhere, in place of those of the contract.

use super::candidates::Candidate;
use crate::model::{ExpertIndex, Season};
use std::collections::{BTreeMap, HashMap};

/// Why a table of scores does not fit a season.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScoreTableError {
    /// A submission id that the season does not know.
    #[error("the table of scores names an unknown submission [{0}]")]
    Submission(String),
    /// An expert id that the season does not know.
    #[error("the table of scores names an unknown expert [{0}]")]
    Expert(String),
    /// A score that is negative or no number.
    #[error("the score of expert [{expert}] for submission [{submission}] is {score}")]
    Score {
        /// The submission.
        submission: String,
        /// The expert.
        expert: String,
        /// The score.
        score: f64,
    },
}

/// A sparse table of scores, for each submission ascending by expert.
#[derive(Debug, Clone)]
pub(super) struct ScoreTable(Vec<Vec<(ExpertIndex, f64)>>);

impl ScoreTable {
    pub fn new(
        season: &Season,
        table: &BTreeMap<(String, String), f64>,
    ) -> Result<Self, ScoreTableError> {
        let ids = season.submissions.iter().map(|one| one.id.as_str());
        let submissions: HashMap<&str, usize> = ids.zip(0..).collect();
        let ids = season.experts.iter().map(|one| one.id.as_str());
        let experts: HashMap<&str, usize> = ids.zip(0..).collect();
        let mut rows = vec![Vec::new(); season.submissions.len()];
        for ((submission, expert), score) in table {
            let at = submissions
                .get(submission.as_str())
                .ok_or_else(|| ScoreTableError::Submission(submission.clone()))?;
            let who = experts
                .get(expert.as_str())
                .ok_or_else(|| ScoreTableError::Expert(expert.clone()))?;
            if !score.is_finite() || *score < 0.0 {
                return Err(ScoreTableError::Score {
                    submission: submission.clone(),
                    expert: expert.clone(),
                    score: *score,
                });
            }
            rows[*at].push((ExpertIndex::new(*who), *score));
        }
        for row in &mut rows {
            row.sort_unstable_by_key(|(expert, _)| *expert);
        }
        Ok(Self(rows))
    }

    /// The score of a pair; 0 where the table has none.
    pub fn score(&self, expert: ExpertIndex, submission: usize) -> f64 {
        let row = &self.0[submission];
        row.binary_search_by_key(&expert, |(other, _)| *other)
            .map_or(0.0, |at| row[at].1)
    }

    /// The candidates of all submissions, best first. The table is sparse as it is: all stay.
    pub fn candidates(&self) -> Vec<Vec<Candidate>> {
        let list = |row: &Vec<(ExpertIndex, f64)>| {
            let candidates = row
                .iter()
                .map(|(expert, score)| Candidate {
                    expert: *expert,
                    score: *score,
                })
                .filter(|candidate| candidate.score > 0.0);
            let mut candidates: Vec<Candidate> = candidates.collect();
            candidates.sort_unstable_by(Candidate::order);
            candidates
        };
        self.0.iter().map(list).collect()
    }
}
