//! The table of settings, held against the type of the rules.

use super::*;
use std::collections::BTreeSet;

/// What another value than the default may be, inside the range.
fn another(setting: &Setting) -> Value {
    let default = setting.get(&Rules::default());
    let tried = match (setting.values.kind, &default) {
        (Kind::Whole { .. }, Value::Whole(number)) => vec![Value::Whole(number + 1)],
        (Kind::Year, _) => vec![Value::Whole(2026)],
        (Kind::YesNo, Value::YesNo(answer)) => vec![Value::YesNo(!answer)],
        (Kind::Choice(words), _) => words
            .iter()
            .map(|own| Value::Text(own.word.to_owned()))
            .collect(),
        (Kind::Days | Kind::Time | Kind::Words, _) => vec![Value::Text("another".to_owned())],
        _ => vec![Value::Number(0.25)],
    };
    let mut others = tried.into_iter().filter(|value| *value != default);
    others.next().expect("another value")
}

/// Names of all settings with the values that the rules themselves write.
fn leaves(rules: &Rules) -> Vec<(String, toml::Value)> {
    let table = toml::Table::try_from(rules).expect("a table");
    let leaves = table.into_iter().flat_map(|(section, own)| {
        let own = match own {
            toml::Value::Table(own) => own,
            // `[[mix]]` is a list of entries.
            _ => panic!("{section} is no section"),
        };
        own.into_iter()
            .map(move |(key, value)| (format!("{section}.{key}"), value))
    });
    leaves.collect()
}

/// No field of the rules is left out of the table, and none stands there twice.
#[test]
fn the_table_has_every_field_once() {
    let names: Vec<String> = settings().map(Setting::name).collect();
    let once: BTreeSet<&String> = names.iter().collect();
    assert_eq!(once.len(), names.len());
    let fields = leaves(&Rules::default());
    let fields: BTreeSet<&String> = fields.iter().map(|(name, _)| name).collect();
    assert_eq!(once, fields);
    for name in names {
        assert_eq!(setting(&name).map(Setting::name), Some(name));
    }
}

#[test]
fn every_default_is_within_its_range() {
    let rules = Rules::default();
    for own in settings() {
        let value = own.get(&rules);
        assert!(own.values.hold(&value), "{}: {value}", own.name());
    }
    assert_eq!(contradictions(&rules), []);
}

/// A row that reads or writes another field than its own is found.
#[test]
fn what_is_set_is_what_that_field_holds() {
    for own in settings() {
        let mut rules = Rules::default();
        let value = another(own);
        assert!(own.values.hold(&value), "{}: {value}", own.name());
        assert!(own.set(&mut rules, &value), "{}", own.name());
        assert_eq!(own.get(&rules), value, "{}", own.name());
        let before = leaves(&Rules::default());
        let mut changed = leaves(&rules);
        changed.retain(|leaf| !before.contains(leaf));
        let name = own.name();
        let expected = value.toml().parse::<toml::Value>().expect("a value");
        assert_eq!(changed, [(name, expected)]);
    }
}

#[test]
fn a_value_of_another_type_changes_nothing() {
    let wrong = [
        Value::Whole(-1),
        Value::YesNo(true),
        Value::Text("none of the words".to_owned()),
    ];
    for own in settings() {
        for value in &wrong {
            let mut rules = Rules::default();
            assert!(
                own.set(&mut rules, value) || rules == Rules::default(),
                "{}",
                own.name()
            );
            let text = matches!(own.values.kind, Kind::Days | Kind::Time | Kind::Words);
            let yes = own.values.kind == Kind::YesNo;
            let held =
                matches!(value, Value::Text(_)) && text || matches!(value, Value::YesNo(_)) && yes;
            assert_eq!(own.values.hold(value), held, "{}: {value}", own.name());
        }
    }
}

#[test]
fn the_words_of_a_choice_are_those_that_are_written() {
    for (policy, word) in [
        (ConflictPolicy::Off, "off"),
        (ConflictPolicy::Recuse, "recuse"),
        (ConflictPolicy::Bar, "bar"),
    ] {
        let rules = Rules {
            conflicts: ConflictRules {
                kin: policy,
                ..ConflictRules::default()
            },
            ..Rules::default()
        };
        let kin = setting("conflicts.kin").expect("there");
        assert_eq!(kin.get(&rules), Value::Text(word.to_owned()));
    }
    for own in settings() {
        let Kind::Choice(words) = own.values.kind else {
            continue;
        };
        let mut rules = Rules::default();
        for word in words {
            let value = Value::Text(word.word.to_owned());
            assert!(own.set(&mut rules, &value), "{}", own.name());
            let written = leaves(&rules);
            let expected = toml::Value::String(word.word.to_owned());
            assert!(written.contains(&(own.name(), expected)), "{written:?}");
        }
    }
}

