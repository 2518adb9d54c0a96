//! Lies about the figures, one at a time.

use super::*;
use crate::checker::check as verdict;
use crate::checker::fixture::{plan, restate, season, subjects};
use crate::model::Season;
use crate::model::plan::{Plan, Quality};

/// The subjects of the violations after a change to the truthful plan, all of rule R20.
fn lies(season: &Season, change: impl FnOnce(&mut Plan)) -> Vec<Vec<String>> {
    let mut plan = plan();
    restate(season, &mut plan);
    change(&mut plan);
    let found = verdict(season, &plan).violations;
    assert!(
        found.iter().all(|one| one.rule == Rule::Figures),
        "{found:?}"
    );
    let named = subjects(&found).into_iter();
    named
        .map(|ids| ids.into_iter().map(str::to_owned).collect())
        .collect()
}

fn quality(season: &Season, change: impl FnOnce(&mut Quality)) -> Vec<Vec<String>> {
    lies(season, |plan| change(&mut plan.quality))
}

#[test]
fn scores_are_true_to_a_millionth() {
    let season = season().build();
    assert_eq!(lies(&season, |_| ()), [[""; 0]; 0]);
    for off in [2e-5, -2e-5, f64::NAN, f64::INFINITY] {
        assert_eq!(
            quality(&season, |told| told.total_score += off),
            [["total_score"]]
        );
        assert_eq!(
            quality(&season, |told| told.worst_score += off),
            [["worst_score"]]
        );
        assert_eq!(
            quality(&season, |told| told.mean_score += off),
            [["mean_score"]]
        );
    }
    assert_eq!(
        quality(&season, |told| told.total_score += 5e-7),
        [[""; 0]; 0]
    );
    let count = quality(&season, |told| told.coverage_shortfalls = 1);
    assert_eq!(count, [["coverage_shortfalls"]]);
    for seconds in [-1.0, f64::NAN] {
        assert_eq!(
            quality(&season, |told| told.seconds = seconds),
            [["seconds"]]
        );
    }
}

#[test]
fn bounds_lie_above_what_is_reached_and_the_gap_between() {
    let season = season().build();
    // 8 reviews of 0.875.
    for (bound, gap) in [(7.0, 0.0), (14.0, 0.5)] {
        let told = |told: &mut Quality| (told.bound, told.gap) = (Some(bound), Some(gap));
        assert_eq!(quality(&season, told), [[""; 0]; 0]);
    }
    assert_eq!(quality(&season, |told| told.bound = Some(6.9)), [["bound"]]);
    assert_eq!(
        quality(&season, |told| told.bound = Some(f64::INFINITY)),
        [["bound"]]
    );
    assert_eq!(
        quality(&season, |told| told.worst_bound = Some(1.7)),
        [["worst_bound"]]
    );
    assert_eq!(quality(&season, |told| told.gap = Some(0.0)), [["gap"]]);
    let wrong = |told: &mut Quality| (told.bound, told.gap) = (Some(14.0), Some(0.4));
    assert_eq!(quality(&season, wrong), [["gap"]]);
    let fewest = |told: &mut Quality| told.shortfalls_bound = Some(1);
    assert_eq!(quality(&season, fewest), [["shortfalls_bound"]]);
}

#[test]
fn optimal_needs_the_bound_of_what_was_asked_for() {
    let optimal = |season: &Season, bound: Option<f64>, worst: Option<f64>| {
        lies(season, |plan| {
            plan.status = Status::Optimal;
            (plan.quality.bound, plan.quality.worst_bound) = (bound, worst);
        })
    };
    let total = season().build();
    assert_eq!(optimal(&total, Some(7.0), None), [[""; 0]; 0]);
    assert_eq!(optimal(&total, Some(7.000_001), None), [[""; 0]; 0]);
    assert_eq!(
        optimal(&total, Some(7.1), Some(1.75)),
        [["status", "bound"]]
    );
    assert_eq!(optimal(&total, None, None), [["status", "bound"]]);
    let maxmin = season()
        .rules(|rules| rules.solve.objective = Objective::Maxmin)
        .build();
    assert_eq!(optimal(&maxmin, Some(7.1), Some(1.75)), [[""; 0]; 0]);
    assert_eq!(
        optimal(&maxmin, Some(7.0), Some(1.8)),
        [["status", "worst_bound"]]
    );
}

