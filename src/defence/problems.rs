//! What can be wrong with a defence, in words.

use crate::bilingual;
use crate::model::{Place, Problem, Severity};
use crate::text::Bilingual;

fn error(
    code: &'static str,
    place: &str,
    value: impl ToString,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity: Severity::Error,
        code,
        place: Place::file(place),
        value: value.to_string(),
        what,
        action,
    }
}

fn rule(
    code: &'static str,
    key: &str,
    value: impl ToString,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    let mut problem = error(code, "rules.toml", value, what, action);
    problem.place.column = Some(key.to_owned());
    problem
}

pub(super) fn no_day(key: &str, value: &str) -> Problem {
    rule(
        "D101",
        key,
        value,
        bilingual!("不是日期", "This is no day"),
        bilingual!(
            "写成 days = \"2026-10-12；2026-10-13\"",
            "Write days = \"2026-10-12; 2026-10-13\""
        ),
    )
}

pub(super) fn no_time(key: &str, value: &str) -> Problem {
    rule(
        "D102",
        key,
        value,
        bilingual!("不是时刻", "This is no time of day"),
        bilingual!("写成 09:00", "Write 09:00"),
    )
}

pub(super) fn break_reversed(from: &str, to: &str) -> Problem {
    rule(
        "D103",
        "defence.break_to",
        to,
        bilingual!(
            "午休 {to} 结束，早于开始的 {from}",
            "The break ends at {to}, before it begins at {from}"
        ),
        bilingual!(
            "改正 break_from 与 break_to",
            "Mend break_from and break_to"
        ),
    )
}

pub(super) fn day_too_short(minutes: usize, day: usize) -> Problem {
    rule(
        "D104",
        "defence.minutes",
        minutes,
        bilingual!(
            "每项 {minutes} 分钟，一天 {day} 分钟内排不下一项",
            "At {minutes} minutes each, not one submission fits the {day} minutes of a day"
        ),
        bilingual!(
            "减少 minutes，或增加 minutes_per_day，或提早开始",
            "Lower minutes, raise minutes_per_day, or begin earlier"
        ),
    )
}

pub(super) fn too_few_days(groups: usize, room: usize, days: usize) -> Problem {
    rule(
        "D105",
        "defence.days",
        days,
        bilingual!(
            "{groups} 个组需要的场次多于 {days} 天里排得下的 {room} 个组",
            "{groups} group(s) are needed, but {days} day(s) have room for {room}"
        ),
        bilingual!(
            "增加日期或会场（rooms），或缩短每项时间",
            "Add days or rooms, or take less time for each submission"
        ),
    )
}

pub(super) fn other_plan(shared: usize) -> Problem {
    error(
        "D106",
        "plan.json",
        shared,
        bilingual!(
            "资料评审方案与本赛季没有共同的申报",
            "The plan of the paper round has no submission of this season"
        ),
        bilingual!(
            "用 --from 指定本赛季的方案",
            "Name a plan of this season with --from"
        ),
    )
}

pub(super) fn not_reviewed(id: &str) -> Problem {
    error(
        "D107",
        "shortlist",
        id,
        bilingual!(
            "入围的申报 {id} 不在资料评审方案中",
            "The shortlisted submission {id} is not in the plan of the paper round"
        ),
        bilingual!(
            "核对入围名单与 --from 的方案",
            "Check the shortlist and the plan of --from"
        ),
    )
}

pub(super) fn defence_plan() -> Problem {
    error(
        "D108",
        "plan.json",
        "",
        bilingual!(
            "--from 指定的已是答辩方案",
            "The plan of --from is one of the defence already"
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
            "The shares of continuity {continuity} and fresh eyes {fresh} sum to more than 1"
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
            "{asked} groups are asked for, at most {most} can be: {en}"
        ),
        bilingual!(
            "减少 groups，或设为 0 由程序确定",
            "Lower groups, or set it to 0"
        ),
    )
}

pub(super) fn nobody_free(days: &str) -> Problem {
    error(
        "D111",
        "experts",
        days,
        bilingual!(
            "在 {days} 没有一位可任组长的专家有空",
            "On {days} not one expert who may lead is free"
        ),
        bilingual!(
            "改换答辩日期，或更新专家的“可参加日期”",
            "Choose other days, or update the free days of the experts"
        ),
    )
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
            "{count} expert(s) are free on none of the days and take no part in this round"
        ),
        action: bilingual!(
            "如有误请更新“可参加日期”",
            "Update their free days if that is wrong"
        ),
    }
}
