//! R04: sizes of groups.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R04";
/// Name of the rule.
pub const KEY: &str = "group_members";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每个专业组的组员人数在规定的上下限之内;要求单数时为单数。",
        "every group has a number of members within the limits, an odd one where that is asked for."
    )
}

/// Adds, for every group, one choice among the allowed sizes and `members = chosen size`.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for (group, sizes) in decisions.sizes.iter().enumerate() {
        model.exactly(sizes.iter().map(|&size| (size, 1.0)), 1.0);
        let seats = (0..part.experts.len()).filter_map(|expert| decisions.seat(expert, group));
        let allowed = part.instance.shape.members.iter();
        // Sizes are far below 2^52.
        #[allow(clippy::cast_precision_loss)]
        let chosen = sizes
            .iter()
            .zip(allowed)
            .map(|(&size, &many)| (size, -(many as f64)));
        model.exactly(seats.map(|seat| (seat, 1.0)).chain(chosen), 0.0);
    }
}
