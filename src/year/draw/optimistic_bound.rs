//! An optimistic bound on the value of a group after an exchange. It is cheap, and most exchanges
//! miss their bar even so, which saves a full evaluation.

use super::bar::Bar;
use crate::solve::instance::{Cell, Instance};

/// The contributions of a group's members to its submissions.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    rows: Vec<Row>,
}

/// The contributions to one submission.
#[derive(Debug, Clone)]
struct Row {
    submission: u32,
    /// Coverage bits required.
    need: u32,
    /// Bits that some free member has.
    covered: u32,
    /// Bits that only one free member has.
    once: u32,
    /// The best free members, one more than the number of reviewers: score and number.
    best: Vec<(u32, u32)>,
}

impl Profile {
    /// Creates the profile of a group. Linear in its pairs of member and submission.
    pub fn new(instance: &Instance, members: &[u32], submissions: &[u32]) -> Self {
        let row = |&submission: &u32| {
            let mut row = Row {
                submission,
                need: instance.submissions[submission as usize].mask,
                covered: 0,
                once: 0,
                best: Vec::with_capacity(members.len()),
            };
            let mut twice = 0;
            for &member in members {
                let cell = instance.cells.get(submission as usize, member as usize);
                if cell.free() {
                    twice |= row.covered & cell.mask();
                    row.covered |= cell.mask();
                    row.best.push((cell.score(), member));
                }
            }
            row.once = row.covered & !twice;
            row.best.sort_unstable_by(|a, b| b.cmp(a));
            row.best
                .truncate(instance.reviewers_of(submission as usize) + 1);
            row
        };
        Self {
            rows: submissions.iter().map(row).collect(),
        }
    }

    /// Whether the group might reach its bar with `into` in place of `out`. `false` is proven:
    /// coverage that no free member has is a shortfall, and no submission's reviewers score more
    /// than its best free members.
    pub fn may_meet(&self, instance: &Instance, (out, into): (u32, u32), bar: &Bar) -> bool {
        let mut short = 0_i64;
        let mut most = 0_i64;
        for row in &self.rows {
            let get = |expert: u32| instance.cells.get(row.submission as usize, expert as usize);
            let free = |cell: Cell| if cell.free() { cell.mask() } else { 0 };
            let new = get(into);
            let covered = row.covered & !(row.once & free(get(out))) | free(new);
            short += i64::from((row.need & !covered).count_ones());
            if short > bar.shortfalls {
                return false;
            }
            let own = row.most((out, new), instance.reviewers_of(row.submission as usize));
            if own < bar.worst {
                return false;
            }
            most += own;
        }
        most >= bar.total
    }
}

impl Row {
    /// The sum of the best reviewers' scores without `out` and with a new member.
    fn most(&self, (out, new): (u32, Cell), each: usize) -> i64 {
        let others = self.best.iter().filter(|(_, member)| *member != out);
        let (mut sum, mut least) = (0, 0);
        for (score, _) in others.take(each) {
            sum += i64::from(*score);
            least = *score;
        }
        if new.free() {
            sum += i64::from(new.score().saturating_sub(least));
        }
        sum
    }
}
