//! The only place that writes to stdout and stderr.

use super::exit::{Exit, Failure};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Problem, Severity};
use serde::Serialize;
use serde_json::json;
use std::io::{self, Write};

/// The form of what goes to stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
}

/// Writes data to stdout and everything else to stderr, in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printer {
    format: Format,
    lang: Lang,
    quiet: bool,
}

impl Printer {
    /// Makes a printer of the usual loudness.
    pub(super) fn new(format: Format, lang: Lang) -> Self {
        Self {
            format,
            lang,
            quiet: false,
        }
    }

    /// Leaves only errors on stderr.
    pub(super) fn set_quiet(&mut self, quiet: bool) {
        self.quiet = quiet;
    }

    /// The language spoken.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether stdout takes one JSON document.
    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether a progress bar may be shown: on a terminal, unless quiet.
    pub(super) fn shows_progress(&self) -> bool {
        use std::io::IsTerminal as _;
        !self.quiet && io::stderr().is_terminal()
    }

    /// Writes data to stdout as it is. If the reader has closed the pipe, the work goes on without
    /// a word: its files and its exit code are still wanted.
    ///
    /// # Errors
    /// When stdout cannot be written for another reason.
    pub(super) fn data(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::stdout(&error)),
            _ => Ok(()),
        }
    }

    /// Writes one JSON document to stdout. Documents say sentences in both languages, so that they
    /// do not depend on who asks.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub(super) fn document(&self, document: &impl Serialize) -> Result<(), Failure> {
        let mut text = serde_json::to_string_pretty(document)
            .map_err(|error| Failure::stdout(&io::Error::other(error)))?;
        text.push('\n');
        self.data(&text)
    }

    /// Says something on stderr, unless quiet.
    pub(super) fn note(&self, message: &Bilingual) {
        if !self.quiet {
            complain(message.say(self.lang));
        }
    }

    /// The same voice on stderr for another thread.
    pub(super) fn teller(&self) -> Self {
        *self
    }

    /// Says problems on stderr; when quiet, errors only, as a run may end with them as its code.
    pub(super) fn problems(&self, problems: &[Problem]) {
        let said = problems
            .iter()
            .filter(|own| !self.quiet || own.severity == Severity::Error);
        for problem in said {
            complain(&problem.say(self.lang));
        }
    }

    /// Says on stderr what cannot be left unsaid, even when quiet.
    pub(super) fn error(&self, text: &str) {
        complain(text);
    }

    /// Tells a failure and returns the code to end with. Under JSON the error is the one document
    /// on stdout; stderr says it too.
    pub(super) fn failure(&self, failure: &Failure) -> Exit {
        let Failure::Told {
            exit,
            message,
            problems,
            reasons,
        } = failure;
        if self.is_json() {
            let document = json!({ "error": {
                "exit": *exit as u8,
                "kind": exit.key(),
                "message": message,
                "problems": problems,
                "reasons": reasons,
            }});
            // A second failure can only be reported on stderr, below.
            let _ = self.document(&document);
        }
        for problem in problems {
            complain(&problem.say(self.lang));
        }
        for reason in reasons {
            complain(&format!("{} {}", reason.rule, reason.words.say(self.lang)));
        }
        complain(message.say(self.lang));
        *exit
    }
}

/// Writes a line to stderr. A failure to do so cannot be reported anywhere.
fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
