//! What a run found, as people and scripts see it.

use super::before::Gone;
use super::found::{Found, Proof};
use super::objective::Order;
use super::promise::Promise;
use super::seats::Seats;
use super::task::Task;
use crate::model::difference::{Difference, shortfalls_only_in};
use crate::model::plan::{Plan, Shortfall};
use crate::model::words::Lang;
use crate::model::{Problem, Season};
use crate::solve::bound::Proven;
use crate::solve::document;
use crate::solve::instance::{Assignment, Instance, NANO};
use crate::solve::search::seat_rules;
use crate::suitability::conflict::Conflicts;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The result of a run. Serialised as it is; fields are added, never renamed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Outcome {
    /// The new plan.
    #[serde(skip)]
    pub plan: Plan,
    /// People who lose, gain or change a seat or role, beyond those who can take no part any more.
    pub people: usize,
    /// How it is known that fewer than in the first row of the exchange are impossible; where
    /// coverage comes first, fewer than `people` with as few shortfalls.
    pub proof: Proof,
    /// What came first.
    pub order: Order,
    /// Experts and submissions that withdrew with this request.
    pub withdrawn: Vec<String>,
    /// What the prior plan names and the season no longer has, and what came since.
    pub gone: Gone,
    /// Submissions that change group.
    pub moved: usize,
    /// Reviews given to somebody who did not have them.
    pub reassigned: usize,
    /// Everything that differs from the prior plan.
    pub difference: Difference,
    /// What further changes would bring; the first row is the fewest changes.
    pub exchange: Vec<Row>,
    /// Which row of the exchange was taken.
    pub taken: usize,
    /// Alternates of the prior plan beside those whom the search would call, where it makes a
    /// difference.
    pub promises: Vec<Promise>,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
    /// Seconds until the committee with the fewest changes was found.
    pub seconds: f64,
    /// Seconds for the exchange.
    pub exchange_seconds: f64,
}

/// One row of the exchange: a number of changed people and the best found with it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// People more than the fewest that were allowed.
    pub further: usize,
    /// People changed.
    pub people: usize,
    /// Submissions that change group.
    pub moved: usize,
    /// Number of shortfalls.
    pub shortfalls: usize,
    /// Shortfalls of the first row that are gone here.
    pub gone: Vec<Shortfall>,
    /// Reviews given to somebody who did not have them.
    pub reassigned: usize,
    /// Total score.
    pub total: f64,
    /// Score of the worst submission.
    pub worst: f64,
    /// Whether no committee at all has fewer shortfalls, however many people change: proven by
    /// the season's lower limit. Otherwise the row is the best found.
    pub fewest_shortfalls: bool,
    /// How far the total is below what no committee of the season can exceed, relative.
    pub gap: Option<f64>,
    /// Whether it is proven that no committee with at most as many people changed is better in the
    /// order of goals.
    pub compared: bool,
    /// Who changes, as `id: from -> to`; `-` is no seat, `*` marks a leader.
    pub changes: Vec<String>,
}

/// What plans are written from.
pub(super) struct Writer<'a> {
    pub season: &'a Season,
    pub conflicts: &'a Conflicts,
    pub task: &'a Task<'a>,
    pub prior: &'a Plan,
    pub lang: Lang,
}

