//! One of several parts of a run: `i/n`.

use super::words::Bilingual;
use crate::bilingual;
use std::fmt;
use std::str::FromStr;

/// Part `number` of `of`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Which part, from 1 to `of`.
    pub number: usize,
    /// The number of parts.
    pub of: usize,
}

impl FromStr for Part {
    type Err = Bilingual;

    /// Parses `i/n` with 1 ≤ i ≤ n.
    fn from_str(text: &str) -> Result<Self, Bilingual> {
        let (number, of) = text.split_once('/').unwrap_or_default();
        let whole = |digits: &str| digits.trim().parse::<usize>().ok();
        let Some((number, of)) = whole(number).zip(whole(of)) else {
            return Err(bilingual!(
                "「{text}」不是“第几份/共几份”；请写成 2/8 这样。",
                "[{text}] is not a part out of several; write it like 2/8."
            ));
        };
        if number == 0 || number > of {
            return Err(bilingual!(
                "「{text}」中没有第 {number} 份：份数从 1 数到 {of}。",
                "[{text}]: there is no part {number}; parts are counted from 1 to {of}."
            ));
        }
        Ok(Self { number, of })
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_one_of_several() {
        let part: Part = "2/8".parse().unwrap();
        assert_eq!(part, Part { number: 2, of: 8 });
        assert_eq!(part.to_string(), "2/8");
        assert_eq!("1/1".parse(), Ok(Part { number: 1, of: 1 }));
    }

    #[test]
    fn what_is_no_part_is_told() {
        for bad in [
            "", "2", "2/", "/8", "a/8", "-1/8", "0/8", "9/8", "0/0", "1/2/3",
        ] {
            assert!(bad.parse::<Part>().is_err(), "{bad}");
        }
        let told = "9/8".parse::<Part>().unwrap_err();
        assert_eq!(
            told.en,
            "[9/8]: there is no part 9; parts are counted from 1 to 8."
        );
    }
}
