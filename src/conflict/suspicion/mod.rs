//! What looks like a conflict and is for a person to judge.

use super::fact::Fact;
use super::table::Conflicts;
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use crate::text::Bilingual;
use serde::{Deserialize, Serialize};

/// Why something is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspicionKind {
    /// The names of two organizations look alike.
    LookAlikeNames,
    /// Two spellings were taken as one organization although they differ in more than form.
    JoinedNames,
    /// An expert without an employer.
    MissingEmployer,
    /// A free name in the relations equals the name of an expert.
    NameOfExpert,
    /// Two experts have the same name.
    SameNameExperts,
    /// A teacher, pupil or co-author is tied to the applicant.
    AcademicTie,
    /// Two experts are relatives of the same person outside the pool.
    SharedRelative,
    /// A relation that ended just before the look-back.
    JustEnded,
    /// A former employer is of one corporate family with the applicant.
    FormerFamily,
    /// The employer holds shares of the applicant, or the applicant of the employer.
    EmployerShares,
}

/// Something that looks like a conflict. Nothing acts upon it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspicion {
    /// Why it is worth a look.
    pub kind: SuspicionKind,
    /// The experts concerned, ascending.
    pub experts: Vec<ExpertIndex>,
    /// The submissions concerned, ascending.
    pub submissions: Vec<SubmissionIndex>,
    /// The organizations concerned, as written.
    pub organizations: Vec<String>,
    /// The rows behind it.
    pub evidence: Vec<Fact>,
    /// What it is and what to look at, a sentence.
    pub words: Bilingual,
}

pub(super) fn all(_season: &Season, _conflicts: &Conflicts) -> Vec<Suspicion> {
    Vec::new()
}
