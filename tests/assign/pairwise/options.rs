//! Whatever `form`, `rerun` and `edit` write is accepted by `verify`, with any options.

use super::{copied, json, run, text};
use std::fs;

/// Forms with the options and verifies without any: exit code, stdout and stderr of `verify`.
fn verified(season: &str, plan_of: &str, options: &[&str]) -> (i32, String, String) {
    let mut form = vec!["form", season, "--out", plan_of, "--force"];
    form.extend(options);
    if !options.contains(&"--time-limit") {
        form.extend(["--time-limit", "2"]);
    }
    let (code, _, told) = run(&form);
    assert_eq!(code, 0, "{options:?}: {told}");
    run(&["verify", season, &format!("{plan_of}/plan.json")])
}

/// The rules say maxmin, the option says total: optimality is judged by the objective the plan was
/// made for, and the output says so.
#[test]
fn an_objective_given_as_an_option_is_what_is_judged() {
    let season = copied("objective");
    let out = tempfile::tempdir().expect("a folder");
    let (season, out) = (text(season.path()), text(out.path()));
    for (objective, told) in [("total", true), ("maxmin", false)] {
        let (code, found, _) = verified(season, out, &["--objective", objective]);
        assert_eq!(code, 0, "{found}");
        let says = found.contains("made for the objective total");
        assert_eq!(says, told, "{found}");
    }
}

#[test]
fn every_option_of_form_gives_a_plan_that_is_accepted() {
    let season = copied("objective");
    let out = tempfile::tempdir().expect("a folder");
    let (season, out) = (text(season.path()), text(out.path()));
    let log = format!("{out}/log.jsonl");
    let all: [&[&str]; 6] = [
        &["--seed", "9"],
        &["--time-limit", "1", "--threads", "1"],
        &["--work-limit", "500"],
        &[
            "--notice",
            "for trial only",
            "--seed",
            "3",
            "--objective",
            "total",
        ],
        &["--log", &log],
        &[],
    ];
    for options in all {
        let (code, found, _) = verified(season, out, options);
        assert_eq!(code, 0, "{options:?}: {found}");
    }
}

/// Rules given by an option are not in the season's folder: the plan records them and is verified
/// against them, and the output says so. The season's own rules apply on request, and always if
/// they were changed since without any option.
#[test]
fn rules_given_as_an_option_are_what_is_judged() {
    let season = copied("objective");
    let (other, out) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let own = season.path().join("rules.toml");
    let rules = fs::read_to_string(&own).expect("rules");
    // Fewer reviewers than the season's rules require.
    let changed = rules.replace(
        "per_submission = 3",
        "per_submission = 2\nmin_per_member = 0",
    );
    assert_ne!(rules, changed);
    for name in ["other.toml", "rules.toml"] {
        let file = other.path().join(name);
        fs::write(&file, &changed).expect("writable");
        let (season, out) = (text(season.path()), text(out.path()));
        let (code, found, told) = verified(season, out, &["--rules", text(&file)]);
        assert_eq!(code, 0, "{found}");
        assert!(
            told.contains("N725") && told.contains("reviews.per_submission"),
            "{told}"
        );
        let plan = format!("{out}/plan.json");
        let (code, _, told) = run(&["verify", season, &plan, "--rules", text(&own)]);
        assert_eq!(code, 5, "{told}");
    }
    let (folder, out) = (text(season.path()), text(out.path()));
    assert_eq!(verified(folder, out, &[]).0, 0);
    fs::write(&own, &changed).expect("writable");
    let (code, _, told) = run(&["verify", folder, &format!("{out}/plan.json")]);
    assert_eq!(code, 5, "the season's own rules changed: {told}");
}

/// The same for plans derived from it.
#[test]
fn a_rerun_and_an_edit_with_options_are_accepted() {
    let season = copied("objective");
    let out = tempfile::tempdir().expect("a folder");
    let (season, out) = (text(season.path()), text(out.path()));
    assert_eq!(
        verified(season, out, &["--objective", "total", "--seed", "5"]).0,
        0
    );
    let plan = format!("{out}/plan.json");
    let before = json(plan.as_ref());
    assert_eq!(before["seed"], 5);
    let group = &before["groups"][0];
    let (member, id) = (&group["members"][0], &group["id"]);
    let (member, id) = (member.as_str().expect("an id"), id.as_str().expect("an id"));
    let file = format!("{out}/other.toml");
    fs::copy(format!("{season}/rules.toml"), &file).expect("copied");
    let runs: [&[&str]; 3] = [
        &[
            "rerun",
            season,
            "--plan",
            &plan,
            "--rules",
            &file,
            "--time-limit",
            "5",
            "--force",
        ],
        &[
            "edit", &plan, "--season", season, "--rules", &file, "--lead", id, member, "--force",
        ],
        &["rerun", season, "--plan", &plan, "--force"],
    ];
    for arguments in runs {
        let (code, found, told) = run(arguments);
        if arguments[0] == "edit" && code == 5 {
            continue; // who may not lead cannot be made leader
        }
        assert_eq!(code, 0, "{arguments:?}: {found}{told}");
        let (code, found, told) = run(&["verify", season, &plan]);
        assert_eq!(code, 0, "{arguments:?}: {found}{told}");
    }
}

/// A library user passes another seed than the rules: the plan records the seed used.
#[test]
fn the_seed_that_was_used_is_recorded() {
    use empanel::files::tables::read_season;
    use empanel::model::words::Lang;
    use empanel::solve::rerun::{Request, rerun};
    use empanel::solve::{Environment, Unwatched, form};
    use empanel::suitability::affinity::Affinity;
    use empanel::suitability::conflict::Conflicts;
    let folder = copied("objective");
    let season = read_season(folder.path(), None).expect("sound").season;
    assert_ne!(season.rules.solve.seed, 77);
    let stop = std::sync::Arc::default();
    let environment = Environment::new(10.0, 77, 1, &stop, &Unwatched);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let formed = form(&season, &conflicts, &affinity, &environment, Lang::En).expect("a plan");
    assert_eq!(formed.plan.seed, 77);
    let environment = Environment::new(10.0, 78, 1, &stop, &Unwatched);
    let request = Request::default();
    let again = rerun(&season, &formed.plan, &request, &environment, Lang::En).expect("a plan");
    assert_eq!(again.0.plan.seed, 78);
}
