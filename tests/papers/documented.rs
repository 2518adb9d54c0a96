//! What the papers say of rules.toml is what the program has.

use empanel::model::Rules;
use std::path::Path;
use toml::{Table, Value};

/// Every key of every section stands in the block of rules with its default, and no other.
#[test]
fn every_rule_is_documented_with_its_default() {
    let rules = Table::try_from(Rules::default()).expect("a table");
    for name in ["docs/en/reference/rules.md", "docs/zh/reference/rules.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let page = std::fs::read_to_string(path).expect("the page");
        let blocks = page.split("```toml\n").skip(1);
        let mut blocks = blocks.map(|block| block.split("```").next().unwrap_or_default());
        let block = blocks
            .find(|block| block.contains("[groups]"))
            .expect("the rules");
        let told: Table = block.parse().expect("TOML");
        let list = |table: &Table| -> Vec<String> {
            let keys = table.iter().flat_map(|(section, own)| {
                let own = own.as_table().into_iter().flatten();
                own.map(move |(key, value)| format!("{section}.{key} = {}", plain(value)))
            });
            let mut keys: Vec<String> = keys.collect();
            keys.sort();
            keys
        };
        assert_eq!(list(&told), list(&rules), "{name}");
    }
}

/// A value as text, whole numbers and fractions alike.
fn plain(value: &Value) -> String {
    match value {
        Value::Float(number) => number.to_string(),
        other => other.to_string(),
    }
}
