//! Reads a plan and explains problems in plain words, without the parser's jargon.

use super::ProblemCode;
use super::container::encoding;
use super::findings::{Findings, Problems};
use super::folder::plain;
use super::nearest::{nearest, suggestion};
use crate::bilingual;
use crate::model::Place;
use crate::model::plan::{PLAN_SCHEMA, Plan};
use serde_json::Value;
use std::path::Path;

/// Reads the plan in `path`.
///
/// # Errors
/// The file cannot be read, is not JSON, has another schema name, or lacks a field.
pub fn read_plan(path: &Path) -> Result<Plan, Problems> {
    let mut findings = Findings::default();
    let plan = read(path, &mut findings);
    match (findings.finish(), plan) {
        (Ok(_), Some(plan)) => Ok(plan),
        (Ok(problems), None) | (Err(Problems(problems)), _) => Err(Problems(problems)),
    }
}

fn read(path: &Path, findings: &mut Findings) -> Option<Plan> {
    let file = plain::read(path, findings)?;
    let text = match encoding::decode(file.bytes.as_ref()) {
        Ok(text) => text,
        Err(fault) => {
            let line = u32::try_from(fault.line).unwrap_or(u32::MAX);
            syntax(Place::row(file.name.as_str(), line), findings);
            return None;
        }
    };
    let value: Value = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            syntax(Place::row(file.name.as_str(), line), findings);
            return None;
        }
    };
    let place = Place::file(file.name.as_str());
    schema(&value, &place, findings)?;
    match serde_json::from_str(&text) {
        Ok(plan) => Some(plan),
        Err(error) => {
            field(&error, &value, place, findings);
            None
        }
    }
}

fn syntax(place: Place, findings: &mut Findings) {
    findings.add(
        ProblemCode::PlanSyntax,
        place,
        "",
        bilingual!("文件不是完整的 JSON，从这一行起无法读取", "The file is not complete JSON; it cannot be read from this line on"),
        bilingual!("使用 empanel form 生成的 plan.json；若手工改过，请检查括号、引号和逗号", "Use a plan.json made by empanel form; if it was edited by hand, check brackets, quotes and commas"),
    );
}

fn schema(value: &Value, place: &Place, findings: &mut Findings) -> Option<()> {
    let found = value.get("schema").and_then(Value::as_str);
    if found == Some(PLAN_SCHEMA) {
        return Some(());
    }
    findings.add(
        ProblemCode::PlanSchema,
        place.clone(),
        found.unwrap_or_default(),
        bilingual!(
            "这不是本程序能读的评审方案：schema 应为 {PLAN_SCHEMA}",
            "This is not a plan this program can read: its schema must be {PLAN_SCHEMA}"
        ),
        bilingual!(
            "检查是否选错了文件；其他版本的方案请用相应版本打开",
            "Check that this is the right file; open plans of another version with that version of the program"
        ),
    );
    None
}

/// Translates a parser error into a message about the field concerned.
fn field(error: &serde_json::Error, value: &Value, place: Place, findings: &mut Findings) {
    let message = error.to_string();
    let quoted = message.split('`').nth(1).unwrap_or_default().to_owned();
    let line = u32::try_from(error.line()).ok().filter(|line| *line > 0);
    let place = Place { row: line, ..place };
    let (what, action) = if message.starts_with("missing field") {
        let near = suggestion(nearest(&quoted, keys(value).iter().map(String::as_str)));
        let (zh, en) = (near.zh, near.en);
        (
            bilingual!("缺少字段 {quoted}{zh}", "The field {quoted} is missing{en}"),
            bilingual!(
                "补上该字段，或重新生成方案",
                "Add the field, or make the plan again"
            ),
        )
    } else if message.starts_with("unknown") {
        let expected = message.split("expected").nth(1).unwrap_or_default();
        let allowed: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        let (zh, en) = (allowed.join("、"), allowed.join(", "));
        (
            bilingual!(
                "不认得 {quoted}",
                "[{quoted}] is not a known field or value here"
            ),
            bilingual!("可用的有：{zh}", "Known are: {en}"),
        )
    } else {
        (
            bilingual!(
                "这一行的值类型不对",
                "The value on this line is of the wrong type"
            ),
            bilingual!(
                "对照 empanel schema plan 输出的格式改正，或重新生成方案",
                "Correct it as in the output of `empanel schema plan`, or make the plan again"
            ),
        )
    };
    findings.add(ProblemCode::PlanField, place, quoted, what, action);
}

/// Keys of all objects in the plan, without repeats.
fn keys(value: &Value) -> std::collections::BTreeSet<String> {
    let mut found = std::collections::BTreeSet::new();
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Object(object) => {
                found.extend(object.keys().cloned());
                left.extend(object.values());
            }
            Value::Array(items) => left.extend(items),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"{"schema":"empanel/plan@1","status":"feasible",
"committee":{"chair":"E001","vice_chair":"E002"},
"groups":[{"id":"G01","name":"甲组","leader":"E003","members":["E003"],"submissions":["S001"]}],
"reviews":[],"shortfalls":[],
"quality":{"total_score":1.5,"worst_score":0.5,"mean_score":0.5,"coverage_shortfalls":0}}"#;

    fn codes(text: &str) -> Vec<(&'static str, Option<u32>, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.json");
        std::fs::write(&path, text).expect("written");
        match read_plan(&path) {
            Ok(_) => Vec::new(),
            Err(Problems(all)) => all
                .into_iter()
                .map(|p| (p.code, p.place.row, p.what.en))
                .collect(),
        }
    }

    #[test]
    fn a_plan_is_read_and_what_is_wrong_is_named() {
        assert_eq!(codes(PLAN), []);
        assert_eq!(codes(&PLAN[..200])[0].0, "E120");
        assert_eq!(codes(&PLAN.replace("plan@1", "plan@9"))[0].0, "E121");
        assert_eq!(codes("[]")[0].0, "E121");
        let missing = codes(&PLAN.replace("\"chair\"", "\"chiar\""));
        assert_eq!(
            missing[0].2,
            "The field chair is missing; the nearest known is [chiar]"
        );
        let status = codes(&PLAN.replace("feasible", "good"));
        assert_eq!((status[0].0, status[0].1), ("E122", Some(1)));
        let kind = codes(&PLAN.replace("1.5", "\"much\""));
        assert_eq!((kind[0].0, kind[0].1), ("E122", Some(5)));
    }
}
