//! Problems with the table of a filled-in sheet as a whole and with the formatting of its cells.

use super::problems::problem;
use crate::bilingual;
use crate::model::{Place, Problem, Severity};

/// Merged score cells: it is unclear which row the score belongs to.
pub(super) fn merged(place: Place, value: &str, area: &str) -> Problem {
    problem(
        Severity::Error,
        "T150",
        place,
        value,
        bilingual!(
            "评分格被合并（{area}），分不清这个分数是给哪一项、哪一份申报的，这些格都未计入",
            "Score cells are merged ({area}); it is unclear which criterion or submission the score is for, so none of these cells was counted"
        ),
        bilingual!(
            "取消合并，每格填一个分数",
            "Unmerge the cells and enter one score in each"
        ),
    )
}

/// A formula without a stored result.
pub(super) fn not_calculated(place: Place, cell: &str) -> Problem {
    problem(
        Severity::Error,
        "T151",
        place,
        cell,
        bilingual!(
            "这一格是没有计算结果的公式，不知道是多少分，未计入",
            "The cell is a formula without a stored result, so the score is unknown; it was not counted"
        ),
        bilingual!(
            "用 Excel/WPS 打开并保存一次，或直接填写分数",
            "Open it in Excel or WPS and save it once, or type the score"
        ),
    )
}

/// Hidden rows or columns, which count nevertheless.
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
            "Unhide and check them; ask the expert about any that should not count"
        ),
    )
}

/// A struck-out score.
pub(super) fn struck_out(place: Place, value: &str) -> Problem {
    problem(
        Severity::Error,
        "T153",
        place,
        value,
        bilingual!(
            "分数划了删除线，不知道是否还算数，未计入",
            "The score is struck through, so it is unclear whether it still counts; it was not counted"
        ),
        bilingual!(
            "请与专家核实：有效的去掉删除线，无效的删除后重新填写",
            "Check with the expert: if valid, remove the strikethrough; if not, delete the score and enter it again"
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
            "Cells with comments: {cells}; the comments are not read"
        ),
        bilingual!(
            "打开看一看；若是改分或回避，请填入相应的格",
            "Look at them; enter a correction or a recusal in the proper cell"
        ),
    )
}

/// A score column whose header is missing or was changed.
pub(super) fn column_missing(place: Place, columns: &str) -> Problem {
    problem(
        Severity::Error,
        "T155",
        place,
        columns,
        bilingual!(
            "找不到这些评分列的表头（被删去或改了名），这些列的分数没有读到",
            "The headers of these score columns were not found (deleted or renamed); their scores were not read"
        ),
        bilingual!(
            "按原发的评分表恢复表头",
            "Restore the headers as on the sheet that was sent"
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
            "Two columns have this header; it is unclear which one is valid, so the scores of neither were counted"
        ),
        bilingual!("只留有效的一列", "Keep only the valid one"),
    )
}

/// A total that differs from the one computed from the scores.
pub(super) fn other_total(place: Place, written: &str, counted: &str) -> Problem {
    problem(
        Severity::Warning,
        "T157",
        place,
        written,
        bilingual!(
            "总分与各项分数算出的 {counted} 不一致；按各项分数计入",
            "The total differs from {counted}, the result of the scores of the criteria; these were counted"
        ),
        bilingual!("请与专家核实各项分数", "Check the scores with the expert"),
    )
}

/// Content below the table: a signature, a sum, a remark.
pub(super) fn below(place: Place, words: &str) -> Problem {
    problem(
        Severity::Warning,
        "T158",
        place,
        words,
        bilingual!(
            "表下的合计、签字或说明，不作为评分读取",
            "This is a sum, a signature or a remark below the table; it is not read as a score"
        ),
        bilingual!(
            "若写的是改分或回避，请填入相应的格",
            "If it is a correction or a recusal, enter it in the proper cell"
        ),
    )
}

/// An entry of the folder that is not a readable file.
pub(super) fn no_file(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T159",
        place,
        "",
        bilingual!(
            "打不开：没有读取权限，或不是普通文件；未计入",
            "It cannot be opened: no permission to read it, or it is not an ordinary file; it was not counted"
        ),
        bilingual!(
            "检查文件，或把评分表重新放一份到这里",
            "Check the file, or put another copy of the score sheet here"
        ),
    )
}
