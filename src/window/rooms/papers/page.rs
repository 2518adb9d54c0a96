//! The page of papers.

use super::kept::{Kept, Listed, State, number};
use super::packets::{Packets, Shown};
use crate::bilingual;
use crate::model::difference::Names;
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
    packets: Shown,
    /// Groups and people to hand something out to.
    people: Vec<(String, String)>,
    secret: Option<String>,
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
/// With `secret` it shows a password, this once.
pub(super) fn show(app: &App, lang: Lang, said: Said, secret: Option<String>) -> Answer {
    let packets = Packets::of(app, lang);
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
        packets: packets.shown(hash, lang),
        people: people(app),
        secret,
        shell: Shell::new(app, lang, "papers"),
    })
}

/// The groups and people of the plan, by id and name.
fn people(app: &App) -> Vec<(String, String)> {
    let tables = app.workspace.tables();
    let read = app.workspace.plan();
    let plan = read.as_deref().and_then(|own| own.plan.as_ref().ok());
    let (Some(season), Some(plan)) = (tables.season.as_ref(), plan) else {
        return Vec::new();
    };
    let names = Names::of([season.model()]);
    let groups = plan.groups.iter();
    let groups = groups.map(|own| (own.id.clone(), own.name.clone()));
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    let members = plan.groups.iter().flat_map(|own| &own.members);
    let people = heads.into_iter().filter(|id| !id.is_empty()).chain(members);
    let people = people.map(|id| (id.clone(), names.expert(id).to_owned()));
    groups.chain(people).collect()
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
