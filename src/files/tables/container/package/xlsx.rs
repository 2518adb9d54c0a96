//! Parts of an .xlsx workbook: which part is which sheet, and the facts about the sheets other than
//! cell values.

use super::looks::{Looks, Notes, StruckTexts, is_on, notes_of};
use super::xlsb;
use super::xml::{Budget, each, is_true, walk};
use crate::files::tables::container::csv::{MOST_CELLS, MOST_COLUMNS};
use crate::files::tables::container::facts::{Area, Facts, area_at, cell_at};
use crate::files::tables::container::fault::{BookFault, broken};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::Read;

/// Data collected from the parts so far.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Names of sheets with the keys of their parts.
    names: Vec<(String, String)>,
    /// Paths of parts by key.
    paths: BTreeMap<String, String>,
    /// Facts of sheets by path, with the cells whose formula has the value 0.
    sheets: BTreeMap<String, (Facts, Vec<(u32, usize)>)>,
    /// Looks of the cell formats; read before any sheet.
    looks: Looks,
    /// Shared texts that are struck out; read before any sheet.
    struck: StruckTexts,
    /// Paths of the notes parts, by the path of their sheet.
    notes_of: BTreeMap<String, String>,
    /// Notes of cells by path.
    notes: BTreeMap<String, Notes>,
    /// Whether the workbook asks to be calculated on opening. Libraries set this when they write 0
    /// as the value of every formula they cannot calculate.
    uncalculated: bool,
}

impl Parts {
    /// Reads one part.
    pub(super) fn read(
        &mut self,
        name: &str,
        input: impl Read,
        budget: &mut Budget,
    ) -> Result<(), BookFault> {
        if name.starts_with("xl/worksheets/") && name.ends_with(".xml") {
            let mut sheet = Sheet::new(&self.looks, &self.struck);
            walk(input, budget, |event| sheet.see(event))?;
            let own = (sheet.facts, sheet.zeros);
            self.sheets.insert(name.to_owned(), own);
            return Ok(());
        }
        if is_notes(name) {
            let mut notes = Notes::default();
            // A table with an unreadable note can still be read.
            match walk(input, budget, |event| notes.see(event)) {
                Err(BookFault::Broken(_)) | Ok(()) => {}
                Err(fault) => return Err(fault),
            }
            self.notes.insert(name.to_owned(), notes);
            return Ok(());
        }
        if let Some(sheet) = name
            .strip_prefix("xl/worksheets/_rels/")
            .and_then(|own| own.strip_suffix(".rels"))
        {
            let mut found = None;
            walk(input, budget, |event| {
                if let Event::Start(element) | Event::Empty(element) = event {
                    found = notes_of(element)?.or(found.take());
                }
                Ok(())
            })?;
            let sheet = format!("xl/worksheets/{sheet}");
            self.notes_of.extend(found.map(|path| (sheet, path)));
            return Ok(());
        }
        match name {
            "xl/styles.xml" => walk(input, budget, |event| self.looks.see(event)),
            "xl/sharedstrings.xml" => walk(input, budget, |event| self.struck.see(event)),
            "xl/workbook.xml" => walk(input, budget, |event| self.workbook(event)),
            "xl/_rels/workbook.xml.rels" | "xl/_rels/workbook.bin.rels" => {
                walk(input, budget, |event| self.relations(event))
            }
            _ => walk(input, budget, |_| Ok(())),
        }
    }

    /// Reads one part of binary records.
    pub(super) fn read_records(&mut self, name: &str, stream: &[u8]) {
        if name == "xl/workbook.bin" {
            self.names = xlsb::names(stream);
        } else if name.starts_with("xl/worksheets/") {
            let facts = xlsb::facts(stream);
            self.sheets.insert(name.to_owned(), (facts, Vec::new()));
        }
    }

    fn workbook(&mut self, event: &Event<'_>) -> Result<(), BookFault> {
        let (Event::Start(element) | Event::Empty(element)) = event else {
            return Ok(());
        };
        match element.local_name().as_ref() {
            "sheet" => {
                let (mut name, mut key) = (String::new(), String::new());
                each(element, |attribute, value| match attribute {
                    "name" => name = value,
                    _ if attribute == "id" || attribute.ends_with(":id") => key = value,
                    _ => {}
                })?;
                self.names.push((name, key));
            }
            "calcPr" => each(element, |attribute, value| {
                if attribute == "fullCalcOnLoad" {
                    self.uncalculated = is_true(&value);
                }
            })?,
            _ => {}
        }
        Ok(())
    }

    fn relations(&mut self, event: &Event<'_>) -> Result<(), BookFault> {
        let (Event::Start(element) | Event::Empty(element)) = event else {
            return Ok(());
        };
        if element.local_name().as_ref() != "Relationship" {
            return Ok(());
        }
        let (mut key, mut target) = (String::new(), String::new());
        each(element, |attribute, value| match attribute {
            "Id" => key = value,
            "Target" => target = value,
            _ => {}
        })?;
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        self.paths.insert(key, path.to_lowercase());
        Ok(())
    }

