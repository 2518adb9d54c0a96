//! Proven limits of what any plan can reach.

mod seats;
mod transport;

pub use seats::SeatBound;
pub use transport::relax;

/// What is proven about every plan that keeps the hard rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// No plan's total is higher, in billionths.
    pub total: Option<i64>,
    /// No plan's worst submission has a higher sum, in billionths.
    pub worst: Option<i64>,
    /// No plan has fewer shortfalls.
    pub shortfalls: usize,
}
