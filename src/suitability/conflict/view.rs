//! Conflicts as a document for other programs, with ids instead of positions.

use super::{
    Conflict, ConflictKind, ConflictSeverity, Conflicts, Fact, KinPair, Suspicion, SuspicionKind,
};
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use schemars::JsonSchema;
use serde::Serialize;

/// An expert or a submission with a descriptive name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Subject {
    /// Id as in the season.
    pub id: String,
    /// The expert's name, or the submission's applicant.
    pub name: String,
}

/// A conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConflictView {
    /// The expert in conflict.
    pub expert: Subject,
    /// The submission concerned.
    pub submission: Subject,
    /// Reason of the conflict.
    pub kind: ConflictKind,
    /// The reason in words.
    pub words: Bilingual,
    /// Consequence under the rules.
    pub severity: ConflictSeverity,
    /// The path of facts that proves it.
    pub evidence: Vec<Fact>,
    /// The waiver that lifts it.
    pub waived: Option<Fact>,
}

/// Two relatives of the pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KinView {
    /// One of them.
    pub a: Subject,
    /// The other.
    pub b: Subject,
    /// The facts that prove it.
    pub evidence: Vec<Fact>,
}

/// A suspicion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuspicionView {
    /// Reason of the suspicion.
    pub kind: SuspicionKind,
    /// The experts concerned.
    pub experts: Vec<Subject>,
    /// The submissions concerned.
    pub submissions: Vec<Subject>,
    /// The organizations concerned.
    pub organizations: Vec<String>,
    /// The facts it is based on.
    pub evidence: Vec<Fact>,
    /// The suspicion and what to check.
    pub words: Bilingual,
    /// The first two cells of the row in the table `judged` that would settle it; absent if none
    /// would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judge: Option<[String; 2]>,
}

/// The conflicts of a season, or those of one expert or submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConflictsView {
    /// Number of pairs that must not share a group.
    pub barred_pairs: usize,
    /// Number of pairs that may share a group without a review.
    pub recused_pairs: usize,
    /// Number of conflicts lifted by a waiver.
    pub waived: usize,
    /// The conflicts, including waived ones.
    pub conflicts: Vec<ConflictView>,
    /// Pairs of relatives within the pool.
    pub kin: Vec<KinView>,
    /// Suspicions for a person to review; never enforced.
    pub suspected: Vec<SuspicionView>,
    /// Number of suspicions beyond the list's limit.
    pub suspected_left_out: usize,
}

impl Conflicts {
    /// Returns the document of all conflicts, or of those that concern `expert`, `submission` or
    /// both.
    pub fn view(
        &self,
        season: &Season,
        expert: Option<ExpertIndex>,
        submission: Option<SubmissionIndex>,
    ) -> ConflictsView {
        let whole = expert.is_none() && submission.is_none();
        let wanted = |own: ExpertIndex, other: SubmissionIndex| {
            expert.is_none_or(|wanted| wanted == own)
                && submission.is_none_or(|wanted| wanted == other)
        };
        let conflicts: Vec<&Conflict> = self
            .all()
            .iter()
            .filter(|conflict| wanted(conflict.expert, conflict.submission))
            .collect();
        let kin = self.kin().iter().filter(|pair| match expert {
            Some(expert) => pair.a == expert || pair.b == expert,
            None => whole,
        });
        let suspected = self.suspected().iter().filter(|suspicion| {
            expert.is_none_or(|expert| suspicion.experts.contains(&expert))
                && submission.is_none_or(|other| suspicion.submissions.contains(&other))
        });
        let (barred_pairs, recused_pairs) = self.pairs(&conflicts);
        ConflictsView {
            barred_pairs,
            recused_pairs,
            waived: conflicts
                .iter()
                .filter(|conflict| conflict.waived.is_some())
                .count(),
            conflicts: conflicts
                .into_iter()
                .map(|conflict| conflict_view(season, conflict))
                .collect(),
            kin: kin.map(|pair| kin_view(season, pair)).collect(),
            suspected: suspected
                .map(|suspicion| suspicion_view(season, suspicion))
                .collect(),
            suspected_left_out: if whole { self.suspected_left_out() } else { 0 },
        }
    }

    /// The numbers of barred and of recused pairs among the listed conflicts.
    fn pairs(&self, listed: &[&Conflict]) -> (usize, usize) {
        let (mut barred, mut recused) = (0, 0);
        for pair in listed.chunk_by(|a, b| (a.expert, a.submission) == (b.expert, b.submission)) {
            match self.severity(pair[0].expert, pair[0].submission) {
                Some(ConflictSeverity::Bar) => barred += 1,
                Some(ConflictSeverity::Recuse) => recused += 1,
                None => {}
            }
        }
        (barred, recused)
    }
}

fn expert_view(season: &Season, expert: ExpertIndex) -> Subject {
    let expert = &season.experts[expert.at()];
    Subject {
        id: expert.id.clone(),
        name: expert.name.clone(),
    }
}

fn submission_view(season: &Season, submission: SubmissionIndex) -> Subject {
    let submission = &season.submissions[submission.at()];
    Subject {
        id: submission.id.clone(),
        name: submission.organization.clone(),
    }
}

fn conflict_view(season: &Season, conflict: &Conflict) -> ConflictView {
    ConflictView {
        expert: expert_view(season, conflict.expert),
        submission: submission_view(season, conflict.submission),
        kind: conflict.kind,
        words: conflict.kind.words(),
        severity: conflict.severity,
        evidence: conflict
            .evidence
            .iter()
            .map(|own| (**own).clone())
            .collect(),
        waived: conflict.waived.as_deref().cloned(),
    }
}

fn kin_view(season: &Season, pair: &KinPair) -> KinView {
    KinView {
        a: expert_view(season, pair.a),
        b: expert_view(season, pair.b),
        evidence: pair.evidence.clone(),
    }
}

fn suspicion_view(season: &Season, suspicion: &Suspicion) -> SuspicionView {
    let experts = suspicion.experts.iter();
    let submissions = suspicion.submissions.iter();
    SuspicionView {
        kind: suspicion.kind,
        experts: experts.map(|index| expert_view(season, *index)).collect(),
        submissions: submissions
            .map(|index| submission_view(season, *index))
            .collect(),
        organizations: suspicion.organizations.clone(),
        evidence: suspicion.evidence.clone(),
        words: suspicion.words.clone(),
        judge: suspicion.judge.clone(),
    }
}
