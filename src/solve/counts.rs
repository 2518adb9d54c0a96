//! Chooses the number of groups: fixed by the office, or else the usual one first and others as far
//! as proofs about the season need them.
//!
//! In small seasons all numbers that the rules allow are solved and the best plan is taken, so that
//! proofs hold for the season. In larger ones other numbers are tried only if the usual one has no
//! plan, and the bound of the total holds for plans with the same number of groups
//! ([`Solved::within`]).

use super::bound::{self, Bounds, SeatLimits, least, meets};
use super::environment::Environment;
use super::exact::{self, Closure};
use super::incumbent::Incumbent;
use super::necessary;
use super::rerun::Before;
use super::run::{Outcome, Run, note};
use super::trade::{self, Trade};
use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::{Objective, Rule, Season};
use crate::solve::instance::{Assignment, Compiler, Instance, Reason};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;

/// Maximum number of group counts that are checked by counting before the search.
const COUNTED: usize = 64;
/// Share of the time for the usual number of groups when all numbers are solved.
const USUAL_SHARE: f64 = 0.5;
/// Share of the remaining time for each of the other numbers.
const EACH_SHARE: f64 = 0.5;

/// A season ready to be solved: counting does not rule out every number of groups.
pub(crate) struct Ready<'a> {
    compiler: Compiler<'a>,
    /// The instance with the first number of groups.
    pub(crate) first: Instance,
    /// The other numbers, nearest to the usual one first.
    others: Vec<usize>,
}

impl<'a> Ready<'a> {
    /// Compiles a season.
    ///
    /// # Errors
    /// Proofs by counting that no number of groups has a plan.
    pub(crate) fn of(
        season: &'a Season,
        conflicts: &'a Conflicts,
        affinity: &Affinity,
    ) -> Result<Self, Vec<Reason>> {
        let compiler = Compiler::new(season, conflicts, affinity)?;
        let counts = compiler.counts().to_vec();
        let mut anyway = None;
        let mut reasons = None;
        for (at, &count) in counts.iter().enumerate().take(COUNTED) {
            let found = match compiler.instance(count) {
                Err(found) => found,
                Ok(instance) => {
                    let mut found = necessary::reasons(&necessary::of_groups(&instance));
                    let anyway = anyway.get_or_insert_with(|| {
                        necessary::reasons(&necessary::anyway(&instance, season))
                    });
                    if !anyway.is_empty() {
                        found.append(anyway);
                        return Err(found);
                    }
                    if found.is_empty() {
                        return Ok(Self {
                            first: instance,
                            others: counts[at + 1..].to_vec(),
                            compiler,
                        });
                    }
                    found
                }
            };
            reasons.get_or_insert(found);
        }
        let mut reasons = reasons.unwrap_or_default();
        if counts.len() > 1 {
            reasons.insert(0, every_count(&counts, false));
        }
        Err(reasons)
    }

    /// The instance with another number of groups; `None` if counting rules it out.
    fn other(&self, count: usize) -> Option<Instance> {
        let instance = self.compiler.instance(count).ok()?;
        let conditions = necessary::of_groups(&instance);
        necessary::reasons(&conditions)
            .is_empty()
            .then_some(instance)
    }

    /// Whether the season is small enough to solve every number of groups.
    fn is_small(&self) -> bool {
        let groups = self.first.groups.len() + self.others.iter().sum::<usize>();
        exact::are_few(&self.first, groups)
    }
}

/// A reason stating that no number of groups has a plan, placed before the reasons for one of them.
fn every_count(counts: &[usize], solved: bool) -> Reason {
    let (usual, fewest, most) = (
        counts[0],
        counts.iter().min().unwrap_or(&1),
        counts.iter().max().unwrap_or(&1),
    );
    let words = if solved {
        bilingual!(
            "rules.toml 未定组数：{fewest} 至 {most} 个专业组的每一种都已计算，均没有合规方案。",
            "rules.toml leaves the number of groups open: every number from {fewest} to {most} was tried, and none has a plan that keeps the rules."
        )
    } else {
        bilingual!(
            "rules.toml 未定组数：{fewest} 至 {most} 个专业组都没有合规方案；以下是 {usual} 个组时的原因。",
            "rules.toml leaves the number of groups open: none from {fewest} to {most} is possible; the reasons below are those for {usual}."
        )
    };
    Reason::of(Rule::GroupCount, words)
}

