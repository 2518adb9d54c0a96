//! A sheet whose columns are identified by their headers.

use super::super::origin::Origin;
use super::answers::{YesNo, yes_no};
use super::aside;
use super::beside;
use super::header::{self, Header};
use super::merged;
use super::shape::{self, Shape};
use super::table_columns::{self, Named};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::facts::Facts;
use crate::files::tables::container::fault::too_long;
use crate::files::tables::container::grid::{Cell, Grid, GridRow};
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::model::Place;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A column that is not read.
#[derive(Debug)]
pub(in crate::files::tables) struct Unread {
    /// The table's key.
    pub(in crate::files::tables) table: &'static str,
    /// Its place and header.
    pub(in crate::files::tables) place: Place,
    /// The values of its cells.
    pub(in crate::files::tables) values: std::collections::BTreeSet<String>,
}

/// A table with identified columns.
#[derive(Debug)]
pub(in crate::files::tables) struct Table<'t> {
    pub(in crate::files::tables) spec: &'static TableSpec,
    file: String,
    sheet: Option<String>,
    /// For every column of the table, its position in the sheet and its header as written.
    pub(in crate::files::tables) columns: Vec<Option<(usize, String)>>,
    pub(in crate::files::tables) rows: Vec<GridRow<'t>>,
    /// Columns that are not read: position and header.
    pub(in crate::files::tables) unread: Vec<(usize, String)>,
    /// Indexes from which the rows belong to another sheet than the first.
    joined: Vec<(usize, Option<String>)>,
    width: usize,
    /// Where its rows are from, in a season that was imported.
    origin: Option<Rc<Origin>>,
}

