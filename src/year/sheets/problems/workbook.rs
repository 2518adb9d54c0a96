//! Whole workbooks: not readable, altered, or not meant for this season, round or person.

use super::problem::problem;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};
use crate::year::sheets::mark::SheetRound;

/// Most files named where many are reported at once.
const NAMED: usize = 5;

fn send_anew() -> Bilingual {
    bilingual!(
        "请专家在原发的评分表中填写后重新提交；其余各表照常计入",
        "Ask the expert to fill in the original sheet and send it again; all other sheets are counted"
    )
}

pub(in crate::year::sheets) fn unreadable(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T101",
        place,
        "",
        bilingual!(
            "不是完整的 .xlsx 工作簿（损坏、加密，或为 .xls、.et、.ods 等其他格式、网页），未计入",
            "This is not a complete .xlsx workbook (damaged, encrypted, or another format such as .xls, .et, .ods or a web page); it was not counted"
        ),
        bilingual!(
            "用 Excel/WPS 打开后另存为 .xlsx，再放回文件夹",
            "Open it in Excel or WPS, save it as .xlsx and put it back into the folder"
        ),
    )
}

pub(in crate::year::sheets) fn no_mark(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T102",
        place,
        "",
        bilingual!(
            "没有身份标记：不是 empanel sheets 写出的评分表，或内容被复制到了新文件，未计入",
            "There is no identity mark: it was not written by empanel sheets, or its content was copied into a new file; it was not counted"
        ),
        send_anew(),
    )
}

pub(in crate::year::sheets) fn other_season(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T103",
        place,
        "",
        bilingual!(
            "这是另一年度的评分表，未计入",
            "This sheet belongs to another season; it was not counted"
        ),
        bilingual!(
            "移出文件夹；若年度文件夹或方案指定有误，请改正",
            "Move it out of the folder; if the wrong season or plan was named, name the right one"
        ),
    )
}

pub(in crate::year::sheets) fn other_round(place: Place, made_for: SheetRound) -> Problem {
    let what = match made_for {
        SheetRound::Paper => bilingual!(
            "这是资料评审的评分表，不是答辩评审的，未计入",
            "This sheet belongs to the paper round, not to the defence; it was not counted"
        ),
        SheetRound::Defence => bilingual!(
            "这是答辩评审的评分表，不是资料评审的，未计入",
            "This sheet belongs to the defence, not to the paper round; it was not counted"
        ),
    };
    problem(
        Severity::Error,
        "T130",
        place,
        "",
        what,
        bilingual!(
            "移出文件夹；若要收这一轮的表，请用 --plan 指定这一轮的方案",
            "Move it out of the folder; to collect that round, name its plan with --plan"
        ),
    )
}

pub(in crate::year::sheets) fn other_scale(place: Place, own: f64, rules: f64) -> Problem {
    problem(
        Severity::Error,
        "T131",
        place,
        format!("0–{own}"),
        bilingual!(
            "此表按 0–{own} 分填写，现行规则是 0–{rules} 分，两者的分数不能放在一起，未计入",
            "This sheet was filled in on a scale of 0 to {own}, but the rules now say 0 to {rules}: the scores cannot be compared, so it was not counted"
        ),
        bilingual!(
            "把规则中 [scoring] 的 max_score 改回发表时的值，或用 empanel sheets 重发",
            "Set max_score of [scoring] in the rules back to its value when the sheets were sent, or send new sheets with empanel sheets"
        ),
    )
}

pub(in crate::year::sheets) fn other_weights(place: Place, own: &str, rules: &str) -> Problem {
    problem(
        Severity::Warning,
        "T132",
        place,
        own,
        bilingual!(
            "此表上写的各项权重是 {own}（%），现行规则是 {rules}；各项分数照常计入，总分按现行规则",
            "This sheet gives the weights of the criteria as {own} (%), but the rules now say {rules}; its scores were counted, and the total uses the rules"
        ),
        bilingual!(
            "核对规则中 [scoring] 的权重；若发表后改过，请告知专家",
            "Check the weights of [scoring] in the rules; if they were changed after the sheets were sent, inform the experts"
        ),
    )
}

