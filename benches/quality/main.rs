//! How good the plans are: totals, bounds, gaps, shortfalls, seconds and memory on every kind of
//! season, against the last run that was kept in `data/history.csv`.
//!
//! ```text
//! cargo bench --bench quality                  limits of a few seconds
//! cargo bench --bench quality -- --full        the limits that docs/en/figures.md is for
//! cargo bench --bench quality -- --only sample every case whose name begins so
//! cargo bench --bench quality -- --csv         the table as CSV
//! cargo bench --bench quality -- --save        keeps this run; --label WORD tells it from others
//! ```
//!
//! Each case runs in a process of its own, so that its peak memory is its own and a case that
//! crashes costs one row. What a planted season is known to allow comes from the generator and
//! is never given to the solver. Every plan is judged by `checker::check` before it counts. A case
//! that fell behind is told, and the exit code is 1.
#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

mod case;
#[path = "../support/history/mod.rs"]
mod history;
mod rerun;
mod row;
mod run;
mod table;

use case::{Case, Form};
use history::gauge::gauge;
use history::{Figures, run as kept};
use row::Row;
use std::process::{Command, ExitCode, Stdio};

/// What the command line asks for.
#[derive(Debug, Default)]
struct Arguments {
    full: bool,
    csv: bool,
    save: bool,
    label: Option<String>,
    only: Vec<String>,
    /// One case, in this very process; its row goes to stdout as JSON.
    case: Option<String>,
}

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(wrong) => {
            eprintln!("{wrong}\nknown: --full, --only NAME, --csv, --save, --label WORD");
            return ExitCode::from(2);
        }
    };
    let form = if arguments.full {
        Form::Full
    } else {
        Form::Short
    };
    if let Some(name) = &arguments.case {
        return one(name, form);
    }
    let cases: Vec<Case> = case::all()
        .into_iter()
        .filter(|case| arguments.wants(case, form))
        .collect();
    if cases.is_empty() {
        let names: Vec<&str> = case::all().iter().map(|case| case.name).collect();
        eprintln!("no such case; there are {}", names.join(", "));
        return ExitCode::from(2);
    }
    let history = match kept::opened() {
        Ok(history) => history,
        Err(wrong) => {
            eprintln!("{wrong}");
            return ExitCode::from(2);
        }
    };
    let mut machine = gauge();
    let mut rows = Vec::new();
    for case in &cases {
        eprintln!("{} ({} s) ...", case.name, case.seconds(form));
        rows.push(in_a_process(case, form));
    }
    if arguments.csv {
        print!("{}", table::csv(&rows));
    } else {
        print!("{}", table::text(&rows, &history.on(kept::cores()), form));
        print!("{}", table::comparisons(&rows));
        print!("{}", table::targets(&cases, &rows, form));
    }
    machine = machine.min(gauge());
    let figures: Vec<(String, Figures)> = rows
        .iter()
        .map(|row| (row.name.clone(), row.figures(machine)))
        .collect();
    let of = (case::BENCH, form.key());
    let known = |name: &str| case::all().iter().any(|case| case.name == name);
    let fell = match arguments.csv {
        true => kept::fell(&history, of, &figures, known),
        false => kept::told(&history, of, &figures, known),
    };
    if arguments.save
        && let Err(error) = kept::keep(history, of, &figures, arguments.label.as_deref())
    {
        eprintln!("the run was not kept: {error}");
        return ExitCode::FAILURE;
    }
    if fell > 0 {
        eprintln!("cases that fell behind: {fell}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

impl Arguments {
    fn read(words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut words = words;
        while let Some(word) = words.next() {
            match word.as_str() {
                // cargo adds it
                "--bench" => (),
                "--full" => arguments.full = true,
                "--csv" => arguments.csv = true,
                "--save" => arguments.save = true,
                "--only" | "--case" | "--label" => {
                    let name = words.next().ok_or_else(|| format!("{word} what?"))?;
                    match word.as_str() {
                        "--only" => arguments.only.push(name),
                        "--label" => arguments.label = Some(name),
                        _ => arguments.case = Some(name),
                    }
                }
                other => return Err(format!("unknown argument {other}")),
            }
        }
        Ok(arguments)
    }

    fn wants(&self, case: &Case, form: Form) -> bool {
        if self.only.is_empty() {
            return form == Form::Full || !case.only_full;
        }
        self.only.iter().any(|name| case.name.starts_with(name))
    }
}

/// Runs one case here and prints its row.
fn one(name: &str, form: Form) -> ExitCode {
    let Some(case) = case::all().into_iter().find(|case| case.name == name) else {
        return ExitCode::from(2);
    };
    let row = run::run(&case, form);
    match serde_json::to_string(&row) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::FAILURE,
    }
}

/// Runs one case in a process of its own.
fn in_a_process(case: &Case, form: Form) -> Row {
    let row = || {
        let mut command = Command::new(std::env::current_exe().ok()?);
        command.args(["--case", case.name]);
        if form == Form::Full {
            command.arg("--full");
        }
        let output = command.stderr(Stdio::inherit()).output().ok()?;
        serde_json::from_slice(&output.stdout).ok()
    };
    row().unwrap_or_else(|| Row::failed(case.name, "crashed"))
}
