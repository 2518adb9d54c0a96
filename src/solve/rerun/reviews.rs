//! The reviewers of one group's submissions, with as few reassigned reviews as coverage permits.

use super::least_load;
use super::objective::Cost;
use super::staffed::{MISSED_RULE, Row, Staffed, cost_of, exchanged, missed};
use crate::solve::instance::Instance;
use std::collections::{BTreeMap, VecDeque};

/// Chooses the reviewers of `submissions` among `members`: fewest shortfalls, then fewest
/// reassigned, then the highest score for each submission separately. Then reviews move from
/// members above their limit to members with room, along chains if no single step helps, so that
/// the limits are satisfied if possible (augmenting paths in a bipartite degree-constrained
/// subgraph), and in the same way to members with too few.
///
/// `before` are the reviewers in the prior plan. Examines all C(members, k) sets per submission.
pub fn staff(
    instance: &Instance,
    members: &[u32],
    submissions: &[u32],
    before: &[Vec<u32>],
) -> Staffed {
    let mut staffed = Staffed::default();
    let mut rows = Vec::with_capacity(submissions.len());
    for &submission in submissions {
        match row(instance, members, submission, before) {
            Some(row) => {
                let chosen = choose(instance, &row);
                staffed.reviewers.insert(submission, chosen);
                staffed.lacking += instance.industry_members_lacking(submission as usize, members);
                rows.push(row);
            }
            None => staffed.misfits.push(submission),
        }
    }
    settle(instance, members, &rows, &mut staffed);
    if staffed.overload == 0 {
        least_load::even_out(instance, members, &rows, &mut staffed);
    }
    // A group that misses a hard rule may not be used.
    let chosen = staffed.reviewers.iter();
    let missed = chosen.map(|(&submission, own)| missed(instance, submission, own));
    staffed.overload += missed.sum::<usize>();
    staffed
}

/// Whether `members` can review `submission` at all, ignoring loads.
pub fn fits(instance: &Instance, members: &[u32], submission: u32) -> bool {
    row(instance, members, submission, &[]).is_some()
}

fn row<'a>(
    instance: &Instance,
    members: &[u32],
    submission: u32,
    before: &'a [Vec<u32>],
) -> Option<Row<'a>> {
    let mut free = Vec::with_capacity(members.len());
    for &member in members {
        let cell = instance.cells.get(submission as usize, member as usize);
        if cell.barred() {
            return None;
        }
        if cell.free() {
            free.push(member);
        }
    }
    let must = &instance.submissions[submission as usize].must_review;
    let each = instance.reviewers_of(submission as usize);
    let able =
        free.len() >= each && must.len() <= each && must.iter().all(|expert| free.contains(expert));
    able.then(|| Row {
        submission,
        free,
        before: before.get(submission as usize).map_or(&[], Vec::as_slice),
    })
}

fn choose(instance: &Instance, row: &Row<'_>) -> Vec<u32> {
    let must = &instance.submissions[row.submission as usize].must_review;
    let mut order: Vec<u32> = row.free.clone();
    // Likely choices first, so that the bound on reassigned reviews cuts early.
    order.sort_by_key(|expert| {
        (
            !must.contains(expert),
            !row.before.contains(expert),
            *expert,
        )
    });
    let need = &instance.submissions[row.submission as usize];
    let (mask, hard) = (need.mask, need.hard);
    let cells: Vec<Entry> = order
        .iter()
        .map(|expert| {
            let cell = instance
                .cells
                .get(row.submission as usize, *expert as usize);
            Entry {
                score: i64::from(cell.score()),
                mask: cell.mask() & (mask | hard),
                new: i64::from(!row.before.contains(expert)),
            }
        })
        .collect();
    let k = instance.reviewers_of(row.submission as usize);
    let mut search = Sets {
        instance,
        mask,
        cells: &cells,
        k,
        must: must.len(),
        best: (
            Cost {
                shortfalls: i64::MAX,
                ..Cost::default()
            },
            Vec::new(),
        ),
        chosen: Vec::with_capacity(k),
        single: instance.one_is_enough(),
        hard,
    };
    search.extend(0, Cost::default(), 0);
    let mut chosen: Vec<u32> = search.best.1.iter().map(|&at| order[at]).collect();
    chosen.sort_unstable();
    chosen
}

