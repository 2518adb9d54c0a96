//! Tables say what going through every set of reviewers says, chances are what exp says, and the
//! rules are kept.

use super::super::tests::{instance, season};
use super::super::{CandidateLists, Weights, first};
use super::candidates::Bath;
use super::chance::{Chance, cooled};
use super::exchange::Exchange;
use super::*;
use crate::solve::instance::{Cell, Cells, Instance, NOWHERE, Seating};
use proptest::prelude::*;

const COURSE: Course = Course {
    temperatures: (300_000, 50_000),
    prices: (1_600_000_000, 4_000_000_000),
    rise: (30_000, 50_000),
};

/// What members are worth to a submission, by going through every set of reviewers.
fn worth(seats: &Seats<'_>, members: &[u32], group: usize, row: usize) -> i32 {
    let (instance, scores) = (seats.instance, &seats.scores);
    let cell = |expert: u32| instance.cells.get(row, expert as usize);
    let need = &instance.submissions[row];
    let barred = members.iter().any(|&member| cell(member).barred());
    let demanded = |set: &[u32]| need.must_review.iter().all(|one| set.contains(one));
    let had = (0..instance.experts.len()).map(|expert| instance.cells.get(row, expert));
    let had = had
        .filter(|cell| cell.free())
        .fold(0, |had, cell| had | cell.mask());
    let mut best = scores.floor;
    for set in 0_u32..1 << members.len() {
        let set: Vec<u32> = (0..members.len())
            .filter(|&slot| set >> slot & 1 == 1)
            .map(|slot| members[slot])
            .collect();
        if set.len() != instance.reviewers_each || !set.iter().all(|&one| cell(one).free()) {
            continue;
        }
        let covered = set
            .iter()
            .fold(0, |covered, &one| covered | cell(one).mask());
        let short = (need.mask & had & !covered).count_ones().cast_signed();
        let knowing = members.iter().filter(|&&one| cell(one).knows()).count();
        let lacking = usize::from(scores.wanted[row]).saturating_sub(knowing) as i32;
        let sum: i32 = set
            .iter()
            .map(|&one| scores.units(i64::from(cell(one).score())))
            .sum();
        if demanded(&set) && !barred && need.allowed.allows(group) {
            best = best.max(sum - (short + lacking) * seats.price);
        }
    }
    best
}

/// What all submissions are worth with these members, each where it is worth most.
fn total(seats: &Seats<'_>, members: &[Vec<u32>]) -> i64 {
    let best = |row: usize| {
        let groups = members.iter().enumerate();
        let net = groups.map(|(at, group)| worth(seats, group, at, row) - seats.size_price[at]);
        i64::from(net.max().expect("there are groups"))
    };
    (0..seats.scores.rows).map(best).sum()
}

fn seats_of(instance: &Instance, seed: u64) -> Seats<'_> {
    seats_asking(instance, seed, |_| 0)
}

fn seats_asking(instance: &Instance, seed: u64, wanted: impl Fn(usize) -> u8) -> Seats<'_> {
    let lists = CandidateLists::new(instance);
    let state = first(instance, Weights::total(instance), &lists, seed);
    let scores = Scores::asking(instance, wanted).expect("tables apply");
    Seats::of(&state, &scores).expect("all who must review sit")
}

/// The toy season with pairs of its own.
fn with_pairs(instance: &Instance, pairs: &[(u32, u32, u32)], k: usize) -> Instance {
    let mut own = instance.clone();
    let cells = pairs.iter().map(|&(score, bits, conflict)| {
        let cell = Cell::new(f64::from(score) / 20.0, bits);
        match conflict {
            0 => cell.with_bar(),
            1..=3 => cell.with_recusal(),
            _ if bits & 1 == 1 => cell.with_knowledge(),
            _ => cell,
        }
    });
    own.cells = Cells::Dense {
        experts: own.experts.len(),
        cells: cells.collect(),
    };
    own.reviewers_each = k;
    for need in &mut own.submissions {
        need.reviewers = k;
    }
    own
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn every_value_from_the_tables_is_what_a_full_count_gives(
        pairs in prop::collection::vec((0_u32..20, 0_u32..8, 0_u32..40), 40 * 24),
        k in 1_usize..5,
        seed in 0_u64..1_000,
        price in 0_i64..3_000_000_000,
        wanted in 0_u8..4,
    ) {
        let season = season(30);
        let instance = with_pairs(&instance(&season), &pairs, k);
        let mut seats = seats_asking(&instance, seed, |row| wanted * u8::from(row % 3 > 0));
        seats.set_price(price);
        seats.size_price[0] = seats.scores.point / 9;
        seats.value_anew();
        let (mut bath, mut exchange) = (Bath::default(), Exchange::default());
        let mut chance = Chance::new(seed);
        chance.set_temperature(seats.scores.point.unsigned_abs());
        for _ in 0..4 {
            let group = chance.below(3);
            let slot = chance.below(seats.members[group].len());
            let now = total(&seats, &seats.members);
            prop_assert_eq!(seats.value(), now);
            bath.value(&mut seats, (group, slot));
            let holder = bath.gains[seats.members[group][slot] as usize];
            for &expert in &seats.pool {
                let mut members = seats.members.clone();
                members[group][slot] = expert;
                let gain = i64::from(bath.gains[expert as usize] - holder);
                prop_assert_eq!(now + gain, total(&seats, &members));
            }
            let other = (group + 1) % 3;
            for place in 0..seats.members[other].len() {
                let mut members = seats.members.clone();
                let out = members[group][slot];
                members[group][slot] = std::mem::replace(&mut members[other][place], out);
                let pair = [(group, slot), (other, place)];
                let gain = exchange.gain(&mut seats, pair, i32::MIN / 2);
                prop_assert_eq!(now + i64::from(gain), total(&seats, &members));
                let limit = exchange.gain(&mut seats, pair, 0);
                prop_assert!(limit == gain || gain <= limit && limit < 0);
            }
            bath.draw(&mut seats, &mut chance, (group, slot));
            exchange.attempt(&mut seats, &mut chance, [(group, slot), (other, 0)]);
        }
    }
}

