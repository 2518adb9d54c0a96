//! Counts that were not reported before.

use super::{case, run, text};

/// One wish in a table of scores sets all other pairs to 0: `check`, `form` and `conflicts` report
/// it.
#[test]
fn a_table_of_scores_tells_what_it_holds_and_what_counts_nothing() {
    let season = case("bids-as-scores");
    let out = tempfile::tempdir().expect("a folder");
    let season = text(&season);
    let verbs: [&[&str]; 3] = [
        &["check", season],
        &["conflicts", season],
        &[
            "form",
            season,
            "--out",
            text(out.path()),
            "--force",
            "--time-limit",
            "2",
        ],
    ];
    for arguments in verbs {
        let (_, _, told) = run(arguments);
        assert!(
            told.contains("W671") && told.contains("scores.csv"),
            "{arguments:?}: {told}"
        );
        assert!(
            told.contains("1 of 112") && told.contains("other 111 count as 0"),
            "{told}"
        );
    }
}

/// Seated members without reviews are named by `form` and `verify`.
#[test]
fn a_member_without_a_review_is_named() {
    let season = case("member-without-a-review");
    let out = tempfile::tempdir().expect("a folder");
    let (season, folder) = (text(&season), text(out.path()));
    let (code, _, told) = run(&["form", season, "--out", folder, "--force"]);
    assert_eq!(code, 0, "{told}");
    let plan = super::json(&out.path().join("plan.json"));
    let reviews = plan["reviews"].to_string();
    let members = plan["groups"].as_array().expect("groups").iter();
    let members = members.flat_map(|group| group["members"].as_array().expect("members"));
    let idle: Vec<&str> = members
        .filter_map(|id| id.as_str())
        .filter(|id| !reviews.contains(&format!("\"{id}\"")))
        .collect();
    assert!(!idle.is_empty(), "the case has one");
    let ids = idle.join(" ");
    assert!(told.contains("N728") && told.contains(&ids), "{told}");
    let (code, found, _) = run(&["verify", season, &format!("{folder}/plan.json")]);
    assert_eq!(code, 0);
    assert!(
        found.contains(&format!("review nothing ({}): {ids}", idle.len())),
        "{found}"
    );
}

/// Too few experts for the seats is one shortage, reported once and under one code.
#[test]
fn a_shortage_of_experts_is_told_once() {
    let season = super::copied("member-without-a-review");
    let rules = season.path().join("rules.toml");
    let own = std::fs::read_to_string(&rules).expect("rules");
    std::fs::write(
        &rules,
        own.replace(
            "min_members = 3\nmax_members = 3",
            "min_members = 9\nmax_members = 9",
        ),
    )
    .expect("writable");
    let (_, found, told) = run(&["check", text(season.path())]);
    assert!(found.contains('✗'), "{found}{told}");
    let seats = |line: &&str| line.contains('✗') && (line.contains("R03") || line.contains("R04"));
    let lines: Vec<&str> = found.lines().filter(seats).collect();
    assert!(lines.len() == 1 && lines[0].contains("R04"), "{found}");
}
