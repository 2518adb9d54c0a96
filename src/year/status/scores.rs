//! Score sheets sent and returned, compared with the current plans, so that no step counts as done
//! while a sheet or score is missing.

use super::document::{State, Step, StepKind};
use super::files::{Files, json, shown};
use super::plans::Current;
use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::model::{Party, RelationKind, Season};
use crate::year::sheets::{Owner, Progress, SheetNames};
use std::collections::BTreeSet;
use std::path::Path;

/// Maximum number of missing sheets listed.
const NAMED: usize = 5;

/// A score: submission and expert.
type Pair = [String; 2];

/// The step of sending the sheets.
pub(super) fn sheets(files: &Files, current: &Current) -> Step {
    let command = "empanel sheets SEASON --plan PLAN --out DIR";
    let mut found = Step::new(StepKind::Sheets, State::Todo, command);
    let (experts, groups) = (
        files.like("scores-", ".xlsx").count(),
        files.like("consensus-", ".xlsx").count(),
    );
    if experts + groups == 0 {
        return found;
    }
    found.state = State::Done;
    let folders = files.like("scores-", ".xlsx").filter_map(Path::parent);
    let mut folders: Vec<String> = folders.map(shown).collect();
    folders.dedup();
    found.files = folders;
    found.details.push(bilingual!(
        "专家评分表 {experts} 份，专业组合议表 {groups} 份",
        "score sheets of experts: {experts}, consensus sheets of groups: {groups}"
    ));
    // The sheets of the defence are written later, possibly under the same names as those of the
    // paper round, which is over then.
    let paper = current.paper.as_ref().filter(|_| current.defence.is_none());
    let missing = paper.map_or_else(Vec::new, |plan| without_sheet(files, plan));
    if !missing.is_empty() {
        let (count, ids) = (missing.len(), missing[..missing.len().min(NAMED)].join(" "));
        let more = if count > NAMED { " …" } else { "" };
        found.state = State::Active;
        found.details.push(bilingual!(
            "现行方案中还有 {count} 人没有评分表：{ids}{more}",
            "reviewers of the current plan without a sheet: {count}: {ids}{more}"
        ));
        // If many are missing, rewriting all of them is simpler.
        if count <= NAMED {
            let only = missing.join(",");
            found.todo = Some(Bilingual::same(format!("{command} --only {only}")));
        }
    }
    found
}

/// Reviewers of a plan without a sheet in any folder.
fn without_sheet(files: &Files, plan: &Plan) -> Vec<String> {
    let there: BTreeSet<String> = files
        .like("scores-", ".xlsx")
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    let loads = plan.loads();
    let members = plan
        .groups
        .iter()
        .flat_map(|group| group.members.iter().map(move |id| (&group.id, id)));
    let working = members.filter(|(_, id)| loads.get(id.as_str()).is_some_and(|&load| load > 0));
    let names = SheetNames::of(plan);
    let name = |group: &str, id: &str| names.get(group, &Owner::Expert(id.to_owned()));
    let missing = working.filter(|(group, id)| !there.contains(&name(group, id)));
    missing.map(|(_, id)| id.clone()).collect()
}

/// The step of collecting the scores.
pub(super) fn collected(files: &Files, current: &Current, season: Option<&Season>) -> Step {
    let command = "empanel collect SEASON DIR --plan PLAN --out DIR --shortlist N";
    let mut found = Step::new(StepKind::Collect, State::Todo, command);
    let rounds = [
        (bilingual!("资料评审", "paper round: "), &current.paper),
        (bilingual!("答辩评审", "defence: "), &current.defence),
    ];
    let (names, plans): (Vec<Bilingual>, Vec<BTreeSet<Pair>>) = rounds
        .into_iter()
        .filter_map(|(name, plan)| Some((name, pairs(plan.as_ref()?))))
        .unzip();
    // For each plan, whether some collection has all of its scores.
    let mut whole: Vec<Option<bool>> = vec![None; plans.len()];
    for path in files.named("results.csv") {
        let came = scores(&path.with_file_name("scores.csv"));
        let rows = came.len();
        found.state = State::Done;
        found.files.push(shown(path));
        let meant = meant(&plans, &came);
        let name = meant.filter(|(_, plan)| !plan.is_disjoint(&came));
        let name = name.map_or_else(Bilingual::default, |(at, _)| names[at].clone());
        let (zh, en) = (name.zh, name.en);
        found.details.push(bilingual!(
            "{zh}收回评分 {rows} 条",
            "{en}scores received: {rows}"
        ));
        let mut complete = true;
        if let Some((at, plan)) = meant {
            let missing = plan.difference(&came).count();
            if missing > 0 {
                let asked = plan.len();
                found.details.push(bilingual!(
                    "现行方案应有 {asked} 条，还缺 {missing} 条",
                    "the current plan needs {asked}, {missing} are still missing"
                ));
                complete = false;
            }
            complete &= unsettled(path, season, &mut found);
            whole[at] = Some(whole[at] == Some(true) || complete);
        } else if !unsettled(path, season, &mut found) {
            found.state = State::Active;
        }
    }
    // Only the last round is still open; it is the last of `plans`.
    if whole.last() == Some(&Some(false)) {
        found.state = State::Active;
    }
    let lists: Vec<&Path> = files.named("shortlist.csv").collect();
    if found.state != State::Todo && lists.is_empty() {
        found
            .details
            .push(bilingual!("尚无入围名单", "no shortlist yet"));
    }
    found.files.extend(lists.into_iter().map(shown));
    found
}