#[test]
fn a_worst_of_zero_can_be_proven() {
    let mut season = with_shortfalls();
    season.rules.solve.objective = Objective::Maxmin;
    let found = |bound: f64| {
        lies(&season, |plan| {
            plan.status = Status::Optimal;
            plan.quality.worst_bound = Some(bound);
            plan.quality.shortfalls_bound = Some(2);
        })
    };
    let mut told = plan();
    restate(&season, &mut told);
    let worst = told.quality.worst_score;
    // Rounding each score to a billionth may lift the bound a little above what it proves.
    assert_eq!(found(worst + 1.5e-9), [[""; 0]; 0]);
    assert_eq!(found(worst + 0.1), [["status", "worst_bound"]]);
}

#[test]
fn optimal_with_shortfalls_needs_proof_that_they_are_the_fewest() {
    let season = with_shortfalls();
    for (fewest, expected) in [(Some(2), true), (Some(1), false), (None, false)] {
        let found = lies(&season, |plan| {
            plan.status = Status::Optimal;
            plan.quality.bound = Some(plan.quality.total_score);
            plan.quality.shortfalls_bound = fewest;
        });
        assert_eq!(found.is_empty(), expected, "{found:?}");
    }
}

/// S1 is of two industries and a domain that no one knows.
fn with_shortfalls() -> Season {
    let mut season = season().build();
    let code = |text| season.industries.parse(text).unwrap();
    let industries = vec![code("41"), code("39")];
    let domain = season.domains.parse("Q07.01").unwrap();
    season.submissions[0].industries = industries;
    season.submissions[0].domains = vec![domain];
    season
}

#[test]
fn every_shortfall_is_listed_once_and_no_other() {
    let season = with_shortfalls();
    assert_eq!(lies(&season, |_| ()), [[""; 0]; 0]);
    let hidden = lies(&season, |plan| plan.shortfalls.clear());
    assert_eq!(hidden, [["S1", "39;41"], ["S1", "Q07.01"]]);
    let twice = lies(&season, |plan| {
        plan.shortfalls.push(plan.shortfalls[1].clone())
    });
    assert_eq!(twice, [["S1", "Q07.01"]]);
    let moved = lies(&season, |plan| {
        plan.shortfalls[1].submission = "S2".to_owned()
    });
    assert_eq!(moved, [["S1", "Q07.01"], ["S2", "Q07.01"]]);
    let other_order = lies(&season, |plan| {
        plan.shortfalls[0].code = "39; 41".to_owned()
    });
    assert_eq!(other_order, [[""; 0]; 0]);
}

#[test]
fn recused_members_are_listed_and_nobody_else() {
    let season = season()
        .change(|season| season.submissions[0].recommender = "单位A3".to_owned())
        .build();
    let list = |ids: &[&str]| {
        let ids: Vec<_> = ids.iter().map(|id| (*id).to_owned()).collect();
        lies(&season, |plan| plan.reviews[0].recused = ids)
    };
    assert_eq!(list(&["A3"]), [[""; 0]; 0]);
    assert_eq!(list(&[]), [["S1", "A3"]]);
    assert_eq!(list(&["A3", "A1"]), [["S1", "A1"]]);
    assert_eq!(list(&["A3", "B1"]), [["S1", "B1"]]);
}

#[test]
fn a_table_of_more_shortfalls_has_a_row_for_the_plan_and_never_falls() {
    use crate::model::plan::{EXCHANGE_SCHEMA, Exchange, ExchangeRow};
    let season = season().build();
    let told = |change: fn(&mut Exchange)| {
        lies(&season, |plan| {
            let (count, total) = (plan.quality.coverage_shortfalls, plan.quality.total_score);
            let row = |more| ExchangeRow {
                more,
                shortfalls: count + more,
                kinds: Default::default(),
                total_score: total + more as f64,
                gained: more as f64,
                bound: None,
                bound_groups: None,
                proven: false,
            };
            let mut exchange = Exchange {
                schema: EXCHANGE_SCHEMA.to_owned(),
                fewest: count,
                searched: 5,
                taken: 0,
                rows: vec![row(0), row(1)],
            };
            change(&mut exchange);
            plan.exchange = Some(exchange);
        })
    };
    assert_eq!(told(|_| ()), [[""; 0]; 0]);
    let lies: [fn(&mut Exchange); 6] = [
        |own| own.taken = 1,
        |own| own.rows.clear(),
        |own| own.rows[0].total_score += 0.5,
        |own| own.rows[1].total_score -= 2.0,
        |own| own.rows[1].total_score = f64::NAN,
        |own| own.rows[1].shortfalls += 1,
    ];
    for lie in lies {
        assert_eq!(told(lie), [["exchange"]]);
    }
}
