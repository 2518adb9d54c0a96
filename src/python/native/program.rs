//! The command line `empanel` from Python.

use empanel::cli;
use empanel::solve::program::process::answered_by;
use pyo3::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// Runs the command line on these arguments, the first of which is the program's name, and returns
/// its exit code. Solvers run in processes of `python`, given `before` ahead of the hidden verb.
#[pyfunction]
pub fn run(py: Python<'_>, arguments: Vec<OsString>, python: PathBuf, before: Vec<OsString>) -> u8 {
    answered_by(python, before);
    py.detach(|| cli::run_on(arguments) as u8)
}
