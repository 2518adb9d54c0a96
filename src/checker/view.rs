//! The plan with its ids looked up: what of it can be understood, and nothing more.

use super::ties::Ties;
use crate::model::plan::{Group, Plan};
use crate::model::{Expert, ExpertIndex, Season, Submission, SubmissionIndex};
use std::collections::{BTreeMap, BTreeSet};

/// A season and a plan side by side. Unknown ids are left out here (rule R21 names them); repeats
/// are counted once (rules R02, R05 and R06 name them).
pub(super) struct View<'a> {
    pub season: &'a Season,
    pub plan: &'a Plan,
    pub experts: BTreeMap<&'a str, ExpertIndex>,
    pub submissions: BTreeMap<&'a str, SubmissionIndex>,
    pub groups: Vec<Panel<'a>>,
    /// Positions in `groups` that hold each submission.
    pub holders: BTreeMap<SubmissionIndex, BTreeSet<usize>>,
    /// Who reviews each submission that has a review.
    pub reviewers: BTreeMap<SubmissionIndex, BTreeSet<ExpertIndex>>,
    pub ties: Ties<'a>,
}

/// One group of the plan.
pub(super) struct Panel<'a> {
    pub group: &'a Group,
    pub members: BTreeSet<ExpertIndex>,
    pub submissions: BTreeSet<SubmissionIndex>,
    /// Different ids among the members, known or not.
    pub size: usize,
}

impl<'a> View<'a> {
    pub fn new(season: &'a Season, plan: &'a Plan) -> Self {
        let experts: BTreeMap<_, _> = (season.experts.iter().enumerate())
            .map(|(at, expert)| (expert.id.as_str(), ExpertIndex::new(at)))
            .collect();
        let submissions: BTreeMap<_, _> = (season.submissions.iter().enumerate())
            .map(|(at, submission)| (submission.id.as_str(), SubmissionIndex::new(at)))
            .collect();
        let groups: Vec<_> = (plan.groups.iter())
            .map(|group| Panel {
                group,
                members: known(&experts, &group.members),
                submissions: known(&submissions, &group.submissions),
                size: group.members.iter().collect::<BTreeSet<_>>().len(),
            })
            .collect();
        let mut holders: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
        for (at, panel) in groups.iter().enumerate() {
            for &submission in &panel.submissions {
                holders.entry(submission).or_default().insert(at);
            }
        }
        let mut reviewers: BTreeMap<_, BTreeSet<ExpertIndex>> = BTreeMap::new();
        for review in &plan.reviews {
            if let Some(&submission) = submissions.get(review.submission.as_str()) {
                let people = known(&experts, &review.reviewers);
                reviewers.entry(submission).or_default().extend(people);
            }
        }
        Self {
            season,
            plan,
            experts,
            submissions,
            groups,
            holders,
            reviewers,
            ties: Ties::new(season),
        }
    }

    pub fn expert(&self, index: ExpertIndex) -> &'a Expert {
        &self.season.experts[index.at()]
    }

    pub fn submission(&self, index: SubmissionIndex) -> &'a Submission {
        &self.season.submissions[index.at()]
    }

    pub fn chair(&self) -> Option<ExpertIndex> {
        self.experts
            .get(self.plan.committee.chair.as_str())
            .copied()
    }

    pub fn vice_chair(&self) -> Option<ExpertIndex> {
        let id = self.plan.committee.vice_chair.as_str();
        self.experts.get(id).copied()
    }

    /// Everybody on the committee: members, chair and vice chair, each once.
    pub fn seated(&self) -> BTreeSet<ExpertIndex> {
        let members = self.groups.iter().flat_map(|panel| &panel.members).copied();
        let heads = self.chair().into_iter().chain(self.vice_chair());
        members.chain(heads).collect()
    }

    /// The submissions that passed the form check, in the order of the table.
    pub fn passed(&self) -> impl Iterator<Item = SubmissionIndex> {
        (self.season.submissions.iter().enumerate())
            .filter(|(_, submission)| submission.passed)
            .map(|(at, _)| SubmissionIndex::new(at))
    }

    /// The groups that hold a submission; a valid plan has exactly one.
    pub fn panels_of(&self, submission: SubmissionIndex) -> impl Iterator<Item = &Panel<'a>> {
        let holders = self.holders.get(&submission).into_iter().flatten();
        holders.map(|&at| &self.groups[at])
    }

    /// Whether the expert sits in a group that holds the submission.
    pub fn sits_with(&self, expert: ExpertIndex, submission: SubmissionIndex) -> bool {
        self.panels_of(submission)
            .any(|panel| panel.members.contains(&expert))
    }
}

fn known<I: Copy + Ord>(index: &BTreeMap<&str, I>, ids: &[String]) -> BTreeSet<I> {
    ids.iter()
        .filter_map(|id| index.get(id.as_str()).copied())
        .collect()
}
