//! Exact differences of plans made by hand on the toy season.

use super::{MatchedBy, Names, PersonKind, SubmissionKind, Told, compare, other_season};
use crate::bilingual;
use crate::files::tables::read_season;
use crate::model::plan::{
    Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Shortfall, ShortfallKind, Status,
};
use crate::model::words::Lang;
use crate::model::{Season, Severity};
use crate::report::changes::{self, notices};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn ids(list: &str) -> Vec<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

fn group(id: &str, name: &str, members: &str, submissions: &str) -> Group {
    let members = ids(members);
    Group {
        id: id.to_owned(),
        name: name.to_owned(),
        leader: members.first().cloned().unwrap_or_default(),
        members,
        submissions: ids(submissions),
        alternates: Vec::new(),
    }
}

fn review(submission: &str, group: &str, reviewers: &str, recused: &str) -> Review {
    Review {
        submission: submission.to_owned(),
        group: group.to_owned(),
        reviewers: ids(reviewers),
        recused: ids(recused),
    }
}

fn shortfall(submission: &str, code: &str, reason: &str) -> Shortfall {
    Shortfall {
        submission: submission.to_owned(),
        kind: ShortfallKind::Domain,
        code: code.to_owned(),
        reason: reason.to_owned(),
    }
}

fn plan(groups: Vec<Group>, reviews: Vec<Review>, shortfalls: Vec<Shortfall>, score: f64) -> Plan {
    Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: Status::Feasible,
        committee: Committee {
            chair: "E001".to_owned(),
            vice_chair: "E002".to_owned(),
        },
        groups,
        reviews,
        quality: Quality {
            total_score: score,
            worst_score: 1.025,
            coverage_shortfalls: shortfalls.len(),
            ..Quality::default()
        },
        shortfalls,
        inputs: BTreeMap::new(),
        rules: crate::model::Rules::default(),
        seed: 1,
        version: String::new(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
        round: None,
        exchange: None,
        part: None,
    }
}

/// The best plan of the toy season.
fn best() -> Plan {
    let groups = vec![
        group("G01", "机械组", "E003 E005 E008", "S001 S002 S003"),
        group("G02", "食品组", "E006 E004 E007", "S004 S005 S006"),
    ];
    let reviews = vec![
        review("S001", "G01", "E003 E005", ""),
        review("S002", "G01", "E003 E008", ""),
        review("S003", "G01", "E003 E008", "E005"),
        review("S004", "G02", "E006 E007", ""),
        review("S005", "G02", "E006 E004", ""),
        review("S006", "G02", "E006 E007", ""),
    ];
    plan(
        groups,
        reviews,
        vec![shortfall("S005", "Q12.01", "无人")],
        8.0125,
    )
}

/// E008 withdrew, E007 takes the seat, E009 (not in the toy season) comes in, E005 leads, and S003
/// goes to the other group.
fn changed() -> Plan {
    let groups = vec![
        group("G01", "机械组", "E005 E003 E007", "S001 S002"),
        group("G02", "食品组", "E006 E004 E009", "S003 S004 S005 S006"),
    ];
    let reviews = vec![
        review("S001", "G01", "E005 E003", ""),
        review("S002", "G01", "E003 E007", ""),
        review("S003", "G02", "E006 E009", ""),
        review("S004", "G02", "E009 E006", ""),
        review("S005", "G02", "E006 E004", ""),
        review("S006", "G02", "E006 E009", ""),
    ];
    let shortfalls = vec![
        shortfall("S002", "Q03.01", ""),
        shortfall("S005", "Q12.01", "nobody"),
    ];
    plan(groups, reviews, shortfalls, 7.5)
}

fn toy() -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    read_season(&folder, None)
        .expect("the toy season is sound")
        .season
}

