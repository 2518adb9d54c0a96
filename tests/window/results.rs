//! 公示与结果: the publicity period, objections, withdrawals, the lists.

use crate::draw::formed;
use crate::forms::{send, values};
use crate::pages::page;
use crate::support::{Answered, Open};
use assert_cmd::cargo::cargo_bin;
use axum::http::StatusCode;
use empanel::Lang;
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

fn done(answer: &Answered) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(
        answer.text.contains("class=\"said good\"")
            && !answer.text.contains("class=\"said error\""),
        "{}",
        answer.text
    );
}

fn refused(answer: &Answered, words: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(
        answer.text.contains("class=\"said error\"") && answer.text.contains(words),
        "{words}: {}",
        answer.text
    );
}

/// Runs a verb on the season; its files are in the folder.
fn verb(open: &Open, arguments: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let run = Command::new(cargo_bin!("empanel"))
        .args(["--lang", "zh"])
        .arg(arguments[0])
        .arg(open.season())
        .args(&arguments[1..])
        .arg("--out")
        .arg(folder.path())
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{run:?}");
    folder
}

#[test]
fn a_publicity_period_is_counted_shown_and_written_as_the_verb_does() {
    let open = Open::toy(Lang::Zh);
    let fields = [("from", "2026-09-17"), ("days", "10")];
    let answer = send(&open, "/results/publicity", &fields, &[]);
    done(&answer);
    let text = answer.text;
    assert!(text.contains("共 10 个工作日"), "{text}");
    assert_eq!(text.matches("<td class=\"counts\"").count(), 10);
    assert!(text.contains(">25<small>中秋节</small>"), "{text}");
    let by_verb = verb(&open, &["publicity", "--from", "2026-09-17"]);
    let own = open.season().join("公示");
    for name in ["publicity.json", "publicity.xlsx"] {
        let of = |folder: &Path| fs::read(folder.join(name)).expect(name);
        assert_eq!(of(&own), of(by_verb.path()), "{name}");
    }
    // The page of the year knows at once, though no table has changed.
    let home = open.get("/").text;
    assert!(home.contains("2026-09-17"), "{home}");
    // It can be set anew; a year without holidays is told.
    let fields = [("from", "2031-09-30"), ("days", "2"), ("next_day", "1")];
    let answer = send(&open, "/results/publicity", &fields, &[]);
    done(&answer);
    assert!(answer.text.contains("W613"), "{}", answer.text);
    let written = json(&own.join("publicity.json"));
    assert_eq!(
        (&written["first"], &written["last"]),
        (&"2031-10-06".into(), &"2031-10-07".into())
    );
    for (from, days) in [
        ("2026-13-01", "10"),
        ("", "10"),
        ("2026-09-01", "0"),
        ("9999-12-30", "10"),
    ] {
        let fields = [("from", from), ("days", days)];
        refused(&send(&open, "/results/publicity", &fields, &[]), "");
    }
    assert_eq!(
        json(&own.join("publicity.json")),
        written,
        "nothing was lost"
    );
}

