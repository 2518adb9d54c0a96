//! The needs of the defence's groups, and the people who can sit in them.

use crate::model::plan::{Round, RoundGroup};
use crate::model::second_round::Clock;
use crate::model::{Expert, ExpertIndex, PinKind, PinObject, PinSubject, Season, SubmissionIndex};
use crate::suitability::conflict::Conflicts;
use std::collections::{BTreeMap, BTreeSet};

/// A group that needs days.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// Number of submissions to hear; if groups are formed anew, an even share.
    pub(super) size: usize,
    /// Number of consecutive days it needs.
    pub(super) days: usize,
    /// Experts in conflict with one of its submissions.
    barred: BTreeSet<usize>,
}

/// An expert who can sit in a group of the defence.
#[derive(Debug)]
pub(super) struct Person<'a> {
    /// Position in the table.
    at: usize,
    /// The row.
    pub(super) expert: &'a Expert,
    /// The only group open to them, if they sat in a group that it continues.
    pub(super) home: Option<usize>,
    /// Whether the office pinned them as a reviewer of a shortlisted submission.
    pub(super) pinned: bool,
}

/// Groups, people and sizes.
#[derive(Debug)]
pub(super) struct Demand<'a> {
    pub(super) clock: &'a Clock,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) people: Vec<Person<'a>>,
    /// Minimum and maximum number of members of a group.
    pub(super) sizes: (usize, usize),
    /// Number of groups that can meet on the same day.
    pub(super) rooms: usize,
}

impl<'a> Demand<'a> {
    pub(super) fn new(
        season: &'a Season,
        clock: &'a Clock,
        round: &'a Round,
        groups: &'a [RoundGroup],
    ) -> Self {
        let mut home: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            let continued = group.continues.iter();
            for id in continued.filter_map(|id| round.paper.get(id)).flatten() {
                home.insert(id, at);
            }
        }
        let rules = &season.rules.defence;
        Self {
            clock,
            groups: needs(season, clock, round, groups),
            people: people(season, round, &home),
            sizes: crate::model::second_round::members(season),
            rooms: match rules.rooms {
                0 => usize::MAX,
                rooms => rooms,
            },
        }
    }

    /// Whether an expert can sit in a group that begins on day `start`.
    pub(super) fn fits(&self, person: &Person<'_>, group: usize, start: usize) -> bool {
        self.open(person, group) && self.is_free(person, group, start)
    }

    /// Whether a group is open to an expert, regardless of its days.
    pub(super) fn open(&self, person: &Person<'_>, group: usize) -> bool {
        person.home.is_none_or(|home| home == group)
            && !self.groups[group].barred.contains(&person.at)
    }

    /// Whether an expert is free on all days of a group that begins on day `start`.
    pub(super) fn is_free(&self, person: &Person<'_>, group: usize, start: usize) -> bool {
        let days = self.clock.days.get(start..start + self.groups[group].days);
        person.expert.is_free(days.unwrap_or_default())
    }

    /// The number of days on which a group can begin.
    pub(super) fn starts(&self, group: usize) -> usize {
        (self.clock.day_count() + 1).saturating_sub(self.groups[group].days)
    }

    /// The names of the days of a group that begins on day `start`.
    pub(super) fn names(&self, group: usize, start: usize) -> Vec<String> {
        let days = start..start + self.groups[group].days;
        days.map(|day| self.clock.day_name(day)).collect()
    }
}

fn needs<'a>(
    season: &Season,
    clock: &Clock,
    round: &Round,
    groups: &'a [RoundGroup],
) -> Vec<Group<'a>> {
    let continued = groups.iter().any(|group| !group.continues.is_empty());
    let conflicts = continued.then(|| Conflicts::build(season));
    let even = round.shortlist.len().div_ceil(groups.len().max(1));
    let need = |group: &'a RoundGroup| {
        let held = |id: &String| {
            round
                .held
                .get(id)
                .is_some_and(|own| group.continues.contains(own))
        };
        let own: BTreeSet<&String> = round.shortlist.iter().filter(|id| held(id)).collect();
        let size = if continued { own.len() } else { even };
        let rows = season.submissions.iter().zip(0..);
        let rows = rows.filter(|(row, _)| own.contains(&row.id));
        let barred = conflicts.iter().flat_map(|conflicts| {
            let rows = rows.clone();
            rows.flat_map(|(_, at)| conflicts.barred(SubmissionIndex::new(at)))
        });
        Group {
            id: &group.id,
            size,
            days: size.div_ceil(clock.slots.len()).max(1),
            barred: barred.map(|expert: &ExpertIndex| expert.at()).collect(),
        }
    };
    groups.iter().map(need).collect()
}

fn people<'a>(season: &'a Season, round: &Round, home: &BTreeMap<&str, usize>) -> Vec<Person<'a>> {
    let rules = &season.rules;
    let (year, most) = (rules.conflicts.year, rules.balance.max_consecutive_years);
    let out = round.rested.iter().chain(&round.withdrawn);
    let mut out: BTreeSet<&String> = out.collect();
    // If another chair is pinned, the one of the paper round may sit in a group.
    let heads = [PinKind::Chair, PinKind::ViceChair];
    let pinned = season.pins.iter().any(|pin| heads.contains(&pin.kind));
    if !rules.groups.chairs_in_groups && !pinned {
        out.extend(&round.heads);
    }
    let listed = |at: SubmissionIndex| round.shortlist.contains(&season.submissions[at.at()].id);
    let asked = season.pins.iter().filter(|pin| !pin.forbidden);
    let asked = asked.filter_map(|pin| match (pin.kind, pin.subject, &pin.object) {
        (PinKind::Reviewer, PinSubject::Expert(own), PinObject::Submission(at)) => {
            listed(*at).then_some(own.at())
        }
        _ => None,
    });
    let asked: BTreeSet<usize> = asked.collect();
    let rows = season.experts.iter().enumerate();
    rows.filter(|(_, own)| own.may_serve(year, most) && !out.contains(&own.id))
        .map(|(at, expert)| Person {
            at,
            expert,
            home: home.get(expert.id.as_str()).copied(),
            pinned: asked.contains(&at),
        })
        .collect()
}
