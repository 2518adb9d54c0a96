//! `assign`: the pairwise form, submissions to reviewers without groups.

mod arguments;
mod document;
mod outputs;
mod shortage;
mod text;

pub(super) use self::arguments::{AssignArguments, probability};
pub(super) use self::document::Document;

use self::arguments::Aim;
use self::document::document;
use self::shortage::short;
use super::exit::{Exit, Failure};
use super::output::write_file;
use super::printer::Printer;
use super::threads::use_threads;
use crate::assign::{self, Answer, Asked, Instance, Randomized, Unsolved, Wanted};
use crate::bilingual;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

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
    let aim = match arguments.objective {
        Aim::Total => assign::Aim::Total,
        Aim::Maxmin if arguments.leximin => assign::Aim::Leximin,
        Aim::Maxmin => assign::Aim::Maxmin,
        Aim::Wef1 => assign::Aim::Wef1,
    };
    let wanted = Wanted {
        aim,
        allow_unfilled: arguments.allow_unfilled,
        max_probability: arguments.max_probability,
        seed: arguments.seed,
        deadline: Some(Instant::now() + Duration::from_secs_f64(arguments.time_limit)),
    };
    let plain = aim == assign::Aim::Total && wanted.max_probability.is_none();
    let asked = Asked {
        zero: !arguments.allow_zero,
        unfilled: plain && !wanted.allow_unfilled,
        cap: wanted.max_probability,
    };
    answered(instance, &wanted, arguments.time_limit, asked)
}

/// Solves an instance; `asked` says what a person may still try.
pub(super) fn answered(
    instance: &Instance,
    wanted: &Wanted,
    seconds: f64,
    asked: Asked,
) -> Result<Answer, Failure> {
    Answer::of(instance, wanted).map_err(|unsolved| match unsolved {
        Unsolved::Short(shortage) => short(&shortage, instance, asked),
        Unsolved::Late => late(seconds),
        Unsolved::Large => large(),
        // Nothing stops it here: Ctrl-C ends the whole program.
        Unsolved::Stopped => late(seconds),
    })
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
        let submission = assign::cell(&instance.submissions.name(row as usize));
        let reviewer = assign::cell(&instance.reviewers.name(column as usize));
        let probability = f64::from(parts) / f64::from(random.parts);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{submission},{reviewer},{probability}");
    }
    text
}
