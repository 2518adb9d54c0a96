//! The history of a plan: every version ever written, stored next to the plan, numbered and
//! hash-chained.
//!
//! # Layout, below the output folder
//! - `plan.json`: the plan in force.
//! - `history/0001.plan.json`, …: every version, byte for byte. Never changed, never removed.
//! - `history/log.jsonl`: one [`Record`] per line, append only. Each contains the SHA-256 of its
//!   plan and of the previous record, so that a change to the past is detected.
//! - `history/0001.committee.xlsx`, …: the files that present a version ([`write_shown`]), stored
//!   before the version is recorded. The record has the hash of each, so the version of any
//!   workbook or page in place can be determined.
//! - `history/kept-0123456789ab.committee.xlsx`, …: a file in place that no record matches (edited
//!   by hand, for example), kept before it was replaced.
//! - `history/lock`: locked while writing; the operating system releases it when a process dies.
//!
//! # Invariants
//! [`write_plan`] first makes the files that present the version durable, then the version file,
//! then its record. Only then does it rename the new plan over `plan.json`, and after that the
//! presenting files. A process killed (or a machine switched off) between any two steps leaves
//! either the old or the new `plan.json`, complete, and everything complete before is still in the
//! history. The next write repairs what a crash left behind: a torn last line is set aside, a
//! version file without a record gets one, and a `plan.json` other than the last recorded one
//! (edited by hand, for example) becomes a version of its own before it is replaced.
//!
//! The order is that of write-ahead logging (Mohan et al., *ARIES*, ACM TODS 17(1), 1992), with
//! whole files instead of pages; replacing by rename after `fsync` follows Pillai et al., *All File
//! Systems Are Not Created Equal*, OSDI 2014.

mod departures;
mod disk;
mod error;
mod list;
mod lock;
mod log;
mod record;
mod repair;
mod shown;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use crate::model::words::sha256;
pub use departures::departures;
pub use error::{HistoryError, Stage};
pub use list::{History, Version, VersionState, coming_version, read_history, version_with};
pub use record::{Action, Departure, Departures, Meta, RECORD_SCHEMA, Record, Seen};
pub use repair::{Repaired, repair};
pub use shown::stale_beside;
pub use store::{Written, undo, write_plan, write_shown};

/// Name of the plan in its folder.
pub const PLAN_FILE: &str = "plan.json";
/// Name of the history folder, inside the plan's folder.
pub const HISTORY_FOLDER: &str = "history";
/// Name of the log in the history folder.
pub const LOG_FILE: &str = "log.jsonl";

/// File name of a version: at least four digits.
fn version_file(version: u64) -> String {
    format!("{version:04}.plan.json")
}

/// Parses the version number from the file name of a version.
fn version_of(file: &str) -> Option<u64> {
    let digits = file.strip_suffix(".plan.json")?;
    let version = digits.parse().ok()?;
    (version_file(version) == file && version > 0).then_some(version)
}
