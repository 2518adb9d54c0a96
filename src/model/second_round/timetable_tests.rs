//! Times that stay, times that are free, times that are exchanged.

use super::*;
use crate::model::plan::{Round, RoundGroup};

/// One group that sits on two days and hears these.
fn plan(submissions: &[&str]) -> Plan {
    let ids: Vec<String> = submissions.iter().map(|own| (*own).to_owned()).collect();
    Plan {
        groups: vec![Group {
            id: "G01".to_owned(),
            submissions: ids.clone(),
            ..Group::default()
        }],
        round: Some(Round {
            shortlist: ids,
            groups: vec![RoundGroup {
                id: "G01".to_owned(),
                days: ["2026-10-12", "2026-10-13"].map(str::to_owned).to_vec(),
                ..RoundGroup::default()
            }],
            ..Round::default()
        }),
        ..Plan::default()
    }
}

fn season() -> Season {
    let mut season = Season::default();
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
    let (season, mut plan) = (season(), plan(&["S1", "S2", "S3", "S4"]));
    schedule(&season, &mut plan);
    assert_eq!(
        times(&plan),
        ["12 09:00 S1", "12 09:30 S2", "13 09:00 S3", "13 09:30 S4"]
    );
    plan.groups[0].submissions = ["S2", "S3", "S4", "S5"].map(str::to_owned).to_vec();
    schedule(&season, &mut plan);
    assert_eq!(
        times(&plan),
        ["12 09:00 S5", "12 09:30 S2", "13 09:00 S3", "13 09:30 S4"]
    );
}

#[test]
fn other_hours_make_another_timetable() {
    let (mut season, mut plan) = (season(), plan(&["S1", "S2", "S3"]));
    schedule(&season, &mut plan);
    season.rules.defence.minutes = 45;
    season.rules.defence.days = "2026-10-12".to_owned();
    plan.round.as_mut().expect("a round").groups[0].days.pop();
    schedule(&season, &mut plan);
    assert_eq!(times(&plan), ["12 09:00 S1", "12 09:45 S2", "12 10:30 S3"]);
}

#[test]
fn a_hearing_goes_to_a_free_time_or_exchanges_with_another() {
    let (season, mut plan) = (season(), plan(&["S1", "S2", "S3", "S4"]));
    schedule(&season, &mut plan);
    hear(&season, &mut plan, "S1", ("2026-10-13", "9:30")).expect("exchanged");
    hear(&season, &mut plan, "S2", ("2026-10-13", "14：00")).expect("free");
    assert_eq!(
        times(&plan),
        ["12 09:00 S4", "13 09:00 S3", "13 09:30 S1", "13 14:00 S2"]
    );
    let before = plan.clone();
    schedule(&season, &mut plan);
    assert_eq!(plan, before, "it stays where a person put it");
    for (day, start) in [("2026-10-14", "09:00"), ("2026-10-12", "12:00"), ("2026-10-12", "9")] {
        let refused = hear(&season, &mut plan, "S1", (day, start));
        assert!(refused.is_err(), "{day} {start}");
    }
    assert_eq!(plan, before);
    plan.round = None;
    assert!(hear(&season, &mut plan, "S1", ("2026-10-12", "09:00")).is_err());
}
