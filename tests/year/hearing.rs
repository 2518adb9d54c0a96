//! Times of hearings: those that stay, that are free, that are exchanged.

use crate::toy_plan::toy_plan;
use empanel::files::tables::read_season;
use empanel::model::Season;
use empanel::model::plan::{Plan, Round, RoundGroup};
use empanel::model::second_round::{hear, schedule};
use std::path::Path;

/// One group that sits on two days and hears these.
fn plan(submissions: &[&str]) -> Plan {
    let ids: Vec<String> = submissions.iter().map(|own| (*own).to_owned()).collect();
    let mut plan = toy_plan();
    plan.groups.truncate(1);
    plan.groups[0].submissions.clone_from(&ids);
    plan.round = Some(Round {
        shortlist: ids,
        groups: vec![RoundGroup {
            id: "G01".to_owned(),
            days: ["2026-10-12", "2026-10-13"].map(str::to_owned).to_vec(),
            ..RoundGroup::default()
        }],
        ..Round::default()
    });
    plan
}

fn season() -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let mut season = read_season(&folder, None).expect("sound").season;
    season.rules.defence.days = "2026-10-12;2026-10-13".to_owned();
    season
}

fn times(plan: &Plan) -> Vec<String> {
    let round = plan.round.as_ref().expect("a round");
    let all = round.timetable.iter();
    all.map(|own| format!("{} {} {}", &own.day[8..], own.start, own.submission))
        .collect()
}

#[test]
fn times_stay_when_a_submission_goes_and_another_comes() {
    let (season, mut plan) = (season(), plan(&["S001", "S002", "S003", "S004"]));
    schedule(&season, &mut plan);
    assert_eq!(
        times(&plan),
        [
            "12 09:00 S001",
            "12 09:30 S002",
            "13 09:00 S003",
            "13 09:30 S004"
        ]
    );
    plan.groups[0].submissions = ["S002", "S003", "S004", "S005"].map(str::to_owned).to_vec();
    schedule(&season, &mut plan);
    assert_eq!(
        times(&plan),
        [
            "12 09:00 S005",
            "12 09:30 S002",
            "13 09:00 S003",
            "13 09:30 S004"
        ]
    );
}

#[test]
fn other_hours_make_another_timetable() {
    let (mut season, mut plan) = (season(), plan(&["S001", "S002", "S003"]));
    schedule(&season, &mut plan);
    season.rules.defence.minutes = 45;
    season.rules.defence.days = "2026-10-12".to_owned();
    plan.round.as_mut().expect("a round").groups[0].days.pop();
    schedule(&season, &mut plan);
    assert_eq!(
        times(&plan),
        ["12 09:00 S001", "12 09:45 S002", "12 10:30 S003"]
    );
}

#[test]
fn a_hearing_goes_to_a_free_time_or_exchanges_with_another() {
    let (season, mut plan) = (season(), plan(&["S001", "S002", "S003", "S004"]));
    schedule(&season, &mut plan);
    hear(&season, &mut plan, "S001", ("2026-10-13", "9:30")).expect("exchanged");
    hear(&season, &mut plan, "S002", ("2026-10-13", "14：00")).expect("free");
    assert_eq!(
        times(&plan),
        [
            "12 09:00 S004",
            "13 09:00 S003",
            "13 09:30 S001",
            "13 14:00 S002"
        ]
    );
    let before = plan.clone();
    schedule(&season, &mut plan);
    assert_eq!(plan, before, "it stays where a person put it");
    for (day, start) in [
        ("2026-10-14", "09:00"),
        ("2026-10-12", "12:00"),
        ("2026-10-12", "9"),
    ] {
        let refused = hear(&season, &mut plan, "S001", (day, start));
        assert!(refused.is_err(), "{day} {start}");
    }
    assert_eq!(plan, before);
    plan.round = None;
    assert!(hear(&season, &mut plan, "S001", ("2026-10-12", "09:00")).is_err());
}
