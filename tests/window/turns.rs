//! Whose turn it is to write: one tab after the other, one window of a season.

use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use empanel::window::{Options, Window};
use serde_json::json;
use std::fs;
use std::path::Path;

/// Every `post` of every screen does its work where the turn is taken.
#[test]
fn no_screen_writes_out_of_turn() {
    let mut found = 0;
    let mut folders = vec![Path::new("src/window/rooms").to_owned()];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => texts.push(fs::read_to_string(&path).expect("text")),
            }
        }
    }
    let all = texts.concat();
    let body = |rest: &str| rest.split("\n}\n").next().expect("a body").to_owned();
    // A screen may have one function through which all its writes go.
    let aside: Vec<&str> = all
        .split("async fn ")
        .skip(1)
        .filter(|rest| body(rest).contains("aside(app"))
        .filter_map(|rest| rest.split('(').next())
        .collect();
    for post in all.split("post(").skip(1) {
        let name = post.split(')').next().expect("a handler");
        let name = name.rsplit("::").next().expect("a name").trim();
        // What stops a run and what finds somebody write nothing.
        if ["stop", "find"].contains(&name)
            || !name.chars().all(|c| c.is_alphanumeric() || c == '_')
        {
            continue;
        }
        found += 1;
        let head = format!("async fn {name}(");
        let mut bodies = all.split(&head).skip(1);
        let taken = |rest: &str| {
            let body = body(rest);
            let through = |name: &&str| body.contains(&format!("{name}(app"));
            body.contains("aside(app") || aside.iter().any(through)
        };
        assert!(bodies.any(taken), "{name}");
    }
    assert!(found > 20, "{found} writes");
}

#[test]
fn a_second_window_reads_and_says_so_until_the_first_is_closed() {
    let open = Open::toy(Lang::Zh);
    open.form();
    let first = Window::new(&Options {
        folder: open.season(),
        ..Options::default()
    });
    let first = first.expect("a port");
    first.claim();
    open.window.claim();
    let page = open.get("/board").text;
    assert!(
        page.contains("这里只能看") && page.contains(" data-reads"),
        "{page}"
    );
    let before = fs::read_dir(open.season().join("方案"))
        .expect("a folder")
        .count();
    let answer = open.post("/board/edit", &json!({ "edits": [{ "keep": "G01" }] }));
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text.contains("另一个窗口"), "{}", answer.text);
    assert_eq!(
        fs::read_dir(open.season().join("方案"))
            .expect("a folder")
            .count(),
        before
    );
    assert_eq!(
        open.post("/language", &json!({ "lang": "en" })).status,
        StatusCode::OK
    );
    drop(first);
    assert!(!open.get("/board").text.contains("data-reads"));
    let answer = open.post("/board/edit", &json!({ "edits": [{ "keep": "G01" }] }));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}
