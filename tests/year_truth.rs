//! The steps of the year say what is so: reasons of withdrawals, provisional lists, the office's
//! own form check, sheets as people send them back.

mod cli_support;
#[allow(dead_code)]
mod sheets_support;

use cli_support::{code, empanel, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

const PLAN: &str = "paper/plan.json";

/// An office's folder with the toy season in `season`.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self::of("data/toy")
    }

    /// With the tables of a folder of the project.
    fn of(tables: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let season = folder.path().join("season");
        fs::create_dir(&season).expect("made");
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(tables);
        for entry in from.read_dir().expect("the tables") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|own| own != "md") {
                let name = path.file_name().expect("a name");
                fs::copy(&path, season.join(name)).expect("copied");
            }
        }
        let office = Self { folder };
        // A submission may withdraw from a group of three.
        let rules = office.read("season/rules.toml");
        let rules = rules.replace("min_submissions = 3", "min_submissions = 1");
        office.write("season/rules.toml", &rules);
        office
    }

    fn formed() -> Self {
        let office = Self::new();
        office.done(&["form", "season", "--out", "paper"]);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("text")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = empanel();
        command.current_dir(self.folder.path());
        command.args(arguments).output().expect("it starts")
    }

    /// Runs what must succeed.
    fn done(&self, arguments: &[&str]) -> Output {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        output
    }

    /// The document of what must succeed.
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.done(&[arguments, &["--format", "json"]].concat());
        serde_json::from_slice(&output.stdout).expect("one document")
    }

    fn withdraw(&self, plan: &str, id: &str, reason: &str, how: &[&str]) {
        let request = ["rerun", "season", "--plan", plan, "--withdraw", id];
        let why = ["--reason", reason, "--further", "0"];
        self.done(&[&request[..], &why, how].concat());
    }

    /// Who withdrew and why, as `history` has it.
    fn reasons(&self, folder: &str) -> Vec<(String, String)> {
        let told = self.json(&["history", folder]);
        let rows = told["withdrawn"].as_array().expect("a list").iter();
        let text = |row: &Value, key: &str| row[key].as_str().expect("text").to_owned();
        rows.map(|row| (text(row, "id"), text(row, "reason")))
            .collect()
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = expected.iter();
    pairs
        .map(|(id, reason)| ((*id).to_owned(), (*reason).to_owned()))
        .collect()
}

#[test]
fn an_undo_leaves_every_withdrawal_its_own_reason() {
    let office = Office::formed();
    office.withdraw(PLAN, "S001", "企业重组", &["--force"]);
    office.withdraw(PLAN, "S002", "材料不实", &["--force"]);
    let both = pairs(&[("S001", "企业重组"), ("S002", "材料不实")]);
    assert_eq!(office.reasons("paper"), both);
    // Back to the first version, and forth again.
    office.done(&["undo", "paper", "--to", "1", "--reason", "按错了"]);
    assert_eq!(office.reasons("paper"), []);
    office.done(&["undo", "paper", "--to", "3", "--reason", "改回来"]);
    assert_eq!(office.reasons("paper"), both);
    // One step back takes only the last one away.
    office.done(&["undo", "paper", "--reason", "再退一步"]);
    assert_eq!(office.reasons("paper"), pairs(&[("S001", "企业重组")]));
    // The lists say the same.
    office.done(&["results", "season", "--plan", PLAN, "--out", "lists"]);
    let outcome: Value = serde_json::from_str(&office.read("lists/outcome.json")).expect("JSON");
    assert_eq!(outcome["withdrawn"][0]["submission"], "S001");
    assert_eq!(outcome["withdrawn"][0]["reason"], "企业重组");
    // Whoever withdraws anew has a reason of that day.
    office.withdraw(PLAN, "S002", "这次是真的", &["--force"]);
    let anew = pairs(&[("S001", "企业重组"), ("S002", "这次是真的")]);
    assert_eq!(office.reasons("paper"), anew);
}

#[test]
fn reruns_into_other_folders_carry_the_reasons_on() {
    let office = Office::formed();
    office.withdraw(PLAN, "S001", "企业重组", &["--out", "second"]);
    office.withdraw("second/plan.json", "S002", "材料不实", &["--out", "third"]);
    let both = pairs(&[("S001", "企业重组"), ("S002", "材料不实")]);
    assert_eq!(office.reasons("third"), both);
    // A plan without its history: what is not known is not made up.
    fs::create_dir(office.path("copy")).expect("made");
    fs::copy(
        office.path("second/plan.json"),
        office.path("copy/plan.json"),
    )
    .expect("copied");
    office.withdraw("copy/plan.json", "S003", "重复申报", &["--out", "fourth"]);
    let known = pairs(&[("S001", ""), ("S003", "重复申报")]);
    assert_eq!(office.reasons("fourth"), known);
    // An edit hands them on as well, and so does a version named by its own file.
    let edit = [
        "edit",
        "third/plan.json",
        "--season",
        "season",
        "--lead",
        "G01",
        "E003",
    ];
    let told = office.run(&[&edit[..], &["--out", "fifth", "--reason", "换组长"]].concat());
    assert_eq!(code(&told), 0, "{}{}", stdout(&told), stderr(&told));
    assert_eq!(office.reasons("fifth"), both);
    let version = "third/history/0001.plan.json";
    office.withdraw(version, "S004", "超出名额", &["--out", "sixth"]);
    let three = [&both[..], &pairs(&[("S004", "超出名额")])].concat();
    assert_eq!(office.reasons("sixth"), three);
}
