//! What an import would do, as plain data that a window can show.

use super::answers::Question;
use crate::model::Problem;
use schemars::JsonSchema;
use serde::Serialize;

/// How sure something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The header, an answer or an earlier import says so.
    Sure,
    /// The header is alike, or the cells look so; a question asks about it.
    Guessed,
    /// Nothing says what it is.
    None,
}

/// What happens to a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kept", content = "as")]
pub enum Kept {
    /// It is a column of the table of this key.
    Field(String),
    /// Private data of this kind: kept in `contacts.csv` for the papers alone.
    Private(String),
    /// It is kept beside the columns that are read.
    Extra,
}

/// One column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ColumnPlan {
    /// Its header as written.
    pub header: String,
    /// Its position in the sheet, from 0.
    pub at: usize,
    /// Up to three values; none of private columns.
    pub samples: Vec<String>,
    /// What happens to it.
    #[serde(flatten)]
    pub kept: Kept,
    /// How sure that is.
    pub certainty: Certainty,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SheetPlan {
    /// The file.
    pub file: String,
    /// The sheet, for workbooks.
    pub sheet: Option<String>,
    /// The key of the table that it is; `None` where it is not read.
    pub table: Option<String>,
    /// How sure that is.
    pub certainty: Certainty,
    /// Number of the last row of its header.
    pub header_row: Option<u32>,
    /// How many rows of data it has.
    pub rows: usize,
    /// Its columns, those without a header left out.
    pub columns: Vec<ColumnPlan>,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct ImportPlan {
    /// Every sheet and text.
    pub sheets: Vec<SheetPlan>,
    /// Questions with lines that have no answer yet.
    pub questions: Vec<Question>,
    /// What is wrong, and what a person should know.
    pub problems: Vec<Problem>,
    /// How many experts and submissions the season would have.
    pub experts: usize,
    /// How many submissions the season would have.
    pub submissions: usize,
}

impl ImportPlan {
    /// Whether it can be applied: nothing is asked any more, and nothing is wrong.
    pub fn is_ready(&self) -> bool {
        self.questions.is_empty() && !self.is_wrong()
    }

    /// Whether something is wrong that no answer can mend.
    pub fn is_wrong(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.any(|own| own.severity == crate::model::Severity::Error)
    }
}
