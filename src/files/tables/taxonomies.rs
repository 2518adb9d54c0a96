//! The tables `industries`, `domains`, `aliases` and `nobody`.

use super::ProblemCode;
use super::findings::Findings;
use super::references::NameRow;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::taxonomy::{TaxonomyError, TaxonomyRow};
use crate::model::words::Bilingual;
use crate::model::{Nobody, Organizations};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Reads the rows of a taxonomy and creates it with `make`; reports a failure and returns `None`.
pub(super) fn read<T>(
    table: &Table<'_>,
    make: impl FnOnce(Vec<TaxonomyRow>) -> Result<T, TaxonomyError>,
    findings: &mut Findings,
) -> Option<T> {
    let [code, zh, en, parent] =
        ["code", "name_zh", "name_en", "parent"].map(|key| table.column(key));
    let before = findings.errors();
    let mut rows = Vec::new();
    let mut places: Vec<Row<'_, '_>> = Vec::new();
    for row in table.rows() {
        let Some(own) = row.id(code, findings) else {
            continue;
        };
        let (zh, en) = (row.text(zh, findings), row.text(en, findings));
        let name = match (zh.is_empty(), en.is_empty()) {
            (true, _) => Bilingual::same(en),
            (_, true) => Bilingual::same(zh),
            _ => Bilingual::new(zh, en),
        };
        let above = upper(&row.text(parent, findings));
        let parent = Some(above).filter(|parent| !parent.is_empty());
        rows.push(TaxonomyRow {
            code: upper(&own),
            name,
            parent,
        });
        places.push(row);
    }
    if findings.errors() > before {
        return None;
    }
    match make(rows) {
        Ok(taxonomy) => Some(taxonomy),
        Err(error) => {
            wrong_row(&error, &places, [code, parent], findings);
            None
        }
    }
}

fn upper(text: &str) -> String {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    plain.to_uppercase()
}

fn wrong_row(
    error: &TaxonomyError,
    places: &[Row<'_, '_>],
    columns: [usize; 2],
    findings: &mut Findings,
) {
    let [code_column, parent_column] = columns;
    let (at, code, column, what) = match error {
        TaxonomyError::Code { row, code } => (
            *row,
            code,
            code_column,
            bilingual!("代码为空或重复", "The code is empty or repeated"),
        ),
        TaxonomyError::Parent { row, code } => (
            *row,
            code,
            parent_column,
            bilingual!(
                "{code} 的上级代码不在表中，或上下级构成循环",
                "The parent of {code} is not in the table, or its parents form a circle"
            ),
        ),
        TaxonomyError::Depth { row, code } => (
            *row,
            code,
            parent_column,
            bilingual!(
                "{code} 的层级过深",
                "{code} is at a deeper level than the taxonomy allows"
            ),
        ),
    };
    let Some(row) = places.get(at) else {
        return;
    };
    findings.add(
        ProblemCode::TaxonomyRow,
        row.place_of(column),
        code.as_str(),
        what,
        bilingual!(
            "改正代码或上级代码：行业最多四级，质量方法最多两级",
            "Correct the code or its parent: industries have at most four levels, domains at most two"
        ),
    );
}

/// Reads the office's alternative names of organizations, with their rows.
pub(super) fn aliases(table: &Table<'_>, findings: &mut Findings) -> (Organizations, Vec<NameRow>) {
    let [name, canonical] = ["name", "canonical"].map(|key| table.column(key));
    let plain = Organizations::default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut rows = Vec::new();
    let mut seen = BTreeMap::new();
    for row in table.rows() {
        let (Some(alias), Some(standard)) = (
            row.required(name, findings),
            row.required(canonical, findings),
        ) else {
            continue;
        };
        let target = plain.key(&standard);
        let first = seen
            .entry(plain.key(&alias))
            .or_insert_with(|| (target.clone(), row.place().row.unwrap_or(0)));
        if first.0 != target {
            let line = first.1;
            findings.add(
                ProblemCode::AliasTwice,
                row.place_of(name),
                alias.as_str(),
                bilingual!(
                    "这个别名在第 {line} 行已对应另一个标准名称",
                    "Row {line} already gives this alias another standard name"
                ),
                bilingual!(
                    "一个别名只能对应一个标准名称",
                    "Keep one standard name for each alias"
                ),
            );
        }
        rows.push(NameRow {
            place: row.place_of(name),
            names: vec![alias.clone(), standard.clone()],
        });
        pairs.push((alias, standard));
    }
    let organizations = Organizations::new(
        pairs
            .iter()
            .map(|(alias, standard)| (alias.as_str(), standard.as_str())),
    );
    (organizations, rows)
}

/// Reads the office's own words for no organization: the cell counts as not filled in (`blank`, 未填)
/// or, by default, as a statement that there is none.
pub(super) fn nobody(table: &Table<'_>, findings: &mut Findings) -> Vec<(String, Nobody)> {
    let [word, meaning] = ["word", "meaning"].map(|key| table.column(key));
    let mut words = Vec::new();
    for row in table.rows() {
        let Some(own) = row.required(word, findings) else {
            continue;
        };
        let blank = ["blank", "未填", "空"].contains(&row.text(meaning, findings).trim());
        let meaning = if blank { Nobody::Blank } else { Nobody::Stated };
        words.push((own, meaning));
    }
    words
}
