//! Checks the tables of experts and submissions as a whole: nobody left, repeated rows, shared ids.

use super::headers::AllHeaders;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::relations::Known;
use crate::model::words::person_key;
use crate::model::{ExpertIndex, JudgedEnd, Place, Role, Season, SubmissionIndex};
use std::collections::BTreeMap;

/// Maximum number of ids listed in one message.
const SHOWN: usize = 10;

/// Checks both tables.
pub(super) fn check(season: &Season, known: &Known, headers: &AllHeaders, findings: &mut Findings) {
    if let (Some(expert), Some(submission)) = (season.experts.first(), season.submissions.first()) {
        let table = Place {
            row: None,
            ..headers.experts.cell(&expert.place, "id")
        };
        known
            .experts
            .shared_with(&known.submissions, &table, &submission.place, findings);
    }
    not_passed(season, headers, findings);
    not_available(season, headers, findings);
    twice(season, headers, findings);
    years_ahead(season, headers, findings);
}

fn shown(ids: &[&str]) -> (String, String) {
    let list = |between: &str| {
        ids.iter()
            .take(SHOWN)
            .copied()
            .collect::<Vec<_>>()
            .join(between)
    };
    if ids.len() > SHOWN {
        (format!("{}等", list("、")), format!("{}, …", list(", ")))
    } else {
        (list("、"), list(", "))
    }
}

/// Reports submissions that did not pass, at the place of the decision: the office's own column of
/// the submissions, or the table `screening`; both must let them pass.
fn not_passed(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let Some(first) = season.submissions.first() else {
        return;
    };
    let own = Place {
        row: None,
        ..headers.submissions.cell(&first.place, "passed")
    };
    let taken = headers.screened.as_ref();
    let by_screening = |id: &str| taken.is_some_and(|taken| taken.ids.contains(id));
    let out = season.submissions.iter().filter(|s| !s.passed);
    let (screened, stated): (Vec<&str>, Vec<&str>) =
        out.map(|s| s.id.as_str()).partition(|id| by_screening(id));
    let all = season.submissions.len();
    let count = screened.len() + stated.len();
    let decided = match taken {
        Some(taken) if !screened.is_empty() => &taken.place,
        _ => &own,
    };
    if count == all {
        let file = &decided.file;
        findings.add(
            ProblemCode::NobodyLeft,
            decided.clone(),
            "",
            bilingual!("全部 {count} 项申报都未通过形式审查，没有可评审的申报", "None of the {count} submissions passed the form check, so nothing is left to review"),
            bilingual!("检查「{file}」的“形式审查”一列", "Check the column passed in {file}"),
        );
        return;
    }
    for (place, ids) in [(&own, stated), (decided, screened)] {
        if ids.is_empty() {
            continue;
        }
        let (zh, en) = shown(&ids);
        let (count, file) = (ids.len(), &place.file);
        findings.add(
            ProblemCode::NotPassed,
            place.clone(),
            "",
            bilingual!(
                "{count} 项申报未通过形式审查，不参加本次评审：{zh}",
                "{count} of {all} submissions did not pass the form check and are left out: {en}"
            ),
            bilingual!(
                "如有误，请在「{file}」的“形式审查”一列填“是”",
                "If this is wrong, write yes in the column passed in {file}"
            ),
        );
    }
}

fn not_available(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let Some(first) = season.experts.first() else {
        return;
    };
    let place = Place {
        row: None,
        ..headers.experts.cell(&first.place, "available")
    };
    let out: Vec<&str> = season
        .experts
        .iter()
        .filter(|e| !e.available)
        .map(|e| e.id.as_str())
        .collect();
    let count = out.len();
    let all = season.experts.len();
    if count == all {
        findings.add(
            ProblemCode::NobodyLeft,
            place,
            "",
            bilingual!(
                "全部 {count} 名专家都不能参加，无法组成评审委员会",
                "None of the {count} experts can take part, so there is no committee to form"
            ),
            bilingual!("检查“可参加”一列", "Check the column available"),
        );
    } else if count > 0 {
        let (zh, en) = shown(&out);
        findings.add(
            ProblemCode::NotAvailable,
            place,
            "",
            bilingual!(
                "{count} 名专家本次不能参加：{zh}",
                "{count} of {all} experts cannot take part: {en}"
            ),
            bilingual!(
                "如有误，请在“可参加”一列填“是”",
                "If this is wrong, write yes in the column available"
            ),
        );
    }
}

