//! Calls the solver; only this module and [`super::growing`] use good_lp and HiGHS.

use super::job::{End, Job, Report};
use crate::solve::rule::Linear;
use good_lp::{Constraint, Expression, ProblemVariables, SolverModel, Variable, variable};

/// Solves `job` in the current thread. It may exceed its time limit or never return, so callers run
/// it where it can be abandoned.
pub fn solve(job: &Job) -> Report {
    if job.model.columns.is_empty() {
        return without_columns(&job.model);
    }
    compiled::solve(job)
}

/// Solvers disagree on empty models, and the answer is trivial.
fn without_columns(model: &Linear) -> Report {
    let holds = model.admits(&[], 1e-9);
    Report {
        end: if holds { End::Optimal } else { End::Infeasible },
        values: Vec::new(),
        bound: 0.0,
    }
}

fn failed() -> Report {
    Report {
        end: End::Failed,
        values: Vec::new(),
        bound: f64::INFINITY,
    }
}

fn declare(model: &Linear) -> (ProblemVariables, Vec<Variable>, Expression) {
    let mut problem = ProblemVariables::new();
    let mut objective = Expression::with_capacity(model.columns.len());
    let mut variables = Vec::with_capacity(model.columns.len());
    for column in &model.columns {
        let mut definition = variable().min(column.lower).max(column.upper);
        if column.integer {
            definition = definition.integer();
        }
        let added = problem.add(definition);
        if column.cost != 0.0 {
            objective.add_mul(column.cost, added);
        }
        variables.push(added);
    }
    (problem, variables, objective)
}

fn add_rows<M: SolverModel>(model: &Linear, variables: &[Variable], solver: &mut M) {
    for row in &model.rows {
        let mut sum = Expression::with_capacity(row.terms.len());
        for &(column, factor) in &row.terms {
            sum.add_mul(factor, variables[column.at()]);
        }
        let rows: Vec<Constraint> = if row.lower == row.upper {
            vec![sum.eq(row.lower)]
        } else {
            let upper = row.upper.is_finite().then(|| sum.clone().leq(row.upper));
            let lower = row.lower.is_finite().then(|| sum.geq(row.lower));
            upper.into_iter().chain(lower).collect()
        };
        for row in rows {
            solver.add_constraint(row);
        }
    }
}

#[cfg(feature = "highs")]
mod compiled {
    use super::{End, Job, Report, add_rows, declare, failed};
    use highs::{HighsModelStatus, HighsSolutionStatus};
    use std::time::Instant;

    pub(super) fn solve(job: &Job) -> Report {
        let started = Instant::now();
        let Some(model) = build(job) else {
            return failed();
        };
        let Ok(solved) = model.try_solve() else {
            return failed();
        };
        let late = started.elapsed().as_secs_f64() >= job.options.seconds;
        let feasible = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
        let end = match solved.status() {
            HighsModelStatus::Optimal if feasible => End::Optimal,
            // After a limit, this status is unreliable.
            HighsModelStatus::Infeasible if !late => End::Infeasible,
            HighsModelStatus::NotSet
            | HighsModelStatus::LoadError
            | HighsModelStatus::ModelError
            | HighsModelStatus::PresolveError
            | HighsModelStatus::SolveError
            | HighsModelStatus::PostsolveError
            | HighsModelStatus::ModelEmpty
            | HighsModelStatus::Optimal => End::Failed,
            _ => End::Limit,
        };
        let integer = job.model.columns.iter().any(|column| column.integer);
        let bound = match end {
            End::Optimal if !integer => solved.objective_value(),
            _ => solved
                .double_info_value(c"mip_dual_bound")
                .unwrap_or(f64::INFINITY),
        };
        Report {
            values: if feasible {
                solved.get_solution().columns().to_vec()
            } else {
                Vec::new()
            },
            end,
            bound,
        }
    }

