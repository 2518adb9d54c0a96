//! Problems with the preparation of a defence.

use crate::bilingual;
use crate::model::second_round::problems::rule;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, RULES_FILE, Season, Severity};

/// Sets the file the rules were read from, which may not be the season's own.
pub(super) fn in_rules_of(season: &Season, mut problems: Vec<Problem>) -> Vec<Problem> {
    for problem in &mut problems {
        if problem.place.file == RULES_FILE {
            problem.place.file = season.rules_file().to_owned();
        }
    }
    problems
}

pub(super) fn no_room(days: usize, what: Bilingual, action: Bilingual) -> Problem {
    rule("D105", "defence.days", days, what, action)
}

/// A group that needs more days than there are.
pub(super) fn long_group(id: &str, size: usize, need: usize, days: usize) -> Problem {
    rule(
        "D105",
        "defence.days",
        days,
        bilingual!(
            "{id} 组有 {size} 项入围申报，需要连续 {need} 天，只有 {days} 天",
            "{id} has shortlisted submissions: {size}; it needs consecutive days: {need}, but there are only {days}"
        ),
        bilingual!(
            "增加日期、缩短每项时间，或不延续分组（continuity = 0）",
            "Add days, shorten the time for each submission, or do not continue the groups (continuity = 0)"
        ),
    )
}

pub(super) fn other_plan(shared: usize) -> Problem {
    Problem::of_file(
        "D106",
        "plan.json",
        shared,
        bilingual!(
            "资料评审方案与本届没有共同的申报",
            "The plan of the paper round and this season have no submission in common"
        ),
        bilingual!(
            "用 --from 指定本届的方案",
            "Name a plan of this season with --from"
        ),
    )
}

pub(super) fn not_reviewed(id: &str) -> Problem {
    Problem::of_file(
        "D107",
        "shortlist",
        id,
        bilingual!(
            "入围的申报 {id} 不在资料评审方案中",
            "The shortlisted submission {id} is not in the plan of the paper round"
        ),
        bilingual!(
            "核对入围名单与 --from 的方案",
            "Check the shortlist and the plan named with --from"
        ),
    )
}

pub(super) fn defence_plan() -> Problem {
    Problem::of_file(
        "D108",
        "plan.json",
        "",
        bilingual!(
            "--from 指定的已是答辩方案",
            "The plan named with --from is already a defence plan"
        ),
        bilingual!("指定资料评审的方案", "Name the plan of the paper round"),
    )
}

pub(super) fn shares(continuity: f64, fresh: f64) -> Problem {
    rule(
        "D109",
        "defence.fresh",
        fresh,
        bilingual!(
            "延续比例 {continuity} 与新人比例 {fresh} 之和超过 1",
            "The continuity share {continuity} and the share of newcomers {fresh} add up to more than 1"
        ),
        bilingual!("减少其中之一", "Lower one of them"),
    )
}

pub(super) fn too_many_groups(asked: usize, most: usize, why: Bilingual) -> Problem {
    let (zh, en) = (why.zh, why.en);
    rule(
        "D110",
        "defence.groups",
        asked,
        bilingual!(
            "要求 {asked} 个组，最多只能有 {most} 个：{zh}",
            "{asked} groups are requested, but at most {most} are possible: {en}"
        ),
        bilingual!(
            "减少 groups，或设为 0 由程序确定",
            "Lower groups, or set it to 0"
        ),
    )
}

/// No distribution allows all groups to be filled and led.
pub(super) fn no_distribution(tried: usize, all: bool, action: Bilingual) -> Problem {
    let (zh, en) = match all {
        true => ("全部", "all "),
        false => ("", ""),
    };
    rule(
        "D116",
        "defence.days",
        tried,
        bilingual!(
            "按专家的可参加日期，{zh} {tried} 种日期排法都不能使每组满员并有组长；下面是缺得最少的一种",
            "Given the days on which experts are available, no distribution of the days (tried: {en}{tried}) gives every group enough members and a leader; the one that lacks least is shown below"
        ),
        action,
    )
}

/// A group with too few free people in the distribution that lacks least. `busy` are people who
/// could sit in it if they were free: their number, and the first ids.
pub(super) fn few_free(
    id: &str,
    days: &str,
    (least, free, lack): (usize, usize, usize),
    busy: &(usize, String),
) -> Problem {
    let (count, ids) = busy;
    Problem::of_file(
        "D117",
        "experts",
        days,
        bilingual!(
            "{id} 组至少要 {least} 人；当天有空且可进该组的 {free} 人，与其他组分配后还缺 {lack} 人",
            "{id} needs at least {least} members; {free} are available that day and may join it, but after sharing them with other groups {lack} are still lacking"
        ),
        asked(lack, *count, ids),
    )
}

