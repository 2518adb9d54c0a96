//! Recognises the texts of rows that are not items.

use crate::model::words::folded;

/// Removes white space and folds width and case.
pub(in crate::files::tables) fn plain(text: &str) -> String {
    let shown = |c: &char| !c.is_whitespace();
    folded(text).chars().filter(shown).collect()
}

fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Numerals of Chinese headings.
const NUMERALS: &str = "一二三四五六七八九十百零〇";
/// Numbers in circles.
pub(in crate::files::tables) const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// Whether the only text of a row may be the title of a page.
pub(in crate::files::tables) fn is_title(text: &str) -> bool {
    let letters = plain(text).chars().filter(|c| is_ideograph(*c)).count();
    letters > 3 || letters > 0 && is_page(text)
}

/// Whether the only text of a row is a section heading: `一、机械类`, `（二）食品`, `第三组`, `装备制造类`.
pub(in crate::files::tables) fn is_heading(text: &str) -> bool {
    let own = plain(text);
    if !own.chars().any(is_ideograph) || own.chars().count() > 30 {
        return false;
    }
    let bare = own.trim_start_matches('(');
    let rest = bare.trim_start_matches(|c: char| NUMERALS.contains(c));
    let numbered = rest.len() < bare.len() && rest.starts_with(['、', '.', ',', ')', ':']);
    let counted = own.strip_prefix('第').is_some_and(|own| {
        let rest = own.trim_start_matches(|c: char| NUMERALS.contains(c) || c.is_ascii_digit());
        let parts = ["组", "类", "部分", "批", "章", "页", "片区"];
        rest.len() < own.len() && parts.iter().any(|part| rest.starts_with(part))
    });
    let kind = ["类", "类别", "(续)", "续表", "(续表)", "部分", "名单"];
    numbered || counted || kind.iter().any(|end| own.ends_with(end))
}

