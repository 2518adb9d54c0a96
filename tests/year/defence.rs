//! The second round: who hears what, on which day, with whom from the first round.

use crate::toy_plan;

use empanel::checker;
use empanel::files::tables::{read_season, read_shortlist};
use empanel::model::plan::Plan;
use empanel::model::words::Lang;
use empanel::model::{
    Amount, ExpertIndex, MixRule, MixScope, Place, Season, SubmissionIndex, Wish, Wishes,
};
use empanel::solve::{Environment, Unwatched, form};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use empanel::year::defence::{self, Paper};
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

/// Forms the defence and has it checked.
fn formed(season: &Season, paper: &Plan, ids: &[&str]) -> (Season, Plan) {
    let paper = Paper {
        plan: paper,
        hash: HASH,
    };
    let (mut rounds, _) = defence::prepare(season, paper, &listed(season, ids)).expect("sound");
    let round = rounds.remove(0);
    let own = empanel::model::second_round::season(season, &round);
    let stop = Arc::new(AtomicBool::new(false));
    let mut environment = Environment::new(20.0, 1, 1, &stop, &Unwatched);
    environment.work_limit = Some(2000);
    let conflicts = Conflicts::build(&own);
    let affinity = Affinity::build(&own);
    let formed = form(&own, &conflicts, &affinity, &environment, Lang::Zh);
    let mut plan = formed.expect("there is a plan").plan;
    plan.round = Some(round);
    empanel::model::second_round::schedule(&own, &mut plan);
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
    // Both small groups of the paper round merged: the smaller joins the larger.
    season.rules.defence.groups = 1;
    season.rules.defence.continuity = 0.5;
    let (_, plan) = formed(&season, &paper, &["S002", "S003", "S006"]);
    let round = plan.round.as_ref().expect("a round");
    assert_eq!(round.groups[0].continues, ["G01", "G02"]);
}

/// A pin of the paper round requires a reviewer who is free on one day only: the group meets then.
/// If that is impossible, the pin is dropped and reported instead of leaving no plan.
#[test]
fn a_pinned_reviewer_is_heard_when_free_or_the_pin_is_given_up() {
    use empanel::model::{ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place};
    let position = |season: &Season, id: &str| {
        let found = season.experts.iter().position(|own| own.id == id);
        found.expect("is there")
    };
    let pinned = |days: &[&str]| {
        let mut season = toy();
        season.rules.defence.continuity = 0.5;
        let at = position(&season, "E003");
        let days = days.iter().map(|day| day.parse().expect("a day"));
        season.experts[at].free_days = days.collect();
        season.pins.push(Pin {
            kind: PinKind::Reviewer,
            forbidden: false,
            subject: PinSubject::Expert(ExpertIndex::new(at)),
            object: PinObject::Submission(SubmissionIndex::new(0)),
            place: Place::file("pins.csv"),
        });
        season
    };
    let paper = toy_plan::toy_plan();
    let hash = Paper {
        plan: &paper,
        hash: HASH,
    };
    for (days, kept) in [
        (&["2026-10-13"][..], true),
        (&["2026-10-12"], true),
        (&["2026-10-20"], false),
    ] {
        let season = pinned(days);
        let list = listed(&season, &["S001", "S002"]);
        let (rounds, notes) = defence::prepare(&season, hash, &list).expect("sound");
        let own = empanel::model::second_round::season(&season, &rounds[0]);
        let asks = own
            .pins
            .iter()
            .any(|pin| pin.kind == PinKind::Reviewer && !pin.forbidden);
        assert_eq!(asks, kept, "{days:?}");
        assert_eq!(notes.iter().any(|note| note.code == "D119"), !kept);
        if kept {
            assert_eq!(rounds[0].groups[0].days, days);
        }
    }
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
    of_defence.round = Some(empanel::model::plan::Round::default());
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
    assert_eq!(
        codes(&season, &paper, &["S001"]),
        ["D116", "D117", "D111", "D118", "D118"]
    );
}

