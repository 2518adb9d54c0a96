//! A linear program that grows by columns and is solved again and again from where it stood:
//! what column generation works with.

use super::Deadline;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A column: its value in the objective, which is maximised, and its coefficients by row. It is at
/// least 0.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowingColumn {
    /// Coefficient in the objective.
    pub value: f64,
    /// Row and coefficient, each row once.
    pub terms: Vec<(usize, f64)>,
}

/// An optimal solution. Nothing of it is trusted: prices of any kind prove a limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Priced {
    /// Value of the objective.
    pub objective: f64,
    /// Price of each row: what one more of its limit would bring.
    pub prices: Vec<f64>,
    /// Value of each column, in the order they came.
    pub values: Vec<f64>,
}

/// The program, in a thread of its own that is left behind where the solver does not come back.
#[derive(Debug)]
pub struct Growing {
    fresh: Vec<GrowingColumn>,
    outbox: Sender<Vec<GrowingColumn>>,
    inbox: Receiver<Option<Priced>>,
}

impl Growing {
    /// A program with these limits of its rows and no columns. `None` where no solver that can
    /// price rows is built in, or no thread is to be had.
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

    /// Adds a column; it counts from the next solution on.
    pub fn add(&mut self, column: GrowingColumn) {
        self.fresh.push(column);
    }

    /// Solves the program with all columns so far. `None` when the deadline came first or the
    /// solver failed; the program is of no use any more then.
    pub fn solve(&mut self, deadline: &Deadline) -> Option<Priced> {
        self.outbox.send(std::mem::take(&mut self.fresh)).ok()?;
        deadline.wait(&self.inbox).ok()?
    }
}

#[cfg(feature = "highs")]
mod compiled {
    use super::{GrowingColumn, Priced, Receiver, Sender};
    use highs::{HighsModelStatus, Model, Row, RowProblem, Sense};

    pub(super) fn start(
        limits: Vec<(f64, f64)>,
        jobs: Receiver<Vec<GrowingColumn>>,
        answers: Sender<Option<Priced>>,
    ) -> Option<()> {
        let work = move || {
            let mut kept = begin(&limits);
            while let Ok(columns) = jobs.recv() {
                let answer = kept
                    .take()
                    .and_then(|(model, rows)| solve(model, rows, columns));
                let priced = answer.map(|(model, rows, priced)| {
                    kept = Some((model, rows));
                    priced
                });
                // No one listens any more after the deadline; that is not an error.
                if answers.send(priced).is_err() {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name("prices".to_owned());
        thread.spawn(work).ok().map(drop)
    }

    fn begin(limits: &[(f64, f64)]) -> Option<(Model, Vec<Row>)> {
        let mut model = RowProblem::default().try_optimise(Sense::Maximise).ok()?;
        // Small programs that change little: the simplex method goes on from the last basis.
        model.try_set_option("output_flag", false).ok()?;
        model.try_set_option("presolve", "off").ok()?;
        model.try_set_option("solver", "simplex").ok()?;
        model.try_set_option("parallel", "off").ok()?;
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

    /// Without HiGHS nobody prices rows, and the search goes on without.
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
        // Either the answer was there at once, or no one waits for it.
        let started = std::time::Instant::now();
        let _ = program.solve(&deadline);
        assert!(started.elapsed() < Duration::from_secs(1));
    }
}
