//! Ranges of rules, and rules that cannot hold together.

use super::{RulesFile, out_of_range};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::values::YEARS;
use crate::model::Rules;
use crate::model::words::Bilingual;

/// More than this many of anything is a slip of the pen.
const MANY: usize = 1_000_000;
/// More threads than any machine has use for.
const THREADS: usize = 4096;

/// Notes every value outside its range and every pair that contradicts itself.
pub(super) fn check(rules: &Rules, at: &RulesFile<'_>, findings: &mut Findings) {
    counts(rules, at, findings);
    fractions(rules, at, findings);
    years(rules, at, findings);
    contradictions(rules, at, findings);
}

fn counts(rules: &Rules, at: &RulesFile<'_>, findings: &mut Findings) {
    let groups = &rules.groups;
    let reviews = &rules.reviews;
    let balance = &rules.balance;
    let counts = [
        ("groups", "count", groups.count, 0),
        ("groups", "min_members", groups.min_members, 1),
        ("groups", "max_members", groups.max_members, 1),
        ("groups", "min_submissions", groups.min_submissions, 0),
        ("groups", "max_submissions", groups.max_submissions, 0),
        ("reviews", "per_submission", reviews.per_submission, 1),
        (
            "reviews",
            "max_per_expert",
            reviews.max_per_expert as usize,
            1,
        ),
        (
            "coverage",
            "industry_reviewers",
            rules.coverage.industry_reviewers as usize,
            0,
        ),
        (
            "coverage",
            "domain_reviewers",
            rules.coverage.domain_reviewers as usize,
            0,
        ),
        ("balance", "max_per_employer", balance.max_per_employer, 0),
        (
            "balance",
            "max_consecutive_years",
            balance.max_consecutive_years as usize,
            0,
        ),
        ("solve", "threads", rules.solve.threads, 0),
        ("defence", "groups", rules.defence.groups, 0),
        ("defence", "min_members", rules.defence.min_members, 0),
        ("defence", "max_members", rules.defence.max_members, 0),
        ("defence", "reviewers", rules.defence.reviewers, 0),
        ("defence", "rooms", rules.defence.rooms, 0),
        ("defence", "minutes", rules.defence.minutes, 1),
        (
            "defence",
            "minutes_per_day",
            rules.defence.minutes_per_day,
            1,
        ),
    ];
    for (section, key, value, least) in counts {
        let most = if key == "threads" { THREADS } else { MANY };
        if (least..=most).contains(&value) {
            continue;
        }
        let zh = format!(" {least} 到 {most} 之间的整数");
        let en = format!("a whole number from {least} to {most}");
        out_of_range(
            at.place(section, key),
            &value.to_string(),
            &zh,
            &en,
            findings,
        );
    }
}

fn fractions(rules: &Rules, at: &RulesFile<'_>, findings: &mut Findings) {
    let shares = [
        (
            "coverage",
            "industry_threshold",
            rules.coverage.industry_threshold,
        ),
        (
            "balance",
            "max_region_share",
            rules.balance.max_region_share,
        ),
        ("balance", "min_new_share", rules.balance.min_new_share),
        ("defence", "continuity", rules.defence.continuity),
        ("defence", "fresh", rules.defence.fresh),
    ];
    for (section, key, value) in shares {
        if !(0.0..=1.0).contains(&value) {
            out_of_range(
                at.place(section, key),
                &value.to_string(),
                " 0 到 1 之间的数",
                "a number from 0 to 1",
                findings,
            );
        }
    }
    for (key, value) in [
        ("industry", rules.score.industry),
        ("domain", rules.score.domain),
    ] {
        if !(0.0..=1e6).contains(&value) {
            out_of_range(
                at.place("score", key),
                &value.to_string(),
                "不小于 0 的数",
                "a number from 0 on",
                findings,
            );
        }
    }
    scoring(rules, at, findings);
    let limit = rules.solve.time_limit;
    if !(limit > 0.0 && limit <= 1e7) {
        out_of_range(
            at.place("solve", "time_limit"),
            &limit.to_string(),
            "大于 0 的秒数",
            "a number of seconds above 0",
            findings,
        );
    }
}

fn scoring(rules: &Rules, at: &RulesFile<'_>, findings: &mut Findings) {
    let own = &rules.scoring;
    let weights = [
        ("science", own.science),
        ("system", own.system),
        ("effect", own.effect),
    ];
    for (key, value) in weights {
        if !(0.0..=1e6).contains(&value) {
            out_of_range(
                at.place("scoring", key),
                &value.to_string(),
                "不小于 0 的数",
                "a number from 0 on",
                findings,
            );
        }
    }
    for (key, value) in [("max_score", own.max_score), ("outlier", own.outlier)] {
        if !(value > 0.0 && value <= 1e6) {
            out_of_range(
                at.place("scoring", key),
                &value.to_string(),
                "大于 0 的数",
                "a number above 0",
                findings,
            );
        }
    }
}