/// Only the third day has enough people for the larger group, and only the first for the other:
/// taking the days in order would leave both short.
#[test]
fn days_are_distributed_by_who_is_free() {
    let mut season = toy();
    season.rules.defence.days = "2026-10-12；2026-10-13；2026-10-14".to_owned();
    season.rules.defence.rooms = 1;
    season.rules.defence.continuity = 1.0;
    let paper = toy_plan::toy_plan();
    for expert in &mut season.experts {
        let group = paper
            .groups
            .iter()
            .position(|own| own.members.contains(&expert.id));
        let day = match group {
            Some(0) => "2026-10-14",
            Some(1) => "2026-10-12",
            _ => continue,
        };
        expert.free_days = vec![day.parse().expect("a day")];
    }
    let (_, plan) = formed(&season, &paper, &["S001", "S002", "S004", "S006"]);
    let round = plan.round.as_ref().expect("a round");
    let days: Vec<&str> = round
        .groups
        .iter()
        .map(|own| own.days[0].as_str())
        .collect();
    assert_eq!(days, ["2026-10-14", "2026-10-12"]);
}

/// A group that continues a large one gets more days than the others, and everything is heard.
#[test]
fn a_large_group_gets_the_days_that_it_needs() {
    let mut season = toy();
    season.rules.defence.continuity = 1.0;
    season.rules.defence.minutes_per_day = 60;
    let paper = toy_plan::toy_plan();
    let ids = ["S001", "S002", "S003", "S004"];
    let (_, plan) = formed(&season, &paper, &ids);
    let round = plan.round.as_ref().expect("a round");
    let days: Vec<usize> = round.groups.iter().map(|own| own.days.len()).collect();
    assert_eq!(days, [2, 1]);
    assert_eq!(round.timetable.len(), ids.len());
}

#[test]
fn what_the_days_lack_is_counted_and_what_would_do_is_said() {
    let mut season = toy();
    season.rules.defence.continuity = 1.0;
    season.rules.defence.minutes_per_day = 60;
    season.rules.defence.rooms = 1;
    let paper = toy_plan::toy_plan();
    let ids = ["S001", "S002", "S003", "S004"];
    let told = |season: &Season| {
        let paper = Paper {
            plan: &paper,
            hash: HASH,
        };
        defence::prepare(season, paper, &listed(season, &ids)).expect_err("too little")
    };
    let problems = told(&season);
    assert_eq!(problems[0].code, "D105");
    let action = &problems[0].action.zh;
    assert_eq!(
        action,
        "以下任一项即可：日期增至 3 天，或会场增至 2 个（rooms），或每项减至 20 分钟（minutes）"
    );
    // Each of the three does.
    for change in [
        |rules: &mut empanel::model::DefenceRules| {
            rules.days = "2026-10-12至2026-10-14".to_owned();
        },
        |rules: &mut empanel::model::DefenceRules| rules.rooms = 2,
        |rules: &mut empanel::model::DefenceRules| rules.minutes = 20,
    ] {
        let mut season = season.clone();
        change(&mut season.rules.defence);
        let paper = Paper {
            plan: &paper,
            hash: HASH,
        };
        assert!(defence::prepare(&season, paper, &listed(&season, &ids)).is_ok());
    }
    // A leader and a member who are free on neither day.
    season.rules.defence.rooms = 2;
    let group = &paper.groups[0];
    for expert in &mut season.experts {
        if group.members.contains(&expert.id) {
            expert.free_days = vec!["2026-10-20".parse().expect("a day")];
        }
    }
    let problems = told(&season);
    let codes: Vec<_> = problems.iter().map(|own| own.code).collect();
    assert_eq!(codes, ["D116", "D117", "D111", "D118", "D118"]);
    assert!(
        problems[0].action.zh.contains("2026-10-20"),
        "{}",
        problems[0].action.zh
    );
    assert!(
        problems[1].what.zh.starts_with("G01 组至少要 3 人"),
        "{}",
        problems[1].what.zh
    );
    for id in &group.members {
        assert!(
            problems[1].action.zh.contains(id.as_str()),
            "{}",
            problems[1].action.zh
        );
    }
}

