//! The expert's employer is the submission's recommending unit.

use crate::bilingual;
use crate::model::SubmissionIndex;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!("任职单位是推荐单位", "employer is the recommending unit")
}

/// Goes from an expert to the employers and to what they recommend.
pub(super) fn find(search: &mut Search<'_>, expert: NodeIndex) -> Proofs {
    let mut proofs = Proofs::default();
    for (employer, fact) in search.graph.from(expert, &[LinkKind::Employer]) {
        for &(submission, recommends) in search.recommended(employer).iter() {
            proofs.offer(submission, vec![fact, recommends]);
        }
    }
    proofs
}

/// Adds the submissions of [`find`].
pub(super) fn reach(search: &mut Search<'_>, expert: NodeIndex, into: &mut Vec<SubmissionIndex>) {
    for (employer, _) in search.graph.from(expert, &[LinkKind::Employer]) {
        into.extend(search.recommended(employer).iter().map(|pair| pair.0));
    }
}
