//! Whether an assignment keeps the hard rules: the own check on what a solver returned.

use super::Scope;
use crate::solve::instance::{Assignment, Instance, Seating};
use std::collections::BTreeMap;

/// Returns the codes of the hard rules that `assignment` breaks within `scope` (its groups,
/// submissions and experts, and the rules over the whole committee), each once, sorted.
///
/// O(experts + reviews + members² of a group); independent of any model.
pub fn broken(instance: &Instance, scope: &Scope, assignment: &Assignment) -> Vec<&'static str> {
    let mut check = Check {
        instance,
        assignment,
        members: assignment.members(instance.groups.len()),
        broken: Vec::new(),
    };
    let held = assignment.submissions(instance.groups.len());
    for &group in &scope.groups {
        check.group(group, held[group as usize].len());
    }
    for &submission in &scope.submissions {
        check.submission(submission as usize);
    }
    check.pinned_seats(scope);
    if scope.chairs {
        check.chairs();
    }
    check.committee();
    check.broken.sort_unstable();
    check.broken.dedup();
    check.broken
}

struct Check<'a> {
    instance: &'a Instance,
    assignment: &'a Assignment,
    members: Vec<Vec<u32>>,
    broken: Vec<&'static str>,
}

impl Check<'_> {
    fn demand(&mut self, holds: bool, rule: &'static str) {
        if !holds {
            self.broken.push(rule);
        }
    }

    fn group(&mut self, group: u32, held: usize) {
        let instance = self.instance;
        let at = group as usize;
        let members = self.members[at].clone();
        let shape = &instance.shape;
        self.demand(shape.members.contains(&members.len()), "R04");
        let fits = held >= shape.min_submissions && held <= shape.max_submissions;
        self.demand(fits, "R05");
        let expert = |&number: &u32| &instance.experts[number as usize];
        let (mut employers, mut regions) = (BTreeMap::new(), BTreeMap::new());
        for member in members.iter().map(expert) {
            for &employer in &member.employers {
                *employers.entry(employer).or_insert(0_usize) += 1;
            }
            *regions.entry(member.region).or_insert(0_usize) += 1;
        }
        let most = |counts: &BTreeMap<u32, usize>| {
            let known = counts.iter().filter(|(number, _)| **number != 0);
            known.map(|(_, &count)| count).max().unwrap_or(0)
        };
        self.demand(most(&employers) <= instance.employer_cap, "R08");
        self.demand(most(&regions) <= instance.region_cap(members.len()), "R09");
        let leader = self.assignment.leaders[at].filter(|leader| members.contains(leader));
        let leads = leader
            .as_ref()
            .map(expert)
            .is_some_and(|leader| leader.can_lead && leader.may_lead.allows(at));
        self.demand(leads, "R12");
        let pinned = instance.groups[at].leader;
        self.demand(pinned.is_none() || pinned == leader, "R17");
        let must = |member: &&u32| expert(member).seating == Seating::MustLead;
        self.demand(
            members
                .iter()
                .filter(must)
                .all(|&member| Some(member) == leader),
            "R17",
        );
        let allowed = members
            .iter()
            .all(|member| expert(member).allowed.allows(at));
        self.demand(allowed, "R17");
        let related = |a: &u32| {
            members
                .iter()
                .any(|b| expert(a).kin.binary_search(b).is_ok())
        };
        self.demand(!members.iter().any(related), "R16");
    }

    fn submission(&mut self, submission: usize) {
        let instance = self.instance;
        let need = &instance.submissions[submission];
        let group = self.assignment.group[submission];
        self.demand((group as usize) < instance.groups.len(), "R05");
        let members = self
            .members
            .get(group as usize)
            .cloned()
            .unwrap_or_default();
        self.demand(need.allowed.allows(group as usize), "R18");
        let barred = |&expert: &u32| instance.cells.get(submission, expert as usize).barred();
        self.demand(!members.iter().any(barred), "R14");
        let reviewers = &self.assignment.reviewers[submission];
        let different = reviewers.windows(2).all(|pair| pair[0] < pair[1]);
        let members_all = reviewers.iter().all(|reviewer| members.contains(reviewer));
        let enough = reviewers.len() == instance.reviewers_each;
        self.demand(different && members_all && enough, "R06");
        let free = |&expert: &u32| instance.cells.get(submission, expert as usize).free();
        self.demand(reviewers.iter().all(free), "R15");
        let demanded = need
            .must_review
            .iter()
            .all(|expert| reviewers.contains(expert));
        self.demand(demanded, "R17");
    }

    fn pinned_seats(&mut self, scope: &Scope) {
        for &expert in &scope.experts {
            let must = self.instance.experts[expert as usize].seating != Seating::Free;
            let sits = self.assignment.seat[expert as usize].is_some();
            self.demand(sits || !must, "R17");
        }
    }

    fn chairs(&mut self) {
        let (instance, made) = (self.instance, self.assignment);
        let (Some(chair), Some(vice)) = (made.chair, made.vice_chair) else {
            self.demand(false, "R13");
            return;
        };
        let expert = |number: u32| &instance.experts[number as usize];
        let (a, b) = (expert(chair), expert(vice));
        let differ = !a.is_colleague_of(b);
        self.demand(
            chair != vice && a.quality_lead && b.quality_lead && differ,
            "R13",
        );
        let pins = &instance.chairs;
        let pinned = |pin: Option<u32>, not: &[u32], holder: u32| {
            pin.is_none_or(|pin| pin == holder) && !not.contains(&holder)
        };
        self.demand(pinned(pins.chair, &pins.not_chair, chair), "R17");
        self.demand(pinned(pins.vice_chair, &pins.not_vice_chair, vice), "R17");
    }

    fn committee(&mut self) {
        let (instance, made) = (self.instance, self.assignment);
        let mut loads = vec![0_u32; instance.experts.len()];
        for &reviewer in made.reviewers.iter().flatten() {
            loads[reviewer as usize] += 1;
        }
        let within = loads
            .iter()
            .zip(&instance.experts)
            .all(|(&load, e)| load <= e.load_cap);
        self.demand(within, "R07");
        let is_new = |&expert: &usize| instance.experts[expert].newcomer;
        let seated = |expert: &usize| made.seat[*expert].is_some();
        let chairs = [made.chair, made.vice_chair];
        let chairs: Vec<usize> = chairs.into_iter().flatten().map(|e| e as usize).collect();
        let alone = |expert: &&usize| made.seat[**expert].is_none();
        self.demand(
            instance.chairs_in_groups || chairs.iter().all(|expert| alone(&expert)),
            "R02",
        );
        let members: Vec<usize> = (0..instance.experts.len()).filter(seated).collect();
        let mut everybody = members.clone();
        everybody.extend(chairs.iter().filter(alone));
        for people in [members, everybody] {
            let newcomers = people.iter().filter(|expert| is_new(expert)).count();
            self.demand(newcomers >= instance.newcomers_needed(people.len()), "R10");
        }
    }
}
