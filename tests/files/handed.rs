//! Tables as submitted by offices, one fault each: how the program handles every one of them, with
//! the correct value given by its finder. Cases about one part of the program are with the tests of
//! that part.

use crate::cli_support;

use cli_support::{code, empanel, stderr, stdout};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A case, the expected exit code, and the expected messages: for each entry, some line must
/// contain all words.
struct Case {
    name: &'static str,
    exit: i32,
    says: &'static [&'static [&'static str]],
    /// Pairs of expert and submission that must be barred.
    barred: &'static [(&'static str, &'static str)],
}

/// The relation of E003 in row 4, in forms that all mean the same.
const RELATION: &[(&str, &[&str])] = &[
    ("relation-clean", &[]),
    (
        "relation-declared-object-title",
        &["W650", "relations.csv", "第 4 行", "客体", "S002"],
    ),
    (
        "relation-declared-object-zero-width",
        &["N720", "relations.csv", "第 4 行", "客体", "S002"],
    ),
    (
        "relation-id-apostrophe",
        &["N720", "relations.csv", "第 4 行", "主体", "'E003"],
    ),
    (
        "relation-id-bom",
        &["N720", "relations.csv", "第 4 行", "主体", "‹U+FEFF›E003"],
    ),
    (
        "relation-id-digit-missing",
        &["W650", "relations.csv", "第 4 行", "主体", "E03", "E003"],
    ),
    (
        "relation-id-smart-quotes",
        &["N720", "relations.csv", "第 4 行", "主体", "“E003”"],
    ),
    (
        "relation-id-with-name",
        &["W650", "relations.csv", "第 4 行", "主体", "E003"],
    ),
    (
        "relation-id-zero-width",
        &["N720", "relations.csv", "第 4 行", "主体", "E003‹U+200B›"],
    ),
    (
        "relation-two-ids",
        &["W650", "relations.csv", "第 4 行", "主体", "E003、E008"],
    ),
];

const CASES: &[Case] = &[
    Case {
        name: "relation-id-lost-zeros",
        exit: 0,
        says: &[&["W650", "relations.xlsx", "第 4 行", "主体", "「3」", "003"]],
        barred: &[("003", "S002")],
    },
    Case {
        name: "digit-ids-lose-zeros",
        exit: 0,
        says: &[&["W650", "relations.csv", "第 2 行", "「3」", "003"]],
        barred: &[("003", "S01")],
    },
    Case {
        name: "digit-ids-lose-zeros-xlsx",
        exit: 0,
        says: &[&["W650", "relations.xlsx", "第 2 行", "「3」", "003"]],
        barred: &[("003", "S01")],
    },
    Case {
        name: "id-without-its-zero",
        exit: 0,
        says: &[
            &["W650", "第 2 行", "「S1」", "S01"],
            &["W650", "第 3 行", "「E4」", "E04"],
            &["N720", "第 4 行", "E05‹U+200B›"],
            &["N720", "第 5 行", "S04‹U+200B›"],
        ],
        barred: &[
            ("E03", "S01"),
            ("E04", "S02"),
            ("E05", "S03"),
            ("E05", "S04"),
        ],
    },
    Case {
        name: "industry-number-lost-zero",
        exit: 0,
        says: &[&["W630", "submissions.xlsx", "第 2 行", "行业", "921", "0921"]],
        barred: &[],
    },
    // A word with three possible industries is the only ambiguous one of this office's sixty words.
    Case {
        name: "office-ind",
        exit: 3,
        says: &[
            &["E323", "submissions.csv", "第 29 行", "行业", "旅游"],
            &["N713", "装备制造", "34", "35"],
            &["N713", "卓越绩效", "Q01.01"],
            &["共 1 处错误"],
        ],
        barred: &[],
    },
    Case {
        name: "office-merge",
        exit: 0,
        says: &[&["N708", "专家.xlsx", "工作单位", "C2:C4"]],
        barred: &[
            ("E01", "S01"),
            ("E02", "S01"),
            ("E03", "S01"),
            ("E01", "S02"),
            ("E02", "S02"),
            ("E03", "S02"),
        ],
    },
    Case {
        name: "office-name",
        exit: 0,
        says: &[
            &["W650", "关系.xlsx", "第 2 行", "主体", "ZJ001"],
            &["W645", "第 11 行", "儿子"],
            &["N721", "关系.xlsx", "第 10 行"],
        ],
        barred: &[("ZJ001", "JZZLJ20260003")],
    },
    Case {
        name: "office-ph",
        exit: 0,
        says: &[
            &["W602", "专家.csv", "第 4 行", "「无」"],
            &["W602", "专家.csv", "第 6 行", "「/」"],
            &["W602", "专家.csv", "第 10 行", "「—」"],
            &["W642", "专家.csv", "第 11 行", "示例研究院"],
        ],
        barred: &[],
    },
    Case {
        name: "office-rel",
        exit: 3,
        says: &[
            &["N715", "第 4 行", "顾问"],
            &["W635", "第 5 行", "配偶"],
            &["E327", "第 8 行", "子公司"],
            &["E407", "第 10 行", "ZJ001"],
            &["W634", "第 13 行", "同学"],
            &["E327", "第 14 行", "导师"],
            &["E403", "指定.xlsx", "第 3 行", "服务业组"],
        ],
        barred: &[],
    },
    Case {
        name: "office-ret",
        exit: 0,
        says: &[],
        barred: &[],
    },
    Case {
        name: "office-xls",
        exit: 0,
        says: &[
            &["W601", "关系.xls", "关系表.et"],
            &["W650", "关系.xls", "第 2 行", "ZJ001"],
        ],
        barred: &[("ZJ001", "JZZLJ20260003")],
    },
    // An office's own files: read as far as they are unambiguous, and anything missing is reported
    // once instead of once per person.
    Case {
        name: "office-raw",
        exit: 3,
        says: &[
            &["W615", "江州省质量奖评审专家库（2026年版）.xlsx", "制造业"],
            &["E380", "工程建设", "序号", "制造业", "第 5 行"],
            &["E305", "申报项目导出_20260415.xlsx", "待审核"],
            &["W607", "申报项目导出_20260415.xls", "网页"],
            &["W614", "专家回避申报情况（整理）.txt"],
            &["共 4 处错误"],
        ],
        barred: &[],
    },
];

fn case(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/cases/handed").join(name)
}

fn copy(from: &Path, to: &Path, but: &BTreeSet<String>) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        if !but.contains(&stem(&path)) {
            let name = path.file_name().expect("a name");
            fs::copy(&path, to.join(name)).expect("copied");
        }
    }
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().expect("a name");
    stem.to_string_lossy().into_owned()
}

