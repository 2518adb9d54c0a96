//! The part of a season that a model decides.

use crate::model::Rule;
use crate::solve::instance::{Assignment, Instance, Seating};
use crate::solve::rule::{self, Outside, Part, Proposal};

/// The free part of a model; the rest of the incumbent is fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Groups to fill, by number, ascending.
    pub groups: Vec<u32>,
    /// Experts who may sit in them, by number, ascending.
    pub experts: Vec<u32>,
    /// Submissions that these groups hold together, by number, ascending.
    pub submissions: Vec<u32>,
    /// The group of each of these submissions, if the partition is fixed.
    pub partition: Option<Vec<u32>>,
    /// The group of each of these experts, if the seats are fixed.
    pub seats: Option<Vec<Option<u32>>>,
    /// Whether chair and vice chair are free; otherwise they are those of the incumbent.
    pub chairs: bool,
    /// Minimum and maximum number of submissions in a group, if the scope is restricted to the
    /// usual sizes. The rules do not demand this, so such a result is not a bound for the season.
    pub sizes: Option<(usize, usize)>,
}

impl Scope {
    /// Everything, for one exact model of a small season.
    pub fn whole(instance: &Instance) -> Self {
        Self {
            groups: numbers(instance.groups.len()),
            experts: numbers(instance.experts.len()),
            submissions: numbers(instance.submissions.len()),
            partition: None,
            seats: None,
            chairs: true,
            sizes: None,
        }
    }

    /// Seats, leaders, reviewers and chairs, with a fixed group for every submission.
    pub fn seats(instance: &Instance, partition: &[u32]) -> Self {
        Self {
            partition: Some(partition.to_vec()),
            ..Self::whole(instance)
        }
    }

    /// Some groups of an incumbent with their submissions, their members and all unseated experts.
    /// The chairs are fixed.
    pub fn neighbourhood(instance: &Instance, incumbent: &Assignment, groups: &[u32]) -> Self {
        let mut groups = groups.to_vec();
        groups.sort_unstable();
        groups.dedup();
        let chairs = [incumbent.chair, incumbent.vice_chair];
        let free = |expert: u32| match incumbent.seat[expert as usize] {
            Some(group) => groups.binary_search(&group).is_ok(),
            None => instance.chairs_in_groups || !chairs.contains(&Some(expert)),
        };
        let experts = numbers(instance.experts.len());
        let submissions = numbers(instance.submissions.len());
        let held = |submission: &u32| {
            groups
                .binary_search(&incumbent.group[*submission as usize])
                .is_ok()
        };
        Self {
            experts: experts.into_iter().filter(|&expert| free(expert)).collect(),
            submissions: submissions.into_iter().filter(held).collect(),
            partition: None,
            seats: None,
            chairs: false,
            sizes: None,
            groups,
        }
    }

    /// The same scope, restricted to group sizes that are usual or that occur in the incumbent.
    #[must_use]
    pub fn of_usual_sizes(mut self, instance: &Instance, incumbent: &Assignment) -> Self {
        let held = incumbent.submissions(instance.groups.len());
        let (least, most) = instance.shape.usual_submissions;
        let sizes = self.groups.iter().map(|&group| held[group as usize].len());
        self.sizes = Some(sizes.fold((least, most), |(least, most), size| {
            (least.min(size), most.max(size))
        }));
        self
    }

    /// Only the reviews; partition, seats and chairs are those of the incumbent.
    pub fn reviews(instance: &Instance, incumbent: &Assignment) -> Self {
        let groups = numbers(instance.groups.len());
        Self::neighbourhood(instance, incumbent, &groups)
            .keeping_seats(incumbent)
            .keeping_partition(incumbent)
    }

    /// The same scope with every submission fixed in the incumbent's group: seats and reviews only.
    #[must_use]
    pub fn keeping_partition(mut self, incumbent: &Assignment) -> Self {
        let submissions = self.submissions.iter();
        let groups = submissions.map(|&submission| incumbent.group[submission as usize]);
        self.partition = Some(groups.collect());
        self
    }

    /// The same scope with every expert fixed in the incumbent's seat: partition and reviews only.
    /// Close to a transport problem, and therefore cheap even for many groups.
    #[must_use]
    pub fn keeping_seats(mut self, incumbent: &Assignment) -> Self {
        let seat = |expert: u32| incumbent.seat[expert as usize];
        self.experts.retain(|&expert| seat(expert).is_some());
        self.seats = Some(self.experts.iter().map(|&expert| seat(expert)).collect());
        self.chairs = false;
        self
    }

