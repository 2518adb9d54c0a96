//! The two small tables: demands and loads.

use super::super::decimal::{BadNumber, Decimal};
use super::super::ids::Ids;
use super::super::problems::Findings;
use super::line::Layout;
use crate::bilingual;
use crate::model::words::Bilingual;
use std::path::Path;

/// Reads `demands.csv`: submissions in order, with the number of reviewers each needs and its line.
pub(crate) fn read_demands(folder: &Path, findings: &mut Findings) -> (Ids, Vec<u32>, Vec<usize>) {
    let (mut demands, mut lines) = (Vec::new(), Vec::new());
    let ids = read_table(
        folder,
        "demands.csv",
        ["submission_id", "k"],
        findings,
        |[k], line| {
            demands.push(k);
            lines.push(line);
        },
    );
    (ids, demands, lines)
}

/// Reads `loads.csv`: reviewers in order, with their minimum and maximum loads.
pub(crate) fn read_loads(folder: &Path, findings: &mut Findings) -> (Ids, Vec<u32>, Vec<u32>) {
    let (mut floors, mut caps) = (Vec::new(), Vec::new());
    let mut reversed: Vec<usize> = Vec::new();
    let wanted = ["reviewer_id", "min_load", "max_load"];
    let ids = read_table(
        folder,
        "loads.csv",
        wanted,
        findings,
        |[floor, cap], line| {
            if floor > cap {
                reversed.push(line);
            }
            floors.push(floor);
            caps.push(cap);
        },
    );
    for line in reversed {
        findings.error(
            "A111",
            "loads.csv",
            line,
            b"",
            bilingual!(
                "最少评审数大于最多评审数。",
                "The minimum load is above the maximum load."
            ),
            bilingual!(
                "请改正 min_load 或 max_load。",
                "Correct min_load or max_load."
            ),
        );
    }
    (ids, floors, caps)
}

/// Reads a table of ids and counts; a row with a problem counts as zeros.
fn read_table<const N: usize, const M: usize>(
    folder: &Path,
    name: &str,
    wanted: [&'static str; N],
    findings: &mut Findings,
    mut row: impl FnMut([u32; M], usize),
) -> Ids {
    let mut ids = Ids::default();
    let Some(file) = super::open(folder, name, true, findings) else {
        return ids;
    };
    let mut lines = super::Lines::new(file);
    let mut layout: Option<Layout<N>> = None;
    loop {
        let (line, content) = match lines.next() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                super::unreadable(name, &error, findings);
                return ids;
            }
        };
        if content.trim_ascii().is_empty() {
            continue;
        }
        let Some(layout) = &layout else {
            if super::is_utf16(content) {
                super::utf16(name, findings);
                return ids;
            }
            match Layout::of_header(content, wanted) {
                Ok(found) => layout = Some(found),
                Err(missing) => {
                    super::columns_missing(name, &missing, findings);
                    return ids;
                }
            }
            continue;
        };
        let cells = match layout.cells(content) {
            Ok(cells) => cells,
            Err(broken) => {
                super::broken_line(name, line, content, broken, findings);
                continue;
            }
        };
        if !ids.add(&cells[0]) {
            findings.error(
                "A113",
                name,
                line,
                &cells[0],
                bilingual!("编号重复。", "The id appears twice."),
                bilingual!("每个编号只保留一行。", "Keep one line for each id."),
            );
            continue;
        }
        let mut counts = [0; M];
        for (count, cell) in counts.iter_mut().zip(&cells[1..]) {
            match count_of(cell) {
                Ok(number) => *count = number,
                Err((what, action)) => findings.error("A110", name, line, cell, what, action),
            }
        }
        row(counts, line);
    }
    if ids.len() == 0 {
        super::empty(name, findings);
    }
    ids
}

/// Parses a count as people and spreadsheets write it: `3`, `3.0`, `3e0`.
///
/// # Errors
/// What is wrong and what to do.
fn count_of(cell: &[u8]) -> Result<u32, (Bilingual, Bilingual)> {
    let whole = bilingual!("请写整数，例如 3。", "Write a whole number such as 3.");
    let none = || {
        let what = bilingual!("不是非负整数。", "This is not a whole number of 0 or more.");
        (what, whole.clone())
    };
    let number = match Decimal::parse(cell) {
        Ok(number) => number,
        Err(BadNumber::TooLarge) => return Err(too_large()),
        Err(_) => return Err(none()),
    };
    if number.digits < 0 || number.exponent < 0 {
        return Err(none());
    }
    let places = number.exponent.unsigned_abs();
    let number = 10i128
        .checked_pow(places)
        .and_then(|power| number.digits.checked_mul(power));
    let number = number.and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(too_large)
}

fn too_large() -> (Bilingual, Bilingual) {
    let most = u32::MAX;
    (
        bilingual!(
            "数太大，最多为 {most}。",
            "The number is too large; at most {most}."
        ),
        bilingual!("请写实际的人数。", "Write the actual number."),
    )
}
