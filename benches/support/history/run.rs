//! What the benches do with the history: read it first, compare, keep.
#![allow(clippy::print_stdout)] // a bench tells its person

use super::compare::{Verdict, verdicts};
use super::{Entry, Figures, History, chart, path};
use std::fs;

/// The history for a run, or the words for a file that cannot be read; then nothing is measured.
///
/// # Errors
/// Words for the person.
pub fn opened() -> Result<History, String> {
    History::read().map_err(|wrong| {
        format!(
            "data/history.csv cannot be read; nothing was measured. Mend these lines or take the file from git:\n  {}",
            wrong.join("\n  ")
        )
    })
}

/// Cores of this machine.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// How many cases fell behind.
pub fn fell(
    history: &History,
    of: (&str, &str),
    rows: &[(String, Figures)],
    knows: impl Fn(&str) -> bool,
) -> usize {
    let all = verdicts(&history.on(cores()), of, rows, knows);
    let fell = all.iter().filter(|own| matches!(own.1, Verdict::Fell(_)));
    fell.count()
}

/// Prints what became of each case; returns how many fell behind.
pub fn told(
    history: &History,
    (bench, form): (&str, &str),
    rows: &[(String, Figures)],
    knows: impl Fn(&str) -> bool,
) -> usize {
    let history = history.on(cores());
    let all = verdicts(&history, (bench, form), rows, knows);
    let widest = all.iter().map(|own| own.0.len()).max().unwrap_or_default();
    println!("\nagainst the last run that was kept");
    for (case, verdict) in &all {
        println!("  {case:<widest$}  {}", verdict.words());
    }
    let gauged = |own: &(String, Figures)| {
        let kept = history.last(bench, form, &own.0);
        kept.is_some_and(|own| own.figures.gauge.is_none())
    };
    if rows.iter().any(gauged) {
        println!("  (kept runs without a gauge: their seconds are not compared)");
    }
    let fell = all.iter().filter(|own| matches!(own.1, Verdict::Fell(_)));
    fell.count()
}

/// Keeps the rows that have a result, and draws the charts of the documentation anew.
///
/// # Errors
/// A file cannot be written.
pub fn keep(
    mut history: History,
    (bench, form): (&str, &str),
    rows: &[(String, Figures)],
    label: Option<&str>,
) -> std::io::Result<()> {
    let label = label.map_or_else(commit, |own| own.replace([',', ';'], " "));
    let date = jiff::ZonedDateTime::now().date().to_string();
    let rows = rows.iter().filter(|own| own.1.total.is_some());
    history.0.extend(rows.map(|(case, figures)| Entry {
        bench: bench.to_owned(),
        form: form.to_owned(),
        case: case.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        date: date.clone(),
        label: label.clone(),
        cores: cores(),
        figures: *figures,
    }));
    fs::write(path(), history.text())?;
    // The file has rounded figures, and the pictures are those of the file.
    let history = History::read().map_err(|wrong| std::io::Error::other(wrong.join("; ")))?;
    for (name, picture) in chart::pictures(&history) {
        fs::write(chart::folder().join(name), picture)?;
    }
    Ok(())
}

/// The commit that was measured, where git tells.
fn commit() -> String {
    let output = std::process::Command::new("git")
        .args(["rev-parse", "--short", "HEAD"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    let output = output.ok().filter(|own| own.status.success());
    let text = output.map(|own| String::from_utf8_lossy(&own.stdout).trim().to_owned());
    text.unwrap_or_default()
}
