//! Whether any committee changes at most a given number of people, and the minimum cost of these,
//! by enumeration. Written for the tiny seasons of these tests, from the contract, without code of
//! the search.

use super::mixes::missed;
use empanel::model::plan::Plan;
use empanel::model::{ExpertIndex, MixScope, Season, SubmissionIndex};
use empanel::solve::instance::Instance;
use empanel::solve::rerun::Order;
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::{ConflictSeverity, Conflicts};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Idle,
    Member(usize),
    Leader(usize),
    Head(usize),
}

struct Search<'a> {
    season: &'a Season,
    conflicts: &'a Conflicts,
    /// Experts who can take part, with their role in the prior plan.
    pool: Vec<(usize, Role)>,
    groups: usize,
    submissions: Vec<usize>,
    /// Coverage of each pair, and the number required for each requirement.
    instance: Instance,
    affinity: Affinity,
    order: Order,
    prior: &'a Plan,
}

/// The costs in order: submissions that change group and shortfalls (or the reverse order if
/// coverage comes first), then reassigned reviews.
pub type Least = [usize; 3];

/// Whether some committee of the season changes at most `people` of the available experts.
pub fn any_within(season: &Season, prior: &Plan, people: Option<usize>) -> bool {
    let Some(people) = people else { return false };
    least(season, prior, people, Order::PeopleFirst, true).is_some()
}

/// The minimum cost of a committee with at most the given number of people changed; of any
/// committee, if one is sufficient.
pub fn least(
    season: &Season,
    prior: &Plan,
    people: usize,
    order: Order,
    any: bool,
) -> Option<Least> {
    let conflicts = Conflicts::build(season);
    let affinity = Affinity::build(season);
    let instance = Instance::compile(season, &conflicts, &affinity).ok()?;
    let role = |id: &String| {
        let heads = [&prior.committee.chair, &prior.committee.vice_chair];
        if let Some(which) = heads.iter().position(|head| *head == id) {
            return Role::Head(which);
        }
        let group = prior
            .groups
            .iter()
            .position(|group| group.members.contains(id));
        match group {
            Some(group) if prior.groups[group].leader == *id => Role::Leader(group),
            Some(group) => Role::Member(group),
            None => Role::Idle,
        }
    };
    let pool = season
        .experts
        .iter()
        .enumerate()
        .filter(|(_, expert)| expert.available);
    let submissions = 0..season.submissions.len();
    let search = Search {
        season,
        conflicts: &conflicts,
        pool: pool.map(|(at, expert)| (at, role(&expert.id))).collect(),
        groups: instance.groups.len(),
        submissions: submissions
            .filter(|&at| season.submissions[at].passed)
            .collect(),
        instance,
        affinity,
        order,
        prior,
    };
    let mut best = None;
    search.extend(&mut Vec::new(), people, any, &mut best);
    best
}

