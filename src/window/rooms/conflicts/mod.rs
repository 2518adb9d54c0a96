//! 回避: who may not review what and why, and what only the office can settle.

mod page;
mod settle;
mod told;

use crate::bilingual;
use crate::window::answer::{Answer, Refused};
use crate::window::app::{Room, Shared};
use crate::window::aside::{aside, reading};
use crate::window::native::{Said, Sent, see};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use serde::Deserialize;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "conflicts",
    path: "/conflicts",
    title: || bilingual!("回避", "Conflicts"),
    router: || {
        Router::new()
            .route("/conflicts", get(show))
            .route("/conflicts/find", post(find))
            .route("/conflicts/judge", post(settle::judge))
            .route("/conflicts/recuse", post(settle::recuse))
            .route("/conflicts/waive", post(settle::waive))
            .route("/conflicts/tie", post(settle::tie))
    },
};

/// What the list shows. Addresses hold ids, never names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Filter {
    /// The key of a kind of conflicts.
    rule: String,
    /// The id of an expert or a submission.
    id: String,
    /// The page of the list, from 0.
    page: usize,
    /// The table that was written to last.
    done: String,
}

impl Filter {
    /// The address of a page of the list.
    fn address(&self, page: usize) -> String {
        let plain = |text: &str| {
            let each = text.bytes().map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    char::from(byte).to_string()
                }
                other => format!("%{other:02X}"),
            });
            each.collect::<String>()
        };
        let (rule, id) = (plain(&self.rule), plain(&self.id));
        format!("/conflicts?rule={rule}&id={id}&page={page}")
    }
}

async fn show(State(app): State<Shared>, Query(filter): Query<Filter>) -> Answer {
    aside(app, move |app, lang| {
        page::show(app, lang, &filter, Said::default())
    })
    .await
}

/// Finds somebody by id or name, and leads to the address with the id.
async fn find(State(app): State<Shared>, sent: Sent) -> Answer {
    reading(app, move |app, lang| {
        let text = sent.get("who");
        let rule = sent.get("rule").to_owned();
        let tables = app.workspace.tables();
        let Some(season) = tables.season.as_ref() else {
            return see("/conflicts");
        };
        let experts = season.experts.iter();
        let submissions = season.submissions.iter();
        let named: Vec<&str> = experts
            .filter(|own| own.id == text || own.name.trim() == text)
            .map(|own| own.id.as_str())
            .chain(
                submissions
                    .filter(|own| own.id == text || own.organization.trim() == text)
                    .map(|own| own.id.as_str()),
            )
            .collect();
        let filter = |id: &str| Filter {
            rule: rule.clone(),
            id: id.to_owned(),
            ..Filter::default()
        };
        match (text.is_empty(), named.as_slice()) {
            (true, _) => see(&filter("").address(0)),
            (false, [one]) => see(&filter(one).address(0)),
            (false, []) => {
                let words = bilingual!(
                    "没有编号、姓名或申报单位是「{text}」的；请写完整，或写编号。",
                    "Nobody and nothing has the id or name [{text}]; write it in full, or the id."
                );
                page::show(app, lang, &filter(""), Said::wrong(&words, lang))
            }
            (false, several) => {
                let (zh, en) = (several.join("、"), several.join(", "));
                let words = bilingual!(
                    "「{text}」不止一个：{zh}。请写编号。",
                    "[{text}] is more than one: {en}. Write the id."
                );
                page::show(app, lang, &filter(""), Said::wrong(&words, lang))
            }
        }
    })
    .await
}

/// The tables have errors, so conflicts cannot be derived.
fn no_season(lang: crate::model::words::Lang) -> Refused {
    Refused::new(
        &bilingual!(
            "数据表有错误，先在「问题」中改正。",
            "The tables have errors; mend them on the page Problems first."
        ),
        lang,
    )
}
