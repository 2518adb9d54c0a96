//! One year's work, as read from its folder.

use super::{Expert, Organizations, Pin, Relation, Rules, ScoreTable, Submission, Theme};
use crate::taxonomy::{DomainTaxonomy, IndustryTaxonomy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file that was read, with the hash that proves which one it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InputFile {
    /// File name without its folder.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// Everything that a plan is made from. Readers hand out only seasons in which ids are unique,
/// codes known and references resolved.
#[derive(Debug, Clone)]
pub struct Season {
    /// Folder name, for titles.
    pub name: String,
    /// The pool, in the order of the table.
    pub experts: Vec<Expert>,
    /// All submissions, in the order of the table, also those that did not pass the form check.
    pub submissions: Vec<Submission>,
    /// Relations, in the order of the table.
    pub relations: Vec<Relation>,
    /// Pins, in the order of the table.
    pub pins: Vec<Pin>,
    /// Themes, in the order of the table; empty when the office asks for none.
    pub themes: Vec<Theme>,
    /// Scores made elsewhere, which stand in place of those of contract section 2.
    pub scores: Option<ScoreTable>,
    /// How organization names are compared, with the office's aliases.
    pub organizations: Organizations,
    /// Industries.
    pub industries: IndustryTaxonomy,
    /// Quality domains.
    pub domains: DomainTaxonomy,
    /// The rules, every default filled in; `conflicts.year` is never 0 here.
    pub rules: Rules,
    /// The files read, by table name.
    pub inputs: BTreeMap<String, InputFile>,
}

impl Season {
    /// Whether an expert may serve this year: available, and not resting after as many years in
    /// a row as the rules allow.
    pub fn may_serve(&self, expert: &Expert) -> bool {
        let limit = self.rules.balance.max_consecutive_years;
        expert.may_serve(self.rules.conflicts.year, limit)
    }
}
