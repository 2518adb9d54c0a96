//! A person of the pool.

use super::Place;
use crate::model::taxonomy::{DomainSkill, IndustryCode};

/// One row of the `experts` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expert {
    /// Unique text; leading zeros kept.
    pub id: String,
    /// The person's name; never written to logs.
    pub name: String,
    /// Organization name as written; empty when unknown.
    pub employer: String,
    /// Province or region; empty when unknown.
    pub region: String,
    /// Quality domains with the expert's level in each.
    pub domains: Vec<DomainSkill>,
    /// Industries the expert knows, at any depth of GB/T 4754-2017.
    pub industries: Vec<IndustryCode>,
    /// Professional title; empty when unknown.
    pub title: String,
    /// Whether the expert may lead a group.
    pub can_lead: bool,
    /// Whether the expert may chair the committee (selection measures, art. 13).
    pub quality_lead: bool,
    /// Maximum number of reviews of this expert; `None`: the limit of the rules.
    pub max_reviews: Option<u32>,
    /// Years in which the expert served, ascending, without repeats.
    pub served_years: Vec<i32>,
    /// Whether the table says that the expert serves for the first time; `None`: it does not say.
    pub newcomer: Option<bool>,
    /// Days on which the expert can attend the defence, ascending, without repeats; empty: any day.
    pub free_days: Vec<jiff::civil::Date>,
    /// Whether the expert can take part this year.
    pub available: bool,
    /// The cells of the columns that rules about the mix of people ask for, by the column's name as
    /// the rules write it.
    pub columns: Vec<(String, String)>,
    /// The row this was read from.
    pub place: Place,
}

impl Expert {
    /// What the expert's row has in a column, named as the rules name it; empty where it has
    /// nothing.
    pub fn column(&self, name: &str) -> &str {
        let kept = self.columns.iter().find(|(own, _)| own == name);
        match (kept, name) {
            (Some((_, cell)), _) => cell,
            (None, "title") => &self.title,
            (None, "region") => &self.region,
            (None, "employer") => &self.employer,
            (None, "newcomer") if self.is_newcomer() => "yes",
            (None, "newcomer") => "no",
            _ => "",
        }
    }

    /// Whether the expert never served before: no years are known, and the table does not say
    /// otherwise.
    pub fn is_newcomer(&self) -> bool {
        self.served_years.is_empty() && self.newcomer != Some(false)
    }

    /// Returns how many years in a row, up to and including the one before `year`, the expert
    /// has served.
    pub fn consecutive_years_before(&self, year: i32) -> u32 {
        let mut run = 0;
        while self.served_years.contains(&(year - 1 - run)) {
            run += 1;
        }
        run.unsigned_abs()
    }

    /// Whether the expert can attend on all of `days`; an expert without free days can on any day.
    pub fn is_free(&self, days: &[jiff::civil::Date]) -> bool {
        self.free_days.is_empty() || days.iter().all(|day| self.free_days.contains(day))
    }

    /// Whether the expert may serve in `year`: available, and not yet at the limit of consecutive
    /// years (0: no limit).
    pub fn may_serve(&self, year: i32, max_consecutive_years: u32) -> bool {
        let rested = max_consecutive_years == 0
            || self.consecutive_years_before(year) < max_consecutive_years;
        self.available && rested
    }
}
