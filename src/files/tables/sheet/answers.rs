//! Yes and no, as words, ticks and check boxes of forms.

use crate::model::words::{folded, is_unseen};

const TICKS: &str = "√✓✔☑✅🗹";
const CROSSES: &str = "×✗✘✖❌❎☐□";

/// The answer in a yes/no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files::tables) enum YesNo {
    /// Yes, given as a word or a number.
    Yes,
    /// Yes, given as a tick.
    Tick,
    /// No.
    No,
}

/// Reads a yes/no word, a tick or a pair of check boxes; `None` for any other text.
pub(in crate::files::tables) fn yes_no(text: &str) -> Option<YesNo> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return None;
    }
    let folded: String = folded(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .collect();
    let plain = folded.trim_end_matches(['。', '.', '!', ';', ',', '、']);
    word(plain).or_else(|| boxes(plain)).or_else(|| {
        // In `否（出国）` the remark is only the reason.
        let (head, remark) = plain.split_once(['(', '[', ',', ';', ':'])?;
        let doubt = ["待", "暂", "?", "未定", "可能", "也许", "不确定", "不详"];
        (!doubt.iter().any(|word| remark.contains(word))).then_some(())?;
        word(head)
    })
}

/// The condition attached to a yes or no: `是（仅下午）`, `是，但周三不行`. `None` for an unconditional answer,
/// and for a remark that only gives a reason or a start date.
pub(in crate::files::tables) fn condition(text: &str) -> Option<&str> {
    const WORDS: [&str; 41] = [
        "但", "仅", "只", "除", "需", "须", "不", "限", "周", "星期", "上午", "下午", "晚", "半天",
        "天", "线上", "远程", "视频", "前", "后", "如", "若", "视", "看", "尽量", "争取", "可能",
        "或", "至", "日", "另", "外", "若干", "优先", "only", "but", "except", "not", "until",
        "from", "if",
    ];
    let at = text.find(['(', '（', '[', '【', ',', '，', ';', '；', ':', '：', '、'])?;
    let (head, rest) = text.split_at(at);
    let answer = yes_no(head)?;
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = rest.to_lowercase();
    // A no may come with any reason; only an exception weakens it.
    let changes = match answer {
        YesNo::No => ["但", "除", "可", "仅", "but", "except"]
            .iter()
            .any(|word| lower.contains(word)),
        YesNo::Yes | YesNo::Tick => WORDS.iter().any(|word| lower.contains(word)),
    };
    let since = lower.ends_with(['起', '今']) || lower.ends_with("以来");
    (changes && !since && !rest.is_empty()).then_some(rest)
}

fn word(text: &str) -> Option<YesNo> {
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        if TICKS.contains(letter) {
            return Some(YesNo::Tick);
        }
        if CROSSES.contains(letter) {
            return Some(YesNo::No);
        }
    }
    match text {
        "是" | "是的" | "yes" | "y" | "true" | "t" | "1" | "1.0" | "1.00" | "有" | "可"
        | "可以" | "能" | "能够" | "对" | "对的" | "行" | "同意" | "已同意" | "参加" | "可参加"
        | "能参加" | "可以参加" | "愿意" | "通过" | "已通过" | "审核通过" | "审查通过"
        | "形式审查通过" | "初审通过" | "合格" | "符合" | "满足" | "具备" | "入围" | "ok"
        | "勾选" | "已选" => Some(YesNo::Yes),
        "v" => Some(YesNo::Tick),
        "否"
        | "不是"
        | "no"
        | "n"
        | "false"
        | "f"
        | "0"
        | "0.0"
        | "0.00"
        | "无"
        | "没有"
        | "没"
        | "不"
        | "不可"
        | "不可以"
        | "不能"
        | "不能够"
        | "不对"
        | "不行"
        | "不同意"
        | "未同意"
        | "不参加"
        | "不能参加"
        | "无法参加"
        | "不可参加"
        | "不愿意"
        | "不通过"
        | "未通过"
        | "没通过"
        | "没有通过"
        | "审核不通过"
        | "审核未通过"
        | "审查未通过"
        | "审查不通过"
        | "形式审查未通过"
        | "形式审查不通过"
        | "初审未通过"
        | "初审不通过"
        | "退回"
        | "退回修改"
        | "驳回"
        | "不合格"
        | "不符合"
        | "不满足"
        | "不具备"
        | "未入围"
        | "不入围"
        | "x"
        | "-"
        | "未选" => Some(YesNo::No),
        _ => None,
    }
}

