//! Prices prove what they are said to: compared with every set of members, and with every pair of
//! groups.

use super::branch::{Search, Verdict};
use super::descent::Descent;
use super::duals::Duals;
use super::group::Judge;
use super::links::Standing;
use super::pool::Pool;
use super::relaxation::Relaxation;
use super::table::{Pair, Row, Table};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A small season with bars, clashes and needs.
fn table(seed: u64, experts: usize, submissions: usize, seats: usize) -> Table {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut table = Table {
        experts,
        bars: vec![Vec::new(); experts],
        clashes: vec![Vec::new(); experts],
        heads: (0..experts).map(|expert| expert % 4 == 0).collect(),
        most_heads: experts.div_ceil(4),
        groups: 2,
        seats,
        most_submissions: submissions,
        leads: (0..experts)
            .map(|_| random.random_range(0..3) == 0)
            .collect(),
        ..Table::default()
    };
    // A season without anybody who may lead has no groups.
    table.leads[usize::try_from(seed % 5).unwrap()] = true;
    table.clashes[0].push(1);
    table.clashes[1].push(0);
    for submission in 0..u32::try_from(submissions).unwrap() {
        let mut pairs = Vec::new();
        for expert in 0..u32::try_from(experts).unwrap() {
            if random.random_range(0..12) == 0 {
                table.bars[expert as usize].push(submission);
                continue;
            }
            pairs.push(Pair {
                expert,
                score: random.random_range(0..20) * 50_000_000,
                meets: random.random_range(0..4),
            });
        }
        pairs.sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.score), pair.expert));
        table.rows.push(Row {
            pairs,
            needs: vec![1, random.random_range(1..3)],
            reviewers: random.random_range(1..4),
            ..Row::default()
        });
    }
    table.index();
    table
}

fn duals(seed: u64, table: &Table) -> Duals {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed ^ 77);
    let mut up_to = |most: i64| random.random_range(0..=most);
    Duals {
        submission: table.rows.iter().map(|_| up_to(1_200_000_000)).collect(),
        expert: (0..table.experts).map(|_| up_to(300_000_000)).collect(),
        group: 0,
        head: up_to(100_000_000),
        shortfall: up_to(500_000_000),
    }
}

/// Every set of members that can sit together, one of whom may lead.
fn sets(table: &Table) -> Vec<Vec<u32>> {
    (0..1_u32 << table.experts)
        .map(|bits| {
            (0..32)
                .filter(|at| bits >> at & 1 == 1)
                .collect::<Vec<u32>>()
        })
        .filter(|set| set.len() <= table.seats && table.is_led(set))
        .filter(|set| set.iter().all(|&member| !table.clash(set, member)))
        .collect()
}

