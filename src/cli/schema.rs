//! `schema`: the JSON Schemas of what the program prints, writes and reads.

mod table;

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use crate::model::words::Bilingual;
use clap::Args;
use clap::builder::PossibleValuesParser;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use table::{DOCUMENTS, Document};

#[derive(Debug, Args)]
#[command(after_help = list())]
pub(super) struct SchemaArguments {
    #[arg(
        value_name = "NAME",
        value_parser = PossibleValuesParser::new(DOCUMENTS.iter().map(|own| own.name)),
        hide_possible_values = true,
        help = say("下列名称之一；不写则列出全部名称", "one of the names below; without it they are listed")
    )]
    of: Option<String>,
}

/// What `schema` prints without a name.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SchemaDocument {
    /// Every document that has a schema.
    documents: Vec<Named>,
}

/// A document that has a schema.
#[derive(Debug, Serialize, JsonSchema)]
struct Named {
    /// Its name: a verb whose output under `--format json` it is, or a file.
    name: &'static str,
    /// What it is.
    about: Bilingual,
}

pub(super) fn run(arguments: &SchemaArguments, printer: &Printer) -> Result<Exit, Failure> {
    let wanted = arguments.of.as_deref();
    let found = DOCUMENTS
        .iter()
        .find(|own| Some(own.name) == wanted)
        .map(schema);
    match found {
        // A schema is a document that describes itself.
        Some(schema) => printer.document(&schema)?,
        None if printer.is_json() => printer.document(&SchemaDocument {
            documents: DOCUMENTS.iter().map(named).collect(),
        })?,
        None => printer.data(&format!("{}\n", lines()))?,
    }
    Ok(Exit::Done)
}

/// The schema, under the name that it is asked for; plans and exchanges bear that of their format.
fn schema(own: &Document) -> Value {
    let mut schema = (own.schema)();
    let title = schema["title"].as_str().unwrap_or_default();
    if !title.starts_with("empanel/") {
        schema["title"] = Value::from(format!("empanel {}", own.name));
    }
    schema
}

fn named(own: &Document) -> Named {
    Named {
        name: own.name,
        about: Bilingual::new(own.zh, own.en),
    }
}

/// The names with what they are, for the help.
fn list() -> String {
    let title = say("名称：", "Names:");
    format!("{title}\n{}", lines())
}

fn lines() -> String {
    let widest = DOCUMENTS.iter().map(|own| own.name.len()).max();
    let width = widest.unwrap_or_default();
    let line = |own: &Document| format!("  {:<width$}  {}", own.name, say(own.zh, own.en));
    let lines: Vec<String> = DOCUMENTS.iter().map(line).collect();
    lines.join("\n")
}
