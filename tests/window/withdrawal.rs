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
        ("E001 E777", "[E001 E777]"),
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
fn several_withdraw_at_once_with_a_reason_and_a_day() {
    let open = formed(Lang::Zh);
    let before: serde_json::Value = serde_json::from_str(&plan(&open)).expect("JSON");
    let id = |group: usize, at: usize| {
        let id = before["groups"][group]["members"][at].as_str();
        id.expect("an id").to_owned()
    };
    let (one, other) = (id(0, 1), id(1, 1));
    // With a separator, and with a space alone: nobody is left out silently.
    for who in [format!("{one}；{other}"), format!("{one} {other}")] {
        let fields = [
            ("who", who.as_str()),
            ("reason", "出国"),
            ("date", "2026-09-01"),
        ];
        let answer = send(&open, "/withdrawal/try", &fields, &[]);
        assert!(
            answer.text.contains("采用，写入新方案"),
            "{who}: {}",
            answer.text
        );
        for id in [&one, &other] {
            let gone = format!("<li class=\"gone\">{id} ");
            assert!(answer.text.contains(&gone), "{gone}: {}", answer.text);
        }
        assert!(
            answer.text.contains("<li class=\"new\">"),
            "{}",
            answer.text
        );
    }
    let who = format!("{one} {other}");
    let fields = [
        ("who", who.as_str()),
        ("reason", "出国"),
        ("date", "2026-09-01"),
    ];
    let answer = send(&open, "/withdrawal/apply", &fields, &[]);
    assert_eq!(answer.header("location"), "/withdrawal?done=1");
    let text = open.get("/versions").text;
    let mut both = [one.as_str(), other.as_str()];
    let told = format!("2026-09-01 {}、{} 退出：出国", both[0], both[1]);
    both.reverse();
    let other_way = format!("2026-09-01 {}、{} 退出：出国", both[0], both[1]);
    assert!(text.contains(&told) || text.contains(&other_way), "{text}");
    // They can come back.
    let text = open.get("/withdrawal").text;
    assert!(text.contains("谁重新参加"), "{text}");
    let fields = [("back", one.as_str()), ("date", "2026-09-02")];
    let answer = send(&open, "/withdrawal/try", &fields, &[]);
    assert!(answer.text.contains("采用，写入新方案"), "{}", answer.text);
}

#[test]
fn letters_are_changed_before_they_are_written() {
    let open = formed(Lang::Zh);
    let who = member(&open);
    let fields = [("who", who.as_str()), ("date", "2026-09-01")];
    let answer = send(&open, "/withdrawal/try", &fields, &[]);
    assert!(answer.text.contains("致谢</span>") && answer.text.contains("递补通知</span>"));
    let names = crate::forms::values(&answer.text, "class=\"letter\" name=\"");
    let thanks = format!("letter.{who}");
    let joining = names.iter().find(|own| **own != thanks).expect("another");
    let fields = [
        ("who", who.as_str()),
        ("date", "2026-09-01"),
        (thanks.as_str(), "感谢您多年的支持。\r\n办公室"),
        (*joining, " "),
    ];
    let answer = send(&open, "/withdrawal/apply", &fields, &[]);
    assert_eq!(
        answer.header("location"),
        "/withdrawal?done=1",
        "{}",
        answer.text
    );
    let written = fs::read_to_string(open.season().join("方案/notices.txt")).expect("letters");
    assert!(
        written.contains("感谢您多年的支持。\n办公室\n"),
        "{written}"
    );
    let emptied = joining.trim_start_matches("letter.");
    assert!(!written.contains(&format!("===== {emptied} ")), "{written}");
    assert_eq!(written.matches("=====").count() / 2, names.len() - 1);
}

#[test]
fn a_day_that_is_none_is_refused() {
    let open = formed(Lang::En);
    let who = member(&open);
    let fields = [("who", who.as_str()), ("date", "tomorrow")];
    let answer = send(&open, "/withdrawal/try", &fields, &[]);
    assert!(
        answer.text.contains("[tomorrow] is not a date"),
        "{}",
        answer.text
    );
}

#[test]
fn the_page_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "withdrawal_zh"), (Lang::En, "withdrawal_en")] {
        let open = formed(lang);
        let who = member(&open);
        let fields = [
            ("who", who.as_str()),
            ("reason", "因病 <住院>"),
            ("date", "2026-09-01"),
        ];
        let text = send(&open, "/withdrawal/try", &fields, &[]).text;
        let main = text.split("<main").nth(1).expect("a page");
        insta::assert_snapshot!(name, main);
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
