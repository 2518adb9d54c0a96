//! `assign` from the command line, against other solvers and on bad input.
#![allow(missing_docs)]

use assert_cmd::Command;
use pathfinding::prelude::{Matrix, kuhn_munkres};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn write(folder: &Path, scores: &str, loads: &str, demands: &str) {
    let put = |name: &str, header: &str, lines: &str| {
        fs::write(folder.join(name), format!("{header}\n{lines}")).expect("writable");
    };
    put("scores.csv", "submission_id,reviewer_id,score", scores);
    put("loads.csv", "reviewer_id,min_load,max_load", loads);
    put("demands.csv", "submission_id,k", demands);
}

fn assign(folder: &Path, more: &[&str]) -> (i32, Value, String) {
    let output = Command::cargo_bin("empanel")
        .expect("built")
        .arg("assign")
        .arg(folder)
        .args(["--out".as_ref(), folder.join("out.csv").as_os_str()])
        .args(["--format", "json", "--lang", "en"])
        .args(more)
        .output()
        .expect("runs");
    let document = serde_json::from_slice(&output.stdout).expect("one document");
    let written = fs::read_to_string(folder.join("out.csv")).unwrap_or_default();
    (output.status.code().unwrap_or(-1), document, written)
}

#[test]
fn total_maxmin_and_turns_differ_as_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    // A can have r1 at 9 or r2 at 4, B r1 at 6 or r2 at 3: 9 + 3 beats 6 + 4 in total, but its
    // worst is 3 and that of the other is 4.
    write(
        folder.path(),
        "A,r1,9\nA,r2,4\nB,r1,6\nB,r2,3\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    let (code, total, written) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(
        (code, &total["total_score"], &total["bound"]),
        (0, &12.0.into(), &12.0.into())
    );
    assert_eq!(total["status"], "optimal");
    assert_eq!(written, "submission_id,reviewer_id,score\nA,r1,9\nB,r2,3\n");
    let (code, _, _) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(code, 2, "never overwritten without --force");
    let (_, maxmin, written) = assign(folder.path(), &["--objective", "maxmin", "--force"]);
    assert_eq!(
        (&maxmin["worst_score"], &maxmin["worst_bound"]),
        (&4.0.into(), &4.0.into())
    );
    assert_eq!(
        (&maxmin["total_score"], &maxmin["bound"]),
        (&10.0.into(), &10.0.into())
    );
    assert_eq!(written, "submission_id,reviewer_id,score\nA,r2,4\nB,r1,6\n");
    let (_, turns, _) = assign(folder.path(), &["--objective", "wef1", "--force"]);
    assert_eq!(
        (&turns["total_score"], &turns["wef1_violations"]),
        (&12.0.into(), &0.into())
    );
}

#[test]
fn a_shortage_is_proven_and_can_be_left_open() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,1\nB,r1,2\nB,r2,3\nC,r1,4\n",
        "r1,0,1\nr2,0,2\n",
        "A,1\nB,1\nC,1\n",
    );
    let (code, error, written) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!((code, written.as_str()), (4, ""));
    let message = error["error"]["message"]["en"].as_str().expect("a message");
    assert!(
        message.contains("A, C") && message.contains("(r1)"),
        "{message}"
    );
    let (code, partial, _) = assign(folder.path(), &["--objective", "total", "--allow-unfilled"]);
    assert_eq!(
        (code, &partial["unfilled"], &partial["total_score"]),
        (0, &1.into(), &7.0.into())
    );
    let (code, zero, _) = assign(
        folder.path(),
        &["--objective", "total", "--allow-zero", "--force"],
    );
    assert_eq!(
        (code, &zero["unfilled"], &zero["total_score"]),
        (0, &0.into(), &7.0.into())
    );
}

