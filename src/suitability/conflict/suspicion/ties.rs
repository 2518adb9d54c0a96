//! Suspicions from ties that no policy covers.

use super::{Look, Suspicion, SuspicionKind};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{AcademicPolicy, ExpertIndex, SubmissionIndex};
use crate::suitability::conflict::fact::name_of;
use crate::suitability::conflict::graph::{LinkKind, Source};
use crate::suitability::conflict::kind::ConflictKind;
use crate::suitability::conflict::policy;
use crate::suitability::conflict::search::Proofs;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// Ties of a person to an applicant that are covered by policies.
const TIES: [ConflictKind; 4] = [
    ConflictKind::Employer,
    ConflictKind::FormerEmployer,
    ConflictKind::Advises,
    ConflictKind::DirectorOrShareholder,
];

/// Years before the look-back period in which an ended relation is still reported.
const AFTERGLOW: i32 = 2;

pub(super) fn find(look: &mut Look<'_>) {
    let owners = owners(look);
    for at in 0..look.season.experts.len() {
        let expert = ExpertIndex::new(at);
        academic(look, expert);
        former_family(look, expert);
        employer_shares(look, expert, &owners);
    }
    shared_relatives(look);
    just_ended(look);
}

impl Look<'_> {
    /// Records the proofs that are not conflicts anyway, as a single suspicion.
    fn note(
        &mut self,
        kind: SuspicionKind,
        expert: ExpertIndex,
        proofs: Proofs,
        words: impl Fn(&str, &Bilingual) -> Bilingual,
    ) {
        let mut edges: Vec<EdgeIndex> = Vec::new();
        let mut submissions: Vec<SubmissionIndex> = Vec::new();
        for (submission, path) in proofs {
            if self.known(expert, submission) {
                continue;
            }
            submissions.push(submission);
            for edge in path {
                if !edges.contains(&edge) {
                    edges.push(edge);
                }
            }
        }
        if submissions.is_empty() {
            return;
        }
        let name = name_of(&self.season.experts[expert.at()]);
        let ids = self.ids(&submissions);
        self.found.push(Suspicion {
            kind,
            experts: vec![expert],
            submissions,
            organizations: Vec::new(),
            judge: None,
            evidence: self.facts(&edges),
            words: words(&name, &ids),
        });
    }
}

fn academic(look: &mut Look<'_>, expert: ExpertIndex) {
    let graph = look.graph;
    let node = graph.expert(expert);
    let rules = &look.season.rules.conflicts;
    let listed = [
        (LinkKind::Mentor, rules.mentor),
        (LinkKind::Coauthor, rules.coauthor),
    ];
    // What a policy makes a conflict of is known; two who may meet in a group are told even then.
    let listed = listed.into_iter();
    let listed = listed.filter(|(_, policy)| *policy != AcademicPolicy::Off);
    let kinds: Vec<LinkKind> = listed.map(|(kind, _)| kind).collect();
    let mut proofs = Proofs::default();
    let mut colleagues: BTreeSet<(NodeIndex, EdgeIndex)> = BTreeSet::new();
    for (other, fact) in graph.around(node, &kinds) {
        if other == node {
            continue;
        }
        for kind in TIES {
            proofs.offer_all(fact, &policy::find(kind, &mut look.search, other));
        }
        if graph.as_expert(other).is_some_and(|other| other > expert) {
            colleagues.insert((other, fact));
        }
    }
    look.note(SuspicionKind::AcademicTie, expert, proofs, |name, ids| {
        let (zh, en) = (&ids.zh, &ids.en);
        bilingual!(
            "{name} 的师生或合作者与申报单位有关（{zh}），请人工判断是否回避。",
            "A teacher, student or co-author of {name} has a tie to the applicant of {en}: decide whether to recuse."
        )
    });
    for (other, edge) in colleagues {
        let Some(other) = graph.as_expert(other) else {
            continue;
        };
        let [a, b] = [expert, other].map(|index| name_of(&look.season.experts[index.at()]));
        look.found.push(Suspicion {
            kind: SuspicionKind::AcademicTie,
            experts: vec![expert, other],
            submissions: Vec::new(),
            organizations: Vec::new(),
            judge: None,
            evidence: look.facts(&[edge]),
            words: bilingual!(
                "{a} 与 {b} 有师生或合作关系，分入同一专业组前请人工判断。",
                "{a} and {b} are teacher and student or co-authors: decide before they are put in one group."
            ),
        });
    }
}

