//! 评审: score sheets out and back.

use crate::forms::send;
use crate::support::Open;
use crate::withdrawal::formed;
use axum::http::StatusCode;
use empanel::Lang;
use std::fs;

#[test]
fn sheets_go_out_come_back_and_the_missing_are_named() {
    let open = formed(Lang::Zh);
    let answer = send(&open, "/review/sheets", &[], &[]);
    assert!(
        answer.text.contains("class=\"said good\""),
        "{}",
        answer.text
    );
    let folder = open.season().join("评分表");
    let mut sheets: Vec<_> = fs::read_dir(&folder)
        .expect("the sheets")
        .map(|own| own.expect("a sheet").path())
        .collect();
    sheets.sort();
    assert!(sheets.len() > 4, "{sheets:?}");
    let bytes = fs::read(&sheets[0]).expect("read");
    let files: [(&str, &[u8]); 1] = [("改过 \"名\" <1>.xlsx", &bytes)];
    let answer = send(&open, "/review/files", &[], &files);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    send(&open, "/review/files", &[], &files);
    let kept = fs::read_dir(open.season().join("收回的评分表")).expect("kept");
    assert_eq!(kept.count(), 1, "the same file is kept once");
    let text = open.get("/review").text;
    assert!(
        text.contains("待催交") && text.contains("没有收到"),
        "{text}"
    );
    let answer = send(&open, "/review/results", &[("cut", "很多")], &[]);
    assert!(answer.text.contains("class=\"said error\""));
    let fields = [("cut", "50%"), ("quota", "group")];
    let answer = send(&open, "/review/results", &fields, &[]);
    assert!(answer.text.contains("汇总已写入"), "{}", answer.text);
    for name in ["results.xlsx", "shortlist.csv", "collected.json"] {
        assert!(open.season().join("评审汇总").join(name).exists(), "{name}");
    }
}

#[test]
fn without_a_committee_it_says_what_comes_first() {
    let open = Open::toy(Lang::En);
    let text = open.get("/review").text;
    assert!(text.contains("a committee come first"), "{text}");
    let answer = send(&open, "/review/sheets", &[], &[]);
    assert!(
        answer.text.contains("class=\"said error\""),
        "{}",
        answer.text
    );
}
