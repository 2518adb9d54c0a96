//! A way to end work from outside: somebody pressed Ctrl-C.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    /// The flag that work on this thread heeds.
    static FLAG: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
}

/// Work was ended by its flag; there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Does `work`, which ends soon after `flag` is set, wherever it is: loops of the solvers look at
/// the flag as often as at the clock. Half-done results are dropped, so that no function between
/// has to hand on that it was stopped.
///
/// # Errors
/// [`Stopped`] if the flag was set before the end.
pub fn heeding<T>(flag: &Arc<AtomicBool>, work: impl FnOnce() -> T) -> Result<T, Stopped> {
    let before = FLAG.replace(Some(Arc::clone(flag)));
    // What `work` borrows is not looked at again after it was stopped.
    let done = catch_unwind(AssertUnwindSafe(work));
    FLAG.set(before);
    match done {
        Ok(_) if flag.load(Ordering::Relaxed) => Err(Stopped),
        Ok(done) => Ok(done),
        Err(thrown) if thrown.is::<Stopped>() => Err(Stopped),
        // A fault of the program is no stop.
        Err(thrown) => resume_unwind(thrown),
    }
}

/// The flag that work on this thread heeds, for a thread or process beside it.
pub fn flag() -> Option<Arc<AtomicBool>> {
    FLAG.with_borrow(Clone::clone)
}

/// Whether the work on this thread should end.
pub fn stopped() -> bool {
    let set = |flag: &Arc<AtomicBool>| flag.load(Ordering::Relaxed);
    FLAG.with_borrow(|flag| flag.as_ref().is_some_and(set))
}

/// Ends the work on this thread if it should end: back to [`heeding`], without a message.
pub fn heed() {
    if stopped() {
        resume_unwind(Box::new(Stopped));
    }
}

/// Looks at the flag now and then.
#[derive(Debug, Default)]
pub(super) struct Glance(u32);

impl Glance {
    /// Steps between two looks.
    const STEPS: u32 = 256;

    /// Counts a step.
    #[inline]
    pub fn step(&mut self) {
        self.0 += 1;
        if self.0 == Self::STEPS {
            self.0 = 0;
            heed();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_ends_where_it_looks() {
        let flag = Arc::new(AtomicBool::new(false));
        assert_eq!(heeding(&flag, || 7), Ok(7));
        let mut steps = 0;
        let done = heeding(&flag, || {
            let mut glance = Glance::default();
            loop {
                steps += 1;
                if steps == 1000 {
                    flag.store(true, Ordering::Relaxed);
                }
                glance.step();
            }
        });
        assert_eq!(done, Err::<(), _>(Stopped));
        assert_eq!(steps, 1024);
        assert!(!stopped(), "the flag is that of the work alone");
        heed();
    }

    #[test]
    fn a_fault_is_no_stop() {
        let flag = Arc::new(AtomicBool::new(false));
        let thrown = catch_unwind(|| heeding(&flag, || resume_unwind(Box::new("fault"))));
        assert!(thrown.is_err_and(|thrown| thrown.is::<&str>()));
    }
}
