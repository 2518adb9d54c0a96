//! Words that state when somebody worked for an employer: 退休, 原, 曾任职于, 2018-2022.

use super::phrases::{AGAIN, BEFORE, ENDED, NOT_BEFORE, NOW};
use super::suffix;
use crate::model::words::plain;

pub(super) enum Ended {
    /// The remaining text, and the year if given.
    Former(String, Option<i32>),
    /// Retired and employed again.
    Again(String),
}

/// Recognises 退休 and similar words at either end of a text and removes them.
pub(super) fn ended(text: &str) -> Option<Ended> {
    let folded = plain(text);
    // Requires a one-to-one folding; texts that become longer are left to the plain name.
    let original: Vec<char> = text.chars().collect();
    if folded.chars().count() != original.len() {
        return None;
    }
    if let Some(word) = AGAIN.iter().find(|word| folded.ends_with(**word)) {
        let left = folded.chars().count() - word.chars().count();
        let rest: String = original[..left].iter().collect();
        // 退休后返聘.
        let rest = rest.trim_end_matches('后').to_owned();
        let rest = match ended(rest.trim_matches(MARKS)) {
            Some(Ended::Former(rest, _) | Ended::Again(rest)) => rest,
            None => rest,
        };
        return Some(Ended::Again(rest.trim_matches(MARKS).to_owned()));
    }
    let people = [
        "人员",
        "职工",
        "教师",
        "教授",
        "干部",
        "专家",
        "员工",
        "工程师",
        "研究员",
    ];
    let mut core = folded.trim_end_matches(MARKS);
    if let Some(rest) = people.iter().find_map(|who| core.strip_suffix(who))
        && ENDED.iter().any(|word| rest.ends_with(word))
    {
        core = rest;
    }
    // A single 退 counts only after a mark: 进退 is not a retirement.
    let short = |word: &str| word.chars().count() == 1;
    let marked = |rest: &str| rest.is_empty() || rest.ends_with(MARKS);
    let behind = ENDED
        .iter()
        .filter_map(|word| core.strip_suffix(word).map(|rest| (word, rest)))
        .find(|(word, rest)| !short(word) || marked(rest));
    if let Some((_, rest)) = behind {
        let year = year_in(rest);
        let undated = if year.is_some() {
            without_date(rest)
        } else {
            rest
        };
        let count = undated.chars().count();
        let rest: String = original[..count].iter().collect();
        return Some(Ended::Former(unframed(&rest), year));
    }
    let left = ENDED.iter().find_map(|word| folded.strip_prefix(word))?;
    let apart = |c: char| MARKS(c) || "([原".contains(c);
    if !left.chars().next().is_none_or(apart) {
        return None;
    }
    let skip = original.len() - left.chars().count();
    let rest: String = original[skip..].iter().collect();
    Some(Ended::Former(unframed(&rest), year_in(left)))
}

/// Punctuation and gaps around a remark.
pub(super) const MARKS: fn(char) -> bool =
    |c| c.is_whitespace() || ",，.。;；:：-—·、/".contains(c);

/// Removes brackets and marks around the whole text, and 从 … 处.
pub(super) fn unframed(text: &str) -> String {
    let mut text = text.trim_matches(MARKS);
    if let Some(inner) = text.strip_prefix(['(', '（', '[']) {
        text = inner.trim_end_matches([')', '）', ']']);
    }
    let text = text.trim_matches(MARKS);
    let text = text.strip_prefix("from ").unwrap_or(text);
    let text = text
        .strip_prefix(['从', '自', '由', '于'])
        .filter(|rest| suffix::strong(&plain(rest)))
        .unwrap_or(text);
    before(text).unwrap_or(text).trim_matches(MARKS).to_owned()
}

/// Removes the date at the end of a folded text: `…2021年6月`.
pub(super) fn without_date(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit() || "年月日.-/于在 ()（），,".contains(c))
}

/// The last year in a text.
pub(super) fn year_in(text: &str) -> Option<i32> {
    let digits: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4)
        .filter_map(|run| run.parse().ok())
        .filter(|year| (1900..=2200).contains(year))
        .collect();
    digits.last().copied()
}

/// The text after 原, 曾任职于 or a similar word at its start.
pub(super) fn before(text: &str) -> Option<&str> {
    let text = text.trim();
    let folded = plain(text);
    if NOT_BEFORE.iter().any(|word| folded.starts_with(word)) {
        return None;
    }
    let word = BEFORE.iter().find(|word| folded.starts_with(**word))?;
    let skip: usize = text
        .chars()
        .take(word.chars().count())
        .map(char::len_utf8)
        .sum();
    let rest = text[skip..].trim_start_matches([':', '：', ' ']).trim();
    (rest.chars().count() >= 2).then_some(rest)
}

/// The text after 现任职于 or a similar word at its start.
pub(super) fn now(text: &str) -> Option<&str> {
    let start = NOW.iter().find(|start| text.starts_with(**start))?;
    let rest = text[start.len()..]
        .trim_start_matches([':', '：', ' '])
        .trim();
    (rest.chars().count() >= 2).then_some(rest)
}

/// Removes years at the end of a text, as in 甲公司 2018-2022, or at its start. Returns the last of
/// them unless the span is open: 2019年至今, 2019年起, 2019—.
pub(super) fn dated(text: &str) -> Option<(String, Option<i32>)> {
    const MARK: [char; 6] = ['-', '—', '–', '~', '～', '－'];
    let tail = |c: char| {
        c.is_ascii_digit() || MARK.contains(&c) || "年月日.．/至到今现在起 ()（）".contains(c)
    };
    // The year before or after the name, unless it is not a period.
    let until = |years: &str, joined: bool| {
        let last = year_in(years)?;
        let bare = years.trim_matches(|c: char| " ()（）".contains(c));
        let bare = bare.strip_suffix('在').unwrap_or(bare).trim();
        let open = joined
            || bare.contains(['今', '起', '现'])
            || bare.ends_with(MARK)
            || bare.ends_with(['至', '到']);
        let range = open || bare.contains(MARK) || bare.contains(['至', '到']);
        range.then_some(Some(last).filter(|_| !open))
    };
    let text = text.trim();
    // 甲公司（2019年入职）.
    let words = [
        "入职", "加入", "调入", "到岗", "在职", "在岗", "任职", "工作",
    ];
    let close = |c: char| " ()（）".contains(c);
    let bare = text.trim_end_matches(close);
    let bare = words.iter().find_map(|word| bare.strip_suffix(word));
    let name = bare.unwrap_or(text).trim_end_matches(tail);
    let years = &bare.unwrap_or(text)[name.len()..];
    if !name.is_empty()
        && let Some(until) = until(years, bare.is_some())
    {
        // 自2019年起, （质量部，2019—）.
        let name = name.trim_end_matches(['自', '从', '于']);
        let name = name.trim_end_matches(|c: char| " (（,，;；、:：".contains(c));
        let count = |of: [char; 2]| name.matches(of).count();
        let closing = count(['(', '（']) > count([')', '）']);
        let close = if closing { "）" } else { "" };
        return Some((format!("{name}{close}"), until));
    }
    let start = text.trim_start_matches(['自', '从', '(', '（']);
    if !start.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = start.trim_start_matches(tail);
    let until = until(&start[..start.len() - rest.len()], false)?;
    let rest = rest.trim_start_matches([' ', ':', '：', ',', '，']);
    (rest.chars().count() >= 2).then(|| (rest.to_owned(), until))
}
