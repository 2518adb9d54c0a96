//! `rules.toml`: keys and types here, ranges and contradictions in [`limits`].

mod limits;

use super::ProblemCode;
use super::findings::Findings;
use super::nearest::{nearest, suggestion};
use crate::bilingual;
use crate::model::{Place, Rules};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

/// Where each key of a rules file stands.
#[derive(Debug)]
pub(super) struct RulesFile<'a> {
    file: &'a str,
    text: &'a str,
    /// Section, key and place in the text.
    keys: Vec<(String, String, Range<usize>)>,
}

impl RulesFile<'_> {
    fn place_at(&self, span: Range<usize>, column: Option<String>) -> Place {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Place {
            row: u32::try_from(line).ok(),
            column,
            ..Place::file(self.file)
        }
    }

    /// The place of a key; the whole file when the key has its default.
    fn place(&self, section: &str, key: &str) -> Place {
        let found = self
            .keys
            .iter()
            .find(|(own, name, _)| own == section && name == key);
        let column = Some(format!("{section}.{key}"));
        match found {
            Some((_, _, span)) => self.place_at(span.clone(), column),
            None => Place {
                column,
                ..Place::file(self.file)
            },
        }
    }
}

/// Reads the rules; every wrong key and value is noted and keeps its default.
pub(super) fn read(file: &str, text: &str, findings: &mut Findings) -> Rules {
    let defaults = Table::try_from(Rules::default()).expect("the defaults are a table");
    let mut at = RulesFile {
        file,
        text,
        keys: Vec::new(),
    };
    let parsed = match DeTable::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let place = at.place_at(error.span().unwrap_or(0..0), None);
            syntax(place, error.message(), findings);
            return Rules::default();
        }
    };
    let mut given = Table::new();
    for (section, value) in parsed.get_ref() {
        let name = section.get_ref().as_ref();
        let Some(Value::Table(known)) = defaults.get(name) else {
            unknown_section(&at, section, &defaults, findings);
            continue;
        };
        let DeValue::Table(entries) = value.get_ref() else {
            let place = at.place_at(section.span(), Some(name.to_owned()));
            wrong_type(
                place,
                at.text.get(value.span()).unwrap_or_default(),
                "[表]",
                "a table",
                findings,
            );
            continue;
        };
        let mut own = Table::new();
        for (key, value) in entries {
            let word = key.get_ref().as_ref();
            let Some(default) = known.get(word) else {
                unknown_key(&at, name, key, &defaults, findings);
                continue;
            };
            at.keys.push((name.to_owned(), word.to_owned(), key.span()));
            if let Some(value) = typed(&at, name, word, value, default, findings) {
                own.insert(word.to_owned(), value);
            }
        }
        given.insert(name.to_owned(), Value::Table(own));
    }
    let rules = rules(&given, &at, findings);
    limits::check(&rules, &at, findings);
    rules
}

/// Makes rules of values whose types were checked; what the rules themselves refuse (a word that
/// is no policy, a number too large for its type) is noted value by value.
fn rules(given: &Table, at: &RulesFile<'_>, findings: &mut Findings) -> Rules {
    if let Ok(rules) = given.clone().try_into() {
        return rules;
    }
    let mut good = Table::new();
    for (section, entries) in given {
        let Value::Table(entries) = entries else {
            continue;
        };
        for (key, value) in entries {
            let mut with = good.clone();
            let own = with
                .entry(section.clone())
                .or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(own) = own {
                own.insert(key.clone(), value.clone());
            }
            match with.clone().try_into::<Rules>() {
                Ok(_) => good = with,
                Err(error) => refused(at, section, key, value, &error, findings),
            }
        }
    }
    good.try_into().unwrap_or_default()
}

fn refused(
    at: &RulesFile<'_>,
    section: &str,
    key: &str,
    value: &Value,
    error: &toml::de::Error,
    findings: &mut Findings,
) {
    let place = at.place(section, key);
    let message = error.message();
    let Value::String(word) = value else {
        out_of_range(
            place,
            &value.to_string(),
            "不小于 0 的整数",
            "a whole number from 0 on",
            findings,
        );
        return;
    };
    let words: Vec<&str> = message
        .split("expected")
        .nth(1)
        .unwrap_or_default()
        .split('`')
        .skip(1)
        .step_by(2)
        .collect();
    let near = suggestion(nearest(word, words.iter().copied()));
    let (near_zh, near_en) = (near.zh, near.en);
    let (zh, en) = (words.join("、"), words.join(", "));
    findings.add(
        ProblemCode::RuleType,
        place,
        word.as_str(),
        bilingual!(
            "{section}.{key} 不能取这个值{near_zh}",
            "{section}.{key} knows no such word{near_en}"
        ),
        bilingual!("可填：{zh}", "Write one of: {en}"),
    );
}

