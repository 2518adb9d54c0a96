//! Tables of text and counts as a workbook and as a page.

use crate::model::words::{Bilingual, Lang, Shown, TextColumn, TextTable};
use askama::Template;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

/// Maximum number of characters in a cell of a workbook.
const CELL: usize = 32_767;

/// What a workbook or a page says of itself: what it is, and of which version. It stands on every
/// printed page.
#[derive(Debug, Clone, Default)]
pub struct Imprint {
    title: Bilingual,
    /// What it was made from; empty where there is nothing to say.
    of: Bilingual,
    confidential: bool,
    /// Whether it also stands above the table of each sheet.
    above: bool,
}

impl Imprint {
    /// That of a document with this title, which is no secret.
    pub fn new(title: Bilingual) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }

    /// Also says what it was made from.
    #[must_use]
    pub fn of(self, of: Bilingual) -> Self {
        Self { of, ..self }
    }

    /// Also says that it is not for everybody.
    #[must_use]
    pub fn confidential(self) -> Self {
        self.confidential_if(true)
    }

    /// Also says whether it is not for everybody.
    #[must_use]
    pub fn confidential_if(self, confidential: bool) -> Self {
        Self {
            confidential,
            ..self
        }
    }

    /// Also stands above the table of each sheet; not for sheets that are read again as tables.
    #[must_use]
    pub fn above_tables(self) -> Self {
        Self {
            above: true,
            ..self
        }
    }

    /// The line below the title: what it was made from, and for whom it is not.
    fn line(&self, lang: Lang) -> String {
        let secret = match self.confidential {
            true => secret(lang),
            false => "",
        };
        let parts = [self.of.say(lang), secret];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }
}

fn secret(lang: Lang) -> &'static str {
    lang.pick("内部资料，注意保密", "Confidential")
}

/// Creates a workbook with one sheet per table in memory. The same tables give the same bytes.
///
/// # Errors
/// A table exceeds the limits of a sheet (1,048,575 rows).
pub fn workbook(tables: &[TextTable], imprint: &Imprint, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed time, so that the same tables give the same file.
    let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    for table in tables {
        sheet(book.add_worksheet(), table, imprint, lang)?;
    }
    book.save_to_buffer()
}

fn sheet(
    sheet: &mut Worksheet,
    table: &TextTable,
    imprint: &Imprint,
    lang: Lang,
) -> Result<(), XlsxError> {
    let name = table.name.say(lang);
    sheet.set_name(name)?;
    let base = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00C9_D2DC));
    let base = match lang {
        Lang::Zh => base.set_font_name("等线"),
        Lang::En => base,
    };
    let centred = base.clone().set_align(FormatAlign::Center);
    let header = centred
        .clone()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x002F_4B6E));
    let top = match imprint.above {
        true => above(sheet, imprint, lang)?,
        false => 0,
    };
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(top, at, column.header.say(lang), &header)?;
        sheet.set_column_width(at, column.width)?;
    }
    for (row, cells) in (top + 1..).zip(&table.rows) {
        sheet.set_row_height(row, height(cells, &table.columns, lang))?;
        for (at, (cell, column)) in (0_u16..).zip(cells.iter().zip(&table.columns)) {
            let text = cell.say(lang).trim_end();
            match (column.shown, text.parse::<u32>()) {
                (Shown::Count, Ok(number)) => {
                    sheet.write_number_with_format(row, at, number, &centred)?;
                }
                // Always text, so that ids keep their zeros and no value becomes a formula.
                _ => {
                    let fits: String = text.chars().take(CELL).collect();
                    sheet.write_string_with_format(row, at, fits, &base)?;
                }
            }
        }
    }
    if imprint.above && table.rows.is_empty() {
        let none = lang.pick("（无）", "(none)");
        sheet.write_string_with_format(top + 1, 0, none, &base)?;
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    if let (false, Ok(last), Ok(rows)) = (
        table.rows.is_empty(),
        u16::try_from(table.columns.len().saturating_sub(1)),
        u32::try_from(table.rows.len()),
    ) {
        sheet.autofilter(top, 0, top + rows, last)?;
    }
    sheet.set_repeat_rows(top, top)?;
    let plain = |text: &str| text.replace('&', "&&");
    let (title, of) = (imprint.title.say(lang), imprint.of.say(lang));
    let secret = match imprint.confidential {
        true => format!("&L{}", secret(lang)),
        false => String::new(),
    };
    let pages = lang.pick("第 &P 页，共 &N 页", "Page &P of &N");
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_header(format!("&L{}&R{}", plain(title), plain(name)))
        .set_footer(format!("{secret}&C{}&R{pages}", plain(of)));
    Ok(())
}

