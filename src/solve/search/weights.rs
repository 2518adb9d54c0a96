//! What breaking a rule or missing coverage costs the search, beside the score.

use crate::solve::instance::{Instance, NANO};

/// Costs in billionths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// One unmet coverage requirement: more than any submission's reviews can bring, so that the
    /// fewest shortfalls come first.
    pub shortfall: i64,
    /// One broken hard rule.
    pub hard: i64,
    /// Under `maxmin`, the sum below which a submission counts as badly off.
    pub floor: i64,
    /// Under `maxmin`, how many times over each billionth below the floor counts; 0 for `total`.
    pub below_floor: i64,
    /// Whether experts may review more than their limits: reviewers are then chosen as if there
    /// were none, which is many times as fast.
    pub loose_loads: bool,
}

impl Weights {
    /// Weights for the highest total.
    pub fn total(instance: &Instance) -> Self {
        // Reviewers of a submission are few; the product stays far below 2^53.
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let shortfall = ((instance.reviewers_each as f64 + 1.0) * NANO) as i64;
        Self {
            shortfall,
            hard: shortfall * 4,
            floor: 0,
            below_floor: 0,
            loose_loads: false,
        }
    }

    /// Weights for the highest worst submission: the same, with sums below `floor` counted
    /// several times.
    pub fn maxmin(instance: &Instance, floor: i64) -> Self {
        Self {
            floor,
            below_floor: 20,
            ..Self::total(instance)
        }
    }

    /// Returns what a submission with this sum of scores is worth.
    #[inline]
    pub fn worth(&self, sum: i64) -> i64 {
        sum - self.below_floor * (self.floor - sum).max(0)
    }
}
