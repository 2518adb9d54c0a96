//! Arrays against text.

use super::super::memory::shortest;
use super::values::{POWERS, Real};
use super::*;
use crate::assign::decimal::Decimal;
use proptest::prelude::*;

fn decimal(whole: i64, places: usize) -> Decimal {
    Decimal::parse(format!("{whole}e-{places}").as_bytes()).unwrap()
}

/// The first number of places at which a score is a whole number.
fn fast<R: Real>(score: R) -> Option<Decimal> {
    let mut places = 0..POWERS.len();
    places.find_map(|places| Some(decimal(score.in_places(places)?, places)))
}

proptest! {
    #[test]
    fn short_decimals_are_those_of_the_text(
        any in proptest::num::f64::NORMAL | proptest::num::f64::ZERO,
        unit in -1.0f64..1.0,
        (whole, places) in (-2_000_000_000_000_000i64..2_000_000_000_000_000, 0usize..16),
    ) {
        let written: f64 = format!("{whole}e-{places}").parse().unwrap();
        for score in [any, unit, written, written.next_up(), written.next_down()] {
            if let Some(found) = fast(score) {
                let text = Decimal::parse(format!("{score:e}").as_bytes()).unwrap();
                prop_assert_eq!(found, text, "{}", score);
            }
            let text = Decimal::parse(format!("{score:e}").as_bytes());
            prop_assert_eq!(shortest(score), text);
        }
        if whole.abs() < 1_000_000_000_000_000 {
            prop_assert_eq!(fast(written), Some(decimal(whole, places)));
        }
    }

    #[test]
    fn short_decimals_of_single_precision_are_those_of_the_text(
        any in proptest::num::f32::NORMAL,
        unit in -1.0f32..1.0,
        (whole, places) in (-2_000_000i64..2_000_000, 0usize..12),
    ) {
        let written: f32 = format!("{whole}e-{places}").parse().unwrap();
        for score in [any, unit, written, written.next_up(), written.next_down()] {
            if let Some(found) = fast(score) {
                let text = Decimal::parse(format!("{score:e}").as_bytes()).unwrap();
                prop_assert_eq!(found, text, "{}", score);
            }
        }
    }

    #[test]
    fn arrays_give_the_instance_of_the_text(
        rows in proptest::collection::vec(
            proptest::collection::btree_map(0usize..9, (0u8..6, -1_000_000i64..1_000_000, -1.0f64..1.0), 0..9), 1..6,
        ),
        listed in proptest::collection::vec((0usize..6, 0usize..9), 0..6),
    ) {
        let papers = rows.len();
        let value = |(kind, whole, unit): (u8, i64, f64)| match kind {
            0 => unit,
            1 => whole as f64,
            2 => 0.1,
            _ => whole as f64 / 1e6,
        };
        let pairs: Vec<(usize, usize, f64)> = (rows.iter().enumerate())
            .flat_map(|(row, own)| own.iter().map(move |(column, score)| (row, *column, value(*score))))
            .collect();
        let listed: Vec<(usize, usize)> = listed.into_iter().filter(|pair| pair.0 < papers).collect();
        let (conflicts, forced) = listed.split_at(listed.len() / 2);
        let limits = Limits {
            demands: &vec![2; papers],
            loads: &[(0, 4); 9],
            conflicts,
            forced,
        };
        let mut starts = vec![0i64];
        for own in &rows {
            starts.push(starts[starts.len() - 1] + own.len() as i64);
        }
        // Columns descend here; the order within a submission does not matter.
        let mut given = pairs.clone();
        given.sort_by_key(|pair| (pair.0, std::cmp::Reverse(pair.1)));
        let columns: Vec<i32> = given.iter().map(|pair| pair.1 as i32).collect();
        let scores: Vec<f64> = given.iter().map(|pair| pair.2).collect();
        let arrays = Rows {
            starts: &starts,
            columns: Columns::Narrow(&columns),
            scores: Values::Double(&scores),
        };
        let (a, b) = (Instance::from_limits(pairs, &limits), Instance::from_rows(arrays, &limits));
        match (a, b) {
            (Ok((a, told)), Ok((b, also))) => {
                prop_assert_eq!(format!("{a:?}"), format!("{b:?}"));
                prop_assert_eq!(told, also);
            }
            (Err(told), Err(BadArray::Limits(also))) => prop_assert_eq!(told, also),
            (a, b) => prop_assert!(false, "{a:?} against {b:?}"),
        }
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let limits = Limits {
        demands: &[1, 1],
        loads: &[(0, 2), (0, 2)],
        conflicts: &[],
        forced: &[],
    };
    let made = |starts: &[i64], columns: &[i64], scores: &[f64]| {
        let rows = Rows {
            starts,
            columns: Columns::Wide(columns),
            scores: Values::Double(scores),
        };
        Instance::from_rows(rows, &limits).map(|_| ()).unwrap_err()
    };
    assert_eq!(made(&[0, 1], &[0], &[1.0]), BadArray::Shape);
    assert_eq!(made(&[0, 2, 1], &[0], &[1.0]), BadArray::Shape);
    let beyond = |column| BadArray::Beyond { row: 1, column };
    assert_eq!(made(&[0, 1, 2], &[0, 2], &[1.0, 1.0]), beyond(2));
    assert_eq!(made(&[0, 1, 2], &[0, -1], &[1.0, 1.0]), beyond(-1));
    let twice = BadArray::Twice { row: 0, column: 1 };
    assert_eq!(made(&[0, 2, 3], &[1, 1, 0], &[1.0; 3]), twice);
    let told = made(&[0, 1, 2], &[0, 1], &[1.0, f64::INFINITY]);
    let (row, column) = (1, 1);
    assert_eq!(
        told,
        BadArray::NotFinite {
            row,
            column,
            score: f64::INFINITY
        }
    );
    assert_eq!(
        made(&[0, 1, 2], &[0, 1], &[1.0, 1e18]),
        BadArray::TooLarge {
            row,
            column,
            score: 1e18
        }
    );
}

#[test]
fn single_precision_has_decimals_of_its_own() {
    let limits = Limits {
        demands: &[1],
        loads: &[(0, 1), (0, 1)],
        conflicts: &[],
        forced: &[],
    };
    let rows = Rows {
        starts: &[0, 2],
        columns: Columns::Every(2),
        scores: Values::Single(&[0.1, 0.7]),
    };
    let (instance, _) = Instance::from_rows(rows, &limits).unwrap();
    assert_eq!((instance.exponent, instance.unit), (-1, 1));
}
