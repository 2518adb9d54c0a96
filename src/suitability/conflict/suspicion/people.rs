//! Suspicions about the identity of people: missing employers and names that occur twice.

use super::{Look, Suspicion, SuspicionKind};
use crate::bilingual;
use crate::model::words::person_key;
use crate::model::{ExpertIndex, JudgedEnd, Nobody, Role};
use crate::suitability::conflict::fact::{Fact, name_of};
use crate::suitability::conflict::graph::LinkKind;
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

pub(super) fn find(look: &mut Look<'_>) {
    missing_employers(look);
    let mut names: BTreeMap<String, Vec<ExpertIndex>> = BTreeMap::new();
    for (at, expert) in look.season.experts.iter().enumerate() {
        let index = ExpertIndex::new(at);
        names
            .entry(person_key(&expert.name))
            .or_default()
            .push(index);
    }
    names.remove("");
    same_names(look, &names);
    free_names(look, &names);
}

fn missing_employers(look: &mut Look<'_>) {
    let graph = look.graph;
    for (at, expert) in look.season.experts.iter().enumerate() {
        let index = ExpertIndex::new(at);
        if !graph
            .from(graph.expert(index), &[LinkKind::Employer])
            .is_empty()
        {
            continue;
        }
        // A statement that there is no employer is sufficient.
        let reading = (look.season.organizations).read(&expert.employer, Role::Employer);
        if reading.nobody == Some(Nobody::Stated) {
            continue;
        }
        let name = name_of(expert);
        look.found.push(Suspicion {
            kind: SuspicionKind::MissingEmployer,
            experts: vec![index],
            submissions: Vec::new(),
            organizations: Vec::new(),
            judge: None,
            evidence: vec![row_of(look, index)],
            words: bilingual!(
                "{name} 未填工作单位，无法判断因任职产生的回避，请补填。",
                "{name} has no employer, so conflicts through the employer cannot be detected: fill it in."
            ),
        });
    }
}

fn same_names(look: &mut Look<'_>, names: &BTreeMap<String, Vec<ExpertIndex>>) {
    let mut same: Vec<&Vec<ExpertIndex>> =
        names.values().filter(|experts| experts.len() > 1).collect();
    same.sort();
    for experts in same {
        let Some((experts, judge)) = unjudged(look, experts) else {
            continue;
        };
        let name = look.season.experts[experts[0].at()].name.clone();
        let count = experts.len();
        let suspicion = Suspicion {
            kind: SuspicionKind::SameNameExperts,
            submissions: Vec::new(),
            organizations: Vec::new(),
            evidence: experts.iter().map(|index| row_of(look, *index)).collect(),
            experts,
            judge: Some(judge),
            words: bilingual!(
                "{count} 位专家同名“{name}”，是否为同一人，请在核定表中写明。",
                "{count} experts have the name [{name}]: state in the judged table whether they are one person."
            ),
        };
        look.found.push(suspicion);
    }
}

/// The experts of one name if some pair of them has no verdict, with the ids of the first such
/// pair.
fn unjudged(look: &Look<'_>, experts: &[ExpertIndex]) -> Option<(Vec<ExpertIndex>, [String; 2])> {
    let judged = |a: ExpertIndex, b: ExpertIndex| {
        let ends = [a, b].map(JudgedEnd::Expert);
        look.season.judged.on(&ends[0], &ends[1]).is_some()
    };
    let open = |own: &ExpertIndex| {
        let mut others = experts.iter().filter(|other| *other != own);
        others.any(|other| !judged(*own, *other))
    };
    let open: Vec<ExpertIndex> = experts.iter().copied().filter(open).collect();
    let first = *open.first()?;
    let second = open.iter().skip(1).find(|other| !judged(first, **other))?;
    let ids = [first, *second].map(|index| look.season.experts[index.at()].id.clone());
    Some((open, ids))
}

fn free_names(look: &mut Look<'_>, names: &BTreeMap<String, Vec<ExpertIndex>>) {
    let graph = look.graph;
    let mut persons: Vec<(&str, NodeIndex)> = graph.persons().collect();
    persons.sort_unstable_by_key(|(_, node)| *node);
    for (person, node) in persons {
        let Some(experts) = names.get(person) else {
            continue;
        };
        let name = graph.spellings(node)[0].clone();
        let judged = |own: &ExpertIndex| {
            let ends = (JudgedEnd::Name(person.to_owned()), JudgedEnd::Expert(*own));
            look.season.judged.on(&ends.0, &ends.1).is_some()
        };
        let experts: Vec<ExpertIndex> =
            experts.iter().copied().filter(|own| !judged(own)).collect();
        let Some(first) = experts.first() else {
            continue;
        };
        let id = look.season.experts[first.at()].id.clone();
        let mut evidence = look.facts(&edges_of(look, node));
        evidence.extend(experts.iter().map(|index| row_of(look, *index)));
        look.found.push(Suspicion {
            kind: SuspicionKind::NameOfExpert,
            experts,
            submissions: Vec::new(),
            organizations: Vec::new(),
            judge: Some([name.clone(), id]),
            evidence,
            words: bilingual!(
                "关系表中的“{name}”与专家同名，未视为同一人；是否同一人，请在核定表中写明，或改填专家编号。",
                "The relations table names [{name}], which is also an expert's name; the two were not treated as one person. State in the judged table whether they are, or write the expert's id."
            ),
        });
    }
}

fn edges_of(look: &Look<'_>, node: NodeIndex) -> Vec<EdgeIndex> {
    let graph = look.graph.graph();
    let mut edges: Vec<EdgeIndex> = [Direction::Outgoing, Direction::Incoming]
        .into_iter()
        .flat_map(|direction| graph.edges_directed(node, direction))
        .map(|edge| edge.id())
        .collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn row_of(look: &Look<'_>, index: ExpertIndex) -> Fact {
    let expert = &look.season.experts[index.at()];
    let (name, employer) = (name_of(expert), expert.employer.trim());
    let words = if employer.is_empty() {
        bilingual!("{name} 未填工作单位", "{name} has no employer")
    } else {
        bilingual!("{name} 任职于 {employer}", "{name} works for {employer}")
    };
    Fact {
        place: expert.place.clone(),
        words,
    }
}