/// The plan that scores belong to: the one of which they cover the larger part.
fn meant<'a>(
    plans: &'a [BTreeSet<Pair>],
    came: &BTreeSet<Pair>,
) -> Option<(usize, &'a BTreeSet<Pair>)> {
    let share = |plan: &BTreeSet<Pair>| {
        // Thousandths, to compare integers.
        plan.intersection(came).count() * 1000 / plan.len().max(1)
    };
    // The first of equals, which is the paper round.
    plans
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, plan)| share(plan))
}

/// Reports rejected files, a provisional list, and recusals that the season does not contain yet;
/// `false` if there are any.
fn unsettled(results: &Path, season: Option<&Season>, found: &mut Step) -> bool {
    let mut settled = true;
    let progress = json(&results.with_file_name("collected.json"))
        .and_then(|raw| serde_json::from_value::<Progress>(raw).ok());
    if let Some(refused) = progress
        .as_ref()
        .map(|own| own.refused)
        .filter(|own| *own > 0)
    {
        // If nothing is missing nevertheless, the file was not a sheet that counts.
        found.details.push(bilingual!(
            "{refused} 份表未能计入",
            "sheets that could not be counted: {refused}"
        ));
    }
    if progress.is_some_and(|own| own.provisional) {
        settled = false;
        found.details.push(bilingual!(
            "名次和入围名单为暂定",
            "ranks and shortlist are provisional"
        ));
    }
    let open = season.map_or(0, |season| {
        let rows = rows(
            &results.with_file_name("declared.csv"),
            &["主体", "subject"],
            &["客体", "object"],
        );
        rows.iter().filter(|row| !declared(season, row)).count()
    });
    if open > 0 {
        settled = false;
        found.details.push(bilingual!(
            "{open} 项回避申请尚未并入年度数据（declared.csv）",
            "declared recusals not in the season yet (declared.csv): {open}"
        ));
        found.todo = Some(bilingual!(
            "把 declared.csv 放进年度文件夹，再 empanel rerun SEASON --plan PLAN",
            "put declared.csv into the season's folder, then empanel rerun SEASON --plan PLAN"
        ));
    }
    settled
}

fn declared(season: &Season, [subject, object]: &Pair) -> bool {
    let names = |party: &Party| match party {
        Party::Expert(at) => season.experts[at.at()].id.clone(),
        Party::Submission(at) => season.submissions[at.at()].id.clone(),
        Party::Named(name) => name.clone(),
    };
    let mut own = season.relations.iter();
    own.any(|own| {
        own.kind == RelationKind::Declared
            && names(&own.subject) == *subject
            && names(&own.object) == *object
    })
}

/// All scores that a plan asks for.
fn pairs(plan: &Plan) -> BTreeSet<Pair> {
    let reviews = plan.reviews.iter();
    reviews
        .flat_map(|own| {
            own.reviewers
                .iter()
                .map(|id| [own.submission.clone(), id.clone()])
        })
        .collect()
}

fn scores(path: &Path) -> BTreeSet<Pair> {
    rows(path, &["申报编号", "submission"], &["专家编号", "expert"])
}

/// Two columns of a table written by `collect`; empty if it is unreadable.
fn rows(path: &Path, one: &[&str], other: &[&str]) -> BTreeSet<Pair> {
    let bytes = crate::files::tables::read_plain(path).unwrap_or_default();
    let plain = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(plain);
    let Ok(headers) = reader.headers().cloned() else {
        return BTreeSet::new();
    };
    let column = |names: &[&str]| {
        headers
            .iter()
            .position(|own| names.contains(&own))
            .unwrap_or(0)
    };
    let (one, other) = (column(one), column(other));
    let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    let records = reader.records().filter_map(Result::ok);
    records
        .map(|row| [cell(&row, one), cell(&row, other)])
        .collect()
}
