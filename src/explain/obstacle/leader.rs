//! R12: one leader in each group.

use super::seat::Seat;
use super::{Obstacle, Vacancy, pins};
use crate::bilingual;
use crate::explain::Standing;
use crate::explain::words::person;
use crate::model::Rule;

/// A group that would have no leader, or not the pinned one.
pub(super) fn to_sit(seat: &Seat<'_>, vacancy: Option<Vacancy>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    let pinned = standing.instance.groups[seat.group].leader;
    let after: Vec<u32> = seat.others.iter().copied().chain([seat.expert]).collect();
    if let Some(pinned) = pinned.filter(|&one| vacancy == Some(Vacancy::Displaced(one))) {
        // If a pin of this group keeps the leader from the other one, that pin is already reported.
        if standing.seat(seat.expert).is_some_and(|other| {
            let own = &standing.instance.experts[pinned as usize];
            !own.allowed.allows(other)
        }) {
            return;
        }
        found.push(pins::of_leader(seat, pinned));
    } else if leader_of(standing, seat.group, &after).is_none() {
        let own = person(standing.expert(seat.expert));
        found.push(Obstacle::new(
            Rule::Leader,
            bilingual!(
                "换人后组内无人可任组长",
                "the group would have no member who may lead it"
            ),
            bilingual!(
                "{own} 的「可任组长」改为「是」",
                "set can_lead of {own} to yes"
            ),
        ));
    }
}

/// A group that would have no leader after the seat's expert has left, or not the pinned one.
pub(super) fn to_leave(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    let pinned = standing.instance.groups[seat.group].leader;
    if pinned == Some(seat.expert) {
        found.push(pins::of_leader(seat, seat.expert));
    } else if leader_of(standing, seat.group, &seat.others).is_none() {
        let others = seat.names(&seat.others);
        let (zh, en) = (others.zh, others.en);
        found.push(Obstacle::new(
            Rule::Leader,
            bilingual!(
                "其余组员无人可任组长",
                "none of the other members may lead the group"
            ),
            bilingual!(
                "{zh} 中有一位的「可任组长」改为「是」",
                "set can_lead to yes for one of {en}"
            ),
        ));
    }
}

/// An expert's knowledge of a group's submissions: the sum of the scores, in billionths.
pub fn knows(standing: &Standing<'_>, expert: u32, group: usize) -> i64 {
    let scores = standing.submissions[group].iter().map(|&submission| {
        let cell = standing
            .instance
            .cells
            .get(submission as usize, expert as usize);
        if cell.free() {
            i64::from(cell.score())
        } else {
            0
        }
    });
    scores.sum()
}

/// The leader of a group with these members: the pinned one, or otherwise (also if the pinned one
/// has left) the member who may lead and knows the submissions best.
pub fn leader_of(standing: &Standing<'_>, group: usize, members: &[u32]) -> Option<u32> {
    let instance = &standing.instance;
    let pinned = instance.groups[group].leader;
    if let Some(pinned) = pinned.filter(|pinned| members.contains(pinned)) {
        return Some(pinned);
    }
    let may = members.iter().copied().filter(|&member| {
        let expert = &instance.experts[member as usize];
        expert.can_lead && expert.may_lead.allows(group)
    });
    may.max_by_key(|&member| {
        let must =
            instance.experts[member as usize].seating == crate::solve::instance::Seating::MustLead;
        (
            must,
            knows(standing, member, group),
            std::cmp::Reverse(member),
        )
    })
}
