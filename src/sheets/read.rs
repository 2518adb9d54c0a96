//! Reading a workbook back, whatever saved it.

use super::criteria::CRITERIA;
use super::mark::{MARK_SHEET, Mark, MarkFault, Owner};
use super::percent::percent_cells;
use super::problems;
use super::recusal::{self, Answer};
use super::words::{Column, fold, owner_label};
use crate::model::{Place, Problem};
use calamine::{Data, DataRef, Reader as _, Xlsx};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use unicode_normalization::UnicodeNormalization as _;

/// Rows and columns looked at; sheets of this program are far smaller.
const MOST_ROWS: u32 = 100_000;
const MOST_COLUMNS: u32 = 256;
/// The row of the guide, below those of title and owner.
const GUIDE_ROW: u32 = 2;
/// Rows in which the header is looked for.
const HEADER_WITHIN: u32 = 60;

/// A workbook that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// File name.
    pub file: String,
    /// Name of the sheet within it.
    pub sheet: String,
    /// What it is.
    pub mark: Mark,
    /// The highest score that it asked for.
    pub max: f64,
    /// Its rows.
    pub rows: Vec<FilledRow>,
}

/// A row as filled in. Consensus sheets have only the last three fields filled, score sheets only
/// those before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilledRow {
    /// Where it stands.
    pub place: Place,
    /// The submission's id.
    pub id: String,
    /// The submission's title as the row shows it; empty where the column is gone.
    pub title: String,
    /// The applicant as the row shows it; empty where the column is gone.
    pub organization: String,
    /// Scores of the criteria; `None` where empty or wrong.
    pub scores: [Option<f64>; 3],
    /// Whether anything was written into a score cell, right or wrong.
    pub touched: bool,
    /// Comment.
    pub comment: String,
    /// Whether a recusal was declared.
    pub recusal: bool,
    /// Whether something was written about a recusal that is neither a yes nor a no: no score of
    /// the row counts before somebody has asked.
    pub unclear: bool,
    /// Why.
    pub reason: String,
    /// The group's agreed score.
    pub agreed: Option<f64>,
    /// Whether the group recommends it.
    pub recommended: Option<bool>,
    /// The group's opinion.
    pub opinion: String,
    /// Who signs in the leader's place, by expert id; empty for the leader.
    pub signer: String,
}

/// Reads one workbook; `max` is the highest score where the workbook names none. Everything wrong
/// is told in the problems; what is right is in the result: every score table of the workbook, each
/// with the mark of its owner, as sheets are copied within a workbook and gathered into one. It is
/// empty when the workbook cannot be counted at all.
pub fn read(file: &str, bytes: &[u8], max: f64) -> (Vec<Filled>, Vec<Problem>) {
    let mut problems = Vec::new();
    let place = Place::file(file);
    if let Some(kind) = other_kind(file, bytes) {
        return (Vec::new(), vec![problems::other_format(place, kind)]);
    }
    if !crate::format::harmless(bytes) {
        return (Vec::new(), vec![problems::unreadable(place)]);
    }
    // The reader is meant never to panic; on damaged files that is not left to trust.
    let sheets = catch_unwind(AssertUnwindSafe(|| open(bytes))).unwrap_or(None);
    let Some(sheets) = sheets else {
        return (Vec::new(), vec![problems::unreadable(place)]);
    };
    let mut marks = Vec::new();
    let mut altered = false;
    for found in sheets.iter().filter(is_mark).map(mark) {
        match found {
            Ok(mark) if !marks.contains(&mark) => marks.push(mark),
            Ok(_) => {}
            Err(MarkFault::Altered) => altered = true,
            Err(MarkFault::Absent) => {}
        }
    }
    if marks.is_empty() {
        let problem = match altered {
            true => problems::altered(place),
            false => problems::no_mark(place),
        };
        return (Vec::new(), vec![problem]);
    }
    let percent = percent_cells(bytes);
    let none = BTreeSet::new();
    let mut filled: Vec<Filled> = Vec::new();
    let mut tables = 0;
    for sheet in sheets.iter().filter(|sheet| !is_mark(sheet)) {
        let Some((expert, header)) = table_of(sheet, &marks) else {
            if let Some(id) = holds_rows(sheet, &marks) {
                let place = at(file, sheet, None, None);
                problems.push(problems::sheet_not_read(place, &id));
            }
            continue;
        };
        tables += 1;
        let mark = match owner_of(sheet, &header, expert, &marks) {
            Ok(mark) => mark,
            Err((seen, marked)) => {
                let place = at(file, sheet, None, None);
                problems.push(problems::other_owner(place, &seen, &marked));
                continue;
            }
        };
        let terms = mark.terms.as_ref();
        let max = match terms.map(|own| own.scale.max.parse()) {
            Some(Ok(own)) => own,
            _ => max_shown(sheet, header.row).unwrap_or(max),
        };
        let mut reader = RowReader {
            file,
            sheet,
            header: &header,
            max,
            percent: percent.get(&sheet.name).unwrap_or(&none),
            fractions: false,
            problems: &mut problems,
        };
        let rows = reader.rows(mark);
        filled.push(Filled {
            file: file.to_owned(),
            sheet: sheet.name.clone(),
            mark: mark.clone(),
            max,
            rows,
        });
    }
    if tables == 0 {
        problems.push(problems::no_table(place));
    }
    (filled, problems)
}

