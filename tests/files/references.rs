//! However an office refers to the subject of a row, no row is lost silently.

use crate::cli_support;

use empanel::files::tables::read_season;
use empanel::model::{Problem, Season};
use empanel::suitability::conflict::Conflicts;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The row of the relations that varies.
const ROW: u32 = 4;

/// The toy season with one more row of relations.
fn season_with(row: &str) -> TempDir {
    let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["experts.csv", "submissions.csv", "rules.toml", "pins.csv"] {
        fs::copy(toy.join(name), folder.path().join(name)).expect("copied");
    }
    let relations = fs::read_to_string(toy.join("relations.csv")).expect("text");
    let text = format!("{}\n{row}\n", relations.trim_end());
    fs::write(folder.path().join("relations.csv"), text).expect("written");
    folder
}

fn read(row: &str) -> (Option<Season>, Vec<Problem>) {
    let folder = season_with(row);
    match read_season(folder.path(), None) {
        Ok(loaded) => (Some(loaded.season), loaded.problems),
        Err(problems) => (None, problems.0),
    }
}

fn is_barred(season: &Season, expert: &str, submission: &str) -> bool {
    let who = season.experts.iter().position(|own| own.id == expert);
    let what = season
        .submissions
        .iter()
        .position(|own| own.id == submission);
    let (who, what) = (who.expect("there"), what.expect("there"));
    let conflicts = Conflicts::build(season);
    let barred = conflicts.barred(empanel::model::SubmissionIndex::new(what));
    barred.contains(&empanel::model::ExpertIndex::new(who))
}

fn told<'a>(problems: &'a [Problem], column: &str) -> Vec<&'a Problem> {
    let here = |own: &&Problem| {
        let place = &own.place;
        place.file == "relations.csv"
            && place.row == Some(ROW)
            && place.column.as_deref() == Some(column)
    };
    problems.iter().filter(here).collect()
}

/// A cell as written in a CSV file.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Spellings that can only mean E003: it is barred, and the interpretation is reported.
const MEANT: [&str; 66] = [
    "e003",
    "Ｅ００３",
    "E003\u{200b}",
    "\u{200b}E003",
    "E\u{200d}003",
    "\u{feff}E003",
    "E003\u{feff}",
    "E003\u{a0}",
    "\u{a0}\u{a0}E003",
    "E003\u{3000}",
    "E 003",
    "E003\u{202c}",
    "\u{202a}E003\u{202c}",
    "\u{2066}E003\u{2069}",
    "E0\u{ad}03",
    "E003\u{fe0f}",
    "E003\u{2060}",
    "'E003",
    "’E003",
    "`E003",
    "\"E003\"",
    "“E003”",
    "‘E003’",
    "「E003」",
    "『E003』",
    "=\"E003\"",
    "(E003)",
    "（E003）",
    "【E003】",
    "[E003]",
    "E003。",
    "E003，",
    "E003；",
    "E003.0",
    "E3",
    "E03",
    "E0003",
    "e3",
    "Ｅ３",
    "E-003",
    "E‑003",
    "E–003",
    "E_003",
    "Е003",
    "E003张伟",
    "E003 张伟",
    "E003　张伟",
    "张伟E003",
    "张伟 E003",
    "张伟（E003）",
    "张伟(E003)",
    "E003（张伟）",
    "E003/张伟",
    "E003-张伟",
    "E003，张伟",
    "E003：张伟",
    "E003\n张伟",
    "专家E003",
    "编号E003",
    "E003(已核实)",
    "E003 张伟 正高级工程师",
    "E3张伟",
    "张伟",
    "张　伟",
    "张伟 教授",
    "张伟老师",
];

#[test]
fn without_the_row_nobody_is_kept_away() {
    let (season, _) = read("E006,咨询辅导,示例乳业有限公司,2018,2021,");
    assert!(!is_barred(&season.expect("read"), "E003", "S002"));
}

