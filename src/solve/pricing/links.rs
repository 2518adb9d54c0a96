//! What changes from node to node: prices on links and needs, who sits, and the reviewers that
//! each submission takes at these prices.

use super::duals::Duals;
use super::table::{BLOCK, MOST_REVIEWERS, Table};

/// Where an expert stands in a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// May join.
    Free,
    /// Sits in the group.
    Member,
    /// May not join.
    Out,
}

/// Positions in a row of the best reviewers of a submission, the best first.
pub(super) type Best = [u32; MOST_REVIEWERS];
/// No reviewer.
pub(super) const NOBODY: u32 = u32::MAX;
/// Below every value that reviewers have, so far that a few of them can be added up.
pub(super) const NOTHING: i64 = i64::MIN / 16;
/// The net score of somebody who may not join.
const ABSENT: i32 = i32::MIN;
/// The highest price of a link: no expert is worth two reviews of full score to a submission, and
/// a net score stays within 32 bits.
const DEAREST_LINK: i64 = 2_000_000_000;

/// One coordinate of a subgradient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The link of a submission, at a place, with an expert, becomes dearer or cheaper.
    Link(u32, u32, u32, bool),
    /// The credit of a submission's need rises by so many steps.
    Cover(u32, u32, i64),
}

/// The state of a node. It is kept and brought back as a whole, so nothing needs to be undone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// By place of all rows, in billionths: the score less the link's price for the free, the
    /// score for members.
    pub(super) net: Vec<i32>,
    /// By need of all rows: what a reviewer who meets it is credited; at least 0.
    pub(super) cover: Vec<i64>,
    /// By expert: the links of submissions that are not barred, less the price of the seat.
    /// Meaningless for members.
    pub(super) seat: Vec<i64>,
    /// By expert.
    pub(super) standing: Vec<Standing>,
    /// Members who bar each submission.
    barring: Vec<u32>,
    /// By submission: the best reviewers at these prices.
    best: Vec<Best>,
    /// By submission: what the last of them brings.
    last: Vec<i64>,
    /// By submission: what it adds to `sum`.
    gain: Vec<i64>,
    /// What the submissions bring that pay.
    sum: i64,
    /// Submissions whose best reviewers may have changed, and whether they are among these.
    stale: Vec<u32>,
    is_stale: Vec<bool>,
}

impl Links {
    /// Links of these prices by place of all rows, or without a price; everybody is free.
    pub fn new(table: &Table, duals: &Duals, prices: Option<&[i64]>) -> Self {
        let rows = table.rows.len();
        let mut links = Self {
            net: table.scores.clone(),
            cover: vec![0; table.needs()],
            seat: (0_u32..)
                .take(table.experts)
                .map(|expert| -duals.seat(table, expert))
                .collect(),
            standing: vec![Standing::Free; table.experts],
            barring: vec![0; rows],
            best: vec![[NOBODY; MOST_REVIEWERS]; rows],
            last: vec![NOTHING; rows],
            gain: vec![0; rows],
            sum: 0,
            stale: (0_u32..).take(rows).collect(),
            is_stale: vec![true; rows],
        };
        for row in &table.rows {
            let end = row.start + row.pairs.len().next_multiple_of(BLOCK);
            links.net[row.start + row.pairs.len()..end].fill(ABSENT);
            let places = row.start..row.start + row.pairs.len();
            for (place, pair) in places.zip(&row.pairs) {
                let price = prices.and_then(|prices| prices.get(place)).copied();
                let price = price.unwrap_or(0).clamp(0, DEAREST_LINK);
                links.net[place] = net(pair.score, price);
                links.seat[pair.expert as usize] += price;
            }
        }
        links
    }

    /// The price of a free expert's link.
    #[inline]
    pub fn price(&self, table: &Table, place: u32) -> i64 {
        let place = place as usize;
        i64::from(table.scores[place]) - i64::from(self.net[place])
    }

    /// Changes the price of a free expert's link, to 0 at least.
    #[inline]
    pub fn shift(&mut self, table: &Table, row: u32, place: u32, expert: u32, change: i64) {
        let before = self.price(table, place);
        let price = (before + change).clamp(0, DEAREST_LINK);
        self.seat[expert as usize] += price - before;
        let score = i64::from(table.scores[place as usize]);
        self.set(table, row, place, net(score, price));
    }

    /// Changes the credit of a need.
    pub fn credit(&mut self, row: u32, need: usize, price: i64) {
        if self.cover[need] != price {
            self.cover[need] = price;
            self.outdate(row);
        }
    }

    fn outdate(&mut self, row: u32) {
        let is_stale = &mut self.is_stale[row as usize];
        if !*is_stale {
            *is_stale = true;
            self.stale.push(row);
        }
    }

    /// Has every row read again.
    #[cfg(test)]
    pub(super) fn outdate_all(&mut self) {
        for row in (0_u32..).take(self.gain.len()) {
            self.outdate(row);
        }
    }

    /// Sets a net score; the row is read again only if that can change its best reviewers.
    #[inline]
    fn set(&mut self, table: &Table, number: u32, place: u32, net: i32) {
        let before = std::mem::replace(&mut self.net[place as usize], net);
        let at = number as usize;
        if self.is_stale[at] || before == net {
            return;
        }
        let row = &table.rows[at];
        #[allow(clippy::cast_possible_truncation)] // dense tables are far smaller
        let position = (place as usize - row.start) as u32;
        let is_best = || self.best[at][..row.reviewers].contains(&position);
        let enters = || {
            let cover = &self.cover[row.first_need..][..row.needs.len()];
            i64::from(net) + credit(cover, table.meets[place as usize]) > self.last[at]
        };
        if (net > before && enters()) || is_best() {
            self.outdate(number);
        }
    }

