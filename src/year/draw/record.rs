//! What is asked of a draw, and what is recorded of it.

use super::inputs::Options;
use super::urn::Course;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::solve::instance::NANO;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Default number of plans in the urn: chances come in whole percents.
pub const PLANS: usize = 100;

/// What is asked of a draw.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The seed, public once the draw is.
    pub seed: &'a str,
    /// Hash of everything that goes in.
    pub inputs: &'a str,
    /// From what is drawn, and how.
    pub options: Options,
    /// Those who refuse, in order.
    pub refuse: &'a [String],
    /// Language of names and reasons in the plan.
    pub lang: Lang,
}

impl<'a> Ask<'a> {
    /// Asks for what is usual.
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ticket {
    /// The chair.
    pub chair: String,
    /// The vice chair.
    pub vice_chair: String,
    /// Members by group, by id.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Total score of its reviews.
    pub total_score: f64,
    /// Coverage shortfalls.
    pub shortfalls: i64,
}

/// The chance of an expert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chance {
    /// Expert id.
    pub expert: String,
    /// In how many plans of the urn the expert has a place.
    pub plans: usize,
    /// In which groups, by id; `chair` where it is the head of the committee.
    pub places: BTreeSet<String>,
    /// Whether the plan that was drawn has the expert.
    pub drawn: bool,
    /// Whether the office fixed the place: a pin, or chairs that are not drawn.
    pub fixed: bool,
}

/// The number that decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ball {
    /// Position of the plan in the urn, from 1.
    pub plan: usize,
    /// How many plans there were.
    pub of: usize,
    /// The 64 bits drawn, in hexadecimal.
    pub bits: String,
}

/// A place drawn again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Redraw {
    /// Who refused.
    pub refused: String,
    /// Group id, `chair` or `vice_chair`.
    pub place: String,
    /// All experts who could take the place, by id.
    pub candidates: Vec<String>,
    /// Whether the bar on the total score was lowered because no candidate met it.
    pub lowered: bool,
    /// The 64 bits drawn, in hexadecimal.
    pub bits: String,
    /// Who was drawn.
    pub drawn: String,
    /// Total score of the committee afterwards.
    pub total_score: f64,
}

/// The lots of a draw, from the urn to the last refusal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lots {
    /// The key of the numbers.
    pub key: String,
    /// Experts who could have been seated at all.
    pub pool: usize,
    /// Experts who could have been seated but withdrew before, by id; they are not in the pool.
    pub withdrawn: Vec<String>,
    /// Places that were drawn; those that the office fixed are not among them.
    pub places: usize,
    /// Places that the draw went through although the office had fixed who holds them.
    pub pinned: usize,
    /// How the urn was filled.
    pub course: Course,
    /// Which plan was drawn.
    pub ball: Ball,
    /// All experts in some plan of the urn, most frequent first.
    pub chances: Vec<Chance>,
    /// Experts above the cap all the same, by id; empty without a cap.
    pub above: Vec<String>,
    /// The plans drawn from.
    pub urn: Vec<Ticket>,
    /// Every refusal.
    pub redraws: Vec<Redraw>,
}

/// How many experts had which chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Experts in some plan whose place was not fixed by hand.
    pub chance: usize,
    /// Those of them who are in every plan.
    pub sure: usize,
    /// Experts whose place the office fixed.
    pub fixed: usize,
    /// Experts of the pool who are in no plan.
    pub never: usize,
}

impl Lots {
    /// Counts the pool by chance; the single source of the figures of a draw.
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

/// What a draw gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The committee.
    pub plan: Plan,
    /// Total score over that of the structure.
    pub kept: f64,
    /// How it was drawn.
    pub lots: Lots,
}

/// Billionths in points.
#[allow(clippy::cast_precision_loss)] // totals stay far below 2^53 billionths
pub(super) fn points(total: i64) -> f64 {
    total as f64 / NANO
}