/// Whether a verdict on the two rows exists.
fn settled(season: &Season, ends: &[JudgedEnd; 2]) -> bool {
    season.judged.on(&ends[0], &ends[1]).is_some()
}

/// Reports rows with different ids that seem to be one person or one submission.
fn twice(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let key = |name: &str| season.organizations.key(name);
    let mut people = BTreeMap::new();
    let experts = season.experts.iter().enumerate();
    for (at, expert) in experts.filter(|(_, e)| !e.name.is_empty()) {
        let reading = season.organizations.read(&expert.employer, Role::Employer);
        let name = person_key(&expert.name);
        let mut first = None;
        for named in reading.named {
            let own = *people
                .entry((name.clone(), named.key))
                .or_insert((at, expert));
            let ends = [own.0, at].map(|at| JudgedEnd::Expert(ExpertIndex::new(at)));
            let other = own.1.id != expert.id && !settled(season, &ends);
            first = first.or(Some(own.1).filter(|_| other));
        }
        if let Some(first) = first {
            let (id, row) = (&first.id, first.place.row.unwrap_or(0));
            findings.add(
                ProblemCode::LooksTwice,
                headers.experts.cell(&expert.place, "name"),
                expert.id.as_str(),
                bilingual!(
                    "姓名和工作单位与第 {row} 行的 {id} 相同，可能是同一人",
                    "Name and employer are the same as for {id} in row {row}; this may be the same person"
                ),
                bilingual!(
                    "若是同一人，只保留一行；也可在核定表中写明两个编号是同一还是不同，以后不再提示",
                    "If it is the same person, keep one row; or state in the judged table whether the two ids are the same, and this will no longer be reported"
                ),
            );
        }
    }
    let mut works = BTreeMap::new();
    let submissions = season.submissions.iter().enumerate();
    let told = |s: &crate::model::Submission| !s.title.is_empty() && !s.organization.is_empty();
    for (at, submission) in submissions.filter(|(_, s)| told(s)) {
        let (before, first) = *works
            .entry((submission.title.as_str(), key(&submission.organization)))
            .or_insert((at, submission));
        let ends = [before, at].map(|at| JudgedEnd::Submission(SubmissionIndex::new(at)));
        if first.id != submission.id && !settled(season, &ends) {
            let (id, row) = (&first.id, first.place.row.unwrap_or(0));
            let work = season.rules.award.work_named().zh;
            findings.add(
                ProblemCode::LooksTwice,
                headers.submissions.cell(&submission.place, "title"),
                submission.id.as_str(),
                bilingual!("申报单位和{work}与第 {row} 行的 {id} 相同，可能重复申报", "Organization and title are the same as for {id} in row {row}; it may have been submitted twice"),
                bilingual!("若为重复申报，只保留一项；也可在核定表中写明两个编号是同一还是不同", "If so, keep one of them; or state in the judged table whether the two ids are the same"),
            );
        }
    }
}

fn years_ahead(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let year = season.rules.conflicts.year;
    for expert in &season.experts {
        let Some(ahead) = expert.served_years.iter().find(|served| **served >= year) else {
            continue;
        };
        findings.add(
            ProblemCode::YearAhead,
            headers.experts.cell(&expert.place, "served_years"),
            ahead.to_string(),
            bilingual!(
                "历年参评中的 {ahead} 年不早于本届的 {year} 年",
                "The served year {ahead} is not before the season's year {year}"
            ),
            bilingual!(
                "检查该年份，或检查规则中的 conflicts.year",
                "Check the year, or conflicts.year in the rules"
            ),
        );
    }
}
