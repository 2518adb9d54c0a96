//! 委员会: the groups as cards. People and submissions are moved by mouse or keys; every change goes
//! into the draft, and nothing else is written until it is applied.

mod asked;
mod writes;

use super::cards::{Card, Person, cards, filters, heads, pool};
use super::changes::{Change, changes, told};
use crate::bilingual;
use crate::model::plan::Group;
use crate::window::answer::{Answer, page};
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::shell::Shell;
use crate::window::table::{Table, table};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use serde::Deserialize;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "board",
    path: "/board",
    title: || bilingual!("委员会", "Board"),
    router: || {
        Router::new()
            .route("/board", get(show))
            .route("/board/verdicts", get(asked::verdicts))
            .route("/board/fit", get(asked::fit))
            .route("/board/edit", post(writes::edit))
            .route("/board/undo", post(writes::undo))
            .route("/board/redo", post(writes::redo))
            .route("/board/discard", post(writes::discard))
            .route("/board/carry", post(writes::carry))
            .route("/board/apply", post(writes::apply))
    },
};

/// Groups on one page.
const GROUPS: usize = 24;

#[derive(Template)]
#[template(path = "window/board.html")]
struct Board {
    shell: Shell,
    /// Why there is nothing to show.
    nothing: Option<String>,
    heads: Vec<Person>,
    cards: Vec<Card>,
    pool: Vec<Person>,
    regions: Vec<String>,
    industries: Vec<(String, String)>,
    /// Id and name of every group, on whatever page.
    groups: Vec<(String, String)>,
    changes: Vec<Change>,
    told: Vec<String>,
    figures: Option<String>,
    broken: Vec<String>,
    can_redo: bool,
    foreign: usize,
    /// Why no verdicts can be given.
    mute: Option<String>,
    pages: usize,
    at: usize,
}

#[derive(Deserialize, Default)]
struct At {
    #[serde(default)]
    page: usize,
}

async fn show(State(app): State<Shared>, Query(at): Query<At>) -> Answer {
    aside(app, move |app, lang| {
        let shell = Shell::new(app, lang, "board");
        match table(&app.workspace, &app.laid, lang) {
            Ok(table) => page(&Board::new(shell, &table, at.page)),
            Err(refused) => page(&Board::empty(shell, refused.said())),
        }
    })
    .await
}

impl Board {
    fn empty(shell: Shell, nothing: String) -> Self {
        Self {
            shell,
            nothing: Some(nothing),
            heads: Vec::new(),
            cards: Vec::new(),
            pool: Vec::new(),
            regions: Vec::new(),
            industries: Vec::new(),
            groups: Vec::new(),
            changes: Vec::new(),
            told: Vec::new(),
            figures: None,
            broken: Vec::new(),
            can_redo: false,
            foreign: 0,
            mute: None,
            pages: 0,
            at: 0,
        }
    }

    fn new(shell: Shell, table: &Table, at: usize) -> Self {
        let lang = shell.lang;
        let plan = &table.plan;
        let pages = plan.groups.len().div_ceil(GROUPS).max(1);
        let at = at.min(pages - 1);
        let shown = plan.groups.iter().skip(at * GROUPS).take(GROUPS);
        let pool = pool(table, lang);
        let (regions, industries) = filters(&pool, table, lang);
        let named = |group: &Group| (group.id.clone(), group.name.clone());
        Self {
            nothing: None,
            heads: heads(table, lang),
            cards: cards(table, shown, lang),
            pool,
            regions,
            industries,
            groups: plan.groups.iter().map(named).collect(),
            changes: changes(table, lang),
            told: told(table),
            figures: table.edited.as_ref().map(|edited| {
                let scores = &edited.difference.scores;
                let (total, more) = (scores.total.change, scores.shortfalls.change);
                bilingual!(
                    "总得分 {total:+.2}，缺口 {more:+.0}",
                    "total {total:+.2}, shortfalls {more:+.0}"
                )
                .say(lang)
                .to_owned()
            }),
            broken: table.broken.clone(),
            can_redo: !table.draft.undone.is_empty(),
            foreign: table.foreign.as_ref().map_or(0, |draft| draft.steps.len()),
            mute: table.desk.as_ref().err().cloned(),
            shell,
            pages,
            at,
        }
    }

    /// Experts without a seat.
    fn free(&self) -> usize {
        self.pool.iter().filter(|own| own.group.is_empty()).count()
    }

    fn numbers(&self) -> std::ops::Range<usize> {
        0..self.pages
    }
}
