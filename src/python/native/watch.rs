//! Long work beside the interpreter: without its lock, ended by Ctrl-C, watched by a callback.

use empanel::solve::{Progress, Snapshot};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often the interpreter is asked whether somebody pressed Ctrl-C.
const PAUSE: Duration = Duration::from_millis(50);

/// How long work that was stopped is waited for.
const GRACE: Duration = Duration::from_secs(2);

/// Runs `work` in a thread without the interpreter's lock, and returns its result. On Ctrl-C `stop`
/// is set, which ends work that heeds it; that is waited for a moment, so that it leaves no thread.
///
/// # Errors
/// What the signal's handler raised; a panic of `work`.
pub fn interruptible<T: Send + 'static>(
    py: Python<'_>,
    stop: &Arc<AtomicBool>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    attended(py, stop, |_| Ok(()), work)
}

/// [`interruptible`], with `attend` called on the thread that called, as often as Ctrl-C is looked
/// for; what it raises ends the work.
///
/// # Errors
/// What the signal's handler or `attend` raised; a panic of `work`.
pub fn attended<T: Send + 'static>(
    py: Python<'_>,
    stop: &Arc<AtomicBool>,
    mut attend: impl FnMut(Python<'_>) -> PyResult<()> + Send,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (outbox, inbox) = channel();
    thread::spawn(move || {
        // Nobody listens after Ctrl-C.
        let _ = outbox.send(work());
    });
    py.detach(move || {
        loop {
            match inbox.recv_timeout(PAUSE) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err(
                        "the solver failed; please report it",
                    ));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let look = |py: Python<'_>| py.check_signals().and_then(|()| attend(py));
                    if let Err(raised) = Python::attach(look) {
                        stop.store(true, Ordering::Relaxed);
                        let _ = inbox.recv_timeout(GRACE);
                        return Err(raised);
                    }
                }
            }
        }
    })
}

/// Passes progress on to a Python function. What it raises ends the run.
pub struct Callback {
    function: Option<Py<PyAny>>,
    stop: Arc<AtomicBool>,
    raised: Mutex<Option<PyErr>>,
}

impl Callback {
    /// A callback that stops the run when the function raises.
    pub fn new(function: Option<Py<PyAny>>, stop: Arc<AtomicBool>) -> Self {
        Self {
            function,
            stop,
            raised: Mutex::new(None),
        }
    }

    /// What the function raised, if it did.
    pub fn raised(&self) -> Option<PyErr> {
        let mut raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        raised.take()
    }
}

impl Progress for Callback {
    fn report(&self, snapshot: &Snapshot) {
        let Some(function) = &self.function else {
            return;
        };
        if self.stop.load(Ordering::Relaxed) {
            return;
        }
        let told = Python::attach(|py| function.call1(py, (described(py, snapshot)?,)).map(drop));
        if let Err(error) = told {
            self.stop.store(true, Ordering::Relaxed);
            *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        }
    }
}

fn described<'py>(py: Python<'py>, snapshot: &Snapshot) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("seconds", snapshot.seconds)?;
    dict.set_item("share", snapshot.share)?;
    dict.set_item("total", snapshot.total)?;
    dict.set_item("worst", snapshot.worst)?;
    dict.set_item("shortfalls", snapshot.shortfalls)?;
    dict.set_item("complete", snapshot.complete)?;
    dict.set_item("bound", snapshot.bound)?;
    Ok(dict)
}