/// What a file is that is no workbook, by its ending: told by name, for a sheet may have come back
/// as a photograph or in a letter. `None` for workbooks, also of kinds that are refused later.
fn other_kind(file: &str, bytes: &[u8]) -> Option<&'static Kind> {
    let (_, ending) = file.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    let found = KINDS
        .iter()
        .find(|kind| kind.endings.contains(&ending.as_str()));
    // A workbook under a wrong name is read all the same.
    found.filter(|_| !bytes.starts_with(b"PK\x03\x04") || ending == "zip" || ending == "docx")
}

/// A kind of file that is no workbook.
#[derive(Debug)]
pub(super) struct Kind {
    endings: &'static [&'static str],
    /// What it is called.
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

const KINDS: [Kind; 6] = [
    Kind {
        endings: &["csv", "tsv", "txt", "prn"],
        zh: "文本（CSV）",
        en: "text (CSV)",
    },
    Kind {
        endings: &["doc", "docx", "wps", "rtf", "odt", "pages"],
        zh: "文字处理文档",
        en: "a text document",
    },
    Kind {
        endings: &["pdf", "ofd", "ppt", "pptx", "caj"],
        zh: "版式文件或演示文稿",
        en: "a fixed or slide document",
    },
    Kind {
        endings: &[
            "jpg", "jpeg", "png", "heic", "heif", "bmp", "gif", "tif", "tiff", "webp",
        ],
        zh: "照片或扫描件",
        en: "a photograph or scan",
    },
    Kind {
        endings: &["zip", "rar", "7z", "gz", "tar"],
        zh: "压缩包",
        en: "an archive",
    },
    Kind {
        endings: &["htm", "html", "mht", "mhtml", "eml", "msg", "numbers"],
        zh: "网页、邮件或别的程序的表格",
        en: "a web page, a message or a table of another program",
    },
];

/// The header of a sheet that is a score table (`true`) or a consensus table, first as the marks
/// have it.
fn table_of(sheet: &Sheet, marks: &[Mark]) -> Option<(bool, Header)> {
    let expert = marks
        .iter()
        .any(|mark| matches!(mark.owner, Owner::Expert(_)));
    let kinds = [expert, !expert].into_iter();
    let mut found = kinds.filter_map(|expert| Some((expert, header(sheet, expert)?)));
    found.next()
}

/// The mark that a table belongs to: by the owner whom it shows, or where it shows none the only
/// one of its kind. Else whom it shows, and whose the marks are.
fn owner_of<'m>(
    sheet: &Sheet,
    header: &Header,
    expert: bool,
    marks: &'m [Mark],
) -> Result<&'m Mark, (String, String)> {
    let kind = |mark: &&Mark| matches!(mark.owner, Owner::Expert(_)) == expert;
    let own: Vec<&Mark> = marks.iter().filter(kind).collect();
    let seen = owner_seen(sheet, header.row, expert);
    let fits = |mark: &&&Mark| seen.as_deref().is_none_or(|seen| seen == mark.owner.id());
    let fitting: Vec<&&Mark> = own.iter().filter(fits).collect();
    match fitting.as_slice() {
        [one] => return Ok(one),
        // Of several marks of one owner the one whose rows stand there.
        [_, _, ..] => {
            let ids = ids_in(sheet, header);
            let rows = |mark: &Mark| mark.rows.iter().filter(|(id, _)| ids.contains(id)).count();
            if let Some(best) = fitting.iter().max_by_key(|mark| rows(mark)) {
                return Ok(best);
            }
        }
        [] => {}
    }
    let all: Vec<&str> = marks.iter().map(|mark| mark.owner.id()).collect();
    Err((seen.unwrap_or_default(), all.join("、")))
}

