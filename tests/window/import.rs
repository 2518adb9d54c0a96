//! 导入: from the office's own files to a season, without script.

use crate::forms::{answer_all, send, values};
use crate::support::Open;
use axum::http::StatusCode;
use empanel::Lang;
use std::fs;
use std::path::Path;

const EXPERTS: &str = "姓名,工作单位,擅长领域,行业,职务,联系电话\n王一,甲大学,精益生产,C34,教授,13800000000\n李\"二\"<b>,乙研究院,六西格玛,C35,高工,13900000000\n";
const SUBMISSIONS: &str = "编号,申报单位,项目名称,行业,质量方法\nS1,丙公司,一,C34,精益生产\n";

/// A window on a folder that is not there yet.
fn new(lang: Lang) -> Open {
    let folder = tempfile::tempdir().expect("a folder");
    Open::again(folder, lang)
}

fn upload(open: &Open) {
    let files: [(&str, &[u8]); 2] = [
        ("专家库 <2026> \"终\".csv", EXPERTS.as_bytes()),
        ("申报.csv", SUBMISSIONS.as_bytes()),
    ];
    let answer = send(open, "/import/files", &[], &files);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.header("location"), "/import");
}

#[test]
fn dropped_files_are_shown_column_by_column_and_become_a_season() {
    let open = new(Lang::Zh);
    upload(&open);
    let text = open.get("/import").text;
    assert!(
        text.contains("专家库 &#60;2026&#62; &#34;终&#34;.csv"),
        "{text}"
    );
    assert!(
        text.contains("李&#34;二&#34;&#60;b&#62;"),
        "samples are escaped"
    );
    assert!(
        !text.contains("13800000000"),
        "private columns show no samples"
    );
    assert!(!open.season().exists(), "nothing is written yet");
    answer_all(&open);
    let text = open.get("/import").text;
    assert!(text.contains("写入年度文件夹"), "{text}");
    let answer = send(&open, "/import/apply", &[], &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.header("location"), "/problems");
    for name in ["experts.xlsx", "submissions.xlsx", "columns.toml", "source"] {
        assert!(open.season().join(name).exists(), "{name}");
    }
    let beside = fs::read_dir(open.folder.path()).expect("a folder").count();
    assert_eq!(beside, 1, "the files that were dropped are gone");
    let season = empanel::read(open.season());
    if let Err(error) = season {
        panic!("{}", error.say(Lang::Zh));
    }
}

#[test]
fn files_and_answers_are_there_after_the_program_was_killed() {
    let open = new(Lang::Zh);
    upload(&open);
    answer_all(&open);
    let Open { folder, .. } = open;
    let again = Open::again(folder, Lang::Zh);
    let text = again.get("/import").text;
    assert!(
        text.contains("写入年度文件夹") && text.contains("重新回答"),
        "{text}"
    );
    let question = values(&text, "name=\"question\" value=\"")[0].to_owned();
    let fields = [("question", question.as_str())];
    send(&again, "/import/again", &fields, &[]);
    let text = again.get("/import").text;
    assert!(
        !text.contains("写入年度文件夹") && text.contains("还要回答"),
        "{text}"
    );
}

#[test]
fn rules_taken_over_before_the_import_stay() {
    let open = new(Lang::Zh);
    fs::create_dir(open.season()).expect("a folder");
    let rules = "[groups]\ncount = 2\n[conflicts]\nyear = 2026\n";
    fs::write(open.season().join("rules.toml"), rules).expect("written");
    upload(&open);
    answer_all(&open);
    let answer = send(&open, "/import/apply", &[], &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let own = fs::read_to_string(open.season().join("rules.toml")).expect("rules");
    assert_eq!(own, rules);
    assert!(open.season().join("experts.xlsx").is_file());
    let beside = fs::read_dir(open.folder.path()).expect("a folder").count();
    assert_eq!(beside, 1, "nothing else is left");
}

#[test]
fn what_is_missing_blocks_and_is_named_on_top() {
    let open = new(Lang::En);
    let files: [(&str, &[u8]); 1] = [("a.csv", "姓名,备注\n王一,x\n李二,y\n".as_bytes())];
    send(&open, "/import/files", &[], &files);
    let text = open.get("/import").text;
    let error = text.find("class=\"told error\"").expect("an error");
    assert!(error < text.find(">Sheets</h2>").expect("the sheets"));
    assert!(!text.contains("Write the season"), "{text}");
    let answer = send(&open, "/import/apply", &[], &[]);
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!open.season().exists());
}

