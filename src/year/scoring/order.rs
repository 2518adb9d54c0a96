//! The ranking within each group, and the selection.

use schemars::JsonSchema;
use serde::Serialize;

/// Scores closer than this are equal, to ignore rounding.
const EQUAL: f64 = 1e-9;

/// A submission to be ranked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Position of its group.
    pub group: usize,
    /// Score it is ranked by; `None` without a score.
    pub key: Option<f64>,
    /// Whether the group's consensus is not to recommend it.
    pub refused: bool,
}

/// Size of the selection.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// This many in total.
    Number(usize),
    /// This share of all, rounded to the nearest integer, halves up.
    Share(f64),
}

/// Whether the selection is by group or across all groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quota {
    /// Each group gets a part in proportion to its submissions (largest remainder; ties go to the
    /// earlier group).
    ByGroup,
    /// One list over all groups.
    Across,
}

/// Rank of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Placed {
    /// Place within its group, from 1; equal scores share the better place; 0 without a score.
    pub place: usize,
    /// Whether another submission of its group has the same score.
    pub tied: bool,
    /// Whether it is on the shortlist, which includes all that tie for the last place.
    pub selected: bool,
    /// Whether it ties for the last place, so that more are selected than the cut allows.
    pub at_cut: bool,
}

/// Ranks all entries and, if there is a cut, selects. `O(n log n)`.
pub fn place(entries: &[Entry], cut: Option<(Cut, Quota)>) -> Vec<Placed> {
    let groups = entries
        .iter()
        .map(|entry| entry.group + 1)
        .max()
        .unwrap_or(0);
    let mut placed = vec![Placed::default(); entries.len()];
    let mut lists = vec![Vec::new(); groups];
    for (at, entry) in entries.iter().enumerate() {
        lists[entry.group].push(at);
    }
    for list in &lists {
        for (at, place, tied) in ranked(entries, list, |entry| entry.key.is_some()) {
            placed[at].place = place;
            placed[at].tied = tied;
        }
    }
    let Some((cut, quota)) = cut else {
        return placed;
    };
    let total = wanted(cut, entries.len());
    match quota {
        Quota::Across => {
            let all: Vec<usize> = (0..entries.len()).collect();
            select(entries, &all, total, &mut placed);
        }
        Quota::ByGroup => {
            let sizes: Vec<usize> = lists.iter().map(Vec::len).collect();
            for (list, seats) in lists.iter().zip(apportion(total, &sizes)) {
                select(entries, list, seats, &mut placed);
            }
        }
    }
    placed
}

fn wanted(cut: Cut, all: usize) -> usize {
    match cut {
        Cut::Number(number) => number.min(all),
        Cut::Share(share) => {
            #[allow(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss
            )] // between 0 and the number of submissions
            let number = (share.clamp(0.0, 1.0) * all as f64 + 0.5 + EQUAL).floor() as usize;
            number.min(all)
        }
    }
}

/// Splits `total` in proportion to `sizes` by largest remainders, in whole numbers.
fn apportion(total: usize, sizes: &[usize]) -> Vec<usize> {
    let all: usize = sizes.iter().sum();
    if all == 0 {
        return vec![0; sizes.len()];
    }
    let mut seats: Vec<usize> = sizes.iter().map(|size| total * size / all).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(total * sizes[at] % all), at));
    let left = total - seats.iter().sum::<usize>();
    for &at in order.iter().take(left) {
        seats[at] += 1;
    }
    seats
}

