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
    }
}
