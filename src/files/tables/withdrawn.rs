//! The table `withdrawn`: submissions that left the list, with day and reason.

use super::ProblemCode;
use super::findings::{Findings, Problems};
use super::folder::plain;
use super::folder::source;
use super::headers::WITHDRAWN;
use super::holidays::parse;
use super::nearest::nearest_id;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::reference::Book;
use crate::model::{LeftAt, Withdrawal};
use crate::model::{Place, Problem, Season, SubmissionIndex};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads the withdrawals of one file; `before` are those of other files, so that repeats are found.
/// The file is given on the command line and may be in any folder.
///
/// # Errors
/// The file cannot be read; an id is unknown, did not pass the form check, or is withdrawn twice; a
/// reason is missing.
pub fn read_withdrawn(
    path: &Path,
    season: &Season,
    before: &[Withdrawal],
) -> Result<(Vec<Withdrawal>, Vec<Problem>), Problems> {
    let mut findings = Findings::default();
    let found = plain::read(path, &mut findings).and_then(|file| {
        source::with_table(
            &WITHDRAWN,
            &file.into(),
            &mut findings,
            |table, findings| read(table, season, before, findings),
        )
    });
    findings.hide(&season.names());
    let problems = findings.finish()?;
    Ok((found.unwrap_or_default(), problems))
}

fn read(
    table: &Table<'_>,
    season: &Season,
    before: &[Withdrawal],
    findings: &mut Findings,
) -> Vec<Withdrawal> {
    let works = Book::submissions(&season.submissions);
    let mut places: BTreeMap<SubmissionIndex, Place> = before
        .iter()
        .map(|one| (one.submission, one.place.clone()))
        .collect();
    let mut found = Vec::new();
    for row in table.rows() {
        for one in withdrawals(table, &row, season, &works, findings) {
            if let Some(first) = places.get(&one.submission) {
                let (zh, en) = (
                    first.say(crate::model::words::Lang::Zh),
                    first.say(crate::model::words::Lang::En),
                );
                findings.add(
                    ProblemCode::WithdrawnWrong,
                    one.place.clone(),
                    season.submissions[one.submission.at()].id.as_str(),
                    bilingual!(
                        "这项申报已在 {zh} 撤出",
                        "This submission is already withdrawn in {en}"
                    ),
                    bilingual!("只保留一行", "Keep one row"),
                );
                continue;
            }
            places.insert(one.submission, one.place.clone());
            found.push(one);
        }
    }
    found
}

/// The withdrawals of a row: one for each submission in it.
fn withdrawals(
    table: &Table<'_>,
    row: &Row<'_, '_>,
    season: &Season,
    works: &Book,
    findings: &mut Findings,
) -> Vec<Withdrawal> {
    let [id, reason, when, date] = ["id", "reason", "when", "date"].map(|key| table.column(key));
    let named = row.meant(id, works, findings);
    let reason = row.required(reason, findings);
    let left_at = left_at(row, when, findings);
    let date = day(row, date, season.rules.conflicts.year, findings);
    let (Some(named), Some(reason), Some(left_at), Some(date)) = (named, reason, left_at, date)
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for part in named {
        let (name, what) = match part {
            Ok(at) if season.submissions[at].passed => {
                found.push(Withdrawal {
                    submission: SubmissionIndex::new(at),
                    left_at,
                    reason: reason.clone(),
                    date: date.clone(),
                    place: row.place(),
                });
                continue;
            }
            Ok(at) => (
                works.id(at).to_owned(),
                bilingual!(
                    "这项申报没有通过形式审查，不在名单中",
                    "This submission did not pass the form check and is not on the list"
                ),
            ),
            Err(text) => {
                let near = findings.near(ProblemCode::WithdrawnWrong, row.file(), || {
                    nearest_id(&text, works.ids())
                });
                let (zh, en) = (near.zh, near.en);
                (
                    text,
                    bilingual!(
                        "本届没有这项申报{zh}",
                        "The season has no such submission{en}"
                    ),
                )
            }
        };
        findings.add(
            ProblemCode::WithdrawnWrong,
            row.place_of(id),
            name,
            what,
            bilingual!("改正编号，或删去该行", "Correct the id, or remove the row"),
        );
    }
    found
}

/// Reads the day in the form 2026-09-08; empty if there is none. A season extends from the year
/// before to the year after the one in its name.
fn day(row: &Row<'_, '_>, column: usize, year: i32, findings: &mut Findings) -> Option<String> {
    let text = row.text(column, findings);
    if text.is_empty() {
        return Some(text);
    }
    let Some(date) = parse(&text) else {
        findings.add(
            ProblemCode::DateBad,
            row.place_of(column),
            text,
            bilingual!("不是有效的日期", "This is not a valid date"),
            bilingual!(
                "按 {year}-09-08 的格式填写，或留空",
                "Write it as {year}-09-08, or leave it empty"
            ),
        );
        return None;
    };
    let (first, last) = (year - 1, year + 1);
    if !(first..=last).contains(&i32::from(date.year())) {
        findings.add(
            ProblemCode::WithdrawnWrong,
            row.place_of(column),
            text,
            bilingual!(
                "这一天不在 {year} 年度前后（{first} 至 {last} 年）",
                "This day is not near the season of {year} ({first} to {last})"
            ),
            bilingual!("核对年份", "Check the year"),
        );
        return None;
    }
    Some(date.to_string())
}

/// Reads the stage; an empty cell means during the publicity period.
fn left_at(row: &Row<'_, '_>, column: usize, findings: &mut Findings) -> Option<LeftAt> {
    let text = row.text(column, findings);
    match text.to_lowercase().as_str() {
        "公示前" | "评审" | "before" => Some(LeftAt::Before),
        "" | "公示" | "公示期" | "公示中" | "publicity" => Some(LeftAt::Publicity),
        "公告后" | "撤销" | "公告" | "after" => Some(LeftAt::After),
        _ => {
            findings.add(
                ProblemCode::WithdrawnWrong,
                row.place_of(column),
                text,
                bilingual!(
                    "阶段应为“公示前”“公示期”或“公告后”",
                    "The stage must be before, publicity or after"
                ),
                bilingual!("改正阶段", "Correct the stage"),
            );
            None
        }
    }
}
