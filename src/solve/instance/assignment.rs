//! A plan in solver form.

use super::{Instance, NANO};

/// Marks an expert without a seat, or a vacant chair.
pub const NOWHERE: u32 = u32::MAX;

/// Each expert's seat, and each submission's group and reviewers, by their numbers in an
/// [`Instance`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The chair; `None` if not chosen yet.
    pub chair: Option<u32>,
    /// The vice chair; `None` if not chosen yet.
    pub vice_chair: Option<u32>,
    /// The leader of each group; `None` if not chosen yet.
    pub leaders: Vec<Option<u32>>,
    /// The group in which each expert sits; `None` without a seat.
    pub seat: Vec<Option<u32>>,
    /// The group of each submission.
    pub group: Vec<u32>,
    /// The reviewers of each submission, sorted.
    pub reviewers: Vec<Vec<u32>>,
}

/// The value of an assignment, most important part first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Unmet requirements: coverage by reviewers, and members who know the industry.
    pub shortfalls: usize,
    /// Sum of all scores, in billionths.
    pub total: i64,
    /// Smallest sum of one submission, in billionths; 0 without submissions.
    pub worst: i64,
}

impl Value {
    /// The total in points.
    pub fn total_score(self) -> f64 {
        // Totals stay far below 2^53 billionths.
        #[allow(clippy::cast_precision_loss)]
        let nano = self.total as f64;
        nano / NANO
    }
}

impl Assignment {
    /// Returns the members of each group, sorted.
    pub fn members(&self, groups: usize) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); groups];
        for (expert, seat) in (0_u32..).zip(&self.seat) {
            if let Some(group) = seat {
                members[*group as usize].push(expert);
            }
        }
        members
    }

    /// Returns the submissions of each group, sorted.
    pub fn submissions(&self, groups: usize) -> Vec<Vec<u32>> {
        let mut submissions = vec![Vec::new(); groups];
        for (submission, &group) in (0_u32..).zip(&self.group) {
            submissions[group as usize].push(submission);
        }
        submissions
    }

    /// Counts shortfalls and sums scores from scratch, in O(reviews + submissions x members of
    /// a group).
    pub fn value(&self, instance: &Instance) -> Value {
        let mut value = Value {
            shortfalls: 0,
            total: 0,
            worst: i64::MAX,
        };
        let members = self.members(instance.groups.len());
        for (submission, reviewers) in self.reviewers.iter().enumerate() {
            let group = members.get(self.group[submission] as usize);
            let group = group.map_or(&[][..], Vec::as_slice);
            value.shortfalls += instance.industry_members_lacking(submission, group);
            let cells = reviewers
                .iter()
                .map(|&expert| instance.cells.get(submission, expert as usize));
            let sum: i64 = cells.clone().map(|cell| i64::from(cell.score())).sum();
            value.total += sum;
            value.worst = value.worst.min(sum);
            let need = &instance.submissions[submission];
            let mask = need.mask;
            for bit in (0..30).filter(|bit| mask >> bit & 1 == 1) {
                let having = cells
                    .clone()
                    .filter(|cell| cell.mask() >> bit & 1 == 1)
                    .count();
                let needed = instance.needed_for_bit(bit, need.reviewers) as usize;
                value.shortfalls += usize::from(having < needed);
            }
        }
        if self.reviewers.is_empty() {
            value.worst = 0;
        }
        for own in &members {
            value.shortfalls += instance.mixes.of_members(own).shortfalls;
        }
        value
    }
}
