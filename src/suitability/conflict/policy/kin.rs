//! A relative of the expert, in the pool or not, is tied to the applicant.

use super::{advises, director_or_shareholder, employer, former_employer};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!(
        "亲属与申报单位有关",
        "a relative has a tie to the applicant"
    )
}

/// Goes to each relative and from there by employer (with its family), former employer, advice,
/// directorship or shares. Relatives of relatives do not count.
pub(super) fn find(search: &mut Search<'_>, expert: NodeIndex) -> Proofs {
    through(search, expert, LinkKind::Kin)
}

/// Goes to everybody whom a fact of this kind names together with the expert, and on by the same
/// ties.
pub(super) fn through(search: &mut Search<'_>, expert: NodeIndex, kind: LinkKind) -> Proofs {
    let mut proofs = Proofs::default();
    for (relative, fact) in search.graph.around(expert, &[kind]) {
        if relative == expert {
            continue;
        }
        for find in [
            employer::find,
            former_employer::find,
            advises::find,
            director_or_shareholder::find,
        ] {
            proofs.offer_all(fact, &find(search, relative));
        }
    }
    proofs
}
