//! The figures of earlier runs, `data/history.csv`: one row for each case of each run that was kept.
//! A new run is compared with the last row of its case.
#![allow(dead_code)] // each bench and the tests use their own part

pub mod chart;
pub mod compare;
pub mod gauge;
pub mod run;

use std::fmt::Write as _;
use std::path::PathBuf;

/// The columns, in their order.
pub const HEADER: &str = "bench,form,case,version,date,label,cores,total,shortfalls,gap,first_s,solve_s,whole_s,mib,moves_per_s,gauge_s";

/// What was measured of a case; `None` where it does not apply or was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures {
    /// Total score.
    pub total: Option<f64>,
    /// Unmet coverage.
    pub shortfalls: Option<usize>,
    /// Distance to the proven limit, 0 for a proven optimum.
    pub gap: Option<f64>,
    /// Seconds to the first plan that keeps every hard rule.
    pub first: Option<f64>,
    /// Seconds of solving alone.
    pub solve: Option<f64>,
    /// Seconds of the whole, reading included.
    pub whole: Option<f64>,
    /// Most memory at one time.
    pub mebibytes: Option<f64>,
    /// Moves per second of the search.
    pub speed: Option<f64>,
    /// Seconds of the gauge in the same run: how fast the machine was.
    pub gauge: Option<f64>,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// `quality` or `assign`.
    pub bench: String,
    /// `short` or `full`: only the same form is compared.
    pub form: String,
    /// The case.
    pub case: String,
    /// Version of the program.
    pub version: String,
    /// The day, such as `2026-11-28`.
    pub date: String,
    /// The commit, or what else tells the run from others.
    pub label: String,
    /// Cores of the machine.
    pub cores: usize,
    /// What was measured.
    pub figures: Figures,
}

impl Entry {
    /// Whether something stands behind a semicolon of the label, such as what ran beside it.
    pub fn is_remarked(&self) -> bool {
        self.label.contains(';')
    }
}

/// All rows, in the order in which they were kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History(pub Vec<Entry>);

/// The file.
pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/history.csv")
}

impl History {
    /// Reads the file; empty where there is none.
    ///
    /// # Errors
    /// What is wrong in which line, all lines at once.
    pub fn read() -> Result<Self, Vec<String>> {
        match std::fs::read_to_string(path()) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(vec![error.to_string()]),
        }
    }

    /// Reads the rows of a text.
    ///
    /// # Errors
    /// What is wrong in which line, all lines at once.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let mut lines = text.lines().enumerate();
        let header = lines.next().map(|own| own.1).unwrap_or_default();
        if header != HEADER {
            return Err(vec![format!("line 1: the header is not {HEADER}")]);
        }
        let (mut rows, mut wrong) = (Vec::new(), Vec::new());
        for (at, line) in lines.filter(|own| !own.1.trim().is_empty()) {
            match entry(line) {
                Ok(own) => rows.push(own),
                Err(why) => wrong.push(format!("line {}: {why}", at + 1)),
            }
        }
        match wrong.is_empty() {
            true => Ok(Self(rows)),
            false => Err(wrong),
        }
    }

    /// The rows as the file holds them.
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for own in &self.0 {
            let figures = &own.figures;
            let cell = |value: Option<f64>, digits: usize| {
                value.map_or_else(String::new, |value| format!("{value:.digits$}"))
            };
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
                own.bench,
                own.form,
                own.case,
                own.version,
                own.date,
                own.label,
                own.cores,
                cell(figures.total, 6),
                figures
                    .shortfalls
                    .map_or_else(String::new, |own| own.to_string()),
                cell(figures.gap, 5),
                cell(figures.first, 2),
                cell(figures.solve, 5),
                cell(figures.whole, 4),
                cell(figures.mebibytes, 0),
                cell(figures.speed, 0),
                cell(figures.gauge, 4),
            );
        }
        text
    }

    /// The row that a case is compared with: the last one without a remark, or else the last.
    pub fn last(&self, bench: &str, form: &str, case: &str) -> Option<&Entry> {
        let of = |own: &&Entry| own.bench == bench && own.form == form && own.case == case;
        let rows = || self.0.iter().rev().filter(of);
        rows().find(|own| !own.is_remarked()).or(rows().next())
    }

    /// The rows of machines with as many cores: others search more or less in the same time.
    #[must_use]
    pub fn on(&self, cores: usize) -> Self {
        let rows = self.0.iter().filter(|own| own.cores == cores);
        Self(rows.cloned().collect())
    }
}

fn entry(line: &str) -> Result<Entry, String> {
    let cells: Vec<&str> = line.split(',').collect();
    let [bench, form, case, version, date, label, cores, figures @ ..] = &cells[..] else {
        return Err(format!("{} cells instead of 16", cells.len()));
    };
    let [
        total,
        shortfalls,
        gap,
        first,
        solve,
        whole,
        mebibytes,
        speed,
        gauge,
    ] = figures
    else {
        return Err(format!("{} cells instead of 16", cells.len()));
    };
    for (name, cell) in [
        ("bench", bench),
        ("form", form),
        ("case", case),
        ("date", date),
    ] {
        if cell.is_empty() {
            return Err(format!("{name} is empty"));
        }
    }
    Ok(Entry {
        bench: (*bench).to_owned(),
        form: (*form).to_owned(),
        case: (*case).to_owned(),
        version: (*version).to_owned(),
        date: (*date).to_owned(),
        label: (*label).to_owned(),
        cores: whole_number("cores", cores)?.ok_or("cores is empty")?,
        figures: Figures {
            total: number("total", total)?,
            shortfalls: whole_number("shortfalls", shortfalls)?,
            gap: number("gap", gap)?,
            first: number("first_s", first)?,
            solve: number("solve_s", solve)?,
            whole: number("whole_s", whole)?,
            mebibytes: number("mib", mebibytes)?,
            speed: number("moves_per_s", speed)?,
            gauge: number("gauge_s", gauge)?,
        },
    })
}

fn number(name: &str, cell: &str) -> Result<Option<f64>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let number = cell.parse().ok().filter(|own: &f64| own.is_finite());
    let number = number.ok_or_else(|| format!("{name} [{cell}] is no number"))?;
    Ok(Some(number))
}

fn whole_number(name: &str, cell: &str) -> Result<Option<usize>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let number = cell.parse();
    let number = number.map_err(|_| format!("{name} [{cell}] is no whole number"))?;
    Ok(Some(number))
}
