//! Class codes that begin with a zero: a spreadsheet that takes such a code for a number drops the
//! zero, and the rest may be the code of a group elsewhere.

use super::table::rows;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The class of GB/T 4754-2017 whose code becomes `text` when its zero is dropped, with its name:
/// 0921 gold ore for 921.
pub(crate) fn lost_zero(text: &str) -> Option<(&'static str, &'static Bilingual)> {
    let three = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (code, name) = classes()
        .get_key_value(&format!("0{text}"))
        .filter(|_| three)?;
    Some((code, name))
}

/// The classes whose codes begin with a zero.
fn classes() -> &'static BTreeMap<String, Bilingual> {
    static CLASSES: LazyLock<BTreeMap<String, Bilingual>> = LazyLock::new(|| {
        let table = include_str!("../../../data/taxonomy/leading_zero.csv");
        let rows = rows(table).into_iter();
        rows.map(|row| (row.code, row.name)).collect()
    });
    &CLASSES
}

/// The code without its first zero if that zero is probably wrong: no group or class begins with
/// the text. There is no class 0344 in 03, but there is a group 344.
pub(crate) fn extra_zero(text: &str) -> Option<&str> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let rest = text
        .strip_prefix('0')
        .filter(|rest| !rest.starts_with('0'))?;
    let long = (2..=3).contains(&rest.len()) && digits;
    let listed = || classes().keys().any(|class| class.starts_with(text));
    (long && !listed()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_too_many_leaves_no_class() {
        assert_eq!(extra_zero("0344"), Some("344"));
        for text in ["0921", "092", "344", "09", "00344", "C092"] {
            assert_eq!(extra_zero(text), None, "{text}");
        }
    }

    #[test]
    fn only_what_a_class_leaves_behind_is_doubtful() {
        let (code, name) = lost_zero("921").expect("gold ore");
        assert_eq!((code, name.zh.as_str()), ("0921", "金矿采选"));
        for text in ["344", "38", "0921", "3441", "C92", ""] {
            assert_eq!(lost_zero(text), None, "{text}");
        }
    }
}
