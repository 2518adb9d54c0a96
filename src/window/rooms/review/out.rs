//! The sheets that were written for everybody, and whether they are back.

use super::reviewed::{Reviewed, outgoing};
use crate::bilingual;
use crate::model::words::{Lang, sha256};
use crate::window::app::App;
use crate::year::sheets::{Collected, Owner, SheetNames};
use std::collections::BTreeMap;

/// A sheet that was written.
pub(super) struct Sheet {
    pub(super) group: String,
    pub(super) who: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) back: &'static str,
    pub(super) class: &'static str,
}

/// The sheets of the plan that were written, by group.
pub(super) fn written(
    app: &App,
    own: &Reviewed,
    all: Option<&Collected>,
    lang: Lang,
) -> Vec<Sheet> {
    let folder = outgoing(app, lang);
    let names = SheetNames::of(&own.plan);
    let experts = own.season.experts.iter();
    let experts: BTreeMap<&str, &str> = experts
        .map(|own| (own.id.as_str(), own.name.as_str()))
        .collect();
    let called = |id: &str| format!("{id} {}", experts.get(id).unwrap_or(&""));
    let mut sheets = Vec::new();
    for group in &own.plan.groups {
        let whole = Owner::Group(group.id.clone());
        let own = group.members.iter().map(|id| {
            let owner = Owner::Expert(id.clone());
            (names.get(&group.id, &owner), called(id), owner)
        });
        let agreed = lang.pick("合议表", "consensus sheet").to_owned();
        let agreed = (names.get(&group.id, &whole), agreed, whole.clone());
        // Where a leader is recused, others sign for some of the submissions.
        let signed = group.members.iter().map(|id| {
            let signer = called(id);
            let who = bilingual!(
                "合议表，由 {signer} 签",
                "consensus sheet, signed by {signer}"
            );
            let who = who.say(lang).to_owned();
            (names.signed(&group.id, id), who, whole.clone())
        });
        for (name, who, owner) in own.chain([agreed]).chain(signed) {
            if !folder.join(&name).is_file() {
                continue;
            }
            let (class, back) = state(all, &owner, lang);
            sheets.push(Sheet {
                group: group.id.clone(),
                number: number(&name),
                who,
                name,
                back,
                class,
            });
        }
    }
    sheets
}

/// What stands for a sheet in addresses, which hold no ids of people that could be guessed at.
pub(super) fn number(name: &str) -> String {
    sha256(name.as_bytes())[..16].to_owned()
}

fn state(all: Option<&Collected>, owner: &Owner, lang: Lang) -> (&'static str, &'static str) {
    let out = ("todo", lang.pick("没有收回", "not back"));
    let Some(all) = all else { return out };
    match owner {
        Owner::Expert(id) => {
            let own = all.experts.iter().find(|own| own.expert == *id);
            match own {
                Some(own) if own.scored + own.recused >= own.assigned => {
                    ("done", lang.pick("收回，齐", "back, complete"))
                }
                Some(own) if own.received => {
                    ("active", lang.pick("收回，未打完", "back, not complete"))
                }
                _ => out,
            }
        }
        Owner::Group(id) => {
            let own = all.groups.iter().find(|own| own.group == *id);
            match own.is_some_and(|own| own.consensus) {
                true => ("done", lang.pick("收回", "back")),
                false => out,
            }
        }
    }
}
