//! A former employer is the applicant; its family does not matter.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!("曾任职单位申报", "former employer applies")
}

/// Goes from a person to former employers that the look-back still reaches.
pub(super) fn find(search: &mut Search<'_>, person: NodeIndex) -> Proofs {
    search.direct(person, &[LinkKind::FormerEmployer])
}
