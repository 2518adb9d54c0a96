//! Solves a scope without trusting the solver.

use super::goal::{Aim, Goal, Limits};
use super::model::{Model, nano_to_points};
use super::process::{Deadline, End, Failure, Job, Options, Report, Runner};
use super::{Scope, scope};
use crate::solve::instance::{Assignment, Cell, Instance, NANO, Value};
use std::time::Duration;

/// Result of solving a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The quality of the result.
    pub status: Status,
    /// The verified assignment, if there is one.
    pub assignment: Option<Assignment>,
    /// Value of the assignment, summed from scratch.
    pub value: Option<Value>,
    /// Proven bounds for the scope.
    pub bound: Option<Bound>,
}

/// Quality of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing better exists within the scope (to 1e-6 relative).
    Optimal,
    /// Every rule is satisfied; better assignments may exist.
    Feasible,
    /// No assignment in the scope satisfies every rule; two runs of the solver agree on this.
    Infeasible,
    /// No result.
    NoAnswer(NoAnswer),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// The model has more coefficients than allowed.
    TooLarge,
    /// The scope contradicts itself, the instance or the incumbent.
    WrongScope,
    /// A limit was reached before any solution was found.
    Limit,
    /// The solver was abandoned: deadline, stop, crash or failure to start.
    Abandoned(Failure),
    /// The solver failed, with and without presolve.
    Failed,
    /// The solver's values break a rule, or its status contradicts a known fact.
    Untrue,
}

/// Limits that no assignment within a scope can beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Minimum number of shortfalls (in the whole season, including the fixed part).
    pub shortfalls: usize,
    /// Upper bound of the total (or of the worst sum, if that is the aim) of assignments with at
    /// most as many shortfalls as the answer (or as the goal allows), in billionths, in the whole
    /// season including the fixed part. `None` if nothing was proven or the aim has no score.
    pub score: Option<i64>,
}

/// Relative distance at which a value counts as equal to its bound.
const PROVEN: f64 = 1e-6;
/// Share of the time given to the solver as its limit. Solvers stop late, and results are lost when
/// they are killed.
const SOLVER_SHARE: f64 = 0.85;
/// Maximum time reserved in this way.
const MOST_KEPT_BACK: Duration = Duration::from_secs(5);

/// Builds the model of `scope` for `goal` without solving it, and returns the number of its
/// coefficients, on which the solver's time and memory depend. `incumbent` supplies the part
/// outside the scope.
pub fn coefficients(
    instance: &Instance,
    scope: &Scope,
    incumbent: Option<&Assignment>,
    goal: &Goal,
) -> usize {
    let model = Model::build(scope.part(instance, incumbent), goal, goal.shortfalls);
    model.linear.coefficients()
}

/// Solves the model of `scope` for `goal`. The part outside the scope stays as in `incumbent`,
/// which is also the solver's starting solution if it fits.
///
/// Returns within `limits.time` and a fraction of a second whatever the solver does. Any assignment
/// returned has been verified rule by rule against the instance, and is no worse for the goal than
/// an incumbent that fits the scope.
pub fn solve(
    instance: &Instance,
    scope: &Scope,
    incumbent: Option<&Assignment>,
    goal: &Goal,
    limits: &Limits,
    runner: &dyn Runner,
) -> Answer {
    let deadline = Deadline::after(limits.time, limits.stop.clone());
    if !scope.is_sound(instance, incumbent) {
        return Answer::none(NoAnswer::WrongScope);
    }
    if scope.pairs() > limits.coefficients {
        return Answer::none(NoAnswer::TooLarge);
    }
    let fixed = Fixed::of(instance, scope, incumbent);
    let within = goal
        .shortfalls
        .map(|most| most.checked_sub(fixed.shortfalls));
    if within == Some(None) {
        return Answer::infeasible(); // what is fixed has too many already
    }
    let mut model = Model::build(scope.part(instance, incumbent), goal, within.flatten());
    if model.linear.coefficients() > limits.coefficients {
        return Answer::none(NoAnswer::TooLarge);
    }
    let start = incumbent
        .and_then(|incumbent| model.encode(incumbent))
        .filter(|start| model.linear.admits(start, 1e-6));
    if let Some(start) = &start {
        model.no_more_shortfalls_than(start);
    }
    Run {
        instance,
        scope,
        goal,
        fixed,
        start,
        incumbent,
        model,
        limits,
        deadline,
        runner,
    }
    .answer()
}

/// The fixed values outside a scope.
#[derive(Debug, Clone, Copy)]
struct Fixed {
    shortfalls: usize,
    total: i64,
    worst: Option<i64>,
}

