//! The files of the season that an import makes.

use super::super::headers::{CONTACTS, Column, TableSpec};
use super::draft::{Draft, Output, extra_headers};
use super::gather::Original;
use super::lines::Line;
use super::memory::{COLUMNS_FILE, IDS_FILE, Remembered, SheetMemory};
use crate::files::tables::origin::{ORIGIN_FILE, SOURCE_FOLDER};
use crate::model::words::{harmless, sha256};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use std::collections::BTreeMap;

/// Contacts of experts, for the papers alone.
pub(crate) const CONTACTS_FILE: &str = "contacts.csv";
/// Contacts of applicants, likewise.
pub(crate) const APPLICANTS_FILE: &str = "applicant-contacts.csv";
/// Ties that were read from sentences, with what was decided about each.
pub(crate) const TIES_FILE: &str = "ties-to-confirm.csv";

/// One file of the season.
#[derive(Debug)]
pub(super) struct Content {
    /// Its path in the season's folder, with `/`.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Whether only its owner may read it; on Windows the folder decides that.
    #[cfg_attr(not(unix), expect(dead_code))]
    pub(super) private: bool,
    /// Whether nobody may write it.
    pub(super) fixed: bool,
}

impl Content {
    fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            bytes,
            private: false,
            fixed: false,
        }
    }
}

/// All files of the season; those beside the tables that an office may have changed come with it.
///
/// # Errors
/// A workbook could not be made; the message of the library.
pub(super) fn files(
    draft: &Draft,
    originals: &[Original],
    texts: &[String],
) -> Result<Vec<Content>, String> {
    let mut files = Vec::new();
    for output in draft.outputs.iter().filter(|own| !own.lines.is_empty()) {
        let bytes = book(output).map_err(|error| error.to_string())?;
        files.push(Content::new(format!("{}.xlsx", output.spec.key), bytes));
    }
    if !draft.synonyms.is_empty() {
        let rows = draft.synonyms.iter().map(|own| {
            vec![
                own.kind.zh().to_owned(),
                own.word.clone(),
                own.codes.clone(),
                String::new(),
            ]
        });
        let bytes = table(&["类别", "词", "代码", "备注"], rows)?;
        files.push(Content::new("synonyms.csv", bytes));
    }
    for output in &draft.outputs {
        let (file, first) = match output.spec.key {
            "experts" => (CONTACTS_FILE, ["专家编号", "姓名"]),
            "submissions" => (APPLICANTS_FILE, ["申报编号", "申报单位"]),
            _ => continue,
        };
        let mut rows = contacts(output, first).into_iter();
        if let Some(header) = rows.next() {
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            files.push(Content {
                private: true,
                ..Content::new(file, table(&header, rows)?)
            });
        }
    }
    if !draft.known.is_empty() {
        let rows = draft.known.iter();
        let rows = rows.map(|own| vec![own.id.clone(), own.name.clone(), own.employer.clone()]);
        files.push(Content::new(
            IDS_FILE,
            table(&["id", "name", "employer"], rows)?,
        ));
    }
    if !draft.ties.is_empty() || !draft.unread.is_empty() {
        files.push(Content {
            private: true,
            ..Content::new(TIES_FILE, ties(draft, originals)?)
        });
    }
    if let Some(year) = draft.year {
        let text = format!(
            "# 由 empanel import 按文件名写入；其余规则采用默认值，可在此修改。\n# Written by empanel import from the names of the files; all other rules have their defaults.\n[conflicts]\nyear = {year}\n"
        );
        files.push(Content::new("rules.toml", text.into_bytes()));
    }
    files.push(Content {
        private: true,
        ..Content::new(
            format!("{SOURCE_FOLDER}/{ORIGIN_FILE}"),
            origin(draft, texts)?,
        )
    });
    for original in originals {
        files.push(Content {
            private: true,
            fixed: true,
            ..Content::new(
                format!("{SOURCE_FOLDER}/{}", original.name),
                original.bytes.as_ref().clone(),
            )
        });
    }
    files.push(Content {
        private: true,
        ..Content::new(COLUMNS_FILE, columns(draft, &files)?)
    });
    Ok(files)
}

