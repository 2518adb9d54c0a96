//! The table on the screen.

use crate::case::{BENCH, Case, Form};
use crate::history::History;
use crate::row::Row;
use std::fmt::Write as _;

const HEADER: [&str; 20] = [
    "season",
    "size",
    "limit s",
    "status",
    "total",
    "known best",
    "% of best",
    "bound",
    "gap %",
    "worst",
    "shortfalls",
    "known %",
    "widest",
    "first s",
    "end s",
    "answer s",
    "exchange s",
    "Mmoves/s",
    "MiB",
    "change",
];

/// The table as text that Markdown shows too.
pub fn text(rows: &[Row], history: &History, form: Form) -> String {
    let mut lines = vec![HEADER.map(str::to_owned).to_vec()];
    for row in rows {
        let mut cells = cells(row);
        cells.push(change(history, row, form));
        lines.push(cells);
    }
    let width = |column: usize| lines.iter().map(|line| line[column].len()).max();
    let widths: Vec<usize> = (0..HEADER.len()).filter_map(width).collect();
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    lines.insert(1, rule);
    let mut text = String::new();
    for line in &lines {
        for (column, (cell, &width)) in line.iter().zip(&widths).enumerate() {
            // Names and words to the left, figures to the right.
            let _ = match column {
                0 | 1 | 3 | 19 => write!(text, "| {cell:<width$} "),
                _ => write!(text, "| {cell:>width$} "),
            };
        }
        text += "|\n";
    }
    text
}

/// The change since the last kept run, in words; empty where there is none to compare with.
fn change(history: &History, row: &Row, form: Form) -> String {
    let kept = history.last(BENCH, form.key(), &row.name);
    let Some(figures) = kept.map(|own| own.figures) else {
        return String::new();
    };
    let (Some(before), Some(total)) = (figures.total, row.total) else {
        return "had a plan".to_owned();
    };
    let percent = 100.0 * (total - before) / before.max(1e-9);
    let mut words = format!("{percent:+.2} %");
    if let Some(shortfalls) = figures
        .shortfalls
        .filter(|own| Some(*own) != row.shortfalls)
    {
        let _ = write!(words, ", shortfalls were {shortfalls}");
    }
    words
}

/// The same without the change, as CSV.
pub fn csv(rows: &[Row]) -> String {
    let mut text = HEADER[..HEADER.len() - 1].join(",") + "\n";
    for row in rows {
        let cells: Vec<String> = cells(row)
            .iter()
            .map(|cell| cell.replace(',', ";"))
            .collect();
        text += &(cells.join(",") + "\n");
    }
    text
}

fn cells(row: &Row) -> Vec<String> {
    let (experts, submissions, groups) = row.size;
    let percent = |share: Option<f64>| share.map(|share| 100.0 * share);
    vec![
        row.name.clone(),
        format!("{experts}x{submissions}x{groups}"),
        format!("{:.0}", row.limit),
        row.status.clone(),
        number(row.total, 2),
        number(row.known, 0),
        number(percent(row.share()), 2),
        number(row.bound, 2),
        number(percent(row.gap), 2),
        number(row.worst, 3),
        row.shortfalls
            .map(|many| many.to_string())
            .unwrap_or_default(),
        number(percent(row.well_known), 0),
        row.widest
            .map(|groups| groups.to_string())
            .unwrap_or_default(),
        number(row.first, 1),
        number(row.seconds, 1),
        number(row.answer, 2),
        number(row.exchange, 2),
        number(row.speed.map(|speed| speed / 1e6), 2),
        number(row.mebibytes, 0),
    ]
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(String::new, |value| format!("{value:.digits$}"))
}

/// What is read from two rows together.
pub fn comparisons(rows: &[Row]) -> String {
    let find = |name: &str| rows.iter().find(|row| row.name == name);
    let mut text = String::new();
    if let (Some(method), Some(model)) = (find("middle-method"), find("middle-one-model")) {
        let words = match (method.total, model.total) {
            (Some(ours), Some(theirs)) => format!(
                "{:.3} times its total, {} shortfalls against {} (to reach: 1.23 times)",
                ours / theirs.max(1e-9),
                method.shortfalls.unwrap_or_default(),
                model.shortfalls.unwrap_or_default(),
            ),
            (Some(_), None) => format!("a plan; the model: {}", model.status),
            (None, _) => "no plan".to_owned(),
        };
        let _ = writeln!(
            text,
            "\nagainst the one big model in the same time: {words}"
        );
    }
    let total = |name: &str| find(name).and_then(|row| row.total);
    if let (Some(own), Some(loose)) = (total("sample"), total("sample-loose")) {
        let _ = writeln!(
            text,
            "the sample with what is asked of its groups: {:.2} % below the total without (to reach: 4, then 2)",
            100.0 * (1.0 - own / loose)
        );
    }
    let speed = |name: &str| find(name).and_then(|row| row.speed);
    if let (Some(one), Some(two)) = (speed("threads-1"), speed("threads-2")) {
        let _ = writeln!(
            text,
            "two threads against one: {:.2} times the moves per second (to reach: 1.7)",
            two / one
        );
    }
    text
}

/// Which figures were reached; they are set for the limits of the full form.
pub fn targets(cases: &[Case], rows: &[Row], form: Form) -> String {
    let mut text = String::from(match form {
        Form::Full => "\nfigures to reach\n",
        Form::Short => "\nfigures to reach in the full form, within these shorter limits\n",
    });
    for (case, row) in cases.iter().zip(rows) {
        for (words, reached) in &case.targets {
            let mark = if reached(row) { "reached" } else { "missed " };
            let _ = writeln!(text, "  {mark}  {}: {words}", case.name);
        }
    }
    text
}
