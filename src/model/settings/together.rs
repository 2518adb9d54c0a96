//! Settings that cannot hold together, one function each.

use super::{Objective, Rules, ScoringRules, criteria};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Settings that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The setting to look at, `groups.min_members`.
    pub setting: &'static str,
    /// Its value.
    pub value: String,
    /// What cannot be.
    pub what: Bilingual,
    /// What to do about it.
    pub action: Bilingual,
}

/// Everything that may contradict itself.
const ALL: [fn(&Rules) -> Option<Contradiction>; 15] = [
    sizes,
    odd_sizes,
    more_reviewers_than_members,
    more_reviewers_than_a_small_group,
    submissions,
    industry_reviewers,
    domain_reviewers,
    loads,
    weights_of_criteria,
    weights,
    exchange,
    own_criteria,
    two_scales,
    tiers,
    trimmed,
];

/// Every contradiction of these rules.
pub fn contradictions(rules: &Rules) -> Vec<Contradiction> {
    ALL.iter().filter_map(|holds| holds(rules)).collect()
}

fn found(
    setting: &'static str,
    value: impl ToString,
    what: Bilingual,
    action: Bilingual,
) -> Option<Contradiction> {
    Some(Contradiction {
        setting,
        value: value.to_string(),
        what,
        action,
    })
}

fn sizes(rules: &Rules) -> Option<Contradiction> {
    let (least, most) = (rules.groups.min_members, rules.groups.max_members);
    if least <= most {
        return None;
    }
    found(
        "groups.min_members",
        least,
        bilingual!(
            "每组最少 {least} 人多于最多 {most} 人",
            "The fewest members of a group ({least}) exceed the most ({most})"
        ),
        bilingual!(
            "使 min_members 不大于 max_members",
            "Make min_members no larger than max_members"
        ),
    )
}

fn odd_sizes(rules: &Rules) -> Option<Contradiction> {
    let groups = &rules.groups;
    let only = groups.min_members;
    if !groups.odd_members || only != groups.max_members || only % 2 == 1 {
        return None;
    }
    found(
        "groups.odd_members",
        true,
        bilingual!(
            "人数必须为奇数，但每组只能是 {only} 人",
            "Groups must have an odd number of members but can only have {only}"
        ),
        bilingual!(
            "放宽人数范围，或设 odd_members = false",
            "Widen the range of sizes, or set odd_members = false"
        ),
    )
}

fn more_reviewers_than_members(rules: &Rules) -> Option<Contradiction> {
    let (each, most) = (rules.reviews.per_submission, rules.groups.max_members);
    if each <= most {
        return None;
    }
    found(
        "reviews.per_submission",
        each,
        bilingual!(
            "每项申报 {each} 名评审专家多于每组最多 {most} 人",
            "Each submission has {each} reviewers but a group at most {most} members"
        ),
        bilingual!(
            "减少 per_submission，或增大 max_members",
            "Lower per_submission, or raise max_members"
        ),
    )
}

fn more_reviewers_than_a_small_group(rules: &Rules) -> Option<Contradiction> {
    let (each, least) = (rules.reviews.per_submission, rules.groups.min_members);
    if each <= least || more_reviewers_than_members(rules).is_some() {
        return None;
    }
    found(
        "reviews.per_submission",
        each,
        bilingual!(
            "每项申报 {each} 名评审专家多于每组最少 {least} 人",
            "Each submission has {each} reviewers but a group may have only {least} members"
        ),
        bilingual!(
            "把 min_members 提高到至少 {each}",
            "Raise min_members to at least {each}"
        ),
    )
}

fn submissions(rules: &Rules) -> Option<Contradiction> {
    let groups = &rules.groups;
    let (fewest, highest) = (groups.min_submissions, groups.max_submissions);
    if highest == 0 || fewest <= highest {
        return None;
    }
    found(
        "groups.min_submissions",
        fewest,
        bilingual!(
            "每组最少 {fewest} 项申报多于最多 {highest} 项",
            "The fewest submissions of a group ({fewest}) exceed the most ({highest})"
        ),
        bilingual!(
            "使 min_submissions 不大于 max_submissions",
            "Make min_submissions no larger than max_submissions"
        ),
    )
}

fn industry_reviewers(rules: &Rules) -> Option<Contradiction> {
    let needed = rules.coverage.industry_reviewers;
    knowing(rules, "coverage.industry_reviewers", needed)
}

