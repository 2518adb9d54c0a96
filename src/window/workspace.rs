//! The season's files, read once and read again when they change.
//!
//! A season has two rounds, each with a folder of its own for its committee. One of them is at
//! work: every screen shows it and writes into its folder.

use super::draft::DRAFT_FILE;
use super::turn::{Other, Turn};
use crate::api::{self, Error, Season};
use crate::files::history::{PLAN_FILE, sha256};
use crate::files::tables::read_plain;
use crate::model::Problem;
use crate::model::plan::Plan;
use crate::year::status::{self, Status};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// How many folders deep files are looked for that tell where the year stands.
const DEEP: usize = 3;

/// A season's folder and the folders of its committees.
pub(super) struct Workspace {
    folder: PathBuf,
    /// The folders of both rounds.
    outs: [PathBuf; 2],
    /// Which of them is at work.
    at: AtomicUsize,
    held: Mutex<Held>,
    turn: Turn,
}

/// A round of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Reviews on paper.
    Paper,
    /// The second round: hearings of the shortlist.
    Defence,
}

/// What was read last, with the state of the files then.
#[derive(Default)]
struct Held {
    state: u64,
    looked: Option<(Stamp, Stamp)>,
    tables: Option<(Stamp, Arc<Tables>)>,
    plan: Option<(Stamp, Option<Arc<PlanRead>>)>,
    status: Option<([Stamp; 3], Date, Arc<Status>)>,
}

/// Name, size and time of each file of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Stamp(Vec<(String, u64, Option<SystemTime>)>);

/// The tables of a season.
pub(super) struct Tables {
    /// The season, unless an error keeps it from being used.
    pub(super) season: Option<Season>,
    /// All problems of all tables.
    pub(super) problems: Vec<Problem>,
}

/// The plan in place.
pub(super) struct PlanRead {
    /// SHA-256 of the file.
    pub(super) hash: String,
    /// The plan, or what is wrong with its file.
    pub(super) plan: Result<Plan, Vec<Problem>>,
}

impl Workspace {
    /// Opens a season's folder. The committee of a round is where its latest `plan.json` is: in the
    /// folder itself or in one of the folders in it; else in a new folder, named by `new` for each
    /// round. With `out` one of them is there, and at work; else the one written last is.
    pub(super) fn new(folder: &Path, out: Option<&Path>, new: [&str; 2]) -> Self {
        let mut found = plans(folder);
        if let Some(out) = out {
            found.retain(|own| own.1 != out);
            let phase = phase_of(&out.join(PLAN_FILE)).unwrap_or(Phase::Paper);
            found.push((None, out.to_owned(), phase));
        }
        let last = found.last().map_or(Phase::Paper, |own| own.2);
        let place = |phase: Phase| {
            let mut of = found.iter().rev().filter(|own| own.2 == phase);
            of.next().map(|own| own.1.clone())
        };
        Self {
            outs: [(Phase::Paper, new[0]), (Phase::Defence, new[1])]
                .map(|(phase, new)| place(phase).unwrap_or_else(|| folder.join(new))),
            at: AtomicUsize::new(last as usize),
            folder: folder.to_owned(),
            held: Mutex::default(),
            turn: Turn::default(),
        }
    }

    /// The round at work.
    pub(super) fn phase(&self) -> Phase {
        match self.at.load(Ordering::SeqCst) {
            0 => Phase::Paper,
            _ => Phase::Defence,
        }
    }

    /// Puts a round to work. Nobody may be writing meanwhile.
    pub(super) fn go_to(&self, phase: Phase) {
        let mut held = self.held();
        self.at.store(phase as usize, Ordering::SeqCst);
        held.plan = None;
        held.status = None;
        held.state += 1;
    }

    /// The folder of a round's committee.
    pub(super) fn out_of(&self, phase: Phase) -> &Path {
        &self.outs[phase as usize]
    }

    /// Whether a round has a plan.
    pub(super) fn has(&self, phase: Phase) -> bool {
        self.out_of(phase).join(PLAN_FILE).is_file()
    }

    /// Claims the season for this window; windows opened later only read it.
    pub(super) fn claim(&self) {
        self.turn.claim(&self.folder);
    }

    /// Whether another window holds the season, so that this one only reads.
    pub(super) fn is_read_only(&self) -> bool {
        self.turn.is_others()
    }

