//! `undo`: restores an earlier version of a plan as a new one.

use super::exit::{Exit, Failure};
use super::history::{Authorship, failure, tell_mended};
use super::language::say;
use super::printer::Printer;
use super::writing;
use crate::bilingual;
use crate::files::history::{Action, PLAN_FILE, Record, Seen, undo};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct UndoArguments {
    #[arg(value_name = "DIR", value_parser = super::history::folder_of, help = say("存放 plan.json 的文件夹", "folder that contains plan.json"))]
    folder: PathBuf,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), help = say("恢复到第 N 版（默认退一步）", "restore version N (default: one step back)"))]
    to: Option<u64>,
    #[command(flatten)]
    authorship: Authorship,
}

/// What `undo` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UndoDocument<'a> {
    /// The new version, as the history records it.
    record: &'a Record,
    /// The files beside the plan that were restored with it.
    restored: Vec<&'a String>,
    /// Files beside the plan that still show another version.
    stale: &'a [String],
}

pub(super) fn run(arguments: &UndoArguments, printer: &Printer) -> Result<Exit, Failure> {
    let meta = arguments.authorship.meta(Action::Undo);
    let meta = meta.seen(Seen::of(&arguments.folder));
    let written = {
        let _whole = writing::hold();
        undo(&arguments.folder, arguments.to, &meta).map_err(|error| failure(&error))?
    };
    let record = &written.record;
    if printer.is_json() {
        printer.document(&UndoDocument {
            record,
            restored: record.shown.keys().collect(),
            stale: &written.stale,
        })?;
    } else {
        let path = arguments.folder.join(PLAN_FILE);
        let (shown, version) = (path.display(), record.version);
        let restored = record.restores.unwrap_or_default();
        let done = bilingual!(
            "「{shown}」已恢复为第 {restored} 版的内容，记为第 {version} 版。\n",
            "[{shown}] has the content of version {restored} again, recorded as version {version}.\n"
        );
        printer.data(done.say(printer.lang()))?;
    }
    tell_mended(&written, printer);
    if record.shown.is_empty() {
        printer.note(&bilingual!(
            "历史中没有该版的工作簿和网页。不带 --withdraw 运行 empanel rerun 可按现行方案重新写出。",
            "The history has no workbook or page of that version. Run empanel rerun without --withdraw to write them again for the current plan."
        ));
    }
    Ok(Exit::Done)
}
