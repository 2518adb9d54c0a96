//! Whatever a solver does (hang, exceed its limit, crash, report falsehoods or nonsense), the
//! result is correct and the deadline is met.

use crate::seasons;

use empanel::solve::instance::{Assignment, Instance};
use empanel::solve::program::process::{
    BackgroundThread, ChildProcess, Deadline, End, Failure, Job, Report, Runner, solve_here,
};
use empanel::solve::program::{Answer, Goal, Limits, NoAnswer, Scope, Status, broken, solve};
use seasons::season;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A runner that modifies the true report by a function, and counts its runs.
struct Fault<F> {
    change: F,
    runs: AtomicUsize,
}

impl<F: Fn(&Job, Report) -> Result<Report, Failure> + Send + Sync> Fault<F> {
    fn new(change: F) -> Self {
        Self {
            change,
            runs: AtomicUsize::new(0),
        }
    }

    fn runs(&self) -> usize {
        self.runs.load(Ordering::SeqCst)
    }
}

impl<F: Fn(&Job, Report) -> Result<Report, Failure> + Send + Sync> Runner for Fault<F> {
    fn run(&self, job: &Job, _: &Deadline) -> Result<Report, Failure> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        (self.change)(job, solve_here(job))
    }
}

fn small() -> Instance {
    season(16, 6, 1, 3)
}

fn limits(seconds: f64) -> Limits {
    Limits {
        time: Duration::from_secs_f64(seconds),
        ..Limits::default()
    }
}

fn ask(instance: &Instance, incumbent: Option<&Assignment>, runner: &dyn Runner) -> Answer {
    let scope = Scope::whole(instance);
    solve(
        instance,
        &scope,
        incumbent,
        &Goal::TOTAL,
        &limits(60.0),
        runner,
    )
}

fn truth(instance: &Instance) -> Answer {
    let answer = ask(instance, None, &BackgroundThread);
    assert_eq!(answer.status, Status::Optimal);
    answer
}

#[test]
fn a_lie_about_infeasibility_is_found_where_the_incumbent_disproves_it() {
    let instance = small();
    let incumbent = truth(&instance).assignment;
    let liar = Fault::new(|_: &Job, report: Report| {
        Ok(Report {
            end: End::Infeasible,
            values: Vec::new(),
            ..report
        })
    });
    let answer = ask(&instance, incumbent.as_ref(), &liar);
    assert_eq!(answer.status, Status::NoAnswer(NoAnswer::Untrue));
    assert_eq!(liar.runs(), 2, "asked again with presolve");
}

#[test]
fn infeasibility_is_believed_only_when_two_runs_agree() {
    let instance = small();
    let once = Fault::new(|job: &Job, report: Report| {
        let end = if job.options.presolve {
            report.end
        } else {
            End::Infeasible
        };
        let values = if job.options.presolve {
            report.values
        } else {
            Vec::new()
        };
        Ok(Report {
            end,
            values,
            ..report
        })
    });
    let answer = ask(&instance, None, &once);
    assert_eq!(
        answer.value,
        truth(&instance).value,
        "the second run is right"
    );
    let mut hopeless = instance.clone();
    seasons::ask(&mut hopeless, 12);
    let honest = Fault::new(|_: &Job, report: Report| Ok(report));
    assert_eq!(ask(&hopeless, None, &honest).status, Status::Infeasible);
    assert_eq!(honest.runs(), 2);
}

#[test]
fn values_that_break_a_rule_are_never_returned() {
    let instance = small();
    let known = truth(&instance);
    let spoils: [fn(&mut Vec<f64>); 6] = [
        |values| values.iter_mut().for_each(|value| *value = 1.0),
        |values| values.iter_mut().for_each(|value| *value = 0.0),
        |values| values.iter_mut().for_each(|value| *value = f64::NAN),
        |values| values.iter_mut().for_each(|value| *value = 1.0 - *value),
        |values| values.truncate(3),
        |values| values.reverse(),
    ];
    for (number, spoil) in spoils.into_iter().enumerate() {
        let garbage = Fault::new(move |_: &Job, mut report: Report| {
            spoil(&mut report.values);
            Ok(report)
        });
        let answer = ask(&instance, known.assignment.as_ref(), &garbage);
        assert_eq!(
            answer.status,
            Status::NoAnswer(NoAnswer::Untrue),
            "spoil {number}"
        );
        assert_eq!(answer.assignment, None);
    }
}

#[test]
fn a_worse_solution_called_optimal_does_not_replace_the_incumbent() {
    let instance = small();
    let known = truth(&instance);
    // Values of a worse plan: the same model, minimised.
    let lazy = Fault::new(|job: &Job, report: Report| {
        let mut worst = job.clone();
        worst.start.clear();
        for column in &mut worst.model.columns {
            column.cost = -column.cost;
        }
        Ok(Report {
            values: solve_here(&worst).values,
            ..report
        })
    });
    let answer = ask(&instance, known.assignment.as_ref(), &lazy);
    assert_eq!(answer.value, known.value, "the incumbent stays");
    let alone = ask(&instance, None, &lazy);
    assert_eq!(
        alone.status,
        Status::Feasible,
        "its bound gives the lie away"
    );
    let made = alone.assignment.expect("a feasible plan");
    assert!(broken(&instance, &Scope::whole(&instance), &made).is_empty());
}

#[test]
fn a_bound_below_a_known_value_is_dropped() {
    let instance = small();
    let low = Fault::new(|_: &Job, report: Report| {
        Ok(Report {
            bound: report.bound - 1.0,
            ..report
        })
    });
    let answer = ask(&instance, None, &low);
    assert_eq!((answer.status, answer.bound), (Status::Feasible, None));
    let none = Fault::new(|_: &Job, report: Report| {
        Ok(Report {
            bound: f64::NAN,
            ..report
        })
    });
    assert_eq!(ask(&instance, None, &none).bound, None);
}

