//! The figures of the last accepted run, beside which each new one is shown.

use crate::case::Form;
use crate::row::Row;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Loss of total that counts as falling behind.
const TOLERANCE: f64 = 0.002;
const HEADER: &str = "form,season,total,shortfalls,gap,first_plan_s,moves_per_s";

/// Accepted figures by form and case.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    rows: BTreeMap<(String, String), Accepted>,
}

#[derive(Debug, Clone, Copy)]
struct Accepted {
    total: f64,
    shortfalls: usize,
    gap: Option<f64>,
    first: Option<f64>,
    speed: Option<f64>,
}

impl Baseline {
    /// Reads `data/quality.csv`; nothing where it is not there or a line makes no sense.
    pub fn read() -> Self {
        let text = std::fs::read_to_string(path()).unwrap_or_default();
        let rows = text.lines().skip(1).filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let [form, season, total, shortfalls, gap, first, speed] = cells[..] else {
                return None;
            };
            let accepted = Accepted {
                total: total.parse().ok()?,
                shortfalls: shortfalls.parse().ok()?,
                gap: gap.parse().ok(),
                first: first.parse().ok(),
                speed: speed.parse().ok(),
            };
            Some(((form.to_owned(), season.to_owned()), accepted))
        });
        Self {
            rows: rows.collect(),
        }
    }

    fn of(&self, row: &Row, form: Form) -> Option<&Accepted> {
        self.rows.get(&(key(form).to_owned(), row.name.clone()))
    }

    /// The change since the accepted run, in words; empty where there is none to compare with.
    pub fn change(&self, row: &Row, form: Form) -> String {
        let Some(accepted) = self.of(row, form) else {
            return String::new();
        };
        let (Some(total), Some(shortfalls)) = (row.total, row.shortfalls) else {
            return "had a plan".to_owned();
        };
        let percent = 100.0 * (total - accepted.total) / accepted.total.max(1e-9);
        let mut words = format!("{percent:+.2} %");
        if shortfalls != accepted.shortfalls {
            let _ = write!(words, ", shortfalls were {}", accepted.shortfalls);
        }
        words
    }

    /// Whether the row is worse than the accepted one: no plan, more shortfalls, or with as many
    /// a lower total.
    pub fn fell(&self, row: &Row, form: Form) -> bool {
        let Some(accepted) = self.of(row, form) else {
            return false;
        };
        match (row.total, row.shortfalls) {
            (Some(total), Some(shortfalls)) => {
                shortfalls > accepted.shortfalls
                    || shortfalls == accepted.shortfalls
                        && total < accepted.total * (1.0 - TOLERANCE)
            }
            _ => true,
        }
    }

    /// Takes the rows in place of older ones.
    #[must_use]
    pub fn with(mut self, rows: &[Row], form: Form) -> Self {
        for row in rows {
            let (Some(total), Some(shortfalls)) = (row.total, row.shortfalls) else {
                continue;
            };
            let accepted = Accepted {
                total,
                shortfalls,
                gap: row.gap,
                first: row.first,
                speed: row.speed,
            };
            let at = (key(form).to_owned(), row.name.clone());
            self.rows.insert(at, accepted);
        }
        self
    }

    /// Writes the file.
    pub fn write(&self) {
        let mut text = format!("{HEADER}\n");
        for ((form, season), row) in &self.rows {
            let cell = |value: Option<f64>, digits: usize| {
                value.map_or_else(String::new, |value| format!("{value:.digits$}"))
            };
            let _ = writeln!(
                text,
                "{form},{season},{:.4},{},{},{},{}",
                row.total,
                row.shortfalls,
                cell(row.gap, 5),
                cell(row.first, 2),
                cell(row.speed, 0)
            );
        }
        if let Err(error) = std::fs::write(path(), text) {
            eprintln!("the baseline was not written: {error}");
        }
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/quality.csv")
}

fn key(form: Form) -> &'static str {
    match form {
        Form::Short => "short",
        Form::Full => "full",
    }
}
