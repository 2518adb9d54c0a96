//! Least-squares fit of the additive model.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A score of an expert for a submission, both by position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// Position of the submission.
    pub submission: usize,
    /// Position of the expert.
    pub expert: usize,
    /// The score.
    pub score: f64,
}

/// Submissions and experts connected by scores.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Component {
    /// Positions of the submissions, ascending.
    pub submissions: Vec<usize>,
    /// Positions of the experts, ascending.
    pub experts: Vec<usize>,
    /// Number of scores.
    pub ratings: usize,
    /// Degrees of freedom left after submissions and experts are fitted.
    pub freedom: usize,
    /// Root mean square of the residuals, in points.
    pub residual: f64,
}

impl Component {
    /// Whether the scores support a correction: at least one degree of freedom is left, and there
    /// is more than one expert to compare.
    pub fn supported(&self) -> bool {
        self.freedom > 0 && self.experts.len() > 1
    }
}

/// Estimates for one submission.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Estimate {
    /// Number of its scores.
    pub ratings: usize,
    /// Mean of its scores.
    pub raw: f64,
    /// Mean corrected for severe and lenient experts; `None` if the scores do not support it.
    pub corrected: Option<f64>,
    /// Largest score minus smallest.
    pub spread: f64,
    /// Index of its component.
    pub component: usize,
}

/// All estimates.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The components, by their first submission.
    pub components: Vec<Component>,
    /// Estimates by submission; `None` without a score.
    pub submissions: Vec<Option<Estimate>>,
    /// Leniency of each expert in points (below 0: severe); `None` without a score, or if the
    /// component does not support a correction.
    pub leniency: Vec<Option<f64>>,
    /// Residual of each rating divided by the root mean square of its component; 0 if that is 0.
    pub residuals: Vec<f64>,
}

/// Fits the additive model to `ratings` of `submissions` submissions by `experts` experts. A
/// repeated pair counts as two scores.
///
/// # Panics
/// When a rating names a position out of range.
pub fn fit(submissions: usize, experts: usize, ratings: &[Rating]) -> Fit {
    let components = components(submissions, experts, ratings);
    let mut by_component = vec![Vec::new(); components.len()];
    let mut component_of = vec![None; submissions];
    for (number, component) in components.iter().enumerate() {
        for &submission in &component.submissions {
            component_of[submission] = Some(number);
        }
    }
    for (at, rating) in ratings.iter().enumerate() {
        if let Some(number) = component_of[rating.submission] {
            by_component[number].push(at);
        }
    }
    let mut fit = Fit {
        components,
        submissions: vec![None; submissions],
        leniency: vec![None; experts],
        residuals: vec![0.0; ratings.len()],
    };
    for (number, own) in by_component.iter().enumerate() {
        fit.component(number, own, ratings, experts);
    }
    fit
}

impl Fit {
    fn component(&mut self, number: usize, own: &[usize], ratings: &[Rating], experts: usize) {
        let scores: Vec<Rating> = own.iter().map(|&at| ratings[at]).collect();
        let system = System::new(self.submissions.len(), experts, &scores);
        let leniency = system.solve(&self.components[number].experts);
        let supported = self.components[number].supported();
        let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &at in own {
            lists.entry(ratings[at].submission).or_default().push(at);
        }
        for (submission, list) in lists {
            let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
            let (mut raw, mut corrected) = (0.0, 0.0);
            for rating in list.iter().map(|&at| ratings[at]) {
                (low, high) = (low.min(rating.score), high.max(rating.score));
                raw += rating.score;
                corrected += rating.score - leniency[rating.expert];
            }
            #[allow(clippy::cast_precision_loss)] // far fewer than 2^53 scores
            let each = list.len() as f64;
            for &at in &list {
                let expected = corrected / each + leniency[ratings[at].expert];
                self.residuals[at] = ratings[at].score - expected;
            }
            self.submissions[submission] = Some(Estimate {
                ratings: list.len(),
                raw: raw / each,
                corrected: supported.then_some(corrected / each),
                spread: high - low,
                component: number,
            });
        }
        let squares: f64 = own.iter().map(|&at| self.residuals[at].powi(2)).sum();
        #[allow(clippy::cast_precision_loss)] // far fewer than 2^53 scores
        let size = (squares / own.len() as f64).sqrt();
        let component = &mut self.components[number];
        // Smaller than a billionth of a point is rounding error.
        component.residual = if size > 1e-9 { size } else { 0.0 };
        for &at in own {
            self.residuals[at] = match component.residual > 0.0 && supported {
                true => self.residuals[at] / component.residual,
                false => 0.0,
            };
        }
        if supported {
            for &expert in &component.experts {
                self.leniency[expert] = Some(leniency[expert]);
            }
        }
    }
}

