//! 变动: somebody withdraws.

use crate::forms::send;
use crate::support::{Open, copy};
use axum::http::StatusCode;
use empanel::{FormOptions, Lang, WriteOptions};
use std::fs;
use std::path::Path;

/// The toy season with three further experts and a plan.
pub fn formed(lang: Lang) -> Open {
    let folder = tempfile::tempdir().expect("a folder");
    let season = folder.path().join("2026 年<度>");
    copy(Path::new("data/toy"), &season);
    let file = season.join("experts.csv");
    let mut experts = fs::read_to_string(&file).expect("experts");
    for (id, name) in [("E009", "吴九"), ("E010", "郑\"十\""), ("E011", "冯十一")] {
        let row = format!(
            "{id},\"{}\",示例大学{id},北京,Q04.01:3;Q06.01:3;Q08.02:3;Q14.03:3,C,教授,是,否,,,是\n",
            name.replace('"', "\"\"")
        );
        experts.push_str(&row);
    }
    fs::write(&file, experts).expect("written");
    let read = empanel::read(&season).expect("a season");
    let formed = read.form(&FormOptions::default()).expect("a committee");
    formed
        .write(season.join("方案"), &WriteOptions::default())
        .expect("written");
    Open::again(folder, lang)
}

fn plan(open: &Open) -> String {
    fs::read_to_string(open.season().join("方案/plan.json")).expect("a plan")
}

/// Somebody who sits in a group.
fn member(open: &Open) -> String {
    let plan: serde_json::Value = serde_json::from_str(&plan(open)).expect("JSON");
    let id = plan["groups"][0]["members"][1].as_str();
    id.expect("an id").to_owned()
}

#[test]
fn it_is_tried_without_writing_and_then_applied_into_the_history() {
    let open = formed(Lang::Zh);
    let who = member(&open);
    let before = plan(&open);
    let fields = [
        ("who", who.as_str()),
        ("reason", "因病 <住院>"),
        ("date", "2026-09-01"),
    ];
    let answer = send(&open, "/withdrawal/try", &fields, &[]);
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("采用，写入新方案"), "{}", answer.text);
    assert!(answer.text.contains("尊敬的"), "letters are ready to read");
    assert!(
        answer.text.contains("已证明：变动人数不能更少"),
        "{}",
        answer.text
    );
    assert_eq!(plan(&open), before, "nothing is written");
    let answer = send(&open, "/withdrawal/apply", &fields, &[]);
    assert_eq!(
        answer.header("location"),
        "/withdrawal?done=1",
        "{}",
        answer.text
    );
    let after: serde_json::Value = serde_json::from_str(&plan(&open)).expect("JSON");
    assert_eq!(after["withdrawn"][0], who.as_str());
    assert!(open.season().join("方案/notices.txt").exists());
    let answer = send(&open, "/withdrawal/apply", &fields, &[]);
    assert!(answer.text.contains("请再试算一次"), "it is applied once");
}

#[test]
fn a_plan_changed_since_is_not_replaced() {
    let open = formed(Lang::Zh);
    let who = member(&open);
    let fields = [("who", who.as_str())];
    send(&open, "/withdrawal/try", &fields, &[]);
    let file = open.season().join("方案/plan.json");
    let changed = format!("{}\n", plan(&open));
    fs::write(&file, &changed).expect("written");
    let answer = send(&open, "/withdrawal/apply", &fields, &[]);
    assert!(answer.text.contains("没有写入"), "{}", answer.text);
    assert_eq!(plan(&open), changed);
}

#[test]
fn who_is_not_known_is_told() {
    let open = formed(Lang::En);
    for (who, words) in [
        ("", "Write the id or name"),
        ("E777", "[E777]"),
        ("<b>", "[&#60;b&#62;]"),
    ] {
        let answer = send(&open, "/withdrawal/try", &[("who", who)], &[]);
        assert!(answer.text.contains(words), "{who}: {}", answer.text);
    }
}

#[test]
fn names_and_what_the_list_offers_are_understood() {
    let open = formed(Lang::Zh);
    let id = member(&open);
    let text = open.get("/withdrawal").text;
    let offers = crate::forms::values(&text, "<option value=\"");
    let offer = offers
        .iter()
        .find(|own| own.starts_with(&id))
        .expect("offered");
    let offer = offer.replace("&#34;", "\"");
    let name = offer.split_once(' ').expect("a name").1;
    for who in [offer.as_str(), name] {
        let answer = send(&open, "/withdrawal/try", &[("who", who)], &[]);
        assert!(
            answer.text.contains("采用，写入新方案"),
            "{who}: {}",
            answer.text
        );
    }
}

#[test]
fn without_a_plan_it_says_what_comes_first() {
    let open = Open::toy(Lang::Zh);
    let text = open.get("/withdrawal").text;
    assert!(text.contains("先组建委员会"), "{text}");
    let answer = send(&open, "/withdrawal/try", &[("who", "E004")], &[]);
    assert!(answer.text.contains("先组建委员会"), "{}", answer.text);
}