#[test]
fn everything_that_changed_is_counted_once() {
    let difference = compare(&best(), &changed());
    assert_eq!(
        difference.told,
        Told {
            seats: 5,
            new: 1,
            gone: 1,
            moved: 1,
            role: 2,
            reviews_only: 1,
            leader_only: 0
        }
    );
    let people: Vec<_> = difference
        .people
        .iter()
        .map(|p| (p.expert.as_str(), p.kind))
        .collect();
    assert_eq!(
        people,
        [
            ("E003", PersonKind::Role),
            ("E005", PersonKind::Role),
            ("E006", PersonKind::Reviews),
            ("E007", PersonKind::Moved),
            ("E008", PersonKind::Gone),
            ("E009", PersonKind::New),
        ]
    );
    assert_eq!(difference.people[0].reviews_removed, ["S003"]);
    assert_eq!(difference.people[2].reviews_added, ["S003"]);
    assert_eq!(
        difference.people[2].reviews,
        ["S003", "S004", "S005", "S006"]
    );
    assert_eq!(difference.people[4].reviews_removed, ["S002", "S003"]);
    let [moved] = difference.submissions.as_slice() else {
        panic!("one submission moved: {:?}", difference.submissions);
    };
    assert_eq!(
        (moved.submission.as_str(), moved.kind),
        ("S003", SubmissionKind::Moved)
    );
    assert_eq!(
        (moved.from.as_deref(), moved.to.as_deref()),
        (Some("G01"), Some("G02"))
    );
    let reviews: Vec<_> = difference
        .reviews
        .iter()
        .map(|r| r.submission.as_str())
        .collect();
    assert_eq!(reviews, ["S002", "S003", "S004", "S006"]);
    let third = &difference.reviews[1];
    assert_eq!(
        (third.added.clone(), third.removed.clone()),
        (ids("E006 E009"), ids("E003 E008"))
    );
    assert_eq!(third.recusals_removed, ["E005"]);
    assert!(difference.shortfalls_gone.is_empty());
    assert_eq!(difference.shortfalls_new, [shortfall("S002", "Q03.01", "")]);
    assert!((difference.scores.total.change + 0.5125).abs() < 1e-9);
    assert_eq!(difference.scores.shortfalls.change, 1.0);
}

#[test]
fn a_plan_does_not_differ_from_itself() {
    let difference = compare(&best(), &best());
    assert!(difference.is_empty());
    assert_eq!(difference.told, Told::default());
    assert!(difference.shortfalls_gone.is_empty() && difference.shortfalls_new.is_empty());
}

#[test]
fn groups_with_other_ids_are_matched_by_what_they_share() {
    let mut renamed = best();
    renamed.groups.reverse();
    renamed.groups[0].id = "A".to_owned();
    renamed.groups[1].id = "B".to_owned();
    let difference = compare(&best(), &renamed);
    let pairs: Vec<_> = difference
        .groups
        .iter()
        .map(|pair| {
            (
                pair.before.as_deref(),
                pair.after.as_deref(),
                pair.matched_by,
            )
        })
        .collect();
    let by = MatchedBy::Overlap;
    assert_eq!(
        pairs,
        [(Some("G02"), Some("A"), by), (Some("G01"), Some("B"), by)]
    );
    assert_eq!(difference.groups[0].shared_members, 3);
    assert_eq!(difference.told, Told::default());
    assert!(difference.submissions.is_empty());
    let mut split = best();
    split.groups.push(group("G03", "", "X", "Y"));
    let difference = compare(&split, &best());
    assert_eq!(difference.groups[2].matched_by, MatchedBy::Nothing);
    assert_eq!(difference.groups[2].before.as_deref(), Some("G03"));
}

#[test]
fn a_new_leader_is_told_to_the_members_and_offices_count_as_roles() {
    let mut after = best();
    after.groups[1].leader = "E004".to_owned();
    after.committee.vice_chair = "E001".to_owned();
    after.committee.chair = "E002".to_owned();
    let difference = compare(&best(), &after);
    assert_eq!((difference.told.seats, difference.told.role), (4, 4));
    assert_eq!(difference.told.leader_only, 1);
    let letters = notices(&difference, &Names::of([&toy()]));
    let seventh = letters
        .iter()
        .find(|letter| letter.expert == "E007")
        .expect("told");
    assert!(seventh.text.zh.contains("G02 食品组 组长：陈静。"));
    let first = letters
        .iter()
        .find(|letter| letter.expert == "E001")
        .expect("told");
    assert!(first.text.zh.contains("由主任委员变为副主任委员"));
}

#[test]
fn a_letter_says_all_and_names_nobody_but_the_leader() {
    let season = toy();
    let letters = notices(&compare(&best(), &changed()), &Names::of([&season]));
    let seventh = letters
        .iter()
        .find(|letter| letter.expert == "E007")
        .expect("told");
    assert_eq!(
        seventh.text.zh,
        "尊敬的孙丽专家：\n\n您好！\n因评审委员会组成调整，您由G02 食品组 组员改任G01 机械组 组员。\n现任职务：G01 机械组 组员。\nG01 机械组 组长：刘洋。\n请您评审以下申报（共 1 项）：\n  1. S002《齿轮精益生产与六西格玛融合经验》（新增）\n以下申报不再由您评审（共 2 项），请勿继续评审，已收到的材料请退还：\n  1. S004《乳制品全程质量追溯经验》\n  2. S006《中成药质量追溯经验》\n\n评审委员会名单、申报材料和评审情况须严格保密。如您与上述申报单位有任职、咨询辅导、亲属等应当回避的关系，或因故不能参加，请尽快告知评审委员会办公室。\n\n评审委员会办公室\n"
    );
    assert!(seventh.text.en.starts_with("Dear 孙丽,\n\n"));
    let leaders = ["E005", "E006"];
    for letter in &letters {
        let others = season
            .experts
            .iter()
            .filter(|other| other.id != letter.expert);
        for other in others.filter(|other| !leaders.contains(&other.id.as_str())) {
            for text in [&letter.text.zh, &letter.text.en] {
                assert!(
                    !text.contains(&other.name),
                    "{} names {}",
                    letter.expert,
                    other.id
                );
                assert!(
                    !text.contains(&other.id),
                    "{} names {}",
                    letter.expert,
                    other.id
                );
            }
        }
    }
    let gone = letters
        .iter()
        .find(|letter| letter.expert == "E008")
        .expect("told");
    assert!(gone.text.zh.contains("不再担任G01 机械组 组员"));
    assert!(
        !gone.text.zh.contains("刘洋"),
        "who is gone needs no leader"
    );
}

