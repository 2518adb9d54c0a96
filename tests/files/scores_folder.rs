//! `scores` writes a season as an instance folder, and a `scores.csv` in a season replaces our own
//! scores.

use assert_cmd::Command;
use empanel::assign::{Instance, total};
use empanel::checker;
use empanel::files::tables::{read_plan, read_season};
use empanel::model::{ExpertIndex, SubmissionIndex};
use empanel::suitability::affinity::Affinity;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

pub fn toy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy")
}

pub fn empanel(arguments: &[&str]) -> (i32, Value) {
    let output = Command::cargo_bin("empanel")
        .expect("built")
        .args(arguments)
        .args(["--format", "json", "--lang", "en"])
        .output()
        .expect("runs");
    let document = serde_json::from_slice(&output.stdout).expect("one document");
    (output.status.code().unwrap_or(-1), document)
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("a plain name")
}

/// A copy of the toy season.
pub fn copy(folder: &Path) {
    for entry in fs::read_dir(toy()).expect("the toy season") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("room");
    }
}

#[test]
fn a_season_becomes_an_instance_folder_and_its_scores_come_back() {
    let room = tempfile::tempdir().expect("a folder");
    let pairs = room.path().join("pairs");
    let (code, told) = empanel(&["scores", text(&toy()), "--out", text(&pairs)]);
    // E001 and E002 may serve as well, because nobody chairs here.
    assert_eq!(
        (code, &told["submissions"], &told["reviewers"]),
        (0, &6.into(), &8.into())
    );
    let read = |name: &str| fs::read_to_string(pairs.join(name)).expect("written");
    assert!(read("demands.csv").starts_with("submission_id,k\nS001,2\n"));
    assert!(
        read("loads.csv").contains("\nE008,0,2\n"),
        "the expert's own limit"
    );
    assert!(read("scores.csv").contains("\nS002,E003,0.9125\n"));
    let (instance, notes) = Instance::read(&pairs).expect("nothing wrong");
    assert_eq!(notes, []);
    assert_eq!(told["pairs"], instance.pairs.len() + instance.tied.len());
    assert_eq!(told["conflicts"], instance.conflicts.len());
    let best = total(&instance).expect("enough reviewers");
    assert_eq!(best.bound, Some(best.total()));

    // Adding the same scores to the season changes nothing.
    let season = room.path().join("season");
    fs::create_dir(&season).expect("room");
    copy(&season);
    fs::copy(pairs.join("scores.csv"), season.join("scores.csv")).expect("room");
    let own = read_season(&toy(), None).expect("sound").season;
    let loaded = read_season(&season, None).expect("sound");
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.season.inputs["scores"].file, "scores.csv");
    let (own, given) = (Affinity::build(&own), Affinity::build(&loaded.season));
    for (e, s) in (0..8).flat_map(|e| (0..6).map(move |s| (ExpertIndex(e), SubmissionIndex(s)))) {
        assert!(
            (given.score(e, s) - own.score(e, s)).abs() < 1e-9,
            "{e:?} {s:?}"
        );
        assert_eq!(given.coverage(e, s), own.coverage(e, s));
    }
    let mut plans = Vec::new();
    for (name, season) in [("a", &toy()), ("b", &season)] {
        let out = room.path().join(name);
        let (code, _) = empanel(&[
            "form",
            text(season),
            "--out",
            text(&out),
            "--time-limit",
            "5",
        ]);
        assert_eq!(code, 0);
        plans.push(read_plan(&out.join("plan.json")).expect("a plan"));
    }
    assert_eq!(
        (&plans[0].groups, &plans[0].reviews),
        (&plans[1].groups, &plans[1].reviews)
    );
    assert!(plans[1].inputs.contains_key("scores") && !plans[0].inputs.contains_key("scores"));
}

#[test]
fn only_the_best_are_written_where_that_is_asked() {
    let room = tempfile::tempdir().expect("a folder");
    let pairs = room.path().join("pairs");
    let (code, told) = empanel(&["scores", text(&toy()), "--out", text(&pairs), "--top", "3"]);
    assert_eq!(code, 0);
    let (instance, _) = Instance::read(&pairs).expect("nothing wrong");
    assert_eq!(instance.pairs.len(), 18, "three usable ones each");
    assert_eq!(told["pairs"], 18 + instance.tied.len());
    let scores = fs::read_to_string(pairs.join("scores.csv")).expect("written");
    let first: Vec<&str> = scores
        .lines()
        .filter(|line| line.starts_with("S005"))
        .collect();
    assert_eq!(
        first,
        ["S005,E006,0.7", "S005,E004,0.6625", "S005,E007,0.625"]
    );
    let (code, _) = empanel(&["scores", text(&toy()), "--out", text(&pairs)]);
    assert_eq!(code, 2, "never overwritten without --force");
}

/// Supplied scores determine the reviewers, are recomputed by the checker from the table alone, and
/// do not affect coverage.
#[test]
fn scores_made_elsewhere_stand_in_place_of_ours() {
    let room = tempfile::tempdir().expect("a folder");
    let season = room.path().join("season");
    fs::create_dir(&season).expect("room");
    copy(&season);
    let mut table = "reviewer_id;score;submission_id\n".to_owned();
    for e in 1..=8 {
        for s in 1..=6 {
            table.push_str(&format!("E00{e};0.{};S00{s}\n", 10 + e * 10 + s));
        }
    }
    fs::write(season.join("scores.csv"), table).expect("room");
    let out = room.path().join("out");
    let (code, _) = empanel(&[
        "form",
        text(&season),
        "--out",
        text(&out),
        "--time-limit",
        "5",
    ]);
    assert_eq!(code, 0);
    let mut plan = read_plan(&out.join("plan.json")).expect("a plan");
    let mut sum = 0.0;
    for review in &plan.reviews {
        for reviewer in &review.reviewers {
            let digit = |id: &str| id[3..].parse::<f64>().expect("a digit");
            sum += (10.0 + digit(reviewer) * 10.0 + digit(&review.submission)) / 100.0;
        }
    }
    assert!(
        (plan.quality.total_score - sum).abs() < 1e-6,
        "{} {sum}",
        plan.quality.total_score
    );
    let with = read_season(&season, None).expect("sound").season;
    assert!(checker::check(&with, &plan).accepted());
    let without = read_season(&toy(), None).expect("sound").season;
    assert!(
        !checker::check(&without, &plan).accepted(),
        "other scores make other figures"
    );
    let (own, other) = (
        checker::check(&without, &plan),
        checker::check(&with, &plan),
    );
    assert_eq!(
        own.shortfalls.len(),
        other.shortfalls.len(),
        "coverage goes by codes"
    );
    plan.quality.total_score += 0.01;
    assert!(!checker::check(&with, &plan).accepted());
    let (code, told) = empanel(&[
        "explain",
        text(&season),
        "--plan",
        text(&out.join("plan.json")),
        "--expert",
        "E003",
        "--submission",
        "S002",
    ]);
    assert_eq!(code, 0);
    assert!(told.to_string().contains("0.42"), "{told}");
}
