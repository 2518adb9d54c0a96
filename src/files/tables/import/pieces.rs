//! The sheets and texts of the originals.

use super::super::ProblemCode;
use super::super::container::book::Book;
use super::super::container::content::{Content, content};
use super::super::container::csv;
use super::super::container::fault::BookFault;
use super::super::container::file::File;
use super::super::container::grid::{Grid, GridRow};
use super::super::findings::Findings;
use super::super::folder::kinds::{self, Kind};
use super::super::folder::source::{self, DELIMITERS};
use super::super::folder::unreadable::{workbook_fault, wrong_kind};
use super::super::headers::TABLES;
use super::super::sheet::header::HEADER_WITHIN;
use super::super::sheet::table;
use super::docx::{self, Document};
use super::gather::Original;
use super::html;
use crate::bilingual;
use crate::model::Place;

/// The sheet that marks the workbooks which this program sends out.
const OWN_MARK: &str = "empanel";
/// The sheet in which `check --workbook` lists the problems.
pub(super) const PROBLEMS_SHEET: &str = "问题清单";
/// More columns than any table of an office has.
const WIDEST: usize = 400;

/// One sheet of one file.
#[derive(Debug)]
pub(super) struct Piece {
    /// The file that it is from.
    pub(super) original: usize,
    /// The name of that file.
    pub(super) file: String,
    /// Its cells, with the name of the sheet.
    pub(super) grid: Grid<'static>,
    /// Whether the file is text.
    pub(super) delimited: bool,
}

impl Piece {
    /// Where it is.
    pub(super) fn place(&self) -> Place {
        Place {
            sheet: self.grid.sheet.clone(),
            ..Place::file(self.file.as_str())
        }
    }

    /// How people call it: by its sheet, or its file.
    pub(super) fn name(&self) -> &str {
        let file = kinds::stem(&self.file);
        match self.grid.sheet.as_deref() {
            Some(sheet) if !is_plain(sheet) => sheet,
            _ => file,
        }
    }
}

/// A name that a program gives to a sheet.
fn is_plain(sheet: &str) -> bool {
    let lower = sheet.to_lowercase();
    let rest = lower
        .strip_prefix("sheet")
        .or_else(|| lower.strip_prefix("工作表"));
    rest.is_some_and(|rest| rest.trim().bytes().all(|byte| byte.is_ascii_digit()))
}

/// Text in sentences, a line each.
#[derive(Debug, Clone)]
pub(super) struct Loose {
    /// The file that it is from.
    pub(super) original: usize,
    /// The name of that file.
    pub(super) file: String,
    /// Its lines that hold anything, with their numbers.
    pub(super) lines: Vec<(u32, String)>,
}

/// Reads every visible sheet and every text.
pub(super) fn read(originals: &[Original], findings: &mut Findings) -> (Vec<Piece>, Vec<Loose>) {
    let mut pieces = Vec::new();
    let mut loose = Vec::new();
    for (at, original) in originals.iter().enumerate() {
        let file = original.file();
        let mut reader = Reader {
            original: at,
            file: &file,
            pieces: &mut pieces,
            loose: &mut loose,
        };
        reader.read(findings);
    }
    pieces.retain(|piece| {
        let wide = piece.grid.rows.iter().map(|row| row.cells.len()).max();
        let wide = wide.filter(|own| *own > WIDEST);
        if let Some(wide) = wide {
            too_wide(piece, wide, findings);
        }
        wide.is_none()
    });
    (pieces, loose)
}

struct Reader<'a> {
    original: usize,
    file: &'a File,
    pieces: &'a mut Vec<Piece>,
    loose: &'a mut Vec<Loose>,
}

