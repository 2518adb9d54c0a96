//! The JSON Schemas of `plan.json` and of the exchange in it.

use super::{EXCHANGE_SCHEMA, Exchange, PLAN_SCHEMA, Plan};
use schemars::Schema;
use serde_json::Value;

/// Returns the JSON Schema (draft 2020-12) of every plan that this program writes, generated from
/// the types.
pub fn schema() -> Value {
    named(schemars::schema_for!(Plan), PLAN_SCHEMA)
}

/// Returns the JSON Schema of what `form --exchange` finds: the part `exchange` of a plan and of
/// the document that `form` prints.
pub fn exchange_schema() -> Value {
    named(schemars::schema_for!(Exchange), EXCHANGE_SCHEMA)
}

fn named(schema: Schema, name: &str) -> Value {
    let mut schema = schema.to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), Value::from(name));
        let constant = serde_json::json!({
            "description": "Name and version of this format.",
            "const": name,
        });
        if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert("schema".to_owned(), constant);
        }
    }
    schema
}
