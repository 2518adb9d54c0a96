//! A conflict with its proof.

use super::fact::{Fact, say_path};
use super::kind::{ConflictKind, ConflictSeverity};
use crate::model::words::Lang;
use crate::model::{ExpertIndex, SubmissionIndex};
use schemars::JsonSchema;
use serde::Serialize;

/// A conflict of interest between an expert and a submission, with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Conflict {
    /// Position of the expert in the season.
    pub expert: ExpertIndex,
    /// Position of the submission in the season.
    pub submission: SubmissionIndex,
    /// Reason of the conflict.
    pub kind: ConflictKind,
    /// Consequence under the rules.
    pub severity: ConflictSeverity,
    /// The shortest path of facts that proves it, from the expert to the submission.
    pub evidence: Vec<Fact>,
    /// The waiver that lifts it. A waived conflict is shown but has no effect.
    pub waived: Option<Fact>,
}

impl Conflict {
    /// The proof in one line, each fact with its row.
    pub fn proof(&self, lang: Lang) -> String {
        say_path(&self.evidence, lang)
    }
}

/// Two experts who are relatives and must not share a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KinPair {
    /// The expert with the smaller index.
    pub a: ExpertIndex,
    /// The other expert.
    pub b: ExpertIndex,
    /// The facts that prove it.
    pub evidence: Vec<Fact>,
}
