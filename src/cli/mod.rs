//! The command line: arguments in, exit code out.
//!
//! Each verb is one file with its arguments and its `run`, which takes a `Printer` and returns an
//! `Exit` or a `Failure`. All output to stdout and stderr goes through the printer.

mod advice;
mod arguments;
mod assign;
mod bench;
mod check;
mod clock;
mod collect;
mod completions;
mod conflicts;
mod deliver;
mod destination;
mod diff;
mod draw;
mod edit;
mod exit;
mod explain;
mod export;
mod form;
mod generate;
mod history;
mod import;
mod interrupt;
mod language;
mod logging;
mod matching;
mod merge;
mod objection;
#[cfg(feature = "window")]
mod open;
mod output;
mod papers;
mod part;
mod passphrase;
mod printer;
mod progress;
mod publicity;
mod read;
mod recommend;
mod rerun;
mod results;
mod rounds;
mod running;
mod schema;
mod scores;
mod screen;
mod sheets;
mod solver_process;
mod status;
mod stress;
mod table;
mod taxonomy;
mod template;
mod threads;
mod undo;
mod usage;
mod values;
mod verify;
mod watchdog;
mod who;
mod writing;

pub use exit::Exit;

use arguments::{Arguments, Verb};
use clap::{CommandFactory as _, FromArgMatches as _};
use exit::Failure;
use printer::Printer;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// Runs the program on the process's arguments.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    solver_process::offer();
    let exit = run_on(arguments);
    end_at_once(exit);
    exit.into()
}

/// On Windows, ends the program without the destructors of C++: those of HiGHS waited for ever there
/// for threads that had solved programs (seen with mingw's library). Everything is written by now.
fn end_at_once(exit: Exit) {
    if cfg!(windows) {
        #[expect(clippy::exit, reason = "the last thing that the program does")]
        std::process::exit(exit as i32);
    }
}

/// Runs the program on these arguments, the first of which is its name. Solvers run in processes of
/// their own only if [`answers`](crate::solve::program::process::answers) or
/// [`answered_by`](crate::solve::program::process::answered_by) was called before.
pub fn run_on(arguments: Vec<OsString>) -> Exit {
    if let Some(exit) = solver_process::answer(&arguments) {
        return exit;
    }
    clock::start();
    interrupt::guard();
    let lang = language::detect(&arguments, |name| std::env::var(name).ok());
    language::set(lang);
    let format = usage::format_asked(&arguments);
    let mut printer = Printer::new(format, lang);
    let arguments = opened(arguments);
    match parse(&arguments) {
        Ok(parsed) => {
            printer.set_quiet(parsed.global.quiet);
            logging::start(parsed.global.verbose, parsed.global.log_format);
            guarded(parsed.verb, &mut printer)
        }
        Err(error) => usage::answer(&error, &mut printer),
    }
}

/// The arguments, or `open` where there are none: a double click gives none.
fn opened(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if cfg!(feature = "window") && arguments.len() == 1 {
        arguments.push(OsString::from("open"));
    }
    arguments
}

fn parse(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let matches = Arguments::command().try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// Runs a verb. A panic becomes one message and exit code 1 instead of a backtrace.
fn guarded(verb: Verb, printer: &mut Printer) -> Exit {
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!("panic: {panic}");
    }));
    let outcome = catch_unwind(AssertUnwindSafe(|| dispatch(verb, printer)));
    std::panic::set_hook(previous);
    match outcome {
        Ok(Ok(exit)) => exit,
        Ok(Err(failure)) => printer.failure(&failure),
        Err(panic) => printer.failure(&Failure::panicked(panic.as_ref())),
    }
}

fn dispatch(verb: Verb, printer: &mut Printer) -> Result<Exit, Failure> {
    match verb {
        #[cfg(feature = "window")]
        Verb::Open(arguments) => open::run(&arguments, printer),
        Verb::Import(arguments) => import::run(&arguments, printer),
        Verb::Form(arguments) => form::run(&arguments, printer),
        Verb::Merge(arguments) => merge::run(&arguments, printer),
        Verb::Verify(arguments) => verify::run(&arguments, printer),
        Verb::Assign(arguments) => assign::run(&arguments, printer),
        Verb::Match(arguments) => matching::run(&arguments, printer),
        Verb::Bench(arguments) => bench::run(&arguments, printer),
        Verb::Check(arguments) => check::run(&arguments, printer),
        Verb::Edit(arguments) => edit::run(&arguments, printer),
        Verb::Rerun(arguments) => rerun::run(&arguments, printer),
        Verb::Sheets(arguments) => sheets::run(&arguments, printer),
        Verb::Collect(arguments) => collect::run(&arguments, printer),
        Verb::Conflicts(arguments) => conflicts::run(&arguments, printer),
        Verb::Explain(arguments) => explain::run(&arguments, printer),
        Verb::Stress(arguments) => stress::run(&arguments, printer),
        Verb::Recommend(arguments) => recommend::run(&arguments, printer),
        Verb::Diff(arguments) => diff::run(&arguments, printer),
        Verb::History(arguments) => history::run(&arguments, printer),
        Verb::Undo(arguments) => undo::run(&arguments, printer),
        Verb::Generate(arguments) => generate::run(&arguments, printer),
        Verb::Screen(arguments) => screen::run(&arguments, printer),
        Verb::Publicity(arguments) => publicity::run(&arguments, printer),
        Verb::Scores(arguments) => scores::run(&arguments, printer),
        Verb::Objection(arguments) => objection::run(&arguments, printer),
        Verb::Results(arguments) => results::run(&arguments, printer),
        Verb::Papers(arguments) => papers::run(&arguments, printer),
        Verb::Export(arguments) => export::run(&arguments, printer),
        Verb::Status(arguments) => status::run(&arguments, printer),
        Verb::Template(arguments) => template::run(&arguments, printer),
        Verb::Taxonomy(arguments) => taxonomy::run(&arguments, printer),
        Verb::Schema(arguments) => schema::run(&arguments, printer),
        Verb::Completions(arguments) => completions::run(&arguments, Arguments::command(), printer),
    }
}
