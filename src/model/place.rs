//! Positions in the office's own tables.

use crate::model::words::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A cell, row, sheet or file, as precise as is known.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, JsonSchema, Deserialize,
)]
pub struct Place {
    /// File name without its folder, such as `experts.xlsx`.
    pub file: String,
    /// Sheet name, for workbooks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Row number as shown by the spreadsheet: 1 is the header.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row: Option<u32>,
    /// Column header as written in the file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<String>,
}

impl Place {
    /// The place of a whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }

    /// The place of a row of a file; 1 is the header.
    pub fn row(file: impl Into<String>, row: u32) -> Self {
        Self {
            file: file.into(),
            row: Some(row),
            ..Self::default()
        }
    }

    /// Describes the place for a person: `experts.xlsx，工作表 Sheet1，第 4 行，列 行业`.
    pub fn say(&self, lang: Lang) -> String {
        let mut text = self.file.clone();
        let (sheet, row, column) = match lang {
            Lang::Zh => ("，工作表 ", "，第 ", "，列 "),
            Lang::En => (", sheet ", ", row ", ", column "),
        };
        if let Some(name) = &self.sheet {
            text.push_str(sheet);
            text.push_str(name);
        }
        if let Some(number) = self.row {
            // Writing to a String cannot fail.
            let _ = write!(text, "{row}{number}");
            if lang == Lang::Zh {
                text.push_str(" 行");
            }
        }
        if let Some(header) = &self.column {
            text.push_str(column);
            text.push_str(header);
        }
        text
    }
}