    /// Takes an expert in: the links cost nothing any more, and submissions that cannot be in a
    /// group with the expert leave the sum.
    pub fn join(&mut self, table: &Table, expert: u32) {
        self.standing[expert as usize] = Standing::Member;
        for &(row, place) in &table.places[expert as usize] {
            self.set(table, row, place, table.scores[place as usize]);
        }
        for &barred in &table.bars[expert as usize] {
            self.barring[barred as usize] += 1;
            if self.barring[barred as usize] == 1 {
                self.silence(table, barred);
            }
        }
    }

    /// Leaves an expert out.
    pub fn exclude(&mut self, table: &Table, expert: u32) {
        self.standing[expert as usize] = Standing::Out;
        for &(row, place) in &table.places[expert as usize] {
            self.set(table, row, place, ABSENT);
        }
    }

    fn silence(&mut self, table: &Table, number: u32) {
        let row = &table.rows[number as usize];
        for (pair, place) in row.pairs.iter().zip(row.start..) {
            if self.standing[pair.expert as usize] == Standing::Free {
                self.seat[pair.expert as usize] -= pair.score - i64::from(self.net[place]);
            }
        }
        self.sum -= std::mem::take(&mut self.gain[number as usize]);
    }

    /// Whether a submission can be in the group.
    pub fn is_in_reach(&self, row: usize) -> bool {
        self.barring[row] == 0
    }

    /// The reviewers that a submission takes, as positions in its row; empty where none pay.
    #[inline]
    pub fn taken(&self, table: &Table, row: usize) -> &[u32] {
        if self.gain[row] > 0 {
            &self.best[row][..table.rows[row].reviewers]
        } else {
            &[]
        }
    }

    /// What the submissions bring that pay. Reads the rows that changed.
    pub fn total(&mut self, table: &Table, duals: &Duals) -> i64 {
        while let Some(number) = self.stale.pop() {
            let at = number as usize;
            self.is_stale[at] = false;
            let surplus = self.read(table, at) - duals.submission[at];
            let gain = if self.barring[at] == 0 {
                surplus.max(0)
            } else {
                0
            };
            self.sum += gain - std::mem::replace(&mut self.gain[at], gain);
        }
        self.sum
    }

    /// Finds the best reviewers of a submission by net score and credits, and what they bring less
    /// what its needs ask for. Blocks of a row are read down to where no score can come in.
    fn read(&mut self, table: &Table, number: usize) -> i64 {
        let row = &table.rows[number];
        let cover = &self.cover[row.first_need..][..row.needs.len()];
        let most: i64 = cover.iter().sum();
        let end = row.start + row.pairs.len().next_multiple_of(BLOCK);
        let (nets, meets) = (&self.net[row.start..end], &table.meets[row.start..end]);
        let last = row.reviewers - 1;
        let mut best = [(NOTHING, NOBODY); MOST_REVIEWERS];
        let blocks = nets.chunks_exact(BLOCK).zip(meets.chunks_exact(BLOCK));
        for ((nets, meets), first) in blocks.zip((0_u32..).step_by(BLOCK)) {
            let needed = best[last].0 - most;
            if row.pairs[first as usize].score <= needed {
                break;
            }
            // Whoever is at most there cannot come in; ABSENT never is above.
            let floor = needed.clamp(i64::from(ABSENT), i64::from(i32::MAX));
            let floor = i32::try_from(floor).unwrap_or(i32::MAX);
            if !nets.iter().fold(false, |any, net| any | (*net > floor)) {
                continue;
            }
            for ((&net, &meets), at) in nets.iter().zip(meets).zip(first..) {
                if net > floor {
                    let value = i64::from(net) + credit(cover, meets);
                    insert(&mut best[..=last], value, at);
                }
            }
        }
        self.last[number] = best[last].0;
        self.best[number] = best.map(|entry| entry.1);
        let demanded = cover.iter().zip(&row.needs);
        let demanded: i64 = demanded
            .map(|(price, &needed)| price * i64::from(needed))
            .sum();
        best[..=last].iter().map(|entry| entry.0).sum::<i64>() - demanded
    }
}

/// A score of at most 2^31 less a price of at most [`DEAREST_LINK`] fits 32 bits.
#[inline]
fn net(score: i64, price: i64) -> i32 {
    i32::try_from(score - price).unwrap_or(i32::MAX)
}

/// What somebody who meets these needs is credited.
#[inline]
fn credit(cover: &[i64], meets: u32) -> i64 {
    let own = |(place, price): (usize, &i64)| price * i64::from(meets >> place & 1);
    cover.iter().enumerate().map(own).sum()
}

#[inline]
fn insert(best: &mut [(i64, u32)], value: i64, at: u32) {
    let mut place = best.len() - 1;
    if value <= best[place].0 {
        return;
    }
    while place > 0 && best[place - 1].0 < value {
        best[place] = best[place - 1];
        place -= 1;
    }
    best[place] = (value, at);
}
