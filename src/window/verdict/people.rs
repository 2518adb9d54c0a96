//! People: an exchange with each other person, a seat more in each group, no seat, an office.

use super::words::{called, names, place};
use super::{Verdict, sort, verdict};
use crate::bilingual;
use crate::explain::{
    Effect, Standing, Vacancy, exchange, join, leader_of, leave, of_office, to_leave,
};
use crate::model::Rule;
use crate::model::words::{Bilingual, Lang};
use crate::solve::rerun::Edit;
use rayon::prelude::*;

/// The verdicts for an expert at the place of everybody else of another group, of everybody without
/// a seat if the expert has one, in each other group in addition to its members, without a seat, and
/// in the office of a chair; for a chair, those with everybody who could take the office. Best
/// first; `None` for an unknown id.
pub(in crate::window) fn of_expert(
    standing: &Standing<'_>,
    id: &str,
    lang: Lang,
) -> Option<Vec<Verdict>> {
    let expert = standing.expert_number(id)?;
    let home = standing.seat(expert);
    let mut all = match home.is_none() && standing.is_head(expert) {
        true => offices(standing, expert, lang),
        false => {
            let mut all = exchanges(standing, (expert, home), lang);
            all.extend(seats(standing, (expert, home), lang));
            all.extend(none(standing, expert, lang));
            all.extend(heads(standing, expert, lang));
            all
        }
    };
    sort(&mut all);
    Some(all)
}

fn exchanges(
    standing: &Standing<'_>,
    (expert, home): (u32, Option<usize>),
    lang: Lang,
) -> Vec<Verdict> {
    let count = u32::try_from(standing.instance.experts.len()).unwrap_or(u32::MAX);
    (0..count)
        .into_par_iter()
        .filter(|&other| other != expert && standing.seat(other) != home)
        .filter(|&other| standing.seat(other).is_some() || !standing.is_head(other))
        .filter_map(|other| match (standing.seat(other), home) {
            (Some(group), _) => Some(seat(standing, (expert, other, group), other, lang)),
            (None, Some(home)) => Some(seat(standing, (other, expert, home), other, lang)),
            (None, None) => None,
        })
        .collect()
}

/// `into` takes the place of `out` in `group`; `shown` is the one whose card is the target.
fn seat(
    standing: &Standing<'_>,
    (into, out, group): (u32, u32, usize),
    shown: u32,
    lang: Lang,
) -> Verdict {
    let mut way = exchange(standing, into, group, Vacancy::Displaced(out));
    if standing.seat(into).is_none() {
        // Only what keeps the expert in the committee: the place itself is filled.
        for own in to_leave(standing, out, group, false) {
            if own.rule == Rule::Pins.code() && !way.obstacles.contains(&own) {
                way.obstacles.push(own);
            }
        }
    }
    let id = |number: u32| standing.expert(number).id.clone();
    let mut told = vec![into, out];
    let mut edits = vec![Edit::Swap(id(into), id(out))];
    for (place, gone, come) in [(Some(group), out, into), (standing.seat(into), into, out)] {
        let Some(place) = place else { continue };
        let leader = heir(standing, place, gone, Some(come));
        // Whoever takes a leader's seat leads, unless another member does it better.
        if let Some(leader) = leader.filter(|leader| *leader != come) {
            told.push(leader);
            edits.push(Edit::Lead(standing.group_id(place).to_owned(), id(leader)));
        }
    }
    let person = standing.expert(shown);
    let at = standing.seat(shown).map(|at| standing.group_id(at));
    Verdict {
        group: at.unwrap_or_default().to_owned(),
        expert: Some(person.id.clone()),
        name: called(person),
        edits,
        ..verdict(&way.change, &way.obstacles, &names(standing, &told), lang)
    }
}

/// Who leads a group after its leader `gone` has left it, with `come` in the place or with nobody;
/// `None` where another member leads.
fn heir(standing: &Standing<'_>, group: usize, gone: u32, come: Option<u32>) -> Option<u32> {
    if standing.assignment.leaders[group] != Some(gone) {
        return None;
    }
    let mut members = standing.members[group].clone();
    members.retain(|&other| other != gone);
    members.extend(come);
    members.sort_unstable();
    leader_of(standing, group, &members)
}

