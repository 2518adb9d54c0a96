//! The steps of the year report the facts: reasons of withdrawals, provisional lists, the office's
//! own form check, sheets as people return them.

use crate::cli_support;
use crate::sheets_support;

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
        // Submissions are withdrawn until there is not a review for everybody.
        let rules = rules
            .replace("min_submissions = 3", "min_submissions = 1")
            .replace(
                "max_per_expert = 3",
                "max_per_expert = 3\nmin_per_member = 0",
            );
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

    /// Runs a command that must succeed.
    fn done(&self, arguments: &[&str]) -> Output {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        output
    }

    /// Runs a command that must succeed and returns its document.
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.done(&[arguments, &["--format", "json"]].concat());
        serde_json::from_slice(&output.stdout).expect("one document")
    }

    fn withdraw(&self, plan: &str, id: &str, reason: &str, how: &[&str]) {
        let request = ["rerun", "season", "--plan", plan, "--withdraw", id];
        let why = ["--reason", reason, "--further", "0"];
        self.done(&[&request[..], &why, how].concat());
    }

    /// Who withdrew and why, as listed by `history`.
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
    // One step back reverts only the last one.
    office.done(&["undo", "paper", "--reason", "再退一步"]);
    assert_eq!(office.reasons("paper"), pairs(&[("S001", "企业重组")]));
    // The lists agree.
    office.done(&["results", "season", "--plan", PLAN, "--out", "lists"]);
    let outcome: Value = serde_json::from_str(&office.read("lists/outcome.json")).expect("JSON");
    assert_eq!(outcome["withdrawn"][0]["submission"], "S001");
    assert_eq!(outcome["withdrawn"][0]["reason"], "企业重组");
    // A new withdrawal has the reason of that day.
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
    // A plan without its history: unknown reasons are not invented.
    fs::create_dir(office.path("copy")).expect("made");
    fs::copy(
        office.path("second/plan.json"),
        office.path("copy/plan.json"),
    )
    .expect("copied");
    office.withdraw("copy/plan.json", "S003", "重复申报", &["--out", "fourth"]);
    let known = pairs(&[("S001", ""), ("S003", "重复申报")]);
    assert_eq!(office.reasons("fourth"), known);
    // An edit keeps them as well, and so does a version given by its own file.
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

fn case(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/year");
    folder.join(name).display().to_string()
}

/// The result of `collect` for the sheets of a case: exit code, stdout, stderr.
fn collected(name: &str) -> (i32, Value, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out").display().to_string();
    let (back, plan) = (
        case(&format!("{name}/back")),
        case(&format!("{name}/plan.json")),
    );
    let arguments = ["collect", "data/toy", &back, "--plan", &plan, "--out", &out];
    let output = cli_support::run(&[&arguments[..], &["--lang", "zh"]].concat());
    let words = format!("{}{}", stdout(&output), stderr(&output));
    let json = cli_support::run(&[&arguments[..], &["--force", "--format", "json"]].concat());
    let document = serde_json::from_slice(&json.stdout).expect("one document");
    (code(&output), document, words)
}

#[test]
fn a_sheet_of_another_format_is_named_and_whose_it_is() {
    let (code, document, words) = collected("collect-named-csv");
    assert_eq!(code, 3, "{words}");
    assert!(words.contains("T134 scores-G01-E003.csv"), "{words}");
    assert!(words.contains("T129 scores-G01-E003.csv"), "{words}");
    let waiting = &document["collected"]["waiting"];
    assert_eq!(waiting[0]["expert"], "E003");
    assert_eq!(waiting[0]["refused"], "scores-G01-E003.csv");
    // Everybody else is listed to be reminded, with employer and count.
    assert!(words.contains("待催交（6 人）"), "{words}");
    let line = words.lines().find(|line| line.contains("E006 赵敏"));
    let line = line.expect("a line for the call");
    assert!(
        line.contains("示例食品检验院") && line.contains(" 3 "),
        "{line}"
    );
}

#[test]
fn per_cent_is_told_and_never_a_part_of_a_point() {
    let (_, document, words) = collected("collect-percent");
    assert!(words.contains("T135") && words.contains("85%"), "{words}");
    let scores = document["collected"]["scores"].as_array().expect("a list");
    for score in scores {
        for criterion in score["criteria"].as_array().expect("three") {
            assert!(criterion.as_f64().expect("a score") >= 50.0, "{score}");
        }
    }
}

