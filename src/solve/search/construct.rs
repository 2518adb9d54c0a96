//! The first committee: submissions sorted into groups by field, seats filled one by one with
//! anyone who helps the group most.

use super::candidate_lists::CandidateLists;
use super::seat_rules;
use super::state::State;
use super::weights::Weights;
use crate::solve::instance::{Instance, NOWHERE, Seating};
use crate::solve::partition;
use crate::solve::rule::chairs;

/// Worth of a newly covered requirement while seats are filled, in billionths.
const COVERED: i64 = 600_000_000;

/// Experts of each submission's list who are tried first.
const NEAR: usize = 12;

/// Builds a first state from a partition of the submissions. It may break hard rules; the search
/// mends that.
pub fn construct<'a>(
    instance: &'a Instance,
    weights: Weights,
    lists: &CandidateLists,
    submissions: &[Vec<u32>],
) -> State<'a> {
    let chairs = choose_chairs(instance, lists);
    let mut seats = Seats::new(instance, submissions, chairs);
    seats.seat_the_pinned();
    let sizes = sizes(instance, &seats);
    seats.seat_leaders(lists);
    seats.fill(lists, &sizes);
    State::new(instance, weights, &seats.members, submissions, chairs)
}

/// Builds the partition and the first state.
pub fn first<'a>(
    instance: &'a Instance,
    weights: Weights,
    lists: &CandidateLists,
    seed: u64,
) -> State<'a> {
    let submissions = partition::by_field(instance, lists, seed);
    construct(instance, weights, lists, &submissions)
}

fn choose_chairs(instance: &Instance, lists: &CandidateLists) -> [u32; 2] {
    let mut wanted = vec![0_i64; instance.experts.len()];
    for submission in (0..).take(instance.submissions.len()) {
        for &expert in lists.of(submission).iter().take(8) {
            wanted[expert as usize] += 1;
        }
    }
    chairs::pairs(instance, |expert| wanted[expert as usize])
        .first()
        .copied()
        .unwrap_or([NOWHERE; 2])
}

/// Returns how many members each group gets: as many as allowed and as have the least to review,
/// while the pool lasts.
fn sizes(instance: &Instance, seats: &Seats<'_>) -> Vec<usize> {
    let reserved = instance.heads_outside();
    let pool = instance.experts.len().saturating_sub(reserved);
    let allowed = &instance.shape.members;
    let mut steps: Vec<usize> = seats
        .members
        .iter()
        .map(|pinned| {
            allowed
                .iter()
                .position(|&size| size >= pinned.len())
                .unwrap_or(allowed.len() - 1)
        })
        .collect();
    let least = instance.min_load as usize;
    let held = seats.submissions.iter();
    let reviews: Vec<usize> = held
        .map(|held| {
            held.iter()
                .map(|&at| instance.reviewers_of(at as usize))
                .sum()
        })
        .collect();
    let mut used: usize = steps.iter().map(|&step| allowed[step]).sum();
    for step in 1..allowed.len() {
        for (group, own) in steps.iter_mut().enumerate() {
            let more = allowed[step] - allowed[step - 1];
            let busy = allowed[step] * least <= reviews[group];
            if *own == step - 1 && used + more <= pool && busy {
                *own = step;
                used += more;
            }
        }
    }
    steps.into_iter().map(|step| allowed[step]).collect()
}

struct Seats<'a> {
    instance: &'a Instance,
    submissions: &'a [Vec<u32>],
    members: Vec<Vec<u32>>,
    taken: Vec<bool>,
    /// By submission: the scores of its best members so far, falling, and what they cover.
    best: Vec<(Vec<u32>, u32)>,
    /// By submission: members who know its industry so far.
    knowing: Vec<u32>,
}

impl<'a> Seats<'a> {
    fn new(instance: &'a Instance, submissions: &'a [Vec<u32>], chairs: [u32; 2]) -> Self {
        let mut taken = vec![false; instance.experts.len()];
        if !instance.chairs_in_groups {
            for chair in chairs.into_iter().filter(|&chair| chair != NOWHERE) {
                taken[chair as usize] = true;
            }
        }
        Self {
            instance,
            submissions,
            members: vec![Vec::new(); submissions.len()],
            taken,
            best: vec![(Vec::new(), 0); instance.submissions.len()],
            knowing: vec![0; instance.submissions.len()],
        }
    }

