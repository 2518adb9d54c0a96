//! The papers of a season as an office makes them: what they say, where they lie, what is refused.

use crate::cli_support;
use crate::telling;

use cli_support::{code, empanel, stderr, stdout};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Output;
use telling::{PEOPLE, season};

fn papers(season: &Path, out: &Path, more: &[&str]) -> Output {
    let mut command = empanel();
    command.arg("papers").arg(season);
    command.arg("--plan").arg(season.join("plan.json"));
    command.arg("--out").arg(out);
    command
        .args(["--date", "2026-05-01", "--lang", "zh"])
        .args(more);
    command.output().expect("the program starts")
}

fn held(folder: &Path) -> BTreeSet<String> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => walk(&path, root, found),
                false => {
                    let name = path.strip_prefix(root).expect("inside");
                    found.insert(name.display().to_string());
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(folder, folder, &mut found);
    found
}

/// The text of a document.
fn words(path: &Path) -> String {
    let bytes = fs::read(path).expect("the document");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut part = archive.by_name("word/document.xml").expect("the text");
    part.read_to_string(&mut text).expect("text");
    let mut plain = String::new();
    for piece in text.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').expect("a tag");
        match tag {
            "/w:p" => plain.push('\n'),
            _ if tag.starts_with("w:t ") || tag == "w:t" => plain.push_str(words),
            _ => {}
        }
    }
    plain
}

fn letter(out: &Path, folder: &str, id: &str) -> PathBuf {
    let names = held(&out.join(folder));
    let name = names.iter().find(|name| name.starts_with(id));
    out.join(folder).join(name.expect("a letter"))
}