#[test]
fn chances_are_those_of_the_exponential_function() {
    let mut chance = Chance::new(1);
    chance.set_temperature(10_000);
    for loss in (0..200_000).step_by(501) {
        let (is, should) = (
            f64::from(chance.weight(loss)) / f64::from(u32::MAX),
            (-f64::from(loss) / 10_000.0).exp(),
        );
        // Of one step of the table.
        assert!(
            (is - should).abs() <= should / 60.0 + 1e-8,
            "{loss}: {is} {should}"
        );
    }
    let often = (0..20_000).filter(|_| chance.bearable() >= 10_000).count();
    assert!(
        (7_000..7_800).contains(&often),
        "exp(-1) of 20000 is 7358: {often}"
    );
}

#[test]
fn a_cooling_is_geometric() {
    for share in (0..=65_536).step_by(4_096) {
        let part = f64::from(share) / 65_536.0;
        let should = 320_000.0 * (70_000.0_f64 / 320_000.0).powf(part);
        let is = f64::from(cooled(320_000, 70_000, share));
        assert!((is / should - 1.0).abs() < 1e-3, "{share}: {is} {should}");
    }
}

fn annealed<'a>(instance: &'a Instance, seed: u64, moves: u64) -> Seats<'a> {
    let mut run = HeatBath::new(seats_of(instance, seed), seed);
    let all = [0, 1, 2];
    #[allow(clippy::cast_precision_loss)]
    run.run(COURSE, &all, |done, _| {
        (done < moves).then_some(done as f64 / moves as f64)
    });
    run.quench(4_000_000_000, &all);
    run.seats
}

#[test]
fn an_annealing_raises_the_value_and_keeps_the_rules() {
    let season = season(30);
    let instance = instance(&season);
    for seed in 0..4 {
        let mut before = seats_of(&instance, seed);
        before.set_price(4_000_000_000);
        let after = annealed(&instance, seed, 40_000);
        assert!(after.total() > before.total(), "seed {seed}");
        assert_eq!(after.broken.iter().sum::<i64>(), 0, "seed {seed}");
        assert_eq!(after.newcomers_lacking(after.new_members), 0, "seed {seed}");
        let state = after.state(Weights::total(&instance));
        assert_eq!(state.new_members, after.new_members);
        for (group, members) in (0_u32..).zip(&after.members) {
            assert!(instance.shape.members.contains(&members.len()));
            for (slot, &member) in (0_u32..).zip(members) {
                let at = (after.seat[member as usize], after.slot[member as usize]);
                assert_eq!(at, (group, slot));
                assert!(!after.chairs.contains(&member) && !after.pool.contains(&member));
            }
        }
        let outside = (0..40).filter(|&one| after.seat[one as usize] == NOWHERE);
        let mut outside: Vec<u32> = outside.filter(|one| !after.chairs.contains(one)).collect();
        let mut pool = after.pool.clone();
        pool.sort_unstable();
        outside.sort_unstable();
        assert_eq!(pool, outside);
    }
}

#[test]
fn the_same_seed_gives_the_same_seats() {
    let season = season(30);
    let instance = instance(&season);
    let members = |seed| annealed(&instance, seed, 12_000).members;
    assert_eq!(members(5), members(5));
}

#[test]
fn who_is_pinned_and_who_must_review_keeps_the_seat() {
    let season = season(30);
    let mut instance = instance(&season);
    let start = seats_of(&instance, 2);
    let (pinned, reviewer) = (start.members[1][2], start.members[2][3]);
    let row = (0..24)
        .find(|&row| instance.cells.get(row, reviewer as usize).free())
        .expect("somebody's review is free");
    instance.experts[pinned as usize].seating = Seating::Must;
    instance.submissions[row].must_review = vec![reviewer];
    let after = annealed(&instance, 2, 12_000);
    // `first` may seat them elsewhere now; they stay where it did.
    let begun = seats_of(&instance, 2);
    for expert in [pinned, reviewer] {
        assert_eq!(after.seat[expert as usize], begun.seat[expert as usize]);
    }
    assert_eq!(after.home[row], after.seat[reviewer as usize]);
    assert_eq!(after.value(), total(&after, &after.members));
}

#[test]
fn groups_annealed_again_never_get_worse_and_the_others_are_held() {
    let season = season(30);
    let instance = instance(&season);
    let mut run = HeatBath::new(seats_of(&instance, 3), 3);
    run.quench(4_000_000_000, &[0, 1, 2]);
    let before = run.seats.total();
    let mut left = 30;
    run.improve(COURSE, 4_000_000_000, (2, 3_000), |_| {
        left -= 1;
        left > 0
    });
    assert!(run.seats.total() >= before);
    assert_eq!(run.seats.value(), total(&run.seats, &run.seats.members));
}

#[test]
fn tables_are_not_made_where_they_do_not_apply() {
    let season = season(30);
    let mut instance = instance(&season);
    assert!(Scores::of(&instance).is_some());
    instance.industry_reviewers = 2;
    assert!(Scores::of(&instance).is_none());
}
