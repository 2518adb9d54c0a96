//! Classes whose code begins with a zero: a spreadsheet that takes such a code for a number drops
//! it, and what is left may be the code of a group elsewhere.

use super::table::rows;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The class of GB/T 4754-2017 that is left as `text` when its zero is lost, with its name:
/// 0921 gold ore for 921.
pub(crate) fn lost_zero(text: &str) -> Option<(&'static str, &'static Bilingual)> {
    static CLASSES: LazyLock<BTreeMap<String, Bilingual>> = LazyLock::new(|| {
        let table = include_str!("../../../data/taxonomy/leading_zero.csv");
        let rows = rows(table).into_iter();
        rows.map(|row| (row.code, row.name)).collect()
    });
    let three = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (code, name) = CLASSES
        .get_key_value(&format!("0{text}"))
        .filter(|_| three)?;
    Some((code, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_class_leaves_behind_is_doubtful() {
        let (code, name) = lost_zero("921").expect("gold ore");
        assert_eq!((code, name.zh.as_str()), ("0921", "金矿采选"));
        for text in ["344", "38", "0921", "3441", "C92", ""] {
            assert_eq!(lost_zero(text), None, "{text}");
        }
    }
}
