//! The time of each hearing.

use super::clock::Clock;
use crate::model::Season;
use crate::model::plan::{Plan, Session};
use std::collections::BTreeMap;

/// Creates the timetable of a plan of the defence: within each group in the order of the
/// submissions table, day by day. Does nothing to a plan of the paper round. Submissions without a
/// free slot (a group that grew beyond its days) are left out.
pub fn schedule(season: &Season, plan: &mut Plan) {
    let Some(round) = &mut plan.round else { return };
    let Ok(clock) = Clock::new(&season.rules.defence) else {
        return;
    };
    let order: BTreeMap<&str, usize> = season
        .submissions
        .iter()
        .zip(0..)
        .map(|(own, at)| (own.id.as_str(), at))
        .collect();
    let mut timetable = Vec::new();
    for group in &plan.groups {
        let Some(days) = round
            .groups
            .iter()
            .find(|own| own.id == group.id)
            .map(|own| &own.days)
        else {
            continue;
        };
        let mut ids: Vec<&String> = group.submissions.iter().collect();
        ids.sort_by_key(|id| order.get(id.as_str()));
        // Even parts, so that days are filled equally.
        let each = ids.len().div_ceil(days.len().max(1)).max(1);
        for (day, part) in days.iter().zip(ids.chunks(each)) {
            for (id, slot) in part.iter().zip(&clock.slots) {
                timetable.push(Session {
                    day: day.clone(),
                    group: group.id.clone(),
                    start: slot.start.strftime("%H:%M").to_string(),
                    end: slot.end.strftime("%H:%M").to_string(),
                    submission: (*id).clone(),
                });
            }
        }
    }
    timetable.sort();
    round.timetable = timetable;
}
