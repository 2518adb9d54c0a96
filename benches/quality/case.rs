//! The seasons that are measured, and the figures to reach on them.

use crate::row::Row;
use empanel::files::tables::read_season;
use empanel::lab::generate::{Drawn, Recipe, Shape, Table};
use empanel::model::{Objective, Season};
use std::path::Path;

/// The name of this bench in the history.
pub const BENCH: &str = "quality";

/// How long the limits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A few seconds for each case.
    Short,
    /// The limits that the figures to reach are set for.
    Full,
}

impl Form {
    /// The word for it in the history.
    pub fn key(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Full => "full",
        }
    }
}

/// Where a season comes from.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// A folder below `data`.
    Folder(&'static str),
    /// Experts, submissions, groups, shape and seed.
    Ordinary(usize, usize, usize, Shape, u64),
    /// Groups of 25 submissions, and seed: the best total is known.
    Planted(usize, u64),
}

/// Who forms the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `solve::form`.
    Ours,
    /// One integer program for the whole season, all the time for HiGHS.
    OneModel,
    /// `solve::form`, then `replan::rerun` after so many withdrawals; the row is the second plan.
    Rerun(usize),
}

/// A figure to reach in the full form: its words, and whether a row reaches it.
pub type Target = (&'static str, fn(&Row) -> bool);

/// One season with its limits.
#[derive(Debug, Clone)]
pub struct Case {
    /// Unique name.
    pub name: &'static str,
    /// The season.
    pub source: Source,
    /// Who forms the committee.
    pub method: Method,
    /// What is maximised.
    pub objective: Objective,
    /// Whether members who know the industry, a least load and a largest difference of loads are
    /// asked for where the season's rules do; else none of them is.
    pub group_rules: bool,
    /// Threads; 0 for all cores.
    pub threads: usize,
    /// Too long for the short form.
    pub only_full: bool,
    /// What is to be reached.
    pub targets: Vec<Target>,
    limits: (f64, f64),
}

impl Case {
    fn new(name: &'static str, source: Source, short: f64, full: f64) -> Self {
        Self {
            name,
            source,
            method: Method::Ours,
            objective: Objective::Total,
            group_rules: true,
            threads: 0,
            only_full: false,
            targets: Vec::new(),
            limits: (short, full),
        }
    }

    fn reach(mut self, words: &'static str, reached: fn(&Row) -> bool) -> Self {
        self.targets.push((words, reached));
        self
    }

    /// The time limit.
    pub fn seconds(&self, form: Form) -> f64 {
        match form {
            Form::Short => self.limits.0,
            Form::Full => self.limits.1,
        }
    }
}

/// Every case, in the order of the table.
pub fn all() -> Vec<Case> {
    let mut cases = vec![
        Case::new("toy", Source::Folder("toy"), 5.0, 20.0).reach("proven optimal", proven),
        Case::new("sample", Source::Folder("sample/csv"), 10.0, 60.0)
            .reach("70 % of submissions known by as many as wanted", |row| {
                row.well_known.is_some_and(|share| share >= 0.7)
            })
            .reach("no division of ten or more in over three groups", |row| {
                row.widest.is_some_and(|groups| groups <= 3)
            })
            .reach("first plan within 5 s", |row| within(row.first, 5.0))
            .reach("under 1 GiB", |row| {
                row.mebibytes.is_some_and(|used| used < 1024.0)
            }),
        Case {
            group_rules: false,
            ..Case::new("sample-loose", Source::Folder("sample/csv"), 10.0, 60.0)
                .reach("total 480, at most 8 shortfalls", |row| {
                    row.total.is_some_and(|total| total >= 480.0)
                        && row.shortfalls.is_some_and(|count| count <= 8)
                })
                .reach("bound at most 515", |row| {
                    row.bound.is_some_and(|bound| bound <= 515.0)
                })
        },
        Case {
            objective: Objective::Maxmin,
            ..Case::new("sample-maxmin", Source::Folder("sample/csv"), 10.0, 60.0)
        },
    ];
    for (name, shape) in [
        ("plain", Shape::Plain),
        ("scarce", Shape::Scarce),
        ("conflicts", Shape::Conflicts),
        ("dominant", Shape::Dominant),
        ("few-employers", Shape::FewEmployers),
    ] {
        let source = Source::Ordinary(240, 200, 8, shape, 1);
        let case = Case::new(name, source, 5.0, 60.0);
        // Half of the gaps of November 2026.
        cases.push(match shape {
            Shape::Dominant => case.reach("gap at most 3.6 %", |row| closer(row, 0.036)),
            _ => case.reach("gap at most 7 %", |row| closer(row, 0.07)),
        });
    }
    let hundred = Source::Ordinary(100, 70, 5, Shape::Plain, 1);
    cases.push(
        Case::new("hundred", hundred, 5.0, 60.0)
            .reach("gap at most 5 %", |row| closer(row, 0.05))
            .reach("gap at most 2 %", |row| closer(row, 0.02)),
    );
    cases.extend(small());
    cases.extend(planted());
    cases.extend(pairs());
    cases.push(withdrawals());
    cases
}

/// Seasons that must be closed.
fn small() -> impl Iterator<Item = Case> {
    [("small-1", 1), ("small-2", 2), ("small-3", 3)]
        .into_iter()
        .map(|(name, seed)| {
            let source = Source::Ordinary(60, 40, 4, Shape::Plain, seed);
            Case::new(name, source, 20.0, 20.0)
                .reach("gap at most 1.5 %", |row| closer(row, 0.015))
                .reach("proven optimal within 20 s", |row| {
                    proven(row) && row.seconds.is_some_and(|seconds| seconds <= 20.5)
                })
        })
}

/// Seasons whose best total is known.
fn planted() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, seed) in [
        ("planted-12-1", 1),
        ("planted-12-2", 2),
        ("planted-12-3", 3),
        ("planted-12-4", 4),
        ("planted-12-5", 5),
    ] {
        let mut case = Case::new(name, Source::Planted(12, seed), 5.0, 60.0)
            .reach("99.7 % of the known best, no shortfall", |row| {
                reaches(row, 0.997) && row.shortfalls == Some(0)
            })
            .reach("the known best, proven", |row| {
                reaches(row, 1.0) && proven(row)
            });
        case.only_full = seed > 2;
        cases.push(case);
    }
    cases.push(
        Case::new("planted-60", Source::Planted(60, 1), 15.0, 300.0)
            .reach("99 % of the known best", |row| reaches(row, 0.99))
            .reach("99.9 % of the known best", |row| reaches(row, 0.999))
            .reach("first plan within 30 s", |row| within(row.first, 30.0))
            .reach("under 4 GiB", |row| {
                row.mebibytes.is_some_and(|used| used < 4096.0)
            }),
    );
    cases.push(Case {
        only_full: true,
        ..Case::new("planted-600", Source::Planted(600, 1), 60.0, 900.0)
            .reach("95 % of the known best", |row| reaches(row, 0.95))
            .reach("under 8 GiB", |row| {
                row.mebibytes.is_some_and(|used| used < 8192.0)
            })
    });
    cases
}

