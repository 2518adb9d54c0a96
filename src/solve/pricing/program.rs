//! The program over groups: which columns there are, and what its rows cost.

use super::duals::Duals;
use super::group::Group;
use super::table::Table;
use crate::solve::program::process::{Deadline, Growing, GrowingColumn, Priced};
use crate::solve::rule::{Column, Linear};
use std::collections::BTreeSet;

/// What a submission in no group costs, in points: keeps the program solvable before it has
/// columns enough.
const UNCOVERED: f64 = 1.0;
/// The most that a shortfall can cost, in points. Any price proves a limit; without an end, prices
/// would run away as long as no columns with few shortfalls are known.
const DEAREST_SHORTFALL: f64 = 4.0;
/// Billionths in one point.
const NANO: f64 = crate::solve::instance::NANO;

/// Columns so far, and the linear program over them.
pub struct Program<'t> {
    table: &'t Table,
    shortfalls: usize,
    growing: Growing,
    groups: Vec<Group>,
    known: BTreeSet<(Vec<u32>, Vec<u32>)>,
    /// Columns that came before those of groups.
    helpers: usize,
}

/// A solution of the linear program.
pub struct Solved {
    /// Its prices.
    pub duals: Duals,
    /// How much of each group is taken.
    pub shares: Vec<f64>,
}

impl<'t> Program<'t> {
    /// A program without groups, for plans with at most so many shortfalls. `None` without a
    /// solver that prices rows.
    pub fn new(table: &'t Table, shortfalls: usize) -> Option<Self> {
        let mut growing = Growing::new(rows(table, shortfalls))?;
        let submissions = table.rows.len();
        for row in 0..submissions {
            growing.add(GrowingColumn {
                value: -UNCOVERED,
                terms: vec![(row, 1.0)],
            });
        }
        growing.add(GrowingColumn {
            value: -DEAREST_SHORTFALL,
            terms: vec![(submissions + table.experts + 2, -1.0)],
        });
        Some(Self {
            table,
            shortfalls,
            growing,
            groups: Vec::new(),
            known: BTreeSet::new(),
            helpers: submissions + 1,
        })
    }

    /// Adds a group; `false` where it is there already.
    pub fn add(&mut self, group: Group) -> bool {
        let key = (group.members.clone(), group.submissions.clone());
        if group.submissions.is_empty() || !self.known.insert(key) {
            return false;
        }
        self.growing.add(GrowingColumn {
            value: points(group.total),
            terms: terms(self.table, &group),
        });
        self.groups.push(group);
        true
    }

    /// The groups, in the order they came.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Solves the linear program; `None` when the deadline came first or the solver failed.
    pub fn solve(&mut self, deadline: &Deadline) -> Option<Solved> {
        let Priced {
            prices, mut values, ..
        } = self.growing.solve(deadline)?;
        let submissions = self.table.rows.len();
        let (of_submissions, rest) = prices.split_at_checked(submissions)?;
        let (of_experts, rest) = rest.split_at_checked(self.table.experts)?;
        let &[group, head, shortfall] = rest else {
            return None;
        };
        let from_zero = |price: &f64| nano(*price).max(0);
        Some(Solved {
            duals: Duals {
                submission: of_submissions.iter().map(|price| nano(*price)).collect(),
                expert: of_experts.iter().map(from_zero).collect(),
                group: from_zero(&group),
                head: from_zero(&head),
                shortfall: from_zero(&shortfall),
            },
            shares: values.split_off(self.helpers.min(values.len())),
        })
    }

    /// The integer program over the groups so far: whole groups only, no helpers.
    pub fn whole(&self) -> Linear {
        let mut model = Linear::default();
        let limits = rows(self.table, self.shortfalls);
        let mut sums: Vec<Vec<(Column, f64)>> = vec![Vec::new(); limits.len()];
        for group in &self.groups {
            let column = model.binary();
            model.columns[column.at()].cost = points(group.total);
            for (row, factor) in terms(self.table, group) {
                sums[row].push((column, factor));
            }
        }
        for ((lower, upper), sum) in limits.into_iter().zip(sums) {
            model.row(lower, upper, sum);
        }
        model
    }
}

/// Limits of the rows: submissions, experts, groups, those who may chair, shortfalls.
#[allow(clippy::cast_precision_loss)] // small counts
fn rows(table: &Table, shortfalls: usize) -> Vec<(f64, f64)> {
    let at_most = |upper: usize| (f64::NEG_INFINITY, upper as f64);
    let mut rows = vec![(1.0, 1.0); table.rows.len()];
    rows.extend(vec![at_most(1); table.experts]);
    rows.push(at_most(table.groups));
    rows.push(at_most(table.most_heads));
    rows.push(at_most(shortfalls.saturating_sub(table.certain)));
    rows
}

/// Coefficients of a group's column.
#[allow(clippy::cast_precision_loss)] // small counts
fn terms(table: &Table, group: &Group) -> Vec<(usize, f64)> {
    let experts = table.rows.len();
    let groups = experts + table.experts;
    let held = group.submissions.iter().map(|&row| (row as usize, 1.0));
    let seats = group
        .members
        .iter()
        .map(|&member| (experts + member as usize, 1.0));
    let heads = group
        .members
        .iter()
        .filter(|&&member| table.heads[member as usize]);
    let counts = [
        (groups, 1.0),
        (groups + 1, heads.count() as f64),
        (groups + 2, f64::from(group.shortfalls)),
    ];
    let counts = counts.into_iter().filter(|count| count.1 != 0.0);
    held.chain(seats).chain(counts).collect()
}

#[allow(clippy::cast_precision_loss)] // totals of one group are far below 2^53 billionths
fn points(nano: i64) -> f64 {
    nano as f64 / NANO
}

#[allow(clippy::cast_possible_truncation)] // prices are a few points
fn nano(points: f64) -> i64 {
    (points * NANO).round() as i64
}
