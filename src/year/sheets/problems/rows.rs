//! Rows whose submission is another, or that are there twice.

use super::problem::problem;
use crate::bilingual;
use crate::model::{Place, Problem, Severity};

pub(in crate::year::sheets) fn strange_row(place: Place, id: &str) -> Problem {
    problem(
        Severity::Error,
        "T108",
        place,
        id,
        bilingual!(
            "此行的申报编号不在发出的表中（编号被改，或行被移入），本行未计入",
            "The id in this row was not on the sheet as sent (the id was edited or the row moved in); the row was not counted"
        ),
        bilingual!(
            "改回原编号，或在原表中重填",
            "Restore the original id, or fill in the original sheet again"
        ),
    )
}

pub(in crate::year::sheets) fn exchanged_id(place: Place, id: &str, other: &str) -> Problem {
    problem(
        Severity::Error,
        "T127",
        place,
        id,
        bilingual!(
            "此行的名称和单位是 {other} 的，编号却是 {id}（编号被互换），无法确定打给哪一项，本行未计入",
            "The title and applicant in this row are those of {other}, but the id is {id} (ids swapped): it is unknown which submission the scores are for, so the row was not counted"
        ),
        bilingual!(
            "请专家确认这些分数打给哪一项，改回原编号后重新收表",
            "Ask the expert which submission the scores are for, restore the original ids and collect again"
        ),
    )
}

pub(in crate::year::sheets) fn other_title(place: Place, id: &str) -> Problem {
    problem(
        Severity::Warning,
        "T128",
        place,
        id,
        bilingual!(
            "此行的名称或单位与发出时不同，仍按编号计入",
            "The title or applicant in this row differs from the sheet as sent; the row was counted by its id"
        ),
        bilingual!("请核对编号是否正确", "Check that the id is right"),
    )
}

pub(in crate::year::sheets) fn changed_submission(place: Place, id: &str) -> Problem {
    problem(
        Severity::Error,
        "T109",
        place,
        id,
        bilingual!(
            "发表之后申报 {id} 的名称或单位变了，无法确认是同一项，本行未计入",
            "The title or applicant of {id} changed after the sheet was made, so it may be a different submission; the row was not counted"
        ),
        bilingual!(
            "核对申报表；确为同一项的，用 empanel sheets --only 重发该表",
            "Check the submissions table; if it is the same submission, send the sheet again with empanel sheets --only"
        ),
    )
}

pub(in crate::year::sheets) fn no_longer_assigned(place: Place, id: &str, expert: &str) -> Problem {
    problem(
        Severity::Warning,
        "T110",
        place,
        id,
        bilingual!(
            "{expert} 已不评审 {id}（调整过或须回避），本行未计入",
            "{expert} no longer reviews {id} (reassigned or recused); the row was not counted"
        ),
        bilingual!(
            "无需处理；若方案有误请重新指定",
            "Nothing to do; if this is the wrong plan, name the right one"
        ),
    )
}

pub(in crate::year::sheets) fn row_twice(place: Place, id: &str) -> Problem {
    problem(
        Severity::Error,
        "T121",
        place,
        id,
        bilingual!(
            "{id} 在表中出现两次，此行未计入",
            "{id} appears twice on the sheet; this row was not counted"
        ),
        bilingual!("删去多余的一行", "Delete the extra row"),
    )
}
