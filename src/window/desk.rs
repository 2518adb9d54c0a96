//! A plan laid out for questions. Its solver form borrows from season and plan, so it lives on a
//! thread of its own, which answers one question after another.

use crate::api::{Error, Explain};
use crate::explain::Standing;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::{Sender, channel};
use std::thread;

type Question = Box<dyn FnOnce(&Standing<'_>) + Send>;

/// The way to ask. The thread ends when the desk is dropped.
pub(super) struct Desk {
    ask: Mutex<Sender<Question>>,
}

impl Desk {
    /// Lays a plan out.
    ///
    /// # Errors
    /// The plan and the rules contradict each other, or the plan belongs to another season.
    pub(super) fn open(explain: Explain) -> Result<Self, Error> {
        let (ask, questions) = channel::<Question>();
        let (tell, told) = channel();
        thread::spawn(move || match explain.standing() {
            Ok(standing) => {
                let _ = tell.send(Ok(()));
                for question in questions {
                    question(&standing);
                }
            }
            Err(error) => {
                let _ = tell.send(Err(error));
            }
        });
        let laid = told.recv().unwrap_or(Err(Error::NotFound { broken: None }));
        laid.map(|()| Self {
            ask: Mutex::new(ask),
        })
    }

    /// Asks and waits for the answer; `None` if the thread is gone.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Standing<'_>) -> T + Send + 'static,
    ) -> Option<T> {
        let (tell, told) = channel();
        let question: Question = Box::new(move |standing| {
            let _ = tell.send(question(standing));
        });
        let ask = self.ask.lock().unwrap_or_else(PoisonError::into_inner);
        ask.send(question).ok()?;
        drop(ask);
        told.recv().ok()
    }
}
