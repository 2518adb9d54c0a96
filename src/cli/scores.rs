//! `scores`: writes a season's scores as an instance folder of the pairwise form.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::read;
use crate::assign::{SEASON_FILES, SeasonPairs};
use crate::bilingual;
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ScoresArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "DIR", help = say("输出文件夹", "output folder"))]
    out: PathBuf,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = say("每项申报只保留得分最高的 N 位（默认全部）", "keep only the N best reviewers of each submission (default: all)"))]
    top: Option<u32>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// What `scores` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScoresDocument<'a> {
    /// Number of submissions.
    submissions: usize,
    /// Number of reviewers.
    reviewers: usize,
    /// Scored pairs.
    pairs: usize,
    /// Pairs in conflict.
    conflicts: usize,
    /// Wishes of experts that the scores count.
    wishes: usize,
    /// The files written.
    files: &'a [PathBuf],
}

pub(super) fn run(arguments: &ScoresArguments, printer: &Printer) -> Result<Exit, Failure> {
    let folder = OutputFolder::open(&arguments.out, &SEASON_FILES, arguments.force)?;
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let top = arguments.top.map_or(usize::MAX, |top| top as usize);
    let pairs = SeasonPairs::new(&season, season.conflicts(), season.affinity(), top);
    let mut files = folder.files();
    let mut rows = [0; SEASON_FILES.len()];
    for (name, rows) in SEASON_FILES.iter().zip(&mut rows) {
        files.prepare(name, |out| {
            *rows = pairs.write(name, out)?;
            Ok(())
        })?;
    }
    let written = files.commit()?;
    let [papers, people, tied, scored] = rows;
    let wishes = match season.rules.score.wishes > 0.0 {
        true => season.wishes.all().len(),
        false => 0,
    };
    if printer.is_json() {
        printer.document(&ScoresDocument {
            submissions: papers,
            reviewers: people,
            pairs: scored,
            conflicts: tied,
            wishes,
            files: &written,
        })?;
    } else {
        let shown = arguments.out.display();
        let words = bilingual!(
            "{papers} 项申报、{people} 位评审专家，{scored} 对得分、{tied} 对回避，已写入 {shown}。\n接着可用：empanel assign {shown} --objective total --out 文件\n",
            "{papers} submissions, {people} reviewers, {scored} scored pairs, {tied} conflicts: written to {shown}.\nNext: empanel assign {shown} --objective total --out FILE\n"
        );
        printer.data(words.say(printer.lang()))?;
        if wishes > 0 {
            let words = bilingual!(
                "得分已计入 {wishes} 条专家意愿。\n",
                "The scores count {wishes} wishes of experts.\n"
            );
            printer.data(words.say(printer.lang()))?;
        }
    }
    Ok(Exit::Done)
}
