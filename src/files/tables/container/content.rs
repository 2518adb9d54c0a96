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
    /// A picture.
    Picture,
    /// Anything else.
    Text,
}

/// Whether bytes begin as pictures do: PNG, JPEG, GIF, TIFF, WebP, HEIC.
fn is_picture(bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 5] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*"];
    let at = |from: usize, words: &[&[u8]]| {
        let rest = bytes.get(from..).unwrap_or_default();
        words.iter().any(|word| rest.starts_with(word))
    };
    at(0, &STARTS) || at(0, &[b"RIFF"]) && at(8, &[b"WEBP"]) || at(4, &[b"ftyphei", b"ftypmif"])
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
    if is_picture(bytes) {
        return Content::Picture;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_one_whatever_its_name() {
        for bytes in [
            &b"\x89PNG\r\n\x1a\n"[..],
            b"\xFF\xD8\xFF\xE0",
            b"GIF89a",
            b"RIFF\x10\0\0\0WEBPVP8 ",
            b"\0\0\0\x18ftypheic",
        ] {
            assert_eq!(content(bytes), Content::Picture);
        }
        assert_eq!(content("姓名,单位".as_bytes()), Content::Text);
        assert_eq!(content(b"RIFF"), Content::Text);
    }
}
