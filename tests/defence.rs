//! The second round: who hears what, on which day, with whom of the first round.

mod toy_plan;

use empanel::affinity::Affinity;
use empanel::checker;
use empanel::conflict::Conflicts;
use empanel::defence::{self, Paper};
use empanel::format::{read_season, read_shortlist};
use empanel::model::{Season, SubmissionIndex};
use empanel::plan::Plan;
use empanel::solve::{Environment, Unwatched, form};
use empanel::text::Lang;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

const HASH: &str = "1111111111111111111111111111111111111111111111111111111111111111";

fn toy() -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let mut season = read_season(&folder, None).expect("sound").season;
    season.rules.defence.days = "2026-10-12；2026-10-13".to_owned();
    season
}

fn listed(season: &Season, ids: &[&str]) -> Vec<SubmissionIndex> {
    let position = |id: &&str| season.submissions.iter().position(|own| own.id == **id);
    ids.iter()
        .filter_map(position)
        .map(SubmissionIndex::new)
        .collect()
}

fn codes(season: &Season, paper: &Plan, ids: &[&str]) -> Vec<&'static str> {
    let paper = Paper {
        plan: paper,
        hash: HASH,
    };
    let problems = defence::prepare(season, paper, &listed(season, ids)).expect_err("wrong");
    problems.iter().map(|own| own.code).collect()
}

/// Forms the defence and lets the checker judge it.
fn formed(season: &Season, paper: &Plan, ids: &[&str]) -> (Season, Plan) {
    let paper = Paper {
        plan: paper,
        hash: HASH,
    };
    let (round, _) = defence::prepare(season, paper, &listed(season, ids)).expect("sound");
    let own = defence::season(season, &round);
    let stop = Arc::new(AtomicBool::new(false));
    let mut environment = Environment::new(20.0, 1, 1, &stop, &Unwatched);
    environment.work_limit = Some(2000);
    let conflicts = Conflicts::build(&own);
    let affinity = Affinity::build(&own);
    let formed = form(&own, &conflicts, &affinity, &environment, Lang::Zh);
    let mut plan = formed.expect("there is a plan").plan;
    plan.round = Some(round);
    defence::schedule(&own, &mut plan);
    let report = checker::check(&own, &plan);
    assert!(report.accepted(), "{:?}", report.violations);
    (own, plan)
}

#[test]
fn the_shortlist_alone_is_heard_in_order_without_the_break() {
    let season = toy();
    let (own, plan) = formed(&season, &toy_plan::toy_plan(), &["S001", "S003", "S005"]);
    assert_eq!(plan.groups.len(), 1);
    assert_eq!(own.submissions.iter().filter(|own| own.passed).count(), 3);
    assert_eq!(plan.committee.chair, "E001", "the heads stay");
    let round = plan.round.as_ref().expect("a round");
    let times: Vec<_> = round
        .timetable
        .iter()
        .map(|own| {
            (
                own.day.as_str(),
                own.start.as_str(),
                own.submission.as_str(),
            )
        })
        .collect();
    assert_eq!(
        times,
        [
            ("2026-10-12", "09:00", "S001"),
            ("2026-10-12", "09:30", "S003"),
            ("2026-10-12", "10:00", "S005")
        ]
    );
    // E004 is barred from S001 as in the paper round.
    assert!(!plan.groups[0].members.contains(&"E004".to_owned()));
}

#[test]
fn nobody_sits_on_a_day_on_which_they_are_not_free() {
    let mut season = toy();
    let day = |day: &str| day.parse().expect("a day");
    for expert in &mut season.experts {
        expert.free_days = match expert.id.as_str() {
            "E007" => vec![day("2026-10-20")],
            "E006" => vec![day("2026-10-12")],
            _ => vec![day("2026-10-13")],
        };
    }
    let (_, plan) = formed(&season, &toy_plan::toy_plan(), &["S002", "S003"]);
    let round = plan.round.as_ref().expect("a round");
    assert_eq!(round.groups[0].days, ["2026-10-13"]);
    for gone in ["E006", "E007"] {
        assert!(!plan.groups[0].members.contains(&gone.to_owned()), "{gone}");
    }
}

#[test]
fn with_continuity_groups_and_people_stay_together() {
    let mut season = toy();
    season.rules.defence.continuity = 1.0;
    let paper = toy_plan::toy_plan();
    let (_, plan) = formed(&season, &paper, &["S001", "S002", "S004", "S006"]);
    assert_eq!(plan.groups.len(), 2);
    for group in &plan.groups {
        let before = paper.group(&group.id).expect("the same group");
        let (now, then): (BTreeSet<_>, BTreeSet<_>) = (
            group.members.iter().collect(),
            before.members.iter().collect(),
        );
        assert_eq!(now, then);
        assert!(
            group
                .submissions
                .iter()
                .all(|id| before.submissions.contains(id))
        );
    }
    // Both small groups of the paper round in one: the smaller joins the larger.
    season.rules.defence.groups = 1;
    season.rules.defence.continuity = 0.5;
    let (_, plan) = formed(&season, &paper, &["S002", "S003", "S006"]);
    let round = plan.round.as_ref().expect("a round");
    assert_eq!(round.groups[0].continues, ["G01", "G02"]);
}

