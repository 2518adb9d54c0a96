//! A sheet with a single table: frozen and filtered header, column widths that fit Chinese. How it is
//! printed is in [`print`](super::print).

use super::Page;
use super::print::{self, Paper};
use super::style::{APPENDIX, Kind, Tone};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// A column: header, kind of its values, and maximum width.
pub(super) struct Column {
    header: String,
    kind: Kind,
    widest: f64,
}

/// A value of a row.
pub(super) enum Value {
    Text(String),
    Number(f64),
}

/// A value and its highlighting.
pub(super) struct Cell {
    value: Value,
    tone: Tone,
}

impl Cell {
    pub(super) fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Sets `tone` if `condition` holds.
    pub(super) fn tone_if(self, condition: bool, tone: Tone) -> Self {
        if condition { self.tone(tone) } else { self }
    }
}

/// A cell with text; ids stay text.
pub(super) fn text(value: impl Into<String>) -> Cell {
    Cell {
        value: Value::Text(value.into()),
        tone: Tone::Plain,
    }
}

/// A cell with a number.
pub(super) fn number(value: f64) -> Cell {
    Cell {
        value: Value::Number(value),
        tone: Tone::Plain,
    }
}

/// A cell with a count.
pub(super) fn count(value: usize) -> Cell {
    number(value as f64)
}

/// A table that fills a sheet.
pub(super) struct Table {
    pub(super) name: String,
    lang: Lang,
    columns: Vec<Column>,
    rows: Vec<(Vec<Cell>, bool)>,
    frozen_columns: u16,
    /// Number of columns that are printed; `None` prints all.
    printed: Option<u16>,
    appendix: bool,
    /// Whether each column is as wide as it may be.
    full_width: bool,
    paper: Paper,
    /// Whether a group is kept on one page where it fits.
    whole_groups: bool,
}

impl Table {
    pub(super) fn new(name: &Bilingual, lang: Lang) -> Self {
        Self {
            name: name.say(lang).to_owned(),
            lang,
            columns: Vec::new(),
            rows: Vec::new(),
            frozen_columns: 0,
            printed: None,
            appendix: false,
            full_width: false,
            paper: Paper::Landscape,
            whole_groups: false,
        }
    }

    /// Adds a column of at most `widest` characters (a Chinese one counts as two).
    pub(super) fn column(mut self, header: &Bilingual, kind: Kind, widest: f64) -> Self {
        self.columns.push(Column {
            header: header.say(self.lang).to_owned(),
            kind,
            widest,
        });
        self
    }

    /// Also freezes the first columns.
    pub(super) fn freeze_columns(mut self, columns: u16) -> Self {
        self.frozen_columns = columns;
        self
    }

    /// Makes each column as wide as it may be, for a sheet with several blocks.
    pub(super) fn at_full_width(mut self) -> Self {
        self.full_width = true;
        self
    }

    /// Prints on paper held upright, for tables of few columns.
    pub(super) fn portrait(mut self) -> Self {
        self.paper = Paper::Portrait;
        self
    }

    /// Keeps each group on one page where it fits.
    pub(super) fn whole_groups(mut self) -> Self {
        self.whole_groups = true;
        self
    }

    /// Columns added from here on are not printed.
    pub(super) fn end_of_print(mut self) -> Self {
        self.printed = u16::try_from(self.columns.len()).ok();
        self
    }

