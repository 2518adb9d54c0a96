//! R16: relatives never share a group.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;
use std::collections::BTreeSet;

/// Code of the rule.
pub const CODE: &str = "R16";
/// Name of the rule.
pub const KEY: &str = "kin";

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
