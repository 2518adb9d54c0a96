//! Changes cells inside a workbook; every other part stays byte for byte.

use super::super::container::facts::cell_name;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Largest sheet that is changed, unpacked.
const MOST_BYTES: u64 = 256 << 20;

/// The workbook with the cells changed; `None` if it cannot be done safely: an unknown shape, or a
/// formula in one of the cells.
pub(super) fn changed(
    bytes: &[u8],
    sheet: Option<&str>,
    cells: impl Iterator<Item = (u32, usize)>,
    text: &str,
) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = part_of(&mut archive, sheet)?;
    let mut new = read(&mut archive, &part)?;
    for (row, column) in cells {
        new = with_cell(&new, row, column, text)?;
    }
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).ok()?;
        if file.name().ok()? == part {
            drop(file);
            written
                .start_file(part.as_str(), SimpleFileOptions::default())
                .ok()?;
            written.write_all(&new).ok()?;
        } else {
            written.raw_copy_file(file).ok()?;
        }
    }
    Some(written.finish().ok()?.into_inner())
}

fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let file = archive.by_name(name).ok()?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MOST_BYTES).then_some(bytes)
}

/// The part of the archive that holds a sheet, or the first one.
fn part_of(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: Option<&str>) -> Option<String> {
    let book = read(archive, "xl/workbook.xml")?;
    let id = elements(&book, "sheet")
        .into_iter()
        .find(|own| sheet.is_none_or(|sheet| own.get("name").is_some_and(|name| name == sheet)))
        .and_then(|own| own.get("id").cloned())?;
    let relations = read(archive, "xl/_rels/workbook.xml.rels")?;
    let own = elements(&relations, "Relationship");
    let own = own.into_iter().find(|own| own.get("Id") == Some(&id))?;
    let target = own.get("Target")?;
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// The attributes of all elements of a name, by their local names.
fn elements(xml: &[u8], name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = Reader::from_reader(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(own) | Event::Empty(own)) if own.local_name().as_ref() == name => {
                let all = own.attributes().flatten().map(|one| {
                    let key = one.key.local_name().as_ref().to_owned();
                    (key, value(&one.value))
                });
                found.push(all.collect());
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

fn value(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |own| own.into_owned())
}

fn attribute(own: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = own.try_get_attribute(name).ok()??;
    Some(value(&found.value))
}

/// The letters of a cell's name as a number from 0.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.fold(0, |number, letter| {
        number * 26 + usize::from(letter - b'A') + 1
    });
    number.checked_sub(1)
}

/// The sheet with one cell holding a text. `None` if the row is not there, or the cell has a
/// formula.
fn with_cell(xml: &[u8], row: u32, column: usize, text: &str) -> Option<Vec<u8>> {
    let name = cell_name(row, column);
    let mut reader = Reader::from_reader(xml);
    let mut writer = Writer::new(Vec::with_capacity(xml.len() + 200));
    let (mut inside, mut done) = (false, false);
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Eof => return done.then(|| writer.into_inner()),
            Event::Start(own) if own.local_name().as_ref() == "row" => {
                inside = attribute(own, "r")? == row.to_string();
            }
            Event::Empty(own)
                if own.local_name().as_ref() == "row"
                    && attribute(own, "r")? == row.to_string() =>
            {
                return None;
            }
            Event::End(own) if own.local_name().as_ref() == "row" && inside => {
                if !done {
                    put(&mut writer, &name, None, text)?;
                    done = true;
                }
                inside = false;
            }
            Event::Start(own) | Event::Empty(own)
                if inside && !done && own.local_name().as_ref() == "c" =>
            {
                let here = attribute(own, "r")?;
                if here == name {
                    put(&mut writer, &name, attribute(own, "s"), text)?;
                    done = true;
                    if matches!(event, Event::Start(_)) {
                        skip(&mut reader)?;
                    }
                    continue;
                }
                if column_of(&here)? > column {
                    put(&mut writer, &name, None, text)?;
                    done = true;
                }
            }
            _ => {}
        }
        writer.write_event(event).ok()?;
    }
}

/// Skips the content of a cell; `None` if it has a formula.
fn skip(reader: &mut Reader<&[u8]>) -> Option<()> {
    loop {
        match reader.read_event().ok()? {
            Event::End(own) if own.local_name().as_ref() == "c" => return Some(()),
            Event::Start(own) | Event::Empty(own) if own.local_name().as_ref() == "f" => {
                return None;
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Writes a cell that holds its text itself.
fn put(writer: &mut Writer<Vec<u8>>, name: &str, style: Option<String>, text: &str) -> Option<()> {
    let mut cell = BytesStart::new("c");
    cell.push_attribute(("r", name));
    if let Some(style) = &style {
        cell.push_attribute(("s", style.as_str()));
    }
    cell.push_attribute(("t", "inlineStr"));
    let mut kept = BytesStart::new("t");
    kept.push_attribute(("xml:space", "preserve"));
    let events = [
        Event::Start(cell),
        Event::Start(BytesStart::new("is")),
        Event::Start(kept),
        Event::Text(BytesText::new(text)),
        Event::End(BytesEnd::new("t")),
        Event::End(BytesEnd::new("is")),
        Event::End(BytesEnd::new("c")),
    ];
    for event in events {
        writer.write_event(event).ok()?;
    }
    Some(())
}
