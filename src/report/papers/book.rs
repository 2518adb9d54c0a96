//! A paper as a workbook: its title, its text and its tables below each other, ready to print.

use super::blocks::{Block, Content, Grid, Style};
use crate::model::words::Lang;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

/// Widths of all columns together, in Latin characters: a page on its side.
const WHOLE: usize = 128;
/// Maximum number of characters in a cell.
const CELL: usize = 32_000;

/// Writes the workbook. A page break of the template begins a new sheet. The same content gives the
/// same bytes. `mark` goes into the footer.
///
/// # Errors
/// A table exceeds the limits of a sheet.
pub(super) fn write(
    content: &Content,
    name: &str,
    mark: &str,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed time, so that the same paper gives the same file.
    let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    let sheets = content.blocks.split(|own| *own == Block::Page);
    for (at, blocks) in sheets.enumerate() {
        let name = match at {
            0 => name.to_owned(),
            at => format!("{name} {}", at + 1),
        };
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let mut writer = Writer {
            lang,
            row: 0,
            last: last_column(blocks),
        };
        writer.sheet(sheet, blocks)?;
        page(sheet, content.landscape, mark, lang);
    }
    book.save_to_buffer()
}

fn last_column(blocks: &[Block]) -> u16 {
    let columns = blocks.iter().filter_map(|own| match own {
        Block::Table(grid) => Some(grid.headers.len()),
        _ => None,
    });
    let most = columns.max().unwrap_or(6).max(2);
    u16::try_from(most - 1).unwrap_or(u16::MAX)
}

fn page(sheet: &mut Worksheet, landscape: bool, mark: &str, lang: Lang) {
    let mark = mark.replace('&', "&&");
    let footer = match lang {
        Lang::Zh => format!("&L&8{mark}&R第 &P 页，共 &N 页"),
        Lang::En => format!("&L&8{mark}&RPage &P of &N"),
    };
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_footer(footer);
    if landscape {
        sheet.set_landscape();
    }
}

struct Writer {
    lang: Lang,
    row: u32,
    last: u16,
}

impl Writer {
    fn base(&self) -> Format {
        let format = Format::new().set_align(FormatAlign::VerticalCenter);
        match self.lang {
            Lang::Zh => format.set_font_name("仿宋").set_font_size(11),
            Lang::En => format.set_font_name("Times New Roman").set_font_size(11),
        }
    }

    fn sheet(&mut self, sheet: &mut Worksheet, blocks: &[Block]) -> Result<(), XlsxError> {
        let mut first = true;
        for block in blocks {
            match block {
                Block::Paragraph(style, text) => self.paragraph(sheet, *style, text)?,
                Block::Table(grid) => {
                    self.table(sheet, grid, first)?;
                    first = false;
                }
                Block::Gap | Block::Page | Block::Part => self.row += 1,
            }
        }
        Ok(())
    }

    fn paragraph(
        &mut self,
        sheet: &mut Worksheet,
        style: Style,
        text: &str,
    ) -> Result<(), XlsxError> {
        let base = self.base().set_text_wrap();
        let (format, height) = match style {
            Style::Title => (
                base.set_bold()
                    .set_font_size(18)
                    .set_align(FormatAlign::Center),
                34.0,
            ),
            Style::Heading | Style::Subheading => (base.set_bold().set_font_size(13), 24.0),
            Style::Right => (base.set_align(FormatAlign::Right), 20.0),
            Style::Centre => (base.set_align(FormatAlign::Center), 20.0),
            _ => (base, 20.0),
        };
        let lines = text.width().div_ceil(WHOLE).max(1);
        sheet.merge_range(self.row, 0, self.row, self.last, text, &format)?;
        sheet.set_row_height(self.row, height * lines as f64)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, sheet: &mut Worksheet, grid: &Grid, first: bool) -> Result<(), XlsxError> {
        let boxed = self.base().set_border(FormatBorder::Thin).set_text_wrap();
        let header = boxed.clone().set_bold().set_align(FormatAlign::Center);
        let centred = boxed.clone().set_align(FormatAlign::Center);
        let widths = grid.widths(WHOLE, 1, 2);
        let short = grid.centred();
        for (at, (text, width)) in (0_u16..).zip(grid.headers.iter().zip(&widths)) {
            sheet.write_string_with_format(self.row, at, text, &header)?;
            if first {
                sheet.set_column_width(at, *width as f64)?;
            }
        }
        sheet.set_row_height(self.row, 26)?;
        if first {
            sheet.set_repeat_rows(self.row, self.row)?;
        }
        for row in &grid.rows {
            self.row += 1;
            let mut lines = 1;
            let columns = widths.iter().zip(&short);
            for (at, (text, (width, short))) in (0_u16..).zip(row.iter().zip(columns)) {
                let format = if *short { &centred } else { &boxed };
                // Always text, so that ids keep their zeros and no value becomes a formula.
                let fits: String = text.chars().take(CELL).collect();
                sheet.write_string_with_format(self.row, at, fits, format)?;
                let room = width.saturating_sub(2).max(1);
                let own = text.lines().map(|line| line.width().div_ceil(room).max(1));
                lines = lines.max(own.sum());
            }
            sheet.set_row_height(self.row, (8.0 + 15.0 * lines as f64).min(400.0))?;
        }
        self.row += 2;
        Ok(())
    }
}
