//! The JSON Schema of `plan.json`.

use super::{PLAN_SCHEMA, Plan};
use serde_json::Value;

/// Returns the JSON Schema (draft 2020-12) of every plan that this program writes, generated from
/// the types.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Plan).to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), Value::from(PLAN_SCHEMA));
        let constant = serde_json::json!({
            "description": "Name and version of this format.",
            "const": PLAN_SCHEMA,
        });
        if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert("schema".to_owned(), constant);
        }
    }
    schema
}
