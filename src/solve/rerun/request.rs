//! The request of the office, and the season derived from it.

use super::before::Before;
use super::objective::Order;
use super::problems;
use super::task::Frozen;
use crate::model::plan::{Plan, PlanPin, contradictions};
use crate::model::{
    ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, Problem, Season, Severity,
    SubmissionIndex,
};
use crate::solve::instance::Instance;
use std::collections::{BTreeMap, BTreeSet};

/// Restrictions on changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freeze {
    /// Everybody who has a seat keeps it, with the role.
    Seats,
    /// Every submission stays in its group.
    Groups,
    /// Both, except for these experts, submissions and groups (their members and submissions).
    AllBut(Vec<String>),
}

/// A rerun request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Experts and submissions that withdraw.
    pub withdraw: Vec<String>,
    /// Experts and submissions that withdrew earlier and are available again.
    pub readmit: Vec<String>,
    /// The only experts who may get a new seat; empty: everybody.
    pub add: Vec<String>,
    /// The first goal.
    pub order: Order,
    /// Restrictions on changes.
    pub freeze: Vec<Freeze>,
    /// Maximum number of further changes shown in the exchange.
    pub further: usize,
    /// The row of the exchange to use.
    pub take: usize,
}

/// The season without those who withdrew, with the plan's pins.
#[derive(Debug)]
pub(super) struct Ready {
    pub season: Season,
    /// The same, its number of groups set to the plan's where the rules leave it open.
    pub solving: Season,
    pub withdrawn: Vec<String>,
    /// Ids that this request withdraws.
    pub now: Vec<String>,
    pub pins: Vec<PlanPin>,
    pub problems: Vec<Problem>,
}

/// Prepares the season for a request.
///
/// # Errors
/// All problems of the request and the plan, at least one of them an error.
pub(super) fn prepare(
    season: &Season,
    prior: &Plan,
    request: &Request,
) -> Result<Ready, Vec<Problem>> {
    let ids = Ids::of(season);
    let mut problems = check_plan(season, prior, &ids);
    let mut now = BTreeSet::new();
    for id in &request.add {
        match ids.experts.get(id.as_str()) {
            None => problems.push(problems::unknown_expert("--add", id)),
            Some(&at) if request.withdraw.contains(id) => {
                problems.push(problems::added_and_withdrawn(&season.experts[at].id));
            }
            Some(&at) if !season.experts[at].available => {
                problems.push(problems::not_available(id));
            }
            Some(_) if is_seated(prior, id) => problems.push(problems::has_a_seat(id)),
            Some(_) => {}
        }
    }
    for id in &request.readmit {
        if request.withdraw.contains(id) {
            problems.push(problems::withdrawn_and_readmitted(id));
        }
    }
    for id in request.withdraw.iter().chain(&request.readmit) {
        if let Some(group) = prior.group(id).filter(|_| !ids.knows(id)) {
            problems.push(problems::group_withdraws(id, &group.members.join(" ")));
        } else if !ids.knows(id) {
            problems.push(problems::unknown("--withdraw / --readmit", id));
        }
    }
    for id in &request.withdraw {
        if now.insert(id.clone()) {
            problems.extend(ids.about(season, prior, id));
        }
    }
    if problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
    {
        return Err(problems);
    }
    let earlier = prior
        .withdrawn
        .iter()
        .filter(|id| !request.readmit.contains(id) && !now.contains(*id) && ids.knows(id));
    let earlier: Vec<String> = earlier.cloned().collect();
    if !earlier.is_empty() {
        problems.push(problems::stays_out(&earlier.join(" ")));
    }
    let mut withdrawn: Vec<String> = earlier.into_iter().chain(now.iter().cloned()).collect();
    withdrawn.sort_unstable();
    let mut left = season.clone();
    Ids::withdraw(&mut left, &withdrawn, &mut problems);
    let pins = ids.keep_pins(&mut left, prior, &mut problems);
    for group in &prior.groups {
        let here = |id: &String| {
            let position = ids.experts.get(id.as_str());
            position.is_some_and(|&position| left.experts[position].available)
        };
        if !group.members.is_empty() && !group.members.iter().any(here) {
            problems.push(problems::group_emptied(&group.id));
        }
    }
    let mut solving = left.clone();
    let count = &mut solving.rules.groups.count;
    if *count == 0 && season.themes.is_empty() {
        *count = prior.groups.len();
    } else if *count > 0 && *count != prior.groups.len() {
        problems.push(problems::group_count(
            season.rules_file(),
            prior.groups.len(),
            *count,
        ));
    }
    Ok(Ready {
        season: left,
        solving,
        withdrawn,
        now: now.into_iter().collect(),
        pins,
        problems,
    })
}