impl Fixed {
    fn of(instance: &Instance, scope: &Scope, incumbent: Option<&Assignment>) -> Self {
        let mut fixed = Self {
            shortfalls: 0,
            total: 0,
            worst: None,
        };
        let Some(incumbent) = incumbent else {
            return fixed;
        };
        let outside = (0_u32..)
            .take(instance.submissions.len())
            .filter(|submission| scope.submissions.binary_search(submission).is_err());
        let members = incumbent.members(instance.groups.len());
        for submission in outside {
            let (shortfalls, sum) = worth(instance, incumbent, submission as usize);
            let group = &members[incumbent.group[submission as usize] as usize];
            let lacking = instance.industry_members_lacking(submission as usize, group);
            fixed.shortfalls += shortfalls + lacking;
            fixed.total += sum;
            fixed.worst = Some(fixed.worst.map_or(sum, |worst| worst.min(sum)));
        }
        if !instance.mixes.groups.is_empty() {
            let members = incumbent.members(instance.groups.len());
            let others = (0_u32..).zip(&members);
            let others = others.filter(|(group, _)| scope.groups.binary_search(group).is_err());
            let missed = others.map(|(_, members)| instance.mixes.of_members(members).shortfalls);
            fixed.shortfalls += missed.sum::<usize>();
        }
        fixed
    }
}

struct Run<'a> {
    instance: &'a Instance,
    scope: &'a Scope,
    goal: &'a Goal,
    fixed: Fixed,
    incumbent: Option<&'a Assignment>,
    model: Model<'a>,
    start: Option<Vec<f64>>,
    limits: &'a Limits,
    deadline: Deadline,
    runner: &'a dyn Runner,
}

impl Run<'_> {
    /// Runs the solver with the given limits; on trouble, once more with presolve flipped.
    fn answer(&self) -> Answer {
        let first = self.attempt(self.limits.presolve);
        let infeasible = first.status == Status::Infeasible;
        let again = infeasible
            || matches!(
                first.status,
                Status::NoAnswer(
                    NoAnswer::Failed
                        | NoAnswer::Untrue
                        | NoAnswer::Abandoned(Failure::Crashed | Failure::NotStarted)
                )
            );
        if !again || self.deadline.reached().is_some() {
            // Infeasibility without a confirmation is not reported.
            return if infeasible {
                Answer::none(NoAnswer::Limit)
            } else {
                first
            };
        }
        let second = self.attempt(!self.limits.presolve);
        match (infeasible, second.status) {
            (true, Status::NoAnswer(_)) => Answer::none(NoAnswer::Limit),
            (false, Status::Infeasible) => Answer::none(NoAnswer::Untrue),
            _ => second,
        }
    }

    fn attempt(&self, presolve: bool) -> Answer {
        let left = self.deadline.left();
        let seconds = left
            .mul_f64(SOLVER_SHARE)
            .max(left.saturating_sub(MOST_KEPT_BACK));
        let job = Job {
            model: self.model.linear.clone(),
            start: self.start.clone().unwrap_or_default(),
            options: Options {
                seconds: seconds.as_secs_f64(),
                presolve,
                gap: self.limits.gap,
                nodes: self.limits.nodes,
                threads: self.limits.threads,
                seed: self.limits.seed,
            },
        };
        match self.runner.run(&job, &self.deadline) {
            Ok(report) => self.judge(&report),
            Err(failure) => Answer::none(NoAnswer::Abandoned(failure)),
        }
    }

    /// Accepts only the parts of the report that can be verified.
    fn judge(&self, report: &Report) -> Answer {
        let known = self
            .start
            .as_ref()
            .map(|start| self.model.linear.objective(start));
        if report.end == End::Infeasible {
            return match known {
                Some(_) => Answer::none(NoAnswer::Untrue), // the incumbent itself is feasible
                None => Answer::infeasible(),
            };
        }
        if report.end == End::Failed {
            return Answer::none(NoAnswer::Failed);
        }
        if report.values.is_empty() {
            return Answer::none(NoAnswer::Limit);
        }
        let Some((made, objective)) = self.verified(&report.values) else {
            return Answer::none(NoAnswer::Untrue);
        };
        // A solver may drop its starting solution; the incumbent is then still better.
        let (made, objective) = match (known, self.incumbent) {
            (Some(known), Some(incumbent)) if known > objective + tolerance(known) => {
                (incumbent.clone(), known)
            }
            _ => (made, objective),
        };
        let credible = report.bound.is_finite() && report.bound >= objective - tolerance(objective);
        let bound = credible.then(|| report.bound.max(objective));
        let value = made.value(self.instance);
        // The cost of shortfalls is not part of the score to be proven.
        let counted = value.shortfalls.saturating_sub(self.certain());
        #[allow(clippy::cast_precision_loss)] // far below 2^52
        let score = objective + self.model.penalty * counted as f64;
        let proven = bound.is_some_and(|bound| bound - objective <= tolerance(score));
        Answer {
            status: if proven && report.end == End::Optimal {
                Status::Optimal
            } else {
                Status::Feasible
            },
            bound: bound.map(|bound| self.bound(bound, value)),
            value: Some(value),
            assignment: Some(made),
        }
    }

    /// Decodes and verifies values; returns the assignment with its exact objective.
    fn verified(&self, values: &[f64]) -> Option<(Assignment, f64)> {
        let whole = values.len() == self.model.linear.columns.len()
            && values.iter().all(|value| value.is_finite());
        if !whole {
            return None;
        }
        let made = self.model.decode(values, self.incumbent);
        if !scope::broken(self.instance, self.scope, &made).is_empty() {
            return None;
        }
        let value = made.value(self.instance);
        if self
            .goal
            .shortfalls
            .is_some_and(|most| value.shortfalls > most)
        {
            return None;
        }
        // Sums that are equal before each score is rounded may differ by this much after it.
        let (mut total, mut reviews) = (0, 0);
        for &submission in &self.scope.submissions {
            let each = self.instance.reviewers_of(submission as usize);
            let each = i64::try_from(each).unwrap_or(i64::MAX);
            let (_, sum) = worth(self.instance, &made, submission as usize);
            if sum + each < self.goal.floor_of(submission) {
                return None;
            }
            total += sum;
            reviews += each;
        }
        match self.goal.aim {
            Aim::EvenLoads { total: least } if total + reviews < least => return None,
            _ => {}
        }
        let exact = self.model.encode(&made)?;
        if !self.model.linear.admits(&exact, 1e-6) {
            return None; // more shortfalls than the incumbent, say
        }
        Some((made, self.model.linear.objective(&exact)))
    }

    /// Number of shortfalls that every assignment within the scope has.
    fn certain(&self) -> usize {
        self.fixed.shortfalls + self.model.decisions.certain_shortfalls
    }

    /// Converts the bound of the model's objective to a bound for the season: with `W` the penalty
    /// of a shortfall, every solution has `score - W x shortfalls <= bound`.
    fn bound(&self, bound: f64, value: Value) -> Bound {
        let penalty = self.model.penalty;
        let certain = self.certain();
        let scored = !matches!(self.goal.aim, Aim::EvenLoads { .. });
        let fewest = if penalty > 0.0 && scored {
            whole_up(-bound / penalty - 1e-9)
        } else {
            0
        };
        let counted = value.shortfalls.saturating_sub(certain);
        #[allow(clippy::cast_precision_loss)] // far below 2^52
        let points = bound + penalty * counted as f64;
        let nano = nano_up(points);
        let score = match self.goal.aim {
            Aim::Total => Some((nano + self.fixed.total).max(value.total)),
            Aim::Worst => {
                let worst = self.fixed.worst.map_or(nano, |worst| worst.min(nano));
                Some(worst.max(value.worst))
            }
            Aim::EvenLoads { .. } => None,
        };
        Bound {
            shortfalls: certain + fewest,
            score,
        }
    }
}