/// A member's pair with the submission.
struct Entry {
    score: i64,
    mask: u32,
    new: i64,
}

struct Sets<'a> {
    instance: &'a Instance,
    mask: u32,
    cells: &'a [Entry],
    k: usize,
    must: usize,
    best: (Cost, Vec<usize>),
    chosen: Vec<usize>,
    /// Whether one reviewer per coverage bit is enough.
    single: bool,
    /// Bits that enough must have in every plan.
    hard: u32,
}

impl Sets<'_> {
    fn extend(&mut self, from: usize, cost: Cost, union: u32) {
        let depth = self.chosen.len();
        if depth == self.k {
            let cost = Cost {
                shortfalls: self.shortfalls(union),
                ..cost
            };
            if cost < self.best.0 {
                self.best = (cost, self.chosen.clone());
            }
            return;
        }
        let left = self.k - depth;
        for at in from..=self.cells.len() - left {
            // Required reviewers come first and are all taken.
            if depth < self.must && at > depth {
                return;
            }
            let entry = &self.cells[at];
            let next = Cost {
                reassigned: cost.reassigned + entry.new,
                lost: cost.lost - entry.score,
                ..cost
            };
            let covered = union | entry.mask;
            self.chosen.push(at);
            self.extend(at + 1, next, covered);
            self.chosen.pop();
        }
    }

    fn shortfalls(&self, union: u32) -> i64 {
        if self.single && self.hard == 0 {
            return i64::from((self.mask & !union).count_ones());
        }
        self.lacking(self.mask) + MISSED_RULE * self.lacking(self.hard)
    }

    /// Of how many bits of `mask` too few of the chosen have them.
    fn lacking(&self, mask: u32) -> i64 {
        let bits = (0..30).filter(|bit| mask >> bit & 1 == 1);
        let short = bits.filter(|&bit| {
            let having: u32 = self
                .chosen
                .iter()
                .map(|&at| self.cells[at].mask >> bit & 1)
                .sum();
            having < self.instance.needed_for_bit(bit, self.k)
        });
        short.map(|_| 1).sum()
    }
}

/// Brings loads below their limits.
fn settle(instance: &Instance, members: &[u32], rows: &[Row<'_>], staffed: &mut Staffed) {
    let mut load: BTreeMap<u32, u32> = members.iter().map(|&member| (member, 0)).collect();
    for &expert in staffed.reviewers.values().flatten() {
        *load.entry(expert).or_default() += 1;
    }
    let cap = |expert: u32| instance.experts[expert as usize].load_cap;
    loop {
        let over = load.iter().find(|&(&expert, &load)| load > cap(expert));
        let Some((&from, _)) = over else { return };
        let moved = shift(instance, rows, staffed, &load, from)
            .or_else(|| chain(instance, rows, staffed, &load, from));
        let Some(to) = moved else {
            staffed.overload = load
                .iter()
                .map(|(&expert, &load)| load.saturating_sub(cap(expert)) as usize)
                .sum();
            return;
        };
        *load.entry(from).or_default() -= 1;
        *load.entry(to).or_default() += 1;
    }
}

/// Moves one review of `from` to a member with room, at least cost.
fn shift(
    instance: &Instance,
    rows: &[Row<'_>],
    staffed: &mut Staffed,
    load: &BTreeMap<u32, u32>,
    from: u32,
) -> Option<u32> {
    let mut best: Option<(Cost, u32, Vec<u32>, u32)> = None;
    for row in rows {
        let chosen = &staffed.reviewers[&row.submission];
        let before = cost_of(instance, row.submission, chosen, row.before);
        for to in targets(instance, row, chosen, from) {
            if load[&to] >= instance.experts[to as usize].load_cap {
                continue;
            }
            let changed = exchanged(chosen, from, to);
            let cost = cost_of(instance, row.submission, &changed, row.before) - before;
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, row.submission, changed, to));
            }
        }
    }
    best.map(|(_, submission, changed, to)| {
        staffed.reviewers.insert(submission, changed);
        to
    })
}

