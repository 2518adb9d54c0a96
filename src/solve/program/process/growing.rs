//! A linear program to which columns are added, each time solved again from the last basis, as
//! needed for column generation.

use super::Deadline;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A non-negative column: its coefficient in the objective, which is maximised, and its
/// coefficients in the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowingColumn {
    /// Coefficient in the objective.
    pub value: f64,
    /// Row index and coefficient, each row at most once.
    pub terms: Vec<(usize, f64)>,
}

/// An optimal solution as reported. It need not be trusted, since any prices yield a valid bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Priced {
    /// Value of the objective.
    pub objective: f64,
    /// Price of each row: the gain from raising its limit by one.
    pub prices: Vec<f64>,
    /// Value of each column, in the order of addition.
    pub values: Vec<f64>,
}

/// The program, running in its own thread, which is abandoned if the solver does not return.
#[derive(Debug)]
pub struct Growing {
    fresh: Vec<GrowingColumn>,
    outbox: Sender<Vec<GrowingColumn>>,
    inbox: Receiver<Option<Priced>>,
}

impl Growing {
    /// Creates a program with these row limits and no columns. `None` if the build has no solver
    /// with row prices, or no thread can be started.
    pub fn new(rows: Vec<(f64, f64)>) -> Option<Self> {
        let (outbox, jobs) = channel();
        let (answers, inbox) = channel();
        compiled::start(rows, jobs, answers)?;
        Some(Self {
            fresh: Vec::new(),
            outbox,
            inbox,
        })
    }

    /// Adds a column for the following solutions.
    pub fn add(&mut self, column: GrowingColumn) {
        self.fresh.push(column);
    }

    /// Solves the program with all columns so far. `None` if the deadline is reached or the solver
    /// fails; the program must not be used afterwards.
    pub fn solve(&mut self, deadline: &Deadline) -> Option<Priced> {
        self.outbox.send(std::mem::take(&mut self.fresh)).ok()?;
        deadline.wait(&self.inbox).ok()?
    }
}

#[cfg(feature = "highs")]
mod compiled {
    use super::super::thread::retire;
    use super::{GrowingColumn, Priced, Receiver, Sender};
    use highs::{HighsModelStatus, Model, Row, RowProblem, Sense};

    pub(super) fn start(
        limits: Vec<(f64, f64)>,
        jobs: Receiver<Vec<GrowingColumn>>,
        answers: Sender<Option<Priced>>,
    ) -> Option<()> {
        let work = move || {
            answer(&limits, &jobs, &answers);
            drop((jobs, answers));
            retire();
        };
        let thread = std::thread::Builder::new().name("prices".to_owned());
        thread.spawn(work).ok().map(drop)
    }

    /// Solves until nobody asks any more.
    fn answer(
        limits: &[(f64, f64)],
        jobs: &Receiver<Vec<GrowingColumn>>,
        answers: &Sender<Option<Priced>>,
    ) {
        let mut kept = begin(limits);
        while let Ok(columns) = jobs.recv() {
            let answer = kept
                .take()
                .and_then(|(model, rows)| solve(model, rows, columns));
            let priced = answer.map(|(model, rows, priced)| {
                kept = Some((model, rows));
                priced
            });
            // After the deadline there is no receiver any more; that is not an error.
            if answers.send(priced).is_err() {
                return;
            }
        }
    }

    fn begin(limits: &[(f64, f64)]) -> Option<(Model, Vec<Row>)> {
        let mut model = RowProblem::default().try_optimise(Sense::Maximise).ok()?;
        // The program is small and changes little, so the simplex method continues from the last
        // basis.
        model.try_set_option("output_flag", false).ok()?;
        model.try_set_option("presolve", "off").ok()?;
        model.try_set_option("solver", "simplex").ok()?;
        model.try_set_option("parallel", "off").ok()?;
        // Without this it keeps threads for nothing.
        model.try_set_option("threads", 1).ok()?;
        let rows = limits.iter().map(|&(lower, upper)| {
            model
                .try_add_row(lower..=upper, std::iter::empty::<(highs::Col, f64)>())
                .ok()
        });
        let rows = rows.collect::<Option<Vec<Row>>>()?;
        Some((model, rows))
    }

    fn solve(
        mut model: Model,
        rows: Vec<Row>,
        columns: Vec<GrowingColumn>,
    ) -> Option<(Model, Vec<Row>, Priced)> {
        for column in columns {
            let terms = column
                .terms
                .iter()
                .map(|&(row, factor)| (rows[row], factor));
            model.try_add_column(column.value, 0.0.., terms).ok()?;
        }
        let solved = model.try_solve().ok()?;
        if solved.status() != HighsModelStatus::Optimal {
            return None;
        }
        let solution = solved.get_solution();
        let priced = Priced {
            objective: solved.objective_value(),
            prices: solution.dual_rows().to_vec(),
            values: solution.columns().to_vec(),
        };
        Some((Model::from(solved), rows, priced))
    }
}

#[cfg(not(feature = "highs"))]
mod compiled {
    use super::{GrowingColumn, Priced, Receiver, Sender};

    /// Without HiGHS rows cannot be priced, and the search does without.
    pub(super) fn start(
        _: Vec<(f64, f64)>,
        _: Receiver<Vec<GrowingColumn>>,
        _: Sender<Option<Priced>>,
    ) -> Option<()> {
        None
    }
}

#[cfg(all(test, feature = "highs"))]
mod tests {
    use super::*;
    use std::time::Duration;

    fn column(value: f64, terms: &[(usize, f64)]) -> GrowingColumn {
        GrowingColumn {
            value,
            terms: terms.to_vec(),
        }
    }

    #[test]
    fn prices_follow_the_columns_that_come() {
        let deadline = Deadline::after(Duration::from_secs(20), None);
        let mut program = Growing::new(vec![(1.0, 1.0), (f64::NEG_INFINITY, 1.0)]).unwrap();
        program.add(column(2.0, &[(0, 1.0), (1, 1.0)]));
        let first = program.solve(&deadline).unwrap();
        assert!((first.objective - 2.0).abs() < 1e-9);
        program.add(column(3.0, &[(0, 1.0)]));
        let second = program.solve(&deadline).unwrap();
        assert!((second.objective - 3.0).abs() < 1e-9);
        assert!((second.prices[0] - 3.0).abs() < 1e-9);
        assert_eq!(second.values.len(), 2);
    }

    #[test]
    fn after_the_deadline_nothing_is_waited_for() {
        let deadline = Deadline::after(Duration::ZERO, None);
        let mut program = Growing::new(vec![(1.0, 1.0)]).unwrap();
        program.add(column(1.0, &[(0, 1.0)]));
        // Returns at once, either with an answer or without waiting for it.
        let started = std::time::Instant::now();
        let _ = program.solve(&deadline);
        assert!(started.elapsed() < Duration::from_secs(1));
    }
}
