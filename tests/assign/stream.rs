//! A large `scores.csv` is read as a stream: memory grows with the pairs, not with the text. In a
//! file of its own because it measures the peak of the whole process.
#![cfg(target_os = "linux")]

use empanel::assign::{Instance, total};
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// Peak resident memory in MiB, and what is resident now.
fn memory() -> (u64, u64) {
    let status = fs::read_to_string("/proc/self/status").expect("Linux says");
    let kib = |name: &str| -> u64 {
        let line = status
            .lines()
            .find(|line| line.starts_with(name))
            .expect("a line");
        line.split_whitespace()
            .nth(1)
            .and_then(|kib| kib.parse().ok())
            .expect("a number")
    };
    (kib("VmHWM:") / 1024, kib("VmRSS:") / 1024)
}

/// Writes an instance whose lines carry a long remark: few pairs in much text.
fn write(folder: &Path, mebibytes: usize) -> usize {
    let create = |name: &str| BufWriter::new(File::create(folder.join(name)).expect("writable"));
    let remark = "a remark that nobody reads ".repeat(150);
    let papers = mebibytes * (1 << 20) / (remark.len() + 24) / 4;
    let mut out = create("demands.csv");
    writeln!(out, "submission_id,k").expect("room");
    (0..papers).for_each(|at| writeln!(out, "s{at},1").expect("room"));
    let mut out = create("loads.csv");
    writeln!(out, "reviewer_id,min_load,max_load").expect("room");
    (0..100).for_each(|at| writeln!(out, "r{at},0,{papers}").expect("room"));
    let mut out = create("scores.csv");
    writeln!(out, "submission_id,remark,reviewer_id,score").expect("room");
    for at in 0..4 * papers {
        let (paper, person) = (at / 4, (at / 4 * 7 + at % 4) % 100);
        writeln!(out, "s{paper},{remark},r{person},0.{:03}", at % 1000).expect("room");
    }
    out.flush().expect("room");
    4 * papers
}

fn read(mebibytes: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let pairs = write(folder.path(), mebibytes);
    let (_, before) = memory();
    let (instance, notes) = Instance::read(folder.path()).expect("nothing wrong");
    assert_eq!((instance.pairs.len(), notes.len()), (pairs, 0));
    let best = total(&instance).expect("enough reviewers");
    assert_eq!(best.bound, Some(best.total()));
    let (peak, _) = memory();
    // A block of text and its copy for the next one, and less than 200 bytes for every pair.
    let allowed = 32 + (200 * pairs as u64) / (1 << 20);
    assert!(
        peak <= before + allowed,
        "{peak} MiB, {before} before, {pairs} pairs"
    );
}

#[test]
fn memory_grows_with_the_pairs_and_not_with_the_text() {
    read(96);
}

/// The same with a file of 2 GB: `cargo test --release --test assign stream -- --ignored`.
#[test]
#[ignore = "writes 2 GB"]
fn two_gigabytes_are_read_as_a_stream() {
    read(2048);
}
