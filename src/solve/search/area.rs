//! What one thread of a search may change: some of the groups with their submissions, and some of
//! the experts. Threads that have areas without anything in common work on one committee at once,
//! and what they find is put together (domain decomposition, Casotto, Romeo and
//! Sangiovanni-Vincentelli 1987).

use super::state::State;
use crate::solve::instance::{Instance, NOWHERE};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Groups, and the submissions and experts that may move among them, while the rest of the
/// committee stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its groups.
    pub groups: Vec<u32>,
    /// The submissions of its groups.
    pub submissions: Vec<u32>,
    /// The members of its groups, and those without a seat who may take one there.
    pub experts: Vec<u32>,
    /// Its experts who may be chair or vice chair; nobody where the chairs are another area's.
    pub leads: Vec<u32>,
    /// Whether each expert is one of it; empty where all are.
    own: Vec<bool>,
}

impl Area {
    /// The whole committee.
    pub fn whole(instance: &Instance) -> Self {
        // Groups, submissions and experts fit 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let all = |count: usize| (0..count as u32).collect::<Vec<u32>>();
        let experts = all(instance.experts.len());
        Self {
            groups: all(instance.groups.len()),
            submissions: all(instance.submissions.len()),
            leads: leads(instance, &experts),
            experts,
            own: Vec::new(),
        }
    }

    /// These groups of a state, ascending, and everybody who sits in no other.
    pub fn of_groups(state: &State<'_>, groups: Vec<u32>) -> Self {
        let mut has = vec![false; state.blocks.len()];
        for &group in &groups {
            has[group as usize] = true;
        }
        let may = |&expert: &u32| match state.seat[expert as usize] {
            NOWHERE => true,
            group => has[group as usize],
        };
        let everybody = Self::whole(state.instance).experts;
        let experts = everybody.into_iter().filter(may).collect();
        Self::with(state, groups, experts, true)
    }

    fn with(state: &State<'_>, groups: Vec<u32>, experts: Vec<u32>, chairs: bool) -> Self {
        let blocks = groups.iter().map(|&group| &state.blocks[group as usize]);
        let mut submissions: Vec<u32> = blocks.flat_map(|own| own.submissions.clone()).collect();
        submissions.sort_unstable();
        let mut own = vec![false; state.instance.experts.len()];
        for &expert in &experts {
            own[expert as usize] = true;
        }
        let leads = match chairs {
            true => leads(state.instance, &experts),
            false => Vec::new(),
        };
        Self {
            groups,
            submissions,
            experts,
            leads,
            own,
        }
    }

    /// Whether an expert is one of it.
    pub fn has(&self, expert: u32) -> bool {
        self.own.is_empty() || self.own[expert as usize]
    }

    /// Hands over to a state what a copy of it changed in the area; values are counted again with
    /// [`State::recount`].
    pub fn hand_over(&self, mut copy: State<'_>, state: &mut State<'_>) {
        for &group in &self.groups {
            let group = group as usize;
            std::mem::swap(&mut state.blocks[group], &mut copy.blocks[group]);
        }
        for &expert in &self.experts {
            let expert = expert as usize;
            (state.seat[expert], state.slot[expert]) = (copy.seat[expert], copy.slot[expert]);
        }
        for &submission in &self.submissions {
            let submission = submission as usize;
            state.group[submission] = copy.group[submission];
            state.row[submission] = copy.row[submission];
        }
        if !self.leads.is_empty() {
            state.chairs = copy.chairs;
        }
    }

    /// Divides it among so many threads by lot: the groups with all who sit there, and those
    /// without a seat. The first has the chairs.
    pub fn split(&self, state: &State<'_>, parts: usize, seed: u64) -> Vec<Self> {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut groups = self.groups.clone();
        groups.shuffle(&mut random);
        let mut part_of = vec![0; state.blocks.len()];
        let mut of_part = vec![(Vec::new(), Vec::new()); parts];
        for (at, group) in groups.into_iter().enumerate() {
            part_of[group as usize] = at % parts;
            of_part[at % parts].0.push(group);
        }
        for &expert in &self.experts {
            let part = match state.seat[expert as usize] {
                NOWHERE if state.chairs.contains(&expert) => 0,
                NOWHERE => random.random_range(0..parts),
                group => part_of[group as usize],
            };
            of_part[part].1.push(expert);
        }
        let area = |(part, (mut groups, experts)): (usize, (Vec<u32>, Vec<u32>))| {
            groups.sort_unstable();
            Self::with(state, groups, experts, part == 0)
        };
        of_part.into_iter().enumerate().map(area).collect()
    }
}

