//! R24: fewest reviews of a member, and the largest difference within a group.

use super::{Rule, Violation, load, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let least = least(view);
    let limit = view.season.rules.balance.max_load_difference as usize;
    if view.passed().next().is_none() {
        return; // nothing is reviewed
    }
    let loads = load::loads(view);
    for panel in &view.groups {
        let of = |member| loads.get(member).copied().unwrap_or(0);
        for member in &panel.members {
            let load = of(member);
            if load < least {
                let id = &view.expert(*member).id;
                let words = bilingual!(
                    "专家 {id} 只评审 {load} 项，每名组员至少评审 {least} 项。",
                    "Expert {id} reviews {load} submissions; every member reviews at least {least}."
                );
                let violation = Violation::new(Rule::LeastLoad, &[id], words);
                found.push(violation.counted(load, least));
            }
        }
        let most = panel.members.iter().map(of).max().unwrap_or(0);
        let fewest = panel.members.iter().map(of).min().unwrap_or(0);
        let difference = most - fewest;
        if limit > 0 && difference > limit {
            let id = &panel.group.id;
            let words = bilingual!(
                "专业组 {id} 的组员评审 {fewest} 至 {most} 项，相差 {difference} 项，至多相差 {limit} 项。",
                "The members of group {id} review {fewest} to {most} submissions, a difference of {difference}; at most {limit} is allowed."
            );
            let violation = Violation::new(Rule::LeastLoad, &[id], words);
            found.push(violation.counted(difference, limit));
        }
    }
}

/// Fewest reviews of a member. A least load of 1 is not asked for where the smallest groups that
/// the rules allow have more seats than there are reviews.
fn least(view: &View) -> usize {
    let (groups, season) = (&view.season.rules.groups, view.season);
    let asked = season.rules.reviews.min_per_member as usize;
    let reviewers = |submission| season.reviewers_of(view.submission(submission));
    let reviews: usize = view.passed().map(reviewers).sum();
    let even = groups.min_members % 2 == 0;
    let smallest = groups.min_members + usize::from(groups.odd_members && even);
    match asked {
        1 if reviews < smallest * view.groups.len() => 0,
        _ => asked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::plan::Plan;

    /// A1 reviews nothing, A2 and A3 two each.
    fn tilt(plan: &mut Plan) {
        plan.reviews[0].reviewers = vec!["A2".to_owned(), "A3".to_owned()];
    }

    #[test]
    fn nobody_is_seated_for_less() {
        let least = |least| {
            let season = season().rules(move |rules| rules.reviews.min_per_member = least);
            season.build()
        };
        // A2 and B2 review two, the others one.
        assert_eq!(violations(&least(1), &plan()), []);
        let found = broken(Rule::LeastLoad, &least(2), |_| ());
        assert_eq!(subjects(&found), [["A1"], ["A3"], ["B1"], ["B3"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(1.0), Some(2.0)));
        let found = broken(Rule::LeastLoad, &least(1), tilt);
        assert_eq!(subjects(&found), [["A1"]]);
    }

    #[test]
    fn the_difference_within_a_group_is_limited_where_the_office_says_so() {
        let apart = |most| {
            let season = season().rules(move |rules| rules.balance.max_load_difference = most);
            season.build()
        };
        let found = broken(Rule::LeastLoad, &apart(1), tilt);
        assert_eq!(subjects(&found), [["G01"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(1.0)));
        let mut tilted = plan();
        tilt(&mut tilted);
        assert_eq!(violations(&apart(2), &tilted), []);
        assert_eq!(violations(&apart(0), &tilted), []);
    }
}