fn check_plan(season: &Season, prior: &Plan, ids: &Ids<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if prior.groups.is_empty() {
        problems.push(problems::no_groups());
        return problems;
    }
    if mostly_strange(prior, ids) || mostly_late(season, prior) {
        problems.push(problems::other_season(&season.name));
        return problems;
    }
    problems.extend(contradictions("plan.json", prior));
    problems
}

/// Whether most ids of the plan are not in the season: a few equal ids may be coincidence.
fn mostly_strange(prior: &Plan, ids: &Ids<'_>) -> bool {
    let groups = prior.groups.iter();
    let named = groups.flat_map(|group| group.members.iter().chain(&group.submissions));
    let heads = [&prior.committee.chair, &prior.committee.vice_chair];
    let named = named.chain(heads).filter(|id| !id.is_empty());
    let (known, strange): (Vec<&String>, Vec<&String>) = named.partition(|id| ids.knows(id));
    strange.len() > known.len()
}

/// Whether most of the season's submissions are not in the plan.
fn mostly_late(season: &Season, prior: &Plan) -> bool {
    let planned = prior.groups.iter().flat_map(|group| &group.submissions);
    let planned: BTreeSet<&String> = planned.chain(&prior.withdrawn).collect();
    let passed = season.submissions.iter().filter(|own| own.passed);
    let (known, late): (Vec<_>, Vec<_>) = passed.partition(|own| planned.contains(&own.id));
    late.len() > known.len()
}

/// Whether an expert has a seat or an office in a plan.
fn is_seated(plan: &Plan, id: &str) -> bool {
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    plan.group_of_expert(id).is_some() || heads.iter().any(|head| *head == id)
}

/// Positions of all ids in the season's tables.
pub(super) struct Ids<'a> {
    pub experts: BTreeMap<&'a str, usize>,
    pub submissions: BTreeMap<&'a str, usize>,
}

impl<'a> Ids<'a> {
    pub(super) fn of(season: &'a Season) -> Self {
        let experts = season.experts.iter().map(|expert| expert.id.as_str());
        let submissions = season
            .submissions
            .iter()
            .map(|submission| submission.id.as_str());
        Self {
            experts: experts.zip(0..).collect(),
            submissions: submissions.zip(0..).collect(),
        }
    }

    fn knows(&self, id: &str) -> bool {
        self.experts.contains_key(id) || self.submissions.contains_key(id)
    }

    /// The problem with a withdrawing expert or submission, if any.
    fn about(&self, season: &Season, prior: &Plan, id: &str) -> Option<Problem> {
        if let Some(&expert) = self.experts.get(id) {
            let gone = !season.experts[expert].available || prior.withdrawn.iter().any(|w| w == id);
            if gone {
                return Some(problems::already_gone(id));
            }
            return (!is_seated(prior, id)).then(|| problems::had_no_seat(id));
        }
        let &submission = self.submissions.get(id)?;
        let gone =
            !season.submissions[submission].passed || prior.withdrawn.iter().any(|w| w == id);
        gone.then(|| problems::already_gone(id))
    }

    fn withdraw(season: &mut Season, withdrawn: &[String], problems: &mut Vec<Problem>) {
        for pin in season.leave_out(withdrawn.iter().map(String::as_str)) {
            let subject = match pin.subject {
                PinSubject::Expert(expert) => &season.experts[expert.at()].id,
                PinSubject::Submission(submission) => &season.submissions[submission.at()].id,
            };
            problems.push(problems::pin_dropped(&pin.place.file, subject));
        }
    }

