use super::{Small, bits};
use proptest::prelude::*;

/// The best total by trying every set of members for every submission.
fn brute(group: &Small, submission: usize, loads: &mut Vec<u32>) -> Option<i64> {
    if submission == group.len() {
        return Some(0);
    }
    let row = group.rows[submission];
    let mut best = None;
    for set in 0..1u32 << group.members {
        if set & !row.allowed != 0 || set.count_ones() != row.demand {
            continue;
        }
        if bits(set).any(|member| loads[member] == group.caps[member]) {
            continue;
        }
        bits(set).for_each(|member| loads[member] += 1);
        let here: i64 = bits(set)
            .map(|member| group.row_scores(submission)[member])
            .sum();
        best = best.max(brute(group, submission + 1, loads).map(|rest| rest + here));
        bits(set).for_each(|member| loads[member] -= 1);
    }
    best
}

/// What the prices prove: an upper limit of every total.
fn bound(group: &Small) -> i64 {
    let mut bound: i64 = (0..group.members)
        .filter(|&member| group.prices[member] != 0)
        .map(|member| group.prices[member] * i64::from(group.caps[member]))
        .sum();
    for (submission, row) in group.rows.iter().enumerate() {
        let scores = group.row_scores(submission);
        let mut values: Vec<i64> = bits(row.allowed)
            .map(|m| scores[m] - group.prices[m])
            .collect();
        values.sort_unstable_by_key(|&value| std::cmp::Reverse(value));
        bound += values[..row.demand as usize].iter().sum::<i64>();
    }
    bound
}

fn agrees(group: &mut Small) {
    let expected = brute(group, 0, &mut vec![0; group.members]);
    let found = group.solve();
    assert_eq!(found.ok(), expected, "{group:?}");
    if let Ok(total) = found {
        assert_eq!(bound(group), total, "the prices prove the total");
        assert!(group.prices.iter().all(|&price| price >= 0));
        for (row, submission) in group.rows.iter().zip(0..) {
            assert_eq!(row.held.count_ones(), row.demand, "submission {submission}");
            assert_eq!(row.held & !row.allowed, 0);
        }
        assert!(
            group
                .loads
                .iter()
                .zip(&group.caps)
                .all(|(load, cap)| load <= cap)
        );
    }
}

type Line = (Vec<i64>, u32, u32);

fn line(members: usize) -> impl Strategy<Value = Line> {
    let scores = proptest::collection::vec(0..6i64, members);
    let allowed = prop_oneof![3 => Just(u32::MAX), 1 => any::<u32>()];
    (scores, allowed, 0..3u32).prop_map(move |(s, a, d)| (s, a & ((1 << members) - 1), d))
}

#[derive(Debug, Clone)]
enum Change {
    Push(Line),
    Replace(usize, Line),
    Remove(usize),
    Member(usize, u32, Vec<Option<i64>>),
}

fn change() -> impl Strategy<Value = Change> {
    let column = proptest::collection::vec(proptest::option::weighted(0.8, 0..6i64), 6);
    prop_oneof![
        3 => line(4).prop_map(Change::Push),
        3 => (any::<usize>(), line(4)).prop_map(|(at, line)| Change::Replace(at, line)),
        1 => any::<usize>().prop_map(Change::Remove),
        1 => (0..4usize, 0..4u32, column).prop_map(|(at, cap, scores)| Change::Member(at, cap, scores)),
    ]
}

fn apply(group: &mut Small, change: Change) {
    match change {
        Change::Push((s, a, d)) if group.len() < 5 => {
            group.push(&s, a, d);
        }
        Change::Replace(at, (s, a, d)) if !group.is_empty() => {
            group.replace(at % group.len(), &s, a, d);
        }
        Change::Remove(at) if !group.is_empty() => group.swap_remove(at % group.len()),
        Change::Member(at, cap, scores) => group.set_member(at, cap, |s| scores[s]),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_change_is_followed_to_the_brute_force_optimum(
        caps in proptest::collection::vec(0..4u32, 4),
        changes in proptest::collection::vec(change(), 1..12),
    ) {
        let mut group = Small::new();
        group.clear(4);
        for (member, &cap) in caps.iter().enumerate() {
            group.set_cap(member, cap);
        }
        for change in changes {
            apply(&mut group, change);
            agrees(&mut group);
        }
    }
}

#[test]
fn an_overload_names_the_members_whose_caps_are_too_small() {
    let mut group = Small::new();
    group.clear(3);
    group.set_cap(0, 1);
    group.set_cap(1, 0);
    group.push(&[1, 1, 1], 0b011, 1);
    group.push(&[1, 1, 1], 0b011, 1);
    let overload = group.solve().expect_err("two submissions, one review");
    assert_eq!((overload.members, overload.submission), (0b011, None));
    group.push(&[1, 1, 1], 0b100, 2);
    assert_eq!(
        group.solve().expect_err("one member allowed").submission,
        Some(2)
    );
}
