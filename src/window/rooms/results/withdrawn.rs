//! Submissions that left the lists, as a table that the verb reads, too.

use super::ground::{Folders, Ground, say};
use super::objections::meant;
use crate::api::Error;
use crate::bilingual;
use crate::files::tables::read_withdrawn;
use crate::model::words::{Lang, harmless};
use crate::model::{LeftAt, Season, Withdrawal};
use crate::window::app::App;
use crate::window::native::{Said, Sent};
use crate::window::place;
use std::fs;
use std::path::{Path, PathBuf};

/// The table.
const FILE: &str = "withdrawn.csv";

/// The table, if there is one.
pub(super) fn table(folders: &Folders) -> Option<PathBuf> {
    Some(folders.results.join(FILE)).filter(|path| path.exists())
}

/// What was entered so far.
///
/// # Errors
/// The table was changed elsewhere and has errors.
pub(super) fn all(folders: &Folders, season: &Season) -> Result<Vec<Withdrawal>, Error> {
    let Some(path) = table(folders) else {
        return Ok(Vec::new());
    };
    let read = read_withdrawn(&path, season, &[]);
    read.map(|own| own.0)
        .map_err(|problems| Error::Input(problems.0))
}

/// A submission that left.
pub(super) struct Left {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) stage: String,
    pub(super) date: String,
    pub(super) reason: String,
}

/// A row of the table.
struct Row {
    id: String,
    stage: LeftAt,
    date: String,
    reason: String,
}

/// Enters that a submission leaves the list.
pub(super) fn add(app: &App, sent: &Sent, lang: Lang) -> Result<Said, String> {
    let ground = Ground::of(app, lang)?;
    let stage = match sent.get("stage") {
        "before" => LeftAt::Before,
        "after" => LeftAt::After,
        _ => LeftAt::Publicity,
    };
    let id = meant(&ground.season, sent.get("submission")).to_owned();
    let row = Row {
        id: id.clone(),
        stage,
        date: sent.get("date").to_owned(),
        reason: sent.get("reason").to_owned(),
    };
    changed(app, &ground.season, lang, |rows| rows.push(row))?;
    let words = bilingual!(
        "已记下 {id} 撤出；名单要重新写出才会变。",
        "{id} is entered as withdrawn; write the lists again to have it so there."
    );
    Ok(Said::done(&words, lang))
}

/// Takes a row out again.
pub(super) fn remove(app: &App, sent: &Sent, lang: Lang) -> Result<Said, String> {
    let ground = Ground::of(app, lang)?;
    let id = sent.get("submission").to_owned();
    changed(app, &ground.season, lang, |rows| {
        rows.retain(|row| row.id != id);
    })?;
    let words = bilingual!(
        "已取消 {id} 的撤出；名单要重新写出才会变。",
        "{id} is no longer withdrawn; write the lists again to have it so there."
    );
    Ok(Said::done(&words, lang))
}

/// Writes the table after a change, if the verb could read it.
fn changed(
    app: &App,
    season: &Season,
    lang: Lang,
    change: impl FnOnce(&mut Vec<Row>),
) -> Result<(), String> {
    let folders = Folders::of(app, lang);
    let told = |error: Error| error.say(lang);
    let before = all(&folders, season).map_err(told)?;
    let mut rows: Vec<Row> = before
        .iter()
        .map(|own| Row {
            id: season.submissions[own.submission.at()].id.clone(),
            stage: own.left_at,
            date: own.date.clone(),
            reason: own.reason.clone(),
        })
        .collect();
    change(&mut rows);
    let bytes = csv(&rows, lang).map_err(|error| {
        let words = bilingual!(
            "无法生成文件：{error}。",
            "A file cannot be created: {error}."
        );
        say(&words, lang)
    })?;
    let unwritten = |error| Error::Unwritten(folders.results.clone(), error).say(lang);
    let trial = tempfile::tempdir().map_err(unwritten)?;
    let path = trial.path().join(FILE);
    fs::write(&path, &bytes).map_err(unwritten)?;
    if !rows.is_empty() {
        readable(&path, season).map_err(told)?;
    }
    let files: [(&str, &[u8]); 1] = [(FILE, &bytes)];
    let files = &files[..usize::from(!rows.is_empty())];
    place::write(&folders.results, files, |name| name == FILE, lang)
}

fn readable(path: &Path, season: &Season) -> Result<(), Error> {
    let read = read_withdrawn(path, season, &[]);
    read.map(drop).map_err(|problems| Error::Input(problems.0))
}

fn csv(rows: &[Row], lang: Lang) -> Result<Vec<u8>, csv::Error> {
    // So that spreadsheet programs read it as UTF-8.
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let head = [
        bilingual!("申报编号", "id"),
        bilingual!("阶段", "when"),
        bilingual!("日期", "date"),
        bilingual!("原因", "reason"),
    ];
    out.write_record(head.iter().map(|own| own.say(lang)))?;
    for row in rows {
        let stage = stage(row.stage, lang);
        let cells = [&row.id, &stage, &row.date, &row.reason];
        out.write_record(cells.map(|cell| harmless(cell).into_owned()))?;
    }
    Ok(out.into_inner().unwrap_or_default())
}

/// The stage as the table has it.
pub(super) fn stage(stage: LeftAt, lang: Lang) -> String {
    let words = match stage {
        LeftAt::Before => bilingual!("公示前", "before"),
        LeftAt::Publicity => bilingual!("公示期", "publicity"),
        LeftAt::After => bilingual!("公告后", "after"),
    };
    words.say(lang).to_owned()
}
