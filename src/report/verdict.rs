//! How good the plan is, and what is proven about it, in plain words.

use crate::bilingual;
use crate::model::Objective;
use crate::plan::{Plan, Status};
use crate::text::Bilingual;

/// The sentences that say what is proven, the most important first.
pub(super) fn sentences(plan: &Plan) -> Vec<Bilingual> {
    let mut all = vec![shortfalls(plan), total(plan)];
    if plan.rules.solve.objective == Objective::Maxmin {
        all.push(worst(plan));
    }
    all
}

fn shortfalls(plan: &Plan) -> Bilingual {
    let count = plan.quality.coverage_shortfalls;
    match plan.quality.shortfalls_bound {
        _ if count == 0 => bilingual!(
            "所有申报的行业和专业领域均有评审专家覆盖，没有缺口。",
            "Every industry and domain of every submission is covered: there is no shortfall."
        ),
        Some(least) if least >= count => bilingual!(
            "共有 {count} 项覆盖缺口，已证明在现有专家库和规则下不可能更少。",
            "Coverage shortfalls: {count}. It is proven that this pool under these rules cannot have fewer."
        ),
        Some(least) => bilingual!(
            "共有 {count} 项覆盖缺口；已证明其中至少 {least} 项在现有专家库和规则下无法避免。",
            "Coverage shortfalls: {count}. It is proven that at least {least} cannot be avoided with this pool under these rules."
        ),
        None => bilingual!(
            "共有 {count} 项覆盖缺口，原因逐项列出。",
            "Coverage shortfalls: {count}, each with its reason."
        ),
    }
}

fn total(plan: &Plan) -> Bilingual {
    let total = plan.quality.total_score;
    let Some(bound) = plan.quality.bound else {
        return bilingual!(
            "总得分 {total:.4}。本次没有求得上界，因此不能说明与最优方案相差多少。",
            "Total score {total:.4}. No bound was computed, so nothing can be said about the distance to the best plan."
        );
    };
    if plan.status == Status::Optimal && plan.rules.solve.objective == Objective::Total {
        return bilingual!(
            "总得分 {total:.4}，已证明最优：满足全部规则且缺口不多于本方案的任何方案，总得分都不会更高。",
            "Total score {total:.4}, proven optimal: no plan that keeps every rule with as few shortfalls has a higher total."
        );
    }
    let gap = gap(plan).unwrap_or_default() * 100.0;
    bilingual!(
        "总得分 {total:.4}。已证明任何满足规则的方案都不会超过 {bound:.4}（上界），所以本方案与最好的可能结果相差不超过 {gap:.2}%；上界未必能达到，实际差距可能更小。",
        "Total score {total:.4}. It is proven that no plan that keeps the rules exceeds {bound:.4} (the bound), so this plan is within {gap:.2}% of the best possible; the bound itself may be out of reach, so the true distance may be smaller."
    )
}

fn worst(plan: &Plan) -> Bilingual {
    let worst = plan.quality.worst_score;
    match plan.quality.worst_bound {
        Some(bound) => bilingual!(
            "得分最低的申报为 {worst:.4}；已证明任何方案的最低得分都不会超过 {bound:.4}。",
            "The worst submission scores {worst:.4}; it is proven that no plan lifts its worst above {bound:.4}."
        ),
        None => bilingual!(
            "得分最低的申报为 {worst:.4}。",
            "The worst submission scores {worst:.4}."
        ),
    }
}

/// The gap that the plan states, or that follows from its bound.
pub(super) fn gap(plan: &Plan) -> Option<f64> {
    let bound = plan.quality.bound?;
    let own = (bound > 0.0).then(|| ((bound - plan.quality.total_score) / bound).max(0.0));
    plan.quality.gap.or(own)
}
