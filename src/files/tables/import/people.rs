//! Who is who: people who stand in several sheets, and ids for those who have none, the same ones
//! every year.

use super::super::ProblemCode;
use super::super::findings::Findings;
use super::answers::{Asking, Choice, Item};
use super::known::Known;
use super::lines::Line;
use super::pieces::Piece;
use crate::bilingual;
use crate::model::words::{Bilingual, person_key, plain};
use std::collections::{BTreeMap, BTreeSet};

fn employer_key(employer: &str) -> String {
    plain(employer)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn key(line: &Line) -> (String, String) {
    (
        person_key(line.cell("name")),
        employer_key(line.cell("employer")),
    )
}

/// Joins the rows of one person: the same name at the same employer. What differs is joined where
/// it is a list; the first row counts otherwise.
pub(super) fn joined(lines: Vec<Line>, pieces: &[Piece], findings: &mut Findings) -> Vec<Line> {
    let mut at: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let own = key(&line);
        let ids_differ = |other: &Line| {
            let both = !line.cell("id").is_empty() && !other.cell("id").is_empty();
            both && line.cell("id") != other.cell("id")
        };
        let same = at
            .get(&own)
            .copied()
            .filter(|_| !own.0.is_empty() && !own.1.is_empty());
        match same.filter(|first| !ids_differ(&kept[*first])) {
            Some(first) => {
                told(&kept[first], &line, pieces, findings);
                join(&mut kept[first], line);
            }
            None => {
                at.entry(own).or_insert(kept.len());
                kept.push(line);
            }
        }
    }
    kept
}

fn told(first: &Line, second: &Line, pieces: &[Piece], findings: &mut Findings) {
    let sheet = pieces[first.piece].name();
    let row = first.row;
    findings.add(
        ProblemCode::ImportOnePerson,
        second.place(pieces, None),
        "",
        bilingual!(
            "与「{sheet}」第 {row} 行姓名、单位相同，作为同一位专家，专业和行业合并",
            "The name and the employer are those of row {row} in [{sheet}]; both are taken for one expert, with the domains and industries of both"
        ),
        bilingual!(
            "若是两个人，请在姓名或单位上写明区别",
            "If these are two people, make the name or the employer tell them apart"
        ),
    );
}

fn join(first: &mut Line, second: Line) {
    for (key, value) in second.cells {
        let own = first.cells.entry(key).or_default();
        let list = ["domains", "industries", "served_years", "free_days"].contains(&key);
        if own.is_empty() {
            *own = value;
        } else if list && *own != value {
            *own = format!("{own}；{value}");
        }
    }
    for (header, value) in second.extras {
        match first.extras.iter_mut().find(|(own, _)| *own == header) {
            Some((_, own)) if own.is_empty() => *own = value,
            Some((_, own)) if !value.is_empty() && !own.contains(&value) => {
                *own = format!("{own}；{value}");
            }
            Some(_) => {}
            None => first.extras.push((header, value)),
        }
    }
    for own in second.private {
        if !first.private.contains(&own) {
            first.private.push(own);
        }
    }
}

/// Gives ids to experts who have none: those of an earlier import to the same people, new ones to
/// others. Somebody of a known name with another employer is asked about.
pub(super) fn give_ids(lines: &mut [Line], known: &[Known], asking: &mut Asking<'_>) -> Vec<Known> {
    if lines.iter().any(|line| !line.cell("id").is_empty()) {
        return Vec::new();
    }
    let mut free: BTreeSet<usize> = (0..known.len()).collect();
    let mut given: Vec<Option<String>> = vec![None; lines.len()];
    for (line, given) in lines.iter().zip(&mut given) {
        let own = key(line);
        let same = free.iter().copied().find(|at| {
            let other = &known[*at];
            (person_key(&other.name), employer_key(&other.employer)) == own
        });
        if let Some(at) = same {
            free.remove(&at);
            *given = Some(known[at].id.clone());
        }
    }
    moved(lines, known, &mut free, &mut given, asking);
    let number = |id: &str| id.trim_start_matches('E').parse::<usize>().ok();
    let mut next = known
        .iter()
        .filter_map(|own| number(&own.id))
        .max()
        .unwrap_or(0);
    let digits = (lines.len() + next).max(999).to_string().len();
    for (line, given) in lines.iter_mut().zip(given) {
        let id = given.unwrap_or_else(|| {
            next += 1;
            format!("E{next:0digits$}")
        });
        line.cells.insert("id", id);
    }
    // Those who are not in the pool this year keep their ids for another.
    let gone = free.into_iter().map(|at| known[at].clone());
    let own = lines.iter().map(|line| Known {
        id: line.cell("id").to_owned(),
        name: line.cell("name").to_owned(),
        employer: line.cell("employer").to_owned(),
    });
    let mut all: Vec<Known> = own.chain(gone).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// People whose name is known once on both sides, but whose employer is another.
fn moved(
    lines: &[Line],
    known: &[Known],
    free: &mut BTreeSet<usize>,
    given: &mut [Option<String>],
    asking: &mut Asking<'_>,
) {
    let mut by_name: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, line) in lines
        .iter()
        .enumerate()
        .filter(|(at, _)| given[*at].is_none())
    {
        by_name
            .entry(person_key(line.cell("name")))
            .or_default()
            .0
            .push(at);
    }
    for at in free.iter() {
        by_name
            .entry(person_key(&known[*at].name))
            .or_default()
            .1
            .push(*at);
    }
    let mut items = Vec::new();
    let mut pairs = Vec::new();
    for (name, (now, before)) in by_name {
        let ([now], [before]) = (now.as_slice(), before.as_slice()) else {
            continue;
        };
        if name.is_empty() {
            continue;
        }
        let (line, earlier) = (&lines[*now], &known[*before]);
        let (shown, id) = (line.cell("name"), &earlier.id);
        let (old, new) = (&earlier.employer, line.cell("employer"));
        pairs.push((*now, *before));
        items.push(Item {
            key: format!("{shown}: {old} > {new}"),
            words: bilingual!(
                "{shown}：上次在「{old}」（编号 {id}），这次在「{new}」",
                "{shown}: last time at [{old}] (id {id}), now at [{new}]"
            ),
            choices: vec![
                Choice {
                    value: "same".to_owned(),
                    words: Bilingual::new("同一人，换了单位", "the same person at a new employer"),
                },
                Choice {
                    value: "new".to_owned(),
                    words: Bilingual::new("另一个人，给新编号", "somebody else, with a new id"),
                },
            ],
            free: false,
            proposal: Some("same".to_owned()),
        });
    }
    let words = bilingual!(
        "这些专家与上次姓名相同、单位不同，是同一个人吗？",
        "These experts have a name of last time and another employer; are they the same people?"
    );
    let values = asking.ask("people", words, items, |_| false);
    for ((now, before), value) in pairs.into_iter().zip(values) {
        if value.as_deref() == Some("same") {
            free.remove(&before);
            given[now] = Some(known[before].id.clone());
        }
    }
}

/// Gives ids to submissions that have none, by their place in the list.
pub(super) fn number_submissions(lines: &mut [Line]) -> bool {
    if lines.iter().any(|line| !line.cell("id").is_empty()) {
        return false;
    }
    let digits = lines.len().max(999).to_string().len();
    for (number, line) in (1..).zip(lines.iter_mut()) {
        line.cells.insert("id", format!("S{number:0digits$}"));
    }
    !lines.is_empty()
}
