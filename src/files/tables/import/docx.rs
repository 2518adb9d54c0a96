//! The paragraphs of a Word document: people send declared ties so.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read as _};

/// Larger documents are not read.
const MOST_BYTES: u64 = 32 << 20;

/// The text of each paragraph; `None` where the bytes are no Word document. Linear in its size.
pub(super) fn lines(bytes: &[u8]) -> Option<Vec<String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name("word/document.xml").ok()?;
    let mut xml = String::new();
    part.take(MOST_BYTES).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == "t" => inside = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => inside = false,
                "p" => lines.push(std::mem::take(&mut line)),
                _ => {}
            },
            Event::Text(text) if inside => line.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if inside => line.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "",
            }),
            Event::Eof => return Some(lines),
            _ => {}
        }
    }
}
