//! Changes to a plan by hand: applied, completed with reviews, and recorded as pins.

use super::before::Before;
use super::objective::Order;
use super::outcome::Writer;
use super::placing::complete;
use super::problems;
use super::request::{self, Request};
use super::reviews;
use super::run::{Failed, compile};
use super::seats::Seats;
use super::task::{Frozen, Task};
use crate::bilingual;
use crate::model::difference::{self, Difference};
use crate::model::plan::{Plan, PlanPin};
use crate::model::second_round;
use crate::model::words::{Bilingual, Lang};
use crate::model::{Problem, Season};
use crate::solve::bound::Proven;
use crate::solve::instance::{Assignment, Instance};
use crate::solve::program::process::Deadline;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// One change by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A submission goes to a group.
    Move(String, String),
    /// Two experts exchange their places: seats, leadership, offices; one of them may have none.
    Swap(String, String),
    /// A member becomes the leader of the group.
    Lead(String, String),
    /// An expert gets a seat in a group, and loses any other seat.
    Seat(String, String),
    /// An expert gives up the seat.
    Unseat(String),
    /// A submission is heard by its group on another day or at another time; what is heard then
    /// takes its time.
    Hear(String, String, String),
}

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
        heard.map_err(|words| {
            Failed::Input(vec![problems::cannot("--hear", submission, words)])
        })?;
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

struct Editor<'a> {
    instance: &'a Instance,
    season: &'a Season,
    experts: BTreeMap<&'a str, u32>,
    submissions: BTreeMap<&'a str, u32>,
    groups: BTreeMap<&'a str, u32>,
    before: &'a mut Before,
    pins: &'a mut Vec<PlanPin>,
}

impl<'a> Editor<'a> {
    fn new(
        season: &'a Season,
        instance: &'a Instance,
        before: &'a mut Before,
        pins: &'a mut Vec<PlanPin>,
    ) -> Self {
        let experts = instance.experts.iter();
        let submissions = instance.submissions.iter();
        let groups = instance.groups.iter();
        Self {
            experts: experts
                .map(|expert| season.experts[expert.season.at()].id.as_str())
                .zip(0..)
                .collect(),
            submissions: submissions
                .map(|need| season.submissions[need.season.at()].id.as_str())
                .zip(0..)
                .collect(),
            groups: groups.map(|group| group.id.as_str()).zip(0..).collect(),
            instance,
            season,
            before,
            pins,
        }
    }

    fn make(&mut self, edit: &Edit) -> Result<(), Problem> {
        match edit {
            Edit::Move(submission, group) => {
                let number = self.submission("--move", submission)?;
                let to = self.group("--move", group)?;
                self.before.group[number as usize] = Some(to);
                self.pin("submission", submission, group);
            }
            Edit::Swap(one, other) => self.swap(one, other)?,
            Edit::Lead(group, expert) => {
                let to = self.group("--lead", group)?;
                let number = self.expert("--lead", expert)?;
                if self.before.seat[number as usize] != Some(to) {
                    return Err(problems::cannot(
                        "--lead",
                        expert,
                        bilingual!(
                            "不是 {group} 的组员，不能任其组长；请先用 --seat 或 --swap 编入该组",
                            "This expert is not a member of {group} and cannot lead it; first seat the expert there with --seat or --swap"
                        ),
                    ));
                }
                self.before.leaders[to as usize] = Some(number);
                self.forget_leader(group);
                self.pin("leader", expert, group);
            }
            Edit::Seat(expert, group) => {
                let number = self.expert("--seat", expert)?;
                let to = self.group("--seat", group)?;
                if self.before.seat[number as usize] == Some(to) {
                    // The expert is already there: pins the present place and role.
                    self.pin_place(number);
                } else {
                    self.leave(number);
                    self.before.seat[number as usize] = Some(to);
                    self.pin("member", expert, group);
                }
            }
            // Times follow when the plan is complete.
            Edit::Hear(submission, ..) => {
                self.submission("--hear", submission)?;
            }
            Edit::Unseat(expert) => {
                let number = self.expert("--unseat", expert)?;
                if self.before.seat[number as usize].is_none() {
                    return Err(if self.before.chairs.contains(&Some(number)) {
                        only_office(expert)
                    } else {
                        no_place("--unseat", expert)
                    });
                }
                self.leave(number);
                self.pin("not_member", expert, "");
            }
        }
        Ok(())
    }

