//! Subgradient steps that lower the limit of a relaxation (Held, Wolfe, Crowder 1974).

use super::links::{Change, Standing};
use super::relaxation::Relaxation;

/// Steps without a better limit after which steps become half as long.
const PATIENCE: u32 = 6;
/// Part of the full step below which nothing more is to be won.
const SHORTEST: f64 = 0.02;
/// A gain smaller than this part of the distance to the target does not count as progress.
const PROGRESS: i64 = 200;

impl Relaxation<'_> {
    /// Makes at most so many steps from the prices as they are, until the limit is not above
    /// `target`, and returns the lowest limit. Each step is O(submissions x seats) and reads the
    /// rows whose best reviewers may have changed.
    pub fn lower(&mut self, steps: u32, target: i64) -> i64 {
        let mut best = i64::MAX;
        let (mut part, mut stale) = (1.0, 0);
        for step in 1..=steps {
            let value = self.limit();
            if value < best {
                if best.saturating_sub(value) > best.saturating_sub(target) / PROGRESS {
                    stale = 0;
                }
                best = value;
            } else {
                stale += 1;
            }
            if best <= target || step == steps {
                return best;
            }
            if stale >= PATIENCE {
                (part, stale) = (part / 2.0, 0);
            }
            let norm = self.collect();
            #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
            let length = (part * (value - target) as f64 / norm.max(1) as f64) as i64;
            if part < SHORTEST || norm == 0 || length == 0 {
                break;
            }
            self.step(length);
        }
        best
    }

    /// Reviewers of a submission beyond (or short of) those that a need asks for.
    fn over(&self, submission: usize, place: usize, needed: u32) -> i64 {
        let row = &self.table.rows[submission];
        let meets = |at: &&u32| row.pairs[**at as usize].meets >> place & 1 == 1;
        let taken = self.links.taken(self.table, submission);
        let meeting = taken.iter().filter(meets).count();
        // No submission has more than a few reviewers.
        i64::try_from(meeting).unwrap_or(0) - i64::from(needed)
    }

    /// The highest price of a need: a shortfall costs no more.
    fn ceiling(&self, needed: u32) -> i64 {
        self.duals.shortfall / i64::from(needed.max(1))
    }

    /// Whether the expert of a place reviews without a seat.
    fn lacks_seat(&self, expert: u32) -> bool {
        let expert = expert as usize;
        self.links.standing[expert] == Standing::Free && !self.is_seated[expert]
    }

    /// Collects where the prices can follow the subgradient, and returns its squared length there:
    /// links of reviews without a seat become dearer, those of seats without the review cheaper;
    /// needs that are not met become dearer, those met more than asked cheaper.
    fn collect(&mut self) -> i64 {
        let table = self.table;
        let mut changes = std::mem::take(&mut self.changes);
        changes.clear();
        let mut norm = 0;
        for (number, row) in (0_u32..).zip(&table.rows) {
            let taken = self.links.taken(table, number as usize);
            if taken.is_empty() {
                continue;
            }
            for &at in taken {
                let expert = row.pairs[at as usize].expert;
                if self.lacks_seat(expert) {
                    #[allow(clippy::cast_possible_truncation)] // dense tables are far smaller
                    let place = row.start as u32 + at;
                    changes.push(Change::Link(number, place, expert, true));
                    norm += 1;
                }
            }
            for (place, (&needed, need)) in (0_u32..).zip(row.needs.iter().zip(row.first_need..)) {
                let over = self.over(number as usize, place as usize, needed);
                let price = self.links.cover[need];
                if over > 0 && price > 0 || over < 0 && price < self.ceiling(needed) {
                    norm += over * over;
                    changes.push(Change::Cover(number, place, -over));
                }
            }
        }
        for &expert in &self.seated {
            for &(number, place) in &table.places[expert as usize] {
                if self.links.price(table, place) > 0 && self.is_idle(number, place) {
                    changes.push(Change::Link(number, place, expert, false));
                    norm += 1;
                }
            }
        }
        self.changes = changes;
        norm
    }

    /// Whether the place belongs to a submission in reach that does not take it.
    fn is_idle(&self, submission: u32, place: u32) -> bool {
        let submission = submission as usize;
        let start = self.table.rows[submission].start;
        let here = |taken: &u32| *taken as usize + start == place as usize;
        let taken = self.links.taken(self.table, submission);
        self.links.is_in_reach(submission) && !taken.iter().any(here)
    }

    /// Follows the subgradient.
    fn step(&mut self, length: i64) {
        let changes = std::mem::take(&mut self.changes);
        for &change in &changes {
            match change {
                Change::Link(row, place, expert, dearer) => {
                    let change = if dearer { length } else { -length };
                    self.links.shift(self.table, row, place, expert, change);
                }
                Change::Cover(number, place, steps) => {
                    let row = &self.table.rows[number as usize];
                    let need = row.first_need + place as usize;
                    let ceiling = self.ceiling(row.needs[place as usize]);
                    let price = (self.links.cover[need] + steps * length).clamp(0, ceiling);
                    self.links.credit(number, need, price);
                }
            }
        }
        self.changes = changes;
    }
}
