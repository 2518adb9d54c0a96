//! Other seasons: those opened before, those beside this one or in it, and a new one with the rules of
//! one of them.

use crate::api::RulesText;
use crate::bilingual;
use crate::model::settings::Value;
use crate::model::words::{Bilingual, Lang, refused, sha256};
use crate::window::answer::{Answer, Refused, go};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The file of the rules.
const RULES: &str = "rules.toml";

/// Another season.
pub(super) struct Other {
    /// What stands for its folder in forms.
    pub(super) id: String,
    pub(super) name: String,
    /// The folder that it is in.
    pub(super) place: String,
    /// Whether it has rules to be taken over.
    pub(super) has_rules: bool,
}

/// The folders of other seasons: the last opened first, then those beside this one, and those in it
/// where it is none itself: a double click on the program opens the folder that it lies in, and the
/// sample lies there too.
fn folders(app: &App) -> Vec<PathBuf> {
    let own = app.workspace.folder().canonicalize().ok();
    let mut all = app.recent.all();
    all.extend(
        own.as_deref()
            .and_then(Path::parent)
            .map_or_else(Vec::new, seasons_in),
    );
    let within = own.as_deref().filter(|own| !is_season(own));
    all.extend(within.map_or_else(Vec::new, seasons_in));
    let mut found: Vec<PathBuf> = Vec::new();
    for path in all {
        if Some(&path) != own.as_ref() && !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// The seasons that lie in a folder, the last name first.
fn seasons_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| is_season(path))
        .collect();
    found.sort();
    found.reverse();
    found
}

/// Whether a folder looks like a season.
fn is_season(path: &Path) -> bool {
    let tables = ["experts.xlsx", "experts.csv", "columns.toml", RULES];
    path.is_dir() && tables.iter().any(|name| path.join(name).is_file())
}

