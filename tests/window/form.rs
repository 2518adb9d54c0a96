//! 组成: the committee is formed while other pages are answered, and written into the history.

use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use serde_json::json;
use std::fs;

#[test]
fn one_button_forms_the_committee_and_its_plan_is_a_version_of_the_history() {
    let open = Open::toy(Lang::Zh);
    let page = open.get("/form").text;
    assert!(
        page.contains("组成委员会") && !page.contains("现行方案"),
        "{page}"
    );
    open.form();
    let page = open.get("/form").text;
    for words in ["已组成并写入历史", "现行方案", "重新组成", "已证明"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let folder = open.season().join("方案");
    for name in [
        "plan.json",
        "committee.xlsx",
        "report.html",
        "history/0001.plan.json",
    ] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    assert!(
        open.get("/").text.contains("第 1 版"),
        "the year knows of it"
    );
    open.form();
    assert!(folder.join("history/0002.plan.json").is_file());
}

#[test]
fn nothing_is_formed_from_tables_with_errors_or_without_a_time() {
    let open = Open::toy(Lang::Zh);
    let answer = open.post("/form/start", &json!({ "seconds": "bald" }));
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.json()["said"], "时限请写秒数，如 60。");
    fs::write(open.season().join("experts.csv"), "编号\n").expect("written");
    let answer = open.post("/form/start", &json!({ "seconds": "1" }));
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(!open.season().join("方案").exists());
}

#[test]
fn a_run_that_is_stopped_gives_the_plan_in_hand() {
    let open = Open::on("data/sample/csv", Lang::En);
    let answer = open.post("/form/start", &json!({ "seconds": "600" }));
    assert_eq!(answer.json(), json!({ "go": "/form" }));
    let again = open.post("/form/start", &json!({ "seconds": "600" }));
    assert_eq!(again.json()["said"], "A committee is being formed.");
    assert_eq!(open.post("/quit", &json!({})).status, StatusCode::CONFLICT);
    let page = open.get("/form").text;
    assert!(page.contains(r#"data-live="/form/live""#), "{page}");
    assert_eq!(
        open.get("/").status,
        StatusCode::OK,
        "other pages are answered"
    );
    open.post("/form/stop", &json!({}));
    open.until_formed();
    let page = open.get("/form").text;
    let written = open.season().join("plan/plan.json").is_file();
    let failed = page.contains("No plan was found");
    assert!(written != failed, "the plan in hand, or none yet: {page}");
}
