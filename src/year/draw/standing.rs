//! Decides which committees may be drawn, and completes each group's reviews.

use super::bar::{Bar, Standing};
use super::committee::Committee;
use super::optimistic_bound::Profile;
use crate::solve::instance::NOWHERE;
use crate::solve::instance::{Assignment, Instance, Seating};
use crate::solve::rerun::{cost_of, staff};
use crate::solve::rule;
use crate::solve::rule::chairs;
use crate::solve::search::seat_rules;
use std::collections::BTreeMap;

/// A committee with the value of each group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seated {
    pub committee: Committee,
    pub standings: Vec<Standing>,
}

impl Seated {
    /// Total score of all groups, in billionths.
    pub fn total(&self) -> i64 {
        self.standings.iter().map(|own| own.total).sum()
    }
}

/// The rules of a season together with the structure that a draw starts from.
pub(super) struct Rules<'a> {
    pub instance: &'a Instance,
    pub structure: &'a Assignment,
    /// Submissions of each group; not changed by a draw.
    submissions: Vec<Vec<u32>>,
    /// Members of each group in the structure, and their value with its reviews.
    home: Vec<(Vec<u32>, Standing)>,
    /// Whether chair and vice chair are drawn as well.
    pub chairs: bool,
    /// Experts who may sit in each group, regardless of the other members.
    fit: Vec<Vec<u32>>,
    /// Experts who may be chair, and vice chair.
    heads: [Vec<u32>; 2],
}

impl<'a> Rules<'a> {
    pub fn new(instance: &'a Instance, structure: &'a Assignment, chairs: bool) -> Self {
        let groups = instance.groups.len();
        let submissions = structure.submissions(groups);
        let home = structure.members(groups).into_iter().zip(&submissions);
        let home = home.map(|(members, own)| {
            let reviews = own
                .iter()
                .map(|&at| (at, structure.reviewers[at as usize].clone()));
            let standing = worth(instance, &members, reviews.collect());
            (members, standing)
        });
        let mut rules = Self {
            instance,
            structure,
            home: home.collect(),
            submissions,
            chairs,
            fit: Vec::new(),
            heads: [0, 1].map(|which| able_to_head(instance, which)),
        };
        let everybody = 0..u32::try_from(instance.experts.len()).unwrap_or(u32::MAX);
        let fit = (0_u32..).take(groups).map(|group| {
            let able = everybody.clone().filter(|&own| rules.welcomes(group, own));
            able.collect()
        });
        rules.fit = fit.collect();
        rules
    }

    /// Experts who may hold a place, regardless of the holders of the others; ascending.
    pub fn able(&self, committee: &Committee, place: usize) -> &[u32] {
        match committee.groups.get(place) {
            Some(&group) => &self.fit[group as usize],
            None => &self.heads[place - committee.groups.len()],
        }
    }

    /// The structure as a committee.
    pub fn start(&self, heads: [u32; 2]) -> Seated {
        Seated {
            committee: Committee::new(self.instance, self.structure, heads),
            standings: self.home.iter().map(|(_, own)| own.clone()).collect(),
        }
    }

    /// The contributions of a group's members.
    pub fn profile(&self, committee: &Committee, group: u32) -> Profile {
        let submissions = &self.submissions[group as usize];
        Profile::new(self.instance, &committee.members(group), submissions)
    }

    /// The number of places of the walk.
    pub fn places(&self, committee: &Committee) -> usize {
        committee.groups.len() + if self.chairs { 2 } else { 0 }
    }

    /// Exchanges the holder of `place` with `expert` if the rules about people hold and the groups
    /// concerned reach their bars. Returns what [`Rules::undo`] needs to revert it. `None` leaves
    /// everything unchanged, also if the exchange would have no effect.
    pub fn exchange(
        &self,
        now: &mut Seated,
        (place, expert): (usize, u32),
        bars: &[Bar],
    ) -> Option<Undo> {
        let other = now
            .committee
            .place_beside(self.instance, place, expert)
            .filter(|&other| other != place);
        let before = now.committee.holders[place];
        if before == expert || !self.may_exchange(&now.committee, (place, before), (other, expert))
        {
            return None;
        }
        now.committee.exchange(place, expert, other);
        let standings = self.regrouped(&now.committee, (place, other), bars);
        let heads = place >= now.committee.groups.len()
            || other.is_some_and(|other| other >= now.committee.groups.len());
        let standings = standings
            .filter(|_| !heads || self.heads_fit(&now.committee))
            .filter(|_| self.newcomers_fit(&now.committee));
        let Some(standings) = standings else {
            now.committee.exchange(place, before, other);
            return None;
        };
        let mut undo = Undo {
            place,
            before,
            other,
            standings: Vec::with_capacity(2),
        };
        for (group, standing) in standings {
            let old = std::mem::replace(&mut now.standings[group], standing);
            undo.standings.push((group, old));
        }
        Some(undo)
    }

    /// Reverts an exchange.
    pub fn undo(&self, now: &mut Seated, undo: Undo) {
        now.committee.exchange(undo.place, undo.before, undo.other);
        for (group, standing) in undo.standings {
            now.standings[group] = standing;
        }
    }

