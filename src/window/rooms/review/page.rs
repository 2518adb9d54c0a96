//! The page of the reviews.

use super::asked::Asked;
use super::reviewed::{Reviewed, collected, outgoing};
use super::rows::{Far, Fault, Judge, Missing, Ranked, corrections, far, judges, ranking};
use super::sheets::number;
use crate::bilingual;
use crate::files::tables::read_contacts;
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::model::{Problem, Severity};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use crate::year::sheets::{Collected, Owner, Recusal, SheetNames};
use askama::Template;
use std::collections::BTreeMap;

/// Problems of sheets, and rows of the ranking, that are shown; the workbook has all.
const SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "window/review.html")]
struct ReviewPage {
    shell: Shell,
    said: Said,
    asked: Asked,
    ready: bool,
    /// Sheets to be sent out, by group.
    out: Vec<Sheet>,
    got: Option<Got>,
}

/// What came back.
struct Got {
    all: Collected,
    missing: Vec<Missing>,
    ranking: Vec<Ranked>,
    /// Rows of the ranking that are left out.
    more: usize,
    shortlist: Option<String>,
    corrections: String,
    judges: Vec<Judge>,
    far: Vec<Far>,
    recusals: Vec<Recusal>,
    faults: Vec<Fault>,
    /// What is to be known of the means.
    notes: Vec<Fault>,
    tiers: bool,
}

/// A sheet that was written.
struct Sheet {
    group: String,
    who: String,
    name: String,
    number: String,
    back: &'static str,
    class: &'static str,
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang, asked: &Asked, mut said: Said) -> Answer {
    let reviewed = Reviewed::of(app, lang);
    let mut page_of = ReviewPage {
        asked: asked.clone(),
        ready: reviewed.is_ok(),
        out: Vec::new(),
        got: None,
        said: Said::default(),
        shell: Shell::new(app, lang, "review"),
    };
    match reviewed {
        Ok(own) => {
            let cut = asked.cut().unwrap_or_default();
            let all = collected(app, &own, cut, lang);
            page_of.out = written(app, &own, all.as_ref(), lang);
            page_of.got = all.map(|all| got(app, &own, all, lang));
        }
        Err(words) if said.wrong.is_empty() => said.wrong.push(words),
        Err(_) => {}
    }
    page_of.said = said;
    page(&page_of)
}

fn got(app: &App, own: &Reviewed, all: Collected, lang: Lang) -> Got {
    let names = Names::of([own.season.model()]);
    let contacts = read_contacts(app.workspace.folder(), own.season.model());
    let contacts = contacts.map(|own| own.0).unwrap_or_default();
    let phone = |id: &str| contacts.get(id, "phone").unwrap_or_default().to_owned();
    let waiting = all.waiting.iter();
    let missing = waiting.map(|own| Missing::of(own, phone(&own.expert), lang));
    let mut ranking = ranking(&all, lang);
    let more = ranking.len().saturating_sub(SHOWN);
    let selected: Vec<&Ranked> = ranking.iter().filter(|own| own.selected).collect();
    let (count, tied) = (
        selected.len(),
        selected.iter().filter(|own| own.at_cut).count(),
    );
    let shortlist = match (count, tied) {
        (0, _) => None,
        (_, 0) => Some(bilingual!("入围 {count} 项", "shortlisted: {count}")),
        _ => Some(bilingual!(
            "入围 {count} 项，其中 {tied} 项在入围线上并列，由评审委员会决定",
            "shortlisted: {count}, of them tied at the last place: {tied}, for the committee to decide"
        )),
    };
    ranking.truncate(SHOWN);
    // Who is missing is a table of its own.
    let told = all.problems.iter().filter(|own| own.code != "T117");
    let (notes, faults): (Vec<&Problem>, Vec<&Problem>) =
        told.partition(|own| own.severity == Severity::Note);
    let shown = |own: Vec<&Problem>| -> Vec<Fault> {
        let own = own.into_iter().take(SHOWN);
        own.map(|own| Fault::of(own, lang)).collect()
    };
    Got {
        missing: missing.collect(),
        more,
        shortlist: shortlist.map(|words| words.say(lang).to_owned()),
        corrections: corrections(&all, lang),
        judges: judges(&all, &names, lang),
        far: far(&all, &names),
        recusals: all.recusals.clone(),
        faults: shown(faults),
        notes: shown(notes),
        tiers: ranking.iter().any(|own| !own.tier.is_empty()),
        ranking,
        all,
    }
}

/// The sheets that were written, with whether they are back.
fn written(app: &App, own: &Reviewed, all: Option<&Collected>, lang: Lang) -> Vec<Sheet> {
    let folder = outgoing(app, lang);
    let names = SheetNames::of(&own.plan);
    let experts = own.season.experts.iter();
    let experts: BTreeMap<&str, &str> = experts
        .map(|own| (own.id.as_str(), own.name.as_str()))
        .collect();
    let mut sheets = Vec::new();
    for group in &own.plan.groups {
        let owners = group.members.iter().cloned().map(Owner::Expert);
        for owner in owners.chain([Owner::Group(group.id.clone())]) {
            let name = names.get(&group.id, &owner);
            if !folder.join(&name).is_file() {
                continue;
            }
            let (class, back) = state(all, &owner, lang);
            sheets.push(Sheet {
                group: group.id.clone(),
                who: match &owner {
                    Owner::Expert(id) => {
                        format!("{id} {}", experts.get(id.as_str()).unwrap_or(&""))
                    }
                    Owner::Group(_) => lang.pick("合议表", "consensus sheet").to_owned(),
                },
                number: number(&name),
                name,
                back,
                class,
            });
        }
        // Where a leader is recused, others sign for some of the submissions.
        for signer in &group.members {
            let name = names.signed(&group.id, signer);
            if !folder.join(&name).is_file() {
                continue;
            }
            let (id, called) = (signer, experts.get(signer.as_str()).unwrap_or(&""));
            let words = bilingual!(
                "合议表，由 {id} {called} 签",
                "consensus sheet, signed by {id} {called}"
            );
            let (class, back) = state(all, &Owner::Group(group.id.clone()), lang);
            sheets.push(Sheet {
                group: group.id.clone(),
                who: words.say(lang).to_owned(),
                number: number(&name),
                name,
                back,
                class,
            });
        }
    }
    sheets
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