    /// Marks the sheet as an appendix, in its name and by the colour of its tab.
    pub(super) fn appendix(mut self) -> Self {
        let word = self.lang.pick("附 ", "Appendix ");
        self.name = format!("{word}{}", self.name);
        self.appendix = true;
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row, shaded or not.
    pub(super) fn push(&mut self, row: Vec<Cell>, shaded: bool) {
        self.rows.push((row, shaded));
    }

    /// Adds the first `most` rows about conflicts, and if there are more, a last one that tells how
    /// many and where they stand.
    pub(super) fn push_most<T>(
        &mut self,
        mut rows: impl Iterator<Item = T>,
        most: usize,
        cells: impl Fn(T) -> Vec<Cell>,
    ) {
        for row in rows.by_ref().take(most) {
            self.push(cells(row), false);
        }
        let more = rows.count();
        if more > 0 {
            let told = bilingual!(
                "另有 {more} 条未列入本表；全部见命令 empanel conflicts",
                "{more} more do not fit this sheet; the command empanel conflicts lists all of them"
            );
            let told = text(told.say(self.lang)).tone(Tone::Strong);
            self.push(vec![text(""), text(""), told], false);
        }
    }

    /// Writes the table to a new sheet.
    pub(super) fn write(self, book: &mut Workbook, page: &Page) -> Result<(), XlsxError> {
        self.write_sheet(book, page).map(|_| ())
    }

    /// Writes the table to a new sheet and returns the sheet with the first free row.
    pub(super) fn write_sheet<'b>(
        &self,
        book: &'b mut Workbook,
        page: &Page,
    ) -> Result<(&'b mut Worksheet, u32), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(&self.name)?;
        let next = self.write_at(sheet, page, 0)?;
        sheet.set_freeze_panes(1, self.frozen_columns)?;
        let last_column = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, next.saturating_sub(1), last_column)?;
        sheet.set_repeat_rows(0, 0)?;
        for (at, width) in (0..).zip(self.widths()) {
            sheet.set_column_width(at, width)?;
        }
        print::setup(sheet, &self.name, self.paper, page);
        self.print_area(sheet, next)?;
        if self.whole_groups {
            let room = print::room(self.paper, self.printed_width()) - self.header_height();
            let ends = print::breaks(&self.blocks(), room);
            // The rows of the table begin below its header.
            let ends: Vec<u32> = ends.into_iter().map(|row| row + 1).collect();
            sheet.set_page_breaks(&ends)?;
        }
        if self.appendix {
            sheet.set_tab_color(APPENDIX);
        }
        Ok((sheet, next))
    }

    /// Writes header and rows from `row` on; returns the row after the last.
    pub(super) fn write_at(
        &self,
        sheet: &mut Worksheet,
        page: &Page,
        row: u32,
    ) -> Result<u32, XlsxError> {
        let header = page.styles.header();
        for (at, column) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(row, at, &column.header, &header)?;
        }
        sheet.set_row_height(row, self.header_height())?;
        let widths = self.widths();
        // What is not printed does not make the printed rows taller.
        let printed = &widths[..self.printed_columns().min(widths.len())];
        let mut next = row + 1;
        for (cells, shaded) in &self.rows {
            for (at, (cell, column)) in (0..).zip(cells.iter().zip(&self.columns)) {
                let format = page.styles.cell(column.kind, cell.tone, *shaded);
                write(sheet, next, at, &cell.value, &format)?;
            }
            sheet.set_row_height(next, height(cells, printed))?;
            next += 1;
        }
        Ok(next)
    }

    /// Prints the rows before `next` and the printed columns.
    pub(super) fn print_area(&self, sheet: &mut Worksheet, next: u32) -> Result<(), XlsxError> {
        let columns = self.printed_columns();
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.set_print_area(0, 0, next.saturating_sub(1), last)?;
        Ok(())
    }

    fn printed_columns(&self) -> usize {
        self.printed.map_or(self.columns.len(), usize::from)
    }

    fn printed_width(&self) -> f64 {
        let widths = self.widths();
        print::points(&widths[..self.printed_columns().min(widths.len())])
    }

    /// The rows of each group, as heights: rows of a group have the same shade.
    fn blocks(&self) -> Vec<Vec<f64>> {
        let widths = self.widths();
        let printed = &widths[..self.printed_columns().min(widths.len())];
        let blocks = self.rows.chunk_by(|(_, a), (_, b)| a == b);
        let heights = |block: &[(Vec<Cell>, bool)]| {
            let rows = block.iter();
            rows.map(|(cells, _)| height(cells, printed)).collect()
        };
        blocks.map(heights).collect()
    }

    fn widths(&self) -> Vec<f64> {
        if self.full_width {
            return self.columns.iter().map(|column| column.widest).collect();
        }
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(at, column)| {
                let cells = self.rows.iter().filter_map(|(row, _)| row.get(at));
                let body = cells.map(|cell| cell.value.width()).max().unwrap_or(0);
                // Room for the filter arrow next to a header, and for the cell's margins.
                let header = longest_word(&column.header) + 3;
                let wanted = (body + 2).max(header) as f64;
                (wanted * WIDER).clamp(6.0, column.widest.max(6.0))
            })
            .collect()
    }

    fn header_height(&self) -> f64 {
        let lines = self.columns.iter().zip(self.widths());
        let lines = lines.map(|(column, width)| {
            let wanted = column.header.width() as f64 * WIDER + 3.0;
            (wanted / width).ceil()
        });
        6.0 + 16.0 * lines.fold(1.0, f64::max)
    }
}

/// Height of a row in points with all wrapped lines visible. Not all spreadsheet programs adjust
/// the height themselves, so it is set.
fn height(cells: &[Cell], widths: &[f64]) -> f64 {
    let lines = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| match &cell.value {
            Value::Text(text) => lines(text, *width),
            Value::Number(_) => 1.0,
        });
    // The maximum row height is 409 points.
    (5.0 + LINE * lines.fold(1.0, f64::max)).min(409.0)
}

/// The number of lines that `text` takes in a column.
pub(super) fn lines(text: &str, width: f64) -> f64 {
    let room = (width - 0.5).max(1.0);
    let lines = text.lines().map(|line| {
        // A line that almost fills its cell may be wrapped earlier than its width suggests.
        (line.width() as f64 * 1.05 / room).ceil().max(1.0)
    });
    lines.sum::<f64>().max(1.0)
}

/// Points of one line of text.
pub(super) const LINE: f64 = 15.0;
/// Text is slightly wider than the digits in which column widths are measured.
const WIDER: f64 = 1.08;

impl Value {
    fn width(&self) -> usize {
        match self {
            Self::Text(text) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
            Self::Number(number) => format!("{number:.0}").len() + 3,
        }
    }
}

/// Chinese may be broken anywhere, English only between words.
fn longest_word(header: &str) -> usize {
    let words = header.split_whitespace();
    words.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, column, format)?,
        Value::Text(text) => sheet.write_string_with_format(row, column, fitted(text), format)?,
        Value::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
    };
    Ok(())
}

/// A cell holds at most 32,767 characters.
fn fitted(text: &str) -> String {
    const MOST: usize = 32_000;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_do_not_fit_are_told() {
        let last = |count: u32, most: usize| {
            let mut table = Table::new(&Bilingual::same("sheet"), Lang::En);
            table.push_most(0..count, most, |at| vec![number(f64::from(at))]);
            let cell = table.rows.last().and_then(|row| row.0.last());
            let told = match cell.map(|cell| &cell.value) {
                Some(Value::Text(text)) => text.clone(),
                _ => String::new(),
            };
            (table.rows.len(), told)
        };
        assert_eq!(last(2, 2), (2, String::new()));
        let more = "3 more do not fit this sheet; the command empanel conflicts lists all of them";
        assert_eq!(last(5, 2), (3, more.to_owned()));
    }
}
