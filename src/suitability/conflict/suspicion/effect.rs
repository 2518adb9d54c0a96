//! Relations without effect: a name that matches nobody may hide a conflict.

use super::{Look, Suspicion, SuspicionKind};
use crate::bilingual;
use crate::model::reference::{Loose, idle, loose_name, organizations};
use crate::model::words::Lang;
use crate::model::{Party, Place};
use crate::suitability::conflict::fact::stated;
use std::collections::BTreeSet;

/// Maximum number of characters shown of a name, since a cell may contain any amount of text.
const LONGEST: usize = 80;

pub(super) fn find(look: &mut Look<'_>) {
    if look.season.relations.is_empty() {
        return;
    }
    // Rows that are evidence of another suspicion are reviewed anyway.
    let evidence = look.found.iter().flat_map(|own| &own.evidence);
    let seen: BTreeSet<Place> = evidence.map(|fact| fact.place.clone()).collect();
    let season = look.season;
    let known = organizations(&season.experts, &season.submissions, &season.organizations);
    for own in idle(season, &known) {
        let relation = &look.season.relations[own.relation];
        if seen.contains(&relation.place) {
            continue;
        }
        let name: String = loose_name(relation, own.end)
            .chars()
            .take(LONGEST)
            .collect();
        let (at_zh, at_en) = (relation.place.say(Lang::Zh), relation.place.say(Lang::En));
        let words = match own.end {
            Loose::Row => bilingual!(
                "关系（{at_zh}）的两端（如“{name}”）都不是本届的专家、申报或单位，这一行不起作用；如有关，请改正写法。",
                "Neither end of the relation in {at_en} (such as [{name}]) is an expert, a submission or an organization of the season, so the row has no effect: correct it if it matters."
            ),
            Loose::Subject | Loose::Object => bilingual!(
                "关系（{at_zh}）中的“{name}”不在本届的专家、申报和其他关系中出现，这一行不起作用；如有关，请改正写法。",
                "[{name}] of the relation in {at_en} appears nowhere else in the season, so the row has no effect: correct it if it matters."
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
