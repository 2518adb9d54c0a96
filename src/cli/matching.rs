//! `match`: reviewers to papers from the files of OpenReview or HotCRP, and back.

use super::assign::answered;
use super::exit::{Exit, Failure};
use super::language::say;
use super::output::write_set;
use super::printer::Printer;
use super::threads::use_threads;
use crate::assign::venue::{
    ByPaper, Defaults, Venue, VenueFiles, alternates, assignments, bulk_assignment, in_options,
    problem_in_options,
};
use crate::assign::{Aim, Answer, Asked, Figures, Instance, Probability, Wanted};
use crate::bilingual;
use crate::model::Problem;
use crate::model::plan::Status;
use crate::model::words::Bilingual;
use crate::solve::instance::Reason;
use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The options of OpenReview's matcher keep their names, underscores and all.
#[derive(Debug, Args)]
pub(super) struct MatchArguments {
    #[arg(long, value_name = "F", num_args = 1.., required = true, help = say("分数文件：论文,评审人,分数（可多个）", "files of scores: paper,user,score"))]
    scores: Vec<PathBuf>,
    #[arg(long, value_name = "W", num_args = 1.., allow_negative_numbers = true, help = say("各分数文件的权重（默认都是 1）", "weight of each file of scores (default 1)"))]
    weights: Vec<f64>,
    #[arg(long, value_name = "F", num_args = 1.., help = say("约束文件：论文,评审人,-1 回避/1 必须/0", "files of constraints: paper,user,-1 conflict, 1 must, 0 nothing"))]
    constraints: Vec<PathBuf>,
    #[arg(long = "max_papers", alias = "max-papers", value_name = "F", help = say("评审人,最多篇数", "file of user,most papers"))]
    max_papers: Option<PathBuf>,
    #[arg(long = "min_papers_default", alias = "min-papers-default", value_name = "N", default_value_t = 0, hide_default_value = true, help = say("每人最少篇数（默认 0）", "fewest papers of a user (default 0)"))]
    least: u32,
    #[arg(long = "max_papers_default", alias = "max-papers-default", value_name = "N", help = say("每人最多篇数（默认不限）", "most papers of a user (default: no limit)"))]
    most: Option<u32>,
    #[arg(long = "num_reviewers", alias = "num-reviewers", value_name = "N", default_value_t = 3, hide_default_value = true, help = say("每篇几人（默认 3）", "reviewers of each paper (default 3)"))]
    reviewers: u32,
    #[arg(long = "num_alternates", alias = "num-alternates", value_name = "N", default_value_t = 3, hide_default_value = true, help = say("每篇几名候补（默认 3）", "alternates of each paper (default 3)"))]
    alternates: usize,
    #[arg(long = "allow_zero_score_assignments", alias = "allow-zero-score-assignments", help = say("没有分数的组合按 0 分使用", "also use pairs without a score, counted as 0"))]
    zero: bool,
    #[arg(long = "probability_limits", alias = "probability-limits", value_name = "P", value_parser = super::assign::probability, help = say("任何组合的概率上限（Randomized）", "no pair is more likely than this (Randomized)"))]
    probability: Option<Probability>,
    #[arg(long, value_name = "S", ignore_case = true, default_value = "MinMax", hide_default_value = true, hide_possible_values = true, help = say("MinMax 总分最高（默认），FairFlow 最差论文尽量好，FairSequence 轮流选取，Randomized 随机", "MinMax: highest total (default); FairFlow: the worst paper as high as possible; FairSequence: picking in turns; Randomized"))]
    solver: Solver,
    #[arg(long, value_name = "S", default_value_t = 60.0, hide_default_value = true, help = say("时限，秒（默认 60）", "time limit in seconds (default 60)"))]
    time_limit: f64,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, help = say("随机种子（默认 1）", "seed of the draw (default 1)"))]
    seed: u64,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help = say("线程数（0：全部核心）", "threads (0: all cores)"))]
    threads: usize,
    #[arg(long, value_name = "KIND", num_args = 0..=1, default_missing_value = "primary", value_parser = ["primary", "secondary", "pcreview", "external"], hide_possible_values = true, help = say("另写 HotCRP 的批量分配文件，评审种类默认 primary，也可为 secondary、pcreview、external", "also write HotCRP's bulk assignment, with this type of review: primary (default), secondary, pcreview or external"))]
    hotcrp: Option<String>,
    #[arg(long, value_name = "R", default_value = "", hide_default_value = true, requires = "hotcrp", help = say("HotCRP 的轮次（默认未命名的一轮）", "round of HotCRP (default: the unnamed one)"))]
    round: String,
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true, help = say("输出文件夹（默认当前）", "output folder (default: here)"))]
    out: PathBuf,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// The solvers of OpenReview's matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "PascalCase")]
enum Solver {
    MinMax,
    FairFlow,
    FairSequence,
    Randomized,
}

