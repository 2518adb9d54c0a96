//! The pairwise form from arrays.

use crate::error::{InfeasibleError, InputError, NotFoundError};
use crate::watch::attended;
use empanel::Instance;
use empanel::assign::{
    Aim, Answer, Asked, BadArray, Columns, Limits, Probability, Rows, Standing, Unsolved, Values,
    Wanted, Watch, proof,
};
use numpy::{IntoPyArray as _, PyReadonlyArray1};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::time::{Duration, Instant};

/// How often progress is told.
const TOLD_EVERY: Duration = Duration::from_millis(250);

/// Pairs as parallel arrays.
type Indices<'py> = PyReadonlyArray1<'py, i64>;

/// The columns of pairs, as they come.
#[derive(FromPyObject)]
pub enum ColumnArray<'py> {
    /// In 32 bits.
    Narrow(PyReadonlyArray1<'py, i32>),
    /// In 64 bits.
    Wide(PyReadonlyArray1<'py, i64>),
    /// This many of every row.
    Every(usize),
}

/// The scores of pairs, as they come.
#[derive(FromPyObject)]
pub enum ScoreArray<'py> {
    /// In single precision.
    Single(PyReadonlyArray1<'py, f32>),
    /// In double precision.
    Double(PyReadonlyArray1<'py, f64>),
}

/// Assigns reviewers. `starts`, `columns`, `scores` are the usable pairs by submission, as in a
/// compressed sparse row matrix; the other arrays are by submission or reviewer, or the pairs in
/// conflict and those that must be used, whose positions were checked.
///
/// # Errors
/// `ValueError` of a pair with its position, `InputError`, `InfeasibleError` with the proof,
/// `NotFoundError` at the time limit.
#[pyfunction]
#[pyo3(signature = (starts, columns, scores, demands, floors, caps, conflict_rows, conflict_columns, forced_rows, forced_columns, *, objective, allow_unfilled, max_probability, seed, time_limit, progress))]
#[expect(
    clippy::too_many_arguments,
    reason = "arrays cross the border one by one"
)]
pub fn assign<'py>(
    py: Python<'py>,
    starts: Indices<'py>,
    columns: ColumnArray<'py>,
    scores: ScoreArray<'py>,
    demands: PyReadonlyArray1<'py, u32>,
    floors: PyReadonlyArray1<'py, u32>,
    caps: PyReadonlyArray1<'py, u32>,
    conflict_rows: Indices<'py>,
    conflict_columns: Indices<'py>,
    forced_rows: Indices<'py>,
    forced_columns: Indices<'py>,
    objective: &str,
    allow_unfilled: bool,
    max_probability: Option<&str>,
    seed: u64,
    time_limit: f64,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let wanted = Wanted {
        aim: aim(objective)?,
        allow_unfilled,
        max_probability: max_probability.map(probability).transpose()?,
        seed,
        deadline: Some(Instant::now() + Duration::from_secs_f64(time_limit)),
    };
    let loads: Vec<(u32, u32)> = floors
        .as_slice()?
        .iter()
        .copied()
        .zip(caps.as_slice()?.iter().copied())
        .collect();
    let both = |rows: &Indices<'_>, columns: &Indices<'_>| -> PyResult<Vec<(usize, usize)>> {
        let pairs = rows.as_slice()?.iter().zip(columns.as_slice()?);
        Ok(pairs
            .map(|(row, column)| (*row as usize, *column as usize))
            .collect())
    };
    let limits = Limits {
        demands: demands.as_slice()?,
        loads: &loads,
        conflicts: &both(&conflict_rows, &conflict_columns)?,
        forced: &both(&forced_rows, &forced_columns)?,
    };
    let rows = Rows {
        starts: starts.as_slice()?,
        columns: match &columns {
            ColumnArray::Narrow(columns) => Columns::Narrow(columns.as_slice()?),
            ColumnArray::Wide(columns) => Columns::Wide(columns.as_slice()?),
            ColumnArray::Every(width) => Columns::Every(*width),
        },
        scores: match &scores {
            ScoreArray::Single(scores) => Values::Single(scores.as_slice()?),
            ScoreArray::Double(scores) => Values::Double(scores.as_slice()?),
        },
    };
    let made = py.detach(|| Instance::from_rows(rows, &limits));
    let (instance, notes) = made.map_err(|bad| refused(&bad))?;
    let notes: Vec<String> = notes.iter().map(|own| own.say(empanel::Lang::En)).collect();
    let solving = Instant::now();
    let watch = Watch::default();
    let watched = watch.clone();
    let mut told_at = solving;
    let attend = |py: Python<'_>| {
        let Some(function) = progress
            .as_ref()
            .filter(|_| told_at.elapsed() >= TOLD_EVERY)
        else {
            return Ok(());
        };
        told_at = Instant::now();
        let known = known(py, &watch.standing(), solving.elapsed())?;
        function.call1(py, (known,)).map(drop)
    };
    let (instance, answer, seconds) = attended(py, &watch.stop, attend, move || {
        let answer = Answer::watched(&instance, &wanted, &watched);
        (instance, answer, solving.elapsed().as_secs_f64())
    })?;
    let answer =
        answer.map_err(|unsolved| unassigned(&unsolved, &instance, &wanted, time_limit))?;
    let told = told(py, &instance, &answer)?;
    told.set_item("notes", notes)?;
    told.set_item("solve_seconds", seconds)?;
    // Not while somebody waits for the answer.
    std::thread::spawn(move || drop((instance, answer)));
    Ok(told)
}

