//! Damages one input of a verb at a time, by bytes and by cells. Every verb that reads it must end
//! without an internal error (exit 1) or a panic, in time, and without partial files.
//!
//! A share of a fixed run is part of the suite. More, or another run:
//! `EMPANEL_MUTATIONS=2000 EMPANEL_MUTATION_SEED=7 cargo test --test files mutation_run -- --nocapture`.
//! A failure names its draw; `EMPANEL_MUTATION_ONLY=123` repeats that one and keeps its folder.

#![expect(
    clippy::print_stdout,
    reason = "a long run on demand says how far it came"
)]

mod base;
mod damage;

use base::{Base, INPUTS, Input};
use damage::{Dice, damage};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Draws of the suite, and the longest that it takes.
const DRAWS: u64 = 150;
const SUITE: Duration = Duration::from_secs(50);

/// Maximum duration of a verb.
const LIMIT: Duration = Duration::from_secs(5);

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn damaged_inputs_are_told() {
    let draws = number("EMPANEL_MUTATIONS");
    let seed = number("EMPANEL_MUTATION_SEED").unwrap_or(1);
    let only = number("EMPANEL_MUTATION_ONLY");
    let base = Base::new();
    let started = Instant::now();
    let mut wrong = Vec::new();
    let mut done = 0;
    for draw in 0..draws.unwrap_or(DRAWS) {
        if only.is_some_and(|only| only != draw) {
            continue;
        }
        if draws.is_none() && only.is_none() && started.elapsed() > SUITE {
            break;
        }
        wrong.extend(one(&base, seed, draw, only.is_some()));
        done += 1;
    }
    assert!(done > 0);
    println!("{done} draws, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "seed {seed}:\n{}", wrong.join("\n"));
}

/// One draw: an input, a damage, and two of the verbs that read it.
fn one(base: &Base, seed: u64, draw: u64, keep: bool) -> Vec<String> {
    let mut dice = Dice::new(seed, draw);
    let input = &INPUTS[dice.below(INPUTS.len())];
    let folder = tempfile::tempdir().expect("a folder");
    base.copy_to(folder.path());
    let path = folder.path().join(input.file);
    let what = damage(&path, &mut dice);
    let mut wrong = Vec::new();
    for _ in 0..2 {
        let verb = input.verbs[dice.below(input.verbs.len())];
        if let Some(fault) = fault(folder.path(), verb, input) {
            wrong.push(format!(
                "draw {draw}: {verb}, {} {what}: {fault}",
                input.file
            ));
        }
    }
    if keep {
        println!(
            "draw {draw} ({what}) is kept in {}",
            folder.keep().display()
        );
    }
    wrong
}

/// The fault of a verb in handling the input, if any.
fn fault(folder: &Path, verb: &str, input: &Input) -> Option<String> {
    let mut taken = Duration::ZERO;
    // A second attempt, in case the machine was busy.
    for _ in 0..2 {
        // Removes the output of the previous verb.
        let _ = fs::remove_dir_all(folder.join("new"));
        let _ = fs::remove_file(folder.join("new.csv"));
        let ended = ended(folder, verb);
        match ended {
            None => {
                taken = 4 * LIMIT;
                continue;
            }
            Some((code, said, worked)) => {
                taken = worked;
                if code == Some(1) || code.is_none() || said.contains("panic") {
                    return Some(format!("exit {code:?}: {}", head(&said)));
                }
                if let Some(left) = half_written(folder, input) {
                    return Some(format!("left {}", left.display()));
                }
            }
        }
        if taken <= LIMIT {
            return None;
        }
    }
    Some(format!("took {taken:?}"))
}

/// How long the processors worked for a process so far, which a busy machine does not change;
/// `None` where the system does not say.
fn processor_time(process: u32) -> Option<Duration> {
    let said = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Fields 14 and 15, in hundredths of a second, counted from 1; the name in brackets is field 2.
    let (_, behind) = said.rsplit_once(')')?;
    let mut fields = behind.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    let hundredths = next()? + next()?;
    (hundredths > 0).then(|| Duration::from_millis(10 * hundredths))
}

/// The exit code and the words of a verb, and how long it worked; `None` where it does not end.
fn ended(folder: &Path, verb: &str) -> Option<(Option<i32>, String, Duration)> {
    let said = folder.join("said.txt");
    let file = fs::File::create(&said).expect("room");
    let mut child = Command::new(env!("CARGO_BIN_EXE_empanel"))
        .args(verb.split(' '))
        .args(["--lang", "en"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(file)
        .spawn()
        .expect("it starts");
    let started = Instant::now();
    let deadline = started + 4 * LIMIT;
    let mut worked = None;
    loop {
        worked = processor_time(child.id()).or(worked);
        if let Some(status) = child.try_wait().expect("known") {
            let words = fs::read(&said).unwrap_or_default();
            let words = String::from_utf8_lossy(&words).into_owned();
            return Some((status.code(), words, worked.unwrap_or(started.elapsed())));
        }
        if Instant::now() > deadline {
            child.kill().expect("it can be ended");
            child.wait().expect("it ends");
            return None;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn head(said: &str) -> String {
    said.lines().rev().take(3).collect::<Vec<_>>().join(" | ")
}

/// A temporary file left behind, or an incomplete document of ours.
fn half_written(folder: &Path, input: &Input) -> Option<PathBuf> {
    base::files(folder).into_iter().find(|path| {
        let name = path
            .file_name()
            .map_or_else(String::new, |own| own.to_string_lossy().into());
        let damaged = path.ends_with(input.file);
        let json = name.ends_with(".json") && !damaged && !name.starts_with("0");
        let broken = || {
            let bytes = fs::read(path).unwrap_or_default();
            serde_json::from_slice::<serde_json::Value>(&bytes).is_err()
        };
        name.starts_with(".empanel-") || name.starts_with(".tmp-") || json && broken()
    })
}
