//! Confidentiality: an audience's files, including the inside of workbooks, the terminal and logs
//! contain nothing that is not meant for it.

use crate::cli_support;
use crate::telling;

use cli_support::{code, empanel, stderr, stdout};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use telling::{PEOPLE, WORK, season, text};

fn export(season: &Path, out: &Path, audience: &[&str], more: &[&str]) -> Output {
    let mut command = empanel();
    command.env("EMPANEL_PASSPHRASE", "a passphrase for tests");
    command.arg("export").arg(season);
    command.arg("--plan").arg(season.join("plan.json"));
    command.arg("--audience").args(audience);
    command.arg("--out").arg(out).args(more);
    command.output().expect("the program starts")
}

/// All output of a run: its files, stdout and stderr.
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

/// Runs an audience with the most verbose logs, and checks what must and must not be contained.
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

/// Every given audience gets its files, however it is written; none is dropped.
#[test]
fn several_audiences_each_get_their_own() {
    let season = season();
    for audience in [
        &["group", "G01", "--audience", "group", "G02"][..],
        &["group G01", "--audience", " group  G02 "],
        &["group G01", "group G02", "--audience", "group G01"],
    ] {
        let out = tempfile::tempdir().expect("a folder");
        let output = export(season.path(), out.path(), audience, &[]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let mut alone = BTreeMap::new();
        for group in ["G01", "G02"] {
            let one = tempfile::tempdir().expect("a folder");
            export(season.path(), one.path(), &["group", group], &[]);
            for entry in fs::read_dir(one.path()).expect("the folder") {
                let entry = entry.expect("an entry");
                alone.insert(entry.file_name(), fs::read(entry.path()).expect("a file"));
            }
        }
        let both = fs::read_dir(out.path()).expect("the folder");
        let both: BTreeMap<_, _> = both
            .map(|entry| entry.expect("an entry"))
            .map(|entry| (entry.file_name(), fs::read(entry.path()).expect("a file")))
            .collect();
        assert_eq!(both.len(), 4, "{audience:?}");
        assert!(both == alone, "{audience:?}");
    }
    let out = tempfile::tempdir().expect("a folder");
    let output = export(
        season.path(),
        out.path(),
        &["public", "--audience", "office"],
        &[],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(fs::read_dir(out.path()).expect("the folder").count(), 4);
    let output = export(
        season.path(),
        out.path(),
        &["group", "--audience", "public"],
        &[],
    );
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("group G01"), "{}", stderr(&output));
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
    let files: Vec<_> = fs::read_dir(out.path()).expect("the folder").collect();
    assert_eq!(files.len(), 1, "no document beside a sealed workbook");
    let sealed = fs::read(out.path().join("expert-E005.xlsx")).expect("the workbook");
    let other = office_crypto::decrypt_from_bytes(sealed.clone(), "another one");
    assert!(!other.is_ok_and(|bytes| bytes.starts_with(b"PK")));
    let opened = office_crypto::decrypt_from_bytes(sealed, "a passphrase for tests");
    let plain = out.path().join("plain.xlsx");
    fs::write(&plain, opened.expect("opened")).expect("written");
    assert!(text(&plain).contains("东方鸿飞"));
    let again = export(
        season.path(),
        out.path(),
        &["expert", "E005"],
        &["--encrypt"],
    );
    assert_eq!(code(&again), 2, "never overwritten without --force");
    // Where a table is expected, a sealed workbook is told as one.
    let table = season.path().join("experts.xlsx");
    fs::remove_file(season.path().join("experts.csv")).expect("removed");
    fs::copy(out.path().join("expert-E005.xlsx"), &table).expect("copied");
    let mut command = empanel();
    let told = command.arg("check").arg(season.path());
    let told = told.output().expect("the program starts");
    assert_eq!(code(&told), 3);
    let words = stdout(&told) + &stderr(&told);
    assert!(
        words.contains("E111") && words.contains("去掉密码"),
        "{words}"
    );
}

#[test]
fn passphrases_that_protect_nothing_are_refused_before_anything_is_written() {
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    for (secret, word) in [
        ("", "口令是空的"),
        ("  ", "口令是空的"),
        ("1234567", "至少 8 个字符"),
        (" 12345678", "首尾有空格"),
    ] {
        let file = season.path().join("secret.txt");
        fs::write(&file, secret).expect("written");
        let mut command = empanel();
        command.env_remove("EMPANEL_PASSPHRASE");
        command.arg("export").arg(season.path());
        command.arg("--plan").arg(season.path().join("plan.json"));
        command.args(["--audience", "experts", "--encrypt", "--passphrase-file"]);
        command.arg(&file).arg("--out").arg(out.path());
        let output = command.output().expect("the program starts");
        assert_eq!(code(&output), 2, "{secret:?}");
        assert!(stderr(&output).contains(word), "{}", stderr(&output));
        assert_eq!(fs::read_dir(out.path()).expect("the folder").count(), 0);
    }
}

/// One command for everybody: the same files as one command for each.
#[test]
fn all_experts_get_their_packets_at_once() {
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    let output = export(season.path(), out.path(), &["experts", "groups"], &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let mut all = Vec::new();
    for entry in fs::read_dir(out.path()).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let (kind, id) = name.split_once('-').expect("an id");
        let one = tempfile::tempdir().expect("a folder");
        export(season.path(), one.path(), &[kind, id], &[]);
        let alone = one.path().join(path.file_name().expect("a name"));
        assert!(
            fs::read(alone).expect("a file") == fs::read(&path).expect("a file"),
            "{name}"
        );
        all.push(name);
    }
    all.sort();
    all.dedup();
    assert_eq!(
        all,
        [
            "expert-E001",
            "expert-E002",
            "expert-E003",
            "expert-E004",
            "expert-E005",
            "expert-E006",
            "expert-E007",
            "expert-E008",
            "group-G01",
            "group-G02"
        ]
    );
    // Again, as after a power cut in the middle: nothing half written, and --force completes it.
    fs::remove_file(out.path().join("expert-E003.xlsx")).expect("removed");
    let again = export(season.path(), out.path(), &["experts"], &[]);
    assert_eq!(code(&again), 2);
    assert!(!out.path().join("expert-E003.xlsx").exists());
    let again = export(season.path(), out.path(), &["experts"], &["--force"]);
    assert_eq!(code(&again), 0);
    assert!(out.path().join("expert-E003.xlsx").exists());
    let told = export(season.path(), out.path(), &["experts", "E003"], &[]);
    assert_eq!(code(&told), 2);
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

/// Contacts in the wrong cell are not exported either, and a name that is the beginning of another
/// one is not mistaken for it.
#[test]
fn contacts_written_into_names_and_names_alike_stay_apart() {
    let season = season();
    let table = season.path().join("experts.csv");
    let text_before = fs::read_to_string(&table).expect("the table");
    let changed = text_before
        .replace("尉迟长空", "尉迟长空13911112222")
        .replace("上官云帆", "上官云帆 shangguan@example.org")
        // E004 of the other group now has a name that is the beginning of one in this group.
        .replace("诸葛若琳", "东方鸿");
    assert_ne!(changed, text_before);
    fs::write(&table, changed).expect("written");
    // Numbers in titles are removed for the public, like those in names.
    let titles = season.path().join("submissions.csv");
    let text_before = fs::read_to_string(&titles).expect("the table");
    let title = "泵类产品可靠性管理经验";
    let changed = text_before.replace(title, &format!("{title}（联系电话 139-1111-2222）"));
    assert_ne!(changed, text_before);
    fs::write(&titles, changed).expect("written");
    for audience in [&["office"][..], &["group", "G01"], &["public"]] {
        let out = tempfile::tempdir().expect("a folder");
        let output = export(season.path(), out.path(), audience, &["-vvv"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        for (place, text) in outputs(out.path(), &output) {
            for word in ["13911112222", "139-1111-2222", "shangguan", "@"] {
                assert!(!text.contains(word), "{audience:?}: {word} in {place}");
            }
            if audience[0] == "group" {
                // Every 东方鸿 in it belongs to 东方鸿飞.
                let (all, own) = (
                    text.matches("东方鸿").count(),
                    text.matches("东方鸿飞").count(),
                );
                assert_eq!(all, own, "{place}");
            }
        }
    }
}

/// The metadata of a workbook: no author, no company, no comment, no time.
#[test]
fn workbooks_say_nothing_of_who_made_them() {
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    let output = export(season.path(), out.path(), &["public"], &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let bytes = fs::read(out.path().join("public.xlsx")).expect("the workbook");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    assert!(archive.comment().is_empty());
    for at in 0..archive.len() {
        let part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name");
        assert!(part.comment().is_empty() && name.is_ascii(), "{name}");
    }
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = archive.by_name(name).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        text
    };
    let core = part("docProps/core.xml");
    for tag in ["dc:creator", "cp:lastModifiedBy"] {
        assert!(core.contains(&format!("<{tag}></{tag}>")), "{core}");
    }
    let user = std::env::var("USER").unwrap_or_default();
    assert!(user.is_empty() || !core.contains(&format!(">{user}<")));
    for tag in ["dc:title", "dc:subject", "cp:keywords", "dc:description"] {
        assert!(!core.contains(tag), "{core}");
    }
    let app = part("docProps/app.xml");
    for tag in ["<Manager>", "<Company>示", "<HyperlinkBase>"] {
        assert!(!app.contains(tag), "{app}");
    }
}

#[cfg(unix)]
#[test]
fn sealed_files_are_for_their_owner_alone_even_over_open_ones() {
    use std::os::unix::fs::PermissionsExt as _;
    let season = season();
    let out = tempfile::tempdir().expect("a folder");
    // With the byte order mark that editors on Windows add.
    let secret = out.path().join("secret.txt");
    fs::write(&secret, "\u{feff}口令 一二三四五\r\nsecond line\n").expect("written");
    let secret = secret.display().to_string();
    let sealed = out.path().join("expert-E005.xlsx");
    fs::write(&sealed, "open").expect("written");
    fs::set_permissions(&sealed, fs::Permissions::from_mode(0o644)).expect("set");
    let mut options = vec!["--encrypt", "--passphrase-file", &secret];
    let output = export(season.path(), out.path(), &["expert", "E005"], &options);
    assert_eq!(code(&output), 2);
    assert_eq!(fs::read(&sealed).expect("there"), b"open");
    options.push("--force");
    let output = export(season.path(), out.path(), &["expert", "E005"], &options);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let bytes = fs::read(&sealed).expect("the workbook");
    let opened = office_crypto::decrypt_from_bytes(bytes, "口令 一二三四五");
    assert!(opened.is_ok_and(|bytes| bytes.starts_with(b"PK")));
    let mode = fs::metadata(&sealed).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
