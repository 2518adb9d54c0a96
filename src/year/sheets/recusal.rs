//! What people write where they are asked whether they want to be recused.
//!
//! A recusal that is read as none lets somebody's score decide about their own firm; one that is
//! read where none was meant costs a question. So everything that is not a plain no is either a
//! yes or unclear.

use super::words::fold;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// An answer in the column of recusals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing stands there.
    Empty,
    /// Yes; `plain` where it is the word that was asked for.
    Yes {
        /// Whether nobody need look at it.
        plain: bool,
    },
    /// No.
    No,
    /// Something else.
    Unclear,
}

/// What denies a word that follows it, with nothing but [`FILLERS`] between.
const NOT: [&str; 10] = [
    "没有", "不必", "不用", "不", "无", "没", "未", "勿", "免", "非",
];
/// What may stand between a negation and what it denies.
const FILLERS: [&str; 36] = [
    "该企业",
    "该单位",
    "该公司",
    "该项目",
    "申报单位",
    "申报企业",
    "本企业",
    "本公司",
    "本项目",
    "必要",
    "任何",
    "需要",
    "需",
    "须",
    "要",
    "应当",
    "应该",
    "应",
    "申请",
    "存在",
    "发现",
    "涉及",
    "提出",
    "构成",
    "的",
    "形式",
    "利益",
    "相关",
    "属于",
    "有",
    "是",
    "在",
    "该",
    "本",
    "此",
    "进行",
];
/// What joins a second tie to one that is denied.
const JOINS: [&str; 16] = [
    "和", "或者", "或", "以及", "及", "与", "、", "等", "的", "在", "该", "本", "企业", "单位",
    "公司", "/",
];
/// Twice no.
const DOUBLE: [&str; 10] = [
    "不得不",
    "不能不",
    "不可不",
    "不该不",
    "不会不",
    "不可能不",
    "理由不",
    "并非不",
    "不是不",
    "难道不",
];
/// What says nothing of its own around a denial.
const HARMLESS: [&str; 56] = [
    "本人", "我方", "我", "与", "和", "跟", "同", "对", "该", "此", "这", "本", "申报", "申请",
    "参评", "被评", "单位", "企业", "公司", "项目", "材料", "之间", "从", "经", "自查", "核查",
    "查", "目前", "现", "暂", "均", "都", "也", "并", "亦", "确认", "承诺", "声明", "说明", "认为",
    "的", "人", "情况", "情形", "事项", "问题", "关系", "了", "评审", "、", "和", "及", "等", ":",
    "在", "家",
];
/// What a sentence that denies a tie to somebody named may not hold besides.
const DANGER: [&str; 53] = [
    "有", "存在", "任职", "兼任", "担任", "顾问", "聘", "合作", "亲", "同学", "校友", "师生",
    "师徒", "老师", "导师", "朋友", "股", "辅导", "培训", "咨询", "是", "曾", "因", "应", "须",
    "需", "要", "疑", "或", "可能", "能", "虽", "不", "无", "没", "未", "非", "否", "免", "难",
    "只", "除", "若", "如果", "以前", "以外", "回避", "往来", "联系", "长期", "服务", "指导", "帮",
];
/// Parts of names that look like something of [`DANGER`].
const NAMES: [&str; 9] = [
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "股份",
    "无锡",
    "不锈钢",
    "非标",
    "非金属",
    "未来",
];
/// Denials behind the word: 利害关系：无.
const AFTER: [&str; 18] = [
    "无",
    "没有",
    "不存在",
    "不需要",
    "不需",
    "不用",
    "不必",
    "无需",
    "否",
    "未发现",
    "none",
    "no",
    "isnotrequired",
    "notrequired",
    "isnotneeded",
    "notneeded",
    "isnotnecessary",
    "notnecessary",
];
/// What only says something where it is denied: 无合作.
const DENIABLE: [&str; 7] = ["关系", "关联", "合作", "往来", "兼职", "持股", "关"];
/// Where another thought begins, the longer first.
const TURNS: [&str; 14] = [
    "但是", "但", "因此", "因为", "所以", "然而", "不过", "可是", "只是", "虽然", "虽", "而且",
    "故", "因",
];
/// The same in English.
const TURN_WORDS: [&str; 14] = [
    "but",
    "so",
    "therefore",
    "hence",
    "however",
    "yet",
    "though",
    "although",
    "because",
    "since",
    "except",
    "and",
    "unless",
    "while",
];
/// English words that deny the next one.
const NOT_WORDS: [&str; 9] = [
    "not", "no", "without", "don't", "doesn't", "needn't", "isn't", "haven't", "nor",
];
/// What may stand between them and it.
const FILLER_WORDS: [&str; 17] = [
    "a",
    "an",
    "any",
    "the",
    "such",
    "known",
    "potential",
    "need",
    "needed",
    "to",
    "be",
    "have",
    "for",
    "my",
    "reason",
    "or",
    "of",
];
/// Words that say nothing of their own around a denial.
const HARMLESS_WORDS: [&str; 36] = [
    "i",
    "we",
    "am",
    "there",
    "is",
    "are",
    "have",
    "has",
    "do",
    "does",
    "be",
    "declare",
    "confirm",
    "that",
    "to",
    "my",
    "knowledge",
    "the",
    "with",
    "this",
    "company",
    "applicant",
    "firm",
    "submission",
    "myself",
    "me",
    "needed",
    "required",
    "necessary",
    "of",
    "exists",
    "here",
    "at",
    "all",
    "from",
    "any",
];

