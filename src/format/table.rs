//! A sheet whose columns are known by their headers.

use super::ProblemCode;
use super::columns;
use super::findings::Findings;
use super::grid::{Cell, Grid, GridRow};
use super::headers::TableSpec;
use super::values::YesNo;
use crate::bilingual;
use crate::model::Place;
use std::borrow::Cow;

/// Titles may stand above the header; it is looked for in this many rows.
pub(super) const HEADER_WITHIN: usize = 10;

/// A table with its header found and its columns named.
#[derive(Debug)]
pub(super) struct Table<'t> {
    spec: &'static TableSpec,
    file: String,
    sheet: Option<String>,
    /// For every column of the table: where it stands and its header as written.
    columns: Vec<Option<(usize, String)>>,
    rows: Vec<GridRow<'t>>,
    delimited: bool,
    width: usize,
}

/// How many headers of the table stand in a row.
fn known_headers(spec: &TableSpec, row: &GridRow<'_>) -> usize {
    let mut known: Vec<usize> = row
        .cells
        .iter()
        .filter_map(|cell| spec.column(&cell.text()))
        .collect();
    known.sort_unstable();
    known.dedup();
    known.len()
}

/// How well a grid fits a table: the most known headers of one row among the first.
pub(super) fn fit(spec: &TableSpec, grid: &Grid<'_>) -> usize {
    let rows = grid.rows.iter().take(HEADER_WITHIN);
    rows.map(|row| known_headers(spec, row)).max().unwrap_or(0)
}

