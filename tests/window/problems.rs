//! 问题: the cell, the words, the remedy, and a change in place.

use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use serde_json::json;
use std::fs;

/// The toy season with an industry that does not exist in two rows.
fn wrong() -> Open {
    let open = Open::toy(Lang::Zh);
    let path = open.season().join("experts.csv");
    let text = fs::read_to_string(&path).expect("text");
    let wrong = text.replace("344;345", "Z9").replace("344;151", "Z9");
    assert_ne!(wrong, text);
    fs::write(&path, wrong).expect("written");
    open
}

#[test]
fn rows_with_problems_are_shown_with_the_cell_framed() {
    let open = wrong();
    let page = open.get("/problems").text;
    assert!(page.contains(r#"<td class="wrong">Z9</td>"#), "{page}");
    assert!(page.contains("E308") && page.contains("张伟"), "{page}");
    assert!(
        !page.contains("王建国"),
        "rows without problems are left out"
    );
    assert!(page.contains("另有 1 行"), "the same in another row");
    assert!(
        open.get("/")
            .text
            .contains(r#"<span class="count">2</span>"#)
    );
}

#[test]
fn a_cell_is_changed_in_the_season_and_the_first_file_is_kept() {
    let open = wrong();
    let path = open.season().join("experts.csv");
    let before = fs::read(&path).expect("a file");
    let change = |all: &str, was: &str| json!({ "file": "experts.csv", "sheet": "", "row": "4", "column": "5", "was": was, "value": "344", "all": all });
    let answer = open.post("/problems/mend", &change("", "C"));
    assert_eq!(
        answer.status,
        StatusCode::CONFLICT,
        "the cell holds something else"
    );
    assert_eq!(fs::read(&path).expect("a file"), before);
    let answer = open.post("/problems/mend", &change("on", "Z9"));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let page = open.get("/problems?all=true").text;
    assert!(!page.contains("E308"), "{page}");
    let kept = fs::read(open.season().join("kept/experts.csv")).expect("kept");
    assert_eq!(kept, before);
    assert!(!page.contains("kept/"), "the kept file is no table: {page}");
}

#[test]
fn files_outside_the_season_are_not_changed() {
    let open = wrong();
    for file in ["../Cargo.toml", "/etc/hosts", "rules.toml", ""] {
        let body = json!({ "file": file, "row": "1", "column": "0", "was": "", "value": "x" });
        let answer = open.post("/problems/mend", &body);
        assert_eq!(answer.status, StatusCode::CONFLICT, "{file}");
    }
}

#[test]
fn words_from_tables_are_shown_as_words() {
    let open = Open::toy(Lang::Zh);
    let path = open.season().join("experts.csv");
    let text = fs::read_to_string(&path).expect("text");
    fs::write(&path, text.replace("344;345", "<script>alert(1)</script>")).expect("written");
    let page = open.get("/problems").text;
    assert!(page.contains("&#60;script&#62;"), "{page}");
    assert!(!page.contains("<script>"));
}
