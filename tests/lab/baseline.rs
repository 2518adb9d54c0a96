//! Each baseline on a worked example, its guarantees on random pools, and the exact one compared
//! with an integer program.

use empanel::lab::baseline::committee::{Way, committee, last_year};
use empanel::lab::baseline::{Pool, Reviews, greedy, max_flow, random, round_robin};
use empanel::model::plan::{Group, Plan};
use empanel::model::{Season, SeasonBuilder};
use empanel::solve::instance::Instance;
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use proptest::prelude::*;

/// A pool of pairs (reviewer, score) by submission, without minimum loads.
fn pool(demands: &[u32], caps: &[u32], scores: &[&[(u32, i128)]]) -> Pool {
    Pool {
        demands: demands.to_vec(),
        caps: caps.to_vec(),
        floors: Vec::new(),
        scores: scores.iter().map(|row| row.to_vec()).collect(),
    }
}

fn filled(reviews: &Reviews) -> usize {
    reviews.iter().map(Vec::len).sum()
}

/// The first submission can only use reviewer 0. In half of the orders the second one draws before
/// it, and takes the only place of reviewer 0 in half of these cases.
#[test]
fn random_draws_every_outcome_by_hand() {
    let pool = pool(&[1, 1], &[1, 1], &[&[(0, 5)], &[(0, 9), (1, 1)]]);
    let mut stuck = 0;
    for seed in 0..400 {
        let drawn = random(&pool, seed);
        assert_eq!(drawn, random(&pool, seed), "the same seed, the same lots");
        match drawn.as_slice() {
            [first, second] if first.is_empty() && *second == [0] => stuck += 1,
            [first, second] => {
                assert_eq!((first.as_slice(), second.as_slice()), (&[0][..], &[1][..]))
            }
            _ => unreachable!("two submissions"),
        }
    }
    // A quarter of 400, four deviations of 8.7 either way.
    assert!((65..=135).contains(&stuck), "{stuck}");
}

/// 9 is taken first and blocks reviewer 0; the second submission gets 1: 10 in total, although 8 +
/// 7 = 15 was possible. Ties go to the first submission, then the first reviewer.
#[test]
fn greedy_takes_the_best_pair_first_by_hand() {
    let caught = pool(&[1, 1], &[1, 1], &[&[(0, 9), (1, 8)], &[(0, 7), (1, 1)]]);
    assert_eq!(greedy(&caught), [vec![0], vec![1]]);
    let ties = pool(&[1, 1], &[1, 1], &[&[(0, 5), (1, 5)], &[(0, 5), (1, 5)]]);
    assert_eq!(greedy(&ties), [vec![0], vec![1]]);
    let stranded = pool(&[1, 1], &[1, 1], &[&[(0, 9), (1, 8)], &[(0, 7)]]);
    assert_eq!(
        greedy(&stranded),
        [vec![0], vec![]],
        "it does not look ahead"
    );
}

/// Round 1: A takes 0 (its best), B wants 0, which is full, and takes 1. Round 2: A wants 1, full,
/// and takes 2; B values 2 and 3 equally and takes 2, the first.
#[test]
fn round_robin_takes_turns_by_hand() {
    let turns = pool(
        &[2, 2],
        &[1, 1, 2, 1],
        &[&[(0, 5), (1, 4), (2, 3)], &[(0, 9), (1, 8), (2, 1), (3, 1)]],
    );
    assert_eq!(round_robin(&turns), [vec![0, 2], vec![1, 2]]);
}

/// The first submission takes reviewer 0, the first it finds; the second cannot use another one, so
/// the first moves to 1, and the third, which can only use 0, moves the first again.
#[test]
fn max_flow_makes_room_by_hand() {
    let chain = pool(
        &[1, 1, 1],
        &[1, 1, 1],
        &[&[(0, 9), (1, 1), (2, 1)], &[(0, 1), (1, 9)], &[(0, 7)]],
    );
    assert_eq!(max_flow(&chain), [vec![2], vec![1], vec![0]]);
}

/// Pairs with any score are used.
#[test]
fn max_flow_fills_with_scores_of_0_and_below() {
    let low = pool(&[1, 1], &[1, 1], &[&[(0, 0)], &[(1, -1)]]);
    assert_eq!(max_flow(&low), [vec![0], vec![1]]);
}

/// Without minimum loads the first submission takes reviewer 0; the minimum load of reviewer 1
/// moves it there, as far as possible.
#[test]
fn max_flow_keeps_least_loads_by_hand() {
    let mut pool = pool(&[1], &[1, 1, 1], &[&[(0, 9), (1, 1)]]);
    assert_eq!(max_flow(&pool), [vec![0]]);
    pool.floors = vec![0, 1, 1];
    assert_eq!(max_flow(&pool), [vec![1]]);
}

