//! The value of a group, now and after a change, with its reviews chosen again.

use super::Standing;
use crate::model::Objective;
use crate::model::plan::ShortfallKind;
use crate::solve::instance::NANO;
use crate::solve::search::{Block, Context, Weights};
use schemars::JsonSchema;
use serde::Serialize;

/// Where bits stand for members of the group: bit `GROUP + n` asks for an n-th member who knows
/// the submission's industry.
pub(super) const GROUP: u32 = 32;

/// A group's reviews and their value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupWorth {
    /// Sum of all scores, in billionths.
    pub total: i64,
    /// Unmet requirements: submission and coverage bit, or `GROUP` and the number of members who
    /// should know the industry, sorted.
    pub shortfalls: Vec<(u32, u32)>,
    /// Counted rules about the mix of members that are missed, by their number among the limits.
    pub mixes: Vec<(usize, usize)>,
    /// Hard rules about the mix of reviewers that are missed: submission and bit.
    pub missed: Vec<(u32, u32)>,
    /// Submissions with fewer reviewers than required.
    pub unreviewed: Vec<u32>,
    /// Members with more reviews than their limit.
    pub overloaded: Vec<u32>,
    /// Members with fewer reviews than everybody must have.
    pub underloaded: Vec<u32>,
    /// The difference of loads, where it is more than allowed.
    pub apart: Option<u32>,
    /// Reviewers of each submission, in the given order.
    pub reviewers: Vec<Vec<u32>>,
}

/// A coverage requirement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Requirement {
    /// Submission id, as in the season.
    pub submission: String,
    /// Industry, domain or group.
    pub kind: ShortfallKind,
    /// Industry codes joined by `;`, or the domain.
    pub code: String,
}

/// The effect of a change.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Difference in total score; negative is worse.
    pub score: f64,
    /// Requirements that are met now and would not be met.
    pub lost: Vec<Requirement>,
    /// Requirements that are not met now and would be met.
    pub gained: Vec<Requirement>,
    /// Submissions that would have too few reviewers.
    pub unreviewed: Vec<String>,
    /// Number of reviews that another expert would do.
    pub reviews_changed: usize,
}

