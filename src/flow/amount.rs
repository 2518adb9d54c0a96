//! Integer types of scores, prices and distances.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A signed integer wide enough for scores and for sums of scores along a path. Integers make
/// comparisons, and thereby optimality, exact.
pub trait Amount:
    Copy
    + Ord
    + Debug
    + Default
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
{
    /// Zero.
    const ZERO: Self;
    /// Largest safe price or distance: a few of them can be added without overflow.
    const LIMIT: Self;

    /// Returns the amount as an `i128`.
    fn widen(self) -> i128;

    /// Converts an `i128` that is known to fit.
    fn narrow(amount: i128) -> Self;
}

impl Amount for i64 {
    const ZERO: Self = 0;
    const LIMIT: Self = i64::MAX / 8;

    fn widen(self) -> i128 {
        i128::from(self)
    }

    fn narrow(amount: i128) -> Self {
        amount as i64
    }
}

impl Amount for i128 {
    const ZERO: Self = 0;
    const LIMIT: Self = i128::MAX / 8;

    fn widen(self) -> i128 {
        self
    }

    fn narrow(amount: i128) -> Self {
        amount
    }
}
