//! Finds rings of organizations that own each other.

use super::headers::AllHeaders;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::fold;
use crate::model::{Party, Relation, RelationKind, Season};
use std::collections::{BTreeMap, BTreeSet};

/// A corporate link: the two ends and its row.
struct Link<'a> {
    child: String,
    relation: &'a Relation,
}

/// Reports every ring of current ownership once, at the row that closes it. Linear in the number of
/// links, since links that are on no ring are removed first.
pub(super) fn check(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let mut below: BTreeMap<String, Vec<Link<'_>>> = BTreeMap::new();
    for relation in season
        .relations
        .iter()
        .filter(|relation| holds(relation, season))
    {
        let (Party::Named(parent), Party::Named(child)) = (&relation.subject, &relation.object)
        else {
            continue;
        };
        // Comparing keys would be wrong: a company and the group that owns it may differ only in
        // the suffix, which keys leave out.
        let (parent, child) = (fold(parent), fold(child));
        // An organization that owns itself is reported elsewhere.
        if parent != child {
            below
                .entry(parent)
                .or_default()
                .push(Link { child, relation });
        }
    }
    let mut done = BTreeSet::new();
    let starts: Vec<String> = below.keys().cloned().collect();
    for start in starts {
        if let Some(ring) = ring_from(&start, &below, &mut done) {
            say(&ring, headers, findings);
        }
    }
}

fn holds(relation: &Relation, season: &Season) -> bool {
    let until = relation.until.unwrap_or(i32::MAX);
    relation.kind == RelationKind::ParentOf && until >= season.rules.conflicts.year
}

/// Follows links from `start` and returns those of the first ring found; organizations in `done`
/// are known to lead to no further ring. Iterative, since chains of ownership may be thousands
/// deep.
fn ring_from<'a>(
    start: &str,
    below: &'a BTreeMap<String, Vec<Link<'a>>>,
    done: &mut BTreeSet<String>,
) -> Option<Vec<&'a Relation>> {
    let mut path: Vec<(String, usize)> = vec![(start.to_owned(), 0)];
    let mut on_path: BTreeMap<String, usize> = BTreeMap::from([(start.to_owned(), 0)]);
    let mut ring = None;
    while let Some((node, next)) = path.last_mut() {
        let link = below.get(node).and_then(|links| links.get(*next));
        *next += 1;
        let Some(link) = link.filter(|_| !done.contains(node)) else {
            on_path.remove(node);
            done.insert(node.clone());
            path.pop();
            continue;
        };
        if let Some(&from) = on_path.get(&link.child) {
            if ring.is_none() {
                let links = path[from..]
                    .iter()
                    .filter_map(|(node, next)| below.get(node)?.get(next - 1));
                ring = Some(links.map(|link| link.relation).collect());
            }
        } else if !done.contains(&link.child) {
            on_path.insert(link.child.clone(), path.len());
            path.push((link.child.clone(), 0));
        }
    }
    ring
}

fn say(ring: &[&Relation], headers: &AllHeaders, findings: &mut Findings) {
    let Some(last) = ring.iter().max_by_key(|relation| relation.place.row) else {
        return;
    };
    let name = |party: &Party| match party {
        Party::Named(name) => name.clone(),
        _ => String::new(),
    };
    let mut names: Vec<String> = ring
        .iter()
        .map(|relation| name(&relation.subject))
        .collect();
    names.extend(names.first().cloned());
    let mut rows: Vec<u32> = ring
        .iter()
        .filter_map(|relation| relation.place.row)
        .collect();
    rows.sort_unstable();
    let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
    let chain = names.join(" → ");
    let (zh, en) = (rows.join("、"), rows.join(", "));
    findings.add(
        ProblemCode::ParentRing,
        headers.cell(&last.place, "object"),
        chain,
        bilingual!(
            "控股关系首尾相接成环（第 {zh} 行）",
            "The ownership relations form a circle (rows {en})"
        ),
        bilingual!(
            "核对这些行，删去方向写反的一条；已终止的填写截止年份",
            "Check these rows and remove the one that is reversed; fill in the last year of those that ended"
        ),
    );
}
