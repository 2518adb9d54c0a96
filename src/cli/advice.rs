//! Suggestions when a season is proven infeasible.

use crate::explain::shortage::{self, Trial};
use crate::model::Season;
use crate::solve::Environment;
use crate::solve::instance::Reason;
use std::time::{Duration, Instant};

/// Maximum time for searching changes that would help.
const MOST_ADVICE: Duration = Duration::from_secs(30);
/// Maximum time for trying one change.
const ONE_TRIAL: Duration = Duration::from_secs(3);

/// Adds changes that would help to the reasons of a proven impossibility, within the remaining
/// time.
pub(super) fn advised(
    reasons: Vec<Reason>,
    season: &Season,
    environment: &Environment<'_>,
) -> Vec<Reason> {
    let trial = Trial {
        deadline: Instant::now() + environment.left().min(MOST_ADVICE),
        each: ONE_TRIAL,
        seed: environment.seed,
        threads: environment.threads,
    };
    shortage::advise(season, reasons, &trial)
}
