//! Verbs killed at many points in time: no work of the office is lost, and files that belong to
//! another plan are always reported.

use empanel::files::history::{Action, History, Meta, VersionState, read_history, undo};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Number of kills of each verb, spread over its undisturbed duration.
const SPREAD: u32 = 16;
/// Number of kills of each verb, spread over the time from its first file on disk to its end.
const WRITING: u32 = 20;

/// The toy season with one expert to spare, and a plan formed from it.
struct Office {
    folder: tempfile::TempDir,
    formed: PathBuf,
    first: Vec<u8>,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let season = folder.path().join("season");
        copy(Path::new("data/toy"), &season);
        let experts = season.join("experts.csv");
        let mut text = fs::read_to_string(&experts).expect("text");
        text.push_str(
            "E009,何静,示例检测中心,天津,Q06.01:3;Q08.02:2,36;34,高级工程师,否,否,,,是\n",
        );
        fs::write(&experts, text).expect("room");
        let formed = folder.path().join("formed");
        let mut office = Self {
            folder,
            formed,
            first: Vec::new(),
        };
        let made = office.verb("form", &office.formed).status();
        assert!(made.expect("it runs").success());
        office.first = fs::read(office.formed.join("plan.json")).expect("a plan");
        office
    }

    /// A verb that writes a plan into `out`.
    fn verb(&self, verb: &str, out: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_empanel"));
        let (season, plan) = (self.folder.path().join("season"), out.join("plan.json"));
        match verb {
            "form" => command
                .args(["form", "--force", "--time-limit", "1", "--out"])
                .arg(out)
                .arg(season),
            "rerun" => command
                .args([
                    "rerun",
                    "--force",
                    "--withdraw",
                    "E005",
                    "--further",
                    "1",
                    "--plan",
                ])
                .arg(plan)
                .arg(season),
            "edit" => command
                .args(["edit", "--force", "--swap", "E003", "E006", "--season"])
                .arg(season)
                .arg(plan),
            _ => command.arg("undo").arg(out),
        };
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// A separate folder with the formed plan and, for an undo, a later version.
    fn desk(&self, name: &str, verb: &str) -> PathBuf {
        let out = self.folder.path().join(name);
        copy(&self.formed, &out);
        if verb == "undo" {
            assert!(self.verb("edit", &out).status().expect("it runs").success());
        }
        out
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("room");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).expect("room");
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn names(out: &Path) -> Vec<String> {
    let entries = fs::read_dir(out.join("history")).expect("a history");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    names.map(|name| name.to_string_lossy().into()).collect()
}

/// Starts a verb and kills it `delay` after `begun` holds; returns whether it was still running.
fn killed(mut command: Command, begun: impl Fn() -> bool, delay: Duration) -> bool {
    let mut child = command.spawn().expect("it starts");
    while !begun() {
        if child.try_wait().expect("ours").is_some() {
            break;
        }
    }
    let seen = Instant::now();
    while seen.elapsed() < delay {
        std::hint::spin_loop();
    }
    let running = child.try_wait().expect("ours").is_none();
    let _ = child.kill();
    child.wait().expect("it is dead");
    running
}

/// The documents next to the plan belong to it, except for those that the history reports.
fn shown_is_right_or_told(out: &Path, history: &History, context: &str) {
    let in_place = history.in_place.expect("the plan is a version");
    let version = history.versions.iter();
    let mut version = version.filter(|one| one.record.version == in_place);
    let record = &version.next().expect("recorded").record;
    assert!(
        !record.shown.is_empty(),
        "{context}: a plan without a workbook"
    );
    for (name, hash) in &record.shown {
        let kept = fs::read(out.join(format!("history/{in_place:04}.{name}")));
        assert_eq!(&sha256(&kept.expect("kept")), hash, "{context}: {name}");
        let shown = fs::read(out.join(name)).ok().map(|bytes| sha256(&bytes));
        let told = history
            .problems
            .iter()
            .any(|one| ["H207", "H208"].contains(&one.code) && one.place.file == *name);
        assert_eq!(shown.as_ref() != Some(hash), told, "{context}: {name}");
    }
}

/// Everything that must hold after a kill. Returns whether some file belonged to another version.
fn look(office: &Office, verb: &str, out: &Path, context: &str) -> bool {
    let plan = fs::read(out.join("plan.json")).expect("a plan");
    let history = read_history(out).expect("a history");
    let codes: Vec<&str> = history.problems.iter().map(|told| told.code).collect();
    let of_a_death = ["H201", "H202", "H203", "H207", "H208", "H210"];
    assert!(
        codes.iter().all(|code| of_a_death.contains(code)),
        "{context}: {codes:?}"
    );
    let whole = |one: &empanel::files::history::Version| one.state == VersionState::Whole;
    assert!(history.versions.iter().all(whole), "{context}");
    assert_eq!(
        history.versions[0].record.sha256,
        sha256(&office.first),
        "{context}"
    );
    let written = history.versions.iter();
    let mut written = written.map(|one| &one.record.sha256);
    assert!(
        written.any(|hash| *hash == sha256(&plan)),
        "{context}: a plan that is no version"
    );
    shown_is_right_or_told(out, &history, context);
    let stale = codes.iter().any(|code| ["H207", "H208"].contains(code));
    if stale {
        let mut repair = Command::new(env!("CARGO_BIN_EXE_empanel"));
        repair.arg("history").arg(out).arg("--repair");
        assert!(
            repair.output().expect("it runs").status.success(),
            "{context}"
        );
        let mended = read_history(out).expect("a history");
        let codes: Vec<&str> = mended.problems.iter().map(|told| told.code).collect();
        assert!(
            codes.iter().all(|code| *code == "H210"),
            "{context}: {codes:?}"
        );
        shown_is_right_or_told(out, &mended, context);
    }
    go_on(office, verb, out, context);
    stale
}

/// Runs the same verb again without a kill, then restores the first plan.
fn go_on(office: &Office, verb: &str, out: &Path, context: &str) {
    let next = if verb == "undo" { "edit" } else { verb };
    let done = office.verb(next, out).status().expect("it runs");
    // A withdrawn expert cannot withdraw again: that is reported, and nothing is lost.
    let again = next == "rerun" && done.code() == Some(3);
    assert!(done.success() || again, "{context}: {done:?}");
    let meta = Meta::now(Action::Undo, None, None);
    undo(out, Some(1), &meta).unwrap_or_else(|error| panic!("{context}: {error}"));
    assert_eq!(
        fs::read(out.join("plan.json")).expect("a plan"),
        office.first,
        "{context}"
    );
    let history = read_history(out).expect("a history");
    let codes: Vec<&str> = history.problems.iter().map(|told| told.code).collect();
    assert!(
        codes.iter().all(|code| *code == "H210"),
        "{context}: {codes:?}"
    );
    assert!(
        !names(out).iter().any(|name| name.starts_with(".tmp-")),
        "{context}"
    );
    shown_is_right_or_told(out, &history, context);
}

/// The undisturbed duration of a verb, in total and from its first file on.
fn durations(mut command: Command, out: &Path) -> (Duration, Duration) {
    let before = names(out).len();
    let start = Instant::now();
    let mut child = command.spawn().expect("it starts");
    while names(out).len() == before && child.try_wait().expect("ours").is_none() {}
    let begun = Instant::now();
    assert!(child.wait().expect("it ends").success());
    (start.elapsed(), begun.elapsed())
}

fn killed_at_many_instants(verb: &str) {
    let office = Office::new();
    let undisturbed = office.desk("whole", verb);
    let (mut whole, writing) = durations(office.verb(verb, &undisturbed), &undisturbed);
    let (mut running, mut stale) = (0, 0);
    for turn in 0..SPREAD + WRITING {
        let out = office.desk(&format!("{turn}"), verb);
        let before = names(&out).len();
        // First during the search and preparation, then during writing and slightly beyond.
        let (delay, in_writing) = match turn.checked_sub(SPREAD) {
            None => (whole * (2 * turn + 1) / (2 * SPREAD), false),
            Some(step) => (writing * step * 12 / (10 * WRITING), true),
        };
        let begun = || !in_writing || names(&out).len() > before;
        let living = killed(office.verb(verb, &out), begun, delay);
        running += u32::from(living);
        // Measured when the machine was busier than now, so aims at the shorter run from here on.
        if !living && !in_writing {
            whole = whole.min(delay);
        }
        let context = format!("{verb}, kill {turn} after {delay:?}");
        stale += u32::from(look(&office, verb, &out, &context));
    }
    assert!(
        running > SPREAD / 2,
        "only {running} kills met a living process"
    );
    // May be zero: on a fast disk all files may be put in place between two kills.
    let _ = stale;
}

#[test]
fn a_killed_form_loses_nothing() {
    killed_at_many_instants("form");
}

#[test]
fn a_killed_rerun_loses_nothing() {
    killed_at_many_instants("rerun");
}

#[test]
fn a_killed_edit_loses_nothing() {
    killed_at_many_instants("edit");
}

#[test]
fn a_killed_undo_loses_nothing() {
    killed_at_many_instants("undo");
}
