//! A complete run from a request to an outcome.

use super::before::Before;
use super::exchange;
use super::found::{Found, Proof};
use super::last_resort::last_resort;
use super::objective::Order;
use super::outcome::{Outcome, Writer};
use super::program::Exact;
use super::promise;
use super::request::{self, Request};
use super::search;
use super::task::Task;
use crate::bilingual;
use crate::model::difference;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{Problem, Rule, Season};
use crate::solve::bound::Proven;
use crate::solve::instance::{Instance, Reason};
use crate::solve::program::process::Deadline;
use crate::solve::{Environment, counted_out, exhausted, necessary};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Maximum number of steps if coverage comes first.
const COVERAGE_STEPS: usize = 12;

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// The request or the plan is invalid.
    Input(Vec<Problem>),
    /// It is proven that nothing satisfies the hard rules.
    Impossible(Vec<Reason>),
    /// No committee was found.
    NotFound {
        /// Whether the request froze something, or listed the only experts who may be called.
        frozen: bool,
        /// Whether the search was complete, so that there is none.
        proven: bool,
    },
}

/// The season for which [`rerun`] searches a committee: without those who withdrew, with the plan's
/// pins and number of groups. Used to find changes that help if there is none.
///
/// # Errors
/// All problems of the request and the plan.
pub fn remaining(season: &Season, prior: &Plan, request: &Request) -> Result<Season, Vec<Problem>> {
    request::prepare(season, prior, request).map(|ready| ready.solving)
}

/// Finds the committee with the fewest changes from `prior` for the current season.
///
/// The environment's time limit applies to the integer programs of small seasons and to the last
/// resort, a search from the prior plan that ignores the number of changes; all other parts end by
/// themselves.
///
/// # Errors
/// [`Failed`] with all problems, or why nothing was found.
pub fn rerun(
    season: &Season,
    prior: &Plan,
    request: &Request,
    environment: &Environment<'_>,
    lang: Lang,
) -> Result<(Outcome, Season), Failed> {
    let clock = Instant::now();
    let mut ready = request::prepare(season, prior, request).map_err(Failed::Input)?;
    let conflicts = Conflicts::build(&ready.season);
    let affinity = Affinity::build(&ready.season);
    let impossible = |reasons| {
        let kept = plans_groups(&ready, &conflicts, &affinity);
        Failed::Impossible(kept.into_iter().chain(reasons).collect())
    };
    let compiled = compile(&ready.solving, &conflicts, &affinity);
    let mut instance = compiled.map_err(impossible)?;
    if instance.groups.len() > prior.groups.len() {
        // A new group must have something to review.
        instance.shape.min_submissions = instance.shape.min_submissions.max(1);
        instance.shape.usual_submissions.0 = instance.shape.min_submissions;
    }
    let reasons = necessary::reasons(&necessary::conditions(&instance, &ready.solving));
    if !reasons.is_empty() {
        return Err(impossible(reasons));
    }
    let (before, gone) = Before::read(&ready.season, &instance, prior);
    let frozen =
        request::frozen(&ready.season, &instance, &before, request).map_err(Failed::Input)?;
    let stop = Arc::clone(environment.stop);
    let stopped = move || stop.load(Ordering::Relaxed);
    let deadline = Deadline::after(environment.left(), Some(Arc::new(stopped)));
    let task = Task::new(&instance, before, frozen, request.order, deadline);
    let exact = Exact::of(&task);
    let open = request.freeze.is_empty() && request.add.is_empty();
    let last_resort = || {
        open.then(|| last_resort(&task, season, environment))
            .flatten()
    };
    let found = search::fewest(&task, exact.as_ref(), last_resort);
    let found = found.map_err(|proven| match (open, proven) {
        (true, true) => impossible(vec![exhausted()]),
        _ => Failed::NotFound {
            frozen: !open,
            proven,
        },
    })?;
    let found = exchange::polished(&task, found);
    let seconds = clock.elapsed().as_secs_f64();
    let further = request.further.max(request.take);
    let coverage = (request.order == Order::CoverageFirst).then(|| {
        let exact = exact.as_ref()?;
        exact.coverage(&found)
    });
    // The number of steps to the fewest shortfalls, if known.
    let steps = coverage.as_ref().map_or(0, |coverage| match coverage {
        Some(coverage) => coverage.people - found.people,
        None => COVERAGE_STEPS,
    });
    let coverage = coverage.flatten();
    let mut rows = exchange::table(
        &task,
        &found,
        coverage.as_ref(),
        further.max(steps),
        |row| exact.as_ref().filter(|_| row <= further || row == steps),
    );
    let taken = match request.order {
        Order::PeopleFirst => request.take,
        Order::CoverageFirst => best(request.order, &rows),
    };
    // If the experts to be called are listed, the office has decided.
    let promises = if request.add.is_empty() {
        let (kept, promises) = promise::keep(&task, &ready.season, prior, &rows[taken]);
        rows[taken] = kept;
        promises
    } else {
        Vec::new()
    };
    let writer = Writer {
        season: &ready.season,
        conflicts: &conflicts,
        task: &task,
        prior,
        lang,
    };
    let mut written = writer.rows(&rows, &Proven::of(&instance));
    let (row, mut plan) = written[taken].clone();
    plan.quality.seconds = seconds;
    plan.seed = environment.seed;
    plan.rules = season.rules.clone();
    plan.pins = std::mem::take(&mut ready.pins);
    plan.withdrawn = std::mem::take(&mut ready.withdrawn);
    written.truncate(request.further.max(taken) + 1);
    let proof = match request.order {
        Order::PeopleFirst => rows[0].proof,
        Order::CoverageFirst => coverage.map_or(Proof::Open, |coverage| coverage.proof),
    };
    ready.problems.extend(promise::problems(&promises));
    let outcome = Outcome {
        people: row.people,
        promises,
        proof,
        order: request.order,
        withdrawn: ready.now,
        gone,
        moved: row.moved,
        reassigned: row.reassigned,
        difference: difference::compare(prior, &plan),
        exchange: written.into_iter().map(|(row, _)| row).collect(),
        taken,
        problems: ready.problems,
        seconds,
        exchange_seconds: clock.elapsed().as_secs_f64() - seconds,
        plan,
    };
    Ok((outcome, ready.season))
}

