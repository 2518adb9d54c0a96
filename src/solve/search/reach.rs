//! What limits the worth of a submission's reviews in its group, whoever else joins.

use super::choose::Question;
use super::industry_members::{self, after_seat};
use super::weights::Weights;
use crate::solve::instance::{Cell, NANO};

/// The best that the members could do for a submission if every coverage could be had along with
/// the highest scores.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reach {
    /// Sum of the k highest scores.
    top: i64,
    /// The k-th highest score.
    pub last: u32,
    /// Coverage that some member has.
    pub mask: u32,
    /// Members with a bar.
    pub bars: u32,
    /// Members who know the industry, and how many should.
    knowing: u8,
    wanted: u8,
}

impl Reach {
    /// The reach of the members asked about, `k` of whom review. O(members).
    pub fn of(question: Question<'_>, k: usize) -> Self {
        // Reviewers are few, their scores sorted as they come.
        let mut best = [0_u32; 8];
        let kept = k.min(best.len());
        // Nobody asks for more members than a group has.
        #[allow(clippy::cast_possible_truncation)]
        let wanted = question.industry_members as u8;
        let mut reach = Self {
            knowing: industry_members::knowing(question.cells),
            wanted,
            ..Self::default()
        };
        let mut free = 0;
        for cell in question.cells {
            reach.bars += u32::from(cell.barred());
            if !cell.free() {
                continue;
            }
            free += 1;
            reach.mask |= cell.mask();
            let mut at = kept;
            while at > 0 && best[at - 1] < cell.score() {
                if at < kept {
                    best[at] = best[at - 1];
                }
                at -= 1;
            }
            if at < kept {
                best[at] = cell.score();
            }
        }
        if free < k || k > best.len() || question.must != 0 {
            // Nothing is known then: as if everybody were perfect.
            // Reviewers are few.
            #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
            let perfect = (k as f64 * NANO) as i64;
            reach.top = perfect;
            reach.last = u32::MAX;
            reach.mask = u32::MAX;
            return reach;
        }
        reach.top = best[..k].iter().map(|&score| i64::from(score)).sum();
        reach.last = best[k - 1];
        reach
    }

    /// The most that the reviews can be worth once a member with this pair has joined.
    pub fn with(&self, new: Cell, needed: u32, weights: &Weights) -> i64 {
        let (more, mask) = match new.free() {
            true => (new.score().saturating_sub(self.last), new.mask()),
            false => (0, 0),
        };
        let missing = (needed & !(self.mask | mask)).count_ones();
        weights.worth(self.top + i64::from(more)) - i64::from(missing) * weights.shortfall
    }

    /// Members lacking who know the industry.
    #[inline]
    pub fn lacking(&self) -> i64 {
        industry_members::lacking(self.wanted.into(), self.knowing)
    }

    /// The same once somebody with the pair `new` has the seat of one with `old`.
    #[inline]
    pub fn lacking_after(&self, old: Cell, new: Cell) -> i64 {
        if self.wanted == 0 {
            return 0;
        }
        let knowing = after_seat(self.knowing, old, new);
        industry_members::lacking(self.wanted.into(), knowing)
    }

    /// Gives the seat of a member with the pair `old` to one with `new`, as far as the members
    /// who know the industry are counted.
    #[inline]
    pub fn reseat(&mut self, old: Cell, new: Cell) {
        // Where none are wanted the count is not kept: see `keeps_count`.
        if self.wanted > 0 {
            self.knowing = after_seat(self.knowing, old, new);
        }
    }

    /// Whether the count of those who know the industry stays, or is not asked for.
    #[inline]
    pub fn keeps_count(&self, old: Cell, new: Cell) -> bool {
        self.wanted == 0 || old.knows() == new.knows()
    }

    /// Takes in a new member. Anyone who leaves is kept, so the reach stays a limit from above.
    pub fn join(&mut self, new: Cell) {
        if new.free() {
            self.top += i64::from(new.score().saturating_sub(self.last));
            self.mask |= new.mask();
        }
    }

    /// The most that the reviews can be worth, bars left aside.
    pub fn most(&self, needed: u32, weights: &Weights) -> i64 {
        let missing = (needed & !self.mask).count_ones();
        weights.worth(self.top) - i64::from(missing) * weights.shortfall
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An offer stays as it is while nobody is wanted, so what it counted once may be long past.
    #[test]
    fn a_count_that_nobody_asks_for_is_left_alone() {
        let (knows, strange) = (Cell::new(0.5, 1).with_knowledge(), Cell::new(0.5, 0));
        let mut reach = Reach::default();
        assert!(reach.keeps_count(strange, knows));
        reach.reseat(knows, strange);
        assert_eq!(
            (reach.lacking(), reach.lacking_after(knows, strange)),
            (0, 0)
        );
        reach.wanted = 2;
        reach.knowing = 2;
        reach.reseat(knows, strange);
        assert_eq!(
            (reach.lacking(), reach.lacking_after(strange, knows)),
            (1, 0)
        );
    }
}
