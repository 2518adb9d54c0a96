//! Distribution of the submissions' score sums.

use super::svg::{Anchor, Drawing};
use crate::bilingual;
use crate::model::words::Lang;
use crate::report::Story;

const LEFT: f64 = 40.0;
const WIDTH: f64 = 600.0;
const TOP: f64 = 34.0;
const HEIGHT: f64 = 170.0;
/// Maximum number of bars.
const BINS: f64 = 24.0;

/// Bars of equal width from `first`; each counts the sums from its lower edge up to the next.
struct Bins {
    first: f64,
    step: f64,
    counts: Vec<usize>,
}

/// Draws the histogram with the mean and the worst.
pub(in crate::report) fn scores(story: &Story, lang: Lang) -> String {
    let sums: Vec<f64> = story
        .figures
        .reviews
        .iter()
        .map(|review| review.sum)
        .collect();
    let mut drawing = Drawing::new(LEFT + WIDTH + 20.0, TOP + HEIGHT + 48.0);
    let label = bilingual!(
        "申报得分合计分布",
        "Distribution of total scores per submission"
    );
    let Some(bins) = bins(&sums) else {
        return drawing.finish(label.say(lang));
    };
    let most = bins.counts.iter().copied().max().unwrap_or(1).max(1);
    let width = WIDTH / bins.counts.len() as f64;
    let floor = TOP + HEIGHT;
    drawing.line((LEFT, floor), (LEFT + WIDTH, floor), "axis");
    // Labels at every edge would overlap.
    let every = bins.counts.len().div_ceil(12);
    for (at, &count) in bins.counts.iter().enumerate() {
        let x = LEFT + width * at as f64;
        let tall = (HEIGHT - 16.0) * count as f64 / most as f64;
        let from = bins.first + bins.step * at as f64;
        let tip = format!("{from:.2} - {:.2}: {count}", from + bins.step);
        drawing.rect((x + 1.0, floor - tall), (width - 2.0, tall), "bar", &tip);
        if count > 0 {
            let middle = (x + width / 2.0, floor - tall - 4.0);
            drawing.text(middle, Anchor::Middle, "label", &count.to_string());
        }
        if at % every == 0 {
            drawing.text(
                (x, floor + 16.0),
                Anchor::Middle,
                "label",
                &format!("{from:.2}"),
            );
        }
    }
    marks(&mut drawing, &bins, &sums, lang);
    let axis = bilingual!("一项申报的得分合计", "sum of a submission's scores");
    let middle = (LEFT + WIDTH / 2.0, floor + 38.0);
    drawing.text(middle, Anchor::Middle, "label", axis.say(lang));
    drawing.finish(label.say(lang))
}

fn marks(drawing: &mut Drawing, bins: &Bins, sums: &[f64], lang: Lang) {
    let worst = sums.iter().copied().fold(f64::INFINITY, f64::min);
    let mean = sums.iter().sum::<f64>() / sums.len() as f64;
    let span = bins.step * bins.counts.len() as f64;
    let place = |value: f64| LEFT + WIDTH * (value - bins.first) / span;
    let (low, high) = (TOP + HEIGHT, TOP - 4.0);
    drawing.line((place(mean), low), (place(mean), high), "mean");
    let text = bilingual!("平均 {mean:.3}", "mean {mean:.3}");
    drawing.text(
        (place(mean), high - 5.0),
        Anchor::Middle,
        "strong",
        text.say(lang),
    );
    drawing.line((place(worst), low), (place(worst), high), "limit");
    let text = bilingual!("最低 {worst:.3}", "worst {worst:.3}");
    // If both are close together, the worst is labelled one line higher.
    let lift = if place(mean) - place(worst) < 120.0 {
        19.0
    } else {
        5.0
    };
    drawing.text(
        (place(worst), high - lift),
        Anchor::Start,
        "alarm",
        text.say(lang),
    );
}

/// Chooses round edges for at most [`BINS`] bars.
fn bins(sums: &[f64]) -> Option<Bins> {
    let low = sums.iter().copied().min_by(f64::total_cmp)?;
    let high = sums.iter().copied().max_by(f64::total_cmp)?;
    let steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0];
    let fits = |step: &f64| ((high / step).floor() - (low / step).floor()) < BINS;
    let step = steps.into_iter().find(|step| *step >= 0.05 && fits(step));
    let step = step.unwrap_or((high - low) / (BINS - 1.0));
    // A sum that equals an edge up to rounding belongs to the bar above it.
    let bin = |value: f64| (value / step + 1e-9).floor();
    let first = bin(low);
    let mut counts = vec![0; (bin(high) - first) as usize + 1];
    for sum in sums {
        counts[(bin(*sum) - first) as usize] += 1;
    }
    Some(Bins {
        first: first * step,
        step,
        counts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sum_is_in_one_bin_and_edges_open_theirs() {
        let bins = bins(&[1.0, 1.05, 1.09, 1.3]).expect("there are sums");
        assert!((bins.step - 0.05).abs() < 1e-12);
        assert!((bins.first - 1.0).abs() < 1e-12);
        assert_eq!(bins.counts, [1, 2, 0, 0, 0, 0, 1]);
        assert!(super::bins(&[]).is_none());
    }
}
