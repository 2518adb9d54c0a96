use super::*;
use crate::solve::rule::tests::{compiled, toy};

/// The toy season with one group of three seats, where so many members are to know each industry.
fn three_seats(industry_members: u32) -> Instance {
    compiled(&toy(|season| {
        let groups = &mut season.rules.groups;
        (groups.count, groups.min_members, groups.max_members) = (1, 3, 3);
        groups.industry_members = industry_members;
    }))
}

/// Fewest shortfalls of three members and the highest total with so few; `None` where a submission
/// has too few reviewers among them.
fn best_of(instance: &Instance, members: &[u32; 3]) -> Option<(usize, i64)> {
    let (mut shortfalls, mut total) = (0, 0);
    for (submission, need) in instance.submissions.iter().enumerate() {
        let cell = |member: u32| instance.cells.get(submission, member as usize);
        let pairs = [[0, 1], [0, 2], [1, 2]].map(|pair| pair.map(|at: usize| cell(members[at])));
        let free = pairs
            .iter()
            .filter(|pair| pair.iter().all(|cell| cell.free()));
        let worth = free.map(|pair| {
            let met = pair.iter().fold(0, |met, cell| met | cell.mask());
            let sum: i64 = pair.iter().map(|cell| i64::from(cell.score())).sum();
            ((need.mask & !met).count_ones() as usize, -sum)
        });
        let (missing, sum) = worth.min()?;
        shortfalls += missing + instance.industry_members_lacking(submission, members);
        total -= sum;
    }
    Some((shortfalls, total))
}

fn fitted(instance: &Instance) -> SeatLimits {
    let limits = SeatLimits::default();
    let mut seats = SeatBound::new(instance, 0).expect("a small season");
    seats.improve(600, &limits, || false);
    limits
}

#[test]
fn limits_hold_for_all_sets_of_three_members() {
    let mut counted = Vec::new();
    for industry_members in [0, 1, 3] {
        let instance = three_seats(industry_members);
        assert_eq!(instance.reviewers_each, 2);
        let limits = fitted(&instance);
        let many = u32::try_from(instance.experts.len()).expect("few experts");
        let is_head = |one: &u32| instance.experts[*one as usize].quality_lead;
        let all_heads = (0..many).filter(is_head).count();
        let mut fewest = usize::MAX;
        for a in 0..many {
            for b in a + 1..many {
                for c in b + 1..many {
                    let heads = [a, b, c].iter().filter(|&&one| is_head(&one)).count();
                    if heads > all_heads - 2 {
                        continue; // two have to chair
                    }
                    let Some((shortfalls, total)) = best_of(&instance, &[a, b, c]) else {
                        continue;
                    };
                    fewest = fewest.min(shortfalls);
                    assert!(total <= limits.within(shortfalls).expect("a limit"));
                }
            }
        }
        assert!(limits.fewest() <= fewest, "{} of {fewest}", limits.fewest());
        counted.push(limits.fewest());
    }
    // Three members cannot be three who know one industry and three who know another.
    assert!(
        counted[0] <= counted[1] && counted[1] < counted[2],
        "{counted:?}"
    );
}

#[test]
fn prices_fitted_to_few_shortfalls_say_little_of_many_until_they_are_fitted_anew() {
    let instance = three_seats(0);
    let limits = SeatLimits::default();
    let mut seats = SeatBound::new(&instance, 0).expect("a small season");
    seats.improve(300, &limits, || false);
    let (few, many) = (limits.within(0), limits.within(40));
    assert!(seats.is_loose(40, &limits), "{few:?} {many:?}");
    seats.refit(40);
    seats.improve(300, &limits, || false);
    assert!(limits.within(40) < many);
    assert!(limits.within(0) <= few, "what was proven holds");
    assert!(!seats.is_loose(40, &limits));
}
