//! Reads the folder of the pairwise form.

mod decimals;
mod forms;
mod line;
mod pairs;
mod scores;
mod tables;

pub(super) use decimals::Decimals;
pub(super) use forms::{Scored, scored};
pub(super) use pairs::read_pairs;
pub(super) use scores::RawScores;
pub(super) use tables::{read_demands, read_loads};

use self::line::Broken;
use super::problems::Findings;
use crate::bilingual;
use crate::model::words::{Bilingual, refused};
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

/// Maximum length of a line in bytes: a longer one does not belong to a table, and must not fill
/// the memory.
const LONGEST_LINE: usize = 1 << 20;

/// The lines of a file, one at a time in one buffer, so memory does not depend on the file's size.
struct Lines {
    file: BufReader<File>,
    line: Vec<u8>,
    number: usize,
}

impl Lines {
    fn new(file: File) -> Self {
        Self {
            file: BufReader::with_capacity(1 << 16, file),
            line: Vec::new(),
            number: 0,
        }
    }

    /// Returns the number of the next line, from 1, and its content.
    fn next(&mut self) -> io::Result<Option<(usize, &[u8])>> {
        self.line.clear();
        let most = LONGEST_LINE as u64 + 1;
        let read = self
            .file
            .by_ref()
            .take(most)
            .read_until(b'\n', &mut self.line)?;
        self.number += 1;
        if read > LONGEST_LINE {
            let number = self.number;
            let message = format!("line {number} is longer than {LONGEST_LINE} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        Ok((read > 0).then_some((self.number, line)))
    }
}

/// Opens a file of the folder; a missing file is a problem if it is required.
pub(super) fn open(
    folder: &Path,
    name: &str,
    required: bool,
    findings: &mut Findings,
) -> Option<File> {
    match crate::files::tables::open_plain(&folder.join(name)) {
        Ok(file) => Some(file),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if required {
                missing(name, findings);
            }
            None
        }
        Err(error) => {
            unreadable(name, &error, findings);
            None
        }
    }
}

fn missing(name: &str, findings: &mut Findings) {
    findings.error(
        "A101",
        name,
        0,
        b"",
        bilingual!(
            "文件夹中没有这个文件。",
            "The folder does not contain this file."
        ),
        bilingual!(
            "请补上该文件，或检查文件夹和文件名。",
            "Add the file, or check the folder and the file's name."
        ),
    );
}

/// Whether a file begins as one of UTF-16 does.
fn is_utf16(start: &[u8]) -> bool {
    start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff")
}

fn utf16(name: &str, findings: &mut Findings) {
    findings.error(
        "A101",
        name,
        0,
        b"",
        bilingual!("文件是 UTF-16 编码。", "The file is encoded in UTF-16."),
        bilingual!("请另存为 UTF-8 编码的 CSV。", "Save it as CSV in UTF-8."),
    );
}

pub(super) fn unreadable(name: &str, error: &std::io::Error, findings: &mut Findings) {
    let Bilingual { zh, en } = refused(error);
    findings.error(
        "A101",
        name,
        0,
        b"",
        bilingual!(
            "无法读取该文件（{zh}）。",
            "The file cannot be read ({en})."
        ),
        bilingual!(
            "请检查文件夹和文件名，以及读取权限。",
            "Check the folder, the file's name and the permission to read it."
        ),
    );
}

fn empty(name: &str, findings: &mut Findings) {
    findings.error(
        "A102",
        name,
        0,
        b"",
        bilingual!("文件是空的。", "The file is empty."),
        bilingual!(
            "文件至少要有表头和一行数据。",
            "It needs a header and at least one row."
        ),
    );
}

fn columns_missing(name: &str, missing: &[&str], findings: &mut Findings) {
    let missing = missing.join(", ");
    findings.error(
        "A103",
        name,
        1,
        b"",
        bilingual!(
            "表头缺少列：{missing}。",
            "Columns missing from the header: {missing}."
        ),
        bilingual!(
            "请按规定写第一行表头。",
            "Write the header as the format says."
        ),
    );
}

fn broken_line(name: &str, line: usize, content: &[u8], broken: Broken, findings: &mut Findings) {
    let (what, action) = match broken {
        Broken::Short => (
            bilingual!(
                "这一行缺单元格，或引号没有在行内结束。",
                "A cell is missing on this line, or a quote is not closed on it."
            ),
            bilingual!(
                "请补齐这一行；单元格内不能换行。",
                "Complete the line; a cell must not contain a line break."
            ),
        ),
        Broken::Long => (
            bilingual!(
                "这一行的单元格比表头多，各格可能错位（例如小数写成了 0,75）。",
                "The line has more cells than the header, so cells may be in the wrong column (a decimal written 0,75, for example)."
            ),
            bilingual!(
                "小数请用点（0.75），含分隔符的文字请加英文双引号。",
                "Write decimals with a point (0.75) and put texts that contain the separator in double quotes."
            ),
        ),
    };
    let shown = content.get(..content.len().min(60)).unwrap_or_default();
    findings.error("A104", name, line, shown, what, action);
}

fn unknown(code: &'static str, name: &str, line: usize, id: &[u8], findings: &mut Findings) {
    let (what, action) = if code == "A107" {
        (
            bilingual!(
                "demands.csv 中没有这个申报编号。",
                "demands.csv does not have this submission."
            ),
            bilingual!(
                "请在 demands.csv 中补上，或删除这一行。",
                "Add it to demands.csv or delete the line."
            ),
        )
    } else {
        (
            bilingual!(
                "loads.csv 中没有这个评审专家编号。",
                "loads.csv does not have this reviewer."
            ),
            bilingual!(
                "请在 loads.csv 中补上，或删除这一行。",
                "Add it to loads.csv or delete the line."
            ),
        )
    };
    findings.error(code, name, line, id, what, action);
}
