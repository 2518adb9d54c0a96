//! How well experts know what a group judges.

use crate::explain::{Standing, knows};
use std::collections::BTreeMap;

/// The mean score of every expert who may serve over the submissions of a group, in hundredths;
/// a submission that the expert may not judge counts as 0. `None` for an unknown group.
pub(in crate::window) fn fit(
    standing: &Standing<'_>,
    group: &str,
) -> Option<BTreeMap<String, i64>> {
    let group = standing.group_number(group)?;
    let held = i64::try_from(standing.submissions[group].len())
        .ok()?
        .max(1);
    let count = u32::try_from(standing.instance.experts.len()).ok()?;
    let fit = |expert: u32| {
        let hundredths = knows(standing, expert, group) / held / 10_000_000;
        (standing.expert(expert).id.clone(), hundredths)
    };
    Some((0..count).map(fit).collect())
}
