//! `bench` as people run it: seasons, plans by hand, last year's committee, folders of pairs.

use assert_cmd::Command;
use empanel::files::tables::{read_manual, read_plan, read_season};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn toy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain name")
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("empanel")
        .expect("built")
        .args(arguments)
        .output()
        .expect("runs");
    let say = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap_or(-1),
        say(&output.stdout),
        say(&output.stderr),
    )
}

fn json(arguments: &[&str]) -> (i32, Value) {
    let all: Vec<&str> = arguments
        .iter()
        .copied()
        .chain(["--format", "json"])
        .collect();
    let (code, out, _) = run(&all);
    (code, serde_json::from_str(&out).expect("one document"))
}

/// The runs of one method.
fn of<'a>(document: &'a Value, method: &str) -> Vec<&'a Value> {
    let runs = document["runs"].as_array().expect("runs");
    runs.iter().filter(|run| run["method"] == method).collect()
}

/// Forms the toy season into a folder.
fn formed(room: &Path) -> PathBuf {
    let out = room.join("out");
    let (code, _, error) = run(&[
        "form",
        text(&toy()),
        "--out",
        text(&out),
        "--time-limit",
        "5",
    ]);
    assert_eq!(code, 0, "{error}");
    out
}

#[test]
fn a_workbook_of_ours_is_read_back_as_the_plan_it_was() {
    let room = tempfile::tempdir().expect("a folder");
    let season = read_season(&toy(), None).expect("sound").season;
    for lang in ["zh", "en"] {
        let out = room.path().join(lang);
        let (code, _, error) = run(&[
            "form",
            text(&toy()),
            "--out",
            text(&out),
            "--time-limit",
            "5",
            "--lang",
            lang,
        ]);
        assert_eq!(code, 0, "{error}");
        let plan = read_plan(&out.join("plan.json")).expect("a plan");
        let read = read_manual(&out.join("committee.xlsx"), &season).expect("a plan");
        assert_eq!(read.committee, plan.committee);
        for (read, own) in read.groups.iter().zip(&plan.groups) {
            let sorted = |list: &[String]| {
                let mut list = list.to_vec();
                list.sort();
                list
            };
            assert_eq!(
                (&read.id, &read.name, &read.leader),
                (&own.id, &own.name, &own.leader)
            );
            assert_eq!(
                sorted(&read.members),
                sorted(&own.members),
                "alternates hold no seat"
            );
            assert_eq!(sorted(&read.submissions), sorted(&own.submissions));
        }
        for (read, own) in read.reviews.iter().zip(&plan.reviews) {
            assert_eq!(
                (&read.submission, &read.group),
                (&own.submission, &own.group)
            );
            assert_eq!(read.reviewers, own.reviewers);
        }
        assert_eq!(
            (read.groups.len(), read.reviews.len()),
            (plan.groups.len(), plan.reviews.len())
        );
    }
}

/// A plan by hand; any plan will do here.
const BY_HAND: &str = "人工分组表,,\n申报编号,组别,评审专家\nS001,甲组,E003；E005\nS002,甲组,专家三（E003）；E008\nS003,甲组,E005;E008\nS004,乙组,E004；E006\nS005,乙组,E004;E006\nS006,乙组,E006;E007\n";

#[test]
fn a_table_of_three_columns_is_a_plan_and_what_it_breaks_is_counted() {
    let room = tempfile::tempdir().expect("a folder");
    let file = room.path().join("手工.csv");
    fs::write(&file, BY_HAND).expect("room");
    let season = read_season(&toy(), None).expect("sound").season;
    let plan = read_manual(&file, &season).expect("a plan");
    assert_eq!(plan.groups[0].members, ["E003", "E005", "E008"]);
    assert_eq!(plan.groups[1].submissions, ["S004", "S005", "S006"]);
    let (code, document) = json(&[
        "bench",
        text(&toy()),
        "--manual",
        text(&file),
        "--seeds",
        "2",
        "--time-limit",
        "5",
    ]);
    assert_eq!(code, 0);
    let manual = of(&document, "manual");
    assert_eq!(manual.len(), 2);
    // By the score table of the toy season's README.
    let total =
        0.45 + 0.875 + 0.9125 + 0.7 + 0.8 + 0.875 + 0.3625 + 0.8375 + 0.6625 + 0.7 + 0.575 + 0.875;
    let figures = &manual[0]["figures"];
    assert!(
        (figures["total"].as_f64().expect("a number") - total).abs() < 1e-9,
        "{figures}"
    );
    assert!(figures["broken"].as_u64() > Some(0), "nobody chairs");
    let comparisons = document["comparisons"].as_array().expect("a list");
    let of_manual: Vec<&Value> = comparisons
        .iter()
        .filter(|one| one["baseline"] == "manual")
        .collect();
    assert!(!of_manual.is_empty());
    for one in of_manual {
        assert_eq!(
            (&one["spread"], &one["interval"]),
            (&false.into(), &Value::Null),
            "{one}"
        );
    }
}

