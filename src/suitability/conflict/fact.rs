//! Facts in words, each with its row.

use super::graph::{ConflictGraph, LinkKind, Node, Source, shape};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::model::{Expert, Party, Place, Relation, Role, Season};
use petgraph::graph::EdgeIndex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::sync::Arc;

/// A fact from the tables: one step of the path that proves a conflict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
pub struct Fact {
    /// Row the fact was read from.
    pub place: Place,
    /// The fact in words, with names as written in that row.
    pub words: Bilingual,
}

impl Fact {
    /// The fact with its place: `E012 李某 任职于 甲研究院(experts.xlsx,第 12 行)`.
    pub fn say(&self, lang: Lang) -> String {
        let (words, place) = (self.words.say(lang), self.place.say(lang));
        match lang {
            Lang::Zh => format!("{words}（{place}）"),
            Lang::En => format!("{words} ({place})"),
        }
    }
}

/// A path of facts in one line, joined by arrows.
pub fn say_path(evidence: &[impl Borrow<Fact>], lang: Lang) -> String {
    let steps = evidence.iter().map(|fact| fact.borrow().say(lang));
    let steps: Vec<String> = steps.collect();
    steps.join(" → ")
}

/// An expert by id and name.
pub(super) fn name_of(expert: &Expert) -> String {
    format!("{} {}", expert.id, expert.name).trim().to_owned()
}

fn party(season: &Season, party: &Party) -> String {
    match party {
        Party::Expert(expert) => name_of(&season.experts[expert.at()]),
        Party::Submission(submission) => season.submissions[submission.at()].id.clone(),
        Party::Named(name) => name.trim().to_owned(),
    }
}

/// The edges of a graph in words, each worded once: a big employer's row proves conflicts by the
/// thousand.
pub(super) struct Facts<'a> {
    season: &'a Season,
    graph: &'a ConflictGraph,
    /// By edge.
    worded: Vec<Option<Arc<Fact>>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(season: &'a Season, graph: &'a ConflictGraph) -> Self {
        Self {
            season,
            graph,
            worded: vec![None; graph.graph().edge_count()],
        }
    }

    pub(super) fn of(&mut self, edge: EdgeIndex) -> Arc<Fact> {
        let word = || Arc::new(fact(self.season, self.graph, edge));
        Arc::clone(self.worded[edge.index()].get_or_insert_with(word))
    }
}

/// An edge of the graph in words.
pub(super) fn fact(season: &Season, graph: &ConflictGraph, edge: EdgeIndex) -> Fact {
    let link = graph.graph()[edge];
    match link.source {
        Source::Expert(index) => {
            let expert = &season.experts[index.at()];
            let (name, region) = (name_of(expert), &expert.region);
            let employer = named(season, graph, edge, &expert.employer, Role::Employer);
            let words = match link.kind {
                LinkKind::Region => {
                    bilingual!("{name} 的地区是 {region}", "{name} is from {region}")
                }
                LinkKind::FormerEmployer => bilingual!(
                    "{name} 曾任职于 {employer}",
                    "{name} formerly worked for {employer}"
                ),
                _ => bilingual!("{name} 任职于 {employer}", "{name} works for {employer}"),
            };
            let place = expert.place.clone();
            Fact { place, words }
        }
        Source::Submission(index) => {
            let submission = &season.submissions[index.at()];
            let (id, region) = (&submission.id, &submission.region);
            let named = |cell: &str| named(season, graph, edge, cell, Role::Party);
            let (applicant, unit) = (
                named(&submission.organization),
                named(&submission.recommender),
            );
            let words = match link.kind {
                LinkKind::Region => bilingual!("{id} 的地区是 {region}", "{id} is from {region}"),
                LinkKind::Recommender => bilingual!("{unit} 推荐 {id}", "{unit} recommends {id}"),
                _ => bilingual!("{applicant} 申报 {id}", "{applicant} applies with {id}"),
            };
            let place = submission.place.clone();
            Fact { place, words }
        }
        Source::Relation(position) => relation(season, &season.relations[position], link.kind),
    }
}

