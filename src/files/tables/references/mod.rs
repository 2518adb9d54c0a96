//! Checks that need all tables: parties, ownership rings, contradictory pins.

mod effect;
mod headers;
mod organizations;
mod parties;
mod people;
mod pins;
mod reviewers;
mod rings;
mod unread;

pub(super) use effect::{NameRow, names as check_names};
pub(super) use headers::{AllHeaders, Headers};
pub(super) use unread::check as check_unread;

use super::findings::Findings;
use super::relations::Known;
use crate::model::Season;

/// Checks everything that involves several rows or tables.
pub(super) fn check(season: &Season, known: &Known, headers: &AllHeaders, findings: &mut Findings) {
    people::check(season, known, headers, findings);
    organizations::check(season, headers, findings);
    parties::check(season, known, headers, findings);
    effect::check(season, known, headers, findings);
    rings::check(season, headers, findings);
    pins::check(season, headers, findings);
    reviewers::check(season, headers, findings);
}
