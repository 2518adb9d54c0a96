//! A plan and its season in solver form, as the basis of all explanations.

use crate::model::difference::belonging;
use crate::model::plan::{Plan, PlanPin};
use crate::model::{
    Expert, ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, Problem, Season, Severity,
    Submission, SubmissionIndex,
};
use crate::solve::instance::{Assignment, Instance, Reason};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::collections::BTreeMap;

/// A plan with its season, conflicts, scores and seats, by the numbers of the instance.
pub struct Standing<'a> {
    /// The season, as [`season_of`] prepares it.
    pub season: &'a Season,
    /// Its conflicts.
    pub conflicts: &'a Conflicts,
    /// Its scores.
    pub affinity: &'a Affinity,
    /// The plan.
    pub plan: &'a Plan,
    /// The season in solver form, its groups in the plan's order and under the plan's ids.
    pub instance: Instance,
    /// The plan in solver form.
    pub assignment: Assignment,
    /// Expert numbers of each group's members, ascending.
    pub members: Vec<Vec<u32>>,
    /// Submission numbers of each group, ascending.
    pub submissions: Vec<Vec<u32>>,
    /// Number of reviews of each expert.
    pub loads: Vec<u32>,
    experts: BTreeMap<&'a str, u32>,
    needs: BTreeMap<&'a str, u32>,
}

/// Why a plan cannot be examined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandingError {
    /// The season's rules and pins contradict each other.
    Impossible(Vec<Reason>),
    /// The plan belongs to another season, or was edited into an invalid state.
    Foreign(Vec<Problem>),
}

/// Returns the season as it applies to the plan: with the plan's number of groups, the office's
/// decisions recorded in the plan as pins, and without those who withdrew.
pub fn season_of(season: &Season, plan: &Plan) -> Season {
    let mut season = season.clone();
    season.rules.groups.count = plan.groups.len();
    season.leave_out(plan.withdrawn.iter().map(String::as_str));
    let pins = pins_of(&season, plan);
    season.pins.extend(pins);
    season
}

/// The office's decisions recorded in a plan, as pins of its season; those about people and
/// submissions that the season no longer has are left out.
pub(crate) fn pins_of(season: &Season, plan: &Plan) -> Vec<Pin> {
    let pins = (2..).zip(&plan.pins);
    let known = pins.filter_map(|(row, pin)| read_pin(season, pin, row));
    known.collect()
}

fn read_pin(season: &Season, pin: &PlanPin, row: u32) -> Option<Pin> {
    let (forbidden, key) = match pin.kind.strip_prefix("not_") {
        Some(key) => (true, key),
        None => (false, pin.kind.as_str()),
    };
    let kinds = [
        PinKind::Member,
        PinKind::Leader,
        PinKind::Chair,
        PinKind::ViceChair,
        PinKind::Submission,
        PinKind::Reviewer,
    ];
    let kind = kinds.into_iter().find(|kind| kind.key() == key)?;
    let submission = |id: &str| {
        let found = season.submissions.iter().position(|other| other.id == id);
        found.map(SubmissionIndex::new)
    };
    let subject = match kind {
        PinKind::Submission => PinSubject::Submission(submission(&pin.subject)?),
        _ => {
            let mut experts = season.experts.iter();
            let at = experts.position(|expert| expert.id == pin.subject)?;
            PinSubject::Expert(ExpertIndex::new(at))
        }
    };
    let object = match kind {
        PinKind::Reviewer => PinObject::Submission(submission(&pin.object)?),
        _ if pin.object.is_empty() => PinObject::None,
        _ => PinObject::Group(pin.object.clone()),
    };
    Some(Pin {
        kind,
        forbidden,
        subject,
        object,
        place: Place::row("plan.json", row),
    })
}

