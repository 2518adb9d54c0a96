//! The score table, read as a stream in blocks that are parsed on all cores.

use super::super::decimal::{BadNumber, Decimal};
use super::super::ids::Ids;
use super::super::problems::Findings;
use super::decimals::Decimals;
use super::is_utf16;
use super::line::{Broken, Layout};
use crate::bilingual;
use rayon::prelude::*;
use std::io::Read as _;
use std::path::Path;

/// Number of bytes read before they are parsed.
const BLOCK: usize = 8 << 20;
/// Minimum number of bytes for a separate thread.
const CHUNK: usize = 256 << 10;
/// Maximum number of problems kept per chunk.
const KEPT: usize = 64;

/// The pairs of `scores.csv`, or of its parts, in the order of the files.
#[derive(Debug, Default)]
pub(crate) struct RawScores {
    pub rows: Vec<u32>,
    pub columns: Vec<u32>,
    pub scores: Decimals,
    /// For each line without a pair below the header, the number of pairs before it.
    pub blanks: Vec<usize>,
    /// The files read, in order.
    pub files: Vec<Piece>,
}

/// Where a file begins among the pairs.
#[derive(Debug)]
pub(crate) struct Piece {
    pub name: String,
    /// Number of lines up to and including the header.
    pub header: usize,
    /// Pairs and blank lines before it.
    pub pairs: usize,
    pub blanks: usize,
}

/// The content of a chunk; line numbers count from its start.
#[derive(Default)]
struct Chunk {
    scores: RawScores,
    lines: usize,
    faults: Vec<(usize, Fault, Vec<u8>)>,
}

#[derive(Clone, Copy)]
enum Fault {
    Line(Broken),
    Submission,
    Reviewer,
    Score(BadNumber),
}

/// Reads `scores.csv` or a part of it, and appends its pairs.
pub(crate) fn read_scores(
    (folder, name): (&Path, &str),
    (submissions, reviewers): (&Ids, &Ids),
    scores: &mut RawScores,
    findings: &mut Findings,
) {
    let Some(mut file) = super::open(folder, name, true, findings) else {
        return;
    };
    scores.files.push(Piece {
        name: name.to_owned(),
        header: 1,
        pairs: scores.rows.len(),
        blanks: scores.blanks.len(),
    });
    let (before, mut first) = (scores.rows.len(), true);
    let length = file.metadata().map_or(0, |data| data.len());
    let mut block: Vec<u8> =
        Vec::with_capacity(BLOCK.min(usize::try_from(length).unwrap_or(BLOCK) + 1));
    let mut layout: Option<Layout<3>> = None;
    let mut line = 1;
    loop {
        let kept = block.len();
        let wanted = BLOCK - kept;
        let read = file.by_ref().take(wanted as u64).read_to_end(&mut block);
        let done = match read {
            Ok(read) => read < wanted,
            Err(error) => {
                super::unreadable(name, &error, findings);
                return;
            }
        };
        // The last line of a block may continue in the next one.
        let end = if done {
            block.len()
        } else {
            block
                .iter()
                .rposition(|&byte| byte == b'\n')
                .map_or(0, |at| at + 1)
        };
        if end == 0 && block.len() == BLOCK {
            super::broken_line(name, line, &block, Broken::Short, findings);
            return;
        }
        let mut body = &block[..end];
        if layout.is_none() && line == 1 && is_utf16(body) {
            super::utf16(name, findings);
            return;
        }
        // Blank lines before the header.
        while layout.is_none()
            && let Some(length) = body.iter().position(|&byte| byte == b'\n')
            && body[..length].trim_ascii().is_empty()
        {
            body = &body[length + 1..];
            line += 1;
        }
        if layout.is_none() && !body.trim_ascii().is_empty() {
            let header = body
                .iter()
                .position(|&byte| byte == b'\n')
                .unwrap_or(body.len());
            match Layout::of_header(&body[..header], ["submission_id", "reviewer_id", "score"]) {
                Ok(found) => layout = Some(found),
                Err(missing) => {
                    super::columns_missing(name, &missing, findings);
                    return;
                }
            }
            body = body.get(header + 1..).unwrap_or_default();
            if let Some(file) = scores.files.last_mut() {
                file.header = line;
            }
            line += 1;
        }
        if let Some(layout) = &layout {
            let chunks = parse_block(body, layout, submissions, reviewers);
            for chunk in chunks {
                report(name, &chunk, line, findings);
                line += chunk.lines;
                scores.append(chunk.scores);
            }
        }
        if done {
            break;
        }
        if std::mem::take(&mut first) {
            // Lines are of about the same length throughout.
            let read = scores.rows.len() - before;
            let all = (read as u128 * u128::from(length) / end as u128) as usize;
            scores.expect(before + all + all / 50);
        }
        block.drain(..end);
    }
    if layout.is_none() {
        super::empty(name, findings);
    }
}

