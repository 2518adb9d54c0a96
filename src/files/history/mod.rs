//! The history of a plan: every plan that was ever written, next to the plan, numbered and chained.
//!
//! # Layout, below the output folder
//! - `plan.json`: the plan in force.
//! - `history/0001.plan.json`, …: every version, byte for byte. Never changed, never removed.
//! - `history/log.jsonl`: one [`Record`] a line, append only. Each carries the SHA-256 of its plan
//!   and of the record before it, so that a change to the past shows.
//! - `history/0001.committee.xlsx`, …: what shows a version ([`write_shown`]), kept before the
//!   version is recorded; the record has the hash of each, so that it is known of every workbook
//!   or page in place which version it shows.
//! - `history/kept-0123456789ab.committee.xlsx`, …: a file in place that no record knew (somebody
//!   wrote into the workbook), kept before it was replaced.
//! - `history/lock`: held while writing; the operating system lets go of it when a process dies.
//!
//! # What holds at every instant
//! [`write_plan`] makes what shows the version durable, then the version file, then its record, and
//! only then renames the new plan over `plan.json` and the files that show it after that. A process killed (or a machine switched off) between any two steps
//! leaves the old or the new `plan.json`, whole, and whatever was whole before is still in the
//! history. The next write repairs what a crash left behind: a torn last line is set aside, a
//! version file without record gets one, and a `plan.json` that is not the last recorded one
//! (edited by hand, say) becomes a version of its own before it is replaced.
//!
//! The order is that of write-ahead logging (Mohan et al., *ARIES*, ACM TODS 17(1), 1992), with
//! whole files in place of pages; replacing by rename after `fsync` follows Pillai et al., *All
//! File Systems Are Not Created Equal*, OSDI 2014.

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

pub use departures::departures;
pub use error::{HistoryError, Stage};
pub use list::{History, Version, VersionState, read_history};
pub use record::{Action, Departure, Departures, Meta, RECORD_SCHEMA, Record, Seen};
pub use repair::{Repaired, repair};
pub use shown::stale_beside;
pub use store::{Written, undo, write_plan, write_shown};

/// Name of the plan in its folder.
pub const PLAN_FILE: &str = "plan.json";
/// Name of the folder that holds the history, below the plan's.
pub const HISTORY_FOLDER: &str = "history";
/// Name of the log in the history folder.
pub const LOG_FILE: &str = "log.jsonl";

/// Name of a version's file: four digits, more when they are needed.
fn version_file(version: u64) -> String {
    format!("{version:04}.plan.json")
}

/// The version that a file name stands for.
fn version_of(file: &str) -> Option<u64> {
    let digits = file.strip_suffix(".plan.json")?;
    let version = digits.parse().ok()?;
    (version_file(version) == file && version > 0).then_some(version)
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