#[test]
fn what_a_plan_by_hand_gets_wrong_is_named_with_its_row() {
    let room = tempfile::tempdir().expect("a folder");
    let file = room.path().join("hand.csv");
    fs::write(
        &file,
        "group;submission;reviewer 1;reviewer 2\nG1;S001;E003;E0O5\nG1;S999;E003;\n",
    )
    .expect("room");
    let (code, document) = json(&["bench", text(&toy()), "--manual", text(&file)]);
    assert_eq!(code, 3);
    let problems = document["error"]["problems"].as_array().expect("a list");
    let told: Vec<(&str, &str, u64)> = problems
        .iter()
        .filter_map(|one| {
            Some((
                one["code"].as_str()?,
                one["value"].as_str()?,
                one["place"]["row"].as_u64()?,
            ))
        })
        .collect();
    assert_eq!(told, [("E124", "E0O5", 2), ("E124", "S999", 3)]);
    fs::write(&file, "a;b\n1;2\n").expect("room");
    let (code, document) = json(&["bench", text(&toy()), "--manual", text(&file)]);
    assert_eq!(
        (code, &document["error"]["problems"][0]["code"]),
        (3, &"E123".into())
    );
}

#[test]
fn last_years_committee_and_every_output_are_there() {
    let room = tempfile::tempdir().expect("a folder");
    let plan = formed(room.path()).join("plan.json");
    let out = room.path().join("bench");
    let toy = toy();
    let arguments = [
        "bench",
        text(&toy),
        "--last-year",
        text(&plan),
        "--seeds",
        "3",
        "--time-limit",
        "5",
        "--out",
        text(&out),
        "--lang",
        "zh",
    ];
    let (code, told, error) = run(&arguments);
    assert_eq!(code, 0, "{error}");
    assert!(
        told.contains("去年的评审委员会") && told.contains("无波动") && told.contains("95% 区间"),
        "{told}"
    );
    let page = fs::read_to_string(out.join("bench.html")).expect("a page");
    assert!(
        page.contains("去年的评审委员会") && page.contains("<svg") && !page.contains("http"),
        "{page}"
    );
    let csv = fs::read_to_string(out.join("bench.csv")).expect("a table");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = reader.headers().expect("a header").len();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("whole")).collect();
    // Ours under both objectives, four baselines, last year: three seeds each.
    assert_eq!((rows.len(), columns), (21, 25));
    let (code, _, _) = run(&arguments);
    assert_eq!(code, 2, "never overwritten without --force");
    // The same people keep their seats.
    let (_, document) = json(&[
        "bench",
        text(&toy),
        "--last-year",
        text(&plan),
        "--seeds",
        "1",
        "--time-limit",
        "5",
    ]);
    assert!(of(&document, "last_year")[0]["figures"]["total"].as_f64() > Some(0.0));
}

