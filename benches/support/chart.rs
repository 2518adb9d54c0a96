//! Seconds against pairs on two logarithmic axes, as a page with one SVG.

use std::fmt::Write as _;

/// One instance's measurements; `NaN` where there is none.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// Scored pairs.
    pub pairs: f64,
    /// One of the family of generated instances that a line may join; others stand alone.
    pub joined: bool,
    /// Seconds of our solving alone.
    pub solve: f64,
    /// Seconds of our whole process, reading included.
    pub whole: f64,
    /// The same of OR-tools.
    pub other_solve: f64,
    /// The same of OR-tools, called from Python.
    pub other_whole: f64,
}

type Series = (&'static str, &'static str, bool, fn(&Point) -> f64);

const SERIES: [Series; 4] = [
    ("empanel, solving", "#1f5fa8", false, |point| point.solve),
    ("empanel, whole process", "#1f5fa8", true, |point| {
        point.whole
    }),
    ("OR-tools, solving", "#b3541e", false, |point| {
        point.other_solve
    }),
    ("OR-tools, whole process", "#b3541e", true, |point| {
        point.other_whole
    }),
];
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 480.0;
const LEFT: f64 = 84.0;
const BOTTOM: f64 = 50.0;

/// Draws the page. Decades are found from the points; a dotted line shows proportional growth.
pub fn chart(points: &[Point]) -> String {
    let values = || {
        points
            .iter()
            .flat_map(|point| SERIES.map(|series| series.3(point)))
    };
    let seen = |values: &mut dyn Iterator<Item = f64>| -> (f64, f64) {
        let logs: Vec<f64> = values
            .filter(|value| *value > 0.0)
            .map(f64::log10)
            .collect();
        let low = logs.iter().copied().fold(f64::INFINITY, f64::min).floor();
        (
            low,
            logs.iter()
                .copied()
                .fold(low, f64::max)
                .ceil()
                .max(low + 1.0),
        )
    };
    let (left, right) = seen(&mut points.iter().map(|point| point.pairs));
    let (low, high) = seen(&mut values());
    let x = |pairs: f64| LEFT + (pairs.log10() - left) / (right - left) * (WIDTH - LEFT - 20.0);
    let y = |seconds: f64| {
        let part = (seconds.log10() - low) / (high - low);
        HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - 20.0)
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\">"
    );
    grid(&mut svg, ((left, right), (low, high)), &x, &y);
    for (at, (name, colour, dashed, of)) in SERIES.into_iter().enumerate() {
        let mut drawn: Vec<(f64, f64, bool)> = points
            .iter()
            .map(|point| (point.pairs, of(point), point.joined))
            .filter(|one| one.1 > 0.0)
            .collect();
        drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
        let path: Vec<String> = drawn
            .iter()
            .filter(|one| one.2)
            .map(|one| format!("{:.1},{:.1}", x(one.0), y(one.1)))
            .collect();
        let dash = if dashed {
            " stroke-dasharray=\"6 4\""
        } else {
            ""
        };
        // Writing to a String cannot fail, here and below.
        let _ = write!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>",
            path.join(" ")
        );
        // Hollow points are whole processes, so that single points can be told apart, too.
        let fill = if dashed { "#fff" } else { colour };
        for one in &drawn {
            let _ = write!(
                svg,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"><title>{name}: {} pairs, {:.4} s</title></circle>",
                x(one.0),
                y(one.1),
                one.0,
                one.1
            );
        }
        let line = 36.0 + 20.0 * at as f64;
        let _ = write!(
            svg,
            "<line x1=\"{0}\" x2=\"{1}\" y1=\"{line}\" y2=\"{line}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/><circle cx=\"{4}\" cy=\"{line}\" r=\"3.5\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"/><text x=\"{2}\" y=\"{3}\">{name}</text>",
            LEFT + 20.0,
            LEFT + 56.0,
            LEFT + 64.0,
            line + 4.0,
            LEFT + 38.0
        );
    }
    svg.push_str("</svg>");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Seconds and pairs</title><style>body{{font-family:sans-serif;margin:2rem}}text{{font-size:13px}}</style></head><body>\n<h1>Growth with the number of scored pairs</h1>\n{svg}\n<p>Best of three runs on one machine; both axes logarithmic. Filled points are solving alone, hollow ones the whole process with reading. Lines join generated instances with room to spare; single points are other instances, among them one whose supply equals its demand. Dotted grey: seconds in proportion to pairs.</p>\n</body></html>\n"
    )
}

fn grid(
    svg: &mut String,
    ((left, right), (low, high)): ((f64, f64), (f64, f64)),
    x: &impl Fn(f64) -> f64,
    y: &impl Fn(f64) -> f64,
) {
    let (first, last) = (10f64.powf(left), 10f64.powf(right));
    let (least, most) = (10f64.powf(low), 10f64.powf(high));
    for decade in left as i32..=right as i32 {
        let at = x(10f64.powi(decade));
        let _ = write!(
            svg,
            "<line x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{:.1}\" y2=\"{:.1}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">10<tspan dy=\"-5\" font-size=\"10\">{decade}</tspan></text>",
            y(most),
            y(least),
            y(least) + 18.0
        );
    }
    for decade in low as i32..=high as i32 {
        let at = y(10f64.powi(decade));
        let _ = write!(
            svg,
            "<line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{} s</text>",
            x(first),
            x(last),
            x(first) - 8.0,
            at + 4.0,
            10f64.powi(decade)
        );
    }
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">scored pairs</text>",
        x((first * last).sqrt()),
        y(least) + 38.0
    );
    // Proportional growth through the middle of the picture.
    let (mut from, mut to) = (first, last);
    let scale = (least * most).sqrt() / (first * last).sqrt();
    from = from.max(least / scale);
    to = to.min(most / scale);
    let _ = write!(
        svg,
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#999\" stroke-dasharray=\"2 4\"/>",
        x(from),
        y(from * scale),
        x(to),
        y(to * scale)
    );
}
