//! Drawing a committee by lot: reproducible, uniform over what may be drawn, with the listed
//! chances.

use crate::cli_support;
use crate::toy_plan;

use cli_support::{code, run, stderr, stdout};
use empanel::checker;
use empanel::files::tables::read_season;
use empanel::model::plan::{Plan, PlanPin};
use empanel::model::{
    Amount, ExpertIndex, MixRule, MixScope, Place, Season, SubmissionIndex, Wish, Wishes,
};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::{ConflictSeverity, Conflicts};
use empanel::year::draw::{Ask, Drawn, Ticket, draw};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The toy season with additional experts equal to others in every way: (twin, original).
fn season_with(twins: &[(&str, &str)]) -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let mut season = read_season(&folder, None).expect("sound").season;
    // The enumeration below counts coverage by reviewers alone and knows no least load.
    season.rules.groups.industry_members = 0;
    season.rules.reviews.min_per_member = 0;
    for (id, of) in twins {
        let position = season.experts.iter().position(|own| own.id == *of);
        let mut twin = season.experts[position.expect("is there")].clone();
        (*id).clone_into(&mut twin.id);
        twin.employer = format!("单位{id}");
        season.experts.push(twin);
    }
    season
}

fn season() -> Season {
    season_with(&[("E107", "E007"), ("E207", "E007")])
}

/// Asks for a draw in another way.
fn with<'a>(mut ask: Ask<'a>, change: impl FnOnce(&mut Ask<'a>)) -> Ask<'a> {
    change(&mut ask);
    ask
}

/// Asks for a short walk: the toy season is small.
fn ask(seed: &str, within: f64) -> Ask<'_> {
    with(Ask::new(seed, "inputs", within), |ask| {
        ask.options.plans = 20;
        ask.options.steps = Some(60);
    })
}

fn drawn(season: &Season, seed: &str, within: f64) -> Drawn {
    draw(season, &toy_plan::toy_plan(), &ask(seed, within)).expect("a draw")
}

/// Chi-square that is exceeded with chance 1/1000 (Wilson and Hilferty 1931).
fn critical(freedom: usize) -> f64 {
    let freedom = u32::try_from(freedom).map(f64::from).expect("small");
    let spread = 2.0 / (9.0 * freedom);
    freedom * (1.0 - spread + 3.09 * spread.sqrt()).powi(3)
}

fn chi_square(counts: impl Iterator<Item = usize>, expected: f64) -> f64 {
    let off = |count: usize| u32::try_from(count).map(f64::from).expect("small") - expected;
    counts.map(|count| off(count).powi(2) / expected).sum()
}

#[test]
fn the_same_seed_gives_the_same_committee_and_the_checker_accepts_it() {
    let season = season();
    let mut committees = BTreeSet::new();
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let own = drawn(&season, seed, 0.3);
        assert_eq!(own, drawn(&season, seed, 0.3));
        let report = checker::check(&season, &own.plan);
        assert!(report.accepted(), "{:?}", report.violations);
        let ticket = &own.lots.urn[own.lots.ball.plan - 1];
        for group in &own.plan.groups {
            let mut members = group.members.clone();
            members.sort();
            assert_eq!(
                members, ticket.groups[&group.id],
                "the plan is the one drawn"
            );
        }
        committees.insert(ticket.groups.clone());
    }
    assert!(committees.len() > 1, "the seed decides");
}

#[test]
fn no_plan_of_the_urn_loses_more_than_was_allowed() {
    let season = season();
    for within in [0.0, 0.1, 0.5, 1.0] {
        let own = drawn(&season, "limits", within);
        assert!(own.kept >= 1.0 - within - 1e-9, "{within} {}", own.kept);
        assert_eq!(own.plan.quality.coverage_shortfalls, 1);
        for ticket in &own.lots.urn {
            assert!(
                ticket.total_score >= 8.0125 * (1.0 - within) - 1e-6,
                "{within}"
            );
            assert!(ticket.shortfalls <= 1);
        }
    }
    // The best plan of the toy season is unique, so without a permitted loss there is nothing to
    // draw.
    let tight = drawn(&season_with(&[]), "limits", 0.0);
    assert!(
        tight
            .lots
            .chances
            .iter()
            .all(|own| own.plans == 20 && own.drawn)
    );
    assert_eq!(tight.lots.course.moved, 0);
}

