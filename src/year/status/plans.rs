//! The plan files in the folders.

use super::document::PlanSeen;
use super::files::{Files, json, shown};
use crate::bilingual;
use crate::files::history::read_history;
use crate::files::tables::read_plan;
use crate::model::difference::belonging;
use crate::model::plan::{PLAN_SCHEMA, Plan};
use crate::model::words::Bilingual;
use crate::model::{Season, Severity};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A plan file, with the plan itself.
pub(super) struct Found {
    pub seen: PlanSeen,
    plan: Plan,
    written: Option<SystemTime>,
}

/// The current plans: the last one written for each round.
pub(super) struct Current {
    /// Plan of the paper round.
    pub paper: Option<Plan>,
    /// Plan of the defence.
    pub defence: Option<Plan>,
}

impl Current {
    pub fn of(found: &[Found]) -> Self {
        let last = |defence: bool| {
            let own = found.iter();
            let own = own.filter(|own| own.seen.defence == defence && own.seen.foreign.is_none());
            own.max_by_key(|own| own.written)
                .map(|own| own.plan.clone())
        };
        Self {
            paper: last(false),
            defence: last(true),
        }
    }
}

/// Why a plan does not belong to this season, in the words used by the verbs that reject it.
fn foreign(path: &Path, plan: &Plan, season: &Season) -> Option<Bilingual> {
    let problems = belonging(&shown(path), plan, season).into_iter();
    let mut wrong = problems.filter(|own| own.severity == Severity::Error);
    wrong.next().map(|own| {
        let (code, file) = (own.code, own.place.file);
        let (zh, en) = (
            own.what.zh.trim_end_matches('。'),
            own.what.en.trim_end_matches('.'),
        );
        bilingual!(
            "{file} 不能用（{code}）：{zh}",
            "{file} cannot be used ({code}): {en}"
        )
    })
}

/// All plans in the folders, without the copies that archives of papers keep.
pub(super) fn plans(files: &Files, season: Option<&Season>) -> Vec<Found> {
    let copies = copies(files);
    let candidates = files.like("plan", ".json");
    let candidates = candidates.filter(|path| !copies.contains(*path));
    candidates.filter_map(|path| plan(path, season)).collect()
}

/// The files that manifests of papers list.
fn copies(files: &Files) -> BTreeSet<PathBuf> {
    let mut copies = BTreeSet::new();
    for manifest in files.named("papers.json") {
        let Some((folder, json)) = manifest.parent().zip(json(manifest)) else {
            continue;
        };
        let listed = json.get("files").and_then(Value::as_array);
        let listed = listed.into_iter().flatten();
        let listed = listed.filter_map(|own| own.get("file").and_then(Value::as_str));
        copies.extend(listed.map(|own| folder.join(own)));
    }
    copies
}

fn plan(path: &Path, season: Option<&Season>) -> Option<Found> {
    let raw = json(path)?;
    if raw.get("schema").and_then(Value::as_str) != Some(PLAN_SCHEMA) {
        return None;
    }
    let plan = read_plan(path).ok()?;
    let seated = plan.groups.iter().map(|group| group.members.len());
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    let outside = heads
        .iter()
        .filter(|head| !head.is_empty() && plan.group_of_expert(head).is_none());
    let history = path
        .file_name()
        .filter(|name| *name == "plan.json")
        .and_then(|_| path.parent())
        .and_then(|folder| read_history(folder).ok());
    let last = history.as_ref().and_then(|history| history.versions.last());
    let stale = season.map_or_else(Vec::new, |season| plan.changed_inputs(season));
    let seen = PlanSeen {
        file: shown(path),
        defence: raw.pointer("/round/name").and_then(Value::as_str) == Some("defence"),
        status: raw.get("status")?.as_str()?.to_owned(),
        groups: plan.groups.len(),
        people: seated.sum::<usize>() + outside.count(),
        submissions: plan
            .groups
            .iter()
            .map(|group| group.submissions.len())
            .sum(),
        shortfalls: plan.shortfalls.len(),
        versions: history.as_ref().map_or(0, |history| history.versions.len()),
        last: last.map(|version| {
            let action = version.record.action.words();
            let time = version
                .record
                .time
                .get(..16)
                .unwrap_or_default()
                .replace('T', " ");
            Bilingual::new(
                format!("{}（{time}）", action.zh),
                format!("{} ({time})", action.en),
            )
        }),
        stale,
        foreign: season.and_then(|season| foreign(path, &plan, season)),
    };
    let written = path.metadata().and_then(|file| file.modified()).ok();
    Some(Found {
        seen,
        plan,
        written,
    })
}
