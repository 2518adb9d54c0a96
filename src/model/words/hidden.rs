//! What a message may show of a cell. Messages appear on screens, in logs and are forwarded: the
//! place suffices to find the cell, so names, numbers and addresses are left out.

use super::contacts::{contacts, contacts_among_codes, is_telephone};
use super::invisible::is_unseen;
use std::collections::BTreeSet;
use std::ops::Range;

/// Most characters of a name that are compared; longer names are recognised by their beginning.
const LONGEST: usize = 48;

/// Names that must not be shown.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    names: BTreeSet<String>,
    longest: usize,
}

impl Hidden {
    /// Creates the set. Names of a single character are ignored.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: BTreeSet<String> = names
            .into_iter()
            .map(str::trim)
            .filter(|name| name.chars().nth(1).is_some())
            .map(|name| name.chars().take(LONGEST).collect())
            .collect();
        let longest = names.iter().map(|name| name.chars().count()).max();
        Self {
            longest: longest.unwrap_or(0),
            names,
        }
    }

    /// The ranges in `text` that are such names.
    pub fn within(&self, text: &str) -> Vec<Range<usize>> {
        let at: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let mut found = Vec::new();
        let mut first = 0;
        while first + 1 < at.len() {
            let lasts = (first + 2..at.len()).take(self.longest.saturating_sub(1));
            let name = lasts.rev().find(|&last| {
                self.names.contains(&text[at[first]..at[last]]) && apart(text, at[first], at[last])
            });
            if let Some(last) = name {
                found.push(at[first]..at[last]);
                first = last;
            } else {
                first += 1;
            }
        }
        found
    }
}

/// Whether a Latin name is a whole word; Chinese does not separate words.
fn apart(text: &str, first: usize, last: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let joined = |one: Option<char>, other: Option<char>| letter(one) && letter(other);
    !joined(
        text[..first].chars().next_back(),
        text[first..].chars().next(),
    ) && !joined(
        text[..last].chars().next_back(),
        text[last..].chars().next(),
    )
}

/// The ranges of telephone numbers and addresses in a cell. In a column of ids a single word is
/// always an id; if the column is unknown (`None`), a single word of digits is an id unless it is
/// certainly a telephone number.
pub fn private_parts(value: &str, column: Option<&str>) -> Vec<Range<usize>> {
    let ids = column.is_some_and(|name| {
        name.contains("编号") || ["主体", "客体"].contains(&name) || is_id_key(name)
    });
    // An id remains an id if it contains invisible characters.
    let seen: String = value.chars().filter(|c| !is_unseen(*c)).collect();
    let value_word = seen.trim();
    let word = !value_word.is_empty()
        && value_word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let own_ids =
        ids && column.is_some_and(|name| !["主体", "客体", "subject", "object"].contains(&name));
    if word && (own_ids || (ids || column.is_none()) && !is_telephone(value_word)) {
        return Vec::new();
    }
    if column.is_some_and(holds_codes) {
        return contacts_among_codes(value);
    }
    contacts(value)
}

/// Whether a column should contain codes of industries or domains, or years.
fn holds_codes(name: &str) -> bool {
    let name = name.to_lowercase();
    let words = [
        "行业",
        "专业",
        "质量方法",
        "年",
        "industr",
        "domain",
        "year",
    ];
    words.iter().any(|word| name.contains(word)) && !name.contains("职称")
}

fn is_id_key(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "id"
        || name.ends_with("_id")
        || name.contains("id ")
        || name == "subject"
        || name == "object"
}

/// `text` without these ranges, which may overlap.
pub fn without(text: &str, mut parts: Vec<Range<usize>>) -> String {
    parts.sort_by_key(|part| part.start);
    let mut shown = String::new();
    let mut at = 0;
    for part in parts {
        if part.start >= at {
            shown.push_str(&text[at..part.start]);
            shown.push('…');
        }
        at = at.max(part.end);
    }
    shown.push_str(&text[at..]);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_and_numbers_go() {
        let shown = |value: &str, column| without(value, private_parts(value, column));
        assert_eq!(shown("电话13911112222", Some("评审上限")), "电话…");
        assert_eq!(shown("62345678", Some("评审上限")), "…");
        for column in [Some("专家编号"), Some("id")] {
            assert_eq!(shown("13800138000", column), "13800138000");
            assert_eq!(shown("王五 13800138000", column), "王五 …");
        }
        for column in [Some("主体"), None] {
            assert_eq!(shown("2024000123", column), "2024000123");
            assert_eq!(shown("13800138000", column), "…");
        }
    }

    #[test]
    fn names_are_found_within_and_letters_only_as_words() {
        let hidden = Hidden::new(["王五", "王五一", "Li Na", "李", ""]);
        let shown = |text: &str| without(text, hidden.within(text));
        assert_eq!(shown("王五"), "…");
        assert_eq!(shown("请王五一代评，王五不来"), "请…代评，…不来");
        assert_eq!(shown("Li Nan, Li Na"), "Li Nan, …");
        assert_eq!(shown("李四"), "李四");
        assert!(Hidden::default().within("王五").is_empty());
    }
}
