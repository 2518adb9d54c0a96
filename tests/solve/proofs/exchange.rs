//! What more shortfalls bring, compared with the exact model: no row above the true optimum, and
//! none below it that is called proven.

use super::draw::Draw;
use super::exact::{Aim, Exact};
use super::{TOLERANCE, draw, variable};
use empanel::checker;
use empanel::model::words::Lang;
use empanel::model::{Objective, Season};
use empanel::solve::{Environment, Formed, NoPlan, Unwatched, form};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// More shortfalls than the fewest that are tried.
const SPAN: usize = 3;

fn exchanged(season: &Season, seconds: f64, work: Option<u64>) -> Result<Formed, NoPlan> {
    let stop = Arc::new(AtomicBool::new(false));
    let seed = season.rules.solve.seed;
    let mut environment = Environment::new(seconds, seed, 1, &stop, &Unwatched);
    environment.exchange = Some(SPAN);
    environment.work_limit = work;
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    form(season, &conflicts, &affinity, &environment, Lang::Zh)
}

/// A season whose shortfalls can be traded: more reviewers are asked for than often can be had.
fn season(seed: u64) -> Season {
    let mut season = draw::season(seed);
    let draw = &mut Draw::new(seed ^ 0xe8c4);
    let rules = &mut season.rules;
    rules.solve.objective = Objective::Total;
    rules.groups.industry_members = draw.number(1, 3) as u32;
    let each = rules.reviews.per_submission as u32;
    rules.coverage.industry_reviewers = each.min(2);
    rules.coverage.domain_reviewers = each.min(2);
    season
}

/// Every false claim of the rows; how many rows were looked at, and how many were proven.
fn wrong(season: &Season, formed: &Formed, exact: &Exact<'_>) -> (Vec<String>, [usize; 2]) {
    let mut wrong = Vec::new();
    let table = formed.plan.exchange.as_ref().expect("a table");
    assert_eq!(table.rows.len(), formed.exchange.len());
    let mut before = f64::NEG_INFINITY;
    let proven = table.rows.iter().filter(|row| row.proven).count();
    for (row, plan) in table.rows.iter().zip(&formed.exchange) {
        let report = checker::check(season, plan);
        if !report.violations.is_empty() {
            wrong.push(format!("row {}: {:?}", row.more, report.violations[0]));
        }
        let most = table.fewest + row.more;
        if row.shortfalls > most || row.total_score < before {
            wrong.push(format!("{table:?}"));
        }
        before = row.total_score;
        let Some((_, best)) = exact.best(Aim::TotalWithin(most, 0.0)) else {
            wrong.push(format!("row {}: the exact model has no plan", row.more));
            continue;
        };
        if row.total_score > best + TOLERANCE {
            wrong.push(format!("above {best}: {row:?}"));
        }
        if row.bound.is_some_and(|bound| bound < best - TOLERANCE) {
            wrong.push(format!("a bound below {best}: {row:?}"));
        }
        if row.proven && row.total_score < best - TOLERANCE {
            wrong.push(format!("proven, where {best} is: {row:?}"));
        }
    }
    (wrong, [table.rows.len(), proven])
}

#[test]
#[allow(clippy::print_stderr)]
fn no_row_is_above_the_optimum_and_no_proven_one_below() {
    let (first, draws) = (variable("EMPANEL_FIRST", 1), variable("EMPANEL_DRAWS", 12));
    let seconds = variable("EMPANEL_SECONDS", 3) as f64;
    let (mut found, mut rows, mut proven, mut plans) = (Vec::new(), 0, 0, 0);
    for seed in first..first + draws {
        let season = season(seed);
        let Ok(formed) = exchanged(&season, seconds, None) else {
            continue;
        };
        let exact = Exact::new(&season);
        let (wrong, [own, sure]) = wrong(&season, &formed, &exact);
        if exact.slow() {
            continue;
        }
        plans += 1;
        rows += own;
        proven += sure;
        found.extend(
            wrong
                .into_iter()
                .map(|what| format!("season {seed}: {what}")),
        );
    }
    eprintln!(
        "{plans} plans, {rows} rows, {proven} proven, {} wrong",
        found.len()
    );
    assert!(found.is_empty(), "{found:#?}");
    // A test of rows that never come, or are never proven, would say nothing.
    assert!(rows > plans && proven > 0, "{plans} {rows} {proven}");
}

#[test]
fn a_counted_run_repeats_its_rows_and_writes_the_one_that_is_asked_for() {
    let mut traded = 0;
    for seed in 1..=3 {
        let mut season = season(seed);
        let Ok(first) = exchanged(&season, 600.0, Some(400)) else {
            continue;
        };
        let again = exchanged(&season, 600.0, Some(400)).expect("the same plan");
        assert_eq!(first.plan, again.plan);
        assert_eq!(first.exchange, again.exchange);
        for (more, row) in first.exchange.iter().enumerate() {
            season.rules.solve.extra_shortfalls = more;
            let taken = exchanged(&season, 600.0, Some(400)).expect("the same plan");
            assert_eq!(taken.plan, *row, "season {seed}, {more} more");
            traded += usize::from(more > 0);
        }
    }
    assert!(traded > 0);
}
