//! What every verb that writes a committee does: the last check, the files, the history.

use super::exit::Failure;
use super::history;
use super::printer::Printer;
use super::writing;
use crate::api::write;
use crate::bilingual;
use crate::files::history::Meta;
use crate::model::plan::Plan;
use crate::model::{Place, Problem, Severity};
use crate::report::Story;
use std::path::{Path, PathBuf};

pub(super) use crate::api::write::{
    Content, DIFFERENCE_FILES, FILES, difference_document, difference_files,
};

/// Members who were seated and review nothing: allowed, and worth a look.
fn idle(plan: &Plan) -> Option<Problem> {
    let ids = plan.idle();
    let count = ids.len();
    (count > 0).then(|| Problem {
        severity: Severity::Note,
        code: "N728",
        place: Place::file(FILES[0]),
        value: ids.join(" "),
        what: bilingual!(
            "{count} 位组员没有评审任务",
            "Members without any review: {count}"
        ),
        action: bilingual!(
            "降低 reviews.max_per_expert 使工作分散、减少组员，或用 empanel edit 调整",
            "Spread the work with a lower reviews.max_per_expert, seat fewer members, or use empanel edit"
        ),
    })
}

/// Writes the plan into its history, the files that show it next to it, and `further` files; each
/// stays in the history with the plan's version.
///
/// # Errors
/// When a file cannot be made or written; the plan in place is then the old one or the new one,
/// whole.
pub(super) fn deliver(
    path: &Path,
    story: &Story<'_>,
    further: Vec<Content>,
    meta: &Meta,
    printer: &Printer,
) -> Result<Vec<PathBuf>, Failure> {
    printer.problems(idle(story.plan).as_slice());
    let written = {
        let _whole = writing::hold();
        write::deliver(path, story, further, meta, printer.lang())?
    };
    history::tell_mended(&written, printer);
    Ok(write::paths(path, written))
}

/// Names the files written, in a line for people.
///
/// # Errors
/// When stdout cannot be written.
pub(super) fn say_written(written: &[PathBuf], printer: &Printer) -> Result<(), Failure> {
    let files: Vec<String> = written
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let (zh, en) = (files.join("、"), files.join(", "));
    printer.data(bilingual!("\n已写出：{zh}\n", "\nWritten: {en}\n").say(printer.lang()))
}
