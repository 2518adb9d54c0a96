//! Secrecy: what each audience gets holds nothing that is not theirs, not in a file, not inside a
//! workbook, not on the terminal, not in a log.

mod cli_support;

use cli_support::{code, empanel, stderr, stdout};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Output;

const PEOPLE: [(&str, &str, &str); 8] = [
    ("E001", "王建国", "欧阳修远"),
    ("E002", "李明华", "司徒静怡"),
    ("E003", "张伟", "上官云帆"),
    ("E004", "陈静", "诸葛若琳"),
    ("E005", "刘洋", "东方鸿飞"),
    ("E006", "赵敏", "慕容晓晓"),
    ("E007", "孙丽", "夏侯文博"),
    ("E008", "周强", "尉迟长空"),
];

/// The toy season with telling names, phones and mail; its plan of two groups.
fn season() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    for name in ["submissions.csv", "relations.csv", "pins.csv", "rules.toml"] {
        fs::copy(toy.join(name), folder.path().join(name)).expect("copied");
    }
    let experts = fs::read_to_string(toy.join("experts.csv")).expect("the table");
    let mut rows = String::new();
    for (at, line) in experts.lines().enumerate() {
        let mut line = line.to_owned();
        for (_, before, after) in PEOPLE {
            line = line.replace(before, after);
        }
        let contact = match at {
            0 => "手机,邮箱".to_owned(),
            _ => format!("1380000000{at},geheim{at}@example.org"),
        };
        rows.push_str(&format!("{line},{contact}\n"));
    }
    fs::write(folder.path().join("experts.csv"), rows).expect("written");
    fs::write(folder.path().join("plan.json"), PLAN).expect("written");
    folder
}

const PLAN: &str = r#"{"schema":"empanel/plan@1","status":"optimal",
"committee":{"chair":"E001","vice_chair":"E002"},
"groups":[
 {"id":"G01","name":"装备组","leader":"E003","members":["E003","E005","E008"],"submissions":["S001","S002","S003"],"alternates":[]},
 {"id":"G02","name":"食药组","leader":"E006","members":["E006","E004","E007"],"submissions":["S004","S005","S006"],"alternates":[]}],
"reviews":[
 {"submission":"S001","group":"G01","reviewers":["E003","E005"],"recused":[]},
 {"submission":"S002","group":"G01","reviewers":["E003","E008"],"recused":[]},
 {"submission":"S003","group":"G01","reviewers":["E003","E008"],"recused":["E005"]},
 {"submission":"S004","group":"G02","reviewers":["E006","E007"],"recused":[]},
 {"submission":"S005","group":"G02","reviewers":["E006","E004"],"recused":[]},
 {"submission":"S006","group":"G02","reviewers":["E006","E007"],"recused":[]}],
"shortfalls":[],
"quality":{"total_score":8.0125,"worst_score":1.025,"mean_score":1.3,"coverage_shortfalls":1}}"#;

/// Words of each submission: id, title, organization.
const WORK: [(&str, &str, &str); 6] = [
    ("S001", "泵类产品可靠性管理经验", "示例泵业有限公司"),
    (
        "S002",
        "齿轮精益生产与六西格玛融合经验",
        "示例齿轮股份有限公司",
    ),
    ("S003", "发动机关键过程质量控制经验", "示例动力有限责任公司"),
    ("S004", "乳制品全程质量追溯经验", "示例乳业有限公司"),
    ("S005", "白酒品牌培育与质量安全经验", "示例酒业有限公司"),
    ("S006", "中成药质量追溯经验", "示例药业有限公司"),
];

fn export(season: &Path, out: &Path, audience: &[&str], more: &[&str]) -> Output {
    let mut command = empanel();
    command.env("EMPANEL_PASSPHRASE", "a passphrase for tests");
    command.arg("export").arg(season);
    command.arg("--plan").arg(season.join("plan.json"));
    command.arg("--audience").args(audience);
    command.arg("--out").arg(out).args(more);
    command.output().expect("the program starts")
}

/// All text of a file: of a workbook what its parts hold unzipped.
fn text(path: &Path) -> String {
    let bytes = fs::read(path).expect("readable");
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        part.read_to_string(&mut all).expect("text");
    }
    all
}

/// Everything that a run let out: its files, stdout and stderr.
fn outputs(folder: &Path, output: &Output) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), text(&path)))
        .collect();
    all.insert("stdout".to_owned(), stdout(output));
    all.insert("stderr".to_owned(), stderr(output));
    all
}

/// Runs an audience with the loudest logs and checks what it must hold and must not.
fn check(audience: &[&str], holds: &[&str], names: &[&str], submissions: &[&str]) {
    let season = season();
    for logs in [["-vvv", "--log-format=text"], ["-vvv", "--log-format=json"]] {
        let out = tempfile::tempdir().expect("a folder");
        let output = export(season.path(), out.path(), audience, &logs);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let all = outputs(out.path(), &output);
        let files: String = all
            .iter()
            .filter(|(name, _)| !name.starts_with("std"))
            .map(|(_, text)| text.as_str())
            .collect();
        for wanted in holds {
            assert!(files.contains(wanted), "{audience:?} lacks {wanted}");
        }
        assert!(all["stderr"].contains("exported"), "the log says something");
        for (place, text) in &all {
            let log = place.starts_with("std");
            for (_, _, name) in PEOPLE {
                let may = names.contains(&name) && !log;
                assert!(
                    may || !text.contains(name),
                    "{audience:?}: {name} in {place}"
                );
            }
            for number in 1..=8 {
                for contact in [format!("1380000000{number}"), format!("geheim{number}")] {
                    assert!(
                        !text.contains(&contact),
                        "{audience:?}: {contact} in {place}"
                    );
                }
            }
            for (id, title, organization) in WORK {
                for word in [title, organization] {
                    let may = submissions.contains(&id) && !log;
                    assert!(
                        may || !text.contains(word),
                        "{audience:?}: {word} in {place}"
                    );
                }
                let may = submissions.contains(&id) || log;
                assert!(may || !text.contains(id), "{audience:?}: {id} in {place}");
            }
        }
    }
}

