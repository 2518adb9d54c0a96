//! Logs contain ids and figures: no verb logs a name, at any level, in both formats, on stderr or
//! into a file.

use crate::cli_support;
use crate::telling;

use cli_support::{code, empanel, stderr};
use std::fs;
use std::path::Path;
use telling::{PEOPLE, season};

/// Every verb that works on a season or a plan, with `@` for the season's folder.
const VERBS: [&str; 28] = [
    "check @",
    "status @",
    "screen @",
    "conflicts @",
    "form @ --out @/formed --work-limit 300 --log @/form.jsonl",
    "form @ --out @/drawn --work-limit 300 --draw 1 --draw-plans 3 --draw-steps 20",
    "form @ --out @/commit --commit",
    "verify @ @/plan.json",
    "explain @ --plan @/plan.json --expert E005",
    "explain @ --plan @/plan.json --submission S001",
    "recommend @ --plan @/plan.json --seat G01/E005",
    "stress @ --plan @/plan.json",
    "rerun @ --plan @/formed/plan.json --out @/rerun",
    "rerun @ --plan @/formed/plan.json --withdraw E001 --out @/withdrawn",
    "edit @/formed/plan.json --season @ --swap E005 E008 --out @/edited",
    "bench @ --time-limit 1",
    "sheets @ --plan @/plan.json --out @/sheets",
    "collect @ @/sheets --plan @/plan.json --out @/collected",
    "objection @ --plan @/plan.json --submission S001",
    "results @ --plan @/plan.json --out @/results",
    "export @ --plan @/plan.json --audience office --out @/office",
    "scores @ --out @/scores",
    "assign @/scores --objective total --out @/pairs.csv",
    "diff @/formed/plan.json @/drawn/plan.json",
    "history @/formed",
    "undo @/formed",
    "publicity @ --from 2026-09-01",
    "schema plan",
];

fn runs(season: &Path, verb: &str, format: &str) -> (i32, String) {
    let mut command = empanel();
    let folder = season.display().to_string();
    command.args(verb.split(' ').map(|word| word.replace('@', &folder)));
    command.args(["-vvv", "--log-format", format]);
    let output = command.output().expect("the program starts");
    (code(&output), stderr(&output))
}

/// Lines of stderr that are log entries rather than messages.
fn logged(text: &str, format: &str) -> Vec<String> {
    let levels = [" INFO ", "DEBUG ", "TRACE ", " WARN ", "ERROR "];
    let log = |line: &&str| match format {
        "json" => line.starts_with('{'),
        _ => levels.iter().any(|level| line.starts_with(level)),
    };
    text.lines().filter(log).map(str::to_owned).collect()
}

#[test]
fn no_verb_logs_a_name_a_telephone_number_or_an_address() {
    for format in ["text", "json"] {
        let season = season();
        let mut lines = 0;
        for verb in VERBS {
            let (code, told) = runs(season.path(), verb, format);
            // Some cannot do their work on so small a season, but log nevertheless.
            assert!(matches!(code, 0 | 3 | 4 | 5 | 6), "{verb}: {code} {told}");
            lines += logged(&told, format).len();
            // Neither in the log nor in other messages.
            secret(&told, verb);
        }
        assert!(lines >= VERBS.len() / 2, "the logs say something: {lines}");
        let log = fs::read_to_string(season.path().join("form.jsonl")).expect("the log");
        secret(&log, "form --log");
    }
}

fn secret(text: &str, place: &str) {
    for (_, _, name) in PEOPLE {
        assert!(!text.contains(name), "{name} in {place}: {text}");
    }
    for number in 1..=8 {
        for contact in [format!("1380000000{number}"), format!("geheim{number}")] {
            assert!(!text.contains(&contact), "{contact} in {place}: {text}");
        }
    }
}
