//! Proposes who gets which tier of the result.

use super::document::{Collected, SubmissionResult};
use crate::model::settings::Tier;

/// Scores closer than this are equal, to ignore rounding.
const EQUAL: f64 = 1e-9;

/// Proposes the tiers over all groups by score, to those selected (all, where nothing was to be
/// selected) that have a score and that their group does not refuse. Submissions with equal scores
/// get the same tier: where not all of them have a place, none of them gets it, and they are
/// considered for the next one. `O(n log n)`.
pub(super) fn propose(collected: &mut Collected, tiers: &[Tier]) {
    let any = collected.submissions.iter().any(|own| own.selected);
    let counts =
        |own: &SubmissionResult| (own.selected || !any) && own.consensus.recommended != Some(false);
    let all = collected.submissions.iter().enumerate();
    let all = all.filter(|(_, own)| counts(own));
    let mut order: Vec<(usize, f64)> = all.filter_map(|(at, own)| Some((at, own.key?))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut rest = order.as_slice();
    for tier in tiers {
        let mut places = tier.places;
        while let [(_, first), ..] = rest {
            let alike = rest.iter().take_while(|(_, key)| first - key <= EQUAL);
            let (equal, others) = rest.split_at(alike.count());
            if equal.len() > places {
                break;
            }
            for (at, _) in equal {
                collected.submissions[*at].tier.clone_from(&tier.name);
            }
            (places, rest) = (places - equal.len(), others);
        }
    }
}
