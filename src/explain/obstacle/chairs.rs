//! R13: chair and vice chair.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::explain::words::person;
use crate::model::Rule;

/// An expert who chairs the committee and therefore sits in no group.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    if !standing.is_head(seat.expert) || standing.instance.chairs_in_groups {
        return;
    }
    let name = person(standing.expert(seat.expert));
    let chair = standing.assignment.chair == Some(seat.expert);
    let (zh, en) = if chair {
        ("主任委员", "the chair")
    } else {
        ("副主任委员", "the vice chair")
    };
    found.push(Obstacle::new(
        Rule::Chairs,
        bilingual!(
            "{name} 是{zh}，不进专业组",
            "{name} is {en} and has no seat in a group"
        ),
        bilingual!(
            "chairs_in_groups false → true",
            "chairs_in_groups false -> true"
        ),
    ));
}