fn years(rules: &Rules, at: &RulesFile<'_>, findings: &mut Findings) {
    let conflicts = &rules.conflicts;
    if conflicts.year != 0 && !YEARS.contains(&conflicts.year) {
        let (first, last) = (YEARS.start(), YEARS.end());
        let zh = format!(" {first} 到 {last} 之间的年份（0 表示今年）");
        let en = format!("a year from {first} to {last} (0: this year)");
        out_of_range(
            at.place("conflicts", "year"),
            &conflicts.year.to_string(),
            &zh,
            &en,
            findings,
        );
    }
    if !(0..=100).contains(&conflicts.lookback_years) {
        let value = conflicts.lookback_years.to_string();
        out_of_range(
            at.place("conflicts", "lookback_years"),
            &value,
            " 0 到 100 之间的整数",
            "a whole number from 0 to 100",
            findings,
        );
    }
}

fn contradictions(rules: &Rules, at: &RulesFile<'_>, findings: &mut Findings) {
    let groups = &rules.groups;
    let (least, most, each) = (
        groups.min_members,
        groups.max_members,
        rules.reviews.per_submission,
    );
    let mut add = |section: &str, key: &str, value: String, what: Bilingual, action: Bilingual| {
        findings.add(
            ProblemCode::RulesContradict,
            at.place(section, key),
            value,
            what,
            action,
        );
    };
    if least > most {
        add(
            "groups",
            "min_members",
            least.to_string(),
            bilingual!(
                "每组最少 {least} 人多于最多 {most} 人",
                "The fewest members of a group, {least}, are more than the most, {most}"
            ),
            bilingual!(
                "使 min_members 不大于 max_members",
                "Make min_members no larger than max_members"
            ),
        );
    } else if groups.odd_members && least == most && least % 2 == 0 {
        add(
            "groups",
            "odd_members",
            "true".to_owned(),
            bilingual!(
                "人数必须为奇数，但每组只能是 {least} 人",
                "Groups must be odd but can only have {least} members"
            ),
            bilingual!(
                "放宽人数范围，或设 odd_members = false",
                "Widen the sizes, or set odd_members = false"
            ),
        );
    }
    if each > most {
        add(
            "reviews",
            "per_submission",
            each.to_string(),
            bilingual!(
                "每项申报 {each} 名评审人多于每组最多 {most} 人",
                "Each submission has {each} reviewers but a group at most {most} members"
            ),
            bilingual!(
                "减少 per_submission，或增大 max_members",
                "Lower per_submission, or raise max_members"
            ),
        );
    } else if each > least {
        add(
            "reviews",
            "per_submission",
            each.to_string(),
            bilingual!(
                "每项申报 {each} 名评审人多于每组最少 {least} 人",
                "Each submission has {each} reviewers but a group may have only {least} members"
            ),
            bilingual!(
                "把 min_members 提高到至少 {each}",
                "Raise min_members to at least {each}"
            ),
        );
    }
    let (fewest, highest) = (groups.min_submissions, groups.max_submissions);
    if highest > 0 && fewest > highest {
        add(
            "groups",
            "min_submissions",
            fewest.to_string(),
            bilingual!(
                "每组最少 {fewest} 项申报多于最多 {highest} 项",
                "The fewest submissions of a group, {fewest}, are more than the most, {highest}"
            ),
            bilingual!(
                "使 min_submissions 不大于 max_submissions",
                "Make min_submissions no larger than max_submissions"
            ),
        );
    }
    for (key, needed) in [
        ("industry_reviewers", rules.coverage.industry_reviewers),
        ("domain_reviewers", rules.coverage.domain_reviewers),
    ] {
        if each > 0 && needed as usize > each {
            add(
                "coverage",
                key,
                needed.to_string(),
                bilingual!(
                    "要求 {needed} 名评审人熟悉，但每项申报只有 {each} 名评审人",
                    "It must be known by {needed} of the reviewers, but each submission has only {each}"
                ),
                bilingual!(
                    "使 {key} 不大于 per_submission",
                    "Make {key} no larger than per_submission"
                ),
            );
        }
    }
    let criteria = [
        rules.scoring.science,
        rules.scoring.system,
        rules.scoring.effect,
    ];
    if criteria.iter().all(|weight| *weight == 0.0) {
        add(
            "scoring",
            "science",
            "0".to_owned(),
            bilingual!(
                "三项遴选标准的权重都为 0，无法合计",
                "All three criteria have weight 0, so nothing can be summed"
            ),
            bilingual!(
                "至少给一项大于 0 的权重",
                "Give at least one a weight above 0"
            ),
        );
    }
    let weights = [rules.score.industry, rules.score.domain];
    if weights.iter().all(|weight| *weight == 0.0) {
        add(
            "score",
            "industry",
            "0".to_owned(),
            bilingual!(
                "行业与质量方法的权重都为 0，无法打分",
                "Both weights are 0, so nothing can be scored"
            ),
            bilingual!(
                "至少给一项大于 0 的权重",
                "Give at least one a weight above 0"
            ),
        );
    }
}
