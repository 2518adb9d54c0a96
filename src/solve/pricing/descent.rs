//! Better groups, one exchange of members at a time.

use super::duals::Duals;
use super::group::Judge;
use super::table::{MOST_REVIEWERS, NOT_FREE, Table};
use std::cmp::Reverse;

/// Exchanges that are valued exactly in each round, the most promising first.
const TRIED: usize = 6;
/// A gain below this, in billionths, is rounding.
const ROUNDING: i64 = 100;

/// One exchange: who leaves and who joins, if anybody.
type Exchange = (Option<u32>, Option<u32>);

/// Improves sets of members at given prices.
pub struct Descent<'a> {
    table: &'a Table,
    duals: &'a Duals,
    judge: Judge<'a>,
}

/// The reviewers that a submission takes from the members who stay, and what they lack.
struct Held {
    /// Sum of scores less the price of what is missing, less the submission's price.
    gain: i64,
    /// The lowest score among them; they are too few where it is [`VACANT`].
    last: i64,
    /// Needs that are not met, one bit each.
    missing: u32,
}

/// A place that no one has.
const VACANT: i64 = -1;

impl<'a> Descent<'a> {
    /// Improves groups of this season at these prices.
    pub fn new(table: &'a Table, duals: &'a Duals) -> Self {
        Self {
            judge: Judge::new(table),
            table,
            duals,
        }
    }

    /// Exchanges members while that makes the group worth more, and returns what it is worth.
    pub fn run(&mut self, members: &mut Vec<u32>) -> i64 {
        let mut worth = self.judge.worth(members, self.duals);
        while let Some(better) = self.better(members, &mut worth) {
            *members = better;
        }
        members.sort_unstable();
        worth
    }

    fn better(&mut self, members: &[u32], worth: &mut i64) -> Option<Vec<u32>> {
        for (out, into) in self.promising(members) {
            let stay = members
                .iter()
                .copied()
                .filter(|&member| Some(member) != out);
            let next: Vec<u32> = stay.chain(into).collect();
            let value = self.judge.worth(&next, self.duals);
            if value > *worth + ROUNDING {
                *worth = value;
                return Some(next);
            }
        }
        None
    }

    /// The exchanges that promise most, by a quick estimate: a newcomer takes the place of the
    /// last reviewer, and what the others lack counts if the newcomer brings it.
    fn promising(&self, members: &[u32]) -> Vec<Exchange> {
        let table = self.table;
        let mut leaving: Vec<Option<u32>> = members.iter().copied().map(Some).collect();
        if members.len() < table.seats {
            leaving.push(None);
        }
        let mut list: Vec<(i64, Exchange)> = Vec::new();
        let mut gains = vec![0_i64; table.experts];
        for &out in &leaving {
            let stay: Vec<u32> = members
                .iter()
                .copied()
                .filter(|&member| Some(member) != out)
                .collect();
            gains.fill(0);
            let is_led = table.is_led(&stay);
            let kept = self.estimate(&stay, &mut gains) - self.duals.seats(table, &stay);
            if out.is_some() && is_led {
                list.push((kept, (out, None)));
            }
            for (into, gain) in (0_u32..).zip(&gains) {
                let is_led = is_led || table.leads[into as usize];
                if *gain > 0 && is_led && !members.contains(&into) && !table.clash(&stay, into) {
                    let value = kept + gain - self.duals.seat(table, into);
                    list.push((value, (out, Some(into))));
                }
            }
        }
        let by_promise = |entry: &(i64, Exchange)| (Reverse(entry.0), entry.1);
        if list.len() > TRIED {
            list.select_nth_unstable_by_key(TRIED, by_promise);
            list.truncate(TRIED);
        }
        list.sort_unstable_by_key(by_promise);
        list.into_iter().map(|entry| entry.1).collect()
    }

    /// What the submissions gain from those who stay; `gains` gets what each other expert would
    /// add.
    fn estimate(&self, stay: &[u32], gains: &mut [i64]) -> i64 {
        let mut held_gain = vec![0; self.table.rows.len()];
        for (submission, row) in self.table.rows.iter().enumerate() {
            let Some(held) = self.held(submission, stay) else {
                continue;
            };
            let vacant = held.last == VACANT;
            let now = if vacant { 0 } else { held.gain.max(0) };
            held_gain[submission] = now;
            for pair in &row.pairs {
                let met = pair.meets & held.missing;
                if held.missing == 0 && held.last >= pair.score {
                    break; // scores fall
                }
                let credit = self.duals.shortfall * i64::from(met.count_ones());
                let change = pair.score - held.last.max(0) + credit;
                let gain = (held.gain + change).max(0) - now;
                if gain > 0 {
                    gains[pair.expert as usize] += gain;
                }
            }
        }
        // Anyone who is barred costs what the submission brings.
        for (gain, bars) in gains.iter_mut().zip(&self.table.bars) {
            *gain -= bars
                .iter()
                .map(|&barred| held_gain[barred as usize])
                .sum::<i64>();
        }
        held_gain.iter().sum()
    }

    /// The best reviewers among those who stay, needs left aside; `None` where one of them is
    /// barred or two places stay vacant.
    fn held(&self, submission: usize, stay: &[u32]) -> Option<Held> {
        let table = self.table;
        let row = &table.rows[submission];
        let mut best = [NOT_FREE; MOST_REVIEWERS];
        for &member in stay {
            let mut at = table.position(submission, member);
            if at == NOT_FREE && table.is_barred(member, submission) {
                return None;
            }
            for place in &mut best[..row.reviewers] {
                if at < *place {
                    std::mem::swap(place, &mut at);
                }
            }
        }
        let best = &best[..row.reviewers];
        let pairs = || best.iter().filter_map(|&at| row.pairs.get(at as usize));
        let vacant = row.reviewers - pairs().count();
        if vacant > 1 {
            return None;
        }
        let mut missing = 0;
        for (place, &needed) in row.needs.iter().enumerate() {
            let meeting = pairs().filter(|pair| pair.meets >> place & 1 == 1).count();
            missing |= u32::from(meeting < needed as usize) << place;
        }
        let scores: i64 = pairs().map(|pair| pair.score).sum();
        let last = pairs().next_back().map_or(VACANT, |pair| pair.score);
        Some(Held {
            gain: scores
                - self.duals.shortfall * i64::from(missing.count_ones())
                - self.duals.submission[submission],
            last: if vacant == 1 { VACANT } else { last },
            missing,
        })
    }
}
