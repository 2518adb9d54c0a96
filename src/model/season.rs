//! One year's work, as read from its folder.

use super::{
    Expert, Judgements, Organizations, Pin, PinSubject, Relation, Rules, ScoreTable, Submission,
    Theme, Wishes,
};
use crate::model::taxonomy::{DomainTaxonomy, IndustryTaxonomy};
use crate::model::words::Hidden;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A file that was read, with the hash that proves which one it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InputFile {
    /// File name without its folder.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// Name of a season's own rules.
pub const RULES_FILE: &str = "rules.toml";

/// Everything a plan is made from. Readers return only seasons in which ids are unique, codes are
/// known and references are resolved.
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
    /// Themes, in the order of the table; empty when groups have no themes.
    pub themes: Vec<Theme>,
    /// Scores supplied by the user, which replace those of contract section 2.
    pub scores: Option<ScoreTable>,
    /// What experts wish to review.
    pub wishes: Wishes,
    /// How organization names are compared, including the office's aliases.
    pub organizations: Organizations,
    /// Verdicts of a person on people and submissions that look alike; verdicts on organizations
    /// are in `organizations`.
    pub judged: Judgements,
    /// Taxonomy that codes of industries are checked against.
    pub industries: IndustryTaxonomy,
    /// Taxonomy that codes of quality domains are checked against.
    pub domains: DomainTaxonomy,
    /// The rules, with every default filled in; `conflicts.year` is never 0 here.
    pub rules: Rules,
    /// The files read, by table name.
    pub inputs: BTreeMap<String, InputFile>,
}

impl Season {
    /// Whether an expert may serve this year: available, and not resting after the maximum number
    /// of consecutive years.
    pub fn may_serve(&self, expert: &Expert) -> bool {
        let limit = self.rules.balance.max_consecutive_years;
        expert.may_serve(self.rules.conflicts.year, limit)
    }

    /// How many reviewers a submission gets: its own number, else that of the rules.
    pub fn reviewers_of(&self, submission: &Submission) -> usize {
        let usual = self.rules.reviews.per_submission;
        submission.reviewers.unwrap_or(usual)
    }

    /// Name of the file that the rules were read from, or would be written to.
    pub fn rules_file(&self) -> &str {
        let read = self.inputs.get("rules");
        read.map_or(RULES_FILE, |input| input.file.as_str())
    }

    /// The names of the pool, which messages must not show; also without the padding space.
    pub fn names(&self) -> Hidden {
        let written: Vec<String> = self
            .experts
            .iter()
            .flat_map(|own| {
                let ideographs = !own.name.chars().any(|c| c.is_ascii_alphabetic());
                let bare = ideographs.then(|| own.name.split_whitespace().collect());
                [Some(own.name.clone()), bare]
            })
            .flatten()
            .collect();
        Hidden::new(written.iter().map(String::as_str))
    }

    /// Removes withdrawn experts and submissions, by id, whatever the tables say; unknown ids are
    /// ignored. Pins that demand one of them are removed too and returned; pins that keep one of
    /// them out are satisfied anyway.
    pub fn leave_out<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>) -> Vec<Pin> {
        let gone: BTreeSet<&str> = ids.into_iter().collect();
        for expert in &mut self.experts {
            expert.available &= !gone.contains(expert.id.as_str());
        }
        for submission in &mut self.submissions {
            submission.passed &= !gone.contains(submission.id.as_str());
        }
        let (experts, submissions) = (&self.experts, &self.submissions);
        let wanted_nowhere = |pin: &mut Pin| {
            let subject = match pin.subject {
                PinSubject::Expert(at) => &experts[at.at()].id,
                PinSubject::Submission(at) => &submissions[at.at()].id,
            };
            !pin.forbidden && gone.contains(subject.as_str())
        };
        self.pins.extract_if(.., wanted_nowhere).collect()
    }
}
