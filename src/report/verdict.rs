//! The quality of the plan and what is proven about it, in plain language.

use crate::bilingual;
use crate::model::Objective;
use crate::model::plan::{Plan, Status};
use crate::model::words::Bilingual;

/// Sentences about what is proven, the most important first.
pub fn sentences(plan: &Plan) -> Vec<Bilingual> {
    let mut all = vec![shortfalls(plan), total(plan)];
    if plan.rules.solve.objective == Objective::Maxmin {
        all.push(worst(plan));
        all.extend(price_of_fairness(plan));
    }
    all
}

/// The plans that the bound holds for, in brackets, if these are not all plans.
fn among(plan: &Plan) -> Bilingual {
    plan.quality
        .bound_groups
        .map_or_else(Bilingual::default, |groups| {
            bilingual!(
                "（限分为 {groups} 个专业组的方案：rules.toml 未定组数，由程序选定）",
                " (among plans with {groups} groups: rules.toml does not fix the number of groups, the program chose it)"
            )
        })
}

fn shortfalls(plan: &Plan) -> Bilingual {
    let count = plan.quality.coverage_shortfalls;
    match plan.quality.shortfalls_bound {
        _ if count == 0 => bilingual!(
            "所有申报的行业和质量方法均有评审专家覆盖，没有缺口。",
            "Every industry and quality domain of every submission is covered: there is no shortfall."
        ),
        Some(least) if least >= count => bilingual!(
            "共有 {count} 项覆盖缺口，已证明在现有专家库和规则下不可能更少。",
            "Coverage shortfalls: {count}. It is proven that fewer are impossible with this pool under these rules."
        ),
        Some(least) if least > 0 => bilingual!(
            "共有 {count} 项覆盖缺口；已证明其中至少 {least} 项在现有专家库和规则下无法避免。",
            "Coverage shortfalls: {count}. It is proven that at least {least} cannot be avoided with this pool under these rules."
        ),
        // An unavoidable number of 0 is not worth mentioning.
        Some(_) | None => bilingual!(
            "共有 {count} 项覆盖缺口，原因逐项列出。",
            "Coverage shortfalls: {count}, each with its reason."
        ),
    }
}

fn total(plan: &Plan) -> Bilingual {
    let total = plan.quality.total_score;
    let Some(bound) = plan.quality.bound else {
        return bilingual!(
            "总得分 {total:.4}。本次没有算出上限，因此不能说明与最优方案相差多少。",
            "Total score {total:.4}. No upper bound was computed, so the distance to the best plan is unknown."
        );
    };
    if plan.status == Status::Optimal && plan.rules.solve.objective == Objective::Total {
        return bilingual!(
            "总得分 {total:.4}，已证明最优：满足全部规则且缺口不多于本方案的任何方案，总得分都不会更高。",
            "Total score {total:.4}, proven optimal: no plan that meets every rule with as few shortfalls has a higher total."
        );
    }
    let gap = gap(plan).unwrap_or_default() * 100.0;
    let Bilingual { zh, en } = among(plan);
    bilingual!(
        "总得分 {total:.4}。已证明任何满足规则且缺口不多于本方案的方案{zh}都不会超过 {bound:.4}（上限），所以本方案与最好的可能结果相差不超过 {gap:.2}%；上限未必能达到，实际差距可能更小。",
        "Total score {total:.4}. It is proven that no plan that meets the rules with as few shortfalls{en} exceeds {bound:.4} (the upper bound), so this plan is within {gap:.2}% of the best possible; the bound may not be reachable, so the true distance may be smaller."
    )
}

/// What the estimated limit says. It is no sentence of what is proven.
pub(super) fn estimate(plan: &Plan) -> Option<Bilingual> {
    let estimate = plan.quality.estimated_bound.filter(|limit| *limit > 0.0)?;
    let gap = ((estimate - plan.quality.total_score) / estimate).max(0.0) * 100.0;
    Some(bilingual!(
        "按已找到的编组推算，总得分大约最多可达此数，本方案与它相差 {gap:.2}%。这是估计，未经证明；已证明的上限和差距另列。",
        "Judging by the groups found, about this total can be reached at most; this plan is {gap:.2}% below it. This is an estimate and not proven; the proven bound and gap are given apart from it."
    ))
}

fn worst(plan: &Plan) -> Bilingual {
    let worst = plan.quality.worst_score;
    match plan.quality.worst_bound {
        Some(bound) if bound - worst < 1e-6 => bilingual!(
            "得分最低的申报为 {worst:.4}，已证明缺口不多于本方案的任何方案都不能使最低一项更高。",
            "The worst submission scores {worst:.4}; it is proven that no plan with as few shortfalls has a higher worst score."
        ),
        Some(bound) => bilingual!(
            "得分最低的申报为 {worst:.4}；已证明缺口不多于本方案的任何方案，最低得分都不会超过 {bound:.4}。",
            "The worst submission scores {worst:.4}; it is proven that no plan with as few shortfalls has a worst score above {bound:.4}."
        ),
        None => bilingual!(
            "得分最低的申报为 {worst:.4}。",
            "The worst submission scores {worst:.4}."
        ),
    }
}