    /// Adds the plan's own pins to the season's and returns those that still apply.
    fn keep_pins(
        &self,
        season: &mut Season,
        prior: &Plan,
        problems: &mut Vec<Problem>,
    ) -> Vec<PlanPin> {
        let mut kept = Vec::new();
        for pin in &prior.pins {
            match self.pin(season, pin) {
                Some(model) => {
                    season.pins.push(model);
                    kept.push(pin.clone());
                }
                None => problems.push(problems::pin_dropped("plan.json", &pin.subject)),
            }
        }
        kept
    }

    /// A plan's pin in the season's terms; `None` if its subject or object no longer exists.
    pub(super) fn pin(&self, season: &Season, pin: &PlanPin) -> Option<Pin> {
        let forbidden = pin.kind.starts_with("not_");
        let kinds = [
            PinKind::Member,
            PinKind::Leader,
            PinKind::Chair,
            PinKind::ViceChair,
            PinKind::Submission,
            PinKind::Reviewer,
        ];
        let name = pin.kind.trim_start_matches("not_");
        let kind = kinds.into_iter().find(|kind| kind.key() == name)?;
        let submission = |id: &str| {
            let at = *self.submissions.get(id)?;
            season.submissions[at]
                .passed
                .then(|| SubmissionIndex::new(at))
        };
        let subject = if kind == PinKind::Submission {
            PinSubject::Submission(submission(&pin.subject)?)
        } else {
            let at = *self.experts.get(pin.subject.as_str())?;
            let here = season.experts[at].available || forbidden;
            PinSubject::Expert(here.then(|| ExpertIndex::new(at))?)
        };
        let object = match kind {
            _ if pin.object.is_empty() => PinObject::None,
            PinKind::Reviewer => PinObject::Submission(submission(&pin.object)?),
            _ => PinObject::Group(pin.object.clone()),
        };
        Some(Pin {
            kind,
            forbidden,
            subject,
            object,
            place: Place::file("plan.json"),
        })
    }
}

/// The restrictions by number: what is frozen, and who may not be called.
///
/// # Errors
/// Every unknown id.
pub(super) fn frozen(
    season: &Season,
    instance: &Instance,
    before: &Before,
    request: &Request,
) -> Result<Frozen, Vec<Problem>> {
    let mut frozen = Frozen {
        experts: vec![false; instance.experts.len()],
        submissions: vec![false; instance.submissions.len()],
    };
    let mut problems = Vec::new();
    if !request.add.is_empty() {
        let heads = before.chairs;
        for (number, expert) in (0_u32..).zip(&instance.experts) {
            let seated =
                before.seat[number as usize].is_some() || before.displaced(number).is_some();
            let idle = !seated && !heads.contains(&Some(number));
            let named = request.add.contains(&season.experts[expert.season.at()].id);
            frozen.experts[number as usize] = idle && !named;
        }
    }
    for freeze in &request.freeze {
        let free: &[String] = match freeze {
            Freeze::AllBut(ids) => ids,
            Freeze::Seats | Freeze::Groups => &[],
        };
        let ids = Ids::of(season);
        let groups: Vec<u32> = (0_u32..)
            .zip(&instance.groups)
            .filter(|(_, group)| free.contains(&group.id))
            .map(|(number, _)| number)
            .collect();
        for id in free {
            let group = instance.groups.iter().any(|group| group.id == *id);
            if !ids.knows(id) && !group {
                problems.push(problems::unknown("--freeze all-but", id));
            }
        }
        let keeps = |seat: Option<u32>| seat.is_some_and(|group| !groups.contains(&group));
        if *freeze != Freeze::Groups {
            for (number, expert) in instance.experts.iter().enumerate() {
                let listed = free.contains(&season.experts[expert.season.at()].id);
                let heads = before
                    .chairs
                    .iter()
                    .flatten()
                    .any(|&head| head as usize == number);
                frozen.experts[number] |= !listed && (keeps(before.seat[number]) || heads);
            }
        }
        if *freeze != Freeze::Seats {
            for (number, need) in instance.submissions.iter().enumerate() {
                let listed = free.contains(&season.submissions[need.season.at()].id);
                frozen.submissions[number] |= !listed && keeps(before.group[number]);
            }
        }
    }
    if problems.is_empty() {
        Ok(frozen)
    } else {
        Err(problems)
    }
}