/// Entries sorted by descending key: position, place, and whether tied.
fn ranked(
    entries: &[Entry],
    list: &[usize],
    counts: impl Fn(&Entry) -> bool,
) -> Vec<(usize, usize, bool)> {
    let key = |at: usize| entries[at].key.unwrap_or(f64::NEG_INFINITY);
    let mut order: Vec<usize> = list
        .iter()
        .copied()
        .filter(|&at| counts(&entries[at]))
        .collect();
    order.sort_by(|&a, &b| key(b).total_cmp(&key(a)).then(a.cmp(&b)));
    let same = |a: usize, b: usize| (key(a) - key(b)).abs() <= EQUAL;
    let mut places: Vec<(usize, usize, bool)> = Vec::with_capacity(order.len());
    for (number, &at) in order.iter().enumerate() {
        let ties = number > 0 && same(order[number - 1], at);
        let place = if ties {
            places[number - 1].1
        } else {
            number + 1
        };
        let next = order.get(number + 1).is_some_and(|&next| same(at, next));
        places.push((at, place, ties || next));
    }
    places
}

fn select(entries: &[Entry], list: &[usize], seats: usize, placed: &mut [Placed]) {
    let order = ranked(entries, list, |entry| entry.key.is_some() && !entry.refused);
    // All that share the last place are selected.
    let Some(&(_, last, _)) = seats
        .checked_sub(1)
        .and_then(|at| order.get(at.min(order.len().checked_sub(1)?)))
    else {
        return;
    };
    let on = order.iter().filter(|(_, place, _)| *place <= last).count();
    for &(at, place, _) in order.iter().take(on) {
        placed[at].selected = true;
        placed[at].at_cut = on > seats && place == last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(groups: &[&[f64]]) -> Vec<Entry> {
        let groups = groups.iter().enumerate();
        groups
            .flat_map(|(group, keys)| {
                keys.iter().map(move |&key| Entry {
                    group,
                    key: (key > 0.0).then_some(key),
                    refused: false,
                })
            })
            .collect()
    }

    fn selected(placed: &[Placed]) -> Vec<usize> {
        (0..placed.len())
            .filter(|&at| placed[at].selected)
            .collect()
    }

    #[test]
    fn equal_scores_share_a_place_and_a_cut() {
        let own = entries(&[&[90.0, 80.0, 80.0, 70.0, 0.0]]);
        let placed = place(&own, Some((Cut::Number(2), Quota::ByGroup)));
        let places: Vec<usize> = placed.iter().map(|own| own.place).collect();
        assert_eq!(places, [1, 2, 2, 4, 0]);
        assert_eq!(selected(&placed), [0, 1, 2]);
        let at_cut: Vec<bool> = placed.iter().map(|own| own.at_cut).collect();
        assert_eq!(at_cut, [false, true, true, false, false]);
        // With room for both, there is no tie at the cut.
        let placed = place(&own, Some((Cut::Number(3), Quota::ByGroup)));
        assert!(placed.iter().all(|own| !own.at_cut));
    }

    #[test]
    fn groups_send_their_part_by_largest_remainder() {
        assert_eq!(apportion(5, &[6, 3, 3]), [3, 1, 1]);
        assert_eq!(apportion(4, &[6, 3, 3]), [2, 1, 1]);
        assert_eq!(apportion(1, &[3, 3]), [1, 0]);
        assert_eq!(apportion(0, &[0, 0]), [0, 0]);
        let own = entries(&[&[60.0, 50.0], &[90.0, 80.0]]);
        let by_group = place(&own, Some((Cut::Share(0.5), Quota::ByGroup)));
        assert_eq!(selected(&by_group), [0, 2]);
        let across = place(&own, Some((Cut::Share(0.5), Quota::Across)));
        assert_eq!(selected(&across), [2, 3]);
    }

    #[test]
    fn what_the_consensus_refuses_makes_room() {
        let mut own = entries(&[&[90.0, 80.0, 70.0]]);
        own[0].refused = true;
        let placed = place(&own, Some((Cut::Number(1), Quota::Across)));
        assert_eq!(selected(&placed), [1]);
        assert_eq!(placed[0].place, 1);
        let none = place(&own, Some((Cut::Number(0), Quota::Across)));
        assert_eq!(selected(&none), Vec::<usize>::new());
    }
}
