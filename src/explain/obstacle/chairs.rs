//! R13: chair and vice chair.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::explain::Standing;
use crate::explain::words::person;
use crate::model::Rule;
use crate::solve::instance::Seating;

/// An expert who would be chair (`which` 0) or vice chair (1).
pub(super) fn to_chair(
    standing: &Standing<'_>,
    which: usize,
    expert: u32,
    found: &mut Vec<Obstacle>,
) {
    let instance = &standing.instance;
    let own = &instance.experts[expert as usize];
    let name = person(standing.expert(expert));
    if !own.quality_lead {
        found.push(Obstacle::new(
            Rule::Chairs,
            bilingual!("{name} 不是质量综合专家", "{name} is not a quality expert"),
            bilingual!(
                "{name} 的「质量综合专家」改为「是」",
                "set quality_lead of {name} to yes"
            ),
        ));
    }
    let other = [standing.assignment.vice_chair, standing.assignment.chair][which];
    if let Some(other) = other
        && other != expert
        && own.is_colleague_of(&instance.experts[other as usize])
    {
        let other = person(standing.expert(other));
        found.push(Obstacle::firm(
            Rule::Chairs,
            bilingual!(
                "{name} 与 {other} 单位相同",
                "{name} and {other} have the same employer"
            ),
            bilingual!("请另选一位", "choose somebody else"),
        ));
    }
    if !instance.chairs.let_hold(which, expert) {
        found.push(Obstacle::new(
            Rule::Pins,
            bilingual!(
                "指定了另一位任此职",
                "a pin gives this post to somebody else"
            ),
            bilingual!("修改该条指定", "change that pin"),
        ));
    }
    if own.seating != Seating::Free && !instance.chairs_in_groups {
        found.push(Obstacle::new(
            Rule::Pins,
            bilingual!(
                "指定 {name} 进专业组",
                "a pin demands a seat in a group for {name}"
            ),
            bilingual!("修改该条指定", "change that pin"),
        ));
    }
}

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
