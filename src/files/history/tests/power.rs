//! A power cut or a kill at every step of a whole working day.

use super::super::disk::Disk as _;
use super::super::log::Log;
use super::super::shown::{kept_file, problems};
use super::super::state::{State, Store};
use super::super::{HistoryError, PLAN_FILE, sha256, version_file};
use super::memory::{CutOff, MemoryDisk};
use super::meta;
use std::path::{Path, PathBuf};

/// What the office knows to be complete, and what it was about to write.
#[derive(Debug, Default)]
struct Day {
    /// Plans that were in place at some time, in order; the last is in place now.
    seen: Vec<Vec<u8>>,
    /// The plan being written when the power failed.
    begun: Option<Vec<u8>>,
    /// Whether the workbook was edited by hand.
    noted: bool,
}

fn plan(name: &str) -> Vec<u8> {
    format!("{{\"plan\":\"{name}\",\"text\":\"{}\"}}\n", "评".repeat(30)).into_bytes()
}

/// The workbook of a plan.
fn book(plan: &[u8]) -> Vec<u8> {
    [b"book of ", plan].concat()
}

const BOOK: &str = "book.xlsx";
/// Content of a workbook edited by hand.
const NOTES: &[u8] = b"rang the chair: agrees";

fn folder() -> PathBuf {
    PathBuf::from("/season/out")
}

/// Three writes, manual edits of plan and workbook, another write, two undos, until the power
/// fails.
fn live_the_day(disk: &MemoryDisk) -> Day {
    let mut day = Day::default();
    let store = Store::new(disk, &folder());
    let write = |day: &mut Day, bytes: Vec<u8>| -> Result<(), HistoryError> {
        day.begun = Some(bytes.clone());
        store.prepare()?;
        store.write(&bytes, &[(BOOK, &book(&bytes))], &meta("写"))?;
        day.seen.push(bytes);
        day.begun = None;
        Ok(())
    };
    let back = |day: &mut Day, to: u64, bytes: Vec<u8>| -> Result<(), HistoryError> {
        day.begun = Some(bytes.clone());
        let written = store.undo(Some(to), &meta("退"))?;
        assert_eq!(written.record.sha256, sha256(&bytes));
        day.seen.push(bytes);
        day.begun = None;
        Ok(())
    };
    let mut all = || -> Result<(), HistoryError> {
        write(&mut day, plan("一"))?;
        write(&mut day, plan("二"))?;
        disk.edit(&folder().join(BOOK), NOTES);
        disk.edit(&folder().join(PLAN_FILE), b"by hand {");
        if !disk.off() {
            day.noted = true;
            day.seen.push(b"by hand {".to_vec());
        }
        write(&mut day, plan("三"))?;
        back(&mut day, 1, plan("一"))?;
        back(&mut day, 3, b"by hand {".to_vec())
    };
    let _ = all();
    day
}

/// Checks all guarantees on the state left behind, then after the next write.
fn look(disk: &MemoryDisk, day: &Day, context: &str) {
    let store = Store::new(disk, &folder());
    let path = folder().join(PLAN_FILE);
    let in_place = disk.read(&path).expect("readable");
    let allowed: Vec<Option<&Vec<u8>>> = vec![day.seen.last(), day.begun.as_ref()];
    assert!(
        allowed.contains(&in_place.as_ref()),
        "{context}: {in_place:?}"
    );
    the_workbook_is_right_or_told(disk, day, context);
    let state = store
        .mend("later")
        .unwrap_or_else(|error| panic!("{context}: {error}"));
    every_version_is_whole(disk, &state, context);
    for bytes in &day.seen {
        let kept = state.log.latest_with(&sha256(bytes));
        assert!(kept.is_some(), "{context}: a plan was lost");
    }
    if let Some(bytes) = in_place.as_ref().filter(|_| in_place == day.begun) {
        let version = state.log.latest_with(&sha256(bytes));
        let record = version.and_then(|version| state.log.version(version));
        let author = record.map(|record| record.author.as_str());
        assert_eq!(
            author,
            Some("测试员"),
            "{context}: in place before it was recorded"
        );
    }
    assert_eq!(
        disk.read(&path).expect("readable"),
        in_place,
        "{context}: mending moved the plan"
    );
    let finished = store.finish_shown(&state);
    finished.unwrap_or_else(|error| panic!("{context}: {error}"));
    let log = Log::parse(
        &disk
            .read(&folder().join("history/log.jsonl"))
            .expect("readable")
            .unwrap_or_default(),
    );
    let told = problems(&disk, &folder(), &log).expect("readable");
    assert!(
        told.iter().all(|one| one.code == "H209"),
        "{context}: {told:?}"
    );
    let after = plan("后");
    let written = store.write(&after, &[(BOOK, &book(&after))], &meta("后"));
    let written = written.unwrap_or_else(|error| panic!("{context}: {error}"));
    let shown = disk.read(&folder().join(BOOK)).expect("readable");
    assert_eq!(shown, Some(book(&after)), "{context}");
    if day.noted {
        let names = disk.names(&folder().join("history")).expect("readable");
        let kept = names.iter().filter(|name| name.starts_with("kept-"));
        let mut kept = kept.map(|name| disk.read(&folder().join("history").join(name)));
        let noted = |bytes| matches!(bytes, Ok(Some(bytes)) if bytes == NOTES);
        assert!(
            kept.any(noted),
            "{context}: the notes in the workbook were lost"
        );
    }
    assert_eq!(
        disk.read(&path).expect("readable"),
        Some(plan("后")),
        "{context}"
    );
    let state = store.mend("later still").expect("sound");
    every_version_is_whole(disk, &state, context);
    assert!(
        state.problems.is_empty(),
        "{context}: mended once is mended"
    );
    assert_eq!(state.log.last(), Some(&written.record), "{context}");
}