impl<'t> Table<'t> {
    /// Finds the header and names the columns. `None` when there is no header to go by; then, and
    /// for missing or repeated columns, the problem is noted.
    pub(super) fn new(
        spec: &'static TableSpec,
        file: &str,
        grid: Grid<'t>,
        delimited: bool,
        findings: &mut Findings,
    ) -> Option<Self> {
        let Grid { sheet, mut rows } = grid;
        let place = Place {
            file: file.to_owned(),
            sheet: sheet.clone(),
            ..Place::default()
        };
        // The first of the rows that know most headers: titles above it know none.
        let (known, header) = rows
            .iter()
            .take(HEADER_WITHIN)
            .enumerate()
            .map(|(at, row)| (known_headers(spec, row), at))
            .max_by_key(|(known, at)| (*known, std::cmp::Reverse(*at)))?;
        if known == 0 {
            no_header(spec, place, rows.first(), findings);
            return None;
        }
        let header = rows.drain(..=header).next_back()?;
        rows.retain(|row| !row.is_blank());
        let mut table = Self {
            spec,
            file: place.file.clone(),
            sheet,
            columns: vec![None; spec.columns.len()],
            width: header
                .cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |at| at + 1),
            rows,
            delimited,
        };
        table.name_columns(&header, &place, findings);
        table.rows_too_long(findings);
        if spec.required && table.rows.is_empty() {
            let name = spec.name();
            let (zh, en) = (name.zh, name.en);
            findings.add(
                ProblemCode::NoRows,
                place,
                "",
                bilingual!("{zh}只有表头，没有数据", "{en} has a header but no rows"),
                bilingual!("在表头下面填写数据", "Fill in rows below the header"),
            );
        }
        Some(table)
    }

    fn name_columns(&mut self, header: &GridRow<'t>, place: &Place, findings: &mut Findings) {
        let mut unknown = Vec::new();
        for (at, cell) in header.cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let written = cell.text().into_owned();
            let Some(column) = self.spec.column(&written) else {
                unknown.push(written);
                continue;
            };
            if let Some((_, first)) = &self.columns[column] {
                let at_header = Place {
                    row: Some(header.number),
                    ..place.clone()
                };
                if let Some(second) =
                    columns::more_exact(self.spec, column, first, &written, at_header, findings)
                {
                    if second {
                        self.columns[column] = Some((at, written));
                    }
                    continue;
                }
                let name = self.spec.columns[column].name();
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
            self.columns[column] = Some((at, written));
        }
        self.missing_columns(header, place, &unknown, findings);
        let at_header = Place {
            row: Some(header.number),
            ..place.clone()
        };
        columns::nearly(self.spec, |at| self.has(at), &unknown, &at_header, findings);
        for (at, found) in self.columns.iter().enumerate() {
            if let Some((_, written)) = found {
                columns::numbered(self.spec, at, written, &at_header, findings);
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
                    "If one of them is a misspelt header, mend it"
                ),
            );
        }
    }

    fn missing_columns(
        &self,
        header: &GridRow<'t>,
        place: &Place,
        unknown: &[String],
        findings: &mut Findings,
    ) {
        for (column, found) in self.spec.columns.iter().zip(&self.columns) {
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
                super::nearest::nearest(word, unknown.iter().map(String::as_str))
            });
            let near = super::nearest::suggestion(near.into_iter().next());
            let (zh, en) = (near.zh, near.en);
            let accepted = column.aliases.join("、");
            let key = column.key;
            findings.add(
                ProblemCode::ColumnMissing,
                Place {
                    row: Some(header.number),
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

    /// Cells beyond the last header of a CSV row mean that a comma inside a cell was not quoted,
    /// and everything right of it stands in the wrong column.
    fn rows_too_long(&self, findings: &mut Findings) {
        if !self.delimited {
            return;
        }
        for row in &self.rows {
            let Some(extra) = row
                .cells
                .iter()
                .skip(self.width)
                .find(|cell| !cell.is_empty())
            else {
                continue;
            };
            let cells = row
                .cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |at| at + 1);
            let width = self.width;
            findings.add(
                ProblemCode::RowTooLong,
                self.row_place(row.number, None),
                extra.text(),
                bilingual!(
                    "本行有 {cells} 格，而表头只有 {width} 列，各列可能已错位",
                    "The row has {cells} cells but the header only {width}; its cells have probably shifted"
                ),
                bilingual!(
                    "内容含分隔符的单元格要用英文双引号括起来，或另存为 XLSX",
                    "Put cells that hold the separator in double quotes, or save the table as XLSX"
                ),
            );
        }
    }

    /// The place of a row, or of a cell of it.
    pub(super) fn row_place(&self, row: u32, column: Option<usize>) -> Place {
        Place {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row: Some(row),
            column: column.map(|column| self.header(column)),
        }
    }

    /// The place of the whole table.
    pub(super) fn place(&self) -> Place {
        Place {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            ..Place::default()
        }
    }

    /// The header of a column as written; its usual header when the file has none.
    pub(super) fn header(&self, column: usize) -> String {
        self.columns[column].as_ref().map_or_else(
            || {
                let spec = &self.spec.columns[column];
                (*spec.aliases.first().unwrap_or(&spec.key)).to_owned()
            },
            |(_, header)| header.clone(),
        )
    }

    /// All headers as [`Table::header`] gives them, by the keys of their columns.
    pub(super) fn headers(&self) -> Vec<(&'static str, String)> {
        let columns = self.spec.columns.iter().enumerate();
        columns
            .map(|(at, column)| (column.key, self.header(at)))
            .collect()
    }

    /// Position of the column with this key.
    ///
    /// # Panics
    /// When the table has no such column: a mistake of the program.
    pub(super) fn column(&self, key: &str) -> usize {
        let position = self
            .spec
            .columns
            .iter()
            .position(|column| column.key == key);
        position.expect("the reader asks for columns of its own table")
    }

    /// Whether the file has this column.
    pub(super) fn has(&self, column: usize) -> bool {
        self.columns[column].is_some()
    }

    /// What an empty cell of a yes/no column says whose default is yes. A column filled with
    /// ticks alone means no where there is none; that is said, since it takes rows out.
    pub(super) fn default_yes(&self, column: usize, findings: &mut Findings) -> bool {
        let mut ticks = 0;
        let mut empty = 0;
        for row in self.rows() {
            let cell = row.cell(column);
            match super::values::yes_no(&cell.text()) {
                _ if cell.is_empty() => empty += 1,
                Some(YesNo::Tick) => ticks += 1,
                _ => return true,
            }
        }
        if ticks == 0 || empty == 0 {
            return true;
        }
        let header = self.header(column);
        findings.add(
            ProblemCode::TickColumn,
            Place {
                column: Some(header.clone()),
                ..self.place()
            },
            "√",
            bilingual!(
                "「{header}」列只用 √ 表示“是”，{empty} 个空格按“否”处理",
                "[{header}] holds ticks only, so its empty cells ({empty}) count as no"
            ),
            bilingual!(
                "若空格应为“是”，请填写“是”",
                "If the empty cells mean yes, write yes"
            ),
        );
        false
    }

    /// The rows, without blank ones.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, 't>> {
        self.rows.iter().map(|row| Row { table: self, row })
    }
}

fn no_header(spec: &TableSpec, place: Place, first: Option<&GridRow<'_>>, findings: &mut Findings) {
    let needed: Vec<String> = spec
        .columns
        .iter()
        .filter(|column| column.required)
        .map(super::headers::Column::name)
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
            "None of the first {rows} rows holds a known header"
        ),
        bilingual!("表头至少要有：{zh}", "The header needs at least: {en}"),
    );
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a, 't> {
    table: &'a Table<'t>,
    row: &'a GridRow<'t>,
}

impl<'a, 't> Row<'a, 't> {
    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        self.table.row_place(self.row.number, None)
    }

    /// Where a cell of it stands.
    pub(super) fn place_of(&self, column: usize) -> Place {
        self.table.row_place(self.row.number, Some(column))
    }

    /// A cell; empty when the file has no such column.
    pub(super) fn cell(&self, column: usize) -> &'a Cell<'t> {
        let at = self.table.columns[column].as_ref().map(|(at, _)| *at);
        at.and_then(|at| self.row.cells.get(at))
            .unwrap_or(&Cell::Empty)
    }

    /// The table it belongs to.
    pub(super) fn table(&self) -> &'a Table<'t> {
        self.table
    }
}