impl<'a> Standing<'a> {
    /// Converts a plan and its season (as returned by [`season_of`]). Members who can no longer
    /// serve and submissions that no longer exist are left out.
    ///
    /// # Errors
    /// [`StandingError`] if the rules allow no instance, or the plan refers to something the season
    /// does not have.
    pub fn new(
        season: &'a Season,
        conflicts: &'a Conflicts,
        affinity: &'a Affinity,
        plan: &'a Plan,
    ) -> Result<Self, StandingError> {
        let mut problems = belonging("plan.json", plan, season);
        problems.retain(|problem| problem.severity == Severity::Error);
        if !problems.is_empty() {
            return Err(StandingError::Foreign(problems));
        }
        let mut instance =
            Instance::compile(season, conflicts, affinity).map_err(StandingError::Impossible)?;
        name_groups(&mut instance, plan);
        let experts: BTreeMap<&str, u32> = (instance.experts.iter().zip(0..))
            .map(|(expert, number)| (season.experts[expert.season.at()].id.as_str(), number))
            .collect();
        let needs: BTreeMap<&str, u32> = (instance.submissions.iter().zip(0..))
            .map(|(need, number)| (season.submissions[need.season.at()].id.as_str(), number))
            .collect();
        let assignment = seated(&instance, plan, &experts, &needs);
        let mut loads = vec![0; instance.experts.len()];
        for &reviewer in assignment.reviewers.iter().flatten() {
            loads[reviewer as usize] += 1;
        }
        Ok(Self {
            members: assignment.members(instance.groups.len()),
            submissions: assignment.submissions(instance.groups.len()),
            season,
            conflicts,
            affinity,
            plan,
            instance,
            assignment,
            loads,
            experts,
            needs,
        })
    }

    /// The expert with this number.
    pub fn expert(&self, number: u32) -> &'a Expert {
        &self.season.experts[self.instance.experts[number as usize].season.at()]
    }

    /// The submission with this number.
    pub fn submission(&self, number: u32) -> &'a Submission {
        &self.season.submissions[self.instance.submissions[number as usize].season.at()]
    }

    /// The number of an expert who may serve.
    pub fn expert_number(&self, id: &str) -> Option<u32> {
        self.experts.get(id).copied()
    }

    /// The number of a submission of the season.
    pub fn submission_number(&self, id: &str) -> Option<u32> {
        self.needs.get(id).copied()
    }

    /// The position of a group.
    pub fn group_number(&self, id: &str) -> Option<usize> {
        self.instance.groups.iter().position(|group| group.id == id)
    }

    /// A group's id.
    pub fn group_id(&self, group: usize) -> &str {
        &self.instance.groups[group].id
    }

    /// The group in which an expert sits.
    pub fn seat(&self, expert: u32) -> Option<usize> {
        self.assignment.seat[expert as usize].map(|group| group as usize)
    }

    /// Whether the expert chairs the committee or is vice chair.
    pub fn is_head(&self, expert: u32) -> bool {
        [self.assignment.chair, self.assignment.vice_chair].contains(&Some(expert))
    }
}

fn name_groups(instance: &mut Instance, plan: &Plan) {
    let wanted: Vec<&str> = plan.groups.iter().map(|group| group.id.as_str()).collect();
    let own: Vec<String> = instance.groups.iter().map(|g| g.id.clone()).collect();
    let mut left = wanted.iter().filter(|id| !own.iter().any(|o| o == *id));
    for group in &mut instance.groups {
        if !wanted.contains(&group.id.as_str())
            && group.theme.is_none()
            && let Some(id) = left.next()
        {
            group.id = (*id).to_owned();
        }
    }
}

fn seated(
    instance: &Instance,
    plan: &Plan,
    experts: &BTreeMap<&str, u32>,
    needs: &BTreeMap<&str, u32>,
) -> Assignment {
    let person = |id: &String| experts.get(id.as_str()).copied();
    let mut assignment = Assignment {
        chair: person(&plan.committee.chair),
        vice_chair: person(&plan.committee.vice_chair),
        leaders: vec![None; instance.groups.len()],
        seat: vec![None; instance.experts.len()],
        group: vec![0; instance.submissions.len()],
        reviewers: vec![Vec::new(); instance.submissions.len()],
    };
    for (number, spec) in (0..).zip(&instance.groups) {
        let Some(group) = plan.group(&spec.id) else {
            continue;
        };
        assignment.leaders[number as usize] = person(&group.leader);
        for member in group.members.iter().filter_map(person) {
            assignment.seat[member as usize] = Some(number);
        }
        for submission in &group.submissions {
            if let Some(&need) = needs.get(submission.as_str()) {
                assignment.group[need as usize] = number;
            }
        }
    }
    for review in &plan.reviews {
        if let Some(&need) = needs.get(review.submission.as_str()) {
            let reviewers = &mut assignment.reviewers[need as usize];
            reviewers.extend(review.reviewers.iter().filter_map(person));
            reviewers.sort_unstable();
            reviewers.dedup();
        }
    }
    assignment
}
