//! R18: themes of groups. The groups that a submission may go to are settled when the season is
//! compiled (`instance::Need::allowed`); no other place has a variable, so the rule needs no rows.

use super::{Home, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};

/// The rule.
pub const HOME: Home = Home {
    breaches,
    relaxation: Some(Relaxation { ease: 1, lift }),
    ..Home::new(Rule::Themes, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "申报分入与其相符的主题组：有完全相符的主题时入其中之一，否则入部分相符的主题之一。",
        "a submission goes to a group whose theme it fits: in full if there is one, otherwise in part."
    )
}

/// Counts submissions in a group that they may not go to.
fn breaches(proposal: &Proposal<'_>) -> usize {
    proposal.at_submissions(|submission, group| {
        let allowed = &proposal.instance.submissions[submission as usize].allowed;
        usize::from(!allowed.allows(group as usize))
    })
}

/// Keeps the groups and opens them to all submissions.
fn lift(season: &mut Season) {
    season.rules.groups.count = season.rules.groups.count.max(season.themes.len());
    for theme in &mut season.themes {
        theme.industries.clear();
        theme.domains.clear();
        theme.categories.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::model::{Pin, PinKind, PinObject, PinSubject, Place, SubmissionIndex};
    use crate::solve::rule::tests::{breaches, committee, compiled, toy};

    #[test]
    fn a_submission_stays_out_of_a_group_that_it_may_not_go_to() {
        let season = toy(|season| {
            season.pins.push(Pin {
                kind: PinKind::Submission,
                forbidden: true,
                subject: PinSubject::Submission(SubmissionIndex::new(0)),
                object: PinObject::Group("G01".to_owned()),
                place: Place::default(),
            });
        });
        assert_eq!(breaches(&HOME, &compiled(&season), &committee()), 1);
        assert_eq!(breaches(&HOME, &compiled(&toy(|_| ())), &committee()), 0);
    }
}
