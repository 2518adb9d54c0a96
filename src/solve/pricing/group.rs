//! Groups as columns, and what a set of members is worth exactly.

use super::duals::Duals;
use super::table::{MOST_REVIEWERS, NOT_FREE, Pair, Table};
use std::cmp::Reverse;

/// Members with the submissions that they review: a column of the program over groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Sorted.
    pub members: Vec<u32>,
    /// Sorted.
    pub submissions: Vec<u32>,
    /// By submission, sorted.
    pub reviewers: Vec<Vec<u32>>,
    /// Sum of scores, in billionths.
    pub total: i64,
    /// Shortfalls beside those that no plan avoids.
    pub shortfalls: u32,
}

impl Group {
    /// What the group brings at these prices, before its own price is paid.
    pub fn worth(&self, table: &Table, duals: &Duals) -> i64 {
        let held = self.submissions.iter();
        let held: i64 = held.map(|&row| duals.submission[row as usize]).sum();
        let short = duals.shortfall * i64::from(self.shortfalls);
        self.total - short - held - duals.seats(table, &self.members)
    }
}

/// The best reviewers of one submission in a group.
#[derive(Debug, Clone, Copy)]
struct Best {
    /// Sum of scores less the price of what is missing.
    value: i64,
    missing: u32,
    reviewers: [u32; MOST_REVIEWERS],
}

/// Values sets of members.
pub struct Judge<'t> {
    table: &'t Table,
    /// The members' pairs with one submission.
    pairs: Vec<Pair>,
    order: Vec<u32>,
}

impl<'t> Judge<'t> {
    /// Values groups of this season.
    pub fn new(table: &'t Table) -> Self {
        Self {
            table,
            pairs: Vec::new(),
            order: Vec::new(),
        }
    }

    /// Collects the members' pairs with a submission, by falling score; `false` where one of them
    /// is barred or too few are free.
    fn gather(&mut self, submission: usize, members: &[u32]) -> bool {
        self.order.clear();
        for &member in members {
            let at = self.table.position(submission, member);
            if at != NOT_FREE {
                self.order.push(at);
            } else if self.table.is_barred(member, submission) {
                return false;
            }
        }
        self.order.sort_unstable();
        self.pairs.clear();
        let row = &self.table.rows[submission];
        self.pairs
            .extend(self.order.iter().map(|&at| row.pairs[at as usize]));
        self.pairs.len() >= row.reviewers
    }

    fn best(&mut self, submission: usize, members: &[u32], shortfall: i64) -> Option<Best> {
        if !self.gather(submission, members) {
            return None;
        }
        let row = &self.table.rows[submission];
        let mut choice = Choice {
            pairs: &self.pairs,
            needs: &row.needs,
            singles: row
                .needs
                .iter()
                .all(|&needed| needed == 1)
                .then(|| (1 << row.needs.len()) - 1),
            shortfall,
            reviewers: row.reviewers,
            chosen: [0; MOST_REVIEWERS],
            best: Best {
                value: i64::MIN,
                missing: 0,
                reviewers: [0; MOST_REVIEWERS],
            },
        };
        choice.extend(0, 0, 0, 0);
        Some(choice.best)
    }

    /// What the members are worth together: the submissions that pay, less the seats.
    pub fn worth(&mut self, members: &[u32], duals: &Duals) -> i64 {
        let mut gains = Vec::with_capacity(self.table.rows.len());
        for submission in 0..self.table.rows.len() {
            if let Some(best) = self.best(submission, members, duals.shortfall) {
                gains.push((best.value - duals.submission[submission]).max(0));
            }
        }
        if gains.len() > self.table.most_submissions {
            gains.sort_unstable_by_key(|gain| Reverse(*gain));
            gains.truncate(self.table.most_submissions);
        }
        gains.iter().sum::<i64>() - duals.seats(self.table, members)
    }

