//! Interprets answers to the question about recusal.
//!
//! A missed recusal lets an expert's score decide about the expert's own company, while a wrongly
//! assumed one only costs a question. Everything other than a plain no is therefore either a yes or
//! unclear.

use super::recusal_words::{
    AFTER, DANGER, DENIABLE, DOUBLE, FILLER_WORDS, FILLERS, HARMLESS, HARMLESS_WORDS, JOINS, NAMES,
    NOT, NOT_WORDS, RECUSAL, TIES, TURN_WORDS, TURNS, WILL_NOT,
};
use super::words::fold;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// An answer in the recusal column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// The cell is empty.
    Empty,
    /// Yes; `plain` if it is the requested word.
    Yes {
        /// Whether it needs no review by hand.
        plain: bool,
    },
    /// No.
    No,
    /// Anything else.
    Unclear,
}

/// Interprets a cell of the recusal column.
pub(super) fn answer(text: &str) -> Answer {
    let trimmed = text.trim();
    let plain = Answer::Yes { plain: true };
    let said = fold(trimmed);
    match said.as_str() {
        "" => {
            return match trimmed {
                "" => Answer::Empty,
                "√" | "✓" | "✔" | "☑" | "✅" => plain,
                "×" | "✗" | "✘" | "☒" | "❌" | "☐" | "□" => Answer::No,
                // A dash in an otherwise empty cell.
                other if other.chars().all(|c| "-—–－/／\\、.·_".contains(c)) => Answer::No,
                _ => Answer::Unclear,
            };
        }
        "是" | "yes" | "y" | "true" | "1" | "对" | "回避" => return plain,
        "要" | "需" | "需要" | "应" | "应该" | "应当" | "须" | "申请" | "有" | "存在" | "是的" =>
        {
            return Answer::Yes { plain: false };
        }
        _ => {}
    }
    // 不，是 does not mean 不是.
    let clauses: Vec<String> = parts(trimmed).flat_map(|part| clauses(&part)).collect();
    if let [_] = clauses[..]
        && is_plain_no(&said)
        && !trimmed.contains(['?', '？'])
    {
        return Answer::No;
    }
    let mut denied = false;
    let mut unclear = trimmed.contains(['?', '？']);
    for clause in &clauses {
        match holds(clause) {
            Said::Yes => return Answer::Yes { plain: false },
            Said::No => denied = true,
            Said::Unclear => unclear = true,
            Said::Nothing if is_plain_no(&fold(clause)) => denied = true,
            Said::Nothing => unclear |= !is_empty_talk(clause),
        }
    }
    if denied && !unclear {
        Answer::No
    } else {
        Answer::Unclear
    }
}

/// Whether a word is a plain no.
fn is_plain_no(said: &str) -> bool {
    matches!(
        said,
        "否" | "no"
            | "n"
            | "false"
            | "0"
            | "不"
            | "无"
            | "没有"
            | "没"
            | "未"
            | "不需要"
            | "不用"
            | "不必"
            | "无需"
            | "无须"
            | "不存在"
            | "不涉及"
            | "未申请"
            | "不申请"
            | "na"
            | "none"
            | "不是"
            | "正常"
    )
}

/// Whether a score cell contains a request for recusal.
pub(super) fn says_so(text: &str) -> bool {
    parts(text).any(|part| says(&part))
}

/// Whether a cell for reasons contains one, rather than a dash or "none".
pub(super) fn is_reason(text: &str) -> bool {
    !matches!(answer(text), Answer::Empty | Answer::No)
}

/// Whether a comment explicitly asks for a recusal. Comments are mostly about the submission, where
/// "avoid" may have another meaning.
pub(super) fn asks_for_it(comment: &str) -> bool {
    const ASKS: [&str; 12] = [
        "申请", "需要", "需", "应", "须", "应当", "请求", "要求", "予以", "本人", "我", "自行",
    ];
    parts(comment).any(|part| {
        let asks = RECUSAL.iter().any(|word| {
            part.match_indices(word).any(|(at, _)| {
                let before = &part[..at];
                ASKS.iter().any(|ask| before.ends_with(ask)) || before.is_empty()
            })
        });
        let own = ["本人", "我"].iter().any(|own| part.contains(own));
        (asks || own) && says(&part)
    })
}

