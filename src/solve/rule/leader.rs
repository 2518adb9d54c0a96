//! R12: one leader in each group.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::solve::instance::Seating;

/// Code of the rule.
pub const CODE: &str = "R12";
/// Name of the rule.
pub const KEY: &str = "leader";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每个专业组有一名组长,组长为本组组员且可任组长。",
        "every group has one leader, a member who may lead."
    )
}

/// Adds, for every group, `members who may lead it >= 1` and `members who must lead <= 1`, and
/// fixes the seat of a pinned leader.
///
/// No variable says who leads: with at least one member who may lead, and at most one who must,
/// the leader can be named afterwards ([`choose`]), and no objective depends on the choice.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for group in 0..decisions.groups() {
        let number = part.groups[group];
        if let Some(leader) = part.instance.groups[number as usize].leader {
            let seat = part
                .position(leader)
                .and_then(|expert| decisions.seat(expert, group));
            match seat {
                Some(seat) => model.fix(seat, 1.0),
                None => model.exactly([], 1.0),
            }
        }
        let seats = |who: &dyn Fn(usize) -> bool| -> Vec<_> {
            (0..part.experts.len())
                .filter(|&expert| who(expert))
                .filter_map(|expert| decisions.seat(expert, group))
                .map(|seat| (seat, 1.0))
                .collect()
        };
        model.at_least(seats(&|expert| may_lead(part, expert, number)), 1.0);
        let must = |expert: usize| must_lead(part, part.experts[expert], number);
        let demanded = seats(&must);
        if demanded.len() > 1 {
            model.at_most(demanded, 1.0);
        }
    }
}

fn may_lead(part: &Part, expert: usize, group: u32) -> bool {
    let candidate = part.expert(expert);
    candidate.can_lead && candidate.may_lead.allows(group as usize)
}

fn must_lead(part: &Part, expert: u32, group: u32) -> bool {
    part.instance.experts[expert as usize].seating == Seating::MustLead
        || part.instance.groups[group as usize].leader == Some(expert)
}

/// Names the leader among `members` (numbers, ascending): who must lead, else the one of
/// `preferred` who may, else the first who may.
pub fn choose(part: &Part, group: u32, members: &[u32], preferred: Option<u32>) -> Option<u32> {
    let demanded = members
        .iter()
        .copied()
        .find(|&expert| must_lead(part, expert, group));
    let may = |expert: &u32| {
        let candidate = &part.instance.experts[*expert as usize];
        candidate.can_lead && candidate.may_lead.allows(group as usize)
    };
    demanded
        .or_else(|| {
            preferred
                .filter(|expert| members.contains(expert))
                .filter(may)
        })
        .or_else(|| members.iter().copied().find(may))
}
