//! One thing wrong with a timetable at a time.

use super::*;
use crate::checker::fixture::{broken, plan, season, subjects, violations};
use crate::model::plan::{Plan, RoundGroup};
use crate::model::{Season, SeasonBuilder};

const DAYS: [&str; 2] = ["2026-10-12", "2026-10-13"];

fn dated() -> SeasonBuilder {
    season().rules(|rules| rules.defence.days = DAYS.join("；"))
}

fn session(day: &str, group: &str, start: &str, submission: &str) -> Session {
    Session {
        day: day.to_owned(),
        group: group.to_owned(),
        start: start.to_owned(),
        end: clock(minutes(start).expect("a time") + 30),
        submission: submission.to_owned(),
    }
}

/// G01 sits on both days, G02 on the second.
fn round() -> Round {
    let group = |id: &str, days: &[&str]| RoundGroup {
        id: id.to_owned(),
        days: days.iter().map(|day| (*day).to_owned()).collect(),
        ..RoundGroup::default()
    };
    Round {
        name: "defence".to_owned(),
        groups: vec![group("G01", &DAYS), group("G02", &DAYS[1..])],
        timetable: vec![
            session(DAYS[0], "G01", "09:00", "S1"),
            session(DAYS[1], "G01", "09:00", "S2"),
            session(DAYS[1], "G02", "11:30", "S3"),
            session(DAYS[1], "G02", "13:30", "S4"),
        ],
        ..Round::default()
    }
}

fn found(season: &Season, change: impl FnOnce(&mut Round)) -> Vec<Violation> {
    broken(Rule::Timetable, season, |plan: &mut Plan| {
        let mut own = round();
        change(&mut own);
        plan.round = Some(own);
    })
}

fn words(found: &[Violation]) -> Vec<&str> {
    found.iter().map(|own| own.words.en.as_str()).collect()
}

#[test]
fn a_sound_timetable_is_accepted_and_the_paper_round_has_none() {
    let mut plan = plan();
    assert_eq!(violations(&dated().build(), &plan), []);
    plan.round = Some(round());
    assert_eq!(violations(&dated().build(), &plan), []);
    // In any order, and with the hearings of a group exchanged.
    let own = plan.round.as_mut().expect("a round");
    own.timetable.reverse();
    own.timetable[0].submission = "S3".to_owned();
    own.timetable[1].submission = "S4".to_owned();
    assert_eq!(violations(&dated().build(), &plan), []);
}

#[test]
fn every_submission_is_heard_once_by_its_own_group() {
    let season = dated().build();
    let gone = found(&season, |own| drop(own.timetable.remove(1)));
    assert_eq!(
        words(&gone),
        ["Submission S2 of group G01 is not in the timetable."]
    );
    assert_eq!((gone[0].value, gone[0].limit), (Some(0.0), Some(1.0)));
    let twice = found(&season, |own| {
        own.timetable.push(session(DAYS[0], "G01", "10:00", "S2"));
    });
    assert_eq!(subjects(&twice), [["G01", "S2"]]);
    let none = found(&season, |own| own.timetable.clear());
    assert_eq!(none.len(), 4);
    let strange = found(&season, |own| {
        own.timetable[2].submission = "S1".to_owned();
    });
    assert_eq!(
        subjects(&strange),
        [["G01", "S1"], ["G02", "S1"], ["G02", "S3"]]
    );
    for id in ["S9", ""] {
        let unknown = found(&season, |own| {
            own.timetable.push(session(DAYS[0], "G01", "15:00", id));
        });
        assert_eq!(subjects(&unknown), [["G01", id]]);
    }
    let nowhere = found(&season, |own| {
        own.timetable[0].group = "G09".to_owned();
    });
    let nowhere = words(&nowhere).join(" ");
    assert!(nowhere.contains("group [G09], which does not have it"));
    assert!(nowhere.contains("not one of its days"));
}

