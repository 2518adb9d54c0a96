//! Compares committees and assignments made by different methods.
//!
//! [`measure`] computes the figures of a result, [`season`] and [`pairs`] run the methods,
//! [`compare`] pairs them over seeds, [`render`] writes tables and the page, [`meaning`] says the
//! figures in words.

pub mod compare;
pub mod meaning;
pub mod measure;
pub mod pairs;
pub mod render;
pub mod season;

pub use measure::Figures;

use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A run of a method.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Run {
    /// Name of the season or instance.
    pub input: String,
    /// `ours`, or the name of the baseline.
    pub method: String,
    /// Seed of the run.
    pub seed: u64,
    /// Figures of the result; `None` if the method found none.
    pub figures: Option<Figures>,
    /// Why the method found no result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Bilingual>,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Peak memory of the process during the run in MiB, including data read before; `None` if the
    /// system does not provide it.
    pub memory_mib: Option<f64>,
}

/// Reads the peak resident memory of this process (`VmHWM`), in MiB.
pub fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

/// Resets the peak where the system supports it (Linux); otherwise peaks are those of all runs so
/// far.
pub fn forget_peak() {
    // Not permitted on other systems and in some containers; the peak is then not reset.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
