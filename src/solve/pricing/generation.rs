//! Column generation: groups that pay at the program's prices, and the limits proven on the way.

use super::branch::{Search, Verdict};
use super::descent::Descent;
use super::duals::Duals;
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
/// How much of the way to the next limit the best groups known may use up at mixed prices.
const ROOM: f64 = 0.6;
/// Groups of the pool that are added at a time.
const ADDED: usize = 60;
/// A proof that takes less than this part of the time left took little.
const LITTLE: f64 = 0.05;
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

/// What a round of proofs came to.
enum Proof {
    Solved,
    /// New groups, or other prices, are worth a try.
    Again,
    Over,
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
            links,
            pool: Pool::default(),
        }
    }

    /// Adds groups and proves limits until the relaxation is solved or the time is over.
    /// `sighted` gives sets of members that others found; `settled` is told each solution after
    /// which no group was found that pays.
    pub fn run(
        &mut self,
        mut sighted: impl FnMut() -> Vec<Vec<u32>>,
        mut settled: impl FnMut(&Program<'_>, &Solved),
    ) -> End {
        let mut duals = self.anchor.clone();
        while self.deadline.reached().is_none() {
            let sighted = sighted();
            self.pool.extend(&sighted);
            self.add(sighted, &duals, &duals, i64::MIN);
            let Some(solved) = self.program.solve(self.deadline) else {
                return End::Open;
            };
            if !self.descend(&solved) {
                settled(&self.program, &solved);
                match self.prove(&solved) {
                    Proof::Solved => return End::Solved,
                    Proof::Over => return End::Open,
                    Proof::Again => {}
                }
            }
            duals = solved.duals;
        }
        End::Open
    }

    /// Looks for groups that pay by exchanging members; `false` where none is found.
    fn descend(&mut self, solved: &Solved) -> bool {
        let duals = &solved.duals;
        let center = self.center.as_ref();
        let calm = center.map_or_else(|| duals.clone(), |center| duals.mixed(center, KEPT));
        let added = self.pooled(solved, &calm) + self.pooled(solved, duals) >= ADDED
            || self.improved(solved, &calm) > 0
            || self.improved(solved, duals) > 0;
        self.center = Some(calm);
        added
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
            let mut paying = groups.filter(|group| own.worth(self.table, group) > least);
            if let Some(group) = paying.next() {
                added += usize::from(self.program.add(group));
            }
        }
        added
    }

    /// Proves lower and lower limits until the program's value is proven, groups come to light or
    /// the time is over.
    fn prove(&mut self, solved: &Solved) -> Proof {
        loop {
            let Some(known) = self.limits.within(self.shortfalls) else {
                return Proof::Over;
            };
            let exact =
                solved
                    .duals
                    .limit(self.table, self.shortfalls, solved.duals.group + ROUNDING);
            if known <= exact {
                return Proof::Solved;
            }
            let (target, share) = self.next(solved, known, exact);
            let duals = solved.duals.mixed(&self.anchor, share);
            let threshold = duals.group_for(self.table, self.shortfalls, target);
            let (before, left) = (std::time::Instant::now(), self.deadline.left());
            let is_over = || self.deadline.reached().is_some();
            let mut search = Search::new(self.table, &duals, Some(&self.links), &is_over);
            let verdict = search.run(threshold);
            tracing::debug!(
                target_points = points(target),
                value_points = points(exact),
                known_points = points(known),
                share,
                nodes = search.nodes(),
                seconds = before.elapsed().as_secs_f64(),
                groups = self.program.groups().len(),
                pool = self.pool.len(),
                verdict = verdict.name(),
                "a limit of groups was tried"
            );
            self.links = search.prices();
            match verdict {
                Verdict::Open => return Proof::Over,
                Verdict::Proven => {
                    let (value, each) = duals.line(self.table, threshold);
                    self.limits.add(value, each);
                    let quick = before.elapsed() < left.mul_f64(LITTLE);
                    self.way = if quick { FAR } else { NEXT };
                }
                Verdict::Found(found) => {
                    let paying = self.paying(found, &solved.duals);
                    if paying == 0 {
                        // Too much of the seat prices: what pays there does not pay here.
                        self.most_share = share / 2.0;
                    }
                    return Proof::Again;
                }
            }
        }
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
    fn next(&self, solved: &Solved, known: i64, exact: i64) -> (i64, f64) {
        let way = (known - exact) as f64 * self.way;
        if way < exact as f64 * NEAR {
            return (exact, 0.0);
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
        (target, share.unwrap_or(0.0))
    }
}
