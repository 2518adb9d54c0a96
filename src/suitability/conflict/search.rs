//! Shortest paths of facts, from a person to the submissions of an organization.

use super::graph::{ConflictGraph, LinkKind};
use crate::model::SubmissionIndex;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;

/// A path of facts to a submission.
type Path = (SubmissionIndex, Vec<EdgeIndex>);

/// The shortest path found so far to each submission, for each of its applicants and recommenders
/// through which one runs: a waiver may lift some of them.
#[derive(Debug, Default)]
pub(super) struct Proofs(BTreeMap<SubmissionIndex, Vec<Vec<EdgeIndex>>>);

impl Proofs {
    /// Takes a path unless one as short is known that ends with the same fact: of equal paths the
    /// first offered stays, and callers offer in the order of nodes.
    pub fn offer(&mut self, submission: SubmissionIndex, path: Vec<EdgeIndex>) {
        let paths = self.0.entry(submission).or_default();
        let known = paths.iter().position(|known| known.last() == path.last());
        if let Some(at) = known {
            if paths[at].len() <= path.len() {
                return;
            }
            // Behind those that were as short before it.
            paths.remove(at);
        }
        paths.push(path);
    }

    /// Takes all paths of `others`, each behind the fact `first`.
    pub fn offer_all(&mut self, first: EdgeIndex, others: &Self) {
        for (submission, paths) in &others.0 {
            for path in paths {
                let mut longer = vec![first];
                longer.extend(path);
                self.offer(*submission, longer);
            }
        }
    }

    /// The submissions alone.
    pub fn submissions(self) -> impl Iterator<Item = SubmissionIndex> {
        self.0.into_keys()
    }

    /// All paths to each submission, the shortest first.
    pub fn alternatives(self) -> impl Iterator<Item = (SubmissionIndex, Vec<Vec<EdgeIndex>>)> {
        self.0.into_iter().map(|(submission, mut paths)| {
            paths.sort_by_key(Vec::len);
            (submission, paths)
        })
    }
}

/// The shortest path to each submission.
impl IntoIterator for Proofs {
    type Item = Path;
    type IntoIter = std::vec::IntoIter<Path>;

    fn into_iter(self) -> Self::IntoIter {
        let shortest = self
            .alternatives()
            .filter_map(|(submission, paths)| Some((submission, paths.into_iter().next()?)));
        shortest.collect::<Vec<_>>().into_iter()
    }
}

/// Walks the graph for the policies, remembering what each corporate family applies with.
#[derive(Debug)]
pub(super) struct Search<'a> {
    /// The graph walked.
    pub graph: &'a ConflictGraph,
    families: HashMap<NodeIndex, Rc<Vec<Path>>>,
    recommended: HashMap<NodeIndex, Rc<Recommended>>,
}

/// Submissions that a unit recommends, with the fact.
type Recommended = Vec<(SubmissionIndex, EdgeIndex)>;

impl<'a> Search<'a> {
    pub fn new(graph: &'a ConflictGraph) -> Self {
        Self {
            graph,
            families: HashMap::new(),
            recommended: HashMap::new(),
        }
    }

    /// Follows facts of `kinds` that start at `person`, then to what their objects apply with.
    pub fn direct(&self, person: NodeIndex, kinds: &[LinkKind]) -> Proofs {
        let mut proofs = Proofs::default();
        for (target, fact) in self.graph.from(person, kinds) {
            self.applications(target, &[fact], &mut proofs);
        }
        proofs
    }

    /// Offers `path` on to every submission that `target` is or applies with.
    pub fn applications(&self, target: NodeIndex, path: &[EdgeIndex], proofs: &mut Proofs) {
        if let Some(submission) = self.graph.as_submission(target) {
            proofs.offer(submission, path.to_vec());
            return;
        }
        for (node, fact) in self.graph.from(target, &[LinkKind::Applicant]) {
            if let Some(submission) = self.graph.as_submission(node) {
                proofs.offer(submission, [path, &[fact]].concat());
            }
        }
    }

    /// Returns what a unit recommends, in the order of submissions.
    pub fn recommended(&mut self, unit: NodeIndex) -> Rc<Recommended> {
        let graph = self.graph;
        let found = self.recommended.entry(unit).or_insert_with(|| {
            let facts = graph.from(unit, &[LinkKind::Recommender]).into_iter();
            let facts = facts.filter_map(|(node, fact)| Some((graph.as_submission(node)?, fact)));
            Rc::new(facts.collect())
        });
        Rc::clone(found)
    }

    /// Returns the shortest paths from an organization through parents and subsidiaries, in any
    /// direction and to any depth, to what its family applies with. Breadth first, neighbours in
    /// the order of nodes: the same season gives the same paths. O(family) once per organization.
    pub fn family(&mut self, organization: NodeIndex) -> Rc<Vec<Path>> {
        if let Some(known) = self.families.get(&organization) {
            return Rc::clone(known);
        }
        let mut proofs = Proofs::default();
        let mut before: HashMap<NodeIndex, Option<(NodeIndex, EdgeIndex)>> = HashMap::new();
        let mut queue = VecDeque::from([organization]);
        before.insert(organization, None);
        while let Some(node) = queue.pop_front() {
            let path = path_to(&before, node);
            self.applications(node, &path, &mut proofs);
            if self.graph.as_submission(node).is_some() {
                // A link to one submission says nothing about its applicant's other ones.
                continue;
            }
            for (next, fact) in self.graph.around(node, &[LinkKind::Parent]) {
                before.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    Some((node, fact))
                });
            }
        }
        let all = proofs.alternatives();
        let paths = all
            .flat_map(|(submission, paths)| paths.into_iter().map(move |path| (submission, path)));
        let paths = Rc::new(paths.collect::<Vec<_>>());
        self.families.insert(organization, Rc::clone(&paths));
        paths
    }
}

fn path_to(
    before: &HashMap<NodeIndex, Option<(NodeIndex, EdgeIndex)>>,
    mut node: NodeIndex,
) -> Vec<EdgeIndex> {
    let mut path = Vec::new();
    while let Some(Some((previous, fact))) = before.get(&node) {
        path.push(*fact);
        node = *previous;
    }
    path.reverse();
    path
}
