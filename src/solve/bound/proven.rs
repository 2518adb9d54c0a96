//! All limits of a season, where plans with different numbers of shortfalls stand beside each
//! other.

use super::{Bounds, SeatBound, SeatLimits, least, relax};
use crate::solve::instance::Instance;

/// Steps towards the seat bound: on the sample season they come within 0.1 % of its end.
const STEPS: usize = 150;

/// One shortfall for so many submissions counts as many.
const MANY: usize = 5;

/// What is proven about a season.
#[derive(Debug)]
pub struct Proven {
    bounds: Bounds,
    limits: SeatLimits,
}

impl Proven {
    /// Computes the limits of a season. O(submissions x experts) and one transport problem.
    pub fn of(instance: &Instance) -> Self {
        let bounds = relax(instance);
        let limits = SeatLimits::default();
        if let Some(mut seats) = SeatBound::new(instance, bounds.shortfalls) {
            seats.improve(STEPS, &limits, || false);
            // A changed plan may have many more than the fewest.
            let many = bounds.shortfalls + instance.submissions.len() / MANY;
            if seats.is_loose(many, &limits) {
                seats.refit(many);
                seats.improve(STEPS, &limits, || false);
            }
        }
        Self { bounds, limits }
    }

    /// What is proven about plans with at most so many shortfalls.
    pub fn within(&self, shortfalls: usize) -> Bounds {
        Bounds {
            total: least(self.bounds.total, self.limits.within(shortfalls)),
            ..self.bounds
        }
    }

    /// No plan has fewer shortfalls.
    pub fn shortfalls(&self) -> usize {
        self.bounds.shortfalls
    }
}
