//! Whole runs: from a season's tables to a checked plan.

use empanel::checker;
use empanel::files::tables::read_season;
use empanel::lab::generate::{Recipe, Shape, Table};
use empanel::model::words::Lang;
use empanel::model::{Objective, Season};
use empanel::solve::{Environment, Formed, NoPlan, Unwatched, form};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use empanel::{Error, FormOptions};
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

/// Forms a plan within a work limit and has it checked.
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
    // Members who know the field count too, and so much work is little for them.
    assert!(quality.coverage_shortfalls < 60, "{quality:?}");
    assert!(
        quality
            .bound
            .is_some_and(|bound| bound > quality.total_score)
    );
    assert_eq!(formed.plan.reviews.len(), 271);
    // The rules leave the number of groups open, and a season of this size is not solved for all
    // numbers.
    assert_eq!(quality.bound_groups, Some(11));
    assert_eq!(formed.plan.status, empanel::model::plan::Status::Feasible);
}

#[test]
fn a_work_limit_gives_the_same_plan_again() {
    let season = season("sample/csv");
    let first = formed(&season, 3_000).expect("a plan").plan;
    let second = formed(&season, 3_000).expect("a plan").plan;
    assert_eq!(first, second);
}

#[test]
fn lifting_the_worst_tells_what_it_costs_and_stays_under_its_limit() {
    let mut season = season("toy");
    season.rules.solve.objective = empanel::model::Objective::Maxmin;
    let quality = formed(&season, 4_000).expect("a plan").plan.quality;
    let price = quality.price_of_fairness.expect("a price");
    let limit = quality.worst_bound.expect("a limit");
    assert!(quality.worst_score <= limit + 1e-9, "{quality:?}");
    assert!(quality.worst_score >= price.worst_under_it, "{quality:?}");
    // The highest total of the toy season is known and proven by another test.
    assert!(
        (price.highest_total - 8.0125).abs() < 1e-9
            && quality.total_score <= price.highest_total + 1e-9,
        "{quality:?}"
    );
}

#[test]
fn the_course_of_a_run_rises_in_time_and_ends_with_the_plan() {
    let season = season("toy");
    let formed = formed(&season, 2_000).expect("a plan");
    let course = &formed.course;
    let last = course.last().expect("the end is kept");
    assert!((last.total - formed.plan.quality.total_score).abs() < 1e-9);
    assert!(
        course
            .windows(2)
            .all(|pair| pair[0].seconds <= pair[1].seconds)
    );
    assert!(
        course
            .iter()
            .all(|point| point.bound.is_none_or(|bound| bound + 1e-6 >= last.total))
    );
}

#[test]
fn seasons_whose_worst_is_held_down_by_coverage_are_proven_level() {
    // The two best experts for a submission are of the same kind and leave its industry or domain
    // uncovered.
    use empanel::model::{Objective, SeasonBuilder};
    let mut season = SeasonBuilder::new();
    for number in 0..3 {
        let employer = format!("单位{number}");
        season = season.expert(
            &format!("E{number}"),
            &employer,
            "3441",
            "Q06.01:3",
            |expert| {
                expert.can_lead = true;
                expert.quality_lead = number > 0;
            },
        );
    }
    for number in 3..7 {
        let employer = format!("单位{number}");
        season = season.expert(
            &format!("E{number}"),
            &employer,
            "3450",
            "Q08.02:3",
            |expert| {
                expert.can_lead = true;
                expert.quality_lead = true;
            },
        );
    }
    season = season.submission("S1", "企业", "3441", "Q08.02", |_| ());
    season = season.submission("S2", "公司", "3450", "Q06.01", |_| ());
    let season = season
        .rules(|rules| {
            rules.groups.count = 1;
            (rules.groups.min_members, rules.groups.max_members) = (3, 5);
            (rules.groups.min_submissions, rules.groups.max_submissions) = (1, 4);
            rules.reviews.per_submission = 2;
            rules.reviews.max_per_expert = 4;
            rules.solve.objective = Objective::Maxmin;
        })
        .build();
    let plan = formed(&season, 2_000).expect("a plan").plan;
    let quality = &plan.quality;
    assert_eq!(quality.coverage_shortfalls, 0, "{quality:?}");
    let limit = quality.worst_bound.expect("a limit");
    assert!((limit - quality.worst_score).abs() < 1e-6, "{quality:?}");
}

