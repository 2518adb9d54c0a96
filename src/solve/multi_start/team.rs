//! Threads that work on one committee: each has some of the groups and some of those without a seat,
//! by lot, for so many moves; then what all of them did is put together, the submissions are sorted
//! into the groups, and lots are drawn again. In a season of hundreds of groups this brings nearly
//! as many times more moves as there are threads, where threads each with a committee of its own
//! only bring the best of a few that are as good as each other.

use super::super::incumbent::Incumbent;
use super::super::rounds::Round;
use super::super::search::{Annealer, Area, CandidateLists, State, Weights, regroup};
use super::reports::Reports;
use super::thread::Turn;
use super::{MultiStart, join, settle, soften, suited};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

/// Groups of each thread at least.
const LEAST_GROUPS: usize = 32;
/// Whose costs of shortfalls are used: those of the thread that takes them more seriously.
const SOFTNESS: u64 = 1;
/// Moves per submission between two sortings of all submissions. Each sorting takes about as long;
/// on planted seasons groups form the sooner the more often it is done.
const MOVES: u64 = 6;

impl MultiStart<'_> {
    /// Threads that can work on one committee: none, where it has few groups.
    pub(super) fn team(&self) -> Option<usize> {
        let most = self.instance.groups.len() / LEAST_GROUPS;
        (most > 1).then(|| self.threads.min(most))
    }

    /// Runs one round of all threads on one committee.
    pub(super) fn anneal_together<'s>(
        &'s self,
        mut whole: State<'s>,
        lists: &CandidateLists,
        (weights, team): (Weights, usize),
        round: Round,
        (plan, reached): (&Incumbent, &AtomicBool),
    ) -> State<'s> {
        let (round, all) = suited(round, &whole, lists);
        if round.way.is_soft() {
            whole.reweigh(soften(weights, SOFTNESS));
        }
        let team = team.min(all.groups.len() / LEAST_GROUPS).max(1);
        let mut best = whole.clone();
        let mut reports = Reports::new(self.environment);
        let mut turn = Turn {
            most: MOVES * all.submissions.len() as u64 / team as u64,
            ..Turn::whole(round)
        };
        for number in 1_u64.. {
            let seed = self.seed(round, 0) ^ number << 16;
            let areas = all.split(&whole, team, seed);
            let runs = self.run_areas(&whole, lists, (&areas, seed), turn, reached);
            turn.before += turn.most;
            let goes_on = self.share_of_round(round, turn.before).is_some();
            let ends = !goes_on || reached.load(Relaxed);
            for (run, area) in runs.into_iter().zip(&areas) {
                let found = if ends { run.best } else { run.state };
                area.hand_over(found, &mut whole);
            }
            whole.recount();
            regroup(&mut whole, lists, &all);
            if whole.value > best.value {
                best.clone_from(&whole);
            }
            if ends {
                break;
            }
            reports.due(|| self.report(&whole, plan));
        }
        settle(&mut best, lists, weights);
        best
    }

    /// Runs a turn in every area.
    fn run_areas<'s, 'g>(
        &'s self,
        whole: &State<'s>,
        lists: &'g CandidateLists,
        (areas, seed): (&[Area], u64),
        turn: Turn,
        reached: &AtomicBool,
    ) -> Vec<Annealer<'s, 'g>> {
        std::thread::scope(|scope| {
            let run = |(thread, area): (u64, &Area)| {
                let area = area.clone();
                scope.spawn(move || {
                    let mut state = whole.clone();
                    state.share_newcomers(areas.len());
                    let run = Annealer::within(area, state, lists, seed ^ thread << 32);
                    // All areas are sorted at once between the turns.
                    self.anneal_one(run.unsorted(), turn, None, reached)
                })
            };
            let runs: Vec<_> = (0..).zip(areas).map(run).collect();
            runs.into_iter().map(join).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Objective, Season, SeasonBuilder};
    use crate::solve::bound::{SeatLimits, relax};
    use crate::solve::rounds::{Allowed, rounds};
    use crate::solve::search::first;
    use crate::solve::search::tests::instance;
    use crate::solve::{Environment, Unwatched};
    use std::sync::Arc;

    /// 64 groups of three submissions, so that each of two threads has half of them.
    fn season() -> Season {
        let mut builder = SeasonBuilder::new().rules(|rules| {
            rules.groups.count = 64;
            rules.groups.min_members = 3;
            rules.groups.max_members = 3;
            rules.reviews.per_submission = 2;
        });
        let industries = ["36", "38", "27", "35", "65", "26", "14"];
        for number in 0..260_usize {
            let id = format!("E{number:03}");
            let industry = industries[number % 7];
            builder = builder.expert(&id, &format!("甲{number}"), industry, "Q01.01", |e| {
                e.can_lead = number % 2 == 0;
                e.quality_lead = number % 40 == 0;
            });
        }
        for number in 0..192_usize {
            let id = format!("S{number:03}");
            let industry = industries[number % 7];
            builder = builder.submission(&id, &format!("乙{number}"), industry, "Q01.01", |_| ());
        }
        builder.build()
    }

    /// Two threads on one committee: better than the start, by the rules, and the same every time.
    #[test]
    fn threads_on_one_committee_find_the_same_every_time() {
        let season = season();
        let instance = instance(&season);
        let lists = CandidateLists::new(&instance);
        let stop = Arc::default();
        let environment = Environment::new(60.0, 2, 7, &stop, &Unwatched);
        let limits = SeatLimits::default();
        let proven = (relax(&instance), &limits);
        let multi_start = MultiStart {
            work: Some(10_000),
            ..MultiStart::new(&instance, &environment, Objective::Total, proven)
        };
        let weights = Weights::total(&instance);
        let allowed = Allowed {
            seats: false,
            heat_bath: false,
        };
        let run = || {
            let mut state = first(&instance, weights, &lists, 1);
            let start = Incumbent::new(&instance, state.assignment());
            for round in rounds(Objective::Total, false, allowed) {
                let reached = AtomicBool::new(false);
                let watched = (&start, &reached);
                let costs = (weights, 2);
                state = multi_start.anneal_together(state, &lists, costs, round, watched);
            }
            let found = Incumbent::new(&instance, state.assignment());
            assert_eq!(found.broken, 0);
            assert!(found.compare(&start, Objective::Total).is_gt());
            found.assignment
        };
        assert_eq!(run(), run());
    }
}