fn former_family(look: &mut Look<'_>, expert: ExpertIndex) {
    let graph = look.graph;
    let mut proofs = Proofs::default();
    for (former, fact) in graph.from(graph.expert(expert), &[LinkKind::FormerEmployer]) {
        for (submission, path) in look.search.family(former).iter() {
            proofs.offer(*submission, [&[fact], path.as_slice()].concat());
        }
    }
    look.note(SuspicionKind::FormerFamily, expert, proofs, |name, ids| {
        let (zh, en) = (&ids.zh, &ids.en);
        bilingual!(
            "{name} 的原任职单位与申报单位（{zh}）属同一集团，请人工判断是否回避。",
            "A former employer of {name} belongs to the same corporate family as the applicant of {en}: decide whether to recuse."
        )
    });
}

/// Organizations that hold shares: a shareholder's free name is read as a person's, and matched
/// here with an organization of the same name.
fn owners(look: &Look<'_>) -> BTreeMap<NodeIndex, NodeIndex> {
    let graph = look.graph;
    graph
        .persons()
        .filter(|(_, node)| !graph.from(*node, &[LinkKind::Shareholder]).is_empty())
        .filter_map(|(name, node)| {
            let key = look.season.organizations.key(name);
            graph
                .organization(&key)
                .map(|organization| (organization, node))
        })
        .collect()
}

fn employer_shares(
    look: &mut Look<'_>,
    expert: ExpertIndex,
    owners: &BTreeMap<NodeIndex, NodeIndex>,
) {
    let graph = look.graph;
    let mut proofs = Proofs::default();
    for (employer, fact) in graph.from(graph.expert(expert), &[LinkKind::Employer]) {
        let Some(owner) = owners.get(&employer) else {
            continue;
        };
        for (target, shares) in graph.from(*owner, &[LinkKind::Shareholder]) {
            look.search
                .applications(target, &[fact, shares], &mut proofs);
        }
    }
    look.note(SuspicionKind::EmployerShares, expert, proofs, |name, ids| {
        let (zh, en) = (&ids.zh, &ids.en);
        bilingual!(
            "{name} 的任职单位持有申报单位（{zh}）的股份，请人工判断是否回避。",
            "The employer of {name} holds shares in the applicant of {en}: decide whether to recuse."
        )
    });
}

fn shared_relatives(look: &mut Look<'_>) {
    let graph = look.graph;
    let mut persons: Vec<NodeIndex> = graph.persons().map(|(_, node)| node).collect();
    persons.sort_unstable();
    for person in persons {
        let around = graph.around(person, &[LinkKind::Kin]);
        let experts: BTreeSet<ExpertIndex> = around
            .iter()
            .filter_map(|(node, _)| graph.as_expert(*node))
            .collect();
        if experts.len() < 2 {
            continue;
        }
        let edges: Vec<EdgeIndex> = around.iter().map(|(_, edge)| *edge).collect();
        let name = graph.spellings(person)[0].clone();
        let names: Vec<String> = experts
            .iter()
            .map(|index| name_of(&look.season.experts[index.at()]))
            .collect();
        let (zh, en) = (names.join("、"), names.join(", "));
        look.found.push(Suspicion {
            kind: SuspicionKind::SharedRelative,
            experts: experts.into_iter().collect(),
            submissions: Vec::new(),
            organizations: Vec::new(),
            judge: None,
            evidence: look.facts(&edges),
            words: bilingual!(
                "{zh} 都是“{name}”的亲属，彼此可能也是亲属；如是，请补填亲属关系。",
                "{en} are all relatives of [{name}] and may be relatives of each other: if so, add that relation."
            ),
        });
    }
}

fn just_ended(look: &mut Look<'_>) {
    let graph = look.graph;
    let rules = &look.season.rules.conflicts;
    for edge in graph.graph().edge_indices() {
        let link = graph.graph()[edge];
        let (Source::Relation(position), Some((from, to))) =
            (link.source, graph.graph().edge_endpoints(edge))
        else {
            continue;
        };
        let personal = matches!(
            link.kind,
            LinkKind::FormerEmployer
                | LinkKind::Advises
                | LinkKind::Director
                | LinkKind::Shareholder
        );
        let (Some(expert), Some(until)) =
            (graph.as_expert(from), look.season.relations[position].until)
        else {
            continue;
        };
        let years = rules.year.saturating_sub(until);
        let near =
            years > rules.lookback_years && years <= rules.lookback_years.saturating_add(AFTERGLOW);
        if !personal || !near {
            continue;
        }
        let mut proofs = Proofs::default();
        look.search.applications(to, &[edge], &mut proofs);
        look.note(SuspicionKind::JustEnded, expert, proofs, |name, ids| {
            let (zh, en) = (&ids.zh, &ids.en);
            bilingual!(
                "{name} 与申报单位（{zh}）的关系于 {until} 年结束，刚过回溯期，请人工判断是否回避。",
                "The relation of {name} with the applicant of {en} ended in {until}, just before the look-back period: decide whether to recuse."
            )
        });
    }
}
