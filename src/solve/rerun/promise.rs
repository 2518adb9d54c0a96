//! The alternates of the prior plan, who were asked to be available. They are called before experts
//! on no list, in order, if that satisfies the rules and notifies nobody else.
//!
//! Their priority comes after the number of people notified, the submissions moved and the
//! shortfalls, and before the score: an alternate who leaves a requirement unmet that another
//! expert would meet is not called just because of the list. If another expert would be better,
//! both are reported with the difference, and the office may choose either with `--add`.

use super::found::Found;
use super::placing::complete;
use super::seats::Change;
use super::task::Task;
use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::{Place, Problem, Season, Severity};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// An alternate, and the expert whom the search would call.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Promise {
    /// The group.
    pub group: String,
    /// The alternate.
    pub alternate: String,
    /// The place on the group's list, from 1.
    pub place: usize,
    /// The expert who serves best.
    pub other: String,
    /// Additional shortfalls with the alternate.
    pub shortfalls: i64,
    /// Additional score with the alternate.
    pub score: f64,
    /// Whether the alternate was called.
    pub called: bool,
}

/// Replaces experts found by alternates if permitted; reports every alternate for whom it makes a
/// difference.
pub(super) fn keep(
    task: &Task<'_>,
    season: &Season,
    prior: &Plan,
    found: &Found,
) -> (Found, Vec<Promise>) {
    let id = |expert: u32| {
        let own = &task.instance.experts[expert as usize];
        season.experts[own.season.at()].id.as_str()
    };
    let numbers: BTreeMap<&str, u32> = (0_u32..)
        .take(task.instance.experts.len())
        .map(|expert| (id(expert), expert))
        .collect();
    let mut best = found.clone();
    let mut promises = Vec::new();
    let new = (0_u32..)
        .zip(&found.seats.seat)
        .filter_map(|(expert, seat)| {
            let called = task.before.seat[expert as usize].is_none()
                && task.before.displaced(expert).is_none()
                && !task.before.chairs.contains(&Some(expert))
                && !task.frozen.experts[expert as usize];
            seat.filter(|_| called).map(|group| (expert, group))
        });
    for (other, group) in new.collect::<Vec<_>>() {
        let group_id = &task.instance.groups[group as usize].id;
        let alternates = prior.group(group_id).map_or(&[][..], |own| &own.alternates);
        let ahead = alternates
            .iter()
            .take_while(|own| own.as_str() != id(other));
        for (place, alternate) in (1..).zip(ahead) {
            let Some(&expert) = numbers.get(alternate.as_str()) else {
                continue;
            };
            let Some(with) = instead(task, &best, other, expert, group) else {
                continue;
            };
            let (own, now) = (with.completed.cost, best.completed.cost);
            let called = own.shortfalls <= now.shortfalls && own.moved <= now.moved;
            if own != now {
                // Scores stay far below 2^53 billionths.
                #[allow(clippy::cast_precision_loss)]
                promises.push(Promise {
                    group: group_id.clone(),
                    alternate: alternate.clone(),
                    place,
                    other: id(other).to_owned(),
                    shortfalls: own.shortfalls - now.shortfalls,
                    score: (now.lost - own.lost) as f64 / 1e9,
                    called,
                });
            }
            if called {
                best = with;
                break;
            }
        }
    }
    (best, promises)
}

/// The committee with `expert` in the seat of `other`, if it satisfies the rules and notifies
/// nobody else.
fn instead(task: &Task<'_>, from: &Found, other: u32, expert: u32, group: u32) -> Option<Found> {
    if !from.seats.idle(task).any(|idle| idle == expert)
        || !task.instance.experts[expert as usize]
            .allowed
            .allows(group as usize)
    {
        return None;
    }
    let changes = [Change::Seat(other, None), Change::Seat(expert, Some(group))];
    let seats = changes
        .into_iter()
        .fold(from.seats.clone(), |seats, change| {
            seats.after(task.instance, change)
        });
    let sound = seats.deficient(task.instance).is_empty()
        && seats.holds_across(task.instance)
        && seats.people(task) <= from.people;
    let completed = sound.then(|| complete(task, &seats)).flatten()?;
    let same = completed.cost == from.completed.cost;
    Some(Found {
        people: seats.people(task),
        completed,
        seats,
        proof: from.proof,
        compared: from.compared && same,
    })
}

/// What the office must know of the lists: whoever was called by them, and of a list that did not
/// do the first on it, who was told to be ready before all others.
pub(super) fn problems(promises: &[Promise]) -> Vec<Problem> {
    let first = |at: usize| {
        let own = &promises[at];
        let before = promises[..at].iter();
        let mut same = before.filter(|one| !one.called && one.other == own.other);
        own.called || same.next().is_none()
    };
    let told = (0..promises.len()).filter(|at| first(*at));
    told.map(|at| problem(&promises[at])).collect()
}

fn problem(promise: &Promise) -> Problem {
    let Promise {
        group,
        alternate,
        place,
        other,
        shortfalls,
        score,
        called,
    } = promise;
    let (code, what, action) = if *called {
        (
            "N731",
            bilingual!(
                "按递补名单启用 {group} 组第 {place} 位 {alternate}；与名单外（或排在其后）最合适的 {other} 相比，得分 {score:+.4}，缺口 {shortfalls:+}",
                "{alternate}, number {place} on the list of alternates of {group}, is called; compared with {other}, the best fit outside or further down the list: score {score:+.4}, shortfalls {shortfalls:+}"
            ),
            bilingual!(
                "要改用 {other}，请加 --add {other}",
                "To call {other} instead, add --add {other}"
            ),
        )
    } else {
        (
            "N730",
            bilingual!(
                "{group} 组递补名单第 {place} 位 {alternate} 可以入组而没有启用：与 {other} 相比，缺口 {shortfalls:+}，得分 {score:+.4}",
                "{alternate}, number {place} on the list of alternates of {group}, could be called but was not; compared with {other}: shortfalls {shortfalls:+}, score {score:+.4}"
            ),
            bilingual!(
                "{other} 的缺口更少，故先启用；仍要按名单启用，请加 --add {alternate}",
                "{other} leaves fewer shortfalls and was called first; to follow the list anyway, add --add {alternate}"
            ),
        )
    };
    Problem {
        severity: Severity::Note,
        code,
        place: Place::file("plan.json"),
        value: alternate.clone(),
        what,
        action,
    }
}
