//! R20: quality figures, shortfalls and recused members tell the truth.

use super::{Figures, Rule, Violation, pins, view::View};
use crate::bilingual;
use crate::model::plan::{Shortfall, ShortfallKind, Status};
use crate::model::words::Bilingual;
use crate::model::{ConflictPolicy, Objective};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Figures may differ from the truth by this, relative to their size where that is above 1.
const TOLERANCE: f64 = 1e-6;
/// Sums below this are compared as if they were of this size: 0 has no relative distance.
const LEAST_SUM: f64 = 0.01;

pub(super) fn check(view: &View, figures: &Figures, found: &mut Vec<Violation>) {
    check_scores(view, figures, found);
    check_bounds(view, figures, found);
    check_status(view, figures, found);
    check_shortfalls(view, figures, found);
    check_exchange(view, figures, found);
    check_recused(view, found);
}

/// Written so that a figure that is not a number never agrees.
fn agrees(told: f64, truth: f64) -> bool {
    (told - truth).abs() <= TOLERANCE * truth.abs().max(1.0)
}

fn is_below(told: f64, truth: f64) -> bool {
    !(told >= truth - TOLERANCE * truth.abs().max(1.0) && told.is_finite())
}

fn lie(name: &str, told: f64, truth: f64) -> Violation {
    let words = bilingual!(
        "方案写的 {name} 为 {told}，实际为 {truth}。",
        "The plan says {name} = {told}; it is {truth}."
    );
    Violation::new(Rule::Figures, &[name], words).measured(told, truth)
}

fn check_scores(view: &View, figures: &Figures, found: &mut Vec<Violation>) {
    let told = &view.plan.quality;
    let pairs = [
        ("total_score", told.total_score, figures.total_score),
        ("worst_score", told.worst_score, figures.worst_score),
        ("mean_score", told.mean_score, figures.mean_score),
    ];
    for (name, told, truth) in pairs {
        if !agrees(told, truth) {
            found.push(lie(name, told, truth));
        }
    }
    let (count, truth) = (told.coverage_shortfalls, figures.shortfalls.len());
    if count != truth {
        found.push(lie("coverage_shortfalls", count as f64, truth as f64));
    }
    if !(told.seconds >= 0.0 && told.seconds.is_finite()) {
        let words = bilingual!(
            "方案写的用时 seconds 不是有效的数。",
            "The seconds of the plan are not a valid number."
        );
        found.push(Violation::new(Rule::Figures, &["seconds"], words));
    }
}

fn check_bounds(view: &View, figures: &Figures, found: &mut Vec<Violation>) {
    let told = &view.plan.quality;
    let limits = [
        ("bound", told.bound, figures.total_score),
        ("worst_bound", told.worst_bound, figures.worst_score),
    ];
    for (name, limit, reached) in limits {
        if let Some(limit) = limit.filter(|&limit| is_below(limit, reached)) {
            let words = bilingual!(
                "方案写的上限 {name} 为 {limit}，低于已达到的 {reached}。",
                "The plan says {name} = {limit}, which is below the {reached} it reaches."
            );
            let violation = Violation::new(Rule::Figures, &[name], words);
            found.push(violation.measured(limit, reached));
        }
    }
    let truth = figures.shortfalls.len();
    if let Some(limit) = told.shortfalls_bound.filter(|&limit| limit > truth) {
        let words = bilingual!(
            "方案写的缺口下限 shortfalls_bound 为 {limit}，高于实际的 {truth}。",
            "The plan says shortfalls_bound = {limit}, which is above the {truth} it has."
        );
        let violation = Violation::new(Rule::Figures, &["shortfalls_bound"], words);
        found.push(violation.counted(limit, truth));
    }
    if let Some(gap) = told.gap {
        match told.bound {
            Some(bound) if agrees(gap, relative_gap(bound, figures.total_score)) => (),
            Some(bound) => found.push(lie("gap", gap, relative_gap(bound, figures.total_score))),
            None => found.push(Violation::new(
                Rule::Figures,
                &["gap"],
                bilingual!(
                    "方案写了差距 gap，却没有上限 bound。",
                    "The plan states a gap without a bound."
                ),
            )),
        }
    }
}

fn relative_gap(bound: f64, reached: f64) -> f64 {
    if bound == 0.0 {
        -reached
    } else {
        (bound - reached) / bound
    }
}

/// `optimal` needs its proof: no plan has fewer shortfalls, and none is better in what the office
/// asked for when it was made: an option may have put another objective in the place of the rules'.
fn check_status(view: &View, figures: &Figures, found: &mut Vec<Violation>) {
    if view.plan.status != Status::Optimal {
        return;
    }
    let told = &view.plan.quality;
    let (name, bound, reached) = match view.plan.objective(view.season) {
        Objective::Total => ("bound", told.bound, figures.total_score),
        Objective::Maxmin => ("worst_bound", told.worst_bound, figures.worst_score),
    };
    let mut report = |name: &str, words| {
        found.push(Violation::new(Rule::Figures, &["status", name], words));
    };
    let meets = |bound: f64| (bound - reached).abs() <= TOLERANCE * bound.max(LEAST_SUM);
    if !bound.is_some_and(meets) {
        let words = bilingual!(
            "方案自称最优（optimal），但 {name} 没有证明这一点。",
            "The plan claims to be optimal, but its {name} does not prove it."
        );
        report(name, words);
    }
    let fewest = told.shortfalls_bound.unwrap_or(0);
    let count = figures.shortfalls.len();
    if count > fewest {
        let words = bilingual!(
            "方案自称最优（optimal），却有 {count} 个覆盖缺口，只证明了至少 {fewest} 个。",
            "The plan claims to be optimal with {count} shortfalls, but only {fewest} are proven to be unavoidable."
        );
        report("shortfalls_bound", words);
    }
}

