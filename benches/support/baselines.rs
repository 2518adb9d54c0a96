//! Our methods beside the baselines: the table of the README, as Markdown.

use empanel::assign::Instance;
use empanel::files::tables::read_season;
use empanel::lab::bench::season::Given;
use empanel::lab::bench::{Run, compare, pairs, render, season};
use empanel::model::words::Lang;
use std::path::Path;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Seeds of every method that draws lots, and seconds of each run.
const SEEDS: u64 = 5;
const SECONDS: f64 = 10.0;

/// Columns of the table after input and method, by the names that `render` gives them.
const SHOWN: [&str; 11] = [
    "total",
    "worst",
    "worst 10%",
    "shortfalls",
    "unfilled",
    "below least loads",
    "envy",
    "conflicts",
    "broken rules",
    "gap",
    "seconds",
];

/// Whether a folder is a season.
pub fn is_season(folder: &Path) -> bool {
    ["experts.csv", "experts.xlsx"]
        .iter()
        .any(|name| folder.join(name).is_file())
}

/// Runs every method on every folder, seasons and instances, and prints one table: means over the
/// seeds, and ours less each baseline with its 95% interval over paired seeds.
pub fn baselines(folders: &[(String, &Path)]) -> Outcome {
    let mut runs: Vec<Run> = Vec::new();
    for (name, folder) in folders {
        if is_season(folder) {
            let loaded = read_season(folder, None).map_err(|problems| format!("{problems:?}"))?;
            let given = Given::default();
            runs.extend(season::run(name, &loaded.season, &given, SEEDS, SECONDS));
        } else {
            let read = Instance::read(folder).map_err(|problems| format!("{problems:?}"))?;
            runs.extend(pairs::run(name, &read.0, SEEDS, SECONDS));
        }
    }
    println!("\nOurs and the baselines: means of {SEEDS} seeds, {SECONDS} s for each run\n");
    print(&runs);
    Ok(())
}

fn print(runs: &[Run]) {
    let (headers, rows) = render::table(runs, Lang::En);
    let at = SHOWN.map(|name| headers.iter().position(|header| header == name));
    let comparisons = compare::compare(runs);
    let cells = render::differences(&comparisons, Lang::En);
    println!(
        "| input | method | {} | total, ours less it |",
        SHOWN.join(" | ")
    );
    println!("|---|---|{}---|", "---|".repeat(SHOWN.len()));
    for row in rows {
        let shown = at.map(|at| at.map_or("-", |at| row[at].as_str()));
        // Input, baseline, figure, mean, interval, seeds.
        let same =
            |cell: &&Vec<String>| cell[0] == row[0] && cell[1] == row[1] && cell[2] == "total";
        let less = cells
            .iter()
            .find(same)
            .map(|cell| match cell[4].split_once('…') {
                Some(_) => format!("{} ({})", cell[3], cell[4]),
                None => cell[3].clone(),
            });
        let less = less.unwrap_or_default();
        println!(
            "| {} | {} | {} | {less} |",
            row[0],
            row[1],
            shown.join(" | ")
        );
    }
    for block in runs.chunk_by(|a, b| a.input == b.input) {
        let input = &block[0].input;
        for remark in render::remarks(runs, input, Lang::En) {
            println!("\n{input}: {remark}");
        }
    }
}
