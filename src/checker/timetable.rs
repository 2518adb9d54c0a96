//! R22: the timetable of a defence.
//!
//! Counted from the rules, the experts' free days and the plan's groups and sessions alone: each
//! submission is heard exactly once, by its own group, for as many minutes as the rules give it,
//! on a day of the group, inside the day and outside the break; a group hears one at a time and no
//! more than a day holds; no day has more groups than rooms; every member is free on each day on
//! which the group sits. A plan of the paper round has no timetable.

use super::hours::{Hours, clock, minutes};
use super::view::{Panel, View};
use super::{Rule, Violation};
use crate::bilingual;
use crate::model::plan::{Round, Session};
use crate::model::words::Bilingual;
use std::collections::{BTreeMap, BTreeSet};

/// When a group sits: begin, end and submission of its sessions by day.
type Sittings<'a> = BTreeMap<(&'a str, usize), Vec<(usize, usize, &'a str)>>;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let Some(round) = &view.plan.round else {
        return;
    };
    let Some(hours) = Hours::new(&view.season.rules.defence) else {
        let words = bilingual!(
            "规则 [defence] 的日期或时间无法识别，答辩日程无从核对。",
            "The days or times of the rules [defence] cannot be read; the timetable cannot be checked."
        );
        found.push(Violation::new(Rule::Timetable, &[], words));
        return;
    };
    let mut sittings = Sittings::new();
    for session in &round.timetable {
        check_group(view, session, found);
        check_day(round, &hours, session, found);
        check_time(&hours, session, found);
        let times = (minutes(&session.start), minutes(&session.end));
        if let (Some(day), (Some(start), Some(end))) = (hours.day(&session.day), times) {
            let sitting = sittings.entry((&session.group, day)).or_default();
            sitting.push((start, end, &session.submission));
        }
    }
    check_heard(view, round, found);
    for ((group, day), sessions) in &mut sittings {
        sessions.sort_unstable();
        check_overlaps(group, sessions, found);
        check_total(group, &day_name(&hours, *day), (&hours, sessions), found);
    }
    check_rooms(&hours, &sittings, found);
    for panel in &view.groups {
        check_free(view, panel, (&hours, &sittings), found);
    }
}

fn violation(session: &Session, words: Bilingual) -> Violation {
    let subjects = [session.group.as_str(), session.submission.as_str()];
    Violation::new(Rule::Timetable, &subjects, words)
}

fn day_name(hours: &Hours, day: usize) -> String {
    let date = hours.date(day);
    date.map_or_else(|| (day + 1).to_string(), |date| date.to_string())
}

/// A submission is heard by the group that holds it.
fn check_group(view: &View, session: &Session, found: &mut Vec<Violation>) {
    let (group, submission) = (&session.group, &session.submission);
    let holds =
        |panel: &Panel| panel.group.id == *group && panel.group.submissions.contains(submission);
    if !view.groups.iter().any(holds) {
        let words = bilingual!(
            "答辩日程把申报「{submission}」排在专业组「{group}」，该组没有这项申报。",
            "The timetable has submission [{submission}] heard by group [{group}], which does not have it."
        );
        found.push(violation(session, words));
    }
}

/// A session is on a day of the rules that is one of its group's.
fn check_day(round: &Round, hours: &Hours, session: &Session, found: &mut Vec<Violation>) {
    let (group, submission, day) = (&session.group, &session.submission, &session.day);
    let Some(known) = hours.day(day) else {
        let words = bilingual!(
            "专业组 {group} 在「{day}」听取 {submission}，规则中没有这一天。",
            "Group {group} hears {submission} on [{day}], which is not a day in the rules."
        );
        found.push(violation(session, words));
        return;
    };
    let own = round.groups.iter().filter(|own| own.id == *group);
    let mut days = own.flat_map(|own| &own.days);
    if !days.any(|name| hours.day(name) == Some(known)) {
        let words = bilingual!(
            "专业组 {group} 在 {day} 听取 {submission}，这一天不是该组的答辩日。",
            "Group {group} hears {submission} on {day}, which is not one of its days."
        );
        found.push(violation(session, words));
    }
}

/// A session takes the minutes of the rules, inside the day and outside the break.
fn check_time(hours: &Hours, session: &Session, found: &mut Vec<Violation>) {
    let (group, submission) = (&session.group, &session.submission);
    let (from, to) = (&session.start, &session.end);
    let (Some(start), Some(end)) = (minutes(from), minutes(to)) else {
        let words = bilingual!(
            "专业组 {group} 听取 {submission} 的时间「{from}—{to}」无法识别。",
            "The time [{from}-{to}] at which group {group} hears {submission} cannot be read."
        );
        found.push(violation(session, words));
        return;
    };
    let (taken, each) = (end.saturating_sub(start), hours.each);
    if taken != each {
        let words = bilingual!(
            "专业组 {group} 听取 {submission} 的时间 {from}—{to} 为 {taken} 分钟，规定 {each} 分钟。",
            "Group {group} hears {submission} from {from} to {to}, {taken} minutes; the rules set {each}."
        );
        found.push(violation(session, words).counted(taken, each));
    }
    let (first, last) = (clock(hours.start), clock(hours.end));
    if start < hours.start || end > hours.end {
        let words = bilingual!(
            "专业组 {group} 听取 {submission} 的时间 {from}—{to} 超出当天的答辩时间 {first}—{last}。",
            "Group {group} hears {submission} from {from} to {to}, outside the hours of {first} to {last}."
        );
        found.push(violation(session, words));
    }
    if let Some((first, last)) = hours.pause.filter(|_| hours.breaks((start, end))) {
        let (first, last) = (clock(first), clock(last));
        let words = bilingual!(
            "专业组 {group} 听取 {submission} 的时间 {from}—{to} 与午休 {first}—{last} 重叠。",
            "Group {group} hears {submission} from {from} to {to}, during the break from {first} to {last}."
        );
        found.push(violation(session, words));
    }
}