#[test]
fn a_failure_is_retried_with_presolve_and_then_given_up() {
    let instance = small();
    let weak = Fault::new(|job: &Job, report: Report| {
        if job.options.presolve {
            Ok(report)
        } else {
            Err(Failure::Crashed)
        }
    });
    assert_eq!(ask(&instance, None, &weak).value, truth(&instance).value);
    let broken = Fault::new(|_: &Job, _| Err(Failure::Crashed));
    let answer = ask(&instance, None, &broken);
    assert_eq!(
        answer.status,
        Status::NoAnswer(NoAnswer::Abandoned(Failure::Crashed))
    );
    assert_eq!(broken.runs(), 2);
}

/// A program that runs `script` in place of the solver.
#[cfg(unix)]
fn program(folder: &tempfile::TempDir, script: &str) -> ChildProcess {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.path().join("solver");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    let allowed = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&path, allowed).expect("an executable script");
    ChildProcess::new(path)
}

#[cfg(unix)]
#[test]
fn a_process_that_hangs_is_killed_at_the_deadline() {
    let folder = tempfile::tempdir().expect("a folder");
    // One never reads the model, the other reads it and then runs forever.
    for script in [
        "exec sleep 1000",
        "cat >/dev/null & while :; do sleep 1; done",
    ] {
        let instance = season(40, 30, 2, 1);
        let hanging = program(&folder, script);
        let started = Instant::now();
        let scope = Scope::whole(&instance);
        let answer = solve(
            &instance,
            &scope,
            None,
            &Goal::TOTAL,
            &limits(1.0),
            &hanging,
        );
        let took = started.elapsed();
        assert_eq!(
            answer.status,
            Status::NoAnswer(NoAnswer::Abandoned(Failure::Deadline))
        );
        assert!(took < Duration::from_secs(8), "took {took:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_process_that_crashes_or_talks_nonsense_gives_no_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    for script in [
        "kill -9 $$",
        "echo nonsense",
        "exit 3",
        "printf 'EMPREP01\\000'",
    ] {
        let answer = ask(&small(), None, &program(&folder, script));
        assert_eq!(
            answer.status,
            Status::NoAnswer(NoAnswer::Abandoned(Failure::Crashed)),
            "{script}"
        );
    }
    let absent = ChildProcess::new(folder.path().join("absent"));
    let answer = ask(&small(), None, &absent);
    assert_eq!(
        answer.status,
        Status::NoAnswer(NoAnswer::Abandoned(Failure::NotStarted))
    );
}

/// A solver that ignores its time limit.
struct Slow;

impl Runner for Slow {
    fn run(&self, job: &Job, deadline: &Deadline) -> Result<Report, Failure> {
        let mut job = job.clone();
        job.options.seconds = 1e6;
        BackgroundThread.run(&job, deadline)
    }
}

#[test]
fn a_solver_that_ignores_its_limit_is_left_behind_at_the_deadline() {
    let instance = season(60, 40, 4, 2);
    let started = Instant::now();
    let scope = Scope::whole(&instance);
    let answer = solve(&instance, &scope, None, &Goal::TOTAL, &limits(0.8), &Slow);
    let took = started.elapsed();
    assert_eq!(
        answer.status,
        Status::NoAnswer(NoAnswer::Abandoned(Failure::Deadline))
    );
    assert!(took < Duration::from_secs(8), "took {took:?}");
}

#[test]
fn a_stop_is_heard_at_once() {
    let instance = season(60, 40, 4, 2);
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let limits = Limits {
        time: Duration::from_secs(600),
        stop: Some(Arc::new(move || asked.load(Ordering::SeqCst))),
        ..Limits::default()
    };
    let timer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        stop.store(true, Ordering::SeqCst);
    });
    let started = Instant::now();
    let program = ChildProcess::new(env!("CARGO_BIN_EXE_empanel"));
    let scope = Scope::whole(&instance);
    let answer = solve(&instance, &scope, None, &Goal::TOTAL, &limits, &program);
    assert_eq!(
        answer.status,
        Status::NoAnswer(NoAnswer::Abandoned(Failure::Stopped))
    );
    assert!(started.elapsed() < Duration::from_secs(8));
    timer.join().expect("the timer ends");
}

#[test]
fn a_limit_of_nothing_is_answered_at_once() {
    let instance = small();
    let scope = Scope::whole(&instance);
    for runner in [
        &BackgroundThread as &dyn Runner,
        &ChildProcess::new(env!("CARGO_BIN_EXE_empanel")),
    ] {
        let answer = solve(&instance, &scope, None, &Goal::TOTAL, &limits(0.0), runner);
        assert!(
            matches!(answer.status, Status::NoAnswer(_)),
            "{:?}",
            answer.status
        );
    }
}

#[test]
fn the_process_and_the_thread_give_the_same_answer_every_time() {
    let instance = season(20, 12, 2, 7);
    let program = ChildProcess::new(env!("CARGO_BIN_EXE_empanel"));
    let first = ask(&instance, None, &program);
    assert_eq!(first.status, Status::Optimal);
    assert_eq!(ask(&instance, None, &program), first);
    assert_eq!(ask(&instance, None, &BackgroundThread), first);
}

#[test]
fn the_hidden_verb_refuses_what_is_no_job() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    for bytes in [
        &b""[..],
        b"garbage",
        &[9, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_empanel"))
            .arg("solver-process")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(bytes).expect("a pipe takes bytes");
        drop(input);
        let output = child.wait_with_output().expect("the program ends");
        assert!(!output.status.success());
        assert!(output.stdout.is_empty());
    }
}
