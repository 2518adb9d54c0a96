//! Determines the state of each step.

use super::document::{PlanSeen, State, Status, Step, StepKind};
use super::files::{Files, json, shown};
use super::plans::{Current, plans};
use super::scores::{collected, sheets};
use crate::bilingual;
use crate::files::history::sha256;
use crate::files::tables::{Problems, read_applications, read_plain, read_season};
use crate::model::words::Bilingual;
use crate::model::{Season, Severity};
use jiff::civil::Date;
use serde_json::Value;
use std::path::Path;

/// Examines the season's folder and the output folders.
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
    let current = Current::of(&plans);
    let plans: Vec<PlanSeen> = plans.into_iter().map(|own| own.seen).collect();
    let name = season
        .canonicalize()
        .ok()
        .and_then(|path| path.file_name().map(|n| n.to_string_lossy().into_owned()));
    let steps = vec![
        tables,
        screen(season, known.as_ref()),
        with_papers(formed(&plans, false), &files, &plans, false),
        sheets(&files, &current),
        collected(&files, &current, known.as_ref()),
        with_papers(formed(&plans, true), &files, &plans, true),
        publicity(&files, today),
        results(&files, today),
    ];
    Status {
        season: name.unwrap_or_default(),
        award: known
            .as_ref()
            .map_or_else(Bilingual::default, |own| own.rules.heading()),
        today,
        next: next(&steps),
        steps,
        plans,
    }
}

/// The first unfinished step after the last finished one, because offices may skip a step such as
/// the defence. A season is not complete before its publicity period is over, even if lists of
/// results were written (art. 21).
fn next(steps: &[Step]) -> Option<StepKind> {
    if let Some(wrong) = steps.iter().find(|step| step.state == State::Trouble) {
        return Some(wrong.kind);
    }
    // Missing scores are no longer awaited once a list is public.
    let published = |step: &Step| step.kind == StepKind::Publicity && !step.files.is_empty();
    let public = steps.iter().any(published);
    // Lists written before the publicity period was over: the next step is to wait for its end.
    let of = |kind: StepKind| steps.iter().find(|step| step.kind == kind);
    let early = of(StepKind::Results).is_some_and(|own| own.state == State::Active);
    if let Some(publicity) = of(StepKind::Publicity).filter(|_| early)
        && publicity.state != State::Done
        && !publicity.files.is_empty()
    {
        return Some(StepKind::Publicity);
    }
    let judged = |step: &&Step| matches!(step.kind, StepKind::Sheets | StepKind::Collect);
    let active = || steps.iter().filter(|step| step.state == State::Active);
    if let Some(step) = active().find(|step| !(public && judged(step))) {
        return Some(step.kind);
    }
    let after = steps
        .iter()
        .rposition(|step| step.state == State::Done)
        .map_or(0, |at| at + 1);
    let unpublished = || {
        let publicity = steps.iter().find(|own| own.kind == StepKind::Publicity);
        publicity.filter(|own| own.state != State::Done)
    };
    let next = steps.get(after).or_else(unpublished);
    let next = next.or_else(|| active().next());
    next.map(|step| step.kind)
}

fn tables_done(season: &Season) -> Step {
    let (experts, submissions) = (season.experts.len(), season.submissions.len());
    let relations = season.relations.len();
    let mut done = Step::new(StepKind::Tables, State::Done, "empanel check SEASON");
    done.details.push(bilingual!(
        "专家 {experts} 人，申报 {submissions} 项，关系 {relations} 条",
        "{experts} experts, {submissions} submissions, {relations} relations"
    ));
    let files = season.inputs.values().map(|input| input.file.clone());
    done.files.extend(files);
    done
}

/// Experts may be added later than submissions, so what exists is reported.
fn tables_wrong(errors: usize, season: &Path) -> Step {
    let mut wrong = Step::new(StepKind::Tables, State::Trouble, "empanel check SEASON");
    if let Ok(loaded) = read_applications(season, None) {
        let submissions = loaded.applications.applications.len();
        wrong.details.push(bilingual!(
            "申报 {submissions} 项可读",
            "{submissions} submissions can be read"
        ));
    }
    wrong.details.push(bilingual!(
        "各表共有 {errors} 处错误",
        "errors in the tables: {errors}"
    ));
    wrong
}

