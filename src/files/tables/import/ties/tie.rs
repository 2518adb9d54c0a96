//! A tie that a sentence may mean.

use crate::model::RelationKind as Kind;

/// A row that a sentence may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::files::tables::import) struct Tie {
    /// The text that it is from.
    pub(in crate::files::tables::import) original: usize,
    /// Its line.
    pub(in crate::files::tables::import) row: u32,
    /// The sentence.
    pub(in crate::files::tables::import) sentence: String,
    /// Who may be meant: one id, or several where people have one name; or a name.
    pub(in crate::files::tables::import) subjects: Vec<String>,
    /// The kind of tie.
    pub(in crate::files::tables::import) kind: Kind,
    /// The other end.
    pub(in crate::files::tables::import) object: String,
    /// First and last year.
    pub(in crate::files::tables::import) years: (Option<i32>, Option<i32>),
    /// Whether the sentence leaves the decision to the office.
    pub(in crate::files::tables::import) doubtful: bool,
    /// What a person decided: the subject that counts; `None` where it does not.
    pub(in crate::files::tables::import) confirmed: Option<String>,
}

/// Whether a text has one of the words.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
