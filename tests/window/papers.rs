//! 文书: what there is, making it, opening it.

use crate::forms::{send, values};
use crate::support::Open;
use crate::withdrawal::formed;
use axum::http::StatusCode;
use empanel::Lang;
use std::fs;

#[test]
fn papers_are_made_opened_and_known_to_be_out_of_date() {
    let open = formed(Lang::Zh);
    let text = open.get("/papers").text;
    assert!(!text.contains("<span class=\"state\">最新"), "{text}");
    let fields = [
        ("paper", "committee"),
        ("paper", "tasks"),
        ("date", "2026-09-01"),
    ];
    let answer = send(&open, "/papers/make", &fields, &[]);
    assert!(
        answer.text.contains("class=\"said good\""),
        "{}",
        answer.text
    );
    assert_eq!(answer.text.matches("<span class=\"state\">最新").count(), 2);
    assert!(answer.text.contains("2026-09-01"));
    let number = values(&answer.text, "/papers/file?id=")[0].to_owned();
    let file = open.get(&format!("/papers/file?id={number}"));
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename*=UTF-8''%")
    );
    let plan = open.season().join("方案/plan.json");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, format!("{text}\n")).expect("written");
    let text = open.get("/papers").text;
    assert_eq!(
        text.matches("<span class=\"state\">已过时").count(),
        2,
        "{text}"
    );
}

#[test]
fn only_files_of_the_manifest_are_served() {
    let open = formed(Lang::Zh);
    let fields = [("paper", "committee")];
    send(&open, "/papers/make", &fields, &[]);
    let manifest = open.season().join("文书/papers.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for path in ["../experts.csv", "/etc/passwd", "../方案/plan.json"] {
        value["files"][0]["file"] = path.into();
        fs::write(&manifest, value.to_string()).expect("written");
        let text = open.get("/papers").text;
        assert!(!text.contains("/papers/file?id="), "{path}: {text}");
    }
    for id in ["", "x", "../experts.csv"] {
        let answer = open.get(&format!("/papers/file?id={id}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[test]
fn without_a_plan_nothing_is_made() {
    let open = Open::toy(Lang::En);
    assert!(open.get("/papers").text.contains("There is no plan yet"));
    let answer = send(&open, "/papers/make", &[("all", "1")], &[]);
    assert!(
        answer.text.contains("class=\"said error\""),
        "{}",
        answer.text
    );
    let answer = send(&open, "/papers/make", &[], &[]);
    assert!(answer.text.contains("Tick papers first"), "{}", answer.text);
}
