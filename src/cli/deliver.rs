//! Writing a committee, shared by all verbs that do: last check, files, history.

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
    Content, DIFFERENCE_FILES, FILES, compared, difference_document, difference_files,
};

/// Seated members without reviews: permitted, but worth checking.
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

/// Writes the plan into its history, its documents next to it, and `further` files; all of them are
/// kept in the history with this version of the plan.
///
/// # Errors
/// A file cannot be created or written; the existing plan is then either unchanged or completely
/// replaced.
pub(super) fn deliver(
    path: &Path,
    story: &mut Story<'_>,
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

/// Lists the files written, in a line for people.
///
/// # Errors
/// stdout cannot be written.
pub(super) fn say_written(written: &[PathBuf], printer: &Printer) -> Result<(), Failure> {
    let files: Vec<String> = written
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let (zh, en) = (files.join("、"), files.join(", "));
    printer.data(bilingual!("\n已写出：{zh}\n", "\nWritten: {en}\n").say(printer.lang()))
}
