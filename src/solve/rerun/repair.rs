//! Groups for the submissions if loads or sizes exclude the best ones.
//!
//! If a group cannot review what it holds, or holds too many, every solution takes one of its
//! submissions away; if it holds too few, every solution adds one. Branching over these moves, with
//! each submission placed once, is therefore complete. The number of submissions that change group
//! is increased one by one (iterative deepening; Korf, *Artificial Intelligence* 27, 1985), so the
//! first solution moves the fewest.

use super::reviews;
use super::seats::Seats;
use super::task::Task;

/// Where the submissions can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// Submissions of each group.
    Groups(Vec<Vec<u32>>),
    /// Nowhere: the search was complete.
    Nowhere,
    /// Undecided: the steps were used up.
    Open,
}

/// Assigns every submission to a group that may hold it, so that sizes and loads are satisfied and
/// the fewest change group. Deducts its steps from `steps`.
pub fn place(task: &Task<'_>, seats: &Seats, steps: &mut usize) -> Placed {
    let submissions = task.instance.submissions.len();
    let mut search = Search {
        task,
        seats,
        group: task.before.group.clone(),
        settled: task.frozen.submissions.clone(),
        steps: *steps,
        cut: false,
        open: false,
    };
    // A frozen submission without a group was added later and may go anywhere.
    for (settled, group) in search.settled.iter_mut().zip(&search.group) {
        *settled &= group.is_some();
    }
    let mut placed = Placed::Nowhere;
    for moves in 0..=submissions {
        search.cut = false;
        if search.extend(moves) {
            placed = Placed::Groups(search.held());
            break;
        }
        if search.steps == 0 {
            placed = Placed::Open;
            break;
        }
        if !search.cut {
            break;
        }
    }
    if placed == Placed::Nowhere && search.open {
        placed = Placed::Open;
    }
    *steps = search.steps;
    placed
}

struct Search<'a> {
    task: &'a Task<'a>,
    seats: &'a Seats,
    group: Vec<Option<u32>>,
    /// Submissions that are placed for good.
    settled: Vec<bool>,
    steps: usize,
    /// Whether more moves would have continued the search.
    cut: bool,
    /// Whether loads alone were too low or too far apart somewhere: what would mend that is not
    /// branched over.
    open: bool,
}

impl Search<'_> {
    /// Whether `moves` further submissions that change group suffice; keeps the solution.
    fn extend(&mut self, moves: usize) -> bool {
        if self.task.is_over() {
            self.steps = 0;
        }
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let all = 0..self.group.len();
        if let Some(homeless) = all.clone().find(|&one| self.group[one].is_none()) {
            return self.try_groups(homeless, None, moves);
        }
        let held = self.held();
        let shape = &self.task.instance.shape;
        let crowded = (0..held.len()).find(|&group| self.is_crowded(group, &held[group]));
        if let Some(group) = crowded {
            let leaving = self.may_leave(group, &held[group]);
            return leaving
                .into_iter()
                .any(|one| self.try_groups(one, Some(group), moves));
        }
        let few = (0..held.len()).find(|&group| held[group].len() < shape.min_submissions);
        let Some(few) = few else {
            let even = (0..held.len()).all(|group| self.is_even(group, &held[group]));
            self.open |= !even;
            return even;
        };
        all.into_iter().any(|one| {
            let settled = self.settled[one] || self.group[one] == Some(super::before::number(few));
            !settled && self.try_group(one, few, moves)
        })
    }

    fn held(&self) -> Vec<Vec<u32>> {
        let mut held = vec![Vec::new(); self.seats.members.len()];
        for (submission, group) in (0_u32..).zip(&self.group) {
            if let Some(group) = group {
                held[*group as usize].push(submission);
            }
        }
        held
    }

    /// Whether a group holds more than it may, or something it cannot review.
    fn is_crowded(&self, group: usize, held: &[u32]) -> bool {
        let task = self.task;
        if held.len() > task.instance.shape.max_submissions {
            return true;
        }
        let allowed = |one: &u32| {
            task.instance.submissions[*one as usize]
                .allowed
                .allows(group)
        };
        if !held.iter().all(allowed) {
            return true;
        }
        let members = &self.seats.members[group];
        let staffed = reviews::staff(task.instance, members, held, &task.before.reviewers);
        staffed.overload > 0 || !staffed.misfits.is_empty()
    }

    /// Whether the loads of a group that can review what it holds are as rule R24 asks.
    fn is_even(&self, group: usize, held: &[u32]) -> bool {
        let task = self.task;
        let members = &self.seats.members[group];
        let staffed = reviews::staff(task.instance, members, held, &task.before.reviewers);
        staffed.uneven == 0
    }

    /// The submissions of a crowded group that may be removed. A submission that fits none of its
    /// members must go, and is then the only one tried.
    fn may_leave(&self, group: usize, held: &[u32]) -> Vec<usize> {
        let task = self.task;
        let members = &self.seats.members[group];
        let misfit = held.iter().find(|&&one| {
            let need = &task.instance.submissions[one as usize];
            !need.allowed.allows(group) || !reviews::fits(task.instance, members, one)
        });
        let open = |one: &u32| !self.settled[*one as usize];
        match misfit {
            Some(&misfit) => Some(misfit)
                .filter(open)
                .map(|one| one as usize)
                .into_iter()
                .collect(),
            None => held
                .iter()
                .copied()
                .filter(open)
                .map(|one| one as usize)
                .collect(),
        }
    }

    fn try_groups(&mut self, submission: usize, except: Option<usize>, moves: usize) -> bool {
        let groups = (0..self.seats.members.len()).filter(|&group| except != Some(group));
        groups
            .into_iter()
            .any(|group| self.try_group(submission, group, moves))
    }

    fn try_group(&mut self, submission: usize, group: usize, moves: usize) -> bool {
        let task = self.task;
        let need = &task.instance.submissions[submission];
        let number = super::before::number(submission);
        if !need.allowed.allows(group)
            || !reviews::fits(task.instance, &self.seats.members[group], number)
        {
            return false;
        }
        let cost = usize::from(task.before.group[submission].is_some());
        if cost > moves {
            self.cut = true;
            return false;
        }
        let old = self.group[submission].replace(super::before::number(group));
        let settled = std::mem::replace(&mut self.settled[submission], true);
        let found = self.extend(moves - cost);
        if !found {
            self.group[submission] = old;
            self.settled[submission] = settled;
        }
        found
    }
}
