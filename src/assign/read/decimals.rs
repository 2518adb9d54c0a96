//! Many decimals in nine bytes each.

use super::super::decimal::Decimal;
use rayon::prelude::*;

/// Scores in a chunk of work.
const CHUNK: usize = 1 << 15;

/// Scores as `digits * 10^exponent`, in the order of their pairs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decimals {
    pub digits: Vec<i64>,
    /// `WIDE` if the score does not fit and is in `wide` instead.
    pub exponents: Vec<i8>,
    /// Scores with many digits or far exponents, by pair, ascending.
    pub wide: Vec<(usize, Decimal)>,
}

/// Marks a score stored in [`Decimals::wide`].
const WIDE: i8 = i8::MIN;

/// A score in nine bytes, if it fits.
fn small(score: Decimal) -> Option<(i64, i8)> {
    let digits = i64::try_from(score.digits).ok()?;
    let exponent = i8::try_from(score.exponent).ok()?;
    (exponent != WIDE).then_some((digits, exponent))
}

impl Decimals {
    /// The decimals of `length` scores, on all cores: those that `short` gives, the others from
    /// `any`; `Err` is the first score that neither gives.
    pub fn of(
        length: usize,
        short: impl Fn(usize) -> Option<(i64, i8)> + Sync,
        any: impl Fn(usize) -> Option<Decimal> + Sync,
    ) -> Result<Self, usize> {
        let (mut digits, mut exponents) = (vec![0; length], vec![0; length]);
        let chunks = digits
            .par_chunks_mut(CHUNK)
            .zip(exponents.par_chunks_mut(CHUNK));
        let fill = |(chunk, (digits, exponents)): (usize, (&mut [i64], &mut [i8]))| {
            let mut wide = Vec::new();
            for (own, (digits, exponent)) in digits.iter_mut().zip(exponents).enumerate() {
                let at = chunk * CHUNK + own;
                (*digits, *exponent) = match short(at) {
                    Some(short) => short,
                    None => {
                        let score = any(at).ok_or(at)?;
                        small(score).unwrap_or_else(|| {
                            wide.push((at, score));
                            (0, WIDE)
                        })
                    }
                };
            }
            Ok(wide)
        };
        let found: Vec<Result<Vec<_>, usize>> = chunks.enumerate().map(fill).collect();
        let mut wide = Vec::new();
        for own in found {
            wide.extend(own?);
        }
        Ok(Self {
            digits,
            exponents,
            wide,
        })
    }

    /// Adds a score.
    pub fn push(&mut self, score: Decimal) {
        let (digits, exponent) = small(score).unwrap_or_else(|| {
            self.wide.push((self.digits.len(), score));
            (0, WIDE)
        });
        self.digits.push(digits);
        self.exponents.push(exponent);
    }

    /// Adds others behind these.
    pub fn append(&mut self, other: Self) {
        let before = self.digits.len();
        self.digits.extend(other.digits);
        self.exponents.extend(other.exponents);
        let wide = other.wide.into_iter();
        self.wide
            .extend(wide.map(|(pair, score)| (before + pair, score)));
    }

    /// Makes room for this many more, where there is memory.
    pub fn expect(&mut self, more: usize) {
        let _ = self.digits.try_reserve_exact(more);
        let _ = self.exponents.try_reserve_exact(more);
    }

    /// The score of a pair.
    pub fn score(&self, pair: usize) -> Decimal {
        if self.exponents[pair] == WIDE {
            let at = self.wide.binary_search_by_key(&pair, |wide| wide.0);
            return at.map_or_else(|_| Decimal::default(), |at| self.wide[at].1);
        }
        Decimal {
            digits: i128::from(self.digits[pair]),
            exponent: i32::from(self.exponents[pair]),
        }
    }

    /// Counts the scores below zero.
    pub fn negative(&self) -> usize {
        let wide = self.wide.iter().filter(|wide| wide.1.digits < 0).count();
        wide + self.digits.iter().filter(|&&digits| digits < 0).count()
    }
}