fn highest(table: &Table, duals: &Duals) -> i64 {
    let mut judge = Judge::new(table);
    let worths = sets(table).into_iter().map(|set| judge.worth(&set, duals));
    worths.max().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// The search says that nothing is worth more than the best set, and finds it just below.
    #[test]
    fn the_best_group_is_found_and_proven(seed in any::<u64>()) {
        let table = table(seed, 10, 7, 4);
        let duals = duals(seed, &table);
        let highest = highest(&table, &duals);
        let never = || false;
        let proven = Search::new(&table, &duals, None, &never).run(highest, u64::MAX);
        prop_assert_eq!(proven, Verdict::Proven);
        let Verdict::Found(found) = Search::new(&table, &duals, None, &never).run(highest - 1, u64::MAX) else {
            return Err(TestCaseError::fail("the best group was missed"));
        };
        let mut judge = Judge::new(&table);
        for members in found {
            prop_assert_eq!(judge.worth(&members, &duals), highest);
        }
    }

    /// Whatever the link prices are, no set is worth more than the relaxation says; and exchanges
    /// never make a set worse, nor worth more than the best.
    #[test]
    fn the_relaxation_limits_every_set(seed in any::<u64>(), steps in 0..40_u32) {
        let table = table(seed, 10, 7, 4);
        let duals = duals(seed, &table);
        let highest = highest(&table, &duals);
        let mut relaxation = Relaxation::new(&table, &duals, None);
        prop_assert!(relaxation.lower(steps.max(1), highest) >= highest);
        let mut descent = Descent::new(&table, &duals);
        let mut judge = Judge::new(&table);
        for mut set in sets(&table).into_iter().step_by(37) {
            let before = judge.worth(&set, &duals);
            let after = descent.run(&mut set);
            prop_assert!(before <= after && after <= highest);
            prop_assert_eq!(after, judge.worth(&set, &duals));
        }
    }

    /// In any node and at any prices, no set with the members and without those left out is worth
    /// more than the relaxation says; and reading only the rows that changed comes to the same as
    /// reading all of them.
    #[test]
    fn a_node_limits_every_set_within_it(
        seed in any::<u64>(),
        deeds in prop::collection::vec((0..10_u32, any::<bool>(), 0..6_u32), 1..7),
    ) {
        let table = table(seed, 10, 7, 4);
        let duals = duals(seed, &table);
        let mut judge = Judge::new(&table);
        let mut relaxation = Relaxation::new(&table, &duals, None);
        for (expert, joins, steps) in deeds {
            relaxation.lower(steps + 1, i64::MIN / 2);
            let is_free = relaxation.links.standing[expert as usize] == Standing::Free;
            let fits = relaxation.left() > 0 && !table.clash(&relaxation.members, expert);
            if is_free && joins && fits {
                relaxation.join(expert);
            } else if is_free {
                relaxation.links.exclude(&table, expert);
            }
            let limit = relaxation.limit();
            let is_within = |set: &Vec<u32>| {
                let standing = |member: &u32| relaxation.links.standing[*member as usize];
                set.iter().all(|member| standing(member) != Standing::Out)
                    && relaxation.members.iter().all(|member| set.contains(member))
            };
            let within = sets(&table).into_iter().filter(is_within);
            let highest = within.map(|set| judge.worth(&set, &duals)).max();
            prop_assert!(highest.is_none_or(|highest| highest <= limit));
            relaxation.links.outdate_all();
            prop_assert_eq!(relaxation.limit(), limit);
        }
    }

    /// A group brings at its own prices what its members are worth.
    #[test]
    fn a_group_brings_what_its_members_are_worth(seed in any::<u64>()) {
        let table = table(seed, 8, 6, 3);
        let duals = duals(seed, &table);
        let mut judge = Judge::new(&table);
        let mut pool = Pool::default();
        pool.extend(&sets(&table));
        let most = sets(&table).iter().map(|set| judge.worth(set, &duals)).max();
        let best = pool.best(&table, &duals, i64::MIN, 3);
        prop_assert_eq!(best.first().map(|set| judge.worth(set, &duals)), most);
        for set in best {
            let group = judge.group(&set, &duals);
            prop_assert_eq!(group.worth(&table, &duals), judge.worth(&set, &duals));
        }
    }

    /// No two groups with at most so many shortfalls have more in total than the prices allow.
    #[test]
    fn any_prices_limit_every_committee(seed in any::<u64>()) {
        let table = table(seed, 7, 4, 3);
        let duals = duals(seed, &table);
        let (value, each) = duals.line(&table, highest(&table, &duals));
        let free = Duals {
            submission: vec![-9_000_000_000; table.rows.len()],
            ..duals.clone()
        };
        let mut judge = Judge::new(&table);
        let sets = sets(&table);
        let groups: Vec<_> = sets.iter().map(|set| judge.group(set, &free)).collect();
        for (at, one) in groups.iter().enumerate() {
            for other in &groups[at..] {
                let apart = one.members.iter().all(|member| !other.members.contains(member));
                if let Some((total, shortfalls)) = committee(&table, one, other).filter(|_| apart) {
                    prop_assert!(total <= value + each * shortfalls);
                }
            }
        }
    }
}

/// Where seats are dear, the best group is below full size and still has somebody who may lead,
/// however little the leader brings.
#[test]
fn a_small_group_is_led_too() {
    let pair = |expert, score| Pair {
        expert,
        score,
        meets: 0,
    };
    let mut table = Table {
        experts: 4,
        bars: vec![Vec::new(); 4],
        clashes: vec![Vec::new(); 4],
        heads: vec![false; 4],
        leads: vec![false, false, false, true],
        groups: 1,
        seats: 3,
        most_submissions: 1,
        rows: vec![Row {
            pairs: vec![pair(0, 900), pair(1, 800), pair(2, 700), pair(3, 100)],
            reviewers: 1,
            ..Row::default()
        }],
        ..Table::default()
    };
    table.index();
    let duals = Duals {
        submission: vec![0],
        expert: vec![200; 4],
        group: 0,
        head: 0,
        shortfall: 0,
    };
    // Without the rule the best would be expert 0 alone, worth 700.
    assert_eq!(highest(&table, &duals), 500);
    let never = || false;
    let proven = Search::new(&table, &duals, None, &never).run(500, u64::MAX);
    assert_eq!(proven, Verdict::Proven);
    let found = Search::new(&table, &duals, None, &never).run(499, u64::MAX);
    assert_eq!(found, Verdict::Found(vec![vec![0, 3]]));
    // Where nobody may lead there is no group, whatever the threshold.
    table.leads.fill(false);
    let verdict = Search::new(&table, &duals, None, &never).run(-1_000, u64::MAX);
    assert_eq!(verdict, Verdict::Proven);
}

