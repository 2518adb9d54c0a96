//! Detects cells shown as percentages. Typing 85% into such a cell stores 0.85; only the number
//! format distinguishes this from a score of 0.85.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// Cells by row and column, from 0, of each sheet by name.
pub(super) type Cells = BTreeMap<String, BTreeSet<(u32, u32)>>;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The built-in number formats 0% and 0.00%.
const BUILT_IN: [&str; 2] = ["9", "10"];

/// Finds the cells; empty if the bytes are not a workbook. Linear in the parts read, whose size the
/// caller has limited.
pub(super) fn percent_cells(bytes: &[u8]) -> Cells {
    cells(bytes).unwrap_or_default()
}

fn cells(bytes: &[u8]) -> Option<Cells> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let styles = percent_styles(&part(&mut archive, "xl/styles.xml")?);
    if styles.is_empty() {
        return Some(Cells::new());
    }
    let targets = targets(&part(&mut archive, "xl/_rels/workbook.xml.rels")?);
    let mut cells = Cells::new();
    for (name, relation) in sheets(&part(&mut archive, "xl/workbook.xml")?) {
        let Some(target) = targets.get(&relation) else {
            continue;
        };
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        if let Some(xml) = part(&mut archive, &path) {
            cells.insert(name, styled(&xml, &styles));
        }
    }
    Some(cells)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut entry = archive.by_name(name).ok()?;
    entry.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Visits the tags of a part until its end or the first XML error.
fn each(xml: &[u8], mut look: impl FnMut(&BytesStart<'_>, bool)) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => look(&tag, true),
            Ok(Event::End(tag)) => {
                look(&BytesStart::new(tag.name().as_ref()), false);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes().flatten();
    let own = all.find(|own| own.key.local_name().as_ref() == name)?;
    let text = quick_xml::escape::unescape(&own.value).map(|text| text.into_owned());
    Some(text.unwrap_or_else(|_| own.value.to_string()))
}

/// The indexes of cell formats that show percentages.
fn percent_styles(xml: &[u8]) -> BTreeSet<String> {
    let mut formats: BTreeSet<String> = BUILT_IN.map(str::to_owned).into();
    let mut styles = BTreeSet::new();
    let (mut inside, mut number) = (false, 0_usize);
    each(xml, |tag, opens| match (tag.local_name().as_ref(), opens) {
        ("numFmt", true) => {
            let code = attribute(tag, "formatCode").unwrap_or_default();
            if let Some(id) = attribute(tag, "numFmtId").filter(|_| code.contains('%')) {
                formats.insert(id);
            }
        }
        ("cellXfs", opens) => inside = opens,
        ("xf", true) if inside => {
            if attribute(tag, "numFmtId").is_some_and(|id| formats.contains(&id)) {
                styles.insert(number.to_string());
            }
            number += 1;
        }
        _ => {}
    });
    styles
}

/// The target parts of relationships, by id.
fn targets(xml: &[u8]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    each(xml, |tag, opens| {
        if let (true, Some(id), Some(target)) = (
            opens && tag.local_name().as_ref() == "Relationship",
            attribute(tag, "Id"),
            attribute(tag, "Target"),
        ) {
            found.insert(id, target);
        }
    });
    found
}

/// Sheet names with the ids of their relationships.
fn sheets(xml: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each(xml, |tag, opens| {
        // The sheet's own number is the attribute sheetId; that of its relationship is r:id.
        let mut all = tag.attributes().flatten();
        let relation = all.find(|own| own.key.as_ref().ends_with(":id"));
        let relation = relation.map(|own| own.value.to_string());
        if let (true, Some(name), Some(relation)) = (
            opens && tag.local_name().as_ref() == "sheet",
            attribute(tag, "name"),
            relation,
        ) {
            found.push((name, relation));
        }
    });
    found
}

fn styled(xml: &[u8], styles: &BTreeSet<String>) -> BTreeSet<(u32, u32)> {
    let mut found = BTreeSet::new();
    each(xml, |tag, opens| {
        if !opens || tag.local_name().as_ref() != "c" {
            return;
        }
        let styled = attribute(tag, "s").is_some_and(|style| styles.contains(&style));
        let place = attribute(tag, "r").and_then(|name| position(&name));
        found.extend(place.filter(|_| styled));
    });
    found
}

/// Row and column of a cell reference, from 0.
fn position(name: &str) -> Option<(u32, u32)> {
    let at = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(at);
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let own = letter.to_ascii_uppercase().checked_sub(b'A')?;
        sum.checked_mul(26)?.checked_add(u32::from(own) + 1)
    })?;
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn cells_in_per_cent_are_found_whatever_the_format_is_called() {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("空").expect("a name");
        let sheet = book.add_worksheet();
        sheet.set_name("评分 & 表").expect("a name");
        for (row, code) in (0..).zip(["0%", "0.00%", "0.0%", "General", "0.00", "yyyy-mm-dd"]) {
            let format = Format::new().set_num_format(code);
            sheet
                .write_number_with_format(row, 27, 0.85, &format)
                .expect("a cell");
        }
        let found = percent_cells(&book.save_to_buffer().expect("a workbook"));
        let rows = |name: &str| found.get(name).cloned().unwrap_or_default();
        assert_eq!(rows("评分 & 表"), [(0, 27), (1, 27), (2, 27)].into());
        assert!(rows("空").is_empty());
        assert!(percent_cells(b"PK\x03\x04").is_empty());
    }
}