/// Words that say it.
const RECUSAL: [&str; 4] = ["回避", "迴避", "recus", "abstain"];
/// Why one is recused: whoever names one of these has a conflict.
const TIES: [&str; 14] = [
    "利害关系",
    "利益关系",
    "利益相关",
    "利益冲突",
    "关联关系",
    "有关联",
    "有关系",
    "利益关联",
    "冲突",
    "本单位",
    "任职",
    "亲属",
    "conflict",
    "interest",
];
/// What somebody says who will not judge.
const WILL_NOT: [&str; 8] = [
    "不能评",
    "不宜评",
    "不便评",
    "不评",
    "不参评",
    "不参加评",
    "不予评",
    "弃权",
];

/// Reads the column of recusals.
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
                // A stroke in an empty cell.
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
    // 不，是 is no 不是.
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

/// Whether one word says no to the question.
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

/// Whether a score cell asks for a recusal instead.
pub(super) fn says_so(text: &str) -> bool {
    parts(text).any(|part| says(&part))
}

/// Whether a cell of reasons holds one, and no stroke or "none".
pub(super) fn is_reason(text: &str) -> bool {
    !matches!(answer(text), Answer::Empty | Answer::No)
}

/// Whether a comment asks for a recusal in so many words: it is mostly about the submission, in
/// which something may be "avoided" as well.
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

/// Parts of what was written between its marks, folded.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let parts: Vec<String> = plain
        .split(|c: char| ",;.!?()\n\r\t，。；！？（）".contains(c))
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    parts.into_iter()
}

/// The thoughts within a part.
fn clauses(part: &str) -> Vec<String> {
    let mut text = part.replace('’', "'");
    // A word such as 事故 is split as well: its halves speak of nothing.
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

/// Whether a part says that there is a recusal or a tie.
fn says(part: &str) -> bool {
    clauses(part)
        .iter()
        .any(|clause| holds(clause) == Said::Yes)
}

/// What a clause says of a recusal or a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It speaks of neither.
    Nothing,
    /// There is one.
    Yes,
    /// There is none, and nothing else is said.
    No,
    /// It speaks of one, but nobody knows what it says.
    Unclear,
}

/// Where a clause speaks of a recusal or a tie; what overlaps is one.
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

