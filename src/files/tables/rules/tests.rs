//! Reading `rules.toml`.

use super::*;
use crate::model::ConflictPolicy;
use crate::model::settings::{settings, written};
use crate::model::words::Lang;

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
    let plain = toml::to_string(&Rules::default()).expect("written");
    let told = [Lang::Zh, Lang::En].map(|lang| written(&Rules::default(), lang));
    for text in [plain].iter().chain(&told) {
        let (rules, problems) = read_all(text);
        assert_eq!((rules, problems), (Rules::default(), vec![]), "{text}");
    }
}

#[test]
fn good_values_are_taken_and_whole_numbers_may_be_fractions() {
    let (rules, problems) =
        read_all("[conflicts]\nkin = \"off\"\n[solve]\ntime_limit = 5\nobjective = \"maxmin\"\n");
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
        "There is no rule with this name; the nearest known is [min_members]"
    );
    assert_eq!(
        problems[3].2,
        "conflicts.kin cannot have this value; the nearest known is [bar]"
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
    // The form suggested in the message can be read.
    let days = ["2026-10-12", " 2026-10-14~2026-10-16"];
    let read = days.map(|span| crate::model::calendar::days_of(span.trim()).map(|days| days.len()));
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
        "There is no rule with this name; it belongs under [groups]"
    );
}

/// Every setting rejects values out of its range; the message names the setting and the range.
#[test]
fn every_range_is_kept() {
    for own in settings() {
        let beyond = match own.values.kind {
            Kind::Whole { most, .. } if most < i64::MAX => format!("{}", most + 1),
            Kind::Whole { .. } => "-1".to_owned(),
            Kind::Year => "1899".to_owned(),
            Kind::Fraction | Kind::Share => "1.001".to_owned(),
            Kind::Weight => "-0.001".to_owned(),
            Kind::Positive | Kind::Seconds => "0".to_owned(),
            Kind::Choice(_) => "\"no such word\"".to_owned(),
            Kind::YesNo | Kind::Days | Kind::Time | Kind::Words => continue,
        };
        let text = format!("[{}]\n{} = {beyond}\n", own.section, own.key);
        let (_, problems) = read_all(&text);
        let code = match own.values.kind {
            Kind::Choice(_) => "E503",
            _ => "E504",
        };
        let found: Vec<_> = problems.iter().map(|own| (own.0, own.1)).collect();
        // Contradictions caused by the value are reported as well.
        assert!(found.contains(&(code, Some(2))), "{text}{problems:?}");
        assert!(
            problems.iter().any(|found| found.2.contains(&own.name())),
            "{text}"
        );
    }
}

/// Every setting rejects values of other types.
#[test]
fn every_type_is_kept() {
    for own in settings() {
        let wrong = match own.values.kind {
            Kind::YesNo | Kind::Choice(_) | Kind::Days | Kind::Time | Kind::Words => "1",
            _ => "\"1\"",
        };
        for wrong in [wrong, "[1]", "1979-05-27", "{ a = 1 }"] {
            let text = format!("[{}]\n{} = {wrong}\n", own.section, own.key);
            let (rules, problems) = read_all(&text);
            assert_eq!(problems.len(), 1, "{text}{problems:?}");
            assert_eq!((problems[0].0, problems[0].1), ("E503", Some(2)), "{text}");
            assert_eq!(rules, Rules::default());
        }
    }
}

/// Numbers are read in every notation of TOML; no line is dropped silently.
#[test]
fn numbers_are_read_in_every_form() {
    let (rules, problems) = read_all(
        "[solve]\ntime_limit = 1_000\nseed = 18_446_744_073_709_551_615\n[groups]\ncount = 0xF\n[scoring]\noutlier = +2\nmax_score = 1e2\n",
    );
    assert_eq!(problems, []);
    assert!((rules.solve.time_limit - 1000.0).abs() < 1e-12);
    assert_eq!((rules.solve.seed, rules.groups.count), (u64::MAX, 15));
    assert!((rules.scoring.max_score - 100.0).abs() < 1e-12);
    let huge = "9".repeat(60);
    for line in [
        format!("[groups]\ncount = {huge}\n"),
        format!("[groups]\ncount = -{huge}\n"),
        format!("[score]\nindustry = {huge}\n"),
        format!("[conflicts]\nyear = {huge}\n"),
    ] {
        let (_, problems) = read_all(&line);
        assert_eq!(problems.len(), 1, "{line}{problems:?}");
        assert_eq!((problems[0].0, problems[0].1), ("E504", Some(2)), "{line}");
    }
}

/// The message for a line in an office's notation shows the correct form.
#[test]
fn a_wrong_line_is_told_as_it_was_meant() {
    let told = |text: &str| {
        let mut findings = Findings::default();
        read("rules.toml", text, &mut findings);
        let problems = findings.finish().expect_err("refused").0;
        assert_eq!(problems.len(), 1, "{problems:?}");
        (problems[0].code, problems[0].action.zh.clone())
    };
    let told = |text: &str| {
        let (code, action) = told(text);
        format!("{code} {action}")
    };
    assert_eq!(told("[groups]\ncount ＝ 2\n"), "E501 写成：count = 2");
    assert_eq!(told("[groups]\n专业组数 = 2\n"), "E501 写成：count = 2");
    assert_eq!(
        told("[groups]\nodd_members = \"是\"\n"),
        "E503 写成 odd_members = true，或删去这一行以采用默认值"
    );
    assert_eq!(
        told("[groups]\ncount = 2\ncount = 3\n"),
        "E501 这个键或这一节上面已经写过，只保留一处"
    );
    assert_eq!(
        told("[groups]\ncount = many\n"),
        "E501 每行写“键 = 值”，分节写 [groups] 等，文字加英文双引号"
    );
    let (_, problems) = read_all("[conflicts]\n\"亲属与申报单位有上述关系\" = \"off\"\n");
    assert!(
        problems[0].2.ends_with("the nearest known is [kin]"),
        "{problems:?}"
    );
    let (_, problems) = read_all("[conflicts]\nkin = \"不回避\"\n");
    assert!(
        problems[0].2.ends_with("the nearest known is [off]"),
        "{problems:?}"
    );
}

/// A file with a very large number of wrong lines is read in linear time.
#[test]
fn a_long_file_is_read_in_linear_time() {
    let lines: String = (0..100_000).map(|at| format!("x{at} = 1\n")).collect();
    let begun = std::time::Instant::now();
    let (_, problems) = read_all(&format!("[groups]\n{lines}"));
    assert!(problems.len() > 100);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

/// The message for a key above all sections names the section it belongs to.
#[test]
fn a_key_of_two_sections_belongs_to_the_first() {
    let (_, problems) = read_all("min_members = 3\n");
    assert!(
        problems[0].2.ends_with("it belongs under [groups]"),
        "{problems:?}"
    );
}
