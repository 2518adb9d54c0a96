//! The conflict graph as Graphviz DOT.

use super::fact::name_of;
use super::graph::{ConflictGraph, LinkKind, Node, Source};
use super::{ConflictSeverity, Conflicts};
use crate::model::Season;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::fmt::Write as _;

/// Draws the conflict graph for `dot -Tsvg`: experts, people outside the pool, organizations and
/// submissions involved in a relation or a conflict, the facts between them (dashed if they no
/// longer count), and every conflict as a red (bar), orange (recuse) or grey (waived) arrow. Edges
/// are labelled in both languages.
pub fn dot(season: &Season, conflicts: &Conflicts) -> String {
    let graph = conflicts.graph();
    let edges = kept_edges(graph, &touched(conflicts));
    let mut shown = vec![false; graph.graph().node_count()];
    for edge in &edges {
        shown[edge.0.index()] = true;
        shown[edge.1.index()] = true;
    }
    for conflict in conflicts.all() {
        shown[graph.expert(conflict.expert).index()] = true;
        shown[graph.submission(conflict.submission).index()] = true;
    }
    let mut text = String::from(
        "digraph conflicts {\n  rankdir=LR;\n  node [fontname=\"Noto Sans CJK SC, sans-serif\", style=filled, fillcolor=white];\n  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=10];\n",
    );
    for node in graph.graph().node_indices().filter(|at| shown[at.index()]) {
        let (label, style) = node_label(season, graph, node);
        let label = escape(&label);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  n{} [label=\"{label}\", {style}];", node.index());
    }
    for (from, to, kind, counts) in edges {
        let style = if counts { "" } else { ", style=dashed" };
        let (from, to, label) = (from.index(), to.index(), escape(edge_label(kind)));
        let _ = writeln!(text, "  n{from} -> n{to} [label=\"{label}\"{style}];");
    }
    for conflict in conflicts.all() {
        let from = graph.expert(conflict.expert).index();
        let to = graph.submission(conflict.submission).index();
        let words = conflict.kind.words();
        let label = escape(&format!("{}\n{}", words.zh, words.en));
        let color = match (conflict.waived.is_some(), conflict.severity) {
            (true, _) => "gray",
            (false, ConflictSeverity::Bar) => "red",
            (false, ConflictSeverity::Recuse) => "orange",
        };
        let _ = writeln!(
            text,
            "  n{from} -> n{to} [label=\"{label}\", color={color}, fontcolor={color}, penwidth=2, constraint=false];"
        );
    }
    text.push_str("}\n");
    text
}

/// The nodes involved in a relation or a conflict.
fn touched(conflicts: &Conflicts) -> Vec<bool> {
    let graph = conflicts.graph();
    let mut touched = vec![false; graph.graph().node_count()];
    for edge in graph.graph().edge_references() {
        if matches!(edge.weight().source, Source::Relation(_)) {
            touched[edge.source().index()] = true;
            touched[edge.target().index()] = true;
        }
    }
    for conflict in conflicts.all() {
        touched[graph.expert(conflict.expert).index()] = true;
        touched[graph.submission(conflict.submission).index()] = true;
    }
    touched
}

type Shown = (NodeIndex, NodeIndex, LinkKind, bool);

/// All relations, and the columns of the tables that belong to involved nodes: an employer if its
/// expert is involved, an applicant or recommending unit if the submission or the unit is.
fn kept_edges(graph: &ConflictGraph, touched: &[bool]) -> Vec<Shown> {
    graph
        .graph()
        .edge_references()
        .filter(|edge| match edge.weight().kind {
            LinkKind::Applicant | LinkKind::Recommender => {
                touched[edge.target().index()] || touched[edge.source().index()]
            }
            LinkKind::Region => touched[edge.source().index()],
            _ => touched[edge.source().index()],
        })
        .map(|edge| {
            let link = edge.weight();
            (edge.source(), edge.target(), link.kind, link.counts)
        })
        .collect()
}

fn node_label(season: &Season, graph: &ConflictGraph, node: NodeIndex) -> (String, &'static str) {
    let spelling = || graph.spellings(node).first().cloned().unwrap_or_default();
    match &graph.graph()[node] {
        Node::Expert(expert) => (
            name_of(&season.experts[expert.at()]),
            "shape=ellipse, fillcolor=\"#dbeafe\"",
        ),
        Node::Submission(submission) => (
            season.submissions[submission.at()].id.clone(),
            "shape=note, fillcolor=\"#fef9c3\"",
        ),
        Node::Organization(_) => (spelling(), "shape=box, fillcolor=\"#e5e7eb\""),
        Node::Person(_) => (spelling(), "shape=ellipse, fillcolor=\"#fce7f3\""),
        Node::Region(name) => (name.clone(), "shape=hexagon, fillcolor=\"#dcfce7\""),
    }
}

fn edge_label(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Employer => "任职\nworks for",
        LinkKind::FormerEmployer => "曾任职\nformerly at",
        LinkKind::Advises => "咨询辅导\nadvises",
        LinkKind::Director => "董监高\ndirector of",
        LinkKind::Shareholder => "持股\nshareholder of",
        LinkKind::Parent => "控股\ncontrols",
        LinkKind::Competitor => "竞争\ncompetes with",
        LinkKind::Supplies => "供应\nsupplies",
        LinkKind::Kin => "亲属\nrelative of",
        LinkKind::Mentor => "师生\ntaught",
        LinkKind::Coauthor => "合作\nworked with",
        LinkKind::Declared => "自行申报回避\nasked to be recused from",
        LinkKind::Waived => "豁免\nwaived",
        LinkKind::Applicant => "申报\napplies with",
        LinkKind::Recommender => "推荐\nrecommends",
        LinkKind::Region => "地区\nregion",
    }
}

/// Escapes a quoted DOT string: quotes, backslashes and line breaks.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
