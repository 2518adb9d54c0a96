//! Reads a workbook back, whichever program saved it.

use super::book::{Header, Sheet, at, header, is_mark, mark, max_shown, open, owner_seen, text};
use super::filled::FilledRow;
use super::form::Form;
use super::kinds::other_kind;
use super::mark::{Mark, MarkFault, Owner};
use super::marked::Marked;
use super::percent::percent_cells;
use super::problems;
use super::problems_marked;
use super::rows::RowReader;
use super::words::Column;
use crate::files::tables::{Facts, facts};
use crate::model::{Place, Problem};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A workbook that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// File name.
    pub file: String,
    /// Name of the sheet within it.
    pub sheet: String,
    /// Identity of the workbook.
    pub mark: Mark,
    /// The highest score of its scale.
    pub max: f64,
    /// Its rows.
    pub rows: Vec<FilledRow>,
}

/// Reads one workbook; `form` is what its sheets ask for. Returns every score table of the workbook with the mark of its owner, because sheets get copied within a
/// workbook and collected into one; and all problems. Empty if the workbook cannot be counted at
/// all.
pub fn read(file: &str, bytes: &[u8], form: &Form) -> (Vec<Filled>, Vec<Problem>) {
    let mut problems = Vec::new();
    let place = Place::file(file);
    if let Some(kind) = other_kind(file, bytes) {
        return (
            Vec::new(),
            vec![problems::other_format(place, kind, kind.is_likely(file))],
        );
    }
    if is_sealed(bytes) {
        return (Vec::new(), vec![problems::sealed(place)]);
    }
    let Some(facts) = facts(bytes) else {
        return (Vec::new(), vec![problems::unreadable(place)]);
    };
    // The reader should never panic; a damaged file must not end the program if it does.
    let sheets = catch_unwind(AssertUnwindSafe(|| open(bytes))).unwrap_or(None);
    let Some(sheets) = sheets else {
        return (Vec::new(), vec![problems::unreadable(place)]);
    };
    let mut marks = Vec::new();
    let mut altered = false;
    for found in sheets.iter().filter(is_mark).map(mark) {
        match found {
            Ok(mark) if !marks.contains(&mark) => marks.push(mark),
            Ok(_) => {}
            Err(MarkFault::Altered) => altered = true,
            Err(MarkFault::Absent) => {}
        }
    }
    if marks.is_empty() {
        let problem = match altered {
            true => problems::altered(place),
            false => problems::no_mark(place),
        };
        return (Vec::new(), vec![problem]);
    }
    let percent = percent_cells(bytes);
    let (none, no_facts) = (BTreeSet::new(), Facts::default());
    let mut filled: Vec<Filled> = Vec::new();
    let mut tables = 0;
    for sheet in sheets.iter().filter(|sheet| !is_mark(sheet)) {
        let Some((expert, mut header)) = table_of(sheet, form, &marks) else {
            if let Some(id) = holds_rows(sheet, &marks) {
                let place = at(file, sheet, None, None);
                problems.push(problems::sheet_not_read(place, &id));
            }
            continue;
        };
        tables += 1;
        let mark = match owner_of(sheet, &header, expert, &marks) {
            Ok(mark) => mark,
            Err((seen, marked)) => {
                let place = at(file, sheet, None, None);
                problems.push(problems::other_owner(place, &seen, &marked));
                continue;
            }
        };
        let terms = mark.terms.as_ref();
        let max = match terms.map(|own| own.scale.max.parse()) {
            Some(Ok(own)) => own,
            _ => max_shown(sheet, header.row).unwrap_or(form.criteria.max),
        };
        columns_told((file, sheet, form), expert, &mut header, &mut problems);
        let marked = Marked {
            file,
            sheet,
            header: &header,
            facts: facts.get(&sheet.name).unwrap_or(&no_facts),
        };
        let mut reader = RowReader {
            file,
            sheet,
            header: &header,
            marked: &marked,
            form,
            max,
            percent: percent.get(&sheet.name).unwrap_or(&none),
            fractions: false,
            problems: &mut problems,
        };
        let rows = reader.rows(mark);
        filled.push(Filled {
            file: file.to_owned(),
            sheet: sheet.name.clone(),
            mark: mark.clone(),
            max,
            rows,
        });
    }
    if tables == 0 {
        problems.push(problems::no_table(place));
    }
    (filled, problems)
}

/// Whether a workbook asks for a password when it is opened.
fn is_sealed(bytes: &[u8]) -> bool {
    let container = cfb::CompoundFile::open(std::io::Cursor::new(bytes));
    container.is_ok_and(|own| own.exists("/EncryptedPackage"))
}

