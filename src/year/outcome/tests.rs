use super::*;
use crate::files::tables::{Problems, read_plan, read_shortlist, read_withdrawn};
use crate::model::plan::{Plan, Rounds};
use crate::model::{Season, SeasonBuilder, SubmissionIndex};
use std::fs;

fn season() -> Season {
    let mut builder = SeasonBuilder::new().expert("E1", "甲所", "38", "Q06.01", |_| ());
    for id in ["S1", "S2", "S3", "S4"] {
        builder = builder.submission(id, &format!("{id}公司"), "38", "Q06.01", |_| ());
    }
    builder.build()
}

fn plan() -> Plan {
    let text = r#"{"schema":"empanel/plan@1","status":"feasible",
"committee":{"chair":"","vice_chair":""},
"groups":[{"id":"G01","name":"","leader":"E1","members":["E1"],"submissions":["S1","S2","S3","S4"],"alternates":[]}],
"reviews":[],"shortfalls":[],
"quality":{"total_score":0,"worst_score":0,"mean_score":0,"coverage_shortfalls":0}}"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.json");
    fs::write(&path, text).expect("written");
    read_plan(&path).expect("a plan")
}

fn withdrawn(text: &str) -> Result<Vec<Withdrawal>, Vec<(&'static str, Option<u32>)>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("w.csv");
    fs::write(&path, text).expect("written");
    read_withdrawn(&path, &season(), &[])
        .map(|(found, _)| found)
        .map_err(|Problems(all)| all.into_iter().map(|p| (p.code, p.place.row)).collect())
}

fn lists(shortlist: Option<&[SubmissionIndex]>, left: &[Withdrawal]) -> Outcome {
    let rounds = Rounds::new([plan()]);
    outcome(&season(), &rounds, shortlist, left, &Reasons::new())
}

fn ids(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.submission.as_str()).collect()
}

#[test]
fn what_leaves_before_is_never_public_and_what_leaves_later_is_not_final() {
    let left = withdrawn(
        "申报编号,原因,阶段,日期\nS3,弄虚作假,公告后,2026-12-01\nS1,自愿退出,公示前,\nS2,异议成立,,2026年9月8日\n",
    );
    let outcome = lists(None, &left.expect("good"));
    assert_eq!(ids(&outcome.publicity), ["S2", "S3", "S4"]);
    assert_eq!(ids(&outcome.last), ["S4"]);
    let stages: Vec<_> = outcome
        .withdrawn
        .iter()
        .map(|left| (left.line.submission.as_str(), left.left_at))
        .collect();
    let wanted = [
        ("S1", LeftAt::Before),
        ("S2", LeftAt::Publicity),
        ("S3", LeftAt::After),
    ];
    assert_eq!(stages, wanted);
    assert_eq!(outcome.withdrawn[1].reason, "异议成立");
    assert_eq!(outcome.withdrawn[1].date, "2026-09-08");
}

#[test]
fn a_shortlist_limits_the_lists_and_idle_withdrawals_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shortlist.csv");
    fs::write(&path, "申报编号,入围\nS4,是\nS2,是\nS3,否\n").expect("written");
    let season = season();
    let shortlist = read_shortlist(&path, &season).expect("a list");
    assert_eq!(shortlist, [1, 3].map(SubmissionIndex::new));
    let left = withdrawn("申报编号,原因\nS3,自愿退出\n").expect("good");
    let outcome = lists(Some(&shortlist), &left);
    assert_eq!(ids(&outcome.last), ["S2", "S4"]);
    assert!(summary(&outcome).iter().any(|said| said.en.contains("S3")));
}

#[test]
fn withdrawals_that_make_no_sense_are_told_with_their_place() {
    let found = withdrawn("申报编号,原因,阶段\nS9,x,\nS1,,\nS2,y,昨天\nS3,a,\nS3,b,\n");
    assert_eq!(
        found,
        Err(vec![
            ("E421", Some(2)),
            ("E301", Some(3)),
            ("E421", Some(4)),
            ("E421", Some(6))
        ])
    );
}

#[test]
fn days_that_are_none_or_of_another_season_are_told_with_their_row() {
    let rows = "S1,a,,2026-02-30\nS2,b,,9月\nS3,c,,1999-01-01\nS4,d,,2027-01-04\n";
    let found = withdrawn(&format!("申报编号,原因,阶段,日期\n{rows}"));
    let told = vec![("E318", Some(2)), ("E318", Some(3)), ("E421", Some(4))];
    assert_eq!(found, Err(told));
}

/// The two public tables contain neither ids nor reasons.
#[test]
fn public_lists_hold_what_is_public() {
    let left = withdrawn("申报编号,原因\nS2,内部原因\n").expect("good");
    let outcome = lists(None, &left);
    for table in [publicity_list(&outcome), final_list(&outcome)] {
        let text = format!("{:?}", table.rows);
        assert!(
            !text.contains("内部原因") && !text.contains("\"S1\""),
            "{text}"
        );
    }
}

