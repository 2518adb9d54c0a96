//! Scores as exact decimals.

/// Maximum number of significant digits; further digits are rounded.
const DIGITS: u32 = 36;

/// `digits * 10^exponent`, with no trailing zero unless the number is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Decimal {
    pub digits: i128,
    pub exponent: i32,
}

/// Why a cell contains no valid score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadNumber {
    /// Not a number.
    NotANumber,
    /// `NaN`, `inf` and their spellings.
    NotFinite,
    /// 10^18 or more: sums with such scores would lose those of ordinary size.
    TooLarge,
}

/// Scores are below ten to this power.
const MOST_POWER: u32 = 18;

impl Decimal {
    /// Parses `12`, `0.25`, `.5`, `1e-12`, `1.5E+3`, with surrounding spaces. The value is the
    /// decimal as written, not the nearest binary fraction: 0.1 + 0.2 equals 0.3.
    pub fn parse(cell: &[u8]) -> Result<Self, BadNumber> {
        let cell = cell.trim_ascii();
        let (negative, body) = match cell {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, cell),
        };
        let number = Self::unsigned(body).ok_or_else(|| {
            let word = body.to_ascii_lowercase();
            match word.as_slice() {
                b"nan" | b"inf" | b"infinity" => BadNumber::NotFinite,
                _ => BadNumber::NotANumber,
            }
        })?;
        if number.is_large() {
            return Err(BadNumber::TooLarge);
        }
        Ok(Self {
            digits: if negative {
                -number.digits
            } else {
                number.digits
            },
            ..number
        })
    }

    fn unsigned(body: &[u8]) -> Option<Self> {
        // Up to 18 digits the faster 64-bit integer suffices.
        let (mut small, mut digits, mut count) = (0u64, 0i128, 0u32);
        let (mut exponent, mut point, mut any) = (0i32, false, false);
        let mut at = 0;
        while let Some(&byte) = body.get(at) {
            match byte {
                b'0'..=b'9' => {
                    any = true;
                    let digit = byte - b'0';
                    if count < 18 {
                        small = small * 10 + u64::from(digit);
                        count += u32::from(small != 0);
                        exponent -= i32::from(point);
                    } else if count < DIGITS {
                        if count == 18 {
                            digits = i128::from(small);
                        }
                        digits = digits * 10 + i128::from(digit);
                        count += 1;
                        exponent -= i32::from(point);
                    } else {
                        exponent += i32::from(!point);
                    }
                }
                b'.' if !point => point = true,
                b'e' | b'E' => break,
                _ => return None,
            }
            at += 1;
        }
        if !any {
            return None;
        }
        if at < body.len() {
            let power = std::str::from_utf8(&body[at + 1..]).ok()?;
            exponent = exponent.saturating_add(power.parse::<i32>().ok()?.clamp(-100_000, 100_000));
        }
        if count <= 18 {
            digits = i128::from(small);
        }
        Some(Self { digits, exponent }.trimmed())
    }

    fn is_large(self) -> bool {
        let power = self.digits.checked_ilog10().map(i64::from);
        power.is_some_and(|power| power + i64::from(self.exponent) >= i64::from(MOST_POWER))
    }

    fn trimmed(mut self) -> Self {
        if self.digits == 0 {
            self.exponent = 0;
        }
        while self.digits != 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.exponent += 1;
        }
        self
    }
}

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Returns `amount * 10^exponent` as the nearest `f64`.
pub(super) fn to_f64(amount: i128, exponent: i32) -> f64 {
    // Two integers that a double holds exactly have the correctly rounded quotient.
    let places = usize::try_from(-i64::from(exponent)).ok();
    let power = places.and_then(|places| POWERS.get(places));
    if let Some(power) = power.filter(|_| amount.abs() < 1 << f64::MANTISSA_DIGITS) {
        return amount as f64 / power;
    }
    // The standard library's decimal parser rounds correctly.
    format!("{amount}e{exponent}").parse().unwrap_or(f64::NAN)
}

/// Formats `amount * 10^exponent` as a plain decimal without trailing zeros.
pub(super) fn to_text(amount: i128, exponent: i32) -> String {
    if amount == 0 {
        return "0".to_owned();
    }
    if !(-60..=40).contains(&exponent) {
        return format!("{amount}e{exponent}");
    }
    let digits = amount.unsigned_abs().to_string();
    let sign = if amount < 0 { "-" } else { "" };
    if exponent >= 0 {
        return format!(
            "{sign}{digits}{}",
            "0".repeat(exponent.unsigned_abs() as usize)
        );
    }
    let places = exponent.unsigned_abs() as usize;
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<(i128, i32), BadNumber> {
        Decimal::parse(text.as_bytes()).map(|decimal| (decimal.digits, decimal.exponent))
    }

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(read("0.25"), Ok((25, -2)));
        assert_eq!(read(" 1e-12 "), Ok((1, -12)));
        assert_eq!(read("1.50E+3"), Ok((15, 2)));
        assert_eq!(read("00.000"), Ok((0, 0)));
        assert_eq!(read("-0"), Ok((0, 0)));
        assert_eq!(
            read("0.10419634255874876"),
            Ok((10_419_634_255_874_876, -17))
        );
        let long = "0.1234567890123456789012345678901234567";
        assert_eq!(
            read(long),
            Ok((123_456_789_012_345_678_901_234_567_890_123_456, -36))
        );
        assert_eq!(read("-1.5"), Ok((-15, -1)));
        assert_eq!(read("-inf"), Err(BadNumber::NotFinite));
        for bad in ["", "abc", "1.2.3", ".", "1e", "0x1", "1 2"] {
            assert_eq!(read(bad), Err(BadNumber::NotANumber), "{bad}");
        }
        assert_eq!(read("NaN"), Err(BadNumber::NotFinite));
    }

    #[test]
    fn scores_beyond_any_use_are_refused() {
        assert_eq!(read("999999999999999999"), Ok((999_999_999_999_999_999, 0)));
        for large in [
            "1e18",
            "-1e18",
            "1e308",
            "1e400",
            "1000000000000000000",
            "12e17",
        ] {
            assert_eq!(read(large), Err(BadNumber::TooLarge), "{large}");
        }
        assert_eq!(read("0e400"), Ok((0, 0)));
        assert_eq!(read("1e-400"), Ok((1, -400)));
    }

    #[test]
    fn decimals_are_written_plainly() {
        assert_eq!(to_text(25, -2), "0.25");
        assert_eq!(to_text(1250, -2), "12.5");
        assert_eq!(to_text(-7, 2), "-700");
        assert_eq!(to_text(500, -2), "5");
        assert_eq!(
            to_f64(20_188_487_950_105_926, -14).to_bits(),
            201.884_879_501_059_26_f64.to_bits()
        );
    }

    proptest! {
        #[test]
        fn every_float_comes_back(value in 0f64..1e9) {
            let decimal = Decimal::parse(value.to_string().as_bytes()).expect("a number");
            prop_assert_eq!(to_f64(decimal.digits, decimal.exponent), value);
        }
    }

    proptest! {
        #[test]
        fn doubles_are_those_of_the_text(amount in -(1i128 << 60)..1i128 << 60, small in -999i128..999, exponent in -30i32..10) {
            for amount in [amount, small] {
                let text: f64 = format!("{amount}e{exponent}").parse().unwrap();
                prop_assert_eq!(to_f64(amount, exponent), text);
            }
        }
    }
}
