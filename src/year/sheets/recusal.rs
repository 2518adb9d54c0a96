//! What people write where they are asked whether they want to be recused.
//!
//! A recusal that is read as none lets somebody's score decide about their own firm; one that is
//! read where none was meant costs a question. So everything that is not a plain no is either a
//! yes or unclear.

use super::words::fold;
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

/// What turns a word into its contrary when it stands before it in the same part of a sentence.
const NOT: [&str; 11] = [
    "不", "无", "没", "未", "勿", "免", "否", "非", "not", "no", "without",
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
        "否" | "no" | "n" | "false" | "0" | "不" | "无" | "没有" | "没" | "未" | "不需要"
        | "不用" | "不必" | "无需" | "无须" | "不存在" | "不涉及" | "未申请" | "不申请" | "na"
        | "none" | "不是" | "正常" => return Answer::No,
        _ => {}
    }
    let mut denied = false;
    for part in parts(trimmed) {
        match holds(&part) {
            Some(true) => return Answer::Yes { plain: false },
            Some(false) => denied = true,
            None => {}
        }
    }
    if denied { Answer::No } else { Answer::Unclear }
}

/// Whether a score cell asks for a recusal instead.
pub(super) fn says_so(text: &str) -> bool {
    parts(text).any(|part| holds(&part) == Some(true))
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
        (asks || own) && holds(&part) == Some(true)
    })
}

/// Parts of what was written between its marks, folded.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let parts: Vec<String> = plain
        .split(|c: char| ",;.!?:()\n\r\t，。；、！？：（）".contains(c))
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    parts.into_iter()
}

/// Whether a part says that there is a recusal or a tie, or denies it; `None` where it speaks of
/// neither.
fn holds(part: &str) -> Option<bool> {
    if WILL_NOT.iter().any(|word| part.contains(word)) {
        return Some(true);
    }
    let words = RECUSAL.iter().chain(&TIES);
    let mut found = words.filter_map(|word| part.find(word)).peekable();
    found.peek()?;
    // 不得不回避, 不能不回避: twice no.
    let denied = found.all(|at| {
        let before = &part[..at];
        let count: usize = NOT.iter().map(|not| before.matches(not).count()).sum();
        // "not" holds "no" as well, and 否 is asked, not said, in 是否.
        let twice = before.matches("not").count() + before.matches("是否").count();
        (count - twice.min(count)) % 2 == 1
    });
    Some(!denied)
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
