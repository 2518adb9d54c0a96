//! Rows directly below a header that explain the columns: column numbers and hints.

use super::aside_words::{CIRCLED, plain};

/// Number series used to count columns, besides digits.
const SERIES: [&str; 4] = [
    CIRCLED,
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "abcdefghijklmnopqrstuvwxyz",
    "一二三四五六七八九十",
];

/// Whether cells number the columns of a table: `1 2 3`, `（1）（2）（3）`, `① ② ③`, `甲 乙 1 2`. `width`
/// is the number of columns of the header.
pub(in crate::files::tables) fn are_numbers(cells: &[String], width: usize) -> bool {
    // A few plain numbers may be data: a table of scores can begin 1, 2, 3.
    let least = match cells.iter().all(|cell| is_marked(cell)) {
        true if width == 2 => 2,
        true => 3,
        false => 4,
    };
    if cells.len() < least {
        return false;
    }
    let mut last: Option<(usize, usize)> = None;
    for cell in cells {
        let Some((series, at)) = number(cell) else {
            return false;
        };
        // A new series starts at its first element: 甲 乙 1 2.
        let next = match last {
            Some((own, before)) if own == series => at == before + 1,
            _ => at == 1,
        };
        if !next {
            return false;
        }
        last = Some((series, at));
    }
    true
}

/// Whether a number is in brackets or a circle, or is named as a column number.
fn is_marked(text: &str) -> bool {
    let own = plain(text);
    let circled = text.trim().starts_with(|c| CIRCLED.contains(c));
    circled || own.starts_with(['(', '[', '<']) || own.contains(['栏', '列'])
}

/// The series of a number, and its position in it.
fn number(text: &str) -> Option<(usize, usize)> {
    let circled: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut letters = circled.chars();
    if let (Some(one), None) = (letters.next(), letters.next())
        && let Some(at) = SERIES[0].chars().position(|own| own == one)
    {
        return Some((0, at + 1));
    }
    let own = plain(text);
    let own = own.trim_matches(['(', ')', '[', ']', '栏', '列', '第', '.', '、', '<', '>']);
    if !own.is_empty() && own.len() < 4 && own.bytes().all(|byte| byte.is_ascii_digit()) {
        return own.parse().ok().map(|at| (SERIES.len(), at));
    }
    let mut letters = own.chars();
    let (one, rest) = (letters.next()?, letters.next());
    let series = SERIES.iter().enumerate().skip(1);
    let mut found = series.filter_map(|(series, own)| {
        let at = own.chars().position(|other| other == one)?;
        rest.is_none().then_some((series, at + 1))
    });
    found.next()
}

/// Whether cells only explain how to fill in the columns: `必填`, `选填`, `文本`.
pub(in crate::files::tables) fn are_hints(cells: &[String]) -> bool {
    const HINTS: [&str; 26] = [
        "必填",
        "选填",
        "可选",
        "可不填",
        "非必填",
        "必填项",
        "选填项",
        "必选",
        "必须",
        "自动",
        "自动生成",
        "下拉选择",
        "下拉",
        "单选",
        "多选",
        "文本",
        "文字",
        "数字",
        "数值",
        "日期",
        "年份",
        "是/否",
        "required",
        "optional",
        "text",
        "number",
    ];
    let hint = |cell: &String| {
        let own = plain(cell);
        let own = own.trim_matches(|c: char| "()[]【】*<>".contains(c));
        HINTS.contains(&own)
    };
    cells.len() > 1 && cells.iter().all(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn numbers_of_columns_are_told_from_data() {
        for (row, width) in [
            ("1 2 3 4", 4),
            ("（1） （2） （3）", 12),
            ("(1) (2)", 2),
            ("① ② ③ ④", 4),
            ("甲 乙 丙 丁", 4),
            ("甲 乙 1 2", 4),
            ("A B C D", 4),
            ("栏1 2栏 3栏", 3),
        ] {
            assert!(are_numbers(&cells(row), width), "{row}");
        }
        for (row, width) in [
            ("1 王建国 3", 3),
            ("1 2", 12),
            ("1 2 3", 3),
            ("甲 乙", 2),
            ("甲 乙 丙", 3),
            ("2 3 4", 3),
            ("1 1 1", 3),
            ("1 2 4", 3),
            ("E1 E2 E3", 3),
        ] {
            assert!(!are_numbers(&cells(row), width), "{row}");
        }
        assert!(are_hints(&cells("必填 （选填） 选填")) && !are_hints(&cells("必填 王建国")));
    }
}
