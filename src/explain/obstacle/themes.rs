//! R18: themes of groups.

use super::{Obstacle, pins};
use crate::bilingual;
use crate::explain::Standing;
use crate::explain::words::group as group_name;
use crate::model::Rule;

/// A group whose theme does not fit the submission, or which a pin forbids.
pub(super) fn to_hold(
    standing: &Standing<'_>,
    submission: u32,
    group: usize,
    found: &mut Vec<Obstacle>,
) {
    let need = &standing.instance.submissions[submission as usize];
    if need.allowed.allows(group) {
        return;
    }
    let name = group_name(standing, group);
    found.push(if pins::is_about(standing, need.season) {
        pins::out_of(&name)
    } else {
        Obstacle::new(
            Rule::Themes,
            bilingual!("{name} 的主题不合", "it does not fit the theme of {name}"),
            bilingual!(
                "在 groups 表扩大该组主题，或在 pins 表指定",
                "widen the theme in the groups table"
            ),
        )
    });
}
