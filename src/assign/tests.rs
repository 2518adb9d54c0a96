//! Shared test helpers, and tests of reading.

use super::leximin::decide;
use super::*;
use crate::flow::Shortage;
use crate::model::Problem as Finding;
use proptest::prelude::*;
use std::fs;
use std::sync::atomic::Ordering;

fn folder(scores: &str, loads: &str, demands: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let scores = scores.replacen("s,r,x", "submission_id,reviewer_id,score", 1);
    let write =
        |name: &str, text: String| fs::write(folder.path().join(name), text).expect("writable");
    write("scores.csv", scores);
    write(
        "loads.csv",
        format!("reviewer_id,min_load,max_load\n{loads}"),
    );
    write("demands.csv", format!("submission_id,k\n{demands}"));
    folder
}

/// An instance from the lines of its three tables.
pub(super) fn instance(scores: &str, loads: &str, demands: &str) -> Instance {
    let folder = folder(scores, loads, demands);
    Instance::read(folder.path()).expect("nothing wrong").0
}

fn findings(scores: &str, loads: &str, demands: &str) -> Vec<(String, u32)> {
    let folder = folder(scores, loads, demands);
    let problems: Vec<Finding> = match Instance::read(folder.path()) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    problems
        .iter()
        .map(|p| (p.code.to_owned(), p.place.row.unwrap_or(0)))
        .collect()
}

fn found(codes: &[(&str, u32)]) -> Vec<(String, u32)> {
    codes
        .iter()
        .map(|&(code, row)| (code.to_owned(), row))
        .collect()
}

#[test]
fn all_that_is_wrong_is_found_at_once_with_its_line() {
    let scores = "s,r,x\nA,r1,0.5\nA,r2,abc\nA,r2,NaN\nX,r1,1\nA,Y,1\nA\nA,r1,0.25\n";
    let got = findings(scores, "r1,3,2\nr2,0,x\nr1,0,1\n", "A,9\n");
    let expected = [
        ("A113", 4),
        ("A110", 3),
        ("A111", 2),
        ("A105", 3),
        ("A106", 4),
        ("A107", 5),
        ("A108", 6),
        ("A104", 7),
        ("A112", 2),
    ];
    let (mut got, mut expected) = (got, found(&expected));
    got.sort();
    expected.sort();
    assert_eq!(got, expected);
    assert_eq!(
        findings("s,r,x\nA,r1,1\nA,r1,2\n", "r1,0,1\n", "A,1\n"),
        found(&[("A109", 3)])
    );
    assert_eq!(
        findings("s,r,x\nA,r1,1\nA,r1,1.0\n", "r1,0,1\n", "A,1\n"),
        found(&[])
    );
    assert_eq!(findings("", "r1,0,1\n", "A,1\n"), found(&[("A102", 0)]));
    assert_eq!(
        findings("a,b\n", "r1,0,1\n", "A,1\n"),
        found(&[("A103", 1)])
    );
    assert_eq!(
        findings("s,r,x\nA,r1,-1\n", "r1,0,1\n", "A,1\n"),
        found(&[("A106", 0)])
    );
}

#[test]
fn scores_of_very_different_size_lose_nothing() {
    // The two large scores tie exactly; only 1e-12 decides.
    let scores =
        "s,r,x\nA,r1,1e12\nA,r2,1e12\nB,r1,1000000000000\nB,r2,1000000000000.000000000001\n";
    let instance = instance(scores, "r1,0,1\nr2,0,1\n", "A,1\nB,1\n");
    let best = total(&instance).expect("enough reviewers");
    assert_eq!(best.bound, Some(best.total()));
    assert_eq!(best.reviewers[1][0].0, 1, "B takes r2");
}

#[test]
fn forced_pairs_and_conflicts_are_kept() {
    let folder = folder(
        "s,r,x\nA,r1,9\nA,r2,1\nB,r1,5\nB,r2,5\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    fs::write(
        folder.path().join("forced.csv"),
        "submission_id,reviewer_id\nA,r2\n",
    )
    .expect("writable");
    let (forced, _) = Instance::read(folder.path()).expect("nothing wrong");
    let best = total(&forced).expect("enough reviewers");
    assert_eq!(best.reviewers, [vec![(1, 1)], vec![(0, 5)]]);
    assert_eq!(best.figures(&forced).bound, Some(6.0));
    fs::write(
        folder.path().join("conflicts.csv"),
        "submission_id,reviewer_id\nA,r2\n",
    )
    .expect("writable");
    let problems = Instance::read(folder.path()).expect_err("forced and forbidden");
    assert_eq!(problems[0].code, "A114");
}

