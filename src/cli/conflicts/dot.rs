//! The listed conflicts as a Graphviz picture: experts, submissions, and everything between them.

use super::Selection;
use crate::conflict::{LinkKind, Node};
use crate::text::Lang;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef as _;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Draws the neighbourhood of all experts and submissions in a listed conflict: every link of the
/// fact graph whose two ends are such people and submissions or organizations and persons tied to
/// them, and a coloured line for each conflict.
pub(super) fn draw(selection: &Selection<'_>, lang: Lang) -> String {
    let graph = selection.conflicts.graph();
    let mut ends = BTreeSet::new();
    for conflict in &selection.listed {
        ends.insert(graph.expert(conflict.expert));
        ends.insert(graph.submission(conflict.submission));
    }
    for pair in &selection.kin {
        ends.extend([graph.expert(pair.a), graph.expert(pair.b)]);
    }
    let shown = with_what_lies_between(selection, ends);
    let mut dot =
        String::from("digraph conflicts {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    for &node in &shown {
        let (label, style) = look(selection, node);
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(dot, "  n{} [label={label}, {style}];", node.index());
    }
    for edge in graph.graph().edge_references() {
        if shown.contains(&edge.source()) && shown.contains(&edge.target()) {
            let (from, to) = (edge.source().index(), edge.target().index());
            let label = quoted(words(edge.weight().kind, lang));
            let style = if edge.weight().counts {
                "solid"
            } else {
                "dotted"
            };
            let _ = writeln!(dot, "  n{from} -> n{to} [label={label}, style={style}];");
        }
    }
    for conflict in &selection.listed {
        let from = graph.expert(conflict.expert).index();
        let to = graph.submission(conflict.submission).index();
        let colour = match (&conflict.waived, conflict.severity) {
            (Some(_), _) => "gray",
            (None, crate::conflict::ConflictSeverity::Bar) => "red",
            (None, crate::conflict::ConflictSeverity::Recuse) => "orange",
        };
        let label = quoted(conflict.kind.words().say(lang));
        let _ = writeln!(
            dot,
            "  n{from} -> n{to} [label={label}, color={colour}, fontcolor={colour}, penwidth=2, constraint=false];"
        );
    }
    dot.push_str("}\n");
    dot
}

/// Adds the organizations, persons and regions that touch at least two shown nodes, again and
/// again, so that whole chains of a corporate family show.
fn with_what_lies_between(
    selection: &Selection<'_>,
    mut shown: BTreeSet<NodeIndex>,
) -> BTreeSet<NodeIndex> {
    let graph = selection.conflicts.graph().graph();
    let mut near: BTreeSet<NodeIndex> = shown.clone();
    // Three steps reach a parent company's parent; longer chains stay out of the picture.
    for _ in 0..3 {
        let next: Vec<NodeIndex> = near
            .iter()
            .flat_map(|&node| graph.neighbors_undirected(node))
            .filter(|node| !matches!(graph[*node], Node::Expert(_) | Node::Submission(_)))
            .collect();
        near.extend(next);
    }
    // What hangs on one thread leads nowhere.
    loop {
        let loose: Vec<NodeIndex> = near
            .iter()
            .copied()
            .filter(|node| !shown.contains(node))
            .filter(|&node| {
                let around: BTreeSet<NodeIndex> = graph
                    .neighbors_undirected(node)
                    .filter(|other| near.contains(other))
                    .collect();
                around.len() < 2
            })
            .collect();
        if loose.is_empty() {
            break;
        }
        for node in loose {
            near.remove(&node);
        }
    }
    shown.extend(near);
    shown
}

fn look(selection: &Selection<'_>, node: NodeIndex) -> (String, &'static str) {
    let season = selection.season;
    match &selection.conflicts.graph().graph()[node] {
        Node::Expert(at) => {
            let expert = &season.experts[at.at()];
            (
                quoted(&format!("{} {}", expert.id, expert.name)),
                "shape=ellipse, style=filled, fillcolor=lightblue",
            )
        }
        Node::Submission(at) => {
            let submission = &season.submissions[at.at()];
            (
                quoted(&format!("{} {}", submission.id, submission.title)),
                "shape=note, style=filled, fillcolor=lightyellow",
            )
        }
        Node::Organization(key) => (quoted(key.text()), "shape=box"),
        Node::Person(name) => (quoted(name), "shape=ellipse"),
        Node::Region(name) => (quoted(name), "shape=hexagon"),
    }
}

fn words(kind: LinkKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        LinkKind::Employer => ("任职", "works for"),
        LinkKind::FormerEmployer => ("曾任职", "worked for"),
        LinkKind::Advises => ("咨询辅导", "advises"),
        LinkKind::Director => ("董监高", "director"),
        LinkKind::Shareholder => ("持股", "shareholder"),
        LinkKind::Parent => ("控股", "controls"),
        LinkKind::Competitor => ("竞争", "competes"),
        LinkKind::Supplies => ("供应", "supplies"),
        LinkKind::Kin => ("亲属", "kin"),
        LinkKind::Mentor => ("师生", "taught"),
        LinkKind::Coauthor => ("合作", "co-author"),
        LinkKind::Declared => ("自行申报回避", "declared"),
        LinkKind::Waived => ("豁免", "waived"),
        LinkKind::Applicant => ("申报", "applies"),
        LinkKind::Recommender => ("推荐", "recommends"),
        LinkKind::Region => ("地区", "region"),
    };
    lang.pick(zh, en)
}

/// A string as Graphviz reads it.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace(['\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_and_line_ends_do_not_break_the_picture() {
        assert_eq!(quoted("甲\"乙\\\n丙"), "\"甲\\\"乙\\\\ 丙\"");
    }
}
