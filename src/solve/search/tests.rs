//! The search keeps its books: gains are what moves bring, values what a fresh count gives, and
//! the choice of reviewers is the best of all sets.

use super::candidate_lists::CandidateLists;
use super::choose::{Question, choose, worth};
use super::moves::Scratch;
use super::*;
use crate::model::{Season, SeasonBuilder};
use crate::solve::instance::{Cell, Instance};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use proptest::prelude::*;

/// A season of 40 experts and 24 submissions with caps, newcomers, relatives and tight loads.
pub(in crate::solve) fn season(load: u32) -> Season {
    let industries = ["36", "38;39", "C", "27", "35", "26;27", "3812", "6510"];
    let domains = [
        "Q01.01:2;Q03.01",
        "Q06.01",
        "Q04.01:1;Q09.02",
        "Q08.01;Q12.01:2",
        "Q02.01",
    ];
    let mut builder = SeasonBuilder::new().rules(|rules| {
        rules.groups.count = 3;
        rules.groups.min_members = 5;
        rules.groups.max_members = 7;
        rules.reviews.max_per_expert = load;
        rules.balance.min_new_share = 0.25;
        rules.balance.max_region_share = 0.6;
    });
    for number in 0..40_usize {
        let id = format!("E{number:02}");
        let employer = format!("单位{}", number % 17);
        builder = builder.expert(
            &id,
            &employer,
            industries[number % 8],
            domains[number % 5],
            |e| {
                e.can_lead = number % 4 == 0;
                e.quality_lead = number % 9 == 0;
                e.region = format!("省{}", number % 6);
                e.served_years = if number % 3 == 0 { vec![] } else { vec![2024] };
            },
        );
    }
    for number in 0..24_usize {
        let id = format!("S{number:02}");
        let employer = format!("单位{}", number % 29);
        let industry = ["3612", "3812", "3911", "2710", "6510", "3521"][number % 6];
        let domain = ["Q01.01", "Q06.01;Q04.01", "Q08.01;Q03.01", "Q09.02"][number % 4];
        builder = builder.submission(&id, &employer, industry, domain, |_| ());
    }
    builder
        .relation("E01", crate::model::RelationKind::KinOf, "E02")
        .build()
}

pub(in crate::solve) fn instance(season: &Season) -> Instance {
    Instance::compile(season, &Conflicts::build(season), &Affinity::build(season))
        .expect("it compiles")
}

/// The same committee, valued from nothing.
pub(in crate::solve) fn counted_anew<'a>(state: &State<'a>) -> State<'a> {
    let blocks = state.blocks.iter();
    let submissions: Vec<Vec<u32>> = blocks.map(|block| block.submissions.clone()).collect();
    State::new(
        state.instance,
        state.weights,
        &state.members(),
        &submissions,
        state.chairs,
    )
}

#[test]
fn values_are_what_a_fresh_count_gives() {
    for load in [30, 6] {
        let season = season(load);
        let instance = instance(&season);
        let weights = Weights::total(&instance);
        let lists = CandidateLists::new(&instance);
        let mut run = Annealer::new(first(&instance, weights, &lists, 1), &lists, 7);
        for _ in 0..40 {
            run.run(
                Cooling {
                    hot: 400e6,
                    cold: 300e6,
                },
                |moves, _| (moves < 512).then_some(0.5),
            );
            let state = &run.state;
            let fresh = counted_anew(state);
            assert_eq!(state.seated, fresh.seated);
            assert_eq!(state.new_members, fresh.new_members);
            for (kept, anew) in state.blocks.iter().zip(&fresh.blocks) {
                // Where loads push reviews aside, the order of moves may leave them elsewhere.
                if !kept.is_shifted() && !anew.is_shifted() {
                    assert_eq!(kept.value, anew.value);
                }
            }
            let blocks: i64 = state.blocks.iter().map(|block| block.value).sum();
            let across = state.across(state.chairs, state.seated, state.new_members);
            assert_eq!(state.value, blocks + across);
        }
    }
}

