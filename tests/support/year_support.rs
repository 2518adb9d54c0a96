//! A season during the year, and filling in its sheets.
#![allow(dead_code)] // no test file uses all of it

use crate::cli_support::{code, empanel, stderr, stdout};
use crate::sheets_support::{cell, fill};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of an office.
pub struct Year {
    folder: tempfile::TempDir,
}

impl Year {
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command within the folder of the year and returns its JSON document.
    pub fn run(&self, arguments: &[&str]) -> Value {
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

    /// A JSON file.
    pub fn json(&self, name: &str) -> Value {
        let bytes = fs::read(self.path(name)).expect("the file");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    /// The states of all steps.
    pub fn states(&self) -> Vec<String> {
        let told = self.run(&["status", "season", "--in", "out", "--today", "2026-09-30"]);
        let steps = told["status"]["steps"].as_array().expect("steps");
        let state = |step: &Value| step["state"].as_str().expect("a word").to_owned();
        steps.iter().map(state).collect()
    }
}

/// Three days, two rooms, and people who stay with their groups.
const DEFENCE: &str = r#"
[defence]
days = "2026-08-10；2026-08-11；2026-08-12"
rooms = 2
groups = 4
continuity = 0.5
"#;

/// The sample season before the form check, with the applicants' statements. S001 made a loss, S002
/// makes no statement, S003 and S004 exceed the quota of their unit.
pub fn raw() -> Year {
    let year = Year {
        folder: tempfile::tempdir().expect("a folder"),
    };
    fs::create_dir(year.path("season")).expect("made");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/csv");
    for name in ["aliases.csv", "pins.csv", "relations.csv"] {
        fs::copy(sample.join(name), year.path("season").join(name)).expect("copied");
    }
    let rules = fs::read_to_string(sample.join("rules.toml")).expect("the rules");
    fs::write(year.path("season/rules.toml"), rules + DEFENCE).expect("written");
    let pool = fs::read_to_string(sample.join("experts.csv")).expect("the table");
    fs::write(year.path("season/experts.csv"), with_free_days(&pool)).expect("written");
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
    // Names joined by the office's aliases are one unit.
    let season = empanel::files::tables::read_season(&sample, None)
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

/// The experts table with days on which some of them are free; most have none listed.
fn with_free_days(table: &str) -> String {
    let days = [
        "可参加日期",
        "2026-08-10；2026-08-11",
        "",
        "2026-08-11至2026-08-12",
        "",
    ];
    let lines = table.lines().enumerate();
    let lines = lines.map(|(at, line)| {
        let own = if at == 0 { days[0] } else { days[1 + at % 4] };
        format!("{line},{own}\n")
    });
    lines.collect()
}

/// Ids of a JSON list.
pub fn ids(value: &Value) -> Vec<String> {
    let all = value.as_array().expect("a list").iter();
    all.map(|id| id.as_str().expect("an id").to_owned())
        .collect()
}

/// Fills in every expert's sheet of `sheets` and puts it into `back`.
pub fn filled(year: &Year, plan: &Value, sheets: &str, back: &str) {
    fs::create_dir(year.path(back)).expect("made");
    for group in plan["groups"].as_array().expect("groups") {
        let group_id = group["id"].as_str().expect("an id");
        for member in ids(&group["members"]) {
            let name = format!("scores-{group_id}-{member}.xlsx");
            let Ok(bytes) = fs::read(year.path(sheets).join(&name)) else {
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
            fs::write(year.path(back).join(&name), fill(&bytes, &cells)).expect("written");
        }
    }
}
