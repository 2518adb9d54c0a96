//! R01: the number of groups. The number is settled when the season is compiled (`instance::Shape`), so the rule needs no rows: every model has exactly those groups.

use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R01";
/// Name of the rule.
pub const KEY: &str = "group_count";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "专业组的数目符合规则或主题表的要求。",
        "the number of groups is the one that the rules or the themes ask for."
    )
}