/// Committees that may be drawn, by definition instead of the program's moves: every choice of
/// three and three, and for each group every way to give its three submissions two reviewers.
struct Enumeration<'a> {
    season: &'a Season,
    affinity: Affinity,
    conflicts: Conflicts,
    within: f64,
}

fn enumerate(season: &Season, within: f64) -> BTreeSet<Vec<Vec<String>>> {
    let enumeration = Enumeration {
        season,
        affinity: Affinity::build(season),
        conflicts: Conflicts::build(season),
        within,
    };
    enumeration.committees()
}

fn committee(ticket: &Ticket) -> Vec<Vec<String>> {
    ticket.groups.values().cloned().collect()
}

impl Enumeration<'_> {
    fn committees(&self) -> BTreeSet<Vec<Vec<String>>> {
        let pool: Vec<usize> = (2..self.season.experts.len()).collect();
        let mut all = BTreeSet::new();
        let first = self.groups(&pool, &[0, 1, 2]);
        let second = self.groups(&pool, &[3, 4, 5]);
        for one in &first {
            for other in second
                .iter()
                .filter(|other| one.iter().all(|own| !other.contains(own)))
            {
                let ids = |group: &[usize]| {
                    let mut ids: Vec<String> = group
                        .iter()
                        .map(|&own| self.season.experts[own].id.clone())
                        .collect();
                    ids.sort();
                    ids
                };
                all.insert(vec![ids(one), ids(other)]);
            }
        }
        all
    }

    /// Triples that may form the group with these submissions.
    fn groups(&self, pool: &[usize], submissions: &[usize; 3]) -> Vec<[usize; 3]> {
        let best: (usize, f64) = match submissions[0] {
            0 => (0, 3.9625),
            _ => (1, 4.05),
        };
        let mut found = Vec::new();
        for &a in pool {
            for &b in pool.iter().filter(|b| **b > a) {
                for &c in pool.iter().filter(|c| **c > b) {
                    let members = [a, b, c];
                    let leads = members.iter().any(|&own| self.season.experts[own].can_lead);
                    let worth = self.worth(&members, submissions);
                    let meets = worth.is_some_and(|(short, total)| {
                        short <= best.0 && total >= best.1 * (1.0 - self.within) - 1e-9
                    });
                    if leads && meets {
                        found.push(members);
                    }
                }
            }
        }
        found
    }

    /// The fewest shortfalls and then the highest total of any way to review; `None` if there is
    /// none, or somebody has no review in the best.
    fn worth(&self, members: &[usize; 3], submissions: &[usize; 3]) -> Option<(usize, f64)> {
        let severity = |e: usize, s: usize| {
            self.conflicts
                .severity(ExpertIndex::new(e), SubmissionIndex::new(s))
        };
        let pairs = members
            .iter()
            .flat_map(|&e| submissions.iter().map(move |&s| (e, s)));
        if pairs
            .into_iter()
            .any(|(e, s)| severity(e, s) == Some(ConflictSeverity::Bar))
        {
            return None;
        }
        let mut best: Option<(usize, f64, bool)> = None;
        // Which member does not review: one digit in base 3 for each submission.
        for code in 0..27_usize {
            let left = [code % 3, code / 3 % 3, code / 9];
            let mut load = [0_u32; 3];
            let (mut short, mut total, mut able) = (0, 0.0, true);
            for (&submission, &left) in submissions.iter().zip(&left) {
                let mut covered = 0;
                for (at, &member) in members.iter().enumerate().filter(|(at, _)| *at != left) {
                    let (e, s) = (ExpertIndex::new(member), SubmissionIndex::new(submission));
                    load[at] += 1;
                    able &= severity(member, submission).is_none();
                    covered |= self.affinity.coverage(e, s);
                    total += self.affinity.score(e, s);
                }
                let needs = 1 + self.season.submissions[submission].domains.len();
                short += (0..needs).filter(|bit| covered >> bit & 1 == 0).count();
            }
            let caps = members.iter().zip(&load).all(|(&member, &load)| {
                load <= self.season.experts[member].max_reviews.unwrap_or(3).min(3)
            });
            let better = best.is_none_or(|(least, most, _)| {
                short < least || short == least && total > most + 1e-9
            });
            if able && caps && better {
                best = Some((short, total, load.iter().all(|&load| load > 0)));
            }
        }
        best.filter(|(_, _, all)| *all)
            .map(|(short, total, _)| (short, total))
    }
}

