//! 问题: the cell, the words, the remedy, and a change in place.

use crate::forms::{answer_all, send};
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

#[test]
fn one_click_takes_the_nearest_value_in_one_row_or_in_all() {
    let open = Open::toy(Lang::En);
    let path = open.season().join("relations.csv");
    let text = fs::read_to_string(&path).expect("text");
    let wrong = text.replace("咨询辅导", "咨询辅异");
    assert_ne!(wrong, text);
    fs::write(&path, wrong).expect("written");
    let page = open.get("/problems").text;
    assert!(page.contains("Change to <b>咨询辅导</b>"), "{page}");
    let body = page
        .split("data-body=\"")
        .skip(1)
        .filter_map(|own| own.split('"').next())
        .map(|own| own.replace("&#34;", "\""))
        .find(|own| own.contains("\"value\""))
        .expect("a button");
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    let answer = open.post("/problems/mend", &body);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(
        fs::read_to_string(&path)
            .expect("text")
            .trim_start_matches('\u{feff}'),
        text.trim_start_matches('\u{feff}')
    );
}

#[test]
fn a_cell_of_an_imported_season_is_changed_there_and_the_original_stays() {
    let open = Open::again(tempfile::tempdir().expect("a folder"), Lang::Zh);
    let experts = "姓名,工作单位,擅长领域,行业,评审上限,联系电话\n王一,甲大学,精益生产,C34,三,13800000000\n李二,乙研究院,六西格玛,C35,2,\n赵三,丁所,精益生产,C34,三,\n";
    let submissions = "编号,申报单位,项目名称,行业,质量方法\nS1,丙公司,一,C34,精益生产\n";
    let files: [(&str, &[u8]); 2] = [
        ("专家库 2026.csv", experts.as_bytes()),
        ("申报.csv", submissions.as_bytes()),
    ];
    send(&open, "/import/files", &[], &files);
    answer_all(&open);
    let answer = send(&open, "/import/apply", &[], &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = open.get("/problems").text;
    assert!(page.contains(r#"<td class="wrong">三</td>"#), "{page}");
    assert!(page.contains("另有 1 行"), "{page}");
    assert!(
        !page.contains("13800000000"),
        "private columns are not shown"
    );
    let body = json!({ "file": "专家库 2026.csv", "sheet": "", "row": "2", "column": "4", "was": "三", "value": "3", "all": "on" });
    let answer = open.post("/problems/mend", &body);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let page = open.get("/problems").text;
    assert!(!page.contains("三</td>"), "{page}");
    let original = fs::read(open.season().join("source/专家库 2026.csv")).expect("a file");
    assert_eq!(original, experts.as_bytes());
    assert!(open.season().join("kept/experts.xlsx").is_file());
    let season = empanel::read(open.season());
    let season = season.unwrap_or_else(|error| panic!("{}", error.say(Lang::Zh)));
    let limits: Vec<_> = season.experts.iter().map(|own| own.max_reviews).collect();
    assert_eq!(limits, [Some(3), Some(2), Some(3)]);
    // What is still wrong is told at the original's own row.
    let answer = open.post("/problems/mend", &json!({ "file": "专家库 2026.csv", "sheet": "", "row": "3", "column": "4", "was": "2", "value": "x" }));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let page = open.get("/problems").text;
    assert!(page.contains("<h2>专家库 2026.csv"), "{page}");
    assert!(
        page.contains(r#"<th scope="row">3</th>"#) && page.contains(r#"<td class="wrong">x</td>"#)
    );
}
