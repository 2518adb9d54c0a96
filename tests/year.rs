//! The whole year on the sample season: from the raw table to the final list, with a withdrawal
//! in between, each step a command of the office.

mod cli_support;
#[allow(dead_code)]
mod sheets_support;

use cli_support::{code, empanel, stderr, stdout};
use serde_json::Value;
use sheets_support::{cell, fill};
use std::fs;
use std::path::{Path, PathBuf};

struct Year {
    folder: tempfile::TempDir,
}

impl Year {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command within the folder of the year and returns its JSON document.
    fn run(&self, arguments: &[&str]) -> Value {
        let mut command = empanel();
        command.current_dir(self.folder.path());
        let output = command
            .args(arguments)
            .args(["--format", "json", "-q"])
            .output()
            .expect("the program starts");
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        serde_json::from_str(&stdout(&output)).expect("one JSON document")
    }

    fn json(&self, name: &str) -> Value {
        let bytes = fs::read(self.path(name)).expect("the file");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    fn states(&self) -> Vec<String> {
        let told = self.run(&["status", "season", "--in", "out", "--today", "2026-09-30"]);
        let steps = told["status"]["steps"].as_array().expect("steps");
        let state = |step: &Value| step["state"].as_str().expect("a word").to_owned();
        steps.iter().map(state).collect()
    }
}

/// The sample season as it comes in: no form check yet, what applicants state instead. S001 made
/// a loss, S002 does not say, S003 and S004 are one too many of their unit.
fn raw() -> Year {
    let year = Year {
        folder: tempfile::tempdir().expect("a folder"),
    };
    fs::create_dir(year.path("season")).expect("made");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/csv");
    for name in [
        "aliases.csv",
        "experts.csv",
        "pins.csv",
        "relations.csv",
        "rules.toml",
    ] {
        fs::copy(sample.join(name), year.path("season").join(name)).expect("copied");
    }
    let text = fs::read_to_string(sample.join("submissions.csv")).expect("the table");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let at = |name: &str| {
        headers
            .iter()
            .position(|own| own == name)
            .expect("a column")
    };
    let (passed, unit) = (at("形式审查"), at("推荐单位"));
    let mut writer = csv::Writer::from_path(year.path("season/submissions.csv")).expect("a file");
    let kept = |record: &csv::StringRecord| -> Vec<String> {
        let cells = record
            .iter()
            .enumerate()
            .filter(|(column, _)| *column != passed);
        cells.map(|(_, cell)| cell.to_owned()).collect()
    };
    let mut first = kept(&headers);
    first.extend(
        [
            "独立法人",
            "近三年盈利",
            "违法违规记录",
            "成熟应用",
            "同意分享",
        ]
        .map(str::to_owned),
    );
    writer.write_record(&first).expect("written");
    let mut units: Vec<String> = Vec::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let mut row = kept(&record);
        let profit = match &record[0] {
            "S001" => "否",
            "S002" => "",
            _ => "是",
        };
        row.extend([&record[passed], profit, "无", "是", "是"].map(str::to_owned));
        writer.write_record(&row).expect("written");
        units.push(record[unit].to_owned());
    }
    writer.flush().expect("written");
    units.sort();
    // Names that the office's aliases join are one unit.
    let season = empanel::format::read_season(&sample, None)
        .expect("the sample season")
        .season;
    let mut known = std::collections::BTreeSet::new();
    let quotas: String = units
        .iter()
        .filter(|unit| !unit.is_empty() && known.insert(season.organizations.key(unit)))
        .map(|unit| format!("{unit},推荐单位,100\n"))
        .collect();
    fs::write(
        year.path("season/recommenders.csv"),
        format!("推荐单位,类型,名额\n{quotas}"),
    )
    .expect("written");
    year
}

/// Fills in every expert's sheet and puts it into `back`.
fn filled(year: &Year, plan: &Value) {
    fs::create_dir(year.path("back")).expect("made");
    let ids = |value: &Value| -> Vec<String> {
        let all = value.as_array().expect("a list").iter();
        all.map(|id| id.as_str().expect("an id").to_owned())
            .collect()
    };
    for group in plan["groups"].as_array().expect("groups") {
        let group_id = group["id"].as_str().expect("an id");
        for member in ids(&group["members"]) {
            let name = format!("scores-{group_id}-{member}.xlsx");
            let Ok(bytes) = fs::read(year.path("out/sheets").join(&name)) else {
                continue;
            };
            let own = plan["reviews"].as_array().expect("reviews").iter();
            let own = own.filter(|review| ids(&review["reviewers"]).contains(&member));
            let cells: Vec<_> = own
                .enumerate()
                .flat_map(|(row, review)| {
                    let id = review["submission"].as_str().expect("an id");
                    let number: u32 = id[1..].parse().expect("a number");
                    let merit = f64::from(60 + number * 7 % 37);
                    ["E", "F", "G"].map(|column| cell(column, row, merit))
                })
                .collect();
            fs::write(year.path("back").join(&name), fill(&bytes, &cells)).expect("written");
        }
    }
}

