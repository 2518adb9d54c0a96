//! Periods of time, in the notations used by offices.

use crate::model::words::{folded, is_unseen};
use unicode_normalization::UnicodeNormalization;

/// Years outside this range are taken for typing errors.
pub(in crate::files::tables) const YEARS: std::ops::RangeInclusive<i32> =
    crate::model::settings::YEARS;

/// One end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files::tables) enum End {
    /// In this year.
    Year(i32),
    /// The period is not over.
    Still,
}

/// The content of a cell about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files::tables) enum Time {
    /// A year, or a day in that year.
    Point(i32),
    /// From one year to the end.
    Span(Option<i32>, End),
    /// The period is not over, or the cell gives no time.
    Still,
}

/// Parses a text about time; `None` for any other text.
pub(in crate::files::tables) fn time(text: &str) -> Option<Time> {
    const LONGEST: usize = 80;
    if text.len() > LONGEST {
        return None;
    }
    let plain: String = folded(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .collect();
    if still(&plain) {
        return Some(Time::Still);
    }
    if let Some(year) = point(&plain) {
        return Some(Time::Point(year));
    }
    // Candidates for the separator between the two ends.
    let joints = ["至", "到", "~", "—", "–", "--", "-", "→"];
    joints.iter().find_map(|joint| {
        plain.match_indices(joint).find_map(|(at, _)| {
            let left = plain[..at].trim_matches(['-', '—', '~']);
            let right = plain[at + joint.len()..].trim_matches(['-', '—', '~']);
            let first = point(left);
            let last = match point(right) {
                Some(year) => End::Year(year),
                None if right.is_empty() || still(right) => End::Still,
                None => return None,
            };
            match (first, left.is_empty()) {
                (None, false) => None,
                (None, true) if last == End::Still => None,
                _ => Some(Time::Span(first, last)),
            }
        })
    })
}

/// Words for a period that is not over, and marks for an empty cell.
fn still(text: &str) -> bool {
    matches!(
        text,
        "至今"
            | "今"
            | "迄今"
            | "目前"
            | "现在"
            | "至现在"
            | "至目前"
            | "到目前"
            | "到现在"
            | "在职"
            | "在任"
            | "现任"
            | "仍在"
            | "尚在"
            | "仍在职"
            | "至今仍在"
            | "持续"
            | "持续中"
            | "进行中"
            | "未结束"
            | "尚未结束"
            | "长期"
            | "present"
            | "now"
            | "current"
            | "ongoing"
            | "todate"
            | "tillnow"
            | "-"
            | "--"
            | "—"
            | "——"
            | "–"
            | "/"
            | "\\"
            | "无"
            | "n/a"
            | "至今为止"
            | "目前仍是"
    )
}

/// A year, or a month or day in one: `2019`, `2019年3月`, `2019.3.1`, `201903`, `2019年起`.
fn point(text: &str) -> Option<i32> {
    // A spreadsheet appends midnight to a date.
    let mut text = text.trim_end_matches("00:00:00").trim_end_matches('t');
    for front in ["自", "从", "约", "于"] {
        text = text.strip_prefix(front).unwrap_or(text);
    }
    for tail in [
        "以来",
        "以后",
        "以前",
        "起",
        "后",
        "前",
        "初",
        "底",
        "末",
        "左右",
        "上半年",
        "下半年",
        "度",
        "开始",
        "结束",
        "止",
    ] {
        text = text.strip_suffix(tail).unwrap_or(text);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at(digits);
    // 201903 and 20190301 are a month and a day without separators.
    let year: i32 = match digits {
        4 | 6 | 8 => head.get(..4)?.parse().ok()?,
        _ => return None,
    };
    let month: u32 = head.get(4..6).map_or(Some(1), |month| month.parse().ok())?;
    if !YEARS.contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    if rest.is_empty() {
        return Some(year);
    }
    if digits != 4 || !rest.starts_with(['年', '-', '/', '.']) {
        return None;
    }
    // A second year would make it a span.
    let numbers = rest.split(|c: char| !c.is_ascii_digit());
    let small = numbers
        .filter(|number| !number.is_empty())
        .all(|n| n.len() <= 2);
    let marks = rest
        .chars()
        .all(|c| c.is_ascii_digit() || "年月日号-/.:t".contains(c));
    let ends = !rest.ends_with(['-', '/']);
    (small && marks && ends).then_some(year)
}

/// The year of a point in time.
pub(in crate::files::tables) fn year(text: &str) -> Option<i32> {
    match time(text) {
        Some(Time::Point(year)) => Some(year),
        _ => None,
    }
}

/// Several years separated by slashes, which would otherwise look like a date: `2022/2023`.
pub(in crate::files::tables) fn years_by_slash(text: &str) -> Option<Vec<i32>> {
    let plain: String = text.nfkc().collect();
    let years = plain.split(['/', '\\', '|', '&', '+']).map(|part| {
        let part = part.trim().trim_end_matches("年度").trim_end_matches('年');
        (part.len() == 4).then(|| part.parse().ok()).flatten()
    });
    let years: Option<Vec<i32>> = years.collect();
    years.filter(|all| all.len() > 1 && all.iter().all(|year| YEARS.contains(year)))
}

/// Whether a cell for years says that there are none.
pub(in crate::files::tables) fn no_years(text: &str) -> bool {
    matches!(
        text.trim(),
        "无" | "-"
            | "—"
            | "——"
            | "/"
            | "没有"
            | "未参加"
            | "首次"
            | "首次参加"
            | "否"
            | "N/A"
            | "n/a"
            | "从未"
            | "未参评"
            | "新专家"
            | "0"
            | "暂无"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_time_is_its_year() {
        for text in [
            "2019",
            "2019年",
            "2019年3月",
            "2019年3月1日",
            "2019.3",
            "2019-03",
            "2019/3/1",
            "2019-03-01",
            "201903",
            "20190301",
            "２０１９年",
            "2019年起",
            "自2019年以来",
            "2019 年 3 月",
            "2019-03-01 00:00:00",
            "2019年底",
        ] {
            assert_eq!(time(text), Some(Time::Point(2019)), "{text}");
        }
        for text in [
            "19",
            "一九九九",
            "去年",
            "20191",
            "1019",
            "2019x",
            "201913",
            "第三年",
            "2019-",
        ] {
            assert!(!matches!(time(text), Some(Time::Point(_))), "{text}");
        }
        assert_eq!(time("一九九九"), None);
    }

    #[test]
    fn a_span_has_two_ends() {
        use End::{Still, Year};
        for (text, first, last) in [
            ("2020-2023", Some(2020), Year(2023)),
            ("2020—2023年", Some(2020), Year(2023)),
            ("2020年3月至2023年6月", Some(2020), Year(2023)),
            ("2020.3-2023.6", Some(2020), Year(2023)),
            ("2020-03-2023-06", Some(2020), Year(2023)),
            ("2020-03-01~2023-06-30", Some(2020), Year(2023)),
            ("2020.3-至今", Some(2020), Still),
            ("2020年至今", Some(2020), Still),
            ("2020-", Some(2020), Still),
            ("2020 – present", Some(2020), Still),
            ("至2023年", None, Year(2023)),
        ] {
            assert_eq!(time(text), Some(Time::Span(first, last)), "{text}");
        }
        for text in [
            "至今", "目前", "现在", "在职", "present", "—", "/", "Present",
        ] {
            assert_eq!(time(text), Some(Time::Still), "{text}");
        }
    }

    #[test]
    fn years_with_a_slash_are_several() {
        assert_eq!(years_by_slash("2022/2023"), Some(vec![2022, 2023]));
        assert_eq!(years_by_slash("2022年/2023年"), Some(vec![2022, 2023]));
        assert_eq!(years_by_slash("2022/3/1"), None);
        assert_eq!(years_by_slash("2022"), None);
    }
}
