//! A row of a returned sheet.

use crate::model::Place;

/// A row as filled in. Consensus sheets use `agreed` and the fields after it, score sheets only
/// those before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilledRow {
    /// Position of the row.
    pub place: Place,
    /// The submission's id.
    pub id: String,
    /// Title shown in the row; empty if the column is missing.
    pub title: String,
    /// Applicant shown in the row; empty if the column is missing.
    pub organization: String,
    /// Scores of the criteria; `None` if empty or invalid.
    pub scores: Vec<Option<f64>>,
    /// The total next to the scores, if it is a number.
    pub total: Option<f64>,
    /// Whether a score cell has any content, valid or not.
    pub touched: bool,
    /// Comment.
    pub comment: String,
    /// Whether a recusal was declared.
    pub recusal: bool,
    /// Whether the answer about a recusal is neither yes nor no; no score of the row counts until
    /// the expert has been asked.
    pub unclear: bool,
    /// Reason of the recusal.
    pub reason: String,
    /// The group's agreed score.
    pub agreed: Option<f64>,
    /// Whether the group recommends it.
    pub recommended: Option<bool>,
    /// The group's opinion.
    pub opinion: String,
    /// Expert id of the member who signs in place of the leader; empty for the leader.
    pub signer: String,
}