impl Standing<'_> {
    /// The group as the plan has it.
    pub fn worth_now(&self, group: usize) -> GroupWorth {
        self.worth_reviewed(group, |submission| {
            self.assignment.reviewers[submission as usize].clone()
        })
    }

    /// The group with these reviewers of its submissions.
    pub fn worth_reviewed(&self, group: usize, reviewers: impl Fn(u32) -> Vec<u32>) -> GroupWorth {
        let held = &self.submissions[group];
        let reviewers = held.iter().map(|&submission| reviewers(submission));
        self.mixed(
            group,
            &self.members[group],
            self.worth(&self.members[group], held, reviewers.collect()),
        )
    }

    /// The group with these members and submissions, with reviews chosen again by the code of the
    /// search: most coverage first, then the highest score, within the load limits.
    pub fn worth_with(&self, group: usize, members: &[u32], submissions: &[u32]) -> GroupWorth {
        let weights = match self.season.rules.solve.objective {
            Objective::Total => Weights::total(&self.instance),
            Objective::Maxmin => {
                Weights::maxmin(&self.instance, self.assignment.value(&self.instance).worst)
            }
        };
        let context = Context {
            instance: &self.instance,
            weights: &weights,
        };
        let block = Block::new(context, group, members, submissions);
        let reviewers = (0..submissions.len()).map(|row| {
            let mut reviewers: Vec<u32> = block.reviewers(row).collect();
            reviewers.sort_unstable();
            reviewers
        });
        let worth = self.worth(members, submissions, reviewers.collect());
        self.mixed(group, members, worth)
    }

    /// The same with what the mix of the group's members misses.
    fn mixed(&self, group: usize, members: &[u32], worth: GroupWorth) -> GroupWorth {
        let limits = self.instance.mixes.groups.iter().enumerate();
        let missed = limits
            .filter(|(_, mix)| !mix.hard && mix.missing(mix.having(members), members.len()) > 0);
        GroupWorth {
            mixes: missed.map(|(number, _)| (group, number)).collect(),
            ..worth
        }
    }

    /// The requirement behind a limit on the mix of a group's members.
    pub fn mix_requirement(&self, group: usize, limit: usize) -> Requirement {
        let rule = self.instance.mixes.groups[limit].rule;
        Requirement {
            submission: self.instance.groups[group].id.clone(),
            kind: ShortfallKind::Mix,
            code: self.season.rules.mix[rule].label(),
        }
    }

    /// One submission in its group with these reviewers.
    pub fn worth_of(&self, submission: u32, reviewers: &[u32]) -> GroupWorth {
        let group = self.assignment.group[submission as usize] as usize;
        self.worth(
            &self.members[group],
            &[submission],
            vec![reviewers.to_vec()],
        )
    }

    fn worth(&self, members: &[u32], submissions: &[u32], reviewers: Vec<Vec<u32>>) -> GroupWorth {
        let mut worth = GroupWorth {
            total: 0,
            shortfalls: Vec::new(),
            mixes: Vec::new(),
            missed: Vec::new(),
            unreviewed: Vec::new(),
            overloaded: Vec::new(),
            underloaded: Vec::new(),
            apart: None,
            reviewers,
        };
        for (&submission, chosen) in submissions.iter().zip(&worth.reviewers) {
            let cells = chosen
                .iter()
                .map(|&e| self.instance.cells.get(submission as usize, e as usize));
            worth.total += cells
                .clone()
                .map(|cell| i64::from(cell.score()))
                .sum::<i64>();
            let need = &self.instance.submissions[submission as usize];
            let lacks = |bit: &u32| {
                let having = cells.clone().filter(|cell| cell.mask() >> bit & 1 == 1);
                having.count() < self.instance.needed_for_bit(*bit, need.reviewers) as usize
            };
            let unmet = |mask: u32| {
                let bits = (0..30).filter(move |bit| mask >> bit & 1 == 1);
                bits.filter(lacks).map(|bit| (submission, bit))
            };
            worth.shortfalls.extend(unmet(need.mask));
            worth.missed.extend(unmet(need.hard));
            let lacking = self
                .instance
                .industry_members_lacking(submission as usize, members);
            let wanted = need.industry_members;
            let met = wanted - u32::try_from(lacking).unwrap_or(wanted);
            let unmet = (met + 1..=wanted).map(|nth| (submission, GROUP + nth));
            worth.shortfalls.extend(unmet);
            if chosen.len() < need.reviewers {
                worth.unreviewed.push(submission);
            }
        }
        let mut loads = Vec::with_capacity(members.len());
        for &member in members {
            let all = worth.reviewers.iter();
            let load = all.filter(|chosen| chosen.contains(&member)).count();
            loads.push(u32::try_from(load).unwrap_or(u32::MAX));
            if load > self.instance.experts[member as usize].load_cap as usize {
                worth.overloaded.push(member);
            }
            if load < self.instance.min_load as usize {
                worth.underloaded.push(member);
            }
        }
        let apart = loads.iter().max().zip(loads.iter().min());
        let apart = apart.map(|(most, least)| most - least);
        worth.apart = apart.filter(|apart| *apart > self.instance.load_difference);
        worth.shortfalls.sort_unstable();
        worth
    }

    /// The requirement of a coverage bit.
    pub fn requirement(&self, submission: u32, bit: u32) -> Requirement {
        let written = self.submission(submission);
        if let Some(mix) = self.instance.mixes.of_bit(bit) {
            return Requirement {
                submission: written.id.clone(),
                kind: ShortfallKind::Mix,
                code: self.season.rules.mix[mix.rule].label(),
            };
        }
        let industries = || {
            let codes: Vec<&str> = written.industries.iter().map(|code| code.text()).collect();
            codes.join(";")
        };
        let (kind, code) = match bit.checked_sub(1) {
            None => (ShortfallKind::Industry, industries()),
            Some(_) if bit > GROUP => (ShortfallKind::Group, industries()),
            Some(at) => {
                let code = written
                    .domains
                    .get(at as usize)
                    .map(|domain| domain.code.clone());
                (ShortfallKind::Domain, code.unwrap_or_default())
            }
        };
        Requirement {
            submission: written.id.clone(),
            kind,
            code,
        }
    }

    /// The effect between groups before and after (with the same submissions in both).
    pub fn change(&self, before: &[&GroupWorth], after: &[&GroupWorth]) -> Change {
        let total = |all: &[&GroupWorth]| all.iter().map(|worth| worth.total).sum::<i64>();
        let short = |all: &[&GroupWorth]| -> Vec<(u32, u32)> {
            let mut short: Vec<_> = all
                .iter()
                .flat_map(|worth| &worth.shortfalls)
                .copied()
                .collect();
            short.sort_unstable();
            short
        };
        let (old, new) = (short(before), short(after));
        let named = |these: &[(u32, u32)], those: &[(u32, u32)]| {
            let left = these.iter().filter(|item| !those.contains(item));
            left.map(|&(submission, bit)| self.requirement(submission, bit))
                .collect()
        };
        let kept = |(one, other): (&Vec<u32>, &Vec<u32>)| -> usize {
            other
                .iter()
                .filter(|reviewer| !one.contains(reviewer))
                .count()
        };
        let rows = |all: &[&GroupWorth]| -> Vec<Vec<u32>> {
            all.iter()
                .flat_map(|worth| worth.reviewers.clone())
                .collect()
        };
        let (before_rows, after_rows) = (rows(before), rows(after));
        let mixes = |all: &[&GroupWorth]| -> Vec<(usize, usize)> {
            all.iter().flat_map(|worth| worth.mixes.clone()).collect()
        };
        let (old_mixes, new_mixes) = (mixes(before), mixes(after));
        let mixed = |these: &[(usize, usize)], those: &[(usize, usize)]| -> Vec<Requirement> {
            let left = these.iter().filter(|item| !those.contains(item));
            left.map(|&(group, limit)| self.mix_requirement(group, limit))
                .collect()
        };
        let both = |mut coverage: Vec<Requirement>, mix: Vec<Requirement>| {
            coverage.extend(mix);
            coverage
        };
        Change {
            score: points(total(after) - total(before)),
            lost: both(named(&new, &old), mixed(&new_mixes, &old_mixes)),
            gained: both(named(&old, &new), mixed(&old_mixes, &new_mixes)),
            unreviewed: (after.iter().flat_map(|worth| &worth.unreviewed))
                .map(|&submission| self.submission(submission).id.clone())
                .collect(),
            reviews_changed: before_rows.iter().zip(&after_rows).map(kept).sum(),
        }
    }
}

/// Converts billionths to points.
pub(crate) fn points(nano: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
    let points = nano as f64 / NANO;
    points
}