impl Writer<'_> {
    /// The number of groups that limits are proven for, where the rules leave it open.
    fn open_count(&self) -> Option<usize> {
        let open = self.season.rules.groups.count == 0 && self.season.themes.is_empty();
        open.then_some(self.task.instance.groups.len())
    }

    /// Writes a plan: names of groups stay, alternates who still may step in stay first.
    pub(super) fn plan(&self, assignment: &Assignment, proven: &Proven, seconds: f64) -> Plan {
        let source = document::Source {
            season: self.season,
            conflicts: self.conflicts,
            instance: self.task.instance,
            assignment,
            bounds: proven.within(assignment.value(self.task.instance).shortfalls),
            within: self.open_count(),
            proven: false,
            highest_total: None,
            estimate: None,
            seconds,
            lang: self.lang,
        };
        let mut plan = document::plan(&source);
        for group in &mut plan.groups {
            if let Some(before) = self.prior.group(&group.id)
                && !before.name.is_empty()
            {
                group.name.clone_from(&before.name);
            }
        }
        self.keep_alternates(&mut plan, assignment);
        plan.round.clone_from(&self.prior.round);
        crate::model::second_round::schedule(self.season, &mut plan);
        plan
    }

    /// Puts alternates of the prior plan who could still step in before new ones.
    fn keep_alternates(&self, plan: &mut Plan, assignment: &Assignment) {
        let instance = self.task.instance;
        let numbers: BTreeMap<&str, u32> = instance
            .experts
            .iter()
            .map(|expert| self.season.experts[expert.season.at()].id.as_str())
            .zip(0..)
            .collect();
        let members = assignment.members(instance.groups.len());
        let submissions = assignment.submissions(instance.groups.len());
        let mut taken = BTreeSet::new();
        let mut kept: Vec<Vec<String>> = vec![Vec::new(); plan.groups.len()];
        for (at, group) in plan.groups.iter().enumerate() {
            let before = self.prior.group(&group.id);
            let before = before.map_or(&[][..], |group| group.alternates.as_slice());
            for id in before {
                let able = numbers.get(id.as_str()).is_some_and(|&expert| {
                    able(
                        instance,
                        assignment,
                        expert,
                        at,
                        &members[at],
                        &submissions[at],
                    )
                });
                if able && taken.insert(id.clone()) {
                    kept[at].push(id.clone());
                }
            }
        }
        for (group, mut kept) in plan.groups.iter_mut().zip(kept) {
            let most = group.alternates.len().max(kept.len());
            for id in &group.alternates {
                if kept.len() < most && taken.insert(id.clone()) {
                    kept.push(id.clone());
                }
            }
            group.alternates = kept;
        }
        let number = |id: &String| numbers.get(id.as_str()).copied();
        let lists = plan.groups.iter().map(|group| group.alternates.iter());
        let lists: Vec<Vec<u32>> = lists.map(|ids| ids.filter_map(number).collect()).collect();
        let covered = document::withdrawals_covered(instance, assignment, &lists);
        plan.quality.withdrawals_covered = Some(covered);
    }

    /// The rows of the exchange, with their plans.
    pub(super) fn rows(&self, found: &[Found], proven: &Proven) -> Vec<(Row, Plan)> {
        let first = self.plan(&found[0].completed.assignment, proven, 0.0);
        let retained = Seats::retained(self.task.instance, &self.task.before);
        let row = |further: usize, found: &Found| {
            let plan = self.plan(&found.completed.assignment, proven, 0.0);
            let cost = found.completed.cost;
            let count = |number: i64| usize::try_from(number).unwrap_or(0);
            let value = found.completed.assignment.value(self.task.instance);
            #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
            let worst = value.worst as f64 / NANO;
            let row = Row {
                further,
                people: found.people,
                moved: count(cost.moved) + self.task.before.homeless,
                shortfalls: plan.shortfalls.len(),
                gone: shortfalls_only_in(&first, &plan),
                reassigned: count(cost.reassigned),
                total: value.total_score(),
                worst,
                fewest_shortfalls: plan.shortfalls.len() <= proven.shortfalls(),
                gap: plan.quality.gap,
                compared: found.compared,
                changes: self.changes(&found.seats, &retained),
            };
            (row, plan)
        };
        let rows = found.iter().enumerate();
        rows.map(|(further, found)| row(further, found)).collect()
    }

    fn changes(&self, seats: &Seats, retained: &Seats) -> Vec<String> {
        let instance = self.task.instance;
        let place = |seats: &Seats, expert: u32| {
            let (seat, leads, office) = seats.role(expert);
            let star = if leads { "*" } else { "" };
            let group = seat.map(|group| instance.groups[group as usize].id.as_str());
            let office = office.map(|which| ["chair", "vice_chair"][which]);
            let words: Vec<String> = group
                .map(|group| format!("{group}{star}"))
                .into_iter()
                .chain(office.map(str::to_owned))
                .collect();
            if words.is_empty() {
                "-".to_owned()
            } else {
                words.join("+")
            }
        };
        let before = &self.task.before;
        let experts = (0_u32..).zip(&instance.experts);
        experts
            .filter(|&(expert, _)| {
                let displaced = before.displaced(expert).is_some();
                displaced || seats.role(expert) != retained.role(expert)
            })
            .map(|(expert, candidate)| {
                let id = &self.season.experts[candidate.season.at()].id;
                let (mut from, to) = (place(retained, expert), place(seats, expert));
                if let Some(displaced) = before.displaced(expert) {
                    from.clone_from(&displaced.seat);
                }
                format!("{id}: {from} -> {to}")
            })
            .collect()
    }
}

fn able(
    instance: &Instance,
    assignment: &Assignment,
    expert: u32,
    group: usize,
    members: &[u32],
    submissions: &[u32],
) -> bool {
    let heads = [assignment.chair, assignment.vice_chair];
    let idle = assignment.seat[expert as usize].is_none() && !heads.contains(&Some(expert));
    let mut together = members.to_vec();
    together.push(expert);
    let clear = submissions.iter().all(|&submission| {
        let cell = instance.cells.get(submission as usize, expert as usize);
        cell.free()
    });
    idle && clear
        && instance.experts[expert as usize].allowed.allows(group)
        && seat_rules::broken_together(instance, &together) == 0
}
