//! What a person typed into the form of the rules.

use crate::api::RulesText;
use crate::bilingual;
use crate::model::Severity;
use crate::model::settings::{Kind, Setting, Value, settings};
use crate::model::words::Lang;
use crate::window::native::Sent;
use std::collections::BTreeMap;

/// The values typed.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// What stands in each field.
    pub(super) texts: BTreeMap<String, String>,
    /// The settings whose values differ from those of the file.
    pub(super) changes: Vec<(String, Value)>,
    /// What is wrong, by setting.
    pub(super) wrong: BTreeMap<String, String>,
}

/// Reads the form.
pub(super) fn typed(file: &RulesText, sent: &Sent, lang: Lang) -> Typed {
    let mut typed = Typed::default();
    for setting in settings() {
        let name = setting.name();
        if !sent.fields().any(|(own, _)| own == name) {
            continue;
        }
        let text = sent.get(&name);
        match value(setting, text) {
            Some(value) if setting.values.hold(&value) => {
                if setting.get(file.rules()) != value {
                    typed.changes.push((name.clone(), value));
                }
            }
            _ => {
                let range = setting.values.range();
                let (zh, en) = (&range.zh, &range.en);
                let words = bilingual!("须为{zh}", "must be {en}");
                typed.wrong.insert(name.clone(), words.say(lang).to_owned());
            }
        }
        typed.texts.insert(name, text.to_owned());
    }
    let new = file.changed(&as_changes(&typed.changes));
    for problem in new.problems() {
        if problem.severity == Severity::Error
            && let Some(name) = &problem.place.column
        {
            let words = [&problem.what, &problem.action].map(|own| own.say(lang));
            let own = typed.wrong.entry(name.clone());
            own.or_insert_with(|| words.join(lang.pick("。", ". ")));
        }
    }
    typed
}

/// The changes as the library takes them.
pub(super) fn as_changes(changes: &[(String, Value)]) -> Vec<(&str, Value)> {
    let own = changes.iter();
    own.map(|(name, value)| (name.as_str(), value.clone()))
        .collect()
}

/// The value of a text; nothing typed is the default.
fn value(setting: &Setting, text: &str) -> Option<Value> {
    let half: String = text.chars().map(half_width).collect();
    let half = half.trim();
    let kind = setting.values.kind;
    let word = matches!(kind, Kind::Days | Kind::Time | Kind::Words);
    if half.is_empty() && !word {
        return Some(setting.get(&crate::model::Rules::default()));
    }
    match kind {
        Kind::Whole { .. } | Kind::Year => half.parse().ok().map(Value::Whole),
        Kind::YesNo => match half {
            "true" => Some(Value::YesNo(true)),
            "false" => Some(Value::YesNo(false)),
            _ => None,
        },
        Kind::Choice(_) => Some(Value::Text(half.to_owned())),
        Kind::Days | Kind::Time | Kind::Words => Some(Value::Text(text.to_owned())),
        _ => match half.strip_suffix('%') {
            Some(percent) => percent.trim().parse::<f64>().ok().map(|own| own / 100.0),
            None => half.parse().ok(),
        }
        .filter(|own| own.is_finite())
        .map(Value::Number),
    }
}

/// Digits and signs of a Chinese keyboard in half width.
fn half_width(own: char) -> char {
    match own {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(own as u32 - 0xfee0).unwrap_or(own),
        '。' => '.',
        '\u{3000}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::value;
    use crate::model::settings::{Value, setting};

    #[test]
    fn values_are_read_as_an_office_types_them() {
        let of = |name: &str, text: &str| value(setting(name).expect("a setting"), text);
        assert_eq!(of("groups.count", "１２"), Some(Value::Whole(12)));
        assert_eq!(of("groups.count", ""), Some(Value::Whole(0)));
        assert_eq!(of("groups.count", "五"), None);
        assert_eq!(of("groups.odd_members", "false"), Some(Value::YesNo(false)));
        assert_eq!(of("solve.time_limit", "NaN"), None);
        let name = "award.name";
        assert_eq!(
            of(name, "“江州”奖"),
            Some(Value::Text("“江州”奖".to_owned()))
        );
    }
}
