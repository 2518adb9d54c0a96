//! Seats by lot: the same for everybody, fair at every seat, and within what was asked.

mod cli_support;
mod toy_plan;

use cli_support::{code, run, stderr, stdout};
use empanel::checker;
use empanel::draw::{Ask, Drawn, draw};
use empanel::format::read_season;
use empanel::model::Season;
use empanel::plan::Plan;
use empanel::text::Lang;
use std::collections::BTreeMap;
use std::path::Path;

/// The toy season with two more experts who are as good as E007 in every way.
fn season() -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let mut season = read_season(&folder, None).expect("sound").season;
    let position = season.experts.iter().position(|own| own.id == "E007");
    for id in ["E107", "E207"] {
        let mut twin = season.experts[position.expect("E007 is there")].clone();
        twin.id = id.to_owned();
        twin.employer = format!("单位{id}");
        season.experts.push(twin);
    }
    season
}

fn ask<'a>(seed: &'a str, within: f64, refuse: &'a [String]) -> Ask<'a> {
    Ask {
        seed,
        inputs: "inputs",
        within,
        max_chance: None,
        refuse,
        lang: Lang::Zh,
    }
}

fn drawn(season: &Season, seed: &str, within: f64) -> Drawn {
    draw(season, &toy_plan::toy_plan(), &ask(seed, within, &[])).expect("a draw")
}

#[test]
fn the_same_seed_gives_the_same_committee_and_the_checker_accepts_it() {
    let season = season();
    let mut committees = Vec::new();
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let own = drawn(&season, seed, 0.1);
        assert_eq!(own, drawn(&season, seed, 0.1));
        let report = checker::check(&season, &own.plan);
        assert!(report.accepted(), "{:?}", report.violations);
        committees.push(own.plan.groups[1].members.clone());
    }
    committees.sort();
    committees.dedup();
    assert!(committees.len() > 1, "the seed decides");
}

#[test]
fn no_seat_and_so_no_plan_loses_more_than_was_allowed() {
    let season = season();
    for within in [0.0, 0.1, 0.5] {
        for seed in 0..10 {
            let own = drawn(&season, &seed.to_string(), within);
            assert!(own.kept >= 1.0 - within - 1e-9, "{within} {}", own.kept);
            assert!(own.plan.quality.coverage_shortfalls <= 1);
        }
    }
}

/// Three equal candidates, 900 draws with fixed seeds: chi-square with 2 degrees of freedom is
/// above 13.8 with chance 1/1000.
#[test]
fn equal_candidates_are_drawn_equally_often() {
    let season = season();
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for seed in 0..900 {
        let own = drawn(&season, &seed.to_string(), 0.0);
        let step = own
            .steps
            .iter()
            .find(|step| step.holder == "E007")
            .expect("its seat");
        assert_eq!(step.candidates, ["E007", "E107", "E207"]);
        *counts.entry(step.drawn.clone()).or_default() += 1;
    }
    let square: i64 = counts.values().map(|count| (count - 300).pow(2)).sum();
    assert_eq!(counts.len(), 3);
    assert!(square * 10 < 138 * 300, "{counts:?}");
}

/// With a wide bar candidates differ from seat to seat and from draw to draw. Given the seats
/// before, each has the chance 1/m: then the drawn position, cut into halves of the list (of even
/// length), is a fair coin at every seat.
#[test]
fn at_every_seat_each_candidate_has_the_same_chance() {
    let season = season();
    let (mut low, mut all, mut most) = (0_i64, 0_i64, 0);
    for seed in 0..300 {
        for step in drawn(&season, &format!("wide {seed}"), 1.0).steps {
            let count = step.candidates.len();
            most = most.max(count);
            if count % 2 == 0 {
                let at = step.candidates.iter().position(|id| *id == step.drawn);
                low += i64::from(at.expect("a candidate") < count / 2);
                all += 1;
            }
        }
    }
    assert!(most >= 3, "there is something to choose from: {most}");
    // Four standard deviations of a fair coin.
    let off = (2 * low - all).pow(2);
    assert!(all > 100 && off < 16 * all, "{low} of {all}");
}

