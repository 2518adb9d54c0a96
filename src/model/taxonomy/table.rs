//! Rows of a taxonomy table and the paths formed by their parents.

use crate::model::words::{Bilingual, folded};
use std::collections::BTreeMap;

/// One row: a code, its names and the code above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyRow {
    /// The code, unique in its table, upper case.
    pub code: String,
    /// Name in both languages.
    pub name: Bilingual,
    /// Parent code; `None` at the top.
    pub parent: Option<String>,
}

/// Why rows do not form a taxonomy; `row` counts from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaxonomyError {
    /// A row without a code, or with a repeated one.
    #[error("row {row}: the code [{code}] is empty or repeated")]
    Code {
        /// Position of the row.
        row: usize,
        /// The offending code; empty if missing.
        code: String,
    },
    /// A row whose parent is missing from the table, or part of a cycle.
    #[error("row {row}: the parents of [{code}] lead nowhere")]
    Parent {
        /// Position of the row.
        row: usize,
        /// Code of the row.
        code: String,
    },
    /// A row below the deepest level of the taxonomy.
    #[error("row {row}: [{code}] lies below more levels than allowed")]
    Depth {
        /// Position of the row.
        row: usize,
        /// Code of the row.
        code: String,
    },
}

/// Folds width and case and drops white space, for comparing names.
pub(super) fn fold(text: &str) -> String {
    let shown = |c: &char| !c.is_whitespace();
    folded(text).chars().filter(shown).collect()
}

/// Reads a built-in table: `code,name_zh,name_en,parent`.
pub(super) fn rows(table: &str) -> Vec<TaxonomyRow> {
    let table = table.trim_start_matches('\u{feff}');
    csv::Reader::from_reader(table.as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .map(|record| {
            let cell = |column: usize| record.get(column).unwrap_or_default().trim().to_owned();
            TaxonomyRow {
                code: cell(0),
                name: Bilingual::new(cell(1), cell(2)),
                parent: Some(cell(3)).filter(|parent| !parent.is_empty()),
            }
        })
        .collect()
}

/// Returns each row's path from the top down, ending with its own code.
pub(super) fn paths(rows: &[TaxonomyRow], depth: usize) -> Result<Vec<Vec<String>>, TaxonomyError> {
    let mut parents = BTreeMap::new();
    for (row, TaxonomyRow { code, parent, .. }) in rows.iter().enumerate() {
        if code.is_empty() || parents.insert(code, parent.as_ref()).is_some() {
            let code = code.clone();
            return Err(TaxonomyError::Code { row, code });
        }
    }
    let mut all = Vec::with_capacity(rows.len());
    for (row, TaxonomyRow { code, .. }) in rows.iter().enumerate() {
        let mut path = vec![code.clone()];
        let mut next = parents[code];
        while let Some(parent) = next {
            let code = code.clone();
            let Some(above) = parents.get(parent) else {
                return Err(TaxonomyError::Parent { row, code });
            };
            if path.contains(parent) {
                return Err(TaxonomyError::Parent { row, code });
            }
            if path.len() == depth {
                return Err(TaxonomyError::Depth { row, code });
            }
            path.push(parent.clone());
            next = *above;
        }
        path.reverse();
        all.push(path);
    }
    Ok(all)
}
