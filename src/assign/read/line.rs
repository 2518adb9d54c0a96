//! Cells of one line of CSV.

use std::borrow::Cow;

/// Most cells of a line that are looked at.
const CELLS: usize = 16;

/// Where the wanted columns stand in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout<const N: usize> {
    delimiter: u8,
    columns: [usize; N],
}

impl<const N: usize> Layout<N> {
    /// Finds the wanted columns in a header line; `Err` holds the ones that are missing.
    pub fn of_header(header: &[u8], wanted: [&'static str; N]) -> Result<Self, Vec<&'static str>> {
        let header = header.strip_prefix(b"\xef\xbb\xbf").unwrap_or(header);
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|&byte| (header.iter().filter(|&&b| b == byte).count(), byte == b','))
            .unwrap_or(b',');
        let names: Vec<String> = header
            .split(|&byte| byte == delimiter)
            .map(|cell| {
                String::from_utf8_lossy(cell)
                    .trim()
                    .trim_matches('"')
                    .to_ascii_lowercase()
            })
            .collect();
        let found = wanted.map(|name| names.iter().take(CELLS).position(|cell| cell == name));
        let missing: Vec<&str> = wanted
            .into_iter()
            .zip(found)
            .filter(|(_, at)| at.is_none())
            .map(|(name, _)| name)
            .collect();
        if missing.is_empty() {
            Ok(Self {
                delimiter,
                columns: found.map(Option::unwrap_or_default),
            })
        } else {
            Err(missing)
        }
    }

    /// Returns the wanted cells of a line, or `None` where one is missing or a quote never ends.
    pub fn cells<'a>(&self, line: &'a [u8]) -> Option<[Cow<'a, [u8]>; N]> {
        if line.contains(&b'"') {
            return self.quoted_cells(line);
        }
        let mut ends: [(usize, usize); CELLS] = [(usize::MAX, 0); CELLS];
        let mut start = 0;
        for slot in &mut ends {
            let rest = &line[start..];
            let length = rest.iter().position(|&byte| byte == self.delimiter);
            *slot = (start, start + length.unwrap_or(rest.len()));
            match length {
                Some(length) => start += length + 1,
                None => break,
            }
        }
        let found = self.columns.map(|column| ends[column]);
        if found.iter().any(|range| range.0 == usize::MAX) {
            return None;
        }
        Some(found.map(|(start, end)| Cow::Borrowed(line[start..end].trim_ascii())))
    }

    fn quoted_cells<'a>(&self, line: &'a [u8]) -> Option<[Cow<'a, [u8]>; N]> {
        let mut cells: Vec<Vec<u8>> = vec![Vec::new()];
        let mut inside = false;
        let mut at = 0;
        while at < line.len() {
            let byte = line[at];
            let doubled = inside && byte == b'"' && line.get(at + 1) == Some(&b'"');
            match byte {
                b'"' if doubled => at += 1,
                b'"' => inside = !inside,
                _ => {}
            }
            if byte == self.delimiter && !inside {
                cells.push(Vec::new());
            } else if (byte != b'"' || doubled)
                && let Some(cell) = cells.last_mut()
            {
                cell.push(byte);
            }
            at += 1;
        }
        if inside || self.columns.iter().any(|&column| column >= cells.len()) {
            return None;
        }
        Some(
            self.columns
                .map(|column| Cow::Owned(cells[column].trim_ascii().to_vec())),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(header: &str, line: &str) -> Option<[String; 2]> {
        let layout = Layout::of_header(header.as_bytes(), ["a", "b"]).expect("both stand there");
        let cells = layout.cells(line.as_bytes())?;
        Some(cells.map(|cell| String::from_utf8_lossy(&cell).into_owned()))
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        assert_eq!(cells("x,b,a", "1,2,3"), Some(["3".into(), "2".into()]));
        assert_eq!(
            cells("\u{feff}a;b", "1; 2 "),
            Some(["1".into(), "2".into()])
        );
        assert_eq!(
            cells("a,b", r#""x,""y",2"#),
            Some([r#"x,"y"#.into(), "2".into()])
        );
        assert_eq!(cells("a,b", "1"), None);
        assert_eq!(cells("a,b", r#""1,2"#), None);
        let missing = Layout::of_header(b"a,c", ["a", "b"]).expect_err("b is missing");
        assert_eq!(missing, ["b"]);
    }
}
