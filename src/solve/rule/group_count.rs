//! R01: the number of groups. The number is settled when the season is compiled
//! (`instance::Shape`), so the rule needs no rows: every model has exactly those groups.

use super::Home;
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;

/// The rule.
pub const HOME: Home = Home::new(Rule::GroupCount, words);

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "专业组的数目符合规则或主题表的要求。",
        "the number of groups is the one set by the rules or the themes."
    )
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{compiled, toy};

    #[test]
    fn the_number_of_groups_is_that_of_the_rules() {
        assert_eq!(compiled(&toy(|_| ())).groups.len(), 2);
        let one = toy(|season| season.rules.groups.count = 1);
        assert_eq!(compiled(&one).groups.len(), 1);
        assert_eq!(HOME.rule.code(), "R01");
    }
}
