//! One file for each policy of `[conflicts]`: its words and how its conflicts are found.

mod academic;
mod advises;
mod competitor;
mod declared;
mod director_or_shareholder;
mod employer;
mod former_employer;
mod kin;
mod recommender;
mod region;

use super::graph::LinkKind;
use super::kind::ConflictKind;
use super::search::{Proofs, Search};
use crate::model::SubmissionIndex;
use crate::model::words::Bilingual;
use petgraph::graph::NodeIndex;

/// The words of a kind of conflict.
pub(super) fn words(kind: ConflictKind) -> Bilingual {
    match kind {
        ConflictKind::Employer => employer::words(),
        ConflictKind::FormerEmployer => former_employer::words(),
        ConflictKind::Advises => advises::words(),
        ConflictKind::DirectorOrShareholder => director_or_shareholder::words(),
        ConflictKind::Kin => kin::words(),
        ConflictKind::Declared => declared::words(),
        ConflictKind::Competitor => competitor::words(),
        ConflictKind::Recommender => recommender::words(),
        ConflictKind::Region => region::words(),
        ConflictKind::Mentor => academic::mentor_words(),
        ConflictKind::Coauthor => academic::coauthor_words(),
    }
}

/// Finds an expert's conflicts of one kind, each with the shortest path of facts that proves it.
pub(super) fn find(kind: ConflictKind, search: &mut Search<'_>, expert: NodeIndex) -> Proofs {
    match kind {
        ConflictKind::Employer => employer::find(search, expert),
        ConflictKind::FormerEmployer => former_employer::find(search, expert),
        ConflictKind::Advises => advises::find(search, expert),
        ConflictKind::DirectorOrShareholder => director_or_shareholder::find(search, expert),
        ConflictKind::Kin => kin::find(search, expert),
        ConflictKind::Declared => declared::find(search, expert),
        ConflictKind::Competitor => competitor::find(search, expert),
        ConflictKind::Recommender => recommender::find(search, expert),
        ConflictKind::Region => region::find(search, expert),
        ConflictKind::Mentor => academic::find(search, expert, LinkKind::Mentor),
        ConflictKind::Coauthor => academic::find(search, expert, LinkKind::Coauthor),
    }
}

/// Adds the submissions of [`find`] without what proves them. A recommending unit may have ten
/// thousand submissions and hundreds of experts.
pub(super) fn reach(
    kind: ConflictKind,
    search: &mut Search<'_>,
    expert: NodeIndex,
    into: &mut Vec<SubmissionIndex>,
) {
    match kind {
        ConflictKind::Recommender => recommender::reach(search, expert, into),
        _ => into.extend(find(kind, search, expert).submissions()),
    }
}
