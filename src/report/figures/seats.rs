//! Seats and loads.

use super::fields::{self, Judges};
use super::lookup::Lookup;
use super::mean::mean;
use super::reviews::ReviewFigures;
use crate::bilingual;
use crate::model::plan::{Group, Plan, ShortfallKind};
use crate::model::words::Bilingual;
use crate::model::{Expert, ExpertIndex};
use std::collections::BTreeMap;

/// A person's role in the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Heads the committee.
    Chair,
    /// Deputises for the chair.
    ViceChair,
    /// Leads a group.
    Leader,
    /// Sits in a group.
    Member,
}

impl Role {
    /// The word for it.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Chair => bilingual!("主任委员", "Chair"),
            Self::ViceChair => bilingual!("副主任委员", "Vice chair"),
            Self::Leader => bilingual!("组长", "Leader"),
            Self::Member => bilingual!("组员", "Member"),
        }
    }
}

/// A seat of the committee.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    /// Position in the pool.
    pub index: ExpertIndex,
    /// The expert in the seat.
    pub expert: &'a Expert,
    /// The expert's role.
    pub role: Role,
    /// Position of the group in the plan; `None` for chair and vice chair.
    pub group: Option<usize>,
    /// Number of submissions reviewed.
    pub load: usize,
    /// Maximum number of submissions the expert may review.
    pub limit: u32,
    /// Sum of the scores of the expert's reviews.
    pub score: f64,
}

/// A group with its figures.
#[derive(Debug, Clone)]
pub struct GroupFigures<'a> {
    /// The group in the plan.
    pub group: &'a Group,
    /// Positions of its seats in the figures, leader first.
    pub seats: std::ops::Range<usize>,
    /// Alternates, best first.
    pub alternates: Vec<&'a Expert>,
    /// Positions of its reviews in the figures.
    pub reviews: std::ops::Range<usize>,
    /// Smallest load of a member.
    pub load_min: usize,
    /// Largest load of a member.
    pub load_max: usize,
    /// Mean load of its members.
    pub load_mean: f64,
    /// Mean score of a review (one reviewer, one submission), 0 to 1.
    pub mean_score: f64,
    /// Smallest sum of one submission.
    pub worst_score: f64,
    /// Number of unmet coverage requirements.
    pub shortfalls: usize,
    /// What it judges.
    pub judges: Judges,
}

/// Lists the seats: chair, vice chair, then group by group, leaders first.
pub(super) fn seats<'a>(
    lookup: &Lookup<'a>,
    plan: &'a Plan,
    reviews: &[ReviewFigures<'a>],
) -> Vec<Seat<'a>> {
    let mut work: BTreeMap<ExpertIndex, (usize, f64)> = BTreeMap::new();
    for reviewer in reviews.iter().flat_map(|review| &review.reviewers) {
        let (load, score) = work.entry(reviewer.index).or_default();
        *load += 1;
        *score += reviewer.score;
    }
    let cap = lookup.season.rules.reviews.max_per_expert;
    let seat = |id: &str, role, group| {
        let (index, expert) = lookup.expert(id)?;
        let (load, score) = work.get(&index).copied().unwrap_or_default();
        let limit = expert.max_reviews.map_or(cap, |own| own.min(cap));
        Some(Seat {
            index,
            expert,
            role,
            group,
            load,
            limit,
            score,
        })
    };
    let mut all = Vec::new();
    all.extend(seat(&plan.committee.chair, Role::Chair, None));
    all.extend(seat(&plan.committee.vice_chair, Role::ViceChair, None));
    for (at, group) in plan.groups.iter().enumerate() {
        all.extend(seat(&group.leader, Role::Leader, Some(at)));
        let others = group.members.iter().filter(|id| **id != group.leader);
        all.extend(others.filter_map(|id| seat(id, Role::Member, Some(at))));
    }
    all
}

/// Rules about the mix of the group's members that the plan misses.
fn mixes_missed(plan: &Plan, group: &Group) -> usize {
    let missed = plan.shortfalls.iter();
    let missed = missed.filter(|own| own.kind == ShortfallKind::Mix && own.submission == group.id);
    missed.count()
}

/// Sums up each group.
pub(super) fn groups<'a>(
    lookup: &Lookup<'a>,
    plan: &'a Plan,
    seats: &[Seat<'a>],
    reviews: &[ReviewFigures<'a>],
) -> Vec<GroupFigures<'a>> {
    let groups = plan.groups.iter().enumerate();
    groups
        .map(|(at, group)| {
            let of_seats = seats.partition_point(|seat| seat.group < Some(at))
                ..seats.partition_point(|seat| seat.group <= Some(at));
            let of_reviews = reviews.partition_point(|review| review.group < at)
                ..reviews.partition_point(|review| review.group <= at);
            let loads = || seats[of_seats.clone()].iter().map(|seat| seat.load);
            let own = &reviews[of_reviews.clone()];
            GroupFigures {
                group,
                alternates: group
                    .alternates
                    .iter()
                    .filter_map(|id| lookup.expert(id))
                    .map(|(_, expert)| expert)
                    .collect(),
                load_min: loads().min().unwrap_or(0),
                load_max: loads().max().unwrap_or(0),
                load_mean: mean(loads().map(|load| load as f64)),
                mean_score: mean(
                    own.iter()
                        .flat_map(|review| &review.reviewers)
                        .map(|reviewer| reviewer.score),
                ),
                worst_score: own
                    .iter()
                    .map(|review| review.sum)
                    .min_by(f64::total_cmp)
                    .unwrap_or(0.0),
                shortfalls: own.iter().map(|review| review.shortfalls).sum::<usize>()
                    + mixes_missed(plan, group),
                judges: fields::of(reviews, of_reviews.clone()),
                seats: of_seats,
                reviews: of_reviews,
            }
        })
        .collect()
}