/// Submissions withdrawn from a plan are on no list and keep the recorded reason; withdrawn experts
/// are reported to the office only.
#[test]
fn what_withdrew_from_the_plans_is_on_no_list() {
    let mut paper = plan();
    paper.groups[0].submissions.retain(|id| id != "S3");
    paper.withdrawn = vec!["S3".to_owned()];
    let mut defence = plan();
    defence.groups[0].submissions = vec!["S1".to_owned(), "S2".to_owned()];
    defence.withdrawn = vec!["E1".to_owned(), "S4".to_owned()];
    defence.round = Some(crate::model::plan::Round::default());
    let reason = |text: &str| crate::files::history::Departure {
        reason: text.to_owned(),
        date: "2026-08-01".to_owned(),
    };
    let reasons = Reasons::from([
        ("S4".to_owned(), reason("企业重组")),
        ("E1".to_owned(), reason("因病")),
    ]);
    let left = withdrawn("申报编号,原因\nS2,异议成立\n").expect("good");
    let shortlist = [0, 1, 3].map(SubmissionIndex::new);
    let rounds = Rounds::new([paper, defence]);
    let own = outcome(&season(), &rounds, Some(&shortlist), &left, &reasons);
    assert_eq!((own.reviewed, own.proposed), (3, 3));
    assert_eq!(ids(&own.publicity), ["S1", "S2"]);
    assert_eq!(ids(&own.last), ["S1"]);
    let told: Vec<_> = own
        .withdrawn
        .iter()
        .map(|left| {
            (
                left.line.submission.as_str(),
                left.left_at,
                left.reason.as_str(),
                left.listed,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("S3", LeftAt::Before, "", false),
            ("S4", LeftAt::Before, "企业重组", true),
            ("S2", LeftAt::Publicity, "异议成立", true),
        ]
    );
    assert_eq!(
        (own.experts.len(), own.experts[0].reason.as_str()),
        (1, "因病")
    );
    assert_eq!(own.experts[0].round, "defence");
    let shown = format!("{:?}", super::withdrawn(&own).rows);
    assert!(shown.contains("未写明原因") && shown.contains("企业重组"));
    for table in [publicity_list(&own), final_list(&own)] {
        assert!(!format!("{:?}", table.rows).contains("E1"));
    }
    // Without a shortlist the last round decides what is proposed.
    let own = outcome(&season(), &rounds, None, &[], &Reasons::new());
    assert_eq!(ids(&own.last), ["S1", "S2"]);
}

#[test]
fn the_sentence_counts_what_the_table_lists() {
    let left = withdrawn("申报编号,原因\nS3,自愿退出\nS1,异议成立\n").expect("good");
    let outcome = lists(
        Some(&[SubmissionIndex::new(1), SubmissionIndex::new(2)]),
        &left,
    );
    assert_eq!(super::withdrawn(&outcome).rows.len(), 2);
    let said = summary(&outcome);
    assert!(said[0].en.contains("2 withdrawn"), "{said:?}");
    assert!(said[1].en.contains(": S1."), "{said:?}");
}

/// The season of an award with two tiers, and what is read of a list.
fn tiered(text: &str) -> (Season, Result<crate::files::tables::Proposed, Problems>) {
    let mut season = season();
    season.rules.award.tiers = "质量奖 1；提名奖 2".to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("proposed.csv");
    fs::write(&path, text).expect("written");
    let all = (0..4).map(SubmissionIndex::new).collect();
    let read = crate::files::tables::read_proposed(&path, &season, &all);
    (season, read)
}

#[test]
fn lists_name_the_highest_tier_first() {
    let (season, read) =
        tiered("申报编号,入围,奖次\nS1,是,提名奖\nS2,否,\nS4,是,质量奖\nS3,是,提名奖\n");
    let proposed = read.expect("a list");
    assert!(proposed.problems.is_empty(), "{:?}", proposed.problems);
    let mut outcome = lists(Some(&proposed.submissions), &[]);
    outcome.rank(&season, &proposed.tiers);
    assert_eq!(ids(&outcome.publicity), ["S4", "S1", "S3"]);
    assert_eq!(ids(&outcome.last), ["S4", "S1", "S3"]);
    assert_eq!(outcome.last[0].tier, "质量奖");
    let said = summary(&outcome);
    assert!(said[1].zh.contains("质量奖 1，提名奖 2"), "{said:?}");
    let table = final_list(&outcome);
    assert_eq!(table.columns.len(), 5);
    // Without tiers nothing changes.
    let outcome = lists(Some(&proposed.submissions), &[]);
    assert_eq!(final_list(&outcome).columns.len(), 4);
    assert!(
        !serde_json::to_string(&outcome)
            .expect("JSON")
            .contains("tier")
    );
}

#[test]
fn tiers_that_cannot_be_are_told() {
    let told = |text: &str| -> Vec<(&'static str, String)> {
        let problems = match tiered(text).1 {
            Ok(proposed) => proposed.problems,
            Err(Problems(problems)) => problems,
        };
        problems
            .into_iter()
            .map(|own| (own.code, own.value))
            .collect()
    };
    let is = |code: &'static str, value: &str| (code, value.to_owned());
    assert_eq!(told("申报编号,奖次\nS1,特等奖\n"), [is("E445", "特等奖")]);
    assert_eq!(
        told("申报编号,奖次\nS1,质量奖\nS2,质量奖\n"),
        [is("E446", "质量奖")]
    );
    assert_eq!(
        told("申报编号,奖次\nS1,质量奖\nS2,\nS3,\n"),
        [is("W722", "S2 S3")]
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("proposed.csv");
    fs::write(&path, "申报编号,奖次\nS1,一等奖\n").expect("written");
    let all = (0..4).map(SubmissionIndex::new).collect();
    let read = crate::files::tables::read_proposed(&path, &season(), &all).expect("a list");
    assert_eq!(read.problems[0].code, "W724");
    assert!(read.tiers.is_empty());
}
