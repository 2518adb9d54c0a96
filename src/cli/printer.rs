//! All output to stdout and stderr.

use super::exit::{Exit, Failure};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Problem, Severity};
use crate::solve::instance::Reason;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// The format of stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// Text for people.
    #[default]
    Text,
    /// A single JSON document.
    Json,
}

/// What every verb prints where it fails.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ErrorDocument<'a> {
    /// The failure.
    error: ToldError<'a>,
}

/// A failure.
#[derive(Debug, Serialize, JsonSchema)]
struct ToldError<'a> {
    /// The exit code.
    exit: u8,
    /// The exit code as a word.
    kind: &'a str,
    /// What happened and what to do.
    message: &'a Bilingual,
    /// The problems of the files, if any.
    problems: &'a [Problem],
    /// Why no plan exists, if that is the cause.
    reasons: &'a [Reason],
}

/// Writes data to stdout and messages to stderr, in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printer {
    format: Format,
    lang: Lang,
    quiet: bool,
}

impl Printer {
    /// Creates a printer that is not quiet.
    pub(super) fn new(format: Format, lang: Lang) -> Self {
        Self {
            format,
            lang,
            quiet: false,
        }
    }

    /// Suppresses everything on stderr except errors.
    pub(super) fn set_quiet(&mut self, quiet: bool) {
        self.quiet = quiet;
    }

    /// The language of messages.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether stdout is a single JSON document.
    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether a progress bar may be shown: on a terminal and not quiet.
    pub(super) fn shows_progress(&self) -> bool {
        use std::io::IsTerminal as _;
        !self.quiet && io::stderr().is_terminal()
    }

    /// Writes data to stdout unchanged. If the reader has closed the pipe, the run continues
    /// silently, because its files and its exit code still matter.
    ///
    /// # Errors
    /// stdout cannot be written for another reason.
    pub(super) fn data(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::stdout(&error)),
            _ => Ok(()),
        }
    }

    /// Writes a JSON document to stdout. Documents contain sentences in both languages, so they do
    /// not depend on the language of the run.
    ///
    /// # Errors
    /// stdout cannot be written.
    pub(super) fn document(&self, document: &(impl Serialize + JsonSchema)) -> Result<(), Failure> {
        let mut text = serde_json::to_string_pretty(document)
            .map_err(|error| Failure::stdout(&io::Error::other(error)))?;
        text.push('\n');
        self.data(&text)
    }

    /// Writes a message to stderr, unless quiet.
    pub(super) fn note(&self, message: &Bilingual) {
        if !self.quiet {
            complain(message.say(self.lang));
        }
    }

    /// A printer with the same settings for messages of another thread.
    pub(super) fn teller(&self) -> Self {
        *self
    }

    /// Writes problems to stderr; if quiet, only errors, since they may determine the exit code.
    pub(super) fn problems(&self, problems: &[Problem]) {
        let said = problems
            .iter()
            .filter(|own| !self.quiet || own.severity == Severity::Error);
        for problem in gravest_last(said) {
            complain(&problem.say(self.lang));
        }
    }

    /// Writes an error to stderr, even if quiet.
    pub(super) fn error(&self, text: &str) {
        complain(text);
    }

    /// Reports a failure and returns its exit code. With JSON the error is the document on stdout,
    /// and is also written to stderr.
    pub(super) fn failure(&self, failure: &Failure) -> Exit {
        let Failure::Told {
            exit,
            message,
            problems,
            reasons,
        } = failure;
        if self.is_json() {
            let document = ErrorDocument {
                error: ToldError {
                    exit: *exit as u8,
                    kind: exit.key(),
                    message,
                    problems,
                    reasons,
                },
            };
            // A second failure can only be reported on stderr, below.
            let _ = self.document(&document);
        }
        for problem in gravest_last(problems.iter()) {
            complain(&problem.say(self.lang));
        }
        for reason in reasons {
            complain(&format!("{} {}", reason.rule, reason.words.say(self.lang)));
        }
        complain(message.say(self.lang));
        *exit
    }
}

/// Notes, then warnings, then errors, each in their order: the end of a long list is what a person
/// sees on the screen.
fn gravest_last<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<&'a Problem> {
    let mut sorted: Vec<&Problem> = problems.collect();
    sorted.sort_by_key(|own| match own.severity {
        Severity::Note => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    });
    sorted
}

/// Writes a line to stderr. A failure to do so cannot be reported anywhere.
fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