/// Writes what the workbook is above a table; returns the row of the table's header.
fn above(sheet: &mut Worksheet, imprint: &Imprint, lang: Lang) -> Result<u32, XlsxError> {
    let title = Format::new()
        .set_bold()
        .set_font_size(14)
        .set_align(FormatAlign::VerticalCenter);
    let note = Format::new().set_font_color(Color::RGB(0x005F_6B78));
    let [title, note] = [title, note].map(|format| match lang {
        Lang::Zh => format.set_font_name("等线"),
        Lang::En => format,
    });
    sheet.write_string_with_format(0, 0, imprint.title.say(lang), &title)?;
    sheet.set_row_height(0, 26)?;
    sheet.write_string_with_format(1, 0, imprint.line(lang), &note)?;
    Ok(2)
}

/// Height of a row in points with all wrapped lines visible. Not all spreadsheet programs adjust
/// the height themselves.
fn height(cells: &[Bilingual], columns: &[TextColumn], lang: Lang) -> f64 {
    let lines = cells.iter().zip(columns).map(|(cell, column)| {
        let room = (column.width - 1.0).max(1.0);
        let lines = cell.say(lang).lines();
        lines
            .map(|line| (line.width() as f64 * 1.08 / room).ceil().max(1.0))
            .sum::<f64>()
    });
    // The maximum row height is 409 points.
    (5.0 + 16.0 * lines.fold(1.0, f64::max)).min(409.0)
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!DOCTYPE html>
<html lang="{{ lang }}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;color:#1d2733;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;color:#1f3a5f}h2{font-size:1.15rem;margin-top:2rem;color:#1f3a5f}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #c9d2dc;padding:.3rem .6rem;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
.short{white-space:pre;overflow-wrap:normal}.of{color:#5f6b78}
th{background:#2f4b6e;color:#fff}tr:nth-child(even) td{background:#f3f6f9}
svg{max-width:100%;height:auto}.none{color:#6b7682}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
</style></head><body>
<h1>{{ title }}</h1>
{% if !of.is_empty() %}<p class="of">{{ of }}</p>{% endif %}
{{ picture|safe }}
{% for section in sections %}<section><h2>{{ section.name }}</h2>
{% if section.rows.is_empty() %}<p class="none">{{ none }}</p>
{% else %}<table><thead><tr>{% for header in section.headers %}<th class="short">{{ header }}</th>{% endfor %}</tr></thead><tbody>
{% for row in section.rows %}<tr>{% for cell in row %}<td{% if cell.short %} class="short"{% endif %}>{{ cell.text }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table>
{% endif %}</section>
{% endfor %}</body></html>
"#
)]
struct Page<'a> {
    lang: &'static str,
    title: &'a str,
    of: String,
    picture: &'a str,
    none: &'static str,
    sections: Vec<Section<'a>>,
}

struct Section<'a> {
    name: &'a str,
    headers: Vec<&'a str>,
    rows: Vec<Vec<Cell<'a>>>,
}

struct Cell<'a> {
    text: &'a str,
    /// Whether the column must not be wrapped. A browser may otherwise squeeze a column of words
    /// next to one of long text to one letter per line.
    short: bool,
}

/// Maximum number of characters of an unwrapped line.
const SHORT: usize = 16;

/// Writes the tables as one self-contained page. `picture` is trusted SVG that is placed above the
/// tables; empty for none.
///
/// # Errors
/// Formatting fails, which does not happen for text.
pub fn page(
    imprint: &Imprint,
    picture: &str,
    tables: &[TextTable],
    lang: Lang,
) -> Result<String, askama::Error> {
    let sections = tables.iter().map(|table| Section {
        name: table.name.say(lang),
        headers: table.columns.iter().map(|c| c.header.say(lang)).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| page_cell(cell.say(lang))).collect())
            .collect(),
    });
    Page {
        lang: lang.pick("zh-CN", "en"),
        title: imprint.title.say(lang),
        of: imprint.line(lang),
        picture,
        none: lang.pick("（无）", "(none)"),
        sections: sections.collect(),
    }
    .render()
}

fn page_cell(text: &str) -> Cell<'_> {
    Cell {
        text,
        short: text.lines().all(|line| line.width() <= SHORT),
    }
}
