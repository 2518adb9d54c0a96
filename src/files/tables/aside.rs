//! Rows below the header that hold no item of the table: totals, the header once more, headings of
//! sections that are merged over the sheet, and what is signed or noted below the last row.

use super::facts::Facts;
use super::grid::GridRow;
use super::header::Header;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// Takes such rows out and returns their numbers with their first words. `required` are the
/// columns without which a row is no item. Linear in the cells.
pub(super) fn take_out(
    rows: &mut Vec<GridRow<'_>>,
    facts: &Facts,
    header: &Header,
    required: &[usize],
) -> Vec<(u32, String)> {
    let wide: BTreeSet<u32> = facts
        .merges
        .iter()
        .filter(|area| area.rows.0 == area.rows.1 && area.columns.1 >= area.columns.0 + 2)
        .map(|area| area.rows.0)
        .collect();
    let mut out = Vec::new();
    rows.retain(|row| {
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        let section = filled == 1 && wide.contains(&row.number);
        let aside = section || is_total(&first(row)) || repeats(row, header);
        if aside {
            out.push((row.number, first(row)));
        }
        !aside
    });
    // Notes stand at the end only.
    while let Some(row) = rows.last() {
        let lacks = |at: &usize| row.cells.get(*at).is_none_or(|cell| cell.is_empty());
        let words = first(row);
        if !(required.iter().any(lacks) && is_note(&words)) {
            break;
        }
        out.push((row.number, words));
        rows.pop();
    }
    out.sort();
    out
}

/// Whether a row is the header once more, as on every page of a printed table.
fn repeats(row: &GridRow<'_>, header: &Header) -> bool {
    let mut alike = 0;
    for (at, cell) in row.cells.iter().enumerate() {
        let label = header.labels.get(at);
        match label {
            _ if cell.is_empty() => {}
            Some(label) if label.text == cell.text() => alike += 1,
            _ => return false,
        }
    }
    alike > 1
}

fn first(row: &GridRow<'_>) -> String {
    let cell = row.cells.iter().find(|cell| !cell.is_empty());
    cell.map_or_else(String::new, |cell| cell.text().into_owned())
}

/// Whether a cell says that its row is a total: `合计`, `总计：`, `共 469 人`, `Total`.
fn is_total(text: &str) -> bool {
    if text.is_empty() || text.len() > 60 {
        return false;
    }
    let plain: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
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
    // 共 alone begins many a name: it needs its number.
    let short = plain.starts_with('共') && !plain.starts_with("共计");
    units.contains(&unit) && (counted || !short)
}

/// Whether a text is one that people write below a table.
fn is_note(text: &str) -> bool {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let marked = ["注:", "备注:", "说明:", "附注:", "注1", "*", "※"];
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
        "日期:",
        "以上",
        "note:",
        "Note:",
    ];
    marked
        .iter()
        .chain(&signed)
        .any(|word| plain.starts_with(word))
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
            "填表人：甲　　审核人：乙",
            "备 注:无",
            "说明：请勿改动",
        ] {
            assert!(is_note(note), "{note}");
        }
        for item in ["E001", "注册会计师协会", "备用"] {
            assert!(!is_note(item), "{item}");
        }
    }
}
