//! The group bound beside a search: takes plans that the search found as columns, gives back
//! limits and plans.

use super::assemble;
use super::duals::Duals;
use super::exchange::{Exchange, Seen};
use super::generation::{End, Generation};
use super::program::{Program, Solved};
use super::table::{NOT_FREE, Row, Table};
use crate::solve::bound::{SeatBound, SeatLimits, SeatPrices, meets};
use crate::solve::environment::Environment;
use crate::solve::instance::Instance;
use crate::solve::program::process::{self, Deadline, Job, Options};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// Pairs of submission and expert beyond which the groups of a season are not priced: each node of
/// the search for one group would take too long for any limit to be proven.
const MOST_PAIRS: usize = 60_000;
/// Time for the integer program over the groups at hand.
const WHOLE_TIME: Duration = Duration::from_secs(2);
/// Most steps of the seat bound when plans have more shortfalls than it is fitted to.
const REFIT_STEPS: usize = 200;
/// Between two looks for a first plan.
const PATIENCE: Duration = Duration::from_millis(10);

/// The group bound of one season.
pub struct GroupBound<'a> {
    instance: &'a Instance,
    table: Table,
    limits: &'a SeatLimits,
    exchange: Arc<Exchange>,
}

impl<'a> GroupBound<'a> {
    /// `None` where the season is too large for it.
    pub fn new(
        instance: &'a Instance,
        limits: &'a SeatLimits,
        exchange: Arc<Exchange>,
    ) -> Option<Self> {
        // Counted first: a table of a season that is too large takes longer than any limit.
        if Table::pairs_of(instance) > MOST_PAIRS {
            return None;
        }
        let table = Table::of(instance)?;
        (table.pairs() <= MOST_PAIRS).then_some(Self {
            instance,
            table,
            limits,
            exchange,
        })
    }

    /// Works on limits of plans with as few shortfalls as the best plan shown, from the prices of
    /// the seat bound, until the run is over or the exchange closed. The run is settled once a plan was made that meets its limit.
    pub fn run(&self, environment: &Environment<'_>, seats: &mut SeatBound<'_>) {
        let mut pool = Vec::new();
        loop {
            let shortfalls = self.exchange.shortfalls();
            if environment.is_over() || self.exchange.is_closed() {
                return;
            }
            if shortfalls == usize::MAX {
                std::thread::sleep(PATIENCE);
                continue;
            }
            let deadline = self.deadline(environment, shortfalls);
            if seats.is_loose(shortfalls, self.limits) {
                seats.refit(shortfalls);
                seats.improve(REFIT_STEPS, self.limits, || deadline.reached().is_some());
            }
            let prices = seats.prices();
            let Some(end) = self.generate(environment, &prices, shortfalls, &deadline, &mut pool)
            else {
                return;
            };
            if end == End::Solved {
                return;
            }
        }
    }

    /// Until the run is over, no one waits, or plans with fewer shortfalls are known.
    fn deadline(&self, environment: &Environment<'_>, shortfalls: usize) -> Deadline {
        let (stop, settled) = (
            Arc::clone(environment.stop),
            Arc::clone(&environment.settled),
        );
        let exchange = Arc::clone(&self.exchange);
        let is_over = move || {
            stop.load(Relaxed)
                || settled.load(Relaxed)
                || exchange.is_closed()
                || exchange.shortfalls() < shortfalls
        };
        Deadline::after(environment.left(), Some(Arc::new(is_over)))
    }

    /// Column generation for one number of shortfalls; the groups stay in `pool`. `None` where it
    /// cannot go on.
    fn generate(
        &self,
        environment: &Environment<'_>,
        seats: &SeatPrices,
        shortfalls: usize,
        deadline: &Deadline,
        pool: &mut Vec<Vec<u32>>,
    ) -> Option<End> {
        let program = Program::new(&self.table, shortfalls)?;
        let (table, limits) = (&self.table, self.limits);
        let anchor = (self.anchor(seats), self.links(seats));
        let mut generation = Generation::new(program, table, anchor, shortfalls, limits, deadline);
        let mut first = std::mem::take(pool);
        let settle = || {
            if self.is_met() {
                environment.settled.store(true, Relaxed);
            }
        };
        let mut tried = 0;
        let end = generation.run(
            || {
                let mut sets = self.exchange.sets();
                let before = first.drain(..).map(|members| Seen {
                    members,
                    submissions: Vec::new(),
                });
                sets.extend(before);
                sets
            },
            |program, solved| {
                let value = solved.duals.limit(table, shortfalls, solved.duals.group);
                self.exchange.estimate_as(shortfalls, value);
                if tried != program.groups().len() {
                    tried = program.groups().len();
                    self.make_plan(program, solved, deadline);
                    settle();
                }
            },
        );
        settle();
        let members = generation
            .program
            .groups()
            .iter()
            .map(|group| group.members.clone());
        *pool = members.collect();
        let stuck = end == End::Open && deadline.reached().is_none();
        (!stuck).then_some(end)
    }

