//! Withdrawals of the chair and the vice chair, and who may succeed them.

use crate::explain::Standing;
use crate::solve::instance::Seating;
use schemars::JsonSchema;
use serde::Serialize;

/// The withdrawal of a head. It costs no review, because heads review nothing unless the rules seat
/// them in groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeadWithdrawal {
    /// Expert id, as in the season.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// `chair` or `vice_chair`.
    pub office: &'static str,
    /// Experts without a seat who may take the office together with the other head; those who are
    /// not alternates of a group come first.
    pub successors: Vec<Successor>,
    /// Number of group members who may take it, which leaves a seat to fill.
    pub members: usize,
}

/// A possible successor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Successor {
    /// Expert id, as in the season.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// Id of the group whose alternate the expert is, if any.
    pub alternate_of: Option<String>,
}

/// Evaluates the withdrawal of chair and vice chair in turn. O(experts).
pub(super) fn heads(standing: &Standing<'_>) -> Vec<HeadWithdrawal> {
    let made = &standing.assignment;
    let offices = [("chair", made.chair), ("vice_chair", made.vice_chair)];
    let other = [made.vice_chair, made.chair];
    let all = offices.into_iter().zip(other).enumerate();
    all.filter_map(|(which, ((office, head), other))| {
        Some(head_withdraws(standing, which, office, head?, other))
    })
    .collect()
}

fn head_withdraws(
    standing: &Standing<'_>,
    which: usize,
    office: &'static str,
    head: u32,
    other: Option<u32>,
) -> HeadWithdrawal {
    let everybody = (0..)
        .zip(&standing.instance.experts)
        .map(|(number, _)| number);
    let able: Vec<u32> = everybody
        .filter(|&expert| expert != head && may_follow(standing, which, expert, other))
        .collect();
    let seated = |&&expert: &&u32| standing.seat(expert).is_some();
    let members = able.iter().filter(seated).count();
    let idle = able.iter().filter(|expert| !seated(expert));
    let mut successors: Vec<Successor> = idle
        .map(|&expert| {
            let own = standing.expert(expert);
            let mut groups = standing.plan.groups.iter();
            let group = groups.find(|group| group.alternates.contains(&own.id));
            Successor {
                expert: own.id.clone(),
                name: own.name.clone(),
                alternate_of: group.map(|group| group.id.clone()),
            }
        })
        .collect();
    successors.sort_by_key(|one| one.alternate_of.is_some());
    HeadWithdrawal {
        expert: standing.expert(head).id.clone(),
        name: standing.expert(head).name.clone(),
        office,
        successors,
        members,
    }
}

/// Whether an expert may take an office that has become vacant: the pin of the withdrawn head does
/// not apply.
fn may_follow(standing: &Standing<'_>, which: usize, expert: u32, other: Option<u32>) -> bool {
    let instance = &standing.instance;
    let own = &instance.experts[expert as usize];
    let refused = match which {
        0 => &instance.chairs.not_chair,
        _ => &instance.chairs.not_vice_chair,
    };
    let apart = other.is_none_or(|other| {
        other != expert && !own.is_colleague_of(&instance.experts[other as usize])
    });
    let held = own.seating != Seating::Free && !instance.chairs_in_groups;
    own.quality_lead && apart && !held && !refused.contains(&expert)
}
