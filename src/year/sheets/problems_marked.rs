//! What can be wrong with the table of a filled-in sheet as a whole and with marks on its cells.

use super::problems::problem;
use crate::bilingual;
use crate::model::{Place, Problem, Severity};

/// Score cells that are merged: nobody knows for what the score is meant.
pub(super) fn merged(place: Place, value: &str, area: &str) -> Problem {
    problem(
        Severity::Error,
        "T150",
        place,
        value,
        bilingual!(
            "评分格被合并（{area}），分不清这个分数是给哪一项、哪一份申报的，这些格都未计入",
            "Score cells are merged ({area}); for which criterion or submission the score is meant is unclear, and none of them was counted"
        ),
        bilingual!(
            "取消合并，每格填一个分数",
            "Take the cells apart and fill in each"
        ),
    )
}

/// A formula that no program has calculated.
pub(super) fn not_calculated(place: Place, cell: &str) -> Problem {
    problem(
        Severity::Error,
        "T151",
        place,
        cell,
        bilingual!(
            "这一格是没有计算结果的公式，不知道是多少分，未计入",
            "The cell is a formula without a stored value; nobody knows which score it is, and it was not counted"
        ),
        bilingual!(
            "用 Excel/WPS 打开并保存一次，或直接填写分数",
            "Open it in a spreadsheet program and save it, or type the score"
        ),
    )
}

/// Rows or columns that are hidden, counted all the same.
pub(super) fn hidden(place: Place, value: &str) -> Problem {
    problem(
        Severity::Warning,
        "T152",
        place,
        value,
        bilingual!(
            "这些行或列是隐藏的，已照常计入",
            "These rows or columns are hidden; they were counted all the same"
        ),
        bilingual!(
            "取消隐藏核对一遍；不应计入的请与专家核实",
            "Show them and look; ask the expert if they are not meant"
        ),
    )
}

/// A score with a line through it.
pub(super) fn struck_out(place: Place, value: &str) -> Problem {
    problem(
        Severity::Error,
        "T153",
        place,
        value,
        bilingual!(
            "分数划了删除线，不知道是否还算数，未计入",
            "The score is struck out; whether it still holds is unclear, and it was not counted"
        ),
        bilingual!(
            "请与专家核实：有效的去掉删除线，无效的删除后重新填写",
            "Ask the expert: take the line off, or delete the score and fill it in anew"
        ),
    )
}

/// Notes on cells, which are not read.
pub(super) fn notes(place: Place, words: &str, cells: &str) -> Problem {
    problem(
        Severity::Warning,
        "T154",
        place,
        words,
        bilingual!(
            "单元格 {cells} 带有批注，批注的内容不读取",
            "The cells {cells} carry notes, whose words are not read"
        ),
        bilingual!(
            "打开看一看；若是改分或回避，请填入相应的格",
            "Look at them; a correction or a recusal belongs into its cell"
        ),
    )
}

/// A column of scores whose header is gone or was changed.
pub(super) fn column_missing(place: Place, columns: &str) -> Problem {
    problem(
        Severity::Error,
        "T155",
        place,
        columns,
        bilingual!(
            "找不到这些评分列的表头（被删去或改了名），这些列的分数没有读到",
            "The headers of these columns are gone or were changed; their scores were not read"
        ),
        bilingual!(
            "按原发的评分表恢复表头",
            "Write the headers as on the sheet that was sent"
        ),
    )
}

/// Two columns with the same header.
pub(super) fn column_twice(place: Place, column: &str) -> Problem {
    problem(
        Severity::Error,
        "T156",
        place,
        column,
        bilingual!(
            "有两列都叫这个表头，分不清哪一列有效，两列的分数都未计入",
            "Two columns have this header; which of them holds is unclear, and neither was counted"
        ),
        bilingual!("只留有效的一列", "Keep the one that holds"),
    )
}

/// A total that is not what the scores give.
pub(super) fn other_total(place: Place, written: &str, counted: &str) -> Problem {
    problem(
        Severity::Warning,
        "T157",
        place,
        written,
        bilingual!(
            "加权总分与三项分数算出的 {counted} 不一致；按三项分数计入",
            "The total is not {counted}, which the three scores give; the scores were counted"
        ),
        bilingual!(
            "请与专家核实三项分数",
            "Check the three scores with the expert"
        ),
    )
}

/// Something below the table: a signature, a sum, a remark.
pub(super) fn below(place: Place, words: &str) -> Problem {
    problem(
        Severity::Warning,
        "T158",
        place,
        words,
        bilingual!(
            "表下的合计、签字或说明，不作为评分读取",
            "A sum, a signature or a remark below the table; it was not read as a score"
        ),
        bilingual!(
            "若写的是改分或回避，请填入相应的格",
            "A correction or a recusal belongs into its cell"
        ),
    )
}

/// Something in the folder that is no file one can read.
pub(super) fn no_file(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T159",
        place,
        "",
        bilingual!(
            "打不开：没有读取权限，或不是普通文件；未计入",
            "It cannot be opened: you may not read it, or it is no ordinary file; it was not counted"
        ),
        bilingual!(
            "检查文件，或把评分表重新放一份到这里",
            "Check the file, or put the sheet here again"
        ),
    )
}
