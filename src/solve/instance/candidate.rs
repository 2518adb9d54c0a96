//! Experts, submissions and groups in solver form.

use super::GroupSet;
use crate::model::{ExpertIndex, SubmissionIndex};

/// Whether a pin demands that an expert sits in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seating {
    /// The expert need not sit.
    Free,
    /// The expert must sit in one of the allowed groups.
    Must,
    /// The expert must sit in one of the allowed groups and lead it.
    MustLead,
}

/// An available expert.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Index in the season.
    pub season: ExpertIndex,
    /// Numbers of all employers, ascending; empty if unknown.
    pub employers: Vec<u32>,
    /// Number of the region; 0 if unknown.
    pub region: u32,
    /// Whether the expert may lead a group.
    pub can_lead: bool,
    /// Whether the expert may chair the committee.
    pub quality_lead: bool,
    /// Whether the expert has never served before.
    pub newcomer: bool,
    /// Maximum number of reviews.
    pub load_cap: u32,
    /// The groups the expert may sit in.
    pub allowed: GroupSet,
    /// The allowed groups that the expert may lead; meaningless unless `can_lead`.
    pub may_lead: GroupSet,
    /// Whether a pin demands a seat.
    pub seating: Seating,
    /// Relatives in the pool, sorted.
    pub kin: Vec<u32>,
}

impl Candidate {
    /// Whether the two have an employer in common.
    pub fn is_colleague_of(&self, other: &Self) -> bool {
        self.employers
            .iter()
            .any(|own| other.employers.contains(own))
    }

    /// Whether the expert may be a member of some group, or a chair.
    pub fn has_a_place(&self) -> bool {
        self.quality_lead || !self.allowed.is_empty()
    }

    /// Whether pins let the expert sit in `group`. An expert who must lead sits only in groups that
    /// the expert may lead.
    pub fn may_sit(&self, group: usize) -> bool {
        let leads = self.can_lead && self.may_lead.allows(group);
        self.allowed.allows(group) && (self.seating != Seating::MustLead || leads)
    }

    /// The number of one employer; 0 if unknown. Grouping by this number counts nobody twice.
    pub fn first_employer(&self) -> u32 {
        self.employers.first().copied().unwrap_or(0)
    }
}

/// A submission to be reviewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Index in the season.
    pub season: SubmissionIndex,
    /// Coverage bits that its reviewers should have together: bit 0 for the industry, bit 1 + i for
    /// its i-th domain.
    pub mask: u32,
    /// Bits that enough of its reviewers must have in every plan: hard rules about the mix of
    /// reviewers.
    pub hard: u32,
    /// Reviewers that it gets.
    pub reviewers: usize,
    /// Members of its group who should know its industry; each one lacking is a shortfall.
    pub industry_members: u32,
    /// The groups it may be in.
    pub allowed: GroupSet,
    /// Reviewers that pins demand, sorted.
    pub must_review: Vec<u32>,
}

/// A group to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSpec {
    /// Its id.
    pub id: String,
    /// Index of its theme in the season, if it has one.
    pub theme: Option<usize>,
    /// The expert who must lead it, if any.
    pub leader: Option<u32>,
}

/// The pins on chair and vice chair.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChairPins {
    /// The chair, if pinned.
    pub chair: Option<u32>,
    /// The vice chair, if pinned.
    pub vice_chair: Option<u32>,
    /// Experts who may not be chair, sorted.
    pub not_chair: Vec<u32>,
    /// Experts who may not be vice chair, sorted.
    pub not_vice_chair: Vec<u32>,
}

impl ChairPins {
    /// Whether pins let `expert` be chair (`which` is 0) or vice chair (1).
    pub fn let_hold(&self, which: usize, expert: u32) -> bool {
        let (pinned, refused) = match which {
            0 => (self.chair, &self.not_chair),
            _ => (self.vice_chair, &self.not_vice_chair),
        };
        pinned.is_none_or(|holder| holder == expert) && !refused.contains(&expert)
    }

    /// Whether there are no pins on the chairs, so that chair and vice chair can be swapped.
    pub fn are_alike(&self) -> bool {
        *self == Self::default()
    }
}