/// The same for the page.
pub(super) fn others(app: &App) -> Vec<Other> {
    let name = |path: Option<&Path>| {
        let name = path.and_then(Path::file_name).unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let other = |path: PathBuf| Other {
        id: id(&path),
        name: name(Some(&path)),
        place: name(path.parent()),
        has_rules: path.join(RULES).is_file(),
    };
    folders(app).into_iter().map(other).collect()
}

fn id(path: &Path) -> String {
    sha256(path.to_string_lossy().as_bytes())[..12].to_owned()
}

fn folder_of(app: &App, asked: &str, lang: Lang) -> Result<PathBuf, Refused> {
    let found = folders(app).into_iter().find(|path| id(path) == asked);
    found.ok_or_else(|| {
        Refused::new(
            &bilingual!(
                "这个文件夹已经不在了，请重新显示。",
                "This folder is not there any more; show the page again."
            ),
            lang,
        )
    })
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    season: String,
}

/// Opens another season in a window of its own.
pub(super) async fn open(State(app): State<Shared>, Json(asked): Json<Chosen>) -> Answer {
    aside(app, move |app, lang| {
        let path = folder_of(app, &asked.season, lang)?;
        start(&path, lang)?;
        go("")
    })
    .await
}

/// Takes over the rules of another season into this one, which has none.
pub(super) async fn rules(State(app): State<Shared>, Json(asked): Json<Chosen>) -> Answer {
    aside(app, move |app, lang| {
        let from = folder_of(app, &asked.season, lang)?;
        let own = app.workspace.folder().join(RULES);
        if own.exists() {
            return Err(Refused::new(
                &bilingual!("本年度已有规则。", "This season has rules already."),
                lang,
            ));
        }
        rules_from(&from, app.workspace.folder(), lang)?;
        go("/rules")
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct New {
    name: String,
    #[serde(default)]
    season: String,
}

/// Makes a folder for a new season beside this one, with the rules of another, and opens it.
pub(super) async fn new(State(app): State<Shared>, Json(asked): Json<New>) -> Answer {
    aside(app, move |app, lang| {
        let refuse = |words: Bilingual| Refused::new(&words, lang);
        let name = asked.name.trim();
        if !is_name(name) {
            return Err(refuse(bilingual!(
                "请写新文件夹的名称，如「2027年度」，不含 / \\ : * ? \" < > |。",
                "Write the name of the new folder, such as 2027, without / \\ : * ? \" < > |."
            )));
        }
        let own = app.workspace.folder().canonicalize();
        let own = own.map_err(|error| unwritten(&error, lang))?;
        let out = own.with_file_name(name);
        if out.exists() {
            return Err(refuse(bilingual!(
                "「{name}」已经有了，请换一个名称。",
                "[{name}] is there already; choose another name."
            )));
        }
        let from = match asked.season.as_str() {
            "" => None,
            "own" => Some(own),
            other => Some(folder_of(app, other, lang)?),
        };
        fs::create_dir(&out).map_err(|error| unwritten(&error, lang))?;
        if let Some(from) = from {
            rules_from(&from, &out, lang)?;
        }
        start(&out, lang)?;
        go("")
    })
    .await
}

/// Whether a folder can have this name.
pub(in crate::window::rooms) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
        && !name.contains(char::is_control)
}

/// Takes over the rules of a season; the year is the one in the name of the new folder, or the next.
fn rules_from(from: &Path, out: &Path, lang: Lang) -> Result<(), Refused> {
    let text = fs::read_to_string(from.join(RULES)).map_err(|error| unwritten(&error, lang))?;
    let rules = RulesText::new(&text);
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let next = year_in(&name).unwrap_or(i128::from(rules.rules().conflicts.year) + 1);
    let year = [("conflicts.year", Value::Whole(next))];
    let written = rules.changed(&year).write(&out.join(RULES));
    written.map_err(|error| unwritten(&error, lang))
}

/// The year that a name of a folder speaks of.
fn year_in(name: &str) -> Option<i128> {
    let mut runs = name.split(|own: char| !own.is_ascii_digit());
    let year = runs.find(|run| run.len() == 4 && run.starts_with("20"));
    year.and_then(|year| year.parse().ok())
}

/// Starts this program on a folder; it opens the browser itself.
fn start(folder: &Path, lang: Lang) -> Result<(), Refused> {
    let program = std::env::current_exe();
    let started = program.and_then(|program| {
        Command::new(program)
            .arg("open")
            .arg(folder)
            .args(["--lang", lang.pick("zh", "en")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
    });
    started.map(drop).map_err(|error| {
        let Bilingual { zh, en } = refused(&error);
        Refused::new(
            &bilingual!(
                "没能打开：{zh}。请在那个文件夹里运行本程序。",
                "It could not be opened: {en}. Start this program in that folder."
            ),
            lang,
        )
    })
}

fn unwritten(error: &io::Error, lang: Lang) -> Refused {
    let Bilingual { zh, en } = refused(error);
    Refused::new(
        &bilingual!("没有写入：{zh}。", "Nothing was written: {en}."),
        lang,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_the_one_of_the_folder_or_the_next() {
        assert_eq!(year_in("第九届（2027年度）"), Some(2027));
        assert_eq!(year_in("20270501"), None);
        let place = tempfile::tempdir().expect("a folder");
        let [from, named, unnamed] =
            ["2026", "2030 年", "下一届"].map(|own| place.path().join(own));
        for folder in [&from, &named, &unnamed] {
            fs::create_dir(folder).expect("a folder");
        }
        let text = "# 本办公室的规则\n[groups]\ncount = 3\n[conflicts]\nyear = 2026\n";
        fs::write(from.join(RULES), text).expect("written");
        for (out, year) in [(&named, "2030"), (&unnamed, "2027")] {
            rules_from(&from, out, Lang::Zh).expect("written");
            let own = fs::read_to_string(out.join(RULES)).expect("rules");
            assert_eq!(own, text.replace("2026", year));
        }
    }
}
