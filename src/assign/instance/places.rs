//! The shortest decimals of floats of many digits, by integers alone.

/// A function that gives the shortest decimal of a float as a whole number and its power of ten.
/// `None` where it is not decided here: a power of two, whose neighbours are not equally far; a
/// float with two decimals as short and as near; one that is not between the powers of two that
/// leave room in `$wide`, of which are `$bits` bits behind the first of the float.
macro_rules! shortest {
    ($(#[$doc:meta])* $name:ident, $float:ty, $wide:ty, $bits:literal, $shifts:expr) => {
        $(#[$doc])*
        pub(super) fn $name(score: $float) -> Option<(i64, i8)> {
            const PLACES: usize = places($shifts.1);
            const POWERS: [$wide; PLACES + 1] = {
                let mut powers = [1; PLACES + 1];
                let mut at = 1;
                while at < powers.len() {
                    powers[at] = powers[at - 1] * 10;
                    at += 1;
                }
                powers
            };
            if score == 0.0 {
                return Some((0, 0));
            }
            // The float is mantissa / 2^shift.
            let bits = score.abs().to_bits();
            let fraction = bits & ((1 << $bits) - 1);
            let middle = <$float>::MAX_EXP as u32 - 1 + $bits;
            let shift = middle.wrapping_sub((bits >> $bits) as u32);
            if fraction == 0 || shift < $shifts.0 || shift > $shifts.1 {
                return None;
            }
            let mantissa = <$wide>::from(fraction | 1 << $bits);
            // Whether so many places give the float again, the nearest whole number, and how far off
            // it is, in units of 1 / (2^shift 10^places): half a step of the float is half the power.
            let nearest = |places: usize| {
                let exact = mantissa * POWERS[places];
                let whole = (exact + (1 << (shift - 1))) >> shift;
                let off = (whole << shift).abs_diff(exact);
                let half = POWERS[places].cmp(&(2 * off));
                let same = half.is_gt() | half.is_eq() & mantissa.is_multiple_of(2);
                (same, whole, off)
            };
            // With so many places a step of decimals is smaller than one of the float. A decimal of
            // fewer places is one of more, too. Two fewer are tried in any case: a branch between
            // them would be a wrong guess for every other float.
            let most = places(shift);
            let (mut places, mut found) = (most, nearest(most));
            let (second, mut next) = (nearest(most - 1), nearest(most - 2));
            if second.0 {
                (places, found) = (most - 1, second);
            }
            while next.0 {
                (places, found) = (places - 1, next);
                if places == 0 {
                    break;
                }
                next = nearest(places - 1);
            }
            let (_, whole, off) = found;
            let whole = i64::try_from(whole).ok().filter(|_| 2 * off != 1 << shift)?;
            Some((if score < 0.0 { -whole } else { whole }, -(places as i8)))
        }
    };
}

/// The fewest decimal places whose step is smaller than `2^-shift`, for up to 90.
const fn places(shift: u32) -> usize {
    // The logarithm of two, between 0.30102 and 0.30103; no power of two is one of ten.
    (shift as usize * 30_103) / 100_000 + 1
}

shortest! {
    /// Of double precision: from 2^-20 to 8.
    of_double, f64, u128, 52, (50, 72)
}

shortest! {
    /// Of single precision: from 2^-16 to 8.
    of_single, f32, u64, 23, (21, 39)
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
            small in -1e-3f64..1e-3,
            bits in 0u64..1 << 20,
            single in -1.0f32..1.0,
        ) {
            // Floats with few bits lie in the middle of decimals most often.
            let few = (bits | 1) as f64 / f64::from(1 << 20);
            for score in [unit, some, small, few, few.next_up(), few.next_down()] {
                if let Some((digits, exponent)) = of_double(score) {
                    prop_assert_eq!((i128::from(digits), i32::from(exponent)), text(score), "{}", score);
                }
            }
            for score in [single, single.next_up(), small as f32, few as f32] {
                if let Some((digits, exponent)) = of_single(score) {
                    prop_assert_eq!((i128::from(digits), i32::from(exponent)), text(score), "{}", score);
                }
            }
        }
    }

    #[test]
    fn random_floats_are_decided() {
        for at in 1..=1000 {
            let score = (f64::from(at) * 0.754_877_666_246_692_8).fract();
            assert!(of_double(score).is_some(), "{score}");
            assert!(of_single(score as f32).is_some(), "{score}");
        }
    }
}