    /// Waits until nobody else writes. What is written while the answer is held is written alone.
    ///
    /// # Errors
    /// Another window holds the season.
    pub(super) fn turn(&self) -> Result<MutexGuard<'_, ()>, Other> {
        self.turn.take()
    }

    /// The season's folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of the committee at work.
    pub(super) fn out(&self) -> &Path {
        self.out_of(self.phase())
    }

    /// The name of the season, as its folder is called.
    pub(super) fn name(&self) -> String {
        let whole = self.folder.canonicalize().ok();
        let name = whole.as_deref().and_then(Path::file_name);
        name.unwrap_or_default().to_string_lossy().into_owned()
    }

    /// A number that is another one whenever a file of season or committee has changed.
    pub(super) fn state(&self) -> u64 {
        let mut held = self.held();
        self.look(&mut held)
    }

    /// The tables as they are on disk now.
    pub(super) fn tables(&self) -> Arc<Tables> {
        let mut held = self.held();
        let stamp = Stamp::of(&self.folder);
        if let Some((_, tables)) = held.tables.as_ref().filter(|(then, _)| *then == stamp) {
            return Arc::clone(tables);
        }
        let tables = Arc::new(read(&self.folder));
        held.tables = Some((stamp, Arc::clone(&tables)));
        tables
    }

    /// The plan as it is on disk now; `None` if there is none.
    pub(super) fn plan(&self) -> Option<Arc<PlanRead>> {
        let mut held = self.held();
        let out = self.out();
        let stamp = Stamp::of(out);
        if let Some((_, plan)) = held.plan.as_ref().filter(|(then, _)| *then == stamp) {
            return plan.clone();
        }
        let plan = read_plan(&out.join(PLAN_FILE)).map(Arc::new);
        held.plan = Some((stamp, plan.clone()));
        plan
    }

    /// Where the year stands.
    pub(super) fn status(&self, today: Date) -> Arc<Status> {
        let mut held = self.held();
        let [first, second] = &self.outs;
        let state = [&self.folder, first, second].map(|own| Stamp::deep(own));
        let own = held.status.as_ref();
        if let Some((_, _, status)) = own.filter(|own| own.0 == state && own.1 == today) {
            return Arc::clone(status);
        }
        let outs = self.outs.iter().map(PathBuf::as_path);
        let outside: Vec<&Path> = outs.filter(|own| !own.starts_with(&self.folder)).collect();
        let status = Arc::new(status::look(&self.folder, &outside, today));
        held.status = Some((state, today, Arc::clone(&status)));
        status
    }

    fn look(&self, held: &mut Held) -> u64 {
        let stamps = Some((Stamp::of(&self.folder), Stamp::of(self.out())));
        if held.looked != stamps {
            held.looked = stamps;
            held.state += 1;
        }
        held.state
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stamp {
    /// The state of the files of a folder now. What office programs write beside an open file, and
    /// our own draft, is left out.
    fn of(folder: &Path) -> Self {
        let mut files = Vec::new();
        list(folder, "", 0, &mut files);
        files.sort();
        Self(files)
    }

    /// The same with the files of its folders, into which the steps of the year write.
    fn deep(folder: &Path) -> Self {
        let mut files = Vec::new();
        list(folder, "", DEEP, &mut files);
        files.sort();
        Self(files)
    }
}

fn list(
    folder: &Path,
    above: &str,
    deeper: usize,
    files: &mut Vec<(String, u64, Option<SystemTime>)>,
) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("~$") || name.starts_with('.') || name == DRAFT_FILE {
            continue;
        }
        let Ok(meta) = entry.metadata() else {
            continue;
        };
        if meta.is_file() {
            files.push((format!("{above}{name}"), meta.len(), meta.modified().ok()));
        } else if meta.is_dir() && deeper > 0 {
            list(&entry.path(), &format!("{above}{name}/"), deeper - 1, files);
        }
    }
}

/// Reads the tables; those that only later steps need do not keep a season from being used.
fn read(folder: &Path) -> Tables {
    match api::read_all(folder, None) {
        Ok(season) => Tables {
            problems: season.notes().to_vec(),
            season: Some(season),
        },
        Err(error) => Tables {
            problems: problems(error),
            season: api::read(folder).ok(),
        },
    }
}

fn read_plan(path: &Path) -> Option<PlanRead> {
    let bytes = match read_plain(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        read => read.unwrap_or_default(),
    };
    Some(PlanRead {
        hash: sha256(&bytes),
        plan: api::read_plan(path).map_err(problems),
    })
}

fn problems(error: Error) -> Vec<Problem> {
    match error {
        Error::Input(problems) => problems,
        _ => Vec::new(),
    }
}

/// The folders with a plan, the one written last at the end, each with its round.
fn plans(folder: &Path) -> Vec<(Option<SystemTime>, PathBuf, Phase)> {
    let mut found = Vec::new();
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    for place in std::iter::once(folder.to_owned()).chain(inside.map(|entry| entry.path())) {
        let file = place.join(PLAN_FILE);
        let written = fs::metadata(&file).and_then(|meta| meta.modified());
        if let Ok(written) = written {
            let phase = phase_of(&file).unwrap_or(Phase::Paper);
            found.push((Some(written), place, phase));
        }
    }
    found.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    found
}

/// The round of a plan; `None` where there is none that can be read.
fn phase_of(plan: &Path) -> Option<Phase> {
    /// The part of a plan that tells its round.
    #[derive(Deserialize)]
    struct Part {
        round: Option<IgnoredAny>,
    }
    let part: Part = serde_json::from_slice(&read_plain(plan).ok()?).ok()?;
    Some(match part.round {
        Some(_) => Phase::Defence,
        None => Phase::Paper,
    })
}
