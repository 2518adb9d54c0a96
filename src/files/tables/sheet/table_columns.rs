//! Assigns the columns of a sheet to those of its table, and reports missing, repeated and unknown
//! ones.

use super::answers;
use super::columns;
use super::header::{HEADER_WITHIN, Header};
use super::periods;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::grid::{Cell, GridRow};
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::{self, TableSpec};
use crate::model::Place;
use std::borrow::Cow;

/// Columns of lists: several columns under one merged header form one list.
pub(in crate::files::tables) const LISTS: [&str; 9] = [
    "domains",
    "industries",
    "industry",
    "served_years",
    "free_days",
    "categories",
    "employer",
    "organization",
    "recommender",
];

/// The columns of a sheet after assignment.
pub(in crate::files::tables) struct Named {
    /// For every column of the table, its position in the sheet and its header as written.
    pub(in crate::files::tables) columns: Vec<Option<(usize, String)>>,
    /// Columns that are not read: position and header.
    pub(in crate::files::tables) unread: Vec<(usize, String)>,
    /// The further columns of lists, each with its position.
    pub(in crate::files::tables) more: Vec<(usize, usize)>,
}

impl Named {
    /// Identifies the columns above these rows.
    pub(in crate::files::tables) fn of(
        spec: &TableSpec,
        rows: &[GridRow<'_>],
        header: &Header,
        place: &Place,
        findings: &mut Findings,
    ) -> Self {
        let mut named = Self {
            columns: vec![None; spec.columns.len()],
            unread: Vec::new(),
            more: Vec::new(),
        };
        let mut unknown = Vec::new();
        for (at, label) in header.labels.iter().enumerate() {
            if label.text.is_empty() {
                continue;
            }
            let written = label.text.clone();
            let column = label
                .column
                .filter(|column| holds(spec, rows, *column, at, &written));
            let Some(column) = column else {
                named.unread.push((at, written.clone()));
                if !label.continued && !written.starts_with(columns::OF_THE_ORIGINAL) {
                    unknown.push(written);
                }
                continue;
            };
            if let Some((_, first)) = &named.columns[column] {
                if label.continued {
                    // Otherwise the column is reported like one without a header.
                    if LISTS.contains(&spec.columns[column].key) {
                        named.more.push((column, at));
                    }
                    continue;
                }
                let at_header = Place {
                    row: Some(header.number),
                    ..place.clone()
                };
                if let Some(second) =
                    columns::more_exact(spec, column, first, &written, at_header, findings)
                {
                    if second {
                        named.columns[column] = Some((at, written));
                    }
                    continue;
                }
                let name = spec.columns[column].name();
                findings.add(
                    ProblemCode::ColumnTwice,
                    Place {
                        row: Some(header.number),
                        column: Some(written.clone()),
                        ..place.clone()
                    },
                    written.clone(),
                    bilingual!(
                        "「{first}」与「{written}」两列都表示 {name}",
                        "The columns [{first}] and [{written}] both mean {name}"
                    ),
                    bilingual!(
                        "只保留其中一列，或给另一列改名",
                        "Keep one of them, or rename the other"
                    ),
                );
                continue;
            }
            named.columns[column] = Some((at, written));
        }
        named.missing_columns(spec, header.number, place, &unknown, findings);
        let at_header = Place {
            row: Some(header.number),
            ..place.clone()
        };
        columns::nearly(
            spec,
            |at| named.columns[at].is_some(),
            &unknown,
            &at_header,
            findings,
        );
        for (at, found) in named.columns.iter().enumerate() {
            if let Some((_, written)) = found {
                columns::numbered(spec, at, written, &at_header, findings);
            }
        }
        if !unknown.is_empty() {
            let zh = unknown.join("、");
            let en = unknown.join(", ");
            findings.add(
                ProblemCode::ColumnUnknown,
                Place {
                    row: Some(header.number),
                    ..place.clone()
                },
                "",
                bilingual!(
                    "这些列不参与计算，原样保留：{zh}",
                    "These columns are kept but not used: {en}"
                ),
                bilingual!(
                    "如其中有写错的表头，请改正",
                    "If one of them is a misspelt header, correct it"
                ),
            );
        }
        named
    }

    fn missing_columns(
        &self,
        spec: &TableSpec,
        header: u32,
        place: &Place,
        unknown: &[String],
        findings: &mut Findings,
    ) {
        for (column, found) in spec.columns.iter().zip(&self.columns) {
            if !column.required || found.is_some() {
                continue;
            }
            let name = column.name();
            let words = column
                .aliases
                .iter()
                .chain(column.usual)
                .chain([&column.key]);
            let near = words.filter_map(|word| {
                crate::files::tables::nearest::nearest(word, unknown.iter().map(String::as_str))
            });
            let near = crate::files::tables::nearest::suggestion(near.into_iter().next());
            let (zh, en) = (near.zh, near.en);
            let accepted = column.aliases.join("、");
            let key = column.key;
            findings.add(
                ProblemCode::ColumnMissing,
                Place {
                    row: Some(header),
                    ..place.clone()
                },
                "",
                bilingual!(
                    "缺少必需的列 {name}{zh}",
                    "The required column {name} is missing{en}"
                ),
                bilingual!(
                    "添加该列，表头可写 {accepted} 或 {key}",
                    "Add the column; its header may be {key} or {accepted}"
                ),
            );
        }
    }
}

/// Whether the cells below a header fit its column. Some words (类型, 时间, 组长) may head other columns
/// as well, so at least one cell must be readable as a value of this column.
/// this column, it does.
fn holds(spec: &TableSpec, rows: &[GridRow<'_>], column: usize, at: usize, written: &str) -> bool {
    let column = &spec.columns[column];
    let header = headers::fold(written);
    let own = |word: &&str| headers::fold(word) == header;
    if column.required || own(&column.key) || column.aliases.iter().any(own) {
        return true;
    }
    let Some(fits) = fitting(column.key) else {
        return true;
    };
    let cells = rows.iter().filter_map(|row| row.cells.get(at));
    let mut filled = cells.filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_none() || filled.any(|cell| fits(cell.text().trim()))
}

/// A minimal check of a cell's text, for columns that accept only a few words or numbers.
fn fitting(key: &str) -> Option<fn(&str) -> bool> {
    let numbered: fn(&str) -> bool = |text| {
        let numeral = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
        text.chars().any(numeral)
    };
    Some(match key {
        "can_lead" | "quality_lead" | "newcomer" | "available" | "passed" | "legal_person"
        | "profitable" | "no_breach" | "mature" | "consents" => {
            |text| answers::yes_no(text).is_some() || answers::condition(text).is_some()
        }
        "max_reviews" | "rank" | "category" => numbered,
        "served_years" | "free_days" | "since" | "until" => |text| {
            let open = text.contains(['今', '前']) || text.to_lowercase().contains("now");
            text.chars().any(char::is_numeric) || open || periods::no_years(text)
        },
        _ => return None,
    })
}

/// Reports that no row names any column.
pub(in crate::files::tables) fn no_header(
    spec: &TableSpec,
    place: Place,
    first: Option<&GridRow<'_>>,
    findings: &mut Findings,
) {
    let needed: Vec<String> = spec
        .columns
        .iter()
        .filter(|column| column.required)
        .map(crate::files::tables::headers::Column::name)
        .collect();
    let (zh, en) = (needed.join("、"), needed.join(", "));
    let written = first.map(|row| {
        let cells: Vec<Cow<'_, str>> = row.cells.iter().take(8).map(Cell::text).collect();
        cells.join(" | ")
    });
    let rows = HEADER_WITHIN;
    findings.add(
        ProblemCode::NoHeader,
        Place {
            row: Some(1),
            ..place
        },
        written.unwrap_or_default(),
        bilingual!(
            "前 {rows} 行里没有认得的表头",
            "None of the first {rows} rows has a known header"
        ),
        bilingual!("表头至少要有：{zh}", "The header needs at least: {en}"),
    );
}
