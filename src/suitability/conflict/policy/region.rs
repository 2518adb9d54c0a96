//! The expert is of the submission's region.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!(
        "与申报单位同一地区",
        "from the same region as the applicant"
    )
}

/// Goes from an expert to the region and to the submissions of that region.
pub(super) fn find(search: &mut Search<'_>, expert: NodeIndex) -> Proofs {
    let mut proofs = Proofs::default();
    for (region, fact) in search.graph.from(expert, &[LinkKind::Region]) {
        for (node, same) in search.graph.around(region, &[LinkKind::Region]) {
            if let Some(submission) = search.graph.as_submission(node) {
                proofs.offer(submission, vec![fact, same]);
            }
        }
    }
    proofs
}