#[test]
fn a_subject_is_understood_however_it_is_written_and_that_is_told() {
    for text in MEANT {
        let row = format!("{},咨询辅导,示例齿轮股份有限公司,2024,,", quoted(text));
        let (season, problems) = read(&row);
        let season = season.unwrap_or_else(|| panic!("{text:?}: {problems:?}"));
        assert!(is_barred(&season, "E003", "S002"), "{text:?}");
        // White space around a cell, and protection against conversion to a number, are not
        // reported as a spelling.
        let silent = ["E003", "=\"E003\""].contains(&text.trim());
        assert_eq!(
            told(&problems, "主体").len(),
            usize::from(!silent),
            "{text:?}: {problems:?}"
        );
    }
}

#[test]
fn a_submission_is_understood_however_it_is_written() {
    let long = "齿轮精益生产与六西格玛融合经验";
    for text in [
        "S002\u{200b}",
        "Ｓ００２",
        "s002",
        "S2",
        "S02",
        "S‑002",
        "S–002",
        "S—002",
        "'S002",
        "《S002》",
        long,
        "《齿轮精益生产与六西格玛融合经验》",
        "齿轮精益生产 与六西格玛融合经验",
        "S002 齿轮精益生产与六西格玛融合经验",
        "S002示例齿轮股份有限公司",
        "示例齿轮股份有限公司（S002）",
        "申报S002",
    ] {
        let row = format!("E003,自行申报回避,{},,,", quoted(text));
        let (season, problems) = read(&row);
        let season = season.unwrap_or_else(|| panic!("{text:?}: {problems:?}"));
        assert!(is_barred(&season, "E003", "S002"), "{text:?}");
        assert_eq!(told(&problems, "客体").len(), 1, "{text:?}: {problems:?}");
    }
}

#[test]
fn several_in_a_cell_are_several() {
    for text in [
        "E003、E008",
        "E003；E008",
        "E003;E008",
        "E003,E008",
        "E003，E008",
        "E003 E008",
        "E003\nE008",
        "E003/E008",
        "E003和E008",
        "E3、E8",
        "E003张伟、E008周强",
        "张伟、周强",
        "张伟（E003）、周强（E008）",
    ] {
        let row = format!("{},咨询辅导,示例齿轮股份有限公司,2024,,", quoted(text));
        let (season, problems) = read(&row);
        let season = season.unwrap_or_else(|| panic!("{text:?}: {problems:?}"));
        for expert in ["E003", "E008"] {
            assert!(is_barred(&season, expert, "S002"), "{text:?}: {expert}");
        }
        assert_eq!(told(&problems, "主体").len(), 1, "{text:?}: {problems:?}");
    }
    let (season, problems) = read("E003,自行申报回避,S002、S005,,,");
    let season = season.expect("read");
    assert!(is_barred(&season, "E003", "S002") && is_barred(&season, "E003", "S005"));
    assert_eq!(told(&problems, "客体")[0].code, "W650");
    let row = "E003,咨询辅导,示例齿轮股份有限公司；示例酒业有限公司,,,";
    let (season, _) = read(row);
    let season = season.expect("read");
    assert!(is_barred(&season, "E003", "S002") && is_barred(&season, "E003", "S005"));
    let (season, _) = read(&row.replace('；', "/"));
    assert!(is_barred(&season.expect("read"), "E003", "S005"));
}

#[test]
fn what_is_not_clear_is_an_error_or_a_warning_at_its_cell() {
    for (text, code) in [
        ("E003 李四", "E361"),
        ("E003李四", "E361"),
        ("E003（周强）", "E361"),
        ("周强 E003", "E361"),
        ("E003（王和）", "E361"),
        ("E003 冯总", "E361"),
        ("E99", "W604"),
        ("E0099", "W604"),
        ("E99张三", "W604"),
        ("EO03", "W651"),
        ("张炜", "W651"),
        ("张伟之妻", "W651"),
        ("张伟（已退出）", "W651"),
        ("某某", "W651"),
        ("示例机械研究院", "W651"),
        ("S002", "E407"),
        ("S2", "E407"),
    ] {
        let row = format!("{},咨询辅导,示例齿轮股份有限公司,2024,,", quoted(text));
        let (_, problems) = read(&row);
        let codes: Vec<&str> = told(&problems, "主体").iter().map(|own| own.code).collect();
        assert!(codes.contains(&code), "{text:?}: {problems:?}");
    }
}

