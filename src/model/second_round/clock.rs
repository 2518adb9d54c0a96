//! A day of hearings and the times of each.

use super::problems;
use crate::model::{DefenceRules, Problem};
use jiff::civil::{Date, Time};

/// Start and end of a hearing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// Start time.
    pub start: Time,
    /// End time.
    pub end: Time,
}

/// Days and times of the rules, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Dates, ascending; empty when the rules give none.
    pub days: Vec<Date>,
    /// The hearings of a day in order; never empty.
    pub slots: Vec<Slot>,
}

impl Clock {
    /// Parses the days and times of the rules.
    ///
    /// # Errors
    /// An invalid day or time, a break that ends before it begins, or a day too short for one
    /// hearing.
    pub fn new(rules: &DefenceRules) -> Result<Self, Vec<Problem>> {
        let mut found = Vec::new();
        let mut days = Vec::new();
        for item in rules.days.split([';', '；', '、', ',', '，']) {
            match crate::model::calendar::days_of(item.trim()) {
                Some(span) => days.extend(span),
                None if item.trim().is_empty() => {}
                None => found.push(problems::no_day("defence.days", item)),
            }
        }
        days.sort_unstable();
        days.dedup();
        let mut minutes = |key: &str, text: &str| {
            let read = time(text);
            if read.is_none() {
                found.push(problems::no_time(key, text));
            }
            read.unwrap_or(0)
        };
        let start = minutes("defence.start", &rules.start);
        let pause = if rules.break_from.trim().is_empty() {
            None
        } else {
            let from = minutes("defence.break_from", &rules.break_from);
            let to = minutes("defence.break_to", &rules.break_to);
            Some((from, to))
        };
        if let Some((from, to)) = pause
            && to < from
        {
            found.push(problems::break_reversed(&rules.break_from, &rules.break_to));
        }
        let slots = slots(rules, start, pause);
        if found.is_empty() && slots.is_empty() {
            found.push(problems::day_too_short(
                rules.minutes,
                rules.minutes_per_day,
            ));
        }
        if found.is_empty() {
            Ok(Self { days, slots })
        } else {
            Err(found)
        }
    }

    /// The number of days; 1 when the rules give no dates.
    pub fn day_count(&self) -> usize {
        self.days.len().max(1)
    }

    /// The slot that begins at a time of day as people write it.
    pub fn slot_at(&self, start: &str) -> Option<usize> {
        let start = clock(time(start)?)?;
        self.slots.iter().position(|own| own.start == start)
    }

    /// When a slot begins, `09:00`.
    pub fn start(&self, slot: usize) -> String {
        self.slots[slot].start.strftime("%H:%M").to_string()
    }

    /// When a slot ends.
    pub fn end(&self, slot: usize) -> String {
        self.slots[slot].end.strftime("%H:%M").to_string()
    }

    /// The name of a day: its date, or its number when the rules give no dates.
    pub fn day_name(&self, day: usize) -> String {
        let date = self.days.get(day);
        date.map_or_else(|| (day + 1).to_string(), ToString::to_string)
    }
}

/// Minutes since midnight of `9:00`, `09：00`, `9.30`.
fn time(text: &str) -> Option<usize> {
    let (hour, minute) = text.trim().split_once([':', '：', '.', '时'])?;
    let hour: usize = hour.trim().parse().ok()?;
    let minute: usize = minute.trim().trim_end_matches('分').parse().ok()?;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Consecutive hearings; none overlaps the break or midnight.
fn slots(rules: &DefenceRules, start: usize, pause: Option<(usize, usize)>) -> Vec<Slot> {
    let each = rules.minutes.max(1);
    let mut at = start;
    let mut slots = Vec::new();
    while (slots.len() + 1) * each <= rules.minutes_per_day {
        if let Some((from, to)) = pause
            && at < to
            && at + each > from
        {
            at = to;
        }
        let (Some(start), Some(end)) = (clock(at), clock(at + each)) else {
            break;
        };
        slots.push(Slot { start, end });
        at += each;
    }
    slots
}

fn clock(minutes: usize) -> Option<Time> {
    let hour = i8::try_from(minutes / 60).ok()?;
    let minute = i8::try_from(minutes % 60).ok()?;
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> DefenceRules {
        DefenceRules {
            days: "2026-10-13；2026-10-12".to_owned(),
            ..DefenceRules::default()
        }
    }

    #[test]
    fn hearings_leave_out_the_break_and_end_with_the_day() {
        let clock = Clock::new(&rules()).expect("sound");
        assert_eq!(clock.day_name(0), "2026-10-12");
        assert_eq!(clock.slots.len(), 12);
        let starts: Vec<String> = clock
            .slots
            .iter()
            .map(|slot| slot.start.strftime("%H:%M").to_string())
            .collect();
        assert_eq!(starts[0], "09:00");
        assert_eq!(starts[5..7], ["11:30", "13:30"]);
        assert_eq!(starts[11], "16:00");
        // 45 minutes do not fit between 11:15 and the break.
        let long = DefenceRules {
            minutes: 45,
            ..rules()
        };
        let slots = Clock::new(&long).expect("sound").slots;
        assert_eq!(slots.len(), 8);
        assert_eq!(slots[4].start.strftime("%H:%M").to_string(), "13:30");
    }

    #[test]
    fn wrong_days_and_times_are_all_told() {
        let wrong = DefenceRules {
            days: "2026-10-12;下周".to_owned(),
            start: "九点".to_owned(),
            break_from: "13:30".to_owned(),
            break_to: "12:00".to_owned(),
            ..DefenceRules::default()
        };
        let problems = Clock::new(&wrong).expect_err("wrong");
        let codes: Vec<_> = problems.iter().map(|own| own.code).collect();
        assert_eq!(codes, ["D101", "D102", "D103"]);
        let short = DefenceRules {
            minutes: 400,
            ..DefenceRules::default()
        };
        assert_eq!(Clock::new(&short).expect_err("too short")[0].code, "D104");
        let none = Clock::new(&DefenceRules::default()).expect("sound");
        assert_eq!((none.day_count(), none.day_name(0).as_str()), (1, "1"));
    }
}