/// People for two groups who each know one field and are otherwise equal.
fn season() -> Season {
    let mut builder = SeasonBuilder::new().rules(|rules| {
        rules.groups.count = 2;
        rules.groups.min_members = 3;
        rules.groups.max_members = 3;
        rules.reviews.per_submission = 1;
        rules.reviews.min_per_member = 0;
        rules.balance.max_per_employer = 0;
    });
    for (at, industry) in ["A", "A", "13", "14", "15", "17", "18", "19"]
        .iter()
        .enumerate()
    {
        let employer = format!("单位{at}");
        builder = builder.expert(&format!("E{at}"), &employer, industry, "", |expert| {
            expert.quality_lead = at < 2;
            expert.can_lead = at == 2 || at == 3;
        });
    }
    builder
        .submission("S0", "甲", "1310", "", |_| ())
        .submission("S1", "乙", "1411", "", |_| ())
        .submission("S2", "丙", "1711", "", |_| ())
        .submission("S3", "丁", "1931", "", |_| ())
        .build()
}

fn compiled(season: &Season) -> Instance {
    Instance::compile(season, &Conflicts::build(season), &Affinity::build(season)).expect("sound")
}

/// Dealt in table order: chairs E0, E1; leaders E2, E3; then E4 and E6 to the first group, E5 and
/// E7 to the second.
const DEALT: [Option<u32>; 8] = [
    None,
    None,
    Some(0),
    Some(1),
    Some(0),
    Some(1),
    Some(0),
    Some(1),
];

#[test]
fn committees_by_turns_and_by_greed_are_those_worked_by_hand() {
    let season = season();
    let instance = compiled(&season);
    let turns = committee(&instance, Way::RoundRobin, 1);
    assert_eq!((turns.chair, turns.vice_chair), (Some(0), Some(1)));
    assert_eq!(
        (turns.seat.as_slice(), &turns.leaders),
        (&DEALT[..], &vec![Some(2), Some(3)])
    );
    // Submissions are dealt 0, 1, 0, 1. In the first group (13, 15, 18) nobody knows 17 better than
    // by its section: the first of equals, E2, but S0 comes first and E2 has room for both.
    assert_eq!(turns.group, [0, 1, 0, 1]);
    assert_eq!(turns.reviewers, [vec![2], vec![3], vec![2], vec![7]]);
    // Greed sends each to the group that knows it: 13 -> E2 (first), 14 -> E3, 17 -> E5, 19 -> E7;
    // but the second group is full after two, and S3 goes to the first, where all know its section.
    let greed = committee(&instance, Way::Greedy, 1);
    assert_eq!(greed.group, [0, 1, 1, 0]);
    assert_eq!(greed.reviewers, [vec![2], vec![3], vec![5], vec![2]]);
}

/// With one group, the flow over the whole pool is kept for everybody who sits in it: all but the
/// chairs.
#[test]
fn flow_keeps_its_reviewers_who_sit_in_the_group() {
    let season = season();
    let mut instance = compiled(&season);
    instance.groups.truncate(1);
    instance.shape.groups = 1;
    instance.shape.members = vec![6];
    for seed in 0..20 {
        let made = committee(&instance, Way::FlowRandomGroups, seed);
        let members = made.members(1);
        assert_eq!((members[0].len(), &made.group), (6, &vec![0; 4]));
        // Everybody of section C scores for every submission: the flow takes the first with room,
        // E2, for all four, and it sits in the only group.
        assert!(
            made.reviewers.iter().all(|list| list == &[2]),
            "{:?}",
            made.reviewers
        );
    }
}

/// E3 led last year and is gone; E5 sat with E2; E9 is unknown.
#[test]
fn last_years_people_keep_their_seats() {
    let mut season = season();
    season.experts[3].available = false;
    season.experts[6].can_lead = true;
    let instance = compiled(&season);
    let group = |id: &str, leader: &str, members: &[&str]| Group {
        id: id.to_owned(),
        leader: leader.to_owned(),
        members: members.iter().map(|&one| one.to_owned()).collect(),
        ..Group::default()
    };
    let text = serde_json::json!({
        "schema": "empanel/plan@1", "status": "feasible",
        "committee": {"chair": "E1", "vice_chair": "E9"},
        "groups": [], "reviews": [], "shortfalls": [],
        "quality": {"total_score": 0.0, "worst_score": 0.0, "mean_score": 0.0, "coverage_shortfalls": 0},
    });
    let mut old: Plan = serde_json::from_value(text).expect("a plan");
    old.groups = vec![
        group("G1", "E3", &["E3", "E9", "E7"]),
        group("G2", "E2", &["E2", "E5", "E4"]),
    ];
    let made = last_year(&instance, &season, &old);
    // Positions without E3: E0 E1 E2 E4 E5 E6 E7 are 0 to 6.
    let id = |who: u32| {
        season.experts[instance.experts[who as usize].season.at()]
            .id
            .clone()
    };
    assert_eq!(made.chair.map(id).as_deref(), Some("E1"), "kept");
    assert_eq!(
        made.vice_chair.map(id).as_deref(),
        Some("E0"),
        "from the table"
    );
    let members: Vec<Vec<String>> = made
        .members(2)
        .into_iter()
        .map(|list| list.into_iter().map(id).collect())
        .collect();
    assert_eq!(
        members,
        [vec!["E6", "E7"], vec!["E2", "E4", "E5"]],
        "E6 leads in the place of E3"
    );
    assert_eq!(
        made.leaders
            .iter()
            .flatten()
            .map(|&who| id(who))
            .collect::<Vec<_>>(),
        ["E6", "E2"]
    );
    assert!(made.reviewers.iter().all(|list| list.len() == 1));
}

