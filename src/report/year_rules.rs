//! The settings of the year's other steps: form check, scoring, defence.

use super::rules::{Setting, chosen, no_cap, or_zero, same, setting, share};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rules, ScreenPolicy};

/// Lists the settings of `[screen]`, `[scoring]` and `[defence]`.
pub(super) fn settings(rules: &Rules) -> Vec<Setting> {
    let mut all = screen(rules);
    all.extend(scoring(rules));
    all.extend(defence(rules));
    all
}

fn policy(policy: ScreenPolicy) -> Bilingual {
    match policy {
        ScreenPolicy::Must => bilingual!("必须（不符合则不通过）", "must: else it fails"),
        ScreenPolicy::Tell => bilingual!("仅提示", "told only"),
        ScreenPolicy::Off => bilingual!("不查", "off"),
    }
}

fn screen(rules: &Rules) -> Vec<Setting> {
    let own = &rules.screen;
    let all = [
        (
            "screen.legal_person",
            bilingual!("形式审查：独立法人", "Form check: legal person"),
            own.legal_person,
        ),
        (
            "screen.profitable",
            bilingual!("形式审查：近三年盈利", "Form check: profit in three years"),
            own.profitable,
        ),
        (
            "screen.no_breach",
            bilingual!("形式审查：无违法违规", "Form check: no serious breach"),
            own.no_breach,
        ),
        (
            "screen.mature",
            bilingual!("形式审查：成熟应用", "Form check: method in mature use"),
            own.mature,
        ),
        (
            "screen.consents",
            bilingual!("形式审查：同意分享", "Form check: consents to share"),
            own.consents,
        ),
        (
            "screen.duplicates",
            bilingual!("形式审查：重复申报", "Form check: duplicates"),
            own.duplicates,
        ),
        (
            "screen.quota",
            bilingual!("形式审查：推荐名额", "Form check: quotas"),
            own.quota,
        ),
    ];
    let all = all.into_iter();
    all.map(|(key, meaning, value)| setting(key, meaning, policy(value)))
        .collect()
}

fn scoring(rules: &Rules) -> Vec<Setting> {
    let own = &rules.scoring;
    vec![
        setting(
            "scoring.max_score",
            bilingual!("每项标准的满分", "Highest score of a criterion"),
            same(own.max_score),
        ),
        setting(
            "scoring.science",
            bilingual!(
                "科学性和创新性的权重（按三者之和折算）",
                "Weight of science and innovation (in proportion to the sum)"
            ),
            same(own.science),
        ),
        setting(
            "scoring.system",
            bilingual!("系统性和示范性的权重", "Weight of system and demonstration"),
            same(own.system),
        ),
        setting(
            "scoring.effect",
            bilingual!("显效性和发展性的权重", "Weight of effect and development"),
            same(own.effect),
        ),
        setting(
            "scoring.outlier",
            bilingual!(
                "偏离模型多少倍残差视为离群评分",
                "Residuals beyond which a score is an outlier"
            ),
            same(own.outlier),
        ),
    ]
}

fn defence(rules: &Rules) -> Vec<Setting> {
    let own = &rules.defence;
    let paper = || bilingual!("同资料评审", "as in the paper round");
    let text = |value: &str, empty: Bilingual| match value.trim() {
        "" => empty,
        own => Bilingual::same(own),
    };
    let (from, to) = (&own.break_from, &own.break_to);
    vec![
        setting(
            "defence.groups",
            bilingual!("答辩：专业组数", "Defence: number of groups"),
            or_zero(own.groups, chosen()),
        ),
        setting(
            "defence.min_members",
            bilingual!("答辩：每组最少人数", "Defence: fewest members"),
            or_zero(own.min_members, paper()),
        ),
        setting(
            "defence.max_members",
            bilingual!("答辩：每组最多人数", "Defence: most members"),
            or_zero(own.max_members, paper()),
        ),
        setting(
            "defence.reviewers",
            bilingual!(
                "答辩：每项评审专家数",
                "Defence: reviewers of each submission"
            ),
            or_zero(own.reviewers, paper()),
        ),
        setting(
            "defence.rooms",
            bilingual!("答辩：会场数", "Defence: rooms"),
            or_zero(own.rooms, no_cap()),
        ),
        setting(
            "defence.days",
            bilingual!("答辩：日期", "Defence: days"),
            text(&own.days, bilingual!("一天，未定日期", "one day, no date")),
        ),
        setting(
            "defence.minutes",
            bilingual!("答辩：每项分钟数", "Defence: minutes of a submission"),
            same(own.minutes),
        ),
        setting(
            "defence.minutes_per_day",
            bilingual!("答辩：每组每天最多分钟数", "Defence: most minutes of a day"),
            same(own.minutes_per_day),
        ),
        setting(
            "defence.start",
            bilingual!("答辩：每天开始时刻", "Defence: when a day begins"),
            same(&own.start),
        ),
        setting(
            "defence.break_from, break_to",
            bilingual!("答辩：午休", "Defence: midday break"),
            match from.trim() {
                "" => bilingual!("无", "none"),
                _ => Bilingual::same(format!("{from}–{to}")),
            },
        ),
        setting(
            "defence.continuity",
            bilingual!(
                "答辩：参加过资料评审者的最低比例（大于 0 时延续分组）",
                "Defence: least share of people of the paper round (above 0: groups continue)"
            ),
            share(own.continuity),
        ),
        setting(
            "defence.fresh",
            bilingual!(
                "答辩：未参加资料评审者的最低比例",
                "Defence: least share of people who took no part before"
            ),
            share(own.fresh),
        ),
    ]
}