/// The columns of a table that the season has: those that any row fills, and the required ones.
fn used<'s>(spec: &'s TableSpec, lines: &[Line]) -> Vec<&'s Column> {
    let filled = |column: &&Column| lines.iter().any(|line| !line.cell(column.key).is_empty());
    let own = spec.columns.iter();
    own.filter(|column| column.key == "id" || column.required || filled(column))
        .collect()
}

/// A table as a workbook: text cells, so that no digit is lost.
fn book(output: &Output) -> Result<Vec<u8>, XlsxError> {
    let (spec, lines) = (output.spec, &output.lines);
    let columns = used(spec, lines);
    let extras = extra_headers(spec, lines);
    let mut book = Workbook::new();
    // The same tables give the same bytes.
    let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(0xE8_EE_F4);
    let text = Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::VerticalCenter);
    let sheet = book.add_worksheet().set_name(spec.key)?;
    sheet.set_freeze_panes(1, 0)?;
    let headers = columns
        .iter()
        .map(|own| *own.aliases.first().unwrap_or(&own.key));
    let headers = headers.chain(extras.iter().map(|own| own.1.as_str()));
    for (at, header) in (0u16..).zip(headers) {
        sheet.write_string_with_format(0, at, header, &head)?;
        sheet.set_column_width(at, 16)?;
        sheet.set_column_format(at, &text)?;
    }
    for (row, line) in (1u32..).zip(lines) {
        let cells = columns.iter().map(|own| line.cell(own.key));
        let extra = |(header, _): &(String, String)| {
            let own = line.extras.iter().find(|own| own.0 == *header);
            own.map_or("", |own| own.1.as_str())
        };
        let cells = cells.chain(extras.iter().map(extra));
        for (at, cell) in (0u16..).zip(cells).filter(|own| !own.1.is_empty()) {
            sheet.write_string_with_format(row, at, clipped(cell), &text)?;
        }
    }
    book.save_to_buffer()
}

/// The part of a text that a cell can hold.
fn clipped(text: &str) -> &str {
    const MOST: usize = 32_767;
    let end = text.char_indices().nth(MOST);
    end.map_or(text, |(end, _)| &text[..end])
}

/// Rows as CSV that spreadsheet programs open as UTF-8.
fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    let failed = |error: csv::Error| error.to_string();
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        let cells = row.iter().map(|cell| harmless(cell).into_owned());
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

/// Private data of one table: a row for each line that has any, a column for each header that the
/// office uses, in the order of their first use; empty without any.
fn contacts(output: &Output, [id, name]: [&str; 2]) -> Vec<Vec<String>> {
    let lines = || output.lines.iter().filter(|line| !line.private.is_empty());
    let mut headers: Vec<&str> = Vec::new();
    for own in lines().flat_map(|line| &line.private) {
        if !headers.contains(&own.header.as_str()) {
            headers.push(&own.header);
        }
    }
    if headers.is_empty() {
        return Vec::new();
    }
    let head = [id, name].into_iter();
    let head = head.chain(headers.iter().map(|own| below(own, &headers)));
    let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).collect()];
    for line in lines() {
        let name = ["name", "organization"].map(|key| line.cell(key));
        let name = name.into_iter().find(|own| !own.is_empty());
        let mut row = vec![
            line.cell("id").to_owned(),
            name.unwrap_or_default().to_owned(),
        ];
        row.extend(headers.iter().map(|header| {
            let own = line.private.iter().filter(|own| own.header == *header);
            let values: Vec<&str> = own.map(|own| own.value.as_str()).collect();
            values.join("；")
        }));
        rows.push(row);
    }
    rows
}

/// The header of a column of contacts: of two rows of headers, such as 银行信息 over 开户行, the lower
/// one where it alone says what the column is.
fn below<'h>(header: &'h str, all: &[&str]) -> &'h str {
    let Some((_, lower)) = header.rsplit_once('/') else {
        return header;
    };
    let means = |text: &str| CONTACTS.column(text);
    let own = means(lower);
    let alone = all.iter().filter(|other| {
        let other = other.rsplit_once('/').map_or(**other, |(_, lower)| lower);
        means(other) == own
    });
    let same = means(header).is_none_or(|whole| Some(whole) == own);
    match own.is_some() && same && alone.count() == 1 {
        true => lower,
        false => header,
    }
}

