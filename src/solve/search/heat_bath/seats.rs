//! The seats, and where every submission is worth most.

use super::super::choose::MOST_MEMBERS;
use super::super::seat_rules;
use super::super::state::{State, across};
use super::super::weights::Weights;
use super::rows::{Row, Rows, costs, tabulate};
use super::scores::{ABSENT, MOST_PATTERNS, Scores};
use crate::solve::instance::{Instance, NOWHERE, Seating};
use std::sync::Arc;

/// What a submission beyond a group's largest size costs, or one below its smallest, in billionths:
/// about what it loses where it is worth second most.
const CROWDING: i64 = 600_000_000;

/// Seats, and what every group is worth to every submission.
///
/// Worths are net of the price of the group's size. Where a worth can be no more than the second
/// best of the submission, a limit from above may be kept in its place.
#[derive(Debug, Clone)]
pub struct Seats<'a> {
    /// What is solved.
    pub instance: &'a Instance,
    /// Pairs of experts and submissions.
    pub scores: Arc<Scores>,
    /// Members by group and slot.
    pub members: Vec<Vec<u32>>,
    /// Group of each expert, or [`NOWHERE`].
    pub seat: Vec<u32>,
    /// Slot of each seated expert.
    pub slot: Vec<u32>,
    /// Whether a pin keeps the expert where it sits.
    pub fixed: Vec<bool>,
    /// Who has no seat and may take one, in no order.
    pub pool: Vec<u32>,
    /// Chair and vice chair.
    pub chairs: [u32; 2],
    /// Number of members.
    pub seated: usize,
    /// Newcomers among the members.
    pub new_members: usize,
    /// Broken rules among the members, by group.
    pub broken: Vec<i64>,
    /// What a shortfall costs.
    pub price: i32,
    /// What each pattern of missing coverage costs.
    pub(super) costs: [i32; MOST_PATTERNS],
    /// What a place in the group costs, by group.
    pub size_price: Vec<i32>,
    /// Group of each submission.
    pub home: Vec<u32>,
    /// What it is worth there, net.
    pub best: Vec<i32>,
    /// The most that it is worth elsewhere, net.
    pub second: Vec<i32>,
    /// Where that is.
    pub second_home: Vec<u32>,
    /// Worth by group and submission, or a limit.
    pub(super) worth: Vec<i32>,
    /// Whether it is the worth itself.
    pub(super) exact: Vec<bool>,
    /// By group and submission: what the submission is worth there with one more member does not
    /// exceed this and the new member's score.
    pub fewer: Vec<i32>,
    /// Tables of the seats.
    pub rows: Rows,
}

impl<'a> Seats<'a> {
    /// Takes over the seats of a state, or nothing where a demanded reviewer has none.
    pub fn of(state: &State<'a>, scores: &Arc<Scores>) -> Option<Self> {
        let instance = state.instance;
        let (groups, rows) = (state.blocks.len(), scores.rows);
        let slots = state.blocks.iter().map(|block| block.members.len()).max()?;
        let mut fixed: Vec<bool> = (0..scores.experts)
            .map(|expert| instance.experts[expert].seating != Seating::Free)
            .collect();
        for expert in instance.groups.iter().filter_map(|group| group.leader) {
            fixed[expert as usize] = true;
        }
        if !scores.suits(state) {
            return None;
        }
        for &expert in scores.demanded.iter().flatten() {
            fixed[expert as usize] = true;
        }
        let members = state.members();
        let broken = (0..).zip(&members);
        let broken = broken.map(|(group, members)| seat_rules::broken(instance, group, members));
        let mut seats = Self {
            instance,
            scores: Arc::clone(scores),
            broken: broken.collect(),
            seat: state.seat.clone(),
            slot: state.slot.clone(),
            fixed,
            pool: Vec::new(),
            chairs: state.chairs,
            seated: state.seated,
            new_members: state.new_members,
            price: scores.units(state.weights.shortfall),
            costs: costs(scores.units(state.weights.shortfall)),
            size_price: vec![0; groups],
            home: vec![0; rows],
            best: vec![0; rows],
            second: vec![0; rows],
            second_home: vec![0; rows],
            worth: vec![0; groups * rows],
            exact: vec![false; groups * rows],
            fewer: vec![0; groups * rows],
            rows: Rows::new(scores, groups, slots),
            members,
        };
        seats.fill_pool();
        seats.value_anew();
        Some(seats)
    }

    /// Lists who may take a seat.
    pub fn fill_pool(&mut self) {
        self.pool.clear();
        for (number, &seat) in (0..).zip(&self.seat) {
            let reserved = !self.instance.chairs_in_groups && self.chairs.contains(&number);
            if seat == NOWHERE && !reserved {
                self.pool.push(number);
            }
        }
    }

