//! A plan of another season is rejected by every verb.

use crate::cli_support;

use cli_support::{code, run, stderr};
use std::fs;
use std::path::{Path, PathBuf};

/// The toy season and a plan of it, in separate folders.
struct Toy {
    folder: tempfile::TempDir,
}

impl Toy {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let season = folder.path().join("toy");
        fs::create_dir(&season).expect("made");
        for entry in fs::read_dir(data("toy")).expect("the season") {
            let from = entry.expect("a file").path();
            let name = from.file_name().expect("a name").to_owned();
            fs::copy(&from, season.join(name)).expect("copied");
        }
        let own = Self { folder };
        let out = own.path("out");
        let season = own.path("toy");
        let formed = run(&["form", &season, "--out", &out, "--work-limit", "500", "-q"]);
        assert_eq!(code(&formed), 0, "{}", stderr(&formed));
        own
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs every verb that reads a plan on a season: exit codes and messages.
    fn verbs(&self, season: &str) -> Vec<(i32, String)> {
        let (plan, back, out) = (
            self.path("out/plan.json"),
            self.path("back"),
            self.path("new"),
        );
        fs::create_dir_all(&back).expect("made");
        let verbs: [&[&str]; 5] = [
            &[
                "export",
                season,
                "--plan",
                &plan,
                "--audience",
                "public",
                "--out",
                &out,
            ],
            &["sheets", season, "--plan", &plan, "--out", &out],
            &["objection", season, "--plan", &plan, "--submission", "S001"],
            &["results", season, "--plan", &plan],
            &["collect", season, &back, "--plan", &plan, "--out", &out],
        ];
        let told = verbs.map(|verb| {
            let _ = fs::remove_dir_all(&out);
            let output = run(&[verb, &["--lang", "en"]].concat());
            (code(&output), stderr(&output))
        });
        told.to_vec()
    }

    fn change(&self, table: &str, change: impl Fn(&str) -> String) {
        let path = format!("{}/{table}", self.path("toy"));
        let text = fs::read_to_string(&path).expect("the table");
        fs::write(&path, change(&text)).expect("written");
    }
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
}

#[test]
fn a_plan_of_another_season_is_refused_though_the_ids_are_alike() {
    let toy = Toy::new();
    // Every id of the toy season is one of the sample season too.
    let sample = data("sample/csv").display().to_string();
    for (exit, told) in toy.verbs(&sample) {
        assert_eq!(exit, 3, "{told}");
        assert!(
            told.contains("H134") && told.contains("not in the plan: 265"),
            "{told}"
        );
    }
}

#[test]
fn a_corrected_table_is_told_and_a_row_that_is_gone_refused() {
    let toy = Toy::new();
    let season = toy.path("toy");
    for (exit, told) in toy.verbs(&season) {
        assert!(exit == 0 && !told.contains("H13"), "{told}");
    }
    toy.change("submissions.csv", |text| {
        text.replacen("S001,", "S001, ", 1)
    });
    for (exit, told) in toy.verbs(&season) {
        assert_eq!(exit, 0, "{told}");
        assert!(
            told.contains("H135") && told.contains("submissions"),
            "{told}"
        );
    }
    toy.change("experts.csv", |text| {
        let kept = text.lines().filter(|line| !line.starts_with("E008,"));
        kept.map(|line| format!("{line}\n")).collect()
    });
    for (exit, told) in toy.verbs(&season) {
        assert_eq!(exit, 3, "{told}");
        assert!(told.contains("H133") && told.contains("E008"), "{told}");
    }
}