#[test]
fn two_score_sheets_in_a_workbook_contradict_each_other_as_two_files_do() {
    let (code, document, words) = collected("collect-two-sheets");
    assert_eq!(code, 3);
    assert!(words.contains("T115") && words.contains('〔'), "{words}");
    assert_eq!(
        document["collected"]["scores"].as_array().map(Vec::len),
        Some(0)
    );
}

#[test]
fn a_recused_leader_neither_sees_nor_decides_what_is_agreed() {
    let office = Office::of("tests/cases/year/recused-leader-decides");
    let told = office.done(&[
        "form",
        "season",
        "--out",
        "paper",
        "--time-limit",
        "5",
        "--lang",
        "zh",
    ]);
    let words = stdout(&told);
    assert!(words.contains("G01 组长 E03 须对 S01 回避"), "{words}");
    office.done(&["sheets", "season", "--plan", PLAN, "--out", "sheets"]);
    let sheets = office.path("sheets");
    let leader = fs::read(sheets.join("consensus-G01.xlsx")).expect("the leader's");
    let mut names: Vec<String> = sheets
        .read_dir()
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.starts_with("consensus"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 2, "{names:?}");
    let other = names.iter().find(|name| *name != "consensus-G01.xlsx");
    let other = other.expect("a sheet of its own").clone();
    // A sheet sent to the leader before the recusal was known must not decide either.
    let earlier = sheet_of_both(&office);
    let back = office.path("back");
    fs::create_dir(&back).expect("made");
    let fill = |bytes: &[u8], row: usize, score: f64| {
        sheets_support::fill(bytes, &[sheets_support::cell("F", row, score)])
    };
    let sent = fs::read(sheets.join(&other)).expect("the other's");
    fs::write(back.join(&other), fill(&sent, 0, 77.0)).expect("written");
    fs::write(back.join("consensus-G01.xlsx"), fill(&leader, 0, 66.0)).expect("written");
    let collect = [
        "collect", "season", "back", "--plan", PLAN, "--out", "scores",
    ];
    let told = office.json(&collect);
    let agreed = |told: &Value, id: &str| {
        let all = told["collected"]["submissions"].as_array().expect("a list");
        let own = all.iter().find(|own| own["submission"] == id);
        own.expect("listed")["consensus"]["score"].clone()
    };
    assert_eq!(agreed(&told, "S01"), 77.0);
    assert_eq!(agreed(&told, "S02"), 66.0);
    let codes = told["problems"].to_string();
    assert!(
        !codes.contains("T140") && !codes.contains("T116"),
        "{codes}"
    );
    // The leader's own earlier sheet with both submissions.
    fs::remove_file(back.join(&other)).expect("removed");
    fs::write(back.join("consensus-G01.xlsx"), fill(&earlier, 0, 99.0)).expect("written");
    let output = office.run(&[&collect[..], &["--force", "--format", "json"]].concat());
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    let told: Value = serde_json::from_slice(&output.stdout).expect("one document");
    assert_eq!(agreed(&told, "S01"), Value::Null);
    assert!(
        told["problems"].to_string().contains("T140"),
        "{}",
        told["problems"]
    );
}

/// The consensus sheet from before the season contained the leader's conflict.
fn sheet_of_both(office: &Office) -> Vec<u8> {
    let table = office.read("season/submissions.csv");
    office.write("season/submissions.csv", &table.replace("云岭研究所", ""));
    let plan: Value = serde_json::from_str(&office.read(PLAN)).expect("JSON");
    let mut before = plan;
    for review in before["reviews"].as_array_mut().expect("a list") {
        review["recused"] = Value::Array(Vec::new());
    }
    office.write("before.json", &before.to_string());
    office.done(&[
        "sheets",
        "season",
        "--plan",
        "before.json",
        "--out",
        "before",
    ]);
    office.write("season/submissions.csv", &table);
    fs::read(office.path("before/consensus-G01.xlsx")).expect("one sheet")
}

