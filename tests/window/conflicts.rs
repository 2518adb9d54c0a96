//! 回避: the list, its evidence, and what the office settles.

use crate::forms::send;
use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use std::fs;

fn relations(open: &Open) -> String {
    fs::read_to_string(open.season().join("relations.csv")).expect("relations")
}

#[test]
fn a_conflict_is_shown_with_its_evidence_down_to_the_row() {
    let open = Open::toy(Lang::Zh);
    let text = open.get("/conflicts").text;
    for part in [
        "E004 陈静 任职于 示例泵业集团有限公司",
        "示例泵业集团有限公司 控股 示例泵业有限公司",
        "relations.csv",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for (path, shown) in [
        ("/conflicts?id=E004", true),
        ("/conflicts?id=S001", true),
        ("/conflicts?rule=employer", true),
        ("/conflicts?id=E005", false),
        ("/conflicts?rule=kin", false),
    ] {
        let text = open.get(path).text;
        let listed = text.contains("<td><strong>E004</strong>");
        assert_eq!(listed, shown, "{path}");
    }
}

#[test]
fn somebody_is_found_by_name_and_the_address_holds_the_id() {
    let open = Open::toy(Lang::Zh);
    let find = |who: &str| send(&open, "/conflicts/find", &[("who", who)], &[]);
    for who in ["E004", "陈静", " 陈静 "] {
        let answer = find(who);
        assert_eq!(answer.header("location"), "/conflicts?rule=&id=E004&page=0");
    }
    let answer = find("陈<静>");
    assert!(
        answer.text.contains("「陈&#60;静&#62;」"),
        "{}",
        answer.text
    );
}

#[test]
fn a_waiver_is_one_row_with_its_reason_and_the_rest_of_the_file_stays() {
    let open = Open::toy(Lang::Zh);
    let before = relations(&open);
    let pair = [("expert", "E004"), ("submission", "S001")];
    let answer = send(&open, "/conflicts/waive", &pair, &[]);
    assert!(answer.text.contains("豁免须写明理由"), "{}", answer.text);
    assert_eq!(relations(&open), before);
    let note = "经会议\"同意\", <一>";
    let fields = [pair[0], pair[1], ("note", note)];
    let answer = send(&open, "/conflicts/waive", &fields, &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let after = relations(&open);
    let line = "E004,豁免,S001,,,\"经会议\"\"同意\"\", <一>\"";
    assert_eq!(
        after.replace("\r\n", "\n"),
        format!("{before}{line}\n").replace("\r\n", "\n")
    );
    let text = open.get("/conflicts").text;
    assert!(text.contains("已豁免"), "{text}");
    let answer = send(&open, "/conflicts/waive", &fields, &[]);
    assert!(answer.text.contains("已不在列"), "a waiver is written once");
    assert_eq!(relations(&open), after);
}

#[test]
fn names_that_look_alike_are_judged_once() {
    let open = Open::toy(Lang::Zh);
    let file = open.season().join("experts.csv");
    let experts = fs::read_to_string(&file).expect("experts");
    // One letter of the applicant's name is another one.
    fs::write(
        &file,
        experts.replace("示例品牌研究中心", "示例酒业有限公同"),
    )
    .expect("written");
    let text = open.get("/conflicts").text;
    assert!(text.contains("name=\"second\""), "{text}");
    let end = |name: &str| {
        let begin = format!("name=\"{name}\" value=\"");
        crate::forms::values(&text, &begin)[0].to_owned()
    };
    let (first, second) = (end("first"), end("second"));
    let fields = [
        ("first", first.as_str()),
        ("second", second.as_str()),
        ("verdict", "different"),
        ("by", "办公室"),
    ];
    let answer = send(&open, "/conflicts/judge", &fields, &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let judged = fs::read_to_string(open.season().join("judged.csv")).expect("judged");
    let line = judged.lines().nth(1).expect("a row");
    assert!(
        line.starts_with(&format!("{first},{second},不同,办公室,20")),
        "{line}"
    );
    let pair =
        format!("value=\"{first}\"><input type=\"hidden\" name=\"second\" value=\"{second}\"");
    assert!(text.contains(&pair));
    assert!(!open.get("/conflicts").text.contains(&pair));
    send(&open, "/conflicts/judge", &fields, &[]);
    let again = fs::read_to_string(open.season().join("judged.csv")).expect("judged");
    assert_eq!(again, judged, "it is written once");
}

#[test]
fn ties_from_sentences_are_confirmed_into_the_relations() {
    let open = Open::toy(Lang::Zh);
    let ties = "\u{feff}采用,主体,关系,客体,起,止,原句,文件,行\n是,E001,亲属,x,,,a,b.txt,1\n否,E005,咨询辅导,示例动力有限责任公司,2024,,\"刘洋 2024 年起辅导\"\"动力\"\"\",说明.txt,3\n,,,,,,没有读出的一句,说明.txt,4\n";
    fs::write(open.season().join("ties-to-confirm.csv"), ties).expect("written");
    let text = open.get("/conflicts").text;
    assert_eq!(
        text.matches("action=\"/conflicts/tie\"").count(),
        1,
        "{text}"
    );
    assert!(text.contains("没有读出的一句"));
    let number = crate::forms::values(&text, "name=\"tie\" value=\"")[0].to_owned();
    let fields = [("tie", number.as_str()), ("subject", "E006")];
    let answer = send(&open, "/conflicts/tie", &fields, &[]);
    assert!(
        answer.text.contains("已不在列"),
        "another subject is not believed"
    );
    let fields = [("tie", number.as_str()), ("subject", "E005")];
    let answer = send(&open, "/conflicts/tie", &fields, &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert!(relations(&open).contains("E005,咨询辅导,示例动力有限责任公司,2024,"));
    let text = open.get("/conflicts?id=E005").text;
    assert!(text.contains("咨询辅导 示例动力有限责任公司"), "{text}");
    assert_eq!(text.matches("action=\"/conflicts/tie\"").count(), 0);
}

#[test]
fn the_page_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "conflicts_zh"), (Lang::En, "conflicts_en")] {
        let text = Open::toy(lang).get("/conflicts").text;
        let main = text.split("<main").nth(1).expect("a page");
        insta::assert_snapshot!(name, main);
    }
}
