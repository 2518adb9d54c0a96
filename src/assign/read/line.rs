//! Cells of a line of CSV.

use std::borrow::Cow;

/// Maximum number of cells of a line that are parsed.
const CELLS: usize = 16;

/// Positions of the wanted columns in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout<const N: usize> {
    delimiter: u8,
    columns: [usize; N],
    /// Number of cells in the header.
    width: usize,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// A wanted cell is missing, or a quote never ends.
    Short,
    /// There are more cells than in the header: a decimal comma, or an unquoted text with a comma.
    /// Cells after it may be in the wrong column.
    Long,
}

impl<const N: usize> Layout<N> {
    /// Finds the wanted columns in a header line; `Err` contains the missing ones.
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
                width: names.len(),
            })
        } else {
            Err(missing)
        }
    }

    /// Returns the wanted cells of a line.
    ///
    /// # Errors
    /// A cell is missing, a quote is not closed, or there are more cells than in the header; empty
    /// ones at the end do not count.
    pub fn cells<'a>(&self, line: &'a [u8]) -> Result<[Cow<'a, [u8]>; N], Broken> {
        if line.contains(&b'"') {
            return self.quoted_cells(line);
        }
        let mut ends: [(usize, usize); CELLS] = [(usize::MAX, 0); CELLS];
        let mut start = 0;
        let mut more = false;
        for slot in ends.iter_mut().take(self.width) {
            let rest = &line[start..];
            let length = rest.iter().position(|&byte| byte == self.delimiter);
            *slot = (start, start + length.unwrap_or(rest.len()));
            more = length.is_some();
            match length {
                Some(length) => start += length + 1,
                None => break,
            }
        }
        let found = self.columns.map(|column| ends[column]);
        if found.iter().any(|range| range.0 == usize::MAX) {
            return Err(Broken::Short);
        }
        if more {
            let rest = line[start..].split(|&byte| byte == self.delimiter);
            if rest.skip(self.width.saturating_sub(CELLS)).any(filled) {
                return Err(Broken::Long);
            }
        }
        Ok(found.map(|(start, end)| Cow::Borrowed(line[start..end].trim_ascii())))
    }

    fn quoted_cells<'a>(&self, line: &'a [u8]) -> Result<[Cow<'a, [u8]>; N], Broken> {
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
            return Err(Broken::Short);
        }
        if cells.iter().skip(self.width).any(|cell| filled(cell)) {
            return Err(Broken::Long);
        }
        Ok(self
            .columns
            .map(|column| Cow::Owned(cells[column].trim_ascii().to_vec())))
    }
}

fn filled(cell: &[u8]) -> bool {
    !cell.trim_ascii().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(header: &str, line: &str) -> Option<[String; 2]> {
        let layout = Layout::of_header(header.as_bytes(), ["a", "b"]).expect("both stand there");
        let cells = layout.cells(line.as_bytes()).ok()?;
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
        assert_eq!(cells("a,b", "1,0,5"), None, "a decimal comma");
        assert_eq!(cells("a,b", r#""1",0,5"#), None);
        assert_eq!(cells("a,b", "1,2,, "), Some(["1".into(), "2".into()]));
        let wide = "a,b,c,c,c,c,c,c,c,c,c,c,c,c,c,c,c,c";
        let line = "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18";
        assert_eq!(cells(wide, line), Some(["1".into(), "2".into()]));
        assert_eq!(cells(wide, &format!("{line},19")), None);
        assert_eq!(cells("a,b", r#""1,2"#), None);
        let missing = Layout::of_header(b"a,c", ["a", "b"]).expect_err("b is missing");
        assert_eq!(missing, ["b"]);
    }
}
