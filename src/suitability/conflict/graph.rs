//! The graph of people, organizations and submissions whose edges are facts of the tables.

use crate::model::words::person_key;
use crate::model::{
    ConflictPolicy, ExpertIndex, Named, OrganizationKey, Party, Regions, Relation, RelationKind,
    Role, Season, SubmissionIndex, Tie,
};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, HashMap};

/// A node of the conflict graph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// An expert of the pool.
    Expert(ExpertIndex),
    /// A submission that passed the form check, or was left out (then without edges).
    Submission(SubmissionIndex),
    /// An organization, in any spelling.
    Organization(OrganizationKey),
    /// A person outside the pool, by folded name.
    Person(String),
    /// A region, by folded name; only if the region policy is on.
    Region(String),
}

/// Meaning of an edge of the conflict graph, from the first node to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Person works for organization.
    Employer,
    /// Person worked for organization.
    FormerEmployer,
    /// Person advises organization.
    Advises,
    /// Person is a director of organization.
    Director,
    /// Person holds shares of organization.
    Shareholder,
    /// Organization controls organization.
    Parent,
    /// The two compete.
    Competitor,
    /// The first supplies the second.
    Supplies,
    /// The two persons are relatives.
    Kin,
    /// The first taught the second.
    Mentor,
    /// The two persons worked together.
    Coauthor,
    /// Expert asked to be kept from organization or submission.
    Declared,
    /// Expert's conflicts with organization or submission are waived.
    Waived,
    /// Organization applies with submission.
    Applicant,
    /// Organization recommends submission.
    Recommender,
    /// Expert or submission is of region.
    Region,
}

/// The cell or row that an edge was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// The expert's row.
    Expert(ExpertIndex),
    /// The submission's row.
    Submission(SubmissionIndex),
    /// A relation, by its position.
    Relation(usize),
}

/// An edge of the conflict graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Meaning of the edge.
    pub kind: LinkKind,
    /// Whether the fact counts. A fact that ended before the look-back stays in the graph for
    /// suspicions only.
    pub counts: bool,
    pub(crate) source: Source,
}

/// People, organizations and submissions with the facts between them.
#[derive(Debug, Clone)]
pub struct ConflictGraph {
    graph: DiGraph<Node, Link>,
    experts: usize,
    submissions: usize,
    organizations: BTreeMap<OrganizationKey, NodeIndex>,
    persons: BTreeMap<String, NodeIndex>,
    regions: BTreeMap<String, NodeIndex>,
    /// Spellings of each organization or person, in the order of the tables.
    spellings: BTreeMap<NodeIndex, Vec<String>>,
}

impl ConflictGraph {
    /// Creates the graph of a season in one pass over its tables: O(rows log rows).
    pub fn build(season: &Season) -> Self {
        let mut builder = Builder::new(season);
        builder.experts();
        builder.submissions();
        for (position, relation) in season.relations.iter().enumerate() {
            builder.relation(position, relation);
        }
        builder.graph
    }

    /// The underlying petgraph graph. Experts come first, then submissions, then all other nodes in
    /// order of first occurrence in the tables.
    pub fn graph(&self) -> &DiGraph<Node, Link> {
        &self.graph
    }

    /// The node of an expert.
    pub fn expert(&self, expert: ExpertIndex) -> NodeIndex {
        NodeIndex::new(expert.at())
    }

    /// The node of a submission.
    pub fn submission(&self, submission: SubmissionIndex) -> NodeIndex {
        NodeIndex::new(self.experts + submission.at())
    }

    /// The expert behind a node.
    pub fn as_expert(&self, node: NodeIndex) -> Option<ExpertIndex> {
        (node.index() < self.experts).then(|| ExpertIndex::new(node.index()))
    }

    /// The submission behind a node.
    pub fn as_submission(&self, node: NodeIndex) -> Option<SubmissionIndex> {
        let at = node.index().checked_sub(self.experts)?;
        (at < self.submissions).then(|| SubmissionIndex::new(at))
    }

    /// All organizations in the order of their keys.
    pub fn organizations(&self) -> impl Iterator<Item = (&OrganizationKey, NodeIndex)> {
        self.organizations.iter().map(|(key, node)| (key, *node))
    }

    /// All persons outside the pool in the order of their folded names.
    pub fn persons(&self) -> impl Iterator<Item = (&str, NodeIndex)> {
        self.persons
            .iter()
            .map(|(name, node)| (name.as_str(), *node))
    }

    /// The different spellings of an organization, or of a person outside the pool, in the order
    /// of the tables; empty for all other nodes.
    pub fn spellings(&self, node: NodeIndex) -> &[String] {
        self.spellings.get(&node).map_or(&[], Vec::as_slice)
    }

    /// The organization with a key, if the tables name it.
    pub fn organization(&self, key: &OrganizationKey) -> Option<NodeIndex> {
        self.organizations.get(key).copied()
    }

