//! Cells that mean "as above": `同上`, `〃`, `同E002`. They are filled in, and that is reported.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::grid::{Cell, GridRow};
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::model::Place;
use crate::model::reference::plain;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;

/// Columns of free text, where such words have no special meaning.
const FREE: [&str; 6] = ["note", "title", "reason", "reasons", "conclusion", "notice"];
/// Longer texts are more than a reference.
const LONGEST: usize = 24;

/// The target of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Ditto {
    /// The cell above it.
    Above,
    /// The same column of the row with this id or name.
    Row(String),
    /// A target that cannot be resolved: the cell next to it, or a row by its number.
    Elsewhere,
}

fn ditto(text: &str) -> Option<Ditto> {
    let text = text.trim();
    if text.is_empty() || text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let marks = |c: char| "\"“”″〃々〞〟＂'‘’′″‖↑,，".contains(c) || c.is_whitespace();
    let quoted = text.chars().all(marks);
    let only = |c: char| ",，‘’'".contains(c) || c.is_whitespace();
    if quoted && !(text.chars().all(only) && text.chars().count() != 2) {
        return Some(Ditto::Above);
    }
    let bare: String = text.nfkc().collect();
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || "()[]【】。.\"“”:,".contains(c));
    let lower = bare.to_lowercase();
    const ABOVE: [&str; 17] = [
        "同上",
        "同前",
        "同上行",
        "同上一行",
        "同上格",
        "同上一格",
        "同上栏",
        "同上述",
        "如上",
        "同上者",
        "与上同",
        "与上行相同",
        "上同",
        "ditto",
        "do",
        "idem",
        "同上单位",
    ];
    if ABOVE.contains(&lower.as_str()) {
        return Some(Ditto::Above);
    }
    const BESIDE: [&str; 8] = [
        "同左",
        "同右",
        "同下",
        "见上",
        "见左",
        "同前者",
        "同后",
        "同下行",
    ];
    if BESIDE.contains(&lower.as_str()) {
        return Some(Ditto::Elsewhere);
    }
    let rest = bare.strip_prefix(['同', '见'])?;
    if rest.starts_with('第') && rest.ends_with(['行', '条', '项']) {
        return Some(Ditto::Elsewhere);
    }
    let named = ["专家编号", "申报编号", "专家", "申报", "编号", "项目"];
    let named = named.iter().find_map(|word| rest.strip_prefix(word));
    Some(Ditto::Row(named.unwrap_or(rest).trim().to_owned()))
}

/// Fills such cells in the columns that are read, each given as column of the sheet and column of
/// the table; `place` returns the place of a cell. Linear in the cells.
pub(in crate::files::tables) fn fill(
    spec: &TableSpec,
    rows: &mut [GridRow<'_>],
    columns: &[(usize, usize)],
    place: impl Fn(u32, usize) -> Place,
    findings: &mut Findings,
) {
    let at_key = |key: &str| {
        let own = |found: &&(usize, usize)| spec.columns[found.0].key == key;
        columns.iter().find(own).map(|(_, at)| *at)
    };
    let (id, name) = (at_key("id"), at_key("name"));
    let mut ids: Option<HashMap<String, usize>> = None;
    for (column, at) in columns {
        let key = spec.columns[*column].key;
        if FREE.contains(&key) {
            continue;
        }
        let mut filled: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for row in 0..rows.len() {
            let Some(Cell::Text(text)) = rows[row].cells.get(*at) else {
                continue;
            };
            let Some(found) = ditto(text) else { continue };
            let written = text.trim().to_owned();
            let unique = Some(*at) == id || Some(*at) == name && key == "name";
            let source = match &found {
                _ if unique => None,
                Ditto::Above => row.checked_sub(1),
                Ditto::Row(named) => {
                    let ids = ids.get_or_insert_with(|| index(rows, id, name));
                    match ids.get(&plain(named)) {
                        Some(source) => Some(*source),
                        // An id of another table, or an unknown one.
                        None if named.contains(|c: char| c.is_ascii_digit()) => None,
                        // 同创科技 is a name, not a reference.
                        None => continue,
                    }
                }
                Ditto::Elsewhere => None,
            };
            // In a column of names, 同方 may be a name; no row is called 方.
            if unique && matches!(found, Ditto::Row(_)) {
                continue;
            }
            let value = source.and_then(|source| rows[source].cells.get(*at));
            let value = value.filter(|value| {
                !value.is_empty() && !matches!(value, Cell::Error(_) | Cell::Pending)
            });
            let value = value.map(|value| value.text().into_owned());
            let number = rows[row].number;
            match value.filter(|value| ditto(value).is_none_or(|own| matches!(own, Ditto::Row(_))))
            {
                Some(value) => {
                    rows[row].cells[*at] = Cell::Text(Cow::Owned(value));
                    filled.entry(written).or_default().push(number);
                }
                None => unclear(place(number, *column), &written, findings),
            }
        }
        for (written, numbers) in filled {
            told(
                place(numbers[0], *column),
                &written,
                numbers.len(),
                findings,
            );
        }
    }
}

/// Rows by id, and by name if the name is unique.
fn index(rows: &[GridRow<'_>], id: Option<usize>, name: Option<usize>) -> HashMap<String, usize> {
    let mut all: HashMap<String, usize> = HashMap::new();
    let mut twice = Vec::new();
    for column in [id, name].into_iter().flatten() {
        for (at, row) in rows.iter().enumerate() {
            let Some(cell) = row.cells.get(column).filter(|cell| !cell.is_empty()) else {
                continue;
            };
            let key = plain(&cell.text());
            if all
                .insert(key.clone(), at)
                .is_some_and(|before| before != at)
            {
                twice.push(key);
            }
        }
    }
    for key in twice {
        all.remove(&key);
    }
    all
}

fn told(place: Place, written: &str, count: usize, findings: &mut Findings) {
    findings.add(
        ProblemCode::DittoFilled,
        place,
        written,
        bilingual!(
            "「{written}」按所指的那一格填入（这一列共 {count} 格）",
            "[{written}] was filled in from the cell it refers to (cells in this column: {count})"
        ),
        bilingual!(
            "核对；排序或删行之后所指会变，最好写全",
            "Check it; after sorting or deleting rows it would refer to another cell, so it is best to write the value in full"
        ),
    );
}

fn unclear(place: Place, written: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::DittoUnclear,
        place,
        written,
        bilingual!(
            "「{written}」指的是别的单元格，但所指之处没有可用的内容",
            "[{written}] refers to another cell, but there is nothing usable there"
        ),
        bilingual!("把内容写全", "Write the value itself"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_for_as_above_are_known() {
        for text in [
            "同上",
            "（同上）",
            "同上。",
            "〃",
            "\"",
            "”",
            "″",
            "々",
            ",,",
            "Ditto",
            "do.",
            "↑",
        ] {
            assert_eq!(ditto(text), Some(Ditto::Above), "{text}");
        }
        for text in ["同左", "同第2行", "同第 3 行"] {
            assert_eq!(ditto(text), Some(Ditto::Elsewhere), "{text}");
        }
        assert_eq!(ditto("同专家E002"), Some(Ditto::Row("E002".into())));
        for text in ["", "-", "—", "某公司", ",", "'"] {
            assert_eq!(ditto(text), None, "{text}");
        }
    }
}
