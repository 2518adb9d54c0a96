//! A committee to be judged by the rules, counted afresh and independent of any model: what the
//! solver checks of whatever a search or an integer program returned. The checker judges plans
//! again, by code of its own, before they are written.

use crate::solve::instance::{Assignment, Candidate, Instance};

/// An assignment, and how much of it is looked at. Rules over the whole committee (loads,
/// newcomers, seats of the chairs) always look at all of it.
#[derive(Debug, Clone)]
pub struct Proposal<'a> {
    /// The season.
    pub instance: &'a Instance,
    /// The committee.
    pub assignment: &'a Assignment,
    /// Groups looked at, by number.
    pub groups: Vec<u32>,
    /// Submissions looked at.
    pub submissions: Vec<u32>,
    /// Experts looked at.
    pub experts: Vec<u32>,
    /// Whether chair and vice chair are looked at.
    pub chairs: bool,
    members: Vec<Vec<u32>>,
    held: Vec<usize>,
}

impl<'a> Proposal<'a> {
    /// The whole committee.
    pub fn new(instance: &'a Instance, assignment: &'a Assignment) -> Self {
        let all = |count: usize| (0_u32..).take(count).collect();
        let mut held = vec![0; instance.groups.len()];
        for &group in &assignment.group {
            if let Some(count) = held.get_mut(group as usize) {
                *count += 1;
            }
        }
        Self {
            instance,
            assignment,
            groups: all(instance.groups.len()),
            submissions: all(instance.submissions.len()),
            experts: all(instance.experts.len()),
            chairs: true,
            members: assignment.members(instance.groups.len()),
            held,
        }
    }

    /// The members of a group, sorted; nobody where there is no such group.
    pub fn members(&self, group: u32) -> &[u32] {
        self.members.get(group as usize).map_or(&[], Vec::as_slice)
    }

    /// How many submissions a group holds.
    pub fn held(&self, group: u32) -> usize {
        self.held[group as usize]
    }

    /// The expert of this number.
    pub fn expert(&self, number: u32) -> &'a Candidate {
        &self.instance.experts[number as usize]
    }

    /// The named leader of a group, if a member who may lead it.
    pub fn leader(&self, group: u32) -> Option<u32> {
        let leader = self.assignment.leaders[group as usize]?;
        let expert = self.expert(leader);
        let leads = expert.can_lead && expert.may_lead.allows(group as usize);
        (leads && self.members(group).contains(&leader)).then_some(leader)
    }

    /// Chair and vice chair, as far as they are chosen.
    pub fn heads(&self) -> impl Iterator<Item = u32> + Clone {
        let Assignment {
            chair, vice_chair, ..
        } = self.assignment;
        [*chair, *vice_chair].into_iter().flatten()
    }

    /// Whether an expert sits in a group.
    pub fn sits(&self, expert: u32) -> bool {
        self.assignment.seat[expert as usize].is_some()
    }

    /// Reviewers of a submission.
    pub fn reviewers(&self, submission: u32) -> &'a [u32] {
        &self.assignment.reviewers[submission as usize]
    }

    /// Adds up what a rule counts in each group.
    pub fn in_groups(&self, count: impl Fn(u32) -> usize) -> usize {
        self.groups.iter().map(|&group| count(group)).sum()
    }

    /// Adds up what a rule counts at each submission, given its group.
    pub fn at_submissions(&self, count: impl Fn(u32, u32) -> usize) -> usize {
        let submissions = self.submissions.iter();
        submissions
            .map(|&submission| count(submission, self.assignment.group[submission as usize]))
            .sum()
    }
}
