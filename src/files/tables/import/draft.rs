//! A draft of the season: everything that the files and the answers say, with what is still asked.

use super::super::ProblemCode;
use super::super::findings::Findings;
use super::super::headers::TableSpec;
use super::super::sheet::columns::OF_THE_ORIGINAL;
use super::super::vocabulary::vocabulary;
use super::answers::{Answers, Asking, Choice, Item, NONE};
use super::data::{Certainty, ColumnPlan, ImportPlan, Kept, SheetPlan};
use super::draft_faults::{missing, not_a_table, nothing, unknown_answers, unread};
use super::forms;
use super::gather::Original;
use super::known::Known;
use super::lines::{self, Line};
use super::mapping::{self, Layout};
use super::memory::Memory;
use super::names::Names;
use super::people;
use super::pieces::{Loose, Piece};
use super::remarks;
use super::tables::{header_of, looks_like_table, loose, table_of};
use super::tie_rows;
use super::ties::{self, Tie};
use super::words::{self, Synonym};
use super::year;
use crate::bilingual;
use crate::model::words::Hidden;
use crate::model::{Place, Problem};
use std::collections::BTreeMap;

/// The sheet that a row is from, where a table was joined from several.
pub(super) const SHEET_COLUMN: &str = "所在工作表";

/// A table of the season that is to be.
#[derive(Debug)]
pub(super) struct Output {
    /// Which table.
    pub(super) spec: &'static TableSpec,
    /// Its rows.
    pub(super) lines: Vec<Line>,
}

/// A season that is to be.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What a person is shown.
    pub(super) plan: ImportPlan,
    /// The tables.
    pub(super) outputs: Vec<Output>,
    /// How the sheets were read.
    pub(super) layouts: Vec<Layout>,
    /// All sheets.
    pub(super) pieces: Vec<Piece>,
    /// Words for codes.
    pub(super) synonyms: Vec<Synonym>,
    /// Everybody with an id.
    pub(super) known: Vec<Known>,
    /// Ties read from sentences.
    pub(super) ties: Vec<Tie>,
    /// Sentences without a tie that was recognised.
    pub(super) unread: Vec<(usize, u32, String)>,
    /// The answers that counted.
    pub(super) used: Answers,
    /// The year of the season, where the files say it.
    pub(super) year: Option<i32>,
}

/// Columns of yes and no, by table.
const YES_NO: [(&str, &[&str]); 2] = [
    ("experts", &["can_lead", "quality_lead", "available"]),
    ("submissions", &["passed"]),
];

/// Makes the draft.
pub(super) fn draft(
    originals: &[Original],
    gathered: &[Problem],
    memory: &Memory,
    answers: &Answers,
) -> Draft {
    let mut findings = Findings::default();
    let answers = answers.clone().or(&memory.all.answers);
    let mut asking = Asking::new(&answers);
    let Ok(vocabulary) = vocabulary(None) else {
        return Draft::default();
    };
    let (pieces, loose) = forms::read(originals, &mut findings);
    let (tables, sure) = tables(&pieces, &mut asking, &mut findings);
    let layouts = mapping::layouts(&pieces, &tables, &vocabulary, memory, &mut asking);
    missing(&layouts, &pieces, &mut findings);
    let mut outputs = outputs(&layouts, &pieces, &mut asking, &mut findings);
    let year = year::of(originals, &pieces, &mut asking);
    let known = experts(&mut outputs, &pieces, memory, &mut asking, &mut findings);
    submissions(&mut outputs, &mut findings);
    for (key, columns) in YES_NO {
        if let Some(own) = outputs.iter_mut().find(|own| own.spec.key == key) {
            remarks::ask_words(own.spec, columns, &mut own.lines, &mut asking);
        }
    }
    let mut coded: Vec<(&'static str, &mut Vec<Line>)> = outputs
        .iter_mut()
        .filter(|own| ["experts", "submissions"].contains(&own.spec.key))
        .map(|own| (own.spec.key, &mut own.lines))
        .collect();
    let synonyms = words::ask(&mut coded, &vocabulary, &mut asking);
    let names = names(&outputs);
    let this_year = year.unwrap_or_else(|| i32::from(jiff::ZonedDateTime::now().year()));
    let mut read = ties::read(&loose, &names, this_year);
    tie_rows::confirm(&mut read.ties, &names, &mut asking);
    confirmed(&mut outputs, &read.ties, &loose, &pieces);
    unread(&read.unread, &loose, &mut findings);
    unknown_answers(&asking, &mut findings);
    if outputs.iter().all(|own| own.lines.is_empty()) && asking.open.is_empty() {
        nothing(&pieces, &mut findings);
    }
    hide(&outputs, &mut findings);
    let problems = match findings.finish() {
        Ok(problems) => problems,
        Err(problems) => problems.0,
    };
    let count = |key: &str| {
        let own = outputs.iter().find(|own| own.spec.key == key);
        own.map_or(0, |own| own.lines.len())
    };
    let plan = ImportPlan {
        sheets: shown(&pieces, &loose, &layouts, &sure, &read),
        questions: std::mem::take(&mut asking.open),
        problems: gathered.iter().cloned().chain(problems).collect(),
        experts: count("experts"),
        submissions: count("submissions"),
    };
    Draft {
        plan,
        used: asking.used,
        outputs,
        layouts,
        pieces,
        synonyms,
        known,
        ties: read.ties,
        unread: read.unread,
        year,
    }
}

/// Which table each sheet is; what looks like a table and is none that is known is asked about.
fn tables(
    pieces: &[Piece],
    asking: &mut Asking<'_>,
    findings: &mut Findings,
) -> (Vec<Option<&'static TableSpec>>, Vec<Certainty>) {
    let found: Vec<_> = pieces.iter().map(table_of).collect();
    let mut tables: Vec<Option<&'static TableSpec>> =
        found.iter().map(|own| own.map(|own| own.0)).collect();
    let mut sure: Vec<Certainty> = found
        .iter()
        .map(|own| own.map_or(Certainty::None, |own| own.1))
        .collect();
    let mut items = Vec::new();
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let guessed = sure[at] == Certainty::Guessed;
        let unknown = tables[at].is_none();
        if guessed || unknown && looks_like_table(&piece.grid) {
            items.push(which_table(piece, tables[at]));
            open.push(at);
        } else if unknown {
            not_a_table(piece, findings);
        }
    }
    let words = bilingual!(
        "这些工作表是哪一张表？（不是的不读取）",
        "Which table are these sheets? (one that is none is not read)"
    );
    let values = asking.ask("sheets", words, items, |_| false);
    for (at, value) in open.into_iter().zip(values) {
        let value = value.filter(|own| own != NONE);
        tables[at] = value.as_deref().and_then(loose);
        sure[at] = if tables[at].is_some() {
            Certainty::Guessed
        } else {
            Certainty::None
        };
    }
    (tables, sure)
}

