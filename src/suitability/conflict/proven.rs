//! A conflict with what proves it.

use super::fact::{Fact, say_path};
use super::kind::{ConflictKind, ConflictSeverity};
use crate::model::words::Lang;
use crate::model::{ExpertIndex, SubmissionIndex};
use serde::Serialize;

/// A conflict of interest between an expert and a submission, with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Who.
    pub expert: ExpertIndex,
    /// With what.
    pub submission: SubmissionIndex,
    /// Why.
    pub kind: ConflictKind,
    /// What the rules make of it.
    pub severity: ConflictSeverity,
    /// The shortest path of facts that proves it, from the expert to the submission.
    pub evidence: Vec<Fact>,
    /// The waiver that lifts it. A waived conflict is shown and does nothing.
    pub waived: Option<Fact>,
}

impl Conflict {
    /// Says the proof in one line, each fact with its row.
    pub fn proof(&self, lang: Lang) -> String {
        say_path(&self.evidence, lang)
    }
}

/// Two experts who are relatives and never share a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KinPair {
    /// The one with the smaller index.
    pub a: ExpertIndex,
    /// The other.
    pub b: ExpertIndex,
    /// The rows that say so.
    pub evidence: Vec<Fact>,
}