#[test]
fn with_fresh_eyes_those_who_sat_before_do_not_fill_the_group() {
    let mut season = toy();
    // Three more who sat nowhere.
    for (at, id) in ["E101", "E102", "E103"].into_iter().enumerate() {
        let mut expert = season.experts[2 + at].clone();
        expert.id = id.to_owned();
        expert.employer = format!("另一单位{id}");
        expert.can_lead = true;
        season.experts.push(expert);
    }
    season.rules.defence.fresh = 0.6;
    let (_, plan) = formed(&season, &toy_plan::toy_plan(), &["S002", "S006"]);
    let fresh = plan.groups[0]
        .members
        .iter()
        .filter(|id| id.starts_with("E1"))
        .count();
    assert!(fresh >= 2, "{:?}", plan.groups[0].members);
}

#[test]
fn what_cannot_be_is_told() {
    let mut season = toy();
    let paper = toy_plan::toy_plan();
    let mut of_defence = paper.clone();
    of_defence.round = Some(empanel::plan::Round::default());
    assert_eq!(codes(&season, &of_defence, &["S001"]), ["D108"]);
    let mut without = paper.clone();
    without.groups[0].submissions.retain(|id| id != "S001");
    assert_eq!(codes(&season, &without, &["S001"]), ["D107"]);
    let mut strange = paper.clone();
    strange
        .groups
        .iter_mut()
        .for_each(|group| group.submissions.clear());
    assert_eq!(codes(&season, &strange, &["S001"]), ["D106"]);
    season.rules.defence.groups = 4;
    assert_eq!(codes(&season, &paper, &["S001"]), ["D110"]);
    season.rules.defence.groups = 3;
    season.rules.defence.rooms = 1;
    assert_eq!(codes(&season, &paper, &["S001", "S002", "S003"]), ["D105"]);
    season.rules.defence = toy().rules.defence;
    season.rules.defence.continuity = 0.7;
    season.rules.defence.fresh = 0.7;
    assert_eq!(codes(&season, &paper, &["S001"]), ["D109"]);
    season.rules.defence = toy().rules.defence;
    for expert in &mut season.experts {
        expert.free_days = vec!["2026-12-01".parse().expect("a day")];
    }
    assert_eq!(codes(&season, &paper, &["S001"]), ["D111"]);
}

#[test]
fn the_calendar_is_one_that_other_programs_read() {
    let season = toy();
    let (own, plan) = formed(&season, &toy_plan::toy_plan(), &["S001", "S003", "S005"]);
    let text = defence::calendar(&own, &plan, Lang::Zh).expect("there are dates");
    assert_eq!(
        Some(&text),
        defence::calendar(&own, &plan, Lang::Zh).as_ref()
    );
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let whole = text.replace("\r\n ", "");
    assert_eq!(
        whole.matches("BEGIN:VEVENT").count(),
        4,
        "three hearings, one sitting"
    );
    let mut uids: Vec<&str> = whole
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), 4);
    assert!(whole.contains("DTSTART:20261012T093000\r\n"));
    let mut undated = season;
    undated.rules.defence.days = String::new();
    let (own, plan) = formed(&undated, &toy_plan::toy_plan(), &["S001", "S003"]);
    assert_eq!(plan.round.as_ref().expect("a round").timetable[0].day, "1");
    assert_eq!(defence::calendar(&own, &plan, Lang::Zh), None);
}

#[test]
fn a_shortlist_with_strange_ids_is_refused_with_its_rows() {
    let season = toy();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("shortlist.csv");
    let read = |text: &str| {
        std::fs::write(&file, text).expect("written");
        read_shortlist(&file, &season)
    };
    let good = read("申报编号,入围\nS001,是\nS002,否\nS003,是\n").expect("sound");
    assert_eq!(good, listed(&season, &["S001", "S003"]));
    assert_eq!(
        read("id\nS006\n").expect("sound"),
        listed(&season, &["S006"])
    );
    let rows = |text: &str| {
        let problems = read(text).expect_err("wrong").0;
        problems
            .iter()
            .map(|own| (own.code, own.place.row))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rows("申报编号,入围\nS999,是\nS001,是\nS001,是\n"),
        [("E420", Some(2)), ("E420", Some(4))]
    );
    assert_eq!(rows("申报编号,入围\nS001,否\n"), [("E420", None)]);
}