/// The table of what more shortfalls would bring: the row of the plan says what the plan has, and no
/// row has fewer shortfalls than the fewest, more than it may, or a lower total than the one before.
fn check_exchange(view: &View, figures: &Figures, found: &mut Vec<Violation>) {
    let Some(exchange) = &view.plan.exchange else {
        return;
    };
    let mut report = |words| {
        found.push(Violation::new(Rule::Figures, &["exchange"], words));
    };
    let (count, total) = (figures.shortfalls.len(), figures.total_score);
    let own = exchange.row_taken();
    if !own.is_some_and(|row| row.shortfalls == count && agrees(row.total_score, total)) {
        report(bilingual!(
            "方案附有缺口与总得分的对照表 exchange，其中没有一行与本方案（缺口 {count} 项，总得分 {total}）相符。",
            "The plan's table exchange has no row for the plan itself ({count} shortfalls, total {total})."
        ));
    }
    let mut before = f64::NEG_INFINITY;
    for row in &exchange.rows {
        let (more, shortfalls, fewest) = (row.more, row.shortfalls, exchange.fewest);
        let most = fewest.saturating_add(more);
        let order = row.total_score.partial_cmp(&before);
        let falls = order.is_none_or(Ordering::is_lt);
        if falls || !(fewest..=most).contains(&shortfalls) {
            report(bilingual!(
                "对照表 exchange 中多留 {more} 项缺口的一行自相矛盾：缺口应为 {fewest} 至 {most} 项（写的是 {shortfalls} 项），总得分不应低于上一行。",
                "In the table exchange, the row for {more} more shortfalls contradicts itself: it should have {fewest} to {most} shortfalls (it says {shortfalls}) and no lower total than the row before."
            ));
        }
        before = row.total_score;
    }
}

type Named = (String, ShortfallKind, Vec<String>);

fn named(submission: &str, kind: ShortfallKind, code: &str) -> Named {
    let mut codes: Vec<_> = code.split(';').map(|code| code.trim().to_owned()).collect();
    codes.sort_unstable();
    (submission.to_owned(), kind, codes)
}

fn check_shortfalls(view: &View, figures: &Figures, found: &mut Vec<Violation>) {
    let mut balance: BTreeMap<Named, i64> = BTreeMap::new();
    for unmet in &figures.shortfalls {
        *balance
            .entry(named(&unmet.submission, unmet.kind, &unmet.code))
            .or_default() += 1;
    }
    for Shortfall {
        submission,
        kind,
        code,
        ..
    } in &view.plan.shortfalls
    {
        let of_group = || {
            view.groups
                .iter()
                .any(|panel| panel.group.id == *submission)
        };
        if view.submissions.contains_key(submission.as_str())
            || *kind == ShortfallKind::Mix && of_group()
        {
            *balance.entry(named(submission, *kind, code)).or_default() -= 1;
        }
    }
    for ((id, _, codes), difference) in balance {
        let code = codes.join(";");
        let words: Bilingual = match difference {
            0 => continue,
            1.. => bilingual!(
                "申报 {id} 的 {code} 有覆盖缺口，方案没有列出。",
                "Submission {id} has a shortfall in {code} that the plan does not list."
            ),
            _ => bilingual!(
                "方案列出的申报 {id} 的缺口 {code} 并不存在，或重复列出。",
                "The plan lists a shortfall of submission {id} in {code} that does not exist, or lists it twice."
            ),
        };
        found.push(Violation::new(Rule::Figures, &[&id, &code], words));
    }
}

/// The recused of a review are the members of its group who must not review it. Barred members,
/// which R14 names, and those whom only a pin keeps away may be listed or not.
fn check_recused(view: &View, found: &mut Vec<Violation>) {
    for review in &view.plan.reviews {
        let id = &review.submission;
        let Some(&submission) = view.submissions.get(id.as_str()) else {
            continue;
        };
        let members: BTreeSet<_> = (view.panels_of(submission))
            .flat_map(|panel| panel.members.iter().copied())
            .collect();
        if members.is_empty() {
            continue;
        }
        let told: BTreeSet<_> = (review.recused.iter())
            .filter_map(|id| view.experts.get(id.as_str()).copied())
            .collect();
        let severity = |expert| view.ties.severity(expert, submission);
        let hidden = (members.iter())
            .filter(|&&member| severity(member) == ConflictPolicy::Recuse)
            .filter(|member| !told.contains(member));
        for &member in hidden {
            let expert = &view.expert(member).id;
            let words = bilingual!(
                "专家 {expert} 应回避申报 {id}，但回避名单没有列出。",
                "Expert {expert} must be recused from submission {id} but is not in the recusal list."
            );
            found.push(Violation::new(Rule::Figures, &[id, expert], words));
        }
        for &listed in &told {
            let is_member = members.contains(&listed);
            let may_review = severity(listed) == ConflictPolicy::Off
                && !pins::forbids_review(view, listed, submission);
            if !is_member || may_review {
                let expert = &view.expert(listed).id;
                let words = bilingual!(
                    "回避名单称专家 {expert} 回避申报 {id}，但其并非本组应回避的组员。",
                    "Expert {expert} is listed as recused from submission {id} but is not a member of its group with a conflict."
                );
                found.push(Violation::new(Rule::Figures, &[id, expert], words));
            }
        }
    }
}

#[cfg(test)]
#[path = "figures_tests.rs"]
mod tests;
