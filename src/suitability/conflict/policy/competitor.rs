//! The expert's employer competes with the applicant, supplies it or buys from it.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!(
        "任职单位与申报单位有竞争或供应关系",
        "employer competes or trades with the applicant"
    )
}

const KINDS: [LinkKind; 2] = [LinkKind::Competitor, LinkKind::Supplies];

/// Goes from an expert, and from the employers, to competitors, suppliers and customers.
pub(super) fn find(search: &mut Search<'_>, expert: NodeIndex) -> Proofs {
    let mut proofs = Proofs::default();
    for (rival, fact) in search.graph.around(expert, &KINDS) {
        search.applications(rival, &[fact], &mut proofs);
    }
    for (employer, employed) in search.graph.from(expert, &[LinkKind::Employer]) {
        // Nobody competes with or supplies oneself, whatever a table says.
        let others = search.graph.around(employer, &KINDS);
        for (rival, fact) in others.into_iter().filter(|(rival, _)| *rival != employer) {
            search.applications(rival, &[employed, fact], &mut proofs);
        }
    }
    proofs
}