/// Five withdrawals from the sample season: the answer, and what further changes would bring.
fn withdrawals() -> Case {
    Case {
        method: Method::Rerun(5),
        ..Case::new("rerun", Source::Folder("sample/csv"), 5.0, 20.0)
            .reach("5 withdrawals answered within 5 s", |row| {
                within(row.answer, 5.0)
            })
            .reach("exchange table within 60 s", |row| {
                within(row.exchange, 60.0)
            })
    }
}

/// Two ways to the same season, to be read side by side.
fn pairs() -> [Case; 4] {
    let middle = Source::Ordinary(150, 120, 6, Shape::Plain, 1);
    let timed = |name, threads| Case {
        threads,
        ..Case::new(name, middle, 4.0, 20.0)
    };
    [
        Case::new("middle-method", middle, 10.0, 120.0),
        Case {
            method: Method::OneModel,
            ..Case::new("middle-one-model", middle, 10.0, 120.0)
        },
        timed("threads-1", 1),
        timed("threads-2", 2),
    ]
}

fn proven(row: &Row) -> bool {
    row.status == "optimal"
}

fn closer(row: &Row, gap: f64) -> bool {
    row.gap.is_some_and(|own| own <= gap)
}

fn reaches(row: &Row, share: f64) -> bool {
    row.share().is_some_and(|reached| reached >= share - 1e-9)
}

fn within(seconds: Option<f64>, limit: f64) -> bool {
    seconds.is_some_and(|seconds| seconds <= limit)
}

impl Source {
    /// Reads or draws the season. The second is the best total, where it is known.
    pub fn season(self) -> Result<(Season, Option<f64>), String> {
        let refused = |error: empanel::lab::generate::RecipeError| error.to_string();
        match self {
            Self::Folder(name) => {
                let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
                Ok((read(&data.join(name))?, None))
            }
            Self::Ordinary(experts, submissions, groups, shape, seed) => {
                let recipe = Recipe::ordinary(experts, submissions, Some(groups), seed, shape);
                Ok((written(&recipe.map_err(refused)?.draw())?, None))
            }
            Self::Planted(groups, seed) => {
                let recipe = Recipe::planted(None, None, Some(groups), seed);
                let drawn = recipe.map_err(refused)?.draw();
                let known = drawn.answer().map(|plan| plan.quality.total_score);
                Ok((written(&drawn)?, known))
            }
        }
    }
}

fn read(folder: &Path) -> Result<Season, String> {
    let loaded = read_season(folder, None);
    let loaded = loaded.map_err(|problems| format!("{} problems", problems.0.len()))?;
    Ok(loaded.season)
}

/// Takes a drawn season by way of its files, as a person would.
fn written(drawn: &Drawn) -> Result<Season, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    for table in Table::ALL {
        let path = folder.path().join(table.file());
        let mut file = std::fs::File::create(path).map_err(|error| error.to_string())?;
        drawn
            .write(table, &mut file)
            .map_err(|error| error.to_string())?;
    }
    read(folder.path())
}
