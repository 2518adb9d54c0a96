//! R14: conflicts that keep an expert out of a group.

use super::Obstacle;
use super::recuse::of_conflict;
use super::seat::Seat;
use crate::explain::Standing;
use crate::suitability::conflict::ConflictSeverity;

/// Conflicts with the group's submissions.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    let expert = standing.instance.experts[seat.expert as usize].season;
    for &submission in &standing.submissions[seat.group] {
        if !standing
            .instance
            .cells
            .get(submission as usize, seat.expert as usize)
            .barred()
        {
            continue;
        }
        let position = standing.instance.submissions[submission as usize].season;
        let between = standing.conflicts.between(expert, position);
        let bars = between.filter(|conflict| {
            conflict.waived.is_none() && conflict.severity == ConflictSeverity::Bar
        });
        found.extend(bars.map(|conflict| of_conflict(standing, conflict)));
    }
}

/// Members of the group who are barred from the submission.
pub(super) fn to_hold(
    standing: &Standing<'_>,
    submission: u32,
    group: usize,
    found: &mut Vec<Obstacle>,
) {
    let instance = &standing.instance;
    let position = instance.submissions[submission as usize].season;
    for &member in &standing.members[group] {
        if instance
            .cells
            .get(submission as usize, member as usize)
            .barred()
        {
            let expert = instance.experts[member as usize].season;
            let bars = standing
                .conflicts
                .between(expert, position)
                .filter(|conflict| {
                    conflict.waived.is_none() && conflict.severity == ConflictSeverity::Bar
                });
            found.extend(bars.map(|conflict| of_conflict(standing, conflict)));
        }
    }
}
