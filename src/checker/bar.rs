//! R14: no expert with a barring conflict sits in a group that holds the submission.

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::RelationKind;

    #[test]
    fn a_barred_member_is_named_with_every_submission_even_without_reviewing_it() {
        // A3 does not review S1, but sits in its group.
        let tied = |applicant| season().relation("A3", RelationKind::Advises, applicant);
        let found = broken(Rule::Bar, &tied("企业S1").build(), |_| ());
        assert_eq!(subjects(&found), [["G01", "A3", "S1"]]);
        assert_eq!(violations(&tied("企业S3").build(), &plan()), []);
    }
}
