//! The window on the sample season: how long a person waits, and the memory it takes.
//!
//! `cargo bench --bench window` forms the sample's committee and asks the router, as a browser
//! does, for the verdicts of one drag, of each person and each submission, and for each screen. A
//! row shows the middle and the 95th percentile in milliseconds, and the slowest. The targets: the
//! verdicts within 100 ms (p95), a page within 300 ms. `--moves N` searches longer before. What is
//! measured is a process of its own, whose memory is that of the window alone.
#![allow(missing_docs, clippy::print_stdout)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use empanel::window::{Options, Window};
use empanel::{FormOptions, Lang, WriteOptions};
use http_body_util::BodyExt as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// Moves of the search before anything is measured; the plan need not be a good one.
const MOVES: u64 = 300;
/// How often each screen is opened.
const OPENED: usize = 20;
/// The page that an office sees first; its navigation lists the others.
const FIRST: &str = "/";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// A window, and requests of its own pages.
struct Open {
    window: Window,
    router: Router,
    runtime: Runtime,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|own| own == name)?;
        arguments.get(at + 1)
    };
    if let Some(folder) = after("--measure") {
        return measure(Path::new(folder));
    }
    let moves = after("--moves").and_then(|moves| moves.parse().ok());
    let folder = season(moves.unwrap_or(MOVES))?;
    let mut own = Command::new(std::env::current_exe()?);
    match own.arg("--measure").arg(folder.path()).status()?.success() {
        true => Ok(()),
        false => Err("the measurement failed".into()),
    }
}

fn measure(folder: &Path) -> Outcome<()> {
    let open = Open::on(folder)?;
    println!(
        "{:<34} {:>6} {:>9} {:>9} {:>9}",
        "asked", "times", "p50 ms", "p95 ms", "most ms"
    );
    let (first, home) = open.page(FIRST)?;
    row("first page, tables not yet read", vec![first]);
    let (_, board) = open.page("/board")?;
    for (kind, mark) in [
        ("expert", "data-expert=\""),
        ("submission", "data-submission=\""),
    ] {
        let asked = ids(&board, mark).into_iter();
        // Those who cannot take part are on the board, but not moved.
        let times = asked.filter_map(|id| {
            let answer = open.timed(&format!("/board/verdicts?{kind}={id}"));
            answer.transpose()
        });
        let times: Outcome<Vec<_>> = times.collect();
        let times = times?.into_iter().map(|(time, _)| time).collect();
        row(&format!("verdicts of one drag, {kind}"), times);
    }
    let nav = home.split("</nav>").next().unwrap_or_default();
    for path in ids(nav, "<a href=\"/")
        .iter()
        .map(|path| format!("/{path}"))
    {
        let times: Outcome<Vec<_>> = (0..OPENED).map(|_| open.page(&path)).collect();
        let times = times?.into_iter().map(|(time, _)| time).collect();
        row(&format!("page {path}"), times);
    }
    for (name, key) in [("now", "VmRSS:"), ("at most", "VmHWM:")] {
        println!(
            "memory with the sample open, {name}: {} MiB",
            mebibytes(key).unwrap_or(0)
        );
    }
    Ok(())
}

/// The sample season in a folder of its own, with a committee.
fn season(moves: u64) -> Outcome<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/xlsx");
    for entry in fs::read_dir(sample)? {
        let entry = entry?;
        fs::copy(entry.path(), folder.path().join(entry.file_name()))?;
    }
    let options = FormOptions {
        work: Some(moves),
        ..FormOptions::default()
    };
    let formed = empanel::read(folder.path())?.form(&options)?;
    formed.write(folder.path().join("plan"), &WriteOptions::default())?;
    Ok(folder)
}

impl Open {
    fn on(folder: &Path) -> Outcome<Self> {
        let window = Window::new(&Options {
            folder: folder.to_owned(),
            lang: Lang::Zh,
            ..Options::default()
        })?;
        Ok(Self {
            router: window.router(),
            window,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?,
        })
    }

    fn page(&self, path: &str) -> Outcome<(Duration, String)> {
        self.timed(path)?
            .ok_or_else(|| format!("{path} was refused").into())
    }

    /// Asks as a page of the window does; the time is until the last byte. `None` where the answer
    /// is that it cannot be.
    fn timed(&self, path: &str) -> Outcome<Option<(Duration, String)>> {
        let port = self.window.port();
        let request = Request::get(path)
            .header(header::HOST, format!("127.0.0.1:{port}"))
            .header(
                header::COOKIE,
                format!("empanel-{port}={}", self.window.key()),
            )
            .header("sec-fetch-site", "same-origin")
            .header("sec-fetch-mode", "navigate")
            .body(Body::empty())?;
        let start = Instant::now();
        let (status, bytes) = self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await?;
            let status = response.status();
            let body = response.into_body().collect().await?;
            Outcome::Ok((status, body.to_bytes()))
        })?;
        let time = start.elapsed();
        match status {
            StatusCode::OK => Ok(Some((time, String::from_utf8_lossy(&bytes).into_owned()))),
            StatusCode::CONFLICT => Ok(None),
            _ => Err(format!("{path}: {status}").into()),
        }
    }
}

/// What follows a mark up to the next quote, each once, in the order of the page.
fn ids(page: &str, mark: &str) -> Vec<String> {
    let found = page
        .split(mark)
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let mut all: Vec<String> = Vec::new();
    for id in found {
        if !all.iter().any(|own| own == id) {
            all.push(id.to_owned());
        }
    }
    all
}

fn row(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| {
        let last = times.len().saturating_sub(1);
        let own = times.get((times.len() * share / 100).min(last));
        own.map_or(f64::NAN, |own| own.as_secs_f64() * 1000.0)
    };
    println!(
        "{name:<34} {:>6} {:>9.1} {:>9.1} {:>9.1}",
        times.len(),
        at(50),
        at(95),
        at(100)
    );
}

fn mebibytes(key: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(key))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
