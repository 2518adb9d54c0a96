//! Column generation: groups that pay at the program's prices, and the limits proven on the way.

use super::branch::{Search, Verdict};
use super::descent::Descent;
use super::duals::Duals;
use super::exchange::Seen;
use super::group::Judge;
use super::pool::Pool;
use super::program::{Program, Solved};
use super::table::Table;
use crate::solve::bound::SeatLimits;
use crate::solve::program::process::Deadline;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Part of the last prices that the next ones keep, so that they do not jump (Wentges 1997).
const KEPT: f64 = 0.6;
/// Groups of the solution that are improved at new prices.
const STARTS: usize = 12;
/// Groups drawn at random beside them.
const DRAWN: usize = 3;
/// A group that pays less, in billionths, pays nothing: at prices rounded so, limits are still
/// within a millionth.
const ROUNDING: i64 = 1_000;
/// Shares of the seat prices that are tried, the easiest to prove first.
const SHARES: [f64; 14] = [
    0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05,
];
/// Where the next limit to prove lies on the way from the program's value to what is proven, and
/// where the last one took little time. Each further hundredth costs three to four times the
/// nodes, so short ways waste little.
const NEXT: f64 = 0.8;
const FAR: f64 = 0.5;
const NEAREST: f64 = 0.95;
/// How much of the way to the next limit the best groups known may use up at mixed prices.
const ROOM: f64 = 0.6;
/// Part of the largest such share that is mixed in: a search at a share where a group is worth
/// more than the limit allows is lost.
const PART: f64 = 0.6;
/// What a shortfall costs in a group that is taken in as it is, in billionths: so much that it has
/// as few as can be.
const DEAREST_SHORTFALL: i64 = 4_000_000_000;
/// Groups of the pool that are added at a time.
const ADDED: usize = 15;
/// Nodes of the first search for a proof. A search that needs more is given up for an easier one,
/// and later ones may have twice as many.
const FIRST_NODES: u64 = 4_000;
/// A proof that takes less than this part of the nodes took little.
const LITTLE: u64 = 4;
/// Solutions of the program after which a proof is tried even though further groups pay, and
/// solutions over which the value has to grow by [`GROWTH`], relative, for none to be tried before.
const MOST_ROUNDS: u32 = 40;
const STALLING: u32 = 8;
const GROWTH: f64 = 5e-4;
/// Distance to the program's value, relative, below which the value itself is to be proven.
const NEAR: f64 = 1e-3;

#[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
fn points(nano: i64) -> f64 {
    nano as f64 / crate::solve::instance::NANO
}

/// How column generation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// No further group pays: the relaxation is solved.
    Solved,
    /// The time was over, or the solver failed.
    Open,
}

/// What a proof came to.
enum Proof {
    Solved,
    /// New groups, other prices or another limit are worth a try.
    Again,
    Over,
}

/// How the program's value grew since the last proof was tried.
#[derive(Debug, Clone, Copy, Default)]
struct Growth {
    rounds: u32,
    /// The value at the last look, in billionths.
    value: i64,
}

impl Growth {
    /// Counts one more solution, and says whether it is time for a proof.
    #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
    fn is_over(&mut self, value: i64) -> bool {
        self.rounds += 1;
        if self.rounds >= MOST_ROUNDS {
            return true;
        }
        if !self.rounds.is_multiple_of(STALLING) {
            return false;
        }
        let before = std::mem::replace(&mut self.value, value);
        ((value - before) as f64) < value as f64 * GROWTH
    }
}

/// Column generation under way.
pub struct Generation<'a> {
    /// The groups so far.
    pub program: Program<'a>,
    table: &'a Table,
    /// The most shortfalls of the plans that are limited.
    shortfalls: usize,
    /// What is proven, by whomever.
    limits: &'a SeatLimits,
    /// Prices of seats, whose limit is the seat bound.
    anchor: Duals,
    deadline: &'a Deadline,
    center: Option<Duals>,
    random: Xoshiro256PlusPlus,
    /// The largest share of seat prices whose groups helped the program.
    most_share: f64,
    /// Where the next limit lies.
    way: f64,
    /// Nodes that the next search may have.
    nodes: u64,
    /// Prices of links to begin the next search with.
    links: Vec<i64>,
    /// Every set of members that came to light.
    pool: Pool,
}