#[test]
fn a_folder_with_other_things_in_it_is_not_written_into() {
    let open = Open::toy(Lang::Zh);
    upload(&open);
    answer_all(&open);
    let before = fs::read(open.season().join("experts.csv")).expect("read");
    for wrong in ["", "../x", "a/b", ".x", "2026 年<度>"] {
        let answer = send(&open, "/import/apply", &[("folder", wrong)], &[]);
        assert_eq!(answer.status, StatusCode::OK, "{wrong}");
        assert!(answer.text.contains("class=\"said error\""), "{wrong}");
    }
    let answer = send(&open, "/import/apply", &[("folder", "2027年度")], &[]);
    assert!(
        answer.text.contains("class=\"said good\""),
        "{}",
        answer.text
    );
    let written = open.folder.path().join("2027年度");
    assert!(written.join("experts.xlsx").exists());
    let after = fs::read(open.season().join("experts.csv")).expect("read");
    assert_eq!(before, after);
}

#[test]
fn rules_columns_and_answers_of_last_year_are_followed() {
    let open = new(Lang::Zh);
    upload(&open);
    answer_all(&open);
    send(&open, "/import/apply", &[], &[]);
    let rules = "# 办公室的说明\n[groups]\ncount = 1\n\n[conflicts]\nyear = 2025 # 上届\n";
    fs::write(open.season().join("rules.toml"), rules).expect("written");
    let Open { folder, .. } = open;
    fs::rename(
        folder.path().join("2026 年<度>"),
        folder.path().join("2025年"),
    )
    .expect("moved");
    let open = Open::again(folder, Lang::Zh);
    upload(&open);
    let text = open.get("/import").text;
    assert!(
        text.contains("<option value=\"0\">2025年</option>"),
        "{text}"
    );
    send(&open, "/import/last", &[("last", "0")], &[]);
    let text = open.get("/import").text;
    assert!(
        text.contains("写入年度文件夹"),
        "nothing is asked again: {text}"
    );
    send(&open, "/import/apply", &[], &[]);
    let text = fs::read_to_string(open.season().join("rules.toml")).expect("rules");
    assert!(
        text.starts_with("# 办公室的说明\n[groups]\ncount = 1\n"),
        "{text}"
    );
    assert!(!text.contains("year = 2025"), "{text}");
}

#[test]
fn empty_tables_are_written_once() {
    let open = new(Lang::Zh);
    let answer = send(&open, "/import/templates", &[], &[]);
    assert!(
        answer.text.contains("class=\"said good\""),
        "{}",
        answer.text
    );
    let count = |folder: &Path| fs::read_dir(folder).expect("a folder").count();
    assert_eq!(count(&open.season()), 12);
    let answer = send(&open, "/import/templates", &[], &[]);
    assert!(answer.text.contains("class=\"said error\""));
}

#[test]
fn the_page_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "import_zh"), (Lang::En, "import_en")] {
        let open = new(lang);
        upload(&open);
        let text = open.get("/import").text;
        let main = text.split("<main").nth(1).expect("a page");
        insta::assert_snapshot!(name, main);
    }
}

#[test]
fn a_person_says_what_a_column_is_though_it_seemed_sure() {
    let open = new(Lang::Zh);
    upload(&open);
    let text = open.get("/import").text;
    let row = |text: &str, header: &str| {
        let rows = text.split("<tr class=");
        let own = rows.filter(|own| own.contains(&format!(">{header}</th>")));
        own.last().expect("a row").to_owned()
    };
    let employer = r#"<option value="employer" selected>"#;
    assert!(row(&text, "工作单位").contains(employer), "{text}");
    let change = |header: &str, field: &str| {
        let fields = [("table", "experts"), ("header", header), ("field", field)];
        let answer = send(&open, "/import/column", &fields, &[]);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        open.get("/import").text
    };
    let own = row(&change("工作单位", "-"), "工作单位");
    assert!(
        own.contains(r#"<option value="-" selected>"#) && own.contains("你选定的"),
        "{own}"
    );
    // Another column may be it now, and keeps it from the one that seems to be it.
    assert!(row(&change("职务", "employer"), "职务").contains(employer));
    let text = change("工作单位", "");
    assert!(!row(&text, "工作单位").contains(employer) && row(&text, "职务").contains(employer));
    let text = change("职务", "");
    assert!(row(&text, "工作单位").contains(employer) && !text.contains("你选定的"));
}
