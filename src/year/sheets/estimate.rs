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
    let mut sums = vec![([0.0; 3], [0_u32; 3]); collected.submissions.len()];
    let mut means = vec![(0.0, 0_u32); collected.experts.len()];
    for ((rating, score), residual) in ratings
        .iter()
        .zip(&mut collected.scores)
        .zip(&fit.residuals)
    {
        score.residual = *residual;
        let (sum, count) = &mut sums[rating.submission];
        for (at, value) in score.criteria.iter().enumerate() {
            if let Some(value) = value {
                sum[at] += value;
                count[at] += 1;
            }
        }
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
    for (own, (sum, count)) in collected.submissions.iter_mut().zip(sums) {
        for at in 0..3 {
            own.criteria[at] = (count[at] > 0).then(|| sum[at] / f64::from(count[at]));
        }
    }
    let rows = collected.experts.iter_mut().zip(means).zip(&fit.leniency);
    for ((own, (sum, count)), leniency) in rows {
        own.scored = count as usize;
        own.mean = (count > 0).then(|| sum / f64::from(count));
        own.leniency = *leniency;
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
