//! R04: sizes of groups.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::model::Rule;

/// One member more than allowed, or an even number.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let (size, shape) = (seat.others.len() + 1, &seat.standing.instance.shape);
    if shape.members.contains(&size) {
        return;
    }
    let most = shape.max_members();
    let (words, change) = if size > most {
        (
            bilingual!(
                "{size} 人超过每组上限 {most} 人",
                "{size} members; at most {most} are allowed"
            ),
            bilingual!(
                "max_members {most} → {size}",
                "max_members {most} -> {size}"
            ),
        )
    } else {
        (
            bilingual!(
                "组员人数须为单数，不能是 {size} 人",
                "the number of members must be odd, not {size}"
            ),
            bilingual!("odd_members true → false", "odd_members true -> false"),
        )
    };
    found.push(Obstacle::new(Rule::GroupMembers, words, change));
}

/// One member fewer than allowed, or an even number; the seat's expert is the one who leaves.
pub(super) fn to_leave(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let (size, shape) = (seat.others.len(), &seat.standing.instance.shape);
    if shape.members.contains(&size) {
        return;
    }
    let least = shape.members.first().copied().unwrap_or(0);
    let (words, change) = if size < least {
        (
            bilingual!(
                "只剩 {size} 人，少于每组下限 {least} 人",
                "{size} members would be left; at least {least} are needed"
            ),
            bilingual!(
                "min_members {least} → {size}",
                "min_members {least} -> {size}"
            ),
        )
    } else {
        (
            bilingual!(
                "组员人数须为单数，不能是 {size} 人",
                "the number of members must be odd, not {size}"
            ),
            bilingual!("odd_members true → false", "odd_members true -> false"),
        )
    };
    found.push(Obstacle::new(Rule::GroupMembers, words, change));
}
