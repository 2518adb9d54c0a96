//! Tables of web pages and of the XML of old spreadsheets: what many systems export as `.xls`.

use super::super::container::csv::{MOST_CELLS, MOST_COLUMNS};
use super::super::container::facts::{Area, Facts};
use super::super::container::grid::{Cell, Grid, GridRow};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A tag: its name in lower case without prefix, its attributes, and whether it ends something.
struct Tag<'t> {
    name: String,
    attributes: &'t str,
    closes: bool,
    empty: bool,
}

/// The tables of a page that have more than one row. Linear in the text.
pub(super) fn tables(text: &str) -> Vec<Grid<'static>> {
    let mut page = Page::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        page.text(&rest[..at]);
        let tail = &rest[at..];
        if let Some(skipped) = skipped(tail) {
            rest = &tail[skipped..];
            continue;
        }
        let Some(end) = tail.find('>') else {
            rest = "";
            break;
        };
        let tag = tag(&tail[1..end]);
        rest = &tail[end + 1..];
        if !tag.closes && ["script", "style"].contains(&tag.name.as_str()) {
            let close = format!("</{}", tag.name);
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&close).map_or("", |at| &rest[at..]);
            continue;
        }
        page.tag(&tag);
    }
    page.text(rest);
    page.finish()
}

/// The length of a comment or of raw text at the beginning.
fn skipped(text: &str) -> Option<usize> {
    let pairs = [("<!--", "-->"), ("<![CDATA[", "]]>")];
    let (open, close) = pairs.into_iter().find(|(open, _)| text.starts_with(open))?;
    let inner = &text[open.len()..];
    Some(
        inner
            .find(close)
            .map_or(text.len(), |at| open.len() + at + close.len()),
    )
}

fn tag(inner: &str) -> Tag<'_> {
    let closes = inner.starts_with('/');
    let plain = inner.trim_start_matches('/');
    let end = plain
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(plain.len());
    let name = plain[..end].to_ascii_lowercase();
    let name = name.rsplit(':').next().unwrap_or_default().to_owned();
    Tag {
        name,
        attributes: &plain[end..],
        closes,
        empty: inner.ends_with('/'),
    }
}

impl Tag<'_> {
    /// The value of an attribute, whatever its prefix and case.
    fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.attributes.to_ascii_lowercase();
        let mut from = 0;
        while let Some(at) = lower[from..].find(name).map(|at| from + at) {
            from = at + name.len();
            let before = lower[..at].chars().next_back();
            let after = lower[from..].trim_start();
            if !before.is_none_or(|c| c.is_whitespace() || c == ':') || !after.starts_with('=') {
                continue;
            }
            let begin = lower.len() - after.len() + 1;
            let value = self.attributes[begin..].trim_start();
            let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
            let value = match quote {
                Some(quote) => value[1..].split(quote).next(),
                None => value.split(|c: char| c.is_whitespace() || c == '/').next(),
            };
            return value.map(|own| plain_text(own).into_owned());
        }
        None
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

#[derive(Default)]
struct Page {
    done: Vec<Grid<'static>>,
    /// The tables that are open; a table inside a cell of another is a table of its own.
    open: Vec<Open>,
    cells: usize,
}

#[derive(Default)]
struct Open {
    name: Option<String>,
    rows: Vec<GridRow<'static>>,
    merges: Vec<Area>,
    /// Cells that reach down from rows above: the last row by column.
    covered: BTreeMap<usize, u32>,
    cell: Option<String>,
    span: (usize, u32),
    next: usize,
    row: u32,
}