    fn seat(&mut self, group: usize, expert: u32) {
        self.taken[expert as usize] = true;
        self.members[group].push(expert);
        for &submission in &self.submissions[group] {
            let cell = self
                .instance
                .cells
                .get(submission as usize, expert as usize);
            if cell.free() {
                let (scores, covered) = &mut self.best[submission as usize];
                let at = scores.partition_point(|&score| score >= cell.score());
                scores.insert(at, cell.score());
                scores.truncate(self.instance.reviewers_of(submission as usize));
                *covered |= cell.mask();
            }
            self.knowing[submission as usize] += u32::from(cell.knows());
        }
    }

    /// What seating `expert` would bring: better reviews and newly covered requirements. Broken
    /// rules make it negative.
    fn gain(&self, group: usize, expert: u32) -> i64 {
        let mut gain = 0;
        for &submission in &self.submissions[group] {
            let k = self.instance.reviewers_of(submission as usize);
            let cell = self
                .instance
                .cells
                .get(submission as usize, expert as usize);
            if cell.barred() {
                gain -= 20 * COVERED;
            } else if cell.free() {
                let (scores, covered) = &self.best[submission as usize];
                let last = if scores.len() < k { 0 } else { scores[k - 1] };
                gain += i64::from(cell.score().saturating_sub(last));
                let need = self.instance.submissions[submission as usize].mask;
                gain += i64::from((cell.mask() & need & !covered).count_ones()) * COVERED;
            }
            let wanted = self.instance.submissions[submission as usize].industry_members;
            let lacks = self.knowing[submission as usize] < wanted;
            gain += i64::from(lacks && cell.knows()) * COVERED;
        }
        gain
    }

    /// Whether `expert` may join without breaking a rule about who sits together.
    fn fits(&self, group: usize, expert: u32) -> bool {
        if self.taken[expert as usize]
            || !self.instance.experts[expert as usize].allowed.allows(group)
        {
            return false;
        }
        let mut members = self.members[group].clone();
        let lonely = |members: &[u32]| seat_rules::broken_together(self.instance, members);
        let before = lonely(&members);
        members.push(expert);
        lonely(&members) <= before
    }

    fn seat_the_pinned(&mut self) {
        for (group, spec) in self.instance.groups.iter().enumerate() {
            if let Some(leader) = spec.leader
                && !self.taken[leader as usize]
            {
                self.seat(group, leader);
            }
        }
        for (number, expert) in (0..).zip(&self.instance.experts) {
            if expert.seating != Seating::Free && !self.taken[number as usize] {
                let wanted = self.reviews_demanded(number);
                let groups = 0..self.members.len();
                let open = groups.filter(|&group| expert.allowed.allows(group));
                let best = open.max_by_key(|&group| {
                    let room = self.members[group].len() < self.instance.shape.max_members();
                    let leads = expert.seating == Seating::MustLead;
                    let alone = !leads || !self.has_must_lead(group);
                    let demanded = self.submissions[group]
                        .iter()
                        .filter(|s| wanted.contains(s))
                        .count();
                    (
                        room,
                        alone,
                        demanded,
                        self.gain(group, number),
                        std::cmp::Reverse(group),
                    )
                });
                if let Some(group) = best {
                    self.seat(group, number);
                }
            }
        }
    }

    fn reviews_demanded(&self, expert: u32) -> Vec<u32> {
        let demanded = &self.instance.must_review;
        demanded
            .iter()
            .filter(|(_, reviewer)| *reviewer == expert)
            .map(|&(submission, _)| submission)
            .collect()
    }

    fn has_must_lead(&self, group: usize) -> bool {
        let members = self.members[group].iter();
        let mut experts = members.map(|&member| &self.instance.experts[member as usize]);
        experts.any(|expert| expert.seating == Seating::MustLead)
    }

    fn has_leader(&self, group: usize) -> bool {
        self.members[group].iter().any(|&member| {
            let expert = &self.instance.experts[member as usize];
            expert.can_lead && expert.may_lead.allows(group)
        })
    }

