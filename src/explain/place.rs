//! The best way to seat an expert in a group: the member replaced, the effect, and the rules
//! broken.

use super::obstacle::{Obstacle, Vacancy, to_review_all, to_sit};
use super::{Change, Standing};
use schemars::JsonSchema;
use serde::Serialize;

/// An expert in a member's place. An expert from another group changes seats with the member.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Exchange {
    /// Group id.
    pub group: String,
    /// Expert id of the member who is replaced.
    pub instead_of: String,
    /// Whether the member takes the expert's seat in return.
    pub swap: bool,
    /// Effect on score and coverage, with the reviews of the groups concerned chosen again.
    pub change: Change,
    /// The rules that forbid it; empty if it is allowed.
    pub obstacles: Vec<Obstacle>,
}

/// The best exchange that brings an expert into a group: the fewest broken rules, then the fewest
/// shortfalls, then the highest total. `None` for a group without members or the expert's own.
/// Chooses a group's reviews O(members) times.
pub fn best(standing: &Standing<'_>, expert: u32, group: usize) -> Option<Exchange> {
    if standing.seat(expert) == Some(group) {
        return None;
    }
    let members = standing.members[group].iter();
    members
        .map(|&member| exchange(standing, expert, group, Vacancy::Displaced(member)))
        .min_by(|a, b| {
            let key = |one: &Exchange| (one.obstacles.len(), balance(&one.change));
            key(a)
                .cmp(&key(b))
                .then(b.change.score.total_cmp(&a.change.score))
        })
}

/// The change in the number of shortfalls.
pub(crate) fn balance(change: &Change) -> i64 {
    // Numbers of shortfalls are small.
    #[allow(clippy::cast_possible_wrap)]
    let balance = change.lost.len() as i64 - change.gained.len() as i64;
    balance
}

/// The effect of an expert taking a member's place.
pub fn exchange(standing: &Standing<'_>, expert: u32, group: usize, vacancy: Vacancy) -> Exchange {
    let member = vacancy.member();
    let with = |at: usize, out: u32, into: u32| {
        let mut members = standing.members[at].clone();
        members.retain(|&other| other != out);
        members.push(into);
        members.sort_unstable();
        standing.worth_with(at, &members, &standing.submissions[at])
    };
    let (before, after) = (standing.worth_now(group), with(group, member, expert));
    let mut obstacles = to_sit(standing, expert, group, Some(vacancy));
    obstacles.extend(to_review_all(standing, &after));
    let home = standing.seat(expert);
    let change = match home {
        None => standing.change(&[&before], &[&after]),
        Some(home) => {
            let left = with(home, expert, member);
            let room = Vacancy::Displaced(expert);
            obstacles.extend(to_sit(standing, member, home, Some(room)));
            obstacles.extend(to_review_all(standing, &left));
            standing.change(&[&before, &standing.worth_now(home)], &[&after, &left])
        }
    };
    Exchange {
        group: standing.group_id(group).to_owned(),
        instead_of: standing.expert(member).id.clone(),
        swap: home.is_some(),
        change,
        obstacles,
    }
}