const ALL: [&str; 6] = ["S001", "S002", "S003", "S004", "S005", "S006"];

#[test]
fn the_office_sees_all_but_phones_and_mail() {
    let names = PEOPLE.map(|(_, _, name)| name);
    check(&["office"], &["欧阳修远", "示例药业有限公司"], &names, &ALL);
}

#[test]
fn a_group_sees_its_own() {
    let names = ["上官云帆", "东方鸿飞", "尉迟长空"];
    let holds = ["上官云帆", "示例泵业有限公司", "E005"];
    check(&["group", "G01"], &holds, &names, &["S001", "S002", "S003"]);
}

#[test]
fn an_expert_sees_the_own_reviews_and_recusals() {
    let holds = ["东方鸿飞", "示例泵业有限公司", "示例动力有限责任公司"];
    check(
        &["expert", "E005"],
        &holds,
        &["东方鸿飞"],
        &["S001", "S003"],
    );
    check(
        &["expert", "E001"],
        &["欧阳修远", "主任委员"],
        &["欧阳修远"],
        &[],
    );
}

#[test]
fn the_public_sees_masked_names_and_no_reviewers() {
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    let output = export(
        season.path(),
        out.path(),
        &["public"],
        &["-vvv", "--log-format=json"],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for (place, text) in outputs(out.path(), &output) {
        for (id, _, name) in PEOPLE {
            assert!(
                !text.contains(name) && !text.contains(id),
                "{name} in {place}"
            );
            // Not even the second character of a name.
            let two: String = name.chars().take(2).collect();
            assert!(!text.contains(&two), "{two} in {place}");
        }
        for word in [
            "G01",
            "装备组",
            "示例质量协会",
            "S001",
            "13800000001",
            "geheim1",
        ] {
            assert!(!text.contains(word), "{word} in {place}");
        }
        if !place.starts_with("std") {
            assert!(
                text.contains("欧**") && text.contains("示例泵业有限公司"),
                "{place}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    let output = export(season.path(), out.path(), &["office"], &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for entry in fs::read_dir(out.path()).expect("the folder") {
        let mode = entry
            .expect("an entry")
            .metadata()
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn audiences_that_are_not_there_are_told_and_write_nothing() {
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    for (audience, word) in [
        (&["group", "G09"][..], "G01"),
        (&["expert", "E999"], "E999"),
        (&["press"], "public"),
        (&["group"], "G01"),
        (&["public", "G01"], "public"),
    ] {
        let output = export(season.path(), out.path(), audience, &[]);
        assert_eq!(code(&output), 2, "{audience:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(word), "{}", stderr(&output));
        for (_, _, name) in PEOPLE {
            assert!(!stderr(&output).contains(name), "{name}");
        }
    }
    assert_eq!(fs::read_dir(out.path()).expect("the folder").count(), 0);
}

#[test]
fn encrypted_files_open_with_their_passphrase_alone() {
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    let output = export(
        season.path(),
        out.path(),
        &["expert", "E005"],
        &["--encrypt", "-vvv"],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for (place, text) in outputs(out.path(), &output) {
        for word in ["东方鸿飞", "示例泵业", "passphrase for tests"] {
            assert!(!text.contains(word), "{word} in {place}");
        }
    }
    let sealed = out.path().join("expert-E005.json.age");
    let plain = out.path().join("plain.json");
    let decrypt = |passphrase: &str| {
        let mut command = empanel();
        command.env("EMPANEL_PASSPHRASE", passphrase);
        command.arg("decrypt").arg(&sealed).arg("--out").arg(&plain);
        command.output().expect("the program starts")
    };
    let wrong = decrypt("another");
    assert_eq!(code(&wrong), 3);
    assert!(stderr(&wrong).contains("口令不对"), "{}", stderr(&wrong));
    assert!(!plain.exists());
    assert_eq!(code(&decrypt("a passphrase for tests")), 0);
    assert!(text(&plain).contains("东方鸿飞"));
    let again = decrypt("a passphrase for tests");
    assert_eq!(code(&again), 2, "never overwritten without --force");
}

#[test]
fn without_a_passphrase_nothing_is_written() {
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    let mut command = empanel();
    command.env_remove("EMPANEL_PASSPHRASE");
    command.stdin(std::process::Stdio::null());
    command.arg("export").arg(season.path());
    command.arg("--plan").arg(season.path().join("plan.json"));
    command
        .args(["--audience", "office", "--encrypt", "--out"])
        .arg(out.path());
    let output = command.output().expect("the program starts");
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("EMPANEL_PASSPHRASE"));
    assert_eq!(fs::read_dir(out.path()).expect("the folder").count(), 0);
}