fn pools() -> impl Strategy<Value = Pool> {
    (
        proptest::collection::vec(proptest::option::weighted(0.6, 0..9u32), 6 * 5),
        proptest::collection::vec(0..4u32, 6),
        proptest::collection::vec((0..3u32, 0..3u32), 5),
    )
        .prop_map(|(scores, demands, loads)| {
            let row = |row: &[Option<u32>]| {
                let pairs = (0..)
                    .zip(row)
                    .filter_map(|(who, score)| Some((who, i128::from((*score)?))));
                pairs.collect()
            };
            Pool {
                demands,
                caps: loads.iter().map(|&(floor, more)| floor + more).collect(),
                floors: loads.iter().map(|&(floor, _)| floor).collect(),
                scores: scores.chunks(5).map(row).collect(),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// No demand or maximum load is exceeded, nobody reviews twice or without a pair, and (except
    /// for flow, which looks further ahead) no usable reviewer is left unused.
    #[test]
    fn every_baseline_keeps_demands_and_most_loads(pool in pools(), seed in 0..9u64) {
        for (name, reviews) in [
            ("random", random(&pool, seed)),
            ("greedy", greedy(&pool)),
            ("round robin", round_robin(&pool)),
            ("max flow", max_flow(&pool)),
        ] {
            let mut loads = vec![0u32; pool.caps.len()];
            for (row, list) in reviews.iter().enumerate() {
                prop_assert!(list.len() <= pool.demands[row] as usize, "{}", name);
                prop_assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{}", name);
                for who in list {
                    prop_assert!(pool.scores[row].iter().any(|pair| pair.0 == *who), "{}", name);
                    loads[*who as usize] += 1;
                }
            }
            prop_assert!(loads.iter().zip(&pool.caps).all(|(load, cap)| load <= cap), "{}", name);
            let missed = |row: usize| {
                let open = reviews[row].len() < pool.demands[row] as usize;
                open && pool.scores[row].iter().any(|&(who, _)| {
                    !reviews[row].contains(&who) && loads[who as usize] < pool.caps[who as usize]
                })
            };
            prop_assert!(!(0..reviews.len()).any(missed), "{}", name);
        }
    }
}

#[cfg(feature = "highs")]
mod highs {
    use super::{Pool, filled, max_flow, pools};
    use good_lp::{
        Expression, Solution as _, SolverModel as _, constraint, default_solver, variable,
        variables,
    };
    use proptest::prelude::*;

    /// The maximum number of reviews; with `keep`, only among assignments that satisfy the minimum
    /// loads.
    fn most(pool: &Pool, keep: bool) -> Option<f64> {
        let mut model = variables!();
        let mut pairs = Vec::new();
        for (row, list) in pool.scores.iter().enumerate() {
            for &(who, _) in list {
                pairs.push((row, who as usize, model.add(variable().binary())));
            }
        }
        let sum = |keep: &dyn Fn(&(usize, usize, good_lp::Variable)) -> bool| -> Expression {
            pairs
                .iter()
                .filter(|pair| keep(pair))
                .map(|pair| Expression::from(pair.2))
                .sum()
        };
        let aim = sum(&|_| true);
        let mut problem = model.maximise(aim.clone()).using(default_solver);
        for (row, &demand) in pool.demands.iter().enumerate() {
            problem = problem.with(constraint!(sum(&|pair| pair.0 == row) <= f64::from(demand)));
        }
        for (who, &cap) in pool.caps.iter().enumerate() {
            problem = problem.with(constraint!(sum(&|pair| pair.1 == who) <= f64::from(cap)));
            if keep {
                let floor = f64::from(pool.floors[who]);
                problem = problem.with(constraint!(sum(&|pair| pair.1 == who) >= floor));
            }
        }
        problem.solve().ok().map(|solution| solution.eval(&aim))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn max_flow_fills_as_much_as_an_integer_program(pool in pools()) {
            let reviews = max_flow(&pool);
            let best = most(&pool, false).expect("nothing is always possible");
            prop_assert!((filled(&reviews) as f64 - best).abs() < 1e-6);
            let load = |who: u32| reviews.iter().flatten().filter(|&&other| other == who).count();
            let kept = (0..).zip(&pool.floors).all(|(who, &floor)| load(who) >= floor as usize);
            prop_assert_eq!(kept, most(&pool, true).is_some(), "least loads wherever they can be");
        }
    }
}
