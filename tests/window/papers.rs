//! 文书: what there is, making it, opening it.

use crate::forms::{send, values};
use crate::support::Open;
use crate::withdrawal::formed;
use axum::http::StatusCode;
use empanel::Lang;
use std::fs;

#[test]
fn papers_are_made_opened_and_known_to_be_out_of_date() {
    let open = formed(Lang::Zh);
    let text = open.get("/papers").text;
    assert!(!text.contains("<span class=\"state\">最新"), "{text}");
    let fields = [
        ("paper", "committee"),
        ("paper", "tasks"),
        ("date", "2026-09-01"),
    ];
    let answer = send(&open, "/papers/make", &fields, &[]);
    assert!(
        answer.text.contains("class=\"said good\""),
        "{}",
        answer.text
    );
    assert_eq!(answer.text.matches("<span class=\"state\">最新").count(), 2);
    assert!(answer.text.contains("2026-09-01"));
    let number = values(&answer.text, "/papers/file?id=")[0].to_owned();
    let file = open.get(&format!("/papers/file?id={number}"));
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename*=UTF-8''%")
    );
    let plan = open.season().join("方案/plan.json");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, format!("{text}\n")).expect("written");
    let text = open.get("/papers").text;
    assert_eq!(
        text.matches("<span class=\"state\">已过时").count(),
        2,
        "{text}"
    );
}