/// A relation in words, whether or not it became an edge.
pub(super) fn stated(season: &Season, row: &Relation) -> Fact {
    relation(season, row, shape(row, season).0)
}

/// The organization at an end of the edge, as written in the cell.
fn named(
    season: &Season,
    graph: &ConflictGraph,
    edge: EdgeIndex,
    cell: &str,
    role: Role,
) -> String {
    let ends = graph.graph().edge_endpoints(edge);
    let key = ends.and_then(|(a, b)| {
        [a, b]
            .into_iter()
            .find_map(|node| match &graph.graph()[node] {
                Node::Organization(key) => Some(key),
                _ => None,
            })
    });
    let reading = season.organizations.read(cell, role).named.into_iter();
    let found = key.and_then(|key| reading.into_iter().find(|named| named.key == *key));
    found.map_or_else(|| cell.trim().to_owned(), |named| named.name)
}

fn relation(season: &Season, relation: &Relation, kind: LinkKind) -> Fact {
    let (a, b) = (
        party(season, &relation.subject),
        party(season, &relation.object),
    );
    let mut words = match kind {
        LinkKind::Employer => bilingual!("{a} 任职于 {b}", "{a} works for {b}"),
        LinkKind::FormerEmployer => bilingual!("{a} 曾任职于 {b}", "{a} formerly worked for {b}"),
        LinkKind::Advises => bilingual!("{a} 咨询辅导 {b}", "{a} advises {b}"),
        LinkKind::Director => bilingual!("{a} 是 {b} 的董监高", "{a} is a director of {b}"),
        LinkKind::Shareholder => bilingual!("{a} 持有 {b} 的股份", "{a} holds shares of {b}"),
        LinkKind::Parent => bilingual!("{a} 控股 {b}", "{a} controls {b}"),
        LinkKind::Competitor => bilingual!("{a} 与 {b} 是竞争对手", "{a} competes with {b}"),
        LinkKind::Supplies => bilingual!("{a} 向 {b} 供应", "{a} supplies {b}"),
        LinkKind::Kin => bilingual!("{a} 与 {b} 是亲属", "{a} and {b} are relatives"),
        LinkKind::Mentor => bilingual!("{a} 与 {b} 是师生", "{a} taught {b}"),
        LinkKind::Coauthor => bilingual!("{a} 与 {b} 有合作", "{a} and {b} have worked together"),
        LinkKind::Declared => {
            bilingual!("{a} 自行申报回避 {b}", "{a} asked to be recused from {b}")
        }
        LinkKind::Waived => bilingual!("{a} 对 {b} 的回避已获豁免", "{a} has a waiver for {b}"),
        LinkKind::Applicant | LinkKind::Recommender | LinkKind::Region => {
            bilingual!("{a} 与 {b} 有关", "{a} has a tie to {b}")
        }
    };
    let (zh, en) = details(relation);
    words.zh.push_str(&zh);
    words.en.push_str(&en);
    Fact {
        place: relation.place.clone(),
        words,
    }
}

/// Years and note of a relation, in brackets; empty if it has neither.
fn details(relation: &Relation) -> (String, String) {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    match (relation.since, relation.until) {
        (Some(since), Some(until)) => {
            zh.push(format!("{since}—{until} 年"));
            en.push(format!("{since}-{until}"));
        }
        (Some(since), None) => {
            zh.push(format!("{since} 年起"));
            en.push(format!("since {since}"));
        }
        (None, Some(until)) => {
            zh.push(format!("至 {until} 年"));
            en.push(format!("until {until}"));
        }
        (None, None) => {}
    }
    let note = relation.note.trim();
    if !note.is_empty() {
        zh.push(note.to_owned());
        en.push(note.to_owned());
    }
    if zh.is_empty() {
        return (String::new(), String::new());
    }
    (
        format!("（{}）", zh.join("，")),
        format!(" ({})", en.join(", ")),
    )
}