#[test]
fn plans_of_another_season_are_told() {
    let season = toy();
    let files = ["a.json", "b.json"];
    assert!(other_season(files, [&best(), &best()], Some(&season)).is_empty());
    let told = other_season(files, [&best(), &changed()], Some(&season));
    assert_eq!(
        (told.len(), told[0].code, told[0].value.as_str()),
        (1, "H131", "E009")
    );
    assert_eq!(told[0].severity, Severity::Warning);
    let mut other = plan(
        vec![group("G01", "", "X1 X2", "Y1")],
        Vec::new(),
        Vec::new(),
        0.0,
    );
    other.committee = Committee::default();
    let told = other_season(files, [&best(), &other], Some(&season));
    let codes: Vec<_> = told.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["H130", "H132"]);
    assert!(
        told.iter()
            .all(|problem| problem.severity == Severity::Error)
    );
}

#[test]
fn the_workbook_and_the_page_show_the_same_tables() {
    use calamine::Reader as _;
    let mut after = changed();
    after.groups[0].name = "<b>机械</b>".to_owned();
    let difference = compare(&best(), &after);
    let version = |number: u8| bilingual!("第 {number} 版", "version {number}");
    let names = Names::of([&toy()]).between(version(1), version(2));
    let bytes = changes::workbook(&difference, &names, Lang::Zh).expect("it fits");
    assert_eq!(
        bytes,
        changes::workbook(&difference, &names, Lang::Zh).expect("it fits")
    );
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheets = ["变动一览", "人员变动", "申报变动", "评审变动", "通知"];
    assert_eq!(book.sheet_names(), sheets);
    let people = book.worksheet_range("人员变动").expect("a sheet");
    assert_eq!(people.height(), 9);
    let cell = |at| people.get(at).expect("a cell").to_string();
    assert_eq!(cell((6, 0)), "E007");
    // Each sheet says what it is, and of which versions.
    assert_eq!(cell((0, 0)), "2026 年度质量标杆评审委员会变动对照");
    assert_eq!(cell((1, 0)), "第 1 版 → 第 2 版 · 内部资料，注意保密");
    let page = changes::page(&difference, &names, Lang::Zh).expect("rendered");
    assert!(sheets.iter().all(|sheet| page.contains(sheet)));
    assert!(page.contains("第 1 版 → 第 2 版"));
    assert!(!page.contains("<b>") && page.contains("孙丽"));
    assert!(!page.contains("http"), "the page needs nothing else");
}

/// A plan in which expert i sits in group `seats[i]` (0: nowhere), the first of each leading.
fn seated(seats: &[u8]) -> Plan {
    let groups = (1..=3_u8).map(|number| {
        let here = (0..seats.len()).filter(|at| seats[*at] == number);
        let members: Vec<String> = here.map(|at| format!("P{at}")).collect();
        group(&format!("G{number}"), "", &members.join(" "), "")
    });
    let mut plan = plan(groups.collect(), Vec::new(), Vec::new(), 0.0);
    plan.committee = Committee::default();
    plan
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_count_of_people_is_that_of_counting_by_hand(
        pair in prop::collection::vec((0..4_u8, 0..4_u8), 1..10),
    ) {
        let (old, new): (Vec<u8>, Vec<u8>) = pair.into_iter().unzip();
        let leads = |seats: &[u8], at: usize| {
            seats[at] > 0 && seats.iter().position(|seat| *seat == seats[at]) == Some(at)
        };
        let told = (0..old.len())
            .filter(|at| old[*at] != new[*at] || leads(&old, *at) != leads(&new, *at))
            .count();
        let there = compare(&seated(&old), &seated(&new));
        let back = compare(&seated(&new), &seated(&old));
        prop_assert_eq!(there.told.seats, told);
        prop_assert_eq!(back.told.seats, told);
        prop_assert_eq!((there.told.new, there.told.moved), (back.told.gone, back.told.moved));
        prop_assert_eq!(there.told.leader_only, back.told.leader_only);
        prop_assert!((told == 0) == (old == new));
    }
}
