//! The hidden verb that solves one model for its parent process, so that the parent can kill it.
//!
//! It is answered before anything else of the command line starts: no logging, no language, no
//! handlers, and nothing but the report on stdout.

use super::Exit;
use crate::solve::program::process;
use std::ffi::OsString;
use std::process::ExitCode;

/// Lets solvers run in processes of this program: control returns here only in the main process.
pub(super) fn offer() {
    process::answers();
}

/// Answers the hidden verb; `None` when the arguments ask for something else.
pub(super) fn answer(arguments: &[OsString]) -> Option<ExitCode> {
    let [_, verb] = arguments else {
        return None;
    };
    (verb == process::VERB).then(
        || match process::serve(std::io::stdin(), std::io::stdout()) {
            Ok(()) => Exit::Done.into(),
            Err(_) => Exit::Fault.into(),
        },
    )
}
