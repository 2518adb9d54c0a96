//! 委员会: the groups as cards. People and submissions are moved by mouse or keys; every change goes
//! into the draft, and nothing else is written until it is applied.

use super::cards::{Card, Person, cards, filters, heads, pool};
use super::changes::{Change, changes, told};
use crate::api::write::{deliver, difference_files};
use crate::bilingual;
use crate::files::history::{Action, Meta, Seen};
use crate::model::difference::Names;
use crate::model::plan::Group;
use crate::model::words::Lang;
use crate::report::changes::notices;
use crate::solve::rerun::Edit;
use crate::window::answer::{Answer, Refused, go, page};
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::draft::Draft;
use crate::window::shell::Shell;
use crate::window::table::{Table, keep, lay, read_draft, table};
use crate::window::verdict;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "board",
    path: "/board",
    title: || bilingual!("委员会", "Board"),
    router: || {
        Router::new()
            .route("/board", get(show))
            .route("/board/verdicts", get(verdicts))
            .route("/board/fit", get(fit))
            .route("/board/edit", post(edit))
            .route("/board/undo", post(undo))
            .route("/board/redo", post(redo))
            .route("/board/discard", post(discard))
            .route("/board/carry", post(carry))
            .route("/board/apply", post(apply))
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

#[derive(Deserialize)]
struct Asked {
    expert: Option<String>,
    submission: Option<String>,
    /// The reviewer of the submission who is to be replaced.
    reviewer: Option<String>,
}

/// The verdicts for all targets, asked for once when something is picked up.
async fn verdicts(State(app): State<Shared>, Query(asked): Query<Asked>) -> Answer {
    aside(app, move |app, lang| {
        let table = table(&app.workspace, &app.laid, lang)?;
        let desk = match &table.desk {
            Ok(desk) => desk,
            Err(words) => return Err(Refused::said_already(words)),
        };
        let found = desk.ask(move |standing| {
            let asked = (asked.expert, asked.submission, asked.reviewer);
            match asked {
                (Some(id), ..) => verdict::of_expert(standing, &id, lang),
                (None, Some(id), None) => verdict::of_submission(standing, &id, lang),
                (None, Some(id), Some(reviewer)) => {
                    verdict::of_reviewer(standing, (&id, &reviewer), lang)
                }
                (None, None, _) => None,
            }
        });
        match found.flatten() {
            Some(verdicts) => Ok(Json(json!({ "verdicts": verdicts })).into_response()),
            None => Err(Refused::new(
                &bilingual!(
                    "方案里没有它，或该专家本届不能参加。",
                    "The plan does not have it, or the expert cannot take part this season."
                ),
                lang,
            )),
        }
    })
    .await
}

#[derive(Deserialize)]
struct Fit {
    group: String,
}

/// How well every expert knows the submissions of a group, for sorting the pool.
async fn fit(State(app): State<Shared>, Query(asked): Query<Fit>) -> Answer {
    aside(app, move |app, lang| {
        let table = table(&app.workspace, &app.laid, lang)?;
        let desk = match &table.desk {
            Ok(desk) => desk,
            Err(words) => return Err(Refused::said_already(words)),
        };
        let found = desk.ask(move |standing| verdict::fit(standing, &asked.group));
        match found.flatten() {
            Some(fit) => Ok(Json(json!({ "fit": fit })).into_response()),
            None => Err(Refused::missing(lang)),
        }
    })
    .await
}

/// What one drag or one choice does.
#[derive(Deserialize)]
struct Step {
    edits: Vec<Edit>,
}

async fn edit(State(app): State<Shared>, Json(asked): Json<Step>) -> Answer {
    aside(app, move |app, lang| {
        change(app, lang, |draft| {
            let any = !asked.edits.is_empty();
            if any {
                draft.push(asked.edits);
            }
            any
        })
    })
    .await
}

async fn undo(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| change(app, lang, Draft::undo)).await
}

async fn redo(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| change(app, lang, Draft::redo)).await
}

async fn discard(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        save(app, &Draft::default(), lang)?;
        go("/board")
    })
    .await
}

/// Makes a draft for another version of the plan one for the plan in place.
async fn carry(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let mut draft = read_draft(&app.workspace, lang)?;
        let plan = app.workspace.plan();
        draft.plan = plan.map(|plan| plan.hash.clone()).unwrap_or_default();
        lay(&app.workspace, draft.clone(), lang)?;
        save(app, &draft, lang)?;
        go("/board")
    })
    .await
}

/// Changes the draft on disk, if the changes are possible in themselves.
fn change(app: &App, lang: Lang, make: impl FnOnce(&mut Draft) -> bool) -> Answer {
    let now = table(&app.workspace, &app.laid, lang)?;
    if now.foreign.is_some() {
        return Err(Refused::new(
            &bilingual!(
                "还有按另一版方案做的修改，请先沿用或放弃。",
                "There are changes made for another version of the plan; carry them over or discard them first."
            ),
            lang,
        ));
    }
    let mut draft = now.draft.clone();
    draft.plan.clone_from(&now.prior.hash);
    if make(&mut draft) {
        let table = lay(&app.workspace, draft.clone(), lang)?;
        save(app, &draft, lang)?;
        keep(&app.workspace, &app.laid, lang, (draft, table));
    }
    go("")
}

fn save(app: &App, draft: &Draft, lang: Lang) -> Result<(), Refused> {
    draft.write(app.workspace.out()).map_err(|error| {
        let why = error.to_string();
        Refused::fault(
            &bilingual!(
                "修改没有存下（{why}）。请检查磁盘后再试。",
                "The change was not saved ({why}). Check the disk and try again."
            ),
            lang,
        )
    })
}

#[derive(Deserialize)]
struct Apply {
    reason: String,
}

/// Writes the plan with the draft as the next version in the history, with letters to all
/// concerned.
async fn apply(State(app): State<Shared>, Json(asked): Json<Apply>) -> Answer {
    aside(app, move |app, lang| {
        let table = table(&app.workspace, &app.laid, lang)?;
        let reason = asked.reason.trim();
        let Some(edited) = table.edited.as_ref().filter(|_| !reason.is_empty()) else {
            return Err(Refused::new(
                &bilingual!("请写缘由，记入历史。", "Write a reason for the history."),
                lang,
            ));
        };
        edited.check().map_err(|error| Refused::of(&error, lang))?;
        let mut story = edited.season.story(&edited.plan);
        let names = Names::of([edited.season.model()]);
        let letters = notices(&edited.difference, &names);
        let further = difference_files(&edited.difference, &names, &letters, lang);
        let meta = Meta::now(Action::Edit, None, Some(reason.to_owned()));
        let meta = meta
            .replace(true)
            .seen(Seen::Plan(table.prior.hash.clone()));
        further
            .and_then(|further| deliver(app.workspace.out(), &mut story, further, &meta, lang))
            .map_err(|error| Refused::of(&error, lang))?;
        save(app, &Draft::default(), lang)?;
        go("/board")
    })
    .await
}