#[test]
fn a_review_team_is_proposed_as_the_verb_does() {
    let open = formed(Lang::Zh);
    let fields = [("submission", "S002 示例齿轮股份有限公司"), ("team", "2")];
    let answer = send(&open, "/results/objection", &fields, &[]);
    done(&answer);
    assert!(
        answer.text.contains("申报 S002 的异议复核：建议 2 人"),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("评审过该项申报"));
    let plan = open.season().join("方案/plan.json");
    let plan = plan.display().to_string();
    let by_verb = verb(
        &open,
        &[
            "objection",
            "--plan",
            &plan,
            "--submission",
            "S002",
            "--team",
            "2",
        ],
    );
    let own = open.season().join("异议");
    for name in ["objection-S002.json", "objection-S002.xlsx"] {
        let of = |folder: &Path| fs::read(folder.join(name)).expect(name);
        assert_eq!(of(&own), of(by_verb.path()), "{name}");
    }
    let ids = values(&answer.text, "/results/file?id=");
    let file = open.get(&format!("/results/file?id={}", ids[0]));
    assert_eq!(file.status, StatusCode::OK);
    refused(
        &send(&open, "/results/objection", &[("submission", "S999")], &[]),
        "S999",
    );
    let fields = [("submission", "S002"), ("team", "零")];
    refused(&send(&open, "/results/objection", &fields, &[]), "1 到 99");
    for id in ["", "x", "../experts.csv"] {
        let answer = open.get(&format!("/results/file?id={id}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[test]
fn lists_are_written_as_the_verb_does_and_what_was_withdrawn_is_not_on_them() {
    let open = formed(Lang::Zh);
    send(&open, "/results/publicity", &[("from", "2026-09-01")], &[]);
    let list = "申报编号\nS001\nS002\nS003\n";
    let files: [(&str, &[u8]); 1] = [("推荐 \"名单\".csv", list.as_bytes())];
    let answer = send(&open, "/results/list", &[], &files);
    done(&answer);
    let id = values(&answer.text, "<option value=\"")
        .into_iter()
        .find(|own| own.len() == 12)
        .expect("the list")
        .to_owned();
    let fields = [
        ("submission", "S002"),
        ("stage", "publicity"),
        ("date", "2026-09-08"),
        ("reason", "=异议成立，\"撤出\""),
    ];
    done(&send(&open, "/results/withdraw", &fields, &[]));
    let answer = send(&open, "/results/make", &[("list", &id)], &[]);
    done(&answer);
    let folder = open.season().join("结果");
    let outcome = json(&folder.join("outcome.json"));
    let ids = |key: &str| -> Vec<String> {
        let rows = outcome[key].as_array().expect("rows");
        let id = |row: &Value| row["submission"].as_str().expect("an id").to_owned();
        rows.iter().map(id).collect()
    };
    assert_eq!(ids("publicity"), ["S001", "S002", "S003"]);
    assert_eq!(ids("final"), ["S001", "S003"]);
    assert_eq!(outcome["withdrawn"][0]["reason"], "=异议成立，\"撤出\"");
    let path = |name: &str| folder.join(name).display().to_string();
    let plan = open.season().join("方案/plan.json").display().to_string();
    let publicity = open.season().join("公示/publicity.json");
    let by_verb = verb(
        &open,
        &[
            "results",
            "--plan",
            &plan,
            "--shortlist",
            &path("推荐名单.csv"),
            "--withdrawn",
            &path("withdrawn.csv"),
            "--publicity",
            &publicity.display().to_string(),
        ],
    );
    for name in [
        "outcome.json",
        "outcome.xlsx",
        "publicity-list.xlsx",
        "final-list.xlsx",
    ] {
        let of = |folder: &Path| fs::read(folder.join(name)).expect(name);
        assert_eq!(of(&folder), of(by_verb.path()), "{name}");
    }
    // Taken back, and written again.
    assert!(!open.get("/results").text.contains("请重新写出名单"));
    let answer = send(&open, "/results/restore", &[("submission", "S002")], &[]);
    done(&answer);
    assert!(answer.text.contains("请重新写出名单"), "{}", answer.text);
    done(&send(&open, "/results/make", &[("list", &id)], &[]));
    let outcome = json(&folder.join("outcome.json"));
    assert_eq!(outcome["final"].as_array().map(Vec::len), Some(3));
}

#[test]
fn nothing_final_is_written_before_the_period_is_over() {
    let open = formed(Lang::Zh);
    send(&open, "/results/publicity", &[("from", "2099-09-01")], &[]);
    let answer = send(&open, "/results/make", &[("list", "all")], &[]);
    done(&answer);
    assert!(
        answer.text.contains("才期满，不写公告名单。"),
        "{}",
        answer.text
    );
    let folder = open.season().join("结果");
    assert!(folder.join("publicity-list.xlsx").exists());
    assert!(!folder.join("final-list.xlsx").exists());
}

#[test]
fn bad_input_changes_nothing() {
    let open = Open::toy(Lang::Zh);
    assert!(open.get("/results").text.contains("组成的委员会"));
    refused(
        &send(&open, "/results/make", &[("list", "all")], &[]),
        "组成的委员会",
    );
    let open = formed(Lang::Zh);
    // No scores yet, and so no list.
    refused(
        &send(&open, "/results/make", &[("list", "")], &[]),
        "请选择推荐名单",
    );
    let wrong: [(&str, &[u8]); 1] = [("名单.csv", "申报编号\nS999\n".as_bytes())];
    refused(&send(&open, "/results/list", &[], &wrong), "S999");
    let wrong: [(&str, &[u8]); 1] = [("图片.csv", b"\x89PNG\r\n\x1a\n")];
    refused(&send(&open, "/results/list", &[], &wrong), "图片.csv");
    refused(&send(&open, "/results/list", &[], &[]), "请选择一个文件");
    let fields = [
        ("submission", "S002"),
        ("reason", ""),
        ("stage", "publicity"),
    ];
    refused(
        &send(&open, "/results/withdraw", &fields, &[]),
        "withdrawn.csv",
    );
    let fields = [
        ("submission", "S999"),
        ("reason", "撤出"),
        ("stage", "publicity"),
    ];
    refused(&send(&open, "/results/withdraw", &fields, &[]), "S999");
    assert!(!open.season().join("结果").exists(), "nothing was written");
    // A provisional list is taken only where that is meant.
    let list: [(&str, &[u8]); 1] = [("暂定名单.csv", "申报编号,说明\nS001,暂定\n".as_bytes())];
    let answer = send(&open, "/results/list", &[], &list);
    done(&answer);
    let id = values(&answer.text, "<option value=\"")
        .into_iter()
        .find(|own| own.len() == 12)
        .expect("the list")
        .to_owned();
    refused(
        &send(&open, "/results/make", &[("list", &id)], &[]),
        "暂定的",
    );
    let fields = [("list", id.as_str()), ("provisional", "1")];
    done(&send(&open, "/results/make", &fields, &[]));
}

fn all(lang: Lang) {
    let open = formed(lang);
    let name = lang.pick("zh", "en");
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(
        "value=\"20[0-9-]{8}\" required",
        "value=\"[TODAY]\" required",
    );
    settings.bind(|| {
        assert_snapshot!(format!("results_before_{name}"), page(&open, "/results"));
        send(&open, "/results/publicity", &[("from", "2026-09-17")], &[]);
        send(&open, "/results/objection", &[("submission", "S002")], &[]);
        let fields = [
            ("submission", "S003"),
            ("stage", "publicity"),
            ("date", "2026-09-20"),
            ("reason", "<b>异议成立</b>"),
        ];
        send(&open, "/results/withdraw", &fields, &[]);
        send(&open, "/results/make", &[("list", "all")], &[]);
        assert_snapshot!(format!("results_{name}"), page(&open, "/results"));
    });
}

#[test]
fn pages_in_chinese() {
    all(Lang::Zh);
}

#[test]
fn pages_in_english() {
    all(Lang::En);
}
