//! `check`: validates the tables and compares supply with demand, without solving.

mod book;
mod document;
mod printed;
mod text;

pub(super) use printed::CheckDocument;

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use super::read;
use crate::explain::demand::{Stock, conditions, supply};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = say("把有问题的表写成工作簿：有问题的单元格加框，批注写明问题和办法，改好后可直接再导入", "write the sheets with problems as a workbook: the cells framed, the words as notes, to be mended and read again"))]
    workbook: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有的工作簿", "overwrite an existing workbook"))]
    force: bool,
}

pub(super) fn run(arguments: &CheckArguments, printer: &Printer) -> Result<Exit, Failure> {
    if let Some(path) = &arguments.workbook {
        book::refuse_existing(path, arguments.force)?;
    }
    let read = read::checked(&arguments.season, arguments.rules.as_deref());
    if let Some(path) = &arguments.workbook {
        let problems = match &read {
            Ok(season) => season.notes(),
            Err(Failure::Told { problems, .. }) => problems,
        };
        book::write(&arguments.season, problems, path, arguments.force, printer)?;
    }
    let season = read?;
    let (conflicts, affinity) = (season.conflicts(), season.affinity());
    let stock = Stock::new(&season);
    let conditions = conditions::find(&stock, conflicts, affinity);
    let supply = supply::measure(&stock, conflicts, affinity);
    let report = document::CheckReport::new(&stock, conflicts, conditions, supply);
    if printer.is_json() {
        printer.document(&CheckDocument::of(&report, season.notes()))?;
    } else {
        printer.data(&text::render(&report, printer.lang()))?;
        printer.problems(season.notes());
    }
    Ok(if report.possible() {
        Exit::Done
    } else {
        Exit::Infeasible
    })
}
