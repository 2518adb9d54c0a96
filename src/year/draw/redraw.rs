//! Redraws places after a drawn expert has declined.

use super::bar::{Bar, below};
use super::lot::Lot;
use super::names::Names;
use super::problems;
use super::record::{Redraw, points};
use super::standing::{Rules, Seated};
use crate::model::Problem;

/// Handles refusals one after another: the place goes to an expert without a place with whom the
/// committee may be drawn, chosen uniformly.
///
/// # Errors
/// The expert was not drawn, or there is no candidate left.
pub(super) fn refusals(
    (rules, names, bars): (&Rules<'_>, Names<'_>, &[Bar]),
    lot: &Lot,
    (refuse, within): (&[String], f64),
    seated: &mut Seated,
) -> Result<Vec<Redraw>, Vec<Problem>> {
    let mut refused: Vec<u32> = Vec::new();
    let mut redraws = Vec::new();
    for id in refuse {
        let committee = &seated.committee;
        let places = 0..rules.places(committee);
        let held: Vec<usize> = places
            .filter(|&place| names.expert(committee.holders[place]) == id)
            .collect();
        let Some(&first) = held.first() else {
            return Err(vec![not_drawn(names, id)]);
        };
        refused.push(committee.holders[first]);
        for place in held {
            redraws.push(again(
                (rules, names, bars),
                lot,
                within,
                seated,
                (place, &refused),
            )?);
        }
    }
    Ok(redraws)
}

/// Draws a place again.
fn again(
    (rules, names, bars): (&Rules<'_>, Names<'_>, &[Bar]),
    lot: &Lot,
    within: f64,
    seated: &mut Seated,
    (place, refused): (usize, &[u32]),
) -> Result<Redraw, Vec<Problem>> {
    let id = names.expert(seated.committee.holders[place]).to_owned();
    let name = names.place(seated, place);
    let (candidates, lowered, low) = candidates((rules, bars), within, seated, (place, refused));
    if candidates.is_empty() {
        return Err(vec![problems::nobody_left(&id, &name)]);
    }
    let mut candidates: Vec<(&str, u32)> = candidates
        .into_iter()
        .map(|expert| (names.expert(expert), expert))
        .collect();
    candidates.sort_unstable();
    let (at, bits) = lot.draw(&format!("refusal {name}/{id}"), candidates.len());
    let (drawn, expert) = candidates[at];
    // Cannot fail: it was possible when the candidates were determined.
    let _ = rules.exchange(seated, (place, expert), &low);
    Ok(Redraw {
        refused: id,
        place: name,
        lowered,
        bits: format!("{bits:016x}"),
        drawn: drawn.to_owned(),
        total_score: points(seated.total()),
        candidates: candidates.iter().map(|(id, _)| (*id).to_owned()).collect(),
    })
}

fn not_drawn(names: Names<'_>, id: &str) -> Problem {
    if names.season.experts.iter().any(|expert| expert.id == id) {
        problems::not_drawn(id)
    } else {
        problems::nobody_of_this_id(id)
    }
}

/// The experts who may take a place, whether the bar of its group was lowered, and the bars that
/// then apply. If no candidate meets the bar, it becomes the same share of the best replacement.
fn candidates(
    (rules, bars): (&Rules<'_>, &[Bar]),
    within: f64,
    seated: &mut Seated,
    (place, refused): (usize, &[u32]),
) -> (Vec<u32>, bool, Vec<Bar>) {
    let found = able((rules, bars), seated, (place, refused));
    let group = seated.committee.groups.get(place).copied();
    let (Some(group), true) = (group, found.is_empty()) else {
        return (names(&found), false, bars.to_vec());
    };
    let mut low = bars.to_vec();
    let own = &mut low[group as usize];
    (own.total, own.worst) = (i64::MIN, i64::MIN);
    let mut found = able((rules, &low), seated, (place, refused));
    let best = found.iter().map(|(total, _)| *total).max().unwrap_or(0);
    let least = below(best, within);
    found.retain(|(total, _)| *total >= least);
    (names(&found), true, low)
}

fn names(found: &[(i64, u32)]) -> Vec<u32> {
    found.iter().map(|(_, expert)| *expert).collect()
}

/// The experts without a place who may take this one, each with the group's resulting total.
fn able(
    (rules, bars): (&Rules<'_>, &[Bar]),
    seated: &mut Seated,
    (place, refused): (usize, &[u32]),
) -> Vec<(i64, u32)> {
    let mut found = Vec::new();
    let group = seated.committee.groups.get(place).copied();
    for &expert in rules.able(&seated.committee, place) {
        if refused.contains(&expert) || seated.committee.holds(expert) {
            continue;
        }
        if let Some(undo) = rules.exchange(seated, (place, expert), bars) {
            let total = group.map_or(0, |group| seated.standings[group as usize].total);
            found.push((total, expert));
            rules.undo(seated, undo);
        }
    }
    found
}