pub(in crate::year::sheets) fn other_criteria(place: Place, own: &str, rules: &str) -> Problem {
    problem(
        Severity::Error,
        "T160",
        place,
        own,
        bilingual!(
            "此表的评分标准是“{own}”，现行规则是“{rules}”，分数不能换算，未计入",
            "The criteria of this sheet are “{own}”, but the rules now say “{rules}”: its scores cannot be converted, so it was not counted"
        ),
        bilingual!(
            "把规则中 [award] 的 criteria 改回发表时的内容，或用 empanel sheets 重发",
            "Set criteria of [award] in the rules back to what it was when the sheets were sent, or send new sheets with empanel sheets"
        ),
    )
}

pub(in crate::year::sheets) fn sealed(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T162",
        place,
        "",
        bilingual!(
            "工作簿设有打开密码，无法读取，未计入",
            "The workbook asks for a password and cannot be read; it was not counted"
        ),
        bilingual!(
            "用 Excel/WPS 打开，去掉密码后另存，再放回文件夹；不知道密码的，请专家重新发来",
            "Open it in a spreadsheet program, remove the password, save it and put it back into the folder; if the password is not known, ask the expert to send it again"
        ),
    )
}

pub(in crate::year::sheets) fn altered(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T104",
        place,
        "",
        bilingual!(
            "身份标记被改动，无法确认是谁的评分表，未计入",
            "The identity mark was changed, so it is unknown whose sheet this is; it was not counted"
        ),
        send_anew(),
    )
}

pub(in crate::year::sheets) fn other_owner(place: Place, seen: &str, marked: &str) -> Problem {
    problem(
        Severity::Error,
        "T105",
        place,
        seen,
        bilingual!(
            "表上写的是 {seen}，但这是发给 {marked} 的表，不知是谁的评分，未计入",
            "The sheet says {seen} but was made for {marked}: it is unknown whose scores these are, so they were not counted"
        ),
        send_anew(),
    )
}

pub(in crate::year::sheets) fn not_in_plan(place: Place, owner: &str) -> Problem {
    problem(
        Severity::Warning,
        "T106",
        place,
        owner,
        bilingual!(
            "{owner} 在现行方案中已没有评审任务，此表未计入",
            "{owner} has nothing to review in this plan any more; the sheet was not counted"
        ),
        bilingual!(
            "若方案指定有误，请用 --plan 指定发表时的方案",
            "If this is the wrong plan, name the right one with --plan"
        ),
    )
}

/// Sheets of another version of the plan: after a rerun that is nearly all of them, so they are
/// reported together.
pub(in crate::year::sheets) fn earlier_plan(files: &[String]) -> Problem {
    let count = files.len();
    let named = files[..count.min(NAMED)].join(" ");
    let more = if count > NAMED { " …" } else { "" };
    problem(
        Severity::Note,
        "T107",
        Place::file(format!("{named}{more}")),
        "",
        bilingual!(
            "{count} 份表按方案的另一版本写出；仍属各专家的申报照常计入",
            "Sheets made from another version of the plan: {count}; submissions that the experts still review were counted"
        ),
        bilingual!(
            "新分到的申报请用 empanel sheets --only 补发",
            "Send sheets for newly assigned submissions with empanel sheets --only"
        ),
    )
}

pub(in crate::year::sheets) fn no_table(place: Place) -> Problem {
    problem(
        Severity::Error,
        "T122",
        place,
        "",
        bilingual!(
            "找不到评分表的表头，未计入",
            "The header of the score table was not found; nothing was counted"
        ),
        send_anew(),
    )
}

pub(in crate::year::sheets) fn row_missing(place: Place, ids: &str) -> Problem {
    problem(
        Severity::Warning,
        "T124",
        place,
        ids,
        bilingual!(
            "表中少了发出时有的行",
            "Rows that were on the sheet as sent are missing"
        ),
        bilingual!(
            "请专家在原表中补填",
            "Ask the expert to fill them in on the original sheet"
        ),
    )
}
