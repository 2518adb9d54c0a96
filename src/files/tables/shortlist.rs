//! The shortlist: submissions that go on to the defence, or are proposed after the last round.

use super::ProblemCode;
use super::findings::{Findings, Problems};
use super::folder::plain;
use super::folder::source;
use super::headers::SHORTLIST;
use super::nearest::nearest_id;
use super::tiers;
use crate::bilingual;
use crate::model::reference::Book;
use crate::model::{Place, Problem, Season, SubmissionIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What the committee proposes after the last round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposed {
    /// The submissions, ascending.
    pub submissions: Vec<SubmissionIndex>,
    /// The number of the tier of those that have one, from 0.
    pub tiers: BTreeMap<SubmissionIndex, usize>,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
}

/// Reads the submissions that a shortlist selects, ascending. The table has a column of ids and
/// optionally one of yes or no (default yes); it can be CSV or XLSX like any table of a season.
///
/// # Errors
/// The file cannot be read; an id is unknown, did not pass the form check, or appears twice;
/// nothing is selected.
pub fn read_shortlist(path: &Path, season: &Season) -> Result<Vec<SubmissionIndex>, Problems> {
    let mut findings = Findings::default();
    let found = read(path, season, None, &mut findings);
    findings.hide(&season.names());
    findings.finish()?;
    Ok(found.unwrap_or_default().submissions)
}

/// Reads the submissions that the committee proposes after the last round: a shortlist of the
/// submissions `heard` in that round, since only those have been judged by a group. A column may
/// give each a tier of the award.
///
/// # Errors
/// As for [`read_shortlist`]; or a submission was not heard, a tier is unknown, or a tier has more
/// submissions than places.
pub fn read_proposed(
    path: &Path,
    season: &Season,
    heard: &BTreeSet<SubmissionIndex>,
) -> Result<Proposed, Problems> {
    let mut findings = Findings::default();
    let found = read(path, season, Some(heard), &mut findings);
    findings.hide(&season.names());
    let problems = findings.finish()?;
    Ok(Proposed {
        problems,
        ..found.unwrap_or_default()
    })
}

fn read(
    path: &Path,
    season: &Season,
    heard: Option<&BTreeSet<SubmissionIndex>>,
    findings: &mut Findings,
) -> Option<Proposed> {
    let file = plain::read(path, findings)?;
    let works = Book::submissions(&season.submissions);
    let whole = Place::file(file.name.as_str());
    let rows = source::with_table(&SHORTLIST, &file.into(), findings, |table, findings| {
        let (id, selected) = (table.column("submission"), table.column("selected"));
        let tier = table.column("tier");
        let mut rows = Vec::new();
        for row in table.rows() {
            let named = row.meant(id, &works, findings);
            let yes = row.yes_no(selected, true, findings);
            for part in named.unwrap_or_default() {
                let tier = (row.cell(tier).text().into_owned(), row.place_of(tier));
                rows.push((part, yes, row.place_of(id), tier));
            }
        }
        rows
    })?;
    let mut found = BTreeMap::new();
    let mut written = BTreeMap::new();
    for (part, yes, place, tier) in rows {
        let at = part.as_ref().ok().copied();
        let id = part.map_or_else(|text| text, |at| works.id(at).to_owned());
        let what = match at {
            None => nothing(&id, &works, &place.file, findings),
            Some(at) if yes && !season.submissions[at].passed => bilingual!(
                "这项申报没有通过形式审查",
                "This submission did not pass the form check"
            ),
            Some(at)
                if yes && heard.is_some_and(|all| !all.contains(&SubmissionIndex::new(at))) =>
            {
                unheard(place, &id, findings);
                found.insert(at, yes);
                continue;
            }
            Some(at) => match found.insert(at, yes) {
                None => {
                    written.insert(SubmissionIndex::new(at), tier);
                    continue;
                }
                Some(_) => bilingual!("这项申报出现两次", "This submission appears twice"),
            },
        };
        unknown(place, &id, what, findings);
    }
    let selected: Vec<SubmissionIndex> = found
        .into_iter()
        .filter(|(_, yes)| *yes)
        .map(|(at, _)| SubmissionIndex::new(at))
        .collect();
    if selected.is_empty() && findings.errors() == 0 {
        let what = bilingual!(
            "名单中没有入围的申报",
            "No submission in the list is shortlisted"
        );
        unknown(whole.clone(), "", what, findings);
    }
    let tiers = match heard {
        Some(_) => tiers::read(&selected, &written, season, &whole.file, findings),
        None => BTreeMap::new(),
    };
    Some(Proposed {
        submissions: selected,
        tiers,
        problems: Vec::new(),
    })
}

fn nothing(
    text: &str,
    works: &Book,
    file: &str,
    findings: &Findings,
) -> crate::model::words::Bilingual {
    let near = findings.near(ProblemCode::ShortlistUnknown, file, || {
        nearest_id(text, works.ids())
    });
    let (zh, en) = (near.zh, near.en);
    bilingual!(
        "本届没有这项申报{zh}",
        "The season has no such submission{en}"
    )
}

fn unknown(
    place: Place,
    value: &str,
    what: crate::model::words::Bilingual,
    findings: &mut Findings,
) {
    findings.add(
        ProblemCode::ShortlistUnknown,
        place,
        value,
        what,
        bilingual!(
            "改正入围名单，或用 empanel collect --shortlist 重新写出",
            "Correct the shortlist, or write it again with empanel collect --shortlist"
        ),
    );
}

fn unheard(place: Place, id: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::ShortlistUnheard,
        place,
        id,
        bilingual!(
            "最后一轮没有评审这项申报，不能列入名单",
            "The last round did not hear this submission, so it cannot be on the list"
        ),
        bilingual!(
            "从名单中删去；若答辩方案指定有误，请用 --plan 指定评审它的方案",
            "Remove it from the list; if the wrong plan was given, name with --plan the plan whose groups heard it"
        ),
    );
}
