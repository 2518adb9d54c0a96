//! How the office reaches and pays its experts. Only papers of the office show it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What the office keeps of its experts besides what a committee is formed from: telephone, mail,
/// address, account and any other column. Never in logs, messages or exports.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    people: BTreeMap<String, BTreeMap<String, String>>,
}

/// Says how many there are, and nothing about them.
impl fmt::Debug for Contacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contacts of {} people", self.people.len())
    }
}

impl Contacts {
    /// Keeps the value of a column for an expert. `column` is a key such as `phone`, or the header
    /// as written of a column without a key. An empty value is not kept.
    pub fn insert(&mut self, expert: &str, column: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            let own = self.people.entry(expert.to_owned()).or_default();
            own.insert(column.to_owned(), value.to_owned());
        }
    }

    /// The value of a column for an expert.
    pub fn get(&self, expert: &str, column: &str) -> Option<&str> {
        self.people.get(expert)?.get(column).map(String::as_str)
    }

    /// All columns that some expert has a value in, ascending.
    pub fn columns(&self) -> BTreeSet<&str> {
        let columns = self.people.values().flat_map(BTreeMap::keys);
        columns.map(String::as_str).collect()
    }

    /// Whether nothing is known of anybody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_and_never_printed() {
        let mut contacts = Contacts::default();
        contacts.insert("E1", "phone", " 13800000001 ");
        contacts.insert("E1", "餐饮", "");
        contacts.insert("E2", "餐饮", "清真");
        assert_eq!(contacts.get("E1", "phone"), Some("13800000001"));
        assert_eq!(contacts.get("E1", "餐饮"), None);
        assert_eq!(
            contacts.columns().into_iter().collect::<Vec<_>>(),
            ["phone", "餐饮"]
        );
        assert_eq!(format!("{contacts:?}"), "Contacts of 2 people");
    }
}
