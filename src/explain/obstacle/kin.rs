//! R16: relatives never share a group.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;

/// A relative in the group.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let kin = &seat.standing.instance.experts[seat.expert as usize].kin;
    let there: Vec<u32> = seat
        .others
        .iter()
        .copied()
        .filter(|other| kin.contains(other))
        .collect();
    if there.is_empty() {
        return;
    }
    let Bilingual { zh, en } = seat.names(&there);
    found.push(Obstacle::new(
        Rule::Kin,
        bilingual!(
            "与组内的 {zh} 是亲属",
            "a relative of {en}, who is in the group"
        ),
        bilingual!(
            "亲属同组不可放宽，须把 {zh} 编入别组",
            "relatives may never share a group: {en} would have to move to another one"
        ),
    ));
}
