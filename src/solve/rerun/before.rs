//! The prior plan, in the numbers of the current season.

use crate::model::Season;
use crate::model::plan::Plan;
use crate::model::settings::{RuleChange, rule_changes};
use crate::solve::instance::{Assignment, Instance};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The prior plan, as far as its people and submissions still exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// Group of each expert.
    pub seat: Vec<Option<u32>>,
    /// Leader of each group.
    pub leaders: Vec<Option<u32>>,
    /// Chair and vice chair.
    pub chairs: [Option<u32>; 2],
    /// Group of each submission; `None` for a late one.
    pub group: Vec<Option<u32>>,
    /// Reviewers of each submission, sorted.
    pub reviewers: Vec<Vec<u32>>,
    /// Members of groups that no longer exist, sorted. They must be notified in any case, so
    /// another seat for them notifies nobody else.
    pub displaced: Vec<Displaced>,
    /// Number of submissions in such groups, which change group in any case.
    pub homeless: usize,
}

/// A member of a group that no longer exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Displaced {
    /// The expert.
    pub expert: u32,
    /// The group, with `*` for its leader.
    pub seat: String,
}

/// Entries of the prior plan that the season no longer has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Gone {
    /// Experts who had a seat or an office and can no longer take part.
    pub experts: Vec<String>,
    /// Submissions that are no longer reviewed.
    pub submissions: Vec<String>,
    /// Groups that no longer exist.
    pub groups: Vec<String>,
    /// Submissions added since.
    pub late: Vec<String>,
    /// Rules that changed.
    pub rules: Vec<RuleChange>,
}

impl Before {
    /// Reads the prior plan.
    pub fn read(season: &Season, instance: &Instance, plan: &Plan) -> (Self, Gone) {
        let experts: BTreeMap<&str, u32> = instance
            .experts
            .iter()
            .map(|expert| season.experts[expert.season.at()].id.as_str())
            .zip(0..)
            .collect();
        let submissions: BTreeMap<&str, u32> = instance
            .submissions
            .iter()
            .map(|need| season.submissions[need.season.at()].id.as_str())
            .zip(0..)
            .collect();
        let groups: BTreeMap<&str, u32> = instance
            .groups
            .iter()
            .map(|group| group.id.as_str())
            .zip(0..)
            .collect();
        let mut before = Self {
            seat: vec![None; instance.experts.len()],
            leaders: vec![None; instance.groups.len()],
            chairs: [None; 2],
            group: vec![None; instance.submissions.len()],
            reviewers: vec![Vec::new(); instance.submissions.len()],
            displaced: Vec::new(),
            homeless: 0,
        };
        let mut gone = Gone {
            rules: rule_changes(&plan.rules, &season.rules),
            ..Gone::default()
        };
        let find = |id: &str, gone: &mut Gone| {
            let found = experts.get(id).copied();
            if found.is_none() && !id.is_empty() {
                gone.experts.push(id.to_owned());
            }
            found
        };
        let heads = [&plan.committee.chair, &plan.committee.vice_chair];
        before.chairs = heads.map(|id| find(id, &mut gone));
        for group in &plan.groups {
            let number = groups.get(group.id.as_str()).copied();
            if number.is_none() {
                gone.groups.push(group.id.clone());
            }
            for id in &group.members {
                let leads = *id == group.leader;
                match (find(id, &mut gone), number) {
                    (Some(expert), Some(number)) => before.sit(expert, number, leads),
                    (Some(expert), None) => before.displace(expert, &group.id, leads),
                    (None, _) => (),
                }
            }
            for id in &group.submissions {
                match submissions.get(id.as_str()) {
                    Some(&submission) => before.group[submission as usize] = number,
                    None => gone.submissions.push(id.clone()),
                }
                let stays = submissions.contains_key(id.as_str());
                before.homeless += usize::from(stays && number.is_none());
            }
        }
        for review in &plan.reviews {
            if let Some(&submission) = submissions.get(review.submission.as_str()) {
                let known = review.reviewers.iter();
                let known = known.filter_map(|id| experts.get(id.as_str()).copied());
                let reviewers = &mut before.reviewers[submission as usize];
                reviewers.extend(known);
                reviewers.sort_unstable();
                reviewers.dedup();
            }
        }
        let planned: Vec<&str> = plan
            .groups
            .iter()
            .flat_map(|group| group.submissions.iter().map(String::as_str))
            .collect();
        let mut late: Vec<&str> = submissions.keys().copied().collect();
        late.retain(|id| !planned.contains(id));
        gone.late = late.into_iter().map(str::to_owned).collect();
        gone.experts.sort_unstable();
        gone.experts.dedup();
        before.displaced.sort_unstable_by_key(|one| one.expert);
        (before, gone)
    }

    /// The plan as it was; a late submission is in the first group.
    pub fn assignment(self) -> Assignment {
        let [chair, vice_chair] = self.chairs;
        Assignment {
            chair,
            vice_chair,
            leaders: self.leaders,
            seat: self.seat,
            group: self
                .group
                .into_iter()
                .map(Option::unwrap_or_default)
                .collect(),
            reviewers: self.reviewers,
        }
    }

    fn sit(&mut self, expert: u32, group: u32, leads: bool) {
        self.seat[expert as usize] = Some(group);
        if leads {
            self.leaders[group as usize] = Some(expert);
        }
    }

    fn displace(&mut self, expert: u32, group: &str, leads: bool) {
        let star = if leads { "*" } else { "" };
        self.displaced.push(Displaced {
            expert,
            seat: format!("{group}{star}"),
        });
    }

    /// The entry of an expert in `displaced`, if the expert's group no longer exists.
    #[must_use]
    pub fn displaced(&self, expert: u32) -> Option<&Displaced> {
        let at = self
            .displaced
            .binary_search_by_key(&expert, |one| one.expert);
        at.ok().map(|at| &self.displaced[at])
    }
}

/// Numbers of groups fit 32 bits, as experts do.
pub fn number(group: usize) -> u32 {
    u32::try_from(group).unwrap_or(u32::MAX)
}