fn ids_in(sheet: &Sheet, header: &Header) -> BTreeSet<String> {
    let Some(&column) = header.columns.get(&Column::Id) else {
        return BTreeSet::new();
    };
    let below = sheet.cells.range((header.row + 1, 0)..);
    let ids = below.filter(|((_, at), _)| *at == column);
    ids.map(|(_, cell)| text(cell)).collect()
}

/// An id of the marks that a sheet without a table holds: somebody may have written there.
fn holds_rows(sheet: &Sheet, marks: &[Mark]) -> Option<String> {
    let ids: BTreeSet<&str> = marks
        .iter()
        .flat_map(|mark| mark.rows.iter().map(|(id, _)| id.as_str()))
        .collect();
    let mut cells = sheet.cells.values().map(text);
    cells.find(|cell| ids.contains(cell.as_str()))
}

struct Sheet {
    name: String,
    cells: BTreeMap<(u32, u32), Data>,
}

impl Sheet {
    fn get(&self, row: u32, column: u32) -> Option<&Data> {
        self.cells.get(&(row, column))
    }

    fn text(&self, row: u32, column: u32) -> String {
        self.get(row, column).map_or_else(String::new, text)
    }
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        // As people see it, not the number of days since 1900.
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string().trim().to_owned(),
    }
}

fn open(bytes: &[u8]) -> Option<Vec<Sheet>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = book.sheet_names().clone();
    let mut sheets = Vec::new();
    for name in names {
        // Chart sheets and the like have no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        let mut cells = BTreeMap::new();
        while let Some(cell) = reader.next_cell().ok()? {
            let (row, column) = cell.get_position();
            if row >= MOST_ROWS || column >= MOST_COLUMNS {
                continue;
            }
            let value = match cell.get_value() {
                DataRef::SharedString(shared) => Data::String((*shared).to_owned()),
                DataRef::Empty => continue,
                other => Data::from(other.clone()),
            };
            cells.insert((row, column), value);
        }
        sheets.push(Sheet { name, cells });
    }
    Some(sheets)
}

fn is_mark(sheet: &&Sheet) -> bool {
    sheet.name == MARK_SHEET || sheet.text(0, 0).starts_with("empanel/sheet@")
}

fn mark(sheet: &Sheet) -> Result<Mark, MarkFault> {
    let last = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let cells: Vec<[String; 3]> = (0..=last)
        .map(|row| [0, 1, 2].map(|column| sheet.text(row, column)))
        .collect();
    Mark::parse(&cells)
}

struct Header {
    row: u32,
    columns: BTreeMap<Column, u32>,
    words: BTreeMap<Column, String>,
}

