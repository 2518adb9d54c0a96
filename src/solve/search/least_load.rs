//! Rule R24 in the search: reviews go to members with too few, and loads of a group come nearer to
//! each other.

use super::block::{Block, Context};

impl Block {
    /// Moves reviews, each where that costs least, until every member has the least and loads
    /// differ by no more than allowed, as far as single moves reach. Each move takes from somebody
    /// with at least two more, so it ends. Returns by how many reviews the rule stays broken.
    pub(super) fn even_out(&mut self, context: Context<'_>) -> i64 {
        let instance = context.instance;
        while instance.uneven(self.load.iter().copied()) > 0 && self.level(context) {
            self.shifted = true;
        }
        i64::try_from(instance.uneven(self.load.iter().copied())).unwrap_or(i64::MAX)
    }

    /// How many reviews the group lacks for every member to have the least, whoever does them, once
    /// it has `more`: what is left of the rule where limits of load are not looked at.
    pub(super) fn too_few(&self, context: Context<'_>, more: i64) -> i64 {
        let least = i64::from(context.instance.min_load);
        let wanted = least * i64::try_from(self.members.len()).unwrap_or(i64::MAX);
        let there: i64 = self.load.iter().map(|&load| i64::from(load)).sum();
        (wanted - there - more).max(0)
    }

    /// One move towards the rule; whether there was one.
    fn level(&mut self, context: Context<'_>) -> bool {
        let instance = context.instance;
        let load = self.load.clone();
        let most = load.iter().copied().max().unwrap_or(0);
        let least = load.iter().copied().min().unwrap_or(0);
        let apart = most - least > instance.load_difference;
        let mut busy: Vec<usize> = (0..load.len()).collect();
        busy.sort_by_key(|&slot| std::cmp::Reverse(load[slot]));
        // Takers: who has too few, or the fewest where loads differ too much.
        let wants = |slot: usize| load[slot] < instance.min_load || apart && load[slot] == least;
        let taken = busy.iter().any(|&from| {
            let may = |to: usize, _| wants(to) && load[to] + 1 < load[from];
            let gives = load[from] > instance.min_load;
            gives && self.shift_where(context, from, may)
        });
        // Else whoever has most gives to anybody with less and room.
        taken
            || apart
                && busy.iter().any(|&from| {
                    let experts = &instance.experts;
                    let may = |to: usize, member: u32| {
                        let room = load[to] < experts[member as usize].load_cap;
                        room && load[to] + 1 < load[from]
                    };
                    load[from] == most && self.shift_where(context, from, may)
                })
    }
}
