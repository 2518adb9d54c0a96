//! The checker on timetables: changed at random and verified minute by minute, and through
//! `verify`.

use crate::cli_support;
use crate::judge;
use crate::toy_plan;

use cli_support::{code, run, stderr, stdout};
use empanel::checker::{Rule, check};
use empanel::files::tables::read_season;
use empanel::model::Season;
use empanel::model::plan::{Plan, Round, RoundGroup, Session};
use judge::toy;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

const DAYS: [&str; 2] = ["2026-10-12", "2026-10-13"];
const GROUPS: [&str; 2] = ["G01", "G02"];
/// First minute of each half hour that the rules allow: 9:00 to 12:00 and 13:30 to 16:30.
const SLOTS: [u32; 12] = [540, 570, 600, 630, 660, 690, 810, 840, 870, 900, 930, 960];

/// The seasons with any number of rooms and with one, read once.
static SEASONS: LazyLock<[Season; 2]> = LazyLock::new(|| [season(0), season(1)]);

/// The toy season with two days; its second group has no member who is free on the first.
fn season(rooms: usize) -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let mut season = read_season(&folder, None).expect("sound").season;
    season.rules.defence.days = DAYS.join(";");
    season.rules.defence.rooms = rooms;
    let busy = &toy_plan::toy_plan().groups[1].members[0];
    let mut experts = season.experts.iter_mut();
    let expert = experts.find(|own| own.id == *busy).expect("is there");
    expert.free_days = vec![DAYS[1].parse().expect("a day")];
    season
}

fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn session((day, group): (&str, &str), start: u32, submission: &str) -> Session {
    Session {
        day: day.to_owned(),
        group: group.to_owned(),
        start: clock(start),
        end: clock(start + 30),
        submission: submission.to_owned(),
    }
}

/// The toy plan as a defence: the first group on either day, the second only on the second.
fn plan(season: &Season, timetable: Vec<Session>) -> Plan {
    let mut plan = toy::best(season);
    let days = [&DAYS[..], &DAYS[1..]];
    let groups = GROUPS.iter().zip(days).map(|(id, days)| RoundGroup {
        id: (*id).to_owned(),
        days: days.iter().map(|day| (*day).to_owned()).collect(),
        ..RoundGroup::default()
    });
    plan.round = Some(Round {
        name: "defence".to_owned(),
        groups: groups.collect(),
        timetable,
        ..Round::default()
    });
    plan
}

/// The first group on the first day, the second on the second, each from its own slot on.
fn sound(first: usize, second: usize) -> Vec<Session> {
    let plan = toy_plan::toy_plan();
    let mut timetable = Vec::new();
    for (at, from) in [first, second].into_iter().enumerate() {
        let place = (DAYS[at], GROUPS[at]);
        for (id, slot) in plan.groups[at].submissions.iter().zip(&SLOTS[from..]) {
            timetable.push(session(place, *slot, id));
        }
    }
    timetable
}

/// One change, which may break something or nothing.
#[derive(Debug, Clone)]
enum Change {
    Day(usize),
    Group(usize),
    Start(u32),
    Last(u32),
    Submission(usize),
    Exchange(usize),
    Drop,
    Repeat,
}

fn change() -> impl Strategy<Value = (usize, Change)> {
    let kind = prop_oneof![
        (0..3_usize).prop_map(Change::Day),
        (0..2_usize).prop_map(Change::Group),
        (32..68_u32).prop_map(|quarter| Change::Start(quarter * 15)),
        (0..4_u32).prop_map(|quarters| Change::Last(quarters * 15)),
        (0..6_usize).prop_map(Change::Submission),
        (0..6_usize).prop_map(Change::Exchange),
        Just(Change::Drop),
        Just(Change::Repeat),
    ];
    (0..6_usize, kind)
}

fn minutes(text: &str) -> u32 {
    let (hour, minute) = text.split_once(':').expect("a time");
    let number = |part: &str| part.parse::<u32>().expect("a number");
    number(hour) * 60 + number(minute)
}

fn apply(timetable: &mut Vec<Session>, (at, change): (usize, Change)) {
    let at = at % timetable.len().max(1);
    let Some(own) = timetable.get_mut(at) else {
        return;
    };
    let length = minutes(&own.end).saturating_sub(minutes(&own.start));
    match change {
        Change::Day(day) => own.day = ["2026-10-12", "2026-10-13", "2026-10-14"][day].to_owned(),
        Change::Group(group) => own.group = GROUPS[group].to_owned(),
        Change::Start(start) => (own.start, own.end) = (clock(start), clock(start + length)),
        Change::Last(last) => own.end = clock(minutes(&own.start) + last),
        Change::Submission(number) => own.submission = format!("S00{}", number + 1),
        Change::Exchange(other) => {
            let other = other % timetable.len();
            let id = timetable[at].submission.clone();
            timetable[at].submission = std::mem::replace(&mut timetable[other].submission, id);
        }
        Change::Drop => drop(timetable.remove(at)),
        Change::Repeat => {
            let again = timetable[at].clone();
            timetable.push(again);
        }
    }
}

