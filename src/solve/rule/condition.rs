//! A necessary condition: a count without which no plan exists.

use crate::model::Rule;
use crate::model::words::Bilingual;
use crate::solve::instance::Reason;

/// What every plan needs, and what there is. That it holds proves nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The rule that asks for it.
    pub rule: Rule,
    /// What is counted, and in brackets what needs it; `None` where the sentence alone says it.
    pub what: Option<Bilingual>,
    /// How many there are.
    pub have: usize,
    /// How many there must be at least.
    pub need: usize,
    /// Says what is lacking, where it does not hold.
    pub lacking: Bilingual,
}

impl Condition {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        self.have >= self.need
    }

    /// The reason why there is no plan, where it does not hold.
    pub fn reason(&self) -> Option<Reason> {
        (!self.holds()).then(|| Reason::of(self.rule, self.lacking.clone()))
    }
}
