//! The priorities of changes; single source of truth for their order.

use std::cmp::Ordering;
use std::ops::{Add, Sub};

/// The first goal after the hard rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The fewest people to notify.
    #[default]
    PeopleFirst,
    /// The fewest shortfalls.
    CoverageFirst,
}

/// The cost of a committee apart from the people to notify. Costs of groups add up, and
/// lexicographic comparison agrees with addition, so groups can be optimised separately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Cost {
    /// Unmet coverage requirements, if they precede submissions that change group; else 0.
    pub urgent: i64,
    /// Submissions that change group.
    pub moved: i64,
    /// Unmet coverage requirements.
    pub shortfalls: i64,
    /// Reviews given to an expert who did not have them before.
    pub reassigned: i64,
    /// Negative sum of all scores, in billionths.
    pub lost: i64,
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            urgent: self.urgent + other.urgent,
            moved: self.moved + other.moved,
            shortfalls: self.shortfalls + other.shortfalls,
            reassigned: self.reassigned + other.reassigned,
            lost: self.lost + other.lost,
        }
    }
}

impl Sub for Cost {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            urgent: self.urgent - other.urgent,
            moved: self.moved - other.moved,
            shortfalls: self.shortfalls - other.shortfalls,
            reassigned: self.reassigned - other.reassigned,
            lost: self.lost - other.lost,
        }
    }
}

impl Cost {
    /// The same as costs are compared in an order.
    #[must_use]
    pub fn in_order(self, order: Order) -> Self {
        let urgent = match order {
            Order::PeopleFirst => 0,
            Order::CoverageFirst => self.shortfalls,
        };
        Self { urgent, ..self }
    }
}

impl Order {
    /// Compares two committees that keep the hard rules, each with the number of people to be
    /// told; `Less` is better.
    pub fn compare(self, a: (usize, Cost), b: (usize, Cost)) -> Ordering {
        let people = a.0.cmp(&b.0);
        match self {
            Self::PeopleFirst => people.then(a.1.cmp(&b.1)),
            Self::CoverageFirst => {
                let shortfalls = a.1.shortfalls.cmp(&b.1.shortfalls);
                shortfalls.then(people).then(a.1.cmp(&b.1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_or_coverage_come_first_and_the_score_last() {
        let cost = |shortfalls, lost| Cost {
            shortfalls,
            lost,
            ..Cost::default()
        };
        let few_people = (1, cost(2, 0));
        let few_shortfalls = (2, cost(1, 5));
        let order = Order::PeopleFirst;
        assert_eq!(order.compare(few_people, few_shortfalls), Ordering::Less);
        let order = Order::CoverageFirst;
        assert_eq!(order.compare(few_people, few_shortfalls), Ordering::Greater);
        assert_eq!(
            order.compare((1, cost(1, -5)), (1, cost(1, 0))),
            Ordering::Less
        );
    }
}