fn parse_block(body: &[u8], layout: &Layout<3>, submissions: &Ids, reviewers: &Ids) -> Vec<Chunk> {
    if body.len() < 2 * CHUNK {
        return vec![parse_chunk(body, layout, submissions, reviewers)];
    }
    let size = (body.len() / (4 * rayon::current_num_threads())).max(CHUNK);
    let mut parts = Vec::new();
    let mut rest = body;
    while !rest.is_empty() {
        let from = size.min(rest.len());
        let end = rest[from..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(rest.len(), |at| from + at + 1);
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
        .into_par_iter()
        .map(|part| parse_chunk(part, layout, submissions, reviewers))
        .collect()
}

fn parse_chunk(body: &[u8], layout: &Layout<3>, submissions: &Ids, reviewers: &Ids) -> Chunk {
    let mut chunk = Chunk::default();
    let mut last: (&[u8], u32) = (b"", u32::MAX);
    let mut rest = body;
    while !rest.is_empty() {
        let end = memchr(rest);
        let content = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        let line = chunk.lines;
        chunk.lines += 1;
        let [submission, reviewer, score] = match layout.cells(content) {
            Ok(cells) => cells,
            Err(broken) => {
                if content.trim_ascii().is_empty() {
                    chunk.scores.blanks.push(chunk.scores.rows.len());
                } else {
                    let shown = &content[..content.len().min(60)];
                    chunk.fault(line, Fault::Line(broken), shown);
                }
                continue;
            }
        };
        if last.1 == u32::MAX || *last.0 != *submission {
            // Without demands.csv or loads.csv all ids are unknown, which is reported elsewhere.
            if submissions.len() == 0 || reviewers.len() == 0 {
                continue;
            }
            match submissions.get(&submission) {
                Some(row) => {
                    // Borrowed cells outlive the loop; an owned one (a quoted id) is looked up
                    // again.
                    last = match submission {
                        std::borrow::Cow::Borrowed(id) => (id, row),
                        std::borrow::Cow::Owned(_) => (b"", row),
                    };
                }
                None => {
                    chunk.fault(line, Fault::Submission, &submission);
                    continue;
                }
            }
        }
        let row = last.1;
        if last.0.is_empty() {
            last.1 = u32::MAX;
        }
        let Some(column) = reviewers.get(&reviewer) else {
            chunk.fault(line, Fault::Reviewer, &reviewer);
            continue;
        };
        match Decimal::parse(&score) {
            Ok(score) => chunk.scores.push(row, column, score),
            Err(bad) => chunk.fault(line, Fault::Score(bad), &score),
        }
    }
    chunk
}

/// Position of the next line break, or the length.
fn memchr(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|&byte| byte == b'\n')
        .unwrap_or(bytes.len())
}

impl Chunk {
    fn fault(&mut self, line: usize, fault: Fault, value: &[u8]) {
        if self.faults.len() < KEPT {
            self.faults.push((line, fault, value.to_vec()));
        }
    }
}

impl RawScores {
    /// Adds a pair.
    pub fn push(&mut self, row: u32, column: u32, score: Decimal) {
        self.rows.push(row);
        self.columns.push(column);
        self.scores.push(score);
    }

    fn append(&mut self, other: Self) {
        let before = self.rows.len();
        self.rows.extend(other.rows);
        self.columns.extend(other.columns);
        self.scores.append(other.scores);
        self.blanks
            .extend(other.blanks.into_iter().map(|pairs| before + pairs));
    }

    /// Makes room for `pairs` in all.
    fn expect(&mut self, pairs: usize) {
        let more = pairs.saturating_sub(self.rows.len());
        // Without that much memory they grow as they must.
        let _ = self.rows.try_reserve_exact(more);
        let _ = self.columns.try_reserve_exact(more);
        self.scores.expect(more);
    }

    /// Returns the file and the line of a pair, in files without invalid lines.
    pub fn place(&self, pair: usize) -> (&str, usize) {
        let at = self.files.partition_point(|file| file.pairs <= pair);
        let Some(file) = self.files.get(at.wrapping_sub(1)) else {
            return ("scores.csv", 2 + pair);
        };
        let blanks = self.blanks[file.blanks..].partition_point(|&before| before <= pair);
        (&file.name, file.header + 1 + pair - file.pairs + blanks)
    }
}

fn report(name: &str, chunk: &Chunk, first: usize, findings: &mut Findings) {
    for (line, fault, value) in &chunk.faults {
        let line = first + line;
        match fault {
            Fault::Line(broken) => super::broken_line(name, line, value, *broken, findings),
            Fault::Submission => super::unknown("A107", name, line, value, findings),
            Fault::Reviewer => super::unknown("A108", name, line, value, findings),
            Fault::Score(BadNumber::NotANumber) => findings.error(
                "A105",
                name,
                line,
                value,
                bilingual!("分数不是数字。", "The score is not a number."),
                bilingual!("请写数字，例如 0.75。", "Write a number such as 0.75."),
            ),
            Fault::Score(BadNumber::NotFinite) => findings.error(
                "A106",
                name,
                line,
                value,
                bilingual!("分数不是有限的数。", "The score is not finite."),
                bilingual!(
                    "请写有限的数字，或删除这一行。",
                    "Write a finite number or delete the line."
                ),
            ),
            Fault::Score(BadNumber::TooLarge) => findings.error(
                "A106",
                name,
                line,
                value,
                bilingual!(
                    "分数太大：绝对值须小于 10 的 18 次方。",
                    "The score is too large: it must stay below 10 to the power of 18."
                ),
                bilingual!(
                    "请改正这个数，或把全部分数按同一比例缩小。",
                    "Correct the number, or scale all scores down by the same factor."
                ),
            ),
        }
    }
}
