//! 质量: the plan against one made by hand, last year's people and simple methods.

use crate::draw::formed;
use crate::forms::send;
use crate::pages::page;
use crate::support::{Answered, Open};
use axum::http::StatusCode;
use empanel::Lang;
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::time::Duration;

/// A plan made by hand: it keeps no rule, as such plans do.
const BY_HAND: &str = "申报编号,专业组,评审专家\nS001,一组,张伟;周强\nS002,一组,张伟;周强\nS003,一组,陈静;周强\nS004,二组,赵敏;孙丽\nS005,二组,赵敏;孙丽\nS006,二组,刘洋;孙丽\n";

fn refused(answer: &Answered, words: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(
        answer.text.contains("class=\"said error\"") && answer.text.contains(words),
        "{words}: {}",
        answer.text
    );
}

fn measured(open: &Open) -> Value {
    let answer = send(
        open,
        "/quality/start",
        &[("seeds", "1"), ("seconds", "5")],
        &[],
    );
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    while open.get("/quality/live").json()["busy"] == true {
        std::thread::sleep(Duration::from_millis(50));
    }
    let live = open.get("/quality/live").json();
    assert_eq!(live["said"], Value::Null, "{live}");
    let folder = open.season();
    let [zh, en] = ["质量对比", "quality"].map(|name| folder.join(name).join("bench.json"));
    let bytes = fs::read(if zh.exists() { zh } else { en }).expect("measured");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn the_plan_is_compared_with_one_made_by_hand_and_last_years() {
    let open = formed(Lang::Zh);
    let files: [(&str, &[u8]); 1] = [("人工 <方案>.csv", BY_HAND.as_bytes())];
    let answer = send(&open, "/quality/manual", &[], &files);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let plan = fs::read(open.season().join("方案/plan.json")).expect("a plan");
    let files: [(&str, &[u8]); 1] = [("plan.json", &plan)];
    let answer = send(&open, "/quality/last", &[], &files);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let text = open.get("/quality").text;
    assert_eq!(text.matches("已放入").count(), 2, "{text}");
    let kept = measured(&open);
    let runs = kept["runs"].as_array().expect("runs");
    let method = |name: &str| runs.iter().find(|run| run["method"] == name);
    let figures = |name: &str| method(name).expect(name)["figures"].clone();
    // The present plan keeps every rule; it is the best that there is.
    let (own, best, hand) = (figures("present"), figures("ours"), figures("manual"));
    assert_eq!((&own["conflicts"], &own["broken"]), (&0.into(), &0.into()));
    assert_eq!(own["total"], best["total"]);
    assert!(hand["broken"].as_u64() > Some(0), "{hand}");
    assert!(method("last_year").is_some() && method("random").is_some());
    let text = open.get("/quality").text;
    assert!(
        text.contains("现行方案与人工方案相比：") && text.contains("违反规则少"),
        "{text}"
    );
    assert!(text.contains("<svg") && text.contains("class=\"bar first\""));
    assert!(!text.contains("style="), "the browser refuses it");
    let file = open.get("/quality/file?name=bench.csv");
    assert!(
        file.text.starts_with("input,method,seed,total"),
        "{}",
        file.text
    );
    // After a change of the plan the figures are those of another one.
    let path = open.season().join("方案/plan.json");
    fs::write(&path, [&plan[..], b"\n"].concat()).expect("written");
    assert!(open.get("/quality").text.contains("在这次比较之后有改动"));
    let answer = send(&open, "/quality/remove", &[("which", "manual")], &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(open.get("/quality").text.matches("已放入").count(), 1);
}

#[test]
fn bad_input_is_refused_and_nothing_is_kept_of_it() {
    let open = formed(Lang::Zh);
    let wrong: [(&str, &[u8]); 1] = [(
        "方案.csv",
        "申报编号,专业组,评审专家\nS999,一组,张三\n".as_bytes(),
    )];
    let answer = send(&open, "/quality/manual", &[], &wrong);
    refused(&answer, "方案.csv");
    assert!(!answer.text.contains("/方案.csv"), "{}", answer.text);
    let wrong: [(&str, &[u8]); 1] = [("图.xlsx", b"\x89PNG\r\n\x1a\n")];
    refused(&send(&open, "/quality/manual", &[], &wrong), "图.xlsx");
    let wrong: [(&str, &[u8]); 1] = [("plan.json", b"{}")];
    refused(&send(&open, "/quality/last", &[], &wrong), "plan.json");
    refused(&send(&open, "/quality/manual", &[], &[]), "请选择一个文件");
    assert!(!open.season().join("质量对比").exists());
    for (seeds, seconds) in [("0", "5"), ("21", "5"), ("1", "0"), ("1", "NaN"), ("", "")] {
        let fields = [("seeds", seeds), ("seconds", seconds)];
        refused(&send(&open, "/quality/start", &fields, &[]), "1 到 20");
    }
    fs::write(open.season().join("experts.csv"), "编号\n").expect("written");
    let fields = [("seeds", "1"), ("seconds", "5")];
    refused(
        &send(&open, "/quality/start", &fields, &[]),
        "数据表还有错误",
    );
    for name in ["bench.json", "../experts.csv", ""] {
        let answer = open.get(&format!("/quality/file?name={name}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[test]
fn without_a_plan_the_methods_alone_are_compared() {
    let open = Open::toy(Lang::En);
    assert!(open.get("/quality").text.contains("There is no plan yet"));
    let kept = measured(&open);
    let runs = kept["runs"].as_array().expect("runs");
    assert!(runs.iter().all(|run| run["method"] != "present"));
    let text = open.get("/quality").text;
    assert!(
        text.contains("The plan formed anew against placing at random"),
        "{text}"
    );
}

fn all(lang: Lang) {
    let open = formed(lang);
    let name = lang.pick("zh", "en");
    assert_snapshot!(format!("quality_{name}"), page(&open, "/quality"));
}

#[test]
fn pages_in_chinese() {
    all(Lang::Zh);
}

#[test]
fn pages_in_english() {
    all(Lang::En);
}