#[test]
fn the_year_from_the_raw_table_to_the_final_list() {
    let year = raw();
    // Form check: 15 are no legal persons, one made a loss, one says nothing.
    let screened = year.run(&["screen", "season", "--out", "season"]);
    let counts = &screened["screening"]["counts"];
    assert_eq!(counts["submissions"], 286);
    assert_eq!(
        (&counts["failed"], &counts["pending"]),
        (&16.into(), &1.into())
    );
    assert_eq!(
        (&counts["passed"], &counts["over_quota"]),
        (&269.into(), &0.into())
    );

    // The committee, and one of its members who withdraws.
    year.run(&["form", "season", "--out", "out/paper", "--time-limit", "12"]);
    let plan = year.json("out/paper/plan.json");
    assert_eq!(plan["reviews"].as_array().map(Vec::len), Some(269));
    assert!(plan["inputs"]["screening"].is_object());
    let leaving = plan["groups"][0]["members"]
        .as_array()
        .and_then(|all| all.iter().find(|id| **id != plan["groups"][0]["leader"]))
        .and_then(Value::as_str)
        .expect("a member")
        .to_owned();
    let paper = "out/paper/plan.json";
    year.run(&[
        "rerun",
        "season",
        "--plan",
        paper,
        "--withdraw",
        &leaving,
        "--out",
        "out/paper",
        "--further",
        "0",
        "--force",
    ]);
    let plan = year.json(paper);
    assert!(
        !plan["groups"]
            .to_string()
            .contains(&format!("\"{leaving}\""))
    );
    year.run(&["verify", "season", paper]);

    // Score sheets out and back, and the shortlist.
    year.run(&["sheets", "season", "--plan", paper, "--out", "out/sheets"]);
    filled(&year, &plan);
    year.run(&[
        "collect",
        "season",
        "back",
        "--plan",
        paper,
        "--out",
        "out/scores",
        "--shortlist",
        "40",
    ]);
    let list = fs::read_to_string(year.path("out/scores/shortlist.csv")).expect("the list");
    assert!(list.lines().count() > 40, "{list}");

    // Publicity; one is withdrawn after an objection, into which others look.
    let publicity = year.run(&[
        "publicity",
        "season",
        "--from",
        "2026-09-01",
        "--out",
        "out",
    ]);
    assert_eq!(publicity["publicity"]["last"], "2026-09-14");
    let before = year.run(&[
        "results",
        "season",
        "--plan",
        paper,
        "--shortlist",
        "out/scores/shortlist.csv",
    ]);
    let listed = before["outcome"]["publicity"]
        .as_array()
        .expect("a list")
        .clone();
    let objected = listed[0]["submission"].as_str().expect("an id");
    let objection = year.run(&[
        "objection",
        "season",
        "--plan",
        paper,
        "--submission",
        objected,
    ]);
    let team = objection["objection"]["team"].as_array().expect("a team");
    assert_eq!(team.len(), 3);
    let review = plan["reviews"].as_array().expect("reviews").iter();
    let mut review = review.filter(|review| review["submission"] == objected);
    let reviewers = review.next().expect("a review")["reviewers"].to_string();
    for member in team {
        let id = member["expert"].to_string();
        assert!(!reviewers.contains(&id), "{id} reviewed it");
    }
    fs::write(
        year.path("withdrawn.csv"),
        format!("申报编号,原因,阶段,日期\n{objected},异议成立,公示期,2026-09-10\n"),
    )
    .expect("written");
    year.run(&[
        "results",
        "season",
        "--plan",
        paper,
        "--shortlist",
        "out/scores/shortlist.csv",
        "--withdrawn",
        "withdrawn.csv",
        "--out",
        "out/final",
    ]);
    let outcome = year.json("out/final/outcome.json");
    let last = outcome["final"].as_array().expect("a list");
    assert_eq!(last.len() + 1, listed.len());
    for gone in [objected, "S001", "S002"] {
        assert!(last.iter().all(|line| line["submission"] != gone), "{gone}");
    }
    assert_eq!(outcome["withdrawn"][0]["reason"], "异议成立");

    // What the status says, and what the public may see.
    let states = year.states();
    let wanted = [
        "done", "done", "done", "done", "done", "todo", "done", "done",
    ];
    assert_eq!(states, wanted);
    year.run(&[
        "export",
        "season",
        "--plan",
        paper,
        "--audience",
        "public",
        "--out",
        "out/public",
    ]);
    let public = fs::read_to_string(year.path("out/public/public.json")).expect("the file");
    assert!(!public.contains(&leaving) && public.contains("**"));
}
