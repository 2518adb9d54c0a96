//! The patterns of scores that a submission can have.

use crate::flow::Problem;

/// Maximum number of patterns of one submission.
const PATTERNS: usize = 256;
/// Maximum number of distinct scores of one submission.
const CLASSES: usize = 32;

/// A submission with a demand.
pub(super) struct Line {
    pub row: usize,
    /// Its score from forced pairs.
    pub granted: i128,
    /// Its scores, ascending, each with the reviewers who have it.
    pub classes: Vec<(i128, Vec<u32>)>,
    pub patterns: Vec<Pattern>,
}

/// The number of pairs of each class, and the sum including forced pairs.
pub(super) struct Pattern {
    pub counts: Vec<u32>,
    pub sum: i128,
}

/// Returns the submissions with their patterns; `None` if one has too many.
pub(super) fn lines(problem: &Problem<i128>, granted: &[Option<i128>]) -> Option<Vec<Line>> {
    let rows = granted.iter().enumerate();
    let counted = rows.filter_map(|(row, granted)| granted.map(|granted| (row, granted)));
    counted
        .map(|(row, granted)| Line::new(problem, row, granted))
        .collect()
}

impl Line {
    fn new(problem: &Problem<i128>, row: usize, granted: i128) -> Option<Self> {
        let mut pairs: Vec<(i128, u32)> = problem
            .row(row)
            .map(|at| (problem.scores[at], problem.columns[at]))
            .collect();
        pairs.sort_unstable();
        let mut classes: Vec<(i128, Vec<u32>)> = Vec::new();
        for (score, column) in pairs {
            match classes.last_mut() {
                Some(class) if class.0 == score => class.1.push(column),
                _ => classes.push((score, vec![column])),
            }
        }
        if classes.len() > CLASSES {
            return None;
        }
        let mut line = Self {
            row,
            granted,
            classes,
            patterns: Vec::new(),
        };
        line.mix(&mut Vec::new(), problem.demands[row])
            .then_some(line)
    }

    /// Adds every pattern that begins with `counts` and has `left` more pairs; `false` if there are
    /// too many.
    fn mix(&mut self, counts: &mut Vec<u32>, left: u32) -> bool {
        let class = counts.len();
        if class == self.classes.len() {
            if left == 0 {
                let pairs = self.classes.iter().zip(counts.iter());
                let sum: i128 = pairs
                    .map(|(class, &count)| class.0 * i128::from(count))
                    .sum();
                self.patterns.push(Pattern {
                    counts: counts.clone(),
                    sum: self.granted + sum,
                });
            }
            return self.patterns.len() <= PATTERNS;
        }
        let after = self.classes[class + 1..].iter();
        let after: usize = after.map(|class| class.1.len()).sum();
        // Ensures that every branch entered leads to a pattern.
        let least = left.saturating_sub(u32::try_from(after).unwrap_or(u32::MAX));
        let most = u32::try_from(self.classes[class].1.len()).unwrap_or(u32::MAX);
        for count in least..=most.min(left) {
            counts.push(count);
            let within = self.mix(counts, left - count);
            counts.pop();
            if !within {
                return false;
            }
        }
        true
    }

    /// The pattern of a submission's current pairs.
    pub fn mixture_of(&self, held: &[(u32, i128)]) -> Option<usize> {
        let counts: Vec<u32> = self
            .classes
            .iter()
            .map(|class| held.iter().filter(|pair| pair.1 == class.0).count() as u32)
            .collect();
        self.patterns
            .iter()
            .position(|pattern| pattern.counts == counts)
    }
}