/// A group without an available leader.
pub(super) fn nobody_leads(id: &str, days: &str, free: usize, busy: &(usize, String)) -> Problem {
    let (count, ids) = busy;
    let what = match free {
        0 => bilingual!(
            "{id} 组没有一位可任组长的专家有空",
            "No expert who may lead {id} is available"
        ),
        _ => bilingual!(
            "{id} 组没有组长：有空的 {free} 位都要带别的组",
            "{id} has no leader: all {free} who are available must lead other groups"
        ),
    };
    Problem::of_file("D111", "experts", days, what, asked(1, *count, ids))
}

fn asked(lack: usize, count: usize, ids: &str) -> Bilingual {
    if count < lack {
        bilingual!(
            "即使没空的 {count} 人（{ids}）都来也不够：增加专家，或改变组数、人数",
            "Even with the {count} who are not available ({ids}) there are too few: add experts, or change the number or size of the groups"
        )
    } else {
        bilingual!(
            "请以下 {count} 人中的 {lack} 人腾出时间：{ids}",
            "Ask {lack} of these {count} experts to make time: {ids}"
        )
    }
}

/// The number of people who are free on a day.
pub(super) fn free_on_day(day: &str, count: usize, lead: usize) -> Problem {
    Problem {
        severity: Severity::Note,
        code: "D118",
        place: Place::file("experts"),
        value: day.to_owned(),
        what: bilingual!(
            "当天有空 {count} 人，其中可任组长 {lead} 人",
            "Available on this day: {count}, of whom {lead} may lead"
        ),
        action: bilingual!("供选择日期参考", "To help choose the days"),
    }
}

/// Experts who are free on none of the days.
pub(super) fn never_free(ids: &[&str]) -> Problem {
    let count = ids.len();
    let shown = ids.iter().take(8).copied().collect::<Vec<_>>().join(" ");
    Problem {
        severity: Severity::Note,
        code: "D112",
        place: Place::file("experts"),
        value: shown,
        what: bilingual!(
            "有 {count} 位专家在答辩的各天都没有空，本轮不参加",
            "Experts available on none of the days, who do not take part in this round: {count}"
        ),
        action: bilingual!(
            "如有误请更新“可参加日期”",
            "Update their available days if this is wrong"
        ),
    }
}

/// A chair or vice chair who is not free on these days, possibly on none.
pub(super) fn head_away(id: &str, days: &[String], all: bool) -> Problem {
    let (zh, en) = (days.join("、"), days.join(", "));
    let which = if all {
        bilingual!("{zh}（即全部日期）", "{en} (that is, on any of the days)")
    } else {
        bilingual!("{zh}", "{en}")
    };
    let (zh, en) = (which.zh, which.en);
    Problem {
        severity: Severity::Note,
        code: "D120",
        place: Place::file("experts"),
        value: id.to_owned(),
        what: bilingual!(
            "主任（副主任）委员 {id} 在答辩的这些日子没有空：{zh}",
            "The chair or vice chair {id} cannot come to the defence on {en}"
        ),
        action: bilingual!(
            "请其腾出时间并更新“可参加日期”，或改换日期，或用 pins 指定别的主任（副主任）委员",
            "Ask them to make time and update their available days, choose other days, or pin another chair or vice chair"
        ),
    }
}

/// Experts who withdrew in the paper round.
pub(super) fn gone(ids: &[String]) -> Problem {
    let count = ids.len();
    let shown: Vec<&str> = ids.iter().take(8).map(String::as_str).collect();
    Problem {
        severity: Severity::Note,
        code: "D115",
        place: Place::file("plan.json"),
        value: shown.join(" "),
        what: bilingual!(
            "有 {count} 位专家在资料评审中已退出，本轮也不参加",
            "Experts who withdrew in the paper round and do not take part in this one: {count}"
        ),
        action: bilingual!(
            "如可重新参加，先对资料评审方案运行 rerun --readmit",
            "If they can take part again, first run rerun --readmit on the plan of the paper round"
        ),
    }
}

/// A reviewer pinned by the office who cannot sit in the submission's group.
pub(super) fn pin_lost(expert: &str, submission: &str) -> Problem {
    Problem {
        severity: Severity::Warning,
        code: "D119",
        place: Place::file("pins"),
        value: format!("{expert} {submission}"),
        what: bilingual!(
            "指定 {expert} 评审 {submission}，但 {expert} 在该组答辩的日子没有空或不在该组，本轮不按此指定",
            "{expert} is pinned to review {submission} but is not available on the days of its group or is not in that group; the pin is not applied in this round"
        ),
        action: bilingual!(
            "请该专家腾出时间并更新“可参加日期”，或删去该指定",
            "Ask the expert to make time and update the available days, or remove the pin"
        ),
    }
}
