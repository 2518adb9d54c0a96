//! The steps of the office's year.
#![allow(missing_docs)]

#[path = "../support/cli_support.rs"]
mod cli_support;
#[path = "../support/judge/mod.rs"]
mod judge;
#[path = "../support/sheets_support.rs"]
mod sheets_support;
#[path = "../support/telling.rs"]
mod telling;
#[path = "../support/toy_plan.rs"]
mod toy_plan;
#[path = "../support/year_support.rs"]
mod year_support;

mod defence;
mod draw;
mod export;
mod hearing;
mod office;
mod papers;
mod sheets;
mod sheets_saved;
mod timetable;
mod truth;
mod whole;
