//! The lines of a file, whichever system wrote it.

use crate::assign::problems::Findings;
use crate::bilingual;
use crate::files::tables::open_plain;
use std::io::Read as _;
use std::path::Path;

/// Headers of a paper's id, of a person, and of what is said of the two, in lower case; the first
/// that a file has counts.
const PAPER: [&str; 4] = ["paper", "pid", "paper_id", "submission"];
const PERSON: [&str; 4] = ["email", "user", "reviewer", "reviewer_email"];
const SCORE: [&str; 4] = ["score", "preference", "topic_score", "topicscore"];
const CONSTRAINT: [&str; 6] = [
    "constraint",
    "conflict",
    "conflicttype",
    "conflict_type",
    "conflict type",
    "action",
];
const LOAD: [&str; 2] = ["max_papers", "load"];

/// What a file is asked for. HotCRP's export of all preferences has a column of conflicts, too, so
/// that the same file may be given as either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Scores,
    Constraints,
    Loads,
}

impl Kind {
    /// Whether each line names a paper.
    fn papers(self) -> bool {
        self != Self::Loads
    }

    /// Headers of what is said.
    fn said(self) -> &'static [&'static str] {
        match self {
            Self::Scores => &SCORE,
            Self::Constraints => &CONSTRAINT,
            Self::Loads => &LOAD,
        }
    }
}

/// A line: where it is, and its cells by meaning.
pub(super) struct Line {
    pub number: usize,
    /// Empty in a file of loads.
    pub paper: String,
    pub person: String,
    pub said: String,
}

/// Lines of a file, with its name.
pub(super) type Named = (String, Vec<Line>);

/// The columns of a file.
#[derive(Clone, Copy)]
struct Columns {
    paper: Option<usize>,
    person: usize,
    said: usize,
}

/// Reads a file. What cannot be read is among the findings.
pub(super) fn lines(path: &Path, kind: Kind, findings: &mut Findings) -> Vec<Line> {
    let name = path.display().to_string();
    let Some(text) = text(path, &name, findings) else {
        return Vec::new();
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut columns: Option<Columns> = None;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                findings.error(
                    "A104",
                    &name,
                    0,
                    b"",
                    bilingual!("无法读取：{error}", "Cannot be read: {error}"),
                    bilingual!("请检查这个文件。", "Check the file."),
                );
                break;
            }
        };
        let number = record.position().map_or(0, |at| at.line() as usize);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let here = match columns {
            Some(columns) => columns,
            None => {
                match headed(&record, kind) {
                    Header::Read(named) => {
                        columns = Some(named);
                        continue;
                    }
                    Header::Lacking => {
                        lacking(&name, &record, kind, findings);
                        break;
                    }
                    Header::None => {}
                }
                let papers = kind.papers();
                *columns.insert(Columns {
                    paper: papers.then_some(0),
                    person: usize::from(papers),
                    said: usize::from(papers) + 1,
                })
            }
        };
        match cells(&record, here, number) {
            Some(line) => lines.push(line),
            None => short(&name, number, &record, kind.papers(), findings),
        }
    }
    lines
}

fn text(path: &Path, name: &str, findings: &mut Findings) -> Option<String> {
    let mut bytes = Vec::new();
    let read = open_plain(path).and_then(|mut file| file.read_to_end(&mut bytes));
    if let Err(error) = read {
        findings.error(
            "A101",
            name,
            0,
            b"",
            bilingual!("无法读取：{error}", "Cannot be read: {error}"),
            bilingual!("请检查路径和权限。", "Check the path and the permissions."),
        );
        return None;
    }
    let text = String::from_utf8(bytes);
    let text = text.map(|text| text.trim_start_matches('\u{feff}').to_owned());
    if text.is_err() {
        findings.error(
            "A101",
            name,
            0,
            b"",
            bilingual!("文件不是 UTF-8 编码。", "The file is not UTF-8."),
            bilingual!("请另存为 UTF-8 编码的 CSV。", "Save it as CSV in UTF-8."),
        );
    }
    text.ok()
}

/// A first line.
enum Header {
    /// A header with all that is asked for.
    Read(Columns),
    /// A header, without the column that is asked for.
    Lacking,
    /// No header.
    None,
}

fn headed(record: &csv::StringRecord, kind: Kind) -> Header {
    let cells: Vec<String> = record.iter().map(str::to_lowercase).collect();
    let find = |names: &[&str]| {
        let mut names = names.iter();
        names.find_map(|name| cells.iter().position(|cell| cell == name))
    };
    let paper = find(&PAPER).filter(|_| kind.papers());
    let Some(person) = find(&PERSON).filter(|_| paper.is_some() || !kind.papers()) else {
        return Header::None;
    };
    match find(kind.said()) {
        Some(said) => Header::Read(Columns {
            paper,
            person,
            said,
        }),
        None => Header::Lacking,
    }
}

fn lacking(name: &str, record: &csv::StringRecord, kind: Kind, findings: &mut Findings) {
    let value = record.iter().collect::<Vec<_>>().join(",");
    let names = kind.said();
    let (zh, en) = (names.join("、"), names.join(", "));
    findings.error(
        "A103",
        name,
        1,
        value.as_bytes(),
        bilingual!(
            "表头中没有要读的列（应为其中之一：{zh}）。",
            "The header has no column to be read here (one of {en})."
        ),
        bilingual!(
            "请检查文件是否给错了选项，或改正表头。",
            "Check whether the file belongs to another option, or correct the header."
        ),
    );
}

fn cells(record: &csv::StringRecord, columns: Columns, number: usize) -> Option<Line> {
    let cell = |at: usize| record.get(at).filter(|cell| !cell.is_empty());
    Some(Line {
        number,
        paper: match columns.paper {
            Some(at) => cell(at)?.to_owned(),
            None => String::new(),
        },
        person: cell(columns.person)?.to_owned(),
        // An empty cell says nothing: no preference, no conflict.
        said: record.get(columns.said)?.to_owned(),
    })
}

fn short(
    name: &str,
    number: usize,
    record: &csv::StringRecord,
    papers: bool,
    findings: &mut Findings,
) {
    let value = record.iter().collect::<Vec<_>>().join(",");
    let wanted = match papers {
        true => bilingual!(
            "每行应有三格：论文、评审人、数值。",
            "A line has three cells: paper, user, value."
        ),
        false => bilingual!(
            "每行应有两格：评审人、数量。",
            "A line has two cells: user, number."
        ),
    };
    let action = bilingual!("请补全或删除这一行。", "Complete the line or delete it.");
    findings.error("A104", name, number, value.as_bytes(), wanted, action);
}
