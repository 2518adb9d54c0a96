//! Changes to a plan by hand: applied, completed with reviews, and recorded as pins.

use super::before::Before;
use super::editor::{Edit, Editor};
use super::objective::Order;
use super::outcome::Writer;
use super::placing::complete;
use super::problems;
use super::request::{self, Request};
use super::reviews;
use super::run::{Failed, compile};
use super::seats::Seats;
use super::task::{Frozen, Task};
use crate::model::difference::{self, Difference};
use crate::model::plan::{Plan, PlanPin};
use crate::model::second_round;
use crate::model::words::Lang;
use crate::model::{Pin, PinKind, PinObject, PinSubject, Problem, Season};
use crate::solve::bound::Proven;
use crate::solve::instance::{Assignment, Instance};
use crate::solve::program::process::Deadline;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::time::Duration;

/// A plan after changes by hand.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The plan, with the changes as pins. To be written only if the checker accepts it.
    pub plan: Plan,
    /// The season it is checked against, including the pins of the plan.
    pub season: Season,
    /// Differences from the plan before.
    pub difference: Difference,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
}

/// Applies `edits` to a copy of `prior`, one after another, and completes the reviews with as few
/// reassignments as possible. Broken rules are left to the checker.
///
/// # Errors
/// [`Failed`] if an id is unknown or a change is impossible in itself.
pub fn edit(season: &Season, prior: &Plan, edits: &[Edit], lang: Lang) -> Result<Edited, Failed> {
    let mut ready = request::prepare(season, prior, &Request::default()).map_err(Failed::Input)?;
    let conflicts = Conflicts::build(&ready.season);
    let affinity = Affinity::build(&ready.season);
    // Earlier pins may be the subject of the change, so they are checked afterwards.
    ready.solving.pins.clear();
    let instance = compile(&ready.solving, &conflicts, &affinity).map_err(Failed::Impossible)?;
    let (mut before, _) = Before::read(&ready.season, &instance, prior);
    let mut pins = std::mem::take(&mut ready.pins);
    let mut editor = Editor::new(&ready.season, &instance, &mut before, &mut pins);
    for edit in edits {
        editor
            .make(edit)
            .map_err(|problem| Failed::Input(vec![problem]))?;
    }
    // Those about reviews are what the reviews are completed by.
    ready.solving.pins = pinned_reviews(season, &ready.season, (&instance, &before), &pins);
    let instance = match ready.solving.pins.is_empty() {
        true => instance,
        false => compile(&ready.solving, &conflicts, &affinity).map_err(Failed::Impossible)?,
    };
    let frozen = Frozen {
        experts: vec![false; instance.experts.len()],
        submissions: vec![false; instance.submissions.len()],
    };
    // Limited by steps, not by time, so the same edit gives the same plan.
    let deadline = Deadline::after(Duration::MAX, None);
    let task = Task::new(&instance, before, frozen, Order::PeopleFirst, deadline);
    let seats = Seats::retained(&instance, &task.before);
    let stays = |completed: &super::placing::Completed| completed.cost.moved == 0;
    let assignment = complete(&task, &seats)
        .filter(stays)
        .map_or_else(|| as_it_is(&task, &seats), |completed| completed.assignment);
    let writer = Writer {
        season: &ready.season,
        conflicts: &conflicts,
        task: &task,
        prior,
        lang,
    };
    let mut plan = writer.plan(&assignment, &Proven::of(&instance), 0.0);
    hear(season, &mut plan, edits)?;
    plan.rules = season.rules.clone();
    // Nothing is random here, so the plan's seed is kept.
    plan.seed = prior.seed;
    plan.withdrawn = std::mem::take(&mut ready.withdrawn);
    let mut judged = ready.season;
    let model = request::Ids::of(season);
    let dated = |pin: &PlanPin| model.pin(season, pin);
    judged.pins.retain(|pin| pin.place.file != "plan.json");
    judged.pins.extend(pins.iter().filter_map(dated));
    plan.pins = pins;
    Ok(Edited {
        difference: difference::compare(prior, &plan),
        season: judged,
        problems: ready.problems,
        plan,
    })
}

/// The pins about reviews, of the tables and of the plan, without those that the checker will find
/// broken: reviewers who are not free of conflicts, or sit elsewhere.
fn pinned_reviews(
    season: &Season,
    judged: &Season,
    (instance, before): (&Instance, &Before),
    pins: &[PlanPin],
) -> Vec<Pin> {
    let ids = request::Ids::of(season);
    let own = pins.iter().filter_map(|pin| ids.pin(season, pin));
    let tables = judged.pins.iter().cloned();
    let tables = tables.filter(|pin| pin.place.file != "plan.json");
    let possible = |pin: &Pin| {
        let (PinSubject::Expert(expert), PinObject::Submission(submission)) =
            (pin.subject, &pin.object)
        else {
            return false;
        };
        let mut experts = instance.experts.iter();
        let mut submissions = instance.submissions.iter();
        let expert = experts.position(|own| own.season == expert);
        let submission = submissions.position(|own| own.season == *submission);
        let (Some(expert), Some(submission)) = (expert, submission) else {
            return false;
        };
        let here = before.seat[expert].is_some() && before.seat[expert] == before.group[submission];
        pin.forbidden || here && instance.cells.get(submission, expert).free()
    };
    let reviews = tables
        .chain(own)
        .filter(|pin| pin.kind == PinKind::Reviewer);
    reviews.filter(possible).collect()
}

/// Changes the times of hearings, in order. A time in a group that a submission left again says
/// nothing any more.
fn hear(season: &Season, plan: &mut Plan, edits: &[Edit]) -> Result<(), Failed> {
    for (at, edit) in edits.iter().enumerate() {
        let Edit::Hear(submission, day, start) = edit else {
            continue;
        };
        let leaves = |later: &Edit| matches!(later, Edit::Move(own, _) if own == submission);
        if edits[at..].iter().any(leaves) {
            continue;
        }
        let heard = second_round::hear(season, plan, submission, (day, start));
        heard
            .map_err(|words| Failed::Input(vec![problems::cannot("--hear", submission, words)]))?;
    }
    Ok(())
}

/// The committee with its present reviewers, if rules keep it from being completed.
fn as_it_is(task: &Task<'_>, seats: &Seats) -> Assignment {
    let instance = task.instance;
    let mut assignment = Assignment {
        chair: seats.chairs[0],
        vice_chair: seats.chairs[1],
        leaders: seats.leaders.clone(),
        seat: seats.seat.clone(),
        group: task
            .before
            .group
            .iter()
            .map(|group| group.unwrap_or(0))
            .collect(),
        reviewers: vec![Vec::new(); instance.submissions.len()],
    };
    for (group, held) in assignment
        .submissions(instance.groups.len())
        .iter()
        .enumerate()
    {
        let members = &seats.members[group];
        let staffed = reviews::staff(instance, members, held, &task.before.reviewers);
        for (submission, reviewers) in staffed.reviewers {
            assignment.reviewers[submission as usize] = reviewers;
        }
        for submission in staffed.misfits {
            let free = members.iter().copied().filter(|&member| {
                instance
                    .cells
                    .get(submission as usize, member as usize)
                    .free()
            });
            assignment.reviewers[submission as usize] = free
                .take(instance.reviewers_of(submission as usize))
                .collect();
        }
    }
    assignment
}