impl Reader<'_> {
    fn read(&mut self, findings: &mut Findings) {
        let name = self.file.name.as_str();
        let kind = kinds::of(name);
        match content(self.file.bytes.as_ref()) {
            Content::Archive if kinds::ending(name) == "docx" => {
                match docx::read(self.file.bytes.as_ref()) {
                    Some(document) => self.document(document),
                    None => wrong_kind(self.file, Content::Archive, findings),
                }
            }
            Content::Archive | Content::Compound if kind != Kind::Text => self.book(findings),
            Content::Html => {
                let Some(text) = source::text(self.file, findings) else {
                    return;
                };
                let tables = html::tables(&text);
                if tables.is_empty() {
                    wrong_kind(self.file, Content::Html, findings);
                }
                for grid in tables {
                    self.piece(grid, false);
                }
            }
            Content::Text if kind == Kind::Text || kinds::may_be_text(name) => self.text(findings),
            other => wrong_kind(self.file, other, findings),
        }
    }

    /// The tables of a Word document; what it says beside them is sentences.
    fn document(&mut self, document: Document) {
        for grid in joined(document.tables) {
            self.piece(grid, false);
        }
        self.sentences(document.lines);
    }

    fn piece(&mut self, grid: Grid<'static>, delimited: bool) {
        self.pieces.push(Piece {
            original: self.original,
            file: self.file.name.clone(),
            grid,
            delimited,
        });
    }

    fn book(&mut self, findings: &mut Findings) {
        let place = || Place::file(self.file.name.as_str());
        let mut book = match Book::open(&self.file.bytes) {
            Ok(book) => book,
            Err(fault) => return workbook_fault(fault, place(), findings),
        };
        let sheets = book.visible();
        if sheets.iter().any(|own| own == OWN_MARK) {
            return own_book(place(), findings);
        }
        for sheet in sheets.iter().filter(|own| *own != PROBLEMS_SHEET) {
            match book.grid(sheet) {
                Ok(grid) => self.piece(grid, false),
                Err(BookFault::Empty) => {}
                Err(fault) => {
                    let place = Place {
                        sheet: Some(sheet.clone()),
                        ..place()
                    };
                    workbook_fault(fault, place, findings);
                }
            }
        }
    }

    /// A table when some delimiter makes one of it, else sentences.
    fn text(&mut self, findings: &mut Findings) {
        let Some(text) = source::text(self.file, findings) else {
            return;
        };
        let text = csv::with_line_ends(text);
        let mut best: Option<(usize, u8)> = None;
        for delimiter in DELIMITERS {
            let sample = csv::sample(&text, delimiter, HEADER_WITHIN + 1);
            let known = TABLES.iter().map(|spec| table::fit(spec, &sample)).max();
            let known = known.unwrap_or(0);
            if known > 1 && best.is_none_or(|(most, _)| known > most) {
                best = Some((known, delimiter));
            }
        }
        match best.map(|(_, delimiter)| csv::parse(&text, delimiter)) {
            Some(Ok(grid)) => self.piece(grid.into_owned(), true),
            Some(Err(_)) => open_quote(self.file, findings),
            None => self.sentences(text.lines().map(str::to_owned).collect()),
        }
    }

    fn sentences(&mut self, lines: Vec<String>) {
        let numbered = (1u32..).zip(lines);
        let lines = numbered
            .map(|(number, line)| (number, line.trim().to_owned()))
            .filter(|(_, line)| !line.is_empty());
        let lines: Vec<(u32, String)> = lines.collect();
        if lines.is_empty() {
            return;
        }
        self.loose.push(Loose {
            original: self.original,
            file: self.file.name.clone(),
            lines,
        });
    }
}

/// Tables of a document with those joined that were torn apart: one without a header that is as
/// wide as the one before goes on with it.
fn joined(tables: Vec<Grid<'static>>) -> Vec<Grid<'static>> {
    let fit = |grid: &Grid<'_>| TABLES.iter().map(|spec| table::fit(spec, grid)).max();
    let width = |grid: &Grid<'_>| grid.rows.iter().map(|row| row.cells.len()).max();
    let mut joined: Vec<Grid<'static>> = Vec::new();
    for grid in tables {
        let headless = fit(&grid).is_none_or(|known| known < 2);
        match joined.last_mut() {
            Some(last) if headless && width(last) == width(&grid) && fit(last) > Some(1) => {
                let above = last.rows.last().map_or(0, |row| row.number);
                last.rows.extend(grid.rows.into_iter().map(|row| GridRow {
                    number: row.number + above,
                    ..row
                }));
            }
            _ => joined.push(grid),
        }
    }
    joined
}

fn own_book(place: Place, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportPassedOver,
        place,
        "",
        bilingual!(
            "这是本程序发出的评分表，没有导入",
            "This is a workbook that this program sent out; it was not imported"
        ),
        bilingual!(
            "评分表用 empanel collect 收回",
            "Collect score sheets with empanel collect"
        ),
    );
}

fn open_quote(file: &File, findings: &mut Findings) {
    findings.add(
        ProblemCode::QuoteOpen,
        Place::file(file.name.as_str()),
        "",
        bilingual!(
            "有一个双引号没有配对，无法分列",
            "A double quote is never closed, so the cells cannot be told apart"
        ),
        bilingual!(
            "补上缺少的双引号，或另存为 .xlsx",
            "Add the missing quote, or save the file as .xlsx"
        ),
    );
}

fn too_wide(piece: &Piece, wide: usize, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportTooWide,
        piece.place(),
        wide.to_string(),
        bilingual!(
            "这张表有 {wide} 列，超过 {WIDEST} 列，不像专家表或申报表",
            "The sheet has {wide} columns, more than {WIDEST}; it does not look like a table of experts or submissions"
        ),
        bilingual!(
            "检查是否放错了文件，或行列颠倒；删去多余的列后再导入",
            "Check that this is the right file and that rows and columns are not exchanged; delete the columns that are not needed and import again"
        ),
    );
}