fn domain_reviewers(rules: &Rules) -> Option<Contradiction> {
    let needed = rules.coverage.domain_reviewers;
    knowing(rules, "coverage.domain_reviewers", needed)
}

/// More reviewers must know something than there are.
fn knowing(rules: &Rules, setting: &'static str, needed: u32) -> Option<Contradiction> {
    let each = rules.reviews.per_submission;
    if each == 0 || needed as usize <= each {
        return None;
    }
    let key = setting.split('.').next_back().unwrap_or(setting);
    found(
        setting,
        needed,
        bilingual!(
            "要求 {needed} 名评审专家熟悉，但每项申报只有 {each} 名评审专家",
            "{needed} reviewers must know it, but each submission has only {each}"
        ),
        bilingual!(
            "使 {key} 不大于 per_submission",
            "Make {key} no larger than per_submission"
        ),
    )
}

fn loads(rules: &Rules) -> Option<Contradiction> {
    let (least, most) = (rules.reviews.min_per_member, rules.reviews.max_per_expert);
    if least <= most {
        return None;
    }
    found(
        "reviews.min_per_member",
        least,
        bilingual!(
            "每名组员最少评审 {least} 项多于每名专家最多 {most} 项",
            "The fewest submissions of a member ({least}) exceed the most of one expert ({most})"
        ),
        bilingual!(
            "使 min_per_member 不大于 max_per_expert",
            "Make min_per_member no larger than max_per_expert"
        ),
    )
}

fn weights_of_criteria(rules: &Rules) -> Option<Contradiction> {
    let own = &rules.scoring;
    if [own.science, own.system, own.effect] != [0.0; 3] {
        return None;
    }
    found(
        "scoring.science",
        0,
        bilingual!(
            "三项遴选标准的权重都为 0，无法合计",
            "All three criteria have weight 0, so no total can be computed"
        ),
        bilingual!(
            "至少给一项大于 0 的权重",
            "Give at least one a weight above 0"
        ),
    )
}

fn weights(rules: &Rules) -> Option<Contradiction> {
    if [rules.score.industry, rules.score.domain] != [0.0; 2] {
        return None;
    }
    found(
        "score.industry",
        0,
        bilingual!(
            "行业与质量方法的权重都为 0，无法打分",
            "Both weights are 0, so no score can be computed"
        ),
        bilingual!(
            "至少给一项大于 0 的权重",
            "Give at least one a weight above 0"
        ),
    )
}

fn exchange(rules: &Rules) -> Option<Contradiction> {
    let more = rules.solve.extra_shortfalls;
    if more == 0 || rules.solve.objective == Objective::Total {
        return None;
    }
    found(
        "solve.extra_shortfalls",
        more,
        bilingual!(
            "多留缺口只能换取总得分，而目标是使得分最低的一项尽量高（maxmin）",
            "More shortfalls are allowed for a higher total, but the objective is the best worst submission (maxmin)"
        ),
        bilingual!(
            "设 extra_shortfalls = 0，或设 objective = \"total\"",
            "Set extra_shortfalls = 0, or objective = \"total\""
        ),
    )
}

fn own_criteria(rules: &Rules) -> Option<Contradiction> {
    let (value, what, action) = criteria::own(&rules.award.criteria).err()?;
    found("award.criteria", value, what, action)
}

/// Weights or a highest score for the three criteria of the measures, where others are used.
fn two_scales(rules: &Rules) -> Option<Contradiction> {
    criteria::own(&rules.award.criteria).ok().flatten()?;
    let (own, usual) = (&rules.scoring, ScoringRules::default());
    let set = [
        ("scoring.max_score", own.max_score, usual.max_score),
        ("scoring.science", own.science, usual.science),
        ("scoring.system", own.system, usual.system),
        ("scoring.effect", own.effect, usual.effect),
    ];
    // An exact comparison is safe: both numbers were written, not calculated.
    #[allow(clippy::float_cmp)]
    let (setting, value, _) = set.into_iter().find(|(_, own, usual)| own != usual)?;
    found(
        setting,
        value,
        bilingual!(
            "award.criteria 已给出各评分标准和满分，{setting} 不起作用",
            "award.criteria already gives the criteria and their points, so {setting} has no effect"
        ),
        bilingual!(
            "删去 {setting}，或删去 award.criteria",
            "Delete {setting}, or delete award.criteria"
        ),
    )
}