fn which_table(piece: &Piece, guess: Option<&'static TableSpec>) -> Item {
    let head = header_of(&super::super::headers::EXPERTS, &piece.grid);
    let labels = head.map(|own| own.labels).unwrap_or_default();
    let labels: Vec<&str> = labels
        .iter()
        .map(|own| own.text.as_str())
        .filter(|own| !own.is_empty())
        .take(8)
        .collect();
    let shown = labels.join("、");
    let (file, name) = (&piece.file, piece.name());
    let keys = [
        "experts",
        "submissions",
        "recommenders",
        "relations",
        "declared",
    ];
    let mut choices: Vec<Choice> = keys
        .iter()
        .filter_map(|key| loose(key))
        .map(|spec| Choice {
            value: spec.key.to_owned(),
            words: spec.name(),
        })
        .collect();
    choices.push(Choice {
        value: NONE.to_owned(),
        words: bilingual!("不读取", "do not read it"),
    });
    let digits = |c: &char| !c.is_ascii_digit();
    Item {
        key: name.chars().filter(digits).collect(),
        words: bilingual!(
            "「{file}」的「{name}」，表头：{shown}",
            "[{name}] of [{file}], header: {shown}"
        ),
        choices,
        free: false,
        proposal: Some(guess.map_or(NONE, |spec| spec.key).to_owned()),
    }
}

/// The rows of all sheets, table by table.
fn outputs(
    layouts: &[Layout],
    pieces: &[Piece],
    asking: &mut Asking<'_>,
    findings: &mut Findings,
) -> Vec<Output> {
    let mut outputs: Vec<Output> = Vec::new();
    for layout in layouts {
        let lines = lines::read(layout, pieces, findings);
        match outputs
            .iter_mut()
            .find(|own| own.spec.key == layout.spec.key)
        {
            Some(own) => own.lines.extend(lines),
            None => outputs.push(Output {
                spec: layout.spec,
                lines,
            }),
        }
    }
    for own in &mut outputs {
        let lines = std::mem::take(&mut own.lines);
        own.lines = lines::without_doubles(own.spec.key, lines, pieces, asking, findings);
        sheets_as_column(&mut own.lines, pieces);
    }
    outputs
}

/// Keeps the name of the sheet, where a table is joined from several.
fn sheets_as_column(lines: &mut [Line], pieces: &[Piece]) {
    let first = lines.first().map(|line| line.piece);
    if lines.iter().all(|line| Some(line.piece) == first) {
        return;
    }
    for line in lines {
        let name = pieces[line.piece].name().to_owned();
        line.extras.push((SHEET_COLUMN.to_owned(), name));
    }
}

fn experts(
    outputs: &mut [Output],
    pieces: &[Piece],
    memory: &Memory,
    asking: &mut Asking<'_>,
    findings: &mut Findings,
) -> Vec<Known> {
    let Some(own) = outputs.iter_mut().find(|own| own.spec.key == "experts") else {
        return Vec::new();
    };
    let lines = std::mem::take(&mut own.lines);
    own.lines = people::joined(lines, pieces, findings);
    remarks::fill(&mut own.lines, pieces, asking);
    let known = people::give_ids(&mut own.lines, &memory.people, asking);
    if !known.is_empty() {
        let count = own.lines.len();
        findings.add(
            ProblemCode::ImportIds,
            Place::file("experts.xlsx"),
            "",
            bilingual!(
                "专家表没有编号，已为 {count} 位专家编号，记在 ids.csv，以后各年沿用",
                "The experts have no ids; {count} were given ids, kept in ids.csv for the years to come"
            ),
            bilingual!("保存好 ids.csv", "Keep ids.csv"),
        );
    }
    known
}

