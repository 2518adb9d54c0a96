//! Moves that are no exchange: a seat more or less, another chair, another reviewer.

use super::obstacle::{Obstacle, Vacancy, to_chair, to_leave, to_review, to_review_all, to_sit};
use super::place::{balance, exchange};
use super::{Change, GroupWorth, Standing};
use crate::model::Rule;
use std::collections::BTreeMap;

/// What a move does, and what forbids it.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Effect on score and coverage, with the reviews of the groups concerned chosen again.
    pub change: Change,
    /// The rules that forbid it; empty if it is allowed.
    pub obstacles: Vec<Obstacle>,
}

/// An expert gets a seat in a group in addition to its members, and leaves any other group.
/// Chooses the reviews of two groups.
pub fn join(standing: &Standing<'_>, expert: u32, group: usize) -> Effect {
    let mut members = standing.members[group].clone();
    members.push(expert);
    members.sort_unstable();
    let after = standing.worth_with(group, &members, &standing.submissions[group]);
    let now = standing.worth_now(group);
    let mut obstacles = to_sit(standing, expert, group, None);
    obstacles.extend(to_review_all(standing, &after));
    let change = match standing.seat(expert) {
        None => standing.change(&[&now], &[&after]),
        Some(home) => {
            let left = without(standing, expert, home);
            obstacles.extend(to_leave(standing, expert, home, true));
            obstacles.extend(to_review_all(standing, &left));
            standing.change(&[&now, &standing.worth_now(home)], &[&after, &left])
        }
    };
    Effect { change, obstacles }
}

/// An expert gives up the seat, and nobody takes it. `None` for somebody without one.
pub fn leave(standing: &Standing<'_>, expert: u32) -> Option<Effect> {
    let home = standing.seat(expert)?;
    let left = without(standing, expert, home);
    let mut obstacles = to_leave(standing, expert, home, false);
    obstacles.extend(to_review_all(standing, &left));
    let change = standing.change(&[&standing.worth_now(home)], &[&left]);
    Some(Effect { change, obstacles })
}

fn without(standing: &Standing<'_>, expert: u32, group: usize) -> GroupWorth {
    let mut rest = standing.members[group].clone();
    rest.retain(|&other| other != expert);
    standing.worth_with(group, &rest, &standing.submissions[group])
}

/// The chair (`which` 0) or the vice chair (1) and an expert exchange their places. `None` where
/// the office is empty, or its holder has a seat in a group as well.
pub fn of_office(standing: &Standing<'_>, which: usize, expert: u32) -> Option<Effect> {
    let heads = [standing.assignment.chair, standing.assignment.vice_chair];
    let head = heads[which].filter(|&head| standing.seat(head).is_none())?;
    let mut obstacles = to_chair(standing, which, expert);
    if heads[1 - which] == Some(expert) {
        // The two heads exchange their offices: the other one must be allowed as well.
        obstacles.extend(to_chair(standing, 1 - which, head));
    }
    let Some(group) = standing.seat(expert) else {
        let change = standing.change(&[], &[]);
        return Some(Effect { change, obstacles });
    };
    let way = exchange(standing, head, group, Vacancy::Displaced(expert));
    // Whoever takes the seat holds the office no more.
    let rest = way.obstacles.into_iter();
    obstacles.extend(rest.filter(|own| own.rule != Rule::Chairs.code()));
    Some(Effect {
        change: way.change,
        obstacles,
    })
}

/// A member of the group reviews a submission in the place of one of its reviewers. Where that
/// breaks a rule about the other reviews, such as a load limit, one of them is handed on as well if
/// that helps; all others stay.
pub fn of_review(standing: &Standing<'_>, submission: u32, out: u32, into: u32) -> Effect {
    let group = standing.assignment.group[submission as usize] as usize;
    let mut reviewers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &own in &standing.submissions[group] {
        reviewers.insert(own, standing.assignment.reviewers[own as usize].clone());
    }
    hand(&mut reviewers, submission, out, into);
    let index = standing.instance.experts[into as usize].season;
    let position = standing.instance.submissions[submission as usize].season;
    let own = to_review(standing, index, position);
    let judged = |reviewers: &BTreeMap<u32, Vec<u32>>| {
        let after = standing.worth_reviewed(group, |own| reviewers[&own].clone());
        let mut obstacles = own.clone();
        obstacles.extend(to_review_all(standing, &after));
        let change = standing.change(&[&standing.worth_now(group)], &[&after]);
        Effect { change, obstacles }
    };
    let alone = judged(&reviewers);
    if alone.obstacles.len() == own.len() {
        return alone;
    }
    let mut best = alone;
    let others = standing.submissions[group].iter().copied();
    for other in others.filter(|&other| other != submission) {
        for &from in &reviewers[&other] {
            for &to in &standing.members[group] {
                let cell = standing.instance.cells.get(other as usize, to as usize);
                if reviewers[&other].contains(&to) || !cell.free() {
                    continue;
                }
                let mut handed = reviewers.clone();
                hand(&mut handed, other, from, to);
                let effect = judged(&handed);
                let key = |one: &Effect| (one.obstacles.len(), balance(&one.change));
                let better = key(&effect)
                    .cmp(&key(&best))
                    .then(best.change.score.total_cmp(&effect.change.score));
                if better.is_lt() {
                    best = effect;
                }
            }
        }
    }
    best
}

/// Puts a reviewer in the place of another.
fn hand(reviewers: &mut BTreeMap<u32, Vec<u32>>, submission: u32, out: u32, into: u32) {
    if let Some(own) = reviewers.get_mut(&submission) {
        own.retain(|&reviewer| reviewer != out);
        own.push(into);
        own.sort_unstable();
    }
}
