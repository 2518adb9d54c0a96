//! `completions`: scripts for completing the command line in shells.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use clap::{Args, Command};
use clap_complete::Shell;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    #[arg(
        value_name = "SHELL",
        help = say("bash、zsh、fish、elvish 或 powershell", "bash, zsh, fish, elvish or powershell"),
        hide_possible_values = true
    )]
    shell: Shell,
}

/// What `completions` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CompletionsDocument<'a> {
    /// The shell.
    shell: String,
    /// Its script.
    script: &'a str,
}

/// Prints the script for `command`, the complete command line definition.
pub(super) fn run(
    arguments: &CompletionsArguments,
    mut command: Command,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "empanel", &mut script);
    let script = String::from_utf8_lossy(&script);
    if printer.is_json() {
        printer.document(&CompletionsDocument {
            shell: arguments.shell.to_string(),
            script: &script,
        })?;
    } else {
        printer.data(&script)?;
    }
    Ok(Exit::Done)
}