/// The ticked one of several boxes: `☑是 □否`, `是√ 否□`, `√是□否`.
fn boxes(text: &str) -> Option<YesNo> {
    let is_box = |c: char| TICKS.contains(c) || CROSSES.contains(c);
    let first = text.chars().next()?;
    if !text.contains(is_box) || text.chars().all(is_box) {
        return None;
    }
    let mut ticked = Vec::new();
    if is_box(first) {
        let mut rest = text;
        while let Some(mark) = rest.chars().next() {
            let label = &rest[mark.len_utf8()..];
            let end = label.find(is_box).unwrap_or(label.len());
            if TICKS.contains(mark) {
                ticked.push(&label[..end]);
            }
            rest = &label[end..];
        }
    } else {
        let mut rest = text;
        while let Some(at) = rest.find(is_box) {
            let mark = rest[at..].chars().next()?;
            if TICKS.contains(mark) {
                ticked.push(&rest[..at]);
            }
            rest = &rest[at + mark.len_utf8()..];
        }
    }
    let [only] = ticked.as_slice() else {
        return None;
    };
    word(only.trim_matches(['/', ',', '、', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_behind_an_answer_is_found() {
        for (text, rest) in [
            ("是（仅下午）", "仅下午"),
            ("是，但周三不行", "但周三不行"),
            ("可以（限线上）", "限线上"),
            ("√（10月后）", "10月后"),
            ("否，但可线上", "但可线上"),
        ] {
            assert_eq!(condition(text), Some(rest), "{text}");
        }
        for text in [
            "是",
            "是（2024年起）",
            "否（出国）",
            "是。",
            "☑是 □否",
            "否（不在国内）",
        ] {
            assert_eq!(condition(text), None, "{text}");
        }
        assert_eq!(yes_no("否？"), None);
    }

    #[test]
    fn the_words_of_forms_are_yes_or_no() {
        for text in [
            "是",
            "是的",
            "通过",
            "合格",
            "有",
            "可以",
            "能",
            "同意",
            "参加",
            "1.0",
            "Y",
            "T",
            "对",
            "OK",
            "形式审查通过",
            "是。",
            "是（2024年起）",
            "☑是 □否",
            "是☑ 否□",
            "√是□否",
            "■",
        ] {
            let expected = if text == "■" {
                None
            } else {
                Some(YesNo::Yes)
            };
            assert_eq!(yes_no(text), expected, "{text}");
        }
        for text in ["√", "✓", "✔", "☑", "✅", "v", "V", "✔\u{fe0f}"] {
            assert_eq!(yes_no(text), Some(YesNo::Tick), "{text}");
        }
        for text in [
            "否",
            "不通过",
            "未通过",
            "不合格",
            "无",
            "没有",
            "不可以",
            "不能",
            "不同意",
            "不参加",
            "0.0",
            "N",
            "F",
            "×",
            "✗",
            "✘",
            "❌",
            "☐",
            "□",
            "X",
            "退回修改",
            "否（出国）",
            "□是 ☑否",
            "是□否√",
            "不能参加，出差",
        ] {
            assert_eq!(yes_no(text), Some(YesNo::No), "{text}");
        }
        for text in [
            "也许",
            "待定",
            "是（待核实）",
            "是/否",
            "☑是 ☑否",
            "□是 □否",
            "□□",
            "2",
            "",
            "待审核",
        ] {
            assert_eq!(yes_no(text), None, "{text}");
        }
    }
}
