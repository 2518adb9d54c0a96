//! Divides a season into parts that are formed apart, each an ordinary season: submissions that
//! belong together, as many groups as they fill, the experts who serve them best, and the same
//! chairs.
//!
//! 1. Submissions that the same experts would review are tied (`likeness`) and joined to
//!    clusters about as large as a group (`clusters`).
//! 2. Clusters go to parts of like size (`spread`).
//! 3. One assignment gives experts to the clusters' demand (`experts`).
//! 4. Submissions follow the experts (`follow`), and experts are assigned again, until nothing
//!    changes. The other experts are shared out, and kinds of people that rules ask for are evened
//!    out (`quotas`).
//! 5. What pins bind together stays in one part (`bonds`).
//!
//! Nothing here is random and nothing depends on threads: every run that divides the same season
//! finds the same parts.

mod bonds;
mod clusters;
mod divider;
mod experts;
mod follow;
mod likeness;
mod parts;
mod quotas;
mod share;
mod spread;

use super::instance::Compiler;
use super::search::CandidateLists;
use crate::model::Season;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
pub use parts::{Division, Share, Undivided};

use bonds::Bonds;
use divider::Divider;

/// Divides a season into so many parts.
///
/// # Errors
/// Why it cannot be divided.
pub fn divide(
    season: &Season,
    conflicts: &Conflicts,
    affinity: &Affinity,
    parts: usize,
) -> Result<Division, Undivided> {
    if !season.themes.is_empty() {
        return Err(Undivided::Themes);
    }
    let compiler = Compiler::new(season, conflicts, affinity).map_err(Undivided::Impossible)?;
    let groups = compiler.counts()[0];
    if groups < parts {
        return Err(Undivided::FewGroups { groups });
    }
    let instance = compiler.instance(groups).map_err(Undivided::Impossible)?;
    let lists = CandidateLists::new(&instance);
    Divider {
        season,
        instance: &instance,
        lists: &lists,
        groups: (0..parts)
            .map(|part| groups / parts + usize::from(part < groups % parts))
            .collect(),
        bonds: Bonds::of(season, &instance),
    }
    .divide()
}