/// What `match` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MatchDocument<'a> {
    /// Whether the assignment is proven best.
    status: Status,
    /// How good it is.
    figures: &'a Figures,
    /// The files written.
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &MatchArguments, printer: &Printer) -> Result<Exit, Failure> {
    let files = files(arguments)?;
    let wanted = wanted(arguments)?;
    use_threads(arguments.threads);
    let (venue, odd) = Venue::read(&files).map_err(Failure::input)?;
    printer.problems(&odd);
    let defaults = Defaults {
        reviewers: arguments.reviewers,
        least: arguments.least,
        most: arguments.most,
        zero: arguments.zero,
    };
    let told = |own: Vec<Problem>| own.into_iter().map(problem_in_options).collect::<Vec<_>>();
    let made = venue.instance(defaults);
    let (mut instance, notes) = made.map_err(|wrong| Failure::input(told(wrong)))?;
    printer.problems(&told(notes));
    if arguments.zero && !instance.allow_zero() {
        return Err(usage(bilingual!(
            "--allow_zero_score_assignments 会产生过多组合；请在分数文件中写出可用的 0 分组合。",
            "--allow_zero_score_assignments creates too many pairs here. Write the pairs that may be used at 0 into a file of scores."
        )));
    }
    let asked = Asked {
        zero: !arguments.zero,
        cap: wanted.max_probability,
        ..Asked::default()
    };
    let answer = answered(&instance, &wanted, arguments.time_limit, asked);
    let answer = answer.map_err(of_options)?;
    let assignment = &answer.assignment;
    let json = |people: &ByPaper| {
        let mut bytes = serde_json::to_vec_pretty(people).map_err(Failure::json)?;
        bytes.push(b'\n');
        Ok::<_, Failure>(bytes)
    };
    let mut names = vec!["assignments.json", "alternates.json"];
    let mut contents = vec![
        json(&assignments(&venue, assignment))?,
        json(&alternates(&venue, assignment, arguments.alternates))?,
    ];
    if let Some(kind) = &arguments.hotcrp {
        names.push("bulk-assignment.csv");
        let text = bulk_assignment(&venue, assignment, kind, &arguments.round);
        contents.push(text.into_bytes());
    }
    let written = write_set(&arguments.out, &names, contents, arguments.force)?;
    let figures = assignment.figures(&instance);
    if printer.is_json() {
        printer.document(&MatchDocument {
            status: match answer.is_optimal(&instance) {
                true => Status::Optimal,
                false => Status::Feasible,
            },
            figures: &figures,
            files: written,
        })?;
    } else {
        printer.data(said(&answer, &instance).say(printer.lang()))?;
    }
    Ok(Exit::Done)
}

/// A failure in the words of the matcher's options.
fn of_options(failure: Failure) -> Failure {
    let Failure::Told {
        exit,
        message,
        problems,
        reasons,
    } = failure;
    let rule = |own: &'static str| match own {
        "max_load" => "max_papers",
        "min_load" => "min_papers",
        other => other,
    };
    let reasons = reasons.into_iter().map(|own| Reason {
        rule: rule(own.rule),
        words: own.words,
    });
    Failure::Told {
        exit,
        message: in_options(&message),
        problems,
        reasons: reasons.collect(),
    }
}

/// What was found, in one line.
fn said(answer: &Answer, instance: &Instance) -> Bilingual {
    let (papers, people) = (instance.submissions.len(), instance.reviewers.len());
    let figures = answer.assignment.figures(instance);
    let (total, worst) = (figures.total_score, figures.worst_score);
    let (zh, en) = match answer.is_optimal(instance) {
        true => ("已证明最优", "proven optimal"),
        false => ("未证明最优", "not proven optimal"),
    };
    bilingual!(
        "{papers} 篇论文、{people} 位评审人：总分 {total:.6}，最差论文 {worst:.6}，{zh}。\n",
        "{papers} papers, {people} users: total {total:.6}, worst paper {worst:.6}; {en}.\n"
    )
}

fn usage(words: Bilingual) -> Failure {
    Failure::new(Exit::Usage, words)
}

fn files(arguments: &MatchArguments) -> Result<VenueFiles, Failure> {
    let (files, weights) = (arguments.scores.len(), arguments.weights.len());
    if weights > 0 && weights != files {
        return Err(usage(bilingual!(
            "有 {files} 个分数文件，却有 {weights} 个权重。",
            "Files of scores: {files}; weights: {weights}. Give one weight for each file."
        )));
    }
    let weight = |at: usize| arguments.weights.get(at).copied().unwrap_or(1.0);
    let scores = arguments.scores.iter().enumerate();
    Ok(VenueFiles {
        scores: scores
            .map(|(at, path)| (path.clone(), weight(at)))
            .collect(),
        constraints: arguments.constraints.clone(),
        max_papers: arguments.max_papers.clone(),
    })
}

fn wanted(arguments: &MatchArguments) -> Result<Wanted, Failure> {
    if (arguments.solver == Solver::Randomized) != arguments.probability.is_some() {
        return Err(usage(bilingual!(
            "--solver Randomized 与 --probability_limits 须同时给出。",
            "--solver Randomized and --probability_limits go together."
        )));
    }
    if !(arguments.time_limit > 0.0 && arguments.time_limit < 1e9) {
        return Err(usage(bilingual!(
            "--time-limit 须为正数。",
            "--time-limit must be positive."
        )));
    }
    Ok(Wanted {
        aim: match arguments.solver {
            Solver::MinMax | Solver::Randomized => Aim::Total,
            Solver::FairFlow => Aim::Maxmin,
            Solver::FairSequence => Aim::Wef1,
        },
        allow_unfilled: false,
        max_probability: arguments.probability,
        seed: arguments.seed,
        deadline: Some(Instant::now() + Duration::from_secs_f64(arguments.time_limit)),
    })
}
