//! R03: only experts who can take part.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    for expert in view.seated() {
        let expert = view.expert(expert);
        if !expert.available {
            let id = &expert.id;
            let words = bilingual!(
                "专家 {id} 今年不能参加，却被安排了席位。",
                "Expert {id} cannot take part this year but has a seat."
            );
            found.push(Violation::new(Rule::Availability, &[id], words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, season, subjects};

    #[test]
    fn members_and_heads_must_be_available() {
        for (id, expert) in [("H2", 1), ("A3", 4)] {
            let season = season().change(|season| season.experts[expert].available = false);
            let found = broken(Rule::Availability, &season.build(), |_| ());
            assert_eq!(subjects(&found), [[id]]);
        }
    }
}
