//! Lists of pairs without scores: conflicts and forced pairs.

use super::super::ids::Ids;
use super::super::problems::Findings;
use super::line::Layout;
use std::io::Read as _;
use std::path::Path;

/// Reads an optional file of pairs, as (submission, reviewer), sorted, each once.
pub(crate) fn read_pairs(
    folder: &Path,
    name: &str,
    submissions: &Ids,
    reviewers: &Ids,
    findings: &mut Findings,
) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut bytes = Vec::new();
    let Some(mut file) = super::open(folder, name, false, findings) else {
        return pairs;
    };
    if let Err(error) = file.read_to_end(&mut bytes) {
        super::unreadable(name, &error, findings);
    }
    let mut lines = bytes.split(|&byte| byte == b'\n').zip(1..);
    let header = lines
        .next()
        .filter(|(header, _)| !header.trim_ascii().is_empty());
    let layout = match header
        .map(|(header, _)| Layout::of_header(header, ["submission_id", "reviewer_id"]))
    {
        Some(Ok(layout)) => layout,
        Some(Err(missing)) => {
            super::columns_missing(name, &missing, findings);
            return pairs;
        }
        None => return pairs,
    };
    for (content, line) in lines.filter(|(content, _)| !content.trim_ascii().is_empty()) {
        let Some([submission, reviewer]) = layout.cells(content) else {
            super::broken_line(name, line, content, findings);
            continue;
        };
        match (submissions.get(&submission), reviewers.get(&reviewer)) {
            (Some(row), Some(column)) => pairs.push((row, column)),
            (None, _) => super::unknown("A107", name, line, &submission, findings),
            (_, None) => super::unknown("A108", name, line, &reviewer, findings),
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
