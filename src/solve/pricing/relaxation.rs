//! The seat relaxation of one group: what its members and anyone who may still join are worth at
//! most, by prices on the links between seats and reviews. The module's page has the formula.

use super::duals::Duals;
use super::links::{Change, Links, NOTHING, Standing};
use super::table::Table;

/// A node of branch and bound with its prices.
pub struct Relaxation<'a> {
    pub(super) table: &'a Table,
    pub(super) duals: &'a Duals,
    /// Who sits, in the order of joining.
    pub members: Vec<u32>,
    /// Who has the seats that are left.
    pub seated: Vec<u32>,
    /// Prices, and what follows from them.
    pub links: Links,
    pub(super) is_seated: Vec<bool>,
    best_seats: Vec<(i64, u32)>,
    pub(super) changes: Vec<Change>,
    uses: Vec<u32>,
}

impl<'a> Relaxation<'a> {
    /// No one sits, everybody is free; links have these prices by place of all rows, or none.
    pub fn new(table: &'a Table, duals: &'a Duals, prices: Option<&[i64]>) -> Self {
        Self {
            members: Vec::new(),
            seated: Vec::new(),
            links: Links::new(table, duals, prices),
            is_seated: vec![false; table.experts],
            best_seats: Vec::new(),
            changes: Vec::new(),
            uses: Vec::new(),
            table,
            duals,
        }
    }

    /// Seats that are left.
    pub fn left(&self) -> usize {
        self.table.seats - self.members.len()
    }

    /// Gives an expert a seat. Nothing but bringing back the links takes it away again.
    pub fn join(&mut self, expert: u32) {
        self.members.push(expert);
        self.links.join(self.table, expert);
    }

    /// What no group with these members and any of the free is worth more than, at the prices;
    /// far below 0 where none of them may lead it.
    pub fn limit(&mut self) -> i64 {
        let reviews = self.links.total(self.table, self.duals);
        let own = self.duals.seats(self.table, &self.members);
        match self.seat() {
            Some(seats) => reviews + seats - own,
            None => NOTHING,
        }
    }

    /// The seats that are left go to those whose links add up highest. Where no member may lead,
    /// one of them goes to the best of those who may, whatever the links say. `None` where there
    /// is nobody for it.
    fn seat(&mut self) -> Option<i64> {
        for &expert in &self.seated {
            self.is_seated[expert as usize] = false;
        }
        self.seated.clear();
        let left = self.left();
        let is_led = self.table.is_led(&self.members);
        if left == 0 {
            return is_led.then_some(0);
        }
        let best = &mut self.best_seats;
        best.clear();
        let mut leader: Option<(i64, u32)> = None;
        for (expert, &worth) in (0_u32..).zip(&self.links.seat) {
            let ahead = best.len() == left && best.last().is_some_and(|last| worth <= last.0);
            let comes_in = worth > 0 && !ahead;
            let leads = !is_led && leader.is_none_or(|leader| worth > leader.0);
            if !(comes_in || leads) || self.links.standing[expert as usize] != Standing::Free {
                continue;
            }
            if leads && self.table.leads[expert as usize] {
                leader = Some((worth, expert));
            }
            if comes_in {
                let place = best.partition_point(|entry| entry.0 >= worth);
                best.insert(place, (worth, expert));
                best.truncate(left);
            }
        }
        let leads = |entry: &(i64, u32)| self.table.leads[entry.1 as usize];
        if !is_led && !best.iter().any(leads) {
            best.truncate(left - 1);
            best.push(leader?);
        }
        for &(_, expert) in best.iter() {
            self.seated.push(expert);
            self.is_seated[expert as usize] = true;
        }
        Some(best.iter().map(|entry| entry.0).sum())
    }

    /// The free expert on whom most hangs: reviews count twice, a seat once.
    pub fn pivot(&mut self) -> Option<u32> {
        let uses = &mut self.uses;
        uses.clear();
        uses.resize(self.table.experts, 0);
        for (number, row) in self.table.rows.iter().enumerate() {
            for &at in self.links.taken(self.table, number) {
                uses[row.pairs[at as usize].expert as usize] += 2;
            }
        }
        for &expert in &self.seated {
            uses[expert as usize] += 1;
        }
        let free = (0_u32..)
            .zip(&self.links.standing)
            .filter(|(_, standing)| **standing == Standing::Free);
        free.map(|(expert, _)| expert)
            .max_by_key(|&expert| (uses[expert as usize], std::cmp::Reverse(expert)))
    }
}
