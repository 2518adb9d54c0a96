//! From seats to a complete committee: assigns groups to submissions that cannot stay or were
//! added, and completes the reviews.

use super::objective::Cost;
use super::repair::{self, Placed};
use super::reviews;
use super::seats::Seats;
use super::staffed::{self, Staffed};
use super::task::Task;
use crate::solve::instance::Assignment;
use std::collections::BTreeMap;

/// Maximum number of steps of the search for groups of homeless submissions; the best found so far
/// is then used.
const MOST_STEPS: usize = 4000;
/// Maximum number of steps of the search that moves submissions, if no proof is needed.
const REPAIR_STEPS: usize = 500;

/// A complete committee with its cost apart from the people to notify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// The committee.
    pub assignment: Assignment,
    /// Its cost.
    pub cost: Cost,
}

/// Whether a committee can be completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completion {
    /// It can be completed in this way.
    Whole(Box<Completed>),
    /// It cannot: all ways of placing the submissions were examined.
    Impossible,
    /// Undecided: the steps were used up.
    Open,
}

/// Completes a committee whose seats satisfy every rule on seats. `None` if no groups were found
/// that may hold and can review the submissions.
pub fn complete(task: &Task<'_>, seats: &Seats) -> Option<Completed> {
    match complete_or_refute(task, seats, &mut { REPAIR_STEPS }) {
        Completion::Whole(completed) => Some(*completed),
        Completion::Impossible | Completion::Open => None,
    }
}

/// Completes a committee whose seats satisfy every rule on seats, or proves that this is
/// impossible. If giving each homeless submission its best group fails, submissions are moved,
/// fewest first, until all groups can review theirs, in at most `steps` steps, which are deducted.
pub fn complete_or_refute(task: &Task<'_>, seats: &Seats, steps: &mut usize) -> Completion {
    if let Some(completed) = quickly(task, seats) {
        return Completion::Whole(Box::new(completed));
    }
    match repair::place(task, seats, steps) {
        Placed::Groups(groups) => {
            let mut placing = Placing::new(task, seats);
            placing.held = groups;
            let completed = placing.finish();
            completed.map_or(Completion::Open, |whole| Completion::Whole(Box::new(whole)))
        }
        // Handing reviews on knows load limits, and hard rules about reviewers only by chance.
        Placed::Nowhere if task.instance.mixes.any_hard_bit() => Completion::Open,
        Placed::Nowhere => Completion::Impossible,
        Placed::Open => Completion::Open,
    }
}

fn quickly(task: &Task<'_>, seats: &Seats) -> Option<Completed> {
    let mut placing = Placing::new(task, seats);
    let homeless = placing.homeless()?;
    placing.settle(&homeless)?;
    placing.fill_up()?;
    placing.finish()
}

/// The cost of a complete committee.
pub fn judged(task: &Task<'_>, assignment: Assignment) -> Completed {
    let mut cost = Cost::default();
    let members = assignment.members(task.instance.groups.len());
    for (submission, reviewers) in (0_u32..).zip(&assignment.reviewers) {
        let before = &task.before.reviewers[submission as usize];
        cost = cost + staffed::cost_of(task.instance, submission, reviewers, before);
        let prior = task.before.group[submission as usize];
        let moved = prior.is_some_and(|prior| prior != assignment.group[submission as usize]);
        cost.moved += i64::from(moved);
        let group = &members[assignment.group[submission as usize] as usize];
        let lacking = task
            .instance
            .industry_members_lacking(submission as usize, group);
        cost.shortfalls += i64::try_from(lacking).unwrap_or(i64::MAX);
    }
    let members = assignment.members(task.instance.groups.len());
    let mixes = members.iter().map(|own| task.mix_cost(own));
    let cost = mixes.fold(cost.in_order(task.order), |sum, own| sum + own);
    Completed { assignment, cost }
}

struct Placing<'a> {
    task: &'a Task<'a>,
    seats: &'a Seats,
    held: Vec<Vec<u32>>,
}

impl<'a> Placing<'a> {
    fn new(task: &'a Task<'a>, seats: &'a Seats) -> Self {
        Self {
            task,
            seats,
            held: task.held.clone(),
        }
    }

    /// Removes the submissions that cannot stay, and lists them together with added ones.
    fn homeless(&mut self) -> Option<Vec<u32>> {
        let task = self.task;
        let mut homeless = Vec::new();
        for (group, held) in self.held.iter_mut().enumerate() {
            let members = &self.seats.members[group];
            let (stay, go): (Vec<u32>, Vec<u32>) = held
                .iter()
                .partition(|&&s| reviews::fits(task.instance, members, s));
            *held = stay;
            homeless.extend(go);
        }
        let placed = self.task.held.iter().flatten().count();
        if placed < task.instance.submissions.len() {
            let unplaced = (0_u32..).zip(&task.before.group).filter(|(s, group)| {
                let allowed = &task.instance.submissions[*s as usize].allowed;
                !group.is_some_and(|group| allowed.allows(group as usize))
            });
            homeless.extend(unplaced.map(|(submission, _)| submission));
        }
        let frozen = |s: &u32| {
            task.frozen.submissions[*s as usize] && task.before.group[*s as usize].is_some()
        };
        homeless.sort_unstable();
        (!homeless.iter().any(frozen)).then_some(homeless)
    }