#[test]
fn every_paper_is_written_and_says_what_the_office_says() {
    let season = season();
    let rules = fs::read_to_string(season.path().join("rules.toml")).unwrap_or_default();
    let award = "\n[award]\nname = \"江州省质量奖\"\nshort = \"\"\nedition = \"第九届\"\noffice = \"江州省质量奖办公室\"\ncontact = \"李老师，0571-1234567\"\nwork = \"项目名称\"\n";
    fs::write(season.path().join("rules.toml"), rules + award).expect("written");
    let contacts =
        "专家编号,手机,账号,劳务费,车牌号\nE003,13912345678,6222000000000000001,1000,江A1\n";
    fs::write(season.path().join("contacts.csv"), contacts).expect("written");
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("材料");
    let output = papers(season.path(), &out, &["-vvv"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for told in [stdout(&output), stderr(&output)] {
        for secret in ["13912345678", "6222000000000000001", "江A1"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
    let names = held(&out);
    for name in [
        "评审委员会名单.docx",
        "专业组分组名单.docx",
        "申报材料分配表.xlsx",
        "签到表.docx",
        "席卡.docx",
        "标签.docx",
        "通讯录.xlsx",
        "会议手册.docx",
        "劳务费发放表.xlsx",
        "回避情况说明.docx",
        "邀请函.docx",
        "聘书.docx",
        "回避与保密承诺书.docx",
        "归档/归档目录.docx",
        "归档/plan.json",
        "归档/sha256.txt",
        "papers.json",
    ] {
        assert!(names.contains(name), "{name} is not among {names:?}");
    }
    assert!(stderr(&output).contains("N781") && stderr(&output).contains("抽取记录"));
    let invitation = words(&letter(&out, "邀请函", "E003"));
    for word in [
        PEOPLE[2].2,
        "第九届江州省质量奖",
        "江州省质量奖办公室",
        "李老师",
        "2026年5月1日",
        "项目名称",
        "＿＿＿＿",
    ] {
        assert!(invitation.contains(word), "{word}: {invitation}");
    }
    assert!(!invitation.contains("质量标杆") && !invitation.contains("13912345678"));
    assert!(stderr(&output).contains("N780") && stderr(&output).contains("评审地点"));
    // The manifest has the hash of every file, and the archive repeats them.
    let manifest: Value =
        serde_json::from_slice(&fs::read(out.join("papers.json")).expect("there")).expect("JSON");
    let files = manifest["files"].as_array().expect("files");
    assert_eq!(files.len() + 1, names.len());
    let again = place.path().join("again");
    assert_eq!(code(&papers(season.path(), &again, &[])), 0);
    for name in &names {
        assert_eq!(
            fs::read(out.join(name)).expect("one"),
            fs::read(again.join(name)).expect("other"),
            "{name}"
        );
    }
}

#[test]
fn an_office_puts_its_own_template_in_place_and_is_told_of_slips() {
    let season = season();
    fs::create_dir(season.path().join("templates")).expect("made");
    let template = season.path().join("templates/聘书.txt");
    fs::write(&template, "# 聘任书\n= {姓名}：\n聘为{职位}。\n").expect("written");
    fs::write(season.path().join("templates/便条.txt"), "x").expect("written");
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("out");
    let output = papers(season.path(), &out, &["--only", "聘书,席卡"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    let told = stderr(&output);
    assert!(
        told.contains("E440 templates/聘书.txt，第 3 行「职位」"),
        "{told}"
    );
    assert!(held(place.path()).is_empty(), "nothing is written");
    fs::write(&template, "# 聘任书\n= {姓名}：\n聘为{职务}。\n").expect("written");
    let output = papers(season.path(), &out, &["--only", "appointment,cards"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("W742 templates/便条.txt"));
    assert!(words(&letter(&out, "聘书", "E003")).contains("聘任书"));
    assert!(!out.join("邀请函.docx").exists());
    let shown = cli_support::run(&["papers", "--show-template", "聘书", "--lang", "zh"]);
    assert!(stdout(&shown).contains("{姓名}"), "{}", stderr(&shown));
}

#[test]
fn an_existing_folder_is_kept_and_brought_up_to_date_only_when_asked() {
    let season = season();
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("out");
    assert_eq!(
        code(&papers(season.path(), &out, &["--only", "聘书,席卡"])),
        0
    );
    let before = held(&out);
    let refused = papers(season.path(), &out, &["--only", "聘书"]);
    assert_eq!(code(&refused), 2, "{}", stderr(&refused));
    let changed = letter(&out, "聘书", "E003");
    let name = changed
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    fs::write(&changed, "by hand").expect("written");
    fs::write(out.join("note.txt"), "mine").expect("written");
    let again = papers(season.path(), &out, &["--only", "聘书", "--force"]);
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    let now = held(&out);
    assert!(
        now.contains("note.txt") && now.contains(&format!("kept/聘书/{name}")),
        "{now:?}"
    );
    assert!(before.is_subset(&now), "{now:?}");
    let manifest: Value =
        serde_json::from_slice(&fs::read(out.join("papers.json")).expect("there")).expect("JSON");
    let cards = manifest["files"]
        .as_array()
        .expect("files")
        .iter()
        .any(|own| own["paper"] == "cards");
    assert!(cards, "papers that were not asked for stay in the manifest");
    assert!(
        held(place.path())
            .iter()
            .all(|name| name.starts_with("out/"))
    );
}

#[test]
fn experts_get_no_applicants_where_the_office_wants_none() {
    let season = season();
    let place = tempfile::tempdir().expect("a folder");
    let out = place.path().join("out");
    let output = papers(season.path(), &out, &["--anonymous", "--plain-names"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for name in held(&out) {
        assert!(name.is_ascii(), "{name}");
        let handed = ["invitation", "appointment", "pledge", "groups", "handbook"];
        if name.ends_with(".docx") && handed.iter().any(|own| name.starts_with(own)) {
            let words = words(&out.join(&name));
            for (_, title, organization) in telling::WORK {
                assert!(
                    !words.contains(title) && !words.contains(organization),
                    "{name}"
                );
            }
        }
    }
}

/// What every paper says, in both languages: one file of each, from a season with contacts, an
/// earlier plan, a draw and results.
#[test]
fn papers_read_as_an_office_writes_them() {
    let season = season();
    let contacts = "专家编号,手机,开户行,账号,劳务费\nE003,13912345678,示例银行,62220001,1000\n";
    fs::write(season.path().join("contacts.csv"), contacts).expect("written");
    let plan = season.path().join("plan.json");
    let earlier = telling::PLAN
        .replace("E008", "E00X")
        .replace("\"E004\",\"E007\"", "\"E008\",\"E007\"");
    let earlier = earlier
        .replace("\"E006\",\"E004\"", "\"E006\",\"E008\"")
        .replace("E00X", "E004");
    let earlier = earlier.replace("\"vice_chair\":\"E002\"", "\"vice_chair\":\"E009\"");
    let since = season.path().join("earlier.json");
    fs::write(&since, earlier).expect("written");
    let beside = season.path().join("out");
    fs::create_dir(&beside).expect("made");
    let write = |name: &str, text: &str| fs::write(beside.join(name), text).expect("written");
    let line = r#"{"submission":"S001","organization":"示例泵业有限公司","title":"泵类产品可靠性管理经验","recommender":"浙江省经济和信息化厅","region":"浙江"}"#;
    write(
        "outcome.json",
        &format!(r#"{{"publicity":[{line}],"final":[{line}],"withdrawn":[]}}"#),
    );
    write(
        "publicity.json",
        r#"{"first":"2026-05-06","last":"2026-05-19"}"#,
    );
    write(
        "draw.json",
        r#"{"facts":{"time":"2026-04-20 10:00","seed":"abc:17","inputs":"00ff"},
        "lots":{"pool":8,"places":6,"ball":{"plan":3,"of":100},
        "chances":[{"expert":"E003","plans":40,"drawn":true,"fixed":false}],"redraws":[]}}"#,
    );
    write(
        "objection-S002.json",
        r#"{"submission":"S002","title":"齿轮精益生产与六西格玛融合经验","organization":"示例齿轮股份有限公司",
        "team":[{"expert":"E007","name":"夏侯文博","employer":"示例大学"}]}"#,
    );
    let open = empanel::read(season.path()).expect("the season");
    for (lang, name) in [(empanel::Lang::Zh, "zh"), (empanel::Lang::En, "en")] {
        let options = empanel::PapersOptions {
            date: Some(jiff::civil::date(2026, 5, 1)),
            language: lang,
            folder: Some(season.path().to_owned()),
            beside: vec![beside.clone()],
            since: Some(since.clone()),
            ..Default::default()
        };
        let set = open.papers(&plan, &options).expect("made");
        let mut text = String::new();
        let mut seen = BTreeSet::new();
        let hash = set.manifest.plan.clone();
        for file in &set.papers.files {
            // One of each that is made for each person; the archive's hashes differ by platform.
            let folder = file.path.split('/').next().unwrap_or_default().to_owned();
            let Some(paper) = file.paper.filter(|own| own.key() != "archive") else {
                continue;
            };
            if seen.insert((paper, folder)) && !(file.about.is_empty() && file.path.contains('/')) {
                text.push_str(&format!(
                    "===== {}\n{}\n",
                    file.path, set.papers.texts[&file.path]
                ));
            }
        }
        for problem in &set.papers.problems {
            text.push_str(&format!("{}\n", problem.say(lang)));
        }
        let text = text.replace(&hash[..8], "[HASH]");
        insta::assert_snapshot!(format!("papers_{name}"), text);
    }
}