    /// Returns the facts of one of `kinds` that start at `node` and count, with their targets, in
    /// the order of nodes and then of facts.
    pub(crate) fn from(&self, node: NodeIndex, kinds: &[LinkKind]) -> Vec<(NodeIndex, EdgeIndex)> {
        let mut found: Vec<_> = self
            .graph
            .edges_directed(node, Outgoing)
            .filter(|edge| edge.weight().counts && kinds.contains(&edge.weight().kind))
            .map(|edge| (edge.target(), edge.id()))
            .collect();
        found.sort_unstable();
        found
    }

    /// Like [`from`](Self::from), for facts in either direction.
    pub(crate) fn around(
        &self,
        node: NodeIndex,
        kinds: &[LinkKind],
    ) -> Vec<(NodeIndex, EdgeIndex)> {
        let mut found = self.from(node, kinds);
        found.extend(
            self.graph
                .edges_directed(node, Incoming)
                .filter(|edge| edge.weight().counts && kinds.contains(&edge.weight().kind))
                .map(|edge| (edge.source(), edge.id())),
        );
        found.sort_unstable();
        found
    }
}

/// Whether a fact that ended in `until` still counts in the season.
pub(crate) fn counts(season: &Season, until: Option<i32>) -> bool {
    let rules = &season.rules.conflicts;
    until.is_none_or(|until| rules.year.saturating_sub(until) <= rules.lookback_years)
}

struct Builder<'a> {
    season: &'a Season,
    graph: ConflictGraph,
    regions: Regions,
    /// Cells of employers and of other organizations read so far, because reading is the expensive
    /// part.
    employers: HashMap<&'a str, Vec<(NodeIndex, Tie)>>,
    parties: HashMap<&'a str, Vec<(NodeIndex, Tie)>>,
    /// Names in relations that denote a single organization.
    spellings: HashMap<&'a str, Option<NodeIndex>>,
}

impl<'a> Builder<'a> {
    fn new(season: &'a Season) -> Self {
        let (experts, submissions) = (season.experts.len(), season.submissions.len());
        let mut graph = DiGraph::with_capacity(
            2 * (experts + submissions),
            experts + 2 * submissions + season.relations.len(),
        );
        for at in 0..experts {
            graph.add_node(Node::Expert(ExpertIndex::new(at)));
        }
        for at in 0..submissions {
            graph.add_node(Node::Submission(SubmissionIndex::new(at)));
        }
        Self {
            season,
            graph: ConflictGraph {
                graph,
                experts,
                submissions,
                organizations: BTreeMap::new(),
                persons: BTreeMap::new(),
                regions: BTreeMap::new(),
                spellings: BTreeMap::new(),
            },
            regions: match season.rules.conflicts.region {
                ConflictPolicy::Off => Regions::default(),
                _ => Regions::of(season),
            },
            employers: HashMap::new(),
            parties: HashMap::new(),
            spellings: HashMap::new(),
        }
    }

    fn experts(&mut self) {
        for (at, expert) in self.season.experts.iter().enumerate() {
            let (node, source) = (NodeIndex::new(at), Source::Expert(ExpertIndex::new(at)));
            for (employer, tie) in self.cell(&expert.employer, Role::Employer) {
                let (kind, counts) = match tie {
                    Tie::Present => (LinkKind::Employer, true),
                    Tie::Former(until) => (LinkKind::FormerEmployer, counts(self.season, until)),
                };
                self.link(node, employer, kind, counts, source);
            }
            self.region(node, &expert.region, source);
        }
    }

    fn submissions(&mut self) {
        let season = self.season;
        for (at, submission) in season.submissions.iter().enumerate() {
            if !submission.passed {
                continue;
            }
            let index = SubmissionIndex::new(at);
            let (node, source) = (self.graph.submission(index), Source::Submission(index));
            for (applicant, _) in self.cell(&submission.organization, Role::Party) {
                self.link(applicant, node, LinkKind::Applicant, true, source);
            }
            for (unit, _) in self.cell(&submission.recommender, Role::Party) {
                self.link(unit, node, LinkKind::Recommender, true, source);
            }
            self.region(node, &submission.region, source);
        }
    }

    fn relation(&mut self, position: usize, relation: &'a Relation) {
        let (kind, first_is_person, second_is_person) = shape(relation, self.season);
        let first = self.party(&relation.subject, first_is_person);
        let second = self.party(&relation.object, second_is_person);
        let (Some(first), Some(second)) = (first, second) else {
            return;
        };
        let counts = match kind {
            LinkKind::Waived => {
                // A waiver requires a reason, because the office is responsible for every one of
                // them.
                let year = self.season.rules.conflicts.year;
                relation.until.is_none_or(|until| until >= year) && !relation.note.trim().is_empty()
            }
            _ => counts(self.season, relation.until),
        };
        self.link(first, second, kind, counts, Source::Relation(position));
    }

