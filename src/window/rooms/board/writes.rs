//! What changes the draft, and what makes a version of it.

use crate::api::write::{compared, deliver, difference_files};
use crate::bilingual;
use crate::files::history::{Action, Meta, Seen};
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::report::changes::notices;
use crate::solve::rerun::Edit;
use crate::window::answer::{Answer, Refused, go};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::draft::Draft;
use crate::window::table::{keep, lay, read_draft, table};
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

/// What one drag or one choice does.
#[derive(Deserialize)]
pub(super) struct Step {
    edits: Vec<Edit>,
}

pub(super) async fn edit(State(app): State<Shared>, Json(asked): Json<Step>) -> Answer {
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

pub(super) async fn undo(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| change(app, lang, Draft::undo)).await
}

pub(super) async fn redo(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| change(app, lang, Draft::redo)).await
}

pub(super) async fn discard(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        save(app, &Draft::default(), lang)?;
        go("/board")
    })
    .await
}

/// Makes a draft for another version of the plan one for the plan in place.
pub(super) async fn carry(State(app): State<Shared>) -> Answer {
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
pub(super) struct Apply {
    reason: String,
}

/// Writes the plan with the draft as the next version in the history, with letters to all
/// concerned.
pub(super) async fn apply(State(app): State<Shared>, Json(asked): Json<Apply>) -> Answer {
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
        let story = edited.season.story(&edited.plan);
        let mut story = story.with_changes(&edited.difference);
        let out = app.workspace.out();
        let names = Names::of([edited.season.model()]);
        let names = compared(names, (out, &table.prior.hash), (out, &edited.plan))
            .map_err(|error| Refused::of(&error, lang))?;
        let letters = notices(&edited.difference, &names);
        let further = difference_files(&edited.difference, &names, &letters, lang);
        let meta = Meta::now(Action::Edit, None, Some(reason.to_owned()));
        let meta = meta
            .replace(true)
            .seen(Seen::Plan(table.prior.hash.clone()));
        further
            .and_then(|further| deliver(out, &mut story, further, &meta, lang))
            .map_err(|error| Refused::of(&error, lang))?;
        save(app, &Draft::default(), lang)?;
        go("/board")
    })
    .await
}