impl<'a> Generation<'a> {
    /// Starts with a program that may have groups already.
    pub fn new(
        program: Program<'a>,
        table: &'a Table,
        (anchor, links): (Duals, Vec<i64>),
        shortfalls: usize,
        limits: &'a SeatLimits,
        deadline: &'a Deadline,
    ) -> Self {
        Self {
            table,
            shortfalls,
            limits,
            // The prices of the first solutions say little.
            center: Some(anchor.clone()),
            anchor,
            program,
            deadline,
            random: Xoshiro256PlusPlus::seed_from_u64(1),
            most_share: 1.0,
            way: NEXT,
            nodes: FIRST_NODES,
            links,
            pool: Pool::default(),
        }
    }

    /// Adds groups and proves limits until the relaxation is solved or the time is over.
    /// `sighted` gives sets of members that others found; `settled` is told each solution after
    /// which no group was found that pays.
    pub fn run(
        &mut self,
        mut sighted: impl FnMut() -> Vec<Seen>,
        mut settled: impl FnMut(&Program<'_>, &Solved),
    ) -> End {
        let mut duals = self.anchor.clone();
        let mut growth = Growth::default();
        while self.deadline.reached().is_none() {
            self.take_in(sighted(), &duals);
            let Some(solved) = self.program.solve(self.deadline) else {
                return End::Open;
            };
            let pays = self.descend(&solved);
            if !pays {
                settled(&self.program, &solved);
            }
            let value = self.value(&solved);
            if !pays || growth.is_over(value) {
                growth = Growth { rounds: 0, value };
                match self.prove(&solved, !pays) {
                    Proof::Solved => return End::Solved,
                    Proof::Over => return End::Open,
                    Proof::Again => {}
                }
            }
            duals = solved.duals;
        }
        End::Open
    }

    /// Takes in groups that others found, as they are and with what pays at the prices.
    fn take_in(&mut self, seen: Vec<Seen>, duals: &Duals) {
        let mut judge = Judge::new(self.table);
        for group in &seen {
            let held = judge.holding(&group.members, &group.submissions, DEAREST_SHORTFALL);
            if let Some(held) = held.filter(|held| self.table.is_led(&held.members)) {
                self.program.add(held);
            }
        }
        let members: Vec<Vec<u32>> = seen.into_iter().map(|group| group.members).collect();
        self.pool.extend(&members);
        self.add(members, duals, duals, i64::MIN);
    }

    /// The program's value, up to what counts as rounding.
    fn value(&self, solved: &Solved) -> i64 {
        let group = solved.duals.group + ROUNDING;
        solved.duals.limit(self.table, self.shortfalls, group)
    }

    /// Looks for groups that pay by exchanging members; `false` where none is found.
    fn descend(&mut self, solved: &Solved) -> bool {
        let duals = &solved.duals;
        let center = self.center.as_ref();
        let calm = center.map_or_else(|| duals.clone(), |center| duals.mixed(center, KEPT));
        let mut added = self.pooled(solved, &calm) + self.improved(solved, &calm);
        if added == 0 {
            added = self.pooled(solved, duals) + self.improved(solved, duals);
        }
        self.center = Some(calm);
        added > 0
    }

    /// Adds the groups of the pool that are worth most at the prices `at` and pay at the program's
    /// own.
    fn pooled(&mut self, solved: &Solved, at: &Duals) -> usize {
        let best = self.pool.best(self.table, at, at.group, ADDED);
        self.add_paying(best, at, &solved.duals)
    }

    /// Improves groups at the prices `at` and adds those that pay at the program's own.
    fn improved(&mut self, solved: &Solved, at: &Duals) -> usize {
        let mut starts = self.basic(solved);
        starts.extend((0..DRAWN).map(|_| self.drawn()).collect::<Vec<_>>());
        let mut descent = Descent::new(self.table, at);
        for members in &mut starts {
            if self.deadline.reached().is_some() {
                return 0;
            }
            descent.run(members);
        }
        self.pool.extend(&starts);
        self.add_paying(starts, at, &solved.duals)
    }

    /// The groups that the solution takes.
    fn basic(&self, solved: &Solved) -> Vec<Vec<u32>> {
        let taken = self.program.groups().iter().zip(&solved.shares);
        taken
            .filter(|(_, share)| **share > 1e-6)
            .map(|(group, _)| group.members.clone())
            .take(STARTS)
            .collect()
    }

    fn drawn(&mut self) -> Vec<u32> {
        let mut members = Vec::new();
        for _ in 0..4 * self.table.seats {
            #[allow(clippy::cast_possible_truncation)] // numbers of experts fit 32 bits
            let expert = self.random.random_range(0..self.table.experts) as u32;
            let is_led = members.is_empty() || self.table.is_led(&members);
            let fits = !members.contains(&expert)
                && !self.table.clash(&members, expert)
                && (is_led || self.table.leads[expert as usize]);
            if fits && members.len() < self.table.seats {
                members.push(expert);
            }
        }
        members
    }

    /// Adds the groups that pay at the prices `own`, with the submissions that pay at the prices
    /// `at`, else with those that pay at `own`; returns how many were new.
    fn add_paying(&mut self, found: Vec<Vec<u32>>, at: &Duals, own: &Duals) -> usize {
        self.add(found, at, own, own.group + ROUNDING)
    }

    fn add(&mut self, found: Vec<Vec<u32>>, at: &Duals, own: &Duals, least: i64) -> usize {
        let mut judge = Judge::new(self.table);
        let mut added = 0;
        for mut members in found {
            members.sort_unstable();
            if !self.table.is_led(&members) {
                continue;
            }
            let groups = [at, own]
                .into_iter()
                .map(|prices| judge.group(&members, prices));
            let mut paying = groups.filter(|group| group.worth(self.table, own) > least);
            if let Some(group) = paying.next() {
                added += usize::from(self.program.add(group));
            }
        }
        added
    }

    /// Tries to prove a lower limit. `settled` says that no group is known that pays, so that the
    /// program's value is worth a proof.
    fn prove(&mut self, solved: &Solved, settled: bool) -> Proof {
        let Some(known) = self.limits.within(self.shortfalls) else {
            return Proof::Over;
        };
        let exact = self.value(solved);
        if known <= exact {
            // A program without the groups that matter may be worth less than what is proven.
            return if settled { Proof::Solved } else { Proof::Again };
        }
        let (target, share) = self.next(solved, known, exact);
        let Some(share) = share.or(settled.then_some(0.0)) else {
            // At no mix of prices are the groups known worth little enough.
            return Proof::Again;
        };
        let duals = solved.duals.mixed(&self.anchor, share);
        let threshold = duals.group_for(self.table, self.shortfalls, target);
        let is_over = || self.deadline.reached().is_some();
        let mut search = Search::new(self.table, &duals, Some(&self.links), &is_over);
        let verdict = search.run(threshold, self.nodes);
        let nodes = search.nodes();
        tracing::debug!(
            target_points = points(target),
            value_points = points(exact),
            known_points = points(known),
            share,
            nodes,
            groups = self.program.groups().len(),
            pool = self.pool.len(),
            verdict = verdict.name(),
            "a limit of groups was tried"
        );
        self.links = search.prices();
        match verdict {
            Verdict::Open if self.deadline.reached().is_some() => return Proof::Over,
            Verdict::Open => {
                // As long as prices are rough, an easier limit helps more than patience.
                if settled || self.way >= NEAREST {
                    self.nodes *= 2;
                }
                self.way = f64::midpoint(self.way, 1.0).min(NEAREST);
            }
            Verdict::Proven => {
                let (value, each) = duals.line(self.table, threshold);
                self.limits.add(value, each);
                let quick = nodes < self.nodes / LITTLE;
                self.way = if quick { FAR } else { NEXT };
            }
            Verdict::Found(found) => {
                let paying = self.paying(found, &solved.duals);
                if paying == 0 {
                    // Too much of the seat prices: what pays there does not pay here.
                    self.most_share = share / 2.0;
                }
            }
        }
        Proof::Again
    }

    /// Adds groups as they were found and as they can be made better.
    fn paying(&mut self, found: Vec<Vec<u32>>, duals: &Duals) -> usize {
        let mut better = found.clone();
        let mut descent = Descent::new(self.table, duals);
        for members in &mut better {
            descent.run(members);
        }
        better.extend(found);
        self.pool.extend(&better);
        self.center = None;
        self.add_paying(better, duals, duals)
    }

    /// The next limit to prove, and how much of the seat prices to mix in for it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // far below 2^53
    fn next(&self, solved: &Solved, known: i64, exact: i64) -> (i64, Option<f64>) {
        let way = (known - exact) as f64 * self.way;
        if way < exact as f64 * NEAR {
            return (exact, Some(0.0));
        }
        let target = exact + way as i64;
        let reachable = exact + (way * ROOM) as i64;
        let starts = self.basic(solved);
        let share = SHARES.into_iter().find(|&share| {
            share <= self.most_share && {
                let duals = solved.duals.mixed(&self.anchor, share);
                let mut descent = Descent::new(self.table, &duals);
                let worths = starts.iter().map(|start| descent.run(&mut start.clone()));
                let most = worths.max().unwrap_or(0);
                duals.limit(self.table, self.shortfalls, most) <= reachable
            }
        });
        // The largest share leaves no room for groups that the descent has missed.
        (target, share.map(|share| share * PART))
    }
}
