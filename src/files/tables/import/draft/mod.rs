//! A draft of the season: everything that the files and the answers say, with what is still asked.

mod faults;
mod rows;
mod sheets;
mod shown;

use super::super::findings::Findings;
use super::super::headers::TableSpec;
use super::super::vocabulary::vocabulary;
use super::answers::{Answers, Asking};
use super::data::ImportPlan;
use super::forms;
use super::gather::Original;
use super::known::Known;
use super::lines::Line;
use super::mapping::{self, Layout};
use super::memory::Memory;
use super::names::Names;
use super::pieces::{Loose, Piece};
use super::remarks;
use super::said;
use super::ties::{self, Tie};
use super::words::{self, Synonym};
use super::year;
use crate::model::words::Hidden;
use crate::model::{Problem, Severity};
use faults::{missing, nothing, unknown_answers, unread};

pub(super) use rows::extra_headers;

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
    (
        "experts",
        &["can_lead", "quality_lead", "newcomer", "available"],
    ),
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
    let (tables, sure) = sheets::tables(&pieces, &mut asking, &mut findings);
    let layouts = mapping::layouts(&pieces, &tables, &vocabulary, memory, &mut asking);
    missing(&layouts, &pieces, &mut findings);
    let mut outputs = rows::outputs(&layouts, &pieces, &mut asking, &mut findings);
    let year = year::of(originals, &pieces, &mut asking);
    let known = rows::experts(&mut outputs, &pieces, memory, &mut asking, &mut findings);
    rows::submissions(&mut outputs, &mut findings);
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
    let names = rows::names(&outputs);
    let this_year = year.unwrap_or_else(|| i32::from(jiff::ZonedDateTime::now().year()));
    let told = with_cells(&loose, &outputs, &pieces, &names);
    let mut read = ties::read(&told, &names, this_year);
    ties::confirm(&mut read.ties, &names, &mut asking);
    rows::confirmed(&mut outputs, &read.ties, &told, &pieces);
    unread(&read.unread, &told, &mut findings);
    unknown_answers(&asking, &mut findings);
    // Where a file could not be read, that is what is wrong, not that no table is there.
    let wrong = gathered.iter().any(|own| own.severity == Severity::Error);
    let empty = outputs.iter().all(|own| own.lines.is_empty());
    if empty && asking.open.is_empty() && !wrong && findings.errors() == 0 {
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
        sheets: shown::shown(&pieces, &loose, &layouts, &sure, &read),
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

/// The texts, and what cells of the tables say of ties.
fn with_cells(loose: &[Loose], outputs: &[Output], pieces: &[Piece], names: &Names) -> Vec<Loose> {
    let lines = |key: &str| {
        let own = outputs.iter().find(move |own| own.spec.key == key);
        own.map_or(&[] as &[Line], |own| own.lines.as_slice())
    };
    let remarks = said::of_remarks(lines("experts"), pieces, names);
    let applicants = said::of_applicants(lines("submissions"), pieces, names);
    let texts = loose.iter().cloned();
    texts.chain(remarks).chain(applicants).collect()
}

fn hide(outputs: &[Output], findings: &mut Findings) {
    let experts = outputs.iter().filter(|own| own.spec.key == "experts");
    let lines = experts.flat_map(|own| own.lines.iter());
    findings.hide(&Hidden::new(lines.map(|line| line.cell("name"))));
}
