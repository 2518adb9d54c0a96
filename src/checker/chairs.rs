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
            let words = bilingual!("缺少{zh}。", "There is no {en}.");
            found.push(Violation::new(Rule::Chairs, &[], words));
        } else if expert.is_some_and(|expert| !view.expert(expert).quality_lead) {
            let words = bilingual!(
                "{zh} {id} 不是质量综合专家。",
                "The {en} {id} is not an all-round quality expert."
            );
            found.push(Violation::new(Rule::Chairs, &[id], words));
        }
    }
    if let (Some(chair), Some(vice)) = (view.chair(), view.vice_chair()) {
        let key = |expert| {
            let employer = &view.expert(expert).employer;
            view.season.organizations.key(employer)
        };
        if chair != vice && key(chair) == key(vice) && !key(chair).is_empty() {
            let employer = &view.expert(chair).employer;
            let (first, second) = (&committee.chair, &committee.vice_chair);
            let words = bilingual!(
                "主任委员 {first} 与副主任委员 {second} 同属「{employer}」，应来自不同单位。",
                "Chair {first} and vice chair {second} are both of {employer}; their employers must differ."
            );
            found.push(Violation::new(Rule::Chairs, &[first, second], words));
        }
    }
}
