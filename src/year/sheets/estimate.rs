//! Estimates for each submission and expert, and the resulting ranking.

use super::document::{Collected, Outlier, SubmissionResult};
use crate::year::scoring::{Cut, Entry, Fit, Quota, Rating, place};
use std::collections::BTreeMap;

/// Adds means, corrections and outliers to the result.
pub(super) fn estimates(collected: &mut Collected, ratings: &[Rating], fit: &Fit, limit: f64) {
    for (at, own) in collected.submissions.iter_mut().enumerate() {
        if let Some(estimate) = fit.submissions[at] {
            own.scored = estimate.ratings;
            own.raw = Some(estimate.raw);
            own.corrected = estimate.corrected;
            own.spread = Some(estimate.spread);
        }
    }
    let count = collected.form.count();
    let mut sums = vec![vec![(0.0, 0_u32); count]; collected.submissions.len()];
    let mut totals: Vec<Vec<f64>> = vec![Vec::new(); collected.submissions.len()];
    let mut means = vec![(0.0, 0_u32); collected.experts.len()];
    for ((rating, score), residual) in ratings
        .iter()
        .zip(&mut collected.scores)
        .zip(&fit.residuals)
    {
        score.residual = *residual;
        for (sum, value) in sums[rating.submission].iter_mut().zip(&score.criteria) {
            if let Some(value) = value {
                sum.0 += value;
                sum.1 += 1;
            }
        }
        totals[rating.submission].push(score.total);
        means[rating.expert].0 += score.total;
        means[rating.expert].1 += 1;
        if residual.abs() > limit {
            let component = fit.submissions[rating.submission].map(|own| own.component);
            let scale = component.map_or(0.0, |own| fit.components[own].residual);
            collected.outliers.push(Outlier {
                submission: score.submission.clone(),
                expert: score.expert.clone(),
                score: score.total,
                expected: score.total - residual * scale,
                residual: *residual,
            });
        }
    }
    for (own, sums) in collected.submissions.iter_mut().zip(sums) {
        for (mean, (sum, count)) in own.criteria.iter_mut().zip(sums) {
            *mean = (count > 0).then(|| sum / f64::from(count));
        }
    }
    if collected.form.trimmed {
        for (own, totals) in collected.submissions.iter_mut().zip(totals) {
            own.trimmed = trimmed_mean(totals);
        }
    }
    let rows = collected.experts.iter_mut().zip(means).zip(&fit.leniency);
    for ((own, (sum, count)), leniency) in rows {
        own.scored = count as usize;
        own.mean = (count > 0).then(|| sum / f64::from(count));
        own.leniency = *leniency;
    }
}

/// Mean without the highest and the lowest; `None` of fewer than three. Summed in ascending order,
/// so that the order of the reviewers does not matter.
fn trimmed_mean(mut totals: Vec<f64>) -> Option<f64> {
    totals.sort_by(f64::total_cmp);
    let [_, kept @ .., _] = totals.as_slice() else {
        return None;
    };
    #[allow(clippy::cast_precision_loss)] // a few reviewers
    let count = kept.len() as f64;
    (!kept.is_empty()).then(|| kept.iter().sum::<f64>() / count)
}

impl SubmissionResult {
    /// The score it is ranked by where the group has agreed on none.
    pub(super) fn ranked(&self, trimmed: bool) -> Option<f64> {
        match trimmed {
            true => self.trimmed.or(self.raw),
            false => self.corrected.or(self.raw),
        }
    }
}

/// Adds the ranking and the proposed shortlist to the result.
pub(super) fn order(collected: &mut Collected, cut: Option<(Cut, Quota)>) {
    let positions: BTreeMap<&str, usize> = collected
        .groups
        .iter()
        .zip(0..)
        .map(|(own, at)| (own.group.as_str(), at))
        .collect();
    let entries: Vec<Entry> = collected
        .submissions
        .iter()
        .map(|own| Entry {
            group: positions[own.group.as_str()],
            key: own.key,
            refused: own.consensus.recommended == Some(false),
        })
        .collect();
    for (own, placed) in collected.submissions.iter_mut().zip(place(&entries, cut)) {
        own.place = placed.place;
        own.tied = placed.tied;
        own.selected = placed.selected;
        own.at_cut = placed.at_cut;
    }
    for group in &mut collected.groups {
        let own = collected.submissions.iter();
        let mut own: Vec<&SubmissionResult> = own.filter(|own| own.group == group.group).collect();
        own.sort_by_key(|own| (own.place == 0, own.place));
        group.order = own.iter().map(|own| own.submission.clone()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_highest_and_the_lowest_are_left_out_once() {
        for (totals, mean) in [
            (vec![80.0, 90.0, 70.0], Some(80.0)),
            (vec![60.0, 90.0, 90.0, 84.0], Some(87.0)),
            (vec![70.0, 70.0, 70.0], Some(70.0)),
            (vec![100.0, 0.0, 81.0, 85.0, 89.0], Some(85.0)),
            (vec![70.0, 90.0], None),
            (vec![], None),
        ] {
            assert_eq!(trimmed_mean(totals.clone()), mean, "{totals:?}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_sum_without_the_extremes_in_any_order(
            totals in prop::collection::vec(0_u32..=1000, 3..9),
            turn in 0_usize..9,
        ) {
            let values: Vec<f64> = totals.iter().map(|own| f64::from(*own)).collect();
            let least = totals.iter().min().expect("some");
            let most = totals.iter().max().expect("some");
            let sum: u32 = totals.iter().sum::<u32>() - least - most;
            let expected = f64::from(sum) / (totals.len() - 2) as f64;
            let mut turned = values.clone();
            turned.rotate_left(turn % values.len());
            prop_assert_eq!(trimmed_mean(values), Some(expected));
            prop_assert_eq!(trimmed_mean(turned), Some(expected));
        }
    }
}
