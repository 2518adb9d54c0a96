//! Large files read as a stream: what their size costs, and what their pairs cost.

use empanel::assign::{FILES, PairRecipe};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Reviewers of the files with remarks.
const REVIEWERS: usize = 100;
/// Bytes of a generated line without a remark, nearly.
const LINE: u64 = 24;

/// Writes three folders of `scores.csv`, one after the other, and prints one row for each as
/// `measure` (a process of its own) finds it: few pairs with short remarks, as many pairs with
/// remarks that make the file ten times as large, and pairs alone up to that size.
pub fn stream(
    mebibytes: u64,
    measure: impl Fn(&Path) -> Result<serde_json::Value, Box<dyn std::error::Error>>,
) -> Outcome {
    println!(
        "{:<32} {:>9} {:>10} {:>8} {:>8} {:>14}",
        "scores.csv", "file MB", "pairs", "read s", "MiB", "bytes per pair"
    );
    let room = tempfile::tempdir()?;
    let pairs = mebibytes * (1 << 20) / 4096;
    for (name, remark) in [("remarks of 0.4 KB", 386), ("remarks of 4 KB", 4072)] {
        with_remarks(room.path(), pairs, remark)?;
        row(name, room.path(), &measure)?;
    }
    let papers = u32::try_from(mebibytes * (1 << 20) / LINE / 50)?;
    let recipe = PairRecipe::parse(&format!("{papers}x{}x50", papers.max(50)), 1);
    let recipe = recipe.ok_or("three sizes")?;
    for file in FILES {
        let mut out = BufWriter::new(File::create(room.path().join(file))?);
        recipe.write(file, &mut out)?;
        out.flush()?;
    }
    row("pairs alone", room.path(), &measure)
}

fn row(
    name: &str,
    folder: &Path,
    measure: impl Fn(&Path) -> Result<serde_json::Value, Box<dyn std::error::Error>>,
) -> Outcome {
    let bytes = fs::metadata(folder.join("scores.csv"))?.len();
    let run = measure(folder)?;
    let (pairs, memory) = (run["pairs"].as_u64(), run["memory"].as_u64());
    let (pairs, memory) = (pairs.unwrap_or(0), memory.unwrap_or(0));
    println!(
        "{name:<32} {:>9} {pairs:>10} {:>8.3} {memory:>8} {:>14}",
        bytes >> 20,
        run["read"].as_f64().unwrap_or(f64::NAN),
        (memory << 20) / pairs.max(1),
    );
    Ok(())
}

fn with_remarks(folder: &Path, pairs: u64, length: usize) -> Outcome {
    let create = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let papers = pairs / 4;
    let mut out = create("demands.csv")?;
    writeln!(out, "submission_id,k")?;
    (0..papers).try_for_each(|at| writeln!(out, "s{at},1"))?;
    out.flush()?;
    let mut out = create("loads.csv")?;
    writeln!(out, "reviewer_id,min_load,max_load")?;
    (0..REVIEWERS).try_for_each(|at| writeln!(out, "r{at},0,{papers}"))?;
    out.flush()?;
    let remark = "x".repeat(length);
    let mut out = create("scores.csv")?;
    writeln!(out, "submission_id,remark,reviewer_id,score")?;
    for at in 0..4 * papers {
        let reviewer = (at / 4 * 7 + at % 4) % REVIEWERS as u64;
        let score = at % 1000;
        writeln!(out, "s{},{remark},r{reviewer},0.{score:03}", at / 4)?;
    }
    out.flush()?;
    Ok(())
}