/// Whether a cell marks its row as a total: `合计`, `总计：`, `共 469 人`, `Total`.
pub(in crate::files::tables) fn is_total(text: &str) -> bool {
    if text.is_empty() || text.len() > 60 {
        return false;
    }
    let plain: String = folded(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let words = [
        "合计",
        "总计",
        "小计",
        "共计",
        "总共",
        "总数",
        "总人数",
        "人数合计",
        "累计",
        "共有",
        "共",
        "grandtotal",
        "subtotal",
        "total",
        "sum",
    ];
    let Some(rest) = words.iter().find_map(|word| plain.strip_prefix(word)) else {
        return false;
    };
    let unit = rest
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千".contains(c));
    let counted = unit.len() < rest.len();
    let units = [
        "",
        "人",
        "名",
        "位",
        "项",
        "家",
        "个",
        "条",
        "件",
        "户",
        "份",
        "行",
        "人次",
        "专家",
        "名专家",
        "位专家",
        "单位",
        "个单位",
        "家单位",
        "家企业",
        "项申报",
        "rows",
        "experts",
    ];
    // Many names begin with 共, so a number must follow.
    let short = plain.starts_with('共') && !plain.starts_with("共计");
    units.contains(&unit) && (counted || !short)
}

/// Labels before a colon for a signature, or for who made a table and when.
const SIGNED: [&str; 24] = [
    "填表", "填报", "填写", "制表", "制单", "编制", "审核", "审批", "复核", "校对", "批准", "核准",
    "经办", "承办", "录入", "统计", "打印", "导出", "报送", "上报", "签字", "签名", "盖章", "签章",
];
/// Labels that must match completely.
const LABELS: [&str; 34] = [
    "负责人",
    "单位负责人",
    "部门负责人",
    "项目负责人",
    "主管领导",
    "分管领导",
    "领导签字",
    "单位领导",
    "联系人",
    "联系电话",
    "电话",
    "手机",
    "传真",
    "邮箱",
    "地址",
    "日期",
    "时间",
    "单位",
    "公章",
    "单位盖章",
    "单位公章",
    "数据来源",
    "资料来源",
    "组长签字",
    "专家签字",
    "主任委员签字",
    "date",
    "signature",
    "signed",
    "preparedby",
    "checkedby",
    "reviewedby",
    "approvedby",
    "printed",
];

/// Whether a text is a label below a table: `填表人：王某`, `审核（签字）：`, `单位（盖章）：`, `Date: …`.
pub(in crate::files::tables) fn is_signed(text: &str) -> bool {
    is_signature(text) || label(text).is_some_and(|own| LABELS.contains(&own.as_str()))
}

/// Whether a text names who made or checked a table; no item begins like that.
pub(in crate::files::tables) fn is_signature(text: &str) -> bool {
    let Some(bare) = label(text) else {
        return false;
    };
    let rest = SIGNED.iter().find_map(|word| bare.strip_prefix(word));
    let ends = [
        "",
        "人",
        "员",
        "人员",
        "单位",
        "部门",
        "日期",
        "时间",
        "人签字",
        "人签名",
        "者",
        "意见",
        "处",
    ];
    rest.is_some_and(|rest| ends.contains(&rest))
}

/// The text before a colon, without additions in brackets.
fn label(text: &str) -> Option<String> {
    // This runs on every cell, and hardly any has a colon or a line to write on (ASCII or a wide
    // form), so those are checked first.
    let may_end = |c| matches!(c, ':' | '_' | '\u{FE10}'..='\u{FFEF}');
    if !text.contains(may_end) {
        return None;
    }
    let own = plain(text);
    let (label, _) = own.split_once([':', '_'])?;
    Some(match label.split_once('(') {
        Some(("", inside)) => inside.trim_end_matches(')').to_owned(),
        Some((before, _)) => before.to_owned(),
        None => label.to_owned(),
    })
}

/// Whether a text is mere filling: `——`, `/`, `***`.
pub(in crate::files::tables) fn is_filler(text: &str) -> bool {
    let own = plain(text);
    !own.is_empty() && own.chars().all(|c| "-—–_─━=~/\\*※.…·".contains(c))
}

/// Whether a text is a page number: `第1页 共3页`, `Page 1 of 3`.
pub(in crate::files::tables) fn is_page(text: &str) -> bool {
    let own = plain(text);
    let without: String = own
        .chars()
        .filter(|c| !(c.is_ascii_digit() || NUMERALS.contains(*c) || "-—,/()&".contains(*c)))
        .collect();
    let pages = [
        "第页",
        "第页共页",
        "共页",
        "共页第页",
        "页",
        "pageof",
        "page",
        "p.",
    ];
    own.chars()
        .any(|c| c.is_ascii_digit() || NUMERALS.contains(c) || c == '&')
        && pages.contains(&without.as_str())
}

/// Whether a text is a day or a month, or a blank for one: `2026年3月1日`, `    年  月  日`.
pub(in crate::files::tables) fn is_date(text: &str) -> bool {
    let own = plain(text);
    let signs: String = own.chars().filter(|c| !c.is_ascii_digit()).collect();
    let digits = own.len() - signs.len();
    let written = ["年月日", "年月", "月日"].contains(&signs.as_str());
    written || (6..=8).contains(&digits) && ["--", "//", ".."].contains(&signs.as_str())
}

/// Whether a text is a typical note below a table.
pub(in crate::files::tables) fn is_note(text: &str) -> bool {
    let own = plain(text);
    let marked = [
        "注:",
        "备注:",
        "说明:",
        "附注:",
        "附件:",
        "附:",
        "注1",
        "注一",
        "注(",
        "注、",
        "*",
        "※",
        "★",
        "#注",
        "填表说明",
        "填写说明",
        "填报说明",
        "编制说明",
        "温馨提示",
        "提示:",
        "特此",
        "以上",
        "note:",
        "notes:",
        "remarks:",
    ];
    let signed = [
        "填表",
        "制表",
        "填报",
        "审核",
        "审批",
        "负责人",
        "联系人",
        "联系电话",
        "经办",
        "打印",
        "导出",
        "数据来源",
        "单位盖章",
        "(盖章)",
        "(公章)",
        "日期:",
        "(签字)",
    ];
    let whole = ["备注", "注", "说明", "附注", "盖章", "公章", "签字"];
    marked
        .iter()
        .chain(&signed)
        .any(|word| own.starts_with(word))
        || whole.contains(&own.as_str())
}

/// Whether the only text of a row may end a table: `以下空白`, `完`, `2. 行业按国标填写`.
pub(in crate::files::tables) fn is_last(text: &str) -> bool {
    let own = plain(text);
    let bare = own.trim_matches(|c: char| "()[]【】-—*。.".contains(c));
    let ends = [
        "完",
        "以下空白",
        "以下无正文",
        "以下无内容",
        "此页无正文",
        "此行以下空白",
        "空白",
        "结束",
        "本页完",
        "全文完",
        "end",
        "eof",
    ];
    if ends.contains(&bare) || bare.starts_with("以下空白") {
        return true;
    }
    // An item of a numbered note.
    let inner = own.trim_start_matches('(');
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
    let numbered = rest.len() < inner.len() && rest.starts_with(['.', '、', ',', ')', ':']);
    let circled = text.trim().starts_with(|c| CIRCLED.contains(c));
    let letters = rest.chars().filter(|c| is_ideograph(*c)).count();
    (numbered || circled) && letters > 1
}

/// Whether a text typically follows a table: a total, a signature, a note.
pub(crate) fn is_below(text: &str) -> bool {
    let average = ["平均", "均分", "average", "mean"];
    let own = plain(text);
    average.iter().any(|word| own.starts_with(word))
        || is_total(text)
        || is_signed(text)
        || is_note(text)
        || is_last(text)
        || is_date(text)
        || is_page(text)
        || is_filler(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_names_that_begin_alike() {
        for total in [
            "合计",
            "总 计：",
            "共 469 人",
            "合计（人）",
            "共计469名",
            "Total",
            "小计 3",
            "共十二家",
        ] {
            assert!(is_total(total), "{total}");
        }
        for name in [
            "共青团中央",
            "共享装备股份有限公司",
            "E001",
            "",
            "总工程师",
            "共",
            "Total Quality Co",
            "合计划集团",
        ] {
            assert!(!is_total(name), "{name}");
        }
    }

    #[test]
    fn notes_are_told_from_items() {
        for note in [
            "注：以上名单",
            "备 注:无",
            "说明：请勿改动",
            "附件：1",
            "备注",
            "填表说明",
        ] {
            assert!(is_note(note), "{note}");
        }
        for signed in [
            "填表人：甲　　审核人：乙",
            "审核（签字）：",
            "单位（盖章）：",
            "（盖章）：",
            "分管领导：",
            "日期：2026-3-1",
            "Date: 1 March",
            "制表单位：示例协会",
        ] {
            assert!(is_signed(signed), "{signed}");
        }
        for last in [
            "以下空白",
            "（完）",
            "—以下无正文—",
            "2. 行业按国标填写",
            "（3）请勿改动",
            "③ 请勿改动",
        ] {
            assert!(is_last(last), "{last}");
        }
        for item in [
            "E001",
            "注册会计师协会",
            "备用",
            "1.5",
            "一汽集团",
            "单位甲：乙",
            "3M中国有限公司",
        ] {
            let told = is_note(item) || is_last(item) || is_total(item) || is_heading(item);
            assert!(!told, "{item}");
        }
        assert!(!is_signature("单位：示例公司") && is_signature("填表人："));
        assert!(!is_signed("E001:3") && !is_signed("审核技术研究院：一所"));
    }

    #[test]
    fn headings_pages_and_dates_are_told_from_ids_and_names() {
        for heading in [
            "一、机械类",
            "（二）食品",
            "第三组",
            "装备制造类",
            "示例省专家名单（续表）",
        ] {
            assert!(is_heading(heading), "{heading}");
        }
        for page in [
            "第1页 共3页",
            "第 2 页",
            "Page 1 of 3",
            "- 第一页 -",
            "第1页，共3页",
        ] {
            assert!(is_page(page), "{page}");
        }
        for date in ["2026年3月1日", "   年  月  日", "2026-03-01", "2026.3.1"] {
            assert!(is_date(date), "{date}");
        }
        for other in [
            "E001",
            "王建国",
            "第一汽车集团",
            "十堰市质检院",
            "2025",
            "3441",
            "",
        ] {
            let told = is_heading(other) || is_page(other) || is_date(other) || is_filler(other);
            assert!(!told, "{other}");
        }
        assert!(is_filler("——") && is_filler("/") && !is_filler("a"));
    }
}
