//! 文书: which papers there are, of which version of the plan, and making them.

mod handout;
mod kept;
mod packets;
mod page;

use crate::api::PapersOptions;
use crate::bilingual;
use crate::files::history::PLAN_FILE;
use crate::model::words::Lang;
use crate::report::papers::Paper;
use crate::window::answer::{Answer, Refused, file as file_of};
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use kept::Kept;
use serde::Deserialize;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "papers",
    path: "/papers",
    title: || bilingual!("文书", "Papers"),
    router: || {
        Router::new()
            .route("/papers", get(show))
            .route("/papers/make", post(make))
            .route("/papers/file", get(file))
            .route("/papers/hand-out", post(handout::hand_out))
            .route("/papers/packet", get(handout::packet))
    },
};

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        page::show(app, lang, Said::default(), None)
    })
    .await
}

/// Makes the papers that are ticked, or all; those of other kinds stay.
async fn make(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let all = sent.get("all") == "1";
        let ticked = match sent.get("old") {
            "1" => sent.all("stale"),
            _ => sent.all("paper"),
        };
        let wanted = Paper::ALL.iter().copied();
        let only: Vec<Paper> = wanted
            .filter(|own| !all && ticked.iter().any(|key| key == own.key()))
            .collect();
        if !all && only.is_empty() {
            let words = bilingual!("请先勾选材料。", "Tick papers first.");
            return page::show(app, lang, Said::wrong(&words, lang), None);
        }
        let said = match made(app, only, &sent, lang) {
            Ok(said) => said,
            Err(words) => Said {
                wrong: vec![words],
                ..Said::default()
            },
        };
        page::show(app, lang, said, None)
    })
    .await
}

fn made(app: &App, only: Vec<Paper>, sent: &Sent, lang: Lang) -> Result<Said, String> {
    let tables = app.workspace.tables();
    let season = tables.season.as_ref().ok_or_else(|| {
        bilingual!(
            "数据表有错误，先在「问题」中改正。",
            "The tables have errors; mend them on the page Problems first."
        )
        .say(lang)
        .to_owned()
    })?;
    let kept = Kept::of(app, lang);
    let options = PapersOptions {
        only,
        date: sent.get("date").parse().ok(),
        language: lang,
        anonymous: sent.get("anonymous") == "1",
        plain_names: false,
        folder: Some(app.workspace.folder().to_owned()),
        beside: vec![app.workspace.folder().to_owned()],
        since: None,
    };
    let plan = app.workspace.out().join(PLAN_FILE);
    let set = season.papers(plan, &options).map_err(|own| own.say(lang))?;
    let moved = set
        .write(kept.folder(), true)
        .map_err(|own| own.say(lang))?;
    let count = set.papers.files.len();
    tracing::info!(files = count, "papers written");
    let shown = kept.folder().display();
    let mut said = Said::done(
        &bilingual!(
            "已在「{shown}」写出 {count} 个文件。",
            "Files written into [{shown}]: {count}."
        ),
        lang,
    );
    for path in moved {
        let words = bilingual!(
            "手工改过的文件没有覆盖，移到「{path}」。",
            "A file that was changed by hand was not overwritten but moved to [{path}]."
        );
        said.done.push(words.say(lang).to_owned());
    }
    let problems = set.papers.problems.iter();
    said.notes.extend(problems.map(|own| own.say(lang)));
    Ok(said)
}

#[derive(Deserialize)]
struct Wanted {
    id: String,
}

/// One paper, for the program of the office that opens such files. Only what the manifest lists is
/// served.
async fn file(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer {
    aside(app, move |app, lang| {
        let kept = Kept::of(app, lang);
        let found = kept
            .file(&wanted.id)
            .ok_or_else(|| Refused::missing(lang))?;
        let (name, bytes) = found;
        file_of(&name, bytes, lang)
    })
    .await
}