#[test]
fn folders_of_pairs_show_what_naive_methods_seat() {
    let room = tempfile::tempdir().expect("a folder");
    let put = |name: &str, lines: &str| fs::write(room.path().join(name), lines).expect("room");
    // r1 is the best for A and in conflict with it; r3 has a least load.
    put(
        "scores.csv",
        "submission_id,reviewer_id,score\nA,r1,9\nA,r2,5\nA,r3,1\nB,r1,4\nB,r2,6\nB,r3,1\n",
    );
    put(
        "loads.csv",
        "reviewer_id,min_load,max_load\nr1,0,1\nr2,0,1\nr3,1,1\n",
    );
    put("demands.csv", "submission_id,k\nA,1\nB,1\n");
    put("conflicts.csv", "submission_id,reviewer_id\nA,r1\n");
    let (code, document) = json(&["bench", text(room.path()), "--seeds", "4"]);
    assert_eq!(code, 0);
    let figures = |method: &str| of(&document, method)[0]["figures"].clone();
    let ours = figures("ours");
    // A to r3 and B to r2: 1 + 6; or A to r2 and B to r3: 5 + 1.
    assert_eq!(
        (&ours["total"], &ours["conflicts"], &ours["below_min"]),
        (&7.0.into(), &0.into(), &0.into())
    );
    assert_eq!((&ours["bound"], &ours["gap"]), (&7.0.into(), &0.0.into()));
    let greedy = figures("greedy");
    assert_eq!(
        (&greedy["total"], &greedy["conflicts"], &greedy["below_min"]),
        (&15.0.into(), &1.into(), &1.into())
    );
    assert!(
        greedy["gap"].as_f64() < Some(0.0),
        "what it exceeds the bound by is against the rules"
    );
    assert_eq!(figures("max_flow")["below_min"], 0);
    // At random: some seeds seat the conflict, others do not, so there is an interval.
    let comparisons = document["comparisons"].as_array().expect("a list");
    let one = |baseline: &str| {
        let mut all = comparisons.iter();
        all.find(|one| one["baseline"] == baseline && one["figure"] == "total")
            .expect("compared")
            .clone()
    };
    assert_eq!(one("greedy")["interval"], Value::Null);
    let random = one("random");
    assert_eq!(random["pairs"], 4);
    assert_eq!(random["spread"], random["interval"].is_array());
    for method in ["ours", "random", "ours_maxmin"] {
        let run = of(&document, method)[0];
        assert!(run["seconds"].as_f64() >= Some(0.0));
        assert!(cfg!(not(target_os = "linux")) || run["memory_mib"].as_f64() > Some(1.0));
    }
    let (code, csv, _) = run(&["bench", text(room.path()), "--seeds", "1", "--csv"]);
    assert!(
        code == 0 && csv.starts_with("input,method,seed,total"),
        "{csv}"
    );
}

/// Writes an instance folder.
fn pairs(folder: &Path, scores: &str, loads: &str, demands: &str) {
    fs::create_dir_all(folder).expect("room");
    let put = |name: &str, header: &str, lines: &str| {
        fs::write(folder.join(name), format!("{header}\n{lines}")).expect("room");
    };
    put("scores.csv", "submission_id,reviewer_id,score", scores);
    put("loads.csv", "reviewer_id,min_load,max_load", loads);
    put("demands.csv", "submission_id,k", demands);
}

#[test]
fn inputs_of_one_name_stay_apart() {
    let room = tempfile::tempdir().expect("a folder");
    let (one, two) = (room.path().join("a/x"), room.path().join("b/x"));
    pairs(&one, "A,r1,1\n", "r1,0,1\n", "A,1\n");
    pairs(&two, "A,r1,2\n", "r1,0,1\n", "A,1\n");
    let (_, document) = json(&["bench", text(&one), text(&two), "--seeds", "1"]);
    let ours = of(&document, "ours");
    assert_eq!(ours.len(), 2);
    assert_ne!(ours[0]["input"], ours[1]["input"]);
    let totals = [&ours[0]["figures"]["total"], &ours[1]["figures"]["total"]];
    assert_eq!(totals, [1.0, 2.0]);
}

/// Two reviews are required of one place. Our methods find nothing and say why; a baseline leaves
/// one review open, which breaks a rule.
#[test]
fn a_method_that_finds_nothing_says_why_and_open_reviews_are_broken_rules() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path().join("scarce");
    pairs(&folder, "A,r1,1\nB,r1,2\n", "r1,0,1\n", "A,1\nB,1\n");
    let (code, document) = json(&["bench", text(&folder), "--seeds", "1"]);
    assert_eq!(code, 0);
    for method in ["ours", "ours_maxmin", "ours_wef1"] {
        let run = of(&document, method)[0].clone();
        let reason = run["reason"]["en"].as_str().unwrap_or_default();
        assert!(run["figures"].is_null() && reason.contains("(r1)"), "{run}");
    }
    assert_eq!(of(&document, "greedy")[0]["figures"]["broken"], 1);
    let (_, told, _) = run(&["bench", text(&folder), "--seeds", "1", "--lang", "en"]);
    assert!(
        told.contains("ours, maxmin: no result. Demand cannot be met"),
        "{told}"
    );
}