/// Whether a timetable is valid, verified minute by minute.
fn may_be(timetable: &[Session], rooms: usize) -> bool {
    let plan = toy_plan::toy_plan();
    let mut heard: BTreeMap<&str, u32> = BTreeMap::new();
    let mut minute_by_minute: BTreeMap<(&str, &str, u32), u32> = BTreeMap::new();
    for own in timetable {
        let at = GROUPS.iter().position(|id| *id == own.group).expect("one");
        let on_its_day = own.day == DAYS[1] || at == 0 && own.day == DAYS[0];
        let held = plan.groups[at].submissions.contains(&own.submission);
        let mut lasted = 0;
        for minute in minutes(&own.start)..minutes(&own.end) {
            let open = (540..720).contains(&minute) || (810..990).contains(&minute);
            if !open {
                return false;
            }
            lasted += 1;
            *minute_by_minute
                .entry((&own.group, &own.day, minute))
                .or_default() += 1;
        }
        if !held || !on_its_day || lasted != 30 {
            return false;
        }
        *heard.entry(&own.submission).or_default() += 1;
    }
    let crowded = |day: &str| {
        let sits = |group: &&&str| {
            timetable
                .iter()
                .any(|own| own.day == day && own.group == **group)
        };
        GROUPS.iter().filter(sits).count() > rooms
    };
    heard.len() == 6
        && heard.values().all(|times| *times == 1)
        && minute_by_minute.values().all(|at_once| *at_once == 1)
        && (rooms == 0 || !DAYS.into_iter().any(crowded))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_checker_agrees_with_a_look_at_every_minute(
        first in 0..10_usize,
        second in 0..10_usize,
        rooms in 0..2_usize,
        changes in proptest::collection::vec(change(), 0..3),
    ) {
        let season = &SEASONS[rooms];
        let mut timetable = sound(first, second);
        for change in changes {
            apply(&mut timetable, change);
        }
        let expected = may_be(&timetable, rooms);
        let report = check(season, &plan(season, timetable.clone()));
        let rules = report.rules();
        prop_assert_eq!(rules.is_empty(), expected, "{:?}: {:?}", timetable, report.violations);
        prop_assert!(rules.is_empty() || rules == [Rule::Timetable]);
    }
}

/// Both verdicts are common in the test above.
#[test]
fn sound_timetables_stay_sound_under_harmless_changes() {
    let season = season(1);
    let mut timetable = sound(9, 3);
    assert!(check(&season, &plan(&season, timetable.clone())).accepted());
    apply(&mut timetable, (0, Change::Exchange(2)));
    apply(&mut timetable, (1, Change::Start(540)));
    timetable.reverse();
    assert!(may_be(&timetable, 1) && check(&season, &plan(&season, timetable.clone())).accepted());
    apply(&mut timetable, (0, Change::Day(0)));
    assert!(!check(&season, &plan(&season, timetable)).accepted());
}

/// `verify` reports a timetable changed by hand, with exit code 5.
#[test]
fn verify_names_what_is_wrong_with_a_timetable() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let season = path("season");
    std::fs::create_dir(&season).expect("made");
    for file in std::fs::read_dir("data/toy").expect("there") {
        let file = file.expect("a file").path();
        if file.is_file() {
            let name = file.file_name().expect("a name").display().to_string();
            std::fs::copy(&file, path(&format!("season/{name}"))).expect("copied");
        }
    }
    let mut rules = std::fs::read_to_string(path("season/rules.toml")).expect("rules");
    rules.push_str("\n[defence]\ndays = \"2026-10-12;2026-10-13\"\n");
    std::fs::write(path("season/rules.toml"), rules).expect("written");
    let paper = serde_json::to_vec(&toy_plan::toy_plan()).expect("JSON");
    std::fs::write(path("paper.json"), paper).expect("written");
    std::fs::write(path("list.csv"), "申报编号\nS001\nS003\nS004\n").expect("written");
    let (paper, list, out) = (path("paper.json"), path("list.csv"), path("out"));
    let form = [
        "form",
        &season,
        "--round",
        "defence",
        "--work-limit",
        "2000",
    ];
    let files = ["--from", &paper, "--shortlist", &list, "--out", &out];
    let output = run(&[&form[..], &files[..]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let written = path("out/plan.json");
    let verify = |lang: &str| run(&["verify", &season, &written, "--lang", lang]);
    assert_eq!(code(&verify("en")), 0, "{}", stdout(&verify("en")));
    let text = std::fs::read_to_string(&written).expect("a plan");
    let mut plan: Plan = serde_json::from_str(&text).expect("a plan");
    let round = plan.round.as_mut().expect("a round");
    round.timetable[1].start = round.timetable[0].start.clone();
    round.timetable[2].day = "2026-11-01".to_owned();
    std::fs::write(&written, serde_json::to_vec(&plan).expect("JSON")).expect("written");
    for (lang, words) in [
        (
            "zh",
            [
                "R22 答辩日程",
                "同时听取",
                "规则中没有这一天",
                "60 分钟，规定 30 分钟",
            ],
        ),
        (
            "en",
            [
                "R22 timetable",
                "at the same time",
                "not a day in the rules",
                "60 minutes; the rules set 30",
            ],
        ),
    ] {
        let output = verify(lang);
        assert_eq!(code(&output), 5);
        for words in words {
            assert!(
                stdout(&output).contains(words),
                "{words}: {}",
                stdout(&output)
            );
        }
    }
}
