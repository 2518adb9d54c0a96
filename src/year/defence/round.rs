//! The number of groups of the defence, their days, and what they continue.

use super::days;
use super::demand::Demand;
use super::problems;
use crate::bilingual;
use crate::model::plan::{Plan, Round, RoundGroup};
use crate::model::second_round::Clock;
use crate::model::{Problem, Season, SubmissionIndex};
use std::collections::{BTreeMap, BTreeSet};

/// The paper round: its plan and the SHA-256 of its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The plan of the paper round.
    pub plan: &'a Plan,
    /// SHA-256 of the bytes of its plan.json.
    pub hash: &'a str,
}

/// Prepares the defence of the shortlisted submissions. Returns one or more rounds that differ in
/// the days of the groups, the best first, in case there is no plan for the first; and notes for
/// the office.
///
/// # Errors
/// All reasons why no round is possible.
pub fn prepare(
    season: &Season,
    paper: Paper<'_>,
    shortlist: &[SubmissionIndex],
) -> Result<(Vec<Round>, Vec<Problem>), Vec<Problem>> {
    let named = |problems| problems::in_rules_of(season, problems);
    let prepared = prepared(season, paper, shortlist);
    prepared
        .map(|(rounds, notes)| (rounds, named(notes)))
        .map_err(named)
}

fn prepared(
    season: &Season,
    paper: Paper<'_>,
    shortlist: &[SubmissionIndex],
) -> Result<(Vec<Round>, Vec<Problem>), Vec<Problem>> {
    let clock = Clock::new(&season.rules.defence)?;
    let ids: Vec<&str> = shortlist
        .iter()
        .map(|at| season.submissions[at.at()].id.as_str())
        .collect();
    check(season, paper.plan, &ids)?;
    let rules = &season.rules.defence;
    let groups = if rules.continuity > 0.0 {
        continued(season, paper.plan, &ids)?
    } else {
        anew(season, &clock, ids.len())?
    };
    let paper_groups = paper.plan.groups.iter();
    let mut round = Round {
        name: "defence".to_owned(),
        from: paper.hash.to_owned(),
        shortlist: ids.iter().map(|id| (*id).to_owned()).collect(),
        heads: heads(paper.plan),
        groups: Vec::new(),
        paper: paper_groups
            .map(|group| (group.id.clone(), group.members.clone()))
            .collect(),
        held: ids
            .iter()
            .filter_map(|id| {
                let group = paper.plan.group_of_submission(id)?;
                Some(((*id).to_owned(), group.id.clone()))
            })
            .collect(),
        rested: Vec::new(),
        withdrawn: gone(season, paper.plan),
        timetable: Vec::new(),
    };
    if rules.continuity > 0.0 && rules.fresh > 0.0 {
        round.rested = rested(season, paper.plan, &ids, groups.len());
    }
    let demand = Demand::new(season, &clock, &round, &groups);
    let (distributions, mut notes) = days::distribute(season, &demand)?;
    if !round.withdrawn.is_empty() {
        notes.push(problems::gone(&round.withdrawn));
    }
    let with = |days: Vec<Vec<String>>| {
        let groups = groups.iter().cloned().zip(days);
        let groups = groups.map(|(group, days)| RoundGroup { days, ..group });
        Round {
            groups: groups.collect(),
            ..round.clone()
        }
    };
    let rounds: Vec<Round> = distributions.into_iter().map(with).collect();
    for round in rounds.iter().take(1) {
        for [expert, submission] in crate::model::second_round::lost(season, round) {
            notes.push(problems::pin_lost(&expert, &submission));
        }
    }
    Ok((rounds, notes))
}

