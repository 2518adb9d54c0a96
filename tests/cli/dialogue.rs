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
