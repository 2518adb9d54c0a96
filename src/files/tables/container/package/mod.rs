//! Workbooks that are ZIP archives of XML (.xlsx, .ods) or of binary records (.xlsb). Every part
//! that matters is unpacked once, with limits, before a reader keeps anything. A small file that
//! unpacks to gigabytes is rejected whatever size it claims, and XML that stops in the middle never
//! reaches a reader that would wait for its end. The facts of each sheet are gathered in the same
//! pass.

mod looks;
mod ods;
mod xlsb;
mod xlsx;
mod xml;

use super::facts::Facts;
use super::fault::{BookFault, broken};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use xml::{Budget, counted, walk};

/// Maximum number of bytes that the parts of a workbook may unpack to.
pub(in crate::files::tables) const MOST_UNPACKED: u64 = 256 << 20;
/// Maximum number of XML elements of all parts together; a cell has two or three.
const MOST_ELEMENTS: u64 = 20_000_000;

/// Kind of workbook in an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files::tables) enum PackageKind {
    /// Excel, in XML.
    Xlsx,
    /// Excel, in binary records.
    Xlsb,
    /// OpenDocument.
    Ods,
}

/// An archive that has passed the checks.
#[derive(Debug)]
pub(in crate::files::tables) struct Package {
    pub(in crate::files::tables) kind: PackageKind,
    /// The facts of its sheets, by name.
    pub(in crate::files::tables) facts: BTreeMap<String, Facts>,
}

/// Checks every part that matters.
///
/// # Errors
/// The bytes are not such a workbook, or it is damaged, or unpacks to more than `most` bytes.
pub(in crate::files::tables) fn look(bytes: &[u8], most: u64) -> Result<Package, BookFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let names: Vec<String> = (0..archive.len())
        .map(|index| match archive.name_for_index(index) {
            Some(Ok(name)) => name.trim_start_matches('/').to_lowercase(),
            _ => String::new(),
        })
        .collect();
    let has = |name: &str| names.iter().any(|own| own == name);
    let kind = if has("xl/workbook.xml") {
        PackageKind::Xlsx
    } else if has("xl/workbook.bin") {
        PackageKind::Xlsb
    } else if has("content.xml") && has("mimetype") {
        PackageKind::Ods
    } else {
        return Err(BookFault::OtherArchive);
    };
    let mut wanted: Vec<usize> = (0..names.len())
        .filter(|index| matters(kind, &names[*index]))
        .collect();
    // Formats must be known before the sheets that use them are read.
    wanted.sort_by_key(|index| names[*index].starts_with("xl/worksheets/"));
    let mut claimed = 0u64;
    for index in &wanted {
        let entry = archive.by_index_raw(*index).map_err(broken)?;
        claimed = claimed.saturating_add(entry.size());
    }
    if claimed > most {
        return Err(BookFault::TooLarge);
    }
    // Sizes in the directory can be wrong, so the unpacked bytes are counted.
    let mut budget = Budget {
        bytes: most,
        elements: MOST_ELEMENTS,
    };
    let mut parts = Parts::default();
    for index in wanted {
        let entry = archive.by_index(index).map_err(broken)?;
        parts.read(kind, &names[index], entry, &mut budget)?;
    }
    Ok(Package {
        kind,
        facts: parts.facts(kind),
    })
}

/// Whether the readers use a part; pictures and charts may be of any size.
fn matters(kind: PackageKind, name: &str) -> bool {
    match kind {
        PackageKind::Ods => matches!(name, "content.xml" | "meta-inf/manifest.xml"),
        PackageKind::Xlsx | PackageKind::Xlsb => {
            let ours = name.starts_with("xl/")
                || name.starts_with("_rels/")
                || name == "[content_types].xml";
            let aside = [
                "/media/",
                "/drawings/",
                "/charts/",
                "/embeddings/",
                "/printersettings/",
                "/comments",
                "/threadedcomments",
                "/externallinks/",
                "/customxml/",
                "/ctrlprops/",
            ];
            let kept = name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".bin");
            let notes = xlsx::is_notes(name);
            ours && kept && (notes || !aside.iter().any(|part| name.contains(part)))
        }
    }
}

/// Data collected from the parts so far.
#[derive(Debug, Default)]
struct Parts {
    xlsx: xlsx::Parts,
    ods: BTreeMap<String, Facts>,
}

impl Parts {
    fn read(
        &mut self,
        kind: PackageKind,
        name: &str,
        input: impl Read,
        budget: &mut Budget,
    ) -> Result<(), BookFault> {
        if name.ends_with(".bin") {
            let stream = counted(input, budget)?;
            self.xlsx.read_records(name, &stream);
            return Ok(());
        }
        match kind {
            PackageKind::Ods if name == "content.xml" => {
                let mut sheets = ods::Sheets::default();
                walk(input, budget, |event| sheets.see(event))?;
                self.ods = sheets.finish();
                Ok(())
            }
            PackageKind::Xlsx | PackageKind::Xlsb => self.xlsx.read(name, input, budget),
            PackageKind::Ods => walk(input, budget, |_| Ok(())),
        }
    }