    /// The cost of a submission in a group in isolation, if the group may hold it.
    fn cost_in(&self, submission: u32, group: usize) -> Option<Cost> {
        let instance = self.task.instance;
        let members = &self.seats.members[group];
        let allowed = instance.submissions[submission as usize]
            .allowed
            .allows(group);
        if !allowed || !reviews::fits(instance, members, submission) {
            return None;
        }
        let staffed = reviews::staff(
            instance,
            members,
            &[submission],
            &self.task.before.reviewers,
        );
        let mut cost = self.task.staff_cost(&staffed);
        // Reviewers of a submission in another group are new in any case.
        cost.reassigned = 0;
        cost.moved = i64::from(self.task.before.group[submission as usize].is_some());
        Some(cost)
    }

    /// Assigns every homeless submission to the group of least cost, within the sizes.
    fn settle(&mut self, homeless: &[u32]) -> Option<()> {
        let groups = 0..self.held.len();
        let mut choices: Vec<(u32, Vec<(Cost, usize)>)> = homeless
            .iter()
            .map(|&submission| {
                let costs = groups.clone();
                let mut costs: Vec<(Cost, usize)> = costs
                    .filter_map(|group| Some((self.cost_in(submission, group)?, group)))
                    .collect();
                costs.sort_unstable();
                (submission, costs)
            })
            .collect();
        // Those with the fewest groups first.
        choices.sort_by_key(|(submission, costs)| (costs.len(), *submission));
        let mut search = Homes {
            choices: &choices,
            most: self.task.instance.shape.max_submissions,
            sizes: self.held.iter().map(Vec::len).collect(),
            chosen: Vec::new(),
            best: None,
            steps: 0,
        };
        search.extend(Cost::default());
        let (_, chosen) = search.best?;
        for ((submission, _), group) in choices.iter().zip(chosen) {
            self.held[group].push(*submission);
        }
        Some(())
    }

    /// Moves submissions into groups that hold too few, and out of groups that hold too many.
    fn fill_up(&mut self) -> Option<()> {
        let shape = &self.task.instance.shape;
        loop {
            let few = |held: &Vec<u32>| held.len() < shape.min_submissions;
            let many = |held: &Vec<u32>| held.len() > shape.max_submissions;
            let to = self.held.iter().position(few);
            let from = self.held.iter().position(many);
            if to.is_none() && from.is_none() {
                return Some(());
            }
            let (_, from, at, to) = self.best_move(from, to)?;
            let submission = self.held[from].remove(at);
            self.held[to].push(submission);
        }
    }

    /// The cheapest move of one submission out of `from` and into `to`, where these are given.
    fn best_move(
        &self,
        from: Option<usize>,
        to: Option<usize>,
    ) -> Option<(Cost, usize, usize, usize)> {
        let shape = &self.task.instance.shape;
        let mut best: Option<(Cost, usize, usize, usize)> = None;
        for source in (0..self.held.len()).filter(|&g| from.is_none_or(|from| from == g)) {
            if from.is_none() && self.held[source].len() <= shape.min_submissions {
                continue;
            }
            for target in (0..self.held.len()).filter(|&g| to.is_none_or(|to| to == g)) {
                let room = to.is_some() || self.held[target].len() < shape.max_submissions;
                if target == source || !room {
                    continue;
                }
                for (at, &submission) in self.held[source].iter().enumerate() {
                    let frozen = self.task.frozen.submissions[submission as usize];
                    let cost = self.cost_in(submission, target).filter(|_| !frozen);
                    if let Some(cost) = cost {
                        let entry = (cost, source, at, target);
                        best = Some(best.map_or(entry, |best| best.min(entry)));
                    }
                }
            }
        }
        best
    }

    fn finish(mut self) -> Option<Completed> {
        let (instance, before) = (self.task.instance, &self.task.before);
        let mut group = vec![0; instance.submissions.len()];
        let mut chosen: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut cost = Cost::default();
        for (number, held) in (0_u32..).zip(&mut self.held) {
            held.sort_unstable();
            let members = &self.seats.members[number as usize];
            let staffed: Staffed = reviews::staff(instance, members, held, &before.reviewers);
            if staffed.overload > 0 || staffed.uneven > 0 || !staffed.misfits.is_empty() {
                return None;
            }
            cost = cost + self.task.staff_cost(&staffed) + self.task.mix_cost(members);
            for &submission in held.iter() {
                group[submission as usize] = number;
                let prior = before.group[submission as usize];
                cost.moved += i64::from(prior.is_some_and(|prior| prior != number));
            }
            chosen.extend(staffed.reviewers);
        }
        let assignment = Assignment {
            chair: self.seats.chairs[0],
            vice_chair: self.seats.chairs[1],
            leaders: self.seats.leaders.clone(),
            seat: self.seats.seat.clone(),
            group,
            reviewers: chosen.into_values().collect(),
        };
        let whole = assignment.reviewers.len() == instance.submissions.len()
            && crate::solve::rule::breaches(instance, &assignment) == 0;
        whole.then_some(Completed { assignment, cost })
    }
}

/// Search for the cheapest groups of homeless submissions.
struct Homes<'a> {
    choices: &'a [(u32, Vec<(Cost, usize)>)],
    most: usize,
    sizes: Vec<usize>,
    chosen: Vec<usize>,
    best: Option<(Cost, Vec<usize>)>,
    steps: usize,
}

impl Homes<'_> {
    fn extend(&mut self, cost: Cost) {
        self.steps += 1;
        if self.best.is_some() && self.steps > MOST_STEPS || self.steps > 50 * MOST_STEPS {
            return;
        }
        let Some((_, groups)) = self.choices.get(self.chosen.len()) else {
            if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
                self.best = Some((cost, self.chosen.clone()));
            }
            return;
        };
        for &(own, group) in groups {
            if self.sizes[group] >= self.most {
                continue;
            }
            self.sizes[group] += 1;
            self.chosen.push(group);
            self.extend(cost + own);
            self.chosen.pop();
            self.sizes[group] -= 1;
        }
    }
}
