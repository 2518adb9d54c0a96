//! Chooses the sheets of a workbook that hold a table.

use super::kinds::{self, stem};
use super::recognise::recognise;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::book::Book;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::{SCREENING, TABLES, TableSpec, fold};
use crate::files::tables::sheet::header::{self, HEADER_WITHIN};
use crate::model::Place;

/// The sheets read for a table.
#[derive(Debug, Default)]
pub(in crate::files::tables) struct Choice {
    /// The sheet of the table.
    pub(in crate::files::tables) main: String,
    /// Further sheets with the same columns, also read.
    pub(in crate::files::tables) joined: Vec<String>,
}

/// What another sheet of the workbook contains.
enum Other {
    /// The same table, to be read as well.
    Same,
    /// A table by its columns, but hidden or named as no longer in use.
    Aside(&'static TableSpec),
    /// Another table by its columns, which has a file of its own.
    Table(&'static TableSpec),
    /// Not a table of a season.
    Unknown,
}

/// Chooses `wanted` if given, else the sheet named like the table or its file, else the first
/// visible one with the table's columns, else the first. Sheets in `elsewhere` hold other tables
/// and are read for those. Reports every non-empty sheet that is not read.
pub(in crate::files::tables) fn choose(
    book: &mut Book,
    spec: &'static TableSpec,
    file: &str,
    wanted: Option<&str>,
    elsewhere: &[String],
    findings: &mut Findings,
) -> Option<Choice> {
    let visible = book.visible();
    let named = |name: &&String| spec.is_named(name) || fold(name) == fold(stem(file));
    let main = match wanted {
        Some(wanted) => wanted.to_owned(),
        None => match visible.iter().find(named) {
            Some(named) => named.clone(),
            None => first_that_fits(book, spec, &visible, elsewhere)?,
        },
    };
    let mut choice = Choice {
        main,
        joined: Vec::new(),
    };
    let (mut unread, mut hidden) = (Vec::new(), Vec::new());
    for (sheet, shown) in book.sheets.clone() {
        if sheet == choice.main || elsewhere.contains(&sheet) {
            continue;
        }
        match other(book, spec, &sheet, shown) {
            None => {}
            Some(Other::Same) => choice.joined.push(sheet),
            Some(Other::Aside(own)) => aside(file, &sheet, shown, own, findings),
            // The table whose file this is reads the other sheets itself.
            Some(_) if wanted.is_some() => {}
            Some(Other::Table(other)) => of_another(file, &sheet, other, findings),
            Some(Other::Unknown) if shown && !is_ours(spec, &sheet) => unread.push(sheet),
            Some(Other::Unknown) if !shown && !sheet.starts_with('_') => hidden.push(sheet),
            Some(Other::Unknown) => {}
        }
    }
    told_hidden(file, &hidden, findings);
    told_joined(file, &choice, findings);
    told_unread(file, &choice.main, &unread, findings);
    Some(choice)
}

/// Whether this is an extra sheet that `screen` adds to its workbook.
fn is_ours(spec: &TableSpec, sheet: &str) -> bool {
    const BESIDE: [&str; 4] = ["推荐名额", "quotas", "疑似重复", "duplicates"];
    spec.key == SCREENING.key && BESIDE.contains(&sheet)
}

fn first_that_fits(
    book: &mut Book,
    spec: &TableSpec,
    visible: &[String],
    elsewhere: &[String],
) -> Option<String> {
    let mut filled = None;
    // A single sheet need not be examined.
    if visible.len() > 1 {
        for sheet in visible.iter().filter(|sheet| !elsewhere.contains(sheet)) {
            let Ok(head) = book.head(sheet, HEADER_WITHIN + 1) else {
                continue;
            };
            let found = header::find(spec, &head.rows, &head.facts);
            if found.is_some_and(|found| found.is_whole(spec)) {
                return Some(sheet.clone());
            }
            filled = filled.or_else(|| Some(sheet.clone()));
        }
    }
    filled.or_else(|| visible.first().cloned())
}

/// Classifies a sheet other than the one that is read; `None` if it is empty.
fn other(book: &mut Book, spec: &'static TableSpec, sheet: &str, shown: bool) -> Option<Other> {
    let head = book.head(sheet, HEADER_WITHIN + 1).ok()?;
    let found = header::find(spec, &head.rows, &head.facts);
    let whole = found.is_some_and(|found| found.is_whole(spec) && found.known > 1);
    let best = recognise(&head, &[sheet]);
    let of_season = TABLES.iter().any(|own| own.key == spec.key);
    let same = whole && best.map_or(!of_season, |best| best.key == spec.key);
    let same = same || (whole && spec.is_named(sheet));
    let set_aside = !shown || kinds::is_set_aside(sheet);
    Some(match best {
        _ if same && set_aside => Other::Aside(spec),
        _ if same => Other::Same,
        Some(best) if of_season && set_aside => Other::Aside(best),
        Some(best) if of_season && best.key != spec.key => Other::Table(best),
        _ => Other::Unknown,
    })
}

fn at(file: &str, sheet: &str) -> Place {
    Place {
        sheet: Some(sheet.to_owned()),
        ..Place::file(file)
    }
}

fn told_joined(file: &str, choice: &Choice, findings: &mut Findings) {
    let main = &choice.main;
    for sheet in &choice.joined {
        findings.add(
            ProblemCode::SheetJoined,
            at(file, sheet),
            "",
            bilingual!(
                "这张工作表与「{main}」列名相同，其中的行也已一并读取",
                "This sheet has the same columns as [{main}]; its rows were also read"
            ),
            bilingual!(
                "若不应计入，删去或移出该工作表",
                "If its rows should not count, delete the sheet or move it away"
            ),
        );
    }
}

fn aside(file: &str, sheet: &str, shown: bool, spec: &TableSpec, findings: &mut Findings) {
    let name = spec.name();
    let (zh, en) = (name.zh, name.en);
    let (why_zh, why_en) = if shown {
        ("但从名称看已不用", "but its name says it is no longer used")
    } else {
        ("但它是隐藏的", "but it is hidden")
    };
    findings.add(
        ProblemCode::SheetNotRead,
        at(file, sheet),
        "",
        bilingual!(
            "这张工作表有{zh}的列，{why_zh}，未读取",
            "This sheet has the columns of {en}, {why_en}; it was not read"
        ),
        bilingual!(
            "若应读取，取消隐藏并改名；否则删去",
            "If it should be read, unhide and rename it; otherwise delete it"
        ),
    );
}

fn of_another(file: &str, sheet: &str, other: &TableSpec, findings: &mut Findings) {
    let name = other.name();
    let (zh, en, key) = (name.zh, name.en, other.key);
    findings.add(
        ProblemCode::SheetNotRead,
        at(file, sheet),
        "",
        bilingual!(
            "这张工作表有{zh}的列，但{zh}另有文件（或不止一处），未读取",
            "This sheet has the columns of {en}, but there is a separate file for it (or several such places); it was not read"
        ),
        bilingual!(
            "若其中有要用的行，并入 {key} 文件；否则删去该工作表",
            "If it has rows that are needed, add them to the file {key}; otherwise delete the sheet"
        ),
    );
}

fn told_hidden(file: &str, hidden: &[String], findings: &mut Findings) {
    let Some(first) = hidden.first() else {
        return;
    };
    let (zh, en) = (hidden.join("、"), hidden.join(", "));
    findings.add(
        ProblemCode::HiddenSheet,
        at(file, first),
        "",
        bilingual!(
            "隐藏的工作表有内容，未读取：{zh}",
            "Hidden sheets with content were not read: {en}"
        ),
        bilingual!(
            "取消隐藏看一看；其中若有关系、回避或名单，录入相应的表",
            "Unhide and check them; if they contain relations, recusals or lists, enter these in the proper tables"
        ),
    );
}

fn told_unread(file: &str, main: &str, unread: &[String], findings: &mut Findings) {
    if unread.is_empty() {
        return;
    }
    let (zh, en) = (unread.join("、"), unread.join(", "));
    findings.add(
        ProblemCode::SheetChosen,
        at(file, main),
        "",
        bilingual!(
            "只读取了这张工作表，未读取：{zh}",
            "Only this sheet was read; not read: {en}"
        ),
        bilingual!(
            "要读取别的工作表，请以表名命名，并检查其表头",
            "To have another sheet read, name it after the table and check its header"
        ),
    );
}
