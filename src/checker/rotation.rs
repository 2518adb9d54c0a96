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
                "Expert {id} has served {years} years in a row; the limit is {limit}, so this year is a pause."
            );
            let violation = Violation::new(Rule::Rotation, &[id], words);
            found.push(violation.counted(years as usize, limit as usize));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};

    #[test]
    fn years_right_before_the_season_count() {
        let served = |years: &[i32]| {
            let years = years.to_vec();
            season()
                .rules(|rules| rules.balance.max_consecutive_years = 2)
                .change(|season| {
                    season.experts[0].served_years = years.clone();
                    season.experts[5].served_years = years;
                })
        };
        let found = broken(Rule::Rotation, &served(&[2024, 2025]).build(), |_| ());
        assert_eq!(subjects(&found), [["B1"], ["H1"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(2.0)));
        for years in [&[2023, 2024][..], &[2023, 2025], &[2025, 2026]] {
            assert_eq!(violations(&served(years).build(), &plan()), []);
        }
        let free = served(&[2024, 2025]).rules(|rules| rules.balance.max_consecutive_years = 0);
        assert_eq!(violations(&free.build(), &plan()), []);
    }
}