/// Connected components of the bipartite graph of scores (union-find over experts and submissions).
fn components(submissions: usize, experts: usize, ratings: &[Rating]) -> Vec<Component> {
    let mut parent: Vec<usize> = (0..submissions + experts).collect();
    fn root(parent: &mut [usize], mut node: usize) -> usize {
        while parent[node] != node {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        node
    }
    for rating in ratings {
        let one = root(&mut parent, rating.submission);
        let other = root(&mut parent, submissions + rating.expert);
        let (low, high) = (one.min(other), one.max(other));
        parent[high] = low;
    }
    let mut counts = vec![0; submissions + experts];
    let mut seen = vec![false; submissions + experts];
    for rating in ratings {
        counts[root(&mut parent, rating.submission)] += 1;
        seen[rating.submission] = true;
        seen[submissions + rating.expert] = true;
    }
    let mut found: Vec<(usize, Component)> = Vec::new();
    let mut place = vec![None; submissions + experts];
    for node in (0..submissions + experts).filter(|&node| seen[node]) {
        let top = root(&mut parent, node);
        let at = *place[top].get_or_insert_with(|| {
            found.push((
                top,
                Component {
                    submissions: Vec::new(),
                    experts: Vec::new(),
                    ratings: counts[top],
                    freedom: 0,
                    residual: 0.0,
                },
            ));
            found.len() - 1
        });
        let component = &mut found[at].1;
        if node < submissions {
            component.submissions.push(node);
        } else {
            component.experts.push(node - submissions);
        }
    }
    let mut components: Vec<Component> = found.into_iter().map(|(_, own)| own).collect();
    for own in &mut components {
        own.freedom = (own.ratings + 1).saturating_sub(own.submissions.len() + own.experts.len());
    }
    components
}

/// The normal equations of one component.
struct System<'a> {
    ratings: &'a [Rating],
    count: Vec<f64>,
    mean: Vec<f64>,
    experts: usize,
    submissions: usize,
}

impl<'a> System<'a> {
    fn new(submissions: usize, experts: usize, ratings: &'a [Rating]) -> Self {
        let mut count = vec![0.0; submissions];
        let mut mean = vec![0.0; submissions];
        for rating in ratings {
            count[rating.submission] += 1.0;
            mean[rating.submission] += rating.score;
        }
        for (mean, count) in mean.iter_mut().zip(&count) {
            *mean /= f64::max(*count, 1.0);
        }
        Self {
            ratings,
            count,
            mean,
            experts,
            submissions,
        }
    }

    /// `L x`.
    fn apply(&self, x: &[f64]) -> Vec<f64> {
        let mut means = vec![0.0; self.submissions];
        for rating in self.ratings {
            means[rating.submission] += x[rating.expert] / self.count[rating.submission];
        }
        let mut out = vec![0.0; self.experts];
        for rating in self.ratings {
            out[rating.expert] += x[rating.expert] - means[rating.submission];
        }
        out
    }

