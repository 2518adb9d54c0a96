//! Reads `rules.toml` by the table of settings; every wrong key and value is reported with its row.

mod edit;
mod meant;
mod mix;
mod words;

#[cfg(test)]
mod tests;

use super::ProblemCode;
use super::findings::Findings;
use crate::model::settings::{Kind, Section, Setting, Value, contradictions, section};
use crate::model::{Place, Problem, Rules};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A rules file, with the places of its keys.
#[derive(Debug)]
struct RulesFile<'a> {
    file: &'a str,
    text: &'a str,
    /// Byte offsets of the line ends.
    ends: Vec<usize>,
    /// Names of the settings, with their ranges in the text.
    keys: Vec<(String, Range<usize>)>,
}

impl RulesFile<'_> {
    fn place_at(&self, span: Range<usize>, column: Option<String>) -> Place {
        let line = 1 + self.ends.partition_point(|end| *end < span.start);
        Place {
            row: u32::try_from(line).ok(),
            column,
            ..Place::file(self.file)
        }
    }

    /// The place of a setting; the whole file if the setting has its default.
    fn place(&self, setting: &str) -> Place {
        let column = Some(setting.to_owned());
        match self.keys.iter().find(|(name, _)| name == setting) {
            Some((_, span)) => self.place_at(span.clone(), column),
            None => Place {
                column,
                ..Place::file(self.file)
            },
        }
    }

    /// The corrected form of the line of a place.
    fn meant(&self, place: &Place) -> Option<String> {
        place.row.and_then(|row| meant::meant(self.text, row))
    }

    fn written(&self, value: &Spanned<DeValue<'_>>) -> &str {
        self.text.get(value.span()).unwrap_or_default()
    }
}

/// Reads the rules. A wrong key, or a value that its setting does not accept, is reported, and the
/// default is kept.
pub(super) fn read(file: &str, text: &str, findings: &mut Findings) -> Rules {
    let mut rules = Rules::default();
    let mut at = RulesFile {
        file,
        text,
        ends: text.match_indices('\n').map(|(at, _)| at).collect(),
        keys: Vec::new(),
    };
    let parsed = match DeTable::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let place = at.place_at(error.span().unwrap_or(0..0), None);
            let better = at.meant(&place);
            words::syntax(place, error.message(), better, findings);
            return rules;
        }
    };
    for (name, value) in parsed.get_ref() {
        let word = name.get_ref().as_ref();
        if word == "mix" {
            rules.mix = mix::read(&at, (name.span(), value), findings);
            continue;
        }
        let Some(section) = section(word) else {
            let place = at.place_at(name.span(), None);
            words::unknown_section(place, word, findings);
            continue;
        };
        let DeValue::Table(entries) = value.get_ref() else {
            let place = at.place_at(name.span(), Some(word.to_owned()));
            words::no_section(place, at.written(value), findings);
            continue;
        };
        for (key, value) in entries {
            entry(&mut at, section, key, value, &mut rules, findings);
        }
    }
    for found in contradictions(&rules) {
        findings.add(
            ProblemCode::RulesContradict,
            at.place(found.setting),
            found.value,
            found.what,
            found.action,
        );
    }
    rules
}

/// Reads the text of a `rules.toml`, with everything that is wrong with it.
pub(crate) fn read_rules(text: &str) -> (Rules, Vec<Problem>) {
    let mut findings = Findings::default();
    let rules = read("rules.toml", text, &mut findings);
    let problems = match findings.finish() {
        Ok(problems) => problems,
        Err(problems) => problems.0,
    };
    (rules, problems)
}

/// The text of a `rules.toml` with some settings changed, its comments kept; `None` where that
/// cannot be done. The rules of the new text are `rules`.
pub(crate) fn edit_rules(text: &str, changes: &[(&str, Value)], rules: &Rules) -> Option<String> {
    let text = edit::edited(text, changes)?;
    (read_rules(&text).0 == *rules).then_some(text)
}

/// Applies one entry of a section.
fn entry<T>(
    at: &mut RulesFile<'_>,
    section: &Section<T>,
    key: &Spanned<Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    rules: &mut T,
    findings: &mut Findings,
) {
    let word = key.get_ref().as_ref();
    let Some(setting) = section.setting(word) else {
        let place = at.place_at(key.span(), Some(format!("{}.{word}", section.key)));
        words::unknown_key(place, section, word, findings);
        return;
    };
    at.keys.push((setting.name(), key.span()));
    let place = at.place_at(key.span(), Some(setting.name()));
    let Some(given) = typed(setting, value.get_ref()) else {
        let (form, better) = (setting.values.form(), at.meant(&place));
        words::wrong_type(place, at.written(value), &form, better, findings);
        return;
    };
    // A value out of range is set anyway, so that no contradiction with a default is reported. An
    // unknown word cannot be set.
    let set = setting.set(rules, &given);
    match (setting.values.kind, &given) {
        (Kind::Choice(words), Value::Text(word)) if !set => {
            words::no_choice(place, setting, word, words, findings);
        }
        _ if !set || !setting.values.hold(&given) => {
            words::out_of_range(place, at.written(value), &setting.values.range(), findings);
        }
        _ => {}
    }
}

/// The value in the setting's type; `None` if it has another type.
fn typed<T>(setting: &Setting<T>, value: &DeValue<'_>) -> Option<Value> {
    match (setting.values.kind, value) {
        (Kind::YesNo, DeValue::Boolean(answer)) => Some(Value::YesNo(*answer)),
        (Kind::Choice(_) | Kind::Days | Kind::Time | Kind::Words, DeValue::String(word)) => {
            Some(Value::Text(word.to_string()))
        }
        (Kind::Whole { .. } | Kind::Year, DeValue::Integer(number)) => {
            Some(Value::Whole(whole(number.as_str(), number.radix())))
        }
        // A whole number where fractions are allowed.
        (kind, DeValue::Integer(number)) if kind.has_fractions() => {
            Some(Value::Number(whole(number.as_str(), number.radix()) as f64))
        }
        (kind, DeValue::Float(number)) if kind.has_fractions() => {
            let plain = number.as_str().replace('_', "");
            plain.parse().ok().map(Value::Number)
        }
        _ => None,
    }
}

/// A whole number of any length; numbers that do not fit are replaced by the largest.
fn whole(text: &str, radix: u32) -> i128 {
    let plain = text.replace('_', "");
    let longest = match plain.starts_with('-') {
        true => i128::MIN,
        false => i128::MAX,
    };
    i128::from_str_radix(&plain, radix).unwrap_or(longest)
}
