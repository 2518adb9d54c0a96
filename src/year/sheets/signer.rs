//! The member who leads the discussion of a submission and signs the consensus: the group's leader,
//! or another member if the leader is recused from it.

use crate::model::plan::{Group, Plan};
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use crate::suitability::conflict::Conflicts;
use std::collections::{BTreeMap, BTreeSet};

/// Members, submissions and conflicts between them.
pub(super) struct Signers<'a> {
    conflicts: Conflicts,
    experts: BTreeMap<&'a str, usize>,
    can_lead: Vec<bool>,
    submissions: BTreeMap<&'a str, usize>,
    reviewers: BTreeMap<&'a str, &'a [String]>,
    /// Pairs of submission and expert recused in the plan.
    recused: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Signers<'a> {
    /// Uses the plan and the current season, which may have more conflicts than the plan.
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

    /// Whether a member is excluded from the discussion of a submission.
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

    /// The signer for a submission of a group: the leader, or if the leader is recused, one of the
    /// other members who are not: those who may lead first, then reviewers of the submission, then
    /// by the order of the experts table. If nobody is left, the leader.
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
