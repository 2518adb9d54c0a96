//! The table `screening`: results of the form check. A submission passes only if both this table
//! and the office's own column let it pass; one that is missing here has not been checked and does
//! not pass.

use super::ProblemCode;
use super::findings::Findings;
use super::nearest::{nearest_id, suggestion};
use super::sheet::table::Table;
use crate::bilingual;
use crate::model::reference::Book;
use crate::model::{Place, Submission};
use std::collections::{BTreeMap, BTreeSet};

/// The table's verdict on each submission, by index; `None` if it has none.
#[derive(Debug)]
pub(super) struct Verdicts {
    place: Place,
    column: String,
    passed: Vec<Option<bool>>,
}

/// Reads the table.
pub(super) fn read(
    table: &Table<'_>,
    known: &Book,
    count: usize,
    findings: &mut Findings,
) -> Verdicts {
    let [id, passed] = ["id", "passed"].map(|key| table.column(key));
    let mut rows: BTreeMap<usize, u32> = BTreeMap::new();
    let mut verdicts = vec![None; count];
    for row in table.rows() {
        let Some(named) = row.meant(id, known, findings) else {
            continue;
        };
        // An empty cell means not decided yet, so it is not a yes.
        let verdict = row.yes_no(passed, false, findings);
        for part in named {
            match part {
                Ok(position) => {
                    let line = row.place().row.unwrap_or(0);
                    match rows.insert(position, line) {
                        None => verdicts[position] = Some(verdict),
                        Some(first) => twice(row.place_of(id), known.id(position), first, findings),
                    }
                }
                Err(text) => nobody(row.place_of(id), &text, known, findings),
            }
        }
    }
    Verdicts {
        place: table.place(),
        column: table.header(passed).clone(),
        passed: verdicts,
    }
}

fn twice(place: Place, id: &str, first: u32, findings: &mut Findings) {
    findings.add(
        ProblemCode::IdTwice,
        place,
        id,
        bilingual!("编号与第 {first} 行重复", "Row {first} has the same id"),
        bilingual!(
            "给其中一行改用另一个编号，或删去重复的行",
            "Give one of the rows another id, or remove the repeated row"
        ),
    );
}

fn nobody(place: Place, text: &str, known: &Book, findings: &mut Findings) {
    let wanted = findings.wants(ProblemCode::ScreeningOfNobody, &place.file);
    let near = suggestion(wanted.then(|| nearest_id(text, known.ids())).flatten());
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::ScreeningOfNobody,
        place,
        text,
        bilingual!(
            "申报表中没有这个编号{zh}",
            "The submissions table does not have this id{en}"
        ),
        bilingual!(
            "改正编号；若申报已撤回，删去该行",
            "Correct the id; if the submission was withdrawn, remove the row"
        ),
    );
}

/// Submissions excluded by the table that their own column would let pass.
#[derive(Debug)]
pub(super) struct TakenOut {
    /// The deciding column.
    pub place: Place,
    /// Submission ids.
    pub ids: BTreeSet<String>,
}

/// Excludes the submissions that the table does not pass, and reports those it leaves out.
pub(super) fn apply(
    verdicts: &Verdicts,
    submissions: &mut [Submission],
    findings: &mut Findings,
) -> TakenOut {
    let mut left_out = Vec::new();
    let mut ids = BTreeSet::new();
    for (submission, passed) in submissions.iter_mut().zip(&verdicts.passed) {
        if submission.passed && passed.is_none() {
            left_out.push(submission.id.clone());
        }
        if submission.passed && *passed != Some(true) {
            ids.insert(submission.id.clone());
        }
        submission.passed &= passed.unwrap_or(false);
    }
    let taken = TakenOut {
        place: Place {
            column: Some(verdicts.column.clone()),
            ..verdicts.place.clone()
        },
        ids,
    };
    if left_out.is_empty() {
        return taken;
    }
    let count = left_out.len();
    let more = if count > 10 { "…" } else { "" };
    let list = left_out[..count.min(10)].join(", ");
    findings.add(
        ProblemCode::NotScreened,
        verdicts.place.clone(),
        "",
        bilingual!(
            "{count} 项申报不在形式审查表中，按未通过处理：{list}{more}",
            "Submissions that are not in the screening table and count as not passed ({count}): {list}{more}"
        ),
        bilingual!(
            "重新运行 empanel screen，或在表中补上这些申报",
            "Run `empanel screen` again, or add them to the table"
        ),
    );
    taken
}
