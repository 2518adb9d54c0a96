//! 问题: the office's own sheets, the rows with problems alone, the cells framed, with words and
//! remedy beside them.

use crate::bilingual;
use crate::files::tables::import::{
    CellChange, ProblemRow, ProblemSheet, mend_cells, problem_sheets,
};
use crate::files::tables::nearest_value;
use crate::model::{Problem, Severity};
use crate::window::answer::{Answer, Refused, go, page};
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::shell::Shell;
use crate::window::workspace::Tables;
use askama::Template;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "problems",
    path: "/problems",
    title: || bilingual!("问题", "Problems"),
    router: || {
        Router::new()
            .route("/problems", get(show))
            .route("/problems/mend", post(mend))
    },
};

/// Rows on one page.
const ROWS: usize = 100;
/// Columns of a sheet that are shown.
const COLUMNS: usize = 40;

#[derive(Deserialize, Default)]
struct At {
    /// Only errors, or also warnings and notes.
    #[serde(default)]
    all: bool,
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "window/problems.html")]
struct Problems {
    shell: Shell,
    tables: Arc<Tables>,
    counts: [usize; 3],
    all: bool,
    /// Problems that no row of a table has.
    general: Vec<usize>,
    sheets: Vec<ProblemSheet>,
    page: usize,
    pages: usize,
}

async fn show(State(app): State<Shared>, Query(at): Query<At>) -> Answer {
    aside(app, move |app, lang| {
        let tables = app.workspace.tables();
        let count = |severity| {
            let problems = tables.problems.iter();
            problems.filter(|own| own.severity == severity).count()
        };
        let counts = [Severity::Error, Severity::Warning, Severity::Note].map(count);
        let all = at.all || counts[0] == 0;
        let wanted = |own: &Problem| all || own.severity == Severity::Error;
        let mut sheets = problem_sheets(app.workspace.folder(), &tables.problems);
        for sheet in &mut sheets {
            for row in &mut sheet.rows {
                row.marks.retain(|(_, at)| wanted(&tables.problems[*at]));
            }
            sheet.rows.retain(|row| !row.marks.is_empty());
        }
        let marks = sheets.iter().flat_map(|sheet| &sheet.rows);
        let marks = marks.flat_map(|row| &row.marks);
        let placed: BTreeSet<usize> = marks.map(|(_, at)| *at).collect();
        let general = (0..tables.problems.len())
            .filter(|at| !placed.contains(at) && wanted(&tables.problems[*at]));
        let general = general.collect();
        let rows: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
        let pages = rows.div_ceil(ROWS).max(1);
        let page_at = at.page.min(pages - 1);
        page(&Problems {
            sheets: cut(sheets, page_at * ROWS),
            shell: Shell::new(app, lang, "problems"),
            tables: Arc::clone(&tables),
            counts,
            all,
            general,
            page: page_at,
            pages,
        })
    })
    .await
}

/// A cell and what it is to hold.
#[derive(Deserialize)]
struct Mend {
    file: String,
    #[serde(default)]
    sheet: String,
    row: String,
    column: String,
    was: String,
    value: String,
    /// Whether the rows with the same problem and the same words are changed too.
    #[serde(default)]
    all: String,
}

/// Changes a cell in the season's own table.
async fn mend(State(app): State<Shared>, Json(asked): Json<Mend>) -> Answer {
    aside(app, move |app, lang| {
        let stale = || {
            Refused::new(
                &bilingual!(
                    "这一格已经没有问题，或文件已改动；请重新显示。",
                    "This cell has no problem any more, or the file has changed; show the page again."
                ),
                lang,
            )
        };
        let (row, column) = (asked.row.parse::<u32>(), asked.column.parse::<usize>());
        let (Ok(row), Ok(column)) = (row, column) else {
            return Err(stale());
        };
        let tables = app.workspace.tables();
        let sheets = problem_sheets(app.workspace.folder(), &tables.problems);
        let sheet = sheets.iter().find(|own| {
            own.file == asked.file && own.sheet.as_deref().unwrap_or_default() == asked.sheet
        });
        let rows = sheet.map_or_else(Vec::new, |sheet| {
            same(sheet, &tables.problems, (row, column))
        });
        let rows = match asked.all.is_empty() {
            true => vec![row],
            false => rows,
        };
        let change = CellChange {
            file: &asked.file,
            sheet: sheet.ok_or_else(stale)?.sheet.as_deref(),
            rows: &rows,
            column,
            was: &asked.was,
            value: &asked.value,
        };
        mend_cells(app.workspace.folder(), &change).map_err(|words| Refused::new(&words, lang))?;
        go("")
    })
    .await
}

