//! The committee being formed: one run at a time, on a thread of its own.

use super::workspace::{Phase, Workspace};
use crate::api::write::deliver;
use crate::api::{Error, FormOptions, Formed, Season};
use crate::bilingual;
use crate::explain::shortage::{self, Trial};
use crate::files::history::{Action, HistoryError, Meta, Seen};
use crate::model::Problem;
use crate::model::plan::Round;
use crate::model::second_round;
use crate::model::words::{Bilingual, Lang};
use crate::report::CoursePoint;
use crate::solve::{Progress, Snapshot};
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Longest search for changes that would help where no plan is possible.
const ADVICE: Duration = Duration::from_secs(20);

/// The run in progress, or how the last one ended.
pub(super) struct Work {
    live: watch::Sender<Live>,
    stop: Mutex<Arc<AtomicBool>>,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stage {
    /// None was started since the program was.
    #[default]
    None,
    /// It runs.
    Running,
    /// It was asked to stop with the best plan so far.
    Stopping,
    /// Its plan was written.
    Written,
    /// It ended without a plan.
    Failed,
}

/// The figures of a run, for the page that shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Live {
    /// How far it is.
    pub(super) stage: Stage,
    /// Seconds since the start.
    pub(super) seconds: f64,
    /// The time limit in seconds.
    pub(super) limit: f64,
    /// Whether a plan that keeps every rule is in hand.
    pub(super) complete: bool,
    /// Its total score.
    pub(super) total: f64,
    /// Its shortfalls.
    pub(super) shortfalls: usize,
    /// The proven limit of the total.
    pub(super) bound: Option<f64>,
    /// Moves tried.
    pub(super) moves: u64,
    /// Why it failed.
    pub(super) said: Option<Bilingual>,
    /// What was found out about the round before it began.
    #[serde(skip)]
    pub(super) notes: Vec<Problem>,
}

/// The second round to be formed.
pub(super) struct Hearings {
    /// Distributions of its days, the best first: the others are tried where the first has no plan.
    pub(super) rounds: Vec<Round>,
    /// Notes for the office.
    pub(super) notes: Vec<Problem>,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            live: watch::Sender::new(Live::default()),
            stop: Mutex::default(),
        }
    }
}

impl Progress for Work {
    fn report(&self, snapshot: &Snapshot) {
        self.live.send_modify(|live| {
            live.seconds = snapshot.seconds;
            live.complete = snapshot.complete;
            live.total = snapshot.total;
            live.shortfalls = snapshot.shortfalls;
            live.bound = snapshot.bound;
            live.moves = snapshot.moves;
        });
    }
}

impl Work {
    /// The figures as they come.
    pub(super) fn watch(&self) -> watch::Receiver<Live> {
        self.live.subscribe()
    }

    /// The figures now.
    pub(super) fn now(&self) -> Live {
        self.live.borrow().clone()
    }

    /// Whether a run is in progress.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self.live.borrow().stage, Stage::Running | Stage::Stopping)
    }

    /// Ends the run with the best plan so far.
    pub(super) fn stop(&self) {
        self.flag().store(true, Ordering::SeqCst);
        self.live.send_modify(|live| {
            if live.stage == Stage::Running {
                live.stage = Stage::Stopping;
            }
        });
    }

    /// Takes the only place for a run; false if one is in progress.
    fn take(&self, limit: f64, notes: Vec<Problem>) -> bool {
        self.live.send_if_modified(|live| {
            if matches!(live.stage, Stage::Running | Stage::Stopping) {
                return false;
            }
            *live = Live {
                stage: Stage::Running,
                limit,
                notes,
                ..Live::default()
            };
            true
        })
    }

    fn flag(&self) -> Arc<AtomicBool> {
        let flag = self.stop.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&flag)
    }

    fn end(&self, done: Result<(), Error>) {
        self.live.send_modify(|live| match done {
            Ok(()) => live.stage = Stage::Written,
            Err(error) => {
                live.stage = Stage::Failed;
                live.said = Some(Bilingual::new(error.say(Lang::Zh), error.say(Lang::En)));
            }
        });
    }
}

