//! One step after the other.

use super::document::{PlanSeen, State, Status, Step, StepKind};
use super::files::{Files, json, shown};
use crate::bilingual;
use crate::format::{Problems, read_applications, read_plan, read_season};
use crate::history::read_history;
use crate::model::{Season, Severity};
use crate::plan::PLAN_SCHEMA;
use crate::text::Bilingual;
use jiff::civil::Date;
use serde_json::Value;
use std::path::Path;

/// Looks at the season's folder and the folders of outputs.
pub fn look(season: &Path, outputs: &[&Path], today: Date) -> Status {
    let files = Files::list(std::iter::once(season).chain(outputs.iter().copied()));
    let read = read_season(season, None);
    let (tables, known) = match read {
        Ok(loaded) => (tables_done(&loaded.season), Some(loaded.season)),
        Err(Problems(problems)) => {
            let errors = problems.iter().filter(|p| p.severity == Severity::Error);
            (tables_wrong(errors.count(), season), None)
        }
    };
    let plans = plans(&files, known.as_ref());
    let name = season
        .canonicalize()
        .ok()
        .and_then(|path| path.file_name().map(|n| n.to_string_lossy().into_owned()));
    let steps = vec![
        tables,
        screen(season, known.as_ref()),
        formed(&plans, false),
        sheets(&files),
        collected(&files),
        formed(&plans, true),
        publicity(&files, today),
        results(&files),
    ];
    Status {
        season: name.unwrap_or_default(),
        today,
        next: next(&steps),
        steps,
        plans,
    }
}

/// The first step that is not done after the last one that is: offices may do without a step,
/// such as the defence.
fn next(steps: &[Step]) -> Option<StepKind> {
    if let Some(wrong) = steps.iter().find(|step| step.state == State::Trouble) {
        return Some(wrong.kind);
    }
    if let Some(active) = steps.iter().find(|step| step.state == State::Active) {
        return Some(active.kind);
    }
    let after = steps
        .iter()
        .rposition(|step| step.state == State::Done)
        .map_or(0, |at| at + 1);
    steps.get(after).map(|step| step.kind)
}

fn step(kind: StepKind, state: State, command: &str) -> Step {
    Step {
        kind,
        state,
        details: Vec::new(),
        files: Vec::new(),
        command: command.to_owned(),
    }
}

fn tables_done(season: &Season) -> Step {
    let (experts, submissions) = (season.experts.len(), season.submissions.len());
    let relations = season.relations.len();
    let mut done = step(StepKind::Tables, State::Done, "empanel check SEASON");
    done.details.push(bilingual!(
        "专家 {experts} 人，申报 {submissions} 项，关系 {relations} 条",
        "{experts} experts, {submissions} submissions, {relations} relations"
    ));
    let files = season.inputs.values().map(|input| input.file.clone());
    done.files.extend(files);
    done
}

/// Experts may come later than submissions: what is there is told.
fn tables_wrong(errors: usize, season: &Path) -> Step {
    let mut wrong = step(StepKind::Tables, State::Trouble, "empanel check SEASON");
    if let Ok(loaded) = read_applications(season, None) {
        let submissions = loaded.applications.applications.len();
        wrong.details.push(bilingual!(
            "申报 {submissions} 项可读",
            "{submissions} submissions can be read"
        ));
    }
    wrong.details.push(bilingual!(
        "各表共有 {errors} 处错误",
        "{errors} error(s) in the tables"
    ));
    wrong
}

fn screen(folder: &Path, season: Option<&Season>) -> Step {
    let mut found = step(
        StepKind::Screen,
        State::Todo,
        "empanel screen SEASON --out SEASON",
    );
    let Some(season) = season else {
        return found;
    };
    let all = season.submissions.len();
    let passed = season.submissions.iter().filter(|s| s.passed).count();
    let out = all - passed;
    if let Some(input) = season.inputs.get("screening") {
        found.state = State::Done;
        found.files.push(shown(&folder.join(&input.file)));
        found.details.push(bilingual!(
            "通过 {passed} 项，未通过或待补正 {out} 项",
            "{passed} passed, {out} failed or pending"
        ));
    } else if out > 0 {
        // The office decided by hand, in its own column.
        found.state = State::Done;
        found.details.push(bilingual!(
            "按申报表“形式审查”一列：通过 {passed} 项，未通过 {out} 项",
            "by the column passed: {passed} passed, {out} not"
        ));
    } else {
        found.details.push(bilingual!(
            "没有形式审查表，{all} 项申报全部视为通过",
            "no table screening: all {all} submissions count as passed"
        ));
    }
    found
}

fn plans(files: &Files, season: Option<&Season>) -> Vec<PlanSeen> {
    let candidates = files.like("plan", ".json");
    candidates.filter_map(|path| plan(path, season)).collect()
}

fn plan(path: &Path, season: Option<&Season>) -> Option<PlanSeen> {
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
    let stale = season.map_or_else(Vec::new, |season| {
        let changed = plan.inputs.iter().filter(|(table, then)| {
            let now = season.inputs.get(*table);
            now.is_none_or(|now| now.sha256 != then.sha256)
        });
        changed.map(|(table, _)| table.clone()).collect()
    });
    Some(PlanSeen {
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
    })
}

