//! The values that say who may look into an objection. Serialised as they stand.

use crate::model::words::Bilingual;
use serde::Serialize;

/// A proposed team and everybody behind it.
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
    /// The team, best first; shorter than wanted when nobody else may serve.
    pub team: Vec<Candidate>,
    /// What the team does not know of the submission.
    pub uncovered: Vec<Requirement>,
    /// Everybody who may serve, best first, the team among them.
    pub candidates: Vec<Candidate>,
    /// Everybody who may not, in the order of the experts' table.
    pub excluded: Vec<Excluded>,
}

/// Somebody who may serve.
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

/// Somebody who may not serve.
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
    /// Whether somebody is out for what they have to do with the submission or the committee, and
    /// not merely absent.
    pub fn is_concerned(&self) -> bool {
        let mut reasons = self.reasons.iter();
        reasons.any(|reason| !ABSENT.contains(&reason.kind))
    }
}

/// Why somebody may not serve.
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
