//! What would become of a person, a submission or a review at each place where it could be put.

mod fit;
mod people;
mod submissions;
mod words;

pub(super) use fit::fit;
pub(super) use people::of_expert;
pub(super) use submissions::{of_reviewer, of_submission};
pub(super) use words::called;

use crate::explain::{Change, Obstacle, balance};
use crate::model::words::Lang;
use crate::solve::rerun::Edit;
use serde::Serialize;

/// A place and what would follow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Verdict {
    /// The group; empty for the place of somebody without a seat.
    pub(super) group: String,
    /// The expert whose place it is; `None` for a group, or a seat in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expert: Option<String>,
    /// Whose or which place it is, for people.
    pub(super) name: String,
    /// What follows in one look.
    pub(super) tone: Tone,
    /// The same in words: score, shortfalls, who must be told.
    pub(super) said: String,
    /// The rules that would be broken, each with the smallest change that would allow it.
    pub(super) rules: Vec<String>,
    /// The changes that put it there.
    pub(super) edits: Vec<Edit>,
    #[serde(skip)]
    rank: (usize, i64, f64),
}

/// What follows, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tone {
    /// No rule is broken and the plan becomes better.
    Better,
    /// No rule is broken and the plan hardly changes.
    Even,
    /// No rule is broken and the plan becomes worse.
    Worse,
    /// A rule is broken.
    Broken,
}

/// A difference of the total below which two plans count as even.
const EVEN: f64 = 0.005;

/// The verdict on a change, without its place and its edits; `told` are the names of those who
/// would have to be told.
fn verdict(change: &Change, obstacles: &[Obstacle], told: &[String], lang: Lang) -> Verdict {
    let more = balance(change);
    let broken = obstacles.len() + change.unreviewed.len();
    let tone = match (broken, more) {
        (1.., _) => Tone::Broken,
        (0, ..0) => Tone::Better,
        (0, 1..) => Tone::Worse,
        (0, 0) if change.score > EVEN => Tone::Better,
        (0, 0) if change.score < -EVEN => Tone::Worse,
        (0, 0) => Tone::Even,
    };
    let rules = obstacles.iter().map(|own| own.say().say(lang).to_owned());
    Verdict {
        group: String::new(),
        expert: None,
        name: String::new(),
        tone,
        said: words::said(change, told, lang),
        rules: rules.collect(),
        edits: Vec::new(),
        rank: (broken, more, change.score),
    }
}

/// Best first: what keeps the rules, has fewer shortfalls, has the higher total.
fn sort(all: &mut [Verdict]) {
    all.sort_by(|a, b| {
        let key = |one: &Verdict| (one.tone == Tone::Broken, one.rank.0, one.rank.1);
        let score = b.rank.2.total_cmp(&a.rank.2);
        key(a).cmp(&key(b)).then(score).then(a.name.cmp(&b.name))
    });
}
