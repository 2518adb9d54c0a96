//! Lists that an office writes on one line, `领导 110；战略 90`: names with a number each, and a
//! remark behind a colon where there is one.

use crate::bilingual;
use crate::model::words::{Bilingual, folded};

/// One entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// Name as written.
    pub(super) name: String,
    /// The number behind the name.
    pub(super) number: f64,
    /// What is said behind the colon; empty if nothing.
    pub(super) remark: String,
}

/// Why a list cannot be read: the entry, what is wrong with it, and what to do.
pub(super) type Fault = (String, Bilingual, Bilingual);

/// Reads a list. `units` are words that may follow a number, such as `分`.
///
/// # Errors
/// An entry has no name, or no number above 0; two entries have one name.
pub(super) fn entries(text: &str, units: &[&str]) -> Result<Vec<Entry>, Fault> {
    let mut all: Vec<Entry> = Vec::new();
    let parts = text.split(['；', ';', '\n']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let (head, remark) = part.split_once(['：', ':']).unwrap_or((part, ""));
        let (name, number) = numbered(head, units).ok_or_else(|| incomplete(part))?;
        if all.iter().any(|own| folded(&own.name) == folded(&name)) {
            return Err(twice(&name));
        }
        let remark = remark.trim().to_owned();
        all.push(Entry {
            name,
            number,
            remark,
        });
    }
    Ok(all)
}

/// Name and number of `领导 110 分`; `None` without either.
fn numbered(head: &str, units: &[&str]) -> Option<(String, f64)> {
    let plain: String = head.chars().map(narrow).collect();
    let mut plain = plain.trim();
    for unit in units {
        plain = plain.strip_suffix(unit).map_or(plain, str::trim_end);
    }
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let name = plain.trim_end_matches(digits);
    let number: f64 = plain[name.len()..].parse().ok()?;
    let name = name.trim_end_matches(['=', '（', '(', ' ', '　']).trim();
    let signed = name.ends_with(['-', '－', '−', '+']);
    (number > 0.0 && !name.is_empty() && !signed).then(|| (name.to_owned(), number))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' => '.',
        other => other,
    }
}

fn incomplete(part: &str) -> Fault {
    (
        part.to_owned(),
        bilingual!(
            "“{part}”缺名称，或后面没有大于 0 的数",
            "“{part}” has no name, or no number above 0 behind it"
        ),
        bilingual!(
            "每项写名称和数，用分号隔开，如“领导 110；战略 90”",
            "Write a name and a number for each, separated by semicolons, such as “Leadership 110; Strategy 90”"
        ),
    )
}

fn twice(name: &str) -> Fault {
    (
        name.to_owned(),
        bilingual!("“{name}”出现两次", "“{name}” appears twice"),
        bilingual!("每个名称只写一次", "Write each name once"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_offices_write_them() {
        let read = |text: &str| -> Vec<(String, f64, String)> {
            let all = entries(text, &["分", "个"]).expect("a list");
            let all = all.into_iter();
            all.map(|own| (own.name, own.number, own.remark)).collect()
        };
        let one =
            |name: &str, number: f64, remark: &str| (name.to_owned(), number, remark.to_owned());
        assert_eq!(
            read("领导 110；战略９０分： 目标与部署 ; ISO 9001 体系=12.5;"),
            [
                one("领导", 110.0, ""),
                one("战略", 90.0, "目标与部署"),
                one("ISO 9001 体系", 12.5, "")
            ]
        );
        assert_eq!(read("  "), []);
        for wrong in [
            "领导",
            "110",
            "领导 0",
            "领导 -5；-5",
            "领导 1.2.3",
            "领导 50；领导 50",
        ] {
            assert!(entries(wrong, &["分"]).is_err(), "{wrong}");
        }
    }
}
