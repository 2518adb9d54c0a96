//! Large neighbourhood search (Shaw 1998): one or two groups of a large season's plan at a time are
//! freed and solved again by an exact model, while the rest is fixed.

use super::environment::Environment;
use super::exact::{limits, take};
use super::incumbent::Incumbent;
use crate::model::Objective;
use crate::solve::instance::{Assignment, Instance};
use crate::solve::program::{self, Goal, Scope};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// Number of experts kept for each submission in a neighbourhood; larger models cannot be solved in
/// time.
const KEPT: usize = 3;
/// Maximum time for one neighbourhood.
const LONGEST: Duration = Duration::from_secs(6);
/// Minimum time for which a model is worthwhile.
const SHORTEST: Duration = Duration::from_millis(300);
/// Number of groups that are tried as partners for a submission with a low sum.
const PARTNERS: usize = 8;
/// Required improvement of the worst sum, in billionths: well above the tolerance of solvers.
const STEP: i64 = 100_000;

/// Large neighbourhood search in a season.
pub struct LargeNeighbourhood<'a> {
    pub instance: &'a Instance,
    /// Seed, threads and deadline.
    pub environment: &'a Environment<'a>,
    /// The objective.
    pub objective: Objective,
    /// Proven minimum number of shortfalls. A plan that reaches it keeps this number as a limit
    /// instead of minimising it.
    pub fewest: usize,
    /// Upper bound of each submission's sum in a plan with this number of shortfalls, if known.
    pub ceilings: Option<Arc<[i64]>>,
}

impl LargeNeighbourhood<'_> {
    /// Re-solves groups one by one and in pairs, one per thread in parallel, until nothing is left
    /// to try or the time is over. With the objective `total`, the groups with the lowest mean come
    /// first; with `maxmin`, each step tries to lift all submissions of its groups above their
    /// worst sum. `found` is called with each better plan.
    ///
    /// Does nothing in a counted run, since these solves are limited by time.
    pub fn run(&self, best: &mut Incumbent, mut found: impl FnMut(&Incumbent)) {
        if best.broken > 0 || self.environment.work_limit.is_some() {
            return;
        }
        let mut tried = BTreeSet::new();
        while !self.environment.is_over() && self.environment.left() >= SHORTEST {
            let scopes = self.next(best, &tried);
            if scopes.is_empty() {
                return;
            }
            for (groups, answer) in self.solve_all(best, &scopes) {
                let Some(answer) = answer else { continue };
                let merged = best.with_groups_of(self.instance, &answer, &groups);
                if take(self.objective, best, merged) {
                    // Scopes that include changed groups are worth trying again.
                    let touches = |other: &Vec<u32>| other.iter().any(|g| groups.contains(g));
                    tried.retain(|other| !touches(other));
                    found(best);
                }
            }
            tried.extend(scopes);
        }
    }

    /// The first untried scopes that share no group, at most one per thread.
    fn next(&self, best: &Incumbent, tried: &BTreeSet<Vec<u32>>) -> Vec<Vec<u32>> {
        let all = match self.objective {
            Objective::Total => lowest_mean_first(self.instance, best),
            Objective::Maxmin => self.worst_first(best),
        };
        let mut apart: Vec<Vec<u32>> = Vec::new();
        for scope in all {
            let free = |group: &u32| apart.iter().all(|other| !other.contains(group));
            if !tried.contains(&scope) && scope.iter().all(free) {
                apart.push(scope);
                if apart.len() >= self.environment.threads {
                    break;
                }
            }
        }
        apart
    }

    fn solve_all(
        &self,
        best: &Incumbent,
        scopes: &[Vec<u32>],
    ) -> Vec<(Vec<u32>, Option<Assignment>)> {
        let lanes = scopes.len();
        std::thread::scope(|scope| {
            let runs: Vec<_> = scopes
                .iter()
                .enumerate()
                .map(|(lane, groups)| scope.spawn(move || self.solve(best, groups, (lane, lanes))))
                .collect();
            let answers = runs.into_iter().map(|run| run.join().unwrap_or(None));
            scopes.iter().cloned().zip(answers).collect()
        })
    }

    /// Solves one neighbourhood. Unseated experts are divided among the lanes, so that two answers
    /// can be combined.
    fn solve(
        &self,
        best: &Incumbent,
        groups: &[u32],
        (lane, lanes): (usize, usize),
    ) -> Option<Assignment> {
        let incumbent = &best.assignment;
        let mut scope = Scope::neighbourhood(self.instance, incumbent, groups)
            .of_usual_sizes(self.instance, incumbent);
        scope.experts.retain(|&expert| {
            incumbent.seat[expert as usize].is_some() || expert as usize % lanes.max(1) == lane
        });
        let scope = scope.narrowed(self.instance, Some(incumbent), KEPT);
        let time = self.environment.left().mul_f64(0.9).min(LONGEST);
        let answer = program::solve(
            self.instance,
            &scope,
            Some(incumbent),
            &self.goal(best, groups),
            &limits(self.environment, time),
            &*program::process::default_runner(),
        );
        answer
            .assignment
            .filter(|assignment| assignment != incumbent)
    }

    fn goal(&self, best: &Incumbent, groups: &[u32]) -> Goal {
        let goal = Goal::TOTAL.within(best.value.shortfalls);
        match self.objective {
            Objective::Total if best.value.shortfalls > self.fewest => Goal::TOTAL,
            Objective::Total => goal,
            Objective::Maxmin => {
                let held = |at: &usize| groups.contains(&best.assignment.group[*at]);
                let sums = best.sums(self.instance);
                let liftable = (0..sums.len()).filter(|&at| self.may_rise(best, at, sums[at]));
                let worst = liftable.filter(held).map(|at| sums[at]).min();
                Goal {
                    ceilings: self.ceilings.clone(),
                    ..goal.above(worst.map_or(0, |worst| worst + STEP))
                }
            }
        }
    }

    /// Whether a submission's sum is not known to be the highest possible.
    fn may_rise(&self, best: &Incumbent, submission: usize, sum: i64) -> bool {
        let known = best.value.shortfalls <= self.fewest;
        let ceilings = self.ceilings.as_ref().filter(|_| known);
        ceilings.is_none_or(|ceilings| sum + STEP <= ceilings[submission])
    }

    /// Scopes in this order: the group of the worst submission that may rise, alone, then paired
    /// with each of the groups whose members would serve that submission best; then the same for
    /// the group of the next worst, and so on.
    fn worst_first(&self, best: &Incumbent) -> Vec<Vec<u32>> {
        let sums = best.sums(self.instance);
        let mut order: Vec<usize> = (0..sums.len()).collect();
        order.retain(|&at| self.may_rise(best, at, sums[at]));
        order.sort_by_key(|&at| (sums[at], at));
        let members = best.assignment.members(self.instance.groups.len());
        let mut seen = BTreeSet::new();
        let mut scopes = Vec::new();
        for at in order {
            let home = best.assignment.group[at];
            if !seen.insert(home) {
                continue;
            }
            let mut others: Vec<(Reverse<u64>, u32)> = (0_u32..)
                .zip(&members)
                .filter(|&(group, _)| group != home)
                .map(|(group, members)| (Reverse(offer(self.instance, at, members)), group))
                .collect();
            others.sort_unstable();
            scopes.push(vec![home]);
            let partners = others.iter().take(PARTNERS);
            scopes.extend(partners.map(|&(_, other)| sorted_pair(home, other)));
        }
        scopes
    }
}

