//! The history when processes are killed, and its commands.

use empanel::files::history::{Action, Meta, VersionState, read_history, undo, write_plan};
use proptest::prelude::*;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "EMPANEL_TEST_FOLDER";
const SEED: &str = "EMPANEL_TEST_SEED";

fn meta(reason: &str) -> Meta {
    Meta::now(
        Action::Edit,
        Some("写入者".to_owned()),
        Some(reason.to_owned()),
    )
    .replace(true)
}

fn plan(name: &str) -> Vec<u8> {
    // Longer than a page and a pipe buffer, so that a kill can fall into the middle of a write.
    format!(
        "{{\"plan\":\"{name}\",\"text\":\"{}\"}}\n",
        "评审".repeat(30_000)
    )
    .into_bytes()
}

/// Not a test of its own: the process killed by the tests below. It writes plans and undoes them
/// until it is killed, and prints each version once it is written.
#[test]
#[ignore = "runs only as the child of the tests that kill it"]
#[expect(clippy::print_stdout, reason = "the parent listens")]
fn child_that_writes_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let seed = std::env::var(SEED).unwrap_or_default();
    for turn in 0.. {
        let written = if turn % 4 == 3 {
            undo(folder, None, &meta("undo"))
        } else {
            write_plan(folder, &plan(&format!("{seed}.{turn}")), &meta("write"))
        };
        let record = written.expect("nobody else writes here").record;
        println!("\nwritten {} {}", record.version, record.sha256);
    }
}

fn child(folder: &Path, seed: u64) -> Child {
    let this = std::env::current_exe().expect("a test program");
    let mut command = Command::new(this);
    command
        .args(["--exact", "history::child_that_writes_until_it_is_killed"])
        .args(["--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command.spawn().expect("the test program starts")
}

/// Kills a writer `delay` after its first output; returns the versions it reported as written.
fn kill_after(folder: &Path, seed: u64, delay: Duration) -> Vec<(u64, String)> {
    let mut child = child(folder, seed);
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let said = |line: std::io::Result<String>| {
        let line = line.ok()?;
        let mut words = line.strip_prefix("written ")?.split(' ');
        Some((words.next()?.parse().ok()?, words.next()?.to_owned()))
    };
    let first = lines.by_ref().find_map(said).expect("one write at least");
    std::thread::sleep(delay);
    child.kill().expect("it runs until it is killed");
    child.wait().expect("it is dead");
    std::iter::once(first)
        .chain(lines.filter_map(said))
        .collect()
}

#[test]
fn killed_at_many_instants_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mut said: Vec<(u64, String)> = Vec::new();
    let mut cut_off = 0;
    for round in 0..40_u64 {
        // Spread over the few milliseconds that a write takes, in steps of 0.37 ms.
        let delay = Duration::from_micros(370 * (round * 7 % 40));
        said.extend(kill_after(folder, round, delay));
        let in_place = fs::read(folder.join("plan.json")).expect("a plan");
        serde_json::from_slice::<serde_json::Value>(&in_place).expect("a whole plan");
        let history = read_history(folder).expect("a history");
        let of_a_death = |code: &str| ["H201", "H202", "H203"].contains(&code);
        let codes: Vec<_> = history.problems.iter().map(|told| told.code).collect();
        assert!(codes.iter().all(|code| of_a_death(code)), "{codes:?}");
        cut_off += usize::from(!codes.is_empty());
        for (version, sha256) in &said {
            let kept = history
                .versions
                .iter()
                .find(|kept| kept.record.version == *version);
            let kept = kept.expect("a version that was written is in the history");
            assert_eq!(
                (&kept.record.sha256, kept.state),
                (sha256, VersionState::Whole)
            );
        }
        assert!(
            history
                .versions
                .iter()
                .all(|kept| kept.state == VersionState::Whole)
        );
    }
    write_plan(folder, b"the end", &meta("last")).expect("the folder can be written");
    let history = read_history(folder).expect("a history");
    assert!(history.problems.is_empty());
    assert!(history.versions.len() > said.len());
    assert!(said.len() >= 40);
    // May be zero: on a fast disk every kill may fall between two writes.
    let _ = cut_off;
}

/// An event in a folder.
#[derive(Debug, Clone)]
enum Event {
    Write(u8),
    Undo(Option<u8>),
    EditByHand(u8),
    RemovePlan,
    TearLog(u8),
    RemoveLog,
    OrphanVersion(u8),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..4_u8).prop_map(Event::Write),
        3 => proptest::option::of(1..9_u8).prop_map(Event::Undo),
        2 => (0..6_u8).prop_map(Event::EditByHand),
        1 => Just(Event::RemovePlan),
        1 => (1..200_u8).prop_map(Event::TearLog),
        1 => Just(Event::RemoveLog),
        1 => (0..4_u8).prop_map(Event::OrphanVersion),
    ]
}

