//! 评审: score sheets out and back.

use crate::forms::{send, values};
use crate::sheets_support::{cell, fill};
use crate::support::Open;
use crate::withdrawal::formed;
use axum::http::StatusCode;
use empanel::Lang;
use std::fs;
use std::path::Path;

/// What stands on the page below the heading of the frame.
fn main(text: &str) -> String {
    let main = text.split("<main").nth(1).expect("a page");
    main.to_owned()
}

/// The plan of the paper round.
fn plan(open: &Open) -> serde_json::Value {
    let text = fs::read_to_string(open.season().join("方案/plan.json")).expect("a plan");
    serde_json::from_str(&text).expect("JSON")
}

fn ids(value: &serde_json::Value) -> Vec<String> {
    let all = value.as_array().expect("a list").iter();
    all.map(|own| own.as_str().expect("an id").to_owned())
        .collect()
}

/// Every sheet, filled in: what a reviewer gives depends on the submission alone, `equal` for all.
pub fn filled(
    open: &Open,
    folder: &str,
    plan: &serde_json::Value,
    equal: bool,
) -> Vec<(String, Vec<u8>)> {
    let mut sheets = Vec::new();
    for group in plan["groups"].as_array().expect("groups") {
        let group_id = group["id"].as_str().expect("an id");
        for member in ids(&group["members"]) {
            let name = format!("scores-{group_id}-{member}.xlsx");
            let path = open.season().join(folder).join(&name);
            let Ok(bytes) = fs::read(path) else { continue };
            let own = plan["reviews"].as_array().expect("reviews").iter();
            let own = own.filter(|review| ids(&review["reviewers"]).contains(&member));
            let cells: Vec<_> = own
                .enumerate()
                .flat_map(|(row, review)| {
                    let id = review["submission"].as_str().expect("an id");
                    let number: u32 = id[1..].parse().expect("a number");
                    let merit = f64::from(60 + if equal { 0 } else { number * 5 });
                    ["E", "F", "G"].map(|column| cell(column, row, merit))
                })
                .collect();
            sheets.push((name, fill(&bytes, &cells)));
        }
    }
    sheets
}

