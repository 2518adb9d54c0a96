//! How good a committee or an assignment is, beside every other way of making one.
//!
//! [`measure`] counts the figures of one result, [`season`] and [`pairs`] run the methods,
//! [`compare`] pairs them over seeds, [`render`] writes tables and the page.

pub mod compare;
pub mod measure;
pub mod pairs;
pub mod render;
pub mod season;

pub use measure::Figures;

use crate::model::words::Bilingual;
use serde::Serialize;

/// One run of one method.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Run {
    /// Name of the season or instance.
    pub input: String,
    /// `ours`, or the baseline's name.
    pub method: String,
    /// Seed of the run.
    pub seed: u64,
    /// What came out; `None` where the method found nothing.
    pub figures: Option<Figures>,
    /// Why the method found nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Bilingual>,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Peak memory of the process during the run, what was read before included, where the system
    /// tells.
    pub memory_mib: Option<f64>,
}

/// Reads the peak resident memory of this process (`VmHWM`), in MiB.
pub fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

/// Starts the peak anew, where the system lets it (Linux); else peaks are those of all runs so far.
pub fn forget_peak() {
    // Refused on other systems and in some containers: then the peak stays.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
