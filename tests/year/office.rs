//! The verbs of the office's year on the toy season: mistakes are reported, and nothing invalid is
//! counted.

use crate::cli_support;

use cli_support::{code, empanel, stderr, stdout};
use std::fs;
use std::path::PathBuf;
use std::process::Output;

const PAPER: &str = "paper/plan.json";
/// The defence of those in `heard.csv`.
const FORM_DEFENCE: [&str; 8] = [
    "form",
    "season",
    "--round",
    "defence",
    "--from",
    PAPER,
    "--shortlist",
    "heard.csv",
];
const DEFENCE: &str = "defence/plan.json";

/// An office's folder with the toy season in `season`.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let season = folder.path().join("season");
        fs::create_dir(&season).expect("made");
        let toy = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/toy");
        for entry in toy.read_dir().expect("the toy season") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|own| own != "md") {
                let name = path.file_name().expect("a name");
                fs::copy(&path, season.join(name)).expect("copied");
            }
        }
        Self { folder }
    }

    /// With the plans of both rounds; the defence hears S001, S003 and S005.
    fn of_two_rounds() -> Self {
        let office = Self::new();
        office.write("heard.csv", "申报编号\nS001\nS003\nS005\n");
        office.done(&["form", "season", "--out", "paper"]);
        office.done(&[&FORM_DEFENCE[..], &["--out", "defence"]].concat());
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = empanel();
        command.current_dir(self.folder.path());
        command.args(arguments).output().expect("it starts")
    }

    /// Runs a command that must succeed.
    fn done(&self, arguments: &[&str]) -> Output {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        output
    }
}

#[test]
fn nothing_is_on_the_final_list_that_the_last_round_did_not_hear() {
    let office = Office::of_two_rounds();
    office.write("list.csv", "申报编号,入围\nS003,是\nS002,是\nS004,否\n");
    let results = ["results", "season", "--plan", DEFENCE, "--shortlist"];
    let told = office.run(&[&results[..], &["list.csv", "--out", "final"]].concat());
    assert_eq!(code(&told), 3, "{}", stdout(&told));
    let words = stderr(&told);
    assert!(words.contains("E422 list.csv，第 3 行"), "{words}");
    assert!(words.contains("S002") && !words.contains("S004"), "{words}");
    assert!(!office.path("final").exists());
    office.write("list.csv", "申报编号\nS003\nS001\n");
    office.done(&[&results[..], &["list.csv"]].concat());
    // Submissions withdrawn from the defence may still be on a list, and are reported as withdrawn.
    office.done(&[
        "rerun",
        "season",
        "--plan",
        DEFENCE,
        "--withdraw",
        "S001",
        "--further",
        "0",
        "--force",
    ]);
    let told = office.done(&[&results[..], &["list.csv"]].concat());
    assert!(stdout(&told).contains("S001"));
}

/// `-q` suppresses notes, but not the reasons for the exit code.
#[test]
fn a_quiet_collect_still_says_why_it_failed() {
    let office = Office::of_two_rounds();
    office.done(&["sheets", "season", "--plan", PAPER, "--out", "sheets"]);
    let collect = ["collect", "season", "sheets", "--plan", DEFENCE, "--out"];
    let told = office.run(&[&collect[..], &["scores", "-q"]].concat());
    assert_eq!(code(&told), 3);
    let words = stderr(&told);
    assert!(
        words.contains("T130 ") && words.contains("资料评审"),
        "{words}"
    );
    assert!(
        !words.contains("T117") && !words.contains("已写出"),
        "{words}"
    );
}

/// Errors of the operating system are reported in the user's language, without files that the user
/// did not name.
#[test]
fn what_the_system_refuses_is_told_in_chinese() {
    let office = Office::new();
    office.write("a-file", "no folder");
    fs::create_dir(office.path("pairs")).expect("made");
    office.done(&["form", "season", "--out", "paper"]);
    let plan = ["season", "--plan", PAPER];
    let runs: [&[&str]; 6] = [
        &[
            "collect", plan[0], "nowhere", plan[1], plan[2], "--out", "scores",
        ],
        &[
            "sheets",
            plan[0],
            plan[1],
            plan[2],
            "--out",
            "a-file/sheets",
        ],
        &[
            "export",
            plan[0],
            plan[1],
            plan[2],
            "--audience",
            "office",
            "--encrypt",
            "--passphrase-file",
            "nowhere.txt",
            "--out",
            "out",
        ],
        &[
            "assign",
            "pairs",
            "--objective",
            "total",
            "--out",
            "pairs.csv",
        ],
        &["form", "season", "--out", "a-file/plan"],
        &["form", "season", "--log", "nowhere/log", "--out", "out"],
    ];
    for arguments in runs {
        let told = office.run(arguments);
        let words = stderr(&told);
        assert!(code(&told) > 0, "{arguments:?}");
        assert!(
            !words.contains("os error") && !words.contains(".empanel-"),
            "{words}"
        );
        let reason = ["不存在", "不是文件夹", "没有这个文件"];
        let reason = reason.iter().any(|reason| words.contains(reason));
        assert!(reason, "{arguments:?}: {words}");
    }
}

#[test]
fn what_is_wrong_with_a_defence_names_the_rules_file_that_was_read() {
    let office = Office::of_two_rounds();
    let toy = fs::read_to_string(office.path("season/rules.toml")).expect("the rules");
    let form = [&FORM_DEFENCE[..], &["--rules", "r3.toml", "--out", "again"]].concat();
    for (rules, code) in [
        ("days = \"someday\"", "D101"),
        ("continuity = 0.7\nfresh = 0.7", "D109"),
        ("days = \"2026-10-12\"\nminutes = 200\nrooms = 1", "D105"),
    ] {
        office.write("r3.toml", &format!("{toy}\n[defence]\n{rules}\n"));
        let words = stderr(&office.run(&form));
        assert!(words.contains(&format!("{code} r3.toml，")), "{words}");
        assert!(!words.contains("rules.toml，"), "{words}");
    }
}

#[test]
fn a_year_without_holidays_is_told_once_in_a_line() {
    let office = Office::new();
    let told = office.done(&["publicity", "--from", "2050-09-01"]);
    let text = stdout(&told);
    assert!(text.contains("注意") && text.contains("W613"), "{text}");
    assert_eq!(text.matches("注意").count(), 1, "{text}");
}
