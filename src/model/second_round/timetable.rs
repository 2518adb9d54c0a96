//! The time of each hearing.

use super::clock::Clock;
use crate::bilingual;
use crate::model::Season;
use crate::model::plan::{Group, Plan, Session};
use crate::model::words::Bilingual;
use std::collections::{BTreeMap, BTreeSet};

/// Day and slot of a hearing, as positions in the days of its group and the slots of a day.
type Place = (usize, usize);

/// Creates the timetable of a plan of the defence: within each group in the order of the
/// submissions table, day by day. Hearings that the plan has already keep their times where these
/// are still possible, since applicants were told; the others take what is free. Does nothing to a
/// plan of the paper round. Submissions without a free slot (a group that grew beyond its days) are
/// left out.
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
        let kept = kept(&round.timetable, group, days, &clock);
        let places = match kept.is_empty() {
            true => one_by_one(&ids, days.len(), clock.slots.len()),
            false => beside(&ids, &kept, days.len(), clock.slots.len()),
        };
        for (id, (day, slot)) in places {
            timetable.push(session(&clock, &group.id, &days[day], slot, id));
        }
    }
    timetable.sort();
    round.timetable = timetable;
}

/// Hears a submission at another time of its group. What the group hears then takes the time that
/// becomes free.
///
/// # Errors
/// Why it cannot be heard then, in words.
pub fn hear(
    season: &Season,
    plan: &mut Plan,
    submission: &str,
    (day, start): (&str, &str),
) -> Result<(), Bilingual> {
    let group = plan.group_of_submission(submission);
    let group = group.map(|own| own.id.clone()).unwrap_or_default();
    let Some(round) = &mut plan.round else {
        return Err(bilingual!(
            "这是资料评审的方案，没有答辩日程",
            "This is a plan of the paper round, which has no timetable"
        ));
    };
    let days = round.groups.iter().filter(|own| own.id == group);
    let days: Vec<&String> = days.flat_map(|own| &own.days).collect();
    let day = day.trim();
    if !days.iter().any(|own| *own == day) {
        let days: Vec<&str> = days.into_iter().map(String::as_str).collect();
        let (zh, en) = (days.join("、"), days.join(", "));
        return Err(bilingual!(
            "专业组 {group} 在「{day}」不答辩，该组的答辩日是：{zh}",
            "Group {group} does not sit on [{day}]; its days are: {en}"
        ));
    }
    let clock = Clock::new(&season.rules.defence).unwrap_or(Clock {
        days: Vec::new(),
        slots: Vec::new(),
    });
    let Some(slot) = clock.slot_at(start) else {
        let starts: Vec<String> = (0..clock.slots.len()).map(|at| clock.start(at)).collect();
        let (zh, en) = (starts.join("、"), starts.join(", "));
        return Err(bilingual!(
            "「{start}」不是答辩开始的时刻；可选：{zh}",
            "No hearing begins at [{start}]; possible: {en}"
        ));
    };
    let new = session(&clock, &group, day, slot, submission);
    let there = round
        .timetable
        .iter()
        .position(|own| (&own.group, &own.day, &own.start) == (&new.group, &new.day, &new.start));
    let here = round
        .timetable
        .iter()
        .position(|own| own.submission == submission);
    match (here, there) {
        (Some(here), Some(there)) => {
            let other = round.timetable[there].submission.clone();
            round.timetable[here].submission = other;
            submission.clone_into(&mut round.timetable[there].submission);
        }
        (Some(here), None) => round.timetable[here] = new,
        (None, None) => round.timetable.push(new),
        (None, Some(there)) => {
            let other = &round.timetable[there].submission;
            return Err(bilingual!(
                "这一时刻已排 {other}，而 {submission} 没有可以交换的时刻",
                "{other} is heard then, and {submission} has no time to exchange"
            ));
        }
    }
    round.timetable.sort();
    Ok(())
}

fn session(clock: &Clock, group: &str, day: &str, slot: usize, submission: &str) -> Session {
    Session {
        day: day.to_owned(),
        group: group.to_owned(),
        start: clock.start(slot),
        end: clock.end(slot),
        submission: submission.to_owned(),
    }
}

/// The hearings of a group that can stay where they are.
fn kept<'a>(
    timetable: &'a [Session],
    group: &Group,
    days: &[String],
    clock: &Clock,
) -> BTreeMap<&'a str, Place> {
    let mut kept = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for own in timetable.iter().filter(|own| own.group == group.id) {
        let day = days.iter().position(|day| *day == own.day);
        let mut slots = 0..clock.slots.len();
        let slot = slots
            .find(|&at| (clock.start(at), clock.end(at)) == (own.start.clone(), own.end.clone()));
        if let (Some(day), Some(slot)) = (day, slot)
            && group.submissions.contains(&own.submission)
            && !kept.contains_key(own.submission.as_str())
            && taken.insert((day, slot))
        {
            kept.insert(own.submission.as_str(), (day, slot));
        }
    }
    kept
}

/// Even parts in order, so that days are filled equally.
fn one_by_one<'a>(ids: &[&'a String], days: usize, slots: usize) -> Vec<(&'a str, Place)> {
    let each = ids.len().div_ceil(days.max(1)).max(1);
    let parts = ids.chunks(each).take(days).enumerate();
    let placed = parts.flat_map(|(day, part)| {
        let times = part.iter().take(slots).enumerate();
        times.map(move |(slot, id)| (id.as_str(), (day, slot)))
    });
    placed.collect()
}

/// Those without a time take the first free one of the day on which the group hears least.
fn beside<'a>(
    ids: &[&'a String],
    kept: &BTreeMap<&str, Place>,
    days: usize,
    slots: usize,
) -> Vec<(&'a str, Place)> {
    let mut taken: BTreeSet<Place> = kept.values().copied().collect();
    let mut placed = Vec::new();
    for id in ids {
        let place = kept.get(id.as_str()).copied().or_else(|| {
            let count = |day: usize| taken.range((day, 0)..(day + 1, 0)).count();
            let day = (0..days)
                .filter(|&day| count(day) < slots)
                .min_by_key(|&day| count(day))?;
            let slot = (0..slots).find(|&slot| !taken.contains(&(day, slot)))?;
            Some((day, slot))
        });
        if let Some(place) = place {
            taken.insert(place);
            placed.push((id.as_str(), place));
        }
    }
    placed
}
