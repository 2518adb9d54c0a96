//! R08: members of one employer in a group.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;

/// The number of members of an employer is already at the cap.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let cap = seat.standing.instance.employer_cap;
    let experts = &seat.standing.instance.experts;
    let own = experts[seat.expert as usize].employers.iter();
    // Of several employers, the one with most members in the group.
    let most = own
        .map(|employer| {
            let of = |other: &u32| experts[*other as usize].employers.contains(employer);
            seat.others.iter().copied().filter(of).collect::<Vec<u32>>()
        })
        .max_by_key(Vec::len);
    let Some(same) = most.filter(|same| same.len() >= cap) else {
        return;
    };
    let more = same.len() + 1;
    let Bilingual { zh, en } = seat.names(&same);
    let employer = &seat.standing.expert(seat.expert).employer;
    let words = if seat.standing.season.rules.balance.family_as_one_employer {
        bilingual!(
            "组内已有同单位或同一集团（{employer}）的 {zh}，上限 {cap} 人",
            "already in the group from the same employer or its corporate family ({employer}): {en}; at most {cap} allowed"
        )
    } else {
        bilingual!(
            "组内已有同单位（{employer}）的 {zh}，上限 {cap} 人",
            "already in the group from the same employer ({employer}): {en}; at most {cap} allowed"
        )
    };
    found.push(Obstacle::new(
        Rule::EmployerCap,
        words,
        bilingual!(
            "max_per_employer {cap} → {more}",
            "max_per_employer {cap} -> {more}"
        ),
    ));
}
