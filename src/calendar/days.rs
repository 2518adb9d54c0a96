//! Which days are worked.

use jiff::civil::{Date, Weekday};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a notice makes of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 放假
    Off,
    /// 上班: a weekend day that is worked.
    Work,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialDay {
    /// Off or worked.
    pub kind: DayKind,
    /// The holiday that it belongs to.
    pub name: String,
    /// The notice; empty when the table does not say.
    pub notice: String,
}

/// Why a day is worked or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// An ordinary working day.
    Weekday,
    /// A weekend day that is worked to make up for a holiday.
    MakeUp,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A public holiday.
    Holiday,
}

impl Work {
    /// Whether the day is worked.
    pub fn is_work(self) -> bool {
        matches!(self, Self::Weekday | Self::MakeUp)
    }
}

/// The special days of the years that are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    days: BTreeMap<Date, SpecialDay>,
    years: BTreeSet<i16>,
}

impl Calendar {
    /// Makes a calendar; `years` are those for which `days` is the whole truth.
    pub fn new(days: BTreeMap<Date, SpecialDay>, years: BTreeSet<i16>) -> Self {
        Self { days, years }
    }

    /// The years whose holidays are known.
    pub fn years(&self) -> impl Iterator<Item = i16> + '_ {
        self.years.iter().copied()
    }

    /// Whether the holidays of a year are known.
    pub fn knows(&self, year: i16) -> bool {
        self.years.contains(&year)
    }

    /// Puts the years of `other` in place of the own ones.
    #[must_use]
    pub fn replaced_by(mut self, other: Self) -> Self {
        self.days
            .retain(|date, day| !other.knows(notice_year(*date, &day.name)));
        self.days.extend(other.days);
        self.years.extend(other.years);
        self
    }

    /// What the table says of a day.
    pub fn special(&self, date: Date) -> Option<&SpecialDay> {
        self.days.get(&date)
    }

    /// Whether a day is worked, and why.
    pub fn work(&self, date: Date) -> Work {
        let weekend = is_weekend(date);
        match (self.days.get(&date).map(|day| day.kind), weekend) {
            (Some(DayKind::Off), _) => Work::Holiday,
            (Some(DayKind::Work), true) => Work::MakeUp,
            (Some(DayKind::Work), false) | (None, false) => Work::Weekday,
            (None, true) => Work::Weekend,
        }
    }
}

/// The year whose notice a day belongs to: New Year's holidays may begin in December.
pub(crate) fn notice_year(date: Date, name: &str) -> i16 {
    date.year() + i16::from(date.month() == 12 && name.contains("元旦"))
}

/// Whether a day is a Saturday or a Sunday.
pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
