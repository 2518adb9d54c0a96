//! Options and results of a draw.

use super::inputs::Options;
use super::urn::Course;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::solve::instance::NANO;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Default number of plans in the urn, which makes chances whole percentages.
pub const PLANS: usize = 100;

/// Options of a draw.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The seed; public after the draw.
    pub seed: &'a str,
    /// Hash of all inputs.
    pub inputs: &'a str,
    /// From which committees is drawn, and how.
    pub options: Options,
    /// Ids of experts who refuse, in order.
    pub refuse: &'a [String],
    /// Language of names and reasons in the plan.
    pub lang: Lang,
}

impl<'a> Ask<'a> {
    /// Creates options with the default values.
    pub fn new(seed: &'a str, inputs: &'a str, within: f64) -> Self {
        Self {
            seed,
            inputs,
            options: Options {
                within,
                max_chance: None,
                chairs: false,
                plans: PLANS,
                steps: None,
            },
            refuse: &[],
            lang: Lang::Zh,
        }
    }
}

/// One plan of the urn.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Ticket {
    /// Expert id of the chair.
    pub chair: String,
    /// Expert id of the vice chair.
    pub vice_chair: String,
    /// Expert ids of the members, by group id.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Total score of its reviews.
    pub total_score: f64,
    /// Coverage shortfalls.
    pub shortfalls: i64,
}

/// An expert's chance to be on the committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Chance {
    /// Expert id, as in the season.
    pub expert: String,
    /// Number of plans of the urn in which the expert has a place.
    pub plans: usize,
    /// Ids of the groups in these plans; `chair` or `vice_chair` for a head of the committee.
    pub places: BTreeSet<String>,
    /// Whether the expert is in the plan that was drawn.
    pub drawn: bool,
    /// Whether the office fixed the place: a pin, or chairs that are not drawn.
    pub fixed: bool,
}

/// The drawn number that selected the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Ball {
    /// Position of the plan in the urn, from 1.
    pub plan: usize,
    /// Number of plans in the urn.
    pub of: usize,
    /// The 64 bits drawn, in hexadecimal.
    pub bits: String,
}

/// A place drawn again.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Redraw {
    /// Expert id of the one who refused.
    pub refused: String,
    /// Group id, `chair` or `vice_chair`.
    pub place: String,
    /// Ids of all experts who could take the place, ascending.
    pub candidates: Vec<String>,
    /// Whether the bar on the total score was lowered because no candidate met it.
    pub lowered: bool,
    /// The 64 bits drawn, in hexadecimal.
    pub bits: String,
    /// Expert id of the replacement.
    pub drawn: String,
    /// Total score of the committee after the replacement.
    pub total_score: f64,
}

/// The record of a draw, from the urn to the last refusal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Lots {
    /// Key of the random numbers.
    pub key: String,
    /// Number of experts who could have been seated.
    pub pool: usize,
    /// Experts who could have been seated but withdrew before the draw, by id; not part of the
    /// pool.
    pub withdrawn: Vec<String>,
    /// Number of places that were drawn, without those fixed by the office.
    pub places: usize,
    /// Number of places of the walk whose holders were fixed by the office.
    pub pinned: usize,
    /// How the urn was filled.
    pub course: Course,
    /// The number that selected the plan.
    pub ball: Ball,
    /// All experts in some plan of the urn, most frequent first.
    pub chances: Vec<Chance>,
    /// Experts who remained above the cap, by id; empty without a cap.
    pub above: Vec<String>,
    /// The plans of the urn.
    pub urn: Vec<Ticket>,
    /// Replacements after refusals, in order.
    pub redraws: Vec<Redraw>,
}

/// Numbers of experts by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Experts in some plan whose place was not fixed by hand.
    pub chance: usize,
    /// Those of them who are in every plan of the urn.
    pub sure: usize,
    /// Experts whose place the office fixed.
    pub fixed: usize,
    /// Experts of the pool who are in no plan.
    pub never: usize,
}

impl Lots {
    /// Counts the pool by chance; all figures of a draw are taken from here.
    pub fn counts(&self) -> Counts {
        let open = self.chances.iter().filter(|own| !own.fixed);
        let chance = open.clone().count();
        Counts {
            chance,
            sure: open.filter(|own| own.plans == self.ball.of).count(),
            fixed: self.chances.len() - chance,
            never: self.pool.saturating_sub(self.chances.len()),
        }
    }
}

/// Result of a draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The committee.
    pub plan: Plan,
    /// Total score divided by that of the structure.
    pub kept: f64,
    /// Record of how it was drawn.
    pub lots: Lots,
}

/// Converts billionths to points.
#[allow(clippy::cast_precision_loss)] // totals stay far below 2^53 billionths
pub(super) fn points(total: i64) -> f64 {
    total as f64 / NANO
}
