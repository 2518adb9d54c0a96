//! The objectives compared with other solvers and with enumeration.

use super::write;
use pathfinding::prelude::{Matrix, kuhn_munkres};
use proptest::prelude::*;

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

/// Scores of 10^12 and of 10^-12 in one file: `large` times the one and `small` times the other,
/// as the decimal that it is.
fn decimal((large, small): (i64, i64)) -> String {
    let amount = i128::from(large) * 10i128.pow(24) + i128::from(small);
    let digits = amount.unsigned_abs();
    let sign = if amount < 0 { "-" } else { "" };
    let unit = 10u128.pow(12);
    format!("{sign}{}.{:012}", digits / unit, digits % unit)
}

/// Every way to give each of four submissions one of five reviewers of its own, as sums counted in
/// units of 10^-12: the highest total, the highest worst, and the highest total under it.
fn enumerate(scores: &[(i64, i64)]) -> (i128, i128, i128) {
    let amount = |row: usize, column: usize| {
        let (large, small) = scores[5 * row + column];
        i128::from(large) * 10i128.pow(24) + i128::from(small)
    };
    let (mut total, mut maxmin) = (i128::MIN, (i128::MIN, i128::MIN));
    for code in 0..5usize.pow(4) {
        let columns = [code % 5, code / 5 % 5, code / 25 % 5, code / 125];
        if (0..4).any(|row| columns[..row].contains(&columns[row])) {
            continue;
        }
        let sums = [0, 1, 2, 3].map(|row| amount(row, columns[row]));
        let sum: i128 = sums.iter().sum();
        let worst = sums.into_iter().min().unwrap_or(0);
        total = total.max(sum);
        maxmin = maxmin.max((worst, sum));
    }
    (total, maxmin.0, maxmin.1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// In 64-bit floating point 10^12 swallows 10^-12; the optimum may not depend on it.
    #[test]
    fn scores_24_places_apart_keep_the_exact_optimum(
        scores in proptest::collection::vec((-2..3i64, -3..4i64), 4 * 5),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut lines = String::new();
        for (at, &score) in scores.iter().enumerate() {
            lines.push_str(&format!("s{},r{},{}\n", at / 5, at % 5, decimal(score)));
        }
        let loads: String = (0..5).map(|at| format!("r{at},0,1\n")).collect();
        let demands: String = (0..4).map(|at| format!("s{at},1\n")).collect();
        write(folder.path(), &lines, &loads, &demands);
        let (instance, _) = empanel::assign::Instance::read(folder.path()).expect("nothing wrong");
        prop_assert_eq!(instance.rounding, 0);
        let unit = instance.unit * 10i128.pow(u32::try_from(12 + instance.exponent).expect("no finer"));
        let (total, worst, total_under_it) = enumerate(&scores);
        let found = empanel::assign::total(&instance).expect("enough reviewers");
        prop_assert_eq!(found.total() * unit, total);
        prop_assert_eq!(found.bound.map(|bound| bound * unit), Some(total));
        let found = empanel::assign::maxmin(&instance, None).expect("enough reviewers");
        let reached = (0..4).map(|row| found.sum(row)).min().unwrap_or(0);
        prop_assert_eq!((reached * unit, found.total() * unit), (worst, total_under_it));
        prop_assert_eq!(found.worst_bound.map(|bound| bound * unit), Some(worst));
        prop_assert_eq!(found.bound.map(|bound| bound * unit), Some(total_under_it));
    }
}
