//! Runs the program as a person would.
#![allow(dead_code)] // no test file uses all of it

use assert_cmd::cargo::cargo_bin;
use std::process::{Command, Output};

/// The program with a clean locale, in the project's folder.
pub fn empanel() -> Command {
    let mut command = Command::new(cargo_bin!("empanel"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "RUST_LOG"] {
        command.env_remove(name);
    }
    command
}

/// Runs it with arguments.
pub fn run(arguments: &[&str]) -> Output {
    let mut command = empanel();
    command.args(arguments);
    command.output().expect("the program starts")
}

/// The exit code.
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

/// What went to stdout.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What went to stderr.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}
