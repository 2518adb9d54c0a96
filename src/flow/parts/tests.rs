use super::*;
use crate::flow::solve;
use proptest::prelude::*;

type Rows = Vec<(u32, Vec<(u32, i128)>)>;

fn problem(rows: &Rows, loads: &[(u32, u32)], copies: u32) -> Problem<i128> {
    let mut problem = Problem {
        starts: vec![0],
        floors: loads.iter().map(|load| load.0).collect(),
        caps: loads.iter().map(|load| load.1).collect(),
        ..Problem::default()
    };
    for (demand, pairs) in rows {
        for copy in 0..copies {
            problem
                .demands
                .push(demand / copies + u32::from(copy < demand % copies));
            problem.columns.extend(pairs.iter().map(|pair| pair.0));
            problem.scores.extend(pairs.iter().map(|pair| pair.1));
            problem.starts.push(problem.columns.len());
        }
    }
    problem
}

fn rows() -> impl Strategy<Value = Rows> {
    let pairs = proptest::collection::btree_map(0..4u32, -3..7i128, 0..=4);
    let row = (0..3u32, pairs).prop_map(|(demand, pairs)| (demand, pairs.into_iter().collect()));
    proptest::collection::vec(row, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A row of `most` parts to a pair is as good as `most` rows that use a pair once: the
    /// solver of whole units finds the same total, or none either; cuts prove themselves.
    #[test]
    fn parts_are_as_good_as_rows_split(
        rows in rows(),
        loads in proptest::collection::vec((0..2u32, 0..3u32), 4),
        (whole, most) in (1..6u32).prop_flat_map(|whole| (Just(whole), 1..=whole)),
    ) {
        let loads: Vec<(u32, u32)> = loads.into_iter().map(|(floor, more)| (floor, floor + more)).collect();
        let plain = problem(&rows, &loads, 1);
        let many: Rows = rows.iter().map(|(demand, pairs)| (demand * whole, pairs.clone())).collect();
        let wide: Vec<(u32, u32)> = loads.iter().map(|&(floor, cap)| (floor * whole, cap * whole)).collect();
        let expected = solve(&problem(&many, &wide, most), Vec::new()).ok();
        match solve_parts(&plain, Parts { whole, most }, None) {
            Ok(found) => {
                prop_assert_eq!(Some(found.total), expected.map(|solution| solution.total));
                prop_assert_eq!(found.bound, found.total);
                prop_assert!(found.parts.iter().all(|&parts| parts <= most));
                let mut sums = [0; 4];
                for (&column, &parts) in plain.columns.iter().zip(&found.parts) {
                    sums[column as usize] += parts;
                }
                for (sum, (floor, cap)) in sums.iter().zip(&wide) {
                    prop_assert!((floor..=cap).contains(&sum));
                }
                for (row, &demand) in plain.demands.iter().enumerate() {
                    prop_assert_eq!(found.parts[plain.row(row)].iter().sum::<u32>(), demand * whole);
                }
            }
            Err(Undivided::Short(
                Shortage::Supply { needed, available, .. } | Shortage::Demand { needed, available, .. },
            )) => {
                prop_assert!(expected.is_none());
                prop_assert!(needed > available, "the cut proves the shortage");
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}
