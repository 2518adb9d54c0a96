//! Proven limits of what any plan can reach.

mod limits;
mod proven;
mod seats;
mod transport;

pub use limits::SeatLimits;
pub use proven::Proven;
pub use seats::{SeatBound, SeatPrices};
pub use transport::{ceilings, for_groups, relax};

/// What is proven about every plan that keeps the hard rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// No plan's total is higher, in billionths.
    pub total: Option<i64>,
    /// The total if every submission had the best reviewers that it could have by itself.
    pub each: Option<i64>,
    /// No plan's worst submission has a higher sum, in billionths.
    pub worst: Option<i64>,
    /// A number of shortfalls, and the sum that the worst submission of no plan with so few
    /// exceeds: what must be covered can keep better reviewers out.
    pub worst_within: Option<(usize, i64)>,
    /// No plan has fewer shortfalls.
    pub shortfalls: usize,
}

impl Bounds {
    /// What the worst submission of no plan with at most so many shortfalls exceeds.
    pub fn worst_of(&self, shortfalls: usize) -> Option<i64> {
        let within = self.worst_within.filter(|(most, _)| shortfalls <= *most);
        least(self.worst, within.map(|(_, worst)| worst))
    }
}

/// The lower of two limits, either of which may be unknown.
pub fn least(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}

/// Relative gap up to which a plan counts as proven best (contract, section 6).
pub const PROVEN: f64 = 1e-6;

/// Whether a total is as high as its limit, but for what counts as rounding.
pub fn meets(total: i64, limit: i64) -> bool {
    #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
    let (gap, limit) = ((limit - total) as f64, limit as f64);
    gap <= limit * PROVEN
}