/// The parts of a text between punctuation marks, folded.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let parts: Vec<String> = plain
        .split(|c: char| ",;.!?()\n\r\t，。；！？（）".contains(c))
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    parts.into_iter()
}

/// The clauses of a part.
fn clauses(part: &str) -> Vec<String> {
    let mut text = part.replace('’', "'");
    // Words such as 事故 are split as well; their halves are harmless.
    for turn in TURNS {
        text = text.replace(turn, "\n");
    }
    let mut all = Vec::new();
    for thought in text.split('\n') {
        let mut clause = String::new();
        for word in thought.split_inclusive(' ') {
            if TURN_WORDS.contains(&word.trim()) {
                all.push(std::mem::take(&mut clause));
            } else {
                clause.push_str(word);
            }
        }
        all.push(clause);
    }
    let trimmed = all.iter().map(|clause| clause.trim().to_owned());
    trimmed.filter(|clause| !clause.is_empty()).collect()
}

/// Whether a part states a recusal or a tie.
fn says(part: &str) -> bool {
    clauses(part)
        .iter()
        .any(|clause| holds(clause) == Said::Yes)
}

/// What a clause says about a recusal or a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It mentions neither.
    Nothing,
    /// It states one.
    Yes,
    /// It denies one and says nothing else.
    No,
    /// It mentions one, but its meaning is unclear.
    Unclear,
}

