//! Working days and days off.

use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What an official notice declares a day to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 放假
    Off,
    /// 上班: a weekend day that is worked.
    Work,
}

/// A day that a notice makes an exception to the rule of its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpecialDay {
    /// Off or working.
    pub kind: DayKind,
    /// Holiday the day belongs to.
    pub name: String,
    /// Reference of the notice; empty when the table does not give one.
    pub notice: String,
}

/// Why a day is a working day or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// An ordinary working day.
    Weekday,
    /// A weekend day worked to make up for a holiday.
    MakeUp,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A public holiday.
    Holiday,
}

impl Work {
    /// Whether it is a working day.
    pub fn is_work(self) -> bool {
        matches!(self, Self::Weekday | Self::MakeUp)
    }
}

/// The special days of the years covered by the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    days: BTreeMap<Date, SpecialDay>,
    years: BTreeSet<i16>,
}

impl Calendar {
    /// Creates a calendar; `years` are those for which `days` is complete.
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

    /// Replaces the years that `other` covers.
    #[must_use]
    pub fn replaced_by(mut self, other: Self) -> Self {
        self.days
            .retain(|date, day| !other.knows(notice_year(*date, &day.name)));
        self.days.extend(other.days);
        self.years.extend(other.years);
        self
    }

    /// Returns the table's entry for a day.
    pub fn special(&self, date: Date) -> Option<&SpecialDay> {
        self.days.get(&date)
    }

    /// The holiday that a day belongs to, or that it makes up for: by the table, else by law.
    /// Empty for ordinary days.
    pub fn holiday(&self, date: Date) -> &str {
        let named = self.special(date).map(|day| day.name.as_str());
        named.or_else(|| fixed_by_law(date)).unwrap_or_default()
    }

    /// Whether a day is a working day, and why. Statutory holidays are days off whatever the table
    /// says, and in years without a table.
    pub fn work(&self, date: Date) -> Work {
        if fixed_by_law(date).is_some() {
            return Work::Holiday;
        }
        let weekend = is_weekend(date);
        match (self.days.get(&date).map(|day| day.kind), weekend) {
            (Some(DayKind::Off), _) => Work::Holiday,
            (Some(DayKind::Work), true) => Work::MakeUp,
            (Some(DayKind::Work), false) | (None, false) => Work::Weekday,
            (None, true) => Work::Weekend,
        }
    }
}

/// The holiday that the law fixes on a date of the Gregorian calendar (全国年节及纪念日放假办法, as revised for
/// 2025, which added 2 May). No notice can move these. Holidays of the lunar calendar, and
/// Qingming, are known from the table only.
pub(crate) fn fixed_by_law(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => Some("元旦"),
        (5, 1) => Some("劳动节"),
        (5, 2) if date.year() >= 2025 => Some("劳动节"),
        (10, 1..=3) => Some("国庆节"),
        _ => None,
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
