//! Whether a plan belongs to a season: the single check used by every verb that reads a plan.

use super::problems::{ids, problem, unknown};
use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::second_round;
use crate::model::words::listed;
use crate::model::{Problem, Season, Severity};
use std::collections::BTreeSet;

/// Problems that keep a plan from belonging to a season. An error if the plan names people or
/// submissions that the season does not have, or if its submissions are not those that passed the
/// form check; ids alone prove little, since every season has an E001. A warning if tables were
/// changed since the plan was made.
pub fn belonging(file: &str, plan: &Plan, season: &Season) -> Vec<Problem> {
    let mut problems: Vec<Problem> = strangers(file, plan, season).into_iter().collect();
    if problems.is_empty() {
        problems.extend(only_a_part(file, plan));
    }
    if problems.is_empty() {
        problems.extend(other_submissions(file, plan, season));
    }
    if problems.is_empty() {
        problems.extend(corrected(file, plan, season));
    }
    problems
}

fn strangers(file: &str, plan: &Plan, season: &Season) -> Option<Problem> {
    let reviewers = plan.reviews.iter().flat_map(|own| &own.reviewers);
    let mut named = ids(plan);
    named.extend(reviewers.map(String::as_str));
    let unknown = unknown(&named, season);
    let (count, name) = (unknown.len(), &season.name);
    (count > 0).then(|| {
        problem(
            Severity::Error,
            "H133",
            file,
            listed(&unknown),
            bilingual!(
                "方案中有 {count} 个编号不在年度 {name} 中，不是本届的方案。",
                "Ids of the plan that are not in the season {name}: {count}. The plan belongs to another season."
            ),
            bilingual!(
                "请指定本届的方案；若专家或申报是从表中删去的，请恢复该行，不参加的填“否”。",
                "Name a plan of this season; if a row was deleted from a table, restore it and write no in it."
            ),
        )
    })
}

fn only_a_part(file: &str, plan: &Plan) -> Option<Problem> {
    let part = plan.part.as_ref()?;
    let (number, of) = (part.number, part.of);
    Some(problem(
        Severity::Error,
        "H136",
        file,
        format!("{number}/{of}"),
        bilingual!(
            "这只是共 {of} 份中的第 {number} 份，还不是整届的方案。",
            "This is only part {number} of {of}, not the plan of the whole season."
        ),
        bilingual!(
            "先用 empanel merge 把各份合为一份方案。",
            "Put the parts together with empanel merge first."
        ),
    ))
}

fn other_submissions(file: &str, plan: &Plan, season: &Season) -> Option<Problem> {
    let mut own = match &plan.round {
        Some(round) => second_round::season(season, round),
        None => season.clone(),
    };
    own.leave_out(plan.withdrawn.iter().map(String::as_str));
    let passed = own.submissions.iter().filter(|own| own.passed);
    let passed: BTreeSet<&str> = passed.map(|own| own.id.as_str()).collect();
    let planned = plan.groups.iter().flat_map(|group| &group.submissions);
    let planned: BTreeSet<&str> = planned.map(String::as_str).collect();
    let differing: Vec<&str> = passed.symmetric_difference(&planned).copied().collect();
    let (absent, failed) = (
        passed.difference(&planned).count(),
        planned.difference(&passed).count(),
    );
    let name = &season.name;
    (!differing.is_empty()).then(|| {
        problem(
            Severity::Error,
            "H134",
            file,
            listed(&differing),
            bilingual!(
                "方案的申报不是年度 {name} 中通过的那些：{absent} 项通过而不在方案中，{failed} 项在方案中而未通过。",
                "The submissions of the plan are not those that passed in the season {name}: passed but not in the plan: {absent}; in the plan but not passed: {failed}."
            ),
            bilingual!(
                "请指定本届的方案；若通过的申报后来有变动，先用 empanel rerun 更新方案。",
                "Name a plan of this season; if other submissions passed since, bring the plan up to date with empanel rerun first."
            ),
        )
    })
}

fn corrected(file: &str, plan: &Plan, season: &Season) -> Option<Problem> {
    let tables = plan.changed_inputs(season);
    (!tables.is_empty()).then(|| {
        problem(
            Severity::Warning,
            "H135",
            file,
            tables.join(" "),
            bilingual!(
                "这些表在方案之后改过，以下按表的现状。",
                "These tables were changed after the plan was made; the following uses the tables as they are now."
            ),
            bilingual!(
                "用 empanel verify 核验方案是否仍然成立，不成立则用 empanel rerun 调整。",
                "Check with empanel verify whether the plan is still valid; if not, adjust it with empanel rerun."
            ),
        )
    })
}
