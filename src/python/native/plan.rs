//! A plan with the season that it is for.

use crate::error::{language, raised};
use empanel::model::plan::Plan as Document;
use empanel::{Formed, Lang, Reran, WriteOptions};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;
use std::path::PathBuf;

/// Where a plan comes from.
pub enum Held {
    /// Formed.
    Formed(Box<Formed>),
    /// Formed again after changes.
    Reran(Box<Reran>),
    /// Read from a file.
    Read(Box<Document>),
}

/// A committee: who sits where and reviews what.
#[pyclass(frozen, module = "empanel")]
pub struct Plan {
    season: empanel::Season,
    held: Held,
}

impl Plan {
    /// A plan of a season.
    pub fn new(season: &empanel::Season, held: Held) -> Self {
        Self {
            season: season.clone(),
            held,
        }
    }

    /// The plan as it stands in `plan.json`.
    pub fn document(&self) -> &Document {
        match &self.held {
            Held::Formed(formed) => &formed.plan,
            Held::Reran(again) => &again.plan,
            Held::Read(plan) => plan,
        }
    }
}

fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}

#[pymethods]
impl Plan {
    /// The plan as the JSON of `plan.json`.
    fn json(&self) -> PyResult<String> {
        json(self.document())
    }

    /// The number of people to notify of a changed seat or office; `None` unless it came of a
    /// rerun.
    #[getter]
    fn changes(&self) -> Option<usize> {
        match &self.held {
            Held::Reran(again) => Some(again.changes()),
            Held::Formed(_) | Held::Read(_) => None,
        }
    }

    /// An explanation as JSON: of an expert and a submission, or of either, or of a group.
    #[pyo3(signature = (expert, submission, group))]
    fn explain(
        &self,
        py: Python<'_>,
        expert: Option<&str>,
        submission: Option<&str>,
        group: Option<&str>,
    ) -> PyResult<String> {
        let told = py.detach(|| {
            let explain = self.season.explain(self.document())?;
            Ok(match (expert, submission, group) {
                (Some(expert), Some(submission), None) => json(&explain.pair(expert, submission)?),
                (Some(expert), None, None) => json(&explain.expert(expert)?),
                (None, Some(submission), None) => json(&explain.submission(submission)?),
                (None, None, Some(group)) => json(&explain.group(group)?),
                _ => Err(PyValueError::new_err(
                    "give an expert, a submission, both of them, or a group",
                )),
            })
        });
        told.map_err(|error: empanel::Error| raised(&error, Lang::En))?
    }

    /// Writes plan, workbook, report and history into a folder; returns the paths.
    #[pyo3(signature = (folder, *, replace, author, reason, language_code))]
    fn write(
        &self,
        py: Python<'_>,
        folder: PathBuf,
        replace: bool,
        author: Option<String>,
        reason: Option<String>,
        language_code: &str,
    ) -> PyResult<Vec<PathBuf>> {
        let language = language(language_code)?;
        let options = WriteOptions {
            replace,
            author,
            reason,
            language,
            ..WriteOptions::default()
        };
        let written = py.detach(|| match &self.held {
            Held::Formed(formed) => Some(formed.write(&folder, &options)),
            Held::Reran(again) => Some(again.write(&folder, &options)),
            Held::Read(_) => None,
        });
        let read = || PyValueError::new_err("a plan that was read is already written");
        written
            .ok_or_else(read)?
            .map_err(|error| raised(&error, language))
    }
}
