//! The proposal for an objection, as serialised.

use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A proposed team and all experts considered for it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Proposal {
    /// Id of the submission objected to.
    pub submission: String,
    /// Title of the submission.
    pub title: String,
    /// Applicant as written.
    pub organization: String,
    /// Expert ids of its reviewers in either round.
    pub reviewed_by: Vec<String>,
    /// Requested size of the team.
    pub wanted: usize,
    /// The team, best first; shorter than requested if no other expert may serve.
    pub team: Vec<Candidate>,
    /// Requirements of the submission that nobody in the team covers.
    pub uncovered: Vec<Requirement>,
    /// All experts who may serve, best first, including the team.
    pub candidates: Vec<Candidate>,
    /// All experts who may not serve, in the order of the experts table.
    pub excluded: Vec<Excluded>,
}

/// An expert who may serve.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Candidate {
    /// Expert id, as in the season.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// Employer as written.
    pub employer: String,
    /// Score for the submission (contract, section 2).
    pub score: f64,
    /// Whether the expert knows the submission's industry.
    pub industry: bool,
    /// Domains of the submission that the expert has.
    pub domains: Vec<String>,
    /// Id of the expert's group this year; the defence takes precedence.
    pub group: Option<String>,
    /// Suspected conflicts, to be reviewed by a person.
    pub suspected: Vec<Bilingual>,
}

/// An expert who may not serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Excluded {
    /// Expert id, as in the season.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// Reasons, the most important first.
    pub reasons: Vec<Exclusion>,
}

/// Reasons that are unrelated to the submission.
const ABSENT: [&str; 3] = ["not_available", "rotation", "not_seated"];

impl Excluded {
    /// Whether an expert is excluded because of a connection with the submission or the committee,
    /// rather than being absent.
    pub fn is_concerned(&self) -> bool {
        let mut reasons = self.reasons.iter();
        reasons.any(|reason| !ABSENT.contains(&&*reason.kind))
    }
}

/// Why an expert may not serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Exclusion {
    /// `conflict`, `reviewed`, `decided`, `presides`, `withdrawn`, `not_available`, `rotation` or
    /// `not_seated`.
    pub kind: Cow<'static, str>,
    /// Description, with the evidence of a conflict.
    pub words: Bilingual,
}

/// Expertise that a submission requires of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Requirement {
    /// Code of the industry or domain.
    pub code: String,
    /// Description.
    pub words: Bilingual,
}
