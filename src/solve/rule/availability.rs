//! R03: availability. Experts who cannot come are no candidates of the compiled season, so no variable exists for them and the rule needs no rows.

use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R03";
/// Name of the rule.
pub const KEY: &str = "availability";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "只有本季可参加的专家才能进入评审委员会。",
        "only experts who are available serve."
    )
}