fn screen(folder: &Path, season: Option<&Season>) -> Step {
    let mut found = Step::new(
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
            "by the column passed: {passed} passed, {out} did not"
        ));
    } else {
        found.details.push(bilingual!(
            "没有形式审查表，{all} 项申报全部视为通过",
            "no screening table: all {all} submissions count as passed"
        ));
    }
    found
}

fn formed(plans: &[PlanSeen], defence: bool) -> Step {
    let mut found = if defence {
        Step::new(
            StepKind::Defence,
            State::Todo,
            "empanel form SEASON --round defence --from PLAN --shortlist FILE --out DIR",
        )
    } else {
        Step::new(StepKind::Form, State::Todo, "empanel form SEASON --out DIR")
    };
    let own = || plans.iter().filter(|plan| plan.defence == defence);
    for plan in own() {
        found.files.push(plan.file.clone());
        if let Some(why) = &plan.foreign {
            found.details.push(why.clone());
            continue;
        }
        found.state = State::Done;
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
                "tables changed after the plan: {en}; verify or rerun"
            ));
        }
    }
    if found.state == State::Todo && own().next().is_some() {
        let command = &found.command;
        found.state = State::Trouble;
        found.todo = Some(bilingual!(
            "移走别的年度的方案；若是本届的，先用 empanel rerun 更新，或重新组建：{command}",
            "move plans of other seasons away; bring a plan of this season up to date with empanel rerun, or form a new one: {command}"
        ));
    }
    found
}

/// With what was made of papers from the plan of a round, and whether they are out of date.
fn with_papers(mut step: Step, files: &Files, plans: &[PlanSeen], defence: bool) -> Step {
    let own = plans
        .iter()
        .filter(|plan| plan.defence == defence && plan.foreign.is_none());
    let current: Vec<String> = own
        .filter_map(|plan| read_plain(Path::new(&plan.file)).ok())
        .map(|bytes| sha256(&bytes))
        .collect();
    for path in files.named("papers.json") {
        let Some(manifest) = json(path) else {
            continue;
        };
        if manifest.get("round").is_some_and(Value::is_string) != defence {
            continue;
        }
        let made = manifest.get("files").and_then(Value::as_array);
        let made: Vec<&Value> = made.into_iter().flatten().collect();
        let text = |file: &Value, key: &str| {
            let own = file.get(key).and_then(Value::as_str);
            own.unwrap_or_default().to_owned()
        };
        let stale = made.iter().filter(|file| {
            let plan = text(file, "plan");
            !current.contains(&plan)
        });
        let names = stale.clone().map(|file| paper_of(&text(file, "file")));
        let names = distinct(names);
        let (zh, en) = (names.join("、"), names.join(", "));
        let (count, stale) = (made.len(), stale.count());
        step.files.push(shown(path));
        step.details.push(match stale {
            0 => bilingual!("材料 {count} 份", "papers: {count}"),
            _ => bilingual!(
                "材料 {count} 份，其中 {stale} 份不是按现行方案写的（{zh}）：用 empanel papers --force 更新",
                "papers: {count}, of which {stale} were not made from the present plan ({en}): bring them up to date with empanel papers --force"
            ),
        });
    }
    step
}

/// The name of a paper: that of its file, or of the folder of those that are for one person each.
fn paper_of(path: &str) -> String {
    let first = path.split('/').next().unwrap_or_default();
    let stem = first.rsplit_once('.').map_or(first, |(stem, _)| stem);
    stem.to_owned()
}

/// Each name once, in their order; the first few where there are many.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    const NAMED: usize = 8;
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if all.len() > NAMED {
        all.truncate(NAMED);
        all.push("…".to_owned());
    }
    all
}

