//! The hidden verb that solves one model for its parent process, so that the parent can kill it.
//!
//! It is handled before anything else of the command line starts: no logging, no language, no
//! handlers, and only the report on stdout.

use super::Exit;
use crate::solve::program::process;
use std::ffi::OsString;

/// Allows solvers to run in processes of this program.
pub(super) fn offer() {
    process::answers();
}

/// Handles the hidden verb; `None` if the arguments are not for it.
pub(super) fn answer(arguments: &[OsString]) -> Option<Exit> {
    let [_, verb] = arguments else {
        return None;
    };
    (verb == process::VERB).then(
        || match process::serve(std::io::stdin(), std::io::stdout()) {
            Ok(()) => Exit::Done,
            Err(_) => Exit::Fault,
        },
    )
}
