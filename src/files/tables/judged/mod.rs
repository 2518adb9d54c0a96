//! The table `judged`: decisions of the office on pairs that look alike, so that they are asked
//! only once.

mod merge;
mod names;
mod people;
mod row;

pub(super) use row::Judged;

use super::ProblemCode;
use super::findings::Findings;
use super::headers::fold;
use super::relations::Known;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::{Organizations, Season, Verdict};
use merge::Rows;
use names::{Names, Pair, Unlike};
use people::others;
use row::{twice, unlike};

/// Words for "the same", folded; the most common first.
const SAME: [&str; 11] = [
    "同一",
    "same",
    "同一单位",
    "同一人",
    "同一家",
    "同一个",
    "同一项",
    "一家",
    "一人",
    "相同",
    "是同一",
];
/// Words for "different", folded.
const DIFFERENT: [&str; 14] = [
    "不同",
    "different",
    "不同单位",
    "不同人",
    "非同一",
    "非同一单位",
    "非同一人",
    "不是同一",
    "不是同一单位",
    "不是同一人",
    "不是同一家",
    "两家",
    "两人",
    "两个单位",
];

/// Reads all rows. Author, date and reason of a verdict are for people and are not read.
pub(super) fn read(table: &Table<'_>, findings: &mut Findings) -> Vec<Judged> {
    let [first, second, verdict] = ["first", "second", "verdict"].map(|key| table.column(key));
    let judged = |row: Row<'_, '_>| {
        let ends = [first, second].map(|column| row.id(column, findings));
        let word = row.required(verdict, findings)?;
        let folded = fold(&word);
        let is = |words: &[&str]| words.iter().any(|known| fold(known) == folded);
        let verdict = if is(&SAME) {
            Verdict::Same
        } else if is(&DIFFERENT) {
            Verdict::Different
        } else {
            findings.add(
                ProblemCode::VerdictUnknown,
                row.place_of(verdict),
                word,
                bilingual!(
                    "结论既非同一也非不同",
                    "The verdict is neither same nor different"
                ),
                bilingual!("填“同一”或“不同”", "Write same or different"),
            );
            return None;
        };
        let [Some(one), Some(other)] = ends else {
            return None;
        };
        Some(Judged {
            ends: [one, other],
            places: [row.place_of(first), row.place_of(second)],
            verdict,
        })
    };
    table.rows().filter_map(judged).collect()
}

/// Applies only the verdicts on organization names, for verbs that read nothing else.
pub(super) fn of_names(verdicts: &[Judged], organizations: &mut Organizations) {
    let of = |verdict| verdicts.iter().filter(move |row| row.verdict == verdict);
    for row in of(Verdict::Same) {
        organizations.join(&row.ends[0], &row.ends[1]);
    }
    for row in of(Verdict::Different) {
        organizations.set_apart(&row.ends[0], &row.ends[1]);
    }
}

/// Applies the verdicts to the season: what is the same becomes one organization, one person or one
/// submission; what is different is recorded, so that it is not asked again. Rows without effect
/// are reported.
pub(super) fn apply(
    verdicts: &[Judged],
    season: &mut Season,
    known: &Known,
    findings: &mut Findings,
) {
    if verdicts.is_empty() {
        return;
    }
    let names = Names::of(season);
    let mut organizations = Vec::new();
    let mut rows = Rows::default();
    for row in verdicts {
        match names.pair(row, season, known) {
            Ok(Pair::Organizations) => organizations.push(row),
            Ok(Pair::Others(one, other)) => {
                let pair = [one, other];
                if others(row, &pair, season, findings) {
                    rows.add(row, pair);
                }
            }
            Err(Unlike::Unknown(at)) => names.unknown(row, at, season, findings),
            Err(Unlike::Kinds) => unlike(row, findings),
        }
    }
    rows.merge(season, findings);
    let of = |verdict| {
        organizations
            .iter()
            .filter(move |row| row.verdict == verdict)
    };
    for row in of(Verdict::Same) {
        season.organizations.join(&row.ends[0], &row.ends[1]);
    }
    for row in of(Verdict::Different) {
        if !season.organizations.set_apart(&row.ends[0], &row.ends[1]) {
            twice(row, findings);
        }
    }
}
