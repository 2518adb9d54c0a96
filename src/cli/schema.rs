//! `schema`: the JSON Schemas of the files that the program writes and reads.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use crate::model::{plan, settings};
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    #[arg(
        value_name = "plan|rules|exchange",
        help = say("plan：plan.json；rules：rules.toml；exchange：form --exchange 的结果", "plan: plan.json; rules: rules.toml; exchange: what form --exchange finds"),
        hide_possible_values = true
    )]
    of: Document,
}

/// A document that has a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Document {
    /// `plan.json`
    Plan,
    /// `rules.toml`
    Rules,
    /// The part `exchange` of a plan.
    Exchange,
}

pub(super) fn run(arguments: &SchemaArguments, printer: &Printer) -> Result<Exit, Failure> {
    let schema = match arguments.of {
        Document::Plan => plan::schema(),
        Document::Rules => settings::schema(),
        Document::Exchange => plan::exchange_schema(),
    };
    printer.document(&schema)?;
    Ok(Exit::Done)
}
