//! A teacher, student or co-author of the expert, in the pool or not, is tied to the applicant.

use super::kin;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind of teachers and students in a few words.
pub(super) fn mentor_words() -> Bilingual {
    bilingual!(
        "师生与申报单位有关",
        "a teacher or student has a tie to the applicant"
    )
}

/// Says the kind of co-authors in a few words.
pub(super) fn coauthor_words() -> Bilingual {
    bilingual!(
        "合作者与申报单位有关",
        "a co-author has a tie to the applicant"
    )
}

/// Goes over facts of one kind, in either direction, to other people, and from there as for
/// relatives.
pub(super) fn find(search: &mut Search<'_>, expert: NodeIndex, kind: LinkKind) -> Proofs {
    kin::through(search, expert, kind)
}
