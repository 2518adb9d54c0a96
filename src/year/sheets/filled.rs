//! A row of a sheet as it came back.

use crate::model::Place;

/// A row as filled in. Consensus sheets have only the last three fields filled, score sheets only
/// those before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilledRow {
    /// Its place.
    pub place: Place,
    /// The submission's id.
    pub id: String,
    /// The submission's title as the row shows it; empty where the column is gone.
    pub title: String,
    /// The applicant as the row shows it; empty where the column is gone.
    pub organization: String,
    /// Scores of the criteria; `None` where empty or wrong.
    pub scores: [Option<f64>; 3],
    /// The total next to the scores, if it is a number.
    pub total: Option<f64>,
    /// Whether anything was written into a score cell, right or wrong.
    pub touched: bool,
    /// Comment.
    pub comment: String,
    /// Whether a recusal was declared.
    pub recusal: bool,
    /// Whether something was written about a recusal that is neither a yes nor a no: no score of
    /// the row counts before the expert has been asked.
    pub unclear: bool,
    /// Why.
    pub reason: String,
    /// The group's agreed score.
    pub agreed: Option<f64>,
    /// Whether the group recommends it.
    pub recommended: Option<bool>,
    /// The group's opinion.
    pub opinion: String,
    /// Who signs in the leader's place, by expert id; empty for the leader.
    pub signer: String,
}
