//! Problems gathered while reading, so that a person sees all of them at once.

use super::ProblemCode;
use crate::bilingual;
use crate::model::{Place, Problem, Severity};
use crate::text::{Bilingual, Lang};
use std::collections::BTreeMap;
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// Why a season or a plan cannot be used: at least one error, and whatever else was found, in
/// the order of the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            let newline = if position == 0 { "" } else { "\n" };
            write!(f, "{newline}{}", problem.say(Lang::En))?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Problems of one kind listed for one file; what comes after is only counted, so that a table
/// with a million wrong cells needs no million messages.
const LISTED: usize = 500;

/// Collects problems in the order in which they are found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
    counts: BTreeMap<(String, ProblemCode), usize>,
    errors: usize,
}

impl Findings {
    /// Notes a problem.
    pub(super) fn add(
        &mut self,
        code: ProblemCode,
        place: Place,
        value: impl Into<String>,
        what: Bilingual,
        action: Bilingual,
    ) {
        let severity = code.severity();
        self.errors += usize::from(severity == Severity::Error);
        let count = self.counts.entry((place.file.clone(), code)).or_default();
        *count += 1;
        if *count > LISTED {
            return;
        }
        self.problems.push(Problem {
            severity,
            code: code.code(),
            value: clip(hidden(value.into(), place.column.as_deref())),
            place,
            what,
            action,
        });
    }

    /// Whether a further problem of this kind in this file would still be listed: if not, nobody
    /// needs to look for the nearest known word.
    pub(super) fn wants(&self, code: ProblemCode, file: &str) -> bool {
        let count = self.counts.get(&(file.to_owned(), code));
        count.is_none_or(|count| *count < LISTED)
    }

    /// How many errors there are so far.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Puts the problems in the order in which a person mends them: file by file, row by row.
    fn sort(&mut self) {
        let mut files: BTreeMap<String, usize> = BTreeMap::new();
        for problem in &self.problems {
            let next = files.len();
            files.entry(problem.place.file.clone()).or_insert(next);
        }
        self.problems
            .sort_by_key(|problem| (files[&problem.place.file], problem.place.row));
    }

    /// Returns what was found: `Ok` with warnings and notes when there is no error.
    pub(super) fn finish(mut self) -> Result<Vec<Problem>, Problems> {
        for ((file, code), count) in std::mem::take(&mut self.counts) {
            if let Some(more @ 1..) = count.checked_sub(LISTED) {
                let code = code.code();
                self.add(
                    ProblemCode::More,
                    Place::file(file),
                    code,
                    bilingual!(
                        "另有 {more} 处 {code} 类问题未逐一列出",
                        "{more} more problems of kind {code} are not listed"
                    ),
                    bilingual!(
                        "先改正已列出的问题，再检查一次",
                        "Mend those listed, then check again"
                    ),
                );
            }
        }
        self.sort();
        if self.errors == 0 {
            Ok(self.problems)
        } else {
            Err(Problems(self.problems))
        }
    }
}

/// Leaves out what looks like a phone number or a mail address, which slipped into the cell of
/// another column: the place is enough to find it, and messages go to screens and logs. An id may
/// look like anything and is shown.
fn hidden(value: String, column: Option<&str>) -> String {
    let is_id =
        column.is_some_and(|name| name.contains("编号") || name.to_lowercase().contains("id"));
    let digits: String = value.nfkc().filter(char::is_ascii_digit).collect();
    let number = value
        .nfkc()
        .all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    let national = digits.strip_prefix("86").unwrap_or(&digits);
    let mobile = national.len() == 11 && national.starts_with('1');
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    let plain: String = value.nfkc().collect();
    let mail = plain.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains(char::is_whitespace)
    });
    if !is_id && (mail || number && (mobile || landline)) {
        return "…".to_owned();
    }
    value
}

/// Shortens a value that would fill the screen.
fn clip(value: String) -> String {
    const LONGEST: usize = 80;
    if value.chars().count() <= LONGEST {
        return value;
    }
    let head: String = value.chars().take(LONGEST).collect();
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_and_mail_in_the_wrong_cell_are_not_shown() {
        for secret in [
            "13800138000",
            "138 0013 8000",
            "+86 138-0013-8000",
            "１３８００１３８０００",
            "010-62345678",
            "a@b.cn",
        ] {
            assert_eq!(hidden(secret.to_owned(), Some("评审上限")), "…", "{secret}");
        }
        for plain in ["大概", "-3", "2026-10-12", "20261012", "empanel/plan@2"] {
            assert_eq!(hidden(plain.to_owned(), Some("评审上限")), plain);
        }
        let id = "13800138000";
        assert_eq!(hidden(id.to_owned(), Some("专家编号")), id);
    }
}