    /// Seats a leader in every group, the groups with the least choice first.
    fn seat_leaders(&mut self, lists: &CandidateLists) {
        let leaders: Vec<u32> = (0..)
            .zip(&self.instance.experts)
            .filter(|(_, expert)| expert.can_lead)
            .map(|(number, _)| number)
            .collect();
        let mut open: Vec<usize> = (0..self.members.len())
            .filter(|&group| !self.has_leader(group))
            .collect();
        let many = leaders.len() * open.len() > 40_000;
        open.sort_by_key(|&group| std::cmp::Reverse(self.submissions[group].len()));
        for group in open {
            let may = |number: &&u32| {
                let expert = &self.instance.experts[**number as usize];
                expert.may_lead.allows(group) && self.fits(group, **number)
            };
            let listed = self.listed(lists, group, NEAR);
            let near: Vec<u32> = if many {
                listed
                    .iter()
                    .filter(|n| self.instance.experts[**n as usize].can_lead)
                    .filter(may)
                    .copied()
                    .collect()
            } else {
                Vec::new()
            };
            let all = leaders.iter().filter(may);
            let from: Vec<u32> = if near.is_empty() {
                all.copied().collect()
            } else {
                near
            };
            let best = from
                .into_iter()
                .max_by_key(|&number| (self.gain(group, number), std::cmp::Reverse(number)));
            if let Some(number) = best {
                self.seat(group, number);
            }
        }
    }

    /// The first `each` experts on the lists of a group's submissions, sorted.
    fn listed(&self, lists: &CandidateLists, group: usize, each: usize) -> Vec<u32> {
        let submissions = &self.submissions[group];
        let mut listed: Vec<u32> = submissions
            .iter()
            .flat_map(|&submission| lists.of(submission).iter().take(each).copied())
            .collect();
        listed.sort_unstable();
        listed.dedup();
        listed
    }

    fn fill(&mut self, lists: &CandidateLists, sizes: &[usize]) {
        let listed: Vec<Vec<u32>> = (0..sizes.len())
            .map(|group| self.listed(lists, group, NEAR))
            .collect();
        let most = sizes.iter().copied().max().unwrap_or(0);
        for round in 0..most {
            for group in 0..sizes.len() {
                if self.members[group].len() <= round && self.members[group].len() < sizes[group] {
                    self.seat_best(group, &listed[group], lists);
                }
            }
        }
    }

    fn seat_best(&mut self, group: usize, near: &[u32], lists: &CandidateLists) {
        // Numbers of experts fit 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let everybody = 0..self.taken.len() as u32;
        let someone = self
            .most_helpful(group, near.iter().copied())
            .filter(|(gain, _)| *gain > 0)
            .or_else(|| self.most_helpful_listed(group, lists))
            .or_else(|| self.most_helpful(group, everybody.clone()))
            .map(|(_, number)| number);
        // Where rules keep everybody out, anybody free: the search sorts it out.
        let anybody = someone.or_else(|| everybody.clone().find(|&n| !self.taken[n as usize]));
        if let Some(number) = anybody {
            self.seat(group, number);
        }
    }

    /// Of `numbers`, who fits and helps the group most, with the gain; of equals the first.
    fn most_helpful(&self, group: usize, numbers: impl Iterator<Item = u32>) -> Option<(i64, u32)> {
        let fitting = numbers.filter(|&number| self.fits(group, number));
        let valued = fitting.map(|number| (self.gain(group, number), std::cmp::Reverse(number)));
        let best = valued.max();
        best.map(|(gain, std::cmp::Reverse(number))| (gain, number))
    }

    /// The same of everybody on a list of the group's submissions, if that helps. Where pairs are
    /// computed on demand, trying the whole pool for every seat would take longest of all.
    fn most_helpful_listed(&self, group: usize, lists: &CandidateLists) -> Option<(i64, u32)> {
        if self.instance.cells.is_dense() {
            return None;
        }
        let listed = self.listed(lists, group, usize::MAX);
        let best = self.most_helpful(group, listed.into_iter());
        best.filter(|(gain, _)| *gain > 0)
    }
}
