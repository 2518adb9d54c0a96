//! A problem of a sheet.

use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};

/// Makes a problem; the severity follows from `code`'s use and is given.
pub(in crate::year::sheets) fn problem(
    severity: Severity,
    code: &'static str,
    place: Place,
    value: impl Into<String>,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity,
        code,
        place,
        value: value.into(),
        what,
        action,
    }
}
