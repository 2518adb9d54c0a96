//! What is seen when all sheets are together: sheets that are missing, come twice or disagree.

use super::problem::problem;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};
use std::collections::BTreeSet;

/// A shortlist that asks for more than there is.
pub(in crate::year::sheets) fn longer_than_all(asked: usize, count: usize) -> Problem {
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

/// Submissions with too few scores to leave out the highest and the lowest.
pub(in crate::year::sheets) fn too_few_to_trim(ids: &[&str]) -> Problem {
    let (count, named) = (ids.len(), crate::model::words::listed(ids));
    problem(
        Severity::Warning,
        "T161",
        Place::file("results.xlsx"),
        named,
        bilingual!(
            "{count} 项申报的评分不足 3 份，没有去掉最高分和最低分，取全部评分的平均",
            "Submissions with fewer than 3 scores: {count}; their mean leaves out nothing"
        ),
        bilingual!(
            "补齐评分后再汇总，或由合议给出合议分",
            "Collect again when the scores are complete, or let the group agree on a score"
        ),
    )
}

/// A sheet of the workbook that holds an id of it but no table of scores.
pub(in crate::year::sheets) fn sheet_not_read(place: Place, id: &str) -> Problem {
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
pub(in crate::year::sheets) fn agreed_by_recused(
    place: Place,
    id: &str,
    signer: &str,
    instead: &str,
) -> Problem {
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

pub(in crate::year::sheets) fn contradicting(
    place: Place,
    other: &str,
    id: &str,
    values: &str,
) -> Problem {
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

pub(in crate::year::sheets) fn twice(place: Place, other: &str) -> Problem {
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

/// A sheet that has not come in; `unknown` workbooks were refused and may be it.
pub(in crate::year::sheets) fn absent(owner: &str, rows: usize, unknown: usize) -> Problem {
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

/// A sheet that came in under its own name and was refused.
pub(in crate::year::sheets) fn came_refused(file: &str, owner: &str, rows: usize) -> Problem {
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

pub(in crate::year::sheets) fn incomplete(place: Place, count: usize, named: &str) -> Problem {
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

pub(in crate::year::sheets) fn recused_with_scores(place: Place, id: &str) -> Problem {
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

pub(in crate::year::sheets) fn recusal(place: Place, id: &str, expert: &str) -> Problem {
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

/// Scores that carry no correction, by the groups whose they are, and whether others are corrected.
pub(in crate::year::sheets) fn unsupported(groups: &BTreeSet<&str>, others: bool) -> Problem {
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

pub(in crate::year::sheets) fn apart(parts: usize) -> Problem {
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
