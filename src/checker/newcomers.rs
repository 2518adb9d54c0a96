//! R10: share of people on the committee who never served before.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let share = view.season.rules.balance.min_new_share;
    let seated = view.seated();
    let all = seated.len();
    let is_new = |expert| view.expert(expert).served_years.is_empty();
    let new = seated.into_iter().filter(|&expert| is_new(expert)).count();
    let limit = share * all as f64;
    if (new as f64) < limit - 1e-9 {
        let percent = (share * 1000.0).round() / 10.0;
        let words = bilingual!(
            "评审委员会 {all} 人中只有 {new} 名新专家，低于 {percent}% 的要求。",
            "Of {all} people on the committee only {new} never served before: less than {percent} %."
        );
        found.push(Violation::new(Rule::Newcomers, &[], words).measured(new as f64, limit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, violations};

    #[test]
    fn the_share_counts_everybody_seated() {
        let with_new = |people: &[usize]| {
            season()
                .rules(|rules| rules.balance.min_new_share = 0.25)
                .change(|season| {
                    for &expert in people {
                        season.experts[expert].served_years.clear();
                    }
                })
                .build()
        };
        // Eight are seated; the spare (8) does not count, the chair (0) does.
        let found = broken(Rule::Newcomers, &with_new(&[2, 8]), |_| ());
        assert_eq!((found[0].value, found[0].limit), (Some(1.0), Some(2.0)));
        assert_eq!(violations(&with_new(&[0, 2]), &plan()), []);
    }
}
