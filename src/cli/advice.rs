//! What would help where nothing fits: reported wherever this is proven.

use crate::explain::shortage::{self, Trial};
use crate::model::Season;
use crate::solve::Environment;
use crate::solve::instance::Reason;
use std::time::{Duration, Instant};

/// The longest that a season without a plan is looked into for what would help.
const MOST_ADVICE: Duration = Duration::from_secs(30);
/// The longest that one change is tried.
const ONE_TRIAL: Duration = Duration::from_secs(3);

/// Adds what would help to the reasons of a proven impossibility, in the time that is left.
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
