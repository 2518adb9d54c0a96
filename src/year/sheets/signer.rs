//! Who leads the deliberation of a submission and signs what was agreed: the group's leader, or
//! where the leader is recused from it another member.

use crate::model::plan::{Group, Plan};
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use crate::suitability::conflict::Conflicts;
use std::collections::{BTreeMap, BTreeSet};

/// Members, submissions and the conflicts between them.
pub(super) struct Signers<'a> {
    conflicts: Conflicts,
    experts: BTreeMap<&'a str, usize>,
    can_lead: Vec<bool>,
    submissions: BTreeMap<&'a str, usize>,
    reviewers: BTreeMap<&'a str, &'a [String]>,
    /// Submission and expert, as the plan has them.
    recused: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Signers<'a> {
    /// Of a plan and the season as it is now, which may know of more conflicts than the plan.
    pub(super) fn new(season: &'a Season, plan: &'a Plan) -> Self {
        let experts = season.experts.iter().zip(0..);
        let submissions = season.submissions.iter().zip(0..);
        let reviews = plan.reviews.iter();
        Self {
            conflicts: Conflicts::build(season),
            experts: experts.map(|(own, at)| (own.id.as_str(), at)).collect(),
            can_lead: season.experts.iter().map(|own| own.can_lead).collect(),
            submissions: submissions.map(|(own, at)| (own.id.as_str(), at)).collect(),
            reviewers: reviews
                .clone()
                .map(|own| (own.submission.as_str(), own.reviewers.as_slice()))
                .collect(),
            recused: reviews
                .flat_map(|own| {
                    let all = own.recused.iter();
                    all.map(|id| (own.submission.as_str(), id.as_str()))
                })
                .collect(),
        }
    }

    /// Whether a member may have no part in what is said about a submission.
    pub(super) fn is_recused(&self, expert: &str, submission: &str) -> bool {
        if self.recused.contains(&(submission, expert)) {
            return true;
        }
        let places = (self.experts.get(expert), self.submissions.get(submission));
        let (Some(&expert), Some(&submission)) = places else {
            return false;
        };
        let (expert, submission) = (ExpertIndex::new(expert), SubmissionIndex::new(submission));
        self.conflicts.severity(expert, submission).is_some()
    }

    /// Who signs for a submission of a group: the leader; where the leader is recused, of the
    /// other members who are not: those who may lead before the others, reviewers of the
    /// submission before those who are none, then by the order of the experts' table. Where nobody
    /// is left, the leader all the same.
    pub(super) fn signer<'g>(&self, group: &'g Group, submission: &str) -> &'g str {
        if !self.is_recused(&group.leader, submission) {
            return &group.leader;
        }
        let reviewers = self.reviewers.get(submission).copied().unwrap_or_default();
        let members = group.members.iter();
        let free = members.filter(|id| !self.is_recused(id, submission));
        let best = free.min_by_key(|id| {
            let at = self.experts.get(id.as_str()).copied();
            let leads = at.is_some_and(|at| self.can_lead[at]);
            (!leads, !reviewers.contains(id), at.unwrap_or(usize::MAX))
        });
        best.map_or(&group.leader, String::as_str)
    }
}