/// What a clause says. A negation counts right before the word only; whatever is not clearly a
/// no is none.
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
    // What is said around the denials.
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

/// The end of an English word that goes on behind its stem.
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

/// 无合作: what would be no yes, but is a no.
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

/// What is left of a text that ends in a negation, without it; `None` where it does not.
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
    // Who is no longer there was.
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

/// Whether what stands between two ties makes one denial of them.
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

/// Whether a tie that follows is said to be there in so many words.
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

/// Whether there is any negation in a clause.
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

/// What is left of a text without the words that say nothing, and whether somebody is named.
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

/// Whether a clause of its own says nothing at all.
fn is_empty_talk(clause: &str) -> bool {
    const SAYS: [&str; 6] = ["申请", "在", "问题", "情况", "情形", "关系"];
    let (rest, _) = stripped(clause);
    rest.is_empty() && !SAYS.iter().any(|says| clause.contains(says))
}

/// Whether a text says nothing that a denial would have to be read with.
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
mod tests {
    use super::*;

    #[test]
    fn what_people_write_for_a_recusal_is_never_read_as_none() {
        let yes = [
            "是",
            "需要回避",
            "应回避",
            "申请回避",
            "回避",
            "有利害关系",
            "须回避。",
            "要",
            "需要",
            "Yes",
            "√",
            "存在利益冲突",
            "本单位申报，应回避",
            "不能评，需回避",
            "不宜评审",
            "不得不回避",
            "recuse",
            "I have a conflict of interest",
            "有",
            "曾任职",
            "亲属",
            "迴避",
            "是（与申报单位有合作）",
            "我需要回避",
        ];
        for text in yes {
            let own = answer(text);
            assert!(
                matches!(own, Answer::Yes { .. }) || own == Answer::Unclear,
                "{text}"
            );
        }
        for text in &yes[..13] {
            assert!(matches!(answer(text), Answer::Yes { .. }), "{text}");
        }
        let no = [
            "否",
            "不需要回避",
            "无需回避",
            "无",
            "没有",
            "不回避",
            "没有利害关系",
            "无利益冲突",
            "不存在利害关系",
            "不申请回避",
            "no",
            "No conflict",
            "/",
            "—",
            "×",
            "N/A",
            "不涉及",
            "未发现利益冲突",
            "不需要",
            "与申报单位无利害关系，不需要回避",
        ];
        for text in no {
            assert_eq!(answer(text), Answer::No, "{text}");
        }
        for text in ["看情况", "待定", "?", "请工作人员确认", "同上"] {
            assert_eq!(answer(text), Answer::Unclear, "{text}");
        }
        assert_eq!(answer(" "), Answer::Empty);
    }

