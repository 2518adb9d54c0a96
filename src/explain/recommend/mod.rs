//! Ranked replacements for a seat, with the effect of each on the group.

use crate::explain::{Change, Obstacle, Standing, Vacancy, balance, exchange, leader_of};
use crate::solve::search::NOWHERE;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

/// An expert who could take the seat.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Replacement {
    /// Expert id, as in the season.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// Employer as written.
    pub employer: String,
    /// Professional title as written.
    pub title: String,
    /// Position on the group's list of alternates, from 1; `None` for others.
    pub alternate: Option<usize>,
    /// Expert id of the member who leaves.
    pub instead_of: String,
    /// Id of the expert's present group, if any; such an expert changes seats with the member,
    /// unless the member has withdrawn.
    pub seated: Option<String>,
    /// Effect on score and coverage of the groups concerned.
    pub change: Change,
    /// The rules that would be broken; empty if the seat may be given.
    pub breaks: Vec<Obstacle>,
    /// Number of reviews the expert would do.
    pub load: u32,
    /// Maximum number of reviews of the expert.
    pub limit: u32,
    /// Expert id of the group's leader after the change; `None` if nobody could lead.
    pub leader: Option<String>,
}

/// Ranks the candidates for a seat of `group` like [`ranked`], but with alternates of the group who
/// break no rule first, in the order of their list, because they have been asked to be available.
/// Their cost compared with others is included.
pub fn recommend(
    standing: &Standing<'_>,
    group: usize,
    member: Option<u32>,
    top: usize,
) -> Vec<Replacement> {
    let mut all = ranked(standing, group, member, usize::MAX);
    let place = |one: &Replacement| {
        let ready = one.breaks.is_empty() && one.seated.is_none();
        let whole = one.change.unreviewed.is_empty();
        one.alternate.filter(|_| ready && whole)
    };
    // A stable sort, so all others keep their rank.
    all.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
    all.truncate(top);
    all
}

/// Ranks the candidates for a seat of `group`: the seat of `member`, or without a member the seat
/// where each is most useful. Candidates who break no rule come first, among these people without a
/// seat before those who would change seats, then by shortfalls, score and position in the table.
///
/// Evaluates every expert who may serve, in parallel. Chooses a group's reviews O(experts) times
/// for one seat, multiplied by the members for any seat.
pub fn ranked(
    standing: &Standing<'_>,
    group: usize,
    member: Option<u32>,
    top: usize,
) -> Vec<Replacement> {
    let count = u32::try_from(standing.instance.experts.len()).unwrap_or(NOWHERE);
    let mut ranked: Vec<(u32, Replacement)> = (0..count)
        .into_par_iter()
        .filter(|&expert| standing.seat(expert) != Some(group))
        .filter(|&expert| !standing.is_head(expert) || standing.instance.chairs_in_groups)
        .filter_map(|expert| {
            let seats: Vec<Vacancy> = match member {
                Some(member) => vec![vacancy(standing, member, expert)],
                None => all_of(&standing.members[group]),
            };
            let all = seats
                .into_iter()
                .map(|seat| replacement(standing, group, seat, expert));
            let best = all.min_by(order)?;
            Some((expert, best))
        })
        .collect();
    ranked.sort_by(|a, b| order(&a.1, &b.1).then(a.0.cmp(&b.0)));
    ranked.truncate(top);
    ranked
        .into_iter()
        .map(|(_, replacement)| replacement)
        .collect()
}

/// The seat of a withdrawn member; experts who already have a seat exchange it with a member who
/// stays.
fn vacancy(standing: &Standing<'_>, member: u32, expert: u32) -> Vacancy {
    match standing.seat(expert) {
        Some(_) => Vacancy::Displaced(member),
        None => Vacancy::Withdrawn(member),
    }
}

fn all_of(members: &[u32]) -> Vec<Vacancy> {
    members.iter().copied().map(Vacancy::Displaced).collect()
}

/// Orders two replacements: fewer broken rules, no seat yet, fewer submissions without reviewers,
/// fewer shortfalls, higher score.
pub fn order(a: &Replacement, b: &Replacement) -> std::cmp::Ordering {
    let key = |one: &Replacement| {
        let breaks = one.breaks.len();
        (
            breaks,
            one.seated.is_some(),
            one.change.unreviewed.len(),
            balance(&one.change),
        )
    };
    key(a)
        .cmp(&key(b))
        .then(b.change.score.total_cmp(&a.change.score))
}

/// The effect of `expert` taking a place in `group`.
pub fn replacement(
    standing: &Standing<'_>,
    group: usize,
    vacancy: Vacancy,
    expert: u32,
) -> Replacement {
    let member = vacancy.member();
    let way = exchange(standing, expert, group, vacancy);
    let mut members = standing.members[group].clone();
    members.retain(|&other| other != member);
    members.push(expert);
    members.sort_unstable();
    let worth = standing.worth_with(group, &members, &standing.submissions[group]);
    let load = worth
        .reviewers
        .iter()
        .filter(|chosen| chosen.contains(&expert))
        .count();
    let own = &standing.instance.experts[expert as usize];
    let person = standing.expert(expert);
    let list = standing.plan.group(standing.group_id(group));
    let mut list = list.into_iter().flat_map(|group| &group.alternates);
    Replacement {
        employer: person.employer.clone(),
        title: person.title.clone(),
        alternate: list.position(|id| *id == person.id).map(|at| at + 1),
        expert: standing.expert(expert).id.clone(),
        name: standing.expert(expert).name.clone(),
        instead_of: way.instead_of,
        seated: standing
            .seat(expert)
            .map(|seat| standing.group_id(seat).to_owned()),
        change: way.change,
        breaks: way.obstacles,
        load: u32::try_from(load).unwrap_or(u32::MAX),
        limit: own.load_cap,
        leader: leader_of(standing, group, &members)
            .map(|leader| standing.expert(leader).id.clone()),
    }
}