    /// Keeps only these experts: those in a seat of the incumbent or demanded by a pin, the
    /// `per_submission` best for each submission (by coverage and by score), the same number of
    /// possible leaders, and all possible chairs if the chairs are free.
    /// score alike), as many who may lead, and everybody who may chair where chairs are free.
    ///
    /// A heuristic: bounds and infeasibility then hold only for the narrowed scope.
    #[must_use]
    pub fn narrowed(
        mut self,
        instance: &Instance,
        incumbent: Option<&Assignment>,
        per_submission: usize,
    ) -> Self {
        let mut keep = vec![false; instance.experts.len()];
        for &expert in &self.experts {
            let candidate = &instance.experts[expert as usize];
            let seat = incumbent.and_then(|incumbent| incumbent.seat[expert as usize]);
            keep[expert as usize] = seat.is_some()
                || candidate.seating != Seating::Free
                || self.chairs && candidate.quality_lead;
        }
        for &submission in &self.submissions {
            for leaders_only in [false, true] {
                let mut best: Vec<(u32, u32)> = self
                    .experts
                    .iter()
                    .filter(|&&expert| !leaders_only || instance.experts[expert as usize].can_lead)
                    .map(|&expert| {
                        (
                            expert,
                            instance.cells.get(submission as usize, expert as usize),
                        )
                    })
                    .filter(|(_, cell)| cell.free())
                    .map(|(expert, cell)| (u32::MAX - cell.score(), expert))
                    .collect();
                best.sort_unstable();
                let many = if leaders_only { 1 } else { per_submission };
                for &(_, expert) in best.iter().take(many) {
                    keep[expert as usize] = true;
                }
            }
        }
        self.experts.retain(|&expert| keep[expert as usize]);
        self
    }

    /// Number of pairs of free experts and submissions; the size of the model is proportional to
    /// it.
    pub(super) fn pairs(&self) -> usize {
        self.experts.len() * self.submissions.len()
    }

    /// Returns the part of the season that this scope frees.
    pub(super) fn part<'a>(
        &self,
        instance: &'a Instance,
        incumbent: Option<&Assignment>,
    ) -> Part<'a> {
        let mut part = Part::new(
            instance,
            self.groups.clone(),
            self.experts.clone(),
            self.submissions.clone(),
        );
        part.sizes = self.sizes.unwrap_or(part.sizes);
        let position = |group: u32| self.groups.binary_search(&group).unwrap_or(usize::MAX);
        part.placed = self
            .partition
            .as_ref()
            .map(|partition| partition.iter().map(|&group| position(group)).collect());
        part.seated = self.seats.as_ref().map(|seats| {
            let seats = seats.iter();
            seats.map(|seat| seat.map(position)).collect()
        });
        if !self.chairs {
            let chairs = incumbent.map(|incumbent| [incumbent.chair, incumbent.vice_chair]);
            part.chairs = Some(chairs.into_iter().flatten().flatten().collect());
        }
        if let Some(incumbent) = incumbent {
            let seats = (0..).zip(&incumbent.seat);
            let outside = seats.filter(|(_, seat)| {
                seat.is_some_and(|group| self.groups.binary_search(&group).is_err())
            });
            part.outside = Outside {
                members: outside.map(|(expert, _)| expert).collect(),
            };
        }
        part
    }

    /// Whether the lists are consistent with each other, the instance and the incumbent.
    pub(super) fn is_sound(&self, instance: &Instance, incumbent: Option<&Assignment>) -> bool {
        let ascending = |list: &[u32], many: usize| {
            list.windows(2).all(|pair| pair[0] < pair[1])
                && list.last().is_none_or(|&last| (last as usize) < many)
        };
        let whole = self.groups.len() == instance.groups.len()
            && self.submissions.len() == instance.submissions.len();
        let free = |group: &u32| self.groups.binary_search(group).is_ok();
        ascending(&self.groups, instance.groups.len())
            && ascending(&self.experts, instance.experts.len())
            && ascending(&self.submissions, instance.submissions.len())
            && self.partition.as_ref().is_none_or(|partition| {
                partition.len() == self.submissions.len() && partition.iter().all(free)
            })
            && self.seats.as_ref().is_none_or(|seats| {
                seats.len() == self.experts.len() && seats.iter().flatten().all(free)
            })
            && match incumbent {
                None => whole && self.chairs,
                Some(incumbent) => self.fits(incumbent),
            }
    }

    fn fits(&self, incumbent: &Assignment) -> bool {
        let free = |group: u32| self.groups.binary_search(&group).is_ok();
        let seats = (0..).zip(&incumbent.seat);
        let groups = (0..).zip(&incumbent.group);
        let holds = |list: &[u32], number: u32| list.binary_search(&number).is_ok();
        // Nobody who may be seated here has a seat elsewhere; every submission is either inside or
        // outside.
        seats.into_iter().all(|(expert, seat)| {
            seat.is_none_or(|group| free(group) || !holds(&self.experts, expert))
        }) && groups
            .into_iter()
            .all(|(submission, &group)| free(group) == holds(&self.submissions, submission))
    }
}

fn numbers(many: usize) -> Vec<u32> {
    // Tables of 2^32 rows are rejected on reading.
    (0..u32::try_from(many).unwrap_or(u32::MAX)).collect()
}

/// Returns the codes, in order, of the hard rules that `assignment` breaks within `scope` (its
/// groups, submissions and experts, and the rules on the whole committee). Checks the result of a
/// solver independently of any model.
pub fn broken(instance: &Instance, scope: &Scope, assignment: &Assignment) -> Vec<&'static str> {
    let mut proposal = Proposal::new(instance, assignment);
    proposal.groups.clone_from(&scope.groups);
    proposal.submissions.clone_from(&scope.submissions);
    proposal.experts.clone_from(&scope.experts);
    proposal.chairs = scope.chairs;
    let broken = rule::broken(&proposal).into_iter();
    broken.map(Rule::code).collect()
}
