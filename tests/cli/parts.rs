//! `form --part` and `merge` as people and scripts see them.

use crate::cli_support;

use cli_support::{code, empanel, run, stderr, stdout};
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

/// Forms a part of a season's folder.
fn form(season: &str, part: &str, out: &Path, further: &[&str]) -> Output {
    let out = out.display().to_string();
    let mut arguments = vec!["form", season, "--part", part, "--out", &out];
    arguments.extend(["--work-limit", "300", "--threads", "1", "--lang", "en"]);
    arguments.extend(further);
    run(&arguments)
}

fn merge(season: &str, plans: &[&Path], out: &Path, further: &[&str]) -> Output {
    let plans: Vec<String> = plans
        .iter()
        .map(|plan| plan.display().to_string())
        .collect();
    let out = out.display().to_string();
    let mut arguments = vec!["merge", season];
    arguments.extend(plans.iter().map(String::as_str));
    arguments.extend([
        "--out",
        &out,
        "--work-limit",
        "300",
        "--threads",
        "1",
        "--lang",
        "en",
    ]);
    arguments.extend(further);
    run(&arguments)
}

/// A copy of the toy season.
fn copied(folder: &Path) -> String {
    for entry in fs::read_dir("data/toy").expect("the toy season") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("room on the disk");
    }
    folder.display().to_string()
}

#[test]
fn parts_are_formed_apart_and_put_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (one, two, whole) = (at("one"), at("two"), at("whole"));
    let first = form("data/toy", "1/2", &one, &[]);
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    // The same part, counted as Kubernetes counts.
    let second = form(
        "data/toy",
        "1/2",
        &two,
        &["--part-from-zero", "--format", "json"],
    );
    assert_eq!(code(&second), 0, "{}", stderr(&second));
    let told: serde_json::Value = serde_json::from_str(&stdout(&second)).expect("JSON");
    assert_eq!(
        (
            &told["part"]["number"],
            &told["part"]["of"],
            &told["groups"]
        ),
        (&2.into(), &2.into(), &1.into())
    );
    for file in ["plan.json", "committee.xlsx", "report.html"] {
        assert!(one.join(file).exists(), "{file}");
    }
    let plan = one.join("plan.json").display().to_string();
    let verified = run(&["verify", "data/toy", &plan, "--lang", "en"]);
    assert_eq!(
        code(&verified),
        0,
        "{}{}",
        stdout(&verified),
        stderr(&verified)
    );
    let stress = run(&["stress", "data/toy", "--plan", &plan, "--lang", "en"]);
    assert_eq!(code(&stress), 3, "{}", stderr(&stress));
    assert!(
        stderr(&stress).contains("This is only part 1 of 2"),
        "{}",
        stderr(&stress)
    );

    let merged = merge("data/toy", &[&two.join("plan.json"), &one], &whole, &[]);
    assert_eq!(code(&merged), 0, "{}", stderr(&merged));
    let plan = whole.join("plan.json").display().to_string();
    let verified = run(&["verify", "data/toy", &plan, "--lang", "en"]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
    let history = run(&["history", &whole.display().to_string(), "--lang", "en"]);
    assert!(
        stdout(&history).contains("2 parts put together"),
        "{}",
        stdout(&history)
    );
    let plan: serde_json::Value =
        serde_json::from_slice(&fs::read(whole.join("plan.json")).expect("a plan")).expect("JSON");
    assert_eq!(plan["quality"]["total_score"], 8.0125);
    assert_eq!(plan.get("part"), None);
    // A plan that is there is not replaced.
    let again = merge("data/toy", &[&one, &two], &whole, &[]);
    assert_eq!(code(&again), 2, "{}", stderr(&again));
}

#[test]
fn a_part_that_was_killed_is_formed_again_to_the_same_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let (usual, killed) = (folder.path().join("usual"), folder.path().join("killed"));
    assert_eq!(code(&form("data/toy", "2/2", &usual, &[])), 0);
    let out = killed.display().to_string();
    let mut arguments = vec!["form", "data/toy", "--part", "2/2", "--out", &out];
    arguments.extend([
        "--time-limit",
        "60",
        "--threads",
        "1",
        "--work-limit",
        "100000000",
    ]);
    let mut running = empanel()
        .args(&arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(std::time::Duration::from_millis(300));
    let _ = running.kill();
    running.wait().expect("it ends");
    assert_eq!(code(&form("data/toy", "2/2", &killed, &["--force"])), 0);
    let bytes = |folder: &Path| fs::read(folder.join("plan.json")).expect("a plan");
    assert_eq!(bytes(&usual), bytes(&killed));
}

#[test]
fn what_is_no_part_is_told_before_anything_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    for (part, further, words) in [
        ("3/2", &[][..], "there is no part 3"),
        ("two", &[][..], "is not a part"),
        ("0/2", &[][..], "no part 0"),
        (
            "2/2",
            &["--part-from-zero"][..],
            "with 1 added: [3/2]: there is no part 3",
        ),
        (
            "1/2",
            &["--round", "defence"][..],
            "cannot be used with --round defence",
        ),
    ] {
        let output = form("no such folder", part, &out, further);
        assert_eq!(code(&output), 2, "{}", stderr(&output));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        assert!(!out.exists());
    }
    let output = form("data/toy", "1/3", &out, &[]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("it has 2 groups"),
        "{}",
        stderr(&output)
    );
    assert!(!out.exists());
}

#[test]
fn plans_that_do_not_belong_together_are_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let season = folder.path().join("season");
    fs::create_dir(&season).expect("a folder");
    let toy = copied(&season);
    let [one, two, out] = ["one", "two", "out"].map(|name| folder.path().join(name));
    assert_eq!(code(&form(&toy, "1/2", &one, &[])), 0);
    assert_eq!(code(&form(&toy, "2/2", &two, &[])), 0);
    let refused = |plans: &[&Path], words: &[&str], exit: i32| {
        let output = merge(&toy, plans, &out, &[]);
        let told = stderr(&output);
        assert_eq!(code(&output), exit, "{told}");
        for words in words {
            assert!(told.contains(words), "{words} in {told}");
        }
        assert!(!out.exists());
    };
    refused(&[&one], &["H145", "missing: 2"], 3);
    refused(
        &[&one, &one],
        &["H146", "Part 1 is named more than once", "H145"],
        3,
    );
    refused(&[&one, &folder.path().join("nothing")], &["nothing"], 3);
    // The season has changed since.
    let experts = season.join("experts.csv");
    let before = fs::read_to_string(&experts).expect("a table");
    fs::write(&experts, before.replace("副教授", "教授")).expect("room on the disk");
    refused(&[&one, &two], &["H147", "experts"], 3);
    fs::write(&experts, &before).expect("room on the disk");
    let rules = season.join("rules.toml");
    let before = fs::read_to_string(&rules).expect("rules");
    fs::write(
        &rules,
        before.replace("max_per_expert = 3", "max_per_expert = 4"),
    )
    .expect("room on the disk");
    refused(&[&one, &two], &["H148", "reviews.max_per_expert"], 3);
    // A part formed under the new rules does not mend it: the other one is told.
    assert_eq!(code(&form(&toy, "2/2", &two, &["--force"])), 0);
    refused(&[&one, &two], &["H148"], 3);
    fs::write(&rules, &before).expect("room on the disk");
    assert_eq!(code(&form(&toy, "2/2", &two, &["--force"])), 0);
    // A whole plan is no part.
    let whole = folder.path().join("whole");
    assert_eq!(code(&merge(&toy, &[&one, &two], &whole, &[])), 0);
    refused(&[&one, &whole], &["H143", "H145"], 3);
}
