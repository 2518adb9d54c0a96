//! 变动: somebody withdraws; what may follow, side by side, letters to be read and changed, and the
//! change itself.

mod asked;
mod page;
mod seats;
mod who;

use crate::api::write::{compared, deliver, difference_files};
use crate::api::{Error, Reran, Rerun};
use crate::bilingual;
use crate::files::history::{Action, Meta, Seen};
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::report::changes::Notice;
use crate::solve::rerun::{Order, Request};
use crate::window::answer::{Answer, Refused};
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use crate::window::workspace::PlanRead;
use asked::Asked;
use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of the exchange: so many people more than the fewest are tried.
const FURTHER: usize = 3;
/// Seconds that a person waits for at most.
const SECONDS: f64 = 60.0;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "withdrawal",
    path: "/withdrawal",
    title: || bilingual!("变动", "Withdrawal"),
    router: || {
        Router::new()
            .route("/withdrawal", get(show))
            .route("/withdrawal/try", post(attempt))
            .route("/withdrawal/apply", post(apply))
            .layer(Extension(Held::default()))
    },
};

/// What was tried last. It is written only when the person says so, and only if the plan is still
/// the one that it was made from.
struct Tried {
    asked: Asked,
    gone: Vec<String>,
    back: Vec<String>,
    reran: Reran,
    /// The plan on the disk then.
    hash: String,
}

type Held = Arc<Mutex<Option<Tried>>>;

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
    recusals: Option<String>,
}

async fn show(State(app): State<Shared>, Query(query): Query<Done>) -> Answer {
    aside(app, move |app, lang| {
        let mut said = Said::default();
        if query.done.is_some() {
            let words = bilingual!(
                "新方案已写入，原方案留在历史中；通知在 notices.txt。",
                "The new plan was written; the one before is in the history. The letters are in notices.txt."
            );
            said = Said::done(&words, lang);
        }
        if query.recusals.is_some() {
            let words = bilingual!(
                "回避申请已记入 declared.csv。现在按它调整方案。",
                "The recusals are in declared.csv. Now adjust the plan to them."
            );
            said = Said::done(&words, lang);
        }
        let asked = Asked {
            date: jiff::ZonedDateTime::now().date().to_string(),
            reason: match query.recusals.is_some() {
                true => lang.pick("表上申报的回避", "recusals declared on sheets").to_owned(),
                false => String::new(),
            },
            ..Asked::default()
        };
        page::show(app, lang, &asked, None, said)
    })
    .await
}

async fn attempt(
    State(app): State<Shared>,
    Extension(held): Extension<Held>,
    sent: Sent,
) -> Answer {
    aside(app, move |app, lang| {
        let asked = Asked::of(&sent);
        match rerun(app, &asked, lang) {
            Ok(tried) => {
                let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
                let tried = held.insert(tried);
                page::show(app, lang, &asked, Some((tried, None)), Said::default())
            }
            Err(words) => {
                let said = Said {
                    wrong: vec![words],
                    ..Said::default()
                };
                page::show(app, lang, &asked, None, said)
            }
        }
    })
    .await
}

/// The committee without those who withdraw, or why there is none, in words.
fn rerun(app: &App, asked: &Asked, lang: Lang) -> Result<Tried, String> {
    let tables = app.workspace.tables();
    let season = tables.season.as_ref().ok_or_else(|| tables_first(lang))?;
    let read = app.workspace.plan();
    let (plan, hash) = match read.as_deref() {
        Some(PlanRead {
            plan: Ok(plan),
            hash,
        }) => (plan, hash.clone()),
        _ => return Err(plan_first(lang)),
    };
    asked.day(lang)?;
    let round = season.round_of(plan);
    let back = who::ids(&asked.back, &round, lang)?;
    let gone = who::ids(&asked.who, &round, lang)?;
    if gone.is_empty() && back.is_empty() && !asked.nobody {
        return Err(who::nobody(lang));
    }
    let wanted = Rerun {
        request: Request {
            withdraw: gone.clone(),
            readmit: back.clone(),
            order: match asked.coverage_first {
                true => Order::CoverageFirst,
                false => Order::PeopleFirst,
            },
            further: FURTHER.max(asked.take),
            take: asked.take,
            ..Request::default()
        },
        seconds: season.rules.solve.time_limit.min(SECONDS),
        spent: 0.0,
        threads: season.rules.solve.threads,
        language: lang,
    };
    tracing::info!(withdrawn = gone.len(), back = back.len(), "rerun tried");
    let reran = season
        .rerun(plan, &wanted)
        .map_err(|own| page::of_fields(&own.say(lang), lang))?;
    reran.check().map_err(|own| own.say(lang))?;
    Ok(Tried {
        asked: asked.clone(),
        gone,
        back,
        reran,
        hash,
    })
}

