//! The best total and its bounds over the time of the run. A bound holds for plans with no more
//! shortfalls than the best one of its moment, so each number of shortfalls has a curve of its own.

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
/// Vertical distance of two labels that do not touch.
const LABEL: f64 = 13.0;

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
    let totals = points.iter().map(|point| (point.seconds, point.total));
    drawing.path(&steps(totals, &axes), "course");
    let ceilings = ceilings(&points);
    for ceiling in &ceilings {
        let mut course = ceiling.course.clone();
        if course.len() == 1 {
            course.push((axes.seconds, course[0].1));
        }
        drawing.path(&steps(course, &axes), "ceiling");
    }
    shortfalls(&mut drawing, &points, &axes, lang);
    limits(&mut drawing, &ceilings, &axes, lang);
    ends(&mut drawing, last, &axes, lang);
    let label = bilingual!(
        "计算过程：总得分与上限",
        "Progress of the run: total score and upper bound"
    );
    Some(drawing.finish(label.say(lang)))
}

/// The bound for one number of shortfalls over time. It never rises.
#[derive(Debug, Clone, PartialEq)]
struct Ceiling {
    shortfalls: usize,
    /// Seconds and bounds.
    course: Vec<(f64, f64)>,
}

/// Splits the bounds into curves, one for each number of shortfalls. Where a bound rises for the
/// same number, it is about other plans (with another number of groups) and begins a new curve.
/// Curves of a single moment tell nothing and are left out, except the last one.
fn ceilings(points: &[&CoursePoint]) -> Vec<Ceiling> {
    let mut all: Vec<Ceiling> = Vec::new();
    for point in points {
        let Some(bound) = point.bound else { continue };
        let mut newest = all.iter_mut().rev();
        let own = newest.find(|own| own.shortfalls == point.shortfalls);
        let falls =
            |course: &[(f64, f64)]| course.last().is_some_and(|(_, last)| bound <= last + 1e-9);
        match own {
            Some(own) if falls(&own.course) => own.course.push((point.seconds, bound)),
            _ => all.push(Ceiling {
                shortfalls: point.shortfalls,
                course: vec![(point.seconds, bound)],
            }),
        }
    }
    let last = points.iter().rev().find_map(|point| {
        let bound = point.bound?;
        Some((point.seconds, bound))
    });
    all.retain(|own| own.course.len() > 1 || own.course.last() == last.as_ref());
    all
}

/// Corners of a step line through values over seconds.
fn steps(course: impl IntoIterator<Item = (f64, f64)>, axes: &Axes) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for (seconds, value) in course {
        let (x, y) = (axes.x(seconds), axes.y(value));
        if let Some(&(_, before)) = corners.last() {
            corners.push((x, before));
        }
        corners.push((x, y));
    }
    corners
}

/// Labels each curve of bounds with its number of shortfalls, where there is room.
fn limits(drawing: &mut Drawing, ceilings: &[Ceiling], axes: &Axes, lang: Lang) {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for own in ceilings.iter().rev() {
        let Some(&(seconds, bound)) = own.course.first() else {
            continue;
        };
        let (x, y) = (
            axes.x(seconds).min(LEFT + WIDTH - 190.0),
            axes.y(bound) - 5.0,
        );
        let near = |other: &(f64, f64)| (other.0 - x).abs() < 130.0 && (other.1 - y).abs() < LABEL;
        if taken.iter().any(near) || taken.len() >= MOST_LABELS {
            continue;
        }
        taken.push((x, y));
        let short = own.shortfalls;
        let words = bilingual!(
            "上限（缺口不多于 {short}）",
            "bound (at most {short} short)"
        );
        drawing.text((x, y), Anchor::Start, "halo", words.say(lang));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn point(seconds: f64, shortfalls: usize, bound: f64) -> CoursePoint {
        CoursePoint {
            seconds,
            total: 1.0,
            shortfalls,
            complete: true,
            bound: Some(bound),
        }
    }

    #[test]
    fn each_number_of_shortfalls_has_its_curve_and_none_rises() {
        let points = [
            point(1.0, 9, 80.0),
            point(2.0, 9, 70.0),
            // For one moment a plan with fewer shortfalls is shown.
            point(3.0, 8, 75.0),
            point(4.0, 9, 70.0),
            // The same number of shortfalls, other plans.
            point(5.0, 9, 72.0),
            point(6.0, 9, 71.0),
            point(7.0, 7, 90.0),
        ];
        let points: Vec<&CoursePoint> = points.iter().collect();
        let course = |shortfalls, course: &[(f64, f64)]| Ceiling {
            shortfalls,
            course: course.to_vec(),
        };
        assert_eq!(
            ceilings(&points),
            [
                course(9, &[(1.0, 80.0), (2.0, 70.0), (4.0, 70.0)]),
                course(9, &[(5.0, 72.0), (6.0, 71.0)]),
                course(7, &[(7.0, 90.0)]),
            ]
        );
    }
}
