//! A new run beside the last one that was kept.

use super::{Figures, History};

/// Loss of total that is noise where the clock ends the search: two runs of one day differed by 1.2 %.
pub const TOTAL: f64 = 0.015;
/// The same of a total that is proven the best: none beyond rounding.
pub const PROVEN: f64 = 1e-6;
/// How many times as long, by the gauge, is still noise.
pub const TIME: f64 = 1.5;
/// Seconds that are too few to compare.
pub const SECONDS: f64 = 0.02;
/// How many times as much memory is still noise, and MiB that are too few to compare.
pub const MEMORY: (f64, f64) = (1.25, 16.0);

/// What became of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// No earlier run of it was kept.
    New,
    /// Within the bands.
    Same,
    /// Better or faster, in words.
    Better(Vec<String>),
    /// Worse or slower, in words; what is better is told beside it.
    Fell(Vec<String>),
    /// It has kept figures and is not measured any more.
    Gone,
}

impl Verdict {
    /// The verdict in words.
    pub fn words(&self) -> String {
        match self {
            Self::New => "new, nothing to compare with".to_owned(),
            Self::Same => "as before".to_owned(),
            Self::Better(words) => format!("better: {}", words.join("; ")),
            Self::Fell(words) => format!("FELL BEHIND: {}", words.join("; ")),
            Self::Gone => "kept figures, but it is not measured any more".to_owned(),
        }
    }
}

/// Compares the figures of a case with those that were kept last.
pub fn verdict(kept: Option<&Figures>, new: &Figures) -> Verdict {
    let Some(kept) = kept else {
        return Verdict::New;
    };
    let (mut worse, mut better) = (Vec::new(), Vec::new());
    let mut tell = |change: Option<(bool, String)>| match change {
        Some((true, words)) => worse.push(words),
        Some((false, words)) => better.push(words),
        None => {}
    };
    tell(quality(kept, new));
    for (name, of) in TIMES {
        tell(time(name, of(kept), of(new), gauges(kept, new)));
    }
    // Moves per second are a time turned upside down.
    let moment = |speed: Option<f64>| speed.map(|own| 1e6 / own.max(1e-9));
    tell(time(
        "a million moves",
        moment(kept.speed),
        moment(new.speed),
        gauges(kept, new),
    ));
    tell(memory(kept, new));
    match (worse.is_empty(), better.is_empty()) {
        (true, true) => Verdict::Same,
        (true, false) => Verdict::Better(better),
        (false, _) => Verdict::Fell(worse),
    }
}

/// A name, and which figure it is.
type Time = (&'static str, fn(&Figures) -> Option<f64>);

const TIMES: [Time; 3] = [
    ("first plan", |own| own.first),
    ("solving", |own| own.solve),
    ("whole", |own| own.whole),
];

/// Whether the result is worse (`true`) or better, in words.
fn quality(kept: &Figures, new: &Figures) -> Option<(bool, String)> {
    let Some(after) = new.total else {
        return Some((true, "no result any more".to_owned()));
    };
    let proven = |own: &Figures| own.gap.is_some_and(|gap| gap <= 0.0);
    if proven(kept) && !proven(new) {
        return Some((true, "no longer proven the best".to_owned()));
    }
    let before = kept.total?;
    if let (Some(before), Some(after)) = (kept.shortfalls, new.shortfalls)
        && before != after
    {
        return Some((after > before, format!("shortfalls {after}, were {before}")));
    }
    let band = if proven(kept) { PROVEN } else { TOTAL };
    let change = (after - before) / before.abs().max(1e-9);
    (change.abs() > band).then(|| {
        let percent = 100.0 * change;
        (
            change < 0.0,
            format!("total {after:.4}, was {before:.4} ({percent:+.2} %)"),
        )
    })
}

/// How much longer the machine took for the gauge; `None` where one run has none.
fn gauges(kept: &Figures, new: &Figures) -> Option<f64> {
    Some(new.gauge? / kept.gauge?.max(1e-9))
}

fn time(
    name: &str,
    kept: Option<f64>,
    new: Option<f64>,
    machine: Option<f64>,
) -> Option<(bool, String)> {
    let (kept, new) = (kept?, new?);
    let expected = kept * machine?;
    let (longer, shorter) = (new.max(expected), new.min(expected));
    let told = longer - shorter > SECONDS && longer > TIME * shorter;
    told.then(|| {
        let times = new / expected.max(1e-9);
        (
            new > expected,
            format!("{name} {new:.3} s, {times:.2} times the {expected:.3} s to be expected"),
        )
    })
}

fn memory(kept: &Figures, new: &Figures) -> Option<(bool, String)> {
    let (before, after) = (kept.mebibytes?, new.mebibytes?);
    let (more, less) = (before.max(after), before.min(after));
    let told = more - less > MEMORY.1 && more > MEMORY.0 * less;
    told.then(|| {
        (
            after > before,
            format!("memory {after:.0} MiB, was {before:.0}"),
        )
    })
}

/// Every case that was measured with its verdict, and those that have kept figures and that the bench
/// does not `know` any more.
pub fn verdicts(
    history: &History,
    (bench, form): (&str, &str),
    rows: &[(String, Figures)],
    knows: impl Fn(&str) -> bool,
) -> Vec<(String, Verdict)> {
    let of = |(case, new): &(String, Figures)| {
        let kept = history.last(bench, form, case);
        (case.clone(), verdict(kept.map(|own| &own.figures), new))
    };
    let mut all: Vec<(String, Verdict)> = rows.iter().map(of).collect();
    for own in &history.0 {
        let here = own.bench == bench && own.form == form;
        let told = all.iter().any(|(case, _)| *case == own.case);
        if here && !told && !knows(&own.case) {
            all.push((own.case.clone(), Verdict::Gone));
        }
    }
    all
}
