//! Scores as integers: common power of ten, greatest common divisor, narrowest type.

use super::super::decimal::Decimal;
use super::super::read::Decimals;
use super::pairs::Pairs;
use crate::flow::{Amount, Problem};
use rayon::prelude::*;

/// Largest scaled score of the narrow form, which leaves room for prices above it.
pub(super) const NARROW: i128 = 1 << 59;
/// Largest score of the wide form.
const WIDE: i128 = 1 << 101;

/// The common power of ten.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub exponent: i32,
    pub rounding: i128,
}

impl Scale {
    /// Exact units of `10^exponent`.
    pub fn exact(exponent: i32) -> Self {
        Self {
            exponent,
            rounding: 0,
        }
    }

    pub fn of(scores: &Decimals) -> Self {
        let (mut least, mut top) = (0i32, i32::MIN);
        let mut see = |score: Decimal| {
            if score.digits != 0 {
                least = least.min(score.exponent);
                let places = score.digits.unsigned_abs().ilog10() as i32;
                top = top.max(score.exponent.saturating_add(places));
            }
        };
        let mut seen = [false; 256];
        for (&digits, &exponent) in scores.digits.iter().zip(&scores.exponents) {
            // Only the exponent affects the lowest place; the highest place is at most 18 more.
            if digits != 0 && !seen[exponent as u8 as usize] {
                seen[exponent as u8 as usize] = true;
                see(Decimal {
                    digits: i128::from(i64::MAX),
                    exponent: i32::from(exponent),
                });
            }
        }
        scores.wide.iter().for_each(|wide| see(wide.1));
        if top == i32::MIN || top.saturating_sub(least) <= 29 {
            return Self::exact(least);
        }
        // The quick estimate was too coarse, so all scores are examined.
        let mut exact = i32::MIN;
        for pair in 0..scores.digits.len() {
            let score = scores.score(pair);
            if score.digits != 0 {
                exact = exact.max(
                    score
                        .exponent
                        .saturating_add(score.digits.unsigned_abs().ilog10() as i32),
                );
            }
        }
        let wanted = exact - 29;
        Self {
            exponent: least.max(wanted),
            rounding: i128::from(wanted > least),
        }
    }

    /// Whether all scores are whole numbers of this scale in 64 bits, with room for prices.
    pub fn is_narrow(&self, scores: &Decimals) -> bool {
        let fits = |(&digits, &exponent): (&i64, &i8)| {
            if digits == 0 {
                return true;
            }
            let shift = u32::try_from(i32::from(exponent) - self.exponent);
            let power = shift.ok().and_then(|shift| 10i64.checked_pow(shift));
            let amount = power.and_then(|power| digits.checked_mul(power));
            amount.is_some_and(|amount| i128::from(amount).abs() <= NARROW)
        };
        self.rounding == 0
            && scores.wide.is_empty()
            && scores.digits.par_iter().zip(&scores.exponents).all(fits)
    }

    /// The amount of a score of those that [`is_narrow`](Self::is_narrow) has accepted.
    pub fn narrow(&self, scores: &Decimals, pair: usize) -> i64 {
        let digits = scores.digits[pair];
        // A zero may have any exponent.
        match u32::try_from(i32::from(scores.exponents[pair]) - self.exponent) {
            Ok(shift) if digits != 0 => digits * 10i64.pow(shift),
            _ => 0,
        }
    }

    /// Lets a common divisor of units carry the zeros at its end.
    pub fn shorten(&mut self, unit: &mut i128) {
        while self.exponent < 0 && *unit % 10 == 0 {
            *unit /= 10;
            self.exponent += 1;
        }
    }

    pub fn amount(&self, score: Decimal) -> i128 {
        let shift = score.exponent.saturating_sub(self.exponent);
        match u32::try_from(shift) {
            // A zero may have any exponent.
            Ok(shift) if score.digits != 0 => score.digits * 10i128.pow(shift),
            Ok(_) => 0,
            Err(_) => {
                let places = shift.unsigned_abs();
                if places > 38 {
                    0
                } else {
                    score.digits / 10i128.pow(places)
                }
            }
        }
    }
}

/// An amount that divides.
pub(super) trait Whole: Amount {
    /// The greatest common divisor, not negative.
    fn divisor(self, other: Self) -> Self;

    /// The amount divided by one of its divisors.
    fn over(self, divisor: Self) -> Self;
}

impl Whole for i64 {
    fn divisor(self, other: Self) -> Self {
        let (mut a, mut b) = (self, other);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a.abs()
    }

    fn over(self, divisor: Self) -> Self {
        self / divisor
    }
}

impl Whole for i128 {
    fn divisor(self, other: Self) -> Self {
        let (mut a, mut b) = (self, other);
        if let (Ok(a), Ok(b)) = (i64::try_from(a), i64::try_from(b)) {
            // 64-bit division is several times faster.
            return Self::from(a.divisor(b));
        }
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a.abs()
    }

    fn over(self, divisor: Self) -> Self {
        self / divisor
    }
}

/// The greatest common divisor of scores and of those beside them; 1 of zeros alone.
pub(super) fn common<C: Whole>(scores: &[C], beside: impl Iterator<Item = i128>) -> i128 {
    let one = C::narrow(1);
    let of = |scores: &[C]| {
        let mut unit = C::ZERO;
        for score in scores {
            unit = score.divisor(unit);
            if unit == one {
                break;
            }
        }
        unit
    };
    let parts = scores.par_chunks(1 << 16).map(of);
    let unit = parts.reduce(|| C::ZERO, Whole::divisor);
    let unit = beside.fold(unit.widen(), |unit, score| score.divisor(unit));
    unit.max(1)
}

/// Converts scores to 64 bits if they fit.
pub(super) fn narrowed<C: Amount>(problem: Problem<C>) -> Pairs
where
    Problem<C>: Into<Pairs>,
{
    let top = problem.scores.par_iter().map(|score| score.widen().abs());
    let top = top.max().unwrap_or(0);
    debug_assert!(top <= WIDE, "the scale keeps scores below 10^30");
    match problem.into() {
        Pairs::Wide(problem) if top <= NARROW => Pairs::Narrow(problem.converted(i64::narrow)),
        Pairs::Narrow(problem) if top > NARROW => Pairs::Wide(problem.converted(i128::from)),
        fitting => fitting,
    }
}