/// Says what the header above rows is, given the one that was found.
pub(in crate::files::tables) type Relabel<'a> =
    dyn Fn(&[GridRow<'_>], Option<Header>) -> Option<Header> + 'a;

/// How well a grid fits a table: the maximum number of known headers in one of the first rows.
pub(in crate::files::tables) fn fit(spec: &TableSpec, grid: &Grid<'_>) -> usize {
    header::find(spec, &grid.rows, &grid.facts).map_or(0, |found| found.known)
}

impl<'t> Table<'t> {
    /// Finds the header and identifies the columns. Returns `None`, with the problem reported, if
    /// no header is found; missing and repeated columns are reported as well. `delimited` is true
    /// for text files, false for workbooks.
    pub(in crate::files::tables) fn new(
        spec: &'static TableSpec,
        file: &str,
        grid: Grid<'t>,
        delimited: bool,
        findings: &mut Findings,
    ) -> Option<Self> {
        Self::relabelled(spec, file, grid, delimited, &|_, found| found, findings)
    }

    /// The same, where `relabel` is given the rows and the header that was found, and says what the
    /// header is.
    pub(in crate::files::tables) fn relabelled(
        spec: &'static TableSpec,
        file: &str,
        grid: Grid<'t>,
        delimited: bool,
        relabel: &Relabel<'_>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let Grid {
            sheet,
            mut rows,
            facts,
        } = grid;
        let place = Place {
            file: file.to_owned(),
            sheet: sheet.clone(),
            ..Place::default()
        };
        let Some(header) = relabel(&rows, header::find(spec, &rows, &facts)) else {
            table_columns::no_header(spec, place, rows.first(), findings);
            return None;
        };
        if let Some(from) = beside::begins(spec, &header) {
            let halves = beside::halves((&place, &header, from), (rows, &facts), findings);
            let [left, right] = halves;
            let own = |half, findings: &mut _| {
                Self::relabelled(spec, file, half, delimited, relabel, findings)
            };
            let mut table = own(left, findings)?;
            if let Some(right) = own(right, findings) {
                table.join(right);
            }
            return Some(table);
        }
        let above: Vec<GridRow<'t>> = rows.drain(..=header.at).collect();
        let ends = rows.last().map(|row| (row.number, row.cells.len()));
        rows.retain(|row| !row.is_blank());
        let named = Named::of(spec, &rows, &header, &place, findings);
        let Named {
            columns,
            unread,
            more,
        } = named;
        let mut table = Self {
            spec,
            file: place.file.clone(),
            sheet,
            columns,
            width: header.width(),
            unread,
            rows,
            joined: Vec::new(),
            origin: None,
        };
        table.settle_rows((&header, &above), &facts, &more, delimited, ends, findings);
        Some(table)
    }

    /// Says that the rows are those of the office's own files: places name those.
    pub(in crate::files::tables) fn come_from(&mut self, origin: Option<Rc<Origin>>) {
        self.origin = origin;
    }

    /// Normalises the rows for the readers, and reports the changes.
    fn settle_rows(
        &mut self,
        (header, above): (&Header, &[GridRow<'t>]),
        facts: &Facts,
        more: &[(usize, usize)],
        delimited: bool,
        ends: Option<(u32, usize)>,
        findings: &mut Findings,
    ) {
        let required: Vec<usize> = self.positions(|column| column.required);
        let aside = aside::take_out(&mut self.rows, above, facts, header, &required);
        let filled = merged::fill(&mut self.rows, facts, self.width);
        let place = self.place();
        if filled.is_none() {
            too_long(place.clone(), findings);
        }
        let shape = Shape {
            place,
            header,
            facts,
            rows: &self.rows,
            width: self.width,
            listed: more,
        };
        if delimited {
            shape.rows_too_long(findings);
            shape.rows_too_short(ends, findings);
        }
        shape.headerless(delimited, findings);
        shape.hidden(findings);
        shape.looks(findings);
        shape.left_out(&aside, findings);
        for (column, filled) in filled.unwrap_or_default() {
            let known = self.column_at(column, more);
            if let Some(known) = known {
                let id = self.spec.columns[known].key == "id";
                shape.merged(&self.header(known), id, &filled, findings);
            }
        }
        self.join_columns(more);
        self.ditto(findings);
        self.unreadable_cells(findings);
    }

    /// Fills cells that mean "as above".
    fn ditto(&mut self, findings: &mut Findings) {
        let columns: Vec<(usize, usize)> = (0..self.columns.len())
            .filter_map(|column| Some((column, self.columns[column].as_ref()?.0)))
            .collect();
        let mut rows = std::mem::take(&mut self.rows);
        let place = |row: u32, column: usize| self.row_place(row, Some(column));
        super::ditto::fill(self.spec, &mut rows, &columns, place, findings);
        self.rows = rows;
    }

    /// Positions of the columns selected by `wanted`.
    fn positions(
        &self,
        wanted: impl Fn(&crate::files::tables::headers::Column) -> bool,
    ) -> Vec<usize> {
        let columns = self.spec.columns.iter().zip(&self.columns);
        columns
            .filter(|(column, _)| wanted(column))
            .filter_map(|(_, found)| found.as_ref().map(|(at, _)| *at))
            .collect()
    }

    /// The column of the table at a column of the sheet.
    fn column_at(&self, at: usize, more: &[(usize, usize)]) -> Option<usize> {
        let stands = |own: &Option<(usize, String)>| own.as_ref().is_some_and(|own| own.0 == at);
        let first = self.columns.iter().position(stands);
        first.or_else(|| more.iter().find(|own| own.1 == at).map(|own| own.0))
    }

    /// Joins the columns under one header into one list.
    fn join_columns(&mut self, more: &[(usize, usize)]) {
        for row in &mut self.rows {
            for (column, at) in more {
                let Some((first, _)) = self.columns[*column] else {
                    continue;
                };
                let Some(other) = row.cells.get_mut(*at).map(std::mem::take) else {
                    continue;
                };
                let Some(own) = row.cells.get_mut(first) else {
                    continue;
                };
                let unreadable = |cell: &Cell<'_>| matches!(cell, Cell::Error(_) | Cell::Pending);
                if own.is_empty() || unreadable(&other) {
                    *own = other;
                } else if !other.is_empty() && !unreadable(own) {
                    *own = Cell::Text(Cow::Owned(format!("{}；{}", own.text(), other.text())));
                }
            }
        }
    }

    /// Reports error values and formulas without a value, in all columns that are read.
    fn unreadable_cells(&self, findings: &mut Findings) {
        let mut pending: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for row in &self.rows {
            for (column, found) in self.columns.iter().enumerate() {
                let cell = found.as_ref().and_then(|(at, _)| row.cells.get(*at));
                match cell {
                    Some(Cell::Error(error)) => {
                        shape::error_cell(
                            self.row_place(row.number, Some(column)),
                            error,
                            findings,
                        );
                    }
                    Some(Cell::Pending) => pending.entry(column).or_default().push(row.number),
                    _ => {}
                }
            }
        }
        for (column, rows) in pending {
            let at = self.columns[column].as_ref().map_or(0, |(at, _)| *at);
            let place = self.row_place(rows[0], Some(column));
            shape::pending_cells(place, at, &rows, findings);
        }
    }

    /// Adds the rows of another sheet with the same columns.
    pub(in crate::files::tables) fn join(&mut self, other: Table<'t>) {
        let sources: Vec<(usize, usize)> = (0..self.columns.len())
            .filter_map(|column| {
                let (from, header) = other.columns[column].clone()?;
                let next = self.width;
                let (to, _) = self.columns[column].get_or_insert((next, header));
                self.width = self.width.max(*to + 1);
                Some((from, *to))
            })
            .collect();
        self.joined.push((self.rows.len(), other.sheet));
        for mut row in other.rows {
            let mut cells = vec![Cell::Empty; self.width];
            for (from, to) in &sources {
                if let Some(cell) = row.cells.get_mut(*from) {
                    cells[*to] = std::mem::take(cell);
                }
            }
            self.rows.push(GridRow {
                number: row.number,
                cells,
            });
        }
    }

    /// Reports that a required table has only a header.
    pub(in crate::files::tables) fn no_rows(&self, findings: &mut Findings) {
        if !self.spec.required || !self.rows.is_empty() {
            return;
        }
        let name = self.spec.name();
        let (zh, en) = (name.zh, name.en);
        findings.add(
            ProblemCode::NoRows,
            self.place(),
            "",
            bilingual!("{zh}只有表头，没有数据", "{en} has a header but no data"),
            bilingual!("在表头下面填写数据", "Fill in the data below the header"),
        );
    }

    /// The place of a row or cell of the first sheet.
    fn row_place(&self, row: u32, column: Option<usize>) -> Place {
        let key = column.map(|column| self.spec.columns[column].key);
        let header = || column.map(|column| self.header(column));
        let origin = self.origin.as_ref();
        if let Some(place) = origin.and_then(|own| own.place(row, key, header())) {
            return place;
        }
        Place {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row: Some(row),
            column: header(),
        }
    }

    /// The place of the whole table.
    pub(in crate::files::tables) fn place(&self) -> Place {
        Place {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            ..Place::default()
        }
    }

    /// The header of a column as written, or its default header if the file has no such column.
    pub(in crate::files::tables) fn header(&self, column: usize) -> String {
        let key = self.spec.columns[column].key;
        if let Some(header) = self.origin.as_ref().and_then(|own| own.header(key)) {
            return header;
        }
        self.columns[column].as_ref().map_or_else(
            || {
                let spec = &self.spec.columns[column];
                (*spec.aliases.first().unwrap_or(&spec.key)).to_owned()
            },
            |(_, header)| header.clone(),
        )
    }

    /// The columns that are not read, each with its distinct values.
    pub(in crate::files::tables) fn unread(&self) -> impl Iterator<Item = Unread> + '_ {
        self.unread.iter().map(|(at, header)| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(*at));
            let texts = cells.filter_map(|cell| match cell {
                Cell::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
                _ => None,
            });
            Unread {
                place: Place {
                    column: Some(header.clone()),
                    ..self.place()
                },
                table: self.spec.key,
                values: texts.collect(),
            }
        })
    }

    /// All headers as returned by [`Table::header`], by column key.
    pub(in crate::files::tables) fn headers(&self) -> Vec<(&'static str, String)> {
        let columns = self.spec.columns.iter().enumerate();
        columns
            .map(|(at, column)| (column.key, self.header(at)))
            .collect()
    }

    /// Index of the column with this key.
    ///
    /// # Panics
    /// The table has no such column, which is a bug in the program.
    pub(in crate::files::tables) fn column(&self, key: &str) -> usize {
        let position = self
            .spec
            .columns
            .iter()
            .position(|column| column.key == key);
        position.expect("the reader asks for columns of its own table")
    }

    /// Whether the file has this column.
    pub(in crate::files::tables) fn has(&self, column: usize) -> bool {
        self.columns[column].is_some()
    }

    /// The meaning of an empty cell in a yes/no column with the default yes. In a column of nothing
    /// but ticks, an empty cell means no; this is reported, since it excludes rows.
    pub(in crate::files::tables) fn default_yes(
        &self,
        column: usize,
        findings: &mut Findings,
    ) -> bool {
        let mut ticks = 0;
        let mut empty = 0;
        for row in self.rows() {
            let cell = row.cell(column);
            match yes_no(&cell.text()) {
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
                "[{header}] uses only ticks for yes, so its empty cells ({empty}) count as no"
            ),
            bilingual!(
                "若空格应为“是”，请填写“是”",
                "If the empty cells mean yes, write yes"
            ),
        );
        false
    }

    /// The non-blank rows.
    pub(in crate::files::tables) fn rows(&self) -> impl Iterator<Item = Row<'_, 't>> {
        self.rows.iter().enumerate().map(|(at, row)| Row {
            table: self,
            row,
            at,
        })
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(in crate::files::tables) struct Row<'a, 't> {
    table: &'a Table<'t>,
    row: &'a GridRow<'t>,
    at: usize,
}

impl<'a, 't> Row<'a, 't> {
    /// Its place.
    pub(in crate::files::tables) fn place(&self) -> Place {
        let place = self.table.row_place(self.row.number, None);
        self.in_its_sheet(place)
    }

    /// Its file.
    pub(in crate::files::tables) fn file(&self) -> &str {
        &self.table.file
    }

    /// The place of one of its cells.
    pub(in crate::files::tables) fn place_of(&self, column: usize) -> Place {
        let place = self.table.row_place(self.row.number, Some(column));
        self.in_its_sheet(place)
    }

    fn in_its_sheet(&self, mut place: Place) -> Place {
        let joined = &self.table.joined;
        if let Some((_, sheet)) = joined.iter().rev().find(|(first, _)| *first <= self.at) {
            place.sheet.clone_from(sheet);
        }
        place
    }

    /// A cell; empty when the file has no such column.
    pub(in crate::files::tables) fn cell(&self, column: usize) -> &'a Cell<'t> {
        let at = self.table.columns[column].as_ref().map(|(at, _)| *at);
        at.and_then(|at| self.row.cells.get(at))
            .unwrap_or(&Cell::Empty)
    }

    /// A cell by its position in the sheet, for columns that no reader asks for.
    pub(in crate::files::tables) fn at(&self, at: usize) -> &'a Cell<'t> {
        self.row.cells.get(at).unwrap_or(&Cell::Empty)
    }

    /// The table it belongs to.
    pub(in crate::files::tables) fn table(&self) -> &'a Table<'t> {
        self.table
    }
}