#[test]
fn a_row_of_nobody_and_nothing_is_told_with_the_nearest() {
    let (_, problems) = read("某某,咨询辅导,外地某厂,2024,,");
    let found = told(&problems, "主体");
    assert_eq!(found[0].code, "W651", "{problems:?}");
    let (_, problems) = read("E003,咨询辅导,示例齿伦股份有限公司,2024,,");
    let found = told(&problems, "客体");
    assert_eq!(found[0].code, "W651", "{problems:?}");
    assert!(
        found[0].what.zh.contains("示例齿轮股份有限公司"),
        "{:?}",
        found[0]
    );
    for object in ["全部", "002", "齿轮精益生产与六西格玛融合"] {
        let (_, problems) = read(&format!("E003,自行申报回避,{object},,,"));
        assert_eq!(
            told(&problems, "客体")[0].code,
            "W651",
            "{object}: {problems:?}"
        );
    }
    // An organization without a connection to this season: one line for all such rows.
    let (_, problems) = read("E003,咨询辅导,远山重工,2024,,");
    let found: Vec<&Problem> = problems.iter().filter(|own| own.code == "N721").collect();
    assert_eq!(found.len(), 1, "{problems:?}");
    assert!(found[0].what.zh.contains("第 4 行"), "{:?}", found[0]);
}

#[test]
fn a_relative_of_an_experts_name_stays_a_relative_and_is_told() {
    let (season, problems) = read("E004,亲属,张伟,,,");
    assert!(Conflicts::build(&season.expect("read")).kin().is_empty());
    assert_eq!(told(&problems, "客体")[0].code, "W652");
    // If no id is given, the two names are those of the experts.
    let (season, problems) = read("陈静,亲属,张伟,,,");
    assert_eq!(Conflicts::build(&season.expect("read")).kin().len(), 1);
    assert_eq!(told(&problems, "客体")[0].code, "W650");
    // A director with the name of both: either reading counts.
    let (season, _) = read("E005,亲属,张伟,,,\n张伟,董监高,示例齿轮股份有限公司,,,");
    let season = season.expect("read");
    for expert in ["E003", "E005"] {
        assert!(is_barred(&season, expert, "S002"), "{expert}");
    }
}

#[test]
fn what_cannot_be_seen_is_shown() {
    let (_, problems) = read("E003\u{200b},咨询辅导,示例齿轮股份有限公司,2024,,");
    assert_eq!(told(&problems, "主体")[0].value, "E003‹U+200B›");
}

/// Runs a verb on the toy season with a plan in `out`; what it said, and its exit code.
fn verb(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = cli_support::empanel()
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program starts");
    (
        cli_support::code(&output),
        cli_support::stdout(&output),
        cli_support::stderr(&output),
    )
}

fn formed() -> TempDir {
    let folder = season_with("E006,咨询辅导,示例乳业有限公司,2018,2021,");
    let (exit, _, said) = verb(
        folder.path(),
        &["form", ".", "--out", "out", "--work-limit", "300"],
    );
    assert_eq!(exit, 0, "{said}");
    folder
}