#[test]
fn the_best_partial_assignment_fills_most_then_scores_most() {
    let scarce = instance(
        "s,r,x\nA,r1,1\nA,r2,9\nB,r1,7\nB,r2,9\n",
        "r1,0,1\nr2,0,2\n",
        "A,2\nB,2\n",
    );
    assert!(total(&scarce).is_err());
    let best = partial(&scarce).expect("no least loads");
    assert_eq!((best.unfilled, best.total()), (1, 25));
    assert_eq!(best.bound, Some(25));
}

/// The issue's own numbers: negative scores are no reason to leave a review open. A has r1 and r2,
/// B has nobody left, or A one and B one; every way leaves one of three open, and A r2 with B r1
/// loses least: -1 - 3 against -5 - 2, -5 - 1 and fewer than two.
#[test]
fn negative_scores_leave_no_more_unfilled_than_must_be() {
    let scores = "s,r,x\nA,r1,-5\nA,r2,-1\nB,r1,-3\nB,r2,-2\n";
    let scarce = instance(scores, "r1,0,1\nr2,0,1\n", "A,2\nB,1\n");
    let best = partial(&scarce).expect("no least loads");
    assert_eq!((best.unfilled, best.total(), best.bound), (1, -4, Some(-4)));
}

/// Scores as far apart as files may have them: the loss of an open review outweighs them all, and
/// nothing overflows.
#[test]
fn open_reviews_outweigh_scores_of_any_size() {
    let scores = "s,r,x\nA,r1,-1e12\nA,r2,1e-12\nB,r1,1e12\nB,r2,-1e-12\n";
    let scarce = instance(scores, "r1,0,1\nr2,0,1\n", "A,2\nB,2\n");
    let best = partial(&scarce).expect("no least loads");
    assert_eq!(best.unfilled, 2);
    assert_eq!(best.reviewers, [vec![(1, 1)], vec![(0, 10i128.pow(24))]]);
}

/// Two reviewers must review once each and there is one review to give: no assignment, partial or
/// not. The proof names the two and no one else.
#[test]
fn least_loads_beyond_all_demands_are_a_shortage_of_real_people() {
    let scarce = instance("s,r,x\nA,r1,5\nA,r2,1\n", "r1,1,1\nr2,1,1\n", "A,1\n");
    let shortage = partial(&scarce).expect_err("two must, one can");
    let expected = Shortage::Demand {
        columns: vec![0, 1],
        needed: 2,
        available: 1,
    };
    assert_eq!(shortage, expected);
}

/// 5 and 10^-40 cannot be kept in one integer; the bound allows for what was rounded away, and no
/// more than that.
#[test]
fn rounded_scores_widen_the_bound_by_the_rounding_alone() {
    let scores = "s,r,x\nA,r1,5\nB,r2,1e-40\n";
    let rounded = instance(scores, "r1,0,1\nr2,0,1\n", "A,1\nB,1\n");
    let figures = total(&rounded).expect("enough reviewers").figures(&rounded);
    let bound = figures.bound.expect("a bound");
    assert!((5.0..5.0 + 1e-9).contains(&bound), "{bound}");
}

#[test]
fn the_file_that_is_written_says_the_scores_as_they_were() {
    let instance = instance("s,r,x\n\"A,1\",r1,0.10\n", "r1,0,1\n", "\"A,1\",1\n");
    let mut bytes = Vec::new();
    let best = total(&instance).expect("enough reviewers");
    best.write_csv(&instance, &mut bytes).expect("room");
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        "submission_id,reviewer_id,score\n\"A,1\",r1,0.1\n"
    );
}