/// Every submission of every group is heard, and once.
fn check_heard(view: &View, round: &Round, found: &mut Vec<Violation>) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for session in &round.timetable {
        *times.entry(&session.submission).or_default() += 1;
    }
    for panel in &view.groups {
        let group = panel.group.id.as_str();
        let held: BTreeSet<&String> = panel.group.submissions.iter().collect();
        for id in held {
            let number = times.get(id.as_str()).copied().unwrap_or(0);
            let words = match number {
                1 => continue,
                0 => bilingual!(
                    "专业组 {group} 的申报 {id} 没有排入答辩日程。",
                    "Submission {id} of group {group} is not in the timetable."
                ),
                _ => bilingual!(
                    "专业组 {group} 的申报 {id} 在答辩日程中排了 {number} 次。",
                    "Submission {id} of group {group} is in the timetable {number} times."
                ),
            };
            let subjects = [group, id.as_str()];
            let violation = Violation::new(Rule::Timetable, &subjects, words);
            found.push(violation.counted(number, 1));
        }
    }
}

/// A group hears one submission at a time.
fn check_overlaps(group: &str, sessions: &[(usize, usize, &str)], found: &mut Vec<Violation>) {
    for (at, (start, end, first)) in sessions.iter().enumerate() {
        let later = sessions.iter().skip(at + 1);
        // Sorted by begin: whoever begins before this one ends is heard beside it.
        for (other, until, second) in later.take_while(|(other, ..)| other < end) {
            if until <= other || end <= start {
                continue; // no time at all; its minutes are told already
            }
            let from = clock(*other);
            let words = bilingual!(
                "专业组 {group} 在 {from} 同时听取 {first} 与 {second}。",
                "Group {group} hears {first} and {second} at the same time, {from}."
            );
            let subjects = [group, *first, *second];
            found.push(Violation::new(Rule::Timetable, &subjects, words));
        }
    }
}

/// A group hears no longer on a day than the rules allow.
fn check_total(
    group: &str,
    day: &str,
    (hours, sessions): (&Hours, &[(usize, usize, &str)]),
    found: &mut Vec<Violation>,
) {
    let lasting = sessions.iter();
    let total: usize = lasting
        .map(|(start, end, _)| end.saturating_sub(*start))
        .sum();
    let most = hours.most;
    if total > most {
        let words = bilingual!(
            "专业组 {group} 在 {day} 共听取 {total} 分钟，每天至多 {most} 分钟。",
            "Group {group} hears {total} minutes on {day}; at most {most} a day are allowed."
        );
        let subjects = [group, day];
        found.push(Violation::new(Rule::Timetable, &subjects, words).counted(total, most));
    }
}

/// No day has more groups than there are rooms.
fn check_rooms(hours: &Hours, sittings: &Sittings, found: &mut Vec<Violation>) {
    let Some(rooms) = hours.rooms else { return };
    let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (group, day) in sittings.keys() {
        groups.entry(*day).or_default().push(group);
    }
    for (day, groups) in groups {
        let number = groups.len();
        if number > rooms {
            let day = day_name(hours, day);
            let words = bilingual!(
                "{day} 有 {number} 个专业组同时答辩，会场只有 {rooms} 个。",
                "Groups that sit on {day}: {number}; rooms: {rooms}."
            );
            let subjects: Vec<&str> = [day.as_str()].into_iter().chain(groups).collect();
            found.push(Violation::new(Rule::Timetable, &subjects, words).counted(number, rooms));
        }
    }
}

/// Members are free on every day on which their group sits. Free days are dates: where the rules
/// give none, nothing can be said.
fn check_free(
    view: &View,
    panel: &Panel,
    (hours, sittings): (&Hours, &Sittings),
    found: &mut Vec<Violation>,
) {
    let group = panel.group.id.as_str();
    let days: BTreeSet<_> = sittings
        .keys()
        .filter(|(own, _)| *own == group)
        .filter_map(|(_, day)| hours.date(*day))
        .collect();
    for &member in &panel.members {
        let expert = view.expert(member);
        let given = !expert.free_days.is_empty();
        let busy = days.iter().filter(|day| !expert.free_days.contains(day));
        for day in busy.filter(|_| given) {
            let id = &expert.id;
            let words = bilingual!(
                "专业组 {group} 在 {day} 答辩，组员 {id} 这一天没有空。",
                "Group {group} sits on {day}, but its member {id} is not free on that day."
            );
            let subjects = [group, id.as_str()];
            found.push(Violation::new(Rule::Timetable, &subjects, words));
        }
    }
}

#[cfg(test)]
#[path = "timetable_tests.rs"]
mod tests;