/// Result of solving a season.
pub(super) struct Solved {
    /// The instance with the plan's number of groups.
    pub(super) instance: Instance,
    /// The run; its bounds hold for the season or for this number of groups.
    pub(super) outcome: Outcome,
    /// The number of groups for which the bound of the total holds, if the rules allow other
    /// numbers.
    pub(super) within: Option<usize>,
    /// Why there is no plan, if that is proven.
    pub(super) impossible: Option<Vec<Reason>>,
    /// What is proven about plans of any number of shortfalls with this number of groups.
    limits: SeatLimits,
    /// What more shortfalls would bring, where that was asked for.
    pub(super) trade: Option<Trade>,
}

/// Solves a season with as many different numbers of groups as necessary, and then searches for
/// what more shortfalls would bring, where that is asked for.
pub(super) fn solve(
    ready: &Ready<'_>,
    environment: &Environment<'_>,
    objective: Objective,
) -> Solved {
    let Some(span) = environment
        .exchange
        .filter(|_| objective == Objective::Total)
    else {
        return fewest(ready, environment, objective);
    };
    let first = Environment {
        limit: match environment.work_limit {
            Some(_) => environment.limit,
            None => environment.limit.mul_f64(trade::PLAN_SHARE),
        },
        settled: Arc::default(),
        ..*environment
    };
    let mut solved = fewest(ready, &first, objective);
    if solved.outcome.best.broken > 0 {
        return solved;
    }
    let mut instances = vec![solved.instance.clone()];
    if ready.is_small() {
        let own = solved.instance.groups.len();
        let all = std::iter::once(ready.first.groups.len()).chain(ready.others.iter().copied());
        instances.extend(
            all.filter(|count| *count != own)
                .filter_map(|count| ready.other(count)),
        );
    }
    let before = trade::Before {
        best: &solved.outcome.best,
        proven: solved.outcome.proven,
        bounds: solved.outcome.bounds,
        limits: &solved.limits,
        for_all_groups: ready.others.is_empty() || ready.is_small(),
    };
    solved.trade = Some(trade::trade(instances, &before, environment, span));
    solved
}

/// Solves for the number of groups of a plan, from that plan.
///
/// # Errors
/// Proofs by counting that this number of groups has no plan.
pub(super) fn improve(
    (season, conflicts, affinity): (&Season, &Conflicts, &Affinity),
    start: &Plan,
    environment: &Environment<'_>,
) -> Result<Solved, Vec<Reason>> {
    let objective = season.rules.solve.objective;
    let compiler = Compiler::new(season, conflicts, affinity)?;
    let groups = start.groups.len();
    let instance = compiler.instance(groups)?;
    let opened = instance.opened();
    let limits = SeatLimits::default();
    let begun = Incumbent::new(
        &instance,
        Before::read(season, &instance, start).0.assignment(),
    );
    let run = Run::new([&instance, &opened], environment, objective, &limits).from(begun);
    let mut outcome = run.search();
    let within = match compiler.counts() {
        [only] if *only == groups => None,
        _ => within_season(&mut outcome, groups, objective),
    };
    Ok(Solved {
        instance,
        outcome,
        within,
        impossible: None,
        limits,
        trade: None,
    })
}

/// Solves for the fewest shortfalls.
fn fewest(ready: &Ready<'_>, environment: &Environment<'_>, objective: Objective) -> Solved {
    if ready.others.is_empty() {
        let (outcome, limits) = run(&ready.first, environment, 1.0, objective);
        let impossible = outcome.closure == Closure::Impossible;
        return Solved {
            instance: ready.first.clone(),
            outcome,
            within: None,
            impossible: impossible.then(|| vec![exhausted()]),
            limits,
            trade: None,
        };
    }
    if ready.is_small() {
        every(ready, environment, objective)
    } else {
        first_possible(ready, environment, objective)
    }
}

