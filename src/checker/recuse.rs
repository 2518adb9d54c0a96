//! R15: nobody who must be recused reviews the submission.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::ConflictPolicy;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    for (&submission, reviewers) in &view.reviewers {
        for &reviewer in reviewers {
            if view.ties.severity(reviewer, submission) == ConflictPolicy::Recuse {
                let (expert, id) = (&view.expert(reviewer).id, &view.submission(submission).id);
                let words = bilingual!(
                    "专家 {expert} 应回避申报 {id}，却被安排评审。",
                    "Expert {expert} must be recused from submission {id} but reviews it."
                );
                found.push(Violation::new(Rule::Recuse, &[expert, id], words));
            }
        }
    }
}
