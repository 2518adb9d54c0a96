//! R11: years in a row. Experts who reached the limit are no candidates of the compiled season, so no variable exists for them and the rule needs no rows.

use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R11";
/// Name of the rule.
pub const KEY: &str = "rotation";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "专家连续参评的年数不超过规定年数。",
        "nobody serves more years in a row than allowed."
    )
}
