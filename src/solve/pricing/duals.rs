//! Prices of everything that groups compete for, and the limit that they prove.

use super::table::Table;

/// Prices in billionths. All but those of submissions are at least 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duals {
    /// What a submission must bring to be worth reviewing in a group.
    pub submission: Vec<i64>,
    /// Price of an expert's seat.
    pub expert: Vec<i64>,
    /// What a group is worth, as far as these prices know.
    pub group: i64,
    /// Further price of a seat for somebody who may chair.
    pub head: i64,
    /// Price of a shortfall.
    pub shortfall: i64,
}

impl Duals {
    /// What a member costs a group.
    #[inline]
    pub fn seat(&self, table: &Table, expert: u32) -> i64 {
        let head = if table.heads[expert as usize] {
            self.head
        } else {
            0
        };
        self.expert[expert as usize] + head
    }

    /// What the members cost together.
    pub fn seats(&self, table: &Table, members: &[u32]) -> i64 {
        members.iter().map(|&member| self.seat(table, member)).sum()
    }

    /// What no plan exceeds in total, by its number of shortfalls F: `.0 + .1 * F`, once no group
    /// is worth more than `group` at these prices.
    pub fn line(&self, table: &Table, group: i64) -> (i64, i64) {
        let value = self.submission.iter().sum::<i64>()
            + self.expert.iter().sum::<i64>()
            + self.head * count(table.most_heads)
            - self.shortfall * count(table.certain)
            + group.max(0) * count(table.groups);
        (value, self.shortfall)
    }

    /// The limit of plans with so many shortfalls once no group is worth more than `group`.
    pub fn limit(&self, table: &Table, shortfalls: usize, group: i64) -> i64 {
        let (value, each) = self.line(table, group);
        value + each * count(shortfalls)
    }

    /// The most that a group may be worth for these prices to prove `limit`.
    pub fn group_for(&self, table: &Table, shortfalls: usize, limit: i64) -> i64 {
        (limit - self.limit(table, shortfalls, 0)).div_euclid(count(table.groups))
    }

    /// These prices with so much of others in them, `share` from 0 to 1.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // far below 2^53
    pub fn mixed(&self, other: &Self, share: f64) -> Self {
        let mix = |a: i64, b: i64| (a as f64 * (1.0 - share) + b as f64 * share) as i64;
        let all = |a: &[i64], b: &[i64]| a.iter().zip(b).map(|(&a, &b)| mix(a, b)).collect();
        Self {
            submission: all(&self.submission, &other.submission),
            expert: all(&self.expert, &other.expert),
            group: mix(self.group, other.group),
            head: mix(self.head, other.head),
            shortfall: mix(self.shortfall, other.shortfall),
        }
    }
}

/// Counts of experts, submissions and groups are far below 2^63.
fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}
