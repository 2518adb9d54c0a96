//! A season, held open.

use crate::error::{language, raised};
use crate::plan::{Held, Plan};
use crate::watch::{Callback, interruptible};
use empanel::solve::rerun::{Order, Request};
use empanel::{FormOptions, Lang, Objective, Rerun};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A season's tables and rules, with what follows from them.
#[pyclass(frozen, module = "empanel")]
pub struct Season(pub empanel::Season);

/// Reads the season in a folder, with another rules file if one is given.
#[pyfunction]
#[pyo3(signature = (folder, rules = None))]
pub fn read(py: Python<'_>, folder: PathBuf, rules: Option<PathBuf>) -> PyResult<Season> {
    py.detach(|| empanel::read_all(folder, rules.as_deref()))
        .map(Season)
        .map_err(|error| raised(&error, Lang::En))
}

/// Reads a plan for a season.
#[pyfunction]
pub fn read_plan(py: Python<'_>, season: &Season, path: PathBuf) -> PyResult<Plan> {
    py.detach(|| empanel::read_plan(path))
        .map(|plan| Plan::new(&season.0, Held::Read(Box::new(plan))))
        .map_err(|error| raised(&error, Lang::En))
}

#[pymethods]
impl Season {
    /// Ids of the experts, in the order of the table.
    #[getter]
    fn experts(&self) -> Vec<String> {
        self.0.experts.iter().map(|own| own.id.clone()).collect()
    }

    /// Ids of the submissions, in the order of the table.
    #[getter]
    fn submissions(&self) -> Vec<String> {
        self.0
            .submissions
            .iter()
            .map(|own| own.id.clone())
            .collect()
    }

    /// Warnings and notes about the tables.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.0.notes().iter().map(|own| own.say(Lang::En)).collect()
    }

    #[pyo3(signature = (*, seconds, seed, threads, work, objective, extra_shortfalls, language_code, progress))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn form(
        &self,
        py: Python<'_>,
        seconds: Option<f64>,
        seed: Option<u64>,
        threads: Option<usize>,
        work: Option<u64>,
        objective: Option<&str>,
        extra_shortfalls: Option<usize>,
        language_code: &str,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Plan> {
        let mut options = FormOptions {
            work,
            extra_shortfalls,
            language: language(language_code)?,
            ..FormOptions::of(&self.0)
        };
        options.seconds = seconds.unwrap_or(options.seconds);
        options.seed = seed.unwrap_or(options.seed);
        options.threads = threads.unwrap_or(options.threads);
        options.objective = objective.map(aim).transpose()?.or(options.objective);
        let stop: Arc<AtomicBool> = Arc::default();
        let callback = Arc::new(Callback::new(progress, Arc::clone(&stop)));
        let (season, heard, halt) = (self.0.clone(), Arc::clone(&callback), Arc::clone(&stop));
        let language = options.language;
        let formed = interruptible(py, &stop, move || {
            season.form_watched(&options, &halt, heard.as_ref())
        })?;
        if let Some(error) = callback.raised() {
            return Err(error);
        }
        let formed = formed.map_err(|error| raised(&error, language))?;
        let season = formed.season().clone();
        Ok(Plan::new(&season, Held::Formed(Box::new(formed))))
    }

    #[pyo3(signature = (plan, *, withdraw, readmit, add, coverage_first, further, take, seconds, threads, language_code, progress))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn rerun(
        &self,
        py: Python<'_>,
        plan: &Plan,
        withdraw: Vec<String>,
        readmit: Vec<String>,
        add: Vec<String>,
        coverage_first: bool,
        further: usize,
        take: usize,
        seconds: f64,
        threads: usize,
        language_code: &str,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Plan> {
        let wanted = Rerun {
            request: Request {
                withdraw,
                readmit,
                add,
                order: match coverage_first {
                    true => Order::CoverageFirst,
                    false => Order::PeopleFirst,
                },
                further,
                take,
                ..Request::default()
            },
            seconds,
            threads,
            language: language(language_code)?,
            ..Rerun::default()
        };
        let stop: Arc<AtomicBool> = Arc::default();
        let callback = Arc::new(Callback::new(progress, Arc::clone(&stop)));
        let (season, heard, halt) = (self.0.clone(), Arc::clone(&callback), Arc::clone(&stop));
        let language = wanted.language;
        let prior = plan.document().clone();
        let again = interruptible(py, &stop, move || {
            season.rerun_watched(&prior, &wanted, &halt, heard.as_ref())
        })?;
        if let Some(error) = callback.raised() {
            return Err(error);
        }
        let again = again.map_err(|error| raised(&error, language))?;
        Ok(Plan::new(&self.0, Held::Reran(Box::new(again))))
    }

    /// What the independent judge says of a plan: code and sentence of each broken rule.
    #[pyo3(signature = (plan, language_code))]
    fn violations(
        &self,
        py: Python<'_>,
        plan: &Plan,
        language_code: &str,
    ) -> PyResult<Vec<(String, String)>> {
        let language = language(language_code)?;
        let report = py.detach(|| self.0.judge(plan.document()));
        let told = report.violations.iter();
        Ok(told
            .map(|own| (own.code.to_string(), own.words.say(language).to_owned()))
            .collect())
    }
}

fn aim(objective: &str) -> PyResult<Objective> {
    match objective {
        "total" => Ok(Objective::Total),
        "maxmin" => Ok(Objective::Maxmin),
        other => Err(PyValueError::new_err(format!(
            "objective must be 'total' or 'maxmin', not {other:?}"
        ))),
    }
}
