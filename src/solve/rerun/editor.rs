//! Each change by hand, made to a plan as it was before, with the pins that it leaves.

use super::before::Before;
use super::problems;
use crate::bilingual;
use crate::model::plan::PlanPin;
use crate::model::words::Bilingual;
use crate::model::{PinKind, Problem, Season};
use crate::solve::instance::Instance;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One change by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
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
    /// A submission is reviewed by the last expert in the place of the first; both sit in its
    /// group.
    Review(String, String, String),
    /// A submission is heard by its group on another day or at another time; what is heard then
    /// takes its time.
    Hear(String, String, String),
    /// An expert, a submission or a whole group stays where it is.
    Keep(String),
    /// Nothing is fixed any more about an expert, a submission or a whole group.
    Release(String),
}

/// What changes are made to.
pub(super) struct Editor<'a> {
    instance: &'a Instance,
    season: &'a Season,
    experts: BTreeMap<&'a str, u32>,
    submissions: BTreeMap<&'a str, u32>,
    groups: BTreeMap<&'a str, u32>,
    before: &'a mut Before,
    pins: &'a mut Vec<PlanPin>,
}

impl<'a> Editor<'a> {
    pub(super) fn new(
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

    /// Makes one change.
    ///
    /// # Errors
    /// An id is unknown, or the change is impossible in itself.
    pub(super) fn make(&mut self, edit: &Edit) -> Result<(), Problem> {
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
            Edit::Review(submission, out, into) => self.review(submission, out, into)?,
            // Times follow when the plan is complete.
            Edit::Hear(submission, ..) => {
                self.submission("--hear", submission)?;
            }
            Edit::Keep(id) => self.keep(id)?,
            Edit::Release(id) => self.release(id)?,
        }
        Ok(())
    }

    fn review(&mut self, submission: &str, out: &str, into: &str) -> Result<(), Problem> {
        let number = self.submission("--review", submission)? as usize;
        let gone = self.expert("--review", out)?;
        let come = self.expert("--review", into)?;
        if gone == come {
            return Err(same_expert("--review", out));
        }
        let seat = self.before.seat[come as usize];
        if seat.is_none() || seat != self.before.group[number] {
            return Err(problems::cannot(
                "--review",
                into,
                bilingual!(
                    "不是该申报所在专业组的组员，不能评审它",
                    "This expert is no member of the submission's group and cannot review it"
                ),
            ));
        }
        let reviewers = &mut self.before.reviewers[number];
        reviewers.retain(|&other| other != gone && other != come);
        reviewers.push(come);
        reviewers.sort_unstable();
        for (kind, expert) in [("not_reviewer", out), ("reviewer", into)] {
            self.pins.retain(|pin| {
                !(is_review(pin) && pin.subject == expert && pin.object == submission)
            });
            self.pins.push(PlanPin {
                kind: kind.to_owned(),
                subject: expert.to_owned(),
                object: submission.to_owned(),
            });
        }
        Ok(())
    }

    fn keep(&mut self, id: &str) -> Result<(), Problem> {
        for id in self.all_of("--keep", id)? {
            if let Some(&expert) = self.experts.get(id.as_str()) {
                self.pin_place(expert);
            } else if let Some(&submission) = self.submissions.get(id.as_str())
                && let Some(group) = self.before.group[submission as usize]
            {
                let name = self.instance.groups[group as usize].id.clone();
                self.pin("submission", &id, &name);
            }
        }
        Ok(())
    }

    fn release(&mut self, id: &str) -> Result<(), Problem> {
        let all = self.all_of("--release", id)?;
        let count = self.pins.len();
        self.pins.retain(|pin| {
            !(all.contains(&pin.subject) || is_review(pin) && all.contains(&pin.object))
        });
        match self.pins.len() < count {
            true => Ok(()),
            false => Err(problems::cannot(
                "--release",
                id,
                bilingual!(
                    "方案里没有关于它的指定；写在指定表里的，请在表中删去",
                    "The plan fixes nothing about it; what the pins table says is removed there"
                ),
            )),
        }
    }

    /// The ids of an expert, a submission, or all that a group holds.
    fn all_of(&self, option: &str, id: &str) -> Result<Vec<String>, Problem> {
        if self.experts.contains_key(id) || self.submissions.contains_key(id) {
            return Ok(vec![id.to_owned()]);
        }
        let Some(&group) = self.groups.get(id) else {
            return Err(self
                .expert(option, id)
                .err()
                .unwrap_or_else(|| problems::unknown(option, id)));
        };
        let within = |place: &Option<u32>| *place == Some(group);
        let experts = self.experts.iter();
        let experts = experts.filter(|(_, number)| within(&self.before.seat[**number as usize]));
        let submissions = self.submissions.iter();
        let submissions =
            submissions.filter(|(_, number)| within(&self.before.group[**number as usize]));
        let all = experts.chain(submissions);
        Ok(all.map(|(id, _)| (*id).to_owned()).collect())
    }

    fn swap(&mut self, one: &str, other: &str) -> Result<(), Problem> {
        let numbers = [self.expert("--swap", one)?, self.expert("--swap", other)?];
        let [a, b] = numbers;
        let placed = |expert: u32| {
            self.before.seat[expert as usize].is_some()
                || self.before.chairs.contains(&Some(expert))
        };
        if a == b {
            return Err(same_expert("--swap", one));
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

/// Whether a pin is about a review.
fn is_review(pin: &PlanPin) -> bool {
    pin.kind.trim_start_matches("not_") == PinKind::Reviewer.key()
}

fn same_expert(option: &str, id: &str) -> Problem {
    let what: Bilingual = bilingual!(
        "两次写了同一位专家；请给出两位不同的专家",
        "The same expert is named twice; name two different experts"
    );
    problems::cannot(option, id, what)
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
