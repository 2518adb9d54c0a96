//! The best total and its bound over the time of the run.

use super::svg::{Anchor, Drawing};
use crate::bilingual;
use crate::model::words::Lang;
use crate::report::{CoursePoint, Story};

const LEFT: f64 = 64.0;
const WIDTH: f64 = 590.0;
const TOP: f64 = 26.0;
const HEIGHT: f64 = 200.0;
/// Maximum number of changes in shortfalls that are labelled.
const MOST_LABELS: usize = 6;

/// The scales of both axes.
struct Axes {
    seconds: f64,
    low: f64,
    high: f64,
}

impl Axes {
    fn x(&self, seconds: f64) -> f64 {
        LEFT + WIDTH * (seconds / self.seconds).clamp(0.0, 1.0)
    }

    fn y(&self, total: f64) -> f64 {
        TOP + HEIGHT * (self.high - total) / (self.high - self.low)
    }
}

/// Draws total and bound over seconds as steps; `None` if no course was recorded.
pub(in crate::report) fn course(story: &Story, lang: Lang) -> Option<String> {
    let points: Vec<&CoursePoint> = story.course.iter().filter(|point| point.complete).collect();
    let (first, last) = (points.first()?, points.last()?);
    if last.seconds <= first.seconds {
        return None;
    }
    let totals = points.iter().map(|point| point.total);
    let bounds = points.iter().filter_map(|point| point.bound);
    let lowest = totals.clone().fold(f64::INFINITY, f64::min);
    let highest = totals.chain(bounds).fold(f64::NEG_INFINITY, f64::max);
    let margin = ((highest - lowest) * 0.06)
        .max(highest.abs() * 1e-6)
        .max(1e-9);
    let axes = Axes {
        seconds: last.seconds,
        low: (lowest - margin).max(0.0),
        high: highest + margin,
    };
    let mut drawing = Drawing::new(LEFT + WIDTH + 30.0, TOP + HEIGHT + 50.0);
    frame(&mut drawing, &axes, lang);
    drawing.path(&steps(&points, &axes, |point| Some(point.total)), "course");
    drawing.path(&steps(&points, &axes, |point| point.bound), "ceiling");
    shortfalls(&mut drawing, &points, &axes, lang);
    ends(&mut drawing, last, &axes, lang);
    let label = bilingual!(
        "计算过程：总得分与上限",
        "Progress of the run: total score and upper bound"
    );
    Some(drawing.finish(label.say(lang)))
}

/// Corners of a step line.
fn steps(
    points: &[&CoursePoint],
    axes: &Axes,
    value: impl Fn(&CoursePoint) -> Option<f64>,
) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for point in points {
        let Some(value) = value(point) else { continue };
        let (x, y) = (axes.x(point.seconds), axes.y(value));
        if let Some(&(_, before)) = corners.last() {
            corners.push((x, before));
        }
        corners.push((x, y));
    }
    corners
}

fn frame(drawing: &mut Drawing, axes: &Axes, lang: Lang) {
    let floor = TOP + HEIGHT;
    drawing.line((LEFT, floor), (LEFT + WIDTH, floor), "axis");
    drawing.line((LEFT, TOP), (LEFT, floor), "axis");
    for part in 0..=4 {
        let share = f64::from(part) / 4.0;
        let total = axes.low + (axes.high - axes.low) * share;
        let place = (LEFT - 6.0, axes.y(total) + 4.0);
        drawing.text(place, Anchor::End, "label", &format!("{total:.1}"));
        let seconds = axes.seconds * share;
        let place = (axes.x(seconds), floor + 16.0);
        drawing.text(place, Anchor::Middle, "label", &format!("{seconds:.1}"));
    }
    let words = bilingual!("秒", "seconds");
    let place = (LEFT + WIDTH / 2.0, floor + 36.0);
    drawing.text(place, Anchor::Middle, "label", words.say(lang));
}

/// Labels the number of shortfalls where it changes, because the total may drop there.
fn shortfalls(drawing: &mut Drawing, points: &[&CoursePoint], axes: &Axes, lang: Lang) {
    let mut before = None;
    let mut changes: Vec<&CoursePoint> = Vec::new();
    for point in points {
        if before != Some(point.shortfalls) {
            changes.push(point);
        }
        before = Some(point.shortfalls);
    }
    let skipped = changes.len().saturating_sub(MOST_LABELS);
    let mut free_from = f64::NEG_INFINITY;
    for point in &changes[skipped..] {
        let (x, y) = (axes.x(point.seconds), axes.y(point.total));
        drawing.dot((x, y), 3.0, "dot seated");
        let short = point.shortfalls;
        let words = bilingual!("缺口 {short}", "{short} short");
        if x >= free_from && x < LEFT + WIDTH - 60.0 {
            drawing.text((x + 5.0, y + 16.0), Anchor::Start, "halo", words.say(lang));
            free_from = x + 64.0;
        }
    }
}

fn ends(drawing: &mut Drawing, last: &CoursePoint, axes: &Axes, lang: Lang) {
    let right = LEFT + WIDTH;
    let total = last.total;
    let total = bilingual!("总得分 {total:.2}", "total {total:.2}");
    let place = (right, axes.y(last.total) - 6.0);
    drawing.text(place, Anchor::End, "strong", total.say(lang));
    if let Some(bound) = last.bound {
        let words = bilingual!("上限 {bound:.2}", "bound {bound:.2}");
        let place = (right, axes.y(bound) - 6.0);
        drawing.text(place, Anchor::End, "alarm", words.say(lang));
    }
}
