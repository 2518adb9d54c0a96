//! Which group sits on which days.

use super::clock::Clock;
use super::problems;
use crate::model::{Expert, Problem, Season};
use crate::plan::{Round, RoundGroup};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Whether an expert can sit on all of the days; an expert without free days can on any.
pub(super) fn is_free(expert: &Expert, days: &[Date]) -> bool {
    expert.free_days.is_empty() || days.iter().all(|day| expert.free_days.contains(day))
}

/// Gives each group a run of days, as many as its submissions need: the run on which most of those
/// whom it continues are free, then where most experts are free for each group, then the first.
///
/// # Errors
/// The days do not hold the groups, or nobody who may lead is free.
pub(super) fn assign(
    season: &Season,
    clock: &Clock,
    round: &Round,
    ids: &[&str],
    groups: &mut [RoundGroup],
) -> Result<Vec<Problem>, Vec<Problem>> {
    let each = ids
        .len()
        .div_ceil(groups.len().max(1))
        .div_ceil(clock.slots.len())
        .max(1);
    let blocks = clock.day_count() / each;
    let rooms = match season.rules.defence.rooms {
        0 => usize::MAX,
        rooms => rooms,
    };
    let room = blocks.saturating_mul(rooms);
    if groups.len() > room {
        return Err(vec![problems::too_few_days(
            groups.len(),
            room,
            clock.day_count(),
        )]);
    }
    let dates = |block: usize| {
        clock
            .days
            .get(block * each..(block + 1) * each)
            .unwrap_or_default()
    };
    let heads: BTreeSet<&str> = round.heads.iter().map(String::as_str).collect();
    let pool: Vec<&Expert> = season
        .experts
        .iter()
        .filter(|own| own.available && !heads.contains(own.id.as_str()))
        .collect();
    let free: Vec<usize> = (0..blocks)
        .map(|block| pool.iter().filter(|own| is_free(own, dates(block))).count())
        .collect();
    let mut taken = vec![0_usize; blocks];
    for group in groups.iter_mut() {
        let own: BTreeSet<&str> = group
            .continues
            .iter()
            .filter_map(|id| round.paper.get(id))
            .flatten()
            .map(String::as_str)
            .collect();
        let kept = |block: usize| {
            let own = pool
                .iter()
                .filter(|expert| own.contains(expert.id.as_str()));
            own.filter(|expert| is_free(expert, dates(block))).count()
        };
        let open = (0..blocks).filter(|&block| taken[block] < rooms);
        // The share of free experts as a fraction, compared without rounding.
        let best = open.max_by(|&a, &b| {
            let (one, other) = (free[a] * (taken[b] + 1), free[b] * (taken[a] + 1));
            kept(a).cmp(&kept(b)).then(one.cmp(&other)).then(b.cmp(&a))
        });
        let Some(block) = best else { break };
        taken[block] += 1;
        group.days = (block * each..(block + 1) * each)
            .map(|day| clock.day_name(day))
            .collect();
        let leads = pool
            .iter()
            .any(|own| own.can_lead && is_free(own, dates(block)));
        if !leads {
            return Err(vec![problems::nobody_free(&group.days.join(" "))]);
        }
    }
    let never: Vec<&str> = pool
        .iter()
        .filter(|own| {
            !clock.days.is_empty() && !(0..blocks).any(|block| is_free(own, dates(block)))
        })
        .map(|own| own.id.as_str())
        .collect();
    Ok(if never.is_empty() {
        Vec::new()
    } else {
        vec![problems::never_free(&never)]
    })
}
