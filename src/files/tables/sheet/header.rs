//! Finds the header of a table: below a title, in one row or two, with headers merged over several
//! columns.

use crate::files::tables::container::facts::Facts;
use crate::files::tables::container::grid::{Cell, GridRow};
use crate::files::tables::headers::{TableSpec, fold};
use std::collections::BTreeMap;

/// Number of rows in which the header is searched for, since titles may precede it.
pub(in crate::files::tables) const HEADER_WITHIN: usize = 10;

/// The header of one column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::files::tables) struct Label {
    /// As written; empty if there is none.
    pub(in crate::files::tables) text: String,
    /// The column of the table it means.
    pub(in crate::files::tables) column: Option<usize>,
    /// Whether it shares a merged header with the column on its left.
    pub(in crate::files::tables) continued: bool,
}

/// A header that has been found.
#[derive(Debug, Clone)]
pub(in crate::files::tables) struct Header {
    /// Number of columns of the table that it names.
    pub(in crate::files::tables) known: usize,
    /// Index of its last row.
    pub(in crate::files::tables) at: usize,
    /// Row number of its last row.
    pub(in crate::files::tables) number: u32,
    /// The label of each column.
    pub(in crate::files::tables) labels: Vec<Label>,
}

impl Header {
    /// Number of columns up to the last label.
    pub(in crate::files::tables) fn width(&self) -> usize {
        let filled = self.labels.iter().rposition(|label| !label.text.is_empty());
        filled.map_or(0, |at| at + 1)
    }

    /// Whether all required columns are present.
    pub(in crate::files::tables) fn is_whole(&self, spec: &TableSpec) -> bool {
        let has = |column: usize| self.labels.iter().any(|label| label.column == Some(column));
        let mut columns = spec.columns.iter().enumerate();
        columns.all(|(at, column)| !column.required || has(at))
    }
}

/// Finds the header among the first rows: the first of the rows that name most columns, or two rows
/// together if they name more than either alone. `None` if no row names any column.
pub(in crate::files::tables) fn find(
    spec: &TableSpec,
    rows: &[GridRow<'_>],
    facts: &Facts,
) -> Option<Header> {
    let mut words = Words {
        spec,
        known: BTreeMap::new(),
    };
    let mut best: Option<Header> = None;
    let mut take = |found: Header, merged_down: bool| {
        let known = best.as_ref().map_or(0, |best| best.known);
        // A header whose cells are merged into the next row includes it, even if it names no more
        // columns.
        if found.known > known || (merged_down && found.known == known && known > 0) {
            best = Some(found);
        }
    };
    let near = &rows[..rows.len().min(HEADER_WITHIN + 1)];
    for (at, row) in near.iter().enumerate().take(HEADER_WITHIN) {
        let upper = spread(row, facts);
        take(header(at, row.number, words.single(&upper)), false);
        let Some(lower) = near.get(at + 1).filter(|lower| may_be_second(row, lower)) else {
            continue;
        };
        // Most rows are data: two rows are combined only if a word is known or covers several
        // columns.
        let below = spread(lower, facts);
        let groups = upper.iter().any(|(_, continued)| *continued);
        if groups || below.iter().any(|(text, _)| words.column(text).is_some()) {
            let found = header(at + 1, lower.number, words.double(&upper, &below));
            take(found, reaches_down(row.number, facts));
        }
        let Some(lowest) = near.get(at + 2).filter(|own| may_be_second(lower, own)) else {
            continue;
        };
        let last = spread(lowest, facts);
        if last.iter().any(|(text, _)| words.column(text).is_some()) {
            let labels = words.double(&over(&upper, &below), &last);
            take(header(at + 2, lowest.number, labels), false);
        }
    }
    best
}

/// Merges two rows of group headings: the lower one takes precedence where it is filled.
fn over(upper: &[(String, bool)], lower: &[(String, bool)]) -> Vec<(String, bool)> {
    let width = upper.len().max(lower.len());
    let filled = |row: &[(String, bool)], at: usize| {
        row.get(at).filter(|(text, _)| !text.is_empty()).cloned()
    };
    let one = |at: usize| {
        filled(lower, at)
            .or_else(|| filled(upper, at))
            .unwrap_or_default()
    };
    (0..width).map(one).collect()
}

fn header(at: usize, number: u32, labels: Vec<Label>) -> Header {
    let mut known: Vec<usize> = labels.iter().filter_map(|label| label.column).collect();
    known.sort_unstable();
    known.dedup();
    Header {
        known: known.len(),
        at,
        number,
        labels,
    }
}

/// Whether a row may be the second row of a header: both rows have only texts, and one has empty
/// cells.
fn may_be_second(upper: &GridRow<'_>, lower: &GridRow<'_>) -> bool {
    let words = |row: &GridRow<'_>| {
        let plain = |cell: &Cell<'_>| matches!(cell, Cell::Empty | Cell::Text(_));
        row.cells.iter().all(plain)
    };
    let width = upper.cells.len().max(lower.cells.len());
    let empty = |row: &GridRow<'_>| {
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        filled < width
    };
    lower.number == upper.number + 1
        && !is_title(upper, lower)
        && !is_note(upper)
        && !is_note(lower)
        && words(upper)
        && words(lower)
        && (empty(upper) || empty(lower))
}

