//! The history as pictures for the documentation: a line for each case over the runs that were kept.
//! There are no words in them but the names of the cases. Short forms are compared, not drawn.

use super::{Entry, Figures, History};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

const WIDTH: f64 = 860.0;
const LEFT: f64 = 70.0;
/// Where the lines end and the names begin.
const RIGHT: f64 = 640.0;
const TOP: f64 = 20.0;
const BELOW: f64 = 50.0;
/// Distance of two names that do not touch.
const LINE: f64 = 15.0;
const COLOURS: [&str; 6] = [
    "#1f5fa8", "#b3541e", "#2e7d4f", "#7a4aa0", "#8a6d1d", "#555",
];

/// A picture: its file, bench and form, the figure that it shows, and how.
struct Picture {
    file: &'static str,
    of: (&'static str, &'static str),
    figure: fn(&Figures) -> Option<f64>,
    scale: Scale,
}

/// How a figure is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    /// In per cent of the first run of the case.
    Share,
    /// Seconds, logarithmic.
    Seconds,
}

const PICTURES: [Picture; 2] = [
    Picture {
        file: "history-quality.svg",
        of: ("quality", "full"),
        figure: |own| own.total,
        scale: Scale::Share,
    },
    Picture {
        file: "history-assign.svg",
        of: ("assign", "full"),
        figure: |own| own.solve,
        scale: Scale::Seconds,
    },
];

/// Where the pictures are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/pictures")
}

/// Every picture with its name.
pub fn pictures(history: &History) -> Vec<(&'static str, String)> {
    PICTURES
        .iter()
        .map(|own| (own.file, picture(history, own)))
        .collect()
}

/// A figure: its run, its value, and whether there is a remark on it.
type Point = (usize, f64, bool);

/// A case: its name, and its figure in the runs that have it.
type Series<'a> = (&'a str, Vec<Point>);

fn picture(history: &History, own: &Picture) -> String {
    let rows: Vec<&Entry> = history
        .0
        .iter()
        .filter(|row| (row.bench.as_str(), row.form.as_str()) == own.of)
        .collect();
    let runs = runs(&rows);
    let series = series(&rows, &runs, own);
    let values = || series.iter().flat_map(|own| own.1.iter().map(|at| at.1));
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = match low < high {
        true => (low, high),
        false => (low - 1.0, low + 1.0),
    };
    let height = (LINE * series.len() as f64).max(240.0);
    let drawing = Drawing {
        runs: runs.len(),
        height,
        low: low - (high - low) * 0.05,
        high: high + (high - low) * 0.05,
    };
    let mut svg = String::new();
    drawing.axes(&mut svg, &runs, own.scale);
    drawing.lines(&mut svg, &series, own.scale);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {0:.0}\" width=\"{WIDTH:.0}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{WIDTH:.0}\" height=\"{0:.0}\" fill=\"#fff\"/>\n{svg}</svg>\n",
        TOP + height + BELOW
    )
}

/// What tells the run of a row from others of the day; what stands behind a semicolon is a remark on
/// the row alone.
fn label(row: &Entry) -> &str {
    row.label.split(';').next().unwrap_or_default()
}

/// The runs in their order: version, date and what tells them apart.
fn runs<'a>(rows: &[&'a Entry]) -> Vec<(&'a str, &'a str, &'a str)> {
    let mut seen = BTreeSet::new();
    let all = rows
        .iter()
        .map(|own| (own.version.as_str(), own.date.as_str(), label(own)));
    all.filter(|own| seen.insert(*own)).collect()
}

fn series<'a>(
    rows: &[&'a Entry],
    runs: &[(&str, &str, &str)],
    picture: &Picture,
) -> Vec<Series<'a>> {
    let mut all: Vec<Series<'a>> = Vec::new();
    for row in rows {
        let Some(value) = (picture.figure)(&row.figures).filter(|own| *own > 0.0) else {
            continue;
        };
        let run = (row.version.as_str(), row.date.as_str(), label(row));
        let at = runs.iter().position(|own| *own == run).unwrap_or_default();
        let known = all.iter().position(|own| own.0 == row.case);
        let known = known.unwrap_or_else(|| {
            all.push((&row.case, Vec::new()));
            all.len() - 1
        });
        all[known].1.push((at, value, row.is_remarked()));
    }
    for (_, points) in &mut all {
        let first = points.first().map_or(1.0, |own| own.1);
        for (_, value, _) in points {
            *value = match picture.scale {
                Scale::Share => 100.0 * *value / first,
                Scale::Seconds => value.log10(),
            };
        }
    }
    all
}