fn check(season: &Season, plan: &Plan, ids: &[&str]) -> Result<(), Vec<Problem>> {
    if plan.round.is_some() {
        return Err(vec![problems::defence_plan()]);
    }
    let known: BTreeSet<&str> = season
        .submissions
        .iter()
        .map(|own| own.id.as_str())
        .collect();
    let held: BTreeSet<&str> = plan
        .groups
        .iter()
        .flat_map(|group| &group.submissions)
        .map(String::as_str)
        .collect();
    let shared = held.intersection(&known).count();
    if shared == 0 {
        return Err(vec![problems::other_plan(shared)]);
    }
    let mut found: Vec<Problem> = ids
        .iter()
        .filter(|id| !held.contains(*id))
        .map(|id| problems::not_reviewed(id))
        .collect();
    let rules = &season.rules.defence;
    if rules.continuity + rules.fresh > 1.0 + 1e-9 {
        found.push(problems::shares(rules.continuity, rules.fresh));
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// Experts who withdrew in the paper round.
fn gone(season: &Season, plan: &Plan) -> Vec<String> {
    let known = |id: &&String| season.experts.iter().any(|own| own.id == **id);
    plan.withdrawn.iter().filter(known).cloned().collect()
}

fn heads(plan: &Plan) -> Vec<String> {
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    heads.into_iter().cloned().collect()
}

/// Groups that continue no others: the fewest that can each hear their share in a day, or as many
/// as requested.
fn anew(
    season: &Season,
    clock: &Clock,
    submissions: usize,
) -> Result<Vec<RoundGroup>, Vec<Problem>> {
    let asked = season.rules.defence.groups;
    if asked > submissions {
        let why = bilingual!(
            "入围申报共 {submissions} 项",
            "shortlisted submissions: {submissions}"
        );
        return Err(vec![problems::too_many_groups(asked, submissions, why)]);
    }
    let count = match asked {
        0 => submissions.div_ceil(clock.slots.len()).max(1),
        asked => asked,
    };
    let group = |at: usize| RoundGroup {
        id: if count < 100 {
            format!("G{:02}", at + 1)
        } else {
            format!("G{:03}", at + 1)
        },
        ..RoundGroup::default()
    };
    Ok((0..count).map(group).collect())
}

/// Groups that continue those of the paper round; the two smallest are merged until the requested
/// number is reached.
fn continued(season: &Season, plan: &Plan, ids: &[&str]) -> Result<Vec<RoundGroup>, Vec<Problem>> {
    let listed: BTreeSet<&str> = ids.iter().copied().collect();
    let size = |id: &str| {
        let group = plan.group(id);
        group.map_or(0, |own| {
            own.submissions
                .iter()
                .filter(|id| listed.contains(id.as_str()))
                .count()
        })
    };
    let mut parts: Vec<(usize, Vec<String>)> = plan
        .groups
        .iter()
        .map(|group| (size(&group.id), vec![group.id.clone()]))
        .filter(|(size, _)| *size > 0)
        .collect();
    let asked = season.rules.defence.groups;
    if asked > parts.len() {
        let why = bilingual!(
            "延续资料评审的分组，有入围申报的只有这些组",
            "the groups of the paper round are continued, and only these have shortlisted submissions"
        );
        return Err(vec![problems::too_many_groups(asked, parts.len(), why)]);
    }
    while asked > 0 && parts.len() > asked {
        parts.sort_by_key(|(size, ids)| (std::cmp::Reverse(*size), ids[0].clone()));
        let (Some((one, more)), Some((other, mut ids))) = (parts.pop(), parts.pop()) else {
            break;
        };
        ids.extend(more);
        ids.sort();
        parts.push((one + other, ids));
    }
    parts.sort_by(|(_, one), (_, other)| one.cmp(other));
    let name = |ids: &[String]| {
        let names = ids
            .iter()
            .filter_map(|id| plan.group(id))
            .map(|group| group.name.as_str());
        names
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join("、")
    };
    Ok(parts
        .into_iter()
        .map(|(_, continues)| RoundGroup {
            id: continues[0].clone(),
            days: Vec::new(),
            name: name(&continues),
            continues,
        })
        .collect())
}

/// Members of the paper round to leave out, so that groups of minimum size have room for the share
/// of fresh eyes. Leaders are kept first, then those who reviewed most of the shortlist.
fn rested(season: &Season, plan: &Plan, ids: &[&str], groups: usize) -> Vec<String> {
    let rules = &season.rules;
    let least = match rules.defence.min_members {
        0 => rules.groups.min_members,
        own => own,
    };
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // a share of a few hundred seats
    let most = ((1.0 - rules.defence.fresh) * (groups * least) as f64 + 1e-9).floor() as usize;
    let listed: BTreeSet<&str> = ids.iter().copied().collect();
    let mut work: BTreeMap<&str, usize> = BTreeMap::new();
    for review in plan
        .reviews
        .iter()
        .filter(|own| listed.contains(own.submission.as_str()))
    {
        for reviewer in &review.reviewers {
            *work.entry(reviewer).or_default() += 1;
        }
    }
    let mut all: Vec<(bool, usize, &str)> = plan
        .groups
        .iter()
        .flat_map(|group| {
            group
                .members
                .iter()
                .map(|id| (*id != group.leader, id.as_str()))
        })
        .map(|(follows, id)| (follows, work.get(id).copied().unwrap_or(0), id))
        .collect();
    all.sort_by_key(|&(follows, work, id)| (follows, std::cmp::Reverse(work), id));
    all.into_iter()
        .skip(most)
        .map(|(_, _, id)| id.to_owned())
        .collect()
}
