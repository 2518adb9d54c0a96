//! The best reviewers of one submission out of the members of its group.

use super::weights::Weights;
use crate::solve::instance::{Cell, Instance};

/// Largest number of members that the search handles; larger groups are refused when rules are
/// read.
pub const MOST_MEMBERS: usize = 32;

/// What is chosen from: a submission's needs and its pairs with the members, by slot.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The instance's counts of reviewers.
    pub instance: &'a Instance,
    /// Costs.
    pub weights: &'a Weights,
    /// Coverage bits needed.
    pub mask: u32,
    /// Bits that must be had, as hard rules.
    pub hard: u32,
    /// Pairs by slot.
    pub cells: &'a [Cell],
    /// Slots that must be chosen, as a bit set.
    pub must: u32,
    /// Members who should know the submission's industry.
    pub industry_members: u32,
}

/// Finds the slots that cover most and then score most, writes them to `out` (ascending slots;
/// `u8::MAX` where there are too few members free of conflict) and returns what they are worth.
///
/// Exhaustive with pruning over the members sorted by score: at most C(members, k) sets.
pub fn choose(question: Question<'_>, out: &mut [u8]) -> i64 {
    let mut order = [(0_u32, 0_u32, 0_u8); MOST_MEMBERS];
    let mut free = 0;
    let mut union = 0;
    let mut forced_here = 0;
    for (slot, cell) in (0_u8..).zip(question.cells) {
        if cell.free() {
            let forced = question.must >> slot & 1;
            // Forced members sort first and are then always taken.
            let entry = (cell.score() | forced << 31, cell.mask(), slot);
            let mut at = free;
            while at > 0 && order[at - 1].0 < entry.0 {
                order[at] = order[at - 1];
                at -= 1;
            }
            order[at] = entry;
            free += 1;
            forced_here += forced as usize;
            union |= cell.mask();
        }
    }
    let order = &order[..free];
    let k = out.len();
    if free <= k {
        return take_all(question, order, out);
    }
    let single = question.instance.one_is_enough();
    let mut search = Sets {
        question,
        order,
        single,
        least: (question.mask & !union).count_ones(),
        best: i64::MIN,
        chosen: [0; MOST_MEMBERS],
        best_set: [0; MOST_MEMBERS],
        forced: forced_here.min(k),
        k,
    };
    if k == 3 && single && search.forced == 0 && question.hard == 0 {
        search.triples();
    } else {
        search.extend(0, 0, 0, 0);
    }
    for (slot, &at) in out.iter_mut().zip(&search.best_set[..k]) {
        *slot = order[at as usize].2;
    }
    out.sort_unstable();
    let missing_must = missing(question.must, out);
    worth(question, out) - missing_must * question.weights.hard
}

fn missing(must: u32, out: &[u8]) -> i64 {
    let taken = out
        .iter()
        .filter(|&&slot| slot != u8::MAX)
        .fold(0, |set, &slot| set | 1_u32 << slot);
    i64::from((must & !taken).count_ones())
}

fn take_all(question: Question<'_>, order: &[(u32, u32, u8)], out: &mut [u8]) -> i64 {
    out.fill(u8::MAX);
    for (slot, entry) in out.iter_mut().zip(order) {
        *slot = entry.2;
    }
    out[..order.len()].sort_unstable();
    worth(question, out) - missing(question.must, out) * question.weights.hard
}

/// Returns what the chosen slots are worth: score as the weights count it, less shortfalls and
/// missing reviewers.
pub fn worth(question: Question<'_>, chosen: &[u8]) -> i64 {
    let mut sum = 0;
    let mut lacking = 0;
    let mut union = 0;
    for &slot in chosen {
        if slot == u8::MAX {
            lacking += 1;
        } else {
            let cell = question.cells[slot as usize];
            sum += i64::from(cell.score());
            union |= cell.mask();
        }
    }
    let short = if question.instance.one_is_enough() {
        (question.mask & !union).count_ones()
    } else {
        shortfalls_counted(question, question.mask, chosen)
    };
    lacking += i64::from(shortfalls_counted(question, question.hard, chosen));
    question.weights.worth(sum)
        - i64::from(short) * question.weights.shortfall
        - lacking * question.weights.hard
}

/// Of how many bits of `mask` too few of the chosen have them.
fn shortfalls_counted(question: Question<'_>, mask: u32, chosen: &[u8]) -> u32 {
    let mut short = 0;
    let mut rest = mask;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        rest &= rest - 1;
        let having = chosen
            .iter()
            .filter(|&&slot| {
                slot != u8::MAX && question.cells[slot as usize].mask() >> bit & 1 == 1
            })
            .count();
        short += u32::from(having < question.instance.needed_for_bit(bit, chosen.len()) as usize);
    }
    short
}

struct Sets<'a> {
    question: Question<'a>,
    /// (score, coverage, slot) by falling score.
    order: &'a [(u32, u32, u8)],
    /// Whether one reviewer per coverage bit is enough.
    single: bool,
    /// Shortfalls that no choice avoids.
    least: u32,
    best: i64,
    chosen: [u8; MOST_MEMBERS],
    best_set: [u8; MOST_MEMBERS],
    forced: usize,
    k: usize,
}