pub fn given(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    let files = files.iter();
    files
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect()
}

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
    let text = open.get("/review").text;
    let numbers = values(&text, "/review/sheet?id=");
    assert_eq!(
        numbers.len(),
        sheets.len(),
        "each can be taken from the page"
    );
    let one = open.get(&format!("/review/sheet?id={}", numbers[0]));
    assert_eq!(one.status, StatusCode::OK);
    assert!(one.header("content-disposition").starts_with("attachment"));
    for id in ["", "x", "../experts.csv"] {
        let answer = open.get(&format!("/review/sheet?id={id}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
    let bytes = fs::read(&sheets[0]).expect("read");
    let files: [(&str, &[u8]); 1] = [("改过 \"名\" <1>.xlsx", &bytes)];
    let answer = send(&open, "/review/files", &[], &files);
    assert!(answer.text.contains("收下 1 个文件"), "{}", answer.text);
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
fn writing_the_sheets_again_keeps_nothing_twice() {
    let open = formed(Lang::Zh);
    send(&open, "/review/sheets", &[], &[]);
    let answer = send(&open, "/review/sheets", &[], &[]);
    assert!(!answer.text.contains("移到 kept"), "{}", answer.text);
    let sheet = open.season().join("评分表/consensus-G01.xlsx");
    fs::write(&sheet, "changed by hand").expect("written");
    let answer = send(&open, "/review/sheets", &[], &[]);
    assert!(answer.text.contains("移到 kept"), "{}", answer.text);
    let kept = open.season().join("评分表/kept/consensus-G01.xlsx");
    assert_eq!(fs::read(kept).expect("kept"), b"changed by hand");
}

#[test]
fn several_sheets_at_once_give_means_places_and_a_shortlist() {
    let open = formed(Lang::Zh);
    send(&open, "/review/sheets", &[], &[]);
    let sheets = filled(&open, "评分表", &plan(&open), false);
    let answer = send(&open, "/review/files", &[], &given(&sheets));
    let count = sheets.len();
    assert!(
        answer.text.contains(&format!("收下 {count} 个文件")),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("评分已齐"), "{}", answer.text);
    let before = fs::read_dir(open.season()).expect("read").count();
    let text = open.get("/review?cut=2&quota=across").text;
    assert!(
        text.contains("入围 2 项") && !text.contains("并列，由"),
        "{text}"
    );
    assert_eq!(text.matches("<tr class=\"chosen\">").count(), 2, "{text}");
    // S006 has the highest merit, S005 the next: 60 + 5 each.
    let place = |id: &str| text.find(&format!(">{id} ")).expect("listed");
    assert!(
        place("S006") > 0 && text.contains("<td>90.00</td>"),
        "{text}"
    );
    let after = fs::read_dir(open.season()).expect("read").count();
    assert_eq!(before, after, "looking writes nothing");
    let text = open.get("/review?cut=x").text;
    assert!(text.contains("class=\"said error\""), "{text}");
}

#[test]
fn ties_at_the_last_place_are_shown() {
    let open = formed(Lang::En);
    send(&open, "/review/sheets", &[], &[]);
    let sheets = filled(&open, "score sheets", &plan(&open), true);
    send(&open, "/review/files", &[], &given(&sheets));
    let text = open.get("/review?cut=2&quota=across").text;
    assert!(
        text.contains("shortlisted: 6, of them tied at the last place: 6"),
        "{text}"
    );
    assert_eq!(text.matches("<tr class=\"tied\">").count(), 6, "{text}");
}

#[test]
fn what_is_wrong_in_a_sheet_is_told_with_its_place() {
    let open = formed(Lang::Zh);
    send(&open, "/review/sheets", &[], &[]);
    let mut sheets = filled(&open, "评分表", &plan(&open), false);
    let (name, bytes) = &sheets[0];
    let wrong = fill(bytes, &[cell("E", 0, 400.0)]);
    let files = vec![
        (name.clone(), wrong),
        ("会议照片 <1>.xlsx".to_owned(), b"not a workbook".to_vec()),
    ];
    let answer = send(&open, "/review/files", &[], &given(&files));
    assert!(
        answer.text.contains("收下 2 个文件，其中 0 个没有差错"),
        "{}",
        answer.text
    );
    assert!(
        answer.text.contains("会议照片 &#60;1&#62;.xlsx"),
        "{}",
        answer.text
    );
    assert!(
        answer.text.contains("表中的差错") && answer.text.contains("400"),
        "{}",
        answer.text
    );
    assert!(
        answer.text.contains("行，列"),
        "with row and column: {}",
        answer.text
    );
    sheets.truncate(1);
}

#[test]
fn who_is_missing_is_named_with_the_number_that_was_kept() {
    let open = formed(Lang::Zh);
    let id = ids(&plan(&open)["groups"][0]["members"])[0].clone();
    let contacts = format!("编号,电话\n{id},139 0000 \"1\"\n").replace('"', "");
    fs::write(open.season().join("contacts.csv"), contacts).expect("written");
    send(&open, "/review/sheets", &[], &[]);
    let sheets = filled(&open, "评分表", &plan(&open), false);
    let others: Vec<_> = sheets
        .into_iter()
        .filter(|own| !own.0.contains(&format!("-{id}.")))
        .collect();
    let answer = send(&open, "/review/files", &[], &given(&others));
    assert!(answer.text.contains("待催交"), "{}", answer.text);
    assert!(answer.text.contains("139 0000 1"), "{}", answer.text);
}

#[test]
fn recusals_on_sheets_go_into_the_season_and_then_into_the_plan() {
    let open = formed(Lang::Zh);
    send(&open, "/review/sheets", &[], &[]);
    let answer = send(&open, "/review/recusals", &[], &[]);
    assert!(answer.text.contains("没有回避申请"), "{}", answer.text);
    let sheets = filled(&open, "评分表", &plan(&open), false);
    let (name, bytes) = &sheets[0];
    let asks = column(bytes, "申请回避");
    let why = column(bytes, "回避事由");
    let cells = [cell(&asks, 0, "是"), cell(&why, 0, "曾任顾问")];
    let declared = fill(bytes, &cells);
    let answer = send(&open, "/review/files", &[], &[(name, &declared)]);
    assert!(answer.text.contains("表上申报的回避"), "{}", answer.text);
    let answer = send(&open, "/review/recusals", &[], &[]);
    assert_eq!(
        answer.header("location"),
        "/withdrawal?recusals=1",
        "{}",
        answer.text
    );
    let table = fs::read_to_string(open.season().join("declared.csv")).expect("written");
    assert!(table.contains("曾任顾问"), "{table}");
    let answer = send(&open, "/withdrawal/try", &[("nobody", "1")], &[]);
    assert!(answer.text.contains("采用，写入新方案"), "{}", answer.text);
}

/// The letter of the column with this header.
fn column(bytes: &[u8], header: &str) -> String {
    use calamine::{Reader as _, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("read");
    let mut rows = range.rows();
    let at = rows.find_map(|row| row.iter().position(|own| *own == header));
    let letter = b'A' + u8::try_from(at.expect("the column")).expect("few");
    char::from(letter).to_string()
}

#[test]
fn the_page_in_both_languages() {
    for (lang, name, folder) in [
        (Lang::Zh, "review_zh", "评分表"),
        (Lang::En, "review_en", "score sheets"),
    ] {
        let open = formed(lang);
        send(&open, "/review/sheets", &[], &[]);
        let mut sheets = filled(&open, folder, &plan(&open), false);
        sheets.pop();
        send(&open, "/review/files", &[], &given(&sheets));
        let text = open.get("/review?cut=50%25").text;
        insta::assert_snapshot!(name, main(&text));
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
    let files: [(&str, &[u8]); 1] = [("a.xlsx", b"x")];
    let answer = send(&open, "/review/files", &[], &files);
    assert!(
        answer.text.contains("class=\"said error\""),
        "{}",
        answer.text
    );
    assert!(!Path::new(&open.season().join("returned sheets")).exists());
}