    /// Whether a plan made here is as good as any can be: none has fewer shortfalls, which others
    /// prove, and none with as few a higher total.
    fn is_met(&self) -> bool {
        self.exchange.value().is_some_and(|best| {
            let limit = self.limits.within(best.shortfalls);
            best.shortfalls <= self.exchange.fewest().max(self.limits.fewest())
                && limit.is_some_and(|limit| meets(best.total, limit))
        })
    }

    /// Makes a plan of the solution if it is whole, else of the best whole one over its groups.
    fn make_plan(&self, program: &Program<'_>, solved: &Solved, deadline: &Deadline) {
        let whole = solved
            .shares
            .iter()
            .all(|share| (share - share.round()).abs() < 1e-6);
        let values = if whole {
            solved.shares.clone()
        } else {
            let job = Job {
                model: program.whole(),
                start: Vec::new(),
                options: Options::plain(WHOLE_TIME.as_secs_f64()),
            };
            let soon = deadline.sooner(WHOLE_TIME * 2);
            match process::default_runner().run(&job, &soon) {
                Ok(report) => report.values,
                Err(_) => return,
            }
        };
        let taken = program.groups().iter().zip(&values);
        let groups: Vec<_> = taken
            .filter(|(_, share)| **share > 0.5)
            .map(|(group, _)| group)
            .collect();
        if let Some(plan) = assemble::plan(self.instance, &self.table, &groups) {
            self.exchange.offer(plan);
        }
    }

    /// The seat bound's prices of links, by place of all rows.
    fn links(&self, seats: &SeatPrices) -> Vec<i64> {
        let mut prices = vec![0; self.table.all_places()];
        for (submission, (row, links)) in self.table.rows.iter().zip(&seats.links).enumerate() {
            for &(expert, price) in links {
                let at = self.table.position(submission, expert);
                if at != NOT_FREE {
                    prices[row.start + at as usize] = price;
                }
            }
        }
        prices
    }

    /// The prices of the seat bound as prices of the program: what is over the price of the last
    /// seat is the expert's own, and a group is worth its seats.
    fn anchor(&self, seats: &SeatPrices) -> Duals {
        let mut order = seats.expert.clone();
        order.sort_unstable_by_key(|price| std::cmp::Reverse(*price));
        let all = self.table.seats * self.table.groups;
        let last = order
            .get(all.saturating_sub(1))
            .copied()
            .unwrap_or(0)
            .max(0);
        // Shortfalls that no plan avoids are no matter of the groups.
        let submissions = seats.submission.iter().zip(&self.table.rows);
        let without = |(value, row): (&i64, &Row)| value + seats.shortfall * i64::from(row.certain);
        Duals {
            submission: submissions.map(without).collect(),
            expert: seats
                .expert
                .iter()
                .map(|price| (price - last).max(0))
                .collect(),
            group: last * i64::try_from(self.table.seats).unwrap_or(0),
            head: 0,
            shortfall: seats.shortfall,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::incumbent::Incumbent;
    use crate::solve::instance::Assignment;
    use crate::solve::search::tests::{instance, season};

    #[test]
    fn a_plan_meets_its_limit_only_where_fewer_shortfalls_are_proven_to_be_out_of_reach() {
        let instance = instance(&season(30));
        let limits = SeatLimits::default();
        let exchange = Arc::new(Exchange::default());
        let bound = GroupBound::new(&instance, &limits, Arc::clone(&exchange)).expect("a bound");
        let submissions = instance.submissions.len();
        let plan = Assignment {
            chair: None,
            vice_chair: None,
            leaders: vec![None; instance.groups.len()],
            seat: vec![None; instance.experts.len()],
            group: vec![0; submissions],
            reviewers: vec![Vec::new(); submissions],
        };
        // Nobody reviews anything: as many shortfalls as can be, and a total of nothing.
        let plan = Incumbent::new(&instance, plan);
        let shortfalls = plan.value.shortfalls;
        exchange.offer(plan);
        limits.add(0, 0);
        assert!(shortfalls > 0 && !bound.is_met());
        exchange.prove(shortfalls - 1);
        assert!(!bound.is_met());
        exchange.prove(shortfalls);
        assert!(bound.is_met());
    }
}