/// Checks the type of a value against that of its default.
fn typed(
    at: &RulesFile<'_>,
    section: &str,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    default: &Value,
    findings: &mut Findings,
) -> Option<Value> {
    let written = at.text.get(value.span()).unwrap_or_default();
    let place = at.place(section, key);
    let integer = |text: &str, radix: u32| i64::from_str_radix(&text.replace('_', ""), radix);
    match (value.get_ref(), default) {
        (DeValue::Boolean(answer), Value::Boolean(_)) => Some(Value::Boolean(*answer)),
        (DeValue::String(word), Value::String(_)) => Some(Value::String(word.to_string())),
        (DeValue::Integer(number), Value::Integer(_)) => {
            match integer(number.as_str(), number.radix()) {
                Ok(number) => Some(Value::Integer(number)),
                Err(_) => {
                    out_of_range(
                        place,
                        written,
                        "不小于 0 的整数",
                        "a whole number from 0 on",
                        findings,
                    );
                    None
                }
            }
        }
        // A whole number where a fraction may stand.
        (DeValue::Integer(number), Value::Float(_)) => {
            number.as_str().parse().ok().map(Value::Float)
        }
        (DeValue::Float(number), Value::Float(_)) => number
            .as_str()
            .replace('_', "")
            .parse()
            .ok()
            .map(Value::Float),
        (_, default) => {
            let (zh, en) = match default {
                Value::Boolean(_) => (" true 或 false", "true or false"),
                Value::Integer(_) => ("整数", "a whole number"),
                Value::Float(_) => ("数字", "a number"),
                _ => in_quotes(section, key),
            };
            wrong_type(place, written, zh, en, findings);
            None
        }
    }
}

/// What stands between quotes; lists too, as there are no lists in a rules file.
fn in_quotes(section: &str, key: &str) -> (&'static str, &'static str) {
    match (section, key) {
        ("defence", "days") => (
            "带引号的日期，用分号隔开，连续的用“至”：days = \"2026-10-12；2026-10-14至2026-10-16\"",
            "days in one pair of quotes, separated by semicolons, several in a row with a tilde: days = \"2026-10-12; 2026-10-14~2026-10-16\"",
        ),
        _ => ("带引号的词", "a word in quotes"),
    }
}

fn syntax(place: Place, message: &str, findings: &mut Findings) {
    let first = message.lines().next().unwrap_or_default().to_owned();
    findings.add(
        ProblemCode::RulesSyntax,
        place,
        "",
        bilingual!(
            "从这一行起不是有效的 TOML",
            "From this line on it is no TOML: {first}"
        ),
        bilingual!(
            "每行写“键 = 值”，分节写 [groups] 等，文字加英文双引号",
            "Write key = value on each line, sections as [groups], and words in double quotes"
        ),
    );
}

fn wrong_type(place: Place, value: &str, zh: &str, en: &str, findings: &mut Findings) {
    let name = place.column.clone().unwrap_or_default();
    findings.add(
        ProblemCode::RuleType,
        place,
        value,
        bilingual!("{name} 应为{zh}", "{name} must be {en}"),
        bilingual!(
            "改正该值，或删去这一行以采用默认值",
            "Mend the value, or remove the line for the default"
        ),
    );
}

/// Notes a value outside its range.
pub(super) fn out_of_range(place: Place, value: &str, zh: &str, en: &str, findings: &mut Findings) {
    let name = place.column.clone().unwrap_or_default();
    findings.add(
        ProblemCode::RuleRange,
        place,
        value,
        bilingual!("{name} 应为{zh}", "{name} must be {en}"),
        bilingual!(
            "改正该值，或删去这一行以采用默认值",
            "Mend the value, or remove the line for the default"
        ),
    );
}

fn unknown_section(
    at: &RulesFile<'_>,
    section: &Spanned<std::borrow::Cow<'_, str>>,
    defaults: &Table,
    findings: &mut Findings,
) {
    let word = section.get_ref().as_ref();
    // A key above the first section is a common slip.
    let home = defaults
        .iter()
        .find(|(_, keys)| keys.as_table().is_some_and(|keys| keys.contains_key(word)));
    let near = match home {
        Some((home, _)) => bilingual!("，它属于 [{home}] 一节", "; it belongs under [{home}]"),
        None => suggestion(nearest(word, defaults.keys().map(String::as_str))),
    };
    unknown(
        at.place_at(section.span(), None),
        word,
        near,
        defaults.keys(),
        findings,
    );
}

