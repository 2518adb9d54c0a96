//! The conflicts of one expert after another, as paths of the graph.

use super::graph::{ConflictGraph, LinkKind};
use super::kind::{ConflictKind, ConflictSeverity};
use super::policy;
use super::search::Search;
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use petgraph::graph::{EdgeIndex, NodeIndex};

/// A conflict as it was found.
pub(super) struct Found<'a> {
    pub expert: ExpertIndex,
    pub submission: SubmissionIndex,
    pub kind: ConflictKind,
    pub severity: ConflictSeverity,
    /// The facts that prove it, from the expert to the submission.
    pub path: &'a [EdgeIndex],
    /// The waiver that lifts it.
    pub waiver: Option<EdgeIndex>,
}

/// Finds every conflict of a season: experts in their order, of each the kinds in their order, of
/// each kind the submissions ascending.
pub(super) fn each(season: &Season, graph: &ConflictGraph, mut tell: impl FnMut(&Found<'_>)) {
    let mut search = Search::new(graph);
    for position in 0..season.experts.len() {
        let expert = ExpertIndex::new(position);
        let waivers = graph.from(graph.expert(expert), &[LinkKind::Waived]);
        of_expert(season, &mut search, expert, &waivers, &mut tell);
    }
}

/// Finds the submissions that each expert is in a conflict in force with, in any order and maybe
/// several times; what proves it is looked at only where waivers may lift it.
pub(super) fn in_force(
    season: &Season,
    graph: &ConflictGraph,
    mut tell: impl FnMut(&mut Vec<SubmissionIndex>),
) {
    let mut search = Search::new(graph);
    let mut own = Vec::new();
    for position in 0..season.experts.len() {
        let expert = ExpertIndex::new(position);
        let node = graph.expert(expert);
        let waivers = graph.from(node, &[LinkKind::Waived]);
        own.clear();
        if waivers.is_empty() {
            let all = ConflictKind::ALL.into_iter();
            for kind in all.filter(|kind| kind.severity(&season.rules.conflicts).is_some()) {
                policy::reach(kind, &mut search, node, &mut own);
            }
        } else {
            of_expert(season, &mut search, expert, &waivers, &mut |found| {
                own.extend(found.waiver.is_none().then_some(found.submission));
            });
        }
        tell(&mut own);
    }
}

fn of_expert(
    season: &Season,
    search: &mut Search<'_>,
    expert: ExpertIndex,
    waivers: &[(NodeIndex, EdgeIndex)],
    tell: &mut impl FnMut(&Found<'_>),
) {
    let graph = search.graph;
    for kind in ConflictKind::ALL {
        let Some(severity) = kind.severity(&season.rules.conflicts) else {
            continue;
        };
        let proofs = policy::find(kind, search, graph.expert(expert));
        for (submission, paths) in proofs.alternatives() {
            let lifted: Vec<Option<EdgeIndex>> = paths
                .iter()
                .map(|path| waiver(graph, waivers, kind, submission, path))
                .collect();
            // A path that no waiver lifts still counts.
            let at = lifted.iter().position(Option::is_none).unwrap_or(0);
            let (Some(path), Some(waiver)) = (paths.get(at), lifted.get(at)) else {
                continue;
            };
            tell(&Found {
                expert,
                submission,
                kind,
                severity,
                path,
                waiver: *waiver,
            });
        }
    }
}

/// The first waiver that lifts a conflict: for the submission, for its applicant (if there are
/// several, the one through which the conflict runs, or each of them), or for the recommending unit
/// through which a recommender conflict runs.
fn waiver(
    graph: &ConflictGraph,
    waivers: &[(NodeIndex, EdgeIndex)],
    kind: ConflictKind,
    submission: SubmissionIndex,
    path: &[EdgeIndex],
) -> Option<EdgeIndex> {
    if waivers.is_empty() {
        return None;
    }
    let node = graph.submission(submission);
    let last = path.last().copied();
    let through = last
        .filter(|edge| {
            kind == ConflictKind::Recommender || graph.graph()[*edge].kind == LinkKind::Applicant
        })
        .and_then(|edge| graph.graph().edge_endpoints(edge))
        .map(|(unit, _)| unit);
    let applicants = graph.around(node, &[LinkKind::Applicant]);
    let waived = |unit: &NodeIndex| waivers.iter().any(|(to, _)| to == unit);
    let all = applicants.iter().all(|(applicant, _)| waived(applicant));
    waivers
        .iter()
        .find(|(to, _)| {
            *to == node
                || Some(*to) == through
                || all && applicants.iter().any(|(applicant, _)| applicant == to)
        })
        .map(|(_, edge)| *edge)
}
