//! R02: nobody sits twice.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R02";
/// Name of the rule.
pub const KEY: &str = "one_seat";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "同一位专家只能担任一个席位:一个专业组的组员,或者正、副主任委员之一。",
        "nobody sits twice: an expert is a member of one group, or chair, or vice chair."
    )
}

/// Adds `sum over groups of seat + chair + vice chair <= 1` for every expert (without the chairs
/// where the rules let them sit in a group too).
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for expert in 0..part.experts.len() {
        let chairs = decisions
            .chairs
            .iter()
            .filter(|_| !part.instance.chairs_in_groups)
            .flat_map(|chairs| chairs.of(expert));
        let columns: Vec<_> = decisions.seats_of(expert).chain(chairs).collect();
        if columns.len() > 1 {
            model.at_most(columns.into_iter().map(|column| (column, 1.0)), 1.0);
        }
    }
}
