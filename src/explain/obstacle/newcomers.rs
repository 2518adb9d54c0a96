//! R10: share of newcomers.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::explain::Standing;
use crate::model::Rule;

/// Too few newcomers would remain after the seat's expert has left the committee.
pub(super) fn to_leave(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    if !standing.instance.experts[seat.expert as usize].newcomer {
        return;
    }
    let seats = standing.members.iter().flatten().copied();
    let after: Vec<u32> = seats.filter(|&own| own != seat.expert).collect();
    short(standing, &after, found);
}

/// Too few newcomers would remain in the groups.
pub(super) fn to_sit(seat: &Seat<'_>, instead_of: Option<u32>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    let experts = &standing.instance.experts;
    // Only experts from outside the groups change the share.
    if experts[seat.expert as usize].newcomer || standing.seat(seat.expert).is_some() {
        return;
    }
    let seats = standing.members.iter().flatten().copied();
    let after: Vec<u32> = seats
        .filter(|&e| Some(e) != instead_of)
        .chain([seat.expert])
        .collect();
    short(standing, &after, found);
}

/// Too few newcomers among these members of all groups.
fn short(standing: &Standing<'_>, after: &[u32], found: &mut Vec<Obstacle>) {
    let experts = &standing.instance.experts;
    let fresh = after
        .iter()
        .filter(|&&e| experts[e as usize].newcomer)
        .count();
    let needed = standing.instance.newcomers_needed(after.len());
    if fresh < needed {
        let share = standing.instance.new_share;
        #[allow(clippy::cast_precision_loss)] // sizes of committees
        let less = (fresh as f64 / after.len() as f64 * 100.0).floor() / 100.0;
        found.push(Obstacle::new(
            Rule::Newcomers,
            bilingual!(
                "换人后新专家只有 {fresh} 人，需要 {needed} 人",
                "newcomers left: {fresh}; needed: {needed}"
            ),
            bilingual!(
                "min_new_share {share} → {less}",
                "min_new_share {share} -> {less}"
            ),
        ));
    }
}
