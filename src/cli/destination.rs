//! Where a changed plan and its documents are written.

use super::deliver::{DIFFERENCE_FILES, FILES, compared, deliver, difference_files, say_written};
use super::exit::Failure;
use super::history::Authorship;
use super::output::OutputFolder;
use super::printer::Printer;
use crate::api::Season;
use crate::bilingual;
use crate::files::history::{Action, Seen, departures, sha256};
use crate::files::tables::read_plain;
use crate::model::difference::{Difference, Names};
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::report::changes::{Notice, notices};
use std::path::{Path, PathBuf};

/// The target of a changed plan.
#[derive(Debug)]
pub(super) struct Destination {
    path: PathBuf,
    /// The plan it is based on.
    prior: PathBuf,
    replace: bool,
    /// State of the target before the prior plan was read.
    seen: Seen,
    /// Whether anything is written: a folder was given, or the plan may be replaced.
    writes: bool,
}

impl Destination {
    /// The folder `out`, where `force` is needed to overwrite files; or with `force` alone the
    /// plan's own folder, whose history keeps the previous plan. With neither, the result is only
    /// shown.
    pub(super) fn new(plan: &Path, out: Option<&Path>, force: bool) -> Result<Self, Failure> {
        let path = out.unwrap_or(folder_of(plan));
        let writes = force || out.is_some();
        if writes {
            OutputFolder::open(path, &[&FILES[..], &DIFFERENCE_FILES].concat(), force)?;
        }
        Ok(Self {
            path: path.to_owned(),
            prior: plan.to_owned(),
            replace: force,
            seen: Seen::of(path),
            writes,
        })
    }

    /// Reports what was written, or how to have it written.
    pub(super) fn say(&self, written: &[PathBuf], printer: &Printer) -> Result<(), Failure> {
        if self.writes {
            return say_written(written, printer);
        }
        let shown = bilingual!(
            "\n以上是试算，没有写出任何文件。采用请加 --force（替换原方案，原版本留在历史中，可用 empanel undo 恢复）或 --out 文件夹。\n",
            "\nThis was a trial: nothing was written. To adopt it, add --force (replaces the plan; the earlier version stays in the history, restore it with empanel undo) or --out DIR.\n"
        );
        printer.data(shown.say(printer.lang()))
    }

    /// Writes plan, workbook, report, the differences from the previous plan and a letter to each
    /// person concerned, all of them also into the history.
    pub(super) fn write(
        &self,
        season: &Season,
        (plan, difference): (&Plan, &Difference),
        (action, authorship): (Action, &Authorship),
        notice: Option<&str>,
        printer: &Printer,
    ) -> Result<(Vec<PathBuf>, Vec<Notice>), Failure> {
        let names = Names::of([season.model()]);
        let notices = notices(difference, &names);
        if !self.writes {
            return Ok((Vec::new(), notices));
        }
        let notice = notice.map(Bilingual::same);
        let before = read_plain(&self.prior).unwrap_or_default();
        let before = (folder_of(&self.prior), sha256(&before));
        let names = compared(names, (before.0, &before.1), (&self.path, plan))?;
        let story = season.story(plan).with_changes(difference);
        let mut story = story.with_notice(notice);
        let further = difference_files(difference, &names, &notices, printer.lang())?;
        let meta = authorship.meta(action).replace(self.replace);
        let meta = meta.seen(self.seen.clone());
        let meta = meta.withdrawn(departures(&self.prior));
        let written = deliver(&self.path, &mut story, further, &meta, printer)?;
        Ok((written, notices))
    }
}

/// The folder of a plan.
pub(super) fn folder_of(plan: &Path) -> &Path {
    match plan.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The number of letters in words.
pub(super) fn letters_words(letters: usize) -> Bilingual {
    bilingual!(
        "\n通知：{letters} 份，见 notices.txt（每位有关人员一份，发出前请核对）。\n",
        "\nLetters: {letters}, in notices.txt (one to each person concerned; check them before sending).\n"
    )
}
