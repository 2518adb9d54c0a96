//! Something wrong, or worth a look, in what a person gave the program.

use super::Place;
use crate::model::words::{Bilingual, Hidden, Lang, private_parts, without};
use serde::Serialize;
use std::collections::BTreeSet;

/// How much a [`Problem`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The season cannot be used until this is mended.
    Error,
    /// The season can be used; a person should look.
    Warning,
    /// Said once so that nobody wonders.
    Note,
}

/// One problem with where it is, what stands there, what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Whether it stops the work.
    pub severity: Severity,
    /// Stable code of the kind of problem, such as `E104`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// The offending value as it is in the file; empty when there is none.
    pub value: String,
    /// What is wrong, a sentence.
    pub what: Bilingual,
    /// What to do about it, a sentence.
    pub action: Bilingual,
}

impl Problem {
    /// The same without what nobody need read: numbers and addresses in its value, and names that
    /// are `hidden`, there and in its sentences where the value has them.
    pub fn discreet(mut self, hidden: &Hidden) -> Self {
        let whole = std::mem::take(&mut self.value);
        // No one reads further, and what is not shown need not be looked through.
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

    /// Puts `shown` in place of `part` in the sentences.
    fn replace(&mut self, part: &str, shown: &str) {
        for words in [&mut self.what, &mut self.action] {
            for said in [&mut words.zh, &mut words.en] {
                if said.contains(part) {
                    *said = said.replace(part, shown);
                }
            }
        }
    }

    /// Says the whole problem on one line followed by the advice on the next.
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
        match lang {
            Lang::Zh => format!("{code} {place}{value}：{what}\n    → {action}"),
            Lang::En => format!("{code} {place}{value}: {what}\n    -> {action}"),
        }
    }
}

/// As much of a value as anybody looks through for what must not be shown.
fn head(value: &str) -> &str {
    const LONGEST: usize = 400;
    let end = value.char_indices().nth(LONGEST);
    end.map_or(value, |(end, _)| &value[..end])
}