/// A seat more in each other group.
fn seats(
    standing: &Standing<'_>,
    (expert, home): (u32, Option<usize>),
    lang: Lang,
) -> Vec<Verdict> {
    (0..standing.instance.groups.len())
        .into_par_iter()
        .filter(|&group| Some(group) != home)
        .map(|group| {
            let id = standing.group_id(group).to_owned();
            let edit = Edit::Seat(standing.expert(expert).id.clone(), id.clone());
            let place = place(standing, group);
            let name = bilingual!("编入 {place}，不换出人", "A seat more in {place}");
            Verdict {
                group: id,
                name: name.say(lang).to_owned(),
                ..moved(standing, expert, edit, &join(standing, expert, group), lang)
            }
        })
        .collect()
}

/// No seat, and nobody in the place.
fn none(standing: &Standing<'_>, expert: u32, lang: Lang) -> Option<Verdict> {
    let effect = leave(standing, expert)?;
    let edit = Edit::Unseat(standing.expert(expert).id.clone());
    let name = bilingual!("不再入组，不补人", "No seat, and nobody in the place");
    Some(Verdict {
        name: name.say(lang).to_owned(),
        ..moved(standing, expert, edit, &effect, lang)
    })
}

/// A move that leaves the expert's own place empty, with another leader there if need be.
fn moved(standing: &Standing<'_>, expert: u32, edit: Edit, effect: &Effect, lang: Lang) -> Verdict {
    let (mut told, mut edits) = (vec![expert], vec![edit]);
    if let Some(home) = standing.seat(expert)
        && let Some(leader) = heir(standing, home, expert, None)
    {
        told.push(leader);
        let group = standing.group_id(home).to_owned();
        edits.push(Edit::Lead(group, standing.expert(leader).id.clone()));
    }
    Verdict {
        edits,
        ..verdict(
            &effect.change,
            &effect.obstacles,
            &names(standing, &told),
            lang,
        )
    }
}

/// Everybody who could take the office of a chair.
fn offices(standing: &Standing<'_>, head: u32, lang: Lang) -> Vec<Verdict> {
    let which = usize::from(standing.assignment.chair != Some(head));
    let experts = (0..).zip(&standing.instance.experts);
    let able = experts.filter(|(other, own)| *other != head && own.quality_lead);
    let verdicts =
        able.filter_map(|(other, _)| office(standing, (which, head), other, other, lang));
    verdicts.collect()
}

/// The offices of the chairs, for somebody who could take one.
fn heads(standing: &Standing<'_>, expert: u32, lang: Lang) -> Vec<Verdict> {
    let able = standing.instance.experts[expert as usize].quality_lead;
    let heads = [standing.assignment.chair, standing.assignment.vice_chair];
    let heads = heads.into_iter().enumerate().filter(|_| able);
    let verdicts = heads.filter_map(|(which, head)| {
        let head = head?;
        office(standing, (which, head), expert, head, lang)
    });
    verdicts.collect()
}

/// `other` takes the office of `head`; `shown` is the one whose card is the target.
fn office(
    standing: &Standing<'_>,
    (which, head): (usize, u32),
    other: u32,
    shown: u32,
    lang: Lang,
) -> Option<Verdict> {
    let effect = of_office(standing, which, other)?;
    let id = |number: u32| standing.expert(number).id.clone();
    let (mut told, mut edits) = (vec![head, other], vec![Edit::Swap(id(head), id(other))]);
    let seat = standing.seat(other);
    let leader = seat.and_then(|seat| heir(standing, seat, other, Some(head)));
    if let (Some(seat), Some(leader)) = (seat, leader.filter(|leader| *leader != head)) {
        told.push(leader);
        edits.push(Edit::Lead(standing.group_id(seat).to_owned(), id(leader)));
    }
    let person = standing.expert(shown);
    let at = standing
        .seat(shown)
        .map(|seat| standing.group_id(seat).to_owned());
    let title = match (shown == head, which) {
        (false, _) => Bilingual::default(),
        (true, 0) => bilingual!("主任委员 ", "Chair "),
        (true, _) => bilingual!("副主任委员 ", "Vice chair "),
    };
    Some(Verdict {
        group: at.unwrap_or_default(),
        expert: Some(person.id.clone()),
        name: format!("{}{}", title.say(lang), called(person)),
        edits,
        ..verdict(
            &effect.change,
            &effect.obstacles,
            &names(standing, &told),
            lang,
        )
    })
}