fn formed(plans: &[PlanSeen], defence: bool) -> Step {
    let mut found = if defence {
        step(
            StepKind::Defence,
            State::Todo,
            "empanel form SEASON --round defence --from PLAN --shortlist FILE --out DIR",
        )
    } else {
        step(StepKind::Form, State::Todo, "empanel form SEASON --out DIR")
    };
    for plan in plans.iter().filter(|plan| plan.defence == defence) {
        found.state = State::Done;
        found.files.push(plan.file.clone());
        let (groups, people) = (plan.groups, plan.people);
        let (work, shortfalls) = (plan.submissions, plan.shortfalls);
        found.details.push(bilingual!(
            "{groups} 个专业组，{people} 人，申报 {work} 项，覆盖缺口 {shortfalls} 个",
            "{groups} groups, {people} people, {work} submissions, {shortfalls} shortfalls"
        ));
        if let Some(last) = &plan.last {
            let versions = plan.versions;
            let (zh, en) = (&last.zh, &last.en);
            found.details.push(bilingual!(
                "第 {versions} 版：{zh}",
                "version {versions}: {en}"
            ));
        }
        if !plan.stale.is_empty() {
            let (zh, en) = (plan.stale.join("、"), plan.stale.join(", "));
            found.details.push(bilingual!(
                "方案之后又改过的表：{zh}，请核对（verify）或重新调整（rerun）",
                "tables changed since: {en}; verify or rerun"
            ));
        }
    }
    found
}

fn sheets(files: &Files) -> Step {
    let mut found = step(
        StepKind::Sheets,
        State::Todo,
        "empanel sheets SEASON --plan PLAN --out DIR",
    );
    let (experts, groups) = (
        files.like("scores-", ".xlsx").count(),
        files.like("consensus-", ".xlsx").count(),
    );
    if experts + groups > 0 {
        found.state = State::Done;
        let folders = files.like("scores-", ".xlsx").filter_map(Path::parent);
        let mut folders: Vec<String> = folders.map(shown).collect();
        folders.dedup();
        found.files = folders;
        found.details.push(bilingual!(
            "专家评分表 {experts} 份，专业组合议表 {groups} 份",
            "{experts} sheets of experts, {groups} of groups"
        ));
    }
    found
}

fn collected(files: &Files) -> Step {
    let mut found = step(
        StepKind::Collect,
        State::Todo,
        "empanel collect SEASON DIR --plan PLAN --out DIR --shortlist N",
    );
    for path in files.named("results.csv") {
        // Rows below the header of the scores that lie beside.
        let scores = path.with_file_name("scores.csv");
        let rows = std::fs::read(scores).map_or(0, |bytes| {
            let lines = bytes.split(|byte| *byte == b'\n');
            lines
                .filter(|line| !line.trim_ascii().is_empty())
                .count()
                .saturating_sub(1)
        });
        found.state = State::Done;
        found.files.push(shown(path));
        found
            .details
            .push(bilingual!("收回评分 {rows} 条", "{rows} scores came back"));
    }
    let lists: Vec<&Path> = files.named("shortlist.csv").collect();
    if found.state == State::Done && lists.is_empty() {
        found
            .details
            .push(bilingual!("尚无入围名单", "no shortlist yet"));
    }
    found.files.extend(lists.into_iter().map(shown));
    found
}

fn publicity(files: &Files, today: Date) -> Step {
    let mut found = step(
        StepKind::Publicity,
        State::Todo,
        "empanel publicity SEASON --from DATE --out DIR",
    );
    for path in files.named("publicity.json") {
        found.files.push(shown(path));
        let dates = json(path).and_then(|raw| {
            let date = |key: &str| raw.get(key)?.as_str()?.parse::<Date>().ok();
            Some((date("first")?, date("last")?))
        });
        let Some((first, last)) = dates else {
            found.state = State::Trouble;
            found
                .details
                .push(bilingual!("文件无法读取", "the file cannot be read"));
            continue;
        };
        let (state, words) = if today < first {
            (
                State::Todo,
                bilingual!("{first} 开始，{last} 结束", "begins {first}, ends {last}"),
            )
        } else if today <= last {
            (
                State::Active,
                bilingual!("公示中，{last} 结束", "going on until {last}"),
            )
        } else {
            (
                State::Done,
                bilingual!("{first} 至 {last}，已结束", "{first} to {last}, over"),
            )
        };
        if found.state != State::Trouble {
            found.state = state;
        }
        found.details.push(words);
    }
    found
}

fn results(files: &Files) -> Step {
    let mut found = step(
        StepKind::Results,
        State::Todo,
        "empanel results SEASON --plan PLAN --shortlist FILE --withdrawn FILE --out DIR",
    );
    for path in files.named("outcome.json") {
        found.files.push(shown(path));
        let counts = json(path).and_then(|raw| {
            let count = |key: &str| Some(raw.get(key)?.as_array()?.len());
            Some((count("publicity")?, count("final")?, count("withdrawn")?))
        });
        match counts {
            Some((publicity, last, withdrawn)) => {
                found.state = State::Done;
                found.details.push(bilingual!(
                    "公示名单 {publicity} 项，公告名单 {last} 项，撤出 {withdrawn} 项",
                    "{publicity} for publicity, {last} on the final list, {withdrawn} withdrawn"
                ));
            }
            None => {
                found.state = State::Trouble;
                found
                    .details
                    .push(bilingual!("文件无法读取", "the file cannot be read"));
            }
        }
    }
    found
}
