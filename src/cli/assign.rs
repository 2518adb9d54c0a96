//! `assign`: the pairwise form, submissions to reviewers without groups.

mod document;
mod outputs;
mod shortage;
mod text;

use self::document::document;
use self::shortage::short;
use super::exit::{Exit, Failure};
use super::language::say;
use super::output::write_file;
use super::printer::Printer;
use super::threads::use_threads;
use crate::assign::{self, Assignment, Instance, Level, Probability, Randomized};
use crate::bilingual;
use crate::flow::Undivided;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[derive(Debug, Args)]
pub(super) struct AssignArguments {
    #[arg(value_name = "DIR", help = say("含 scores.csv、loads.csv、demands.csv 的文件夹", "folder with scores.csv, loads.csv and demands.csv"))]
    folder: PathBuf,
    #[arg(
        long, value_name = "AIM", hide_possible_values = true,
        help = say("目标：total 总分最高，maxmin 最差申报尽量好再求总分最高，wef1 轮流选取", "objective: total; maxmin (the worst submission as high as possible, then the total); wef1 (picking in turns, envy-free up to one reviewer)")
    )]
    objective: Aim,
    #[arg(long, value_name = "F", help = say("输出文件", "output file"))]
    out: PathBuf,
    #[arg(long, help = say("maxmin 之后继续改善次差、再次差……的申报", "after the worst submission also raise the next worst, and so on (with maxmin)"))]
    leximin: bool,
    #[arg(long, help = say("没有分数的组合按 0 分使用", "also use pairs without a score, counted as 0"))]
    allow_zero: bool,
    #[arg(long, help = say("人手不足时给出缺口最小的部分方案（按 total）", "where demand cannot be met, leave as few reviews as possible unfilled (with total)"))]
    allow_unfilled: bool,
    #[arg(
        long, value_name = "P", value_parser = probability, conflicts_with = "allow_unfilled",
        help = say("随机分配：任何组合的概率不超过 P，期望总分最高（objective 须为 total）", "random assignment: no pair is more likely than P; highest expected total (with total)")
    )]
    max_probability: Option<Probability>,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, help = say("随机种子（默认 1）", "seed of the draw (default 1)"))]
    seed: u64,
    #[arg(long, value_name = "F", requires = "max_probability", help = say("另写各组合的概率", "also write the probability of each pair"))]
    marginals: Option<PathBuf>,
    #[arg(
        long, value_name = "S", default_value_t = 60.0, hide_default_value = true,
        help = say("maxmin 和 --max-probability 的时限，秒（默认 60）", "time limit of maxmin and --max-probability in seconds (default 60)")
    )]
    time_limit: f64,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help = say("线程数（0：全部核心）", "threads (0: all cores)"))]
    threads: usize,
    #[arg(long, help = say("覆盖已有文件", "overwrite an existing file"))]
    force: bool,
}

fn probability(text: &str) -> Result<Probability, String> {
    Probability::parse(text).ok_or_else(|| {
        say(
            "请写大于 0、不超过 1 的小数，最多九位，例如 0.5",
            "must be a decimal above 0 and up to 1 with at most nine places, such as 0.5",
        )
        .to_owned()
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum Aim {
    Total,
    Maxmin,
    Wef1,
}

/// What was found.
struct Answer {
    assignment: Assignment,
    randomized: Option<Randomized>,
    /// Ordered pairs of submissions of which one envies the other by more than one reviewer.
    envious: Option<usize>,
    /// From the worst submissions upwards.
    levels: Option<Vec<Level>>,
}

pub(super) fn run(arguments: &AssignArguments, printer: &Printer) -> Result<Exit, Failure> {
    let start = Instant::now();
    check(arguments)?;
    outputs::check(arguments)?;
    use_threads(arguments.threads);
    let (mut instance, notes) = Instance::read(&arguments.folder).map_err(Failure::input)?;
    printer.problems(&notes);
    if arguments.allow_zero && !instance.allow_zero() {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "--allow-zero 会产生过多组合；请在 scores.csv 中写出可用的 0 分组合。",
                "--allow-zero creates too many pairs here. Write the pairs that may be used at 0 into scores.csv."
            ),
        ));
    }
    let solving = Instant::now();
    let answer = decide(arguments, &instance)?;
    let solve_seconds = solving.elapsed().as_secs_f64();
    let mut bytes = Vec::new();
    answer
        .assignment
        .write_csv(&instance, &mut bytes)
        .map_err(|error| Failure::stdout(&error))?;
    write_file(&arguments.out, &bytes, arguments.force)?;
    if let (Some(path), Some(random)) = (&arguments.marginals, &answer.randomized) {
        write_file(
            path,
            marginals(random, &instance).as_bytes(),
            arguments.force,
        )?;
    }
    let document = document(arguments, &answer, &instance, (start, solve_seconds));
    if printer.is_json() {
        printer.document(&document)?;
    } else {
        let text = text::text(&document, &instance, arguments, printer.lang());
        printer.data(&text)?;
    }
    Ok(Exit::Done)
}