/// Starts to form the committee of a season, or with `hearings` that of its second round; false if
/// a run is in progress. When it ends, by time, proof or [`Work::stop`], its plan becomes the next
/// version in the history of its round.
pub(super) fn start(
    work: &Arc<Work>,
    workspace: &Arc<Workspace>,
    season: Season,
    options: FormOptions,
    (reason, hearings): (String, Option<Hearings>),
) -> bool {
    let (rounds, notes) = hearings.map_or_else(Default::default, |own| (own.rounds, own.notes));
    if !work.take(options.seconds, notes) {
        return false;
    }
    let stop = Arc::new(AtomicBool::new(false));
    *work.stop.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&stop);
    let (work, workspace) = (Arc::clone(work), Arc::clone(workspace));
    thread::spawn(move || {
        let run = || {
            form(
                &work,
                &workspace,
                (&season, rounds),
                &options,
                &stop,
                reason,
            )
        };
        let done = catch_unwind(AssertUnwindSafe(run));
        let failed = |_| {
            let words = bilingual!("程序自身出错", "a failure of the program itself");
            Err(Error::Document(words.say(options.language).to_owned()))
        };
        work.end(done.unwrap_or_else(failed));
    });
    true
}

fn form(
    work: &Work,
    workspace: &Workspace,
    (season, rounds): (&Season, Vec<Round>),
    options: &FormOptions,
    stop: &Arc<AtomicBool>,
    reason: String,
) -> Result<(), Error> {
    let out = workspace.out_of(match rounds.is_empty() {
        true => Phase::Paper,
        false => Phase::Defence,
    });
    let seen = Seen::of(out);
    let mut formed = formed(work, (season, rounds), options, stop)?;
    second_round::schedule(formed.season.model(), &mut formed.plan);
    formed.check()?;
    let course = formed.course.iter().map(|point| CoursePoint {
        seconds: point.seconds,
        total: point.total,
        shortfalls: point.shortfalls,
        complete: point.complete,
        bound: point.bound,
    });
    let mut story = formed
        .season()
        .story(&formed.plan)
        .with_course(course.collect());
    let meta = Meta::now(Action::Form, None, Some(reason));
    let meta = meta.replace(true).seen(seen);
    let _turn = workspace.turn().map_err(|_| busy(out))?;
    deliver(out, &mut story, Vec::new(), &meta, options.language)?;
    Ok(())
}

/// The committee, of the first of the rounds that has one.
fn formed(
    work: &Work,
    (season, rounds): (&Season, Vec<Round>),
    options: &FormOptions,
    stop: &Arc<AtomicBool>,
) -> Result<Formed, Error> {
    let mut rounds = rounds.into_iter();
    let mut round = rounds.next();
    loop {
        let own = season.in_round(round.as_ref());
        match (own.form_watched(options, stop, work), rounds.next()) {
            (Ok(mut formed), _) => {
                formed.plan.round = round;
                return Ok(formed);
            }
            (Err(Error::Impossible(_)), Some(next)) => round = Some(next),
            (Err(error), _) => return Err(advised(error, &own, options)),
        }
    }
}

/// Another window writes this season.
fn busy(out: &Path) -> Error {
    Error::History(HistoryError::Busy {
        path: out.to_owned(),
    })
}

/// Why there is no plan, with changes that would help if that is proven.
fn advised(error: Error, season: &Season, options: &FormOptions) -> Error {
    let Error::Impossible(reasons) = error else {
        return error;
    };
    let trial = Trial {
        deadline: Instant::now() + ADVICE,
        each: Duration::from_secs(3),
        seed: options.seed,
        threads: options.threads,
    };
    Error::Impossible(shortage::advise(season.model(), reasons, &trial))
}
