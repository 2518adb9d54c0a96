//! Problems with filled-in sheets.

use super::kinds::Kind;
use super::mark::SheetRound;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};
use std::collections::BTreeSet;

/// Creates a problem with the given severity and code.
pub(super) fn problem(
    severity: Severity,
    code: &'static str,
    place: Place,
    value: impl Into<String>,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity,
        code,
        place,
        value: value.into(),
        what,
        action,
    }
}

/// Maximum number of files listed in one message.
const NAMED: usize = 5;

fn send_anew() -> Bilingual {
    bilingual!(
        "请专家在原发的评分表中填写后重新提交；其余各表照常计入",
        "Ask the expert to fill in the original sheet and send it again; all other sheets are counted"
    )
}

pub(super) fn unreadable(place: Place) -> Problem {
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

pub(super) fn no_mark(place: Place) -> Problem {
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

pub(super) fn other_season(place: Place) -> Problem {
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

pub(super) fn other_round(place: Place, made_for: SheetRound) -> Problem {
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

pub(super) fn other_scale(place: Place, own: f64, rules: f64) -> Problem {
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

pub(super) fn other_weights(place: Place, own: &str, rules: &str) -> Problem {
    problem(
        Severity::Warning,
        "T132",
        place,
        own,
        bilingual!(
            "此表上写的三项权重是 {own}（%），现行规则是 {rules}；各项分数照常计入，总分按现行规则",
            "This sheet gives the weights of the criteria as {own} (%), but the rules now say {rules}; its scores were counted, and the total uses the rules"
        ),
        bilingual!(
            "核对规则中 [scoring] 的权重；若发表后改过，请告知专家",
            "Check the weights of [scoring] in the rules; if they were changed after the sheets were sent, inform the experts"
        ),
    )
}

/// A shortlist longer than the number of submissions.
pub(super) fn longer_than_all(asked: usize, count: usize) -> Problem {
    problem(
        Severity::Warning,
        "T133",
        Place::file("shortlist.csv"),
        asked.to_string(),
        bilingual!(
            "要求入围 {asked} 项，方案只有 {count} 项申报，有评分的全部列入",
            "{asked} are requested but the plan has only {count}: all submissions with scores are listed"
        ),
        bilingual!("核对 --shortlist", "Check --shortlist"),
    )
}

pub(super) fn altered(place: Place) -> Problem {
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

pub(super) fn other_owner(place: Place, seen: &str, marked: &str) -> Problem {
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

pub(super) fn not_in_plan(place: Place, owner: &str) -> Problem {
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

/// Sheets of another version of the plan. After a rerun almost all of them are, so they are
/// reported together.
pub(super) fn earlier_plan(files: &[String]) -> Problem {
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

pub(super) fn strange_row(place: Place, id: &str) -> Problem {
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

pub(super) fn exchanged_id(place: Place, id: &str, other: &str) -> Problem {
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

pub(super) fn other_title(place: Place, id: &str) -> Problem {
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

pub(super) fn changed_submission(place: Place, id: &str) -> Problem {
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

pub(super) fn no_longer_assigned(place: Place, id: &str, expert: &str) -> Problem {
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

/// The cell is not a number; `date` if a spreadsheet program turned the input into a date.
pub(super) fn no_number(place: Place, value: &str, date: bool) -> Problem {
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

pub(super) fn out_of_range(place: Place, value: &str, max: f64) -> Problem {
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

pub(super) fn text_number(place: Place, value: &str, read: f64) -> Problem {
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

/// A percentage, counted as `counted` points, or not at all if that is unclear.
pub(super) fn in_percent(place: Place, value: &str, counted: Option<f64>, max: f64) -> Problem {
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

/// A score below 1 where scores are much larger.
pub(super) fn part_of_one(place: Place, value: &str, max: f64) -> Problem {
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

/// A file that is not a workbook. By its name and kind it may be a sheet (`likely`) or an unrelated
/// file.
pub(super) fn other_format(place: Place, kind: &Kind, likely: bool) -> Problem {
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

/// A recusal in other words than requested.
pub(super) fn recusal_in_words(place: Place, value: &str) -> Problem {
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
pub(super) fn recusal_unclear(place: Place, value: &str) -> Problem {
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

/// A total without the scores it consists of.
pub(super) fn total_alone(place: Place, value: &str) -> Problem {
    problem(
        Severity::Warning,
        "T145",
        place,
        value,
        bilingual!(
            "只有加权总分而三项都没有分数，未计入：总分由三项算出",
            "There is a total but no score for any criterion; it was not counted, because the total is calculated from the criteria"
        ),
        bilingual!(
            "请专家补填三项分数",
            "Ask the expert to fill in the three scores"
        ),
    )
}

/// A sheet of the workbook that contains an id but no score table.
pub(super) fn sheet_not_read(place: Place, id: &str) -> Problem {
    problem(
        Severity::Warning,
        "T139",
        place,
        id,
        bilingual!(
            "此工作表里有 {id}，但没有评分表的表头，未读取",
            "This worksheet contains {id} but has no header of a score sheet; it was not read"
        ),
        bilingual!(
            "若写有评分，请移到评分表中；草稿可以删去",
            "If it holds scores, move them into the score sheet; a draft may be deleted"
        ),
    )
}

/// A consensus filled in by a recused expert.
pub(super) fn agreed_by_recused(place: Place, id: &str, signer: &str, instead: &str) -> Problem {
    problem(
        Severity::Error,
        "T140",
        place,
        id,
        bilingual!(
            "{signer} 须对 {id} 回避，不能填它的合议分、是否推荐和合议意见，本行未计入",
            "{signer} is recused from {id} and must not fill in its agreed score, recommendation or opinion; the row was not counted"
        ),
        bilingual!(
            "请由 {instead} 主持合议并填写：用 empanel sheets --only 写出其合议表",
            "Ask {instead} to lead the deliberation and fill it in: write the consensus sheet with empanel sheets --only"
        ),
    )
}

pub(super) fn contradicting(place: Place, other: &str, id: &str, values: &str) -> Problem {
    problem(
        Severity::Error,
        "T115",
        place,
        values,
        bilingual!(
            "与 {other} 是同一份表的两个版本，{id} 的内容不同，两个版本的这一项都未计入",
            "This and {other} are two versions of the same sheet that differ on {id}; neither was counted for that submission"
        ),
        bilingual!(
            "问清以哪份为准，把另一份移出文件夹",
            "Ask which one is valid and move the other out of the folder"
        ),
    )
}

pub(super) fn twice(place: Place, other: &str) -> Problem {
    problem(
        Severity::Warning,
        "T116",
        place,
        other,
        bilingual!(
            "与 {other} 是同一份表，内容不矛盾，已合并计入",
            "This and {other} are copies of the same sheet that do not contradict each other; they were merged and counted"
        ),
        bilingual!("留下一份即可", "Keep only one of them"),
    )
}

/// A sheet that was not received; `unknown` workbooks were rejected, one of which may be it.
pub(super) fn absent(owner: &str, rows: usize, unknown: usize) -> Problem {
    let among = match unknown {
        0 => Bilingual::default(),
        _ => bilingual!(
            "；未能计入的表中有 {unknown} 份认不出是谁的，或在其中",
            "; sheets not counted whose owner could not be identified: {unknown}, it may be among them"
        ),
    };
    let (zh, en) = (among.zh, among.en);
    problem(
        Severity::Warning,
        "T117",
        Place::file(owner.to_owned()),
        "",
        bilingual!(
            "还没有收到 {owner} 的评分表（{rows} 项申报）{zh}",
            "The sheet of {owner} (submissions: {rows}) has not been received{en}"
        ),
        bilingual!("请催交", "Please remind the expert"),
    )
}

/// A sheet that was received under its own name and rejected.
pub(super) fn came_refused(file: &str, owner: &str, rows: usize) -> Problem {
    problem(
        Severity::Warning,
        "T129",
        Place::file(file),
        owner,
        bilingual!(
            "从文件名看，{owner} 的评分表（{rows} 项申报）已收到，但未能计入，原因见该文件的另一条",
            "By its file name, the sheet of {owner} (submissions: {rows}) was received but could not be counted; the reason is in another message about this file"
        ),
        bilingual!("请更正后重新收表", "Have it corrected and collect again"),
    )
}

pub(super) fn incomplete(place: Place, count: usize, named: &str) -> Problem {
    problem(
        Severity::Warning,
        "T114",
        place,
        named,
        bilingual!(
            "有 {count} 项申报没有打完分，未计入",
            "Submissions not fully scored, and not counted: {count}"
        ),
        bilingual!("请专家补填", "Ask the expert to fill in the missing scores"),
    )
}

pub(super) fn no_such_answer(place: Place, value: &str) -> Problem {
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

pub(super) fn recused_with_scores(place: Place, id: &str) -> Problem {
    problem(
        Severity::Warning,
        "T119",
        place,
        id,
        bilingual!(
            "对 {id} 既申请回避又打了分，按回避处理，分数未计入",
            "For {id} there are both scores and a recusal; it was treated as a recusal and the scores were not counted"
        ),
        bilingual!("请与专家核实", "Please check with the expert"),
    )
}

pub(super) fn recusal(place: Place, id: &str, expert: &str) -> Problem {
    problem(
        Severity::Warning,
        "T120",
        place,
        id,
        bilingual!(
            "{expert} 申请对 {id} 回避",
            "{expert} asks to be recused from {id}"
        ),
        bilingual!(
            "把写出的 declared.csv 放进年度文件夹，再运行 empanel rerun",
            "Put the declared.csv that was written into the season's folder, then run empanel rerun"
        ),
    )
}

pub(super) fn row_twice(place: Place, id: &str) -> Problem {
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

pub(super) fn no_table(place: Place) -> Problem {
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

pub(super) fn row_missing(place: Place, ids: &str) -> Problem {
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

/// Scores that support no correction, by group, and whether others are corrected.
pub(super) fn unsupported(groups: &BTreeSet<&str>, others: bool) -> Problem {
    let ids: Vec<&str> = groups.iter().copied().collect();
    let ids = ids.join(" ");
    let rest = if others {
        bilingual!(
            "；其余各组的评分照常修正",
            "; scores of the other groups are corrected as usual"
        )
    } else {
        Bilingual::default()
    };
    let (zh, en) = (rest.zh, rest.en);
    problem(
        Severity::Note,
        "T125",
        Place::file("results.xlsx"),
        &ids,
        bilingual!(
            "{ids} 组的评分（或其中一部分）太少，无法把专家宽严与申报优劣分开，这些评分不作修正，按原始均分排序{zh}",
            "Scores of {ids} (or some of them) are too few to tell severe experts from weak submissions: they are not corrected, and the order follows the raw means{en}"
        ),
        bilingual!("收齐评分表后重试", "Try again when all sheets are in"),
    )
}

pub(super) fn apart(parts: usize) -> Problem {
    problem(
        Severity::Note,
        "T126",
        Place::file("results.xlsx"),
        "",
        bilingual!(
            "评分分成 {parts} 块，块与块之间没有共同的评审专家：修正只在块内有效，不同块的分数不能据此比较",
            "The scores fall into {parts} parts without a common reviewer: the correction is valid within a part only, and scores of different parts cannot be compared by it"
        ),
        bilingual!(
            "跨组比较由评审委员会合议",
            "The committee decides on comparisons across groups"
        ),
    )
}
