use super::*;
use crate::text::Lang;
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
"groups":[{"id":"G01","name":"","leader":"E003","members":["E003","E005","E008"],"submissions":["S001"],"alternates":[]}],
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
    let round = r#""round":{"name":"defence","from":"","shortlist":[],"heads":[],"groups":[],"paper":{}},"shortfalls""#;
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
