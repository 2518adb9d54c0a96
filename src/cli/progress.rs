//! Progress of a run: a bar on the terminal, JSON lines in a file.

use super::exit::{Exit, Failure};
use super::printer::Printer;
use crate::bilingual;
use crate::model::words::{Bilingual, Lang, refused};
use crate::solve::{Progress, Snapshot};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Steps of a full bar.
const STEPS: u64 = 1000;

/// Observes a run for the terminal and for a log file.
pub(super) struct Watch {
    bar: ProgressBar,
    log: Option<Mutex<File>>,
    lang: Lang,
    /// Set as soon as a plan is known that satisfies every hard rule.
    found: Arc<AtomicBool>,
}

impl Watch {
    /// Starts reporting. The log file is opened immediately, so that an invalid name is reported
    /// before any work is done.
    ///
    /// # Errors
    /// The log cannot be written, or exists and may not be replaced.
    pub(super) fn new(
        printer: &Printer,
        log: Option<&Path>,
        force: bool,
        found: &Arc<AtomicBool>,
    ) -> Result<Self, Failure> {
        let log = log.map(|path| open(path, force)).transpose()?;
        let bar = if printer.shows_progress() {
            ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {elapsed_precise} {msg}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Ok(Self {
            bar,
            log: log.map(Mutex::new),
            lang: printer.lang(),
            found: Arc::clone(found),
        })
    }

    /// Removes the bar from the screen.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Watch {
    fn report(&self, snapshot: &Snapshot) {
        if snapshot.complete {
            self.found.store(true, Ordering::SeqCst);
        }
        // A share lies within 0..1.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        self.bar
            .set_position((snapshot.share.clamp(0.0, 1.0) * STEPS as f64) as u64);
        self.bar
            .set_message(words(snapshot).say(self.lang).to_owned());
        tracing::debug!(
            seconds = snapshot.seconds,
            total = snapshot.total,
            shortfalls = snapshot.shortfalls,
            bound = snapshot.bound,
            moves = snapshot.moves,
            "progress"
        );
        if let Some(log) = &self.log
            && let Ok(mut log) = log.lock()
        {
            // A log that can no longer be written must not end the run.
            let _ = writeln!(log, "{}", line(snapshot));
        }
    }
}

fn words(snapshot: &Snapshot) -> Bilingual {
    let (total, short) = (snapshot.total, snapshot.shortfalls);
    // Moves are far below 2^52.
    #[expect(clippy::cast_precision_loss)]
    let speed = snapshot.moves as f64 / snapshot.seconds.max(1e-3) / 1e6;
    let (bound_zh, bound_en) = match snapshot.bound {
        Some(bound) if bound > 0.0 => {
            let gap = 100.0 * (bound - total).max(0.0) / bound;
            (
                format!("  上限 {bound:.2}  差距 {gap:.2}%"),
                format!("  bound {bound:.2}  gap {gap:.2}%"),
            )
        }
        _ => (String::new(), String::new()),
    };
    if !snapshot.complete {
        return bilingual!(
            "尚无合规方案  {speed:.1} 百万步/秒",
            "no plan yet  {speed:.1} M moves/s"
        );
    }
    bilingual!(
        "总得分 {total:.2}  缺口 {short}{bound_zh}  {speed:.1} 百万步/秒",
        "total {total:.2}  shortfalls {short}{bound_en}  {speed:.1} M moves/s"
    )
}

fn line(snapshot: &Snapshot) -> serde_json::Value {
    json!({
        "seconds": snapshot.seconds,
        "share": snapshot.share,
        "total": snapshot.total,
        "worst": snapshot.worst,
        "shortfalls": snapshot.shortfalls,
        "complete": snapshot.complete,
        "bound": snapshot.bound,
        "moves": snapshot.moves,
    })
}

fn open(path: &Path, force: bool) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    options.open(path).map_err(|error| {
        let shown = path.display();
        let Bilingual { zh, en } = refused(&error);
        Failure::new(
            Exit::Usage,
            bilingual!(
                "无法新建日志文件「{shown}」：{zh}。已有的文件须加 --force 才会覆盖。",
                "The log file [{shown}] cannot be created: {en}. An existing file is overwritten only with --force."
            ),
        )
    })
}
