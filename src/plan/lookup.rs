//! Looking things up in a plan. Each call walks the plan; keep a map of your own in loops.

use super::{Group, Plan, Review};
use std::collections::BTreeMap;

impl Plan {
    /// Returns the group called `id`.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// Returns the group that holds a submission.
    pub fn group_of_submission(&self, submission: &str) -> Option<&Group> {
        let holds = |group: &&Group| group.submissions.iter().any(|id| id == submission);
        self.groups.iter().find(holds)
    }

    /// Returns the group in which an expert sits.
    pub fn group_of_expert(&self, expert: &str) -> Option<&Group> {
        let seats = |group: &&Group| group.members.iter().any(|id| id == expert);
        self.groups.iter().find(seats)
    }

    /// Returns the review of a submission.
    pub fn review(&self, submission: &str) -> Option<&Review> {
        let mut reviews = self.reviews.iter();
        reviews.find(|review| review.submission == submission)
    }

    /// Returns the reviewers of a submission; none when it has no review.
    pub fn reviewers(&self, submission: &str) -> &[String] {
        self.review(submission)
            .map_or(&[], |review| review.reviewers.as_slice())
    }

    /// Counts the reviews of every group member, 0 for one who reviews nothing, by expert id.
    pub fn loads(&self) -> BTreeMap<&str, usize> {
        let members = self.groups.iter().flat_map(|group| &group.members);
        let mut loads: BTreeMap<&str, usize> = members.map(|id| (id.as_str(), 0)).collect();
        for reviewer in self.reviews.iter().flat_map(|review| &review.reviewers) {
            *loads.entry(reviewer).or_default() += 1;
        }
        loads
    }
}
