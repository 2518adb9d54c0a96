//! The home of a rule: all that the solver knows of it.

use super::{Condition, Decisions, Linear, Part, Proposal};
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Instance;

/// What the solver knows of one rule. A rule that leaves a field as [`Home::new`] has it has
/// nothing to say there.
#[derive(Debug, Clone, Copy)]
pub struct Home {
    /// Its name and code.
    pub rule: Rule,
    /// States it.
    pub words: fn() -> Bilingual,
    /// Adds the rows that state it in an integer program; none where the choice of variables
    /// states it already.
    pub rows: fn(&Part<'_>, &Decisions, &mut Linear),
    /// Counts how often a proposal breaks it.
    pub breaches: fn(&Proposal<'_>) -> usize,
    /// Counts what every plan with as many groups needs.
    pub needs: fn(&Instance) -> Vec<Condition>,
    /// Counts what every plan needs, whatever its number of groups.
    pub anyway: fn(&Instance, &Season) -> Vec<Condition>,
    /// Lifts it.
    pub relaxation: Option<Relaxation>,
}

/// Changes a season so that a rule binds nobody.
pub type Lift = fn(&mut Season);

/// How a rule is lifted altogether.
#[derive(Debug, Clone, Copy)]
pub struct Relaxation {
    /// How easily people change the rule, 1 for the hardest. The smallest set of rules that clash
    /// is sought from the hardest to the easiest, so that what stays in it can be changed.
    pub ease: u8,
    /// Changes a season so that the rule binds nobody.
    pub lift: Lift,
}

impl Home {
    /// A rule that only has a name, and words for people.
    pub const fn new(rule: Rule, words: fn() -> Bilingual) -> Self {
        Self {
            rule,
            words,
            rows: no_rows,
            breaches: no_breaches,
            needs: no_needs,
            anyway: nothing_anyway,
            relaxation: None,
        }
    }

    /// Whether a proposal keeps the rule.
    pub fn holds(&self, proposal: &Proposal<'_>) -> bool {
        (self.breaches)(proposal) == 0
    }
}

fn no_rows(_: &Part<'_>, _: &Decisions, _: &mut Linear) {}

fn no_breaches(_: &Proposal<'_>) -> usize {
    0
}

fn no_needs(_: &Instance) -> Vec<Condition> {
    Vec::new()
}

fn nothing_anyway(_: &Instance, _: &Season) -> Vec<Condition> {
    Vec::new()
}