/// A case in its own folder; tables it lacks are those of the toy season.
fn season(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = case(name);
    let entries = fs::read_dir(&from).expect("the case");
    let own: BTreeSet<String> = entries
        .map(|entry| stem(&entry.expect("an entry").path()))
        .collect();
    let office = name.starts_with("office");
    if !(office || own.contains("experts") && own.contains("submissions")) {
        let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
        copy(&toy, folder.path(), &own);
    }
    copy(&from, folder.path(), &BTreeSet::new());
    folder
}

/// Runs a verb on a season: exit code, stdout and messages.
fn run(verb: &str, season: &Path, more: &[&str]) -> (i32, String, String) {
    let season = season.to_str().expect("a path in UTF-8");
    let output = empanel()
        .args([verb, season, "--lang", "zh"])
        .args(more)
        .output()
        .expect("the program starts");
    (code(&output), stdout(&output), stderr(&output))
}

/// The barred pairs.
fn barred(season: &Path) -> BTreeSet<(String, String)> {
    let (exit, printed, said) = run("conflicts", season, &["--format", "json"]);
    assert_eq!(exit, 0, "{said}");
    let document: Value = serde_json::from_str(&printed).expect("JSON");
    let conflicts = document["conflicts"].as_array().expect("a list");
    let bars = conflicts.iter().filter(|own| own["severity"] == "bar");
    let id = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    bars.map(|own| (id(&own["expert"]), id(&own["submission"])))
        .collect()
}

fn has(said: &str, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    said.lines()
        .any(|line| words.iter().all(|word| line.contains(word)))
}

