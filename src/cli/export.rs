//! `export`: what each audience may see.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::{OutputFolder, not_made};
use super::printer::Printer;
use super::read;
use crate::bilingual;
use crate::export::{self, Audience};
use crate::report::text_table::workbook;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[arg(value_name = "SEASON", help = say("赛季文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "WHO", num_args = 1..=2, required = true, help = say("给谁看：office、group G01、expert E007 或 public", "who is to read it: office, group G01, expert E007 or public"))]
    audience: Vec<String>,
    #[arg(long, value_name = "DIR", help = say("输出文件夹（文件仅本人可读）", "output folder (the files can be read by their owner only)"))]
    out: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替赛季中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

pub(super) fn run(arguments: &ExportArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let plan = read::plan_of(&arguments.plan, &season, printer)?;
    let audience = Audience::parse(&arguments.audience, &season, &plan)
        .map_err(|error| Failure::new(Exit::Usage, error.words()))?;
    let packet = export::packet(&season, &plan, audience);
    let names = ["json", "xlsx"].map(|kind| format!("{}.{kind}", packet.name));
    let names = [names[0].as_str(), names[1].as_str()];
    OutputFolder::refuse_existing(&arguments.out, &names, arguments.force)?;
    let json = serde_json::to_vec_pretty(&packet.document).map_err(Failure::json)?;
    let book = workbook(&packet.tables, printer.lang(), packet.confidential)
        .map_err(|error| not_made(&error))?;
    let contents = [json, book];
    let folder = OutputFolder::private(&arguments.out, &names, arguments.force)?;
    let mut files = folder.files();
    for (name, bytes) in names.into_iter().zip(contents) {
        files.prepare(name, |out| out.write_all(&bytes))?;
    }
    let written = files.commit()?;
    tracing::info!(audience = packet.name, "exported");
    tell(&written, printer)
}

fn tell(written: &[PathBuf], printer: &Printer) -> Result<Exit, Failure> {
    if printer.is_json() {
        printer.document(&json!({ "files": written }))?;
    } else {
        for path in written {
            let shown = path.display();
            printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
        }
    }
    Ok(Exit::Done)
}
