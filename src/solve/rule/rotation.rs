//! R11: years in a row. Experts who reached the limit are no candidates of the compiled season, so
//! no variable exists for them and the rule needs no rows.

use super::{Home, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};

/// The rule.
pub const HOME: Home = Home {
    relaxation: Some(Relaxation { ease: 7, lift }),
    ..Home::new(Rule::Rotation, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "专家连续参评的年数不超过规定年数。",
        "no expert serves more years in a row than allowed."
    )
}

/// Lets everybody serve on.
fn lift(season: &mut Season) {
    season.rules.balance.max_consecutive_years = 0;
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{compiled, lifted, toy};

    #[test]
    fn whoever_reached_the_limit_is_no_candidate() {
        let season = toy(|season| {
            season.rules.balance.max_consecutive_years = 2;
            season.pins.clear(); // E001 is the pinned chair
        });
        assert_eq!(
            compiled(&season).experts.len(),
            7,
            "E001 served in 2024 and 2025"
        );
        assert_eq!(compiled(&lifted(&HOME, season)).experts.len(), 8);
    }
}