    /// The members with these submissions, each with its best reviewers where a shortfall costs so
    /// much. `None` where one of them cannot be reviewed.
    pub fn holding(
        &mut self,
        members: &[u32],
        submissions: &[u32],
        shortfall: i64,
    ) -> Option<Group> {
        let best = |&number: &u32| {
            let best = self.best(number as usize, members, shortfall)?;
            Some((0, number, best))
        };
        let held: Option<Vec<(i64, u32, Best)>> = submissions.iter().map(best).collect();
        Some(self.made(members, &held?, shortfall))
    }

    /// The members with the submissions that pay.
    pub fn group(&mut self, members: &[u32], duals: &Duals) -> Group {
        let mut held: Vec<(i64, u32, Best)> = Vec::new();
        for (number, &price) in (0_u32..).zip(&duals.submission) {
            if let Some(best) = self.best(number as usize, members, duals.shortfall) {
                held.push((best.value - price, number, best));
            }
        }
        held.retain(|entry| entry.0 > 0);
        held.sort_unstable_by_key(|entry| (Reverse(entry.0), entry.1));
        held.truncate(self.table.most_submissions);
        held.sort_unstable_by_key(|entry| entry.1);
        self.made(members, &held, duals.shortfall)
    }

    fn made(&self, members: &[u32], held: &[(i64, u32, Best)], shortfall: i64) -> Group {
        let bests = || held.iter().map(|entry| &entry.2);
        let total = |best: &Best| best.value + shortfall * i64::from(best.missing);
        Group {
            members: members.to_vec(),
            submissions: held.iter().map(|entry| entry.1).collect(),
            reviewers: held
                .iter()
                .map(|(_, number, best)| {
                    let many = self.table.rows[*number as usize].reviewers;
                    let mut reviewers = best.reviewers[..many].to_vec();
                    reviewers.sort_unstable();
                    reviewers
                })
                .collect(),
            total: bests().map(total).sum(),
            shortfalls: bests().map(|best| best.missing).sum(),
        }
    }
}

/// Search of the best reviewers of one submission among a few.
struct Choice<'a> {
    /// By falling score.
    pairs: &'a [Pair],
    needs: &'a [u32],
    /// All needs, where one reviewer is enough for each.
    singles: Option<u32>,
    shortfall: i64,
    reviewers: usize,
    chosen: [usize; MOST_REVIEWERS],
    best: Best,
}

impl Choice<'_> {
    fn extend(&mut self, from: usize, have: usize, sum: i64, met: u32) {
        let missing = self.reviewers - have;
        for at in from..=self.pairs.len() - missing {
            let pair = self.pairs[at];
            // Scores fall: whatever comes from here on brings no more than this.
            let most = sum + pair.score * i64::try_from(missing).unwrap_or(i64::MAX);
            if most <= self.best.value {
                return;
            }
            self.chosen[have] = at;
            if missing == 1 {
                self.close(sum + pair.score, met | pair.meets);
            } else {
                self.extend(at + 1, have + 1, sum + pair.score, met | pair.meets);
            }
        }
    }

    #[inline]
    fn close(&mut self, sum: i64, met: u32) {
        let chosen = &self.chosen[..self.reviewers];
        let missing = match self.singles {
            Some(all) => (all & !met).count_ones(),
            None => self.unmet(chosen),
        };
        let value = sum - self.shortfall * i64::from(missing);
        if value > self.best.value {
            let mut reviewers = [0; MOST_REVIEWERS];
            for (reviewer, &at) in reviewers.iter_mut().zip(chosen) {
                *reviewer = self.pairs[at].expert;
            }
            self.best = Best {
                value,
                missing,
                reviewers,
            };
        }
    }

    /// Needs that too few of the chosen meet.
    fn unmet(&self, chosen: &[usize]) -> u32 {
        let lacks = |(place, &needed): (usize, &u32)| {
            let meets = |at: &&usize| self.pairs[**at].meets >> place & 1 == 1;
            u32::from(chosen.iter().filter(meets).count() < needed as usize)
        };
        self.needs.iter().enumerate().map(lacks).sum()
    }
}
