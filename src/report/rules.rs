//! The rules a plan was made under, in words.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{ConflictPolicy, Objective, Rules};

/// One setting: its key in rules.toml, what it means, its value.
pub(super) struct Setting {
    pub(super) key: &'static str,
    pub(super) meaning: Bilingual,
    pub(super) value: Bilingual,
}

/// Lists every setting, in the order of rules.toml; those of the year's other steps come last.
pub(super) fn settings(rules: &Rules) -> Vec<Setting> {
    let mut all = groups(rules);
    all.extend(reviews(rules));
    all.extend(conflicts(rules));
    all.extend(balance(rules));
    all.extend(solve(rules));
    all.extend(super::year_rules::settings(rules));
    all
}

pub(super) fn setting(key: &'static str, meaning: Bilingual, value: Bilingual) -> Setting {
    Setting {
        key,
        meaning,
        value,
    }
}

pub(super) fn same(value: impl ToString) -> Bilingual {
    Bilingual::same(value.to_string())
}

fn yes(value: bool) -> Bilingual {
    match value {
        true => bilingual!("是", "yes"),
        false => bilingual!("否", "no"),
    }
}

/// A number for which 0 says something else.
pub(super) fn or_zero(value: usize, zero: Bilingual) -> Bilingual {
    if value == 0 { zero } else { same(value) }
}

pub(super) fn chosen() -> Bilingual {
    bilingual!("自动确定", "chosen by the program")
}

pub(super) fn no_cap() -> Bilingual {
    bilingual!("不限", "no limit")
}

pub(super) fn share(value: f64) -> Bilingual {
    if value == 0.0 {
        return no_cap();
    }
    let percent = value * 100.0;
    Bilingual::same(format!("{percent:.0}%"))
}

fn groups(rules: &Rules) -> Vec<Setting> {
    let own = &rules.groups;
    vec![
        setting(
            "groups.count",
            bilingual!("专业组数", "Number of groups"),
            or_zero(own.count, chosen()),
        ),
        setting(
            "groups.min_members",
            bilingual!("每组最少人数（含组长）", "Fewest members, leader included"),
            same(own.min_members),
        ),
        setting(
            "groups.max_members",
            bilingual!("每组最多人数（含组长）", "Most members, leader included"),
            same(own.max_members),
        ),
        setting(
            "groups.odd_members",
            bilingual!("组员人数须为单数", "Odd number of members"),
            yes(own.odd_members),
        ),
        setting(
            "groups.min_submissions",
            bilingual!("每组最少申报数", "Fewest submissions of a group"),
            or_zero(own.min_submissions, chosen()),
        ),
        setting(
            "groups.max_submissions",
            bilingual!("每组最多申报数", "Most submissions of a group"),
            or_zero(own.max_submissions, chosen()),
        ),
        setting(
            "groups.chairs_in_groups",
            bilingual!("正副主任委员可兼任组员", "Chairs may sit in a group"),
            yes(own.chairs_in_groups),
        ),
    ]
}

fn reviews(rules: &Rules) -> Vec<Setting> {
    let Rules {
        reviews,
        coverage,
        score,
        ..
    } = rules;
    vec![
        setting(
            "reviews.per_submission",
            bilingual!("每项申报的评审专家数", "Reviewers of each submission"),
            same(reviews.per_submission),
        ),
        setting(
            "reviews.max_per_expert",
            bilingual!("每名专家最多评审项数", "Most submissions of one expert"),
            same(reviews.max_per_expert),
        ),
        setting(
            "coverage.industry_reviewers",
            bilingual!(
                "每项至少几名评审专家熟悉其行业",
                "Reviewers that must know the industry"
            ),
            same(coverage.industry_reviewers),
        ),
        setting(
            "coverage.industry_threshold",
            bilingual!(
                "行业匹配达到多少视为熟悉",
                "Industry match that counts as knowing it"
            ),
            same(coverage.industry_threshold),
        ),
        setting(
            "coverage.domain_reviewers",
            bilingual!(
                "每个专业领域至少几名评审专家具备",
                "Reviewers that must have each domain"
            ),
            same(coverage.domain_reviewers),
        ),
        setting(
            "score.industry",
            bilingual!("得分中行业匹配的权重", "Weight of the industry match"),
            same(score.industry),
        ),
        setting(
            "score.domain",
            bilingual!("得分中专业领域匹配的权重", "Weight of the domain match"),
            same(score.domain),
        ),
    ]
}