#[test]
fn bad_input_is_told_with_codes_and_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "A,r1,inf\nA,r9,1\n", "r1,2,1\n", "A,5\n");
    let (code, error, _) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(code, 3);
    let problems = error["error"]["problems"].as_array().expect("a list");
    let codes: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem["code"].as_str())
        .collect();
    assert_eq!(codes, ["A111", "A106", "A108", "A112"]);
    let (code, _, _) = assign(Path::new("/no/such/folder"), &["--objective", "total"]);
    assert_eq!(code, 3);
    let (code, _, _) = assign(
        folder.path(),
        &["--objective", "maxmin", "--allow-unfilled"],
    );
    assert_eq!(code, 2);
}

/// One broken or odd folder: its tables and what must be said about it.
struct Odd {
    scores: &'static str,
    loads: &'static str,
    demands: &'static str,
    /// Code, file and row of every problem, in order.
    told: &'static [(&'static str, &'static str, u64)],
}

const SOUND: Odd = Odd {
    scores: "A,r1,1\nA,r2,2\n",
    loads: "r1,0,1\nr2,0,1\n",
    demands: "A,1\n",
    told: &[],
};

#[test]
fn every_kind_of_bad_input_is_named_with_its_place_in_both_languages() {
    let cases = [
        Odd {
            scores: "A,r1,NaN\n",
            told: &[("A106", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,1\nA,r2,-Infinity\n",
            told: &[("A106", "scores.csv", 3)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,0,5\nA,r2,zwei\n",
            told: &[("A105", "scores.csv", 3)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,\n",
            told: &[("A105", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,1\nA,r2,1\nA,r1,2\n",
            told: &[("A109", "scores.csv", 4)],
            ..SOUND
        },
        Odd {
            scores: "B,r1,1\n",
            told: &[("A107", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r3,1\n",
            told: &[("A108", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r1\n",
            told: &[("A104", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            loads: "r1,2,1\nr2,0,1\n",
            told: &[("A111", "loads.csv", 2)],
            ..SOUND
        },
        Odd {
            loads: "r1,-1,1\nr2,0,1.5\n",
            told: &[("A110", "loads.csv", 2), ("A110", "loads.csv", 3)],
            ..SOUND
        },
        Odd {
            loads: "r1,0,1\nr1,0,1\nr2,0,1\n",
            told: &[("A113", "loads.csv", 3)],
            ..SOUND
        },
        Odd {
            loads: "",
            scores: "",
            told: &[("A102", "loads.csv", 0), ("A112", "demands.csv", 2)],
            ..SOUND
        },
        Odd {
            demands: "A,3\n",
            told: &[("A112", "demands.csv", 2)],
            ..SOUND
        },
        Odd {
            demands: "A,many\n",
            told: &[("A110", "demands.csv", 2)],
            ..SOUND
        },
        Odd {
            demands: "",
            scores: "",
            told: &[("A102", "demands.csv", 0)],
            ..SOUND
        },
    ];
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), case.scores, case.loads, case.demands);
        let (code, error, written) = assign(folder.path(), &["--objective", "total"]);
        let problems = error["error"]["problems"]
            .as_array()
            .expect("a list")
            .clone();
        let told: Vec<(&str, &str, u64)> = problems
            .iter()
            .map(|problem| {
                let place = &problem["place"];
                let text = |value: &'_ Value| value.as_str().map(str::to_owned);
                assert!(text(&problem["what"]["zh"]).is_some_and(|zh| !zh.is_empty()));
                assert!(text(&problem["action"]["en"]).is_some_and(|en| !en.is_empty()));
                (
                    problem["code"].as_str().unwrap_or_default(),
                    place["file"].as_str().unwrap_or_default(),
                    place["row"].as_u64().unwrap_or(0),
                )
            })
            .collect();
        assert_eq!(told, case.told);
        assert_eq!((code, written.as_str()), (3, ""), "nothing is written");
    }
}

#[test]
fn missing_and_blank_files_are_named() {
    for (name, text, expected) in [
        ("scores.csv", None, "A101"),
        ("loads.csv", None, "A101"),
        ("demands.csv", None, "A101"),
        ("scores.csv", Some(""), "A102"),
        ("loads.csv", Some(" \n\n"), "A102"),
        ("demands.csv", Some("submission_id,k\n"), "A102"),
        ("demands.csv", Some("paper,k\nA,1\n"), "A103"),
        ("conflicts.csv", Some("paper,reviewer\nA,r1\n"), "A103"),
        (
            "conflicts.csv",
            Some("submission_id,reviewer_id\nB,r1\n"),
            "A107",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), SOUND.scores, SOUND.loads, SOUND.demands);
        match text {
            Some(text) => fs::write(folder.path().join(name), text).expect("writable"),
            None => fs::remove_file(folder.path().join(name)).expect("it was there"),
        }
        let (code, error, _) = assign(folder.path(), &["--objective", "total"]);
        let problem = &error["error"]["problems"][0];
        assert_eq!(
            (code, problem["code"].as_str()),
            (3, Some(expected)),
            "{name} {text:?}"
        );
        assert_eq!(problem["place"]["file"], name);
    }
}

#[test]
fn endless_lines_are_refused_and_not_collected_in_memory() {
    for (name, size, expected) in [("scores.csv", 9, "A104"), ("loads.csv", 2, "A101")] {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), SOUND.scores, SOUND.loads, SOUND.demands);
        fs::write(folder.path().join(name), vec![b'x'; size << 20]).expect("room");
        let (code, error, _) = assign(folder.path(), &["--objective", "total"]);
        assert_eq!(
            (code, error["error"]["problems"][0]["code"].as_str()),
            (3, Some(expected))
        );
    }
}

#[test]
fn odd_but_sound_input_gives_the_right_answer() {
    // Negative scores count as they stand; the same pair twice with one score is one pair;
    // carriage returns, blanks, quotes, a byte order mark and other columns do not matter.
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "", "r1,0,1\r\nr2,0,1\r\n", "A,1\nB,1\n");
    let scores = "\u{feff}score;note;reviewer_id;submission_id\r\n-1; x;r1;A\r\n-1.0;;r1;A\r\n\r\n\"-2\";\"y;\";r2;\"A\"\r\n-3;;r1;B\r\n-3.5;;r2;B";
    fs::write(folder.path().join("scores.csv"), scores).expect("writable");
    let (code, found, written) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(
        (code, &found["total_score"], &found["bound"]),
        (0, &(-4.5).into(), &(-4.5).into())
    );
    assert_eq!(
        written,
        "submission_id,reviewer_id,score\nA,r1,-1\nB,r2,-3.5\n"
    );
    // Only the last of 24 places decides, both ways.
    for (small, chosen) in [("1e-12", "r2"), ("-1e-12", "r1")] {
        let folder = tempfile::tempdir().expect("a folder");
        let sum = if small.starts_with('-') {
            "999999999999.999999999999"
        } else {
            "1000000000000.000000000001"
        };
        let scores = format!("A,r1,1e12\nA,r2,{sum}\nB,r1,{small}\nB,r2,{small}\n");
        write(folder.path(), &scores, "r1,0,1\nr2,0,1\n", "A,1\nB,1\n");
        let (_, found, written) = assign(folder.path(), &["--objective", "total"]);
        assert_eq!(found["status"], "optimal");
        assert!(written.contains(&format!("A,{chosen},")), "{written}");
    }
}

#[test]
fn text_is_for_people_and_json_only_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,9\nA,r2,4\nB,r1,6\nB,r2,3\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    let say = |lang: &str, more: &[&str]| {
        let output = Command::cargo_bin("empanel")
            .expect("built")
            .arg("assign")
            .arg(folder.path())
            .args(["--out".as_ref(), folder.path().join("out.csv").as_os_str()])
            .args(["--force", "--lang", lang])
            .args(more)
            .output()
            .expect("runs");
        String::from_utf8(output.stdout).expect("text")
    };
    let zh = say("zh", &["--objective", "maxmin", "--leximin"]);
    assert!(
        zh.starts_with("2 项申报、2 位评审人：") && zh.contains("已证明最优"),
        "{zh}"
    );
    assert!(
        zh.contains("最差申报") && zh.contains("共 2 档，全部已证明") && !zh.contains('{'),
        "{zh}"
    );
    let en = say("en", &["--objective", "total"]);
    assert!(
        en.starts_with("2 submissions, 2 reviewers: highest total; proven optimal."),
        "{en}"
    );
    let total = en
        .lines()
        .find(|line| line.contains("total score"))
        .expect("a row");
    let cells: Vec<&str> = total.split_whitespace().collect();
    assert_eq!(cells, ["total", "score", "12.000000", "12.000000"]);
}

#[test]
fn leximin_goes_on_where_maxmin_stops() {
    let folder = tempfile::tempdir().expect("a folder");
    // A has 1 whatever happens. Maxmin then takes the higher total, 1 + 9 + 2; leximin lifts the
    // next worst: 1 + 4 + 5.
    write(
        folder.path(),
        "A,r1,1\nB,r2,9\nB,r3,5\nC,r2,4\nC,r3,2\n",
        "r1,0,1\nr2,0,1\nr3,0,1\n",
        "A,1\nB,1\nC,1\n",
    );
    let (_, maxmin, _) = assign(folder.path(), &["--objective", "maxmin"]);
    assert_eq!(maxmin["total_score"], 12.0);
    let (_, leximin, written) = assign(
        folder.path(),
        &["--objective", "maxmin", "--leximin", "--force"],
    );
    assert_eq!(
        (&leximin["status"], &leximin["total_score"]),
        (&"optimal".into(), &10.0.into())
    );
    let level = |score: f64| serde_json::json!({"score": score, "submissions": 1, "proven": true});
    assert_eq!(
        leximin["levels"],
        serde_json::json!([level(1.0), level(4.0), level(5.0)])
    );
    assert!(written.contains("C,r2,4"), "{written}");
    let (code, _, _) = assign(
        folder.path(),
        &["--objective", "total", "--leximin", "--force"],
    );
    assert_eq!(code, 2);
}

#[test]
fn random_assignments_keep_the_cap_and_write_their_marginals() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,9\nA,r2,5\nB,r1,8\nB,r2,6\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    let marginals = folder.path().join("m.csv");
    let more = [
        "--objective",
        "total",
        "--max-probability",
        "0.5",
        "--seed",
        "7",
        "--marginals",
    ];
    let more: Vec<&str> = more
        .into_iter()
        .chain([marginals.to_str().expect("a name")])
        .collect();
    let (code, random, _) = assign(folder.path(), &more);
    assert_eq!(
        (code, &random["expected_score"], &random["expected_bound"]),
        (0, &14.0.into(), &14.0.into())
    );
    let written = fs::read_to_string(marginals).expect("written");
    assert_eq!(
        written,
        "submission_id,reviewer_id,probability\nA,r1,0.5\nA,r2,0.5\nB,r1,0.5\nB,r2,0.5\n"
    );
}

#[test]
fn generated_instances_are_solved_and_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = folder.path().join("pairs");
    let generate = || {
        let mut command = Command::cargo_bin("empanel").expect("built");
        command
            .arg("generate")
            .arg("--out")
            .arg(&made)
            .args(["--pairs", "60x40x10", "--seed", "5", "--force"]);
        command.assert().success();
        fs::read(made.join("scores.csv")).expect("written")
    };
    assert_eq!(generate(), generate(), "the same seed gives the same bytes");
    let (code, total, _) = assign(&made, &["--objective", "total"]);
    assert_eq!(
        (code, &total["status"], &total["unfilled"]),
        (0, &"optimal".into(), &0.into())
    );
    assert_eq!(total["bound"], total["total_score"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// One reviewer each and one submission each: the assignment problem of Kuhn and Munkres.
    #[test]
    fn the_total_is_that_of_kuhn_and_munkres(scores in proptest::collection::vec(0..100i64, 5 * 7)) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut lines = String::new();
        for (at, score) in scores.iter().enumerate() {
            lines.push_str(&format!("s{},r{},{}.{:02}\n", at / 7, at % 7, score / 100, score % 100));
        }
        let loads: String = (0..7).map(|at| format!("r{at},0,1\n")).collect();
        let demands: String = (0..5).map(|at| format!("s{at},1\n")).collect();
        write(folder.path(), &lines, &loads, &demands);
        let (instance, _) = empanel::assign::Instance::read(folder.path()).expect("nothing wrong");
        let found = empanel::assign::total(&instance).expect("enough reviewers").figures(&instance);
        let matrix = Matrix::from_vec(5, 7, scores).expect("5 by 7");
        let (expected, _) = kuhn_munkres(&matrix);
        prop_assert!((found.total_score - expected as f64 / 100.0).abs() < 1e-9);
        prop_assert_eq!(found.bound, Some(found.total_score));
    }
}

/// The same against an integer program with demands, floors and caps.
#[cfg(feature = "highs")]
mod highs {
    use super::write;
    use good_lp::{
        Expression, Solution as _, SolverModel as _, constraint, default_solver, variable,
        variables,
    };
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_total_is_that_of_an_integer_program(
            scores in proptest::collection::vec(proptest::option::weighted(0.8, 1..1000u32), 6 * 5),
            demands in proptest::collection::vec(0..3u32, 6),
            loads in proptest::collection::vec((0..2u32, 0..4u32), 5),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let mut lines = String::new();
            let mut model = variables!();
            let mut pairs = Vec::new();
            for (at, score) in scores.iter().enumerate() {
                if let Some(score) = score {
                    lines.push_str(&format!("s{},r{},0.{score:03}\n", at / 5, at % 5));
                    pairs.push((at / 5, at % 5, f64::from(*score), model.add(variable().binary())));
                }
            }
            let caps: Vec<(u32, u32)> = loads.iter().map(|&(floor, more)| (floor, floor + more)).collect();
            let load_lines: String = caps.iter().enumerate().map(|(at, (floor, cap))| format!("r{at},{floor},{cap}\n")).collect();
            let demand_lines: String = demands.iter().enumerate().map(|(at, k)| format!("s{at},{k}\n")).collect();
            write(folder.path(), &lines, &load_lines, &demand_lines);
            let aim: Expression = pairs.iter().map(|pair| pair.2 * pair.3).sum();
            let mut problem = model.maximise(aim.clone()).using(default_solver);
            for (row, &k) in demands.iter().enumerate() {
                let held: Expression = pairs.iter().filter(|pair| pair.0 == row).map(|pair| Expression::from(pair.3)).sum();
                problem = problem.with(constraint!(held == f64::from(k)));
            }
            for (column, &(floor, cap)) in caps.iter().enumerate() {
                let load: Expression = pairs.iter().filter(|pair| pair.1 == column).map(|pair| Expression::from(pair.3)).sum();
                problem = problem.with(constraint!(load.clone() >= f64::from(floor)));
                problem = problem.with(constraint!(load <= f64::from(cap)));
            }
            let expected = problem.solve().ok().map(|solution| solution.eval(&aim));
            let (instance, _) = empanel::assign::Instance::read(folder.path()).expect("nothing wrong");
            let found = empanel::assign::total(&instance).ok().map(|found| found.figures(&instance).total_score);
            prop_assert_eq!(found.is_some(), expected.is_some());
            if let (Some(found), Some(expected)) = (found, expected) {
                prop_assert!((found - expected / 1000.0).abs() < 1e-6, "{found} {expected}");
            }
        }

        /// The sums of the k smallest, for k = 1, 2, ..., each as great as possible under the ones
        /// before (Ogryczak and Sliwinski 2003): lexicographically the same as leximin.
        #[test]
        fn leximin_is_that_of_a_chain_of_integer_programs(
            scores in proptest::collection::vec(proptest::option::weighted(0.9, 1..20u32), 5 * 5),
            caps in proptest::collection::vec(1..4u32, 5),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let mut lines = String::new();
            for (at, score) in scores.iter().enumerate() {
                if let Some(score) = score {
                    lines.push_str(&format!("s{},r{},{score}\n", at / 5, at % 5));
                }
            }
            lines.push_str("s0,r5,1\n");
            let load_lines: String = caps.iter().chain([&1]).enumerate().map(|(at, cap)| format!("r{at},0,{cap}\n")).collect();
            let demand_lines: String = (0..5).map(|at| format!("s{at},2\n")).collect();
            write(folder.path(), &lines, &load_lines, &demand_lines);
            let (instance, _) = empanel::assign::Instance::read(folder.path()).expect("nothing wrong");
            let found = empanel::assign::leximin(&instance, None).ok();
            let pairs: Vec<(usize, usize, f64)> = scores
                .iter()
                .enumerate()
                .filter_map(|(at, score)| Some((at / 5, at % 5, f64::from((*score)?))))
                .chain([(0, 5, 1.0)])
                .collect();
            let caps: Vec<u32> = caps.into_iter().chain([1]).collect();
            let mut least: Vec<f64> = Vec::new();
            for _ in 1..=5 {
                let Some(next) = sum_of_worst(&pairs, &caps, &least) else { break };
                least.push(next.round());
            }
            prop_assert_eq!(found.is_some(), !least.is_empty());
            if let Some(found) = found {
                prop_assert!(found.levels.iter().all(|level| level.proven));
                let mut sums: Vec<f64> = (0..5).map(|row| instance.value(found.assignment.sum(row))).collect();
                sums.sort_unstable_by(f64::total_cmp);
                let mut sum = 0.0;
                for (own, least) in sums.iter().zip(&least) {
                    sum += own;
                    prop_assert!((sum - least).abs() < 1e-5, "{sums:?} {least:?}");
                }
            }
        }
    }

    /// The greatest sum of the `least.len() + 1` worst submissions of five, each of demand 2, with
    /// the sums of fewer of them at least as given.
    fn sum_of_worst(pairs: &[(usize, usize, f64)], caps: &[u32], least: &[f64]) -> Option<f64> {
        let mut model = variables!();
        let used: Vec<_> = pairs
            .iter()
            .map(|_| model.add(variable().binary()))
            .collect();
        let mut rows = Vec::new();
        let mut sum_of = |count: usize, model: &mut good_lp::ProblemVariables| {
            let level = model.add(variable());
            let missing: Vec<_> = (0..5).map(|_| model.add(variable().min(0.0))).collect();
            let lack: Expression = missing.iter().map(|&one| Expression::from(one)).sum();
            rows.extend(
                missing
                    .iter()
                    .enumerate()
                    .map(|(row, &one)| (row, level, one)),
            );
            level * count as f64 - lack
        };
        let kept: Vec<Expression> = (1..=least.len())
            .map(|count| sum_of(count, &mut model))
            .collect();
        let aim = sum_of(least.len() + 1, &mut model);
        let mut problem = model.maximise(aim.clone()).using(default_solver);
        let of = |row: usize, weigh: bool| -> Expression {
            let own = pairs.iter().zip(&used).filter(|(pair, _)| pair.0 == row);
            own.map(|(pair, &used)| {
                if weigh {
                    pair.2 * used
                } else {
                    Expression::from(used)
                }
            })
            .sum()
        };
        for row in 0..5 {
            problem = problem.with(constraint!(of(row, false) == 2.0));
        }
        for (column, &cap) in caps.iter().enumerate() {
            let load: Expression = pairs
                .iter()
                .zip(&used)
                .filter(|(pair, _)| pair.1 == column)
                .map(|(_, &used)| Expression::from(used))
                .sum();
            problem = problem.with(constraint!(load <= f64::from(cap)));
        }
        for (row, level, missing) in rows {
            problem = problem.with(constraint!(of(row, true) + missing - level >= 0.0));
        }
        for (kept, least) in kept.into_iter().zip(least) {
            problem = problem.with(constraint!(kept >= least - 1e-6));
        }
        problem.solve().ok().map(|solution| solution.eval(&aim))
    }
}
