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

/// Powers of ten in 64 bits.
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

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
        // The lowest place and the highest.
        let wider = |a: (i32, i32), b: (i32, i32)| (a.0.min(b.0), a.1.max(b.1));
        let narrow = scores.digits.par_iter().zip(&scores.exponents);
        let spans = narrow.filter_map(|(&digits, &exponent)| {
            let places = digits.unsigned_abs().checked_ilog10()? as i32;
            Some((i32::from(exponent), i32::from(exponent) + places))
        });
        let narrow = spans.reduce(|| (0, i32::MIN), wider);
        let wide = scores.wide.iter();
        let spans = wide.filter_map(|(_, score)| {
            let places = score.digits.unsigned_abs().checked_ilog10()? as i32;
            Some((score.exponent, score.exponent.saturating_add(places)))
        });
        let (least, top) = spans.fold(narrow, wider);
        let wanted = top.saturating_sub(29);
        Self {
            exponent: least.max(wanted),
            rounding: i128::from(wanted > least),
        }
    }

    /// Whether all scores are whole numbers of this scale in 64 bits, with room for prices.
    pub fn is_narrow(&self, scores: &Decimals) -> bool {
        let fits = |(&digits, &exponent): (&i64, &i8)| {
            let shift = usize::try_from(i32::from(exponent) - self.exponent);
            let power = shift.ok().and_then(|shift| POWERS.get(shift));
            let amount = power.map(|&power| i128::from(digits) * i128::from(power));
            digits == 0 || amount.is_some_and(|amount| amount.abs() <= NARROW)
        };
        self.rounding == 0
            && scores.wide.is_empty()
            && scores.digits.par_iter().zip(&scores.exponents).all(fits)
    }

    /// The amount of a score of those that [`is_narrow`](Self::is_narrow) has accepted.
    pub fn narrow(&self, scores: &Decimals, pair: usize) -> i64 {
        self.raised(scores.digits[pair], scores.exponents[pair])
    }

    /// The amounts of scores that [`is_narrow`](Self::is_narrow) has accepted, in their place.
    pub fn all_narrow(&self, scores: Decimals) -> Vec<i64> {
        let mut amounts = scores.digits;
        let all = amounts.par_iter_mut().zip(&scores.exponents);
        all.for_each(|(amount, &exponent)| *amount = self.raised(*amount, exponent));
        amounts
    }

    /// A number of this scale from its digits. A zero may have any exponent.
    fn raised(&self, digits: i64, exponent: i8) -> i64 {
        let shift = usize::try_from(i32::from(exponent) - self.exponent);
        digits * shift.ok().and_then(|shift| POWERS.get(shift)).unwrap_or(&0)
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
        match usize::try_from(shift) {
            // A zero may have any exponent.
            Ok(_) if score.digits == 0 => 0,
            Ok(shift) => match POWERS.get(shift) {
                Some(&power) => score.digits * i128::from(power),
                None => score.digits * 10i128.pow(shift as u32),
            },
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

/// Converts scores to 64 bits if they fit. Those of 64 bits are as [`Scale::is_narrow`] found them.
pub(super) fn narrowed<C: Amount>(problem: Problem<C>) -> Pairs
where
    Problem<C>: Into<Pairs>,
{
    let top = |scores: &[i128]| scores.par_iter().map(|score| score.abs()).max();
    match problem.into() {
        Pairs::Wide(problem) => match top(&problem.scores).unwrap_or(0) {
            ..=NARROW => Pairs::Narrow(problem.converted(i64::narrow)),
            top => {
                debug_assert!(top <= WIDE, "the scale keeps scores below 10^30");
                Pairs::Wide(problem)
            }
        },
        narrow @ Pairs::Narrow(_) => narrow,
    }
}
