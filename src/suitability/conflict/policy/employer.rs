//! The employer is the applicant, or of one corporate family with it.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::search::{Proofs, Search};
use petgraph::graph::NodeIndex;

/// Says the kind in a few words.
pub(super) fn words() -> Bilingual {
    bilingual!(
        "任职单位或其关联企业申报",
        "employer or its corporate family applies"
    )
}

/// Goes from a person to the employers and through their families, to any depth.
pub(super) fn find(search: &mut Search<'_>, person: NodeIndex) -> Proofs {
    let mut proofs = Proofs::default();
    for (employer, fact) in search.graph.from(person, &[LinkKind::Employer]) {
        // A person is nobody's employer, whatever a table says, and has no corporate family.
        if search.graph.as_expert(employer).is_some() {
            continue;
        }
        for (submission, path) in search.family(employer).iter() {
            proofs.offer(*submission, [&[fact], path.as_slice()].concat());
        }
    }
    proofs
}
