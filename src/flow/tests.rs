use super::{Amount, Failure, Problem, Shortage, bound, solve};
use proptest::prelude::*;

/// Rows as lists of (column, score).
fn problem<C: Amount>(
    rows: &[(u32, Vec<(u32, i64)>)],
    loads: &[(u32, u32)],
    times: i128,
) -> Problem<C> {
    let mut problem = Problem {
        starts: vec![0],
        ..Problem::default()
    };
    for (demand, pairs) in rows {
        problem.demands.push(*demand);
        for &(column, score) in pairs {
            problem.columns.push(column);
            problem.scores.push(C::narrow(i128::from(score) * times));
        }
        problem.starts.push(problem.columns.len());
    }
    problem.floors = loads.iter().map(|load| load.0).collect();
    problem.caps = loads.iter().map(|load| load.1).collect();
    problem
}

fn brute<C: Amount>(problem: &Problem<C>, row: usize, loads: &mut Vec<u32>) -> Option<i128> {
    if row == problem.rows() {
        let floors = loads.iter().zip(&problem.floors);
        return floors
            .into_iter()
            .all(|(load, floor)| load >= floor)
            .then_some(0);
    }
    let range = problem.row(row);
    let mut best = None;
    for set in 0..1u32 << range.len() {
        if set.count_ones() != problem.demands[row] {
            continue;
        }
        let chosen: Vec<usize> = range
            .clone()
            .filter(|at| set >> (at - range.start) & 1 == 1)
            .collect();
        if chosen.iter().any(|&at| {
            loads[problem.columns[at] as usize] == problem.caps[problem.columns[at] as usize]
        }) {
            continue;
        }
        chosen
            .iter()
            .for_each(|&at| loads[problem.columns[at] as usize] += 1);
        let here: i128 = chosen.iter().map(|&at| problem.scores[at].widen()).sum();
        best = best.max(brute(problem, row + 1, loads).map(|rest| rest + here));
        chosen
            .iter()
            .for_each(|&at| loads[problem.columns[at] as usize] -= 1);
    }
    best
}

fn check<C: Amount>(problem: &Problem<C>, prices: Vec<C>) -> Option<i128> {
    match solve(problem, prices) {
        Ok(solution) => {
            assert_eq!(
                bound(problem, &solution.prices),
                solution.total,
                "the prices prove the total"
            );
            assert_eq!(solution.bound, solution.total);
            let mut loads = vec![0; problem.width()];
            for row in 0..problem.rows() {
                let held = &solution.columns[solution.row(row)];
                assert_eq!(held.len(), problem.demands[row] as usize);
                assert!(
                    held.windows(2).all(|pair| pair[0] < pair[1]),
                    "distinct columns"
                );
                held.iter().for_each(|&column| loads[column as usize] += 1);
            }
            for (column, load) in loads.iter().enumerate() {
                assert!((problem.floors[column]..=problem.caps[column]).contains(load));
            }
            Some(solution.total)
        }
        Err(Failure::Short(
            Shortage::Supply {
                needed, available, ..
            }
            | Shortage::Demand {
                needed, available, ..
            },
        )) => {
            assert!(needed > available, "the cut proves the shortage");
            None
        }
        Err(Failure::Overflow) => panic!("small scores do not overflow"),
    }
}

fn rows() -> impl Strategy<Value = Vec<(u32, Vec<(u32, i64)>)>> {
    let pairs = proptest::collection::btree_map(0..4u32, 0..7i64, 0..=4);
    let row = (0..3u32, pairs).prop_map(|(demand, pairs)| (demand, pairs.into_iter().collect()));
    proptest::collection::vec(row, 1..6)
}