/// Everybody is told what each setting is, in both languages, in a sentence.
#[test]
fn every_setting_has_its_words() {
    for own in settings() {
        for words in [own.title, own.meaning] {
            assert!(!words.zh.is_empty() && words.zh.chars().any(|c| c > '\u{4e00}'));
            assert!(
                words.en.is_ascii() && words.en == words.en.trim(),
                "{words:?}"
            );
            assert!(!words.en.contains("  "), "{words:?}");
        }
        let name = own.name();
        assert!(own.meaning.zh.ends_with('。'), "{name}");
        assert!(own.meaning.en.ends_with('.'), "{name}");
        assert!(
            own.title.zh.chars().count() < 32 && own.title.en.len() < 80,
            "{name}"
        );
    }
}

#[test]
fn what_is_written_out_reads_back_equal() {
    let mut rules = Rules::default();
    for own in settings() {
        assert!(own.set(&mut rules, &another(own)));
    }
    rules.defence.days = "2026-10-12；\"引号\"\\".to_owned();
    for rules in [Rules::default(), rules] {
        for lang in [Lang::Zh, Lang::En] {
            let text = written(&rules, lang);
            let read: Rules = toml::from_str(&text).expect("TOML");
            assert_eq!(read, rules, "{text}");
            let commented = text.lines().filter(|line| line.contains(" # ")).count();
            assert_eq!(commented, SECTIONS.len() + settings().count());
        }
    }
}

#[test]
fn values_are_said_in_plain_words() {
    let mut rules = Rules::default();
    let mut said = |name: &str, value: Value| {
        let own = setting(name).expect("there");
        assert!(own.set(&mut rules, &value), "{name}");
        let words = own.say(&rules);
        (words.zh, words.en)
    };
    let mut expect = |name, value, zh: &str, en: &str| {
        assert_eq!(said(name, value), (zh.to_owned(), en.to_owned()), "{name}");
    };
    expect(
        "groups.count",
        Value::Whole(0),
        "自动确定",
        "chosen by the program",
    );
    expect("groups.count", Value::Whole(12), "12", "12");
    expect("groups.odd_members", Value::YesNo(false), "否", "no");
    expect(
        "balance.max_region_share",
        Value::Number(0.0),
        "不限",
        "no limit",
    );
    expect(
        "balance.max_region_share",
        Value::Number(0.375),
        "38%",
        "38%",
    );
    expect(
        "coverage.industry_threshold",
        Value::Number(0.75),
        "0.75",
        "0.75",
    );
    expect("scoring.max_score", Value::Whole(100), "100", "100");
    expect("solve.time_limit", Value::Number(60.0), "60 秒", "60 s");
    let kin = Value::Text("recuse".to_owned());
    expect("conflicts.kin", kin, "单项回避", "does not review it");
    let none = Value::Text(" ".to_owned());
    expect("defence.days", none, "一天，未定日期", "one day, no date");
}

/// The rules that differ are told in words; how a plan was searched is no rule.
#[test]
fn what_changed_is_said_in_words() {
    let before = Rules::default();
    let mut after = Rules::default();
    for own in settings() {
        assert!(own.set(&mut after, &another(own)));
    }
    let changes = rule_changes(&before, &after);
    let rules = settings().filter(|own| own.role == Role::Rule).count();
    assert_eq!(changes.len(), rules);
    let wording = settings().filter(|own| own.role == Role::Wording).count();
    assert_eq!(rules, settings().count() - 4 - wording);
    let cap = changes
        .iter()
        .find(|own| own.key == "balance.max_region_share");
    let cap = cap.expect("changed");
    assert_eq!((cap.before.as_str(), cap.after.as_str()), ("0.0", "0.25"));
    assert_eq!(
        cap.words.zh,
        "同组同地区最大比例：不限 → 25%（balance.max_region_share）"
    );
    assert_eq!(
        cap.words.en,
        "Largest share of one region in a group: no limit -> 25% (balance.max_region_share)"
    );
    assert_eq!(rule_changes(&after, &after), []);
}

/// The schema that editors use knows the range of every number.
#[test]
fn the_schema_has_titles_and_ranges() {
    let schema = schema();
    for own in settings() {
        let reference = schema["properties"][own.section]["$ref"].as_str();
        let name = reference.and_then(|path| path.rsplit('/').next());
        let found = &schema["$defs"][name.expect("a section")]["properties"][own.key];
        let title = found["title"].as_str().expect("a title");
        assert!(title.starts_with(own.title.zh), "{title}");
        assert_eq!(found["description"], own.meaning.en, "{found}");
        if let Kind::Whole { least, most } = own.values.kind {
            assert_eq!(
                (&found["minimum"], &found["maximum"]),
                (&least.into(), &most.into())
            );
        }
    }
}
