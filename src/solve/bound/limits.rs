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
}
