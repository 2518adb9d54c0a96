//! Errors, warnings and notes about what a person gave to the program.

use super::Place;
use crate::model::words::{Bilingual, Hidden, Lang, private_parts, without};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Severity of a [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The season cannot be used until this is fixed.
    Error,
    /// The season can be used, but a person should check this.
    Warning,
    /// Informational.
    Note,
}

/// One problem: where it is, the value found, what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// Whether it stops the run.
    pub severity: Severity,
    /// Stable code of the kind of problem, such as `E104`; listed in CODES.md.
    pub code: &'static str,
    /// Position in the input.
    pub place: Place,
    /// The offending value as written; empty when there is none.
    pub value: String,
    /// What is wrong, as a sentence.
    pub what: Bilingual,
    /// What to do about it, as a sentence.
    pub action: Bilingual,
}

impl Problem {
    /// An error about a file as a whole.
    pub(crate) fn of_file(
        code: &'static str,
        file: &str,
        value: impl ToString,
        what: Bilingual,
        action: Bilingual,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            place: Place::file(file),
            value: value.to_string(),
            what,
            action,
        }
    }

    /// The problem without private data: telephone numbers and addresses in the value are removed,
    /// and `hidden` names both from the value and from sentences that quote it.
    pub fn discreet(mut self, hidden: &Hidden) -> Self {
        let whole = std::mem::take(&mut self.value);
        // Only the head of the value is shown, so only the head has to be searched.
        let value = head(&whole);
        if value.len() < whole.len() {
            self.replace(&whole, value);
        }
        let mut parts = private_parts(value, self.place.column.as_deref());
        parts.extend(hidden.within(value));
        let distinct: BTreeSet<&str> = parts.iter().map(|part| &value[part.clone()]).collect();
        for part in distinct {
            self.replace(part, "…");
        }
        self.value = without(value, parts);
        self
    }

    /// Replaces `part` by `shown` in the sentences.
    fn replace(&mut self, part: &str, shown: &str) {
        for words in [&mut self.what, &mut self.action] {
            for said in [&mut words.zh, &mut words.en] {
                if said.contains(part) {
                    *said = said.replace(part, shown);
                }
            }
        }
    }

    /// The whole problem on one line, followed by the advice on the next.
    pub fn say(&self, lang: Lang) -> String {
        let place = self.place.say(lang);
        let what = self.what.say(lang);
        let action = self.action.say(lang);
        let code = self.code;
        let value = if self.value.is_empty() {
            String::new()
        } else {
            match lang {
                Lang::Zh => format!("「{}」", self.value),
                Lang::En => format!(" [{}]", self.value),
            }
        };
        let at = match place.is_empty() && value.is_empty() {
            true => String::new(),
            false => format!(" {place}{value}"),
        };
        match lang {
            Lang::Zh => format!("{code}{at}：{what}\n    → {action}"),
            Lang::En => format!("{code}{at}: {what}\n    -> {action}"),
        }
    }
}

/// The part of a value that is searched for private data.
fn head(value: &str) -> &str {
    const LONGEST: usize = 400;
    let end = value.char_indices().nth(LONGEST);
    end.map_or(value, |(end, _)| &value[..end])
}
