//! The difference as a workbook.

use super::document::Difference;
use super::names::Names;
use super::tables::{Table, tables};
use crate::text::Lang;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

/// The most characters that a cell of a workbook holds.
const CELL: usize = 32_767;

/// Writes the workbook into memory: 变动一览, 人员变动, 申报变动, 评审变动, 通知 (or their
/// English names). The same difference gives the same bytes.
///
/// # Errors
/// When a table does not fit a sheet (more than 1,048,575 rows).
pub fn workbook(difference: &Difference, names: &Names, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    for table in tables(difference, names, lang) {
        fill(book.add_worksheet(), &table, lang)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(table.name.say(lang))?;
    let cell = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00D0_D0D0));
    let header = cell
        .clone()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EEF4));
    for ((column, words), width) in (0_u16..).zip(&table.headers).zip(&table.widths) {
        sheet.write_string_with_format(0, column, words.say(lang), &header)?;
        sheet.set_column_width(column, *width)?;
    }
    for (row, values) in (1_u32..).zip(&table.rows) {
        for (column, value) in (0_u16..).zip(values) {
            // Always text: ids keep their zeros, and no value can be taken for a formula.
            let fits: String = value.trim_end().chars().take(CELL).collect();
            sheet.write_string_with_format(row, column, fits, &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
