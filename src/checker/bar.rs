//! R14: nobody with a barring conflict sits in a group that holds the submission.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::ConflictPolicy;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    for panel in &view.groups {
        for &member in &panel.members {
            for &submission in &panel.submissions {
                if view.ties.severity(member, submission) != ConflictPolicy::Bar {
                    continue;
                }
                let (group, expert) = (&panel.group.id, &view.expert(member).id);
                let id = &view.submission(submission).id;
                let words = bilingual!(
                    "专家 {expert} 与申报 {id} 存在利益冲突，不得进入其所在的专业组 {group}。",
                    "Expert {expert} has a conflict of interest with submission {id} and may not sit in its group {group}."
                );
                found.push(Violation::new(Rule::Bar, &[group, expert, id], words));
            }
        }
    }
}