/// The row that holds the id column and the columns that this kind of sheet is about.
fn header(sheet: &Sheet, expert: bool) -> Option<Header> {
    for row in 0..HEADER_WITHIN {
        let mut header = Header {
            row,
            columns: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        for (&(_, column), cell) in sheet.cells.range((row, 0)..(row + 1, 0)) {
            let words = text(cell);
            if let Some(known) = Column::of(&words) {
                header.columns.entry(known).or_insert(column);
                let first = words.lines().next().unwrap_or_default().to_owned();
                header.words.entry(known).or_insert(first);
            }
        }
        let needed = if expert {
            Column::Score(CRITERIA[0])
        } else {
            Column::Recommended
        };
        if header.columns.contains_key(&Column::Id) && header.columns.contains_key(&needed) {
            return Some(header);
        }
    }
    None
}

/// The owner's id as people see it above the table.
fn owner_seen(sheet: &Sheet, header: u32, expert: bool) -> Option<String> {
    let label = owner_label(expert);
    for row in 0..header {
        let mut cells = sheet.cells.range((row, 0)..(row + 1, 0));
        let found = cells.any(|(_, cell)| {
            let words = fold(&text(cell));
            words == fold(&label.zh) || words == fold(&label.en)
        });
        if found {
            let value = cells
                .map(|(_, cell)| text(cell))
                .find(|text| !text.is_empty());
            return Some(value.unwrap_or_default());
        }
    }
    None
}

/// The highest score as people read it in the header or the guide above it, where a mark of the
/// first version does not say.
fn max_shown(sheet: &Sheet, header: u32) -> Option<f64> {
    let cells = sheet.cells.range((GUIDE_ROW, 0)..(header + 1, 0));
    let mut texts = cells.map(|(_, cell)| text(cell));
    texts.find_map(|text| {
        let from = ["0–", "0 to "].into_iter();
        let mut from = from.filter_map(|from| Some(text.find(from)? + from.len()));
        let number = text[from.next()?..].split(|c: char| !c.is_ascii_digit() && c != '.');
        number
            .map(|own| own.trim_end_matches('.'))
            .next()?
            .parse()
            .ok()
    })
}

fn at(file: &str, sheet: &Sheet, row: Option<u32>, column: Option<&str>) -> Place {
    Place {
        file: file.to_owned(),
        sheet: Some(sheet.name.clone()),
        row: row.map(|row| row + 1),
        column: column.map(str::to_owned),
    }
}

struct RowReader<'a> {
    file: &'a str,
    sheet: &'a Sheet,
    header: &'a Header,
    max: f64,
    /// Cells shown in per cent.
    percent: &'a BTreeSet<(u32, u32)>,
    /// Whether scores of this sheet are parts of one rather than points.
    fractions: bool,
    problems: &'a mut Vec<Problem>,
}

