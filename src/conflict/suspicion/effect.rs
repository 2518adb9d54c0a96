//! Relations that do nothing as they stand: a name that nobody has hides a conflict.

use super::{Look, Suspicion, SuspicionKind};
use crate::bilingual;
use crate::conflict::fact::stated;
use crate::model::{Party, Place};
use crate::reference::{Loose, idle, loose_name};
use std::collections::BTreeSet;

pub(super) fn find(look: &mut Look<'_>) {
    // A row behind another suspicion is looked at anyway.
    let evidence = look.found.iter().flat_map(|own| &own.evidence);
    let seen: BTreeSet<Place> = evidence.map(|fact| fact.place.clone()).collect();
    for own in idle(look.season) {
        let relation = &look.season.relations[own.relation];
        if seen.contains(&relation.place) {
            continue;
        }
        let name = loose_name(relation, own.end);
        let words = match own.end {
            Loose::Row => bilingual!(
                "关系的两端（如“{name}”）都不是本季的专家、申报或单位，这一行不起作用；如有关，请改正写法。",
                "Neither end of the relation (such as [{name}]) is an expert, a submission or an organization of the season, and the row does nothing: mend it if it matters."
            ),
            Loose::Subject | Loose::Object => bilingual!(
                "关系中的“{name}”不在本季的专家、申报和其他关系中出现，这一行不起作用；如有关，请改正写法。",
                "[{name}] of the relation stands nowhere else in the season, and the row does nothing: mend it if it matters."
            ),
        };
        let parties = [&relation.subject, &relation.object];
        let mut experts: Vec<_> = parties
            .iter()
            .filter_map(|party| match party {
                Party::Expert(index) => Some(*index),
                _ => None,
            })
            .collect();
        let mut submissions: Vec<_> = parties
            .iter()
            .filter_map(|party| match party {
                Party::Submission(index) => Some(*index),
                _ => None,
            })
            .collect();
        experts.sort_unstable();
        submissions.sort_unstable();
        look.found.push(Suspicion {
            kind: SuspicionKind::WithoutEffect,
            experts,
            submissions,
            organizations: vec![name.trim().to_owned()],
            judge: None,
            evidence: vec![stated(look.season, relation)],
            words,
        });
    }
}
