//! The page of the comparison.

use super::kept::{Kept, folder, there};
use super::told::{self, Method};
use crate::lab::bench::render::{self, Line};
use crate::model::words::Lang;
use crate::window::answer::{Answer, page};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::measuring::Live;
use crate::window::native::Said;
use crate::window::shell::Shell;
use askama::Template;
use axum::extract::State;

/// The figures that are drawn as charts, and come first in the table.
const CHARTS: [&str; 6] = [
    "shortfalls",
    "conflicts",
    "broken",
    "mean",
    "worst",
    "load_spread",
];

#[derive(Template)]
#[template(path = "window/quality.html")]
struct Quality {
    shell: Shell,
    said: Said,
    live: Live,
    ready: bool,
    planned: bool,
    manual: bool,
    last_year: bool,
    folder: String,
    measured: Option<Measured>,
}

/// What was measured last.
struct Measured {
    date: String,
    seeds: u64,
    seconds: f64,
    stopped: bool,
    /// Whether the plan has changed since.
    old: bool,
    sentences: Vec<String>,
    methods: Vec<Method>,
    lines: Vec<Line>,
    remarks: Vec<String>,
}

pub(super) async fn open(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| show(app, lang, Said::default())).await
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang, said: Said) -> Answer {
    let folder = folder(app, lang);
    let plan = app.workspace.plan();
    let hash = plan.as_ref().map(|own| own.hash.as_str());
    let [manual, last_year] = there(&folder);
    page(&Quality {
        said,
        live: app.measuring.now(),
        ready: app.workspace.tables().season.is_some(),
        planned: plan.is_some(),
        manual,
        last_year,
        measured: Kept::of(&folder).map(|kept| measured(kept, hash, lang)),
        folder: folder.display().to_string(),
        shell: Shell::new(app, lang, "quality"),
    })
}

fn measured(kept: Kept, hash: Option<&str>, lang: Lang) -> Measured {
    let old = kept.plan.as_deref() != hash;
    let runs = told::ordered(kept.runs);
    let input = runs
        .first()
        .map_or_else(String::new, |run| run.input.clone());
    let (sentences, methods) = (told::sentences(&runs, lang), told::methods(&runs, lang));
    let runs = told::named(runs, lang);
    let (_, mut lines) = render::lines(&runs, lang);
    let place = |line: &Line| {
        let mut charts = CHARTS.iter();
        charts
            .position(|key| *key == line.key)
            .unwrap_or(CHARTS.len())
    };
    lines.sort_by_key(place);
    Measured {
        date: kept.date,
        seeds: kept.seeds,
        seconds: kept.seconds,
        stopped: kept.stopped,
        old,
        sentences,
        methods,
        remarks: render::remarks(&runs, &input, lang),
        lines,
    }
}

// Methods called by the template.
impl Quality {
    fn failure(&self) -> Option<String> {
        let words = self.live.said.as_ref();
        words.map(|words| self.shell.say(words))
    }
}

impl Measured {
    fn charts(&self) -> Vec<&Line> {
        let drawn = self.lines.iter();
        drawn.filter(|own| CHARTS.contains(&own.key)).collect()
    }
}
