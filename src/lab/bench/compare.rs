//! Paired comparisons over seeds.

use super::Run;
use schemars::JsonSchema;
use serde::Serialize;

/// Differences between our method and a baseline over seeds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Name of the season or instance.
    pub input: String,
    /// Name of the baseline.
    pub baseline: String,
    /// Key of the compared figure.
    pub figure: &'static str,
    /// Number of seeds with both results.
    pub pairs: usize,
    /// Mean of ours minus the baseline's.
    pub mean: f64,
    /// 95% confidence interval of the mean difference (Student's t). `None` with fewer than two
    /// pairs, or if all differences are equal: seeds without effect say nothing about chance.
    pub interval: Option<(f64, f64)>,
    /// Whether the differences vary between seeds.
    pub spread: bool,
}

/// Two-sided 95% quantiles of Student's t for 1 to 30 degrees of freedom.
const T95: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
];

/// Whether differences vary by more than rounding errors of sums.
fn varies(differences: &[f64]) -> bool {
    let first = differences.first().copied().unwrap_or(0.0);
    differences
        .iter()
        .any(|other| (other - first).abs() > 1e-9 * first.abs().max(1.0))
}

/// Mean of differences with its 95% interval. Beyond 30 degrees of freedom the quantile of 30 is
/// used, which is slightly wide.
pub fn interval(differences: &[f64]) -> (f64, Option<(f64, f64)>) {
    let count = differences.len();
    let mean = differences.iter().sum::<f64>() / count.max(1) as f64;
    if count < 2 || !varies(differences) {
        return (mean, None);
    }
    let squares: f64 = differences.iter().map(|one| (one - mean).powi(2)).sum();
    let error = (squares / (count - 1) as f64 / count as f64).sqrt();
    let reach = T95[(count - 2).min(29)] * error;
    (mean, Some((mean - reach, mean + reach)))
}

/// Compares the method `ours` with every other method on the same input, in the order of the runs.
pub fn compare(runs: &[Run]) -> Vec<Comparison> {
    let mut done: Vec<(&str, &str)> = Vec::new();
    let mut found = Vec::new();
    for run in runs.iter().filter(|run| run.method != "ours") {
        let key = (run.input.as_str(), run.method.as_str());
        if done.contains(&key) {
            continue;
        }
        done.push(key);
        for (figure, of) in FIGURES {
            let differences: Vec<f64> = runs
                .iter()
                .filter(|other| other.input == run.input && other.method == "ours")
                .filter_map(|ours| {
                    let same = |one: &&Run| {
                        (one.input.as_str(), one.method.as_str(), one.seed)
                            == (key.0, key.1, ours.seed)
                    };
                    let theirs = runs.iter().find(same)?.figures.as_ref()?;
                    Some(of(ours.figures.as_ref()?)? - of(theirs)?)
                })
                .collect();
            if differences.is_empty() {
                continue;
            }
            let (mean, interval) = interval(&differences);
            found.push(Comparison {
                input: run.input.clone(),
                baseline: run.method.clone(),
                figure,
                pairs: differences.len(),
                mean,
                interval,
                spread: varies(&differences),
            });
        }
    }
    found
}

type Of = fn(&super::Figures) -> Option<f64>;

const FIGURES: [(&str, Of); 6] = [
    ("total", |figures| Some(figures.total)),
    ("worst", |figures| Some(figures.worst)),
    ("worst_tenth", |figures| Some(figures.worst_tenth)),
    ("shortfalls", |figures| {
        figures.shortfalls.map(|count| count as f64)
    }),
    ("coverage", |figures| figures.coverage),
    ("conflicts", |figures| Some(figures.conflicts as f64)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_by_hand() {
        // Mean 2, deviation 1, error 1/sqrt(3), quantile 4.303.
        let (mean, found) = interval(&[1.0, 2.0, 3.0]);
        let (low, high) = found.expect("three differences");
        let reach = 4.303 / 3f64.sqrt();
        assert!((mean - 2.0).abs() < 1e-12);
        assert!((low - 2.0 + reach).abs() < 1e-12 && (high - 2.0 - reach).abs() < 1e-12);
        assert_eq!(interval(&[5.0]), (5.0, None));
        assert_eq!(interval(&[5.0; 4]), (5.0, None), "no spread, no interval");
    }
}
