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
fn a_preset_fills_the_form_and_saves_nothing() {
    let open = Open::toy(Lang::Zh);
    let before = rules(&open);
    let fields = [
        ("preset", "small"),
        ("groups.min_members", "9"),
        ("groups.count", "2"),
    ];
    let answer = send(&open, "/rules/preset", &fields, &[]);
    assert!(
        answer.text.contains("已填入「小型：市、县一级」"),
        "{}",
        answer.text
    );
    for (name, value) in [
        ("groups.min_members", "3"),
        ("groups.max_members", "5"),
        ("groups.count", "2"),
    ] {
        let field = format!("name=\"{name}\" value=\"{value}\"");
        assert!(answer.text.contains(&field), "{field}");
    }
    assert!(answer.text.contains("按填写的值") && answer.text.contains("三人也能合议"));
    assert_eq!(rules(&open), before);
    let answer = send(&open, "/rules/preset", &[("preset", "tiny")], &[]);
    assert!(answer.text.contains("请先选择"), "{}", answer.text);
    // One preset after another leaves nothing of the first behind.
    let answer = send(
        &open,
        "/rules/preset",
        &[("preset", "usual"), ("groups.max_members", "5")],
        &[],
    );
    assert!(
        answer
            .text
            .contains("name=\"groups.max_members\" value=\"9\""),
        "{}",
        answer.text
    );
}

#[test]
fn a_preset_is_saved_with_the_comments_of_the_file() {
    let open = Open::toy(Lang::En);
    let before = format!("# by the office\n{}", rules(&open));
    fs::write(open.season().join("rules.toml"), &before).expect("written");
    let answer = send(&open, "/rules/preset", &[("preset", "large")], &[]);
    assert!(
        answer.text.contains("Nothing is saved yet"),
        "{}",
        answer.text
    );
    let names = values(&answer.text, "autocomplete=\"off\" name=\"");
    assert!(names.is_empty(), "the fields are sent as they stand");
    let hash = values(&answer.text, "name=\"hash\" value=\"")[0].to_owned();
    let fields = [
        ("hash", hash.as_str()),
        ("reviews.per_submission", "5"),
        ("groups.min_members", "7"),
        ("groups.max_members", "9"),
        ("balance.max_region_share", "0.4"),
    ];
    let answer = send(&open, "/rules/save", &fields, &[]);
    assert_eq!(
        answer.header("location"),
        "/rules?saved=kept",
        "{}",
        answer.text
    );
    let after = rules(&open);
    assert!(
        after.starts_with("# by the office\n") && after.contains("max_region_share = 0.4"),
        "{after}"
    );
}

#[test]
fn a_step_tighter_is_told_with_its_cost() {
    let open = Open::toy(Lang::Zh);
    let before = rules(&open);
    let answer = send(&open, "/rules/tighten", &[], &[]);
    assert!(answer.text.contains("收紧一步的代价"), "{}", answer.text);
    // Three reviewers each: six submissions of three reviews, six members of at most three.
    assert!(
        answer
            .text
            .contains("每项申报的评审专家数<br><small>2 → 3</small>"),
        "{}",
        answer.text
    );
    // Groups of three to three members cannot be larger.
    assert!(
        answer.text.contains("每组最少 5 人多于最多 3 人"),
        "{}",
        answer.text
    );
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
