//! 答辩: the second round from the shortlist, its timetable, and both rounds beside each other.

use crate::forms::{send, values};
use crate::review::{filled, given};
use crate::support::Open;
use crate::withdrawal::formed;
use axum::http::StatusCode;
use empanel::Lang;
use serde_json::{Value, json};
use std::fs;

/// The toy season with a committee, and days for the second round.
fn ready(lang: Lang) -> Open {
    with(lang, "")
}

/// The same with further settings.
fn with(lang: Lang, more: &str) -> Open {
    let open = formed(lang);
    let file = open.season().join("rules.toml");
    let rules = fs::read_to_string(&file).expect("rules");
    let own =
        "\n[solve]\nthreads = 1\n\n[defence]\ndays = \"2026-10-12；2026-10-13\"\ngroups = 2\n";
    fs::write(&file, rules + own + more).expect("written");
    // Of two groups that are mirrored, any may be found first.
    let pins = "kind,subject,object\nchair,E001,\nmember,E003,G01\n";
    fs::write(open.season().join("pins.csv"), pins).expect("written");
    open
}

/// Forms the second round of these submissions, and turns to it.
pub fn defence(lang: Lang, items: &[&str]) -> Open {
    of(ready(lang), items)
}

fn of(open: Open, items: &[&str]) -> Open {
    let mut fields = vec![("seconds", "20"), ("reason", "入围 <4> 项")];
    fields.extend(items.iter().map(|id| ("item", *id)));
    let answer = send(&open, "/defence/form", &fields, &[]);
    assert_eq!(answer.header("location"), "/defence", "{}", answer.text);
    open.until_formed();
    let text = open.get("/defence").text;
    assert!(text.contains("data-post=\"/round\""), "{text}");
    let answer = open.post("/round", &json!({ "round": "defence" }));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    open
}

fn out(open: &Open) -> std::path::PathBuf {
    let found = ["答辩", "defence"].map(|name| open.season().join(name));
    let mut found = found.into_iter();
    found.find(|own| own.is_dir()).expect("the second round")
}

fn plan(open: &Open) -> Value {
    let text = fs::read_to_string(out(open).join("plan.json")).expect("a plan");
    serde_json::from_str(&text).expect("JSON")
}

/// Group, day, time and submission of every hearing.
fn times(plan: &Value) -> Vec<[String; 4]> {
    let all = plan["round"]["timetable"].as_array().expect("a timetable");
    all.iter()
        .map(|own| {
            ["group", "day", "start", "submission"]
                .map(|key| own[key].as_str().expect("words").to_owned())
        })
        .collect()
}

const ALL: [&str; 4] = ["S001", "S002", "S004", "S005"];

#[test]
fn it_is_formed_from_what_is_ticked_and_both_rounds_stay() {
    let open = ready(Lang::Zh);
    let text = open.get("/defence").text;
    assert_eq!(values(&text, "name=\"item\" value=\"").len(), 6, "{text}");
    assert!(
        text.contains("2026-10-12；2026-10-13"),
        "its settings: {text}"
    );
    let paper = fs::read(open.season().join("方案/plan.json")).expect("a plan");
    let open = of(open, &ALL);
    let plan = plan(&open);
    assert_eq!(plan["round"]["shortlist"], json!(ALL));
    assert_eq!(times(&plan).len(), 4);
    let after = fs::read(open.season().join("方案/plan.json")).expect("a plan");
    assert!(after == paper, "the paper round stays as it is");
    let text = open.get("/defence").text;
    for [_, day, start, id] in times(&plan) {
        let cell = format!("data-day=\"{day}\" data-start=\"{start}\" data-heard=\"{id}\"");
        assert!(text.contains(&cell), "{cell}: {text}");
    }
    let calendar = open.get("/defence/calendar").text;
    assert!(
        calendar.contains("BEGIN:VCALENDAR") && calendar.contains("S001"),
        "{calendar}"
    );
    // Every screen shows the round at work, and it can be turned back.
    assert!(open.get("/board").text.contains("答辩评审</strong>"));
    open.post("/round", &json!({ "round": "paper" }));
    assert!(open.get("/board").text.contains("资料评审</strong>"));
}