#[test]
fn who_refuses_is_replaced_and_nobody_else_moves() {
    let season = season();
    let first = drawn(&season, "refusals", 0.0);
    let seat = |own: &Drawn| {
        own.steps
            .iter()
            .find(|step| step.holder == "E007")
            .expect("a seat")
            .drawn
            .clone()
    };
    let one = seat(&first);
    let refuse = vec![one.clone()];
    let structure = toy_plan::toy_plan();
    let again = draw(&season, &structure, &ask("refusals", 0.0, &refuse)).expect("a draw");
    assert_eq!(again.steps, first.steps, "the first draw stands");
    let two = again.redraws[0].step.drawn.clone();
    assert_ne!(one, two);
    assert_eq!(again.redraws[0].step.candidates.len(), 2);
    let members = |own: &Drawn| -> Vec<String> {
        own.plan
            .groups
            .iter()
            .flat_map(|group| group.members.clone())
            .collect()
    };
    let mut expected: Vec<String> = members(&first);
    expected
        .iter_mut()
        .filter(|id| **id == one)
        .for_each(|id| id.clone_from(&two));
    let (mut now, mut then) = (members(&again), expected);
    now.sort();
    then.sort();
    assert_eq!(now, then);
    // Who sits nowhere cannot refuse, and at last nobody is left.
    let codes = |refuse: &[String]| {
        let wrong = draw(&season, &structure, &ask("refusals", 0.0, refuse)).expect_err("wrong");
        wrong[0].code
    };
    let idle = ["E007", "E107", "E207"]
        .into_iter()
        .find(|id| *id != one)
        .expect("one");
    assert_eq!(codes(&[idle.to_owned()]), "L103");
    let three = ["E007", "E107", "E207"]
        .into_iter()
        .find(|id| *id != one && *id != two);
    assert_eq!(codes(&[one, two, three.expect("one").to_owned()]), "L104");
}

#[test]
fn a_cap_on_chances_lowers_the_bar_where_candidates_are_few() {
    let season = season();
    let structure = toy_plan::toy_plan();
    let capped = Ask {
        max_chance: Some(0.5),
        ..ask("cap", 0.0, &[])
    };
    let own = draw(&season, &structure, &capped).expect("a draw");
    for step in &own.steps {
        assert_eq!(step.capped, step.candidates.len() >= 2, "{step:?}");
    }
    assert!(own.steps.iter().any(|step| step.lowered));
    assert!(checker::check(&season, &own.plan).accepted());
}

#[test]
fn a_structure_that_does_not_fit_is_refused() {
    let season = season();
    let codes = |plan: &Plan| draw(&season, plan, &ask("1", 0.1, &[])).expect_err("wrong")[0].code;
    let mut strange = toy_plan::toy_plan();
    strange.groups[0].members[1] = "X999".to_owned();
    assert_eq!(codes(&strange), "L102");
    let mut broken = toy_plan::toy_plan();
    // E004 is barred from S001.
    broken.groups[0].members[1] = "E004".to_owned();
    broken.groups[1].members[1] = "E005".to_owned();
    broken.reviews[0].reviewers[1] = "E004".to_owned();
    broken.reviews[4].reviewers[1] = "E005".to_owned();
    assert_eq!(codes(&broken), "L101");
}

#[test]
fn a_seed_is_committed_to_before_and_revealed_after() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let out = run(&[
        "form",
        "data/toy",
        "--commit",
        "--out",
        &path("c"),
        "--lang",
        "en",
    ]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let (secret, commitment) = (path("c/secret.json"), path("c/commitment.json"));
    let again = run(&[
        "form",
        "data/toy",
        "--commit",
        "--out",
        &path("other"),
        "-q",
    ]);
    assert_eq!(code(&again), 0);
    let reveal = |secret: &str, out: &str| {
        run(&[
            "form",
            "data/toy",
            "--reveal",
            secret,
            "--commitment",
            &commitment,
            "--draw",
            "01 02 03",
            "--within",
            "20%",
            "--work-limit",
            "500",
            "--out",
            out,
            "--lang",
            "en",
        ])
    };
    let wrong = reveal(&path("other/secret.json"), &path("wrong"));
    assert_eq!(code(&wrong), 3);
    assert!(stderr(&wrong).contains("not the one committed to"));
    assert!(!Path::new(&path("wrong/plan.json")).exists());
    let (one, two) = (reveal(&secret, &path("one")), reveal(&secret, &path("two")));
    assert_eq!((code(&one), code(&two)), (0, 0), "{}", stderr(&one));
    assert!(stdout(&one).contains("Draw: 6 seats"), "{}", stdout(&one));
    let read = |name: &str| std::fs::read(path(name)).expect("written");
    for file in ["plan.json", "structure.json"] {
        assert!(
            read(&format!("one/{file}")) == read(&format!("two/{file}")),
            "{file}"
        );
    }
    let protocol = String::from_utf8(read("one/draw.en.md")).expect("UTF-8");
    assert!(protocol.contains("the seed agrees with it") && protocol.contains("01 02 03"));
    // Anybody can draw again from the structure.
    let structure = path("one/structure.json");
    let open = run(&[
        "form",
        "data/toy",
        "--reveal",
        &secret,
        "--commitment",
        &commitment,
        "--draw",
        "01 02 03",
        "--within",
        "20%",
        "--structure",
        &structure,
        "--out",
        &path("three"),
        "--lang",
        "en",
    ]);
    assert_eq!(code(&open), 0, "{}", stderr(&open));
    assert!(read("one/plan.json") == read("three/plan.json"));
    let lonely = run(&["form", "data/toy", "--refuse", "E003", "--out", &path("x")]);
    assert_eq!(code(&lonely), 2);
}
