//! The page of the timetable.

use super::grid::{Day, days};
use crate::bilingual;
use crate::model::words::Lang;
use crate::window::answer::{Answer, Refused, file, page};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::rooms::changes::{Change, changes, told};
use crate::window::shell::Shell;
use crate::window::table::{Table, table};
use crate::year::defence::{self, absent_heads};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "window/timetable.html")]
struct Timetable {
    shell: Shell,
    nothing: Option<String>,
    days: Vec<Day>,
    /// Submissions without a time.
    missing: Vec<String>,
    notes: Vec<String>,
    changes: Vec<Change>,
    told: Vec<String>,
    /// Applicants whose time changes.
    applicants: Vec<String>,
    broken: Vec<String>,
    can_redo: bool,
    foreign: usize,
    title: String,
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang) -> Answer {
    let shell = Shell::new(app, lang, "defence");
    match table(&app.workspace, &app.laid, lang) {
        Ok(table) => page(&Timetable::of(&table, shell)),
        Err(refused) => page(&Timetable::empty(shell, refused.said())),
    }
}

/// The timetable of the plan in place for a calendar program.
pub(super) async fn calendar(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let tables = app.workspace.tables();
        let read = app.workspace.plan();
        let plan = read.as_deref().and_then(|own| own.plan.as_ref().ok());
        let season = tables.season.as_ref();
        let text = season
            .zip(plan)
            .and_then(|(season, plan)| defence::calendar(season.model(), plan, lang));
        match text {
            Some(text) => file("timetable.ics", text.into_bytes(), lang),
            None => Err(Refused::missing(lang)),
        }
    })
    .await
}

impl Timetable {
    fn empty(shell: Shell, nothing: String) -> Self {
        Self {
            shell,
            nothing: Some(nothing),
            days: Vec::new(),
            missing: Vec::new(),
            notes: Vec::new(),
            changes: Vec::new(),
            told: Vec::new(),
            applicants: Vec::new(),
            broken: Vec::new(),
            can_redo: false,
            foreign: 0,
            title: String::new(),
        }
    }

    fn of(table: &Table, shell: Shell) -> Self {
        let lang = shell.lang;
        let (days, missing) = days(table);
        let plan = &table.plan;
        let heard = plan.round.as_ref().map_or(0, |own| own.timetable.len());
        let (groups, count) = (plan.groups.len(), days.len());
        let title = bilingual!(
            "{count} 天，{groups} 个专业组，{heard} 项",
            "days: {count}, groups: {groups}, hearings: {heard}"
        );
        let cells = days
            .iter()
            .flat_map(|day| &day.rows)
            .flat_map(|row| &row.cells);
        let heard = cells.filter_map(|cell| cell.heard.as_ref());
        let changed = heard.filter(|own| own.changed);
        let applicants = changed.map(|own| format!("{} {}", own.id, own.organization));
        let applicants = applicants.collect();
        let notes = absent_heads(table.season.model(), plan);
        Self {
            nothing: None,
            missing,
            notes: notes.iter().map(|own| own.say(lang)).collect(),
            changes: changes(table, lang),
            told: told(table),
            applicants,
            broken: table.broken.clone(),
            can_redo: !table.draft.undone.is_empty(),
            foreign: table.foreign.as_ref().map_or(0, |draft| draft.steps.len()),
            title: title.say(lang).to_owned(),
            days,
            shell,
        }
    }
}