/// The ranges where a clause mentions a recusal or a tie, with overlaps merged.
fn found(clause: &str, words: &[&str]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = words
        .iter()
        .flat_map(|word| clause.match_indices(word))
        .map(|(at, word)| at..at + word.len())
        .collect();
    all.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in all {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Interprets a clause. A negation counts only directly before the word, and anything not clearly
/// negated is not a no.
fn holds(clause: &str) -> Said {
    if WILL_NOT.iter().any(|word| clause.contains(word)) {
        return Said::Yes;
    }
    let ties = found(clause, &[&RECUSAL[..], &TIES[..]].concat());
    let Some(first) = ties.first() else {
        return deniable(clause);
    };
    let before = &clause[..first.start];
    if DOUBLE.iter().any(|double| before.contains(double)) {
        return Said::Yes;
    }
    if clause.contains("是否") {
        return Said::Unclear;
    }
    // The text around the denials.
    let mut rest = Vec::new();
    let mut at = 0;
    let mut denied_before = false;
    let mut unclear = false;
    for tie in &ties {
        let gap = &clause[at..tie.start];
        let word = &clause[tie.clone()];
        let recusal = RECUSAL.iter().any(|own| word.contains(own));
        if denied_before && !recusal && joins(gap) {
            at = word_end(clause, tie.end);
            continue;
        }
        if let Some(kept) = denial(gap) {
            rest.push(kept);
            denied_before = !recusal;
        } else if at == 0
            && ties.len() == 1
            && AFTER.contains(&fold(&clause[word_end(clause, tie.end)..]).as_str())
        {
            return if is_harmless(gap) {
                Said::No
            } else {
                Said::Unclear
            };
        } else if is_asserted(gap) || !is_negative(clause) {
            return Said::Yes;
        } else {
            unclear = true;
        }
        at = word_end(clause, tie.end);
    }
    rest.push(clause[at..].to_owned());
    if !unclear && rest.iter().all(|rest| is_harmless(rest)) {
        Said::No
    } else {
        Said::Unclear
    }
}

/// The end of an English word that continues after its stem.
fn word_end(clause: &str, end: usize) -> usize {
    let rest = &clause[end..];
    if !clause[..end].ends_with(|c: char| c.is_ascii_alphabetic()) {
        return end;
    }
    end + (rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .len())
}

/// 无合作: these words do not count as a yes, but deny a tie when negated.
fn deniable(clause: &str) -> Said {
    let harmless = |end: usize| is_harmless(&clause[end..]);
    for word in found(clause, &DENIABLE) {
        if let Some(kept) = denial(&clause[..word.start])
            && is_harmless(&kept)
            && harmless(word.end)
        {
            return Said::No;
        }
    }
    Said::Nothing
}

/// A text without the negation at its end; `None` if it has none.
fn denial(before: &str) -> Option<String> {
    let before = before.trim_end();
    if before.ends_with(|c: char| c.is_ascii()) {
        let mut words: Vec<&str> = before.split_whitespace().collect();
        while words.last().is_some_and(|word| FILLER_WORDS.contains(word)) {
            words.pop();
        }
        let last = words.pop()?;
        return NOT_WORDS.contains(&last).then(|| words.join(" "));
    }
    // Somebody who is no longer there was there before.
    if before.contains("不在") {
        return None;
    }
    let mut rest = before;
    loop {
        if let Some(kept) = NOT.iter().find_map(|not| rest.strip_suffix(not)) {
            let kept = kept
                .strip_suffix('并')
                .or(kept.strip_suffix('毫'))
                .unwrap_or(kept);
            return Some(kept.to_owned());
        }
        rest = FILLERS
            .iter()
            .find_map(|filler| rest.strip_suffix(filler))?;
    }
}

/// Whether the text between two ties extends the denial to both.
fn joins(gap: &str) -> bool {
    let mut rest = gap.trim();
    if matches!(rest, "of" | "or" | "and" | "nor") {
        return true;
    }
    while let Some(next) = JOINS.iter().find_map(|join| rest.strip_prefix(join)) {
        rest = next.trim_start();
    }
    rest.is_empty()
}

/// Whether a following tie is explicitly affirmed.
fn is_asserted(before: &str) -> bool {
    const THERE: [&str; 14] = [
        "有", "存在", "需", "需要", "要", "应", "应当", "应该", "须", "必须", "申请", "请", "系",
        "予以",
    ];
    let before = before.trim_end();
    let words = || before.split_whitespace().rev();
    let there = [
        "have", "has", "must", "please", "be", "of", "is", "an", "a", "note",
    ];
    let english = words().next().is_some_and(|word| there.contains(&word))
        && !words()
            .any(|word| NOT_WORDS.contains(&word) || word.ends_with("n't") || word == "cannot");
    english || THERE.iter().any(|there| before.ends_with(there))
}

/// Whether a clause contains a negation.
fn is_negative(clause: &str) -> bool {
    let mut words = clause.split(|c: char| !c.is_ascii_alphabetic() && c != '\'');
    NOT.iter()
        .chain(&["否", "难"])
        .any(|not| clause.contains(not))
        || words.any(|word| {
            NOT_WORDS.contains(&word)
                || word.ends_with("n't")
                || ["cannot", "never", "nothing", "none", "nobody"].contains(&word)
        })
}

/// A text without filler words, and whether it names a person.
fn stripped(text: &str) -> (&str, bool) {
    let mut rest = text.trim();
    let mut named = false;
    while let Some((word, next)) = HARMLESS
        .iter()
        .find_map(|word| Some((word, rest.strip_prefix(word)?)))
    {
        named |= ["与", "和", "跟", "同", "对"].contains(word);
        rest = next.trim_start();
    }
    (rest, named)
}

/// Whether a clause has no relevant content.
fn is_empty_talk(clause: &str) -> bool {
    const SAYS: [&str; 6] = ["申请", "在", "问题", "情况", "情形", "关系"];
    let (rest, _) = stripped(clause);
    rest.is_empty() && !SAYS.iter().any(|says| clause.contains(says))
}

/// Whether a text does not affect the meaning of a denial.
fn is_harmless(text: &str) -> bool {
    let (rest, named) = stripped(text);
    if rest.is_ascii() {
        let mut words = rest.split(|c: char| !c.is_ascii_alphabetic() && c != '\'');
        return words.all(|word| word.is_empty() || HARMLESS_WORDS.contains(&word));
    }
    let mut all = text.to_owned();
    for part in NAMES {
        all = all.replace(part, "");
    }
    named && !DANGER.iter().any(|danger| all.contains(danger))
}

#[cfg(test)]
#[path = "recusal_tests.rs"]
mod tests;
