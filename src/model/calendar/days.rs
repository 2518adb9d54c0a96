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

    /// The holiday that a day belongs to, or that it makes up for: by the table, else by law.
    /// Empty for ordinary days.
    pub fn holiday(&self, date: Date) -> &str {
        let named = self.special(date).map(|day| day.name.as_str());
        named.or_else(|| fixed_by_law(date)).unwrap_or_default()
    }

    /// Whether a day is worked, and why. What the law itself makes a holiday is one whatever the
    /// table says, and whether or not there is a table of the year.
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

/// The holiday that the law fixes on a date of the sun's calendar (全国年节及纪念日放假办法, as
/// revised for 2025, which added 2 May). No notice can move these; those of the moon's calendar,
/// and Qingming, only a table gives.
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