fn policy(policy: ConflictPolicy) -> Bilingual {
    match policy {
        ConflictPolicy::Bar => bilingual!("整组回避", "bar: not in the group"),
        ConflictPolicy::Recuse => bilingual!("单项回避", "recuse: does not review it"),
        ConflictPolicy::Off => bilingual!("不回避", "off"),
    }
}

fn conflicts(rules: &Rules) -> Vec<Setting> {
    let own = &rules.conflicts;
    vec![
        setting(
            "conflicts.employer",
            bilingual!(
                "任职单位是申报单位或属同一集团",
                "Employer is the applicant, or of its corporate family"
            ),
            policy(own.employer),
        ),
        setting(
            "conflicts.former_employer",
            bilingual!("曾在申报单位任职", "Former employer is the applicant"),
            policy(own.former_employer),
        ),
        setting(
            "conflicts.advises",
            bilingual!("为申报单位提供咨询辅导", "Advises the applicant"),
            policy(own.advises),
        ),
        setting(
            "conflicts.director_or_shareholder",
            bilingual!(
                "在申报单位任董监高或持股",
                "Director or shareholder of the applicant"
            ),
            policy(own.director_or_shareholder),
        ),
        setting(
            "conflicts.kin",
            bilingual!(
                "亲属与申报单位有上述关系",
                "A relative is tied to the applicant by any of the above"
            ),
            policy(own.kin),
        ),
        setting(
            "conflicts.declared",
            bilingual!("本人申报回避", "Declared by the expert"),
            policy(own.declared),
        ),
        setting(
            "conflicts.competitor",
            bilingual!(
                "任职单位与申报单位有竞争或供应关系",
                "Employer competes with, supplies or buys from the applicant"
            ),
            policy(own.competitor),
        ),
        setting(
            "conflicts.recommender",
            bilingual!(
                "任职单位是该项的推荐单位",
                "Employer is the recommending unit"
            ),
            policy(own.recommender),
        ),
        setting(
            "conflicts.region",
            bilingual!("与申报单位同地区", "Same region as the applicant"),
            policy(own.region),
        ),
        setting(
            "conflicts.lookback_years",
            bilingual!(
                "已结束的关系仍计入的年数",
                "Years that an ended relation still counts"
            ),
            same(own.lookback_years),
        ),
        setting(
            "conflicts.year",
            bilingual!("年度", "Year of the season"),
            same(own.year),
        ),
    ]
}

fn balance(rules: &Rules) -> Vec<Setting> {
    let own = &rules.balance;
    let consecutive = own.max_consecutive_years as usize;
    vec![
        setting(
            "balance.max_per_employer",
            bilingual!(
                "同组同单位最多人数",
                "Most members of one employer in a group"
            ),
            or_zero(own.max_per_employer, no_cap()),
        ),
        setting(
            "balance.max_region_share",
            bilingual!(
                "同组同地区最大比例",
                "Largest share of one region in a group"
            ),
            share(own.max_region_share),
        ),
        setting(
            "balance.min_new_share",
            bilingual!("首次参评专家最低比例", "Smallest share of newcomers"),
            share(own.min_new_share),
        ),
        setting(
            "balance.max_consecutive_years",
            bilingual!("最多连续参评年数", "Most years in a row"),
            or_zero(consecutive, no_cap()),
        ),
    ]
}

fn solve(rules: &Rules) -> Vec<Setting> {
    let own = &rules.solve;
    let objective = match own.objective {
        Objective::Total => bilingual!("总得分最高", "highest total score"),
        Objective::Maxmin => bilingual!("得分最低的申报尽量高", "best worst submission"),
    };
    let limit = own.time_limit;
    vec![
        setting(
            "solve.objective",
            bilingual!(
                "缺口最少之后的目标",
                "Objective after the fewest shortfalls"
            ),
            objective,
        ),
        setting(
            "solve.time_limit",
            bilingual!("求解时限", "Time limit"),
            bilingual!("{limit} 秒", "{limit} s"),
        ),
        setting(
            "solve.seed",
            bilingual!("随机种子", "Random seed"),
            same(own.seed),
        ),
    ]
}
