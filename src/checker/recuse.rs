//! R15: no expert who must be recused reviews the submission.

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};

    #[test]
    fn a_recused_member_may_sit_but_not_review() {
        let season = season()
            .change(|season| season.submissions[0].recommender = "单位A3".to_owned())
            .build();
        let mut told = plan();
        told.reviews[0].recused = vec!["A3".to_owned()];
        assert_eq!(violations(&season, &told), []);
        let found = broken(Rule::Recuse, &season, |plan| {
            plan.reviews[0].reviewers[1] = "A3".to_owned();
            plan.reviews[0].recused = vec!["A3".to_owned()];
        });
        assert_eq!(subjects(&found), [["A3", "S1"]]);
    }
}