/// Counts the unmet coverage of one submission and sums its scores.
fn worth(instance: &Instance, made: &Assignment, submission: usize) -> (usize, i64) {
    let reviewers = made.reviewers[submission].iter();
    let cells: Vec<Cell> = reviewers
        .map(|&expert| instance.cells.get(submission, expert as usize))
        .collect();
    let need = &instance.submissions[submission];
    let unmet = (0..30).filter(|&bit| {
        let having = cells
            .iter()
            .filter(|cell| cell.mask() >> bit & 1 == 1)
            .count();
        let needed = instance.needed_for_bit(bit, need.reviewers) as usize;
        need.mask >> bit & 1 == 1 && having < needed
    });
    (
        unmet.count(),
        cells.iter().map(|cell| i64::from(cell.score())).sum(),
    )
}

fn tolerance(objective: f64) -> f64 {
    PROVEN * objective.abs().max(1.0)
}

/// Rounds up to whole shortfalls.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to 0..=2^32
fn whole_up(value: f64) -> usize {
    value.ceil().clamp(0.0, 4_294_967_296.0) as usize
}

/// Rounds points up to billionths.
#[allow(clippy::cast_possible_truncation)] // far below 2^53 billionths
fn nano_up(points: f64) -> i64 {
    (points.clamp(-9e6, 9e6) * NANO).ceil() as i64
}

impl Answer {
    fn none(why: NoAnswer) -> Self {
        Self {
            status: Status::NoAnswer(why),
            assignment: None,
            value: None,
            bound: None,
        }
    }

    fn infeasible() -> Self {
        Self {
            status: Status::Infeasible,
            ..Self::none(NoAnswer::Limit)
        }
    }

    /// The relative gap between the value and the bound of the total, if both are known.
    pub fn gap(&self) -> Option<f64> {
        let (value, bound) = (self.value?, self.bound?.score?);
        let distance = nano_to_points(bound - value.total);
        Some(distance / value.total_score().max(f64::MIN_POSITIVE))
    }
}