/// Best sum that these members could give a submission, ignoring coverage and loads.
fn offer(instance: &Instance, submission: usize, members: &[u32]) -> u64 {
    let free = members.iter().filter_map(|&expert| {
        let cell = instance.cells.get(submission, expert as usize);
        cell.free().then_some(u64::from(cell.score()))
    });
    let mut scores: Vec<u64> = free.collect();
    scores.sort_unstable_by_key(|&score| Reverse(score));
    scores.iter().take(instance.reviewers_of(submission)).sum()
}

/// First each group alone, those with the lowest mean first, since they have most to gain; then
/// pairs, also from the low end. Neighbouring entries share no group where possible.
fn lowest_mean_first(instance: &Instance, best: &Incumbent) -> Vec<Vec<u32>> {
    let groups = instance.groups.len();
    let mut singles: Vec<Vec<u32>> = (0..).take(groups).map(|group| vec![group]).collect();
    let means = best.means_by_group(instance);
    singles.sort_by_key(|group| means[group[0] as usize]);
    let order: Vec<u32> = singles.iter().map(|group| group[0]).collect();
    let mut pairs = Vec::new();
    for distance in 1..groups {
        // Steps of twice the distance ensure that neighbouring pairs are disjoint.
        for start in 0..distance.min(groups - distance) {
            let mut at = start;
            while at + distance < groups {
                pairs.push(sorted_pair(order[at], order[at + distance]));
                at += 2 * distance;
            }
        }
        if pairs.len() > 4 * groups {
            break;
        }
    }
    singles.extend(pairs);
    singles
}

fn sorted_pair(a: u32, b: u32) -> Vec<u32> {
    vec![a.min(b), a.max(b)]
}