/// Writes what was tried last, with the letters as the person left them.
async fn apply(State(app): State<Shared>, Extension(held): Extension<Held>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let asked = Asked::of(&sent);
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = app.workspace.plan().map(|own| own.hash.clone());
        let same = held
            .as_ref()
            .is_some_and(|own| own.asked == asked && Some(&own.hash) == hash.as_ref());
        let Some(tried) = held.as_ref().filter(|_| same) else {
            let words = bilingual!(
                "方案在试算之后已改动，没有写入。请再试算一次。",
                "The plan changed since this was tried; nothing was written. Try it again."
            );
            return page::show(app, lang, &asked, None, Said::wrong(&words, lang));
        };
        let letters = letters(tried, &sent, lang);
        if let Err(error) = written(app, tried, &letters, lang) {
            let said = Said {
                wrong: vec![Refused::of(&error, lang).said()],
                ..Said::default()
            };
            // What the person wrote into the letters is not lost.
            return page::show(app, lang, &asked, Some((tried, Some(&letters))), said);
        }
        *held = None;
        see("/withdrawal?done=1")
    })
    .await
}

/// Writes the plan, its differences from the one before, and the letters, unless the plan on the
/// disk is another one by now.
fn written(app: &App, tried: &Tried, letters: &[Notice], lang: Lang) -> Result<(), Error> {
    let reran = &tried.reran;
    let difference = &reran.outcome.difference;
    let out = app.workspace.out();
    let names = Names::of([reran.season.model()]);
    let names = compared(names, (out, &tried.hash), (out, &reran.plan))?;
    let further = difference_files(difference, &names, letters, lang)?;
    let mut story = reran.season.story(&reran.plan).with_changes(difference);
    let reason = tried.asked.story(&tried.gone, &tried.back);
    let meta = Meta::now(Action::Rerun, None, Some(reason.say(lang).to_owned()));
    let meta = meta.replace(true).seen(Seen::Plan(tried.hash.clone()));
    deliver(out, &mut story, further, &meta, lang)?;
    Ok(())
}

/// The letters with what the person made of their texts; one that was emptied is not sent.
fn letters(tried: &Tried, sent: &Sent, lang: Lang) -> Vec<Notice> {
    let all = tried.reran.letters().into_iter();
    all.filter_map(|mut own| {
        let field = format!("letter.{}", own.expert);
        if !sent.fields().any(|(name, _)| name == field) {
            return Some(own);
        }
        let text = sent.get(&field).replace("\r\n", "\n");
        if text.is_empty() {
            return None;
        }
        match lang {
            _ if text == own.text.say(lang).trim() => {}
            Lang::Zh => own.text.zh = text + "\n",
            Lang::En => own.text.en = text + "\n",
        }
        Some(own)
    })
    .collect()
}

fn tables_first(lang: Lang) -> String {
    bilingual!(
        "数据表有错误，先在「问题」中改正。",
        "The tables have errors; mend them on the page Problems first."
    )
    .say(lang)
    .to_owned()
}

fn plan_first(lang: Lang) -> String {
    bilingual!(
        "还没有可以变动的方案，先组建委员会。",
        "There is no plan to change yet; form the committee first."
    )
    .say(lang)
    .to_owned()
}
