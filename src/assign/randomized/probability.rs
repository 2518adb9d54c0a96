//! Probabilities as exact fractions.

use crate::assign::decimal::Decimal;

/// Maximum number of decimal places of a probability.
const PLACES: u32 = 9;

/// A probability as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probability {
    pub(super) numerator: u32,
    pub(super) denominator: u32,
}

impl Probability {
    /// Parses a decimal above 0 and up to 1, such as `0.35`, with at most nine decimal places. The
    /// value is the exact fraction in lowest terms.
    pub fn parse(text: &str) -> Option<Self> {
        let Decimal { digits, exponent } = Decimal::parse(text.as_bytes()).ok()?;
        let places = exponent.unsigned_abs();
        if exponent > 0 || places > PLACES {
            return None;
        }
        let denominator = 10u32.pow(places);
        let numerator = u32::try_from(digits).ok()?;
        let common = gcd(numerator, denominator);
        let whole = Self {
            numerator: numerator / common,
            denominator: denominator / common,
        };
        (numerator > 0 && numerator <= denominator).then_some(whole)
    }

    /// The denominator, which is the number of parts in a probability of 1.
    pub fn parts(self) -> u32 {
        self.denominator
    }

    /// Returns the probability as a number.
    pub fn value(self) -> f64 {
        f64::from(self.numerator) / f64::from(self.denominator)
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_fractions() {
        let fraction = |text| Probability::parse(text).map(|p| (p.numerator, p.denominator));
        assert_eq!(fraction("0.5"), Some((1, 2)));
        assert_eq!(fraction("0.35"), Some((7, 20)));
        assert_eq!(fraction("1"), Some((1, 1)));
        assert_eq!(fraction("0.33333"), Some((33_333, 100_000)));
        assert_eq!(fraction("0.333333333"), Some((333_333_333, 1_000_000_000)));
        for bad in ["0", "1.1", "-0.5", "x", "0.3333333333", "1e1"] {
            assert_eq!(fraction(bad), None, "{bad}");
        }
    }
}
