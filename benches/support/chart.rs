//! Seconds and memory against pairs on logarithmic axes, as one SVG, alone or in a page.

use std::fmt::Write as _;
use std::path::Path;

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
    /// Peak memory of our whole process, in MiB.
    pub mebibytes: f64,
}

/// Name, colour, whether dashed and hollow, and which measurement.
type Series = (&'static str, &'static str, bool, fn(&Point) -> f64);

/// One of the pictures above each other, with the same pairs.
struct Panel {
    series: &'static [Series],
    unit: &'static str,
    /// Top and bottom of the axes.
    top: f64,
    bottom: f64,
}

const PANELS: [Panel; 2] = [
    Panel {
        series: &[
            ("empanel, solving", OURS, false, |point| point.solve),
            ("empanel, whole process", OURS, true, |point| point.whole),
            ("OR-tools, solving", OTHERS, false, |point| {
                point.other_solve
            }),
            ("OR-tools, whole process", OTHERS, true, |point| {
                point.other_whole
            }),
        ],
        unit: "s",
        top: 20.0,
        bottom: 430.0,
    },
    Panel {
        series: &[("empanel, peak memory", OURS, true, |point| point.mebibytes)],
        unit: "MiB",
        top: 480.0,
        bottom: 680.0,
    },
];
const OURS: &str = "#1f5fa8";
const OTHERS: &str = "#b3541e";
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 730.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 20.0;

/// The picture for a file: a page, or the picture alone where its name ends with `.svg`.
pub fn chart(points: &[Point], file: &Path) -> String {
    let svg = picture(points);
    if file.extension().is_some_and(|own| own == "svg") {
        return svg + "\n";
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Seconds, memory and pairs</title></head><body>\n<h1>Growth with the number of scored pairs</h1>\n{svg}\n<p>Best of three runs on one machine; all axes logarithmic. Filled points are solving alone, hollow ones the whole process with reading. Lines join generated instances with room to spare; single points are other instances, among them one whose supply equals its demand. Dotted grey: in proportion to pairs.</p>\n</body></html>\n"
    )
}

fn picture(points: &[Point]) -> String {
    let across = decades(&mut points.iter().map(|point| point.pairs));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
    );
    for panel in &PANELS {
        let values = points
            .iter()
            .flat_map(|point| panel.series.iter().map(|series| series.3(point)));
        let up = decades(&mut values.into_iter());
        let axes = Axes { across, up, panel };
        axes.grid(&mut svg);
        for (at, series) in panel.series.iter().enumerate() {
            axes.draw(&mut svg, at, series, points);
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The whole decades around some values.
fn decades(values: &mut dyn Iterator<Item = f64>) -> (f64, f64) {
    let logs: Vec<f64> = values
        .filter(|value| *value > 0.0)
        .map(f64::log10)
        .collect();
    let low = logs.iter().copied().fold(f64::INFINITY, f64::min).floor();
    let high = logs.iter().copied().fold(low, f64::max).ceil();
    (low, high.max(low + 1.0))
}

/// A panel with its ranges, in decades.
struct Axes<'a> {
    across: (f64, f64),
    up: (f64, f64),
    panel: &'a Panel,
}

// Writing to a String cannot fail.
impl Axes<'_> {
    fn x(&self, pairs: f64) -> f64 {
        let (left, right) = self.across;
        LEFT + (pairs.log10() - left) / (right - left) * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = self.up;
        let part = (value.log10() - low) / (high - low);
        self.panel.bottom - part * (self.panel.bottom - self.panel.top)
    }

    /// One series with its entry in the legend.
    fn draw(&self, svg: &mut String, at: usize, series: &Series, points: &[Point]) {
        let (name, colour, dashed, of) = *series;
        let mut drawn: Vec<(f64, f64, bool)> = points
            .iter()
            .map(|point| (point.pairs, of(point), point.joined))
            .filter(|one| one.1 > 0.0)
            .collect();
        drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
        let path: Vec<String> = drawn
            .iter()
            .filter(|one| one.2)
            .map(|one| format!("{:.1},{:.1}", self.x(one.0), self.y(one.1)))
            .collect();
        let dash = if dashed {
            " stroke-dasharray=\"6 4\""
        } else {
            ""
        };
        let _ = write!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>",
            path.join(" ")
        );
        // Hollow points are whole processes, so that single points can be told apart, too.
        let fill = if dashed { "#fff" } else { colour };
        let dot = format!("r=\"3.5\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"");
        for one in &drawn {
            let _ = write!(
                svg,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" {dot}><title>{name}: {} pairs, {:.4} {}</title></circle>",
                self.x(one.0),
                self.y(one.1),
                one.0,
                one.1,
                self.panel.unit
            );
        }
        let line = self.panel.top + 16.0 + 20.0 * at as f64;
        let _ = write!(
            svg,
            "<line x1=\"{0}\" x2=\"{1}\" y1=\"{line}\" y2=\"{line}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/><circle cx=\"{4}\" cy=\"{line}\" {dot}/><text x=\"{2}\" y=\"{3}\">{name}</text>",
            LEFT + 20.0,
            LEFT + 56.0,
            LEFT + 64.0,
            line + 4.0,
            LEFT + 38.0
        );
    }

    fn grid(&self, svg: &mut String) {
        let ((left, right), (low, high)) = (self.across, self.up);
        let (first, last) = (10f64.powf(left), 10f64.powf(right));
        let (least, most) = (10f64.powf(low), 10f64.powf(high));
        for decade in left as i32..=right as i32 {
            let at = self.x(10f64.powi(decade));
            let _ = write!(
                svg,
                "<line x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{:.1}\" y2=\"{:.1}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">10<tspan dy=\"-5\" font-size=\"10\">{decade}</tspan></text>",
                self.y(most),
                self.y(least),
                self.y(least) + 18.0
            );
        }
        for decade in low as i32..=high as i32 {
            let at = self.y(10f64.powi(decade));
            let _ = write!(
                svg,
                "<line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{} {}</text>",
                self.x(first),
                self.x(last),
                self.x(first) - 8.0,
                at + 4.0,
                10f64.powi(decade),
                self.panel.unit
            );
        }
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">scored pairs</text>",
            self.x((first * last).sqrt()),
            self.y(least) + 36.0
        );
        self.proportion(svg, (first, last), (least, most));
    }

    /// Proportional growth through the middle of the panel.
    fn proportion(&self, svg: &mut String, (first, last): (f64, f64), (least, most): (f64, f64)) {
        let scale = (least * most).sqrt() / (first * last).sqrt();
        let (from, to) = (first.max(least / scale), last.min(most / scale));
        let _ = write!(
            svg,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#999\" stroke-dasharray=\"2 4\"/>",
            self.x(from),
            self.y(from * scale),
            self.x(to),
            self.y(to * scale)
        );
    }
}
