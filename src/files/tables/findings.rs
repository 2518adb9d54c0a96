//! Collects problems while reading, so that users see all of them at once.

use super::ProblemCode;
use super::nearest::suggestion;
use crate::bilingual;
use crate::model::words::{Bilingual, Hidden, Lang, reveal};
use crate::model::{Place, Problem, Severity};
use std::collections::BTreeMap;
use std::fmt;

/// Why a season or a plan cannot be used: at least one error, and all other problems, in the order
/// of the tables.
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

/// Maximum number of problems of one kind listed for one file. Further ones are only counted, so
/// that a table with a million wrong cells does not produce a million messages.
const LISTED: usize = 500;

/// Collects problems in the order in which they are found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
    counts: BTreeMap<(String, ProblemCode), usize>,
    errors: usize,
}

impl Findings {
    /// Adds a problem.
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
        let problem = Problem {
            severity,
            code: code.code(),
            value: value.into(),
            place,
            what,
            action,
        };
        let mut problem = problem.discreet(&Hidden::default());
        // Make characters visible that cannot be seen in the file.
        problem.value = reveal(&clip(problem.value)).into_owned();
        self.problems.push(problem);
    }

    /// Removes names from all problems so far.
    pub(super) fn hide(&mut self, names: &Hidden) {
        let problems = std::mem::take(&mut self.problems).into_iter();
        self.problems = problems.map(|own| own.discreet(names)).collect();
    }

    /// Drops the problems of these kinds.
    pub(super) fn leave_out(&mut self, codes: &[ProblemCode]) {
        for code in codes {
            self.problems.retain(|own| own.code != code.code());
            self.counts.retain(|(_, own), _| own != code);
        }
        let errors = self.problems.iter();
        self.errors = errors.filter(|own| own.severity == Severity::Error).count();
    }

    /// Takes what others found.
    pub(super) fn take(&mut self, others: Self) {
        self.problems.extend(others.problems);
        for (key, count) in others.counts {
            *self.counts.entry(key).or_default() += count;
        }
        self.errors += others.errors;
    }

    /// Whether a further problem of this kind in this file would still be listed; if not, the
    /// search for a suggestion can be skipped.
    pub(super) fn wants(&self, code: ProblemCode, file: &str) -> bool {
        let count = self.counts.get(&(file.to_owned(), code));
        count.is_none_or(|count| *count < LISTED)
    }

    /// A clause suggesting the known word nearest to a wrong one, for a problem of this kind. Empty
    /// if the problem would not be listed anyway, so that a table full of wrong rows is not
    /// compared row by row with everything known.
    pub(super) fn near<'a>(
        &self,
        code: ProblemCode,
        file: &str,
        find: impl FnOnce() -> Option<&'a str>,
    ) -> Bilingual {
        suggestion(self.wants(code, file).then(find).flatten())
    }

    /// Whether this file has a problem of this kind.
    pub(super) fn has(&self, code: ProblemCode, file: &str) -> bool {
        self.counts.contains_key(&(file.to_owned(), code))
    }

    /// Number of errors so far.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Sorts the problems in the order of correction: by file, then by row.
    fn sort(&mut self) {
        let mut files: BTreeMap<String, usize> = BTreeMap::new();
        for problem in &self.problems {
            let next = files.len();
            files.entry(problem.place.file.clone()).or_insert(next);
        }
        self.problems
            .sort_by_key(|problem| (files[&problem.place.file], problem.place.row));
    }

    /// Returns all problems: `Ok` with warnings and notes if there is no error.
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
                        "Further problems of kind {code} not listed: {more}"
                    ),
                    bilingual!(
                        "先改正已列出的问题，再检查一次",
                        "Correct those listed, then check again"
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

    /// The value of a problem as shown to users.
    fn shown(value: &str, column: &str) -> String {
        let mut findings = Findings::default();
        let place = Place {
            column: Some(column.to_owned()),
            ..Place::file("experts.csv")
        };
        let none = Bilingual::default;
        findings.add(ProblemCode::YesNoUnknown, place, value, none(), none());
        findings.problems[0].value.clone()
    }

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
            assert_eq!(shown(secret, "评审上限"), "…", "{secret}");
        }
        assert_eq!(shown("电话13911112222", "评审上限"), "电话…");
        for plain in ["大概", "-3", "2026-10-12", "20261012", "empanel/plan@2"] {
            assert_eq!(shown(plain, "评审上限"), plain);
        }
        let id = "13800138000";
        assert_eq!(shown(id, "专家编号"), id);
    }
}