    fn swap(&mut self, one: &str, other: &str) -> Result<(), Problem> {
        let numbers = [self.expert("--swap", one)?, self.expert("--swap", other)?];
        let [a, b] = numbers;
        let placed = |expert: u32| {
            self.before.seat[expert as usize].is_some()
                || self.before.chairs.contains(&Some(expert))
        };
        if a == b {
            return Err(same_expert(one));
        }
        if !placed(a) && !placed(b) {
            return Err(no_place("--swap", one));
        }
        self.before.seat.swap(a as usize, b as usize);
        let exchange = |place: &mut Option<u32>| {
            *place = match *place {
                Some(expert) if expert == a => Some(b),
                Some(expert) if expert == b => Some(a),
                same => same,
            };
        };
        self.before.leaders.iter_mut().for_each(exchange);
        self.before.chairs.iter_mut().for_each(exchange);
        for expert in numbers {
            self.pin_place(expert);
        }
        Ok(())
    }

    /// Pins an expert to the present place, or out of every group.
    fn pin_place(&mut self, expert: u32) {
        let position = self.instance.experts[expert as usize].season.at();
        let id = self.season.experts[position].id.clone();
        let office = self
            .before
            .chairs
            .iter()
            .position(|&chair| chair == Some(expert));
        match (self.before.seat[expert as usize], office) {
            (Some(group), _) => {
                let name = self.instance.groups[group as usize].id.clone();
                let leads = self.before.leaders[group as usize] == Some(expert);
                if leads {
                    self.forget_leader(&name);
                }
                self.pin(if leads { "leader" } else { "member" }, &id, &name);
            }
            (None, Some(office)) => self.pin(["chair", "vice_chair"][office], &id, ""),
            (None, None) => self.pin("not_member", &id, ""),
        }
    }

    fn leave(&mut self, expert: u32) {
        self.before.seat[expert as usize] = None;
        let places = self
            .before
            .leaders
            .iter_mut()
            .chain(&mut self.before.chairs);
        for place in places.filter(|place| **place == Some(expert)) {
            *place = None;
        }
    }

    fn forget_leader(&mut self, group: &str) {
        self.pins
            .retain(|pin| pin.kind != "leader" || pin.object != group);
    }

    /// Records a decision, replacing earlier ones about the same subject.
    fn pin(&mut self, kind: &str, subject: &str, object: &str) {
        let places = [
            "member",
            "not_member",
            "leader",
            "chair",
            "vice_chair",
            "submission",
        ];
        self.pins.retain(|pin| {
            let office = ["chair", "vice_chair"].contains(&kind) && pin.kind == kind;
            let same = pin.subject == subject && places.contains(&pin.kind.as_str());
            !same && !office
        });
        self.pins.push(PlanPin {
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            object: object.to_owned(),
        });
    }

    fn expert(&self, option: &str, id: &str) -> Result<u32, Problem> {
        if let Some(&number) = self.experts.get(id) {
            return Ok(number);
        }
        let known = self.season.experts.iter().any(|expert| expert.id == id);
        Err(if known {
            problems::cannot(
                option,
                id,
                bilingual!(
                    "该专家本届不能参加（已退出、不可参加或连续参评超限）",
                    "This expert cannot take part this season (withdrawn, not available, or too many years in a row)"
                ),
            )
        } else {
            problems::unknown(option, id)
        })
    }

    fn submission(&self, option: &str, id: &str) -> Result<u32, Problem> {
        let found = self.submissions.get(id).copied();
        found.ok_or_else(|| problems::unknown(option, id))
    }

    fn group(&self, option: &str, id: &str) -> Result<u32, Problem> {
        let found = self.groups.get(id).copied();
        found.ok_or_else(|| problems::unknown(option, id))
    }
}

fn same_expert(id: &str) -> Problem {
    let what: Bilingual = bilingual!(
        "两次写了同一位专家；请给出要交换位置的两位专家",
        "The same expert is named twice; name the two experts who trade places"
    );
    problems::cannot("--swap", id, what)
}

fn only_office(id: &str) -> Problem {
    let what: Bilingual = bilingual!(
        "任主任委员或副主任委员，不在任何专业组；主任委员和副主任委员不可空缺，请用 --swap 与接任者交换",
        "This expert is chair or vice chair and has no seat in a group; the chairs cannot stay empty: use --swap with the expert who takes over"
    );
    problems::cannot("--unseat", id, what)
}

fn no_place(option: &str, id: &str) -> Problem {
    let what: Bilingual = bilingual!(
        "在方案中没有席位或职务，此项修改不起作用",
        "This expert has no seat and no post in the plan; the change has no effect"
    );
    problems::cannot(option, id, what)
}
