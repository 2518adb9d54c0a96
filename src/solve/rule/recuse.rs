//! R15: conflicts that keep an expert from reviewing.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::solve::instance::Cell;

/// Code of the rule.
pub const CODE: &str = "R15";
/// Name of the rule.
pub const KEY: &str = "recuse";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "与某项申报存在个人回避关系的专家,不得评审该申报。",
        "nobody with a recuse conflict reviews the submission."
    )
}

/// Whether the pair may be a review: only such pairs have a variable, so the rule needs no rows.
pub fn may_review(cell: Cell) -> bool {
    cell.free()
}