fn submissions(outputs: &mut [Output], findings: &mut Findings) {
    let Some(own) = outputs.iter_mut().find(|own| own.spec.key == "submissions") else {
        return;
    };
    if people::number_submissions(&mut own.lines) {
        let count = own.lines.len();
        findings.add(
            ProblemCode::ImportIds,
            Place::file("submissions.xlsx"),
            "",
            bilingual!(
                "申报表没有编号，已按顺序给 {count} 项申报编号",
                "The submissions have no ids; {count} were numbered in their order"
            ),
            bilingual!("无需处理", "Nothing needs to be done"),
        );
    }
}

fn names(outputs: &[Output]) -> Names {
    let lines = |key: &str| {
        let own = outputs.iter().find(|own| own.spec.key == key);
        own.map_or(&[][..], |own| own.lines.as_slice())
    };
    Names::of(
        lines("experts"),
        lines("submissions"),
        lines("recommenders"),
    )
}

/// Adds the confirmed ties to the table of relations.
fn confirmed(outputs: &mut Vec<Output>, ties: &[Tie], loose: &[Loose], pieces: &[Piece]) {
    let rows = tie_rows::rows(ties);
    let Some(spec) = super::tables::loose("relations").filter(|_| !rows.is_empty()) else {
        return;
    };
    // Texts come behind the sheets: their number says which they are.
    let rows = rows.into_iter().filter_map(|(original, line)| {
        let at = loose.iter().position(|own| own.original == original)?;
        Some(Line {
            piece: pieces.len() + at,
            ..line
        })
    });
    match outputs.iter_mut().find(|own| own.spec.key == "relations") {
        Some(own) => own.lines.extend(rows),
        None => outputs.push(Output {
            spec,
            lines: rows.collect(),
        }),
    }
}

fn hide(outputs: &[Output], findings: &mut Findings) {
    let experts = outputs.iter().filter(|own| own.spec.key == "experts");
    let lines = experts.flat_map(|own| own.lines.iter());
    findings.hide(&Hidden::new(lines.map(|line| line.cell("name"))));
}

/// What every sheet and text is, for people.
fn shown(
    pieces: &[Piece],
    loose: &[Loose],
    layouts: &[Layout],
    sure: &[Certainty],
    read: &ties::Read,
) -> Vec<SheetPlan> {
    let mut sheets: Vec<SheetPlan> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let layout = layouts.iter().find(|own| own.pieces.contains(&at));
        let header = layout.and_then(|own| header_of(own.spec, &piece.grid));
        let below = header.as_ref().map(|own| own.number);
        let rows = piece
            .grid
            .rows
            .iter()
            .filter(|row| Some(row.number) > below);
        let column = |own: &mapping::Col| ColumnPlan {
            header: own.text.replace(['\n', '\r'], ""),
            at: own.at,
            samples: match own.kept {
                Kept::Private(_) => Vec::new(),
                _ => own.samples.clone(),
            },
            kept: own.kept.clone(),
            certainty: own.certainty,
        };
        sheets.push(SheetPlan {
            file: piece.file.clone(),
            sheet: piece.grid.sheet.clone(),
            table: layout.map(|own| own.spec.key.to_owned()),
            certainty: sure[at],
            header_row: below,
            rows: rows.filter(|row| !row.is_blank()).count(),
            columns: layout.map_or_else(Vec::new, |own| own.columns.iter().map(column).collect()),
        });
    }
    // What a document says below its tables is mostly a date and a signature.
    let says = |text: &&Loose| {
        let tied = |original: usize| original == text.original;
        !pieces.iter().any(|own| own.original == text.original)
            || read.ties.iter().any(|own| tied(own.original))
            || read.unread.iter().any(|own| tied(own.0))
    };
    sheets.extend(loose.iter().filter(says).map(|text| SheetPlan {
        file: text.file.clone(),
        sheet: None,
        table: Some("ties".to_owned()),
        certainty: Certainty::Sure,
        header_row: None,
        rows: text.lines.len(),
        columns: Vec::new(),
    }));
    sheets
}

/// The extra headers of a table, in the order in which they come.
pub(super) fn extra_headers(spec: &TableSpec, lines: &[Line]) -> Vec<(String, String)> {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    let mut headers = Vec::new();
    for (header, _) in lines.iter().flat_map(|line| &line.extras) {
        if seen.insert(header.as_str(), ()).is_none() {
            // A header that a reader would take for one of its own gets another name.
            let shown = match spec.column(header) {
                Some(_) => format!("{OF_THE_ORIGINAL}{header}"),
                None => header.clone(),
            };
            headers.push((header.clone(), shown));
        }
    }
    headers
}