/// The urn contains every committee that may be drawn equally often, and no other. The plans are
/// far enough apart to be independent, and the seed is fixed.
#[test]
fn all_committees_that_may_be_drawn_are_equally_likely() {
    let season = season_with(&[("E107", "E007"), ("E108", "E008"), ("E103", "E003")]);
    let within = 0.4;
    let all = enumerate(&season, within);
    assert!((10..100).contains(&all.len()), "{} to draw from", all.len());
    let square = |steps: u64| {
        let uniform = with(ask("uniform", within), |ask| {
            ask.options.plans = all.len() * 60;
            ask.options.steps = Some(steps);
        });
        let own = draw(&season, &toy_plan::toy_plan(), &uniform).expect("a draw");
        let mut counts: BTreeMap<Vec<Vec<String>>, usize> =
            all.iter().map(|committee| (committee.clone(), 0)).collect();
        for ticket in &own.lots.urn {
            *counts.entry(committee(ticket)).or_default() += 1;
        }
        assert_eq!(counts.len(), all.len(), "no other committee was drawn");
        chi_square(counts.values().copied(), 60.0)
    };
    let far = square(400);
    assert!(far < critical(all.len() - 1), "{far} for {}", all.len());
    // The test has power: plans one step apart are far from independent.
    assert!(square(1) > critical(all.len() - 1));
}

/// Over many seeds each committee is the outcome equally often.
#[test]
fn over_many_seeds_every_committee_comes_out_equally_often() {
    let season = season();
    let all = enumerate(&season, 0.4);
    let mut counts: BTreeMap<Vec<Vec<String>>, usize> =
        all.iter().map(|committee| (committee.clone(), 0)).collect();
    for seed in 0..100 * all.len() {
        let seed = format!("seed {seed}");
        let short = with(ask(&seed, 0.4), |ask| {
            ask.options.plans = 2;
            ask.options.steps = Some(20);
        });
        let own = draw(&season, &toy_plan::toy_plan(), &short).expect("a draw");
        let ticket = &own.lots.urn[own.lots.ball.plan - 1];
        *counts.entry(committee(ticket)).or_default() += 1;
    }
    assert!(counts.len() == all.len() && all.len() > 3, "{counts:?}");
    let square = chi_square(counts.values().copied(), 100.0);
    assert!(square < critical(all.len() - 1), "{square} {counts:?}");
}

#[test]
fn chairs_are_drawn_where_that_is_asked() {
    let season = season_with(&[("E201", "E002"), ("E202", "E002")]);
    let structure = toy_plan::toy_plan();
    let heads = |chairs: bool| {
        let own = draw(
            &season,
            &structure,
            &with(ask("heads", 0.0), |ask| {
                ask.options.chairs = chairs;
                ask.options.plans = 600;
            }),
        );
        let own = own.expect("a draw");
        let report = checker::check(&season, &own.plan);
        assert!(report.accepted(), "{:?}", report.violations);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for ticket in &own.lots.urn {
            // A pin makes E001 the chair.
            assert_eq!(ticket.chair, "E001");
            *counts.entry(ticket.vice_chair.clone()).or_default() += 1;
        }
        (counts, own.lots)
    };
    let (counts, lots) = heads(false);
    assert_eq!(counts, BTreeMap::from([("E002".to_owned(), 600)]));
    assert_eq!(lots.places, 6);
    let fixed = lots.chances.iter().filter(|own| own.fixed);
    assert_eq!(
        fixed.map(|own| own.expert.as_str()).collect::<Vec<_>>(),
        ["E001", "E002"]
    );
    let (counts, lots) = heads(true);
    // E001 is pinned as the chair: seven places are drawn, not eight.
    assert_eq!((counts.len(), lots.places, lots.pinned), (3, 7, 1));
    assert!(
        chi_square(counts.values().copied(), 200.0) < critical(2),
        "{counts:?}"
    );
}

