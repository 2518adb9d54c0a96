//! R21: the schema is known, every id exists, group ids differ.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::plan::{PLAN_SCHEMA, Shortfall, ShortfallKind};
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
    // A mix of a group's members is missed by the group.
    let of_group = move |one: &&Shortfall| {
        let mut groups = plan.groups.iter();
        one.kind == ShortfallKind::Mix && groups.any(|group| group.id == one.submission)
    };
    let of_shortfalls = plan.shortfalls.iter().filter(move |one| !of_group(one));
    let of_shortfalls = of_shortfalls.map(|one| &one.submission);
    let all = of_groups.chain(of_reviews).chain(of_shortfalls);
    all.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, season, subjects};
    use crate::model::plan::Plan;

    #[test]
    fn every_unknown_id_is_named_once() {
        let season = season().build();
        let ghost = || "X9".to_owned();
        let changes: [fn(&mut Plan, String); 6] = [
            |plan, id| plan.committee.chair = id,
            |plan, id| plan.groups[0].alternates.push(id),
            |plan, id| plan.reviews[0].reviewers[0] = id,
            |plan, id| plan.reviews[0].recused.push(id),
            |plan, id| plan.groups[0].submissions.push(id),
            |plan, id| plan.reviews[0].group = id,
        ];
        for change in changes {
            let found = broken(Rule::References, &season, |plan| change(plan, ghost()));
            assert_eq!(subjects(&found), [["X9"]]);
        }
        let found = broken(Rule::References, &season, |plan| {
            plan.groups[0].members[2] = ghost();
            plan.reviews[1].reviewers[1] = ghost();
        });
        assert_eq!(subjects(&found), [["X9"]]);
    }

    #[test]
    fn schema_and_group_ids_are_checked() {
        let season = season().build();
        for schema in ["", "empanel/plan@2"] {
            broken(Rule::References, &season, |plan| {
                plan.schema = schema.to_owned()
            });
        }
        for id in ["G02", ""] {
            broken(Rule::References, &season, |plan| {
                plan.groups[0].id = id.to_owned();
                plan.reviews[0].group = id.to_owned();
                plan.reviews[1].group = id.to_owned();
            });
        }
    }
}
