//! A row of an .xlsx workbook: one element in the XML of its sheet. All other parts of the file are
//! copied byte by byte, so that formats, other sheets and pictures stay.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use zip::{ZipArchive, ZipWriter};

/// Most bytes of a part that is read.
const MOST: u64 = 512 * 1024 * 1024;

/// The workbook with one more row in a sheet: cells by position. `None` if it has a form that is
/// not known.
pub(super) fn with_row(
    bytes: &[u8],
    sheet: Option<&str>,
    row: &[(usize, &str)],
) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = part_of(&mut archive, sheet)?;
    let text = read(&mut archive, &part)?;
    let end = text.rfind("</sheetData>")?;
    let number = last_row(&text)? + 1;
    let new = format!("{}{}{}", &text[..end], element(number, row), &text[end..]);
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).ok()?;
        if file.name().ok()? != part.as_str() {
            written.raw_copy_file(file).ok()?;
            continue;
        }
        let options = zip::write::SimpleFileOptions::default();
        written.start_file(&part, options).ok()?;
        written.write_all(new.as_bytes()).ok()?;
    }
    Some(written.finish().ok()?.into_inner())
}

fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let file = archive.by_name(name).ok()?;
    let mut text = String::new();
    file.take(MOST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The part of a sheet: its name leads to a number in the workbook, and that to the part.
fn part_of(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: Option<&str>) -> Option<String> {
    let book = read(archive, "xl/workbook.xml")?;
    let links = read(archive, "xl/_rels/workbook.xml.rels")?;
    let sheets = elements(&book, "sheet", ["name", "r:id"]);
    let own = sheets
        .into_iter()
        .find(|[name, _]| sheet.is_none_or(|sheet| sheet == name.as_str()))?;
    let links = elements(&links, "Relationship", ["Id", "Target"]);
    let [_, target] = links.into_iter().find(|[id, _]| *id == own[1])?;
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// Two attributes of every element of this name.
fn elements(xml: &str, name: &str, wanted: [&str; 2]) -> Vec<[String; 2]> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(own) | Event::Empty(own)) => {
                if own.local_name().as_ref() != name {
                    continue;
                }
                let value = |key: &str| {
                    let mut all = own.attributes();
                    let mut all = all.with_checks(false).flatten();
                    let own = all.find(|own| own.key.as_ref() == key);
                    let own = own.map(|own| unescape(&own.value).map(|own| own.into_owned()));
                    own.and_then(Result::ok).unwrap_or_default()
                };
                found.push(wanted.map(value));
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// The number of the last row.
fn last_row(xml: &str) -> Option<u32> {
    let rows = elements(xml, "row", ["r", "spans"]);
    rows.iter().map(|[number, _]| number.parse().ok()).max()?
}

fn element(number: u32, row: &[(usize, &str)]) -> String {
    let mut text = format!("<row r=\"{number}\">");
    for (at, value) in row.iter().filter(|(_, value)| !value.is_empty()) {
        let (column, value) = (letters(*at), quick_xml::escape::escape(*value));
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{value}</t></is></c>"
        );
    }
    text.push_str("</row>");
    text
}

/// The letters of a column, from 0.
fn letters(mut at: usize) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return text;
        }
        at = at / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        let named = [0, 25, 26, 701, 702].map(letters);
        assert_eq!(named, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