struct Drawing {
    runs: usize,
    height: f64,
    low: f64,
    high: f64,
}

// Writing to a String cannot fail, so the results of `write!` are ignored.
impl Drawing {
    fn x(&self, run: usize) -> f64 {
        match self.runs {
            0 | 1 => f64::midpoint(LEFT, RIGHT),
            runs => LEFT + 30.0 + (RIGHT - LEFT - 60.0) * run as f64 / (runs - 1) as f64,
        }
    }

    fn y(&self, value: f64) -> f64 {
        TOP + self.height * (self.high - value) / (self.high - self.low)
    }

    fn axes(&self, svg: &mut String, runs: &[(&str, &str, &str)], scale: Scale) {
        let step = match (scale, self.high - self.low) {
            (Scale::Seconds, _) => 1.0,
            (Scale::Share, ..4.0) => 0.5,
            (Scale::Share, ..10.0) => 1.0,
            (Scale::Share, _) => 5.0,
        };
        let mut mark = (self.low / step).ceil() * step;
        while mark <= self.high {
            let text = match scale {
                Scale::Share => format!("{mark} %"),
                Scale::Seconds => format!("{} s", 10f64.powf(mark)),
            };
            let y = self.y(mark);
            let _ = writeln!(
                svg,
                "<line x1=\"{LEFT}\" x2=\"{RIGHT}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{text}</text>",
                LEFT - 6.0,
                y + 4.0
            );
            mark += step;
        }
        for (at, (version, date, _)) in runs.iter().enumerate() {
            let (x, y) = (self.x(at), TOP + self.height + 18.0);
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#666\">{}</text>",
                escaped(version),
                y + 16.0,
                escaped(date)
            );
        }
    }

    fn lines(&self, svg: &mut String, series: &[Series<'_>], scale: Scale) {
        let names = self.names(series);
        for (at, ((name, points), place)) in series.iter().zip(names).enumerate() {
            let colour = COLOURS[at % COLOURS.len()];
            let dash = ["", " stroke-dasharray=\"5 3\"", " stroke-dasharray=\"1 3\""]
                [at / COLOURS.len() % 3];
            let path: Vec<String> = points
                .iter()
                .map(|(run, value, _)| format!("{:.1},{:.1}", self.x(*run), self.y(*value)))
                .collect();
            let _ = writeln!(
                svg,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"{dash}/>",
                path.join(" ")
            );
            for (run, value, remark) in points {
                // Hollow: a remark in the file says what it was measured beside.
                let fill = if *remark { "#fff" } else { colour };
                let told = match scale {
                    Scale::Share => format!("{value:.2} %"),
                    Scale::Seconds => format!("{:.4} s", 10f64.powf(*value)),
                };
                let _ = writeln!(
                    svg,
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{fill}\" stroke=\"{colour}\"><title>{}: {told}</title></circle>",
                    self.x(*run),
                    self.y(*value),
                    escaped(name)
                );
            }
            let end = points.last().map_or(0.0, |own| self.y(own.1));
            let from = points.last().map_or(RIGHT, |own| self.x(own.0)) + 5.0;
            let _ = writeln!(
                svg,
                "<line x1=\"{from:.1}\" x2=\"{RIGHT}\" y1=\"{end:.1}\" y2=\"{place:.1}\" stroke=\"{colour}\" stroke-width=\"0.5\"/><text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{}</text>",
                RIGHT + 5.0,
                place + 4.0,
                escaped(name)
            );
        }
    }

    /// Where each name stands: near the end of its line, and none upon another.
    fn names(&self, series: &[Series<'_>]) -> Vec<f64> {
        let ends = series.iter().map(|own| {
            let end = own.1.last().map_or(0.0, |own| own.1);
            self.y(end)
        });
        let ends: Vec<f64> = ends.collect();
        let mut order: Vec<usize> = (0..ends.len()).collect();
        order.sort_by(|a, b| ends[*a].total_cmp(&ends[*b]).then(a.cmp(b)));
        let mut places = ends;
        let mut least = TOP + 6.0;
        for (rank, &at) in order.iter().enumerate() {
            let after = (order.len() - rank - 1) as f64;
            let most = (TOP + self.height - LINE * after).max(least);
            places[at] = places[at].clamp(least, most);
            least = places[at] + LINE;
        }
        places
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}