/// Enough equal experts for everybody but the chairs, so that half the plans can do without any one
/// of them.
fn capped_season() -> Season {
    season_with(&[
        ("E103", "E003"),
        ("E104", "E004"),
        ("E105", "E005"),
        ("E106", "E006"),
        ("E107", "E007"),
        ("E108", "E008"),
        ("E207", "E007"),
        ("E208", "E008"),
    ])
}

#[test]
fn a_cap_holds_for_everybody_over_the_whole_committee() {
    let season = capped_season();
    let structure = toy_plan::toy_plan();
    let capped = |chance: f64, seed: &str, plans: usize| {
        let asked = with(ask(seed, 0.5), |ask| {
            ask.options.max_chance = Some(chance);
            ask.options.plans = plans;
        });
        draw(&season, &structure, &asked)
    };
    let free = draw(
        &season,
        &structure,
        &with(ask("cap", 0.5), |ask| {
            ask.options.plans = 40;
        }),
    )
    .expect("a draw");
    let most = |own: &Drawn| {
        let open = own.lots.chances.iter().filter(|own| !own.fixed);
        open.map(|own| own.plans).max().expect("somebody")
    };
    assert!(most(&free) > 20, "without a cap somebody is above it");
    let own = capped(0.5, "cap", 40).expect("a draw");
    assert_eq!(own.lots.above, Vec::<String>::new());
    assert!(most(&own) <= 20);
    let sum: usize = own.lots.chances.iter().map(|own| own.plans).sum();
    assert_eq!(sum, 40 * 8, "every plan seats eight");
    // The list is correct: over many seeds nobody is seated more often than the cap permits, within
    // four standard deviations.
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let draws = 100;
    for seed in 0..draws {
        let own = capped(0.5, &seed.to_string(), 10).expect("a draw");
        assert_eq!(own.lots.above, Vec::<String>::new());
        for id in own.plan.groups.iter().flat_map(|group| &group.members) {
            *counts.entry(id.clone()).or_default() += 1;
        }
    }
    assert!(
        counts.values().all(|&count| count <= draws / 2 + 20),
        "{counts:?}"
    );
    // Six seats among fourteen: a cap below 6/14 is impossible.
    let low = capped(0.4, "low", 100).expect_err("too low");
    assert_eq!((low[0].code, low[0].value.as_str()), ("L106", "43/100"));
}

#[test]
fn experts_whom_nobody_can_replace_are_named_as_above_the_cap() {
    let season = season();
    let asked = with(ask("cap", 0.4), |ask| {
        ask.options.max_chance = Some(0.9);
    });
    let own = draw(&season, &toy_plan::toy_plan(), &asked).expect("a draw");
    // Only E003 and E006 may lead.
    for id in ["E003", "E006"] {
        assert!(
            own.lots.above.iter().any(|own| own == id),
            "{:?}",
            own.lots.above
        );
    }
    assert!(
        !own.lots.above.iter().any(|id| id == "E001"),
        "the chair is not drawn"
    );
    for chance in &own.lots.chances {
        let above = own.lots.above.contains(&chance.expert);
        assert_eq!(above, chance.plans > 18 && !chance.fixed, "{chance:?}");
    }
}