    /// Conjugate gradients from 0, followed by the shift that preserves the mean of all scores.
    fn solve(&self, members: &[usize]) -> Vec<f64> {
        let mut x = vec![0.0; self.experts];
        let mut residual = vec![0.0; self.experts];
        for rating in self.ratings {
            residual[rating.expert] += rating.score - self.mean[rating.submission];
        }
        let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
        let mut direction = residual.clone();
        let start = dot(&residual, &residual);
        let mut size = start;
        // At most one step per expert in exact arithmetic; rounding may require a few more.
        for _ in 0..2 * members.len() + 20 {
            if size <= start * 1e-26 || size == 0.0 {
                break;
            }
            let applied = self.apply(&direction);
            let curvature = dot(&direction, &applied);
            if curvature <= 0.0 {
                break;
            }
            let step = size / curvature;
            for at in 0..x.len() {
                x[at] += step * direction[at];
                residual[at] -= step * applied[at];
            }
            let next = dot(&residual, &residual);
            for at in 0..x.len() {
                direction[at] = residual[at] + next / size * direction[at];
            }
            size = next;
        }
        let sum: f64 = self.ratings.iter().map(|rating| x[rating.expert]).sum();
        #[allow(clippy::cast_precision_loss)] // far fewer than 2^53 scores
        let shift = sum / self.ratings.len().max(1) as f64;
        for &expert in members {
            x[expert] -= shift;
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratings(rows: &[(usize, usize, f64)]) -> Vec<Rating> {
        let rows = rows.iter();
        rows.map(|&(submission, expert, score)| Rating {
            submission,
            expert,
            score,
        })
        .collect()
    }

    fn near(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-8, "{one} is not {other}");
    }

    /// Three submissions of merit 80, 70 and 60; expert 0 is 6 points lenient, expert 2 is 6 points
    /// severe; each submission has two of the three reviewers.
    #[test]
    fn severity_is_taken_out_exactly_where_the_model_holds() {
        let scores = ratings(&[
            (0, 0, 86.0),
            (0, 1, 80.0),
            (1, 1, 70.0),
            (1, 2, 64.0),
            (2, 0, 66.0),
            (2, 2, 54.0),
        ]);
        let fit = fit(3, 3, &scores);
        assert_eq!(fit.components.len(), 1);
        assert_eq!(fit.components[0].freedom, 1);
        for (expert, leniency) in [6.0, 0.0, -6.0].into_iter().enumerate() {
            near(fit.leniency[expert].expect("estimated"), leniency);
        }
        for (at, (raw, corrected)) in [(83.0, 80.0), (67.0, 70.0), (60.0, 60.0)]
            .into_iter()
            .enumerate()
        {
            let own = fit.submissions[at].expect("scored");
            near(own.raw, raw);
            near(own.corrected.expect("supported"), corrected);
        }
        near(fit.submissions[2].expect("scored").spread, 12.0);
        assert_eq!(fit.residuals, [0.0; 6]);
    }

    #[test]
    fn groups_without_a_common_reviewer_are_corrected_apart() {
        let mut rows = Vec::new();
        for group in 0..2 {
            for submission in 0..3 {
                for expert in 0..2 {
                    let lenient = if expert == 0 { 2.0 } else { -2.0 };
                    let score = 70.0 + 10.0 * group as f64 + submission as f64 + lenient;
                    rows.push((group * 3 + submission, group * 2 + expert, score));
                }
            }
        }
        let fit = fit(6, 4, &ratings(&rows));
        assert_eq!(fit.components.len(), 2);
        // It is undecidable whether the second group is stronger or more lenient, so its mean
        // stays.
        near(
            fit.submissions[0]
                .and_then(|own| own.corrected)
                .expect("supported"),
            70.0,
        );
        near(
            fit.submissions[3]
                .and_then(|own| own.corrected)
                .expect("supported"),
            80.0,
        );
        near(fit.leniency[2].expect("estimated"), 2.0);
    }

    #[test]
    fn a_chain_of_scores_carries_no_correction() {
        let scores = ratings(&[(0, 0, 90.0), (0, 1, 70.0), (1, 1, 80.0)]);
        let fit = fit(3, 3, &scores);
        assert_eq!(fit.components[0].freedom, 0);
        assert!(!fit.components[0].supported());
        assert_eq!(fit.submissions[0].and_then(|own| own.corrected), None);
        assert_eq!(fit.submissions[2], None);
        assert_eq!(fit.leniency, [None, None, None]);
        near(fit.submissions[0].expect("scored").raw, 80.0);
    }

    #[test]
    fn one_wild_score_stands_out() {
        let mut rows = Vec::new();
        for submission in 0..6 {
            for expert in 0..4 {
                // A little noise that is not additive.
                let noise = f64::from((submission * 3 + expert * 5) % 3) - 1.0;
                rows.push((submission as usize, expert as usize, 70.0 + noise));
            }
        }
        rows[9].2 = 30.0;
        let fit = fit(6, 4, &ratings(&rows));
        let worst = (0..rows.len())
            .max_by(|&a, &b| fit.residuals[a].abs().total_cmp(&fit.residuals[b].abs()));
        assert_eq!(worst, Some(9));
        assert!(fit.residuals[9] < -2.0);
        assert_eq!(fit.residuals.iter().filter(|r| r.abs() > 2.0).count(), 1);
    }

    #[test]
    fn the_normal_equations_hold_for_scores_that_fit_no_model() {
        let mut state = 7_u64;
        let mut rows = Vec::new();
        for submission in 0..20 {
            for k in 0..3 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let score = (state >> 33) % 100;
                rows.push((submission, (submission + k * k) % 7, score as f64));
            }
        }
        let scores = ratings(&rows);
        let fit = fit(20, 7, &scores);
        // Residuals sum to 0 over every submission and every expert.
        let mut by_submission = [0.0; 20];
        let mut by_expert = [0.0; 7];
        for (rating, residual) in scores.iter().zip(&fit.residuals) {
            by_submission[rating.submission] += residual;
            by_expert[rating.expert] += residual;
        }
        for sum in by_submission.iter().chain(&by_expert) {
            near(*sum, 0.0);
        }
    }
}