#[test]
fn verbs_understand_what_tables_understand() {
    let folder = formed();
    let plan = "out/plan.json";
    let told = |arguments: &[&str], code: &str| {
        let (exit, out, said) = verb(folder.path(), arguments);
        assert_eq!(exit, 0, "{arguments:?}: {said}");
        assert!(said.contains(code), "{arguments:?}: {said}");
        out
    };
    let exact = |arguments: &[&str]| verb(folder.path(), arguments).1;
    let conflicts = exact(&["conflicts", ".", "--expert", "E004"]);
    for text in ["E4", "陈静", "陈　静", "E004 陈静"] {
        assert_eq!(
            told(&["conflicts", ".", "--expert", text], "W650"),
            conflicts
        );
    }
    assert_eq!(
        told(&["conflicts", ".", "--expert", "e004\u{200b}"], "N720"),
        conflicts
    );
    let submission = exact(&["conflicts", ".", "--submission", "S001"]);
    for text in ["S1", "泵类产品可靠性管理经验"] {
        assert_eq!(
            told(&["conflicts", ".", "--submission", text], "W650"),
            submission
        );
    }
    let explain = ["explain", ".", "--plan", plan];
    let pair = exact(&[&explain[..], &["--expert", "E003", "--submission", "S002"]].concat());
    let other = [&explain[..], &["--expert", "张伟", "--submission", "S2"]].concat();
    assert_eq!(told(&other, "W650"), pair);
    let group = exact(&[&explain[..], &["--group", "G01"]].concat());
    assert_eq!(
        told(&[&explain[..], &["--group", "G1"]].concat(), "W650"),
        group
    );
    let recommend = ["recommend", ".", "--plan", plan, "--seat"];
    let seat = exact(&[&recommend[..], &["G01"]].concat());
    assert_eq!(told(&[&recommend[..], &["g1"]].concat(), "W650"), seat);
    let objection = ["objection", ".", "--plan", plan, "--submission"];
    let proposal = exact(&[&objection[..], &["S003"]].concat());
    assert_eq!(told(&[&objection[..], &["S3"]].concat(), "W650"), proposal);
    let audience = [
        "export",
        ".",
        "--plan",
        plan,
        "--audience",
        "expert 陈静",
        "--out",
        "e",
    ];
    told(&audience, "W650");
    assert!(folder.path().join("e/expert-E004.json").exists() || folder.path().join("e").exists());
    let rerun = [
        "rerun",
        ".",
        "--plan",
        plan,
        "--format",
        "json",
        "--withdraw",
    ];
    let away = verb(folder.path(), &[&rerun[..], &["E008"]].concat());
    for text in ["E8", "周强", "E008 周强", "周强（E008）", "E008,周强"] {
        let other = verb(folder.path(), &[&rerun[..], &[text]].concat());
        assert_eq!((other.0, other.1), (away.0, away.1.clone()), "{text}");
        assert!(other.2.contains("W650"), "{text}: {}", other.2);
    }
    let (exit, _, said) = verb(folder.path(), &[&rerun[..], &["E008 李四"]].concat());
    assert_eq!(exit, 2, "{said}");
    let (exit, _, said) = verb(folder.path(), &["conflicts", ".", "--expert", "张伟伟"]);
    assert_eq!(exit, 2);
    assert!(said.contains("E003"), "the nearest: {said}");
}

#[test]
fn every_table_of_ids_is_read_the_same_way() {
    let folder = season_with("E006,咨询辅导,示例乳业有限公司,2018,2021,");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    put(
        "pins.csv",
        "类型,主体,客体\n组员,张伟,G1\n评审人,E4,泵类产品可靠性管理经验\n不任组长,E003、E006,\n",
    );
    put(
        "screening.csv",
        "申报编号,形式审查\nS1,是\nS2、S3,是\nS004\u{200b},否\n'S005,是\nS06,是\n",
    );
    put(
        "scores.csv",
        "submission_id,expert_id,score\nS1,E3,0.5\nS002,张伟,0.25\n",
    );
    let loaded = read_season(folder.path(), None).expect("sound");
    let season = loaded.season;
    assert_eq!(season.pins.len(), 4);
    let passed: Vec<bool> = season.submissions.iter().map(|own| own.passed).collect();
    assert_eq!(passed, [true, true, true, false, true, true]);
    let scores = season.scores.expect("read");
    let score = |at| {
        let of = empanel::model::SubmissionIndex::new(at);
        scores.score(empanel::model::ExpertIndex::new(2), of)
    };
    assert_eq!([score(0), score(1)], [0.5, 0.25]);
    // Submissions excluded by the screening are attributed to the screening.
    let out = loaded.problems.iter().find(|own| own.code == "N702");
    assert_eq!(out.expect("told").place.file, "screening.csv");
    put("screening.csv", "申报编号,形式审查\nS001,否\n");
    let problems = read_season(folder.path(), None)
        .expect_err("nothing left")
        .0;
    let none = problems.iter().find(|own| own.code == "E411");
    assert_eq!(none.expect("told").place.file, "screening.csv");
}