    #[test]
    fn a_negation_counts_only_right_before_what_it_denies() {
        let never_no = [
            "本人在无锡公司兼任顾问故需要回避",
            "未来两年有合作应回避",
            "无利害关系但应回避",
            "该非标设备企业由我辅导需回避",
            "与不锈钢企业有利害关系",
            "I know of a conflict of interest",
            "虽无利害关系，但曾任顾问",
            "不回避，但该企业是我辅导的",
            "与该企业有合作无利害关系",
            "除曾任顾问外无利害关系",
            "无锡分公司由我任职",
            "非金属材料，有利益冲突",
            "我不得不回避",
            "并非没有利害关系",
            "不能说没有利害关系",
            "难免有利害关系",
            "未必没有利益冲突",
            "避免利益冲突",
            "有没有利害关系",
            "有无利害关系",
            "要不要回避",
            "是否需要回避",
            "无？",
            "不，是",
            "无利害关系、需回避",
            "无利害关系因此回避",
            "不确定是否回避",
            "不能回避",
            "利益冲突无法回避",
            "否，在该公司兼任顾问",
            "不认识负责人，亲属任职",
            "not without a conflict",
            "There is nothing but conflict",
            "No, I have a conflict",
            "I cannot say there is no conflict of interest",
            "notably, an interest in the firm",
            "No doubt I must be recused",
            "no conflict but please recuse me",
            "I note an interest",
            "Not sure whether to recuse",
            "不排除利益冲突",
            "本人没有评过但系亲属",
            "未必有利害关系",
            "无直接利益冲突",
            "无其他利害关系",
            "现不在该单位任职",
            "否，本人申请",
            "无，我在该公司",
            "无利害关系，该企业由我辅导",
            "同学无利害关系",
            "与该企业长期往来无利害关系",
            "与三无公司有利害关系",
            "由于不便须回避",
            "无法保证没有利害关系",
            "没有理由不回避",
            "不是没有利益冲突",
            "我不知道有无利益冲突",
            "除持股外无利益冲突",
            "曾经无利害关系",
            "不好说，可能有利害关系",
            "该未上市公司系我任职单位",
            "no reason not to recuse",
            "nobody but me has a conflict",
            "I don't know of a conflict",
            "I now have an interest",
            "no longer free of interest",
            "I am not neutral: conflict",
            "not free of conflict",
            "no actual conflict",
        ];
        for text in never_no {
            let own = answer(text);
            assert!(
                matches!(own, Answer::Yes { .. }) || own == Answer::Unclear,
                "{text}"
            );
        }
        for text in &never_no[..6] {
            assert!(matches!(answer(text), Answer::Yes { .. }), "{text}");
            assert!(says_so(text), "{text}");
        }
        let no = [
            "本人与该企业无利害关系",
            "与无锡泵业有限公司无利害关系",
            "与不锈钢企业没有任何利害关系",
            "没有任何利益冲突",
            "不存在任何利益关系",
            "无利害关系，故不回避",
            "无利害关系，因此不需要回避",
            "无利害关系所以无需申请回避",
            "没有需要回避的情形",
            "不属于应回避的情形",
            "无应回避情形",
            "非利害关系人",
            "不是本单位",
            "未在该单位任职",
            "无利益冲突、关联关系",
            "没有利害关系和利益冲突",
            "无亲属在该公司任职",
            "没有关系",
            "与申报单位无关联",
            "与该企业无合作关系",
            "利害关系：无",
            "否，无利害关系",
            "经自查，不存在利害关系",
            "不必回避",
            "不用回避",
            "无须回避",
            "没必要回避",
            "本人从未任职",
            "暂无利害关系",
            "no conflict of interest",
            "I do not have any conflict of interest",
            "There is no conflict",
            "I don't need to be recused",
            "No need to recuse",
            "not recused",
            "without conflict of interest",
            "Recusal is not required",
            "no conflict and no interest",
        ];
        for text in no {
            assert_eq!(answer(text), Answer::No, "{text}");
            assert!(!says_so(text), "{text}");
        }
        for text in [
            "事故回避系统设计合理",
            "本人认为无需回避",
            "我与该企业无利害关系",
        ] {
            assert!(!asks_for_it(text), "{text}");
        }
        assert!(asks_for_it("本人在无锡公司兼任顾问故需要回避"));
    }

    #[test]
    fn reasons_and_comments_are_looked_at_with_care() {
        for text in ["与申报单位有合作项目", "亲属在该企业任职", "同学"] {
            assert!(is_reason(text), "{text}");
        }
        for text in ["", "无", "/", "没有", "无利害关系"] {
            assert!(!is_reason(text), "{text}");
        }
        for text in [
            "本人申请回避",
            "应回避",
            "我与该企业有利益关系，请回避我",
            "回避",
        ] {
            assert!(asks_for_it(text), "{text}");
        }
        for text in [
            "材料回避了关键数据",
            "经验成熟，建议推荐",
            "有效避免了利益冲突",
            "无需回避",
        ] {
            assert!(!asks_for_it(text), "{text}");
        }
    }
}
