//! The two small tables: demands and loads.

use super::super::ids::Ids;
use super::super::problems::Findings;
use super::line::Layout;
use crate::bilingual;
use std::path::Path;

/// Reads `demands.csv`: submissions in their order, with how many reviewers each needs.
pub(crate) fn read_demands(folder: &Path, findings: &mut Findings) -> (Ids, Vec<u32>) {
    let mut demands = Vec::new();
    let ids = read_table(
        folder,
        "demands.csv",
        ["submission_id", "k"],
        findings,
        |[k], _| demands.push(k),
    );
    (ids, demands)
}

/// Reads `loads.csv`: reviewers in their order, with their least and most loads.
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
                "The least load is above the most load."
            ),
            bilingual!(
                "请改正 min_load 或 max_load。",
                "Mend min_load or max_load."
            ),
        );
    }
    (ids, floors, caps)
}

/// Reads a table of an id and counts; a row with a problem counts as zeros.
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
                bilingual!("编号重复。", "The id stands twice."),
                bilingual!("每个编号只保留一行。", "Keep one line for each id."),
            );
            continue;
        }
        let mut counts = [0; M];
        for (count, cell) in counts.iter_mut().zip(&cells[1..]) {
            match std::str::from_utf8(cell)
                .ok()
                .and_then(|text| text.parse().ok())
            {
                Some(number) => *count = number,
                None => findings.error(
                    "A110",
                    name,
                    line,
                    cell,
                    bilingual!("不是非负整数。", "This is no whole number from 0 on."),
                    bilingual!("请写整数，例如 3。", "Write a whole number such as 3."),
                ),
            }
        }
        row(counts, line);
    }
    if ids.len() == 0 {
        super::empty(name, findings);
    }
    ids
}
