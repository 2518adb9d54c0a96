//! Forming the groups anew that lose most. Where a search has found some groups as good as they can
//! be and others not at all, it does better to start the others again from the top, among
//! themselves, than to go on with all.

use super::super::rounds::{Round, Way};
use super::super::search::{Area, CandidateLists, State};

/// What the weakest groups make up for, in percent of all that is lost.
const WEAK: i128 = 95;
/// The weakest groups are formed anew if they are at most so many of a hundred: where all lose
/// alike, this would only be the same search once more.
const FEW: usize = 75;

/// A round as it suits a state, and what its moves may change.
pub(super) fn suited(round: Round, state: &State<'_>, lists: &CandidateLists) -> (Round, Area) {
    let whole = Area::whole(state.instance);
    if round.way != Way::Weakest {
        return (round, whole);
    }
    let weakest = weakest(state, lists);
    let few = weakest.len() * 100 <= state.blocks.len() * FEW;
    match few && weakest.len() > 1 {
        true => (round, Area::of_groups(state, weakest)),
        false => (round.with_all(), whole),
    }
}

/// The groups that lose most against what their submissions could reach, ascending: as few as make
/// up for [`WEAK`] of all that is lost.
fn weakest(state: &State<'_>, lists: &CandidateLists) -> Vec<u32> {
    let ceilings = lists.ceilings();
    let loss = |group: u32| {
        let block = &state.blocks[group as usize];
        let own = block.submissions.iter();
        own.map(|&own| ceilings[own as usize]).sum::<i64>() - block.value
    };
    let mut groups: Vec<(i64, u32)> = (0..)
        .take(state.blocks.len())
        .map(|group| (loss(group), group))
        .collect();
    groups.sort_unstable_by_key(|&(loss, group)| (std::cmp::Reverse(loss), group));
    let all: i64 = groups.iter().map(|own| own.0).sum();
    let mut lost = 0;
    let mut weakest: Vec<u32> = groups
        .into_iter()
        .take_while(|own| {
            let open = i128::from(lost) * 100 < i128::from(all) * WEAK;
            lost += own.0;
            open
        })
        .map(|own| own.1)
        .collect();
    weakest.sort_unstable();
    weakest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::rounds::{Allowed, polish};
    use crate::solve::search::tests::{instance, season};
    use crate::solve::search::{Weights, first};

    const BY_MOVES: Allowed = Allowed {
        seats: false,
        heat_bath: false,
    };

    #[test]
    fn what_loses_most_is_formed_anew_and_nothing_where_all_lose_alike() {
        let season = season(30);
        let instance = instance(&season);
        let lists = CandidateLists::new(&instance);
        let mut state = first(&instance, Weights::total(&instance), &lists, 1);
        let round = polish(BY_MOVES)[0];
        assert_eq!(round.way, Way::Weakest);
        let (found, area) = suited(round, &state, &lists);
        assert_eq!(found.way, Way::Loose);
        assert_eq!(area, Area::whole(&instance));

        // One group as good as it can be, one far from it, one in between.
        let best = |state: &State<'_>, group: usize| -> i64 {
            let own = state.blocks[group].submissions.iter();
            own.map(|&own| lists.ceilings()[own as usize]).sum()
        };
        for (group, lost) in [(0, 100), (1, 0), (2, 300)] {
            state.blocks[group].value = best(&state, group) - lost;
        }
        let (found, area) = suited(round, &state, &lists);
        assert_eq!(found.way, Way::Weakest);
        assert_eq!(area.groups, [0, 2]);

        // One group alone has nobody to change with.
        state.blocks[0].value = best(&state, 0) - 10;
        assert_eq!(suited(round, &state, &lists).0.way, Way::Loose);
    }
}
