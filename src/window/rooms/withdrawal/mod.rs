//! 变动: somebody withdraws; what may follow, side by side, and the change itself.

mod page;
mod who;

use crate::api::{Reran, Rerun, WriteOptions};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::solve::rerun::{Order, Request};
use crate::window::answer::{Answer, Refused};
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use crate::window::workspace::PlanRead;
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

/// What was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked {
    /// As typed.
    who: String,
    reason: String,
    date: String,
    coverage_first: bool,
    take: usize,
}

impl Asked {
    fn of(sent: &Sent) -> Self {
        Self {
            who: sent.get("who").to_owned(),
            reason: sent.get("reason").to_owned(),
            date: sent.get("date").to_owned(),
            coverage_first: sent.get("order") == "coverage",
            take: sent.get("take").parse().unwrap_or(0),
        }
    }
}

/// What was tried last. It is written only when the person says so, and only if the plan is still
/// the one that it was made from.
struct Tried {
    asked: Asked,
    ids: Vec<String>,
    reran: Reran,
    /// The plan on the disk then.
    hash: String,
}

type Held = Arc<Mutex<Option<Tried>>>;

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
}

async fn show(State(app): State<Shared>, Query(asked): Query<Done>) -> Answer {
    aside(app, move |app, lang| {
        let mut said = Said::default();
        if asked.done.is_some() {
            let words = bilingual!(
                "新方案已写入，原方案留在历史中；通知在 notices.txt。",
                "The new plan was written; the one before is in the history. The letters are in notices.txt."
            );
            said = Said::done(&words, lang);
        }
        let today = jiff::ZonedDateTime::now().date().to_string();
        let asked = Asked {
            date: today,
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
                page::show(app, lang, &asked, Some(tried), Said::default())
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
    let ids = who::ids(&asked.who, &season.round_of(plan), lang)?;
    let wanted = Rerun {
        request: Request {
            withdraw: ids.clone(),
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
    tracing::info!(withdrawn = ids.len(), "rerun tried");
    let reran = season.rerun(plan, &wanted).map_err(|own| own.say(lang))?;
    reran.check().map_err(|own| own.say(lang))?;
    Ok(Tried {
        asked: asked.clone(),
        ids,
        reran,
        hash,
    })
}

/// Writes what was tried last.
async fn apply(State(app): State<Shared>, Extension(held): Extension<Held>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let asked = Asked::of(&sent);
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = app.workspace.plan().map(|own| own.hash.clone());
        let same = held
            .as_ref()
            .is_some_and(|own| own.asked == asked && Some(&own.hash) == hash.as_ref());
        let Some(tried) = held.take().filter(|_| same) else {
            let words = bilingual!(
                "方案在试算之后已改动，没有写入。请再试算一次。",
                "The plan changed since this was tried; nothing was written. Try it again."
            );
            return page::show(app, lang, &asked, None, Said::wrong(&words, lang));
        };
        let options = WriteOptions {
            reason: Some(reason(&tried).say(lang).to_owned()),
            replace: true,
            language: lang,
            ..WriteOptions::default()
        };
        let written = tried.reran.write(app.workspace.out(), &options);
        written.map_err(|error| Refused::of(&error, lang))?;
        see("/withdrawal?done=1")
    })
    .await
}

/// What the history says.
fn reason(tried: &Tried) -> Bilingual {
    let (ids_zh, ids_en) = (tried.ids.join("、"), tried.ids.join(", "));
    let Asked { date, reason, .. } = &tried.asked;
    bilingual!(
        "{date} 退出：{ids_zh} {reason}",
        "{date} withdrawn: {ids_en} {reason}"
    )
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
