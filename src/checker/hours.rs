//! Days and hours of the defence as the rules give them, in minutes since midnight.

use crate::model::DefenceRules;
use jiff::civil::Date;

/// Minutes of a day.
const MIDNIGHT: usize = 24 * 60;

/// When hearings may be, by `[defence]`.
pub(super) struct Hours {
    /// The days, ascending; empty where the rules give none: then there is one, called 1.
    days: Vec<Date>,
    /// When a day begins.
    pub start: usize,
    /// When it ends at the latest: when as many hearings as it holds follow one another.
    pub end: usize,
    /// From when to when the midday break is.
    pub pause: Option<(usize, usize)>,
    /// Minutes of a hearing.
    pub each: usize,
    /// Most minutes of hearings that a group has on a day.
    pub most: usize,
    /// Most groups on a day.
    pub rooms: Option<usize>,
}

impl Hours {
    /// Understands the rules; `None` where a day or a time of theirs is none.
    pub fn new(rules: &DefenceRules) -> Option<Self> {
        let mut days = Vec::new();
        let listed = rules.days.split([';', '；', '、', ',', '，']);
        for item in listed.map(str::trim).filter(|item| !item.is_empty()) {
            days.extend(crate::model::calendar::days_of(item)?);
        }
        days.sort_unstable();
        days.dedup();
        let start = written(&rules.start)?;
        let pause = match rules.break_from.trim() {
            "" => None,
            from => Some((written(from)?, written(&rules.break_to)?)),
        };
        let (each, most) = (rules.minutes.max(1), rules.minutes_per_day);
        Some(Self {
            days,
            start,
            end: end(start, pause, (each, most)),
            pause,
            each,
            most,
            rooms: Some(rules.rooms).filter(|rooms| *rooms > 0),
        })
    }

    /// The position of a day that a plan names, if the rules have it.
    pub fn day(&self, name: &str) -> Option<usize> {
        if self.days.is_empty() {
            return (name == "1").then_some(0);
        }
        let date: Date = name.parse().ok()?;
        self.days.binary_search(&date).ok()
    }

    /// The date of a day, where the rules give dates.
    pub fn date(&self, day: usize) -> Option<Date> {
        self.days.get(day).copied()
    }

    /// Whether a time reaches into the break.
    pub fn breaks(&self, (from, to): (usize, usize)) -> bool {
        self.pause
            .is_some_and(|(first, last)| from < last && to > first)
    }
}

/// When the last hearing of a full day ends, each beginning as early as it may.
fn end(start: usize, pause: Option<(usize, usize)>, (each, most): (usize, usize)) -> usize {
    let mut at = start;
    for _ in 0..most / each {
        match pause {
            Some((from, to)) if at < to && at + each > from => at = to,
            _ => {}
        }
        if at + each >= MIDNIGHT {
            break;
        }
        at += each;
    }
    at
}

/// A time as people write it in rules: `9:00`, `09：00`, `9.30`, `9时30分`.
fn written(text: &str) -> Option<usize> {
    let plain: String = text
        .chars()
        .map(|letter| match letter {
            '：' | '.' | '时' => ':',
            other => other,
        })
        .filter(|letter| !letter.is_whitespace() && *letter != '分')
        .collect();
    let (hour, minute) = plain.split_once(':')?;
    let (hour, minute): (usize, usize) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A time as plans have it: `09:30`, five characters and no others.
pub(super) fn minutes(text: &str) -> Option<usize> {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|own| own.is_ascii_digit());
    let (hour, minute) = text.split_once(':')?;
    (digits(hour) && digits(minute))
        .then(|| written(text))
        .flatten()
}

/// Minutes since midnight as a time of day.
pub(super) fn clock(minutes: usize) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_rules_and_plans_write_them() {
        for text in ["9:30", "09：30", " 9.30", "9时30分", "9 : 30"] {
            assert_eq!(written(text), Some(570), "{text}");
        }
        for text in ["", "9", "24:00", "9:60", "-1:00", "九点", "9:3x"] {
            assert_eq!(written(text), None, "{text}");
        }
        assert_eq!(minutes("09:30"), Some(570));
        for text in ["9:30", "09：30", "09:30 ", "+9:30", "0930", "24:00"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!(clock(570), "09:30");
    }

    #[test]
    fn a_day_ends_when_its_last_hearing_may() {
        let hours = |change: fn(&mut DefenceRules)| {
            let mut rules = DefenceRules::default();
            change(&mut rules);
            Hours::new(&rules)
        };
        let end = |change| clock(hours(change).expect("sound").end);
        // Twelve half hours, six on each side of the break.
        assert_eq!(end(|_| ()), "16:30");
        // 45 minutes do not fit between 11:15 and noon twice: four before the break, four after.
        assert_eq!(end(|rules| rules.minutes = 45), "16:30");
        assert_eq!(end(|rules| rules.minutes_per_day = 179), "11:30");
        assert_eq!(end(|rules| rules.minutes = 361), "09:00");
        assert_eq!(end(|rules| rules.start = "20:00".to_owned()), "23:30");
        assert!(hours(|rules| rules.start = "nine".to_owned()).is_none());
        assert!(hours(|rules| rules.days = "someday".to_owned()).is_none());
    }

    #[test]
    fn days_are_those_of_the_rules() {
        let mut rules = DefenceRules::default();
        let none = Hours::new(&rules).expect("sound");
        assert_eq!((none.day("1"), none.day("2")), (Some(0), None));
        assert_eq!(none.day("2026-10-12"), None);
        rules.days = "2026-10-13；2026/10/12，2026-10-15至2026-10-16".to_owned();
        let some = Hours::new(&rules).expect("sound");
        assert_eq!(some.day("2026-10-12"), Some(0));
        assert_eq!(some.day("2026-10-16"), Some(3));
        assert_eq!((some.day("1"), some.day("2026-10-14")), (None, None));
    }
}
