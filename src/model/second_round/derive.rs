//! Derives the season of the defence, so that solver and checker need no rules of their own for it.

use crate::model::plan::{Round, RoundGroup};
use crate::model::{
    Expert, ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, Season, SubmissionIndex, Theme,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Derives the season of a round: see the [module](super). The result depends only on season and
/// round, so that a plan of the defence can be checked, explained and rerun later.
pub fn season(season: &Season, round: &Round) -> Season {
    let mut own = season.clone();
    let listed: BTreeSet<&str> = round.shortlist.iter().map(String::as_str).collect();
    for submission in &mut own.submissions {
        submission.passed &= listed.contains(submission.id.as_str());
    }
    let seated: BTreeSet<&str> = round.paper.values().flatten().map(String::as_str).collect();
    sizes(&mut own, round);
    pins(&mut own, round);
    free_days(&mut own, round);
    experts(&mut own, round, &seated);
    if season.rules.defence.continuity > 0.0 {
        continued(&mut own, round);
    } else {
        own.themes.clear();
    }
    let gone: Vec<Pin> = unmet(&own, round).into_iter().cloned().collect();
    own.pins.retain(|pin| !gone.contains(pin));
    own
}

/// Pins of reviewers that this round cannot keep: the expert does not take part in it, or may not
/// sit in the group that hears the submission (because of its days, or because it continues another
/// group).
pub(crate) fn lost(season: &Season, round: &Round) -> Vec<[String; 2]> {
    let own = self::season(season, round);
    let name = |pin: &Pin| match (pin.subject, &pin.object) {
        (PinSubject::Expert(expert), PinObject::Submission(at)) => {
            let submission = &own.submissions[at.at()];
            let ids = [&own.experts[expert.at()].id, &submission.id];
            submission.passed.then(|| ids.map(Clone::clone))
        }
        _ => None,
    };
    let before = season.pins.iter();
    let before = before.filter(|pin| pin.kind == PinKind::Reviewer && !pin.forbidden);
    let gone = before.filter(|pin| !own.pins.contains(pin));
    gone.filter_map(name).collect()
}

fn unmet<'a>(season: &'a Season, round: &Round) -> Vec<&'a Pin> {
    let kept_out = |expert: ExpertIndex, group: &str| {
        season.pins.iter().any(|pin| {
            let here = pin.object == PinObject::Group(group.to_owned());
            pin.forbidden
                && pin.kind == PinKind::Member
                && pin.subject == PinSubject::Expert(expert)
                && here
        })
    };
    let reviewers = season.pins.iter();
    let reviewers = reviewers.filter(|pin| pin.kind == PinKind::Reviewer && !pin.forbidden);
    let cannot = |pin: &&Pin| {
        let (PinSubject::Expert(expert), PinObject::Submission(at)) = (pin.subject, &pin.object)
        else {
            return false;
        };
        let held = round.held.get(&season.submissions[at.at()].id);
        let mut groups = round.groups.iter();
        let group = groups.find(|group| held.is_some_and(|id| group.continues.contains(id)));
        !season.experts[expert.at()].available
            || group.is_some_and(|group| kept_out(expert, &group.id))
    };
    reviewers.filter(cannot).collect()
}

fn sizes(season: &mut Season, round: &Round) {
    let (least, most) = members(season);
    let defence = &season.rules.defence;
    let groups = &mut season.rules.groups;
    groups.count = round.groups.len();
    (groups.min_members, groups.max_members) = (least, most);
    let days = round
        .groups
        .iter()
        .map(|group| group.days.len())
        .max()
        .unwrap_or(1)
        .max(1);
    let slots = super::Clock::new(defence).map_or(1, |clock| clock.slots.len());
    // Groups that continue others hold the same submissions.
    groups.min_submissions = usize::from(defence.continuity > 0.0);
    groups.max_submissions = match defence.continuity > 0.0 {
        true => round.shortlist.len(),
        false => days * slots,
    };
    season.rules.reviews.per_submission = reviewers(season);
    // Everybody of a group hears every submission: there is no load to be shared out.
    season.rules.reviews.min_per_member = 0;
    season.rules.balance.max_load_difference = 0;
    if season.rules.defence.reviewers > 0 {
        for submission in &mut season.submissions {
            submission.reviewers = None;
        }
    }
}

/// Minimum and maximum number of members of a group; values left at 0 in `[defence]` are those of
/// the paper round.
pub(crate) fn members(season: &Season) -> (usize, usize) {
    let (defence, groups) = (&season.rules.defence, &season.rules.groups);
    let or = |own: usize, paper: usize| if own > 0 { own } else { paper };
    let least = or(defence.min_members, groups.min_members).max(most_reviewers(season));
    (
        least,
        or(defence.max_members, groups.max_members).max(least),
    )
}

/// The most that one submission has.
fn most_reviewers(season: &Season) -> usize {
    let own = season.submissions.iter().filter_map(|own| own.reviewers);
    let own = own.filter(|_| season.rules.defence.reviewers == 0);
    own.fold(reviewers(season), usize::max)
}

fn reviewers(season: &Season) -> usize {
    match season.rules.defence.reviewers {
        0 => season.rules.reviews.per_submission,
        own => own,
    }
}

