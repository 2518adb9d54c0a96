//! One goal after another, without trusting the solver.

use super::goals::Stage;
use super::model::Program;
use super::sum::Sum;
use crate::solve::program::process::{Deadline, End, Job, Options, Report, Runner};
use crate::solve::rerun::placing::{Completed, judged};
use crate::solve::rerun::seats::Seats;
use crate::solve::rule;
use crate::solve::rule::Linear;
use std::cmp::Ordering;

/// Relative tolerance for integers, and for a score to equal its bound.
const PROVEN: f64 = 1e-6;
/// Share of the time given to the solver, since it stops late.
const SOLVER_SHARE: f64 = 0.85;
/// Maximum number of branch-and-bound nodes per goal.
const MOST_NODES: u32 = 50_000;

/// Result of optimising the goals in order.
#[derive(Debug, Clone, Default)]
pub struct Solved {
    /// The best committee, with the number of people changed.
    pub best: Option<(usize, Completed, Seats)>,
    /// Number of goals.
    pub stages: usize,
    /// Number of goals, from the first on, that are proven optimal.
    pub proven: usize,
    /// Whether no committee satisfies the rules and what is frozen, confirmed by two runs.
    pub impossible: bool,
}

/// A committee with its people and cost.
type Known = (usize, Completed);

impl Program<'_> {
    /// Optimises the goals one after another, with at most `people` changed if limited, starting
    /// from a known committee.
    pub fn solve(
        &self,
        stages: &[Stage],
        people: Option<usize>,
        known: Option<Known>,
        deadline: &Deadline,
        runner: &dyn Runner,
    ) -> Solved {
        let mut run = Run {
            program: self,
            stages,
            linear: self.linear().clone(),
            best: known.filter(|(told, _)| people.is_none_or(|people| *told <= people)),
            deadline,
            runner,
        };
        if let Some(people) = people {
            run.limit(&Stage::People.sum(self), people_value(people));
        }
        let (proven, impossible) = run.all();
        let best = run.best.map(|(people, completed)| {
            let seats = Seats::of(self.task.instance, &completed.assignment);
            (people, completed, seats)
        });
        Solved {
            best,
            stages: stages.len(),
            proven,
            impossible,
        }
    }
}

#[allow(clippy::cast_precision_loss)] // numbers of people are far below 2^52
fn people_value(people: usize) -> f64 {
    people as f64
}

struct Run<'a> {
    program: &'a Program<'a>,
    stages: &'a [Stage],
    linear: Linear,
    best: Option<Known>,
    deadline: &'a Deadline,
    runner: &'a dyn Runner,
}

impl Run<'_> {
    /// The number of goals proven, and whether the program is infeasible.
    fn all(&mut self) -> (usize, bool) {
        for (at, &stage) in self.stages.iter().enumerate() {
            let sum = stage.sum(self.program);
            if !self.is_least(stage, sum.least()) {
                let Some(bound) = self.bound(&sum) else {
                    return (at, self.best.is_none() && self.confirmed_impossible(&sum));
                };
                if !self.is_least(stage, bound) {
                    return (at, false);
                }
            }
            let Some((people, completed)) = &self.best else {
                return (at, false);
            };
            #[allow(clippy::cast_precision_loss)] // counts, and sums of billionths, below 2^53
            let value = stage.value(*people, completed.cost) as f64;
            self.limit(&sum, value / stage.unit());
        }
        (self.stages.len(), false)
    }

    fn limit(&mut self, sum: &Sum, most: f64) {
        let terms = sum.terms.iter().copied();
        self.linear.at_most(terms, most - sum.constant);
    }

    /// Whether the best committee has no more of a goal than is proven necessary. A lower limit
    /// above the committee's own value is not a proof but an error of the solver.
    #[allow(clippy::cast_precision_loss)] // counts, and sums of billionths, below 2^53
    fn is_least(&self, stage: Stage, least: f64) -> bool {
        self.best.as_ref().is_some_and(|(people, completed)| {
            let value = stage.value(*people, completed.cost) as f64 / stage.unit();
            let tolerance = PROVEN * value.abs().max(1.0);
            let least = match stage {
                Stage::Lost => least + tolerance,
                _ => (least - tolerance).ceil(),
            };
            value <= least && least <= value + 2.0 * tolerance
        })
    }

    /// Minimises a goal: adopts a better committee if found, and returns the bound. `None` if the
    /// solver gave no result.
    fn bound(&mut self, sum: &Sum) -> Option<f64> {
        let report = self.report(sum, false)?;
        if report.end == End::Infeasible || report.end == End::Failed {
            return None;
        }
        if let Some(found) = self.verified(&report) {
            self.take(found);
        }
        let bound = sum.constant - report.bound;
        bound.is_finite().then_some(bound)
    }

    /// Whether the solver reports infeasibility twice, with and without presolve.
    fn confirmed_impossible(&mut self, sum: &Sum) -> bool {
        [false, true].into_iter().all(|presolve| {
            let report = self.report(sum, presolve);
            report.is_some_and(|report| report.end == End::Infeasible)
        })
    }

    fn report(&self, sum: &Sum, presolve: bool) -> Option<Report> {
        let mut model = self.linear.clone();
        for &(column, factor) in &sum.terms {
            model.columns[column.at()].cost -= factor;
        }
        let known = self.best.as_ref();
        let start = known.and_then(|(_, completed)| self.program.encode(&completed.assignment));
        let job = Job {
            start: start
                .filter(|start| model.admits(start, PROVEN))
                .unwrap_or_default(),
            model,
            options: Options {
                presolve,
                nodes: Some(MOST_NODES),
                ..Options::plain(self.deadline.left().as_secs_f64() * SOLVER_SHARE)
            },
        };
        self.runner.run(&job, self.deadline).ok()
    }

    /// The committee of a report, verified against the instance and the rows.
    fn verified(&self, report: &Report) -> Option<Known> {
        let program = self.program;
        if report.values.len() != self.linear.columns.len() {
            return None;
        }
        let made = program.decode(&report.values);
        let values = program.encode(&made)?;
        let instance = program.task.instance;
        if !self.linear.admits(&values, PROVEN) || rule::breaches(instance, &made) > 0 {
            return None;
        }
        let people = Seats::of(instance, &made).people(program.task);
        Some((people, judged(program.task, made)))
    }

    /// Keeps the better of two committees, in the order of the goals.
    fn take(&mut self, found: Known) {
        let key = |(people, completed): &Known| -> Vec<i64> {
            let stages = self.stages.iter();
            stages
                .map(|stage| stage.value(*people, completed.cost))
                .collect()
        };
        let better = self
            .best
            .as_ref()
            .is_none_or(|best| key(&found).cmp(&key(best)) == Ordering::Less);
        if better {
            self.best = Some(found);
        }
    }
}