    /// Inexpensive checks.
    fn may_exchange(
        &self,
        committee: &Committee,
        (place, before): (usize, u32),
        (other, expert): (Option<usize>, u32),
    ) -> bool {
        let group = |place: usize| committee.groups.get(place).copied();
        let (here, there) = (group(place), other.map(group));
        let into_chair = there == Some(None) && !self.chairs;
        let leaves = other.is_none()
            && here.is_some()
            && self.instance.experts[before as usize].seating != Seating::Free;
        // Seats of one group are equivalent; the two heads are not.
        let same = here.is_some() && there == Some(here);
        !into_chair
            && !leaves
            && !same
            && here.is_none_or(|group| self.welcomes(group, expert))
            && there
                .flatten()
                .is_none_or(|group| self.welcomes(group, before))
    }

    /// Whether a group may have a member, regardless of the others: allowed there, not barred, and
    /// able to review something.
    fn welcomes(&self, group: u32, expert: u32) -> bool {
        let allowed = &self.instance.experts[expert as usize].allowed;
        let cells = self.submissions[group as usize].iter().map(|&submission| {
            self.instance
                .cells
                .get(submission as usize, expert as usize)
        });
        let home = self.home[group as usize].0.contains(&expert);
        allowed.allows(group as usize)
            && !cells.clone().any(crate::solve::instance::Cell::barred)
            && (home || cells.clone().any(crate::solve::instance::Cell::free))
    }

    /// The new values of the groups of two places; `None` if a rule is broken.
    fn regrouped(
        &self,
        committee: &Committee,
        (place, other): (usize, Option<usize>),
        bars: &[Bar],
    ) -> Option<Vec<(usize, Standing)>> {
        let places = [Some(place), other];
        let groups = places
            .into_iter()
            .flatten()
            .filter_map(|place| committee.groups.get(place));
        let standing = |&group: &u32| {
            let own = self.standing(
                group as usize,
                &committee.members(group),
                &bars[group as usize],
            );
            own.map(|own| (group as usize, own))
        };
        groups.map(standing).collect()
    }

    /// The value of a group with given members (sorted), independent of earlier steps. The
    /// structure's own members keep its reviews; in all other groups every member has at least one
    /// review. `None` also if the bar cannot be reached.
    fn standing(&self, group: usize, members: &[u32], bar: &Bar) -> Option<Standing> {
        let (home, own) = &self.home[group];
        if home == members {
            return Some(own.clone());
        }
        let submissions = &self.submissions[group];
        if seat_rules::broken(self.instance, group, members) > 0 {
            return None;
        }
        let staffed = staff(self.instance, members, submissions, &[]);
        let reviews = |member| {
            staffed
                .reviewers
                .values()
                .flatten()
                .any(|own| own == member)
        };
        let able = staffed.misfits.is_empty() && staffed.overload == 0 && staffed.uneven == 0;
        if !able || !members.iter().all(reviews) {
            return None;
        }
        Some(worth(self.instance, members, staffed.reviewers)).filter(|own| bar.meets(own))
    }

    fn heads_fit(&self, committee: &Committee) -> bool {
        let heads = committee.heads();
        let fits = |which: usize| chairs::may_take(self.instance, heads, which, heads[which]);
        let sits = |head: &u32| committee.seat[*head as usize].is_some();
        fits(0) && fits(1) && (self.instance.chairs_in_groups || !heads.iter().any(sits))
    }

    fn newcomers_fit(&self, committee: &Committee) -> bool {
        self.instance.new_share <= 0.0
            || rule::newcomers::missing(self.instance, &committee.assignment(self.structure)) == 0
    }

    /// The committee in solver form, with reviews and leaders. Leaders who are still members keep
    /// their role.
    pub fn assignment(&self, seated: &Seated) -> Assignment {
        let mut now = seated.committee.assignment(self.structure);
        for standing in &seated.standings {
            for (&submission, reviewers) in &standing.reviewers {
                now.reviewers[submission as usize].clone_from(reviewers);
            }
        }
        crate::solve::finish::choose_leaders(self.instance, &mut now);
        for (group, leader) in self.structure.leaders.iter().enumerate() {
            let stays =
                leader.filter(|&own| now.seat[own as usize].is_some_and(|at| at as usize == group));
            now.leaders[group] = stays.or(now.leaders[group]);
        }
        crate::solve::finish::even_loads(self.instance, &mut now);
        now
    }
}

/// What is needed to revert an exchange.
pub(super) struct Undo {
    place: usize,
    before: u32,
    other: Option<usize>,
    standings: Vec<(usize, Standing)>,
}

/// Experts who may be chair (0) or vice chair (1), regardless of the other.
fn able_to_head(instance: &Instance, which: usize) -> Vec<u32> {
    let everybody = (0_u32..).take(instance.experts.len());
    let nobody = [NOWHERE; 2];
    everybody
        .filter(|&expert| chairs::may_take(instance, nobody, which, expert))
        .collect()
}

/// The value of given members and reviews.
fn worth(instance: &Instance, members: &[u32], reviewers: BTreeMap<u32, Vec<u32>>) -> Standing {
    let mut standing = Standing {
        shortfalls: seat_rules::short(instance, members),
        worst: i64::MAX,
        ..Standing::default()
    };
    for (&submission, own) in &reviewers {
        let cost = cost_of(instance, submission, own, &[]);
        let lacking = instance.industry_members_lacking(submission as usize, members);
        standing.shortfalls += cost.shortfalls + i64::try_from(lacking).unwrap_or(i64::MAX);
        standing.total -= cost.lost;
        standing.worst = standing.worst.min(-cost.lost);
    }
    standing.reviewers = reviewers;
    standing
}
