//! Problems with the days and times of a defence.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Problem, RULES_FILE};

/// An error about a key of the rules.
pub(crate) fn rule(
    code: &'static str,
    key: &str,
    value: impl ToString,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    let mut problem = Problem::of_file(code, RULES_FILE, value, what, action);
    problem.place.column = Some(key.to_owned());
    problem
}

pub(super) fn no_day(key: &str, value: &str) -> Problem {
    rule(
        "D101",
        key,
        value,
        bilingual!("不是日期", "This is not a valid date"),
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
        bilingual!("不是时刻", "This is not a valid time of day"),
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
            "Correct break_from and break_to"
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
            "At {minutes} minutes each, not even one submission fits into the {day} minutes of a day"
        ),
        bilingual!(
            "减少 minutes，或增加 minutes_per_day，或提早开始",
            "Lower minutes, raise minutes_per_day, or start earlier"
        ),
    )
}
