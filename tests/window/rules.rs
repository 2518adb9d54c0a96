//! 规则: the form of the settings.

use crate::forms::{send, values};
use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use std::fs;

fn rules(open: &Open) -> String {
    fs::read_to_string(open.season().join("rules.toml")).expect("rules")
}

fn hash(open: &Open) -> String {
    let text = open.get("/rules").text;
    values(&text, "name=\"hash\" value=\"")[0].to_owned()
}

#[test]
fn a_value_is_saved_and_everything_else_stays() {
    let open = Open::toy(Lang::Zh);
    let before = format!("# 说明\n{}", rules(&open));
    fs::write(open.season().join("rules.toml"), &before).expect("written");
    let hash = hash(&open);
    let fields = [
        ("hash", hash.as_str()),
        ("groups.chairs_in_groups", "true"),
        ("award.name", "江州\"奖\"<1>"),
    ];
    let answer = send(&open, "/rules/save", &fields, &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.header("location"), "/rules?saved=kept");
    let after = rules(&open);
    assert!(after.starts_with("# 说明\n"), "{after}");
    assert!(after.contains("chairs_in_groups = true"), "{after}");
    let kept = fs::read_to_string(open.season().join("rules.toml.bak"));
    assert_eq!(kept.expect("read"), before);
    let text = open.get("/rules?saved=kept").text;
    assert!(
        text.contains("value=\"江州&#34;奖&#34;&#60;1&#62;\""),
        "{text}"
    );
    assert!(open.get("/problems").text.matches("rules.toml.bak").count() == 0);
}

#[test]
fn bad_values_are_told_beside_their_fields_and_nothing_is_saved() {
    let open = Open::toy(Lang::Zh);
    let before = rules(&open);
    let hash = hash(&open);
    let fields = [
        ("hash", hash.as_str()),
        ("groups.min_members", "很多"),
        ("groups.max_members", "0"),
        ("reviews.per_submission", "３"),
    ];
    let answer = send(&open, "/rules/save", &fields, &[]);
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text.matches("aria-invalid=\"true\"").count(), 2);
    assert!(
        answer.text.contains("value=\"很多\""),
        "what was typed stays"
    );
    assert_eq!(rules(&open), before);
}

#[test]
fn settings_that_contradict_each_other_are_told_beside_one_of_them() {
    let open = Open::toy(Lang::En);
    let hash = hash(&open);
    let fields = [
        ("hash", hash.as_str()),
        ("groups.min_members", "9"),
        ("groups.max_members", "3"),
    ];
    let answer = send(&open, "/rules/save", &fields, &[]);
    assert!(
        answer.text.contains("aria-invalid=\"true\""),
        "{}",
        answer.text
    );
}

#[test]
fn a_file_changed_elsewhere_is_not_overwritten() {
    let open = Open::toy(Lang::Zh);
    let hash = hash(&open);
    let other = "[groups]\ncount = 2 # WPS\n";
    fs::write(open.season().join("rules.toml"), other).expect("written");
    let fields = [("hash", hash.as_str()), ("groups.count", "1")];
    let answer = send(&open, "/rules/save", &fields, &[]);
    assert!(answer.text.contains("已在别处改动"), "{}", answer.text);
    assert_eq!(rules(&open), other);
}

#[test]
fn the_effect_is_shown_without_saving() {
    let open = Open::toy(Lang::Zh);
    let before = rules(&open);
    let text = open.get("/rules").text;
    assert!(
        text.contains("现在的规则下") && text.contains("必要条件全部满足"),
        "{text}"
    );
    let fields = [("groups.min_members", "7"), ("groups.max_members", "9")];
    let answer = send(&open, "/rules/try", &fields, &[]);
    assert!(answer.text.contains("按填写的值"), "{}", answer.text);
    assert!(!answer.text.contains("必要条件全部满足"), "too few experts");
    assert_eq!(rules(&open), before);
}

#[test]
fn the_page_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "rules_zh"), (Lang::En, "rules_en")] {
        let text = Open::toy(lang).get("/rules").text;
        let main = text.split("<main").nth(1).expect("a page");
        insta::assert_snapshot!(name, main);
    }
}