fn unknown_key(
    at: &RulesFile<'_>,
    section: &str,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    defaults: &Table,
    findings: &mut Findings,
) {
    let word = key.get_ref().as_ref();
    let Some(Value::Table(own)) = defaults.get(section) else {
        return;
    };
    let near = match nearest(word, own.keys().map(String::as_str)) {
        Some(near) => suggestion(Some(near)),
        None => {
            let all = defaults
                .values()
                .filter_map(Value::as_table)
                .flat_map(Table::keys);
            suggestion(nearest(word, all.map(String::as_str)))
        }
    };
    let place = at.place_at(key.span(), Some(format!("{section}.{word}")));
    unknown(place, word, near, own.keys(), findings);
}

fn unknown<'k>(
    place: Place,
    word: &str,
    near: crate::model::words::Bilingual,
    known: impl Iterator<Item = &'k String>,
    findings: &mut Findings,
) {
    let known: Vec<&str> = known.map(String::as_str).collect();
    let (known_zh, known_en) = (known.join("、"), known.join(", "));
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::RuleUnknown,
        place,
        word,
        bilingual!("没有这条规则{zh}", "There is no such rule{en}"),
        bilingual!("此处可用：{known_zh}", "Known here: {known_en}"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ConflictPolicy;

    type Found = (&'static str, Option<u32>, String);

    fn read_all(text: &str) -> (Rules, Vec<Found>) {
        let mut findings = Findings::default();
        let rules = read("rules.toml", text, &mut findings);
        let problems = match findings.finish() {
            Ok(problems) => problems,
            Err(crate::files::tables::Problems(problems)) => problems,
        };
        (
            rules,
            problems
                .into_iter()
                .map(|p| (p.code, p.place.row, p.what.en))
                .collect(),
        )
    }

    #[test]
    fn every_default_of_the_contract_may_be_written_out() {
        let text = toml::to_string(&Rules::default()).expect("written");
        let (rules, problems) = read_all(&text);
        assert_eq!((rules, problems), (Rules::default(), vec![]));
    }

    #[test]
    fn good_values_are_taken_and_whole_numbers_may_be_fractions() {
        let (rules, problems) = read_all(
            "[conflicts]\nkin = \"off\"\n[solve]\ntime_limit = 5\nobjective = \"maxmin\"\n",
        );
        assert_eq!(problems, []);
        assert_eq!(rules.conflicts.kin, ConflictPolicy::Off);
        assert!((rules.solve.time_limit - 5.0).abs() < 1e-12);
    }

    #[test]
    fn all_wrong_keys_and_values_are_found_at_once() {
        let text = "[groups]\nmin_member = 3\nmax_members = \"9\"\n[conflict]\nkin = \"bar\"\n[conflicts]\nkin = \"barr\"\n[reviews]\nper_submission = -1\n";
        let (_, problems) = read_all(text);
        let found: Vec<_> = problems
            .iter()
            .map(|(code, row, _)| (*code, *row))
            .collect();
        assert_eq!(
            found,
            [
                ("E502", Some(2)),
                ("E503", Some(3)),
                ("E502", Some(4)),
                ("E503", Some(7)),
                ("E504", Some(9))
            ]
        );
        assert_eq!(
            problems[0].2,
            "There is no such rule; the nearest known is [min_members]"
        );
        assert_eq!(
            problems[3].2,
            "conflicts.kin knows no such word; the nearest known is [bar]"
        );
    }

    #[test]
    fn a_list_of_days_is_told_how_to_be_written() {
        let (_, problems) = read_all("[defence]\ndays = [\"2026-10-12\"]\n");
        assert_eq!(problems[0].0, "E503");
        let told = &problems[0].2;
        assert!(
            told.contains("days = \"2026-10-12; 2026-10-14~2026-10-16\""),
            "{told}"
        );
        // What is shown there is what is read.
        let days = ["2026-10-12", " 2026-10-14~2026-10-16"];
        let read =
            days.map(|span| crate::model::calendar::days_of(span.trim()).map(|days| days.len()));
        assert_eq!(read, [Some(1), Some(3)]);
    }

    #[test]
    fn what_is_no_toml_is_said_with_its_line() {
        let (rules, problems) = read_all("[groups]\ncount = \n");
        assert_eq!((problems[0].0, problems[0].1), ("E501", Some(2)));
        assert_eq!(rules, Rules::default());
        let (_, problems) = read_all("count = 3\n");
        assert_eq!(
            problems[0].2,
            "There is no such rule; it belongs under [groups]"
        );
    }
}
