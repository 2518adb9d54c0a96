//! A seat relaxation keeps its books, and its limits are limits.

use super::super::tests::{instance, season};
use super::super::{CandidateLists, Weights, first};
use super::*;
use crate::solve::search::Cooling;

const COOLING: Cooling = Cooling {
    hot: 400e6,
    cold: 80e6,
};

fn annealed<'a>(
    instance: &'a crate::solve::instance::Instance,
    lists: &CandidateLists,
    seed: u64,
    changes: u64,
) -> SeatRelaxation<'a> {
    let weights = Weights {
        shortfall: 1_500_000_000,
        loose_loads: true,
        ..Weights::total(instance)
    };
    let columns = Columns::of(instance).expect("a small season allows over_seats");
    let state = first(instance, weights, lists, seed);
    let mut run = SeatAnnealer::new(SeatRelaxation::of(&state, columns), lists, seed);
    #[allow(clippy::cast_precision_loss)]
    run.run(COOLING, |done| {
        (done < changes).then_some(done as f64 / changes as f64)
    });
    run.relaxed
}

#[test]
fn the_value_is_what_a_fresh_count_gives_and_limits_hold() {
    let season = season(30);
    let instance = instance(&season);
    let lists = CandidateLists::new(&instance);
    for seed in 0..6 {
        let mut relaxed = annealed(&instance, &lists, seed, 64 * (1 + 40 * seed));
        let (value, offers, home) = (relaxed.value, relaxed.offers.clone(), relaxed.home.clone());
        relaxed.value_anew();
        assert_eq!(value, relaxed.value, "seed {seed}");
        let rows = home.len();
        for (at, (kept, fresh)) in offers.iter().zip(&relaxed.offers).enumerate() {
            let there = offers[home[at % rows] as usize * rows + at % rows];
            assert!(there.exact, "seed {seed}: a home is known exactly");
            assert!(kept.worth >= fresh.worth, "seed {seed}: a limit is too low");
            assert!(kept.worth <= there.worth, "seed {seed}: better than home");
            assert!(!kept.exact || kept.worth == fresh.worth, "seed {seed}");
        }
    }
}

#[test]
fn seats_and_slots_agree_and_sizes_are_allowed() {
    let season = season(30);
    let instance = instance(&season);
    let lists = CandidateLists::new(&instance);
    let relaxed = annealed(&instance, &lists, 3, 6_400);
    let mut seated = 0;
    for (group, members) in (0_u32..).zip(&relaxed.members) {
        assert!(instance.shape.members.contains(&members.len()));
        seated += members.len();
        for (slot, &member) in (0_u32..).zip(members) {
            assert_eq!(relaxed.seat[member as usize], group);
            assert_eq!(relaxed.slot[member as usize], slot);
            assert!(!relaxed.is_reserved(member));
        }
    }
    assert_eq!(relaxed.seated, seated);
    let sitting = relaxed
        .seat
        .iter()
        .filter(|&&seat| seat != super::super::NOWHERE);
    assert_eq!(sitting.count(), seated);
}

#[test]
fn a_seat_relaxation_is_worth_more_after_annealing_and_keeps_the_rules() {
    let season = season(30);
    let instance = instance(&season);
    let lists = CandidateLists::new(&instance);
    let before = annealed(&instance, &lists, 1, 0);
    let after = annealed(&instance, &lists, 1, 12_800);
    assert!(after.value > before.value);
    assert_eq!(after.broken.iter().sum::<i64>(), 0);
    let state = after.state();
    // Limits of load are loose, so the state is worth as much, sizes apart.
    let crowding: i64 = after
        .counts
        .iter()
        .map(|&count| after.size_cost(count))
        .sum();
    assert_eq!(state.value + crowding, after.value);
}
