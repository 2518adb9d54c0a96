//! Problems with a request.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};

fn problem(
    severity: Severity,
    code: &'static str,
    file: &str,
    value: &str,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity,
        code,
        place: Place::file(file),
        value: value.to_owned(),
        what,
        action,
    }
}

/// N101: the plan and the season have hardly any ids in common.
pub(super) fn other_season(season: &str) -> Problem {
    problem(
        Severity::Error,
        "N101",
        "plan.json",
        "",
        bilingual!(
            "方案与年度 {season} 的专家或申报多半不同，这不是本届的方案",
            "The plan and the season {season} have few experts or submissions in common: the plan belongs to another season"
        ),
        bilingual!("请指定本届的方案文件", "Name a plan of this season"),
    )
}

/// N102: the plan has no groups.
pub(super) fn no_groups() -> Problem {
    problem(
        Severity::Error,
        "N102",
        "plan.json",
        "",
        bilingual!(
            "方案里没有专业组，无从调整",
            "The plan has no groups to start from"
        ),
        bilingual!(
            "请用 empanel form 组建，或用 empanel undo 恢复先前的版本",
            "Form a committee with empanel form, or restore an earlier version with empanel undo"
        ),
    )
}

/// N104: an id that neither the season nor the plan knows.
pub(super) fn unknown(option: &str, id: &str) -> Problem {
    problem(
        Severity::Error,
        "N104",
        option,
        id,
        bilingual!(
            "本届的专家、申报和专业组中都没有这个编号",
            "No expert, submission or group of the season has this id"
        ),
        bilingual!(
            "检查编号或姓名；没有写出任何文件",
            "Check the id or name; nothing was written"
        ),
    )
}

/// N123: a whole group is to withdraw.
pub(super) fn group_withdraws(id: &str, members: &str) -> Problem {
    problem(
        Severity::Error,
        "N123",
        "--withdraw",
        id,
        bilingual!(
            "是专业组，不是专家或申报；其组员为 {members}",
            "This is a group, not an expert or a submission; its members are {members}"
        ),
        bilingual!(
            "请写退出者的编号；没有写出任何文件",
            "Give the ids of those who withdraw; nothing was written"
        ),
    )
}

/// N124: an expert or submission both withdraws and is readmitted.
pub(super) fn withdrawn_and_readmitted(id: &str) -> Problem {
    problem(
        Severity::Error,
        "N124",
        "--readmit",
        id,
        bilingual!(
            "同时写在 --withdraw 和 --readmit 中，无法判断以哪个为准",
            "This id is in both --withdraw and --readmit; it is not clear which is meant"
        ),
        bilingual!(
            "只保留其中一个；没有写出任何文件",
            "Keep one of them; nothing was written"
        ),
    )
}

/// N112: `--add` names somebody who is not in the experts table.
pub(super) fn unknown_expert(option: &str, id: &str) -> Problem {
    problem(
        Severity::Error,
        "N112",
        option,
        id,
        bilingual!(
            "专家表中没有这个编号，无法启用",
            "No expert in the experts table has this id, so no one can be called"
        ),
        bilingual!(
            "先在专家表中登记，再用 --add 指明编号；没有写出任何文件",
            "Enter the expert in the table first, then name the id with --add; nothing was written"
        ),
    )
}

/// N113: an expert is both to be called and to withdraw.
pub(super) fn added_and_withdrawn(id: &str) -> Problem {
    problem(
        Severity::Error,
        "N113",
        "--add",
        id,
        bilingual!(
            "同时写在 --add 和 --withdraw 中，无法判断以哪个为准",
            "This id is in both --add and --withdraw; it is not clear which is meant"
        ),
        bilingual!(
            "只保留其中一个；没有写出任何文件",
            "Keep one of them; nothing was written"
        ),
    )
}

/// N114: an expert to be called is not available.
pub(super) fn not_available(id: &str) -> Problem {
    problem(
        Severity::Error,
        "N114",
        "--add",
        id,
        bilingual!(
            "专家表注明本届不可参加",
            "The experts table says that this expert is not available"
        ),
        bilingual!(
            "若已可参加，请先改专家表「可参加」一栏；没有写出任何文件",
            "If that has changed, set available in the experts table first; nothing was written"
        ),
    )
}

/// N115: an expert to be called has a seat.
pub(super) fn has_a_seat(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N115",
        "--add",
        id,
        bilingual!(
            "在原方案中已有席位，不是新启用的专家",
            "This expert already has a seat in the plan and is not new"
        ),
        bilingual!("无须处理", "Nothing to do"),
    )
}

/// N105: a withdrawing expert had no seat.
pub(super) fn had_no_seat(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N105",
        "--withdraw",
        id,
        bilingual!(
            "在原方案中没有席位，退出不影响名单；以后也不再启用",
            "This expert had no seat in the plan, so the withdrawal changes nothing; the expert will not be called either"
        ),
        bilingual!("无须处理", "Nothing to do"),
    )
}

/// N106: a withdrawing expert or submission has already withdrawn.
pub(super) fn already_gone(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N106",
        "--withdraw",
        id,
        bilingual!(
            "先前已经退出，或表中已注明不能参加",
            "This expert or submission withdrew earlier, or the tables already say so"
        ),
        bilingual!("无须处理", "Nothing to do"),
    )
}

/// N107: a group without remaining members.
pub(super) fn group_emptied(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N107",
        "--withdraw",
        id,
        bilingual!(
            "该组原有组员全部不能参加，整组重新配置",
            "No member of the group is left: all its seats are filled again"
        ),
        bilingual!(
            "核对名单；若改动过大，可用 empanel form 重新组建",
            "Check the list; if this changes too much, form a new committee with empanel form"
        ),
    )
}

/// N108: a pin about somebody who withdrew.
pub(super) fn pin_dropped(file: &str, id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N108",
        file,
        id,
        bilingual!(
            "已退出或已不存在，相应的指定不再适用，本次不予考虑",
            "It withdrew or no longer exists; its pin is ignored this time"
        ),
        bilingual!(
            "无须处理；不再需要的指定可从指定表中删去",
            "Nothing to do; a pin that is no longer needed can be removed from the table"
        ),
    )
}

/// N109: experts who withdrew earlier stay out.
pub(super) fn stays_out(ids: &str) -> Problem {
    problem(
        Severity::Note,
        "N109",
        "plan.json",
        ids,
        bilingual!(
            "先前已退出，本次仍不启用",
            "Withdrew earlier and are not called this time"
        ),
        bilingual!(
            "若又可参加，请用 --readmit 指明编号",
            "Name them with --readmit if they can take part again"
        ),
    )
}

/// N110: the number of groups required by the rules is not the plan's.
pub(super) fn group_count(rules: &str, planned: usize, wanted: usize) -> Problem {
    problem(
        Severity::Warning,
        "N110",
        rules,
        &wanted.to_string(),
        bilingual!(
            "规则要求 {wanted} 个专业组，原方案有 {planned} 个；组数增减会带来大量变动",
            "The rules ask for {wanted} groups and the plan has {planned}: a different number of groups changes a great deal"
        ),
        bilingual!(
            "若非有意，请恢复 [groups] count",
            "If this was not intended, restore [groups] count"
        ),
    )
}

/// N121: an impossible change by hand.
pub(super) fn cannot(option: &str, id: &str, what: Bilingual) -> Problem {
    problem(
        Severity::Error,
        "N121",
        option,
        id,
        what,
        bilingual!(
            "核对编号与方案；没有写出任何文件",
            "Check the ids against the plan; nothing was written"
        ),
    )
}
