//! 版本: what there was, what changed, and the way back.

use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use serde_json::json;
use std::fs;

#[test]
fn an_earlier_version_is_put_back_as_a_new_one() {
    let open = Open::toy(Lang::Zh);
    assert!(open.get("/versions").text.contains("还没有方案"));
    open.form();
    let path = open.season().join("方案/plan.json");
    let first = fs::read(&path).expect("a plan");
    let text = String::from_utf8(first.clone()).expect("text");
    // The office changes the plan in another program.
    fs::write(&path, format!("{text} ")).expect("written");
    open.form();
    let page = open.get("/versions").text;
    for number in ["3", "2", "1"] {
        assert!(
            page.contains(&format!(r#"<th scope="row">{number}</th>"#)),
            "{page}"
        );
    }
    assert!(page.contains("程序外修改"), "{page}");
    let none = open.post(
        "/versions/restore",
        &json!({ "version": "1", "reason": "" }),
    );
    assert_eq!(none.status, StatusCode::CONFLICT);
    let done = open.post(
        "/versions/restore",
        &json!({ "version": "1", "reason": "退回" }),
    );
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert_eq!(fs::read(&path).expect("a plan"), first);
    let page = open.get("/versions/compare?from=1&to=4").text;
    assert!(page.contains("席位或职务变动 0 人"), "{page}");
    let none = open.post(
        "/versions/restore",
        &json!({ "version": "9", "reason": "x" }),
    );
    assert_eq!(none.status, StatusCode::CONFLICT);
    assert_eq!(
        open.get("/versions/compare?from=1&to=9").status,
        StatusCode::CONFLICT
    );
}
