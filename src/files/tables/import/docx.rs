//! Word documents: their tables, and the paragraphs between, in which people declare their ties.

use super::super::container::csv::{MOST_CELLS, MOST_COLUMNS};
use super::super::container::facts::{Area, Facts};
use super::super::container::grid::{Cell, Grid, GridRow};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{Cursor, Read as _};

/// Larger documents are not read.
const MOST_BYTES: u64 = 32 << 20;
/// A paragraph of at most so many characters above a table is its title.
const LONGEST_TITLE: usize = 40;

/// A document.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The paragraphs outside tables; empty ones too, so that they can be counted.
    pub(super) lines: Vec<String>,
    /// Its tables of more than one row; each has the title above it as the name of its sheet, or its
    /// number.
    pub(super) tables: Vec<Grid<'static>>,
}

/// Reads a document; `None` where the bytes are none. Linear in its size.
pub(super) fn read(bytes: &[u8]) -> Option<Document> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name("word/document.xml").ok()?;
    let mut xml = String::new();
    part.take(MOST_BYTES).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let mut page = Page::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => page.start(&tag),
            Event::Empty(tag) => {
                page.start(&tag);
                page.end(tag.local_name().as_ref());
            }
            Event::End(tag) => page.end(tag.local_name().as_ref()),
            Event::Text(text) if page.inside => page.text(&text.xml10_content()),
            Event::GeneralRef(name) if page.inside => page.text(entity(name.as_ref())),
            Event::Eof => return Some(page.document),
            _ => {}
        }
    }
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

/// The document as far as it is read.
#[derive(Default)]
struct Page {
    document: Document,
    /// Whether the reader is inside a run of text.
    inside: bool,
    paragraph: String,
    /// The tables that are open; a table in a cell of another is a table of its own.
    open: Vec<Table>,
    cells: usize,
    title: String,
}

#[derive(Default)]
struct Table {
    rows: Vec<GridRow<'static>>,
    merges: Vec<Area>,
    cell: Option<String>,
    /// Columns that the cell covers, and whether it goes on with the one above.
    span: usize,
    goes_on: bool,
    starts: bool,
    /// The merge that is open in each column.
    down: Vec<Option<usize>>,
    title: String,
}

