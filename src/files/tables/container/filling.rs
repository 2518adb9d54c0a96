//! Collects the cells of a workbook's sheet into rows as they arrive.

use super::csv::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS};
use super::facts::{Facts, Shown};
use super::fault::BookFault;
use super::grid::{Cell, Grid, GridRow};
use calamine::{Data, DataRef};
use std::borrow::Cow;

/// A grid under construction.
pub(in crate::files::tables) struct Filling {
    rows: Vec<GridRow<'static>>,
    facts: Facts,
    most: usize,
    total: usize,
}

impl Filling {
    pub(in crate::files::tables) fn new(facts: Facts, most: usize) -> Self {
        Self {
            rows: Vec::new(),
            facts,
            most,
            total: 0,
        }
    }

    pub(in crate::files::tables) fn range(
        &mut self,
        range: &calamine::Range<Data>,
    ) -> Result<(), BookFault> {
        let Some((top, left)) = range.start() else {
            return Ok(());
        };
        for (row, column, value) in range.used_cells() {
            let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            let column = left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            let shown = self
                .facts
                .shown
                .get(&(row.saturating_add(1), column as usize));
            let cell = convert(&borrowed(value), shown);
            if !self.add(row, column, cell)? {
                break;
            }
        }
        // A formula without a value does not count as a filled cell.
        let pending = std::mem::take(&mut self.facts.pending);
        for at in &pending {
            self.place(*at);
        }
        Ok(())
    }

    /// Marks the cell of a formula without a value, if its row exists.
    fn place(&mut self, (number, column): (u32, usize)) {
        let Ok(at) = self.rows.binary_search_by_key(&number, |row| row.number) else {
            return;
        };
        let cells = &mut self.rows[at].cells;
        if cells.len() <= column && column < MOST_COLUMNS {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = Cell::Pending;
        }
    }

    /// Adds a cell; returns `false` once enough cells have been read.
    pub(in crate::files::tables) fn add(
        &mut self,
        row: u32,
        column: u32,
        value: Cell<'static>,
    ) -> Result<bool, BookFault> {
        let (number, column) = (row.saturating_add(1), column as usize);
        let pending =
            !self.facts.pending.is_empty() && self.facts.pending.contains(&(number, column));
        let value = if pending { Cell::Pending } else { value };
        if value.is_empty() {
            return Ok(true);
        }
        // Rows are ascending unless the file was tampered with.
        let at = match self.rows.last() {
            Some(last) if last.number == number => self.rows.len() - 1,
            Some(last) if last.number > number => {
                return Err(BookFault::Broken("rows out of order".to_owned()));
            }
            _ if self.rows.len() >= self.most => return Ok(false),
            _ => {
                self.rows.push(GridRow {
                    number,
                    cells: Vec::new(),
                });
                self.rows.len() - 1
            }
        };
        let own = &mut self.rows[at].cells;
        self.total += (column + 1).saturating_sub(own.len());
        if column >= MOST_COLUMNS || at >= MOST_ROWS || self.total > MOST_CELLS {
            return Err(BookFault::TooLong);
        }
        if own.len() <= column {
            own.resize(column + 1, Cell::Empty);
        }
        own[column] = value;
        Ok(true)
    }

    pub(in crate::files::tables) fn grid(self, name: &str) -> Result<Grid<'static>, BookFault> {
        if self.rows.is_empty() {
            return Err(BookFault::Empty);
        }
        Ok(Grid {
            sheet: Some(name.to_owned()),
            rows: self.rows,
            facts: self.facts,
        })
    }
}

pub(in crate::files::tables) fn convert(
    value: &DataRef<'_>,
    shown: Option<&Shown>,
) -> Cell<'static> {
    let text = |text: &str| Cell::of(Cow::Borrowed(text)).into_owned();
    let number = |number: f64| match shown.and_then(|shown| shown.text(number)) {
        Some(shown) => Cell::Text(Cow::Owned(shown)),
        None => Cell::Number(number),
    };
    match value {
        // Exact up to 2^53; larger numbers have lost digits already.
        #[allow(clippy::cast_precision_loss)]
        DataRef::Int(whole) => number(*whole as f64),
        DataRef::Float(float) => number(*float),
        DataRef::String(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Bool(answer) => Cell::Bool(*answer),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Cell::Date(format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::DateTime(duration) => Cell::Number(duration.as_f64()),
        DataRef::DateTimeIso(date) => {
            Cell::Date(date.split('T').next().unwrap_or_default().to_owned())
        }
        DataRef::DurationIso(duration) => text(duration),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(whole) => DataRef::Int(*whole),
        Data::Float(float) => DataRef::Float(*float),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(answer) => DataRef::Bool(*answer),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(date) => DataRef::DateTimeIso(date.clone()),
        Data::DurationIso(duration) => DataRef::DurationIso(duration.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