#[test]
fn who_refuses_is_replaced_and_nobody_else_moves() {
    let season = season();
    let structure = toy_plan::toy_plan();
    let again = |refuse: &[String]| {
        draw(
            &season,
            &structure,
            &with(ask("refusals", 0.4), |ask| {
                ask.refuse = refuse;
            }),
        )
    };
    let first = again(&[]).expect("a draw");
    let alike = ["E007", "E107", "E207"];
    let seated = |own: &Drawn| -> BTreeSet<String> {
        own.plan
            .groups
            .iter()
            .flat_map(|group| group.members.clone())
            .collect()
    };
    let of = |own: &Drawn| {
        seated(own)
            .into_iter()
            .find(|id| alike.contains(&id.as_str()))
    };
    let one = of(&first).expect("one of the three sits");
    let second = again(std::slice::from_ref(&one)).expect("a draw");
    assert_eq!(second.lots.urn, first.lots.urn, "the first draw stands");
    let redraw = &second.lots.redraws[0];
    assert_eq!(
        (redraw.refused.as_str(), redraw.place.as_str()),
        (one.as_str(), "G02")
    );
    assert!(redraw.candidates.contains(&redraw.drawn) && !redraw.candidates.contains(&one));
    let mut expected = seated(&first);
    expected.remove(&one);
    expected.insert(redraw.drawn.clone());
    assert_eq!(seated(&second), expected);
    assert!(checker::check(&season, &second.plan).accepted());
    // Both candidates have the same chance.
    let mut counts = [0_i32; 2];
    for seed in 0..200 {
        let seed = seed.to_string();
        let refuse = ["E007".to_owned()];
        let asked = with(ask(&seed, 0.0), |ask| {
            ask.refuse = &refuse;
            ask.options.plans = 1;
            ask.options.steps = Some(1);
        });
        // Where E007 was not drawn there is nothing to refuse.
        let Ok(own) = draw(&season, &structure, &asked) else {
            continue;
        };
        let redraw = &own.lots.redraws[0];
        assert_eq!(redraw.candidates.len(), 2);
        counts[usize::from(redraw.drawn == redraw.candidates[1])] += 1;
    }
    let half = f64::from(counts[0] + counts[1]) / 2.0;
    let counts = counts.map(|count| usize::try_from(count).expect("small"));
    assert!(half > 25.0 && chi_square(counts.into_iter(), half) < critical(1));
}

#[test]
fn refusals_that_cannot_be_answered_are_told() {
    let season = season_with(&[]);
    let structure = toy_plan::toy_plan();
    let codes = |id: &str| {
        let refuse = [id.to_owned()];
        let own = draw(
            &season,
            &structure,
            &with(ask("1", 0.1), |ask| {
                ask.refuse = &refuse;
            }),
        );
        own.expect_err("wrong")[0].code
    };
    // The chair was not drawn; X999 is unknown; without E003 nobody can lead the first group.
    assert_eq!(
        [codes("E001"), codes("X999"), codes("E003")],
        ["L103", "L105", "L104"]
    );
}