impl RowReader<'_> {
    fn rows(&mut self, mark: &Mark) -> Vec<FilledRow> {
        let known: BTreeMap<&str, &str> = mark
            .rows
            .iter()
            .map(|(id, hash)| (id.as_str(), hash.as_str()))
            .collect();
        let mut rows: BTreeMap<String, FilledRow> = BTreeMap::new();
        let below = self.sheet.cells.range((self.header.row + 1, 0)..);
        let mut numbers: Vec<u32> = below.map(|((row, _), _)| *row).collect();
        numbers.dedup();
        self.fractions = numbers.iter().any(|row| self.has_fraction(*row));
        for number in numbers {
            let row = self.row(number);
            if row.id.is_empty() && !row.is_filled() {
                continue;
            }
            if !known.contains_key(row.id.as_str()) {
                self.problems
                    .push(problems::strange_row(row.place, &row.id));
            } else if rows.contains_key(&row.id) {
                self.problems.push(problems::row_twice(row.place, &row.id));
            } else {
                rows.insert(row.id.clone(), row);
            }
        }
        let gone: Vec<&str> = mark
            .rows
            .iter()
            .map(|(id, _)| id.as_str())
            .filter(|id| !rows.contains_key(*id))
            .collect();
        if !gone.is_empty() {
            let place = at(self.file, self.sheet, None, None);
            self.problems
                .push(problems::row_missing(place, &gone.join(" ")));
        }
        rows.into_values().collect()
    }

    fn row(&mut self, row: u32) -> FilledRow {
        let words = |own: &Self, column| own.cell(row, column).map_or_else(String::new, text);
        let mut touched = false;
        let mut scores = [None; 3];
        let mut said = None;
        for (score, criterion) in scores.iter_mut().zip(CRITERIA) {
            let column = Column::Score(criterion);
            let own = words(self, column);
            // A recusal in the place of a score.
            if recusal::says_so(&own) {
                said.get_or_insert(own);
                continue;
            }
            touched |= !own.is_empty();
            *score = self.number(row, column);
        }
        let declared = self.recusal(row, said.as_deref());
        let reason = words(self, Column::Reason);
        FilledRow {
            place: at(self.file, self.sheet, Some(row), None),
            id: words(self, Column::Id),
            title: words(self, Column::Title),
            organization: words(self, Column::Organization),
            scores,
            touched,
            comment: words(self, Column::Comment),
            recusal: declared == Some(true),
            unclear: declared.is_none(),
            reason: match said {
                Some(said) if reason.is_empty() => said,
                _ => reason,
            },
            agreed: self.number(row, Column::Agreed),
            recommended: self.answer(row, Column::Recommended),
            opinion: words(self, Column::Opinion),
            signer: String::new(),
        }
    }

    /// Whether a recusal is declared in a row, wherever and however it is written; `None` where
    /// that is not clear, which is told.
    fn recusal(&mut self, row: u32, said: Option<&str>) -> Option<bool> {
        let words = |own: &Self, column| own.cell(row, column).map_or_else(String::new, text);
        let cell = words(self, Column::Recusal);
        let (reason, comment) = (words(self, Column::Reason), words(self, Column::Comment));
        let answer = recusal::answer(&cell);
        let place = self.place(row, Column::Recusal);
        match answer {
            Answer::Yes { plain } => {
                if !plain {
                    let problem = problems::recusal_in_words(place, &cell);
                    self.problems.push(problem);
                }
                return Some(true);
            }
            Answer::Unclear => {
                self.problems.push(problems::recusal_unclear(place, &cell));
                return None;
            }
            Answer::No | Answer::Empty => {}
        }
        if said.is_some() {
            return Some(true);
        }
        // A reason without a yes, and a comment that asks for it, are not let go by.
        let asks = if answer == Answer::Empty && recusal::is_reason(&reason) {
            Some((Column::Reason, reason))
        } else if recusal::asks_for_it(&comment) {
            Some((Column::Comment, comment))
        } else {
            None
        };
        let Some((column, words)) = asks else {
            return Some(false);
        };
        let place = self.place(row, column);
        self.problems.push(problems::recusal_unclear(place, &words));
        None
    }

    /// Whether a score of a row lies between nought and one, where scores go far above.
    fn has_fraction(&self, row: u32) -> bool {
        let scores = CRITERIA.into_iter().map(Column::Score);
        let mut all = scores.chain([Column::Agreed]);
        self.max >= FAR_ABOVE_ONE
            && all.any(|column| {
                let value = self.cell(row, column);
                matches!(value, Some(Data::Float(value)) if *value > 0.0 && *value < 1.0)
            })
    }

    fn is_percent(&self, row: u32, column: Column) -> bool {
        let column = self.header.columns.get(&column);
        column.is_some_and(|&column| self.percent.contains(&(row, column)))
    }

    fn cell(&self, row: u32, column: Column) -> Option<&Data> {
        let column = *self.header.columns.get(&column)?;
        self.sheet.get(row, column)
    }

    fn place(&self, row: u32, column: Column) -> Place {
        let words = self.header.words.get(&column).map(String::as_str);
        at(self.file, self.sheet, Some(row), words)
    }

    fn number(&mut self, row: u32, column: Column) -> Option<f64> {
        let cell = self.cell(row, column)?.clone();
        let written = text(&cell);
        if written.is_empty() {
            return None;
        }
        let place = self.place(row, column);
        #[allow(clippy::cast_precision_loss)] // scores are small
        let (value, as_text) = match &cell {
            Data::Float(number) => (Some(*number), false),
            Data::Int(number) => (Some(*number as f64), false),
            Data::String(_) => (plain_number(&written), true),
            _ => (None, false),
        };
        let value = value.filter(|value| value.is_finite());
        let shares = match (&cell, value) {
            (Data::String(_), None) => percent_text(&written),
            (_, Some(value)) if self.is_percent(row, column) => Some(round(value * 100.0)),
            _ => None,
        };
        if let Some(percent) = shares {
            return self.percent(place, percent);
        }
        let Some(value) = value else {
            self.problems.push(problems::no_number(
                place,
                &written,
                matches!(cell, Data::DateTime(_) | Data::DateTimeIso(_)),
            ));
            return None;
        };
        if self.fractions && value > 0.0 && value <= 1.0 {
            self.problems
                .push(problems::part_of_one(place, &written, self.max));
            return None;
        }
        if !(0.0..=self.max).contains(&value) {
            self.problems
                .push(problems::out_of_range(place, &written, self.max));
            return None;
        }
        if as_text {
            self.problems
                .push(problems::text_number(place, &written, value));
        }
        Some(value)
    }

    /// A score in per cent: counted where per cent and points are one, else it may mean either.
    fn percent(&mut self, place: Place, percent: f64) -> Option<f64> {
        let written = format!("{percent}%");
        // The scale is written and read without loss.
        #[allow(clippy::float_cmp)]
        let counts = self.max == 100.0 && (0.0..=self.max).contains(&percent);
        let value = counts.then_some(percent);
        self.problems
            .push(problems::in_percent(place, &written, value, self.max));
        value
    }

    /// Yes or no, in the column of recommendations.
    fn answer(&mut self, row: u32, column: Column) -> Option<bool> {
        let written = self.cell(row, column).map_or_else(String::new, text);
        let answer = match fold(&written).as_str() {
            "" if matches!(written.trim(), "√" | "✓" | "✔" | "☑" | "✅") => Some(true),
            "" if matches!(written.trim(), "×" | "✗" | "✘" | "☒" | "❌") => Some(false),
            "" if written.is_empty() => return None,
            "是" | "yes" | "y" | "true" | "1" | "对" | "推荐" | "同意" | "同意推荐"
            | "予以推荐" | "建议推荐" | "通过" => Some(true),
            "否" | "no" | "n" | "false" | "0" | "不" | "不推荐" | "不同意" | "不同意推荐"
            | "不予推荐" | "不建议推荐" | "未推荐" | "不通过" => Some(false),
            _ => None,
        };
        if answer.is_none() {
            let place = self.place(row, column);
            self.problems
                .push(problems::no_such_answer(place, &written));
        }
        answer
    }
}

