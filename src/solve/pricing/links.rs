//! Prices on the links between seats and reviews, and on needs.

use super::duals::Duals;
use super::table::Table;

/// Prices of one relaxation, in billionths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// By pair of all rows: what a review takes from the seat; at least 0.
    pub link: Vec<i64>,
    /// By need of all rows: what a reviewer who meets it is credited; at least 0.
    pub cover: Vec<i64>,
    /// By expert: the links of submissions that are not barred, less the price of the seat.
    pub seat: Vec<i64>,
}

impl Links {
    /// Links that cost nothing.
    pub fn new(table: &Table, duals: &Duals) -> Self {
        let experts = (0_u32..).take(table.experts);
        Self {
            link: vec![0; table.pairs()],
            cover: vec![0; table.needs()],
            seat: experts.map(|expert| -duals.seat(table, expert)).collect(),
        }
    }

    /// Raises a link's price, or lowers it to 0 at most.
    #[inline]
    pub fn shift(&mut self, at: usize, expert: u32, change: i64) {
        let price = &mut self.link[at];
        let change = change.max(-*price);
        *price += change;
        self.seat[expert as usize] += change;
    }

    /// Takes a barred submission's links out of the seats.
    pub fn silence(&mut self, table: &Table, submission: usize) {
        let row = &table.rows[submission];
        for (pair, price) in row.pairs.iter().zip(&self.link[row.start..]) {
            self.seat[pair.expert as usize] -= price;
        }
    }

    /// Puts them back.
    pub fn revive(&mut self, table: &Table, submission: usize) {
        let row = &table.rows[submission];
        for (pair, price) in row.pairs.iter().zip(&self.link[row.start..]) {
            self.seat[pair.expert as usize] += price;
        }
    }
}
