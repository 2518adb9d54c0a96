//! R16: relatives never share a group.

use super::{Decisions, Home, Linear, Part, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Party, RelationKind, Rule, Season};
use std::collections::BTreeSet;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    relaxation: Some(Relaxation { ease: 2, lift }),
    ..Home::new(Rule::Kin, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "有亲属关系的专家不得在同一专业组。",
        "relatives never share a group."
    )
}

/// Adds `sum of the seats of mutual relatives in the group <= 1` for cliques that together hold
/// every pair of relatives: a family of three makes one row, tighter than its three pairs.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for clique in cliques(part) {
        for group in 0..decisions.groups() {
            let seats: Vec<_> = clique
                .iter()
                .filter_map(|&expert| decisions.seat(expert, group))
                .collect();
            if seats.len() > 1 {
                model.at_most(seats.into_iter().map(|seat| (seat, 1.0)), 1.0);
            }
        }
    }
}

/// Returns cliques of relatives, by position, that cover all pairs: each open pair in turn is
/// extended by everybody related to all, in order.
fn cliques(part: &Part) -> Vec<Vec<usize>> {
    let pairs: BTreeSet<(usize, usize)> = part
        .instance
        .kin
        .iter()
        .filter_map(|&(a, b)| Some((part.position(a)?, part.position(b)?)))
        .collect();
    let related = |a: usize, b: usize| pairs.contains(&(a.min(b), a.max(b)));
    let relatives = |expert: usize| {
        let kin = part.expert(expert).kin.iter();
        kin.filter_map(|&other| part.position(other))
    };
    let mut open = pairs.clone();
    let mut cliques = Vec::new();
    while let Some((a, b)) = open.pop_first() {
        let mut clique = vec![a, b];
        for other in relatives(a).filter(|&other| other != b) {
            if clique.iter().all(|&member| related(member, other)) {
                clique.push(other);
            }
        }
        clique.sort_unstable();
        open.retain(|(a, b)| !(clique.contains(a) && clique.contains(b)));
        cliques.push(clique);
    }
    cliques
}

/// Counts pairs of relatives in one group.
fn breaches(proposal: &Proposal<'_>) -> usize {
    proposal.in_groups(|group| {
        let members = proposal.members(group);
        let before = |at: usize| members[..at].iter();
        let pairs = members.iter().enumerate().map(|(at, &member)| {
            let kin = &proposal.expert(member).kin;
            let related = |other: &&u32| kin.binary_search(other).is_ok();
            before(at).filter(related).count()
        });
        pairs.sum()
    })
}

/// Forgets which experts are relatives of each other.
fn lift(season: &mut Season) {
    season.relations.retain(|relation| {
        let both = matches!(
            (&relation.subject, &relation.object),
            (Party::Expert(_), Party::Expert(_))
        );
        !(both && relation.kind == RelationKind::KinOf)
    });
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::model::{ExpertIndex, Party, Place, Relation, RelationKind};
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, toy};

    #[test]
    fn relatives_in_one_group_are_counted_in_pairs() {
        let kin = |a, b| Relation {
            subject: Party::Expert(ExpertIndex(a)),
            kind: RelationKind::KinOf,
            object: Party::Expert(ExpertIndex(b)),
            since: None,
            until: None,
            note: String::new(),
            place: Place::default(),
        };
        let season = toy(|season| {
            season.relations.extend([kin(2, 4), kin(7, 4), kin(2, 3)]);
        });
        assert_eq!(breaches(&HOME, &compiled(&season), &committee()), 2);
        assert_eq!(
            breaches(&HOME, &compiled(&lifted(&HOME, season)), &committee()),
            0
        );
    }
}
