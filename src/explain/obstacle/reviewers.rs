//! R06: reviewers of each submission.

use super::Obstacle;
use crate::bilingual;
use crate::explain::words::list;
use crate::explain::{GroupWorth, Standing};
use crate::model::Rule;
use crate::model::words::Bilingual;

/// Submissions that would have too few reviewers.
pub(super) fn to_review_all(
    standing: &Standing<'_>,
    worth: &GroupWorth,
    found: &mut Vec<Obstacle>,
) {
    let needs = worth.unreviewed.iter();
    let most = needs.map(|&at| standing.instance.reviewers_of(at as usize));
    if let Some(k) = most.max() {
        let Bilingual { zh, en } =
            list((worth.unreviewed.iter().take(6)).map(|&s| standing.submission(s).id.clone()));
        let less = k - 1;
        found.push(Obstacle::new(
            Rule::Reviewers,
            bilingual!(
                "{zh} 凑不齐 {k} 位评审专家",
                "{en}: not enough reviewers ({k} needed)"
            ),
            bilingual!(
                "per_submission {k} → {less}",
                "per_submission {k} -> {less}"
            ),
        ));
    }
}
