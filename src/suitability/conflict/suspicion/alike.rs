//! Similar organization names between the experts' side (employers and other parties of relations)
//! and the submissions' side (applicants, recommending units and their corporate families); and
//! spellings merged into one organization that may be two.

use super::{Look, Suspicion, SuspicionKind};
use crate::bilingual;
use crate::model::words::plain;
use crate::model::{ExpertIndex, SubmissionIndex};
use crate::suitability::conflict::graph::LinkKind;
use crate::suitability::conflict::look_alike::{Likeness, NameIndex};
use petgraph::Direction::Incoming;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn find(look: &mut Look<'_>) {
    let sides = Sides::new(look);
    look_alikes(look, &sides);
    joined(look, &sides);
}

/// An organization and its connections to both sides.
#[derive(Debug, Default)]
struct Side {
    experts: BTreeSet<ExpertIndex>,
    submissions: BTreeSet<SubmissionIndex>,
    /// The first fact that connects it to experts, and to submissions.
    expert_fact: Option<EdgeIndex>,
    submission_fact: Option<EdgeIndex>,
}

struct Sides {
    families: UnionFind<usize>,
    sides: BTreeMap<NodeIndex, Side>,
}

impl Sides {
    fn new(look: &Look<'_>) -> Self {
        let graph = look.graph;
        let mut families = UnionFind::new(graph.graph().node_count());
        let mut sides: BTreeMap<NodeIndex, Side> = graph
            .organizations()
            .map(|(_, node)| (node, Side::default()))
            .collect();
        for edge in graph.graph().edge_references() {
            let (from, to, fact) = (edge.source(), edge.target(), edge.id());
            match edge.weight().kind {
                LinkKind::Region => {}
                LinkKind::Applicant | LinkKind::Recommender => {
                    if let Some(side) = sides.get_mut(&from) {
                        side.submission_fact.get_or_insert(fact);
                        side.submissions.extend(graph.as_submission(to));
                    }
                }
                kind => {
                    if kind == LinkKind::Parent && edge.weight().counts {
                        families.union(from.index(), to.index());
                    }
                    for node in [from, to] {
                        if let Some(side) = sides.get_mut(&node) {
                            side.expert_fact.get_or_insert(fact);
                            side.experts.extend(people(look, from));
                        }
                    }
                }
            }
        }
        let mut all = Self { families, sides };
        all.extend_to_families();
        all
    }

    /// Members of an applicant's family belong to the submissions' side as well, because a misspelt
    /// name there breaks the family apart.
    fn extend_to_families(&mut self) {
        let mut applications: BTreeMap<usize, (BTreeSet<SubmissionIndex>, EdgeIndex)> =
            BTreeMap::new();
        for (node, side) in &self.sides {
            if let Some(fact) = side.submission_fact {
                let family = self.families.find(node.index());
                let entry = applications
                    .entry(family)
                    .or_insert_with(|| (BTreeSet::new(), fact));
                entry.0.extend(&side.submissions);
            }
        }
        for (node, side) in &mut self.sides {
            if side.submission_fact.is_none()
                && let Some((submissions, _)) = applications.get(&self.families.find(node.index()))
            {
                side.submissions.extend(submissions);
                side.submission_fact = side.expert_fact;
            }
        }
    }
}

/// The expert at the start of a fact, or the experts who have that person as a relative.
fn people(look: &Look<'_>, node: NodeIndex) -> Vec<ExpertIndex> {
    let graph = look.graph;
    if let Some(expert) = graph.as_expert(node) {
        return vec![expert];
    }
    graph
        .around(node, &[LinkKind::Kin])
        .iter()
        .filter_map(|(other, _)| graph.as_expert(*other))
        .collect()
}

