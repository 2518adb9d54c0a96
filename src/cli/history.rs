//! `history`: the versions of a plan; also functions shared by all verbs that write plans.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use super::table::table;
use crate::bilingual;
use crate::files::history::{
    Action, History, HistoryError, Meta, PLAN_FILE, Repaired, Stage, Version, VersionState,
    Written, departures, read_history, repair,
};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Problem, Severity};
use crate::year::outcome::Reasons;
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct HistoryArguments {
    #[arg(value_name = "DIR", value_parser = folder_of, help = say("存放 plan.json 的文件夹", "folder that contains plan.json"))]
    folder: PathBuf,
    #[arg(long, help = say("修复损坏的历史日志（原日志另存，版本全部保留）", "repair a damaged history log (the old log is set aside, every version is kept)"))]
    repair: bool,
}

/// Who writes a plan and why, for the history.
#[derive(Debug, Args)]
pub(super) struct Authorship {
    #[arg(long, value_name = "NAME", help = say("经办人（默认取环境变量 EMPANEL_AUTHOR 或登录用户名）", "person in charge (default: EMPANEL_AUTHOR, otherwise the user name)"))]
    author: Option<String>,
    #[arg(long, value_name = "TEXT", help = say("缘由，记入历史", "reason, recorded in the history"))]
    reason: Option<String>,
}

impl Authorship {
    /// The history entry for a plan written now.
    pub(super) fn meta(&self, action: Action) -> Meta {
        Meta::now(action, self.author.clone(), self.reason.clone())
    }
}

/// Reports what a write found and repaired, and which files in the folder belong to another
/// version.
pub(super) fn tell_mended(written: &Written, printer: &Printer) {
    printer.problems(&written.problems);
    if !written.stale.is_empty() {
        let (zh, en) = (written.stale.join("、"), written.stale.join(", "));
        printer.note(&bilingual!(
            "注意：文件夹里的这些文件仍是先前版本的，现行方案没有：{zh}。历史中已有留存，可以删除。",
            "Note: these files in the folder still belong to an earlier version; the current plan has none: {en}. They are kept in the history and can be deleted."
        ));
    }
}

/// The failure for a history that could not be read or written.
pub(super) fn failure(error: &HistoryError) -> Failure {
    let exit = match error {
        HistoryError::Exists { .. } | HistoryError::Changed { .. } => Exit::Usage,
        HistoryError::Disk { stage, source, .. } if is_persons(*stage, source) => Exit::Input,
        HistoryError::Busy { .. } | HistoryError::Disk { .. } => Exit::Fault,
        _ => Exit::Input,
    };
    let message = match error {
        HistoryError::Disk {
            stage: Stage::Place,
            ..
        } => bilingual!(
            "方案已存入历史，但没有替换 plan.json。",
            "The plan was saved in the history but did not replace plan.json."
        ),
        _ => bilingual!(
            "方案没有写入；已有的各版本完好。",
            "The plan was not written; the existing versions are intact."
        ),
    };
    Failure::Told {
        exit,
        message,
        problems: error.problems(),
        reasons: Vec::new(),
    }
}

/// Whether the user can fix the cause: a folder in place of a file, or an unreadable file.
fn is_persons(stage: Stage, source: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, PermissionDenied};
    stage == Stage::Read
        || matches!(
            source.kind(),
            IsADirectory | NotADirectory | PermissionDenied
        )
}

/// The given folder, also if given by a file in it such as `plan.json`.
pub(super) fn folder_of(written: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(written);
    let folder = path.parent().filter(|_| path.is_file());
    Ok(match folder {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => path,
    })
}

/// What `history` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HistoryDocument<'a> {
    /// Every version, the first one first.
    versions: &'a [Version],
    /// Who and what has withdrawn since the plan was formed.
    withdrawn: Vec<Withdrawn<'a>>,
    /// The version that is in place; null if the plan in place is none of them.
    in_place: Option<u64>,
    /// What is wrong with the history.
    problems: &'a [Problem],
    /// With `--repair`: the name under which a damaged log was set aside.
    log_set_aside: Option<&'a str>,
    /// With `--repair`: the files that now show the current plan again.
    shown_again: &'a [String],
}

