//! Problems of plans from different seasons.

use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, listed};
use crate::model::{Problem, Season, Severity};
use std::collections::BTreeSet;

/// Checks whether two plans, and the season if given, seem to belong to different seasons: an error
/// if they have nothing in common, a warning if the season lacks some of the ids. `files` are the
/// names of the two plans.
pub fn other_season(files: [&str; 2], plans: [&Plan; 2], season: Option<&Season>) -> Vec<Problem> {
    let ids = plans.map(ids);
    let mut problems = Vec::new();
    if ids.iter().all(|ids| !ids.is_empty()) && ids[0].is_disjoint(&ids[1]) {
        problems.push(problem(
            Severity::Error,
            "H130",
            files[1],
            String::new(),
            bilingual!(
                "两份方案没有任何相同的专家或申报，不属于同一年度。",
                "The two plans have no expert and no submission in common: they belong to different seasons."
            ),
            bilingual!("请指定同一年度的两份方案。", "Name two plans of the same season."),
        ));
    }
    let Some(season) = season else {
        return problems;
    };
    for (file, ids) in files.into_iter().zip(&ids) {
        let unknown = unknown(ids, season);
        if unknown.is_empty() {
            continue;
        }
        let all = unknown.len() == ids.len();
        let count = unknown.len();
        let name = &season.name;
        let severity = if all {
            Severity::Error
        } else {
            Severity::Warning
        };
        problems.push(problem(
            severity,
            if all { "H132" } else { "H131" },
            file,
            listed(&unknown),
            bilingual!(
                "方案中有 {count} 个编号不在年度 {name} 中。",
                "Ids of the plan that are not in the season {name}: {count}."
            ),
            if all {
                bilingual!(
                    "请指定方案所属的年度。",
                    "Name the season that the plan belongs to."
                )
            } else {
                bilingual!(
                    "这些人和申报只以编号显示；若年度不对，请重新指定。",
                    "They are shown by id only; if the season is wrong, name the right one."
                )
            },
        ));
    }
    problems
}

pub(super) fn ids(plan: &Plan) -> BTreeSet<&str> {
    let groups = plan.groups.iter();
    let members = groups.clone().flat_map(|group| &group.members);
    let submissions = groups.flat_map(|group| &group.submissions);
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    let all = members.chain(submissions).chain(heads);
    all.map(String::as_str)
        .filter(|id| !id.is_empty())
        .collect()
}

/// The ids that the season has neither as an expert nor as a submission.
pub(super) fn unknown<'p>(ids: &BTreeSet<&'p str>, season: &Season) -> Vec<&'p str> {
    let experts = season.experts.iter().map(|own| own.id.as_str());
    let submissions = season.submissions.iter().map(|own| own.id.as_str());
    let known: BTreeSet<&str> = experts.chain(submissions).collect();
    let unknown = ids.iter().filter(|id| !known.contains(*id));
    unknown.copied().collect()
}

pub(super) fn problem(
    severity: Severity,
    code: &'static str,
    file: &str,
    value: String,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity,
        ..Problem::of_file(code, file, value, what, action)
    }
}
