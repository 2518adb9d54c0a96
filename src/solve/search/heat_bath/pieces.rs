//! Annealing a few related groups again, the others held, and keeping what is better: large
//! neighbourhood search (Shaw 1998) with the annealing as its solver.

use super::anneal::{Course, HeatBath};

/// What a submission that is worth this much less in another group counts for e times less in how
/// related the two groups are, in billionths.
const NEARNESS: i64 = 170_000_000;

impl HeatBath<'_> {
    /// Anneals `count` related groups again for `moves` each time, while `progress`, which is told
    /// the moves tried in all, says so; keeps only what is no worse at the `price` of a shortfall.
    /// Starts and ends with quenched seats.
    pub fn improve(
        &mut self,
        course: Course,
        price: i64,
        (count, moves): (usize, u64),
        mut progress: impl FnMut(u64) -> bool,
    ) {
        let all: Vec<usize> = (0..self.seats.members.len()).collect();
        self.quench(price, &all);
        let mut kept = self.seats.clone();
        let mut before = 0;
        while progress(before) {
            let groups = self.related(count);
            let mut last = 0;
            self.run(course, &groups, |done, _| {
                last = done;
                // Counts of moves stay below 2^53.
                #[allow(clippy::cast_precision_loss)]
                let share = done as f64 / moves.max(1) as f64;
                (share < 1.0 && progress(before + done)).then_some(share)
            });
            before += last.max(1);
            self.quench(price, &groups);
            if self.seats.total() >= kept.total() {
                kept.clone_from(&self.seats);
            } else {
                self.seats.clone_from(&kept);
            }
        }
    }

    /// A group and others that could hold its submissions nearly as well, or the other way round.
    fn related(&mut self, count: usize) -> Vec<usize> {
        let groups = self.seats.members.len();
        let first = self.chance.below(groups);
        self.chance
            .set_temperature(self.seats.scores.units(NEARNESS).unsigned_abs());
        let mut ties = vec![1_u64; groups];
        for row in 0..self.seats.scores.rows {
            let (home, second) = (self.seats.home[row], self.seats.second_home[row]);
            let loss = self.seats.best[row].abs_diff(self.seats.second[row]);
            let weight = u64::from(self.chance.weight(loss));
            for (own, other) in [(home, second), (second, home)] {
                if own as usize == first
                    && let Some(tie) = ties.get_mut(other as usize)
                {
                    *tie += weight;
                }
            }
        }
        ties[first] = 0;
        let mut chosen = vec![first];
        while chosen.len() < count.min(groups) {
            let mut draw = self.chance.below_sum(ties.iter().sum());
            let next = ties.iter().position(|&tie| {
                let here = draw < tie;
                draw = draw.saturating_sub(tie);
                here
            });
            let Some(next) = next else { break };
            ties[next] = 0;
            chosen.push(next);
        }
        chosen.sort_unstable();
        chosen
    }
}
