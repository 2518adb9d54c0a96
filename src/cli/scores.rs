//! `scores`: writes a season's scores as an instance folder of the pairwise form.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::part::PartArguments;
use super::printer::Printer;
use super::read;
use crate::assign::{PairOptions, SeasonPairs, is_scores_file};
use crate::bilingual;
use crate::model::Part;
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ScoresArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "DIR", help = say("输出文件夹", "output folder"))]
    out: PathBuf,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = say("每项申报只保留得分最高的 N 位（默认全部）", "keep only the N best reviewers of each submission (default: all)"))]
    top: Option<u32>,
    #[arg(long, help = say("得分写成紧凑的 scores.bin，代替 scores.csv（供 assign 读取，适合上千万对得分）", "write the scores compactly as scores.bin in place of scores.csv (for assign; for tens of millions of pairs)"))]
    compact: bool,
    #[command(flatten)]
    part: PartArguments,
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
    /// Pairs in conflict; absent where another part writes them.
    conflicts: Option<usize>,
    /// Wishes of experts that the scores count.
    wishes: usize,
    /// Which part of how many, as `2/8`.
    part: Option<String>,
    /// The files written.
    files: &'a [PathBuf],
}

pub(super) fn run(arguments: &ScoresArguments, printer: &Printer) -> Result<Exit, Failure> {
    let part = arguments.part.part()?;
    let options = PairOptions {
        top: arguments.top,
        compact: arguments.compact,
        part,
    };
    let names = options.files();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    refuse_other_forms(&arguments.out, &options)?;
    let folder = OutputFolder::open(&arguments.out, &names, arguments.force)?;
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let pairs = SeasonPairs::new(&season, options);
    let mut files = folder.files();
    let mut rows = Vec::new();
    for name in &names {
        files.prepare(name, |out| {
            rows.push(pairs.write(name, out)?);
            Ok(())
        })?;
    }
    let written = files.commit()?;
    let scored = rows.last().copied().unwrap_or(0);
    // Only the first part of several writes the tables, conflicts.csv among them.
    let tied = rows.get(2).copied();
    let (papers, people) = (pairs.submissions(), pairs.reviewers());
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
            part: part.map(|part| part.to_string()),
            files: &written,
        })?;
    } else {
        let shown = arguments.out.display();
        let (zh, en) = match tied {
            Some(tied) => (format!("、{tied} 对回避"), format!(", {tied} conflicts")),
            None => Default::default(),
        };
        let (part_zh, part_en) = match part {
            Some(Part { number, of }) => (
                format!("第 {number}/{of} 份："),
                format!("Part {number} of {of}: "),
            ),
            None => Default::default(),
        };
        let words = bilingual!(
            "{part_zh}{papers} 项申报、{people} 位评审专家，{scored} 对得分{zh}，已写入 {shown}。\n接着可用：empanel assign {shown} --objective total --out 文件\n",
            "{part_en}{papers} submissions, {people} reviewers, {scored} scored pairs{en}: written to {shown}.\nNext: empanel assign {shown} --objective total --out FILE\n"
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

/// Refuses a folder that holds scores in another form, which `assign` could not tell from these;
/// other parts of the same division may be there.
fn refuse_other_forms(folder: &Path, options: &PairOptions) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut others: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_scores_file(name) && !options.is_beside(name))
        .collect();
    others.sort();
    let Some(other) = others.first() else {
        return Ok(());
    };
    let (own, shown) = (options.scores_file(), folder.display());
    Err(Failure::new(
        Exit::Usage,
        bilingual!(
            "「{shown}」中已有 {other}，与 {own} 放在一起会分不清用哪一个，未作改动。请用 --out 指定别处，或先移走它。",
            "[{shown}] already holds {other}; beside {own} it would be unclear which to use. Nothing was changed. Choose another place with --out, or move it away first."
        ),
    ))
}
