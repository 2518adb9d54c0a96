use super::*;
use crate::files::history::sha256;
use crate::model::words::Lang;
use jiff::civil::date;
use std::fs;
use std::path::Path;

fn toy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    for name in [
        "experts.csv",
        "submissions.csv",
        "relations.csv",
        "pins.csv",
        "rules.toml",
    ] {
        fs::copy(from.join(name), folder.path().join(name)).expect("copied");
    }
    folder
}

fn states(status: &Status) -> Vec<State> {
    status.steps.iter().map(|step| step.state).collect()
}

const PLAN: &str = r#"{"schema":"empanel/plan@1","status":"feasible",
"committee":{"chair":"E001","vice_chair":"E002"},
"groups":[{"id":"G01","name":"","leader":"E003","members":["E003","E005","E008"],"submissions":["S001","S002","S003","S004","S005","S006"],"alternates":[]}],
"reviews":[],"shortfalls":[],"inputs":{"experts":{"file":"experts.csv","sha256":"00"}},
"quality":{"total_score":0,"worst_score":0,"mean_score":0,"coverage_shortfalls":0}}"#;

#[test]
fn steps_are_told_from_the_files() {
    use State::{Active, Done, Todo};
    let (season, out) = (toy(), tempfile::tempdir().expect("a folder"));
    let today = date(2026, 9, 8);
    let at = |name: &str, text: &str| {
        let path = out.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    let seen = || look(season.path(), &[out.path()], today);
    let first = seen();
    assert_eq!(
        states(&first),
        [Done, Todo, Todo, Todo, Todo, Todo, Todo, Todo]
    );
    assert_eq!(first.next, Some(StepKind::Screen));
    at("paper/plan.json", PLAN);
    let formed = seen();
    assert_eq!(
        formed.step(StepKind::Form).map(|step| step.state),
        Some(Done)
    );
    assert_eq!(formed.next, Some(StepKind::Sheets));
    assert_eq!((formed.plans[0].people, formed.plans[0].groups), (5, 1));
    assert_eq!(formed.plans[0].stale, ["experts"]);
    at("sheets/scores-G01-E003.xlsx", "");
    at("back/scores.csv", "a\nb\nc\n");
    at("back/results.csv", "a\n");
    let round = r#""round":{"name":"defence","from":"","shortlist":["S001","S002","S003","S004","S005","S006"],"heads":[],"groups":[],"paper":{}},"shortfalls""#;
    at(
        "defence/plan.json",
        &PLAN.replacen("\"shortfalls\"", round, 1),
    );
    at(
        "publicity.json",
        r#"{"first":"2026-09-01","last":"2026-09-14"}"#,
    );
    let late = seen();
    assert_eq!(
        states(&late),
        [Done, Todo, Done, Done, Done, Done, Active, Todo]
    );
    assert_eq!(late.next, Some(StepKind::Publicity));
    at(
        "outcome.json",
        r#"{"publicity":[1,2],"final":[1],"withdrawn":[2]}"#,
    );
    let over = look(season.path(), &[out.path()], date(2026, 9, 15));
    assert_eq!(over.next, None);
    assert!(summary(&over)[1].zh.contains("全部完成"));
}

#[test]
fn what_cannot_be_read_is_trouble_and_not_a_guess() {
    let season = toy();
    fs::write(season.path().join("outcome.json"), "{").expect("written");
    let status = look(season.path(), &[], date(2026, 9, 8));
    let results = status.step(StepKind::Results).expect("a step");
    assert_eq!(results.state, State::Trouble);
    assert_eq!(status.next, Some(StepKind::Results));
    fs::remove_file(season.path().join("experts.csv")).expect("removed");
    let status = look(season.path(), &[], date(2026, 9, 8));
    assert_eq!(status.steps[0].state, State::Trouble);
    assert!(status.steps[0].details[0].en.contains("6 submissions"));
}

/// As after a rerun: the papers name the plan that they were made from, and the plan is another.
#[test]
fn papers_of_an_earlier_plan_are_named_in_both_languages() {
    let (season, out) = (toy(), tempfile::tempdir().expect("a folder"));
    let plan = out.path().join("plan.json");
    fs::write(&plan, PLAN).expect("written");
    let papers = |hashes: [&str; 3]| {
        let [letters, one, list] = hashes;
        let manifest = serde_json::json!({ "schema": "empanel/papers@1", "round": null, "files": [
            { "file": "邀请函.docx", "plan": letters },
            { "file": "邀请函/E001.docx", "plan": one },
            { "file": "通讯录.xlsx", "plan": list },
        ]});
        fs::write(out.path().join("papers.json"), manifest.to_string()).expect("written");
        let status = look(season.path(), &[out.path()], date(2026, 9, 8));
        let step = status.step(StepKind::Form).expect("a step");
        let mut details = step.details.iter();
        let told = details.find(|own| own.zh.starts_with("材料")).cloned();
        told.expect("the papers are told")
    };
    let now = sha256(PLAN.as_bytes());
    let told = papers([&now, &now, &now]);
    assert_eq!(
        (told.zh.as_str(), told.en.as_str()),
        ("材料 3 份", "papers: 3")
    );
    let told = papers(["0", "0", &now]);
    assert!(
        told.zh.contains("其中 2 份") && told.zh.contains("（邀请函）"),
        "{}",
        told.zh
    );
    assert!(
        told.en.contains("of which 2") && told.en.contains("(邀请函)"),
        "{}",
        told.en
    );
    // The rerun itself: the same papers, another plan.
    fs::write(&plan, PLAN.replace("E005", "E006")).expect("written");
    let told = papers([&now, &now, &now]);
    assert!(
        told.zh.contains("其中 3 份") && told.zh.contains("邀请函、通讯录"),
        "{}",
        told.zh
    );
    assert!(told.en.contains("--force"), "{}", told.en);
    // The copy of the plan in their archive is not the present plan.
    fs::create_dir(out.path().join("归档")).expect("created");
    fs::write(out.path().join("归档/plan.json"), PLAN).expect("written");
    let manifest = serde_json::json!({ "schema": "empanel/papers@1", "round": null, "files": [
        { "file": "邀请函.docx", "plan": now },
        { "file": "归档/plan.json", "plan": now },
    ]});
    fs::write(out.path().join("papers.json"), manifest.to_string()).expect("written");
    let status = look(season.path(), &[out.path()], date(2026, 9, 8));
    assert_eq!(status.plans.len(), 1, "{:?}", status.plans);
    let step = status.step(StepKind::Form).expect("a step");
    let mut details = step.details.iter();
    assert!(details.any(|own| own.zh.contains("其中 2 份")), "{step:?}");
}

#[test]
fn the_picture_marks_the_next_step_in_both_languages() {
    let season = toy();
    let status = look(season.path(), &[], date(2026, 9, 8));
    for (lang, word) in [(Lang::Zh, "答辩评审"), (Lang::En, "Defence")] {
        let svg = picture(&status, lang);
        assert!(svg.contains(word));
        assert_eq!(svg.matches("stroke-width=\"3\"").count(), 1);
        assert_eq!(svg.matches("<rect").count(), 8);
    }
}

/// The toy season's own plan, with a review each for two experts.
fn reviewed() -> String {
    let plan = PLAN.replace(
        "\"reviews\":[]",
        r#""reviews":[{"submission":"S001","group":"G01","reviewers":["E003","E005"],"recused":[]}]"#,
    );
    assert_ne!(plan, PLAN);
    plan
}

#[test]
fn nothing_is_done_while_a_sheet_or_a_score_of_the_present_plan_is_missing() {
    let (season, out) = (toy(), tempfile::tempdir().expect("a folder"));
    let at = |name: &str, text: &str| fs::write(out.path().join(name), text).expect("written");
    let seen = |kind: StepKind| {
        let status = look(season.path(), &[out.path()], date(2026, 9, 8));
        let step = status.step(kind).expect("a step").clone();
        let details: Vec<String> = step.details.iter().map(|own| own.en.clone()).collect();
        (
            step.state,
            details.join("; "),
            summary(&status)[1].en.clone(),
        )
    };
    at("plan.json", &reviewed());
    at("scores-G01-E003.xlsx", "");
    let (state, details, next) = seen(StepKind::Sheets);
    assert_eq!(state, State::Active, "{details}");
    assert!(details.contains("without a sheet: 1: E005"), "{details}");
    assert!(next.contains("--only E005"), "{next}");
    at("scores-G01-E005.xlsx", "");
    assert_eq!(seen(StepKind::Sheets).0, State::Done);
    at("results.csv", "a\n");
    at(
        "scores.csv",
        "\u{feff}submission,expert,total\nS001,E003,80\n",
    );
    at("shortlist.csv", "submission,selected\nS001,yes\n");
    at(
        "collected.json",
        r#"{"schema":"empanel/collected@1","plan":"","counted":1,"refused":6,"scores":1,"missing":1,"recusals":0,"provisional":true}"#,
    );
    let (state, details, _) = seen(StepKind::Collect);
    assert_eq!(state, State::Active, "{details}");
    for part in [
        "needs 2, 1 are still missing",
        "could not be counted: 6",
        "provisional",
    ] {
        assert!(details.contains(part), "{details}");
    }
    at(
        "scores.csv",
        "\u{feff}submission,expert,total\nS001,E003,80\nS001,E005,70\n",
    );
    fs::remove_file(out.path().join("collected.json")).expect("removed");
    assert_eq!(seen(StepKind::Collect).0, State::Done);
    at(
        "declared.csv",
        "subject,relation,object,note\nE005,declared,S002,\n",
    );
    let (state, details, next) = seen(StepKind::Collect);
    assert_eq!(state, State::Active, "{details}");
    assert!(next.contains("declared.csv"), "{next}");
}

/// A plan that every other verb rejects must not count as done.
#[test]
fn a_plan_of_another_season_is_not_done_but_told() {
    let (season, out) = (toy(), tempfile::tempdir().expect("a folder"));
    let at = |name: &str, text: &str| fs::write(out.path().join(name), text).expect("written");
    let seen = || {
        let status = look(season.path(), &[out.path()], date(2026, 9, 8));
        let step = status.step(StepKind::Form).expect("a step").clone();
        let details = step.details.iter().map(|own| own.zh.clone());
        let details = details.collect::<Vec<_>>().join("；");
        (step.state, details, status.next)
    };
    at("plan.json", &PLAN.replace("E005", "E905"));
    let (state, details, next) = seen();
    assert_eq!((state, next), (State::Trouble, Some(StepKind::Form)));
    assert!(details.contains("plan.json 不能用（H133）"), "{details}");
    // The same ids, but other submissions passed.
    at("plan.json", &PLAN.replace(",\"S006\"", ""));
    let (state, details, _) = seen();
    assert!(
        state == State::Trouble && details.contains("H134"),
        "{details}"
    );
    // Next to the season's own plan it is reported and has no effect.
    at("plan-2026.json", &reviewed());
    let (state, details, next) = seen();
    assert_eq!((state, next), (State::Done, Some(StepKind::Sheets)));
    assert!(
        details.contains("H134") && details.contains("1 个专业组"),
        "{details}"
    );
    at("results.csv", "a\n");
    at("scores.csv", "submission,expert\nS001,E003\n");
    let status = look(season.path(), &[out.path()], date(2026, 9, 8));
    let scores = status.step(StepKind::Collect).expect("a step");
    assert_eq!(scores.details[0].zh, "资料评审收回评分 1 条");
}

#[test]
fn what_a_later_step_overtook_holds_nobody_up() {
    let (season, out) = (toy(), tempfile::tempdir().expect("a folder"));
    let at = |name: &str, text: &str| fs::write(out.path().join(name), text).expect("written");
    let seen = || look(season.path(), &[out.path()], date(2026, 9, 20));
    at("plan.json", &reviewed());
    at("scores-G01-E003.xlsx", "");
    at("results.csv", "a\n");
    at("scores.csv", "submission,expert\nS001,E003\n");
    assert_eq!(seen().next, Some(StepKind::Sheets));
    at(
        "publicity.json",
        r#"{"first":"2026-09-02","last":"2026-09-14"}"#,
    );
    assert_eq!(seen().next, Some(StepKind::Results), "the list is public");
    at(
        "outcome.json",
        r#"{"publicity":[1],"final":[1],"withdrawn":[]}"#,
    );
    assert_eq!(seen().next, Some(StepKind::Sheets), "not complete either");
    // With a plan of the defence the paper round is over.
    let round = r#""round":{"name":"defence","from":"","shortlist":["S001","S002","S003","S004","S005","S006"],"heads":[],"groups":[],"paper":{}},"shortfalls""#;
    at(
        "plan-defence.json",
        &PLAN.replacen("\"shortfalls\"", round, 1),
    );
    let over = seen();
    let state = |kind| over.step(kind).map(|step| step.state);
    assert_eq!(state(StepKind::Sheets), Some(State::Done));
    assert_eq!(over.next, None);
}

#[test]
fn a_season_is_not_complete_before_its_publicity_is_over() {
    let season = toy();
    let at = |name: &str, text: &str| fs::write(season.path().join(name), text).expect("written");
    let seen = |day: i8| {
        let status = look(season.path(), &[], date(2026, 9, day));
        (status.next, summary(&status)[1].zh.clone())
    };
    at(
        "outcome.json",
        r#"{"publicity":[1,2],"final":[1],"withdrawn":[2]}"#,
    );
    assert_eq!(seen(8).0, Some(StepKind::Publicity), "no publicity at all");
    at(
        "publicity.json",
        r#"{"first":"2026-09-02","last":"2026-09-14"}"#,
    );
    let (next, words) = seen(1);
    assert_eq!(next, Some(StepKind::Publicity));
    assert!(words.contains("2026-09-02 起公示"), "{words}");
    let (next, words) = seen(8);
    assert_eq!(next, Some(StepKind::Publicity));
    assert!(
        words.contains("等到 2026-09-14") && !words.contains("empanel publicity"),
        "{words}"
    );
    assert_eq!(seen(15).0, None);
}
