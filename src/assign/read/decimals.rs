//! Many decimals in nine bytes each.

use super::super::decimal::Decimal;

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

impl Decimals {
    /// Adds a score.
    pub fn push(&mut self, score: Decimal) {
        let small = i64::try_from(score.digits)
            .ok()
            .zip(i8::try_from(score.exponent).ok());
        let (digits, exponent) = small.filter(|small| small.1 != WIDE).unwrap_or_else(|| {
            self.wide.push((self.digits.len(), score));
            (0, WIDE)
        });
        self.digits.push(digits);
        self.exponents.push(exponent);
    }

    /// Adds a score that fits.
    pub fn push_small(&mut self, (digits, exponent): (i64, i8)) {
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