fn leads(instance: &Instance, experts: &[u32]) -> Vec<u32> {
    let may = |expert: &u32| instance.experts[*expert as usize].quality_lead;
    experts.iter().copied().filter(may).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::search::tests::{counted_anew, instance, season};
    use crate::solve::search::{Annealer, CandidateLists, Cooling, Weights, first};

    const WARM: Cooling = Cooling {
        hot: 800e6,
        cold: 500e6,
    };

    fn sorted<T: Ord + Copy>(parts: &[Area], of: impl Fn(&Area) -> &Vec<T>) -> Vec<T> {
        let mut all: Vec<T> = parts.iter().flat_map(|part| of(part).clone()).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn parts_have_everything_once_and_groups_with_their_members() {
        let season = season(30);
        let instance = instance(&season);
        let lists = CandidateLists::new(&instance);
        let state = first(&instance, Weights::total(&instance), &lists, 1);
        let whole = Area::whole(&instance);
        for parts in [1, 2, 3] {
            let areas = whole.split(&state, parts, 5);
            assert_eq!(areas, whole.split(&state, parts, 5));
            assert_eq!(sorted(&areas, |area| &area.groups), whole.groups);
            assert_eq!(sorted(&areas, |area| &area.submissions), whole.submissions);
            assert_eq!(sorted(&areas, |area| &area.experts), whole.experts);
            for area in &areas {
                for &expert in &area.experts {
                    let seat = state.seat[expert as usize];
                    assert!(area.has(expert));
                    assert!(seat == NOWHERE || area.groups.contains(&seat));
                }
                let chairs = |chair| area.has(chair);
                assert_eq!(state.chairs.iter().any(|&c| chairs(c)), area == &areas[0]);
            }
        }
    }

    /// Moves in areas that have nothing in common are worth together what each is worth, and break
    /// no rule across groups.
    #[test]
    fn what_all_areas_changed_is_put_together() {
        let season = season(30);
        let instance = instance(&season);
        let lists = CandidateLists::new(&instance);
        let mut weights = Weights::total(&instance);
        weights.loose_loads = true;
        let mut whole = first(&instance, weights, &lists, 1);
        let across =
            |state: &State<'_>| state.across(state.chairs, state.seated, state.new_members);
        assert_eq!(
            across(&whole),
            0,
            "the start keeps the rule about newcomers"
        );
        let mut changed = 0;
        for seed in 0..20 {
            let all = Area::of_groups(&whole, vec![0, 2]);
            let areas = match seed % 2 {
                0 => Area::whole(&instance).split(&whole, 3, seed),
                _ => vec![all],
            };
            let before = whole.clone();
            let mut gains = 0;
            let mut runs = Vec::new();
            for area in &areas {
                let mut copy = whole.clone();
                copy.share_newcomers(areas.len());
                let start = copy.value;
                let mut run = Annealer::within(area.clone(), copy, &lists, seed);
                run.run(WARM, |moves, _| (moves < 4_000).then_some(0.5));
                gains += run.state.value - start;
                runs.push(run.state);
            }
            for (run, area) in runs.into_iter().zip(&areas) {
                area.hand_over(run, &mut whole);
            }
            whole.recount();
            assert_eq!(whole.value, before.value + gains);
            assert_eq!(across(&whole), 0);
            let fresh = counted_anew(&whole);
            assert_eq!(whole.value, fresh.value);
            assert_eq!((&whole.seat, &whole.group), (&fresh.seat, &fresh.group));
            if seed % 2 == 1 {
                assert_eq!(whole.blocks[1].members, before.blocks[1].members);
                assert_eq!(whole.blocks[1].submissions, before.blocks[1].submissions);
            }
            changed += usize::from(whole.group != before.group || whole.seat != before.seat);
        }
        assert!(changed > 10);
    }
}