/// Whether at least two cells of a row are merged with those below them.
fn reaches_down(number: u32, facts: &Facts) -> bool {
    let down = facts
        .merges
        .iter()
        .filter(|area| area.rows.0 == number && area.rows.1 == number + 1);
    down.count() >= 2
}

/// Whether a row is a single text: a title, or a note above the table.
fn is_title(row: &GridRow<'_>, lower: &GridRow<'_>) -> bool {
    let filled = |row: &GridRow<'_>| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    filled(row) <= 1 && filled(lower) > 2
}

/// Whether a row between title and header says who filled in the table and when: `填报单位：质量处`.
fn is_note(row: &GridRow<'_>) -> bool {
    let said = |cell: &Cell<'_>| {
        let text = cell.text();
        let parts = text.trim().split_once(['：', ':']);
        parts.is_some_and(|(label, _)| !label.trim().is_empty())
    };
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(said)
}

/// The text above each column with merged cells expanded, and whether it continues the cell on its
/// left.
fn spread(row: &GridRow<'_>, facts: &Facts) -> Vec<(String, bool)> {
    let mut texts: Vec<(String, bool)> = row
        .cells
        .iter()
        .map(|cell| (cell.text().into_owned(), false))
        .collect();
    for area in &facts.merges {
        let (first, last) = area.columns;
        if area.rows.0 != row.number || first == last || last > first + 64 {
            continue;
        }
        let Some((text, _)) = texts.get(first).cloned() else {
            continue;
        };
        if texts.len() <= last {
            texts.resize(last + 1, (String::new(), false));
        }
        for own in &mut texts[first + 1..=last] {
            if own.0.is_empty() {
                *own = (text.clone(), true);
            }
        }
    }
    texts
}

/// A cache of words already looked up.
struct Words<'s> {
    spec: &'s TableSpec,
    known: BTreeMap<String, Option<usize>>,
}

impl Words<'_> {
    fn column(&mut self, text: &str) -> Option<usize> {
        if text.is_empty() || text.len() > 200 {
            return None;
        }
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let found = self.spec.column(text);
        self.known.insert(text.to_owned(), found);
        found
    }

    fn single(&mut self, texts: &[(String, bool)]) -> Vec<Label> {
        let label = |(text, continued): &(String, bool)| Label {
            column: self.column(text),
            text: text.clone(),
            continued: *continued,
        };
        texts.iter().map(label).collect()
    }

    /// The labels of two rows. A word in the lower row combines with its group above (`推荐` over
    /// `单位`), or is complete by itself, or is one of several of its group (`行业` over `行业1`, `行业2`).
    fn double(&mut self, upper: &[(String, bool)], lower: &[(String, bool)]) -> Vec<Label> {
        let none = (String::new(), false);
        let mut group = String::new();
        let mut labels: Vec<Label> = Vec::new();
        for at in 0..upper.len().max(lower.len()) {
            let (above, continued) = upper.get(at).unwrap_or(&none);
            let (below, below_continued) = lower.get(at).unwrap_or(&none);
            if below.is_empty() {
                group.clone_from(above);
                labels.push(Label {
                    column: self.column(above),
                    text: above.clone(),
                    continued: *continued,
                });
                continue;
            }
            if !above.is_empty() {
                group.clone_from(above);
            }
            let joined = self.column(&format!("{group}{below}"));
            let own = joined.or_else(|| self.column(below));
            let of_group = || numbered(&group, below);
            let (column, text, several) = match own {
                Some(column) => (Some(column), below.clone(), *below_continued),
                None if of_group() => {
                    let column = self.column(&group);
                    let left = labels.last().and_then(|label| label.column);
                    let several = column.is_some() && column == left;
                    (column, format!("{group}/{below}"), several)
                }
                None if group.is_empty() => (None, below.clone(), false),
                None => (None, format!("{group}/{below}"), false),
            };
            labels.push(Label {
                text,
                column,
                continued: several,
            });
        }
        labels
    }
}

