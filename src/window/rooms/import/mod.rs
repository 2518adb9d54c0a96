//! 导入: the office's own files become a season.

mod cards;
mod earlier;
mod page;
mod place;
mod season;
mod start;

use crate::api::{self, Answers, Import, ImportPlan};
use crate::bilingual;
use crate::files::tables::import::{OVERRIDES, override_key};
use crate::model::Problem;
use crate::model::words::{Bilingual, Lang, refused};
use crate::window::answer::{Answer, Refused};
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{MOST_FILES, Said, Sent, see};
use crate::window::tray::{Notes, Tray};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::routing::{get, post};
use std::io;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "import",
    path: "/import",
    title: || bilingual!("导入", "Import"),
    router,
};

fn router() -> Router<Shared> {
    let large = DefaultBodyLimit::max(MOST_FILES);
    Router::new()
        .route("/import", get(show))
        .route("/import/files", post(files).layer(large))
        .route("/import/remove", post(remove))
        .route("/import/last", post(last))
        .route("/import/answers", post(answer))
        .route("/import/column", post(column))
        .route("/import/again", post(again))
        .route("/import/clear", post(clear))
        .route("/import/apply", post(season::apply))
        .route("/import/templates", post(start::templates))
}

/// The files as they are understood now.
struct Understood {
    tray: Tray,
    notes: Notes,
    /// The files, unless none can be read.
    import: Option<Import>,
    /// What would be done with the answers given.
    plan: ImportPlan,
}

impl Understood {
    fn of(app: &App) -> Self {
        let tray = Tray::beside(app.workspace.folder());
        let notes = tray.notes();
        let import = match tray.names().is_empty() {
            true => None,
            false => Some(api::import([tray.files_folder()], notes.last.as_deref())),
        };
        let (import, plan) = match import {
            None => (None, ImportPlan::default()),
            Some(Ok(import)) => {
                let plan = import.plan(&notes.answers);
                (Some(import), plan)
            }
            Some(Err(error)) => {
                let problems = problems(error);
                let plan = ImportPlan {
                    problems,
                    ..ImportPlan::default()
                };
                (None, plan)
            }
        };
        Self {
            tray,
            notes,
            import,
            plan,
        }
    }

    /// Every question with the answers given: those of the files as they are, then those that only
    /// came up by an answer.
    fn questions(&self) -> Vec<api::Question> {
        let Some(import) = &self.import else {
            return Vec::new();
        };
        let mut all = import.plan(&Answers::default()).questions;
        for open in &self.plan.questions {
            match all.iter_mut().find(|own| own.id == open.id) {
                None => all.push(open.clone()),
                Some(own) => {
                    for item in &open.items {
                        if !own.items.iter().any(|other| other.key == item.key) {
                            own.items.push(item.clone());
                        }
                    }
                }
            }
        }
        all
    }
}

fn problems(error: api::Error) -> Vec<Problem> {
    match error {
        api::Error::Input(problems) => problems,
        _ => Vec::new(),
    }
}

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| page::show(app, lang, Said::default())).await
}

async fn files(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tray = Tray::beside(app.workspace.folder());
        if sent.files.is_empty() {
            let words = bilingual!("请先选择文件。", "Choose files first.");
            return page::show(app, lang, Said::wrong(&words, lang));
        }
        for (name, bytes) in &sent.files {
            tray.put(name, bytes)
                .map_err(|error| unwritten(&error, lang))?;
        }
        tracing::info!(files = sent.files.len(), "files received");
        see("/import")
    })
    .await
}

async fn remove(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, _| {
        Tray::beside(app.workspace.folder()).remove(sent.get("file"));
        see("/import")
    })
    .await
}

async fn clear(State(app): State<Shared>) -> Answer {
    aside(app, |app, _| {
        Tray::beside(app.workspace.folder()).clear();
        see("/import")
    })
    .await
}

/// Which earlier season to follow. The form holds its number in the list, not its path.
async fn last(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tray = Tray::beside(app.workspace.folder());
        let number = sent.get("last").parse::<usize>().ok();
        let found = earlier::earlier(app.workspace.folder());
        let last = number.and_then(|number| found.into_iter().nth(number));
        let notes = Notes {
            last,
            ..tray.notes()
        };
        tray.note(&notes).map_err(|error| unwritten(&error, lang))?;
        see("/import")
    })
    .await
}

/// Answers: each line is sent as `item` (question and line), `value`, and `free` where other
/// answers than the choices are possible.
async fn answer(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tray = Tray::beside(app.workspace.folder());
        let mut notes = tray.notes();
        let mut line: Option<(String, String)> = None;
        for (name, value) in sent.fields() {
            match (name, &line) {
                ("item", _) => {
                    let parts = value.split_once('\u{1f}');
                    line = parts.map(|(id, key)| (id.to_owned(), key.to_owned()));
                }
                ("value" | "free", Some((id, key))) if !value.is_empty() => {
                    notes.answers.set(id, key, value);
                }
                _ => {}
            }
        }
        tray.note(&notes).map_err(|error| unwritten(&error, lang))?;
        see("/import#apply")
    })
    .await
}

/// A person says what a column is, whatever it was taken for; nothing leaves it to the program.
async fn column(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tray = Tray::beside(app.workspace.folder());
        let mut notes = tray.notes();
        let line = override_key(sent.get("table"), sent.get("header"));
        match sent.get("field") {
            "" => {
                let own = notes.answers.0.get_mut(OVERRIDES);
                own.and_then(|own| own.remove(&line));
            }
            field => notes.answers.set(OVERRIDES, &line, field),
        }
        tray.note(&notes).map_err(|error| unwritten(&error, lang))?;
        see("/import#sheets")
    })
    .await
}

/// Takes the answers to a question back.
async fn again(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tray = Tray::beside(app.workspace.folder());
        let mut notes = tray.notes();
        notes.answers.0.remove(sent.get("question"));
        tray.note(&notes).map_err(|error| unwritten(&error, lang))?;
        see("/import#questions")
    })
    .await
}

fn unwritten(error: &io::Error, lang: Lang) -> Refused {
    let Bilingual { zh, en } = refused(error);
    Refused::new(
        &bilingual!(
            "无法写入年度文件夹所在的磁盘：{zh}。请检查空间和权限。",
            "The disk of the season's folder cannot be written: {en}. Check its space and permissions."
        ),
        lang,
    )
}