fn look_alikes(look: &mut Look<'_>, sides: &Sides) {
    let graph = look.graph;
    let nodes: Vec<NodeIndex> = sides
        .sides
        .iter()
        .filter(|(_, side)| side.expert_fact.is_some() || side.submission_fact.is_some())
        .map(|(node, _)| *node)
        .collect();
    let spellings = nodes.iter().map(|node| graph.spellings(*node));
    let index = NameIndex::new(&look.season.organizations, spellings);
    // Only names of different sides are compared.
    let stands: Vec<(bool, bool)> = nodes
        .iter()
        .map(|node| &sides.sides[node])
        .map(|side| (side.expert_fact.is_some(), side.submission_fact.is_some()))
        .collect();
    let across = |a: usize, b: usize| stands[a].0 && stands[b].1 || stands[b].0 && stands[a].1;
    let mut pairs = index.pairs_where(&across);
    pairs.sort_by(|a, b| {
        b.likeness
            .total_cmp(&a.likeness)
            .then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    for pair in pairs {
        let (first, second) = (nodes[pair.first], nodes[pair.second]);
        if sides.families.equiv(first.index(), second.index()) {
            // The tables already state how the two are related.
            continue;
        }
        for (own, other) in [(first, second), (second, first)] {
            if let Some(found) = suspicion(look, sides, own, other, pair.why) {
                look.found.push(found);
                break;
            }
        }
    }
}

/// A suspicion when `own` is on the experts' side and `other` on the submissions' side.
fn suspicion(
    look: &Look<'_>,
    sides: &Sides,
    own: NodeIndex,
    other: NodeIndex,
    why: Likeness,
) -> Option<Suspicion> {
    let graph = look.graph;
    let [a, b] = [own, other].map(|node| graph.spellings(node)[0].clone());
    let keys = [&a, &b].map(|name| look.season.organizations.key(name));
    if look.season.organizations.are_different(&keys[0], &keys[1]) {
        return None;
    }
    let (left, right) = (&sides.sides[&own], &sides.sides[&other]);
    let (expert_fact, submission_fact) = (left.expert_fact?, right.submission_fact?);
    let mut pairs = left
        .experts
        .iter()
        .flat_map(|expert| right.submissions.iter().map(|other| (*expert, *other)));
    if !left.experts.is_empty() && pairs.all(|(expert, other)| look.known(expert, other)) {
        return None;
    }
    let (why_zh, why_en) = why.words();
    Some(Suspicion {
        kind: SuspicionKind::LookAlikeNames,
        experts: left.experts.iter().copied().collect(),
        submissions: right.submissions.iter().copied().collect(),
        evidence: look.facts(&[expert_fact, submission_fact]),
        words: bilingual!(
            "“{a}”与“{b}”{why_zh}，按两个单位处理；是否同一单位，请在核定表中写明，如有控股关系，请补填。",
            "[{a}] and [{b}] {why_en} and are treated as two: state in the judged table whether they are one; if one controls the other, add that relation."
        ),
        judge: Some([a.clone(), b.clone()]),
        organizations: vec![a, b],
    })
}

/// Spellings merged by normalisation although only one is a group (集团), or only one is a company
/// limited by shares (股份): often a parent and its listed company.
fn joined(look: &mut Look<'_>, sides: &Sides) {
    let graph = look.graph;
    for (node, side) in &sides.sides {
        let spellings = graph.spellings(*node);
        if spellings.len() < 2 || side.expert_fact.is_none() || side.submission_fact.is_none() {
            continue;
        }
        let group = |name: &&String| plain(name).contains("集团");
        let shares = |name: &&String| name.contains("股份");
        let full: Vec<&String> = spellings
            .iter()
            .filter(|name| name.contains("公司"))
            .collect();
        let mixed = |of: &dyn Fn(&&String) -> bool| full.iter().any(of) && !full.iter().all(of);
        if !mixed(&group) && !mixed(&shares) {
            continue;
        }
        let judged = |a: &String, b: &String| look.season.organizations.are_same(a, b);
        // One of each kind without a verdict.
        let odd = full.iter().find_map(|a| {
            let unlike = |b: &&&String| {
                let kinds = [group(a) != group(b), shares(a) != shares(b)];
                kinds.contains(&true) && !judged(a, b)
            };
            full.iter()
                .find(unlike)
                .map(|b| [(*a).clone(), (*b).clone()])
        });
        if odd.is_none() {
            continue;
        }
        let facts: Vec<EdgeIndex> = graph
            .graph()
            .edges_directed(*node, Incoming)
            .map(|edge| edge.id())
            .chain(side.submission_fact)
            .take(3)
            .collect();
        let (zh, en) = (spellings.join("”“"), spellings.join("], ["));
        look.found.push(Suspicion {
            kind: SuspicionKind::JoinedNames,
            experts: side.experts.iter().copied().collect(),
            submissions: side.submissions.iter().copied().collect(),
            organizations: spellings.to_vec(),
            judge: odd,
            evidence: look.facts(&facts),
            words: bilingual!(
                "“{zh}”按同一单位处理；是否不同单位（如集团与其上市公司），请在核定表中写明。",
                "[{en}] are treated as one organization: state in the judged table if they are two, such as a group and its listed company."
            ),
        });
    }
}