#[test]
fn among_equals_the_chair_has_no_conflict() {
    let office = Office::of("tests/cases/year/chair-in-conflict-though-others-are-free");
    let told = office.done(&[
        "form",
        "season",
        "--out",
        "paper",
        "--time-limit",
        "5",
        "--lang",
        "zh",
    ]);
    let plan: Value = serde_json::from_str(&office.read(PLAN)).expect("JSON");
    for head in ["chair", "vice_chair"] {
        assert_ne!(plan["committee"][head], "E01", "{}", stdout(&told));
    }
    office.done(&["verify", "season", PLAN]);
    // If it cannot be avoided, the terminal says so.
    let table = office.read("season/experts.csv");
    let table = table.replace(
        "E03,专家丙,云岭研究所,北京,Q04.01:3,344,是,是",
        "E03,专家丙,云岭研究所,北京,Q04.01:3,344,是,否",
    );
    office.write("season/experts.csv", &table);
    let again = [
        "form",
        "season",
        "--out",
        "second",
        "--time-limit",
        "5",
        "--lang",
        "zh",
    ];
    let words = stdout(&office.done(&again));
    assert!(words.contains("与 S01 有回避关系"), "{words}");
}

/// A shortlist with everything that `results` needs.
fn listed() -> Office {
    let office = Office::formed();
    office.write(
        "list.csv",
        "申报编号,入围,暂定\nS001,是,是\nS002,是,是\nS003,否,是\n",
    );
    office
}

