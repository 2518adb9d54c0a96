//! The format of `plan.json`: its JSON Schema, and plans contain exactly the fields of the
//! contract.

use crate::judge;

use empanel::model::InputFile;
use empanel::model::plan::{Plan, PriceOfFairness, Shortfall, ShortfallKind, Status, schema};
use judge::toy;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The toy season's best plan with every optional field filled.
fn full() -> Plan {
    let season = toy::season();
    let mut plan = toy::best(&season);
    plan.groups[0].alternates.push("E002".to_owned());
    plan.status = Status::Optimal;
    plan.quality.bound = Some(8.0125);
    plan.quality.gap = Some(0.0);
    plan.quality.worst_bound = Some(1.025);
    plan.quality.shortfalls_bound = Some(1);
    plan.quality.bound_groups = Some(2);
    plan.quality.estimated_bound = Some(3.0);
    plan.quality.withdrawals_covered = Some(0.0);
    plan.quality.price_of_fairness = Some(PriceOfFairness {
        highest_total: 1.0,
        worst_under_it: 0.5,
        shortfalls_under_it: 0,
    });
    plan.inputs.insert(
        "experts".to_owned(),
        InputFile {
            file: "experts.csv".to_owned(),
            sha256: "00".repeat(32),
        },
    );
    plan.rules = season.rules;
    plan
}

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

#[test]
fn a_plan_carries_exactly_the_fields_of_the_contract() {
    let plan = serde_json::to_value(full()).unwrap();
    assert_eq!(
        keys(&plan),
        [
            "schema",
            "status",
            "committee",
            "groups",
            "reviews",
            "shortfalls",
            "quality",
            "inputs",
            "rules",
            "seed",
            "version"
        ]
    );
    assert_eq!(plan["schema"], "empanel/plan@1");
    assert_eq!(plan["status"], "optimal");
    assert_eq!(
        plan["committee"],
        json!({"chair": "E001", "vice_chair": "E002"})
    );
    assert_eq!(
        keys(&plan["groups"][0]),
        [
            "id",
            "name",
            "leader",
            "members",
            "submissions",
            "alternates"
        ]
    );
    assert_eq!(
        plan["reviews"][2],
        json!({"submission": "S003", "group": "G01", "reviewers": ["E003", "E008"], "recused": ["E005"]})
    );
    assert_eq!(
        plan["shortfalls"],
        json!([{"submission": "S005", "kind": "domain", "code": "Q12.01", "reason": ""}])
    );
    assert_eq!(
        keys(&plan["quality"]),
        [
            "total_score",
            "worst_score",
            "mean_score",
            "coverage_shortfalls",
            "bound",
            "gap",
            "worst_bound",
            "shortfalls_bound",
            "bound_groups",
            "estimated_bound",
            "withdrawals_covered",
            "price_of_fairness",
            "seconds"
        ]
    );
    assert_eq!(keys(&plan["inputs"]["experts"]), ["file", "sha256"]);
    assert_eq!(
        keys(&plan["rules"]),
        [
            "groups",
            "reviews",
            "coverage",
            "score",
            "conflicts",
            "balance",
            "solve",
            "screen",
            "scoring",
            "defence",
            "award"
        ]
    );
}

#[test]
fn what_is_not_proven_is_left_out() {
    let season = toy::season();
    let plan = serde_json::to_value(toy::best(&season)).unwrap();
    assert_eq!(plan["status"], "feasible");
    assert_eq!(
        keys(&plan["quality"]),
        [
            "total_score",
            "worst_score",
            "mean_score",
            "coverage_shortfalls",
            "seconds"
        ]
    );
}

#[test]
fn a_plan_is_read_back_as_it_was_written() {
    let plan = full();
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
}

#[test]
fn the_example_of_the_contract_is_a_plan() {
    let text = r#"{"schema":"empanel/plan@1",
     "status":"feasible",
     "committee":{"chair":"E001","vice_chair":"E002"},
     "groups":[{"id":"G01","name":"装备制造组","leader":"E010","members":["E010","E011"],"submissions":["S001"],"alternates":["E090"]}],
     "reviews":[{"submission":"S001","group":"G01","reviewers":["E010","E011","E012"],"recused":["E013"]}],
     "shortfalls":[{"submission":"S007","kind":"domain","code":"Q06.01","reason":"…"}],
     "quality":{"total_score":812.4,"worst_score":1.9,"mean_score":2.8,"coverage_shortfalls":1,"bound":830.1,"gap":0.021,"seconds":41.0},
     "inputs":{"experts":{"file":"experts.xlsx","sha256":"…"}},
     "rules":{}, "seed":1, "version":"0.1.0"}"#;
    let plan: Plan = serde_json::from_str(text).unwrap();
    assert_eq!(plan.shortfalls[0].kind, ShortfallKind::Domain);
    assert_eq!(plan.group_of_submission("S001").unwrap().name, "装备制造组");
    let Shortfall { code, .. } = &plan.shortfalls[0];
    assert_eq!(code, "Q06.01");
    assert_eq!(plan.rules, Default::default());
}

#[test]
fn the_schema_is_the_committed_one() {
    insta::assert_json_snapshot!("plan", schema());
}

/// Every field that is written is described, and every required field is written.
#[test]
fn the_schema_describes_what_is_written() {
    let schema = schema();
    assert_eq!(schema["properties"]["schema"]["const"], "empanel/plan@1");
    let plan = serde_json::to_value(full()).unwrap();
    compare(&schema, &schema, &plan, "plan");
}

fn compare(root: &Value, schema: &Value, value: &Value, path: &str) {
    let schema = resolved(root, schema);
    match value {
        Value::Object(fields) => {
            if let Some(each) = schema.get("additionalProperties") {
                fields
                    .values()
                    .filter(|_| each.is_object())
                    .for_each(|field| compare(root, each, field, path));
            }
            let Some(described) = schema.get("properties").and_then(Value::as_object) else {
                return;
            };
            // Fields that may be omitted when empty.
            let silent = ["pins", "withdrawn", "round", "exchange", "part", "mix"];
            let written: BTreeSet<_> = fields.keys().collect();
            let expected: BTreeSet<_> = described
                .keys()
                .filter(|name| written.contains(name) || !silent.contains(&name.as_str()))
                .collect();
            assert_eq!(written, expected, "{path}");
            for (name, field) in fields {
                compare(root, &described[name], field, &format!("{path}.{name}"));
            }
        }
        Value::Array(items) => {
            for item in items {
                compare(root, &schema["items"], item, path);
            }
        }
        _ => (),
    }
}

fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root
            .pointer(reference.trim_start_matches('#'))
            .expect("a definition in the schema"),
        None => schema,
    }
}