/// Whether a word is one of several of its group: `行业1`, `第二`, `其他`.
fn numbered(group: &str, word: &str) -> bool {
    let (group, word) = (fold(group), fold(word));
    let rest = word.strip_prefix(group.as_str()).unwrap_or(&word);
    let marks = "0123456789一二三四五六七八九十①②③④⑤第主要次其他";
    !group.is_empty() && !rest.is_empty() && rest.chars().all(|c| marks.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tables::container::facts::area_at;
    use crate::files::tables::headers::{EXPERTS, SUBMISSIONS};

    fn rows(text: &str) -> Vec<GridRow<'static>> {
        let row = |(at, line): (usize, &str)| GridRow {
            number: u32::try_from(at + 1).expect("few rows"),
            cells: line
                .split('|')
                .map(|cell| Cell::of(cell.to_owned().into()))
                .collect(),
        };
        text.lines().enumerate().map(row).collect()
    }

    fn keys(spec: &TableSpec, text: &str, merges: &[&str]) -> (usize, Vec<&'static str>) {
        let facts = Facts {
            merges: merges.iter().filter_map(|name| area_at(name)).collect(),
            ..Facts::default()
        };
        let found = find(spec, &rows(text), &facts).expect("a header");
        let key = |label: &Label| label.column.map_or("", |at| spec.columns[at].key);
        (found.at, found.labels.iter().map(key).collect())
    }

    #[test]
    fn a_header_in_two_rows_is_read_from_both() {
        let text = "江州省专家库\n编号|基本情况||技术||可参加\n|姓名|工作单位|专业领域|行业|\nE1|甲|乙|Q01|C|是";
        let expected = [
            "id",
            "name",
            "employer",
            "domains",
            "industries",
            "available",
        ];
        assert_eq!(keys(&EXPERTS, text, &[]), (2, expected.to_vec()));
        let merges = ["A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3"];
        assert_eq!(keys(&EXPERTS, text, &merges), (2, expected.to_vec()));
    }

    #[test]
    fn a_title_and_a_note_above_a_header_are_no_part_of_it() {
        let text = "附件2|||\n江州省专家库|||\n填报单位：质量处|||填报日期：3月5日\n姓名|性别|工作单位|备注\n张三|男|甲厂|无";
        let facts = Facts {
            merges: area_at("A2:D2").into_iter().collect(),
            ..Facts::default()
        };
        let found = find(&EXPERTS, &rows(text), &facts).expect("a header");
        let texts: Vec<&str> = found.labels.iter().map(|own| own.text.as_str()).collect();
        assert_eq!(
            (found.at, texts),
            (3, vec!["姓名", "性别", "工作单位", "备注"])
        );
    }

    #[test]
    fn a_group_names_its_columns_and_several_of_one_kind_are_one() {
        let text = "申报||质量方法|行业|\n编号|单位|质量方法|行业1|行业2\nS1|甲|Q01|34|35";
        let (at, found) = keys(&SUBMISSIONS, text, &["A1:B1", "D1:E1"]);
        assert_eq!(
            (at, found),
            (
                1,
                vec!["id", "organization", "domains", "industry", "industry"]
            )
        );
    }

    #[test]
    fn a_header_in_three_rows_is_read_from_all() {
        let text = "编号|总体||||\n|基本信息||技术||其他\n|姓名|工作单位|专业领域|行业|可参加\nE1|甲|乙|Q01|C|是";
        let expected = [
            "id",
            "name",
            "employer",
            "domains",
            "industries",
            "available",
        ];
        let merges = ["A1:A3", "B1:F1", "B2:C2", "D2:E2"];
        assert_eq!(keys(&EXPERTS, text, &merges), (2, expected.to_vec()));
        assert_eq!(keys(&EXPERTS, text, &[]), (2, expected.to_vec()));
    }

    #[test]
    fn a_row_of_data_is_no_second_header() {
        let text = "编号|姓名|专业领域|行业|备注\nE1|甲|Q01|C|";
        assert_eq!(keys(&EXPERTS, text, &[]).0, 0);
    }
}
