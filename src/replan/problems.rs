//! What may be wrong with a request, in words.

use crate::bilingual;
use crate::model::{Place, Problem, Severity};
use crate::text::Bilingual;

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

/// N101: the plan and the season have nothing in common.
pub(super) fn other_season(season: &str) -> Problem {
    problem(
        Severity::Error,
        "N101",
        "plan.json",
        "",
        bilingual!(
            "方案里的专家和申报没有一个在赛季 {season} 中，这不是本赛季的方案",
            "None of the plan's experts and submissions is in the season {season}: the plan is of another season"
        ),
        bilingual!("请指定本赛季的方案文件", "Name a plan of this season"),
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
            "Form a committee with empanel form, or put an earlier version back with empanel undo"
        ),
    )
}

/// N103: somebody or something stands in the plan twice.
pub(super) fn twice(id: &str) -> Problem {
    problem(
        Severity::Error,
        "N103",
        "plan.json",
        id,
        bilingual!(
            "在方案里出现在两个位置，无法判断以哪个为准",
            "Stands in two places of the plan; nobody can tell which one holds"
        ),
        bilingual!(
            "改正方案文件，或用 empanel undo 恢复先前的版本",
            "Mend the plan, or put an earlier version back with empanel undo"
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
            "本赛季的专家、申报和专业组中都没有这个编号",
            "No expert, submission or group of the season has this id"
        ),
        bilingual!(
            "检查编号（大小写与前导零都要一致）；没有写出任何文件",
            "Check the id (case and leading zeros matter); nothing was written"
        ),
    )
}

/// N112: `--add` names nobody of the experts table.
pub(super) fn unknown_expert(option: &str, id: &str) -> Problem {
    problem(
        Severity::Error,
        "N112",
        option,
        id,
        bilingual!(
            "专家表中没有这个编号，无法启用",
            "No expert of the table has this id, so nobody can be called"
        ),
        bilingual!(
            "先在专家表中登记，再用 --add 指明编号；没有写出任何文件",
            "Enter the expert in the table first, then name the id with --add; nothing was written"
        ),
    )
}

/// N113: somebody is to be called and to withdraw.
pub(super) fn added_and_withdrawn(id: &str) -> Problem {
    problem(
        Severity::Error,
        "N113",
        "--add",
        id,
        bilingual!(
            "同时写在 --add 和 --withdraw 中，无法判断以哪个为准",
            "Stands in --add and in --withdraw; nobody can tell which one holds"
        ),
        bilingual!(
            "只保留其中一个；没有写出任何文件",
            "Keep one of them; nothing was written"
        ),
    )
}

/// N114: who is to be called cannot take part.
pub(super) fn not_available(id: &str) -> Problem {
    problem(
        Severity::Error,
        "N114",
        "--add",
        id,
        bilingual!(
            "专家表注明本季不可参加",
            "The experts table says that this expert is not available"
        ),
        bilingual!(
            "若已可参加，请先改专家表「可参加」一栏；没有写出任何文件",
            "If that has changed, set available in the experts table first; nothing was written"
        ),
    )
}

/// N115: who is to be called has a seat.
pub(super) fn has_a_seat(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N115",
        "--add",
        id,
        bilingual!(
            "在原方案中已有席位，不是新启用的专家",
            "Has a seat in the plan already: nobody new"
        ),
        bilingual!("无须处理", "Nothing to do"),
    )
}

/// N105: who withdraws had no seat.
pub(super) fn had_no_seat(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N105",
        "--withdraw",
        id,
        bilingual!(
            "在原方案中没有席位，退出不影响名单；以后也不再启用",
            "Had no seat in the plan, so nothing changes by it; will not be called either"
        ),
        bilingual!("无须处理", "Nothing to do"),
    )
}

/// N106: who withdraws is gone already.
pub(super) fn already_gone(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N106",
        "--withdraw",
        id,
        bilingual!(
            "先前已经退出，或表中已注明不能参加",
            "Withdrew before, or the tables say so already"
        ),
        bilingual!("无须处理", "Nothing to do"),
    )
}

/// N107: nobody is left in a group.
pub(super) fn group_emptied(id: &str) -> Problem {
    problem(
        Severity::Warning,
        "N107",
        "--withdraw",
        id,
        bilingual!(
            "该组原有成员全部不能参加，整组重新配置",
            "Nobody of the group is left: all its seats are filled anew"
        ),
        bilingual!(
            "核对名单；若改动过大，可用 empanel form 重新组建",
            "Check the list; where that changes too much, form a new committee with empanel form"
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
            "Withdrew or exists no more; the pin about it is left aside"
        ),
        bilingual!(
            "从指定表中删去相应的行，否则 empanel verify 会指出",
            "Take the row out of the pins, or empanel verify will point at it"
        ),
    )
}

/// N109: somebody who withdrew earlier stays out.
pub(super) fn stays_out(ids: &str) -> Problem {
    problem(
        Severity::Note,
        "N109",
        "plan.json",
        ids,
        bilingual!("先前已退出，本次仍不启用", "Withdrew earlier and stay out"),
        bilingual!(
            "若又可参加，请用 --readmit 指明编号",
            "Name them with --readmit if they can take part again"
        ),
    )
}

/// N110: the number of groups that the rules ask for is not the plan's.
pub(super) fn group_count(rules: &str, planned: usize, wanted: usize) -> Problem {
    problem(
        Severity::Warning,
        "N110",
        rules,
        &wanted.to_string(),
        bilingual!(
            "规则要求 {wanted} 个专业组，原方案有 {planned} 个；多出或缺少的组会带来大量变动",
            "The rules ask for {wanted} groups and the plan has {planned}: the difference changes much"
        ),
        bilingual!(
            "若非有意，请恢复 [groups] count",
            "Put [groups] count back if that was not meant"
        ),
    )
}

/// N111: a leader who is no member.
pub(super) fn strange_leader(group: &str, leader: &str) -> Problem {
    problem(
        Severity::Warning,
        "N111",
        "plan.json",
        leader,
        bilingual!(
            "方案写其任 {group} 组长，但其不是该组成员；按没有组长处理",
            "The plan says it leads {group} but does not seat it there: the group counts as without leader"
        ),
        bilingual!("核对方案文件", "Check the plan"),
    )
}

/// N121: a change by hand that cannot be made.
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