#[test]
fn conflicts_and_least_loads_count_as_broken_rules() {
    let room = tempfile::tempdir().expect("a folder");
    let scores = "A,r1,9\nA,r2,5\nA,r3,1\nB,r1,4\nB,r2,6\nB,r3,1\n";
    pairs(
        room.path(),
        scores,
        "r1,0,1\nr2,0,1\nr3,1,1\n",
        "A,1\nB,1\n",
    );
    let conflicts = "submission_id,reviewer_id\nA,r1\n";
    fs::write(room.path().join("conflicts.csv"), conflicts).expect("room");
    let (_, document) = json(&["bench", text(room.path()), "--seeds", "1"]);
    assert_eq!(of(&document, "ours")[0]["figures"]["broken"], 0);
    // A with r1, in conflict, and r3 idle.
    assert_eq!(of(&document, "greedy")[0]["figures"]["broken"], 2);
}

#[test]
fn a_submission_that_asks_for_nobody_is_not_the_worst() {
    let room = tempfile::tempdir().expect("a folder");
    pairs(room.path(), "A,r1,3\n", "r1,0,1\n", "A,1\nB,0\n");
    let (_, document) = json(&["bench", text(room.path()), "--seeds", "1"]);
    let ours = &of(&document, "ours")[0]["figures"];
    assert_eq!((&ours["worst"], &ours["mean"]), (&3.0.into(), &3.0.into()));
}

/// Pairs with scores of 0 and below are in the table, so they may be used.
#[test]
fn maximum_flow_uses_pairs_of_any_score() {
    let room = tempfile::tempdir().expect("a folder");
    pairs(
        room.path(),
        "A,r1,0\nB,r2,-1\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    let (_, document) = json(&["bench", text(room.path()), "--seeds", "1"]);
    assert_eq!(of(&document, "max_flow")[0]["figures"]["unfilled"], 0);
}

#[test]
fn a_gap_below_zero_is_remarked_where_it_is() {
    let room = tempfile::tempdir().expect("a folder");
    let (fair, foul) = (room.path().join("fair"), room.path().join("foul"));
    pairs(&fair, "A,r1,1\n", "r1,0,1\n", "A,1\n");
    pairs(&foul, "A,r1,9\nA,r2,1\n", "r1,0,1\nr2,0,1\n", "A,1\n");
    let conflicts = "submission_id,reviewer_id\nA,r1\n";
    fs::write(foul.join("conflicts.csv"), conflicts).expect("room");
    let out = room.path().join("out");
    let arguments = [
        "bench",
        text(&fair),
        text(&foul),
        "--seeds",
        "1",
        "--lang",
        "en",
    ];
    let (_, told, _) = run(&[&arguments[..], &["--out", text(&out)]].concat());
    let page = fs::read_to_string(out.join("bench.html")).expect("a page");
    for text in [&told, &page] {
        assert_eq!(text.matches("A gap below 0").count(), 1, "{text}");
    }
    let (remark, foul) = (told.find("A gap below 0"), told.find("foul"));
    assert!(remark > foul, "under the input that has it: {told}");
}

#[test]
fn a_plan_of_another_season_is_refused() {
    let room = tempfile::tempdir().expect("a folder");
    let plan = formed(room.path()).join("plan.json");
    let other = room.path().join("other");
    let other = text(&other);
    let size = ["--submissions", "12", "--experts", "40", "--seed", "3"];
    let (code, _, error) = run(&[&["generate", "--out", other][..], &size].concat());
    assert_eq!(code, 0, "{error}");
    let (code, document) = json(&[
        "bench",
        other,
        text(&plan),
        "--seeds",
        "1",
        "--time-limit",
        "1",
    ]);
    let told = &document["error"]["problems"][0]["code"];
    assert!(
        code == 3 && (told == "H133" || told == "H134"),
        "{document}"
    );
}

#[test]
fn ours_is_measured_under_both_objectives() {
    let (_, document) = json(&["bench", text(&toy()), "--seeds", "1", "--time-limit", "5"]);
    let worst = |method: &str| of(&document, method)[0]["figures"]["worst"].as_f64();
    assert!(worst("ours_maxmin") >= worst("ours") && worst("ours").is_some());
}

/// An unreadable file is reported once.
#[test]
fn a_manual_plan_that_is_not_there_is_one_problem() {
    let none = [
        "bench",
        text(&toy()),
        "--manual",
        "no-such.xlsx",
        "--seeds",
        "1",
    ]
    .map(str::to_owned);
    let none: Vec<&str> = none.iter().map(String::as_str).collect();
    let (code, document) = json(&none);
    let problems = document["error"]["problems"].as_array().expect("a list");
    assert_eq!((code, problems.len()), (3, 1), "{problems:?}");
}
