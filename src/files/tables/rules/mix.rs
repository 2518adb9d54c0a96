//! The entries of `[[mix]]`.

use super::words;
use super::{RulesFile, whole};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::nearest::{nearest, suggestion};
use crate::model::words::Bilingual;
use crate::model::{Amount, MixRule, MixScope, Place};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of an entry; the second row are other words for them.
const KEYS: [&str; 7] = [
    "name", "of", "column", "values", "at_least", "at_most", "hard",
];
const OTHER_KEYS: [&str; 4] = ["scope", "at_least_share", "at_most_share", "counted"];
/// The most people that an entry may ask for.
const MOST: i128 = 1000;

/// Reads all entries; those with a mistake are told and left out.
pub(super) fn read(
    at: &RulesFile<'_>,
    (name, value): (Range<usize>, &Spanned<DeValue<'_>>),
    findings: &mut Findings,
) -> Vec<MixRule> {
    let DeValue::Array(entries) = value.get_ref() else {
        let form = bilingual!("[[mix]] 条目", "entries of [[mix]]");
        let place = at.place_at(name, Some("mix".to_owned()));
        words::wrong_type(place, at.written(value), &form, None, findings);
        return Vec::new();
    };
    let rules = entries.iter().filter_map(|entry| match entry.get_ref() {
        DeValue::Table(table) => Entry {
            at,
            span: entry.span(),
            findings: &mut *findings,
            sound: true,
        }
        .read(table),
        _ => {
            let form = bilingual!("[[mix]] 条目", "entries of [[mix]]");
            let place = at.place_at(entry.span(), Some("mix".to_owned()));
            words::wrong_type(place, at.written(entry), &form, None, findings);
            None
        }
    });
    rules.collect()
}

struct Entry<'a, 'f> {
    at: &'a RulesFile<'a>,
    span: Range<usize>,
    findings: &'f mut Findings,
    sound: bool,
}

impl Entry<'_, '_> {
    fn read(mut self, table: &DeTable<'_>) -> Option<MixRule> {
        for (key, _) in table {
            let word = key.get_ref().as_ref();
            if !KEYS.contains(&word) && !OTHER_KEYS.contains(&word) {
                self.unknown(key.span(), word);
            }
        }
        let get = |key: &str| table.iter().find(|(own, _)| own.get_ref() == key);
        let get = |key: &str| get(key).map(|(_, value)| value);
        let name = get("name").and_then(|value| self.text("name", value));
        let of = get("of").or_else(|| get("scope"));
        let of = match of {
            Some(value) => self.scope(value),
            None => self.missing("of", "of = \"group\"", "of = \"submission\""),
        };
        let column = match get("column") {
            Some(value) => self.text("column", value).filter(|text| !text.is_empty()),
            None => self.missing("column", "column = \"title\"", "column = \"职称\""),
        };
        let values = match get("values") {
            Some(value) => self.values(value),
            None => self.missing("values", "values = [\"教授\"]", "values = [\"是\"]"),
        };
        let [at_least, at_most] = [("at_least", "at_least_share"), ("at_most", "at_most_share")]
            .map(|(key, share)| match (get(key), get(share)) {
                (Some(_), Some(value)) => {
                    self.both(value.span(), key, share);
                    None
                }
                (Some(value), None) => self.amount(key, value, false),
                (None, Some(value)) => self.amount(share, value, true),
                (None, None) => None,
            });
        let hard = match (get("hard"), get("counted")) {
            (Some(_), Some(value)) => {
                self.both(value.span(), "hard", "counted");
                None
            }
            (Some(value), None) => self.yes_no("hard", value),
            (None, Some(value)) => self.yes_no("counted", value).map(|counted| !counted),
            (None, None) => Some(false),
        };
        let limits = ["at_least", "at_least_share", "at_most", "at_most_share"];
        if !limits.iter().any(|key| get(key).is_some()) {
            let _: Option<()> = self.missing("at_least", "at_least = 1", "at_most = 2");
        }
        let rule = MixRule {
            name: name.unwrap_or_default(),
            of: of?,
            column: column?,
            values: values?,
            at_least,
            at_most,
            hard: hard?,
        };
        self.contradicts(&rule);
        self.sound.then_some(rule)
    }

    /// More at least than at most, whatever the size.
    fn contradicts(&mut self, rule: &MixRule) {
        let (Some(least), Some(most)) = (rule.at_least, rule.at_most) else {
            return;
        };
        let none = (1..=32).all(|size| least.at_least_of(size) > most.at_most_of(size));
        if none {
            let place = self.place(self.span.clone(), "at_least");
            self.add(
                ProblemCode::RulesContradict,
                place,
                "",
                bilingual!(
                    "这一条 mix 的 at_least 大于 at_most，任何人数都不能满足",
                    "at_least of this mix is more than its at_most: no number of people meets both"
                ),
                bilingual!("放宽其中一个", "Relax one of them"),
            );
        }
    }

    fn place(&self, span: Range<usize>, key: &str) -> Place {
        self.at.place_at(span, Some(format!("mix.{key}")))
    }

    fn add(
        &mut self,
        code: ProblemCode,
        place: Place,
        value: &str,
        what: Bilingual,
        action: Bilingual,
    ) {
        self.sound = false;
        self.findings.add(code, place, value, what, action);
    }

    fn unknown(&mut self, span: Range<usize>, word: &str) {
        let near = suggestion(nearest(word, KEYS.iter().chain(&OTHER_KEYS).copied()));
        let (zh, en) = (near.zh, near.en);
        let (known_zh, known_en) = (KEYS.join("、"), KEYS.join(", "));
        let place = self.place(span, word);
        self.add(
            ProblemCode::RuleUnknown,
            place,
            word,
            bilingual!("mix 没有这个键{zh}", "A mix has no key of this name{en}"),
            bilingual!("此处可用：{known_zh}", "Known here: {known_en}"),
        );
    }

    fn missing<T>(&mut self, key: &str, one: &str, other: &str) -> Option<T> {
        let place = self.place(self.span.clone(), key);
        self.add(
            ProblemCode::MixIncomplete,
            place,
            "",
            bilingual!("这一条 mix 缺少 {key}", "This mix lacks {key}"),
            bilingual!(
                "写上，如 {one} 或 {other}",
                "Write it, say {one} or {other}"
            ),
        );
        None
    }

    fn both(&mut self, span: Range<usize>, key: &str, other: &str) {
        let place = self.place(span, other);
        self.add(
            ProblemCode::MixIncomplete,
            place,
            "",
            bilingual!(
                "{key} 与 {other} 说的是同一件事，不能同时写",
                "{key} and {other} say the same thing: only one of them may be there"
            ),
            bilingual!("只保留一个", "Keep one of them"),
        );
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, form: &Bilingual) {
        self.sound = false;
        let place = self.place(value.span(), key);
        words::wrong_type(place, self.at.written(value), form, None, self.findings);
    }

    fn text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) if key == "name" || !text.trim().is_empty() => {
                Some(text.trim().to_owned())
            }
            _ => {
                self.wrong(key, value, &bilingual!("带引号的词", "a word in quotes"));
                None
            }
        }
    }

    fn scope(&mut self, value: &Spanned<DeValue<'_>>) -> Option<MixScope> {
        let found = match value.get_ref() {
            DeValue::String(word) => match word.as_ref() {
                "group" => Some(MixScope::Group),
                "submission" => Some(MixScope::Submission),
                _ => None,
            },
            _ => None,
        };
        if found.is_none() {
            let form = bilingual!(
                "\"group\"（组员）或 \"submission\"（评审专家）",
                "\"group\" (its members) or \"submission\" (its reviewers)"
            );
            self.wrong("of", value, &form);
        }
        found
    }

    fn values(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
        let form = bilingual!(
            "方括号中带引号的词，如 [\"教授\", \"正高级工程师\"]",
            "words in quotes between brackets, say [\"professor\", \"engineer\"]"
        );
        let DeValue::Array(items) = value.get_ref() else {
            // A single word is as clear.
            if let DeValue::String(word) = value.get_ref()
                && !word.trim().is_empty()
            {
                return Some(vec![word.trim().to_owned()]);
            }
            self.wrong("values", value, &form);
            return None;
        };
        let mut values = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(word) if !word.trim().is_empty() => {
                    values.push(word.trim().to_owned());
                }
                DeValue::Integer(number) => values.push(number.to_string()),
                _ => {
                    self.wrong("values", item, &form);
                    return None;
                }
            }
        }
        if values.is_empty() {
            self.wrong("values", value, &form);
            return None;
        }
        Some(values)
    }

    fn amount(&mut self, key: &str, value: &Spanned<DeValue<'_>>, share: bool) -> Option<Amount> {
        let form = bilingual!(
            "人数（整数，如 1），或 0 到 1 之间带小数点的比例（如 0.5）",
            "a number of people (a whole number such as 1), or a share from 0 to 1 with its point (such as 0.5)"
        );
        let found = match value.get_ref() {
            DeValue::Integer(number) => {
                let number = whole(number.as_str(), number.radix());
                let count = u32::try_from(number).ok().filter(|_| number <= MOST);
                match share {
                    true => (0..=1)
                        .contains(&number)
                        .then_some(Amount::Share(number as f64)),
                    false => count.map(Amount::Count),
                }
            }
            DeValue::Float(number) => {
                let number = number.as_str().replace('_', "").parse::<f64>().ok();
                let number = number.filter(|number| (0.0..=1.0).contains(number));
                number.map(Amount::Share)
            }
            _ => {
                self.wrong(key, value, &form);
                return None;
            }
        };
        if found.is_none() {
            self.sound = false;
            let place = self.place(value.span(), key);
            words::out_of_range(place, self.at.written(value), &form, self.findings);
        }
        found
    }

    fn yes_no(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(answer) => Some(*answer),
            _ => {
                self.wrong(key, value, &bilingual!("true 或 false", "true or false"));
                None
            }
        }
    }
}