/// Finds the shortest chain of handing on reviews from `from` to a member with room.
fn chain(
    instance: &Instance,
    rows: &[Row<'_>],
    staffed: &mut Staffed,
    load: &BTreeMap<u32, u32>,
    from: u32,
) -> Option<u32> {
    let mut reached: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(at) = queue.pop_front() {
        for row in rows {
            let chosen = &staffed.reviewers[&row.submission];
            let takers: Vec<u32> = targets(instance, row, chosen, at).collect();
            for to in takers {
                if to == from || reached.contains_key(&to) {
                    continue;
                }
                reached.insert(to, (at, row.submission));
                if load[&to] < instance.experts[to as usize].load_cap {
                    hand_on(staffed, &reached, from, to);
                    return Some(to);
                }
                queue.push_back(to);
            }
        }
    }
    None
}

fn hand_on(staffed: &mut Staffed, reached: &BTreeMap<u32, (u32, u32)>, from: u32, end: u32) {
    let mut to = end;
    while to != from {
        let (giver, submission) = reached[&to];
        if let Some(chosen) = staffed.reviewers.get_mut(&submission) {
            *chosen = exchanged(chosen, giver, to);
        }
        to = giver;
    }
}

/// Members who could take over the review from `from`, if it has the review and may give it up.
fn targets<'a>(
    instance: &'a Instance,
    row: &'a Row<'_>,
    chosen: &'a [u32],
    from: u32,
) -> impl Iterator<Item = u32> + 'a {
    let must = &instance.submissions[row.submission as usize].must_review;
    let gives = chosen.contains(&from) && !must.contains(&from);
    let takers = row.free.iter().copied();
    takers.filter(move |to| gives && !chosen.contains(to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::rule::tests::{committee, compiled, toy};

    #[test]
    fn reviews_stay_where_they_are_good_enough() {
        let instance = compiled(&toy(|_| ()));
        let before = committee().reviewers;
        let staffed = staff(&instance, &[2, 4, 7], &[0, 1, 2], &before);
        assert_eq!((staffed.misfits.len(), staffed.overload), (0, 0));
        for submission in 0..3 {
            let chosen = &staffed.reviewers[&submission];
            let cost = cost_of(&instance, submission, chosen, &before[submission as usize]);
            let stays = cost_of(
                &instance,
                submission,
                &before[submission as usize],
                &before[submission as usize],
            );
            assert_eq!(stays.reassigned, 0);
            assert!(cost <= stays, "{submission}");
        }
    }

    #[test]
    fn a_barred_member_makes_a_submission_a_misfit() {
        let instance = compiled(&toy(|_| ()));
        // E004 is barred from S001; E005 may sit in the group of S003 without reviewing it.
        assert!(!fits(&instance, &[2, 3, 7], 0));
        assert!(fits(&instance, &[2, 4, 7], 2));
        assert!(!fits(&instance, &[2, 4], 2), "one reviewer of two");
        let staffed = staff(&instance, &[2, 3, 7], &[0, 1], &[]);
        assert_eq!(staffed.misfits, [0]);
    }

    #[test]
    fn reviews_go_on_from_members_over_their_limit() {
        // E003 may do one review, and is the best for both.
        let instance = compiled(&toy(|season| season.experts[2].max_reviews = Some(1)));
        let staffed = staff(&instance, &[2, 4, 7], &[0, 1], &[]);
        assert_eq!(staffed.overload, 0);
        let reviews = staffed.reviewers.values().flatten();
        assert!(reviews.filter(|&&one| one == 2).count() <= 1);
    }
}
