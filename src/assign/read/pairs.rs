//! Lists of pairs without scores: conflicts and forced pairs.

use super::super::ids::Ids;
use super::super::problems::Findings;
use super::line::Layout;
use std::path::Path;

/// Reads an optional file of pairs, as (submission, reviewer), sorted and without repeats.
pub(crate) fn read_pairs(
    folder: &Path,
    name: &str,
    submissions: &Ids,
    reviewers: &Ids,
    findings: &mut Findings,
) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let Some(file) = super::open(folder, name, false, findings) else {
        return pairs;
    };
    let length = file.metadata().map_or(0, |data| data.len());
    let mut lines = super::Lines::new(file);
    // Lists come by submission: mostly the one of the line before.
    let (mut last, mut before) = (Vec::new(), None);
    let mut layout: Option<Layout<2>> = None;
    loop {
        let (line, content) = match lines.next() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                super::unreadable(name, &error, findings);
                break;
            }
        };
        if content.trim_ascii().is_empty() {
            continue;
        }
        let Some(layout) = &layout else {
            if super::is_utf16(content) {
                super::utf16(name, findings);
                return pairs;
            }
            match Layout::of_header(content, ["submission_id", "reviewer_id"]) {
                Ok(found) => layout = Some(found),
                Err(missing) => {
                    super::columns_missing(name, &missing, findings);
                    return pairs;
                }
            }
            continue;
        };
        let [submission, reviewer] = match layout.cells(content) {
            Ok(cells) => cells,
            Err(broken) => {
                super::broken_line(name, line, content, broken, findings);
                continue;
            }
        };
        if pairs.capacity() == 0 {
            // Lines are of about the same length, and there may be a hundred million.
            let lines = length / (content.len() as u64 + 1);
            // Without that much memory it grows as it must.
            let _ = pairs.try_reserve_exact(usize::try_from(lines).unwrap_or(0));
        }
        if before.is_none() || *last != *submission {
            before = submissions.get(&submission);
            last.clear();
            last.extend_from_slice(&submission);
        }
        match (before, reviewers.get(&reviewer)) {
            (Some(row), Some(column)) => pairs.push((row, column)),
            // Without demands.csv or loads.csv all ids are unknown, which is reported elsewhere.
            _ if submissions.len() == 0 || reviewers.len() == 0 => {}
            (None, _) => super::unknown("A107", name, line, &submission, findings),
            (_, None) => super::unknown("A108", name, line, &reviewer, findings),
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
