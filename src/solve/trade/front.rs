//! The best plan known for every number of shortfalls.

use crate::solve::incumbent::Incumbent;
use std::collections::BTreeMap;

/// A plan and the instance that it was found in, by its number.
#[derive(Debug, Clone)]
pub struct Found {
    /// Number of the instance.
    pub instance: usize,
    /// The plan.
    pub best: Incumbent,
}

/// Plans of which none has both as few shortfalls and as high a total as another.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// By shortfalls; totals rise with them.
    plans: BTreeMap<usize, Found>,
}

impl Front {
    /// Takes a plan in, unless one with as few shortfalls has as high a total or it breaks a rule.
    pub fn offer(&mut self, instance: usize, best: &Incumbent) {
        let (shortfalls, total) = (best.value.shortfalls, best.value.total);
        let known = self.within(shortfalls);
        if best.broken > 0 || known.is_some_and(|known| known.best.value.total >= total) {
            return;
        }
        let beaten = |at: &usize, own: &Found| *at >= shortfalls && own.best.value.total <= total;
        self.plans.retain(|at, own| !beaten(at, own));
        let best = best.clone();
        self.plans.insert(shortfalls, Found { instance, best });
    }

    /// The fewest shortfalls of any plan.
    pub fn fewest(&self) -> Option<usize> {
        self.plans.keys().next().copied()
    }

    /// The plan with the highest total among those with at most so many shortfalls.
    pub fn within(&self, most: usize) -> Option<&Found> {
        self.plans.range(..=most).next_back().map(|(_, own)| own)
    }

    /// The same among the plans of one instance.
    pub fn within_instance(&self, instance: usize, most: usize) -> Option<&Found> {
        let mut plans = self.plans.range(..=most).rev().map(|(_, own)| own);
        plans.find(|own| own.instance == instance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::instance::Value;

    fn plan(shortfalls: usize, total: i64) -> Incumbent {
        Incumbent::of_value(Value {
            shortfalls,
            total,
            worst: 0,
        })
    }

    #[test]
    fn a_plan_that_another_beats_in_both_is_dropped() {
        let mut front = Front::default();
        assert!(front.fewest().is_none() && front.within(9).is_none());
        for (shortfalls, total) in [(3, 10), (5, 14), (4, 9), (7, 20)] {
            front.offer(0, &plan(shortfalls, total));
        }
        let totals = |front: &Front| -> Vec<Option<i64>> {
            let within = (2..=7).map(|most| front.within(most));
            within.map(|own| Some(own?.best.value.total)).collect()
        };
        let before = [None, Some(10), Some(10), Some(14), Some(14), Some(20)];
        assert_eq!(totals(&front), before);
        front.offer(1, &plan(4, 20));
        assert_eq!(front.plans.len(), 2, "5 and 7 shortfalls bring no more now");
        assert_eq!(front.within(7).map(|own| own.instance), Some(1));
        assert_eq!(
            front.within_instance(0, 7).map(|own| own.best.value.total),
            Some(10)
        );
        let mut broken = plan(0, 99);
        broken.broken = 1;
        front.offer(0, &broken);
        assert_eq!(front.fewest(), Some(3));
    }
}
