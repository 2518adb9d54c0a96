//! R19: coverage, the one soft rule.

use super::{Decisions, Home, Linear, Part, Shortfall};
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;

/// The rule.
pub const HOME: Home = Home {
    rows,
    ..Home::new(Rule::Coverage, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "评审专家须覆盖申报的行业与各质量方法；未能满足的要求逐项计为覆盖缺口并说明。",
        "reviewers cover the submission's industry and each of its domains; every unmet requirement is counted and listed as a shortfall."
    )
}

/// Adds a variable for every requirement that may be unmet; counts those that nobody in reach
/// can meet.
pub(super) fn declare(part: &Part, decisions: &mut Decisions, model: &mut Linear) {
    for submission in 0..part.submissions.len() {
        let mask = part.submission(submission).mask;
        for bit in (0..30).filter(|bit| mask >> bit & 1 == 1) {
            let reviewers = part.submission(submission).reviewers;
            let needed = part.instance.needed_for_bit(bit, reviewers);
            if needed == 0 {
                continue;
            }
            let each = u32::try_from(reviewers).unwrap_or(u32::MAX);
            if needed > each || able(decisions, submission, bit) < needed as usize {
                decisions.certain_shortfalls += 1;
                continue;
            }
            decisions.shortfalls.push(Shortfall {
                submission,
                bit,
                needed,
                column: model.binary(),
            });
        }
    }
}

/// Counts the different experts in reach who have the coverage bit.
fn able(decisions: &Decisions, submission: usize, bit: u32) -> usize {
    let mut experts: Vec<usize> = decisions
        .reviews_of(submission)
        .iter()
        .filter(|review| review.cell.mask() >> bit & 1 == 1)
        .map(|review| review.expert)
        .collect();
    experts.dedup(); // reviews stand in the order of experts
    experts.len()
}

/// Adds `reviewers who have it >= needed x (1 - shortfall)` for every requirement.
pub fn rows(_: &Part, decisions: &Decisions, model: &mut Linear) {
    for shortfall in &decisions.shortfalls {
        let reviews = decisions.reviews_of(shortfall.submission).iter();
        let having = reviews.filter(|review| review.cell.mask() >> shortfall.bit & 1 == 1);
        let needed = f64::from(shortfall.needed);
        let terms = having.map(|review| (review.column, 1.0));
        model.at_least(terms.chain([(shortfall.column, needed)]), needed);
    }
}