/// Checks that the workbook presents the plan in place, or that reading the history reports that it
/// does not.
fn the_workbook_is_right_or_told(disk: &MemoryDisk, day: &Day, context: &str) {
    let read = |name: &str| disk.read(&folder().join(name)).expect("readable");
    let log = Log::parse(&read("history/log.jsonl").unwrap_or_default());
    let Some(plan) = read(PLAN_FILE) else { return };
    let by_hand = plan.starts_with(b"by hand");
    if by_hand || read(BOOK) == Some(book(&plan)) {
        return;
    }
    let told = problems(&disk, &folder(), &log).expect("readable");
    let codes: Vec<&str> = told.iter().map(|one| one.code).collect();
    let expected = if read(BOOK).as_deref() == Some(NOTES) && day.noted {
        ["H209", "H209"]
    } else {
        ["H207", "H208"]
    };
    assert!(
        codes.len() == 1 && expected.contains(&codes[0]),
        "{context}: {codes:?}"
    );
}

fn every_version_is_whole(disk: &MemoryDisk, state: &State, context: &str) {
    for record in state.log.records() {
        let file = folder().join("history").join(version_file(record.version));
        let bytes = disk.read(Path::new(&file)).expect("readable");
        let hash = bytes.map(|bytes| sha256(&bytes));
        assert_eq!(hash.as_ref(), Some(&record.sha256), "{context}: {record:?}");
        for (name, hash) in &record.shown {
            let file = folder()
                .join("history")
                .join(kept_file(record.version, name));
            let bytes = disk.read(&file).expect("readable");
            assert_eq!(
                bytes.map(|bytes| sha256(&bytes)).as_ref(),
                Some(hash),
                "{context}: {record:?}"
            );
        }
    }
}

#[test]
fn a_day_without_accident_keeps_everything_in_order() {
    let disk = MemoryDisk::new();
    let day = live_the_day(&disk);
    assert_eq!(day.seen.len(), 6);
    assert_eq!(day.begun, None);
    let store = Store::new(&disk, &folder());
    let state = store.mend("later").expect("sound");
    let restored: Vec<_> = state.log.records().map(|record| record.restores).collect();
    assert_eq!(restored, [None, None, None, None, Some(1), Some(3)]);
    for left in disk.powerless() {
        look(&left, &day, "after the day");
    }
}

#[test]
fn a_cut_at_any_step_loses_nothing() {
    let whole = MemoryDisk::new();
    live_the_day(&whole);
    let steps = whole.steps();
    assert!(steps >= 40, "the day has {steps} steps");
    let mut looked = 0;
    for step in 0..steps {
        for how in [CutOff::Before, CutOff::Half, CutOff::Zeros, CutOff::After] {
            let disk = MemoryDisk::new().cut_at(step, how);
            let day = live_the_day(&disk);
            let context = format!("step {step} {how:?}");
            look(&disk.killed(), &day, &context);
            for left in disk.powerless() {
                look(&left, &day, &context);
                looked += 1;
            }
        }
    }
    assert!(looked > 4 * steps);
}

#[test]
fn a_second_cut_while_mending_loses_nothing_either() {
    let whole = MemoryDisk::new();
    live_the_day(&whole);
    for step in 0..whole.steps() {
        let disk = MemoryDisk::new().cut_at(step, CutOff::Half);
        let day = live_the_day(&disk);
        for second in 0..8 {
            let again = disk.killed().cut_at(second, CutOff::Half);
            let _ = Store::new(&again, &folder()).mend("later");
            look(
                &again.killed(),
                &day,
                &format!("step {step}, then {second}"),
            );
        }
    }
}