#[test]
fn results_of_a_provisional_list_want_to_be_asked_for() {
    let office = listed();
    let results = [
        "results",
        "season",
        "--plan",
        PLAN,
        "--shortlist",
        "list.csv",
    ];
    let told = office.run(&[&results[..], &["--out", "lists"]].concat());
    assert_eq!(code(&told), 3);
    assert!(stderr(&told).contains("T141"), "{}", stderr(&told));
    assert!(!office.path("lists").exists());
    let asked = [&results[..], &["--out", "lists", "--provisional"]].concat();
    let told = office.done(&asked);
    assert!(stderr(&told).contains("T141") && stdout(&told).contains("暂定"));
    let outcome: Value = serde_json::from_str(&office.read("lists/outcome.json")).expect("JSON");
    assert_eq!(outcome["provisional"], true);
    let status = office.json(&["status", "season", "--in", ".", "--today", "2026-11-30"]);
    let steps = status["status"]["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["kind"] == "results");
    assert_eq!(step.expect("there")["state"], "active");
    // The files written by `collect` say so themselves.
    let sheets = ["sheets", "season", "--plan", PLAN, "--out", "sheets"];
    office.done(&sheets);
    let collect = [
        "collect", "season", "sheets", "--plan", PLAN, "--out", "scores",
    ];
    office.done(&[&collect[..], &["--shortlist", "3"]].concat());
    fs::copy(office.path("scores/shortlist.csv"), office.path("入围.csv")).expect("copied");
    let moved = [
        "results",
        "season",
        "--plan",
        PLAN,
        "--shortlist",
        "入围.csv",
    ];
    let words = stderr(&office.run(&moved));
    assert!(words.contains("T141"), "{words}");
}

#[test]
fn no_final_list_while_the_list_is_public() {
    let office = Office::formed();
    office.write("list.csv", "申报编号\nS001\nS002\n");
    office.done(&["publicity", "--from", "2026-09-01", "--out", "."]);
    let results = [
        "results",
        "season",
        "--plan",
        PLAN,
        "--shortlist",
        "list.csv",
        "--out",
        "lists",
    ];
    let running = [&results[..], &["--today", "2026-09-14"]].concat();
    let told = office.done(&running);
    assert!(stderr(&told).contains("T142"), "{}", stderr(&told));
    assert!(office.path("lists/publicity-list.xlsx").exists());
    assert!(!office.path("lists/final-list.xlsx").exists());
    let outcome: Value = serde_json::from_str(&office.read("lists/outcome.json")).expect("JSON");
    assert_eq!(outcome["final"].as_array().map(Vec::len), Some(0));
    assert_eq!(outcome["publicity"].as_array().map(Vec::len), Some(2));
    assert_eq!(outcome["publicity_until"], "2026-09-14");
    let state = |day: &str| {
        let status = office.json(&["status", "season", "--in", ".", "--today", day]);
        let steps = status["status"]["steps"].as_array().expect("steps").clone();
        let step = steps.into_iter().find(|step| step["kind"] == "results");
        step.expect("there")["state"].clone()
    };
    assert_eq!(state("2026-09-10"), "active");
    assert_eq!(
        state("2026-09-20"),
        "active",
        "the final list is still to be written"
    );
    let over = [&results[..], &["--today", "2026-09-15", "--force"]].concat();
    let told = office.done(&over);
    assert!(!stderr(&told).contains("T142"));
    assert!(office.path("lists/final-list.xlsx").exists());
    assert_eq!(state("2026-09-20"), "done");
    // Without a publicity file, that is reported.
    fs::remove_file(office.path("publicity.json")).expect("removed");
    let told = office.done(&[&results[..], &["--force"]].concat());
    assert!(stderr(&told).contains("T143"), "{}", stderr(&told));
}

#[test]
fn a_screening_without_columns_does_not_overrule_the_office() {
    // The toy season has the column 形式审查 and none of the columns of article 9.
    let office = Office::new();
    office.done(&["screen", "season", "--out", "season"]);
    let told = office.json(&["check", "season"]);
    assert!(!told.to_string().contains("N702"), "{told}");
    let screened: Value =
        serde_json::from_str(&office.read("season/screening.json")).expect("JSON");
    assert_eq!(screened["counts"]["passed"], 6);
    // Without any statement, nothing is written that would leave the season empty.
    let office = Office::new();
    let table = office.read("season/submissions.csv");
    let table: String = table
        .lines()
        .map(|line| format!("{}\n", line.rsplit_once(',').expect("cells").0))
        .collect();
    office.write("season/submissions.csv", &table);
    let told = office.run(&["screen", "season", "--out", "season"]);
    assert_eq!(code(&told), 3, "{}", stdout(&told));
    assert!(!office.path("season/screening.xlsx").exists());
    office.done(&["screen", "season", "--out", "elsewhere"]);
}

#[test]
fn what_the_screening_took_out_is_told_with_its_file() {
    let office = Office::new();
    office.write(
        "season/screening.csv",
        "申报编号,形式审查\nS001,否\nS002,是\nS003,是\nS004,是\nS005,是\nS006,是\n",
    );
    let told = office.run(&["check", "season", "--lang", "zh"]);
    let words = format!("{}{}", stdout(&told), stderr(&told));
    assert!(words.contains("N702 screening.csv"), "{words}");
    office.write("season/screening.csv", "申报编号,形式审查\nS001,否\n");
    let told = office.run(&["check", "season", "--lang", "zh"]);
    let words = format!("{}{}", stdout(&told), stderr(&told));
    assert!(words.contains("E411 screening.csv"), "{words}");
}

/// A season with one group of three, `row` as the best expert without a seat, and a plan whose list
/// has E08 before E07.
fn promised(row: &str) -> Office {
    let office = Office::of("tests/cases/year/chair-in-conflict-though-others-are-free");
    let mut experts =
        "id,name,employer,region,domains,industries,title,can_lead,quality_lead\n".to_owned();
    for (number, quality) in [
        (1, "是"),
        (2, "是"),
        (3, "否"),
        (4, "否"),
        (5, "否"),
        (7, "否"),
        (8, "否"),
    ] {
        experts.push_str(&format!(
            "E0{number},专家{number},研究所{number},北京,Q04.01:3,344,研究员,是,{quality}\n"
        ));
    }
    experts.push_str(&format!("E06,专家6,研究所6,北京,{row},教授,是,否\n"));
    office.write("season/experts.csv", &experts);
    let pins =
        "kind,subject,object\nmember,E03,\nmember,E04,\nmember,E05,\nchair,E01,\nvice_chair,E02,\n";
    office.write("season/pins.csv", pins);
    office.done(&["form", "season", "--out", "paper", "--time-limit", "5"]);
    let mut plan: Value = serde_json::from_str(&office.read(PLAN)).expect("JSON");
    plan["groups"][0]["alternates"] = serde_json::json!(["E08", "E07"]);
    office.write("listed.json", &plan.to_string());
    fs::remove_file(office.path("season/pins.csv")).expect("removed");
    office
}

#[test]
fn the_first_alternate_is_called_before_anybody_on_no_list() {
    let called = |office: &Office, more: &[&str]| {
        let rerun = [
            "rerun",
            "season",
            "--plan",
            "listed.json",
            "--withdraw",
            "E04",
        ];
        let told = office.json(&[&rerun[..], more].concat());
        let seats = told["rerun"]["difference"]["people"].to_string();
        let new = ["E06", "E07", "E08"]
            .into_iter()
            .find(|id| seats.contains(id));
        (
            new,
            told["rerun"]["promises"].clone(),
            told["rerun"]["problems"].to_string(),
        )
    };
    // Equally good: the list decides, and nothing needs to be reported.
    let office = promised("Q04.01:3,344");
    let (new, promises, _) = called(&office, &[]);
    assert_eq!((new, promises), (Some("E08"), serde_json::json!([])));
    let recommend = [
        "recommend",
        "season",
        "--plan",
        "listed.json",
        "--seat",
        "G01/E04",
    ];
    let told = office.json(&recommend);
    let first = &told["replacements"][0];
    assert_eq!(
        (&first["expert"], &first["alternate"]),
        (&"E08".into(), &1.into())
    );
    assert_eq!(
        (&first["employer"], &first["title"]),
        (&"研究所8".into(), &"研究员".into())
    );
    assert_eq!(told["replacements"][1]["expert"], "E07");
    let words = stdout(&office.done(&recommend));
    assert!(
        words.contains("研究所8") && words.contains("研究员"),
        "{words}"
    );
    // Slightly better: the list still decides, and both are shown.
    let office = promised("Q04.01:3,3441");
    let (new, promises, problems) = called(&office, &[]);
    assert_eq!(new, Some("E08"), "{promises}");
    assert_eq!(
        (&promises[0]["other"], &promises[0]["called"]),
        (&"E06".into(), &true.into())
    );
    assert!(problems.contains("N731"), "{problems}");
    // An alternate who would leave a requirement unmet gives way, and both are shown.
    let office = promised("Q04.01:3,3441");
    let table = office.read("season/experts.csv");
    let table: String = table
        .lines()
        .map(
            |line| match line.starts_with("E07") || line.starts_with("E08") {
                true => format!("{}\n", line.replace("Q04.01:3", "Q14.03:3")),
                false => format!("{line}\n"),
            },
        )
        .collect();
    office.write("season/experts.csv", &table);
    let rules = office.read("season/rules.toml");
    let rules = rules.replace("per_submission = 2", "per_submission = 3");
    let rules = format!("{rules}\n[coverage]\ndomain_reviewers = 3\n");
    office.write("season/rules.toml", &rules);
    let (new, promises, problems) = called(&office, &[]);
    assert_eq!(new, Some("E06"), "{promises}");
    assert_eq!(promises[0]["called"], false);
    assert!(
        problems.contains("N730") && problems.contains("--add E08"),
        "{problems}"
    );
    // The office may follow its list nevertheless.
    assert_eq!(called(&office, &["--add", "E08"]).0, Some("E08"));
    let words = stdout(&office.done(&[&recommend[..], &["--lang", "zh"]].concat()));
    assert!(words.contains("E06 比名单上的 E08 更合适"), "{words}");
}

#[test]
fn an_edit_takes_the_season_first_as_other_verbs_do() {
    let office = Office::formed();
    let lead = ["--lead", "G01", "E003"];
    for place in [
        &["edit", "season", "--plan", PLAN][..],
        &["edit", "season", PLAN],
        &["edit", PLAN, "--season", "season"],
        &["edit", "--season", "season", "--plan", PLAN],
    ] {
        office.done(&[place, &lead].concat());
    }
    for place in [
        &["edit", "season"][..],
        &["edit"],
        &["edit", "season", PLAN, "--plan", PLAN],
    ] {
        assert_eq!(code(&office.run(&[place, &lead].concat())), 2, "{place:?}");
    }
}

#[test]
fn times_are_those_of_the_office_even_without_the_systems_table() {
    let office = Office::new();
    let mut command = empanel();
    command.current_dir(office.folder.path());
    command.env("TZ", "Asia/Shanghai").env("TZDIR", "/nowhere");
    let form = ["form", "season", "--out", "paper"];
    assert!(
        command
            .args(form)
            .output()
            .expect("it starts")
            .status
            .success()
    );
    let told = office.json(&["history", "paper"]);
    let time = told["versions"][0]["time"]
        .as_str()
        .expect("a time")
        .to_owned();
    assert!(time.ends_with("+08:00"), "{time}");
}

/// No waiver is suggested for somebody paid by the applicant.
#[test]
fn no_waiver_is_offered_for_the_applicants_own_people() {
    let office = Office::formed();
    let explain = [
        "explain",
        "season",
        "--plan",
        PLAN,
        "--expert",
        "E004",
        "--submission",
        "S001",
    ];
    let words = stdout(&office.done(&[&explain[..], &["--lang", "zh"]].concat()));
    assert!(words.contains("R14") && words.contains("请换人"), "{words}");
    assert!(
        !words.contains("登记豁免") && !words.contains("recuse"),
        "{words}"
    );
}
