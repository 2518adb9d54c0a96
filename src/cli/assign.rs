//! `assign`: the pairwise form, submissions to reviewers without groups.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::write_file;
use super::printer::Printer;
use crate::assign::{Assignment, Figures, Instance, partial, total};
use crate::bilingual;
use crate::text::Bilingual;
use crate::transport::Shortage;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;
use std::time::Instant;

#[derive(Debug, Args)]
pub(super) struct AssignArguments {
    #[arg(value_name = "DIR", help = say("含 scores.csv、loads.csv、demands.csv 的文件夹", "folder with scores.csv, loads.csv and demands.csv"))]
    folder: PathBuf,
    #[arg(
        long, value_name = "AIM", hide_possible_values = true,
        help = say("目标：total 总分最高，maxmin 最差申报尽量好，wef1 轮流选取", "aim: total, maxmin (the worst submission as high as possible), wef1 (round robin)")
    )]
    objective: Aim,
    #[arg(long, value_name = "F", help = say("输出文件", "output file"))]
    out: PathBuf,
    #[arg(long, help = say("没有分数的组合按 0 分使用", "use pairs without a score, at 0"))]
    allow_zero: bool,
    #[arg(long, help = say("人手不足时给出缺口最小的部分方案", "where demand cannot be met, leave as little as possible unfilled"))]
    allow_unfilled: bool,
    #[arg(long, help = say("覆盖已有文件", "overwrite an existing file"))]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Aim {
    Total,
    Maxmin,
    Wef1,
}

/// The figures of contract 7.
#[derive(Debug, Serialize)]
struct Document {
    objective: &'static str,
    status: &'static str,
    #[serde(flatten)]
    figures: Figures,
    seconds: f64,
    solve_seconds: f64,
}

pub(super) fn run(arguments: &AssignArguments, printer: &Printer) -> Result<Exit, Failure> {
    let start = Instant::now();
    let (instance, notes) = Instance::read(&arguments.folder).map_err(Failure::input)?;
    printer.problems(&notes);
    let solving = Instant::now();
    let assignment = decide(arguments, &instance)?;
    let solve_seconds = solving.elapsed().as_secs_f64();
    let mut bytes = Vec::new();
    assignment
        .write_csv(&instance, &mut bytes)
        .map_err(|error| Failure::stdout(&error))?;
    write_file(&arguments.out, &bytes, arguments.force)?;
    let document = Document {
        objective: "total",
        status: "optimal",
        figures: assignment.figures(&instance),
        seconds: start.elapsed().as_secs_f64(),
        solve_seconds,
    };
    printer.document(&document)?;
    Ok(Exit::Done)
}

fn decide(arguments: &AssignArguments, instance: &Instance) -> Result<Assignment, Failure> {
    let found = match total(instance) {
        Err(_) if arguments.allow_unfilled => partial(instance),
        found => found,
    };
    found.map_err(|shortage| short(&shortage, instance))
}

/// Most ids that a message lists.
const NAMED: usize = 20;

fn short(shortage: &Shortage, instance: &Instance) -> Failure {
    let list = |ids: &[u32], names: &[String]| {
        let shown: Vec<&str> = ids
            .iter()
            .take(NAMED)
            .map(|&id| names[id as usize].as_str())
            .collect();
        let more = if ids.len() > NAMED { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    Failure::new(Exit::Infeasible, proof(shortage, instance, list))
}

fn proof(
    shortage: &Shortage,
    instance: &Instance,
    list: impl Fn(&[u32], &[String]) -> String,
) -> Bilingual {
    match shortage {
        Shortage::Supply {
            rows,
            columns,
            needed,
            available,
        } if columns.is_empty() => {
            let (count, papers) = (rows.len(), list(rows, &instance.submissions));
            let _ = available;
            bilingual!(
                "需求无法满足：{count} 项申报可用的评审人不够，共缺 {needed} 人次（{papers}）。可补充评审人，或加 --allow-zero、--allow-unfilled。",
                "Demand cannot be met: {count} submission(s) have too few reviewers that they may use, {needed} review(s) short ({papers}). Add reviewers, or use --allow-zero or --allow-unfilled."
            )
        }
        Shortage::Supply {
            rows,
            columns,
            needed,
            available,
        } => {
            let (count, papers) = (rows.len(), list(rows, &instance.submissions));
            let (people, names) = (columns.len(), list(columns, &instance.reviewers));
            bilingual!(
                "需求无法满足：{count} 项申报（{papers}）至少需要从 {people} 位评审人（{names}）处得到 {needed} 人次评审，而这些人最多只能承担 {available} 人次。可提高其最多评审数、补充评审人，或加 --allow-zero、--allow-unfilled。",
                "Demand cannot be met: {count} submission(s) ({papers}) need at least {needed} review(s) from {people} reviewer(s) ({names}), who may take {available} together. Raise their loads, add reviewers, or use --allow-zero or --allow-unfilled."
            )
        }
        Shortage::Demand {
            columns,
            needed,
            available,
        } => {
            let (people, names) = (columns.len(), list(columns, &instance.reviewers));
            bilingual!(
                "最少评审数无法满足：{people} 位评审人（{names}）至少要评审 {needed} 人次，而能给他们的申报最多只有 {available} 人次。请降低 min_load。",
                "The least loads cannot be met: {people} reviewer(s) ({names}) must take {needed} review(s), but the submissions can give them {available} at most. Lower min_load."
            )
        }
    }
}
