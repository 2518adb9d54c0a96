//! `undo`: an earlier version of a plan, put back as a new one.

use super::deliver::{CALENDAR_FILE, DIFFERENCE_FILES, FILES};
use super::exit::{Exit, Failure};
use super::history::{Authorship, failure};
use super::interrupt;
use super::language::say;
use super::output::write_file;
use super::printer::Printer;
use crate::bilingual;
use crate::history::{Action, PLAN_FILE, Record, beside, keep_beside, undo};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct UndoArguments {
    #[arg(value_name = "DIR", help = say("存放 plan.json 的文件夹", "the folder that holds plan.json"))]
    folder: PathBuf,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), help = say("恢复到第 N 版（默认退一步）", "go to version N (default: one step back)"))]
    to: Option<u64>,
    #[command(flatten)]
    authorship: Authorship,
}

pub(super) fn run(arguments: &UndoArguments, printer: &Printer) -> Result<Exit, Failure> {
    let meta = arguments.authorship.meta(Action::Undo);
    let written = {
        let _whole = interrupt::writing();
        undo(&arguments.folder, arguments.to, &meta).map_err(|error| failure(&error))?
    };
    printer.problems(&written.problems);
    let record = &written.record;
    let (back, stale) = restore_shown(&arguments.folder, record)?;
    if printer.is_json() {
        printer.document(&json!({ "record": record, "restored": back, "stale": stale }))?;
    } else {
        let path = arguments.folder.join(PLAN_FILE);
        let (shown, version) = (path.display(), record.version);
        let restored = record.restores.unwrap_or_default();
        let done = bilingual!(
            "「{shown}」已恢复为第 {restored} 版的内容，记为第 {version} 版。\n",
            "{shown} is version {restored} again, recorded as version {version}.\n"
        );
        printer.data(done.say(printer.lang()))?;
    }
    if !stale.is_empty() {
        let (zh, en) = (stale.join("、"), stale.join(", "));
        printer.note(&bilingual!(
            "注意：历史中没有该版的这些文件，文件夹里的仍是恢复前的：{zh}。不带 --withdraw 运行 empanel rerun 可按现行方案重新写出工作簿和网页。",
            "Note: the history does not have these files of that version; those in the folder are still from before: {en}. Run empanel rerun without --withdraw to write workbook and page anew."
        ));
    }
    Ok(Exit::Done)
}

/// Puts the files that show the version restored back, and keeps them beside the new version.
/// Returns those put back and those that are still from before.
fn restore_shown(
    folder: &Path,
    record: &Record,
) -> Result<(Vec<&'static str>, Vec<&'static str>), Failure> {
    let restored = record.restores.unwrap_or_default();
    let (mut back, mut stale) = (Vec::new(), Vec::new());
    let shown = FILES.into_iter().skip(1).chain([CALENDAR_FILE]);
    for name in shown.chain(DIFFERENCE_FILES) {
        let path = folder.join(name);
        match beside(folder, restored, name).map_err(|error| failure(&error))? {
            Some(bytes) => {
                keep_beside(folder, record.version, name, &bytes)
                    .map_err(|error| failure(&error))?;
                write_file(&path, &bytes, true)?;
                back.push(name);
            }
            None if path.exists() => stale.push(name),
            None => {}
        }
    }
    Ok((back, stale))
}