#[test]
fn days_are_those_of_the_rules_and_of_the_group() {
    let season = dated().build();
    for day in ["2026-10-14", "1", "", "tomorrow", "2026-02-30"] {
        let found = found(&season, |own| own.timetable[0].day = day.to_owned());
        assert_eq!(subjects(&found), [["G01", "S1"]], "{day}");
        assert!(found[0].words.en.contains("not a day in the rules"));
    }
    let other = found(&season, |own| own.timetable[3].day = DAYS[0].to_owned());
    assert_eq!(
        words(&other),
        ["Group G02 hears S4 on 2026-10-12, which is not one of its days."]
    );
    // Without dates there is one day, and it is called 1.
    let mut plan = plan();
    let mut own = round();
    own.groups
        .iter_mut()
        .for_each(|own| own.days = vec!["1".to_owned()]);
    own.timetable
        .iter_mut()
        .for_each(|own| own.day = "1".to_owned());
    own.timetable[1].start = "09:30".to_owned();
    own.timetable[1].end = "10:00".to_owned();
    plan.round = Some(own);
    assert_eq!(
        violations(&super::super::fixture::season().build(), &plan),
        []
    );
}

#[test]
fn hearings_last_as_long_as_the_rules_say_inside_the_day() {
    let season = dated().build();
    let at = |start: &str, end: &str| {
        let found = found(&season, |own| {
            own.timetable[0].start = start.to_owned();
            own.timetable[0].end = end.to_owned();
        });
        assert!(subjects(&found).iter().all(|ids| *ids == ["G01", "S1"]));
        words(&found).join(" ")
    };
    assert!(at("09:00", "09:20").contains("20 minutes; the rules set 30"));
    assert!(at("09:00", "08:30").contains("0 minutes"));
    assert!(at("08:45", "09:15").contains("outside the hours of 09:00 to 16:30"));
    assert!(at("16:15", "16:45").contains("outside the hours"));
    assert!(at("11:45", "12:15").contains("during the break from 12:00 to 13:30"));
    assert!(at("12:30", "13:00").contains("during the break"));
    assert!(at("9:00", "09:30").contains("cannot be read"));
    assert!(at("", "").contains("cannot be read"));
    let unreadable = dated().rules(|rules| rules.defence.start = "nine".to_owned());
    let found = found(&unreadable.build(), |_| ());
    assert!(found[0].words.en.contains("cannot be checked"));
}

#[test]
fn a_group_hears_one_at_a_time_and_no_more_than_a_day_holds() {
    let season = dated().build();
    let beside = found(&season, |own| {
        own.timetable[1] = session(DAYS[0], "G01", "09:15", "S2");
    });
    assert_eq!(
        words(&beside),
        ["Group G01 hears S1 and S2 at the same time, 09:15."]
    );
    let short = dated().rules(|rules| rules.defence.minutes_per_day = 59);
    let long = found(&short.build(), |own| {
        own.timetable[3] = session(DAYS[1], "G02", "11:00", "S4");
    });
    let told = words(&long).join(" ");
    assert!(
        told.contains("Group G02 hears 60 minutes on 2026-10-13; at most 59"),
        "{told}"
    );
}

#[test]
fn rooms_and_free_days_are_kept() {
    let one = dated().rules(|rules| rules.defence.rooms = 1).build();
    let crowded = found(&one, |_| ());
    assert_eq!(subjects(&crowded), [[DAYS[1], "G01", "G02"]]);
    assert_eq!((crowded[0].value, crowded[0].limit), (Some(2.0), Some(1.0)));
    let day = |at: usize| -> jiff::civil::Date { DAYS[at].parse().expect("a day") };
    // A1 is free on the first day alone, B1 on the second, which is all that G02 needs.
    let season = dated().change(|season| {
        season.experts[2].free_days = vec![day(0)];
        season.experts[5].free_days = vec![day(1)];
        season.experts[0].free_days = vec![day(0)];
    });
    let busy = found(&season.build(), |_| ());
    assert_eq!(
        words(&busy),
        ["Group G01 sits on 2026-10-13, but its member A1 is not free on that day."]
    );
}
