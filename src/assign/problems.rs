//! Problems with the files of the pairwise form. Their codes are in the catalogue of all problems,
//! `src/files/tables/CODES.md`.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};

/// Maximum number of problems listed; the others are counted.
const LISTED: usize = 50;

/// Problems found so far, the first [`LISTED`] of them in full.
#[derive(Debug, Default)]
pub(super) struct Findings {
    listed: Vec<Problem>,
    errors: usize,
    more: usize,
}

impl Findings {
    /// Records an error at a line of a file (0: the whole file).
    pub fn error(
        &mut self,
        code: &'static str,
        file: &str,
        line: usize,
        value: &[u8],
        what: Bilingual,
        action: Bilingual,
    ) {
        self.errors += 1;
        self.push(Severity::Error, code, file, line, value, what, action);
    }

    /// Records a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        file: &str,
        line: usize,
        value: &[u8],
        what: Bilingual,
        action: Bilingual,
    ) {
        self.push(Severity::Warning, code, file, line, value, what, action);
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a problem")]
    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        file: &str,
        line: usize,
        value: &[u8],
        what: Bilingual,
        action: Bilingual,
    ) {
        if self.listed.len() >= LISTED {
            self.more += 1;
            return;
        }
        let place = if line == 0 {
            Place::file(file)
        } else {
            Place::row(file, u32::try_from(line).unwrap_or(u32::MAX))
        };
        self.listed.push(Problem {
            severity,
            code,
            place,
            value: String::from_utf8_lossy(value).into_owned(),
            what,
            action,
        });
    }

    /// Whether there is an error.
    pub fn failed(&self) -> bool {
        self.errors > 0
    }

    /// Returns the problems, with a count of those not listed.
    pub fn into_problems(mut self) -> Vec<Problem> {
        let more = self.more;
        if more > 0 {
            self.listed.push(Problem {
                severity: Severity::Note,
                code: "A199",
                place: Place::default(),
                value: String::new(),
                what: bilingual!(
                    "另有 {more} 处问题未列出。",
                    "{more} more problems are not listed."
                ),
                action: bilingual!(
                    "先改正以上各处，再运行一次。",
                    "Correct these first and run again."
                ),
            });
        }
        self.listed
    }
}