/// Runs for a share of the time. Each run has its own `settled` flag.
fn run(
    instance: &Instance,
    environment: &Environment<'_>,
    share: f64,
    objective: Objective,
) -> (Outcome, SeatLimits) {
    let environment = Environment {
        // A counted run ends by its count; a share of the time would make its result depend on the
        // clock.
        limit: match environment.work_limit {
            Some(_) => environment.limit,
            None => environment.limit.mul_f64(share),
        },
        settled: Arc::default(),
        ..*environment
    };
    let opened = instance.opened();
    let limits = SeatLimits::default();
    let outcome = Run::new([instance, &opened], &environment, objective, &limits).search();
    (outcome, limits)
}

/// Solves for every number of groups and takes the best plan.
fn every(ready: &Ready<'_>, environment: &Environment<'_>, objective: Objective) -> Solved {
    let mut counts = vec![ready.first.groups.len()];
    counts.extend(&ready.others);
    let (mut outcome, _) = run(&ready.first, environment, USUAL_SHARE, objective);
    let mut proven = vec![Proven::of(&outcome, outcome.proven)];
    let mut instance = ready.first.clone();
    for &count in &ready.others {
        let Some(other) = ready.other(count) else {
            continue; // counted out
        };
        let time = environment.left().mul_f64(EACH_SHARE);
        let found = by_program(&other, environment, time, objective);
        proven.push(Proven::of(&found, found.proven));
        if found.best.compare(&outcome.best, objective).is_gt() {
            let (moves, highest_total) = (outcome.moves, outcome.highest_total);
            outcome = Outcome {
                moves,
                highest_total,
                ..found
            };
            instance = other;
        }
    }
    let impossible = proven.iter().all(|own| own.closure == Closure::Impossible);
    outcome.proven = proven
        .iter()
        .all(|own| own.settled || own.closure == Closure::Impossible)
        && outcome.best.broken == 0;
    outcome.bounds = together(&outcome, &proven);
    // It was made for one of several numbers of groups.
    outcome.estimate = None;
    note(environment, &outcome.best, outcome.bounds, outcome.moves);
    Solved {
        impossible: impossible.then(|| vec![every_count(&counts, true), exhausted()]),
        instance,
        outcome,
        within: None,
        // What was proven about one number of groups says nothing about all.
        limits: SeatLimits::default(),
        trade: None,
    }
}

/// What is known about one number of groups.
struct Proven {
    closure: Closure,
    /// Whether its plan is proven optimal for this number of groups.
    settled: bool,
    /// Whether a plan is known.
    complete: bool,
    bounds: Bounds,
}

impl Proven {
    fn of(outcome: &Outcome, settled: bool) -> Self {
        Self {
            closure: outcome.closure,
            settled,
            complete: outcome.best.broken == 0,
            bounds: outcome.bounds,
        }
    }
}

/// The bounds that hold for every number of groups: the weakest of all. The bound of the total for
/// one number holds for plans with no more shortfalls than its own best plan, and the overall best
/// plan has no more shortfalls than any of these.
fn together(outcome: &Outcome, proven: &[Proven]) -> Bounds {
    let anyway = outcome.anyway;
    let own = proven
        .iter()
        .filter(|own| own.closure != Closure::Impossible);
    let shortfalls = own.clone().map(|own| own.bounds.shortfalls).min();
    // A number that needs more shortfalls has no competing plan, so its bound is irrelevant.
    let count = outcome.best.value.shortfalls;
    let rivals = own.filter(|own| own.bounds.shortfalls <= count);
    let highest = |limit: fn(&Bounds, usize) -> Option<i64>| {
        let limits = rivals.clone().map(|own| match own.complete {
            true => limit(&own.bounds, count),
            false => None,
        });
        limits.reduce(|a, b| Some(a?.max(b?))).flatten()
    };
    Bounds {
        shortfalls: anyway.shortfalls.max(shortfalls.unwrap_or(0)),
        total: least(anyway.total, highest(|bounds, _| bounds.total)),
        worst: least(anyway.worst, highest(Bounds::worst_of)),
        ..anyway
    }
}

