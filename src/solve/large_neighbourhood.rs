//! Large neighbourhood search (Shaw 1998): parts of a large season's plan are freed and solved
//! again by an exact model, a group or two at once, the rest held.

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

/// Experts kept for each submission in a neighbourhood: more make models that are not closed in
/// time.
const KEPT: usize = 3;
/// The longest that one neighbourhood is solved for.
const LONGEST: Duration = Duration::from_secs(6);
/// Less time than this is not worth a model.
const SHORTEST: Duration = Duration::from_millis(300);
/// Groups that a badly off submission is offered to.
const PARTNERS: usize = 8;
/// How far above the worst sum the next one is asked to lie, in billionths: well above what
/// solvers take for equal.
const STEP: i64 = 100_000;

/// Large neighbourhood search in one season.
pub struct LargeNeighbourhood<'a> {
    /// The season.
    pub instance: &'a Instance,
    /// Seed, threads, deadline.
    pub environment: &'a Environment<'a>,
    /// What is maximised.
    pub objective: Objective,
    /// The proven fewest shortfalls: a plan with no more holds them instead of minimising them.
    pub fewest: usize,
    /// What each submission can reach at most in a plan with so few, where that is known.
    pub ceilings: Option<Arc<[i64]>>,
}

impl LargeNeighbourhood<'_> {
    /// Re-solves groups one by one and by twos, as many at once as there are threads, until
    /// nothing is left to try or the time is used up. Under `total` the groups with the lowest
    /// mean come first; under `maxmin` each step looks for a way to lift all submissions of its
    /// groups above their worst. `found` is told each better plan.
    ///
    /// Does nothing in a counted run: these solves are timed.
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
                    // What has changed is worth trying again.
                    let touches = |other: &Vec<u32>| other.iter().any(|g| groups.contains(g));
                    tried.retain(|other| !touches(other));
                    found(best);
                }
            }
            tried.extend(scopes);
        }
    }

    /// The first scopes not tried yet that share no group, as many as there are threads.
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

    /// Solves one neighbourhood. Of the experts without a seat each lane may take only its own,
    /// so that two answers can be put together.
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

    /// Whether a submission is not known to be as well off as it can be.
    fn may_rise(&self, best: &Incumbent, submission: usize, sum: i64) -> bool {
        let known = best.value.shortfalls <= self.fewest;
        let ceilings = self.ceilings.as_ref().filter(|_| known);
        ceilings.is_none_or(|ceilings| sum + STEP <= ceilings[submission])
    }

    /// The group of the worst submission that may rise alone, then with each of the groups whose
    /// members would serve that submission best; then the group of the next worst, and so on.
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

/// The best sum that these members could give a submission, coverage and loads apart.
fn offer(instance: &Instance, submission: usize, members: &[u32]) -> u64 {
    let free = members.iter().filter_map(|&expert| {
        let cell = instance.cells.get(submission, expert as usize);
        cell.free().then_some(u64::from(cell.score()))
    });
    let mut scores: Vec<u64> = free.collect();
    scores.sort_unstable_by_key(|&score| Reverse(score));
    scores.iter().take(instance.reviewers_of(submission)).sum()
}

/// First each group alone, those with the lowest mean before others as they have most to gain,
/// then pairs, the low ones first; neighbouring entries share no group where that can be had.
fn lowest_mean_first(instance: &Instance, best: &Incumbent) -> Vec<Vec<u32>> {
    let groups = instance.groups.len();
    let mut singles: Vec<Vec<u32>> = (0..).take(groups).map(|group| vec![group]).collect();
    let means = best.means_by_group(instance);
    singles.sort_by_key(|group| means[group[0] as usize]);
    let order: Vec<u32> = singles.iter().map(|group| group[0]).collect();
    let mut pairs = Vec::new();
    for distance in 1..groups {
        // Walking by steps of twice the distance keeps neighbours apart.
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
