//! 年度: where the year stands.

use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use serde_json::json;
use std::fs;

#[test]
fn the_next_step_is_named_and_has_a_button_where_it_has_a_screen() {
    let open = Open::toy(Lang::Zh);
    let text = open.get("/").text;
    assert!(
        text.contains("2026 年&#60;度&#62;"),
        "the name is escaped: {text}"
    );
    assert!(text.contains("下一步"));
    fs::write(open.season().join("experts.csv"), "编号\n").expect("written");
    let text = open.get("/").text;
    assert!(
        text.contains(r#"<a class="button main" href="/problems">看问题</a>"#),
        "{text}"
    );
}

#[test]
fn files_changed_elsewhere_are_noticed() {
    let open = Open::toy(Lang::En);
    let state = || {
        open.get("/alive").json()["state"]
            .as_u64()
            .expect("a number")
    };
    let before = state();
    assert_eq!(state(), before);
    fs::write(open.season().join("~$experts.xlsx"), "WPS").expect("written");
    assert_eq!(state(), before, "a mark of an open file is no change");
    fs::write(open.season().join("aliases.csv"), "name,canonical\n").expect("written");
    assert_ne!(state(), before);
}

#[test]
fn other_seasons_are_listed_and_their_rules_taken_over() {
    let open = Open::toy(Lang::Zh);
    let last = open.folder.path().join("2025 年");
    fs::create_dir(&last).expect("a folder");
    fs::write(last.join("rules.toml"), "[groups]\ncount = 2\n").expect("written");
    fs::create_dir(open.folder.path().join("别的")).expect("a folder");
    fs::remove_file(open.season().join("rules.toml")).expect("removed");
    let page = open.get("/").text;
    assert!(page.contains("2025 年") && !page.contains("别的"), "{page}");
    let id = page.split(r#""season":""#).nth(1).expect("a button");
    let id = id.split('"').next().expect("an id");
    let answer = open.post("/season/rules", &json!({ "season": "nothing" }));
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let answer = open.post("/season/rules", &json!({ "season": id }));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let rules = fs::read_to_string(open.season().join("rules.toml")).expect("rules");
    assert!(
        rules.contains("count = 2") && rules.contains("year = 2026"),
        "{rules}"
    );
    let answer = open.post("/season/rules", &json!({ "season": id }));
    assert_eq!(answer.status, StatusCode::CONFLICT, "they are not replaced");
    for name in ["", "../2027", "2025 年", "."] {
        let answer = open.post("/season/new", &json!({ "name": name, "season": id }));
        assert_eq!(answer.status, StatusCode::CONFLICT, "{name}");
    }
}

#[test]
fn a_folder_that_is_no_season_lists_the_seasons_in_it() {
    let open = Open::toy(Lang::Zh);
    let sample = open.season().join("样例年度");
    fs::create_dir(&sample).expect("a folder");
    fs::write(sample.join("experts.csv"), "编号\n").expect("written");
    let page = open.get("/").text;
    assert!(!page.contains("样例年度"), "a season lists none: {page}");
    for name in ["experts.csv", "rules.toml"] {
        fs::remove_file(open.season().join(name)).expect("removed");
    }
    let page = open.get("/").text;
    assert!(page.contains("样例年度"), "{page}");
}
