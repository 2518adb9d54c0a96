//! The JSON Schema of `rules.toml`, with the ranges of the table.

use super::values::LONGEST_TEXT;
use super::{Kind, Rules, SECTIONS, Section, Setting, YEARS};
use serde_json::{Map, Value, json};

/// Returns the JSON Schema (draft 2020-12) of `rules.toml`, made from the type of the rules and
/// from the table: what editors need to offer keys and to refuse values.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Rules).to_value();
    for section in &SECTIONS {
        let Some(properties) = properties(&mut schema, section) else {
            continue;
        };
        for setting in section.settings {
            if let Some(own) = properties
                .get_mut(setting.key)
                .and_then(Value::as_object_mut)
            {
                describe(own, setting);
            }
        }
    }
    schema
}

/// The keys of a section, wherever the schema defines them.
fn properties<'a>(schema: &'a mut Value, section: &Section) -> Option<&'a mut Map<String, Value>> {
    let reference = schema["properties"][section.key]["$ref"].as_str()?;
    let name = reference.rsplit('/').next()?.to_owned();
    schema["$defs"][name.as_str()]["properties"].as_object_mut()
}

fn describe(own: &mut Map<String, Value>, setting: &Setting) {
    let title = format!("{} / {}", setting.title.zh, setting.title.en);
    own.insert("title".to_owned(), Value::from(title));
    // The documentation of the type is broken into lines; a sentence is not.
    let meaning = Value::from(setting.meaning.en);
    own.insert("description".to_owned(), meaning);
    let bounds = match setting.values.kind {
        Kind::Whole { least, most } => json!({ "minimum": least, "maximum": most }),
        // 0 stands for this year.
        Kind::Year => json!({ "minimum": 0, "maximum": YEARS.end() }),
        Kind::Fraction | Kind::Share => json!({ "minimum": 0, "maximum": 1 }),
        Kind::Weight => json!({ "minimum": 0 }),
        Kind::Positive | Kind::Seconds => json!({ "exclusiveMinimum": 0 }),
        Kind::Words => json!({ "maxLength": LONGEST_TEXT }),
        Kind::YesNo | Kind::Choice(_) | Kind::Days | Kind::Time => return,
    };
    if let Value::Object(bounds) = bounds {
        own.extend(bounds);
    }
}
