//! Detects the real format of a file, whatever its extension.

/// Format according to the first bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files::tables) enum Content {
    /// A ZIP archive, such as a modern workbook.
    Archive,
    /// The container of old .xls files and of encrypted workbooks.
    Compound,
    /// A web page, or XML.
    Html,
    /// A PDF document.
    Pdf,
    /// Anything else.
    Text,
}

/// Detects the format from the first bytes.
pub(in crate::files::tables) fn content(bytes: &[u8]) -> Content {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Content::Archive;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Content::Compound;
    }
    if bytes.starts_with(b"%PDF") {
        return Content::Pdf;
    }
    let head = encoding_rs::UTF_8
        .decode(&bytes[..bytes.len().min(2048)])
        .0
        .to_lowercase();
    let head = head.trim_start();
    let tags = ["<html", "<!doctype", "<table", "<meta", "<?xml", "<head"];
    if tags.iter().any(|tag| head.starts_with(tag)) {
        return Content::Html;
    }
    Content::Text
}