fn publicity(files: &Files, today: Date) -> Step {
    let mut found = Step::new(
        StepKind::Publicity,
        State::Todo,
        "empanel publicity SEASON --from DATE --out DIR",
    );
    for path in files.named("publicity.json") {
        found.files.push(shown(path));
        let raw = json(path);
        let unknown = raw.as_ref().map_or_else(String::new, unknown_years);
        let dates = raw.and_then(|raw| {
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
            found.todo = Some(bilingual!(
                "{first} 起公示到 {last}，到时发布名单",
                "from {first} to {last}: publish the list then"
            ));
            (
                State::Todo,
                bilingual!("{first} 开始，{last} 结束", "begins {first}, ends {last}"),
            )
        } else if today <= last {
            found.todo = Some(bilingual!(
                "等到 {last} 期满；期间有异议，用 empanel objection SEASON --plan PLAN --submission ID",
                "wait until {last}; for an objection in the meantime: empanel objection SEASON --plan PLAN --submission ID"
            ));
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
        if found.state == State::Done {
            found.todo = None;
        }
        found.details.push(words);
        if !unknown.is_empty() {
            found.details.push(bilingual!(
                "注意（W613）：没有 {unknown} 年的节假日安排，期满日不一定准确",
                "note (W613): the holidays of {unknown} are not known, so the last day may be wrong"
            ));
        }
    }
    found
}

fn provisional_list() -> crate::model::words::Bilingual {
    bilingual!(
        "所依据的推荐名单是暂定的（评分未齐）",
        "made from a provisional list (scores were missing)"
    )
}

/// The years whose holidays were unknown when a publicity period was counted.
fn unknown_years(publicity: &Value) -> String {
    let years = publicity.get("unknown_years").and_then(Value::as_array);
    let years: Vec<String> = years.into_iter().flatten().map(Value::to_string).collect();
    years.join(" ")
}

fn results(files: &Files, today: Date) -> Step {
    let mut found = Step::new(
        StepKind::Results,
        State::Todo,
        "empanel results SEASON --plan PLAN --shortlist FILE --withdrawn FILE --out DIR",
    );
    let publicity = publicity(files, today);
    let running = publicity.state != State::Done && !publicity.files.is_empty();
    for path in files.named("outcome.json") {
        found.files.push(shown(path));
        let counts = json(path).and_then(|raw| {
            let count = |key: &str| Some(raw.get(key)?.as_array()?.len());
            let until = raw.get("publicity_until").and_then(Value::as_str);
            let until = until.and_then(|text| text.parse::<Date>().ok());
            let provisional = raw.get("provisional") == Some(&Value::Bool(true));
            let counts = (count("publicity")?, count("final")?, count("withdrawn")?);
            Some((counts, until, provisional))
        });
        match counts {
            Some(((publicity, _, withdrawn), Some(until), provisional)) => {
                found.state = State::Active;
                found.details.push(bilingual!(
                    "公示名单 {publicity} 项，撤出 {withdrawn} 项；公示到 {until}，还没有公告名单",
                    "{publicity} for publicity, {withdrawn} withdrawn; public until {until}, no final list yet"
                ));
                if today <= until {
                    found.todo = Some(bilingual!(
                        "等到 {until} 公示期满，再写公告名单",
                        "wait until {until}, then write the final list"
                    ));
                }
                found.details.extend(provisional.then(provisional_list));
            }
            Some(((publicity, last, withdrawn), None, provisional)) => {
                found.state = if running { State::Active } else { State::Done };
                found.details.push(bilingual!(
                    "公示名单 {publicity} 项，公告名单 {last} 项，撤出 {withdrawn} 项",
                    "{publicity} for publicity, {last} on the final list, {withdrawn} withdrawn"
                ));
                if running {
                    found.details.push(bilingual!(
                        "公示尚未期满，公告名单还不能发布",
                        "the publicity period is not over: the final list must not be published yet"
                    ));
                }
                if provisional {
                    found.state = State::Active;
                    found.details.push(provisional_list());
                }
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