/// The header of a sheet that is a score table (`true`) or a consensus table; the kind given by the
/// marks is tried first.
fn table_of(sheet: &Sheet, form: &Form, marks: &[Mark]) -> Option<(bool, Header)> {
    let expert = marks
        .iter()
        .any(|mark| matches!(mark.owner, Owner::Expert(_)));
    let kinds = [expert, !expert].into_iter();
    let mut found = kinds.filter_map(|expert| Some((expert, header(sheet, form, expert)?)));
    found.next()
}

/// Reports missing score columns, and drops columns that occur twice.
fn columns_told(
    (file, sheet, form): (&str, &Sheet, &Form),
    expert: bool,
    header: &mut Header,
    told: &mut Vec<Problem>,
) {
    let scores = (0..form.count()).map(Column::Score);
    let needed: Vec<Column> = match expert {
        true => scores.collect(),
        false => vec![Column::Agreed],
    };
    let missing: Vec<String> = needed
        .iter()
        .filter(|column| !header.columns.contains_key(column))
        .map(|column| form.header(*column).zh)
        .collect();
    let place = at(file, sheet, Some(header.row), None);
    if !missing.is_empty() {
        told.push(problems_marked::column_missing(
            place.clone(),
            &missing.join("、"),
        ));
    }
    for column in needed.iter().filter(|column| header.twice.contains(column)) {
        let words = header.words.get(column).cloned().unwrap_or_default();
        told.push(problems_marked::column_twice(place.clone(), &words));
        header.columns.remove(column);
    }
}

/// The mark of a table: by the owner it shows, or if it shows none, the only mark of its kind.
/// Otherwise the owner it shows, and the owners of the marks.
fn owner_of<'m>(
    sheet: &Sheet,
    header: &Header,
    expert: bool,
    marks: &'m [Mark],
) -> Result<&'m Mark, (String, String)> {
    let kind = |mark: &&Mark| matches!(mark.owner, Owner::Expert(_)) == expert;
    let own: Vec<&Mark> = marks.iter().filter(kind).collect();
    let seen = owner_seen(sheet, header.row, expert);
    let fits = |mark: &&&Mark| seen.as_deref().is_none_or(|seen| seen == mark.owner.id());
    let fitting: Vec<&&Mark> = own.iter().filter(fits).collect();
    match fitting.as_slice() {
        [one] => return Ok(one),
        // Of several marks of one owner, the one with the rows of the table.
        [_, _, ..] => {
            let ids = ids_in(sheet, header);
            let rows = |mark: &Mark| mark.rows.iter().filter(|(id, _)| ids.contains(id)).count();
            if let Some(best) = fitting.iter().max_by_key(|mark| rows(mark)) {
                return Ok(best);
            }
        }
        [] => {}
    }
    let all: Vec<&str> = marks.iter().map(|mark| mark.owner.id()).collect();
    Err((seen.unwrap_or_default(), all.join("、")))
}

fn ids_in(sheet: &Sheet, header: &Header) -> BTreeSet<String> {
    let Some(&column) = header.columns.get(&Column::Id) else {
        return BTreeSet::new();
    };
    let below = sheet.cells.range((header.row + 1, 0)..);
    let ids = below.filter(|((_, at), _)| *at == column);
    ids.map(|(_, cell)| text(cell)).collect()
}

/// An id from the marks that occurs in a sheet without a table, which may therefore contain
/// entries.
fn holds_rows(sheet: &Sheet, marks: &[Mark]) -> Option<String> {
    let ids: BTreeSet<&str> = marks
        .iter()
        .flat_map(|mark| mark.rows.iter().map(|(id, _)| id.as_str()))
        .collect();
    let mut cells = sheet.cells.values().map(text);
    cells.find(|cell| ids.contains(cell.as_str()))
}

impl FilledRow {
    /// Whether a person entered anything.
    pub(super) fn is_filled(&self) -> bool {
        self.touched
            || self.recusal
            || self.unclear
            || self.agreed.is_some()
            || self.recommended.is_some()
            || [&self.comment, &self.reason, &self.opinion]
                .iter()
                .any(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_sheet_is_refused() {
        let form = Form::of(&crate::model::Rules::default());
        let (filled, problems) = read("a.xlsx", b"PK\x03\x04", &form);
        assert_eq!((filled, problems[0].code), (vec![], "T101"));
        let mut book = rust_xlsxwriter::Workbook::new();
        let _ = book
            .add_worksheet()
            .write(0, 0, "申报编号")
            .expect("a cell");
        let bytes = book.save_to_buffer().expect("a workbook");
        let (filled, problems) = read("a.xlsx", &bytes, &form);
        assert_eq!((filled, problems[0].code), (vec![], "T102"));
        let sealed = crate::year::export::seal(&bytes, "a password").expect("sealed");
        let (filled, problems) = read("a.xlsx", &sealed, &form);
        assert_eq!((filled, problems[0].code), (vec![], "T162"));
    }
}