#[test]
fn a_hearing_is_moved_in_the_draft_and_applied_into_the_history() {
    let open = defence(Lang::Zh, &ALL);
    let before = plan(&open);
    let [group, day, start, id] = times(&before)[0].clone();
    let other = times(&before)
        .into_iter()
        .find(|own| own[0] == group && own[3] != id)
        .expect("the group hears two");
    // Onto another that is heard: they exchange.
    let edit = json!({ "edits": [{ "hear": [id, other[1], other[2]] }] });
    let answer = open.post("/board/edit", &edit);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let text = open.get("/defence").text;
    assert!(
        text.contains(&format!("{id} 改在 {} {} 答辩", other[1], other[2])),
        "{text}"
    );
    assert_eq!(text.matches("class=\"item changed\"").count(), 2, "{text}");
    assert_eq!(plan(&open), before, "nothing is written yet");
    let answer = open.post("/board/apply", &json!({ "reason": "企业要求" }));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let after = times(&plan(&open));
    assert!(after.contains(&[
        group.clone(),
        other[1].clone(),
        other[2].clone(),
        id.clone()
    ]));
    assert!(after.contains(&[group, day, start, other[3].clone()]));
    assert!(open.get("/versions").text.contains("企业要求"));
}

#[test]
fn times_that_do_not_exist_are_refused() {
    let open = defence(Lang::En, &ALL);
    let id = times(&plan(&open))[0][3].clone();
    for (day, start) in [("2026-10-14", "09:00"), ("2026-10-12", "12:15"), ("", "")] {
        let edit = json!({ "edits": [{ "hear": [id, day, start] }] });
        let answer = open.post("/board/edit", &edit);
        assert_eq!(
            answer.status,
            StatusCode::CONFLICT,
            "{day} {start}: {}",
            answer.text
        );
    }
    let edit = json!({ "edits": [{ "hear": ["S999", "2026-10-12", "09:00"] }] });
    assert_eq!(open.post("/board/edit", &edit).status, StatusCode::CONFLICT);
    assert!(
        !open.get("/defence").text.contains("/board/apply"),
        "no draft"
    );
}

#[test]
fn another_group_hears_it_where_the_rules_allow() {
    let open = defence(Lang::Zh, &ALL);
    let before = plan(&open);
    let [group, _, _, id] = times(&before)[0].clone();
    let other = times(&before).into_iter().find(|own| own[0] != group);
    let other = other.expect("two groups");
    let edit = json!({ "edits": [
        { "move": [id, other[0]] },
        { "hear": [id, other[1], "15:00"] },
    ]});
    let answer = open.post("/board/edit", &edit);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let text = open.get("/defence").text;
    let cell = format!(
        "data-group=\"{}\" data-day=\"{}\" data-start=\"15:00\" data-heard=\"{id}\"",
        other[0], other[1]
    );
    assert!(text.contains(&cell), "{cell}: {text}");
    open.post("/board/undo", &json!({}));
    assert_eq!(plan(&open), before);
}

#[test]
fn the_second_round_has_sheets_papers_and_withdrawals_of_its_own() {
    let open = defence(Lang::Zh, &ALL);
    send(&open, "/review/sheets", &[], &[]);
    assert!(out(&open).join("评分表").is_dir() && !open.season().join("评分表").exists());
    let sheets = filled(&open, "答辩/评分表", &plan(&open), false);
    assert!(!sheets.is_empty());
    let answer = send(&open, "/review/files", &[], &given(&sheets));
    assert!(answer.text.contains("评分已齐"), "{}", answer.text);
    let fields = [
        ("paper", "schedule"),
        ("paper", "hearing"),
        ("date", "2026-09-20"),
    ];
    let answer = send(&open, "/papers/make", &fields, &[]);
    assert!(
        answer.text.contains("class=\"said good\""),
        "{}",
        answer.text
    );
    assert!(out(&open).join("文书/papers.json").exists());
    let answer = open.post("/form/start", &json!({ "seconds": "5" }));
    assert_eq!(
        answer.status,
        StatusCode::CONFLICT,
        "the paper round is not formed here"
    );
    // The withdrawal of a submission leaves the others their times.
    let before = times(&plan(&open));
    let gone = before[0][3].clone();
    let fields = [
        ("who", gone.as_str()),
        ("reason", "撤回"),
        ("date", "2026-09-21"),
    ];
    let answer = send(&open, "/withdrawal/try", &fields, &[]);
    assert!(answer.text.contains("采用，写入新方案"), "{}", answer.text);
    send(&open, "/withdrawal/apply", &fields, &[]);
    let after = times(&plan(&open));
    let rest: Vec<_> = before.into_iter().filter(|own| own[3] != gone).collect();
    let kept = rest.iter().filter(|own| after.contains(own)).count();
    assert_eq!((kept, after.len()), (3, 3), "{rest:?} {after:?}");
}

