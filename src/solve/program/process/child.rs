//! Runs a solver in a child process that can be killed.

use super::{Deadline, Failure, Job, Report, Runner, engine, wire};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{OnceLock, mpsc};

/// The hidden verb by which the program solves one job.
pub const VERB: &str = "solver-process";

/// How a process that answers [`VERB`] is started, if one may be.
static ANSWERED: OnceLock<Option<ChildProcess>> = OnceLock::new();

/// Declares that this program handles [`VERB`] by calling [`serve`], so that it can be started as
/// its own solver process. Programs that only use the library do not; their solvers run in threads.
pub fn answers() {
    // Said twice, the first stands.
    let _ = ANSWERED.set(None);
}

/// Declares the same of another program: with these arguments before [`VERB`] it calls [`serve`].
/// For a library within an interpreter, whose own file is not ours.
pub fn answered_by(program: impl Into<PathBuf>, before: Vec<OsString>) {
    let _ = ANSWERED.set(Some(ChildProcess {
        program: program.into(),
        before,
    }));
}

/// Runs each job in a new process of the `empanel` program and kills it at the deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildProcess {
    program: PathBuf,
    /// Arguments before [`VERB`].
    before: Vec<OsString>,
}

impl ChildProcess {
    /// Runs jobs with the program at this path.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            before: Vec::new(),
        }
    }

    /// Runs jobs with the current program, whatever its file is called, if it has declared that it
    /// [answers] the hidden verb, or with the program that it named instead.
    pub fn of_this_program() -> Option<Self> {
        if let Some(named) = ANSWERED.get()? {
            return Some(named.clone());
        }
        // Refers to the running file itself, under whatever name it was started, even if it has
        // been renamed, replaced or deleted since.
        let running = Path::new("/proc/self/exe");
        if cfg!(target_os = "linux") && running.exists() {
            return Some(Self::new(running));
        }
        std::env::current_exe().ok().map(Self::new)
    }

    fn start(&self) -> Option<Killed> {
        let mut command = Command::new(&self.program);
        #[cfg(unix)]
        if self.before.is_empty() {
            use std::os::unix::process::CommandExt as _;
            command.arg0("empanel");
        }
        command
            .args(&self.before)
            .arg(VERB)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()
            .map(Killed)
    }
}

/// A child process that is killed when its handle is dropped.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // Fails if the process has already ended; then it only needs to be waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Runner for ChildProcess {
    fn run(&self, job: &Job, deadline: &Deadline) -> Result<Report, Failure> {
        let mut child = self.start().ok_or(Failure::NotStarted)?;
        let mut input = child.0.stdin.take().ok_or(Failure::NotStarted)?;
        let mut output = child.0.stdout.take().ok_or(Failure::NotStarted)?;
        let (outbox, inbox) = mpsc::channel();
        let bytes = wire::job_bytes(job);
        // The job is preceded by its length, and the pipe stays open after it: when it closes, the
        // child knows that its result is no longer wanted.
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes();
        let writer = std::thread::spawn(move || {
            let sent = input
                .write_all(&length)
                .and_then(|()| input.write_all(&bytes));
            sent.and_then(|()| input.flush()).map(|()| input)
        });
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = output.read_to_end(&mut bytes);
            // After the deadline there is no receiver any more; that is not an error.
            let _ = outbox.send(read.map(|_| bytes));
        });
        let read = deadline.wait(&inbox);
        drop(child); // ends both threads' pipes
        drop(writer);
        let bytes = read?.map_err(|_| Failure::Crashed)?;
        wire::read_report(&bytes).ok_or(Failure::Crashed)
    }
}

/// Solves the job read from `input` and writes the report to `output`, as the hidden verb does.
/// Aborts the process when `input` closes early, since the result is no longer wanted.
///
/// # Errors
/// The job cannot be read or the report cannot be written.
pub fn serve(mut input: impl Read + Send + 'static, mut output: impl Write) -> io::Result<()> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let mut bytes = Vec::new();
    let length = u64::from_le_bytes(length);
    (&mut input).take(length).read_to_end(&mut bytes)?;
    let job = wire::read_job(&bytes)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no job of a solver"))?;
    drop(bytes);
    std::thread::spawn(move || {
        let mut rest = [0; 1];
        let _ = input.read(&mut rest);
        // A solver cannot be asked to stop, and the caller is gone.
        std::process::abort();
    });
    let report = engine::solve(&job);
    output.write_all(&wire::report_bytes(&report))?;
    output.flush()
}