fn check(arguments: &AssignArguments) -> Result<(), Failure> {
    let only_total = arguments.allow_unfilled || arguments.max_probability.is_some();
    if only_total && arguments.objective != Aim::Total {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "--allow-unfilled 和 --max-probability 只能与 --objective total 同用。",
                "--allow-unfilled and --max-probability can only be used with --objective total."
            ),
        ));
    }
    if arguments.leximin && arguments.objective != Aim::Maxmin {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "--leximin 只能与 --objective maxmin 同用。",
                "--leximin can only be used with --objective maxmin."
            ),
        ));
    }
    if !(arguments.time_limit > 0.0 && arguments.time_limit < 1e9) {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!("--time-limit 须为正数。", "--time-limit must be positive."),
        ));
    }
    Ok(())
}

fn decide(arguments: &AssignArguments, instance: &Instance) -> Result<Answer, Failure> {
    let plain = |assignment| Answer {
        assignment,
        randomized: None,
        envious: None,
        levels: None,
    };
    let deadline = Some(Instant::now() + Duration::from_secs_f64(arguments.time_limit));
    let found = match (arguments.objective, arguments.max_probability) {
        (_, Some(cap)) => {
            let found = assign::randomized(instance, cap, arguments.seed, deadline);
            match found {
                Ok(random) => Ok(Answer {
                    assignment: random.drawn.clone(),
                    randomized: Some(random),
                    envious: None,
                    levels: None,
                }),
                Err(Undivided::Short(shortage)) => Err(shortage),
                Err(Undivided::Late) => return Err(late(arguments.time_limit)),
                Err(Undivided::Large) => return Err(large()),
            }
        }
        (Aim::Total, None) => match assign::total(instance) {
            Err(_) if arguments.allow_unfilled => assign::partial(instance).map(plain),
            found => found.map(plain),
        },
        (Aim::Maxmin, None) if arguments.leximin => {
            assign::leximin(instance, deadline).map(|found| Answer {
                levels: Some(found.levels),
                ..plain(found.assignment)
            })
        }
        (Aim::Maxmin, None) => assign::maxmin(instance, deadline).map(plain),
        (Aim::Wef1, None) => assign::wef1(instance).map(|assignment| Answer {
            envious: Some(assign::envious(instance, &assignment)),
            ..plain(assignment)
        }),
    };
    found.map_err(|shortage| short(&shortage, instance, arguments))
}

fn late(seconds: f64) -> Failure {
    Failure::new(
        Exit::Timeout,
        bilingual!(
            "{seconds} 秒的时限内没有算出各组合的概率，没有写出文件。请用 --time-limit 给更多时间，或取分子较小的概率（如 0.5、0.2）。",
            "The probabilities were not found within {seconds} s, and nothing was written. Allow more time with --time-limit, or choose a probability with a small numerator (such as 0.5 or 0.2)."
        ),
    )
}

fn large() -> Failure {
    Failure::new(
        Exit::Usage,
        bilingual!(
            "scores.csv 中分数的位数与 --max-probability 的小数位数之积超出可精确计算的范围。请少写几位小数。",
            "The digits of the scores in scores.csv together with those of --max-probability exceed what can be calculated exactly. Write fewer decimal places."
        ),
    )
}

fn marginals(random: &Randomized, instance: &Instance) -> String {
    let mut text = "submission_id,reviewer_id,probability\n".to_owned();
    for &(row, column, parts) in &random.marginals {
        let submission = assign::cell(&instance.submissions[row as usize]);
        let reviewer = assign::cell(&instance.reviewers[column as usize]);
        let probability = f64::from(parts) / f64::from(random.parts);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{submission},{reviewer},{probability}");
    }
    text
}