/// If the rules leave the number of groups open and only the plan's number is proven infeasible,
/// the first reason says so: forming a new committee may use another number.
fn plans_groups(
    ready: &request::Ready,
    conflicts: &Conflicts,
    affinity: &Affinity,
) -> Option<Reason> {
    let groups = ready.solving.rules.groups.count;
    let open = ready.season.rules.groups.count != groups;
    (open && counted_out(&ready.season, conflicts, affinity).is_empty()).then(|| Reason::of(Rule::GroupCount, bilingual!(
            "以下只对原方案的 {groups} 个专业组成立：rules.toml 未定组数，用 empanel form 重新组建可取别的组数。",
            "The following holds only for the {groups} groups of the prior plan: rules.toml leaves the number open, and a new committee formed with empanel form may have a different number."
        )))
}

fn best(order: Order, rows: &[Found]) -> usize {
    let key = |row: &Found| (row.people, row.completed.cost);
    let better = |a: &usize, b: &usize| order.compare(key(&rows[*a]), key(&rows[*b]));
    (0..rows.len()).min_by(better).unwrap_or(0)
}

/// Compiles a season; sizes left open by the office do not bind existing groups.
pub(super) fn compile(
    season: &Season,
    conflicts: &Conflicts,
    affinity: &Affinity,
) -> Result<Instance, Vec<Reason>> {
    let mut instance = Instance::compile(season, conflicts, affinity)?;
    let shape = &mut instance.shape;
    shape.usual_submissions = (shape.min_submissions, shape.max_submissions);
    Ok(instance)
}