/// Hundredths away from what a binary fraction makes of them.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// Scales on which nobody gives less than a whole point.
const FAR_ABOVE_ONE: f64 = 20.0;

/// `85%` as a person types it into a cell of text.
fn percent_text(text: &str) -> Option<f64> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    plain_number(plain.strip_suffix('%')?)
}

impl FilledRow {
    /// Whether a person wrote anything into it.
    pub(super) fn is_filled(&self) -> bool {
        self.touched
            || self.recusal
            || self.unclear
            || self.agreed.is_some()
            || self.recommended.is_some()
            || [&self.comment, &self.reason, &self.opinion]
                .iter()
                .any(|text| !text.is_empty())
    }
}

/// A number that a person wrote as text: full-width digits, a unit behind it.
fn plain_number(text: &str) -> Option<f64> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches('分').trim_end_matches("points");
    // Words such as "inf" and "nan" are numbers to the parser but to nobody else.
    let digits = plain
        .chars()
        .all(|c| c.is_ascii_digit() || ".-+".contains(c));
    digits.then(|| plain.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_written_as_text_are_understood_and_words_are_not() {
        assert_eq!(plain_number("８５"), Some(85.0));
        assert_eq!(plain_number(" 85.5 分"), Some(85.5));
        assert_eq!(plain_number("-3"), Some(-3.0));
        for words in ["八十五", "inf", "NaN", "85/100", "1e3", ""] {
            assert_eq!(plain_number(words), None, "{words}");
        }
    }

    #[test]
    fn the_highest_score_is_read_where_people_read_it() {
        let shown = |row: u32, words: &str| {
            let cells = [((row, 3), Data::String(words.to_owned()))];
            let name = String::new();
            let sheet = Sheet {
                name,
                cells: BTreeMap::from(cells),
            };
            max_shown(&sheet, 4)
        };
        assert_eq!(shown(4, "科学性和创新性\n0–10 分\n占 30%"), Some(10.0));
        assert_eq!(
            shown(2, "the agreed score (0 to 7.5; where empty"),
            Some(7.5)
        );
        assert_eq!(shown(1, "姓名：0–10"), None, "that is the owner's row");
        assert_eq!(shown(2, "只填黄色单元格"), None);
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        let (filled, problems) = read("a.xlsx", b"PK\x03\x04", 100.0);
        assert_eq!((filled, problems[0].code), (vec![], "T101"));
        let mut book = rust_xlsxwriter::Workbook::new();
        let _ = book
            .add_worksheet()
            .write(0, 0, "申报编号")
            .expect("a cell");
        let bytes = book.save_to_buffer().expect("a workbook");
        let (filled, problems) = read("a.xlsx", &bytes, 100.0);
        assert_eq!((filled, problems[0].code), (vec![], "T102"));
    }
}
