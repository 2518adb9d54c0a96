//! The page of papers.

use super::kept::{Kept, Listed, State, number};
use crate::bilingual;
use crate::model::words::Lang;
use crate::report::papers::{Form, Paper, Per};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use askama::Template;

#[derive(Template)]
#[template(path = "window/papers.html")]
struct PapersPage {
    shell: Shell,
    said: Said,
    rows: Vec<Row>,
    folder: String,
    today: String,
    /// Whether there is a plan to make papers of.
    planned: bool,
    old: usize,
}

/// One kind of papers.
struct Row {
    key: &'static str,
    name: &'static str,
    per: &'static str,
    form: &'static str,
    files: Vec<File>,
    /// What is said of the files: none, up to date, out of date.
    state: &'static str,
    class: &'static str,
    version: String,
}

struct File {
    number: String,
    name: String,
    note: &'static str,
    there: bool,
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang, said: Said) -> Answer {
    let kept = Kept::of(app, lang);
    let plan = app.workspace.plan();
    let hash = plan.as_ref().map(|own| own.hash.as_str());
    let rows: Vec<Row> = Paper::ALL
        .iter()
        .map(|own| row(*own, &kept, hash, lang))
        .collect();
    page(&PapersPage {
        said,
        old: rows.iter().filter(|own| own.class == "trouble").count(),
        rows,
        folder: kept.folder().display().to_string(),
        today: jiff::ZonedDateTime::now().date().to_string(),
        planned: plan.is_some(),
        shell: Shell::new(app, lang, "papers"),
    })
}

fn row(paper: Paper, kept: &Kept, hash: Option<&str>, lang: Lang) -> Row {
    let key = serde_json::json!(paper);
    let listed = kept.files().iter();
    let own: Vec<&Listed> = listed
        .filter(|own| own.paper.as_deref() == key.as_str())
        .collect();
    let current = own.iter().all(|own| Some(own.plan.as_str()) == hash);
    let (class, state) = match (own.is_empty(), current) {
        (true, _) => ("todo", lang.pick("没有", "none")),
        (false, true) => ("done", lang.pick("最新", "up to date")),
        (false, false) => ("trouble", lang.pick("已过时", "out of date")),
    };
    let version = own.first().map(|own| {
        let date = &own.date;
        match own.version {
            Some(version) => bilingual!("第 {version} 版方案，{date}", "version {version}, {date}"),
            None => bilingual!("{date}", "{date}"),
        }
    });
    Row {
        key: paper.key(),
        name: paper.words().in_lang(lang),
        per: per(paper.per(), lang),
        form: match paper.form() {
            Form::Word => lang.pick("文档", "document"),
            Form::Book => lang.pick("表格", "workbook"),
        },
        files: own.iter().map(|own| file(own, kept, lang)).collect(),
        state,
        class,
        version: version.map_or_else(String::new, |own| own.say(lang).to_owned()),
    }
}

fn file(own: &Listed, kept: &Kept, lang: Lang) -> File {
    let name = own.file.rsplit('/').next().unwrap_or_default();
    let state = kept.state(own);
    File {
        number: number(own),
        name: match own.about.is_empty() || name.contains(&own.about) {
            true => name.to_owned(),
            false => format!("{} {name}", own.about),
        },
        there: state != State::Gone,
        note: match state {
            State::Same => "",
            State::Changed => lang.pick("手工改过", "changed by hand"),
            State::Gone => lang.pick("文件不在", "file is gone"),
        },
    }
}

fn per(per: Per, lang: Lang) -> &'static str {
    match per {
        Per::Whole => lang.pick("一份", "one"),
        Per::Expert => lang.pick("每位专家", "each expert"),
        Per::Change => lang.pick("每位有变动者", "each person concerned by a change"),
        Per::Hearing => lang.pick("每项答辩", "each hearing"),
        Per::Objection => lang.pick("每件异议", "each objection"),
    }
}