/// The whole way on the toy season: its optimum, found and proven by the exact model, is neither
/// cut off by the limit nor beaten by a plan of groups, and the limit lies close above it.
#[cfg(feature = "highs")]
#[test]
fn the_optimum_of_the_toy_season_stays_within_the_limit() {
    use crate::model::Objective;
    use crate::solve::bound::{SeatBound, SeatLimits, relax};
    use crate::solve::{Environment, Incumbent, MultiStart, Unwatched, exact};
    use std::sync::Arc;

    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/toy");
    let season = crate::files::tables::read_season(folder.as_ref(), None)
        .unwrap()
        .season;
    let conflicts = crate::suitability::conflict::Conflicts::build(&season);
    let affinity = crate::suitability::affinity::Affinity::build(&season);
    let instance =
        crate::solve::instance::Instance::compile(&season, &conflicts, &affinity).unwrap();
    let stop = Arc::default();
    let environment = Environment::new(60.0, 1, 1, &stop, &Unwatched);
    let mut bounds = relax(&instance);
    let limits = SeatLimits::default();
    let multi_start = MultiStart {
        work: Some(2_000),
        threads: 1,
        ..MultiStart::new(&instance, &environment, Objective::Total, (bounds, &limits))
    };
    let mut best: Incumbent = multi_start.run(None, |_| ());
    let time = environment.left();
    exact::whole(
        &instance,
        &environment,
        Objective::Total,
        time,
        &mut best,
        &mut bounds,
    );

    let mut seats = SeatBound::new(&instance, best.value.shortfalls).unwrap();
    seats.improve(150, &limits, || false);
    let by_seats = limits.within(best.value.shortfalls).unwrap();
    let exchange = Arc::new(super::Exchange::default());
    exchange.show(&best);
    let groups = super::GroupBound::new(&instance, &limits, Arc::clone(&exchange)).unwrap();
    groups.run(&environment, &mut seats);
    let by_groups = limits.within(best.value.shortfalls).unwrap();
    assert!(best.value.total <= by_groups && by_groups <= by_seats);
    #[allow(clippy::cast_precision_loss)]
    let gap = (by_groups - best.value.total) as f64 / by_groups as f64;
    assert!(gap < 0.01, "the limit is {gap} above the optimum");
    let plan = exchange.take().expect("whole groups were found");
    assert_eq!(plan.broken, 0);
    assert!(plan.value.total <= best.value.total);
}

/// Total and shortfalls when each submission goes to the first group that can take it.
fn committee(
    table: &Table,
    one: &super::group::Group,
    other: &super::group::Group,
) -> Option<(i64, i64)> {
    let whole = |group: &super::group::Group| group.submissions.len() == table.rows.len();
    // A group that holds everything is a committee by itself; others are pieced together below.
    if whole(one) {
        return Some((one.total, i64::from(one.shortfalls)));
    }
    let (mut total, mut shortfalls) = (0, 0);
    for submission in 0..u32::try_from(table.rows.len()).ok()? {
        let group = [one, other]
            .into_iter()
            .find(|group| group.submissions.contains(&submission))?;
        let at = group.submissions.binary_search(&submission).ok()?;
        let row = &table.rows[submission as usize];
        let pairs = || {
            row.pairs
                .iter()
                .filter(|pair| group.reviewers[at].contains(&pair.expert))
        };
        total += pairs().map(|pair| pair.score).sum::<i64>();
        for (place, &needed) in row.needs.iter().enumerate() {
            let meeting = pairs().filter(|pair| pair.meets >> place & 1 == 1).count();
            shortfalls += i64::from(meeting < needed as usize);
        }
    }
    Some((total, shortfalls))
}