#[test]
fn a_structure_that_does_not_fit_is_refused() {
    let season = season();
    let codes = |plan: &Plan| draw(&season, plan, &ask("1", 0.1)).expect_err("wrong")[0].code;
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
fn who_withdrew_since_the_structure_is_not_drawn_again() {
    let season = season();
    let mut structure = toy_plan::toy_plan();
    structure.withdrawn = vec!["E107".to_owned()];
    // The office kept E008 by hand, so a draw keeps E008 too.
    structure.pins = vec![PlanPin {
        kind: "member".to_owned(),
        subject: "E008".to_owned(),
        object: "G01".to_owned(),
    }];
    let mut seen = BTreeSet::new();
    for seed in ["1", "2", "3", "4"] {
        let own = draw(&season, &structure, &ask(seed, 1.0)).expect("a draw");
        for ticket in &own.lots.urn {
            seen.extend(ticket.groups.values().flatten().cloned());
            assert!(ticket.groups["G01"].contains(&"E008".to_owned()));
        }
        assert!(own.lots.chances.iter().all(|own| own.expert != "E107"));
        assert_eq!(own.lots.pool, 9, "ten experts, one of whom withdrew");
        assert_eq!(own.lots.withdrawn, ["E107"]);
        // E008 is not drawn, and neither is the place.
        assert_eq!((own.lots.places, own.lots.pinned), (5, 1));
        assert_eq!(own.lots.counts().fixed, 3, "E008, chair and vice chair");
        assert_eq!(own.plan.withdrawn, ["E107"]);
    }
    assert!(!seen.contains("E107") && seen.contains("E207"), "{seen:?}");
}

/// If the rules do not limit the submissions of a group, any number left by a rerun is acceptable:
/// a draw moves none of them.
#[test]
fn groups_may_have_as_many_submissions_as_the_structure_gives_them() {
    let mut season = season();
    season.rules.groups.min_submissions = 0;
    season.rules.groups.max_submissions = 0;
    season.rules.reviews.max_per_expert = 5;
    let mut structure = toy_plan::toy_plan();
    for id in ["S004", "S005"] {
        structure.groups[1].submissions.retain(|own| own != id);
        structure.groups[0].submissions.push(id.to_owned());
        let mut reviews = structure.reviews.iter_mut();
        let review = reviews.find(|own| own.submission == id).expect("a review");
        review.group = "G01".to_owned();
        review.reviewers = ["E003", "E005"].map(str::to_owned).to_vec();
    }
    let own = draw(&season, &structure, &ask("1", 0.3)).expect("a draw");
    assert_eq!(own.plan.groups[0].submissions.len(), 5);
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
    assert!(stderr(&wrong).contains("does not match the published commitment"));
    assert!(!Path::new(&path("wrong/plan.json")).exists());
    let (one, two) = (reveal(&secret, &path("one")), reveal(&secret, &path("two")));
    assert_eq!((code(&one), code(&two)), (0, 0), "{}", stderr(&one));
    assert!(stdout(&one).contains("Draw: 6 places"), "{}", stdout(&one));
    let read = |name: &str| std::fs::read(path(name)).expect("written");
    for file in ["plan.json", "structure.json"] {
        assert!(
            read(&format!("one/{file}")) == read(&format!("two/{file}")),
            "{file}"
        );
    }
    let protocol = String::from_utf8(read("one/draw.en.md")).expect("UTF-8");
    assert!(protocol.contains("the seed matches it") && protocol.contains("01 02 03"));
    assert!(protocol.contains(" | vice chair | "), "{protocol}");
    let chinese = String::from_utf8(read("one/draw.zh.md")).expect("UTF-8");
    assert!(chinese.contains(" | 副主任委员 | ") && !chinese.contains(" | chair | "));
    // Anybody can verify with standard tools that the published hash is that of the seed.
    let command = protocol.split('`').find(|part| part.starts_with("printf"));
    let shell = std::process::Command::new("sh")
        .args(["-c", command.expect("a command")])
        .output();
    let told = stdout(&shell.expect("a shell"));
    let published: serde_json::Value =
        serde_json::from_slice(&read("c/commitment.json")).expect("JSON");
    assert_eq!(
        Some(told.split(' ').next().unwrap_or_default()),
        published["commitment"].as_str()
    );
    assert!(stdout(&out).contains("sha256sum"), "{}", stdout(&out));
    // Anybody can repeat the draw from the structure.
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

/// The plan to draw from is the same in every language, so the same committee is drawn; only the
/// names shown to people are in the language of the run.
#[test]
fn the_language_of_the_run_does_not_change_who_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let form = |lang: &str, out: &str, further: &[&str]| {
        let mut arguments = vec!["form", "data/toy", "--draw", "01 02 03", "--within", "20%"];
        arguments.extend(["--work-limit", "500", "--out", out, "--lang", lang]);
        arguments.extend(further);
        let output = run(&arguments);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    };
    let read = |name: &str| std::fs::read(path(name)).expect("written");
    let plan = |name: &str| serde_json::from_slice::<Plan>(&read(name)).expect("a plan");
    form("zh", &path("zh"), &[]);
    // Time limit and number of threads are not part of the input either.
    form("en", &path("en"), &["--time-limit", "50", "--threads", "2"]);
    assert!(read("zh/structure.json") == read("en/structure.json"));
    let (zh, en) = (plan("zh/plan.json"), plan("en/plan.json"));
    let lots = |name: &str| {
        let record: serde_json::Value = serde_json::from_slice(&read(name)).expect("JSON");
        record["lots"].clone()
    };
    assert_eq!(lots("zh/draw.json"), lots("en/draw.json"));
    let names =
        |plan: &Plan| -> Vec<String> { plan.groups.iter().map(|own| own.name.clone()).collect() };
    assert!(names(&zh).iter().all(|name| !name.is_ascii()), "{zh:?}");
    assert!(names(&en).iter().all(|name| name.is_ascii()), "{en:?}");
    let bare = |mut plan: Plan| {
        plan.groups.iter_mut().for_each(|own| own.name.clear());
        plan.shortfalls
            .iter_mut()
            .for_each(|own| own.reason.clear());
        // The given time limit is recorded but has no effect.
        plan.rules = empanel::model::Rules::default();
        plan
    };
    assert_eq!(bare(zh), bare(en.clone()));
    // The structure itself gives the same result, in the language of the run.
    form(
        "en",
        &path("again"),
        &["--structure", &path("zh/structure.json")],
    );
    assert_eq!(bare(plan("again/plan.json")), bare(en.clone()));
    assert_eq!(names(&plan("again/plan.json")), names(&en));
}

/// Names given to groups by the office are kept in any language.
#[test]
fn a_draw_keeps_the_names_that_the_office_gave() {
    let mut structure = toy_plan::toy_plan();
    structure.groups[0].name = "机械与汽车组".to_owned();
    for lang in [
        empanel::model::words::Lang::Zh,
        empanel::model::words::Lang::En,
    ] {
        let ask = with(ask("1", 0.3), |ask| {
            ask.lang = lang;
        });
        let own = draw(&season(), &structure, &ask).expect("a draw");
        assert_eq!(own.plan.groups[0].name, "机械与汽车组");
    }
}

/// Invalid options are reported in one line, in both languages, before any work.
#[test]
fn options_that_make_no_sense_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out").display().to_string();
    let tell = |options: &[&str], lang: &str| {
        let mut arguments = vec!["form", "data/toy", "--out", &out, "--lang", lang];
        arguments.extend(options);
        let output = run(&arguments);
        assert_eq!(code(&output), 2, "{options:?}: {}", stderr(&output));
        assert!(!Path::new(&out).exists());
        stderr(&output)
    };
    for (options, zh, en) in [
        (
            &["--draw", "1", "--within", "-5%"][..],
            "0% 到 100%",
            "from 0% to 100%",
        ),
        (
            &["--draw", "1", "--within", "101%"],
            "0% 到 100%",
            "from 0% to 100%",
        ),
        (
            &["--draw", "1", "--within", "many"],
            "0% 到 100%",
            "from 0% to 100%",
        ),
        (
            &["--draw", "1", "--max-chance", "-0.2"],
            "0% 到 100%",
            "from 0% to 100%",
        ),
        (
            &["--draw", "1", "--max-chance", "0"],
            "须大于 0",
            "must be above 0",
        ),
        (&["--draw", ""], "种子是空的", "seed of --draw is empty"),
        (&["--draw", " "], "种子是空的", "seed of --draw is empty"),
        (&["--draw"], "种子是空的", "seed of --draw is empty"),
        (
            &["--draw-chairs"],
            "--draw-chairs 只用于抽签",
            "--draw-chairs is only for a draw",
        ),
        (
            &["--refuse", "E003"],
            "--refuse 只用于抽签",
            "--refuse is only for a draw",
        ),
        (
            &["--commit", "--draw", "1"],
            "--commit 只生成",
            "--commit only makes",
        ),
        (
            &["--draw", "1", "--draw-plans", "0"],
            "--draw-plans",
            "--draw-plans",
        ),
        (&["--reveal", "secret.json"], "--commitment", "--commitment"),
    ] {
        for (lang, words) in [("zh", zh), ("en", en)] {
            let told = tell(options, lang);
            assert!(told.contains(words), "{options:?}: {told}");
        }
    }
}