/// The rows whose cell in this column holds the same and has the same kind of problem.
fn same(sheet: &ProblemSheet, problems: &[Problem], (row, column): (u32, usize)) -> Vec<u32> {
    let kinds = |own: &ProblemRow| -> BTreeSet<&str> {
        let marks = own.marks.iter().filter(|(at, _)| *at == column);
        marks.map(|(_, at)| problems[*at].code).collect()
    };
    let Some(own) = sheet.rows.iter().find(|own| own.number == row) else {
        return Vec::new();
    };
    let alike = sheet.rows.iter().filter(|other| {
        other.mendable.contains(&column)
            && other.cells.get(column) == own.cells.get(column)
            && kinds(other) == kinds(own)
    });
    alike.map(|other| other.number).collect()
}

/// The rows of one page.
fn cut(sheets: Vec<ProblemSheet>, from: usize) -> Vec<ProblemSheet> {
    let (mut skip, mut left) = (from, ROWS);
    let mut shown = Vec::new();
    for mut sheet in sheets {
        let skipped = skip.min(sheet.rows.len());
        skip -= skipped;
        sheet.rows.drain(..skipped);
        sheet.rows.truncate(left);
        left -= sheet.rows.len();
        if !sheet.rows.is_empty() {
            shown.push(sheet);
        }
    }
    shown
}

// Methods called by the template.
impl Problems {
    fn has_errors(&self) -> bool {
        self.counts[0] > 0
    }

    fn problem(&self, at: &usize) -> &Problem {
        &self.tables.problems[*at]
    }

    fn class(&self, at: &usize) -> &'static str {
        class(self.problem(at).severity)
    }

    fn place(&self, at: &usize) -> String {
        self.problem(at).place.say(self.shell.lang)
    }

    fn columns<'s>(&self, sheet: &'s ProblemSheet) -> &'s [String] {
        &sheet.columns[..sheet.columns.len().min(COLUMNS)]
    }

    /// The cells of a row, each with the class of its frame.
    fn cells<'s>(&self, row: &'s ProblemRow) -> Vec<(&'s str, &'static str)> {
        let cells = row.cells.iter().take(COLUMNS).enumerate();
        let framed = cells.map(|(column, text)| {
            let own = row.marks.iter().filter(|(at, _)| *at == column);
            let worst = own.map(|(_, at)| self.problem(at).severity).min();
            (text.as_str(), worst.map_or("", class))
        });
        framed.collect()
    }

    /// Whether a mark is a cell that can be changed here; the first column may stand for its row.
    fn can_mend(&self, row: &ProblemRow, column: &usize, at: &usize) -> bool {
        let named = self.problem(at).place.column.is_some();
        row.mendable.contains(column) && *column < COLUMNS && named
    }

    /// What the cell would hold with the nearest word that the problem names.
    fn nearest(&self, row: &ProblemRow, column: &usize, at: &usize) -> Option<String> {
        nearest_value(self.problem(at), row.cells.get(*column)?)
    }

    /// The change to that value as its button sends it: in this row, or in all with the same.
    fn take(
        &self,
        sheet: &ProblemSheet,
        row: &ProblemRow,
        column: &usize,
        value: &str,
        all: bool,
    ) -> String {
        json!({
            "file": sheet.file,
            "sheet": sheet.sheet.as_deref().unwrap_or_default(),
            "row": row.number.to_string(),
            "column": column.to_string(),
            "was": row.cells[*column],
            "value": value,
            "all": if all { "on" } else { "" },
        })
        .to_string()
    }

    /// How many other rows have the same problem with the same words.
    fn others(&self, sheet: &ProblemSheet, row: &ProblemRow, column: &usize) -> usize {
        let rows = same(sheet, &self.tables.problems, (row.number, *column));
        rows.len().saturating_sub(1)
    }

    fn numbers(&self) -> std::ops::Range<usize> {
        0..self.pages
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "wrong",
        Severity::Warning => "doubt",
        Severity::Note => "note",
    }
}
