//! Experts and submissions by id.

use crate::model::{Expert, ExpertIndex, Season, Submission, SubmissionIndex};
use std::collections::BTreeMap;

/// Finds the season's people and submissions by the ids that a plan uses.
pub(super) struct Lookup<'a> {
    pub(super) season: &'a Season,
    experts: BTreeMap<&'a str, ExpertIndex>,
    submissions: BTreeMap<&'a str, SubmissionIndex>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(season: &'a Season) -> Self {
        let experts = season.experts.iter().enumerate();
        let submissions = season.submissions.iter().enumerate();
        Self {
            season,
            experts: experts
                .map(|(at, expert)| (expert.id.as_str(), ExpertIndex::new(at)))
                .collect(),
            submissions: submissions
                .map(|(at, submission)| (submission.id.as_str(), SubmissionIndex::new(at)))
                .collect(),
        }
    }

    pub(super) fn expert(&self, id: &str) -> Option<(ExpertIndex, &'a Expert)> {
        let index = *self.experts.get(id)?;
        Some((index, &self.season.experts[index.at()]))
    }

    pub(super) fn submission(&self, id: &str) -> Option<(SubmissionIndex, &'a Submission)> {
        let index = *self.submissions.get(id)?;
        Some((index, &self.season.submissions[index.at()]))
    }
}
