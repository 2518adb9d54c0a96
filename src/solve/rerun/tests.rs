//! Behaviour of the searches of a rerun after the time limit, on the toy season.

use super::before::Before;
use super::exchange::{polished, table};
use super::found::Found;
use super::last_resort::last_resort;
use super::objective::Order;
use super::placing::complete;
use super::run::compile;
use super::search::fewest;
use super::seats::Change;
use super::task::{Frozen, Task};
use crate::files::tables::read_season;
use crate::model::words::Lang;
use crate::model::{Rules, Season, SeasonBuilder};
use crate::solve::instance::Instance;
use crate::solve::program::process::Deadline;
use crate::solve::{Environment, Unwatched, form};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Provides a run of the toy season without changes, with the given time limit.
fn with_toy(test: impl Fn(&dyn Fn(Duration) -> Task<'static>)) {
    let season = read_season(Path::new("data/toy"), None)
        .expect("the toy season")
        .season;
    with_changed(&season, |_| (), test);
}

/// The same for any season, whose rules change after the committee was formed.
fn with_changed(
    season: &Season,
    change: impl FnOnce(&mut Rules),
    test: impl Fn(&dyn Fn(Duration) -> Task<'static>),
) {
    let mut season = season.clone();
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let stop = Arc::default();
    let mut environment = Environment::new(60.0, 1, 1, &stop, &Unwatched);
    environment.work_limit = Some(1000);
    let plan = form(&season, &conflicts, &affinity, &environment, Lang::En)
        .expect("a plan")
        .plan;
    change(&mut season.rules);
    let compiled = compile(&season, &conflicts, &affinity).expect("the toy season compiles");
    let instance: &'static Instance = Box::leak(Box::new(compiled));
    test(&|time| {
        let (before, _) = Before::read(&season, instance, &plan);
        let frozen = Frozen {
            experts: vec![false; instance.experts.len()],
            submissions: vec![false; instance.submissions.len()],
        };
        let deadline = Deadline::after(time, None);
        Task::new(instance, before, frozen, Order::CoverageFirst, deadline)
    });
}

#[test]
fn a_search_without_time_finds_nothing_and_proves_nothing() {
    with_toy(|task| {
        assert!(fewest(&task(Duration::MAX), None, || None).is_ok());
        let late = fewest(&task(Duration::ZERO), None, || None);
        assert_eq!(late.map(drop), Err(false));
    });
}

const FIELDS: [&str; 5] = ["Q06.01", "Q06.02", "Q07.01", "Q07.02", "Q08.01"];

/// One group of three, five fields, and two experts of each field without a seat.
fn five_fields() -> Season {
    let mut builder = SeasonBuilder::new();
    for at in 0..12 {
        let domain = FIELDS[at % FIELDS.len()];
        let (id, employer) = (format!("E{at:02}"), format!("单位{at}"));
        builder = builder.expert(&id, &employer, "38", domain, |one| {
            one.can_lead = true;
            one.quality_lead = at > 8;
        });
    }
    for at in 0..FIELDS.len() {
        let domain = FIELDS[at % FIELDS.len()];
        let (id, owner) = (format!("S{at}"), format!("申报{at}"));
        builder = builder.submission(&id, &owner, "38", domain, |_| ());
    }
    let rules = |rules: &mut Rules| {
        rules.groups.count = 1;
        rules.groups.min_members = 3;
        rules.groups.max_members = 3;
        rules.groups.odd_members = true;
        rules.reviews.per_submission = 2;
    };
    builder.rules(rules).build()
}

/// Groups of three may become five but not four: two join at once.
#[test]
fn two_join_a_group_of_odd_size_together() {
    let larger = |rules: &mut Rules| rules.groups.max_members = 5;
    with_changed(&five_fields(), larger, |task| {
        let task = task(Duration::MAX);
        let found = fewest(&task, None, || None).expect("the plan as it is");
        let rows = table(&task, &found, None, 2, |_| None);
        assert_eq!(rows[2].people, 2);
        assert_eq!(rows[2].seats.members[0].len(), 5);
        assert!(rows[2].completed.cost < rows[1].completed.cost);
    });
}

/// Newly called experts are replaced by the best of those who could be called instead.
#[test]
fn nobody_is_called_where_another_serves_better() {
    let larger = |rules: &mut Rules| {
        rules.groups.max_members = 4;
        rules.groups.odd_members = false;
    };
    with_changed(&five_fields(), larger, |task| {
        let task = task(Duration::MAX);
        let found = fewest(&task, None, || None).expect("the plan as it is");
        let joined = |expert: u32| {
            let idle = found.seats.seat[expert as usize].is_none();
            let head = found.seats.chairs.contains(&Some(expert));
            let join = Change::Seat(expert, Some(0));
            let seats = found.seats.after(task.instance, join);
            let completed = (idle && !head).then(|| complete(&task, &seats))??;
            Some(Found {
                people: 1,
                completed,
                seats,
                ..found.clone()
            })
        };
        let all: Vec<Found> = (0..12).filter_map(joined).collect();
        let best = all.iter().map(|one| one.completed.cost).min();
        let worst = all.iter().max_by_key(|one| one.completed.cost);
        let worst = worst.expect("somebody may join").clone();
        assert_ne!(Some(worst.completed.cost), best);
        let better = polished(&task, worst);
        assert_eq!((Some(better.completed.cost), better.people), (best, 1));
    });
}

/// Groups larger than now permitted lose members, and nobody else is notified.
#[test]
fn the_last_resort_goes_back_to_the_prior_plan() {
    let mut season = five_fields();
    season.rules.groups.max_members = 5;
    let smaller = |rules: &mut Rules| rules.groups.max_members = 3;
    with_changed(&season, smaller, |task| {
        let task = task(Duration::MAX);
        let stop = Arc::default();
        let mut environment = Environment::new(60.0, 1, 1, &stop, &Unwatched);
        environment.work_limit = Some(1000);
        let found = last_resort(&task, &season, &environment).expect("a committee");
        assert_eq!(found.seats.members[0].len(), 3);
        assert_eq!(found.people, 2);
    });
}

#[test]
fn what_is_known_already_is_offered_when_the_time_is_over() {
    with_toy(|task| {
        let found = fewest(&task(Duration::MAX), None, || None).expect("the plan as it is");
        let mut also = found.clone();
        also.completed.cost.lost -= 1;
        let rows = table(&task(Duration::ZERO), &found, Some(&also), 2, |_| None);
        let costs: Vec<_> = rows.iter().map(|row| row.completed.cost).collect();
        let better = also.completed.cost;
        // It changes no more people than the first row, so it is that row.
        assert_eq!(costs, [better; 3]);
    });
}
