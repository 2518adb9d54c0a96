//! The expert is a director or shareholder of the applicant.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!(
        "在申报单位任董监高或持股",
        "director or shareholder of the applicant"
    )
}

/// Goes from a person to the organizations directed or owned.
pub(super) fn find(search: &mut Search<'_>, person: NodeIndex) -> Proofs {
    search.direct(person, &[LinkKind::Director, LinkKind::Shareholder])
}
