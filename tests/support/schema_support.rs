//! Holds documents against JSON Schemas, strictly: a key that a schema does not name is an error, and
//! so is a keyword of a schema that this does not know.
#![allow(dead_code)] // no test file uses all of it

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Keywords that say nothing of a value's form.
const WORDS: [&str; 7] = [
    "$schema",
    "$defs",
    "title",
    "description",
    "default",
    "format",
    "examples",
];

/// What is wrong with a value, each line with its path; empty where it fits.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    faults_of(schema, schema, value, "", &BTreeSet::new())
}

struct Checker<'a> {
    root: &'a Value,
}

impl<'a> Checker<'a> {
    /// `beside` are the keys that schemas around this one name for the same value.
    fn check(
        &self,
        schema: &'a Value,
        value: &Value,
        path: &str,
        beside: &BTreeSet<&'a str>,
        found: &mut Vec<String>,
    ) {
        let object = match schema {
            Value::Bool(true) => return,
            Value::Object(object) => object,
            _ => return found.push(format!("{path}: nothing is allowed here")),
        };
        let mut named = beside.clone();
        self.names(object, &mut named);
        for (word, says) in object {
            self.keyword(word, says, value, path, &named, found);
        }
        self.keys(object, value, path, &named, found);
    }

    /// The keys that a schema names, and those that it refers to; of several forms each names its own.
    fn names(&self, object: &'a Map<String, Value>, named: &mut BTreeSet<&'a str>) {
        let own = object.get("properties").and_then(Value::as_object);
        named.extend(own.into_iter().flatten().map(|(key, _)| key.as_str()));
        let all = object.get("allOf").and_then(Value::as_array);
        let referred = object.get("$ref").map(|says| self.resolved(says));
        for other in all.into_iter().flatten().chain(referred) {
            if let Value::Object(other) = other {
                self.names(other, named);
            }
        }
    }

    fn keyword(
        &self,
        word: &str,
        says: &'a Value,
        value: &Value,
        path: &str,
        named: &BTreeSet<&'a str>,
        found: &mut Vec<String>,
    ) {
        let none = BTreeSet::new();
        let mut tell = |right: bool| {
            if !right {
                found.push(format!("{path}: {value} is not {word} {says}"));
            }
        };
        let number = || value.as_f64().zip(says.as_f64());
        match word {
            "$ref" => self.check(self.resolved(says), value, path, named, found),
            "type" => tell(has_type(says, value)),
            "const" => tell(value == says),
            "enum" => tell(list(says).contains(value)),
            "minimum" => tell(number().is_none_or(|(own, least)| own >= least)),
            "maximum" => tell(number().is_none_or(|(own, most)| own <= most)),
            "exclusiveMinimum" => tell(number().is_none_or(|(own, least)| own > least)),
            "minItems" => tell(value.as_array().is_none_or(|own| own.len() >= size(says))),
            "maxItems" => tell(value.as_array().is_none_or(|own| own.len() <= size(says))),
            "uniqueItems" => {
                let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let twice = |at: usize| items[..at].contains(&items[at]);
                tell(!(0..items.len()).any(twice));
            }
            "maxLength" => tell(
                value
                    .as_str()
                    .is_none_or(|own| own.chars().count() <= size(says)),
            ),
            "required" => {
                let keys = value.as_object();
                let has = |key: &Value| {
                    keys.is_none_or(|own| own.contains_key(key.as_str().expect("a key")))
                };
                tell(list(says).iter().all(has));
            }
            "anyOf" | "oneOf" => {
                let fits = |own: &Value| faults_of(self.root, own, value, path, named).is_empty();
                let count = list(says).iter().filter(|own| fits(own)).count();
                tell(count == 1 || count > 1 && word == "anyOf");
            }
            "allOf" => {
                for own in list(says) {
                    self.check(own, value, path, named, found);
                }
            }
            "items" => {
                for (at, own) in value.as_array().into_iter().flatten().enumerate() {
                    self.check(says, own, &format!("{path}/{at}"), &none, found);
                }
            }
            "prefixItems" => {
                let both = value.as_array().into_iter().flatten().zip(list(says));
                for (at, (own, schema)) in both.enumerate() {
                    self.check(schema, own, &format!("{path}/{at}"), &none, found);
                }
            }
            // Looked at together, by `keys`.
            "properties" | "additionalProperties" => {}
            _ => assert!(WORDS.contains(&word), "unknown keyword {word}"),
        }
    }

    /// Every key by its own schema; those of forms by the form's.
    fn keys(
        &self,
        object: &'a Map<String, Value>,
        value: &Value,
        path: &str,
        named: &BTreeSet<&'a str>,
        found: &mut Vec<String>,
    ) {
        let own = object.get("properties").and_then(Value::as_object);
        let rest = object.get("additionalProperties");
        let forms = ["anyOf", "oneOf"]
            .iter()
            .any(|word| object.contains_key(*word));
        for (key, value) in value.as_object().into_iter().flatten() {
            let here = format!("{path}/{key}");
            let schema = own.and_then(|own| own.get(key)).or(rest);
            match schema {
                Some(schema) => self.check(schema, value, &here, &BTreeSet::new(), found),
                None if own.is_some() && !forms && !named.contains(key.as_str()) => {
                    found.push(format!("{here}: unknown key"));
                }
                None => {}
            }
        }
    }

    fn resolved(&self, reference: &Value) -> &'a Value {
        let text = reference.as_str().expect("a reference");
        let pointer = text.strip_prefix('#').expect("a local reference");
        self.root.pointer(pointer).expect("what is referred to")
    }
}

fn faults_of<'a>(
    root: &'a Value,
    schema: &'a Value,
    value: &Value,
    path: &str,
    beside: &BTreeSet<&'a str>,
) -> Vec<String> {
    let mut found = Vec::new();
    Checker { root }.check(schema, value, path, beside, &mut found);
    found
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn size(value: &Value) -> usize {
    let size = value.as_u64().expect("a whole number");
    usize::try_from(size).expect("a small one")
}

fn has_type(says: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().expect("a name") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("unknown type {other}"),
    };
    match says {
        Value::Array(names) => names.iter().any(is),
        name => is(name),
    }
}

#[cfg(test)]
mod tests {
    use super::faults;
    use serde_json::json;

    #[test]
    fn a_wrong_value_a_missing_key_and_an_unknown_one_are_told() {
        let schema = json!({
            "type": "object", "required": ["a"],
            "properties": {"a": {"$ref": "#/$defs/A"}, "b": {"type": ["string", "null"]}},
            "$defs": {"A": {"type": "integer", "minimum": 1}},
        });
        assert!(faults(&schema, &json!({"a": 1, "b": null})).is_empty());
        let told = |value| faults(&schema, &value);
        assert_eq!(told(json!({"a": 0})), ["/a: 0 is not minimum 1"]);
        assert_eq!(told(json!({"a": 1, "c": 2})), ["/c: unknown key"]);
        assert_eq!(told(json!({})), [r#": {} is not required ["a"]"#]);
        assert_eq!(told(json!({"a": 1, "b": 2})).len(), 1);
    }

    #[test]
    fn one_of_several_forms_fits() {
        let form = |key: &str| json!({"type": "object", "properties": {key: {}}});
        let schema = json!({"properties": {"x": {}}, "anyOf": [form("a"), form("b")]});
        assert!(faults(&schema, &json!({"b": 1, "x": 2})).is_empty());
        assert_eq!(faults(&schema, &json!({"c": 1, "x": 2})).len(), 1);
    }
}
