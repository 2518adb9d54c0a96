//! R15: conflicts that keep an expert from reviewing.

use super::{Home, Proposal};
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;
use crate::solve::instance::Cell;

/// The rule.
pub const HOME: Home = Home {
    breaches,
    ..Home::new(Rule::Recuse, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "与某项申报存在个人回避关系的专家，不得评审该申报。",
        "an expert with a recuse conflict may not review the submission."
    )
}

/// Whether the pair may be a review: only such pairs have a variable, so the rule needs no rows.
pub fn may_review(cell: Cell) -> bool {
    cell.free()
}

/// Counts reviews by somebody who may not review the submission.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let cells = &proposal.instance.cells;
    proposal.at_submissions(|submission, _| {
        let reviewers = proposal.reviewers(submission).iter();
        let kept_out = |&&expert: &&u32| {
            let cell = cells.get(submission as usize, expert as usize);
            !may_review(cell)
        };
        reviewers.filter(kept_out).count()
    })
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, toy};

    #[test]
    fn nobody_reviews_what_they_are_recused_from() {
        let instance = compiled(&toy(|_| ()));
        let mut made = committee();
        made.reviewers[2] = vec![2, 4]; // E005 is of the unit that recommends S003
        assert_eq!(breaches(&HOME, &instance, &made), 1);
    }
}