    /// The facts of each sheet, by name.
    pub(super) fn facts(mut self) -> BTreeMap<String, Facts> {
        let mut facts = BTreeMap::new();
        for (name, key) in self.names {
            let Some(path) = self.paths.get(&key) else {
                continue;
            };
            let Some((mut own, zeros)) = self.sheets.remove(path) else {
                continue;
            };
            if self.uncalculated {
                own.pending.extend(zeros);
            }
            let notes = self.notes_of.get(path);
            if let Some(notes) = notes.and_then(|path| self.notes.remove(path)) {
                own.notes = notes.found;
            }
            facts.insert(name, own);
        }
        facts
    }
}

/// Whether a part holds notes.
pub(super) fn is_notes(name: &str) -> bool {
    name.starts_with("xl/comments") && name.ends_with(".xml")
}

/// State while a sheet is read.
#[derive(Debug)]
struct Sheet<'a> {
    looks: &'a Looks,
    struck: &'a StruckTexts,
    facts: Facts,
    zeros: Vec<(u32, usize)>,
    row: u32,
    column: usize,
    cells: usize,
    cell: Option<Cell>,
    in_value: bool,
}

/// State while a cell is read.
#[derive(Debug, Default)]
struct Cell {
    row: u32,
    column: usize,
    is_text: bool,
    formula: bool,
    has_value: bool,
    written: bool,
    zero: bool,
    shared: bool,
    format: usize,
    struck: bool,
}

impl<'a> Sheet<'a> {
    fn new(looks: &'a Looks, struck: &'a StruckTexts) -> Self {
        Self {
            looks,
            struck,
            facts: Facts::default(),
            zeros: Vec::new(),
            row: 0,
            column: 0,
            cells: 0,
            cell: None,
            in_value: false,
        }
    }

    fn see(&mut self, event: &Event<'_>) -> Result<(), BookFault> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element)?;
                self.end(element.local_name().as_ref());
                Ok(())
            }
            Event::Text(text) if self.in_value => {
                if let Some(cell) = &mut self.cell {
                    let text: &str = text.as_ref();
                    cell.written |= !text.is_empty();
                    cell.zero = text == "0";
                    if cell.shared && text.parse().is_ok_and(|at| self.struck.holds(at)) {
                        cell.struck = true;
                    }
                }
                Ok(())
            }
            Event::End(element) => {
                self.end(element.local_name().as_ref());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), BookFault> {
        match element.local_name().as_ref() {
            "c" => return self.cell(element),
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.formula = true;
                }
            }
            "v" => {
                self.in_value = self.cell.is_some();
                if let Some(cell) = &mut self.cell {
                    cell.has_value = true;
                }
            }
            "is" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_value = true;
                }
            }
            "strike" if self.cell.is_some() => {
                let on = is_on(element)?;
                if let Some(cell) = &mut self.cell {
                    cell.struck |= on;
                }
            }
            "row" => {
                self.row += 1;
                self.column = 0;
                let mut hidden = false;
                each(element, |attribute, value| match attribute {
                    "r" => self.row = value.parse().unwrap_or(self.row),
                    "hidden" => hidden |= is_true(&value),
                    // A row of height 0 is hidden as well.
                    "ht" => hidden |= value.parse() == Ok(0.0),
                    _ => {}
                })?;
                if hidden {
                    self.facts.hidden_rows.insert(self.row);
                }
            }
            "mergeCell" => {
                let mut area: Option<Area> = None;
                each(element, |attribute, value| {
                    if attribute == "ref" {
                        area = area_at(&value);
                    }
                })?;
                self.facts.merges.extend(area.filter(Area::is_real));
            }
            "col" => {
                let (mut first, mut last, mut hidden) = (0usize, 0usize, false);
                each(element, |attribute, value| match attribute {
                    "min" => first = value.parse().unwrap_or(0),
                    "max" => last = value.parse().unwrap_or(0),
                    "hidden" => hidden |= is_true(&value),
                    "width" => hidden |= value.parse() == Ok(0.0),
                    _ => {}
                })?;
                if hidden && first > 0 && first <= last {
                    let last = last.min(MOST_COLUMNS);
                    self.facts.hidden_columns.push((first - 1, last - 1));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), BookFault> {
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(BookFault::TooLong);
        }
        let mut cell = Cell {
            row: self.row,
            column: self.column,
            ..Cell::default()
        };
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(broken)?;
            match attribute.key.as_ref() {
                "r" => {
                    if let Some(at) = cell_at(&attribute.value) {
                        (cell.row, cell.column) = at;
                    }
                }
                "t" => {
                    cell.is_text = attribute.value == "str";
                    cell.shared = attribute.value == "s";
                }
                "s" => cell.format = attribute.value.parse().unwrap_or(0),
                _ => {}
            }
        }
        self.column = cell.column + 1;
        self.cell = Some(cell);
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "v" => self.in_value = false,
            "c" => {
                let Some(cell) = self.cell.take() else {
                    return;
                };
                let at = (cell.row, cell.column);
                let look = self.looks.of(cell.format);
                if cell.has_value && (cell.struck || look.struck) {
                    self.facts.struck.insert(at);
                }
                if cell.has_value && look.unseen {
                    self.facts.unseen.insert(at);
                }
                if !cell.formula {
                    return;
                }
                // A formula may yield an empty text; the cell then has the text type.
                if !(cell.written || cell.is_text && cell.has_value) {
                    self.facts.pending.insert(at);
                } else if cell.zero && !cell.is_text {
                    self.zeros.push(at);
                }
            }
            _ => {}
        }
    }
}
