//! Values that cannot be read as a score or an answer, or only with doubt.

use super::problem::problem;
use crate::bilingual;
use crate::model::{Place, Problem, Severity};
use crate::year::sheets::kinds::Kind;

/// The cell is not a number; `date` when a spreadsheet program made a day of what was typed.
pub(in crate::year::sheets) fn no_number(place: Place, value: &str, date: bool) -> Problem {
    let what = match date {
        true => bilingual!(
            "此格是日期，不是数字（输入 8-5、8/5 之类会被自动变成日期），此分未计入",
            "This is a date, not a number (8-5 or 8/5 is turned into a date automatically); the score was not counted"
        ),
        false => bilingual!(
            "不是数字，此分未计入",
            "This is not a number; the score was not counted"
        ),
    };
    problem(
        Severity::Error,
        "T111",
        place,
        value,
        what,
        bilingual!("请专家改填数字", "Ask the expert to enter a number"),
    )
}

pub(in crate::year::sheets) fn out_of_range(place: Place, value: &str, max: f64) -> Problem {
    problem(
        Severity::Error,
        "T112",
        place,
        value,
        bilingual!(
            "应在 0 到 {max} 之间，此分未计入",
            "It must be from 0 to {max}; the score was not counted"
        ),
        bilingual!("请专家改正", "Ask the expert to correct it"),
    )
}

pub(in crate::year::sheets) fn text_number(place: Place, value: &str, read: f64) -> Problem {
    problem(
        Severity::Warning,
        "T113",
        place,
        value,
        bilingual!(
            "分数存成了文字，按 {read} 计入",
            "The score is stored as text; it was counted as {read}"
        ),
        bilingual!("请核对", "Please check"),
    )
}

/// A percentage; `counted` as points, or not at all where that is unclear.
pub(in crate::year::sheets) fn in_percent(
    place: Place,
    value: &str,
    counted: Option<f64>,
    max: f64,
) -> Problem {
    let (severity, what, action) = match counted {
        Some(points) => (
            Severity::Warning,
            bilingual!(
                "此格是百分数，按 {points} 分计入",
                "The score is a percentage; it was counted as {points} points"
            ),
            bilingual!("请核对", "Please check"),
        ),
        None => (
            Severity::Error,
            bilingual!(
                "此格是百分数，不知是 0–{max} 中的几分，此分未计入",
                "The score is a percentage: it is not clear which score from 0 to {max} is meant, so it was not counted"
            ),
            bilingual!(
                "请专家改填 0–{max} 的分数",
                "Ask the expert to enter a score from 0 to {max}"
            ),
        ),
    };
    problem(severity, "T135", place, value, what, action)
}

/// A score that is a part of one where scores go far above.
pub(in crate::year::sheets) fn part_of_one(place: Place, value: &str, max: f64) -> Problem {
    problem(
        Severity::Error,
        "T136",
        place,
        value,
        bilingual!(
            "满分是 {max}，此分不到 1 分或与不到 1 分的填在一起，像是百分数（0.85 即 85%）或少写了小数点前的数字，未计入",
            "The maximum is {max}, but this score is below 1 or is next to scores below 1: it looks like a percentage (0.85 for 85%) or lacks the digits before the decimal point; it was not counted"
        ),
        bilingual!(
            "请专家改填 0–{max} 的分数（如 85）",
            "Ask the expert to enter a score from 0 to {max}, such as 85"
        ),
    )
}

/// A file that is no workbook; by its name and kind it may be a sheet (`likely`) or something else
/// that lies there.
pub(in crate::year::sheets) fn other_format(place: Place, kind: &Kind, likely: bool) -> Problem {
    let (zh, en) = (kind.zh, kind.en);
    let severity = match likely {
        true => Severity::Error,
        false => Severity::Warning,
    };
    problem(
        severity,
        "T134",
        place,
        "",
        bilingual!(
            "这是{zh}，不是评分表工作簿（.xlsx），未读取、未计入",
            "This is {en}, not a score sheet workbook (.xlsx); it was neither read nor counted"
        ),
        bilingual!(
            "若是评分表，请专家在原发的 .xlsx 中填写后重新提交；与评分无关的，移出文件夹",
            "If it is a score sheet, ask the expert to fill in the original .xlsx and send it again; if it has nothing to do with scores, move it out of the folder"
        ),
    )
}

/// A recusal in other words than the one that was asked for.
pub(in crate::year::sheets) fn recusal_in_words(place: Place, value: &str) -> Problem {
    problem(
        Severity::Warning,
        "T137",
        place,
        value,
        bilingual!(
            "没有选“是”，按申请回避处理，分数不计入",
            "The answer is not yes but was taken as a recusal; the scores of this row were not counted"
        ),
        bilingual!("请与专家核实", "Please check with the expert"),
    )
}

/// Something about a recusal that is neither yes nor no.
pub(in crate::year::sheets) fn recusal_unclear(place: Place, value: &str) -> Problem {
    problem(
        Severity::Error,
        "T138",
        place,
        value,
        bilingual!(
            "看不出是否申请回避，本行分数未计入",
            "It is not clear whether this asks for a recusal; the scores of this row were not counted"
        ),
        bilingual!(
            "请与专家核实，在“申请回避”栏选“是”或“否”后重新收表",
            "Check with the expert, enter yes or no under Recusal and collect again"
        ),
    )
}

/// A total without the scores that it is made of.
pub(in crate::year::sheets) fn total_alone(place: Place, value: &str) -> Problem {
    problem(
        Severity::Warning,
        "T145",
        place,
        value,
        bilingual!(
            "只有总分而各项都没有分数，未计入：总分由各项算出",
            "There is a total but no score for any criterion; it was not counted, because the total is calculated from the criteria"
        ),
        bilingual!(
            "请专家补填各项分数",
            "Ask the expert to fill in the scores of the criteria"
        ),
    )
}

pub(in crate::year::sheets) fn no_such_answer(place: Place, value: &str) -> Problem {
    problem(
        Severity::Error,
        "T118",
        place,
        value,
        bilingual!(
            "应填“是”或“否”，此格未计入",
            "This must be yes or no; the cell was not counted"
        ),
        bilingual!("请改填“是”或“否”", "Enter yes or no"),
    )
}
