//! Whether any committee changes at most so many people, by looking at all of them. Written for
//! the tiny seasons of these tests, from the contract, with nothing of the search.

use empanel::conflict::{ConflictSeverity, Conflicts};
use empanel::model::{ExpertIndex, Season, SubmissionIndex};
use empanel::plan::Plan;

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
}

/// Whether some committee of the season changes at most `people` of those who can take part.
pub fn any_within(season: &Season, prior: &Plan, people: Option<usize>) -> bool {
    let Some(people) = people else { return false };
    let conflicts = Conflicts::build(season);
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
        groups: prior.groups.len(),
        submissions: submissions
            .filter(|&at| season.submissions[at].passed)
            .collect(),
    };
    search.extend(&mut Vec::new(), people)
}

impl Search<'_> {
    fn extend(&self, roles: &mut Vec<Role>, left: usize) -> bool {
        let Some(&(_, prior)) = self.pool.get(roles.len()) else {
            return self.sound(roles);
        };
        let mut all = vec![Role::Idle, Role::Head(0), Role::Head(1)];
        all.extend((0..self.groups).flat_map(|group| [Role::Member(group), Role::Leader(group)]));
        all.into_iter().any(|role| {
            let cost = usize::from(role != prior);
            if cost > left {
                return false;
            }
            roles.push(role);
            let found = self.extend(roles, left - cost);
            roles.pop();
            found
        })
    }

    fn who(&self, roles: &[Role], wanted: impl Fn(Role) -> bool) -> Vec<usize> {
        let pairs = self.pool.iter().zip(roles);
        pairs
            .filter(|(_, role)| wanted(**role))
            .map(|((at, _), _)| *at)
            .collect()
    }

    fn sound(&self, roles: &[Role]) -> bool {
        let experts = &self.season.experts;
        let key = |at: usize| self.season.organizations.key(&experts[at].employer);
        let heads = [0, 1].map(|which| self.who(roles, |role| role == Role::Head(which)));
        if heads
            .iter()
            .any(|who| who.len() != 1 || !experts[who[0]].quality_lead)
        {
            return false;
        }
        let [one, other] = [key(heads[0][0]), key(heads[1][0])];
        if one == other && !one.is_empty() {
            return false;
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
            if leaders.len() != 1 || !experts[leaders[0]].can_lead || !sizes {
                return false;
            }
            for (at, &a) in members.iter().enumerate() {
                for &b in &members[..at] {
                    let kin = self.conflicts.kin().iter().any(|pair| {
                        let pair = [pair.a.at(), pair.b.at()];
                        pair == [a, b] || pair == [b, a]
                    });
                    if kin || key(a) == key(b) && !key(a).is_empty() {
                        return false;
                    }
                }
            }
            seats.push(members);
        }
        self.reviewed(&seats, 0, &mut vec![0; experts.len()])
    }

    /// Whether the submissions from `next` on find groups and reviewers within the loads.
    fn reviewed(&self, seats: &[Vec<usize>], next: usize, load: &mut Vec<u32>) -> bool {
        let Some(&submission) = self.submissions.get(next) else {
            return true;
        };
        let index = SubmissionIndex::new(submission);
        let severity = |at: usize| self.conflicts.severity(ExpertIndex::new(at), index);
        for members in seats {
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
                let most = self.season.rules.reviews.max_per_expert;
                if chosen.iter().any(|&at| load[at] >= most) {
                    continue;
                }
                chosen.iter().for_each(|&at| load[at] += 1);
                let found = self.reviewed(seats, next + 1, load);
                chosen.iter().for_each(|&at| load[at] -= 1);
                if found {
                    return true;
                }
            }
        }
        false
    }
}