    fn facts(self, kind: PackageKind) -> BTreeMap<String, Facts> {
        match kind {
            PackageKind::Xlsx | PackageKind::Xlsb => self.xlsx.facts(),
            PackageKind::Ods => self.ods,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn saved() -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "编号").expect("a cell");
        book.save_to_buffer().expect("a workbook")
    }

    /// A workbook with one part changed.
    fn changed(part: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
        let mut from = zip::ZipArchive::new(Cursor::new(saved())).expect("an archive");
        let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..from.len() {
            let mut entry = from.by_index(index).expect("a part");
            let name = entry.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("bytes");
            if name == part {
                bytes = change(bytes);
            }
            to.start_file(name, SimpleFileOptions::default())
                .expect("a part");
            to.write_all(&bytes).expect("written");
        }
        to.finish().expect("finished").into_inner()
    }

    const SHEET: &str = "xl/worksheets/sheet1.xml";

    #[test]
    fn an_archive_that_lies_about_its_size_is_caught_by_counting() {
        let large = changed(SHEET, |bytes| [bytes, b" ".repeat(100_000)].concat());
        assert!(look(&large, 1 << 20).is_ok());
        assert_eq!(look(&large, 50_000).err(), Some(BookFault::TooLarge));
        let mut lying = large.clone();
        let directory: Vec<usize> = (0..lying.len() - 4)
            .filter(|at| lying[*at..].starts_with(b"PK\x01\x02"))
            .collect();
        for at in directory {
            lying[at + 24..at + 28].copy_from_slice(&1u32.to_le_bytes());
        }
        assert!(look(&lying, 50_000).is_err());
    }

    /// A reader would wait forever for the end of truncated XML.
    #[test]
    fn a_part_that_stops_early_is_damage_wherever_it_stops() {
        for part in [
            SHEET,
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/_rels/workbook.xml.rels",
        ] {
            for tenth in 1..10 {
                let cut = changed(part, |bytes| bytes[..bytes.len() * tenth / 10].to_vec());
                let fault = look(&cut, 1 << 20).err();
                assert!(
                    matches!(fault, Some(BookFault::Broken(_))),
                    "{part} {tenth}: {fault:?}"
                );
            }
        }
        let bare = changed(SHEET, |_| Vec::new());
        assert!(matches!(look(&bare, 1 << 20), Err(BookFault::Broken(_))));
    }

    /// A formula that yields an empty text has a value; one without any was never calculated.
    #[test]
    fn formulas_without_value_hidden_rows_and_merged_cells_are_found() {
        let rows = r#"<row r="4" hidden="1"><c r="A4"><f>B4</f><v></v></c><c r="B4" t="str"><f>""</f><v></v></c>
            <c r="C4"><f>1+1</f><v>2</v></c><c r="D4"><f t="shared" si="0"/></c></row></sheetData>
            <mergeCells count="1"><mergeCell ref="C4:C5"/></mergeCells>"#;
        let bytes = changed(SHEET, |bytes| {
            let text = String::from_utf8(bytes).expect("text");
            text.replace("</sheetData>", rows).into_bytes()
        });
        let package = look(&bytes, 1 << 20).expect("a workbook");
        let facts = &package.facts["Sheet1"];
        assert_eq!(
            facts.pending.iter().copied().collect::<Vec<_>>(),
            [(4, 0), (4, 3)]
        );
        assert!(facts.hidden_rows.contains(&4));
        assert_eq!(facts.merges[0].name(), "C4:C5");
    }

    #[test]
    fn other_archives_are_named_and_pictures_do_not_count() {
        let mut word = zip::ZipWriter::new(Cursor::new(Vec::new()));
        word.start_file("word/document.xml", SimpleFileOptions::default())
            .expect("a part");
        let word = word.finish().expect("finished").into_inner();
        assert_eq!(look(&word, 1 << 20).err(), Some(BookFault::OtherArchive));
        assert!(matches!(
            look(b"PK\x03\x04 cut", 9),
            Err(BookFault::Broken(_))
        ));
        let mut book = zip::ZipWriter::new_append(Cursor::new(saved())).expect("an archive");
        book.start_file("xl/media/image1.png", SimpleFileOptions::default())
            .expect("a part");
        book.write_all(&[0; 2 << 20]).expect("written");
        let book = book.finish().expect("finished").into_inner();
        assert_eq!(
            look(&book, 1 << 20).map(|own| own.kind),
            Ok(PackageKind::Xlsx)
        );
    }
}