impl Search<'_> {
    fn extend(&self, roles: &mut Vec<Role>, left: usize, any: bool, best: &mut Option<Least>) {
        let Some(&(_, prior)) = self.pool.get(roles.len()) else {
            if let Some(seats) = self.sound(roles) {
                let mut load = vec![0; self.season.experts.len()];
                let lacking = seats
                    .iter()
                    .map(|members| missed(self.season, MixScope::Group, false, members));
                let lacking = self.in_order(0, lacking.sum(), 0);
                self.reviewed(&seats, 0, &mut load, lacking, best);
            }
            return;
        };
        let mut all = vec![Role::Idle, Role::Head(0), Role::Head(1)];
        all.extend((0..self.groups).flat_map(|group| [Role::Member(group), Role::Leader(group)]));
        for role in all {
            let cost = usize::from(role != prior);
            if cost > left || any && best.is_some() {
                continue;
            }
            roles.push(role);
            self.extend(roles, left - cost, any, best);
            roles.pop();
        }
    }

    fn who(&self, roles: &[Role], wanted: impl Fn(Role) -> bool) -> Vec<usize> {
        let pairs = self.pool.iter().zip(roles);
        pairs
            .filter(|(_, role)| wanted(**role))
            .map(|((at, _), _)| *at)
            .collect()
    }

    fn sound(&self, roles: &[Role]) -> Option<Vec<Vec<usize>>> {
        let experts = &self.season.experts;
        let key = |at: usize| self.season.organizations.key(&experts[at].employer);
        let heads = [0, 1].map(|which| self.who(roles, |role| role == Role::Head(which)));
        if heads
            .iter()
            .any(|who| who.len() != 1 || !experts[who[0]].quality_lead)
        {
            return None;
        }
        let [one, other] = [key(heads[0][0]), key(heads[1][0])];
        if one == other && !one.is_empty() {
            return None;
        }
        let mut seats = Vec::new();
        for group in 0..self.groups {
            let leaders = self.who(roles, |role| role == Role::Leader(group));
            let members = self.who(roles, |role| {
                role == Role::Leader(group) || role == Role::Member(group)
            });
            let rules = &self.season.rules.groups;
            let size = members.len();
            let sizes = (rules.min_members..=rules.max_members).contains(&size)
                && (!rules.odd_members || size % 2 == 1);
            let mixed = missed(self.season, MixScope::Group, true, &members) == 0;
            if leaders.len() != 1 || !experts[leaders[0]].can_lead || !sizes || !mixed {
                return None;
            }
            for (at, &a) in members.iter().enumerate() {
                for &b in &members[..at] {
                    let kin = self.conflicts.kin().iter().any(|pair| {
                        let pair = [pair.a.at(), pair.b.at()];
                        pair == [a, b] || pair == [b, a]
                    });
                    if kin || key(a) == key(b) && !key(a).is_empty() {
                        return None;
                    }
                }
            }
            seats.push(members);
        }
        Some(seats)
    }

    /// Assigns groups and reviewers to the submissions from `next` on in every way within the
    /// loads.
    fn reviewed(
        &self,
        seats: &[Vec<usize>],
        next: usize,
        load: &mut Vec<u32>,
        cost: Least,
        best: &mut Option<Least>,
    ) {
        if best.is_some_and(|best| best <= cost) {
            return;
        }
        let Some(&submission) = self.submissions.get(next) else {
            if seats.iter().all(|members| self.keeps_loads(members, load)) {
                *best = Some(cost);
            }
            return;
        };
        let index = SubmissionIndex::new(submission);
        let severity = |at: usize| self.conflicts.severity(ExpertIndex::new(at), index);
        for (group, members) in seats.iter().enumerate() {
            if members
                .iter()
                .any(|&at| severity(at) == Some(ConflictSeverity::Bar))
            {
                continue;
            }
            let free: Vec<usize> = members
                .iter()
                .copied()
                .filter(|&at| severity(at).is_none())
                .collect();
            let each = self.season.rules.reviews.per_submission;
            for set in 0_u32..1 << free.len() {
                if set.count_ones() as usize != each {
                    continue;
                }
                let chosen: Vec<usize> = (0..free.len())
                    .filter(|at| set >> at & 1 == 1)
                    .map(|at| free[at])
                    .collect();
                if missed(self.season, MixScope::Submission, true, &chosen) > 0 {
                    continue;
                }
                let most = self.season.rules.reviews.max_per_expert;
                if chosen.iter().any(|&at| load[at] >= most) {
                    continue;
                }
                chosen.iter().for_each(|&at| load[at] += 1);
                let own = self.cost(submission, (group, members), &chosen);
                let sum = [0, 1, 2].map(|at| cost[at] + own[at]);
                self.reviewed(seats, next + 1, load, sum, best);
                chosen.iter().for_each(|&at| load[at] -= 1);
            }
        }
    }

    /// Whether nobody of a group reviews too little, or too much more than another.
    fn keeps_loads(&self, members: &[usize], load: &[u32]) -> bool {
        let loads = members.iter().map(|&at| load[at]);
        let (least, most) = (loads.clone().min(), loads.max());
        let (least, most) = (least.unwrap_or(0), most.unwrap_or(0));
        let difference = self.season.rules.balance.max_load_difference;
        least >= super::least_load(self.season, self.groups, self.submissions.len())
            && (difference == 0 || most - least <= difference)
    }

    /// The members of a group lacking who know the industry of a submission.
    fn knowing_lacking(&self, submission: usize, members: &[usize]) -> usize {
        let knows = |at: usize| super::knows(self.conflicts, &self.affinity, at, submission);
        let able = self.pool.iter().filter(|(at, _)| knows(*at)).count();
        let there = members.iter().filter(|at| knows(**at)).count();
        super::knowing_wanted(self.season, able).saturating_sub(there)
    }

    /// The cost of a submission in a group, with its members, and with these reviewers.
    fn cost(
        &self,
        submission: usize,
        (group, members): (usize, &[usize]),
        reviewers: &[usize],
    ) -> Least {
        let season = self.season;
        let id = &season.submissions[submission].id;
        let prior = self.prior.groups.iter();
        let prior = prior.clone().position(|one| one.submissions.contains(id));
        let moved = usize::from(prior.is_some_and(|prior| prior != group));
        let instance = &self.instance;
        let need = |need: &empanel::solve::instance::Need| need.season.at() == submission;
        let row = instance.submissions.iter().position(need).expect("passed");
        let column = |at: usize| {
            let is = |one: &empanel::solve::instance::Candidate| one.season.at() == at;
            instance.experts.iter().position(is).expect("in the pool")
        };
        let masks: Vec<u32> = reviewers
            .iter()
            .map(|&at| instance.cells.get(row, column(at)).mask())
            .collect();
        // Rules about the mix of people are counted apart from the instance.
        let asked = instance.submissions[row].mask & !instance.mixes.all_bits();
        let unmet = (0..30).filter(|&bit| {
            let having = masks.iter().filter(|mask| *mask >> bit & 1 == 1).count();
            asked >> bit & 1 == 1 && having < instance.needed_for_bit(bit, reviewers.len()) as usize
        });
        let mixed = missed(season, MixScope::Submission, false, reviewers);
        let shortfalls = unmet.count() + self.knowing_lacking(submission, members) + mixed;
        let before = self.prior.reviews.iter().find(|one| one.submission == *id);
        let had = |at: &&usize| {
            let expert = &season.experts[**at].id;
            before.is_some_and(|review| review.reviewers.contains(expert))
        };
        let new = reviewers.len() - reviewers.iter().filter(had).count();
        self.in_order(moved, shortfalls, new)
    }

    fn in_order(&self, moved: usize, shortfalls: usize, new: usize) -> Least {
        match self.order {
            Order::PeopleFirst => [moved, shortfalls, new],
            Order::CoverageFirst => [shortfalls, moved, new],
        }
    }
}