fn tiers(rules: &Rules) -> Option<Contradiction> {
    let (value, what, action) = super::tiers::tiers(&rules.award.tiers).err()?;
    found("award.tiers", value, what, action)
}

fn trimmed(rules: &Rules) -> Option<Contradiction> {
    let each = rules.reviews.per_submission;
    if !rules.award.trimmed_mean || each == 0 || each >= 3 {
        return None;
    }
    found(
        "award.trimmed_mean",
        true,
        bilingual!(
            "去掉最高分和最低分至少要 3 份评分，但每项申报只有 {each} 名评审专家",
            "Leaving out the highest and the lowest needs 3 scores, but each submission has only {each} reviewers"
        ),
        bilingual!(
            "把 per_submission 提高到至少 3，或删去 trimmed_mean",
            "Raise per_submission to at least 3, or delete trimmed_mean"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::{Value, setting};

    /// The settings that are named when these are set, the others at their defaults.
    fn named(set: &[(&str, f64)]) -> Vec<&'static str> {
        let mut rules = Rules::default();
        for (name, number) in set {
            let own = setting(name).expect("a setting");
            let whole = Value::Whole(*number as i128);
            assert!(own.set(&mut rules, &whole), "{name}");
        }
        let found = contradictions(&rules);
        for own in &found {
            assert!(setting(own.setting).is_some(), "{}", own.setting);
            assert!(!own.what.zh.is_empty() && !own.action.en.is_empty());
        }
        found.iter().map(|own| own.setting).collect()
    }

    #[test]
    fn each_is_found_where_it_is_and_only_there() {
        let (least, most) = ("groups.min_members", "groups.max_members");
        assert_eq!(named(&[(least, 9.0)]), Vec::<&str>::new());
        assert_eq!(named(&[(least, 11.0)]), [least]);
        assert_eq!(named(&[(least, 6.0), (most, 6.0)]), ["groups.odd_members"]);
        assert_eq!(named(&[(least, 7.0), (most, 7.0)]), Vec::<&str>::new());
        let each = "reviews.per_submission";
        assert_eq!(named(&[(each, 5.0)]), Vec::<&str>::new());
        // More than a small group has, and more than any has, are told once.
        assert_eq!(named(&[(each, 6.0)]), [each]);
        assert_eq!(named(&[(each, 10.0)]), [each]);
        let least = "reviews.min_per_member";
        assert_eq!(named(&[(least, 30.0)]), Vec::<&str>::new());
        assert_eq!(named(&[(least, 31.0)]), [least]);
        let few = "groups.min_submissions";
        assert_eq!(named(&[(few, 30.0)]), Vec::<&str>::new());
        assert_eq!(
            named(&[(few, 30.0), ("groups.max_submissions", 20.0)]),
            [few]
        );
        for knowing in ["coverage.industry_reviewers", "coverage.domain_reviewers"] {
            assert_eq!(named(&[(knowing, 3.0)]), Vec::<&str>::new());
            assert_eq!(named(&[(knowing, 4.0)]), [knowing]);
        }
        let (science, system) = ("scoring.science", "scoring.system");
        assert_eq!(named(&[(science, 0.0), (system, 0.0)]), Vec::<&str>::new());
        assert_eq!(
            named(&[(science, 0.0), (system, 0.0), ("scoring.effect", 0.0)]),
            [science]
        );
        assert_eq!(named(&[("score.industry", 0.0)]), Vec::<&str>::new());
        let mut rules = Rules::default();
        rules.award.trimmed_mean = true;
        assert_eq!(contradictions(&rules), []);
        rules.reviews.per_submission = 2;
        rules.award.tiers = "质量奖".to_owned();
        rules.award.criteria = "gbt19580".to_owned();
        rules.scoring.max_score = 10.0;
        let found = contradictions(&rules);
        let found: Vec<&str> = found.iter().map(|own| own.setting).collect();
        assert_eq!(
            found,
            ["scoring.max_score", "award.tiers", "award.trimmed_mean"]
        );
        assert_eq!(
            named(&[("score.industry", 0.0), ("score.domain", 0.0)]),
            ["score.industry"]
        );
        let more = "solve.extra_shortfalls";
        assert_eq!(named(&[(more, 2.0)]), Vec::<&str>::new());
        let mut rules = Rules::default();
        (rules.solve.extra_shortfalls, rules.solve.objective) = (2, Objective::Maxmin);
        let found = contradictions(&rules);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].setting, more);
    }
}
