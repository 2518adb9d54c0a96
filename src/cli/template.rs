//! `template`: empty workbooks of every table.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::WrittenDocument;
use super::output::{not_made, write_set};
use super::printer::Printer;
use crate::bilingual;
use crate::files::tables::import::templates;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct TemplateArguments {
    #[arg(long, value_name = "DIR", help = say("写到此文件夹", "the folder to write"))]
    out: PathBuf,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

pub(super) fn run(arguments: &TemplateArguments, printer: &Printer) -> Result<Exit, Failure> {
    let books = templates(printer.lang()).map_err(|error| not_made(&error))?;
    let names: Vec<&str> = books.iter().map(|own| own.0.as_str()).collect();
    let contents = books.iter().map(|own| own.1.clone()).collect();
    let written = write_set(&arguments.out, &names, contents, arguments.force)?;
    if printer.is_json() {
        printer.document(&WrittenDocument { files: &written })?;
        return Ok(Exit::Done);
    }
    for path in &written {
        printer.data(&format!("{}\n", path.display()))?;
    }
    let shown = arguments.out.display();
    printer.note(&bilingual!(
        "黄色表头的列必填；批注说明每列填什么。不用的表删去即可，填好后用 empanel check {shown} 检查。",
        "Columns with yellow headers are required; notes say what each column takes. Delete the tables that are not used, and check the rest with empanel check {shown}."
    ));
    Ok(Exit::Done)
}
