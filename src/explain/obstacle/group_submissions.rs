//! R05: submissions per group.

use super::Obstacle;
use crate::bilingual;
use crate::explain::Standing;
use crate::explain::words::group as group_name;
use crate::model::Rule;

/// A full group, or a home group that would be left with too few submissions.
pub(super) fn to_hold(
    standing: &Standing<'_>,
    submission: u32,
    group: usize,
    found: &mut Vec<Obstacle>,
) {
    let instance = &standing.instance;
    let name = group_name(standing, group);
    let (size, most) = (
        standing.submissions[group].len() + 1,
        instance.shape.max_submissions,
    );
    if size > most {
        found.push(Obstacle::new(
            Rule::GroupSubmissions,
            bilingual!(
                "{name} 已有 {most} 项申报，达到上限",
                "{name} already has {most} submissions, the most allowed"
            ),
            bilingual!(
                "max_submissions {most} → {size}，或对调一项",
                "max_submissions {most} -> {size}, or an exchange"
            ),
        ));
    }
    let home = standing.assignment.group[submission as usize] as usize;
    let (left, least) = (
        standing.submissions[home].len().saturating_sub(1),
        instance.shape.min_submissions,
    );
    if left < least {
        found.push(Obstacle::new(
            Rule::GroupSubmissions,
            bilingual!(
                "原组只剩 {left} 项，少于下限 {least} 项",
                "its own group would keep {left}, fewer than {least}"
            ),
            bilingual!(
                "min_submissions {least} → {left}，或对调一项",
                "min_submissions {least} -> {left}, or an exchange"
            ),
        ));
    }
}