/// An expert or a submission that has withdrawn.
#[derive(Debug, Serialize, JsonSchema)]
struct Withdrawn<'a> {
    /// Its id.
    id: &'a str,
    /// The day on which it was recorded.
    date: &'a str,
    /// The reason that was given; empty if none was.
    reason: &'a str,
}

pub(super) fn run(arguments: &HistoryArguments, printer: &Printer) -> Result<Exit, Failure> {
    let repaired = if arguments.repair {
        let time = Meta::now(Action::Recovered, None, None).time;
        let done = repair(&arguments.folder, &time).map_err(|error| read_failure(&error))?;
        printer.problems(&done.problems);
        printer.note(&mended(&done));
        if !done.shown.is_empty() {
            let (zh, en) = (done.shown.join("、"), done.shown.join(", "));
            printer.note(&bilingual!(
                "已换上现行方案的文件：{zh}。",
                "These files now show the current plan: {en}."
            ));
        }
        Some(done)
    } else {
        None
    };
    let history = read_history(&arguments.folder).map_err(|error| read_failure(&error))?;
    let gone = departures(&arguments.folder.join(PLAN_FILE));
    if printer.is_json() {
        let told = gone.iter().map(|(id, own)| Withdrawn {
            id,
            date: &own.date,
            reason: &own.reason,
        });
        printer.document(&HistoryDocument {
            versions: &history.versions,
            withdrawn: told.collect(),
            in_place: history.in_place,
            problems: &history.problems,
            log_set_aside: repaired.as_ref().and_then(|done| done.set_aside.as_deref()),
            shown_again: repaired.as_ref().map_or(&[][..], |done| &done.shown),
        })?;
    } else {
        let mut said = text(&history, printer.lang());
        said.push_str(&withdrawn(&gone, printer.lang()));
        printer.data(&said)?;
    }
    printer.problems(&history.problems);
    let damaged = history.problems.iter();
    let mut damaged = damaged.filter(|problem| problem.severity == Severity::Error);
    Ok(match damaged.next() {
        Some(_) => Exit::Input,
        None => Exit::Done,
    })
}

fn read_failure(error: &HistoryError) -> Failure {
    let mut told = failure(error);
    let Failure::Told { message, .. } = &mut told;
    *message = bilingual!("无法读取方案历史。", "The plan's history cannot be read.");
    told
}

fn mended(done: &Repaired) -> Bilingual {
    let versions = done.versions;
    match &done.set_aside {
        Some(file) => bilingual!(
            "日志已重建，共 {versions} 版；损坏的日志另存为 history/{file}。",
            "The log was rebuilt with {versions} versions; the damaged log was saved as history/{file}."
        ),
        None => bilingual!(
            "日志没有损坏，共 {versions} 版。",
            "The log is not damaged; it has {versions} versions."
        ),
    }
}

/// Who withdrew and why, by id; empty without withdrawals.
fn withdrawn(gone: &Reasons, lang: Lang) -> String {
    if gone.is_empty() {
        return String::new();
    }
    let headers = match lang {
        Lang::Zh => ["退出", "日期", "缘由"],
        Lang::En => ["withdrew", "date", "reason"],
    };
    let rows = gone.iter();
    let rows = rows.map(|(id, own)| [id.clone(), own.date.clone(), own.reason.clone()]);
    format!("\n{}", table(headers, rows, &[]))
}

fn text(history: &History, lang: Lang) -> String {
    let headers = match lang {
        Lang::Zh => ["版本", "时间", "经办人", "操作", "缘由", "校验值", "状态"],
        Lang::En => [
            "version", "time", "author", "action", "reason", "hash", "state",
        ],
    };
    let rows = history.versions.iter().map(|version| {
        let record = &version.record;
        let action = record.words();
        let state = match version.state {
            VersionState::Missing => bilingual!("文件缺失", "file missing"),
            VersionState::Altered => bilingual!("文件被改", "file altered"),
            VersionState::Whole if history.in_place == Some(record.version) => {
                bilingual!("现行", "current")
            }
            VersionState::Whole => Bilingual::default(),
        };
        let hash = record.sha256.get(..12).unwrap_or(&record.sha256);
        [
            record.version.to_string(),
            record.time.replace('T', " "),
            record.author.clone(),
            action.say(lang).to_owned(),
            record.reason.clone(),
            hash.to_owned(),
            state.say(lang).to_owned(),
        ]
    });
    table(headers, rows, &[0])
}