    fn party(&mut self, party: &'a Party, is_person: bool) -> Option<NodeIndex> {
        match party {
            Party::Expert(expert) => Some(self.graph.expert(*expert)),
            // Submissions that did not pass the form check are not part of the season.
            Party::Submission(submission) => self.season.submissions[submission.at()]
                .passed
                .then(|| self.graph.submission(*submission)),
            Party::Named(name) if is_person => self.person(name),
            Party::Named(name) => self.organization(name),
        }
    }

    /// The organizations named by a cell, and the tie of the person in its row to each of them.
    fn cell(&mut self, cell: &'a str, role: Role) -> Vec<(NodeIndex, Tie)> {
        let seen = match role {
            Role::Employer => &self.employers,
            Role::Party => &self.parties,
        };
        if let Some(known) = seen.get(cell) {
            return known.clone();
        }
        let reading = self.season.organizations.read(cell, role);
        let nodes: Vec<(NodeIndex, Tie)> = reading
            .named
            .into_iter()
            .map(|Named { name, key, tie }| (self.keyed(key, &name), tie))
            .collect();
        match role {
            Role::Employer => self.employers.insert(cell, nodes.clone()),
            Role::Party => self.parties.insert(cell, nodes.clone()),
        };
        nodes
    }

    fn organization(&mut self, name: &'a str) -> Option<NodeIndex> {
        if let Some(known) = self.spellings.get(name) {
            return *known;
        }
        let key = self.season.organizations.key(name);
        let node = (!key.is_empty()).then(|| self.keyed(key, name));
        self.spellings.insert(name, node);
        node
    }

    fn keyed(&mut self, key: OrganizationKey, name: &str) -> NodeIndex {
        let graph = &mut self.graph.graph;
        let node = *self
            .graph
            .organizations
            .entry(key.clone())
            .or_insert_with(|| graph.add_node(Node::Organization(key)));
        self.spelled(node, name);
        node
    }

    fn person(&mut self, name: &str) -> Option<NodeIndex> {
        let folded = person_key(name);
        if folded.is_empty() || self.season.organizations.nobody(name).is_some() {
            return None;
        }
        let graph = &mut self.graph.graph;
        let node = *self
            .graph
            .persons
            .entry(folded.clone())
            .or_insert_with(|| graph.add_node(Node::Person(folded)));
        self.spelled(node, name);
        Some(node)
    }

    fn spelled(&mut self, node: NodeIndex, name: &str) {
        let spellings = self.graph.spellings.entry(node).or_default();
        let name = name.trim();
        if spellings.iter().all(|known| known != name) {
            spellings.push(name.to_owned());
        }
    }

    fn region(&mut self, node: NodeIndex, name: &'a str, source: Source) {
        if self.season.rules.conflicts.region == ConflictPolicy::Off {
            return;
        }
        let folded = self.regions.key(name);
        if folded.is_empty() {
            return;
        }
        let graph = &mut self.graph.graph;
        let region = *self
            .graph
            .regions
            .entry(folded.clone())
            .or_insert_with(|| graph.add_node(Node::Region(folded)));
        self.link(node, region, LinkKind::Region, true, source);
    }

    fn link(
        &mut self,
        from: NodeIndex,
        to: NodeIndex,
        kind: LinkKind,
        counts: bool,
        source: Source,
    ) {
        let link = Link {
            kind,
            counts,
            source,
        };
        self.graph.graph.add_edge(from, to, link);
    }
}

/// The edge for a relation, and whether its free names are persons.
pub(super) fn shape(relation: &Relation, season: &Season) -> (LinkKind, bool, bool) {
    let ended = relation
        .until
        .is_some_and(|until| until < season.rules.conflicts.year);
    match relation.kind {
        RelationKind::EmployedBy if ended => (LinkKind::FormerEmployer, true, false),
        RelationKind::EmployedBy => (LinkKind::Employer, true, false),
        RelationKind::FormerlyEmployedBy => (LinkKind::FormerEmployer, true, false),
        RelationKind::Advises => (LinkKind::Advises, true, false),
        RelationKind::DirectorOf => (LinkKind::Director, true, false),
        RelationKind::ShareholderOf => (LinkKind::Shareholder, true, false),
        RelationKind::ParentOf => (LinkKind::Parent, false, false),
        RelationKind::CompetitorOf => (LinkKind::Competitor, false, false),
        RelationKind::Supplies => (LinkKind::Supplies, false, false),
        RelationKind::KinOf => (LinkKind::Kin, true, true),
        RelationKind::MentorOf => (LinkKind::Mentor, true, true),
        RelationKind::CoauthorOf => (LinkKind::Coauthor, true, true),
        RelationKind::Declared => (LinkKind::Declared, true, false),
        RelationKind::Waived => (LinkKind::Waived, true, false),
    }
}
