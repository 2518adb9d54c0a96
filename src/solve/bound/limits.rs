//! What prices of seats prove, for plans of any number of shortfalls.

use std::sync::Mutex;

/// Limits of the total, each a line in the number of shortfalls; threads may add and ask at the
/// same time.
#[derive(Debug, Default)]
pub struct SeatLimits {
    /// Value at no shortfall, and what each shortfall adds, in billionths.
    lines: Mutex<Vec<(i64, i64)>>,
}

impl SeatLimits {
    /// Notes that no plan with F shortfalls or fewer has a total above `value + each * F`.
    pub fn add(&self, value: i64, each: i64) {
        if let Ok(mut lines) = self.lines.lock() {
            // What lies above another line everywhere says nothing new.
            let known = |line: &(i64, i64)| line.0 <= value && line.1 <= each;
            if !lines.iter().any(known) {
                lines.retain(|line| line.0 < value || line.1 < each);
                lines.push((value, each));
            }
        }
    }

    /// What the total of no plan with at most so many shortfalls exceeds, in billionths. `None`
    /// as long as nothing is known.
    pub fn within(&self, shortfalls: usize) -> Option<i64> {
        let shortfalls = i64::try_from(shortfalls).ok()?;
        let lines = self.lines.lock().ok()?;
        let at = |line: &(i64, i64)| line.1.checked_mul(shortfalls)?.checked_add(line.0);
        lines.iter().filter_map(at).min()
    }

    /// The fewest shortfalls of any plan, as far as is known: a total is at least 0, so no plan has
    /// so few that some line lies below 0 there.
    pub fn fewest(&self) -> usize {
        let Ok(lines) = self.lines.lock() else {
            return 0;
        };
        let rising = lines.iter().filter(|line| line.0 < 0 && line.1 > 0);
        let least = rising.map(|&(value, each)| value.unsigned_abs().div_ceil(each.unsigned_abs()));
        least
            .max()
            .map_or(0, |least| usize::try_from(least).unwrap_or(usize::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_line_at_a_number_of_shortfalls_counts() {
        let limits = SeatLimits::default();
        assert_eq!(limits.within(0), None);
        limits.add(10, 0);
        limits.add(4, 2);
        limits.add(5, 2); // above the second everywhere
        assert_eq!(limits.within(0), Some(4));
        assert_eq!(limits.within(2), Some(8));
        assert_eq!(limits.within(7), Some(10));
        assert_eq!(limits.lines.lock().unwrap().len(), 2);
        limits.add(3, 0); // below both everywhere
        assert_eq!(limits.lines.lock().unwrap().as_slice(), [(3, 0)]);
    }

    #[test]
    fn no_plan_has_so_few_shortfalls_that_its_total_would_be_below_nothing() {
        let limits = SeatLimits::default();
        assert_eq!(limits.fewest(), 0);
        limits.add(10, 2);
        assert_eq!(limits.fewest(), 0);
        limits.add(-9, 3); // 0 at three shortfalls
        assert_eq!(limits.fewest(), 3);
        limits.add(-10, 3); // below 0 at three
        assert_eq!(limits.fewest(), 4);
        assert!(limits.within(3) < Some(0) && limits.within(4) >= Some(0));
    }
}
