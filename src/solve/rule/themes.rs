//! R18: themes of groups. The groups that a submission may go to are settled when the season is compiled (`instance::Need::allowed`); no other place has a variable, so the rule needs no rows.

use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R18";
/// Name of the rule.
pub const KEY: &str = "themes";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "申报分入与其相符的主题组:有完全相符的主题时入其中之一,否则入部分相符的主题之一。",
        "a submission goes to a theme that it fits: in full where there is one, else in part where there is one."
    )
}