#[test]
fn where_only_the_order_of_the_days_does_not_fit_that_is_said() {
    let mut season = toy();
    season.rules.defence.continuity = 1.0;
    season.rules.defence.minutes_per_day = 30;
    season.rules.defence.rooms = 2;
    season.rules.defence.days = "2026-10-12至2026-10-14".to_owned();
    // Three groups of two days each need six room days, as many as there are: but two rooms have
    // space for only one group of two consecutive days each within three days.
    let mut paper = toy_plan::toy_plan();
    let mut third = paper.groups[1].clone();
    third.id = "G03".to_owned();
    third.members.clear();
    third.submissions = vec!["S006".to_owned(), "S003".to_owned()];
    paper.groups[0].submissions = vec!["S001".to_owned(), "S002".to_owned()];
    paper.groups[1].submissions = vec!["S004".to_owned(), "S005".to_owned()];
    paper.groups.push(third);
    let own = Paper {
        plan: &paper,
        hash: HASH,
    };
    let ids = ["S001", "S002", "S003", "S004", "S005", "S006"];
    let told = defence::prepare(&season, own, &listed(&season, &ids)).expect_err("no room");
    assert_eq!(told[0].code, "D105");
    assert!(
        told[0].what.en.contains("must finish on consecutive days"),
        "{}",
        told[0].what.en
    );
}

#[test]
fn a_head_who_cannot_come_is_told() {
    let mut season = toy();
    let (season_of_round, plan) = {
        season.experts[0].free_days = vec!["2026-12-01".parse().expect("a day")];
        formed(&season, &toy_plan::toy_plan(), &["S001", "S004"])
    };
    assert_eq!(plan.committee.chair, "E001", "pinned in the toy season");
    let told = defence::absent_heads(&season_of_round, &plan);
    assert_eq!(
        (told.len(), told[0].code, told[0].value.as_str()),
        (1, "D120", "E001")
    );
    assert!(
        told[0].what.en.contains("that is, on any of the days"),
        "{}",
        told[0].what.en
    );
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

/// Somebody who knows nothing of pumps is called because a rule asks for one of that kind; a wish
/// decides who reviews.
#[test]
fn a_defence_keeps_mixes_and_wishes() {
    let mut season = toy();
    let ids = ["S001", "S003"];
    let (_, plain) = formed(&season, &toy_plan::toy_plan(), &ids);
    assert!(!plain.groups[0].members.contains(&"E007".to_owned()));
    let at = season.experts.iter().position(|own| own.id == "E007");
    let at = at.expect("there is one");
    season.experts[at].columns = vec![("资格".to_owned(), "审核员".to_owned())];
    season.rules.mix = vec![MixRule {
        name: String::new(),
        of: MixScope::Group,
        column: "资格".to_owned(),
        values: vec!["审核员".to_owned()],
        at_least: Some(Amount::Count(1)),
        at_most: None,
        hard: true,
    }];
    season.rules.score.wishes = 1.0;
    season.wishes = Wishes::new([Wish {
        expert: ExpertIndex::new(at),
        submission: SubmissionIndex(0),
        strength: 2,
        place: Place::default(),
    }]);
    let (_, plan) = formed(&season, &toy_plan::toy_plan(), &ids);
    assert!(plan.groups[0].members.contains(&"E007".to_owned()));
    let mut reviews = plan.reviews.iter();
    let review = reviews.find(|own| own.submission == "S001").expect("heard");
    assert!(review.reviewers.contains(&"E007".to_owned()), "{review:?}");
}