/// The cost and gain of lifting the worst submission, compared with the highest total of the same
/// run.
fn price_of_fairness(plan: &Plan) -> Option<Bilingual> {
    let other = plan.quality.price_of_fairness?;
    let (highest, under) = (other.highest_total, other.worst_under_it);
    let lost = highest - plan.quality.total_score;
    if lost <= 0.0 && other.shortfalls_under_it >= plan.quality.coverage_shortfalls {
        return Some(bilingual!(
            "公平的代价：未见代价。本次只求总得分最高时，找到的方案总得分 {highest:.4}、最低一项 {under:.4}，都不高于本方案。",
            "Price of fairness: none found. Maximizing the total only, this run found {highest:.4} with a worst submission of {under:.4}, neither better than in this plan."
        ));
    }
    let share = 100.0 * lost / highest.max(f64::MIN_POSITIVE);
    let won = plan.quality.worst_score - under;
    if other.shortfalls_under_it != plan.quality.coverage_shortfalls {
        let count = other.shortfalls_under_it;
        return Some(bilingual!(
            "公平的代价：只求总得分最高时，本次找到的方案总得分 {highest:.4}、最低一项 {under:.4}，但有 {count} 项缺口，不能直接相比。",
            "Price of fairness: maximizing the total only, this run found {highest:.4} with a worst submission of {under:.4}, but with shortfalls ({count}), so the two cannot be compared directly."
        ));
    }
    Some(bilingual!(
        "公平的代价：只求总得分最高时，本次找到 {highest:.4}（最低一项 {under:.4}）；本方案总得分少 {lost:.4}（{share:.2}%），最低一项多 {won:.4}。",
        "Price of fairness: maximizing the total only, this run found {highest:.4} (worst submission {under:.4}); in this plan the total is {lost:.4} lower ({share:.2}%) and the worst submission {won:.4} higher."
    ))
}

/// The gap recorded in the plan, or derived from its bound.
pub(super) fn gap(plan: &Plan) -> Option<f64> {
    let bound = plan.quality.bound?;
    let own = (bound > 0.0).then(|| ((bound - plan.quality.total_score) / bound).max(0.0));
    plan.quality.gap.or(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(count: usize, bound: Option<usize>) -> Plan {
        let text = r#"{"schema":"empanel/plan@1","status":"feasible",
"committee":{"chair":"","vice_chair":""},"groups":[],"reviews":[],"shortfalls":[],
"quality":{"total_score":0,"worst_score":0,"mean_score":0,"coverage_shortfalls":0}}"#;
        let mut plan: Plan = serde_json::from_str(text).expect("a plan");
        plan.quality.coverage_shortfalls = count;
        plan.quality.shortfalls_bound = bound;
        plan
    }

    #[test]
    fn an_estimate_says_that_it_is_none_of_what_is_proven() {
        let mut plan = plan(3, Some(2));
        assert_eq!(estimate(&plan), None);
        plan.quality.total_score = 475.0;
        plan.quality.bound = Some(525.0);
        let proven = sentences(&plan);
        plan.quality.estimated_bound = Some(500.0);
        assert_eq!(sentences(&plan), proven, "what is proven stays as it is");
        let words = estimate(&plan).expect("words");
        assert!(
            words.zh.contains("5.00%") && words.zh.contains("未经证明"),
            "{}",
            words.zh
        );
        assert!(
            words.en.contains("5.00%") && words.en.contains("not proven"),
            "{}",
            words.en
        );
    }

    #[test]
    fn a_bound_for_one_number_of_groups_alone_says_so() {
        let mut plan = plan(3, Some(2));
        plan.quality.bound = Some(4.0);
        let words = total(&plan);
        assert!(!words.zh.contains("个专业组") && !words.en.contains("among"));
        plan.quality.bound_groups = Some(11);
        let words = total(&plan);
        assert!(
            words.zh.contains("限分为 11 个专业组的方案"),
            "{}",
            words.zh
        );
        assert!(
            words.en.contains("among plans with 11 groups"),
            "{}",
            words.en
        );
    }

    #[test]
    fn what_is_proven_is_said_only_where_it_says_something() {
        let nothing = shortfalls(&plan(3, Some(0)));
        assert_eq!(nothing, shortfalls(&plan(3, None)));
        assert!(!nothing.zh.contains("至少 0"), "{}", nothing.zh);
        assert!(shortfalls(&plan(3, Some(2))).zh.contains("至少 2 项"));
        assert!(shortfalls(&plan(3, Some(3))).zh.contains("不可能更少"));
    }
}
