//! The shortlist: which submissions go on to the defence.

use super::ProblemCode;
use super::findings::{Findings, Problems};
use super::folder;
use super::headers::SHORTLIST;
use super::source;
use crate::bilingual;
use crate::model::{Place, Season, SubmissionIndex};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads the submissions that a shortlist selects, ascending. A table with a column of ids and,
/// if any, one of yes and no (default yes); CSV or XLSX as any table of a season.
///
/// # Errors
/// The file cannot be read; an id is unknown, did not pass the form check, or stands twice;
/// nothing is selected.
pub fn read_shortlist(path: &Path, season: &Season) -> Result<Vec<SubmissionIndex>, Problems> {
    let mut findings = Findings::default();
    let selected = read(path, season, &mut findings);
    findings.hide(&season.names());
    findings.finish()?;
    Ok(selected.unwrap_or_default())
}

fn read(path: &Path, season: &Season, findings: &mut Findings) -> Option<Vec<SubmissionIndex>> {
    let file = folder::read(path, findings)?;
    let ids: BTreeMap<&str, usize> = season
        .submissions
        .iter()
        .zip(0..)
        .map(|(submission, at)| (submission.id.as_str(), at))
        .collect();
    let whole = Place::file(file.name.as_str());
    let rows = source::with_table(&SHORTLIST, &file, findings, |table, findings| {
        let (id, selected) = (table.column("submission"), table.column("selected"));
        let mut rows = Vec::new();
        for row in table.rows() {
            let name = row.id(id, findings);
            let yes = row.yes_no(selected, true, findings);
            if let Some(name) = name {
                rows.push((name, yes, row.place_of(id)));
            }
        }
        rows
    })?;
    let mut found = BTreeMap::new();
    for (id, yes, place) in rows {
        let at = ids.get(id.as_str()).copied();
        let what = match at {
            None => bilingual!("赛季中没有这项申报", "The season has no such submission"),
            Some(at) if yes && !season.submissions[at].passed => bilingual!(
                "这项申报没有通过形式审查",
                "This submission did not pass the form check"
            ),
            Some(at) => match found.insert(at, yes) {
                None => continue,
                Some(_) => bilingual!("这项申报出现两次", "This submission stands twice"),
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
        let what = bilingual!("名单中没有入围的申报", "The list selects no submission");
        unknown(whole, "", what, findings);
    }
    Some(selected)
}

fn unknown(place: Place, value: &str, what: crate::text::Bilingual, findings: &mut Findings) {
    findings.add(
        ProblemCode::ShortlistUnknown,
        place,
        value,
        what,
        bilingual!(
            "改正入围名单，或用 empanel collect --shortlist 重新写出",
            "Mend the shortlist, or write it anew with empanel collect --shortlist"
        ),
    );
}
