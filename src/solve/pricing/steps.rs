//! Subgradient steps that lower the limit of a relaxation (Held, Wolfe, Crowder 1974).

use super::relaxation::{Relaxation, Standing};

/// Steps without a better limit after which steps become half as long.
const PATIENCE: u32 = 6;
/// Part of the full step below which nothing more is to be won.
const SHORTEST: f64 = 0.02;
/// A gain smaller than this part of the distance to the target does not count as progress.
const PROGRESS: i64 = 200;

impl Relaxation<'_> {
    /// Makes at most so many steps from the prices as they are, until the limit is not above
    /// `target`, and returns the lowest limit. Each step is O(submissions x experts) at worst,
    /// and usually far less, as rows are read only down to the reviewers that count.
    pub fn lower(&mut self, steps: u32, target: i64) -> i64 {
        let mut best = i64::MAX;
        let (mut part, mut stale) = (1.0, 0);
        for _ in 0..steps {
            let value = self.limit();
            if value < best {
                if best.saturating_sub(value) > best.saturating_sub(target) / PROGRESS {
                    stale = 0;
                }
                best = value;
            } else {
                stale += 1;
            }
            if best <= target {
                return best;
            }
            if stale >= PATIENCE {
                (part, stale) = (part / 2.0, 0);
            }
            let norm = self.norm();
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
        let meeting = self.taken(submission).iter().filter(meets).count();
        // No submission has more than a few reviewers.
        i64::try_from(meeting).unwrap_or(0) - i64::from(needed)
    }

    /// The highest price of a need: a shortfall costs no more.
    fn ceiling(&self, needed: u32) -> i64 {
        self.duals.shortfall / i64::from(needed.max(1))
    }

    /// Whether the pair belongs to a submission in reach that does not take it.
    fn is_idle(&self, submission: u32, at: u32) -> bool {
        let submission = submission as usize;
        let start = self.table.rows[submission].start;
        let here = |taken: &u32| *taken as usize + start == at as usize;
        self.barring[submission] == 0 && !self.taken(submission).iter().any(here)
    }

    fn reviews_without_seat(&self, expert: u32) -> bool {
        let expert = expert as usize;
        self.standing[expert] == Standing::Free && !self.is_seated[expert]
    }

    /// Squared length of the subgradient where the prices can follow it.
    fn norm(&self) -> i64 {
        let mut norm = 0;
        for (submission, row) in self.table.rows.iter().enumerate() {
            let taken = self.taken(submission);
            if taken.is_empty() {
                continue;
            }
            for &at in taken {
                norm += i64::from(self.reviews_without_seat(row.pairs[at as usize].expert));
            }
            for (place, &needed) in row.needs.iter().enumerate() {
                let over = self.over(submission, place, needed);
                let price = self.links.cover[row.first_need + place];
                if over > 0 && price > 0 || over < 0 && price < self.ceiling(needed) {
                    norm += over * over;
                }
            }
        }
        for &expert in &self.seated {
            for &(submission, at) in &self.table.places[expert as usize] {
                let moves = self.links.link[at as usize] > 0 && self.is_idle(submission, at);
                norm += i64::from(moves);
            }
        }
        norm
    }

    /// Links of reviews without a seat become dearer, those of seats without the review cheaper;
    /// needs that are not met become dearer, those met more than asked cheaper.
    fn step(&mut self, length: i64) {
        let table = self.table;
        for (submission, row) in table.rows.iter().enumerate() {
            if self.taken(submission).is_empty() {
                continue;
            }
            for place in 0..table.reviewers {
                let at = self.taken[submission][place] as usize;
                let expert = row.pairs[at].expert;
                if self.reviews_without_seat(expert) {
                    self.links.shift(row.start + at, expert, length);
                }
            }
            for (place, &needed) in row.needs.iter().enumerate() {
                let change = -self.over(submission, place, needed) * length;
                let ceiling = self.ceiling(needed);
                let price = &mut self.links.cover[row.first_need + place];
                *price = (*price + change).clamp(0, ceiling);
            }
        }
        for place in 0..self.seated.len() {
            let expert = self.seated[place];
            for &(submission, at) in &table.places[expert as usize] {
                if self.is_idle(submission, at) {
                    self.links.shift(at as usize, expert, -length);
                }
            }
        }
    }
}