fn loads() -> impl Strategy<Value = Vec<(u32, u32)>> {
    let load = (prop_oneof![3 => Just(0u32), 1 => 1..3u32], 0..3u32);
    proptest::collection::vec(load.prop_map(|(floor, more)| (floor, floor + more)), 4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_optimum_is_that_of_brute_force_from_any_prices(
        rows in rows(),
        loads in loads(),
        prices in proptest::collection::vec(-3..9i64, 4),
    ) {
        let narrow: Problem<i64> = problem(&rows, &loads, 1);
        let expected = brute(&narrow, 0, &mut vec![0; 4]);
        prop_assert_eq!(check(&narrow, Vec::new()), expected);
        prop_assert_eq!(check(&narrow, prices), expected);
        let times = 10i128.pow(30);
        let wide: Problem<i128> = problem(&rows, &loads, times);
        prop_assert_eq!(check(&wide, Vec::new()), expected.map(|total| total * times));
    }
}

/// Scores that need many price raises: two good columns, many rows, one alternative.
#[test]
fn a_price_war_ends_at_the_optimum() {
    let rows: Vec<(u32, Vec<(u32, i64)>)> = (0..40)
        .map(|row| (1, vec![(0, 1_000_000 + row % 3), (1, 1_000_000), (2, 0)]))
        .collect();
    let war: Problem<i64> = problem(&rows, &[(0, 10), (0, 10), (0, 20)], 1);
    assert_eq!(check(&war, Vec::new()), Some(20 * 1_000_000 + 10 * 2));
}

#[test]
fn a_shortage_names_the_rows_and_columns_of_the_cut() {
    let rows = [(1, vec![(0, 1)]), (1, vec![(0, 1)]), (1, vec![(1, 5)])];
    let short: Problem<i64> = problem(&rows, &[(0, 1), (0, 9)], 1);
    let expected = Shortage::Supply {
        rows: vec![0, 1],
        columns: vec![0],
        needed: 2,
        available: 1,
    };
    assert_eq!(solve(&short, Vec::new()), Err(Failure::Short(expected)));
    let short: Problem<i64> = problem(&rows, &[(0, 5), (2, 9)], 1);
    let expected = Shortage::Demand {
        columns: vec![1],
        needed: 2,
        available: 1,
    };
    assert_eq!(solve(&short, Vec::new()), Err(Failure::Short(expected)));
    let short: Problem<i64> = problem(&[(2, vec![(1, 5)])], &[(0, 5), (0, 9)], 1);
    let expected = Shortage::Supply {
        rows: vec![0],
        columns: vec![],
        needed: 1,
        available: 0,
    };
    assert_eq!(solve(&short, Vec::new()), Err(Failure::Short(expected)));
}

#[test]
fn amounts_that_do_not_fit_are_reported() {
    // Two columns, both preferred by every row at the top of the range: the price must exceed it.
    let rows = [
        (1, vec![(0, i64::MAX / 8)]),
        (1, vec![(0, i64::MAX / 8), (1, -(i64::MAX / 8))]),
    ];
    let wide: Problem<i64> = problem(&rows, &[(0, 1), (0, 1)], 1);
    assert_eq!(solve(&wide, Vec::new()), Err(Failure::Overflow));
    let wide: Problem<i128> = problem(&rows, &[(0, 1), (0, 1)], 1);
    assert_eq!(check(&wide, Vec::new()), Some(0));
}

/// Supply equal to demand and many nearly equal scores: the rounds of the scaled auction run, and
/// the prices prove the result.
#[test]
fn a_tight_market_is_solved_and_proven() {
    let mut state = 7u64;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for levels in [4, 1_000_000_000] {
        let mut rows = Vec::new();
        for row in 0..400u32 {
            let mut pairs: Vec<(u32, i64)> = (0..30)
                .map(|_| (random(200) as u32, random(levels) as i64))
                .chain([(row % 200, 0), ((row + 1) % 200, 0), ((row + 2) % 200, 0)])
                .collect();
            pairs.sort_unstable();
            pairs.dedup_by_key(|pair| pair.0);
            rows.push((3, pairs));
        }
        let tight: Problem<i64> = problem(&rows, &[(5, 6); 200], 1);
        assert!(check(&tight, Vec::new()).is_some());
    }
}

/// Dense bids of three levels and supply barely above demand: phases of paths at few distances,
/// each row with most columns tied.
#[test]
fn dense_bids_are_solved_and_proven() {
    let mut state = 11u64;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for cap in [9, 10] {
        let rows: Vec<(u32, Vec<(u32, i64)>)> = (0..150)
            .map(|_| {
                let bid = |draw| match draw {
                    0 => 4,
                    1..=9 => 2,
                    _ => 1,
                };
                (3, (0..50).map(|column| (column, bid(random(90)))).collect())
            })
            .collect();
        let bids: Problem<i64> = problem(&rows, &[(0, cap); 50], 1);
        let scaled: Problem<i64> = problem(&rows, &[(0, cap); 50], 1_000);
        let total = check(&bids, Vec::new());
        // The same scores in thousands are solved by the scaled auction.
        assert_eq!(check(&scaled, Vec::new()), total.map(|total| 1_000 * total));
    }
}