impl Page {
    fn text(&mut self, text: &str) {
        if let Some(cell) = self.open.last_mut().and_then(|own| own.cell.as_mut()) {
            cell.push_str(&plain_text(text));
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.name.as_str(), tag.closes) {
            ("table", false) => {
                // The table of a sheet of XML takes the name of its sheet.
                let named = self
                    .open
                    .last()
                    .is_some_and(|own| own.name.is_some() && own.row == 0);
                if !named {
                    self.open.push(Open::default());
                }
            }
            ("worksheet", false) => self.open.push(Open {
                name: tag.attribute("name"),
                ..Open::default()
            }),
            ("table", true) if self.open.last().is_some_and(|own| own.name.is_none()) => {
                self.close();
            }
            ("table", true) => {}
            ("worksheet", true) => self.close(),
            ("tr" | "row", closes) => {
                if let Some(own) = self.open.last_mut() {
                    own.end_cell(&mut self.cells);
                    if !closes {
                        own.start_row(tag.number("index"));
                    }
                }
            }
            ("td" | "th" | "cell", closes) => {
                if let Some(own) = self.open.last_mut() {
                    own.end_cell(&mut self.cells);
                    if !closes {
                        own.start_cell(tag);
                        if tag.empty {
                            own.end_cell(&mut self.cells);
                        }
                    }
                }
            }
            ("br" | "p" | "div", _) => {
                if let Some(cell) = self.open.last_mut().and_then(|own| own.cell.as_mut())
                    && !cell.is_empty()
                    && !cell.ends_with('\n')
                {
                    cell.push('\n');
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let Some(mut own) = self.open.pop() else {
            return;
        };
        own.end_cell(&mut self.cells);
        own.rows.retain(|row| !row.is_blank());
        if own.rows.len() > 1 {
            self.done.push(Grid {
                sheet: own.name,
                rows: own.rows,
                facts: Facts {
                    merges: own.merges.into_iter().filter(Area::is_real).collect(),
                    ..Facts::default()
                },
            });
        }
    }

    fn finish(mut self) -> Vec<Grid<'static>> {
        while !self.open.is_empty() {
            self.close();
        }
        self.done
    }
}

impl Open {
    fn start_row(&mut self, index: Option<usize>) {
        let index = index.and_then(|own| u32::try_from(own).ok());
        self.row = index.filter(|own| *own > self.row).unwrap_or(self.row + 1);
        self.next = 0;
        self.rows.push(GridRow {
            number: self.row,
            cells: Vec::new(),
        });
    }

    fn start_cell(&mut self, tag: &Tag<'_>) {
        if self.rows.is_empty() {
            self.start_row(None);
        }
        if let Some(index) = tag.number("index").filter(|own| *own > 0) {
            self.next = index - 1;
        }
        while self
            .covered
            .get(&self.next)
            .is_some_and(|last| *last >= self.row)
        {
            self.next += 1;
        }
        let across = tag.number("mergeacross").map(|own| own.saturating_add(1));
        let down = tag.number("mergedown").map(|own| own.saturating_add(1));
        let columns = tag.number("colspan").or(across).unwrap_or(1);
        let rows = tag.number("rowspan").or(down).unwrap_or(1);
        self.span = (
            columns.clamp(1, 256),
            u32::try_from(rows.clamp(1, 65_536)).unwrap_or(1),
        );
        self.cell = Some(String::new());
    }

    fn end_cell(&mut self, cells: &mut usize) {
        let Some(text) = self.cell.take() else {
            return;
        };
        let at = self.next;
        let (columns, rows) = self.span;
        self.next = at + columns;
        if at + columns > MOST_COLUMNS || *cells > MOST_CELLS {
            return;
        }
        *cells += columns;
        if columns > 1 || rows > 1 {
            self.merges.push(Area {
                rows: (self.row, self.row + rows - 1),
                columns: (at, at + columns - 1),
            });
            for column in at..at + columns {
                self.covered.insert(column, self.row + rows - 1);
            }
        }
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        if row.cells.len() < at + columns {
            row.cells.resize(at + columns, Cell::Empty);
        }
        let text = text.trim().to_owned();
        row.cells[at] = Cell::of(Cow::Owned(text));
    }
}

/// Text without entities; what a page wraps is one space.
fn plain_text(text: &str) -> Cow<'_, str> {
    let one_line = text.contains(['\n', '\r', '\t']);
    if !text.contains('&') && !one_line {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';');
        match end.and_then(|(end, _)| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain.replace(['\n', '\r', '\t'], " "))
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "middot" => '·',
        "ldquo" => '“',
        "rdquo" => '”',
        "mdash" => '—',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(grid: &Grid<'_>) -> Vec<(u32, Vec<String>)> {
        let row = |row: &GridRow<'_>| {
            let cells = row.cells.iter().map(|cell| cell.text().into_owned());
            (row.number, cells.collect())
        };
        grid.rows.iter().map(row).collect()
    }

    #[test]
    fn a_page_gives_its_rows_and_merged_cells() {
        let page = "<html><style>td{a:b}</style><table><tr><th colspan=2>人员</th><th rowspan='2'>电话</th>\
            <tr><td>姓名<td>单位</tr><tr><td>甲&amp;乙<br/>丙</td><td>&nbsp;</td><td>1</td></tr></table>";
        let found = tables(page);
        assert_eq!(found.len(), 1);
        let expected = [
            (1, vec!["人员", "", "电话"]),
            (2, vec!["姓名", "单位"]),
            (3, vec!["甲&乙\n丙", "", "1"]),
        ];
        let expected: Vec<(u32, Vec<String>)> = expected
            .into_iter()
            .map(|(row, cells)| (row, cells.into_iter().map(str::to_owned).collect()))
            .collect();
        assert_eq!(texts(&found[0]), expected);
        let areas: Vec<String> = found[0].facts.merges.iter().map(Area::name).collect();
        assert_eq!(areas, ["A1:B1", "C1:C2"]);
    }

    #[test]
    fn the_xml_of_old_spreadsheets_is_read_too() {
        let xml = "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn\"><Worksheet ss:Name=\"专家\"><Table>\
            <Row><Cell><Data ss:Type=\"String\">姓名</Data></Cell><Cell ss:Index=\"3\"><Data>单位</Data></Cell></Row>\
            <Row ss:Index=\"5\"><Cell/><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>";
        let found = tables(xml);
        assert_eq!(found[0].sheet.as_deref(), Some("专家"));
        let rows = texts(&found[0]);
        assert_eq!(
            rows[0],
            (1, vec!["姓名".into(), String::new(), "单位".into()])
        );
        assert_eq!(rows[1].0, 5);
        assert_eq!(rows[1].1[1], "1");
    }

    #[test]
    fn nothing_in_a_page_is_followed_for_ever() {
        for page in [
            "<",
            "<table",
            "<table><tr><td",
            "<!-- <table>",
            "<table><tr><td colspan=99999999>x",
        ] {
            let _ = tables(page);
        }
    }
}
