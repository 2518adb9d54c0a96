//! The ids of a table and their rows.

use super::ProblemCode;
use super::findings::Findings;
use super::sheet::columns;
use super::sheet::table::Row;
use crate::bilingual;
use crate::model::Place;
use crate::model::words::is_unseen;
use std::collections::BTreeMap;

/// Ids of a table with their rows.
#[derive(Debug, Default)]
pub(super) struct Ids {
    exact: BTreeMap<String, First>,
}

/// The first row of an id.
#[derive(Debug)]
struct First {
    row: u32,
    sheet: Option<String>,
}

impl Ids {
    /// Adds the id of a row; reports a repeated one.
    pub(super) fn add(
        &mut self,
        id: &str,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) {
        let place = row.place_of(column);
        let Some(first) = self.exact.get(id) else {
            let first = First {
                row: place.row.unwrap_or(0),
                sheet: place.sheet,
            };
            self.exact.insert(id.to_owned(), first);
            return;
        };
        let number = first.row;
        let (zh, en) = match first.sheet.as_ref().filter(|_| first.sheet != place.sheet) {
            Some(sheet) => (
                format!("工作表「{sheet}」第 {number} 行"),
                format!("Row {number} of the sheet [{sheet}]"),
            ),
            None => (format!("第 {number} 行"), format!("Row {number}")),
        };
        if columns::is_running_number(&row.table().header(column)) {
            return starts_again(place, id, (&zh, &en), findings);
        }
        findings.add(
            ProblemCode::IdTwice,
            place,
            id,
            bilingual!("编号与{zh}重复", "{en} has the same id"),
            bilingual!(
                "给其中一行改用另一个编号，或删去重复的行",
                "Give one of the rows another id, or remove the repeated row"
            ),
        );
    }

    /// All ids, ascending.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> + Clone {
        self.exact.keys().map(String::as_str)
    }

    /// Reports every id that `other` has too.
    pub(super) fn shared_with(
        &self,
        other: &Self,
        place: &Place,
        other_place: &Place,
        findings: &mut Findings,
    ) {
        for (id, First { row, .. }) in &self.exact {
            let Some(First { row: other_row, .. }) = other.exact.get(id) else {
                continue;
            };
            let file = &other_place.file;
            findings.add(
                ProblemCode::IdShared,
                Place { row: Some(*row), ..place.clone() },
                id,
                bilingual!(
                    "专家与申报（{file} 第 {other_row} 行）使用了同一个编号，关系表和指定表无法区分",
                    "An expert and a submission ({file}, row {other_row}) have the same id, so relations and pins cannot tell them apart"
                ),
                bilingual!("给其中一方的编号加上前缀，如 E 或 S", "Give the ids of one table a prefix such as E or S"),
            );
        }
    }
}

/// Reports once for a table that the running numbers used as ids start again, so that they do not
/// identify rows.
fn starts_again(place: Place, id: &str, (zh, en): (&str, &str), findings: &mut Findings) {
    if findings.has(ProblemCode::NumbersStartAgain, &place.file) {
        return;
    }
    findings.add(
        ProblemCode::NumbersStartAgain,
        place,
        id,
        bilingual!(
            "没有编号一列，而序号在这里重新开始（{zh}已有同样的序号），不能当作编号",
            "There is no id column, and the running numbers start again here ({en} has the same number), so they cannot be used as ids"
        ),
        bilingual!(
            "加一列编号，每行一个、各不相同，各工作表之间也不重复；关系表、指定表都用这个编号",
            "Add an id column with one id per row, none repeated in any sheet; relations and pins also use these ids"
        ),
    );
}

impl Row<'_, '_> {
    /// The id of the row itself. Invisible characters are removed and reported. Quotes added by web
    /// systems to keep leading zeros (`="007"`, `'007`) are removed as well, since the id goes into
    /// plans, sheets and file names.
    pub(super) fn own_id(&self, column: usize, findings: &mut Findings) -> Option<String> {
        let written = self.id(column, findings)?;
        let clean = without_wrapping(&written);
        if clean == written || clean.is_empty() {
            return Some(written);
        }
        // Web systems export whole columns of ids like this; nothing is lost, so it is not
        // reported.
        if [format!("=\"{clean}\""), format!("'{clean}")].contains(&written) {
            return Some(clean);
        }
        findings.add(
            ProblemCode::ReferenceSpelling,
            self.place_of(column),
            written,
            bilingual!(
                "编号中有看不见的字符、多余的空格或引号，按 {clean} 读取",
                "The id contains invisible characters, extra spaces or quotes; it is read as {clean}"
            ),
            bilingual!(
                "若编号不是 {clean}，请改正该格",
                "If the id is not {clean}, correct the cell"
            ),
        );
        Some(clean)
    }
}

/// Removes invisible characters, and quotes around the whole id.
fn without_wrapping(id: &str) -> String {
    let seen: String = id.chars().filter(|c| !is_unseen(*c)).collect();
    let core = seen.trim();
    let inner = core.strip_prefix('=').unwrap_or(core);
    let pairs = [
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
    ];
    for (open, close) in pairs {
        let own = inner
            .strip_prefix(open)
            .and_then(|own| own.strip_suffix(close));
        if let Some(own) = own.filter(|own| own.chars().any(char::is_alphanumeric)) {
            return own.trim().to_owned();
        }
    }
    // Users type a single apostrophe to make a spreadsheet keep zeros.
    let kept = core.strip_prefix(['\'', '‘', '’']).unwrap_or(core);
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_wrapping;

    #[test]
    fn ids_are_freed_of_what_keeps_their_zeros() {
        for text in [
            "=\"007\"",
            "'007",
            "007\u{200b}",
            "\u{feff}007",
            "“007”",
            " 007 ",
        ] {
            assert_eq!(without_wrapping(text), "007", "{text:?}");
        }
        assert_eq!(without_wrapping("A'7"), "A'7");
        assert_eq!(without_wrapping("=A1"), "=A1");
    }
}
