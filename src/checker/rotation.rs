//! R11: years served in a row.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let limit = view.season.rules.balance.max_consecutive_years;
    let year = view.season.rules.conflicts.year;
    if limit == 0 {
        return;
    }
    for expert in view.seated() {
        let expert = view.expert(expert);
        let years = expert.consecutive_years_before(year);
        if years >= limit {
            let id = &expert.id;
            let words = bilingual!(
                "专家 {id} 已连续参评 {years} 年，至多连续 {limit} 年，今年应轮换。",
                "Expert {id} has served {years} years in a row; after {limit} a pause is due."
            );
            let violation = Violation::new(Rule::Rotation, &[id], words);
            found.push(violation.counted(years as usize, limit as usize));
        }
    }
}
