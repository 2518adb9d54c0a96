//! Conflicts as JSON.

use super::Selection;
use crate::conflict::Fact;
use crate::text::Lang;
use serde_json::{Value, json};

/// The document of `conflicts --format json`.
pub(super) fn document(selection: &Selection<'_>, lang: Lang) -> Value {
    let season = selection.season;
    let expert = |at: usize| &season.experts[at];
    let (bars, recusals, waived) = selection.counts();
    let conflicts: Vec<Value> = selection
        .listed
        .iter()
        .map(|conflict| {
            json!({
                "submission": season.submissions[conflict.submission.at()].id,
                "expert": expert(conflict.expert.at()).id,
                "kind": conflict.kind,
                "severity": conflict.severity,
                "evidence": facts(&conflict.evidence, lang),
                "waived": conflict.waived.as_ref().map(|waiver| fact(waiver, lang)),
            })
        })
        .collect();
    let kin: Vec<Value> = selection
        .kin
        .iter()
        .map(|pair| {
            json!({
                "experts": [expert(pair.a.at()).id, expert(pair.b.at()).id],
                "evidence": facts(&pair.evidence, lang),
            })
        })
        .collect();
    let suspected: Vec<Value> = selection
        .suspected
        .iter()
        .map(|item| {
            let experts = item.experts.iter().map(|at| &expert(at.at()).id);
            let submissions = item
                .submissions
                .iter()
                .map(|at| &season.submissions[at.at()].id);
            json!({
                "kind": item.kind,
                "experts": experts.collect::<Vec<_>>(),
                "submissions": submissions.collect::<Vec<_>>(),
                "organizations": item.organizations,
                "words": item.words.say(lang),
                "evidence": facts(&item.evidence, lang),
            })
        })
        .collect();
    json!({
        "season": season.name,
        "counts": {
            "bars": bars,
            "recusals": recusals,
            "waived": waived,
            "kin": kin.len(),
            "suspected": suspected.len(),
        },
        "conflicts": conflicts,
        "kin": kin,
        "suspected": suspected,
    })
}

fn facts(evidence: &[Fact], lang: Lang) -> Vec<Value> {
    evidence.iter().map(|item| fact(item, lang)).collect()
}

fn fact(fact: &Fact, lang: Lang) -> Value {
    json!({ "words": fact.words.say(lang), "place": fact.place })
}