#[test]
fn an_attempt_that_breaks_rules_proves_nothing() {
    // A third of a group of three is more than a fifth: no region may have a member.
    let mut season = season("toy");
    season.rules.balance.max_region_share = 0.2;
    let Err(NoPlan::Impossible(reasons)) = formed(&season, 4_000) else {
        panic!("no plan keeps the cap, and that can be proven");
    };
    assert!(!reasons.is_empty());
}

#[test]
fn a_submission_that_nobody_knows_leaves_a_worst_of_zero_proven() {
    use empanel::model::Objective;
    let mut season = season("toy");
    let at = season.submissions.iter().position(|one| one.id == "S005");
    let unknown = &mut season.submissions[at.expect("S005")];
    unknown.industries = vec![season.industries.parse("56").expect("a code")];
    unknown.domains = vec![season.domains.parse("Q17.02").expect("a code")];
    season.rules.solve.objective = Objective::Maxmin;
    let quality = formed(&season, 4_000).expect("a plan").plan.quality;
    assert!(quality.worst_score.abs() < 1e-9, "{quality:?}");
    assert!(quality.worst_bound.is_some_and(|bound| bound < 1e-6));
}

/// A season too large for one exact model, with members asked for who know the industry.
fn middle() -> Season {
    let recipe = Recipe::ordinary(80, 60, Some(4), 1, Shape::Dominant);
    let drawn = recipe.expect("a recipe that fits").draw();
    let folder = tempfile::tempdir().expect("a folder");
    for table in Table::ALL {
        let mut bytes = Vec::new();
        drawn.write(table, &mut bytes).expect("memory takes it");
        std::fs::write(folder.path().join(table.file()), bytes).expect("room on the disk");
    }
    let mut season = read_season(folder.path(), None).expect("a season").season;
    season.rules.groups.industry_members = 3;
    season
}

#[test]
fn what_more_shortfalls_bring_is_the_same_each_time_and_never_less_than_before() {
    let season = middle();
    let run = |exchange| {
        let stop = Arc::new(AtomicBool::new(false));
        let mut environment = Environment::new(600.0, 1, 2, &stop, &Unwatched);
        environment.work_limit = Some(6_000);
        environment.exchange = exchange;
        let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
        form(&season, &conflicts, &affinity, &environment, Lang::Zh).expect("a plan")
    };
    let (found, again) = (run(Some(2)), run(Some(2)));
    assert_eq!(found.exchange, again.exchange);
    assert_eq!(found.plan, again.plan);
    let table = found.plan.exchange.as_ref().expect("a table");
    assert_eq!(table.searched, 2);
    for (row, plan) in table.rows.iter().zip(&found.exchange) {
        let report = checker::check(&season, plan);
        assert!(report.violations.is_empty(), "{:#?}", report.violations);
        assert!(row.shortfalls <= table.fewest + row.more, "{row:?}");
        assert!(
            row.bound
                .is_none_or(|bound| bound >= row.total_score - 1e-6)
        );
    }
    let totals = table.rows.iter().map(|row| row.total_score);
    assert!(totals.is_sorted(), "{table:?}");
    // What is found later may better the plan, and never replaces it by a worse one.
    let alone = run(None).plan.quality;
    let first = &table.rows[0];
    assert!(
        first.shortfalls < alone.coverage_shortfalls
            || first.shortfalls == alone.coverage_shortfalls
                && first.total_score >= alone.total_score,
        "{first:?} {alone:?}"
    );
}

#[test]
fn the_library_hands_out_the_plan_of_every_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let season = empanel::read(folder).expect("the toy season");
    let options = FormOptions {
        seconds: 600.0,
        threads: 1,
        work: Some(800),
        exchange: Some(2),
        ..FormOptions::default()
    };
    let formed = season.form(&options).expect("a plan");
    formed.check().expect("every row is accepted");
    let table = formed.plan.exchange.as_ref().expect("a table");
    assert_eq!(table.rows.len(), formed.exchange.len());
    assert_eq!((table.fewest, table.taken), (1, 0));
    assert!((table.rows[0].total_score - 8.0125).abs() < 1e-9);
    assert!(
        season
            .form(&FormOptions {
                exchange: None,
                ..options.clone()
            })
            .is_ok_and(|formed| formed.exchange.is_empty() && formed.plan.exchange.is_none())
    );
    let maxmin = FormOptions {
        objective: Some(Objective::Maxmin),
        ..options
    };
    let refused = season.form(&maxmin);
    assert!(
        matches!(&refused, Err(Error::Input(problems)) if problems[0].code == "E505"),
        "{refused:?}"
    );
}
