//! Groups before and after, side by side.

use crate::bilingual;
use crate::model::difference::Names;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use std::collections::BTreeSet;

/// A group, or the chairs, before and after.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) before: Vec<Seat>,
    pub(super) after: Vec<Seat>,
}

/// Somebody's seat.
pub(super) struct Seat {
    pub(super) who: String,
    pub(super) role: &'static str,
    /// `gone` from this side to the other, or `new` on it.
    pub(super) class: &'static str,
    /// What else is to be said: an alternate who was promised.
    pub(super) note: String,
}

/// The groups whose people or leaders change, and the chairs if they do.
pub(super) fn pairs(before: &Plan, after: &Plan, names: &Names, lang: Lang) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let heads = [before, after].map(|plan| {
        let heads = [&plan.committee.chair, &plan.committee.vice_chair];
        let roles = [
            lang.pick("主任委员", "chair"),
            lang.pick("副主任委员", "vice chair"),
        ];
        let both = heads.into_iter().zip(roles);
        both.filter(|own| !own.0.is_empty())
            .map(|(id, role)| (id.as_str(), role))
            .collect::<Vec<_>>()
    });
    if heads[0] != heads[1] {
        pairs.push(pair(lang.pick("主任委员", "Chairs"), &heads, names));
    }
    let ids: BTreeSet<&str> = [before, after]
        .into_iter()
        .flat_map(|plan| plan.groups.iter().map(|own| own.id.as_str()))
        .collect();
    for id in ids {
        let sides = [before, after].map(|plan| members(plan, id, lang));
        let set = |side: &[(&str, &str)]| -> BTreeSet<(String, String)> {
            let own = side.iter();
            own.map(|(id, role)| ((*id).to_owned(), (*role).to_owned()))
                .collect()
        };
        if set(&sides[0]) == set(&sides[1]) {
            continue;
        }
        let group = after.group(id).or_else(|| before.group(id));
        let name = group.map_or("", |own| own.name.as_str());
        let mut own = pair(&format!("{id} {name}"), &sides, names);
        promised(&mut own, before, id, lang);
        pairs.push(own);
    }
    pairs
}

/// The members of a group, the leader first.
fn members<'p>(plan: &'p Plan, id: &str, lang: Lang) -> Vec<(&'p str, &'static str)> {
    let Some(group) = plan.group(id) else {
        return Vec::new();
    };
    let (leader, member) = (lang.pick("组长", "leader"), lang.pick("组员", "member"));
    let own = group.members.iter().map(|own| match *own == group.leader {
        true => (own.as_str(), leader),
        false => (own.as_str(), member),
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|(_, role)| *role != leader);
    own
}

fn pair(name: &str, sides: &[Vec<(&str, &'static str)>; 2], names: &Names) -> Pair {
    let seats = |own: usize, other: usize, class: &'static str| {
        let seats = sides[own].iter().map(|(id, role)| Seat {
            who: names.expert_with_id(id),
            role,
            class: match sides[other].iter().any(|(other, _)| other == id) {
                true => "",
                false => class,
            },
            note: String::new(),
        });
        seats.collect()
    };
    Pair {
        name: name.trim().to_owned(),
        before: seats(0, 1, "gone"),
        after: seats(1, 0, "new"),
    }
}

/// Says who of the new members stood on the list of alternates.
fn promised(pair: &mut Pair, before: &Plan, id: &str, lang: Lang) {
    let alternates = before.group(id).map_or(&[][..], |own| &own.alternates);
    for seat in pair.after.iter_mut().filter(|own| own.class == "new") {
        let place = alternates
            .iter()
            .position(|own| seat.who.split_whitespace().next() == Some(own));
        if let Some(place) = place {
            let place = place + 1;
            let words = bilingual!("递补名单第 {place} 位", "alternate no. {place}");
            words.say(lang).clone_into(&mut seat.note);
        }
    }
}
