//! The arguments of `assign`.

use super::super::language::say;
use crate::assign::Probability;
use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct AssignArguments {
    #[arg(value_name = "DIR", help = say("含 scores.csv、loads.csv、demands.csv 的文件夹", "folder with scores.csv, loads.csv and demands.csv"))]
    pub(super) folder: PathBuf,
    #[arg(
        long, value_name = "AIM", hide_possible_values = true,
        help = say("目标：total 总分最高，maxmin 最差申报尽量好再求总分最高，wef1 轮流选取", "objective: total; maxmin (the worst submission as high as possible, then the total); wef1 (picking in turns, envy-free up to one reviewer)")
    )]
    pub(super) objective: Aim,
    #[arg(long, value_name = "F", help = say("输出文件", "output file"))]
    pub(super) out: PathBuf,
    #[arg(long, help = say("maxmin 之后继续改善次差、再次差……的申报", "after the worst submission also raise the next worst, and so on (with maxmin)"))]
    pub(super) leximin: bool,
    #[arg(long, help = say("没有分数的组合按 0 分使用", "also use pairs without a score, counted as 0"))]
    pub(super) allow_zero: bool,
    #[arg(long, help = say("人手不足时给出缺口最小的部分方案（按 total）", "where demand cannot be met, leave as few reviews as possible unfilled (with total)"))]
    pub(super) allow_unfilled: bool,
    #[arg(
        long, value_name = "P", value_parser = probability, conflicts_with = "allow_unfilled",
        help = say("随机分配：任何组合的概率不超过 P，期望总分最高（objective 须为 total）", "random assignment: no pair is more likely than P; highest expected total (with total)")
    )]
    pub(super) max_probability: Option<Probability>,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, help = say("随机种子（默认 1）", "seed of the draw (default 1)"))]
    pub(super) seed: u64,
    #[arg(long, value_name = "F", requires = "max_probability", help = say("另写各组合的概率", "also write the probability of each pair"))]
    pub(super) marginals: Option<PathBuf>,
    #[arg(
        long, value_name = "S", default_value_t = 60.0, hide_default_value = true,
        help = say("maxmin 和 --max-probability 的时限，秒（默认 60）", "time limit of maxmin and --max-probability in seconds (default 60)")
    )]
    pub(super) time_limit: f64,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help = say("线程数（0：全部核心）", "threads (0: all cores)"))]
    pub(super) threads: usize,
    #[arg(long, help = say("覆盖已有文件", "overwrite an existing file"))]
    pub(super) force: bool,
}

pub(in crate::cli) fn probability(text: &str) -> Result<Probability, String> {
    Probability::parse(text).ok_or_else(|| {
        say(
            "请写大于 0、不超过 1 的小数，最多九位，例如 0.5",
            "must be a decimal above 0 and up to 1 with at most nine places, such as 0.5",
        )
        .to_owned()
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::cli) enum Aim {
    Total,
    Maxmin,
    Wef1,
}