/// The office's pins were meant for the paper round. Only pins on the chairs, on experts kept out
/// of every group, and on (forbidden) reviewers of shortlisted submissions remain.
fn pins(season: &mut Season, round: &Round) {
    let (experts, submissions) = (&season.experts, &season.submissions);
    season.pins.retain(|pin| match (pin.kind, &pin.object) {
        (PinKind::Chair | PinKind::ViceChair, _) => true,
        (PinKind::Member | PinKind::Leader, PinObject::None) => pin.forbidden,
        (PinKind::Reviewer, PinObject::Submission(at)) => submissions[at.at()].passed,
        _ => false,
    });
    for (kind, head) in [PinKind::Chair, PinKind::ViceChair]
        .into_iter()
        .zip(&round.heads)
    {
        let pinned = season
            .pins
            .iter()
            .any(|pin| pin.kind == kind && !pin.forbidden);
        let at = experts
            .iter()
            .position(|own| own.id == *head && own.available);
        let elsewhere = |at: usize| {
            let subject = PinSubject::Expert(ExpertIndex::new(at));
            season
                .pins
                .iter()
                .any(|pin| pin.subject == subject && pin.kind != PinKind::Reviewer)
        };
        if let Some(at) = at.filter(|&at| !pinned && !elsewhere(at)) {
            season.pins.push(pin(
                kind,
                false,
                PinSubject::Expert(ExpertIndex::new(at)),
                None,
            ));
        }
    }
}

fn pin(kind: PinKind, forbidden: bool, subject: PinSubject, group: Option<&str>) -> Pin {
    Pin {
        kind,
        forbidden,
        subject,
        object: group.map_or(PinObject::None, |id| PinObject::Group(id.to_owned())),
        // Not "plan.json": pins from that file are edits made by a person.
        place: Place::file("defence"),
    }
}

/// Keeps experts out of groups that meet on days on which they are not free.
fn free_days(season: &mut Season, round: &Round) {
    let dates: Vec<Vec<Date>> = round.groups.iter().map(dates).collect();
    let mut added = Vec::new();
    for (at, expert) in season.experts.iter_mut().enumerate() {
        if expert.free_days.is_empty() || !expert.available {
            continue;
        }
        let busy: Vec<usize> = (0..dates.len())
            .filter(|&own| !expert.is_free(&dates[own]))
            .collect();
        let head = round.heads.contains(&expert.id);
        if busy.len() == dates.len() && !head {
            expert.available = false;
            continue;
        }
        for group in busy {
            let subject = PinSubject::Expert(ExpertIndex::new(at));
            let id = round.groups[group].id.as_str();
            added.push(pin(PinKind::Member, true, subject, Some(id)));
        }
    }
    season.pins.extend(added);
}

fn dates(group: &RoundGroup) -> Vec<Date> {
    group
        .days
        .iter()
        .filter_map(|day| day.parse().ok())
        .collect()
}

/// Applies continuity or fresh eyes: who is left out, and the required share, expressed as a share
/// of newcomers.
fn experts(season: &mut Season, round: &Round, seated: &BTreeSet<&str>) {
    let rested: BTreeSet<&str> = round.rested.iter().map(String::as_str).collect();
    let gone: BTreeSet<&str> = round.withdrawn.iter().map(String::as_str).collect();
    let (continuity, fresh) = (season.rules.defence.continuity, season.rules.defence.fresh);
    let year = season.rules.conflicts.year;
    let most = season.rules.balance.max_consecutive_years;
    for expert in &mut season.experts {
        let head = round.heads.contains(&expert.id);
        let rests = rested.contains(expert.id.as_str()) && !head;
        expert.available &= !rests && !gone.contains(expert.id.as_str());
        if continuity == 0.0 && fresh == 0.0 {
            continue;
        }
        // Rotation uses the same years, so it is applied here.
        expert.available = expert.may_serve(year, most);
        let sat = head || seated.contains(expert.id.as_str());
        let counts = if continuity > 0.0 { sat } else { !sat };
        mark(expert, counts, year);
    }
    if continuity > 0.0 || fresh > 0.0 {
        season.rules.balance.max_consecutive_years = 0;
        season.rules.balance.min_new_share = if continuity > 0.0 { continuity } else { fresh };
    }
}

fn mark(expert: &mut Expert, counts: bool, year: i32) {
    expert.served_years = if counts { Vec::new() } else { vec![year - 1] };
}

/// Groups keep their ids, names and submissions; people who sat in one may not sit in another.
fn continued(season: &mut Season, round: &Round) {
    let theme = |group: &RoundGroup| Theme {
        id: group.id.clone(),
        name: group.name.clone(),
        industries: Vec::new(),
        domains: Vec::new(),
        categories: Vec::new(),
        place: Place::file("defence"),
    };
    season.themes = round.groups.iter().map(theme).collect();
    let mut home: BTreeMap<&str, &str> = BTreeMap::new();
    for group in &round.groups {
        for member in group
            .continues
            .iter()
            .filter_map(|id| round.paper.get(id))
            .flatten()
        {
            home.insert(member, &group.id);
        }
    }
    let mut added = Vec::new();
    for (at, expert) in season.experts.iter().enumerate() {
        let Some(own) = home.get(expert.id.as_str()) else {
            continue;
        };
        for group in round.groups.iter().filter(|group| group.id != *own) {
            let subject = PinSubject::Expert(ExpertIndex::new(at));
            added.push(pin(PinKind::Member, true, subject, Some(&group.id)));
        }
    }
    for (at, submission) in season.submissions.iter().enumerate() {
        let held = round.held.get(&submission.id).filter(|_| submission.passed);
        let group = round
            .groups
            .iter()
            .find(|group| held.is_some_and(|id| group.continues.contains(id)));
        if let Some(group) = group {
            let subject = PinSubject::Submission(SubmissionIndex::new(at));
            added.push(pin(PinKind::Submission, false, subject, Some(&group.id)));
        }
    }
    // Pins that already exist (a day on which somebody is not free) are not repeated.
    for new in added {
        if !season.pins.iter().any(|pin| {
            pin.kind == new.kind && pin.subject == new.subject && pin.object == new.object
        }) {
            season.pins.push(new);
        }
    }
}