/// Every assignment of a small instance: the sums of its submissions.
fn enumerate(instance: &Instance) -> Vec<Vec<i128>> {
    fn go(
        problem: &crate::flow::Problem<i128>,
        row: usize,
        loads: &mut Vec<u32>,
        sums: &mut Vec<i128>,
        all: &mut Vec<Vec<i128>>,
    ) {
        if row == problem.rows() {
            if loads
                .iter()
                .zip(&problem.floors)
                .all(|(load, floor)| load >= floor)
            {
                all.push(sums.clone());
            }
            return;
        }
        let range = problem.row(row);
        for set in 0..1u32 << range.len() {
            let chosen: Vec<usize> = range
                .clone()
                .filter(|at| set >> (at - range.start) & 1 == 1)
                .collect();
            let fits = |&at: &usize| {
                loads[problem.columns[at] as usize] < problem.caps[problem.columns[at] as usize]
            };
            if set.count_ones() != problem.demands[row] || !chosen.iter().all(fits) {
                continue;
            }
            chosen
                .iter()
                .for_each(|&at| loads[problem.columns[at] as usize] += 1);
            sums.push(chosen.iter().map(|&at| problem.scores[at]).sum());
            go(problem, row + 1, loads, sums, all);
            sums.pop();
            chosen
                .iter()
                .for_each(|&at| loads[problem.columns[at] as usize] -= 1);
        }
    }
    let problem = instance.pairs.widened();
    let mut all = Vec::new();
    go(
        &problem,
        0,
        &mut vec![0; problem.width()],
        &mut Vec::new(),
        &mut all,
    );
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn maxmin_reaches_what_enumeration_finds_and_proves_it(
        scores in proptest::collection::vec(0..9u32, 20),
        caps in proptest::collection::vec(1..4u32, 5),
        floors in proptest::collection::vec(0..2u32, 5),
    ) {
        let mut lines = "s,r,x\nA,r0,10\n".to_owned();
        for (at, score) in scores.iter().enumerate().skip(1) {
            if *score != 8 {
                lines.push_str(&format!("{},r{},{score}\n", ["A", "B", "C", "D"][at / 5], at % 5));
            }
        }
        let loads: String = (0..5).map(|at| format!("r{at},{},{}\n", floors[at].min(caps[at]), caps[at])).collect();
        let instance = instance(&lines, &loads, "A,2\nB,2\nC,2\nD,1\n");
        let all = enumerate(&instance);
        let key = |sums: &Vec<i128>| (sums.iter().min().copied(), sums.iter().sum::<i128>());
        let best = all.iter().map(key).max();
        let found = maxmin(&instance, None).ok();
        prop_assert_eq!(found.is_some(), best.is_some());
        if let (Some(found), Some((worst, sum))) = (found, best) {
            let sums: Vec<i128> = (0..4).map(|row| found.sum(row)).collect();
            prop_assert_eq!(found.worst_bound, worst, "the limit is tight");
            prop_assert_eq!(key(&sums), (worst, sum));
            prop_assert_eq!(found.bound, Some(sum));
        }
    }

    #[test]
    fn leximin_reaches_the_best_order_of_all_and_proves_every_level(
        scores in proptest::collection::vec(0..9u32, 20),
        caps in proptest::collection::vec(1..4u32, 5),
        floors in proptest::collection::vec(0..2u32, 5),
    ) {
        let mut lines = "s,r,x\nA,r0,10\n".to_owned();
        for (at, score) in scores.iter().enumerate().skip(1) {
            if *score != 8 {
                lines.push_str(&format!("{},r{},{score}\n", ["A", "B", "C", "D"][at / 5], at % 5));
            }
        }
        let loads: String = (0..5).map(|at| format!("r{at},{},{}\n", floors[at].min(caps[at]), caps[at])).collect();
        let instance = instance(&lines, &loads, "A,2\nB,2\nC,1\nD,2\n");
        let best = enumerate(&instance).into_iter().map(sorted).max();
        for programs in [true, false] {
            let found = decide(&instance, None, programs).ok();
            prop_assert_eq!(found.is_some(), best.is_some());
            let (Some(found), Some(best)) = (found, best.clone()) else { continue };
            let sums: Vec<i128> = (0..4).map(|row| found.assignment.sum(row)).collect();
            prop_assert_eq!(sorted(sums), best.clone());
            prop_assert!(found.levels.iter().all(|level| level.proven));
            let told = found.levels.iter().flat_map(|level| vec![level.score; level.submissions]);
            prop_assert_eq!(told.collect::<Vec<_>>(), best.clone());
            prop_assert_eq!(found.assignment.worst_bound, Some(best[0]));
            prop_assert_eq!(found.assignment.bound, Some(best.iter().sum()));
        }
    }
}

