//! R13: chair and vice chair are quality experts of different employers (selection measures,
//! art. 13). That they are two people, and in no group, is R02's matter.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let committee = &view.plan.committee;
    let heads = [
        (&committee.chair, view.chair(), "主任委员", "chair"),
        (
            &committee.vice_chair,
            view.vice_chair(),
            "副主任委员",
            "vice chair",
        ),
    ];
    for (id, expert, zh, en) in heads {
        if id.is_empty() {
            let words = bilingual!("缺少{zh}。", "The {en} is missing.");
            found.push(Violation::new(Rule::Chairs, &[], words));
        } else if expert.is_some_and(|expert| !view.expert(expert).quality_lead) {
            let words = bilingual!(
                "{zh} {id} 不是质量综合专家。",
                "The {en} {id} is not a quality expert."
            );
            found.push(Violation::new(Rule::Chairs, &[id], words));
        }
    }
    if let (Some(chair), Some(vice)) = (view.chair(), view.vice_chair()) {
        let own = view.ties.houses(chair);
        let others = view.ties.houses(vice);
        if chair != vice && !own.is_disjoint(&others) {
            let employer = &view.expert(chair).employer;
            let (first, second) = (&committee.chair, &committee.vice_chair);
            let shared = view.ties.employers(vice);
            let itself = view.ties.employers(chair);
            let words = if itself.iter().any(|one| shared.contains(one)) {
                bilingual!(
                    "主任委员 {first} 与副主任委员 {second} 同属「{employer}」，应来自不同单位。",
                    "Chair {first} and vice chair {second} both work for {employer}; their employers must differ."
                )
            } else {
                let other = &view.expert(vice).employer;
                bilingual!(
                    "主任委员 {first}（{employer}）与副主任委员 {second}（{other}）的单位属于同一集团，应来自不同单位。",
                    "Chair {first} ({employer}) and vice chair {second} ({other}) work for one corporate family; their employers must differ."
                )
            };
            found.push(Violation::new(Rule::Chairs, &[first, second], words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};

    #[test]
    fn heads_are_quality_experts_of_different_employers() {
        let found = broken(Rule::Chairs, &season().build(), |plan| {
            plan.committee.vice_chair = "C1".to_owned();
        });
        assert_eq!(subjects(&found), [["C1"]]);
        let found = broken(Rule::Chairs, &season().build(), |plan| {
            plan.committee.chair.clear();
        });
        assert_eq!(found[0].words.en, "The chair is missing.");
        let same = |name: &str| {
            season().change(|season| {
                season.experts[0].employer = name.to_owned();
                season.experts[1].employer = format!("{name} ");
            })
        };
        let found = broken(Rule::Chairs, &same("示例大学").build(), |_| ());
        assert_eq!(subjects(&found), [["H1", "H2"]]);
        for nobody in ["", "退休", "N/A"] {
            assert_eq!(violations(&same(nobody).build(), &plan()), []);
        }
    }
}
