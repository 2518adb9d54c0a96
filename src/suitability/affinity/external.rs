//! Scores supplied by the user in place of the computed ones.

use super::candidates::Candidate;
use crate::model::{ExpertIndex, ScoreTable, Season, SubmissionIndex};
use std::collections::{BTreeMap, HashMap};

/// Why a table of scores does not fit a season.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScoreTableError {
    /// A submission id that the season does not have.
    #[error("the table of scores names an unknown submission [{0}]")]
    Submission(String),
    /// An expert id that the season does not have.
    #[error("the table of scores names an unknown expert [{0}]")]
    Expert(String),
    /// A score that is negative or not a number.
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

/// Resolves the ids of a table.
pub(super) fn resolve(
    season: &Season,
    table: &BTreeMap<(String, String), f64>,
) -> Result<ScoreTable, ScoreTableError> {
    let ids = season.submissions.iter().map(|one| one.id.as_str());
    let submissions: HashMap<&str, usize> = ids.zip(0..).collect();
    let ids = season.experts.iter().map(|one| one.id.as_str());
    let experts: HashMap<&str, usize> = ids.zip(0..).collect();
    let mut pairs = Vec::with_capacity(table.len());
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
        pairs.push((SubmissionIndex::new(*at), ExpertIndex::new(*who), *score));
    }
    Ok(ScoreTable::new(season.submissions.len(), pairs))
}

/// The candidates of a submission under a table: experts with a score above 0, best first, then
/// those of `covering` with score 0, who know its codes and may still be needed for coverage.
pub(super) fn candidates(
    table: &ScoreTable,
    submission: SubmissionIndex,
    covering: impl Iterator<Item = ExpertIndex>,
) -> Vec<Candidate> {
    let listed = table.row(submission).iter();
    let mut list: Vec<Candidate> = listed
        .map(|&(expert, score)| Candidate { expert, score })
        .filter(|candidate| candidate.score > 0.0)
        .collect();
    let nothing = |expert: &ExpertIndex| table.score(*expert, submission) <= 0.0;
    list.extend(
        covering
            .filter(nothing)
            .map(|expert| Candidate { expert, score: 0.0 }),
    );
    list.sort_unstable_by(Candidate::order);
    list
}
