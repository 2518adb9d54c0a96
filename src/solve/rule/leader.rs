//! R12: one leader in each group.

use super::{Condition, Decisions, Home, Linear, Part, Proposal, Relaxation, supply};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::{Instance, Seating};
use rayon::prelude::*;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    anyway,
    relaxation: Some(Relaxation { ease: 11, lift }),
    ..Home::new(Rule::Leader, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每个专业组有一名组长，组长为本组组员且可任组长。",
        "every group has one leader, who is a member of it and may lead."
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

/// Counts groups whose leader is not named, no member, or may not lead.
fn breaches(proposal: &Proposal<'_>) -> usize {
    proposal.in_groups(|group| usize::from(proposal.leader(group).is_none()))
}

/// The experts who may lead, against the groups.
fn needs(instance: &Instance) -> Vec<Condition> {
    let groups = instance.groups.len();
    let able = instance.experts.iter().filter(|e| e.can_lead);
    let there = able.filter(|e| !e.allowed.is_empty()).count();
    vec![Condition {
        rule: Rule::Leader,
        what: Some(bilingual!(
            "可任组长的专家（每组一名）",
            "experts who may lead (one for each group)"
        )),
        have: there,
        need: groups,
        lacking: bilingual!(
            "{groups} 个专业组各需一位组长，本届可任组长的专家只有 {there} 位。",
            "{groups} groups need a leader each; experts who can take part and may lead: {there}."
        ),
    }]
}

/// Submissions from whose group everybody who may lead is barred. Those with too few members are
/// told by [`super::bar`].
fn anyway(instance: &Instance, season: &Season) -> Vec<Condition> {
    if !instance.cells.is_dense() {
        return Vec::new();
    }
    let least = instance.shape.min_members();
    let rows: Vec<Option<Condition>> = (0..instance.submissions.len())
        .into_par_iter()
        .map(|submission| {
            let sits = |expert: &usize| !instance.cells.get(submission, *expert).barred();
            let experts = || (0..instance.experts.len()).filter(sits);
            let led = experts().any(|expert| instance.experts[expert].can_lead);
            let lonely = !led && experts().count() >= least;
            let id = supply::submission(instance, season, submission);
            lonely.then(|| Condition {
                rule: Rule::Leader,
                what: None,
                have: 0,
                need: 1,
                lacking: bilingual!(
                    "可任组长的专家全部须对 {id} 整组回避，受理它的专业组没有组长。",
                    "every expert who may lead is barred from the group that has {id}, so it has no leader."
                ),
            })
        })
        .collect();
    rows.into_iter().flatten().collect()
}

/// Lets everybody lead.
fn lift(season: &mut Season) {
    for expert in &mut season.experts {
        expert.can_lead = true;
    }
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{anyway, breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn a_group_is_led_by_a_member_who_may_lead() {
        let season = toy(|_| ());
        let mut made = committee();
        made.leaders[0] = Some(5); // a leader of the other group
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 1);
        made.leaders[0] = Some(4); // a member who may not lead
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 1);
        assert_eq!(breaches(&HOME, &compiled(&lifted(&HOME, season)), &made), 0);
        made.leaders[0] = None;
        assert_eq!(breaches(&HOME, &compiled(&toy(|_| ())), &made), 1);
    }

    #[test]
    fn every_group_needs_somebody_who_may_lead() {
        assert_eq!(needs(&HOME, &toy(|_| ())), [(2, 2)]);
        assert_eq!(
            needs(&HOME, &toy(|season| season.experts[2].can_lead = false)),
            [(1, 2)]
        );
    }

    #[test]
    fn a_submission_from_which_all_leaders_are_barred_leaves_its_group_without_one() {
        assert_eq!(anyway(&HOME, &toy(|_| ())), []);
        let season = toy(|season| {
            let applicant = season.submissions[4].organization.clone();
            for leader in [2, 5] {
                season.experts[leader].employer = applicant.clone();
            }
        });
        assert_eq!(anyway(&HOME, &season), [(0, 1)]);
    }
}
