//! The timetable as a grid: a day each, times down, groups across.

use crate::model::Submission;
use crate::model::plan::{Group, Round};
use crate::model::second_round::Clock;
use crate::window::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// A day of hearings.
pub(super) struct Day {
    pub(super) name: String,
    pub(super) groups: Vec<Head>,
    pub(super) rows: Vec<Row>,
}

/// A group that sits on a day.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) leader: String,
    pub(super) members: usize,
    pub(super) heard: usize,
}

/// A time of a day.
pub(super) struct Row {
    pub(super) start: String,
    pub(super) end: String,
    pub(super) cells: Vec<Cell>,
}

/// What a group does then.
pub(super) struct Cell {
    pub(super) group: String,
    pub(super) heard: Option<Hearing>,
}

/// A submission that is heard.
pub(super) struct Hearing {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) organization: String,
    /// Whether the draft changes its time.
    pub(super) changed: bool,
}

/// The days in order, and the submissions that have no time.
pub(super) fn days(table: &Table) -> (Vec<Day>, Vec<String>) {
    let (Some(round), Ok(clock)) = (&table.plan.round, Clock::new(&table.season.rules.defence))
    else {
        return Default::default();
    };
    let desk = Desk::new(table, round);
    let names: BTreeSet<&String> = round.groups.iter().flat_map(|own| &own.days).collect();
    let days = names.into_iter().map(|day| desk.day(&clock, day));
    let held = table.plan.groups.iter().flat_map(|own| &own.submissions);
    let missing = held.filter(|id| !desk.now.contains_key(id.as_str()));
    (days.collect(), missing.cloned().collect())
}

/// Group, day and time.
type Place<'a> = (&'a str, &'a str, &'a str);

/// What the days are made of.
struct Desk<'a> {
    table: &'a Table,
    round: &'a Round,
    submissions: BTreeMap<&'a str, &'a Submission>,
    experts: BTreeMap<&'a str, &'a str>,
    /// What is heard, by place.
    heard: BTreeMap<Place<'a>, &'a str>,
    /// Where each submission is heard, with the draft and without.
    now: BTreeMap<&'a str, Place<'a>>,
    before: BTreeMap<&'a str, Place<'a>>,
}

impl<'a> Desk<'a> {
    fn new(table: &'a Table, round: &'a Round) -> Self {
        let prior = table.prior.plan.as_ref().ok();
        let prior = prior.and_then(|plan| plan.round.as_ref());
        let now = places(round);
        Self {
            submissions: table
                .season
                .submissions
                .iter()
                .map(|own| (own.id.as_str(), own))
                .collect(),
            experts: table
                .season
                .experts
                .iter()
                .map(|own| (own.id.as_str(), own.name.as_str()))
                .collect(),
            heard: now.iter().map(|(id, place)| (*place, *id)).collect(),
            before: prior.map(places).unwrap_or_default(),
            now,
            round,
            table,
        }
    }

    fn day(&self, clock: &Clock, day: &str) -> Day {
        let sits = |id: &str| {
            let own = self.round.groups.iter().find(|own| own.id == id);
            own.is_some_and(|own| own.days.iter().any(|own| own == day))
        };
        let groups = self.table.plan.groups.iter();
        let groups: Vec<&Group> = groups.filter(|own| sits(&own.id)).collect();
        let rows = (0..clock.slots.len()).map(|slot| {
            let start = clock.start(slot);
            let cells = groups.iter().map(|group| Cell {
                heard: self
                    .heard
                    .get(&(group.id.as_str(), day, start.as_str()))
                    .map(|id| self.hearing(id)),
                group: group.id.clone(),
            });
            Row {
                cells: cells.collect(),
                end: clock.end(slot),
                start,
            }
        });
        Day {
            rows: rows.collect(),
            groups: groups.iter().map(|own| self.head(own, day)).collect(),
            name: day.to_owned(),
        }
    }

    fn head(&self, group: &Group, day: &str) -> Head {
        let leader = group.leader.as_str();
        let places = self.heard.keys();
        Head {
            id: group.id.clone(),
            name: group.name.clone(),
            leader: (*self.experts.get(leader).unwrap_or(&leader)).to_owned(),
            members: group.members.len(),
            heard: places
                .filter(|own| (own.0, own.1) == (group.id.as_str(), day))
                .count(),
        }
    }

    fn hearing(&self, id: &str) -> Hearing {
        let own = self.submissions.get(id);
        Hearing {
            title: own.map(|own| own.title.clone()).unwrap_or_default(),
            organization: own.map(|own| own.organization.clone()).unwrap_or_default(),
            changed: self.now.get(id) != self.before.get(id),
            id: id.to_owned(),
        }
    }
}

/// Where each submission is heard.
fn places(round: &Round) -> BTreeMap<&str, Place<'_>> {
    let all = round.timetable.iter();
    all.map(|own| {
        let place = (own.group.as_str(), own.day.as_str(), own.start.as_str());
        (own.submission.as_str(), place)
    })
    .collect()
}
