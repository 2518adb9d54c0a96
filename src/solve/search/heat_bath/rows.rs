//! Tables of the seats: what the other members of a group can do for a submission.

use super::scores::{ABSENT, BARRED, MOST_PATTERNS, MOST_REVIEWERS, Scores};

/// What the other members of a group make of one submission.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    /// The best set of reviewers among them, where the new member knows the field and where not.
    pub alone: [i32; 2],
    /// The best set of one reviewer fewer, by what the last one would leave missing.
    pub joins: &'r [i32],
}

impl Row<'_> {
    /// What the submission is worth with one more member.
    #[inline]
    pub fn with(&self, scores: &Scores, row: usize, (score, left): (i32, u8)) -> i32 {
        if left == BARRED {
            return scores.floor;
        }
        let alone = self.alone[usize::from(!scores.knows(row, left))];
        alone.max(score + self.joins[left as usize])
    }
}

/// The tables of all seats, row by row made when first asked for and kept while the other members
/// of the group stay.
#[derive(Debug, Clone)]
pub struct Rows {
    patterns: usize,
    rows: usize,
    slots: usize,
    joins: Vec<i32>,
    alone: Vec<[i32; 2]>,
    /// The version of the seat that each row was made for.
    made: Vec<u32>,
    /// Goes up whenever another member of the seat's group changes.
    version: Vec<u32>,
}

impl Rows {
    /// Makes room for so many groups and members.
    pub fn new(scores: &Scores, groups: usize, slots: usize) -> Self {
        let seats = groups * slots;
        Self {
            patterns: scores.patterns,
            rows: scores.rows,
            slots,
            joins: vec![0; seats * scores.rows * scores.patterns],
            alone: vec![[0; 2]; seats * scores.rows],
            made: vec![0; seats * scores.rows],
            version: vec![1; seats],
        }
    }

    /// Forgets the tables of a group but for those of `slot`, whose member alone has changed.
    pub fn change(&mut self, group: usize, slot: usize) {
        let first = group * self.slots;
        for other in (0..self.slots).filter(|&other| other != slot) {
            self.version[first + other] += 1;
        }
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        self.version.iter_mut().for_each(|version| *version += 1);
    }

    /// The table of a seat for a submission; `make` fills it where it is out of date and returns the
    /// worth of the others alone.
    #[inline]
    pub fn row(
        &mut self,
        (group, slot): (usize, usize),
        row: usize,
        make: impl FnOnce(&mut [i32]) -> [i32; 2],
    ) -> Row<'_> {
        let seat = group * self.slots + slot;
        let at = seat * self.rows + row;
        let joins = &mut self.joins[at * self.patterns..(at + 1) * self.patterns];
        if self.made[at] != self.version[seat] {
            self.made[at] = self.version[seat];
            self.alone[at] = make(joins);
        }
        Row {
            alone: self.alone[at],
            joins,
        }
    }
}

/// Writes for each pattern of missing coverage the best sum of one reviewer fewer than asked for
/// among `members` but the one in slot `skip`, less what `costs` says of the pattern that then is
/// missing, and
/// returns the worth of the best full set, at least the floor. By dynamic programming over the
/// members, in O(members x reviewers x patterns).
///
/// Terms that hang on who sits in the group, not on who reviews, belong here too: as the members who
/// know the field, of whom each one lacking costs the price.
pub fn tabulate(
    scores: &Scores,
    row: usize,
    (members, skip): (&[u32], usize),
    costs: &[i32; MOST_PATTERNS],
    joins: &mut [i32],
) -> [i32; 2] {
    let n = 1_usize << scores.bits[row];
    let k = scores.k;
    joins.fill(ABSENT);
    let demanded = &scores.demanded[row];
    let others = || (0..).zip(members).filter(|&(slot, _)| slot != skip);
    let (mut first, mut sum, mut missing) = (0, 0, n - 1);
    if !demanded.is_empty() {
        for (_, &member) in others().filter(|(_, member)| demanded.contains(member)) {
            let (score, left) = scores.pair(member, row);
            (first, sum, missing) = (first + 1, sum + score, missing & left as usize);
        }
        if first < demanded.len() || first > k || sum < 0 {
            return [scores.floor; 2];
        }
    }
    // sums[j][p]: the best sum of j reviewers who leave just p missing.
    let mut sums = [[0; MOST_PATTERNS]; MOST_REVIEWERS];
    for sums in &mut sums[..k] {
        sums[..n].fill(ABSENT);
    }
    let mut alone = scores.floor;
    match first < k {
        true => sums[first][missing] = sum,
        false => alone = alone.max(sum - costs[missing]),
    }
    let mut lacking = i32::from(scores.wanted[row]);
    for (_, &member) in others() {
        let (score, left) = scores.pair(member, row);
        if left == BARRED {
            joins.fill(ABSENT);
            return [scores.floor; 2];
        }
        lacking -= i32::from(scores.knows(row, left));
        if score == ABSENT || demanded.contains(&member) {
            continue;
        }
        let left = left as usize & (n - 1);
        for (missing, &fewer) in sums[k - 1][..n].iter().enumerate() {
            alone = alone.max(fewer + score - costs[missing & left]);
        }
        for depth in (first + 1..k).rev() {
            let (fewer, more) = sums.split_at_mut(depth);
            let (fewer, more) = (&fewer[depth - 1], &mut more[0]);
            // A single reviewer leaves just what it leaves.
            let from = if depth == 1 { n - 1 } else { 0 };
            for (missing, &fewer) in fewer[..n].iter().enumerate().skip(from) {
                let sum = &mut more[missing & left];
                *sum = (*sum).max(fewer + score);
            }
        }
    }
    if first < k {
        joins[..n].copy_from_slice(&sums[k - 1][..n]);
        close(&mut joins[..n], costs[1]);
    }
    if scores.wanted[row] == 0 {
        return [alone; 2];
    }
    let few = [lacking - 1, lacking].map(|lacking| costs[1] * lacking.max(0));
    let (knowing, others) = joins.split_at_mut(n);
    for (knowing, other) in knowing.iter_mut().zip(others) {
        (*knowing, *other) = (*knowing - few[0], *knowing - few[1]);
    }
    few.map(|cost| (alone - cost).max(scores.floor))
}

/// Turns the best sums by what just is missing into the best sums by what may have been missing
/// before: what the last reviewer covers costs nothing, the rest its price. One bit at a time, as
/// the bits do not depend on each other.
fn close(joins: &mut [i32], price: i32) {
    for bit in 0..joins.len().trailing_zeros() {
        for missing in (0..joins.len()).filter(|missing| missing >> bit & 1 == 0) {
            let (met, unmet) = (joins[missing], joins[missing | 1 << bit]);
            joins[missing] = met.max(unmet);
            joins[missing | 1 << bit] = met.max(unmet - price);
        }
    }
}

/// What each pattern of missing coverage costs at this price of a shortfall.
pub fn costs(price: i32) -> [i32; MOST_PATTERNS] {
    std::array::from_fn(|missing| price * missing.count_ones().cast_signed())
}
