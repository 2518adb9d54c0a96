//! The seat relaxation of one group: what its members and anyone who may still join are worth at
//! most, by prices on the links between seats and reviews. The module's page has the formula.

use super::duals::Duals;
use super::links::Links;
use super::table::{MOST_REVIEWERS, Table};

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

/// Positions in a row of the reviewers that a submission takes; [`NOBODY`] first where none pay.
pub(super) type Taken = [u32; MOST_REVIEWERS];
pub(super) const NOBODY: u32 = u32::MAX;
/// Below every value that reviewers have.
const NOTHING: i64 = i64::MIN / 8;

/// A node of branch and bound with its prices.
pub struct Relaxation<'a> {
    pub(super) table: &'a Table,
    pub(super) duals: &'a Duals,
    /// By expert.
    pub standing: Vec<Standing>,
    /// Who sits, in the order of joining.
    pub members: Vec<u32>,
    /// Who has the seats that are left.
    pub seated: Vec<u32>,
    /// Prices.
    pub links: Links,
    pub(super) is_seated: Vec<bool>,
    pub(super) taken: Vec<Taken>,
    /// Members who bar each submission.
    pub(super) barring: Vec<u32>,
    best_seats: Vec<(i64, u32)>,
}

impl<'a> Relaxation<'a> {
    /// No one sits, everybody is free, links cost nothing.
    pub fn new(table: &'a Table, duals: &'a Duals) -> Self {
        Self {
            standing: vec![Standing::Free; table.experts],
            members: Vec::new(),
            seated: Vec::new(),
            links: Links::new(table, duals),
            is_seated: vec![false; table.experts],
            taken: vec![[NOBODY; MOST_REVIEWERS]; table.rows.len()],
            barring: vec![0; table.rows.len()],
            best_seats: Vec::new(),
            table,
            duals,
        }
    }

    /// Seats that are left.
    pub fn left(&self) -> usize {
        self.table.seats - self.members.len()
    }

    /// Gives an expert a seat.
    pub fn join(&mut self, expert: u32) {
        self.standing[expert as usize] = Standing::Member;
        self.members.push(expert);
        for &submission in &self.table.bars[expert as usize] {
            self.barring[submission as usize] += 1;
            if self.barring[submission as usize] == 1 {
                self.links.silence(self.table, submission as usize);
            }
        }
    }

    /// Takes the last one's seat away again.
    pub fn leave(&mut self) {
        let Some(expert) = self.members.pop() else {
            return;
        };
        self.standing[expert as usize] = Standing::Free;
        for &submission in &self.table.bars[expert as usize] {
            self.barring[submission as usize] -= 1;
            if self.barring[submission as usize] == 0 {
                self.links.revive(self.table, submission as usize);
            }
        }
    }

    /// What no group with these members and any of the free is worth more than, at the prices.
    pub fn limit(&mut self) -> i64 {
        let mut value = -self.duals.seats(self.table, &self.members);
        for submission in 0..self.table.rows.len() {
            if self.barring[submission] == 0 {
                value += self.take(submission);
            } else {
                self.taken[submission][0] = NOBODY;
            }
        }
        value + self.seat()
    }

    /// The best reviewers of a submission by score and prices: what they bring, 0 if that is
    /// nothing.
    fn take(&mut self, submission: usize) -> i64 {
        let row = &self.table.rows[submission];
        let reviewers = self.table.reviewers;
        let cover = &self.links.cover[row.first_need..][..row.needs.len()];
        let most_cover: i64 = cover.iter().sum();
        let link = &self.links.link[row.start..][..row.pairs.len()];
        let mut best = [(NOTHING, NOBODY); MOST_REVIEWERS];
        let last = reviewers - 1;
        for ((at, pair), price) in (0_u32..).zip(&row.pairs).zip(link) {
            // Scores fall: nobody from here on comes in.
            if pair.score + most_cover <= best[last].0 {
                break;
            }
            let mut value = match self.standing[pair.expert as usize] {
                Standing::Out => continue,
                Standing::Member => pair.score,
                Standing::Free => pair.score - price,
            };
            if most_cover > 0 {
                let met = cover.iter().enumerate();
                let credit =
                    |(place, &credit): (usize, &i64)| credit * i64::from(pair.meets >> place & 1);
                value += met.map(credit).sum::<i64>();
            }
            if value > best[last].0 {
                let mut place = last;
                while place > 0 && best[place - 1].0 < value {
                    best[place] = best[place - 1];
                    place -= 1;
                }
                best[place] = (value, at);
            }
        }
        let demanded = cover.iter().zip(&row.needs);
        let demanded: i64 = demanded
            .map(|(price, &needed)| price * i64::from(needed))
            .sum();
        let value = best[..reviewers].iter().map(|entry| entry.0).sum::<i64>()
            - demanded
            - self.duals.submission[submission];
        let taken = &mut self.taken[submission];
        if value <= 0 {
            taken[0] = NOBODY;
            return 0;
        }
        *taken = best.map(|entry| entry.1);
        value
    }

    /// The seats that are left go to those whose links add up highest.
    fn seat(&mut self) -> i64 {
        for &expert in &self.seated {
            self.is_seated[expert as usize] = false;
        }
        self.seated.clear();
        let left = self.left();
        if left == 0 {
            return 0;
        }
        let best = &mut self.best_seats;
        best.clear();
        for (expert, &worth) in (0_u32..).zip(&self.links.seat) {
            let full = best.len() == left && best.last().is_some_and(|last| worth <= last.0);
            if worth <= 0 || full || self.standing[expert as usize] != Standing::Free {
                continue;
            }
            let place = best.partition_point(|entry| entry.0 >= worth);
            best.insert(place, (worth, expert));
            best.truncate(left);
        }
        for &(_, expert) in best.iter() {
            self.seated.push(expert);
            self.is_seated[expert as usize] = true;
        }
        best.iter().map(|entry| entry.0).sum()
    }

    /// The reviewers that a submission takes, as positions in its row; empty where none pay.
    pub(super) fn taken(&self, submission: usize) -> &[u32] {
        let taken = &self.taken[submission];
        if taken[0] == NOBODY {
            &[]
        } else {
            &taken[..self.table.reviewers]
        }
    }

    /// The free expert on whom most hangs: reviews count twice, a seat once.
    pub fn pivot(&self) -> Option<u32> {
        let mut uses = vec![0_u32; self.table.experts];
        for (submission, row) in self.table.rows.iter().enumerate() {
            for &at in self.taken(submission) {
                uses[row.pairs[at as usize].expert as usize] += 2;
            }
        }
        for &expert in &self.seated {
            uses[expert as usize] += 1;
        }
        let free = (0_u32..)
            .zip(&self.standing)
            .filter(|(_, standing)| **standing == Standing::Free);
        free.map(|(expert, _)| expert)
            .max_by_key(|&expert| (uses[expert as usize], std::cmp::Reverse(expert)))
    }
}