fn sorted(mut sums: Vec<i128>) -> Vec<i128> {
    sums.sort_unstable();
    sums
}

/// Submissions that all want the same few reviewers, who cannot serve everybody: `rest` says what
/// the others score.
fn wanted(
    (rows, columns, wanted): (usize, usize, usize),
    (demand, cap): (u32, u32),
    rest: impl Fn(usize, usize) -> String,
) -> Instance {
    let mut scores = "s,r,x\n".to_owned();
    for row in 0..rows {
        for column in 0..columns {
            let score = if column < wanted {
                "1".to_owned()
            } else {
                rest(row, column)
            };
            scores.push_str(&format!("s{row},r{column},{score}\n"));
        }
    }
    let loads: String = (0..columns).map(|at| format!("r{at},0,{cap}\n")).collect();
    let demands: String = (0..rows).map(|at| format!("s{at},{demand}\n")).collect();
    instance(&scores, &loads, &demands)
}

/// Four wanted reviewers with two reviews each for nine submissions: eight get one, the ninth two
/// of the others. Half a wanted reviewer each seemed enough to the weights, so the limit stood at
/// far more until the time was out.
#[test]
fn too_few_wanted_reviewers_are_counted_not_searched_for() {
    let soon = || Some(std::time::Instant::now() + std::time::Duration::from_secs(20));
    let tenth = |_: usize, _: usize| "0.1".to_owned();
    let uneven = |row: usize, column: usize| format!("0.1{:02}", (7 * row + 13 * column) % 29);
    let instances = [
        wanted((9, 9, 4), (2, 2), tenth),
        wanted((40, 24, 5), (3, 5), tenth),
        // Too many values for a program over patterns: counting alone has to do.
        wanted((9, 9, 4), (2, 2), uneven),
        wanted((20, 20, 4), (3, 4), uneven),
    ];
    for (at, instance) in instances.iter().enumerate() {
        let start = std::time::Instant::now();
        let found = maxmin(instance, soon()).expect("enough reviewers");
        let rows = found.reviewers.len();
        let worst = (0..rows).map(|row| found.sum(row)).min();
        assert_eq!(found.worst_bound, worst, "instance {at}");
        assert_eq!(found.bound, Some(found.total()), "instance {at}");
        assert!(start.elapsed().as_secs() < 15, "instance {at}");
        let first = leximin(instance, soon()).expect("enough reviewers").levels[0];
        assert_eq!(Some(first.score), worst, "instance {at}");
    }
}

#[test]
fn a_stopped_solver_has_no_answer() {
    let instance = instance("s,r,x\na,r,1\nb,r,2\n", "r,0,2\n", "a,1\nb,1\n");
    for aim in [Aim::Total, Aim::Maxmin, Aim::Leximin, Aim::Wef1] {
        let wanted = Wanted {
            aim,
            ..Wanted::default()
        };
        let watch = Watch::default();
        assert!(Answer::watched(&instance, &wanted, &watch).is_ok());
        watch.stop.store(true, Ordering::Relaxed);
        let stopped = Answer::watched(&instance, &wanted, &watch);
        assert_eq!(stopped.err(), Some(Unsolved::Stopped), "{aim:?}");
    }
}

#[test]
fn a_watched_search_tells_what_it_knows() {
    let instance = instance(
        "s,r,x\na,r,1\na,q,3\nb,r,2\nb,q,2\n",
        "r,0,1\nq,0,1\n",
        "a,1\nb,1\n",
    );
    let told = |aim| {
        let watch = Watch::default();
        let wanted = Wanted {
            aim,
            ..Wanted::default()
        };
        Answer::watched(&instance, &wanted, &watch).expect("enough reviewers");
        watch.standing()
    };
    let maxmin = told(Aim::Maxmin);
    assert_eq!((maxmin.worst, maxmin.worst_bound), (Some(2.0), Some(2.0)));
    assert_eq!((maxmin.total, maxmin.bound), (Some(5.0), Some(5.0)));
    let leximin = told(Aim::Leximin);
    assert_eq!((leximin.worst, leximin.total), (Some(2.0), Some(5.0)));
    assert_eq!(told(Aim::Wef1), Standing::default());
}