/// What is known so far, for a function that watches.
fn known<'py>(
    py: Python<'py>,
    standing: &Standing,
    seconds: Duration,
) -> PyResult<Bound<'py, PyDict>> {
    let known = PyDict::new(py);
    known.set_item("seconds", seconds.as_secs_f64())?;
    known.set_item("worst", standing.worst)?;
    known.set_item("worst_bound", standing.worst_bound)?;
    known.set_item("total", standing.total)?;
    known.set_item("bound", standing.bound)?;
    known.set_item("levels", standing.levels)?;
    Ok(known)
}

/// What is wrong with the arrays of pairs.
fn refused(bad: &BadArray) -> PyErr {
    match bad {
        BadArray::Shape => PyValueError::new_err(
            "scores is not a valid sparse array: its row pointers do not match its entries",
        ),
        BadArray::Beyond { row, column } => PyValueError::new_err(format!(
            "scores has an entry at [{row}, {column}], outside of its shape"
        )),
        BadArray::NotFinite { row, column, score } => PyValueError::new_err(format!(
            "scores[{row}, {column}] is {}; every score must be a finite number. Leave unusable pairs out of a sparse array, or list them in conflicts",
            score.to_string().to_lowercase()
        )),
        BadArray::TooLarge { row, column, score } => InputError::new_err(format!(
            "A106 scores[{row}, {column}] is {score:e}; scores must stay below 1e18. Scale all of them down by the same factor"
        )),
        BadArray::Twice { row, column } => PyValueError::new_err(format!(
            "scores[{row}, {column}] is given twice; call sum_duplicates() if the entries are meant to be added"
        )),
        BadArray::Limits(problems) => {
            let lines = problems.iter().map(|own| own.say(empanel::Lang::En));
            InputError::new_err(lines.collect::<Vec<_>>().join("\n"))
        }
    }
}

fn aim(objective: &str) -> PyResult<Aim> {
    match objective {
        "total" => Ok(Aim::Total),
        "maxmin" => Ok(Aim::Maxmin),
        "leximin" => Ok(Aim::Leximin),
        "wef1" => Ok(Aim::Wef1),
        other => Err(PyValueError::new_err(format!(
            "objective must be 'total', 'maxmin', 'leximin' or 'wef1', not {other:?}"
        ))),
    }
}

fn probability(text: &str) -> PyResult<Probability> {
    Probability::parse(text).ok_or_else(|| {
        PyValueError::new_err(format!(
            "max_probability must be a decimal above 0 and up to 1 with at most nine places, not {text}"
        ))
    })
}

fn unassigned(unsolved: &Unsolved, instance: &Instance, wanted: &Wanted, seconds: f64) -> PyErr {
    match unsolved {
        Unsolved::Short(shortage) => {
            let asked = Asked {
                zero: false,
                unfilled: false,
                cap: wanted.max_probability,
            };
            InfeasibleError::new_err(proof(shortage, instance, asked).1.en)
        }
        Unsolved::Stopped => NotFoundError::new_err("the solver was stopped"),
        Unsolved::Late => NotFoundError::new_err(format!(
            "the probabilities were not found within {seconds} s; raise time_limit or choose a probability with a small numerator, such as 0.5"
        )),
        Unsolved::Large => InputError::new_err(
            "the digits of the scores together with those of max_probability exceed what can be calculated exactly; round the scores",
        ),
    }
}

/// The answer as arrays and figures.
fn told<'py>(
    py: Python<'py>,
    instance: &Instance,
    answer: &Answer,
) -> PyResult<Bound<'py, PyDict>> {
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for (row, held) in answer.assignment.reviewers.iter().enumerate() {
        for &(column, _) in held {
            rows.push(row as i64);
            columns.push(i64::from(column));
        }
    }
    let scores = py.detach(|| answer.assignment.values(instance));
    let told = PyDict::new(py);
    told.set_item("rows", rows.into_pyarray(py))?;
    told.set_item("columns", columns.into_pyarray(py))?;
    told.set_item("scores", scores.into_pyarray(py))?;
    told.set_item("proven", answer.is_optimal(instance))?;
    let figures = answer.assignment.figures(instance);
    let figures = serde_json::to_string(&figures)
        .map_err(|error| PyValueError::new_err(error.to_string()))?;
    told.set_item("figures", figures)?;
    told.set_item("envious", answer.envious)?;
    if let Some(random) = &answer.randomized {
        let per = |amount| instance.value(amount) / f64::from(random.parts);
        told.set_item("expected", (per(random.expected), per(random.bound)))?;
        let parts = &random.marginals;
        let rows: Vec<i64> = parts.iter().map(|own| i64::from(own.0)).collect();
        let columns: Vec<i64> = parts.iter().map(|own| i64::from(own.1)).collect();
        let share = |own: &(u32, u32, u32)| f64::from(own.2) / f64::from(random.parts);
        let shares: Vec<f64> = parts.iter().map(share).collect();
        let all = (
            rows.into_pyarray(py),
            columns.into_pyarray(py),
            shares.into_pyarray(py),
        );
        told.set_item("probabilities", all)?;
    }
    if let Some(levels) = &answer.levels {
        let levels = levels
            .iter()
            .map(|own| (instance.value(own.score), own.submissions, own.proven));
        told.set_item("levels", levels.collect::<Vec<_>>())?;
    }
    Ok(told)
}