    fn build(job: &Job) -> Option<highs::Model> {
        let (problem, variables, objective) = declare(&job.model);
        let mut rows = problem.maximise(objective).using(good_lp::highs);
        add_rows(&job.model, &variables, &mut rows);
        let mut model = rows.try_into_inner().ok()?;
        let options = &job.options;
        let set = |model: &mut highs::Model| -> Result<(), highs::TrySetOptionError> {
            model.try_set_option("presolve", if options.presolve { "on" } else { "off" })?;
            model.try_set_option("time_limit", options.seconds.max(0.0))?;
            model.try_set_option("parallel", "off")?;
            let whole = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
            model.try_set_option("threads", whole(options.threads.max(1)))?;
            model.try_set_option("random_seed", whole(options.seed))?;
            model.try_set_option("mip_rel_gap", options.gap.max(0.0))?;
            model.try_set_option("mip_abs_gap", 1e-7)?;
            if let Some(nodes) = options.nodes {
                model.try_set_option("mip_max_nodes", whole(nodes))?;
            }
            Ok(())
        };
        set(&mut model).ok()?;
        if job.start.len() == job.model.columns.len() {
            model
                .try_set_solution(Some(&job.start), None, None, None)
                .ok()?;
        }
        Some(model)
    }
}

#[cfg(all(feature = "microlp", not(feature = "highs")))]
mod compiled {
    use super::{End, Job, Report, add_rows, declare, failed};
    use good_lp::{
        ResolutionError, Solution, SolutionStatus, SolverModel, WithInitialSolution, WithMipGap,
        WithTimeLimit,
    };

    pub(super) fn solve(job: &Job) -> Report {
        let (problem, variables, objective) = declare(&job.model);
        let mut solver = problem.maximise(objective).using(good_lp::microlp);
        add_rows(&job.model, &variables, &mut solver);
        #[allow(clippy::cast_possible_truncation)] // a gap needs no more digits
        let gap = job.options.gap.max(0.0) as f32;
        let Ok(mut solver) = solver.with_mip_gap(gap) else {
            return failed();
        };
        solver = solver.with_time_limit(job.options.seconds.max(0.0));
        if job.start.len() == variables.len() {
            let start = variables.iter().copied().zip(job.start.iter().copied());
            solver = solver.with_initial_solution(start.collect::<Vec<_>>());
        }
        match solver.solve() {
            Ok(solution) => {
                let values: Vec<f64> = variables.iter().map(|&v| solution.value(v)).collect();
                let proven = matches!(solution.status(), SolutionStatus::Optimal);
                Report {
                    end: if proven { End::Optimal } else { End::Limit },
                    // microlp has no bound before it is finished.
                    bound: if proven {
                        job.model.objective(&values)
                    } else {
                        f64::INFINITY
                    },
                    values,
                }
            }
            Err(ResolutionError::Infeasible) => Report {
                end: End::Infeasible,
                ..failed()
            },
            Err(ResolutionError::Other(_)) => Report {
                end: End::Limit,
                ..failed()
            },
            Err(_) => failed(),
        }
    }
}

#[cfg(not(any(feature = "highs", feature = "microlp")))]
mod compiled {
    use super::{Job, Report, failed};

    /// In a build without a solver every model fails, and the search does without.
    pub(super) fn solve(_: &Job) -> Report {
        failed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::program::process::Options;

    fn options() -> Options {
        Options {
            seconds: 10.0,
            presolve: false,
            gap: 0.0,
            nodes: None,
            threads: 1,
            seed: 1,
        }
    }

    fn knapsack(capacity: f64) -> Job {
        let mut model = Linear::default();
        let items: Vec<_> = [(5.0, 4.0), (4.0, 3.0), (3.0, 2.0)]
            .map(|(value, weight)| {
                let column = model.binary();
                model.columns[column.at()].cost = value;
                (column, weight)
            })
            .into();
        model.row(0.0, capacity, items);
        Job {
            model,
            start: Vec::new(),
            options: options(),
        }
    }

    #[test]
    fn a_knapsack_is_solved_and_its_bound_is_its_value() {
        let report = solve(&knapsack(5.0));
        assert_eq!(report.end, End::Optimal);
        let rounded: Vec<f64> = report.values.iter().map(|value| value.round()).collect();
        assert_eq!(rounded, [0.0, 1.0, 1.0]);
        assert!((report.bound - 7.0).abs() < 1e-6, "bound {}", report.bound);
    }

    #[test]
    fn what_cannot_hold_is_infeasible() {
        assert_eq!(solve(&knapsack(-1.0)).end, End::Infeasible);
    }

    #[test]
    fn a_model_without_columns_is_answered_without_a_solver() {
        let mut job = knapsack(1.0);
        job.model = Linear::default();
        assert_eq!(solve(&job).end, End::Optimal);
        job.model.exactly([], 1.0);
        assert_eq!(solve(&job).end, End::Infeasible);
    }
}