#[test]
fn only_files_of_the_manifest_are_served() {
    let open = formed(Lang::Zh);
    let fields = [("paper", "committee")];
    send(&open, "/papers/make", &fields, &[]);
    let manifest = open.season().join("文书/papers.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for path in ["../experts.csv", "/etc/passwd", "../方案/plan.json"] {
        value["files"][0]["file"] = path.into();
        fs::write(&manifest, value.to_string()).expect("written");
        let text = open.get("/papers").text;
        assert!(!text.contains("/papers/file?id="), "{path}: {text}");
    }
    for id in ["", "x", "../experts.csv"] {
        let answer = open.get(&format!("/papers/file?id={id}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[test]
fn what_is_out_of_date_is_made_anew_by_one_button() {
    let open = formed(Lang::Zh);
    send(&open, "/papers/make", &[("paper", "committee")], &[]);
    let plan = open.season().join("方案/plan.json");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, format!("{text}\n")).expect("written");
    let text = open.get("/papers").text;
    let stale = values(&text, "name=\"stale\" value=\"");
    assert_eq!(stale, ["committee"]);
    let fields = [("stale", "committee"), ("old", "1"), ("paper", "tasks")];
    let answer = send(&open, "/papers/make", &fields, &[]);
    assert_eq!(
        answer.text.matches("<span class=\"state\">最新").count(),
        1,
        "{}",
        answer.text
    );
}

/// The password that a page shows.
fn shown(text: &str) -> Option<&str> {
    text.split("<output>").nth(1)?.split("</output>").next()
}

#[test]
fn packets_are_sealed_with_a_password_that_is_shown_once() {
    let open = formed(Lang::Zh);
    let fields = [
        ("audience", "experts"),
        ("audience", "groups"),
        ("sealed", "1"),
    ];
    let answer = send(&open, "/papers/hand-out", &fields, &[]);
    let secret = shown(&answer.text).expect("a password").to_owned();
    assert_eq!(secret.len(), 19, "{secret}");
    let text = open.get("/papers").text;
    assert!(!text.contains(&secret), "it is shown once");
    let numbers = values(&text, "/papers/packet?id=");
    // Two groups, and two chairs with six members.
    assert_eq!(numbers.len(), 10, "{text}");
    let folder = open.season().join("分发");
    let file = folder.join("group-G01.xlsx");
    let bytes = fs::read(&file).expect("a packet");
    let opened = office_crypto::decrypt_from_bytes(bytes, &secret).expect("opened");
    assert!(opened.starts_with(b"PK"));
    for entry in fs::read_dir(&folder).expect("read") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("read");
        let held = bytes
            .windows(secret.len())
            .any(|own| own == secret.as_bytes());
        assert!(!held, "the password is written nowhere");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&folder)
            .expect("a folder")
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "only the owner opens the folder");
    }
    let packet = open.get(&format!("/papers/packet?id={}", numbers[0]));
    assert_eq!(packet.status, StatusCode::OK);
    for id in ["", "x", "../experts.csv"] {
        let answer = open.get(&format!("/papers/packet?id={id}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[test]
fn a_password_of_the_office_is_used_and_not_shown() {
    let open = formed(Lang::En);
    let fields = [
        ("one", "G02"),
        ("sealed", "1"),
        ("password", "质量奖 2026 评审"),
    ];
    let answer = send(&open, "/papers/hand-out", &fields, &[]);
    assert!(
        answer.text.contains("class=\"said good\""),
        "{}",
        answer.text
    );
    assert!(shown(&answer.text).is_none() && !answer.text.contains("质量奖 2026"));
    let bytes = fs::read(open.season().join("hand-out/group-G02.xlsx")).expect("a packet");
    let opened = office_crypto::decrypt_from_bytes(bytes, "质量奖 2026 评审").expect("opened");
    assert!(opened.starts_with(b"PK"));
    for (fields, words) in [
        (vec![("sealed", "1")], "Tick first"),
        (
            vec![
                ("audience", "public"),
                ("sealed", "1"),
                ("password", "short"),
            ],
            "too short",
        ),
        (vec![("one", "E999"), ("sealed", "1")], "[E999]"),
        (vec![("audience", "expert"), ("sealed", "1")], "Tick first"),
    ] {
        let answer = send(&open, "/papers/hand-out", &fields, &[]);
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
}

#[test]
fn packets_of_an_earlier_plan_are_known_and_go_with_the_next_hand_out() {
    let open = formed(Lang::Zh);
    let fields = [("audience", "experts"), ("audience", "public")];
    let answer = send(&open, "/papers/hand-out", &fields, &[]);
    assert!(shown(&answer.text).is_none(), "not sealed");
    let folder = open.season().join("分发");
    let public = fs::read(folder.join("public.xlsx")).expect("a packet");
    assert!(public.starts_with(b"PK"));
    let plan = open.season().join("方案/plan.json");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, format!("{text}\n")).expect("written");
    let text = open.get("/papers").text;
    assert!(text.contains("方案在分发之后有改动，已过时： 9"), "{text}");
    fs::write(folder.join("expert-E001.xlsx"), "changed by hand").expect("written");
    send(&open, "/papers/hand-out", &[("audience", "office")], &[]);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("read")
        .map(|own| {
            own.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, ["expert-E001.xlsx", "office.xlsx", "packets.json"]);
}

#[test]
fn the_page_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "papers_zh"), (Lang::En, "papers_en")] {
        let open = formed(lang);
        let fields = [("paper", "committee"), ("date", "2026-09-01")];
        send(&open, "/papers/make", &fields, &[]);
        send(&open, "/papers/hand-out", &[("audience", "groups")], &[]);
        let text = open.get("/papers").text;
        let main = text.split("<main").nth(1).expect("a page");
        // The folder of the test, and today.
        let folder = open.season().display().to_string();
        let folder = folder.replace('<', "&#60;").replace('>', "&#62;");
        let today = jiff::ZonedDateTime::now().date().to_string();
        let main = main.replace(&folder, "SEASON").replace(&today, "TODAY");
        insta::with_settings!({filters => vec![("id=[0-9a-f]{16}", "id=ID")]}, {
            insta::assert_snapshot!(name, main);
        });
    }
}

#[test]
fn without_a_plan_nothing_is_made() {
    let open = Open::toy(Lang::En);
    assert!(open.get("/papers").text.contains("There is no plan yet"));
    let answer = send(&open, "/papers/make", &[("all", "1")], &[]);
    assert!(
        answer.text.contains("class=\"said error\""),
        "{}",
        answer.text
    );
    let answer = send(&open, "/papers/make", &[], &[]);
    assert!(answer.text.contains("Tick papers first"), "{}", answer.text);
}