#[test]
fn input_that_a_draw_cannot_use_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("no.json"), "{}").expect("written");
    let tell = |options: &[&str], lang: &str| {
        let out = path("out");
        let mut arguments = vec!["form", "data/toy", "--work-limit", "300", "--draw", "1"];
        arguments.extend(["--out", &out, "--lang", lang]);
        arguments.extend(options);
        let output = run(&arguments);
        assert_eq!(code(&output), 3, "{options:?}: {}", stderr(&output));
        let written = std::fs::read_dir(&out).map_or(0, Iterator::count);
        assert_eq!(written, 0, "{options:?}");
        stderr(&output)
    };
    let (no, gone) = (path("no.json"), path("gone.json"));
    for (options, zh, en) in [
        (&["--refuse", "X999"][..], "没有编号 X999", "no id X999"),
        (
            &["--refuse", "E001"],
            "E001 没有被抽中",
            "E001 was not drawn",
        ),
        (
            &["--max-chance", "50%"],
            "机会最平均",
            "even if shared evenly",
        ),
        (
            &["--reveal", &no, "--commitment", &no],
            "不是 form --commit 写出的文件",
            "was not written by form --commit",
        ),
        (&["--structure", &gone], "gone.json", "gone.json"),
    ] {
        for (lang, words) in [("zh", zh), ("en", en)] {
            let told = tell(options, lang);
            assert!(told.contains(words), "{options:?}: {told}");
        }
    }
}