fn happen(
    folder: &Path,
    event: &Event,
    kept: &mut Vec<(u64, Vec<u8>)>,
) -> Result<(), TestCaseError> {
    let plan_file = folder.join("plan.json");
    let log = folder.join("history/log.jsonl");
    let before = fs::read(&plan_file).ok();
    match event {
        Event::Write(name) => {
            let bytes = format!("plan {name}").into_bytes();
            let written = write_plan(folder, &bytes, &meta("w")).expect("writable");
            prop_assert_eq!(&fs::read(&plan_file).expect("there"), &bytes);
            kept.push((written.record.version, bytes));
        }
        Event::Undo(to) => {
            let Ok(written) = undo(folder, to.map(u64::from), &meta("u")) else {
                prop_assert_eq!(fs::read(&plan_file).ok(), before);
                return Ok(());
            };
            let target = written
                .record
                .restores
                .expect("an undo says what it restores");
            if let Some(asked) = to {
                prop_assert_eq!(target, u64::from(*asked));
            }
            let bytes = fs::read(&plan_file).expect("there");
            let file = folder.join(format!("history/{target:04}.plan.json"));
            prop_assert_eq!(&bytes, &fs::read(file).expect("there"));
            kept.push((written.record.version, bytes));
        }
        Event::EditByHand(name) => fs::write(&plan_file, format!("hand {name}")).expect("room"),
        Event::RemovePlan => drop(fs::remove_file(&plan_file)),
        Event::TearLog(bytes) => {
            let Ok(text) = fs::read(&log) else {
                return Ok(());
            };
            // Like a kill in the middle of an append: the beginning of another record.
            let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let torn = &line[..usize::from(*bytes).min(line.len().saturating_sub(1))];
            fs::write(&log, [&text, torn].concat()).expect("room");
        }
        Event::RemoveLog => drop(fs::remove_file(&log)),
        Event::OrphanVersion(name) => {
            let next = read_history(folder).map_or(1, |history| {
                history
                    .versions
                    .last()
                    .map_or(1, |last| last.record.version + 1)
            });
            let file = folder.join(format!("history/{next:04}.plan.json"));
            if folder.join("history").exists() && !file.exists() {
                fs::write(file, format!("orphan {name}")).expect("room");
                kept.push((next, format!("orphan {name}").into_bytes()));
            }
        }
    }
    // A replaced plan is in the history, whoever wrote it.
    let after = fs::read(&plan_file).ok();
    if let (Some(before), Event::Write(_) | Event::Undo(_)) = (&before, event) {
        let history = read_history(folder).expect("a history");
        let files = history
            .versions
            .iter()
            .map(|version| version.record.version);
        let mut files = files.map(|version| folder.join(format!("history/{version:04}.plan.json")));
        prop_assert!(files.any(|file| fs::read(file).ok().as_ref() == Some(before)));
        prop_assert!(history.problems.is_empty(), "{:?}", history.problems);
        prop_assert_eq!(after.is_some(), true);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_happens_no_version_changes_or_goes(events in prop::collection::vec(event(), 1..14)) {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let mut kept = Vec::new();
        for event in &events {
            happen(folder, event, &mut kept)?;
            for (version, bytes) in &kept {
                let file = folder.join(format!("history/{version:04}.plan.json"));
                prop_assert_eq!(&fs::read(file).expect("never removed"), bytes);
            }
        }
    }
}

fn empanel(arguments: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_empanel"))
        .args(arguments)
        .args(["--lang", "en"])
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        done.status.code().unwrap_or(-1),
        text(done.stdout),
        text(done.stderr),
    )
}

/// The state after a kill between the plan and its workbook, and after notes were added to a
/// workbook.
#[test]
fn a_workbook_of_another_version_is_told_and_mended_and_notes_in_it_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let out = folder.to_str().expect("UTF-8");
    let (plan, book) = (folder.join("plan.json"), folder.join("committee.xlsx"));
    let path = plan.to_str().expect("UTF-8");
    let formed = empanel(&["form", "data/toy", "--out", out, "--time-limit", "1"]);
    assert_eq!(formed.0, 0, "{}", formed.2);
    let first = fs::read(&book).expect("a workbook");
    let swap = ["--force", "--season", "data/toy", "--swap", "E003", "E006"];
    let edited = empanel(&[&["edit", path], &swap[..]].concat());
    assert_eq!(edited.0, 0, "{}", edited.2);
    let second = fs::read(&book).expect("a workbook");
    assert_ne!(first, second);
    fs::write(&book, &first).expect("room");
    for verb in [
        &["verify", "data/toy", path][..],
        &["explain", "data/toy", "--plan", path, "--expert", "E003"],
    ] {
        let told = empanel(verb);
        assert!(
            told.0 == 0 && told.2.contains("H207"),
            "{verb:?} {}",
            told.2
        );
    }
    let mended = empanel(&["history", out, "--repair"]);
    assert_eq!(mended.0, 0, "{}", mended.2);
    assert!(
        mended
            .2
            .contains("now show the current plan: committee.xlsx"),
        "{}",
        mended.2
    );
    assert_eq!(fs::read(&book).expect("a workbook"), second);
    assert!(!empanel(&["verify", "data/toy", path]).2.contains("H207"));

    let letters = folder.join("notices.txt");
    fs::write(&letters, "rang E003: agrees").expect("room");
    assert!(empanel(&["history", out]).2.contains("H209"));
    let rerun = empanel(&["rerun", "data/toy", "--plan", path, "--force"]);
    assert_eq!(rerun.0, 0, "{}", rerun.2);
    assert!(rerun.2.contains("H209"), "{}", rerun.2);
    let names = fs::read_dir(folder.join("history")).expect("a history");
    let mut kept = names
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().contains("/kept-"));
    let kept = kept.next().expect("the edited letters");
    assert_eq!(fs::read_to_string(kept).expect("text"), "rang E003: agrees");
    let again = empanel(&["history", out]);
    assert!(!again.2.contains("H20"), "{}", again.2);
}
