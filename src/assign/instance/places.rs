//! The shortest decimals of floats of many digits, by integers alone.

/// Powers of ten in 64 bits.
const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// A float as `mantissa / 2^shift`, with the decimal places that are tried.
struct Binary {
    mantissa: u64,
    shift: u32,
    negative: bool,
    places: std::ops::RangeInclusive<usize>,
}

impl Binary {
    /// The whole number of the fewest places that gives the float again, with these places. `None`
    /// where that is not decided here: fewer places or more than were tried, two numbers as near, or
    /// a float whose neighbours are not equally far.
    fn shortest(self) -> Option<(i64, i8)> {
        let fewest = *self.places.start();
        for places in self.places {
            let power = u128::from(POWERS[places]);
            let exact = u128::from(self.mantissa) * power;
            let whole = (exact + (1 << (self.shift - 1))) >> self.shift;
            // Everything is in units of 1 / (2^shift 10^places); half a step of the float is half
            // the power.
            let off = (whole << self.shift).abs_diff(exact);
            let same = 2 * off < power || 2 * off == power && self.mantissa.is_multiple_of(2);
            if same {
                let decided = places > fewest && 2 * off != 1 << self.shift;
                let whole = i64::try_from(whole).ok().filter(|_| decided)?;
                return Some((if self.negative { -whole } else { whole }, -(places as i8)));
            }
        }
        None
    }
}

/// The shortest decimal of a float, as a whole number and its power of ten; `None` where it takes
/// another way: fewer than 16 decimal places, or a float below 0.001 or from 8 on.
pub(super) fn of_double(score: f64) -> Option<(i64, i8)> {
    let bits = score.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let shift = 1075u32.checked_sub((bits >> 52 & 0x7ff) as u32)?;
    let plain = fraction != 0 && (50..=62).contains(&shift);
    let binary = Binary {
        mantissa: fraction | 1 << 52,
        shift,
        negative: score < 0.0,
        places: 15..=19,
    };
    plain.then(|| binary.shortest()).flatten()
}

/// The same for single precision: fewer than 7 decimal places take another way.
pub(super) fn of_single(score: f32) -> Option<(i64, i8)> {
    let bits = score.to_bits();
    let fraction = bits & ((1 << 23) - 1);
    let shift = 150u32.checked_sub(bits >> 23 & 0xff)?;
    let plain = fraction != 0 && (21..=33).contains(&shift);
    let binary = Binary {
        mantissa: u64::from(fraction | 1 << 23),
        shift,
        negative: score < 0.0,
        places: 6..=12,
    };
    plain.then(|| binary.shortest()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::decimal::Decimal;
    use proptest::prelude::*;

    fn text(score: impl std::fmt::LowerExp) -> (i128, i32) {
        let decimal = Decimal::parse(format!("{score:e}").as_bytes()).unwrap();
        (decimal.digits, decimal.exponent)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_shortest_decimals_are_those_of_the_text(
            unit in -1.0f64..1.0,
            some in -9.0f64..9.0,
            bits in 0u64..1 << 20,
            single in -1.0f32..1.0,
        ) {
            // Floats with few bits lie in the middle of decimals most often.
            let few = (bits | 1) as f64 / f64::from(1 << 20);
            for score in [unit, some, few, few.next_up(), few.next_down()] {
                if let Some((digits, exponent)) = of_double(score) {
                    prop_assert_eq!((i128::from(digits), i32::from(exponent)), text(score), "{}", score);
                }
            }
            for score in [single, single.next_up(), few as f32] {
                if let Some((digits, exponent)) = of_single(score) {
                    prop_assert_eq!((i128::from(digits), i32::from(exponent)), text(score), "{}", score);
                }
            }
        }
    }

    #[test]
    fn most_random_floats_are_decided() {
        let mut decided = 0;
        for at in 1..=1000 {
            let score = (f64::from(at) * 0.754_877_666_246_692_8).fract();
            decided += usize::from(of_double(score).is_some());
        }
        assert!(decided > 800, "{decided}");
    }
}
