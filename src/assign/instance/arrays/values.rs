//! Scores of arrays as whole numbers or decimals, without text where they are short.

use super::super::super::decimal::Decimal;
use super::super::super::read::Decimals;
use super::super::memory::shortest;
use super::super::places::{of_double, of_single};
use rayon::prelude::*;

/// Pairs in a chunk of work.
const CHUNK: usize = 1 << 15;
/// Powers of ten that a double holds exactly, up to the places that are tried.
pub(super) const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];
/// Decimals of up to 15 digits have a double each, and no other decimal as short has the same one.
const EXACT: f64 = 1e15;

/// Scores, taken as the shortest decimals that give the same number in their own precision.
#[derive(Debug, Clone, Copy)]
pub enum Values<'a> {
    /// In single precision.
    Single(&'a [f32]),
    /// In double precision.
    Double(&'a [f64]),
}

impl Values<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Single(scores) => scores.len(),
            Self::Double(scores) => scores.len(),
        }
    }

    pub(super) fn get(&self, at: usize) -> f64 {
        match self {
            Self::Single(scores) => f64::from(scores[at]),
            Self::Double(scores) => scores[at],
        }
    }

    /// The shortest decimal, where integers find it.
    fn by_integers(&self, at: usize) -> Option<(i64, i8)> {
        match self {
            Self::Single(scores) => of_single(scores[at]),
            Self::Double(scores) => of_double(scores[at]),
        }
    }

    /// The shortest decimal; `None` unless it is finite and below 10^18.
    fn shortest(&self, at: usize) -> Option<Decimal> {
        match self {
            Self::Single(scores) => {
                Decimal::parse(zmij::Buffer::new().format(scores[at]).as_bytes()).ok()
            }
            Self::Double(scores) => shortest(scores[at]).ok(),
        }
    }
}

/// The nearest whole number of one below 2^51, without a call of the library: such a sum has no
/// room for a fraction. Of a larger number, one at least as large as [`EXACT`].
#[inline]
fn rounded(number: f64) -> f64 {
    const NO_FRACTION: f64 = 6_755_399_441_055_744.0;
    (number + NO_FRACTION) - NO_FRACTION
}

/// A number that may be a short decimal.
pub(super) trait Real: Copy + Sync {
    /// Whether `whole / 10^places` is its shortest decimal, and that whole number.
    fn in_places(self, places: usize) -> Option<i64>;
}

impl Real for f64 {
    #[inline]
    fn in_places(self, places: usize) -> Option<i64> {
        let whole = rounded(self * POWERS[places]);
        // Both are exact, so their quotient is the double nearest to the decimal.
        (whole.abs() < EXACT && whole / POWERS[places] == self).then_some(whole as i64)
    }
}

impl Real for f32 {
    #[inline]
    fn in_places(self, places: usize) -> Option<i64> {
        let whole = rounded(f64::from(self) * POWERS[places]);
        // Up to six digits only one decimal as short has this number. Of at most ten places, the
        // quotient is never so near to the middle of two numbers that rounding twice errs.
        let short = whole.abs() < 1e6 && places <= 10 && self.abs() >= 1e-3 || whole == 0.0;
        (short && (whole / POWERS[places]) as f32 == self).then_some(whole as i64)
    }
}

/// All scores as whole numbers of one power of ten, with its exponent; `None` if some have more
/// than 15 digits.
pub(super) fn whole(scores: Values<'_>) -> Option<(Vec<i64>, i32)> {
    match scores {
        Values::Single(scores) => whole_of(scores),
        Values::Double(scores) => whole_of(scores),
    }
}

fn whole_of<R: Real>(scores: &[R]) -> Option<(Vec<i64>, i32)> {
    let needed = |scores: &[R]| {
        let mut places = 0;
        for &score in scores {
            while score.in_places(places).is_none() {
                places += 1;
                if places == POWERS.len() {
                    return None;
                }
            }
        }
        Some(places)
    };
    let mut amounts = vec![0; scores.len()];
    let mut all = |places: usize| in_places(scores, places, &mut amounts);
    // The first ones mostly have as many places as all.
    let first = needed(&scores[..scores.len().min(CHUNK)])?;
    let places = match all(first) {
        true => first,
        false => {
            let chunks = scores.par_chunks(CHUNK).map(needed);
            let places = chunks.try_reduce(|| 0, |a, b| Some(a.max(b)))?;
            all(places).then_some(places)?
        }
    };
    Some((amounts, -(places as i32)))
}

/// Writes all scores as whole numbers of so many places; `false` if one is none.
fn in_places<R: Real>(scores: &[R], places: usize, amounts: &mut [i64]) -> bool {
    let chunks = amounts.par_chunks_mut(CHUNK).zip(scores.par_chunks(CHUNK));
    chunks.into_par_iter().all(|(amounts, scores)| {
        amounts.iter_mut().zip(scores).all(|(amount, score)| {
            let whole = score.in_places(places);
            *amount = whole.unwrap_or(0);
            whole.is_some()
        })
    })
}

/// The shortest decimals; `Err` is the first score that is not finite or too large.
pub(super) fn decimals(scores: Values<'_>) -> Result<Decimals, usize> {
    let (short, any) = (|at| scores.by_integers(at), |at| scores.shortest(at));
    Decimals::of(scores.len(), short, any)
}
