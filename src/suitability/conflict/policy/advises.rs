//! The expert advises the applicant, or did within the look-back, or is going to.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!("咨询辅导申报单位", "advises the applicant")
}

/// Goes from a person to the organizations advised.
pub(super) fn find(search: &mut Search<'_>, person: NodeIndex) -> Proofs {
    search.direct(person, &[LinkKind::Advises])
}
