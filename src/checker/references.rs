//! R21: the schema is known, every id exists, group ids differ.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::plan::PLAN_SCHEMA;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    check_schema(view, found);
    check_groups(view, found);
    let unknown: BTreeSet<&str> = (experts_named(view).into_iter())
        .filter(|id| !view.experts.contains_key(id))
        .collect();
    for id in unknown {
        let words = bilingual!(
            "方案中的专家编号「{id}」不在专家表里。",
            "The plan names expert [{id}], who is not in the experts table."
        );
        found.push(Violation::new(Rule::References, &[id], words));
    }
    let unknown: BTreeSet<&str> = (submissions_named(view))
        .filter(|id| !view.submissions.contains_key(id))
        .collect();
    for id in unknown {
        let words = bilingual!(
            "方案中的申报编号「{id}」不在申报表里。",
            "The plan names submission [{id}], which is not in the submissions table."
        );
        found.push(Violation::new(Rule::References, &[id], words));
    }
}

fn check_schema(view: &View, found: &mut Vec<Violation>) {
    let schema = view.plan.schema.as_str();
    if schema != PLAN_SCHEMA {
        let words = bilingual!(
            "方案的格式为「{schema}」，应为「{PLAN_SCHEMA}」。",
            "The plan's schema is [{schema}] instead of [{PLAN_SCHEMA}]."
        );
        found.push(Violation::new(Rule::References, &[schema], words));
    }
}

fn check_groups(view: &View, found: &mut Vec<Violation>) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for group in &view.plan.groups {
        *times.entry(&group.id).or_default() += 1;
    }
    for (&id, &number) in &times {
        if number > 1 {
            let words = bilingual!(
                "有 {number} 个专业组使用同一编号「{id}」。",
                "{number} groups share the id [{id}]."
            );
            found.push(Violation::new(Rule::References, &[id], words).counted(number, 1));
        }
        if id.is_empty() {
            let words = bilingual!("有专业组没有编号。", "A group has no id.");
            found.push(Violation::new(Rule::References, &[id], words));
        }
    }
    let named: BTreeSet<&str> = (view.plan.reviews.iter())
        .map(|review| review.group.as_str())
        .filter(|id| !times.contains_key(id))
        .collect();
    for id in named {
        let words = bilingual!(
            "评审分配中的专业组「{id}」不存在。",
            "A review names group [{id}], which does not exist."
        );
        found.push(Violation::new(Rule::References, &[id], words));
    }
}

/// Every expert id in the plan. Empty heads and leaders are missing people (R12, R13), not ids.
fn experts_named<'a>(view: &View<'a>) -> Vec<&'a str> {
    let plan = view.plan;
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    let leaders = plan.groups.iter().map(|group| &group.leader);
    let single = heads.into_iter().chain(leaders).filter(|id| !id.is_empty());
    let of_groups =
        (plan.groups.iter()).flat_map(|group| group.members.iter().chain(&group.alternates));
    let of_reviews =
        (plan.reviews.iter()).flat_map(|review| review.reviewers.iter().chain(&review.recused));
    let all = single.chain(of_groups).chain(of_reviews);
    all.map(String::as_str).collect()
}

fn submissions_named<'a>(view: &View<'a>) -> impl Iterator<Item = &'a str> {
    let plan = view.plan;
    let of_groups = plan.groups.iter().flat_map(|group| &group.submissions);
    let of_reviews = plan.reviews.iter().map(|review| &review.submission);
    let of_shortfalls = plan.shortfalls.iter().map(|one| &one.submission);
    let all = of_groups.chain(of_reviews).chain(of_shortfalls);
    all.map(String::as_str)
}
