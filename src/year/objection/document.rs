//! The values that say who may look into an objection. Serialised as they are.

use crate::model::words::Bilingual;
use serde::Serialize;

/// A proposed team and all experts considered for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The submission objected to.
    pub submission: String,
    /// Its title.
    pub title: String,
    /// The applicant.
    pub organization: String,
    /// Those who reviewed it, in either round.
    pub reviewed_by: Vec<String>,
    /// How many the team should have.
    pub wanted: usize,
    /// The team, best first; shorter than wanted when no other expert may serve.
    pub team: Vec<Candidate>,
    /// What the team does not know of the submission.
    pub uncovered: Vec<Requirement>,
    /// All experts who may serve, best first, including the team.
    pub candidates: Vec<Candidate>,
    /// All experts who may not, in the order of the experts' table.
    pub excluded: Vec<Excluded>,
}

/// An expert who may serve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Expert id.
    pub expert: String,
    /// Name, for people.
    pub name: String,
    /// Employer as written.
    pub employer: String,
    /// Score for the submission (contract, section 2).
    pub score: f64,
    /// Whether the expert knows the industry.
    pub industry: bool,
    /// Domains of the submission that the expert holds.
    pub domains: Vec<String>,
    /// The group in which the expert sits this year, the defence's if there is one.
    pub group: Option<String>,
    /// What looks like a conflict and is for a person to judge.
    pub suspected: Vec<Bilingual>,
}

/// An expert who may not serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excluded {
    /// Expert id.
    pub expert: String,
    /// Name, for people.
    pub name: String,
    /// Why, the weightiest first.
    pub reasons: Vec<Exclusion>,
}

/// Reasons that say nothing about the submission.
const ABSENT: [&str; 3] = ["not_available", "rotation", "not_seated"];

impl Excluded {
    /// Whether an expert is excluded for a connection with the submission or the committee, and
    /// not merely absent.
    pub fn is_concerned(&self) -> bool {
        let mut reasons = self.reasons.iter();
        reasons.any(|reason| !ABSENT.contains(&reason.kind))
    }
}

/// Why an expert may not serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exclusion {
    /// `conflict`, `reviewed`, `decided`, `presides`, `withdrawn`, `not_available`, `rotation` or
    /// `not_seated`.
    pub kind: &'static str,
    /// The same for a person, with the evidence of a conflict.
    pub words: Bilingual,
}

/// Something that a team should know of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// The industry or domain code.
    pub code: String,
    /// The same for a person.
    pub words: Bilingual,
}
