//! The expert asked to be kept from the applicant or the submission.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!("自行申报回避", "asked to be recused")
}

/// Goes from an expert to what the expert asked to be kept from.
pub(super) fn find(search: &mut Search<'_>, expert: NodeIndex) -> Proofs {
    search.direct(expert, &[LinkKind::Declared])
}
