//! Whole runs: from a season's tables to a checked plan.

use empanel::affinity::Affinity;
use empanel::checker;
use empanel::conflict::Conflicts;
use empanel::format::read_season;
use empanel::model::Season;
use empanel::solve::{Environment, Formed, NoPlan, Unwatched, form};
use empanel::text::Lang;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

fn season(folder: &str) -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(folder);
    read_season(&folder, None)
        .expect("a readable season")
        .season
}

/// Forms a plan within a work limit and lets the checker judge it.
fn formed(season: &Season, work: u64) -> Result<Formed, NoPlan> {
    let stop = Arc::new(AtomicBool::new(false));
    let mut environment = Environment::new(600.0, 1, 2, &stop, &Unwatched);
    environment.work_limit = Some(work);
    let conflicts = Conflicts::build(season);
    let affinity = Affinity::build(season);
    let formed = form(season, &conflicts, &affinity, &environment, Lang::Zh)?;
    let report = checker::check(season, &formed.plan);
    assert!(report.violations.is_empty(), "{:#?}", report.violations);
    Ok(formed)
}

#[test]
fn the_toy_season_gets_its_best_plan() {
    let formed = formed(&season("toy"), 2_000).expect("a plan");
    let quality = &formed.plan.quality;
    assert!((quality.total_score - 8.0125).abs() < 1e-9, "{quality:?}");
    assert_eq!(quality.coverage_shortfalls, 1);
    assert_eq!(formed.plan.shortfalls[0].code, "Q12.01");
}

#[test]
fn the_sample_season_gets_a_plan_that_keeps_every_rule() {
    let formed = formed(&season("sample/csv"), 20_000).expect("a plan");
    let quality = &formed.plan.quality;
    assert!(quality.coverage_shortfalls < 40, "{quality:?}");
    assert!(
        quality
            .bound
            .is_some_and(|bound| bound > quality.total_score)
    );
    assert_eq!(formed.plan.reviews.len(), 271);
}

#[test]
fn a_work_limit_gives_the_same_plan_again() {
    let season = season("sample/csv");
    let first = formed(&season, 3_000).expect("a plan").plan;
    let second = formed(&season, 3_000).expect("a plan").plan;
    assert_eq!(first, second);
}
