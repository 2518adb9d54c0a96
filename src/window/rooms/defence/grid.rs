//! The timetable as a grid: a day each, times down, groups across.

use crate::model::plan::{Plan, Round};
use crate::model::second_round::Clock;
use crate::window::table::Table;
use std::collections::BTreeMap;

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

/// The days in order; with submissions that have no time at the end of the answer.
pub(super) fn days(table: &Table) -> (Vec<Day>, Vec<String>) {
    let Some(round) = &table.plan.round else {
        return Default::default();
    };
    let Ok(clock) = Clock::new(&table.season.rules.defence) else {
        return Default::default();
    };
    let mut names: Vec<&String> = round.groups.iter().flat_map(|own| &own.days).collect();
    names.sort();
    names.dedup();
    let heard = heard(round);
    let days = names
        .into_iter()
        .map(|day| one(table, &clock, (round, &heard), day));
    let missing = table.plan.groups.iter().flat_map(|group| &group.submissions);
    let missing = missing.filter(|id| !round.timetable.iter().any(|own| own.submission == **id));
    (days.collect(), missing.cloned().collect())
}

type Heard<'a> = BTreeMap<(&'a str, &'a str, &'a str), &'a str>;

/// What is heard by group, day and time.
fn heard(round: &Round) -> Heard<'_> {
    let all = round.timetable.iter();
    all.map(|own| {
        let place = (own.group.as_str(), own.day.as_str(), own.start.as_str());
        (place, own.submission.as_str())
    })
    .collect()
}

fn one(table: &Table, clock: &Clock, (round, heard): (&Round, &Heard<'_>), day: &str) -> Day {
    let sits = |id: &str| {
        let own = round.groups.iter().find(|own| own.id == id);
        own.is_some_and(|own| own.days.iter().any(|own| own == day))
    };
    let groups: Vec<_> = table
        .plan
        .groups
        .iter()
        .filter(|own| sits(&own.id))
        .collect();
    let rows = (0..clock.slots.len()).map(|slot| {
        let start = clock.start(slot);
        let cells = groups.iter().map(|group| Cell {
            heard: heard
                .get(&(group.id.as_str(), day, start.as_str()))
                .map(|id| hearing(table, id)),
            group: group.id.clone(),
        });
        Row {
            cells: cells.collect(),
            end: clock.end(slot),
            start,
        }
    });
    let name = |id: &str| {
        let mut experts = table.season.experts.iter();
        let own = experts.find(|own| own.id == id);
        own.map_or_else(|| id.to_owned(), |own| own.name.clone())
    };
    Day {
        rows: rows.collect(),
        groups: groups
            .iter()
            .map(|group| Head {
                id: group.id.clone(),
                name: group.name.clone(),
                leader: name(&group.leader),
                members: group.members.len(),
                heard: heard.keys().filter(|own| (own.0, own.1) == (group.id.as_str(), day)).count(),
            })
            .collect(),
        name: day.to_owned(),
    }
}

fn hearing(table: &Table, id: &str) -> Hearing {
    let mut all = table.season.submissions.iter();
    let own = all.find(|own| own.id == id);
    Hearing {
        title: own.map(|own| own.title.clone()).unwrap_or_default(),
        organization: own.map(|own| own.organization.clone()).unwrap_or_default(),
        changed: {
            let before = table.prior.plan.as_ref().ok();
            before.is_some_and(|plan| time(plan, id) != time(&table.plan, id))
        },
        id: id.to_owned(),
    }
}

/// Group, day and time of a hearing.
fn time<'p>(plan: &'p Plan, id: &str) -> Option<(&'p str, &'p str, &'p str)> {
    let round = plan.round.as_ref()?;
    let own = round.timetable.iter().find(|own| own.submission == id)?;
    Some((&own.group, &own.day, &own.start))
}