impl Sets<'_> {
    /// The usual case, three reviewers, as plain loops.
    fn triples(&mut self) {
        let (order, mask) = (self.order, self.question.mask);
        let shortfall = self.question.weights.shortfall;
        let least = i64::from(self.least) * shortfall;
        let n = order.len();
        for a in 0..n - 2 {
            let first = i64::from(order[a].0);
            if first + i64::from(order[a + 1].0) + i64::from(order[a + 2].0) - least <= self.best {
                return;
            }
            for b in a + 1..n - 1 {
                let two = first + i64::from(order[b].0);
                if two + i64::from(order[b + 1].0) - least <= self.best {
                    break;
                }
                let covered = order[a].1 | order[b].1;
                for (c, third) in order.iter().enumerate().skip(b + 1) {
                    let sum = two + i64::from(third.0);
                    if sum - least <= self.best {
                        break;
                    }
                    let short = (mask & !(covered | third.1)).count_ones();
                    let value = sum - i64::from(short) * shortfall;
                    if value > self.best {
                        self.best = value;
                        // Slots are below MOST_MEMBERS.
                        #[allow(clippy::cast_possible_truncation)]
                        let set = [a as u8, b as u8, c as u8];
                        self.best_set[..3].copy_from_slice(&set);
                    }
                }
            }
        }
    }

    fn extend(&mut self, depth: usize, from: usize, sum: i64, union: u32) {
        if depth == self.k {
            self.judge(sum, union);
            return;
        }
        let left = self.k - depth;
        for at in from..=self.order.len() - left {
            if depth < self.forced && at > depth {
                return;
            }
            let best_rest: i64 = self.order[at..at + left]
                .iter()
                .map(|entry| i64::from(entry.0 & (u32::MAX >> 1)))
                .sum();
            let least = i64::from(self.least) * self.question.weights.shortfall;
            if depth >= self.forced && sum + best_rest - least <= self.best {
                return;
            }
            let (score, mask, _) = self.order[at];
            let score = i64::from(score & (u32::MAX >> 1));
            // Positions are below MOST_MEMBERS.
            #[allow(clippy::cast_possible_truncation)]
            let position = at as u8;
            self.chosen[depth] = position;
            self.extend(depth + 1, at + 1, sum + score, union | mask);
        }
    }

    fn judge(&mut self, sum: i64, union: u32) {
        let question = self.question;
        let (mut short, mut broken) = ((question.mask & !union).count_ones(), 0);
        if !self.single || question.hard != 0 {
            let mut slots = [u8::MAX; MOST_MEMBERS];
            for (slot, &at) in slots.iter_mut().zip(&self.chosen[..self.k]) {
                *slot = self.order[at as usize].2;
            }
            short = shortfalls_counted(question, question.mask, &slots[..self.k]);
            broken = shortfalls_counted(question, question.hard, &slots[..self.k]);
        }
        let weights = question.weights;
        let value = sum - i64::from(short) * weights.shortfall - i64::from(broken) * weights.hard;
        if value > self.best {
            self.best = value;
            self.best_set = self.chosen;
        }
    }
}

/// Finds the set of `out.len()` pairs with the highest sum of score less price less
/// `shortfall` for every bit of `mask` that no member of the set covers. Writes their positions
/// and returns the sum and the number of bits missing. Counts one reviewer per bit, which is
/// never more than the rules ask for.
///
/// For each choice of bits to be covered the best pair per bit pattern is enough: pairs are first
/// thinned to the `k` best of every coverage pattern, of which there are few.
pub fn choose_priced(
    row: &[(u32, i64, u32)],
    prices: &[i64],
    mask: u32,
    shortfall: i64,
    out: &mut [usize],
) -> (i64, u32) {
    let k = out.len();
    let mut kept: Vec<(i64, u32, usize)> = Vec::with_capacity(4 * k);
    for (at, (pair, price)) in row.iter().zip(prices).enumerate() {
        let entry = (pair.1 - price, pair.2, at);
        // The k best of a pattern, by falling value: a better one pushes the last out.
        let same = kept.iter().filter(|other| other.1 == entry.1).count();
        if same == k {
            let worst = (0..kept.len())
                .filter(|&other| kept[other].1 == entry.1)
                .min_by_key(|&other| kept[other].0);
            if let Some(worst) = worst.filter(|&worst| kept[worst].0 < entry.0) {
                kept[worst] = entry;
            }
        } else {
            kept.push(entry);
        }
    }
    kept.sort_unstable_by_key(|entry| (std::cmp::Reverse(entry.0), entry.2));
    let mut best = (i64::MIN, 0_u32);
    let mut set = [0_usize; MOST_MEMBERS];
    extend_priced(
        &kept,
        mask,
        shortfall,
        k,
        0,
        (0, 0, 0),
        &mut set,
        &mut best,
        out,
    );
    best
}

#[allow(clippy::too_many_arguments)]
fn extend_priced(
    kept: &[(i64, u32, usize)],
    mask: u32,
    shortfall: i64,
    k: usize,
    from: usize,
    (depth, sum, union): (usize, i64, u32),
    set: &mut [usize; MOST_MEMBERS],
    best: &mut (i64, u32),
    out: &mut [usize],
) {
    if depth == k {
        let missing = (mask & !union).count_ones();
        let value = sum - i64::from(missing) * shortfall;
        if value > best.0 {
            *best = (value, missing);
            out.copy_from_slice(&set[..k]);
        }
        return;
    }
    for at in from..=kept.len() - (k - depth) {
        let rest: i64 = kept[at..at + (k - depth)].iter().map(|entry| entry.0).sum();
        if sum + rest <= best.0 {
            return;
        }
        set[depth] = kept[at].2;
        let next = (depth + 1, sum + kept[at].0, union | kept[at].1);
        extend_priced(kept, mask, shortfall, k, at + 1, next, set, best, out);
    }
}