#[test]
fn one_relation_is_the_same_in_every_form() {
    let clean = barred(season("relation-clean").path());
    assert_eq!(clean.len(), 2, "{clean:?}");
    assert!(clean.contains(&("E003".to_owned(), "S002".to_owned())));
    for (name, words) in RELATION {
        let folder = season(name);
        let mut found = barred(folder.path());
        if *name == "relation-two-ids" {
            assert!(found.remove(&("E008".to_owned(), "S002".to_owned())));
        }
        assert_eq!(found, clean, "{name}");
        let (exit, _, said) = run("check", folder.path(), &[]);
        assert_eq!(exit, 0, "{name}: {said}");
        assert!(has(&said, words), "{name}: {words:?} in {said}");
    }
}

#[test]
fn every_case_gets_its_right_value() {
    for own in CASES {
        let name = own.name;
        let folder = season(name);
        // Conflicts can be listed even if pins contradict them.
        let verb = ["check", "conflicts"][usize::from(own.exit == 0)];
        let (exit, _, said) = run(verb, folder.path(), &[]);
        assert_eq!(exit, own.exit, "{name}: {said}");
        for words in own.says {
            assert!(has(&said, words), "{name}: {words:?} in {said}");
        }
        if own.exit == 0 {
            let found = barred(folder.path());
            for (expert, submission) in own.barred {
                let pair = ((*expert).to_owned(), (*submission).to_owned());
                assert!(found.contains(&pair), "{name}: {pair:?} in {found:?}");
            }
        }
    }
}

/// Codes with a space between them are two, as with any other separator.
#[test]
fn two_industries_with_a_space_between_are_two() {
    let spaced = season("industry-space-list");
    let (exit, with_space, _) = run("check", spaced.path(), &["--format", "json"]);
    assert_eq!(exit, 0);
    let table = spaced.path().join("experts.csv");
    let text = fs::read_to_string(&table).expect("text");
    assert!(text.contains("36 34"));
    fs::write(&table, text.replace("36 34", "36；34")).expect("written");
    let (_, with_separator, _) = run("check", spaced.path(), &["--format", "json"]);
    let industries = |printed: &str| {
        let document: Value = serde_json::from_str(printed).expect("JSON");
        document["industries"].clone()
    };
    assert_eq!(industries(&with_space), industries(&with_separator));
}

/// Words for "no employer" are not an employer that people share, so a committee can be formed.
#[test]
fn offices_without_employers_get_a_committee() {
    for name in ["office-ret", "office-ph", "office-merge"] {
        let folder = season(name);
        let out = folder.path().join("out");
        let to = ["--out", out.to_str().expect("a path"), "--time-limit", "5"];
        let (exit, _, said) = run("form", folder.path(), &to);
        assert_eq!(exit, 0, "{name}: {said}");
    }
}

/// A reviewer whom a relation by name bars cannot be pinned.
#[test]
fn a_pin_against_a_relation_by_name_is_proven_impossible() {
    let (exit, printed, _) = run("check", season("office-name").path(), &[]);
    assert_eq!(exit, 4);
    assert!(has(&printed, &["R17", "第 4 行", "ZJ001"]), "{printed}");
}

/// Runs `assign` on a case.
fn assigned(name: &str, objective: &str) -> Value {
    let folder = season_of_pairs(name);
    let out = folder.path().join("out.csv");
    let out = out.to_str().expect("a path in UTF-8");
    let more = ["--objective", objective, "--out", out, "--format", "json"];
    let (exit, printed, said) = run("assign", folder.path(), &more);
    assert_eq!(exit, 0, "{name}: {said}");
    serde_json::from_str(&printed).expect("JSON")
}

fn season_of_pairs(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&case(name), folder.path(), &BTreeSet::new());
    folder
}

#[test]
fn among_equal_scores_the_least_loaded_reviews() {
    let figures = assigned("wef1-ties-go-to-the-first-rows", "wef1");
    assert_eq!(
        [&figures["load_min"], &figures["load_max"]],
        [2, 2],
        "{figures}"
    );
}

#[test]
fn the_worst_submission_is_proven_where_reviewers_are_short() {
    let figures = assigned("maxmin-unproven-on-9x9", "maxmin");
    let near = |key: &str, right: f64| {
        let value = figures[key].as_f64().unwrap_or(f64::NAN);
        assert!((value - right).abs() < 1e-9, "{key} of {figures}");
    };
    near("worst_score", 0.2);
    near("worst_bound", 0.2);
    assert_eq!(figures["status"], "optimal", "{figures}");
    assert!(figures["seconds"].as_f64().is_some_and(|own| own < 5.0));
}