impl Page {
    fn start(&mut self, tag: &BytesStart<'_>) {
        let value = || value_of(tag);
        match tag.local_name().as_ref() {
            "t" => self.inside = true,
            "tab" if self.open.is_empty() => self.paragraph.push(' '),
            "br" | "cr" => self.paragraph.push('\n'),
            "tbl" => {
                let title = std::mem::take(&mut self.title);
                self.open.push(Table {
                    title,
                    ..Table::default()
                });
            }
            "tr" => {
                if let Some(own) = self.open.last_mut() {
                    let number = u32::try_from(own.rows.len() + 1).unwrap_or(u32::MAX);
                    own.rows.push(GridRow {
                        number,
                        cells: Vec::new(),
                    });
                }
            }
            "tc" => {
                if let Some(own) = self.open.last_mut() {
                    (own.cell, own.span) = (Some(String::new()), 1);
                    (own.goes_on, own.starts) = (false, false);
                }
            }
            "gridSpan" => {
                if let (Some(own), Some(span)) = (self.open.last_mut(), value()) {
                    own.span = span.parse().unwrap_or(1).clamp(1, 64);
                }
            }
            "vMerge" => {
                if let Some(own) = self.open.last_mut() {
                    own.starts = value().as_deref() == Some("restart");
                    own.goes_on = !own.starts;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.paragraph.push_str(text);
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.inside = false,
            "p" => self.end_paragraph(),
            "tc" => {
                if let Some(own) = self.open.last_mut() {
                    own.end_cell(&mut self.cells);
                }
            }
            "tbl" => {
                if let Some(own) = self.open.pop() {
                    self.keep(own);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        match self.open.last_mut().and_then(|own| own.cell.as_mut()) {
            Some(cell) => {
                if !cell.is_empty() && !text.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(&text);
            }
            None => {
                let short = text.trim();
                if !short.is_empty() {
                    let fits = short.chars().count() <= LONGEST_TITLE;
                    self.title = if fits {
                        short.to_owned()
                    } else {
                        String::new()
                    };
                }
                self.document.lines.push(text);
            }
        }
    }

    /// Keeps a table.
    fn keep(&mut self, table: Table) {
        let Table {
            mut rows,
            merges,
            title,
            ..
        } = table;
        rows.retain(|row| !row.is_blank());
        if rows.len() < 2 {
            // A frame around a text is no table.
            let texts = rows.iter().flat_map(|row| &row.cells);
            let lines = texts.map(|cell| cell.text().into_owned());
            self.document.lines.extend(lines);
            return;
        }
        let number = self.document.tables.len() + 1;
        let taken = |name: &str| {
            let mut tables = self.document.tables.iter();
            tables.any(|own| own.sheet.as_deref() == Some(name))
        };
        let sheet = match title.as_str() {
            "" => format!("表格{number}"),
            title if taken(title) => format!("{title} {number}"),
            title => title.to_owned(),
        };
        self.document.tables.push(Grid {
            sheet: Some(sheet),
            rows,
            facts: Facts {
                merges: merges.into_iter().filter(Area::is_real).collect(),
                ..Facts::default()
            },
        });
    }
}

impl Table {
    fn end_cell(&mut self, cells: &mut usize) {
        let (Some(text), Some(row)) = (self.cell.take(), self.rows.last_mut()) else {
            return;
        };
        let at = row.cells.len();
        let last = at + self.span - 1;
        if last >= MOST_COLUMNS || *cells > MOST_CELLS {
            return;
        }
        *cells += self.span;
        row.cells.resize(last + 1, Cell::Empty);
        if self.down.len() <= last {
            self.down.resize(last + 1, None);
        }
        let above = self.down[at].filter(|_| self.goes_on);
        if let Some(area) = above.and_then(|at| self.merges.get_mut(at)) {
            area.rows.1 = row.number;
            return;
        }
        row.cells[at] = Cell::of(Cow::Owned(text.trim().to_owned()));
        self.down[at] = None;
        if self.starts || self.span > 1 {
            if self.starts {
                self.down[at] = Some(self.merges.len());
            }
            self.merges.push(Area {
                rows: (row.number, row.number),
                columns: (at, last),
            });
        }
    }
}

/// The value of a tag's attribute `val`.
fn value_of(tag: &BytesStart<'_>) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let own = attributes.find(|own| own.key.local_name().as_ref() == "val")?;
    Some(own.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn document(body: &str) -> Document {
        let mut bytes = Cursor::new(Vec::new());
        let mut archive = zip::ZipWriter::new(&mut bytes);
        let options = zip::write::SimpleFileOptions::default();
        archive
            .start_file("word/document.xml", options)
            .expect("a part");
        write!(archive, "<w:document><w:body>{body}</w:body></w:document>").expect("written");
        archive.finish().expect("finished");
        read(bytes.get_ref()).expect("a document")
    }

    fn texts(grid: &Grid<'_>) -> Vec<Vec<String>> {
        let row = |row: &GridRow<'_>| {
            let texts = row.cells.iter().map(|own| own.text().into_owned());
            texts.collect()
        };
        grid.rows.iter().map(row).collect()
    }

    const TABLE: &str = "<w:tbl><w:tr>\
        <w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>组</w:t></w:r></w:p></w:tc>\
        <w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>甲&amp;</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:delText>删</w:delText><w:t>丁</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

    #[test]
    fn a_table_has_its_merged_cells_and_the_title_above() {
        let title = "<w:p><w:r><w:t>专家名册</w:t></w:r></w:p>";
        let found = document(&format!(
            "{title}{TABLE}{TABLE}<w:p><w:r><w:t>完</w:t></w:r></w:p>"
        ));
        let expected = [["组", "甲&\n乙", ""], ["", "丙", "丁"]];
        assert_eq!(texts(&found.tables[0]), expected);
        let areas: Vec<String> = found.tables[0]
            .facts
            .merges
            .iter()
            .map(Area::name)
            .collect();
        assert_eq!(areas, ["A1:A2", "B1:C1"]);
        let sheets: Vec<_> = found
            .tables
            .iter()
            .map(|own| own.sheet.as_deref())
            .collect();
        assert_eq!(sheets, [Some("专家名册"), Some("表格2")]);
        assert_eq!(found.lines, ["专家名册", "完"]);
    }

    #[test]
    fn a_frame_around_a_text_is_no_table_and_other_bytes_no_document() {
        let frame =
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>声明</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        let found = document(frame);
        assert!(found.tables.is_empty());
        assert_eq!(found.lines, ["声明"]);
        assert!(read(b"PK").is_none());
    }
}
