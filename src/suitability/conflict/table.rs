//! All conflicts of a season, indexed for queries.

use super::fact::{Fact, Facts, fact};
use super::find::each;
use super::graph::{ConflictGraph, LinkKind, Source};
use super::kind::ConflictSeverity;
use super::proven::{Conflict, KinPair};
use super::suspicion::{self, Suspicion};
use crate::model::{ExpertIndex, Party, Season, SubmissionIndex};
use petgraph::graph::EdgeIndex;
use std::collections::BTreeMap;

/// The conflicts of a season: between experts and submissions, between relatives, and suspicions
/// for a person to review. Submissions that did not pass the form check have none.
#[derive(Debug, Clone)]
pub struct Conflicts {
    graph: ConflictGraph,
    all: Vec<Conflict>,
    /// Where each submission's conflicts start in `all`.
    starts: Vec<usize>,
    of_expert: Vec<Vec<u32>>,
    barred: Vec<Vec<ExpertIndex>>,
    recused: Vec<Vec<ExpertIndex>>,
    kin: Vec<KinPair>,
    suspected: Vec<Suspicion>,
    suspected_left_out: usize,
}

impl Conflicts {
    /// Finds all conflicts of a season. Linear in the facts and the conflicts found, independent of
    /// the number of pairs.
    pub fn build(season: &Season) -> Self {
        let mut conflicts = Self::without_suspicions(season);
        let found = suspicion::all(season, &conflicts.graph, &conflicts.all);
        (conflicts.suspected, conflicts.suspected_left_out) = found;
        conflicts
    }

    /// Finds all conflicts of a season without suspicions, which do not affect plans and take
    /// longer than the rest: for seasons that are solved only as a trial.
    pub fn without_suspicions(season: &Season) -> Self {
        let graph = ConflictGraph::build(season);
        let mut all = found(season, &graph);
        all.sort_by_key(|conflict| (conflict.submission, conflict.expert, conflict.kind));
        let kin = relatives(season, &graph);
        let mut conflicts = Self {
            starts: starts(&all, season.submissions.len()),
            of_expert: vec![Vec::new(); season.experts.len()],
            barred: vec![Vec::new(); season.submissions.len()],
            recused: vec![Vec::new(); season.submissions.len()],
            suspected: Vec::new(),
            suspected_left_out: 0,
            graph,
            all,
            kin,
        };
        conflicts.index();
        conflicts
    }

    fn index(&mut self) {
        for (position, conflict) in self.all.iter().enumerate() {
            let position = u32::try_from(position).expect("fewer than 4 billion conflicts");
            self.of_expert[conflict.expert.at()].push(position);
        }
        for pair in self
            .all
            .chunk_by(|a, b| (a.submission, a.expert) == (b.submission, b.expert))
        {
            let (expert, submission) = (pair[0].expert, pair[0].submission.at());
            let active = pair.iter().filter(|conflict| conflict.waived.is_none());
            match active.map(|conflict| conflict.severity).max() {
                Some(ConflictSeverity::Bar) => self.barred[submission].push(expert),
                Some(ConflictSeverity::Recuse) => self.recused[submission].push(expert),
                None => {}
            }
        }
    }

    /// The strongest conflict in force between the two.
    pub fn severity(
        &self,
        expert: ExpertIndex,
        submission: SubmissionIndex,
    ) -> Option<ConflictSeverity> {
        let listed = |experts: &[ExpertIndex]| experts.binary_search(&expert).is_ok();
        if listed(self.barred(submission)) {
            Some(ConflictSeverity::Bar)
        } else if listed(self.recused(submission)) {
            Some(ConflictSeverity::Recuse)
        } else {
            None
        }
    }

    /// The experts who may not sit in the submission's group, ascending.
    pub fn barred(&self, submission: SubmissionIndex) -> &[ExpertIndex] {
        &self.barred[submission.at()]
    }

    /// The experts who may sit in the submission's group but not review it, ascending.
    pub fn recused(&self, submission: SubmissionIndex) -> &[ExpertIndex] {
        &self.recused[submission.at()]
    }

    /// All conflicts, including waived ones, by submission, expert and kind.
    pub fn all(&self) -> &[Conflict] {
        &self.all
    }

    /// The conflicts of an expert, including waived ones, by submission and kind.
    pub fn of_expert(&self, expert: ExpertIndex) -> impl Iterator<Item = &Conflict> {
        self.of_expert[expert.at()]
            .iter()
            .map(|position| &self.all[*position as usize])
    }

    /// The conflicts of a submission, including waived ones, by expert and kind.
    pub fn of_submission(&self, submission: SubmissionIndex) -> impl Iterator<Item = &Conflict> {
        let at = submission.at();
        self.all[self.starts[at]..self.starts[at + 1]].iter()
    }

    /// The conflicts between the two, including waived ones, by kind.
    pub fn between(
        &self,
        expert: ExpertIndex,
        submission: SubmissionIndex,
    ) -> impl Iterator<Item = &Conflict> {
        let at = submission.at();
        let all = &self.all[self.starts[at]..self.starts[at + 1]];
        let start = all.partition_point(|conflict| conflict.expert < expert);
        all[start..]
            .iter()
            .take_while(move |conflict| conflict.expert == expert)
    }

    /// Pairs of relatives within the pool, ascending.
    pub fn kin(&self) -> &[KinPair] {
        &self.kin
    }

    /// Possible conflicts for a person to review; never enforced.
    pub fn suspected(&self) -> &[Suspicion] {
        &self.suspected
    }

    /// The number of suspicions left off that list, which is limited to
    /// [`SUSPICIONS_PER_KIND`](super::SUSPICIONS_PER_KIND) of each kind.
    pub fn suspected_left_out(&self) -> usize {
        self.suspected_left_out
    }

    /// The graph that all of this was derived from.
    pub fn graph(&self) -> &ConflictGraph {
        &self.graph
    }
}

fn starts(all: &[Conflict], submissions: usize) -> Vec<usize> {
    (0..=submissions)
        .map(|at| all.partition_point(|conflict| conflict.submission.at() < at))
        .collect()
}

fn found(season: &Season, graph: &ConflictGraph) -> Vec<Conflict> {
    let mut facts = Facts::new(season, graph);
    let mut all = Vec::new();
    each(season, graph, |found| {
        let mut told = |edge: &EdgeIndex| facts.of(*edge);
        all.push(Conflict {
            expert: found.expert,
            submission: found.submission,
            kind: found.kind,
            severity: found.severity,
            evidence: found.path.iter().map(&mut told).collect(),
            waived: found.waiver.as_ref().map(told),
        });
    });
    all
}

fn relatives(season: &Season, graph: &ConflictGraph) -> Vec<KinPair> {
    let mut pairs: BTreeMap<(ExpertIndex, ExpertIndex), Vec<Fact>> = BTreeMap::new();
    for edge in graph.graph().edge_indices() {
        let link = graph.graph()[edge];
        let Source::Relation(position) = link.source else {
            continue;
        };
        let relation = &season.relations[position];
        let (Party::Expert(a), Party::Expert(b)) = (&relation.subject, &relation.object) else {
            continue;
        };
        if link.kind == LinkKind::Kin && link.counts && a != b {
            let pair = (*a.min(b), *a.max(b));
            pairs
                .entry(pair)
                .or_default()
                .push(fact(season, graph, edge));
        }
    }
    pairs
        .into_iter()
        .map(|((a, b), evidence)| KinPair { a, b, evidence })
        .collect()
}