#[test]
fn a_delta_is_what_copies_give() {
    let season = season(30);
    let instance = instance(&season);
    let lists = CandidateLists::new(&instance);
    let state = first(&instance, Weights::total(&instance), &lists, 3);
    let mut scratch = Scratch::default();
    let mut seen = 0;
    for a in 0..24 {
        for b in 0..24 {
            for change in [
                change::Move::SwapSubmissions(a, b),
                change::Move::Regroup(a, b % 3),
            ] {
                let delta = scratch.try_move(&state, change, i64::MIN);
                let slow = scratch.try_copied(&state, change);
                assert_eq!(delta, slow, "{change:?}");
                seen += usize::from(delta.is_some());
            }
        }
    }
    for out in 0..40 {
        for into in 0..40 {
            let change = change::Move::Replace { out, into };
            assert_eq!(
                scratch.try_move(&state, change, i64::MIN),
                scratch.try_copied(&state, change),
                "{change:?}"
            );
        }
    }
    assert!(seen > 100);
}

/// The best worth over all sets, by going through every one.
fn best_by_enumeration(question: Question<'_>, k: usize) -> i64 {
    let n = question.cells.len();
    let mut best = i64::MIN;
    for set in 0_u32..1 << n {
        let slots: Vec<u8> = (0..n as u8).filter(|slot| set >> slot & 1 == 1).collect();
        let free = slots
            .iter()
            .all(|&slot| question.cells[slot as usize].free());
        if slots.len() == k && free {
            best = best.max(worth(question, &slots));
        }
    }
    best
}

proptest! {
    #[test]
    fn the_choice_is_the_best_of_all_sets(
        pairs in prop::collection::vec((0_u32..20, 0_u32..16, 0_u32..8), 5..9),
        mask in 0_u32..16,
        k in 2_usize..5,
        industry in 0_u32..3,
    ) {
        let season = season(30);
        let mut instance = instance(&season);
        instance.industry_reviewers = industry;
        let weights = Weights::total(&instance);
        let cells: Vec<Cell> = pairs
            .iter()
            .map(|&(score, bits, conflict)| {
                let cell = Cell::new(f64::from(score) / 20.0, bits);
                if conflict == 0 { cell.with_recusal() } else { cell }
            })
            .collect();
        let mask = if industry == 0 { mask & !1 } else { mask };
        let question = Question { instance: &instance, weights: &weights, mask, cells: &cells, must: 0, hard: 0, industry_members: 0 };
        let free = cells.iter().filter(|cell| cell.free()).count();
        let mut out = vec![0; k];
        let value = choose(question, &mut out);
        prop_assert_eq!(value, worth(question, &out));
        if free >= k {
            prop_assert_eq!(value, best_by_enumeration(question, k));
        }
    }
}

#[test]
fn a_regrouped_group_is_not_taken_for_the_one_before() {
    let season = season(30);
    let instance = instance(&season);
    let weights = Weights::total(&instance);
    let lists = CandidateLists::new(&instance);
    let start = first(&instance, weights, &lists, 1);
    // Submissions in turn, whatever they are about: sorting them is sure to help.
    let mut scattered = vec![Vec::new(); start.blocks.len()];
    for submission in 0..24_u32 {
        scattered[submission as usize % start.blocks.len()].push(submission);
    }
    let mut state = State::new(
        &instance,
        weights,
        &start.members(),
        &scattered,
        start.chairs,
    );
    let before: Vec<u32> = state.blocks.iter().map(|block| block.version).collect();
    let whole = Area::whole(&instance);
    assert!(regroup(&mut state, &lists, &whole));
    for (block, before) in state.blocks.iter().zip(before) {
        assert!(
            block.version > before,
            "offers of the old group would count"
        );
    }
}