/// Solves for one number of groups, using only the exact model.
fn by_program(
    instance: &Instance,
    environment: &Environment<'_>,
    time: std::time::Duration,
    objective: Objective,
) -> Outcome {
    let environment = Environment {
        settled: Arc::default(),
        ..*environment
    };
    let mut best = Incumbent::new(instance, nobody(instance));
    let anyway = bound::relax(instance);
    let mut bounds = anyway;
    let closure = exact::whole(
        instance,
        &environment,
        objective,
        time,
        &mut best,
        &mut bounds,
    );
    Outcome {
        proven: closure == Closure::Proven,
        best,
        bounds,
        anyway,
        closure,
        moves: 0,
        highest_total: None,
        estimate: None,
    }
}

/// An assignment without anybody, which breaks the rules.
fn nobody(instance: &Instance) -> Assignment {
    Assignment {
        chair: None,
        vice_chair: None,
        leaders: vec![None; instance.groups.len()],
        seat: vec![None; instance.experts.len()],
        group: vec![0; instance.submissions.len()],
        reviewers: vec![Vec::new(); instance.submissions.len()],
    }
}

/// Uses the usual number of groups, and others only if it is proven to have no plan.
fn first_possible(
    ready: &Ready<'_>,
    environment: &Environment<'_>,
    objective: Objective,
) -> Solved {
    let mut counts = vec![ready.first.groups.len()];
    counts.extend(&ready.others);
    let (mut outcome, mut limits) = run(&ready.first, environment, 1.0, objective);
    let mut instance = ready.first.clone();
    let mut impossible = outcome.closure == Closure::Impossible;
    for &count in &ready.others {
        if !impossible || environment.is_over() {
            impossible = false;
            break;
        }
        if let Some(other) = ready.other(count) {
            (outcome, limits) = run(&other, environment, 1.0, objective);
            impossible = outcome.closure == Closure::Impossible;
            instance = other;
        }
    }
    let within = within_season(&mut outcome, instance.groups.len(), objective);
    Solved {
        impossible: impossible.then(|| vec![every_count(&counts, true), exhausted()]),
        instance,
        outcome,
        within,
        limits,
        trade: None,
    }
}

/// Leaves an outcome proven only if bounds that hold for any number of groups prove it; otherwise
/// returns the number of groups for which its bound of the total holds.
fn within_season(outcome: &mut Outcome, groups: usize, objective: Objective) -> Option<usize> {
    let anyway = outcome.anyway;
    let value = outcome.best.value;
    let met = objective == Objective::Total
        && outcome.best.broken == 0
        && value.shortfalls <= anyway.shortfalls
        && anyway.total.is_some_and(|limit| meets(value.total, limit));
    if met {
        outcome.proven = true;
        outcome.bounds = anyway;
        return None;
    }
    if std::mem::take(&mut outcome.proven) && objective == Objective::Total {
        outcome.bounds.total = least(outcome.bounds.total, Some(value.total));
    }
    // For a single number of groups, only the bound of the total is better than the general bounds.
    outcome.bounds = Bounds {
        total: outcome.bounds.total,
        ..anyway
    };
    Some(groups)
}

/// The reason given if an integer program of the whole season has no solution.
pub(crate) fn exhausted() -> Reason {
    Reason::of(
        Rule::GroupMembers,
        bilingual!(
            "全部编组方式都已计算：各项硬性规则不能同时满足。请放宽人数、项数、单位、地区、届次、回避或指定中的一项。",
            "every way of forming the groups was tried: the hard rules cannot all be met. Relax one of the sizes, caps, shares, conflicts or pins."
        ),
    )
}

/// Proves by counting that no plan can exist, as [`super::form`] does before it searches. An empty
/// result only means that counting finds no proof.
pub fn counted_out(season: &Season, conflicts: &Conflicts, affinity: &Affinity) -> Vec<Reason> {
    match Ready::of(season, conflicts, affinity) {
        Err(reasons) => reasons,
        Ok(_) => Vec::new(),
    }
}
