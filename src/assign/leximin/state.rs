//! The rows excused from a target, and the value of excusing them.

use super::level::Level;

/// The decided sums, from the worst upwards, with the number of submissions that may have each.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels(Vec<(i128, usize)>);

impl Levels {
    pub fn of(levels: &[Level]) -> Self {
        let pairs = levels.iter().map(|level| (level.score, level.submissions));
        Self(pairs.collect())
    }

    pub fn add(&mut self, score: i128, count: usize) {
        self.0.push((score, count));
    }

    /// Sum of the `count` lowest places.
    pub fn total(&self, count: usize) -> i128 {
        let places = self
            .0
            .iter()
            .flat_map(|&(score, count)| std::iter::repeat_n(score, count));
        places.take(count).sum()
    }
}

/// The remaining choices of excused rows. Only rows that count are included.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Places for excused rows that are still free: (sum, count), ascending.
    pub free: Vec<(i128, usize)>,
    /// Minimum sum of each row: the target, the sum of a free place, or, if `settled`, the sum of
    /// the place it has taken.
    pub least: Vec<i128>,
    /// Rows that have taken a place or must reach the target.
    pub settled: Vec<bool>,
    pub target: i128,
}

impl State {
    pub fn new(levels: &Levels, target: i128, counted: &[bool]) -> Self {
        let mut state = Self {
            free: levels
                .0
                .iter()
                .copied()
                .filter(|level| level.0 < target)
                .collect(),
            least: counted
                .iter()
                .map(|&counts| if counts { i128::MIN + 1 } else { i128::MIN })
                .collect(),
            settled: counted.iter().map(|&counts| !counts).collect(),
            target,
        };
        state.normalize();
        state
    }

    /// Raises every open row to the lowest place that is still available to it.
    fn normalize(&mut self) {
        self.free.retain(|place| place.1 > 0);
        for (least, settled) in self.least.iter_mut().zip(&mut self.settled) {
            if *settled {
                continue;
            }
            let place = self.free.iter().find(|place| place.0 >= *least);
            *least = place.map_or(self.target, |place| place.0);
            *settled = place.is_none();
        }
    }

    /// Lets the row take the lowest place available to it.
    pub fn excuse(&self, row: usize) -> Self {
        let mut next = self.clone();
        next.settled[row] = true;
        if let Some(place) = next
            .free
            .iter_mut()
            .find(|place| place.0 == self.least[row])
        {
            place.1 -= 1;
        }
        next.normalize();
        next
    }

    /// Requires the row to exceed that place.
    pub fn demand_more(&self, row: usize) -> Self {
        let mut next = self.clone();
        next.least[row] += 1;
        next.normalize();
        next
    }

    /// The minimum sums if the rows with the lowest sums take the free places.
    pub fn excuse_lowest(&self, sums: &[i128]) -> Vec<i128> {
        let mut open: Vec<usize> = (0..sums.len()).filter(|&row| !self.settled[row]).collect();
        open.sort_by_key(|&row| (sums[row], row));
        self.place(&open)
    }

    /// The same if the rows whose weighted thresholds are largest take them.
    pub fn excuse_dearest(&self, weights: &[i128]) -> Vec<i128> {
        let mut open: Vec<usize> = (0..weights.len())
            .filter(|&row| !self.settled[row])
            .collect();
        open.sort_by_key(|&row| (std::cmp::Reverse(weights[row]), row));
        self.place(&open)
    }

    fn place(&self, order: &[usize]) -> Vec<i128> {
        let mut free = self.free.clone();
        let mut least = self.least.clone();
        for &row in order {
            let place = free
                .iter_mut()
                .find(|place| place.1 > 0 && place.0 >= self.least[row]);
            least[row] = match place {
                Some(place) => {
                    place.1 -= 1;
                    place.0
                }
                None => self.target,
            };
        }
        least
    }

    /// A lower limit of the weighted sum required by any choice of excused rows. The value of
    /// excusing is bounded from above in two ways: by pairing the heaviest rows with the lowest
    /// places, and row by row. `offsets` were granted before.
    pub fn needed(&self, weights: &[i128], offsets: &[i128]) -> i128 {
        let target = self.target;
        let lowest = self.free.first().map_or(target, |place| place.0);
        let mut sum = 0;
        let (mut heavy, mut single) = (Vec::new(), Vec::new());
        for (row, &least) in self.least.iter().enumerate() {
            if least == i128::MIN {
                continue;
            }
            let asked = if self.settled[row] { least } else { target };
            sum += weights[row] * (asked - offsets[row]);
            if !self.settled[row] {
                heavy.push(weights[row]);
                single.push(weights[row] * (target - least.max(lowest)));
            }
        }
        heavy.sort_unstable_by(|a, b| b.cmp(a));
        single.sort_unstable_by(|a, b| b.cmp(a));
        let places = || {
            let free = self.free.iter();
            free.flat_map(|&(sum, count)| std::iter::repeat_n(sum, count))
        };
        let paired = heavy.iter().zip(places());
        let paired: i128 = paired
            .map(|(weight, place)| weight * (target - place))
            .sum();
        let single: i128 = single.iter().zip(places()).map(|(worth, _)| worth).sum();
        sum - paired.min(single)
    }
}