#[test]
fn a_draw_without_choice_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |within: &str, lang: &str| {
        let out = folder.path().join(format!("{within}{lang}"));
        let out = out.display().to_string();
        let output = run(&[
            "form",
            "data/toy",
            "--work-limit",
            "500",
            "--draw",
            "1",
            "--within",
            within,
            "--draw-plans",
            "5",
            "--draw-steps",
            "200",
            "--out",
            &out,
            "--lang",
            lang,
        ]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stderr(&output)
    };
    assert!(told("0", "zh").contains("没有可选的余地"));
    assert!(told("0%", "en").contains("nothing to choose"));
    // Six experts for six seats: there is no choice, whatever the limit.
    assert!(told("100%", "en").contains("nothing to choose"));
}

/// Of three twins of E007 one is kept out by a rule that must hold, one by a rule that counts: the
/// structure misses none. Wishes count in the total that may be lost.
#[test]
fn a_draw_keeps_mixes_and_wishes() {
    let mut season = season_with(&[("E107", "E007"), ("E207", "E007"), ("E307", "E007")]);
    for expert in &mut season.experts {
        let kind = match expert.id.as_str() {
            "E107" => "甲",
            "E207" => "乙",
            _ => "",
        };
        expert.columns = vec![("资格".to_owned(), kind.to_owned())];
    }
    let none = |kind: &str, hard| MixRule {
        name: String::new(),
        of: MixScope::Group,
        column: "资格".to_owned(),
        values: vec![kind.to_owned()],
        at_least: None,
        at_most: Some(Amount::Count(0)),
        hard,
    };
    let drawn = |season: &Season| {
        let own = drawn(season, "mix", 0.3);
        let report = checker::check(season, &own.plan);
        assert!(report.accepted(), "{:?}", report.violations);
        let tickets = own.lots.urn.iter();
        let members = tickets.flat_map(|ticket| ticket.groups.values().flatten().cloned());
        let members: BTreeSet<String> = members.collect();
        ["E107", "E207", "E307"].map(|id| members.contains(id))
    };
    assert_eq!(drawn(&season), [true; 3]);
    season.rules.mix = vec![none("甲", true), none("乙", false)];
    let at = season.experts.len() - 1;
    season.rules.score.wishes = 0.1;
    season.wishes = Wishes::new([Wish {
        expert: ExpertIndex::new(at),
        submission: SubmissionIndex(3),
        strength: 2,
        place: Place::default(),
    }]);
    assert_eq!(drawn(&season), [false, false, true]);
}
