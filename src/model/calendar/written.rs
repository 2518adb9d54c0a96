//! Dates as people write them.

use jiff::ToSpan as _;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

/// Longest span, in days, that is taken to be intended.
const LONGEST_SPAN: i32 = 366;

/// A day (`2026-10-12`, `2026/10/12`, `2026.10.12`, `2026年10月12日`, with or without a time) or a
/// span of days.
pub fn days_of(text: &str) -> Option<Vec<Date>> {
    let plain: String = text.nfkc().collect();
    if let Some((first, last)) = plain.split_once(['~', '至', '—', '–', '到']) {
        let (first, last) = (day(first.trim())?, day(last.trim())?);
        let span = first.until(last).ok()?.get_days();
        if !(0..LONGEST_SPAN).contains(&span) {
            return None;
        }
        return Some(
            first
                .series(1.day())
                .take_while(|day| *day <= last)
                .collect(),
        );
    }
    day(plain.trim()).map(|day| vec![day])
}

fn day(text: &str) -> Option<Date> {
    let first = text.split([' ', 'T']).next()?;
    let mut parts = first
        .trim_end_matches('日')
        .split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_what_offices_write() {
        let one = Date::new(2026, 10, 12).expect("a day");
        for text in [
            "2026-10-12",
            "２０２６-10-12",
            "2026/10/12",
            "2026.10.12",
            "2026年10月12日",
            "2026-10-12 00:00:00",
        ] {
            assert_eq!(days_of(text), Some(vec![one]), "{text}");
        }
        let span = days_of("2026-10-30至2026-11-02").expect("a span");
        assert_eq!(span.len(), 4);
        for text in [
            "10-12",
            "2026-13-01",
            "2026-02-30",
            "明天",
            "2026-10-12至2026-10-01",
        ] {
            assert_eq!(days_of(text), None, "{text}");
        }
    }
}
