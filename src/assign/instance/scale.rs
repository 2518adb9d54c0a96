//! Scores as integers: common power of ten, greatest common divisor, narrowest type.

use super::super::decimal::Decimal;
use super::super::read::RawScores;
use super::pairs::Pairs;
use crate::flow::{Amount, Problem};

/// Largest scaled score of the narrow form, which leaves room for prices above it.
const NARROW: i128 = 1 << 59;
/// Largest score of the wide form.
const WIDE: i128 = 1 << 101;

/// The common power of ten.
pub(super) struct Scale {
    pub exponent: i32,
    pub rounding: i128,
}

impl Scale {
    pub fn of(raw: &RawScores) -> Self {
        let (mut least, mut top) = (0i32, i32::MIN);
        let mut see = |score: Decimal| {
            if score.digits != 0 {
                least = least.min(score.exponent);
                let places = score.digits.unsigned_abs().ilog10() as i32;
                top = top.max(score.exponent.saturating_add(places));
            }
        };
        let mut seen = [false; 256];
        for (&digits, &exponent) in raw.digits.iter().zip(&raw.exponents) {
            // Only the exponent affects the lowest place; the highest place is at most 18 more.
            if digits != 0 && !seen[exponent as u8 as usize] {
                seen[exponent as u8 as usize] = true;
                see(Decimal {
                    digits: i128::from(i64::MAX),
                    exponent: i32::from(exponent),
                });
            }
        }
        raw.wide.iter().for_each(|wide| see(wide.1));
        if top == i32::MIN || top.saturating_sub(least) <= 29 {
            return Self {
                exponent: least,
                rounding: 0,
            };
        }
        // The quick estimate was too coarse, so all scores are examined.
        let mut exact = i32::MIN;
        for pair in 0..raw.rows.len() {
            let score = raw.score(pair);
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

/// Divides all scores by their greatest common divisor.
pub(super) fn reduce(
    problem: &mut Problem<i128>,
    forced: &mut [(u32, u32, i128)],
    tied: &mut [(u32, u32, i128)],
) -> i128 {
    let mut unit = 0i128;
    for score in problem
        .scores
        .iter()
        .chain(forced.iter().chain(tied.iter()).map(|pair| &pair.2))
    {
        unit = gcd(*score, unit);
        if unit == 1 {
            return 1;
        }
    }
    let unit = unit.max(1);
    problem.scores.iter_mut().for_each(|score| *score /= unit);
    let beside = forced.iter_mut().chain(tied);
    beside.for_each(|pair| pair.2 /= unit);
    unit
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    if let (Ok(mut x), Ok(mut y)) = (i64::try_from(a), i64::try_from(b)) {
        // 64-bit division is several times faster.
        while y != 0 {
            (x, y) = (y, x % y);
        }
        return i128::from(x).abs();
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}

/// Converts scores to 64 bits if they fit.
pub(super) fn narrowed(problem: Problem<i128>) -> Pairs {
    let top = problem
        .scores
        .iter()
        .map(|score| score.abs())
        .max()
        .unwrap_or(0);
    debug_assert!(top <= WIDE, "the scale keeps scores below 10^30");
    if top > NARROW {
        return Pairs::Wide(problem);
    }
    Pairs::Narrow(Problem {
        starts: problem.starts,
        columns: problem.columns,
        scores: problem.scores.into_iter().map(i64::narrow).collect(),
        demands: problem.demands,
        floors: problem.floors,
        caps: problem.caps,
    })
}