    /// Sets the price of a shortfall, in billionths, and values everything again.
    pub fn set_price(&mut self, nano: i64) {
        self.price = self.scores.units(nano);
        self.costs = costs(self.price);
        self.value_anew();
    }

    /// Values everything from scratch.
    pub fn value_anew(&mut self) {
        self.rows.forget();
        for group in 0..self.members.len() {
            self.limit(group);
        }
        (0..self.scores.rows).for_each(|row| self.rank(row));
    }

    /// The value of the seats: every submission where it is worth most, net of the prices of sizes.
    pub fn value(&self) -> i64 {
        self.best.iter().map(|&best| i64::from(best)).sum()
    }

    /// The same with the prices of sizes left aside, and a fixed cost for each submission too many or
    /// too few in a group.
    pub fn total(&self) -> i64 {
        let prices = self.home.iter().map(|&home| self.size_price[home as usize]);
        let (least, most) = self.instance.shape.usual_submissions;
        let beyond = |count: usize| count.saturating_sub(most) + least.saturating_sub(count);
        let beyond: usize = self.counts().into_iter().map(beyond).sum();
        // Numbers of submissions are small.
        #[allow(clippy::cast_possible_wrap)]
        let crowding = beyond as i64 * i64::from(self.scores.units(CROWDING));
        self.value() + prices.map(i64::from).sum::<i64>() - crowding
    }

    /// Submissions by group.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.members.len()];
        for &home in &self.home {
            counts[home as usize] += 1;
        }
        counts
    }

    /// The committee with every submission where it is now; sizes may be off.
    pub fn state(&self, weights: Weights) -> State<'a> {
        let mut submissions = vec![Vec::new(); self.members.len()];
        for (submission, &home) in (0..).zip(&self.home) {
            submissions[home as usize].push(submission);
        }
        State::new(
            self.instance,
            weights,
            &self.members,
            &submissions,
            self.chairs,
        )
    }

    /// The most that a submission is worth in another group than `group`, net.
    #[inline]
    pub fn elsewhere(&self, group: usize, row: usize) -> i32 {
        match self.home[row] as usize == group {
            true => self.second[row],
            false => self.best[row],
        }
    }

    /// What the group would be worth to a submission with `expert` in the seat, before the price of
    /// its size.
    #[inline]
    pub fn with(&mut self, seat: (usize, usize), row: usize, expert: u32) -> i32 {
        let pair = self.scores.pair(expert, row);
        let (table, scores) = self.table(seat, row);
        table.with(scores, row, pair)
    }

    /// The table of a seat for a submission.
    #[inline]
    pub fn table(&mut self, (group, slot): (usize, usize), row: usize) -> (Row<'_>, &Scores) {
        let (scores, costs) = (&*self.scores, &self.costs);
        let members = &self.members[group];
        let allowed = &self.instance.submissions[row].allowed;
        let made = self.rows.row((group, slot), row, |joins| {
            if allowed.allows(group) {
                return tabulate(scores, row, (members, slot), costs, joins);
            }
            joins.fill(ABSENT);
            [scores.floor; 2]
        });
        (made, scores)
    }

    /// Seats `expert` in the place of the member in the seat, and lets the submissions follow. The
    /// one who leaves is up to the caller.
    pub fn put(&mut self, (group, slot): (usize, usize), expert: u32) {
        self.members[group][slot] = expert;
        // Groups and slots fit 32 bits, as experts do.
        #[allow(clippy::cast_possible_truncation)]
        {
            self.seat[expert as usize] = group as u32;
            self.slot[expert as usize] = slot as u32;
        }
        self.broken[group] = seat_rules::broken(self.instance, group, &self.members[group]);
        self.rows.change(group, slot);
        self.limit(group);
        for row in 0..self.scores.rows {
            self.follow((group, slot), row);
        }
    }

    /// How many newcomers too few there are with so many among the members.
    pub fn newcomers_lacking(&self, new_members: usize) -> i64 {
        let weights = Weights {
            hard: 1,
            ..Weights::total(self.instance)
        };
        -across(
            self.instance,
            &weights,
            self.chairs,
            self.seated,
            new_members,
        )
    }

    /// Whether the expert never served before.
    #[inline]
    pub fn is_new(&self, expert: u32) -> bool {
        self.instance.experts[expert as usize].newcomer
    }

    /// Whether `expert` may take the seat as far as rules among the members go: as many as now are
    /// broken then at most. O(members²).
    pub fn fits(&self, (group, slot): (usize, usize), expert: u32) -> bool {
        let size = self.members[group].len();
        let mut members = [0; MOST_MEMBERS];
        members[..size].copy_from_slice(&self.members[group]);
        members[slot] = expert;
        self.instance.experts[expert as usize].may_sit(group)
            && seat_rules::broken(self.instance, group, &members[..size]) <= self.broken[group]
    }
}