#[test]
fn opened_again_it_shows_the_round_that_was_worked_on_last() {
    let open = defence(Lang::Zh, &ALL);
    let folder = open.folder;
    let open = Open::again(folder, Lang::Zh);
    assert!(open.get("/defence").text.contains("答辩日程"));
    assert!(open.get("/").text.contains("答辩评审</strong>"));
}

#[test]
fn what_cannot_be_formed_is_told() {
    let open = ready(Lang::Zh);
    for (fields, words) in [
        (vec![("seconds", "20")], "请先勾选"),
        (vec![("seconds", "0"), ("item", "S001")], "时限"),
        (vec![("seconds", "20"), ("more", "S001；S888")], "S888"),
        (vec![("seconds", "20"), ("item", "S001")], "2"),
    ] {
        let answer = send(&open, "/defence/form", &fields, &[]);
        assert!(
            answer.text.contains("class=\"said error\""),
            "{}",
            answer.text
        );
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
    let fields = [("seconds", "20"), ("item", "S004"), ("more", "S888 <1>")];
    let answer = send(&open, "/defence/form", &fields, &[]);
    assert_eq!(answer.text.matches(" checked>").count(), 1, "ticks stay");
    assert!(
        answer.text.contains("value=\"S888 &#60;1&#62;\""),
        "{}",
        answer.text
    );
    let answer = open.post("/round", &json!({ "round": "defence" }));
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
    let open = Open::toy(Lang::En);
    let text = open.get("/defence").text;
    assert!(text.contains("a committee come first"), "{text}");
}

#[test]
fn the_shortlist_that_was_written_is_ticked() {
    let open = ready(Lang::Zh);
    send(&open, "/review/sheets", &[], &[]);
    let text = fs::read_to_string(open.season().join("方案/plan.json")).expect("a plan");
    let paper: Value = serde_json::from_str(&text).expect("JSON");
    let sheets = filled(&open, "评分表", &paper, false);
    send(&open, "/review/files", &[], &given(&sheets));
    let fields = [("cut", "2"), ("quota", "across")];
    send(&open, "/review/results", &fields, &[]);
    let text = open.get("/defence").text;
    assert!(text.contains("shortlist.csv"), "{text}");
    assert_eq!(text.matches(" checked>").count(), 2, "{text}");
    let file = open.season().join("评审汇总/shortlist.csv");
    fs::write(&file, "申报编号\nS777\n").expect("written");
    let text = open.get("/defence").text;
    assert!(
        text.contains("S777") && text.contains("said error"),
        "{text}"
    );
    let text = open.get("/defence?cut=50%25").text;
    assert!(text.matches(" checked>").count() >= 3, "{text}");
}

#[test]
fn the_pages_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let open = ready(lang);
        let main = |text: String| text.split("<main").nth(1).expect("a page").to_owned();
        insta::assert_snapshot!(format!("shortlist_{name}"), main(open.get("/defence").text));
        drop(open);
        // Groups that continue those of the paper round leave nothing to the search.
        let open = of(with(lang, "continuity = 1.0\n"), &ALL);
        let id = times(&plan(&open))[0][3].clone();
        let edit = json!({ "edits": [{ "hear": [id, times(&plan(&open))[0][1], "15:00"] }] });
        open.post("/board/edit", &edit);
        insta::assert_snapshot!(format!("timetable_{name}"), main(open.get("/defence").text));
    }
}
