//! What every verb that writes a committee does: the last check, the files, the history.

use super::exit::{Exit, Failure};
use super::history;
use super::printer::Printer;
use crate::api::{Error, write};
use crate::bilingual;
use crate::checker;
use crate::files::history::Meta;
use crate::model::difference::{Difference, Names};
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{Place, Problem, Season, Severity};
use crate::report::Story;
use crate::report::changes::Notice;
use std::fmt::Display;
use std::path::{Path, PathBuf};

pub(super) use crate::api::write::{Content, DIFFERENCE_FILES, FILES, difference_document};

/// A plan that fails the checker is our fault and is never written.
///
/// # Errors
/// With every rule that is broken.
pub(super) fn accept(season: &Season, plan: &Plan) -> Result<(), Failure> {
    let report = checker::check(season, plan);
    if report.accepted() {
        return Ok(());
    }
    let words = |lang| {
        let lines = report.violations.iter();
        let lines = lines.map(|found| format!("{} {}", found.code, found.words.say(lang)));
        lines.collect::<Vec<_>>().join("\n")
    };
    let (zh, en) = (words(Lang::Zh), words(Lang::En));
    Err(Failure::new(
        Exit::Fault,
        bilingual!(
            "求得的方案未通过核验，未写出。这是程序的错误，请连同数据报告维护者。\n{zh}",
            "The plan found was not accepted by the checker and was not written. This is a bug: please report it with the data.\n{en}"
        ),
    ))
}

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
            "{count} member(s) review nothing"
        ),
        action: bilingual!(
            "降低 reviews.max_per_expert 使工作分散、减少组员，或用 empanel edit 调整",
            "Spread the work with a lower reviews.max_per_expert, seat fewer members, or use empanel edit"
        ),
    })
}

/// Writes the plan into its history and beside it what shows it, and `further` files; each stays
/// in the history with the plan's version.
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
    let lang = printer.lang();
    printer.problems(idle(story.plan).as_slice());
    let mut plan = serde_json::to_vec_pretty(story.plan).map_err(Failure::json)?;
    plan.push(b'\n');
    let mut shown = write::shown(story, lang).map_err(|error| {
        let words = words_of(error);
        Failure::new(
            Exit::Fault,
            bilingual!(
                "无法生成工作簿：{words}。",
                "Cannot make the workbook: {words}."
            ),
        )
    })?;
    shown.extend(further);
    let mut written = vec![path.join(FILES[0])];
    written.extend(history::keep(path, &plan, &shown, meta, printer)?.shown);
    Ok(written)
}

/// What the files of a comparison hold, in the order of [`DIFFERENCE_FILES`].
///
/// # Errors
/// When the workbook or the page cannot be made.
pub(super) fn difference_files(
    difference: &Difference,
    names: &Names,
    notices: &[Notice],
    lang: Lang,
) -> Result<Vec<Content>, Failure> {
    let files = write::difference_files(difference, names, notices, lang);
    files.map_err(|error| fault(&words_of(error)))
}

/// What the library said that could not make a file.
fn words_of(error: Error) -> String {
    match error {
        Error::Document(words) => words,
        other => other.to_string(),
    }
}

fn fault(error: &dyn Display) -> Failure {
    Failure::new(
        Exit::Fault,
        bilingual!(
            "无法生成对照文件：{error}。",
            "The files cannot be made: {error}."
        ),
    )
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
