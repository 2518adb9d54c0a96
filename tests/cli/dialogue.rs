//! The import asks on a terminal: a short list, one line to an answer.

use crate::cli_support::empanel;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;
use tempfile::tempdir;

const RAW: &str = "tests/cases/handed/office-raw";

/// Runs the program on a terminal of its own, types `keys` and returns what the terminal showed,
/// with the exit code.
fn on_a_terminal(arguments: &[&str], keys: &str) -> (String, Option<i32>) {
    let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&keyboard).expect("granted");
    unlockpt(&keyboard).expect("unlocked");
    let name = ptsname(&keyboard, Vec::new()).expect("a name");
    let screen = || {
        let path = Path::new(name.to_str().expect("a plain name"));
        let mut options = OpenOptions::new();
        options.read(true).write(true).open(path).expect("opened")
    };
    let mut command = empanel();
    command.args(arguments);
    command.stdin(screen()).stdout(screen()).stderr(screen());
    let mut child = command.spawn().expect("the program starts");
    // The terminal ends when nobody holds it any more.
    drop(command);
    let mut keyboard = File::from(keyboard);
    keyboard.write_all(keys.as_bytes()).expect("typed");
    let mut shown = Vec::new();
    let mut part = [0; 4096];
    // Where the last holder has gone, reading fails on Linux and ends elsewhere.
    while let Ok(read @ 1..) = keyboard.read(&mut part) {
        shown.extend_from_slice(&part[..read]);
    }
    let code = child.wait().expect("the program ends").code();
    let shown = String::from_utf8(shown).expect("UTF-8");
    (shown.replace('\r', ""), code)
}

fn import(keys: &str, lang: &str) -> (String, Option<i32>, Vec<String>) {
    let folder = tempdir().expect("a folder");
    let out = folder.path().join("season");
    let (shown, code) = on_a_terminal(
        &[
            "import",
            RAW,
            "--out",
            out.to_str().expect("a plain path"),
            "--lang",
            lang,
        ],
        keys,
    );
    let files = std::fs::read_dir(&out).into_iter().flatten().flatten();
    let mut files: Vec<String> = files
        .map(|own| own.file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    (shown, code, files)
}

#[test]
fn the_import_asks_on_a_terminal_and_takes_what_is_proposed() {
    // A number that is none, two proposals by Enter, the rest of that question, then on; where
    // nothing is proposed, Enter is asked again and 1 is taken.
    let keys = format!("99\n{}", "\n1\n".repeat(40));
    let (shown, code, files) = import(&keys, "zh");
    assert_eq!(code, Some(0), "{shown}");
    for words in [
        "1/5 专家表没有“可任组长”一列",
        "写有「可任组长」的 6 位",
        "*1 是",
        "序号（回车：*；!：本题其余都按 *）> ",
        "没有这个序号，请填 1 到 2。",
        "5/5 从文字中读出下列关系",
        "这一项没有建议的答案，请填序号。",
        "导入专家 60 位、申报 45 项。",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(files.contains(&"experts.xlsx".to_owned()), "{files:?}");
    assert!(files.contains(&"rules.toml".to_owned()), "{files:?}");
}

#[test]
fn who_stops_answering_has_nothing_written() {
    let (shown, code, files) = import("!\n\u{4}", "en");
    assert_eq!(code, Some(3), "{shown}");
    assert!(
        shown.contains("Not all was answered; nothing was written."),
        "{shown}"
    );
    assert_eq!(files, Vec::<String>::new());
}
