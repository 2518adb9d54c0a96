//! R03: availability. Experts who cannot come are no candidates of the compiled season, so no
//! variable exists for them and the rule needs no rows.

use super::Home;
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;

/// The rule.
pub const HOME: Home = Home::new(Rule::Availability, words);

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "只有本届可参加的专家才能进入评审委员会。",
        "only experts who are available may serve."
    )
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{compiled, toy};

    #[test]
    fn who_cannot_come_is_no_candidate() {
        let season = toy(|season| season.experts[7].available = false);
        assert_eq!(compiled(&season).experts.len(), 7);
        assert_eq!(HOME.rule.code(), "R03");
    }
}