fn ties(draft: &Draft, originals: &[Original]) -> Result<Vec<u8>, String> {
    let year = |own: Option<i32>| own.map_or_else(String::new, |own| own.to_string());
    let file = |at: usize| {
        originals
            .get(at)
            .map_or_else(String::new, |own| own.name.clone())
    };
    let own = draft.ties.iter().map(|tie| {
        let subject = tie
            .confirmed
            .clone()
            .unwrap_or_else(|| tie.subjects.join(" / "));
        vec![
            if tie.confirmed.is_some() {
                "是"
            } else {
                "否"
            }
            .to_owned(),
            subject,
            tie.kind.zh().to_owned(),
            tie.object.clone(),
            year(tie.years.0),
            year(tie.years.1),
            tie.sentence.clone(),
            file(tie.original),
            tie.row.to_string(),
        ]
    });
    let unread = draft.unread.iter().map(|(original, row, sentence)| {
        let mut cells = vec![String::new(); 6];
        cells.extend([sentence.clone(), file(*original), row.to_string()]);
        cells
    });
    let header = [
        "采用", "主体", "关系", "客体", "起", "止", "原句", "文件", "行",
    ];
    table(&header, own.chain(unread))
}

/// Where each row of each table is from.
fn origin(draft: &Draft, texts: &[String]) -> Result<Vec<u8>, String> {
    let mut rows = Vec::new();
    for output in &draft.outputs {
        for (at, line) in output.lines.iter().enumerate() {
            let piece = draft.pieces.get(line.piece);
            let text = || {
                texts
                    .get(line.piece.checked_sub(draft.pieces.len())?)
                    .cloned()
            };
            let file = piece.map_or_else(|| text().unwrap_or_default(), |own| own.file.clone());
            let sheet = piece.and_then(|own| own.grid.sheet.clone());
            rows.push(vec![
                output.spec.key.to_owned(),
                (at + 2).to_string(),
                file,
                sheet.unwrap_or_default(),
                line.row.to_string(),
            ]);
        }
    }
    table(
        &["table", "row", "file", "sheet", "source_row"],
        rows.into_iter(),
    )
}

fn columns(draft: &Draft, files: &[Content]) -> Result<Vec<u8>, String> {
    let mut sheet = Vec::new();
    for layout in &draft.layouts {
        let key = |at: usize| layout.spec.columns[at].key;
        let mut columns = BTreeMap::new();
        for own in &layout.columns {
            let keys: Vec<&str> = own
                .field
                .iter()
                .chain(&own.also)
                .map(|at| key(*at))
                .collect();
            if !keys.is_empty() {
                columns.insert(own.text.clone(), keys.join("+"));
            }
        }
        for at in &layout.pieces {
            let piece = &draft.pieces[*at];
            sheet.push(SheetMemory {
                file: piece.file.clone(),
                sheet: piece.grid.sheet.clone(),
                table: layout.spec.key.to_owned(),
                header_row: super::tables::header_of(layout.spec, &piece.grid)
                    .map_or(layout.header_row, |own| own.number),
                columns: columns.clone(),
            });
        }
    }
    let own = |file: &&Content| !file.fixed && file.name != "rules.toml";
    let written = files.iter().filter(own);
    let remembered = Remembered {
        answers: draft.used.clone(),
        written: written
            .map(|file| (file.name.clone(), sha256(&file.bytes)))
            .collect(),
        mended: BTreeMap::new(),
        sheet,
    };
    let text = toml::to_string(&remembered).map_err(|error| error.to_string())?;
    let head = "# 由 empanel import 写出：各表各列的对应关系和回答过的问题，下一年度接着用。\n# Written by empanel import: what each column is and what was answered; it serves next year, too.\n";
    Ok(format!("{head}{text}").into_bytes())
}
