//! 版本: every plan there ever was, what changed between two, and the way back.

use crate::api::Error;
use crate::bilingual;
use crate::files::history::{
    Action, HISTORY_FOLDER, Meta, PLAN_FILE, Seen, VersionState, read_history, undo,
};
use crate::files::tables::read_plan;
use crate::model::difference::{Names, compare};
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::report::changes::tables;
use crate::window::answer::{Answer, Refused, go, page};
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::shell::Shell;
use askama::Template;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "versions",
    path: "/versions",
    title: || bilingual!("版本", "Versions"),
    router: || {
        Router::new()
            .route("/versions", get(show))
            .route("/versions/compare", get(compared))
            .route("/versions/restore", post(restore))
    },
};

#[derive(Template)]
#[template(path = "window/versions.html")]
struct Versions {
    shell: Shell,
    nothing: Option<String>,
    problems: Vec<String>,
    rows: Vec<Row>,
}

/// A version.
struct Row {
    number: u64,
    /// The one before it, to compare with.
    before: Option<u64>,
    time: String,
    author: String,
    action: String,
    reason: String,
    here: bool,
    /// What is wrong with its file.
    state: String,
}

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let mut versions = Versions {
            shell: Shell::new(app, lang, "versions"),
            nothing: None,
            problems: Vec::new(),
            rows: Vec::new(),
        };
        let history = match read_history(app.workspace.out()) {
            Ok(history) => history,
            Err(error) => {
                let words = Error::History(error);
                let none = bilingual!(
                    "还没有方案，也就没有版本。",
                    "There is no plan yet, and so no version."
                );
                versions.nothing = Some(match app.workspace.plan() {
                    None => none.say(lang).to_owned(),
                    Some(_) => words.say(lang),
                });
                return page(&versions);
            }
        };
        versions.problems = history.problems.iter().map(|own| own.say(lang)).collect();
        let rows = history.versions.iter().rev().map(|version| {
            let record = &version.record;
            let action = record.words();
            let state = match version.state {
                VersionState::Whole => bilingual!("", ""),
                VersionState::Missing => bilingual!("文件缺失", "file missing"),
                VersionState::Altered => bilingual!("文件被改", "file altered"),
            };
            Row {
                number: record.version,
                before: record.version.checked_sub(1).filter(|before| *before > 0),
                time: record.time.replace('T', " ").chars().take(16).collect(),
                author: record.author.clone(),
                action: action.say(lang).to_owned(),
                reason: record.reason.clone(),
                here: history.in_place == Some(record.version),
                state: state.say(lang).to_owned(),
            }
        });
        versions.rows = rows.collect();
        page(&versions)
    })
    .await
}

#[derive(Deserialize)]
struct Two {
    from: u64,
    to: u64,
}

#[derive(Template)]
#[template(path = "window/compared.html")]
struct Compared {
    shell: Shell,
    from: u64,
    to: u64,
    figures: String,
    tables: Vec<Shown>,
}

/// A table of the comparison.
struct Shown {
    name: String,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

async fn compared(State(app): State<Shared>, Query(two): Query<Two>) -> Answer {
    aside(app, move |app, lang| {
        let (from, to) = (version(app, two.from, lang)?, version(app, two.to, lang)?);
        let season = app.workspace.tables().season.clone();
        let names = Names::of(season.iter().map(|season| season.model()));
        let difference = compare(&from, &to);
        let scores = &difference.scores;
        let (total, more) = (scores.total.change, scores.shortfalls.change);
        let (seats, reviews) = (difference.told.seats, difference.told.reviews_only);
        let figures = bilingual!(
            "席位或职务变动 {seats} 人，另有 {reviews} 人只是评审任务变动；总得分 {total:+.2}，缺口 {more:+.0}。",
            "People whose seat or role changes: {seats}; whose reviews alone change: {reviews}; total {total:+.2}, shortfalls {more:+.0}."
        );
        let shown = tables(&difference, &names, lang).into_iter();
        let shown = shown.filter(|table| !table.rows.is_empty()).map(|table| Shown {
            name: table.name.say(lang).to_owned(),
            headers: table.headers.iter().map(|own| own.say(lang).to_owned()).collect(),
            rows: table.rows,
        });
        page(&Compared {
            shell: Shell::new(app, lang, "versions"),
            from: two.from,
            to: two.to,
            figures: figures.say(lang).to_owned(),
            tables: shown.collect(),
        })
    })
    .await
}

/// The plan of a version. Its file is found by its number alone.
fn version(app: &App, number: u64, lang: Lang) -> Result<Plan, Refused> {
    let folder = app.workspace.out().join(HISTORY_FOLDER);
    let plan = read_plan(&folder.join(format!("{number:04}.{PLAN_FILE}")));
    plan.map_err(|problems| Refused::of(&Error::Input(problems.0), lang))
}

#[derive(Deserialize)]
struct Restore {
    version: String,
    reason: String,
}

async fn restore(State(app): State<Shared>, Json(asked): Json<Restore>) -> Answer {
    aside(app, move |app, lang| {
        let reason = asked.reason.trim().to_owned();
        let version = asked.version.trim().parse::<u64>().ok();
        let Some(version) = version.filter(|_| !reason.is_empty()) else {
            return Err(Refused::new(
                &bilingual!("请写缘由，记入历史。", "Write a reason for the history."),
                lang,
            ));
        };
        let out = app.workspace.out();
        let plan = app.workspace.plan();
        let seen = plan.map_or(Seen::Nothing, |plan| Seen::Plan(plan.hash.clone()));
        let meta = Meta::now(Action::Undo, None, Some(reason)).seen(seen);
        undo(out, Some(version), &meta)
            .map_err(|error| Refused::of(&Error::History(error), lang))?;
        go("/versions")
    })
    .await
}
