//! A season divided into parts, and the parts put together.

use empanel::files::tables::read_season;
use empanel::lab::generate::{Drawn, Recipe, Shape, Table};
use empanel::model::plan::Plan;
use empanel::model::{
    ExpertIndex, Part, Pin, PinKind, PinObject, PinSubject, Place, SubmissionIndex,
};
use empanel::solve::division::{Division, Undivided, divide};
use empanel::{Error, FormOptions, Named, Season, model};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn drawn(recipe: Recipe) -> (Season, Drawn) {
    let folder = tempfile::tempdir().expect("a folder");
    let drawn = recipe.draw();
    for table in Table::ALL {
        let mut file = std::fs::File::create(folder.path().join(table.file())).expect("a file");
        drawn.write(table, &mut file).expect("room on the disk");
    }
    let season = read_season(folder.path(), None).expect("a readable season");
    (Season::new(season.season), drawn)
}

fn planted(groups: usize) -> (Season, Drawn) {
    drawn(Recipe::planted(None, None, Some(groups), 1).expect("a recipe"))
}

fn toy() -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    empanel::read(folder).expect("a readable season")
}

fn divided(season: &Season, parts: usize) -> Result<Division, Undivided> {
    divide(season.model(), season.conflicts(), season.affinity(), parts)
}

fn options(work: u64) -> FormOptions {
    FormOptions {
        seconds: 600.0,
        threads: 2,
        work: Some(work),
        ..FormOptions::default()
    }
}

/// The plans of all parts.
fn formed(season: &Season, of: usize, work: u64) -> Vec<Named> {
    let parts = season.divide(of).expect("a division");
    let form = |number| {
        let own = parts.season(Part { number, of });
        let formed = own.form(&options(work)).expect("a plan of the part");
        formed.check().expect("every rule of the part kept");
        season
            .check(&formed.plan)
            .expect("the whole season judges a part by its part");
        (format!("part{number}"), formed.plan)
    };
    (1..=of).map(form).collect()
}

/// The codes of the errors that keep these plans from being put together.
fn refused(season: &Season, plans: &[Named]) -> Vec<&'static str> {
    match season.merge(plans, &options(100)) {
        Err(Error::Input(problems)) => problems.iter().map(|own| own.code).collect(),
        other => panic!("{other:?}"),
    }
}

/// Checks that everything is in exactly one part, and every number as in the whole.
fn is_whole(season: &model::Season, division: &Division) {
    let passed: BTreeSet<usize> = (0..season.submissions.len())
        .filter(|&at| season.submissions[at].passed)
        .collect();
    let mut held: Vec<usize> = division
        .parts
        .iter()
        .flat_map(|own| own.submissions.iter().map(|at| at.at()))
        .collect();
    held.sort_unstable();
    assert_eq!(
        held,
        passed.into_iter().collect::<Vec<_>>(),
        "each submission in one part"
    );
    let seated: Vec<ExpertIndex> = division
        .parts
        .iter()
        .flat_map(|own| own.experts.clone())
        .collect();
    let distinct: BTreeSet<ExpertIndex> = seated.iter().copied().collect();
    assert_eq!(seated.len(), distinct.len(), "nobody in two parts");
    assert!(
        distinct
            .iter()
            .all(|at| season.may_serve(&season.experts[at.at()]))
    );
    assert!(division.heads.iter().all(|head| !distinct.contains(head)));
    let mut groups: Vec<usize> = division
        .parts
        .iter()
        .flat_map(|own| own.groups.clone())
        .collect();
    groups.sort_unstable();
    assert_eq!(groups, (0..division.groups).collect::<Vec<_>>());
}

#[test]
fn the_toy_season_is_divided_by_field() {
    let season = toy();
    let division = divided(&season, 2).expect("a division");
    is_whole(season.model(), &division);
    let ids = |part: usize| -> (Vec<&str>, Vec<&str>) {
        let own = &division.parts[part];
        let submissions = own
            .submissions
            .iter()
            .map(|at| season.submissions[at.at()].id.as_str());
        let experts = own
            .experts
            .iter()
            .map(|at| season.experts[at.at()].id.as_str());
        (submissions.collect(), experts.collect())
    };
    assert_eq!(
        ids(0),
        (vec!["S004", "S005", "S006"], vec!["E004", "E006", "E007"])
    );
    assert_eq!(
        ids(1),
        (vec!["S001", "S002", "S003"], vec!["E003", "E005", "E008"])
    );
    let whole = divided(&season, 1).expect("a division");
    assert_eq!(whole.parts[0].experts.len(), 6);
    assert_eq!(divided(&season, 3), Err(Undivided::FewGroups { groups: 2 }));
}

#[test]
fn the_parts_of_the_toy_season_make_its_best_plan() {
    let season = toy();
    let plans = formed(&season, 2, 400);
    let merged = season.merge(&plans, &options(400)).expect("a plan");
    merged.check().expect("every rule kept");
    let quality = &merged.plan.quality;
    assert!((quality.total_score - 8.0125).abs() < 1e-9, "{quality:?}");
    assert_eq!(quality.coverage_shortfalls, 1);
    let ids: Vec<&str> = merged
        .plan
        .groups
        .iter()
        .map(|group| group.id.as_str())
        .collect();
    assert_eq!(ids, ["G01", "G02"]);
    assert_eq!(merged.plan.part, None);
    assert_eq!(
        (
            merged.plan.committee.chair.as_str(),
            merged.plan.committee.vice_chair.as_str()
        ),
        ("E001", "E002")
    );
    let reversed: Vec<Named> = plans.into_iter().rev().collect();
    let again = season.merge(&reversed, &options(400)).expect("a plan");
    assert_eq!(
        again.plan, merged.plan,
        "the order of the parts does not matter"
    );
}

#[test]
fn planted_groups_stay_whole() {
    let (season, drawn) = planted(12);
    let answer = drawn.answer().expect("a known best plan");
    for parts in [2, 3, 4] {
        let division = divided(&season, parts).expect("a division");
        is_whole(season.model(), &division);
        let mut part: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, own) in division.parts.iter().enumerate() {
            assert_eq!(own.submissions.len(), 25 * 12 / parts);
            part.extend(
                own.submissions
                    .iter()
                    .map(|at| (season.submissions[at.at()].id.as_str(), number)),
            );
            part.extend(
                own.experts
                    .iter()
                    .map(|at| (season.experts[at.at()].id.as_str(), number)),
            );
        }
        for group in &answer.groups {
            let all = group.submissions.iter().chain(&group.members);
            let where_they_are: BTreeSet<_> = all.map(|id| part.get(id.as_str())).collect();
            assert_eq!(where_they_are.len(), 1, "{}", group.id);
        }
    }
}

#[test]
fn threads_do_not_change_a_division() {
    let (season, _) = planted(6);
    let within = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let season = Season::new(season.model().clone());
        pool.expect("threads").install(|| divided(&season, 3))
    };
    assert_eq!(within(1), within(4));
}

#[test]
fn pins_keep_what_they_bind_in_one_part() {
    let (season, _) = planted(6);
    let pin = |kind, subject, object| Pin {
        kind,
        forbidden: false,
        subject,
        object,
        place: Place::default(),
    };
    let unpinned = divided(&season, 2).expect("a division");
    // From both parts: a submission and a member of G05, a reviewer from elsewhere, a leader of G02.
    let [one, other] = [&unpinned.parts[0], &unpinned.parts[1]];
    let (s, e) = (one.submissions[0], other.experts[0]);
    let far = other.submissions[3];
    let group = |id: &str| PinObject::Group(id.to_owned());
    let mut model = season.model().clone();
    let leads = |at: &&ExpertIndex| season.experts[at.at()].can_lead;
    let leader = *one.experts.iter().find(leads).expect("a leader");
    model.pins = vec![
        pin(PinKind::Submission, PinSubject::Submission(s), group("G05")),
        pin(PinKind::Member, PinSubject::Expert(e), group("G05")),
        pin(
            PinKind::Reviewer,
            PinSubject::Expert(e),
            PinObject::Submission(far),
        ),
        pin(PinKind::Leader, PinSubject::Expert(leader), group("G02")),
        Pin {
            forbidden: true,
            ..pin(
                PinKind::Submission,
                PinSubject::Submission(far),
                group("G02"),
            )
        },
    ];
    let division = divided(&Season::new(model.clone()), 2).expect("a division");
    is_whole(&model, &division);
    let holds = |part: usize| {
        let own = &division.parts[part];
        own.submissions.contains(&s)
            && own.submissions.contains(&far)
            && own.experts.contains(&e)
            && own.groups.contains(&4)
    };
    let part = (0..2)
        .find(|&part| holds(part))
        .expect("all bound things in one part");
    let local = |number: usize, of: usize| {
        let own = &division.parts[of].groups;
        let at = own
            .iter()
            .position(|group| *group == number)
            .expect("the group");
        group(&format!("G{:02}", at + 1))
    };
    let own = division.season(&model, part);
    assert_eq!(
        own.pins[0].object,
        local(4, part),
        "the id that the group has in the part"
    );
    let led = (0..2)
        .find(|&part| division.parts[part].groups.contains(&1))
        .expect("a part");
    assert!(division.parts[led].experts.contains(&leader));
    let pins = division.season(&model, led).pins;
    let of_leader = pins
        .iter()
        .find(|pin| pin.kind == PinKind::Leader)
        .expect("the pin");
    assert_eq!(of_leader.object, local(1, led));
    // Chair and vice chair are pinned in every part.
    for part in 0..2 {
        let pins = division.season(&model, part).pins;
        let heads: Vec<PinSubject> = pins
            .iter()
            .filter(|pin| matches!(pin.kind, PinKind::Chair | PinKind::ViceChair))
            .map(|pin| pin.subject)
            .collect();
        assert_eq!(heads, division.heads.map(PinSubject::Expert));
    }
}

#[test]
fn what_pins_bind_may_be_too_much_for_any_part() {
    let (season, _) = planted(2);
    let mut model = season.model().clone();
    // One reviewer ties submissions of more than one group together.
    let all = (0..30).map(|at| Pin {
        kind: PinKind::Reviewer,
        forbidden: false,
        subject: PinSubject::Expert(ExpertIndex(7)),
        object: PinObject::Submission(SubmissionIndex(at)),
        place: Place::default(),
    });
    model.pins = all.collect();
    let found = divided(&Season::new(model), 2);
    assert!(
        matches!(found, Err(Undivided::Pins | Undivided::Impossible(_))),
        "{found:?}"
    );
}

#[test]
fn plans_that_are_not_the_parts_of_one_season_are_refused() {
    let season = toy();
    let plans = formed(&season, 2, 200);
    let changed = |change: &dyn Fn(&mut Vec<Named>)| {
        let mut own = plans.clone();
        change(&mut own);
        refused(&season, &own)
    };
    let part = |plan: &mut Plan, number: usize, of: usize| {
        let own = plan.part.as_mut().expect("a part");
        (own.number, own.of) = (number, of);
    };
    assert_eq!(changed(&|own| drop(own.pop())), ["H145"]);
    assert_eq!(changed(&|own| own[1] = own[0].clone()), ["H146", "H145"]);
    assert_eq!(changed(&|own| part(&mut own[1].1, 3, 3)), ["H144"]);
    assert_eq!(changed(&|own| part(&mut own[1].1, 4, 2)), ["H143", "H145"]);
    assert_eq!(changed(&|own| own[0].1.part = None), ["H143", "H145"]);
    assert_eq!(
        changed(&|own| own[1].1.groups[0].submissions.push("S004".to_owned())),
        ["H150"]
    );
    let table = |own: &mut Vec<Named>| {
        let inputs = &mut own[0].1.inputs;
        let input = model::InputFile {
            file: "experts.csv".to_owned(),
            sha256: "0".repeat(64),
        };
        inputs.insert("experts".to_owned(), input);
    };
    assert_eq!(changed(&table), ["H147"]);
    assert_eq!(
        changed(&|own| own[1].1.rules.reviews.max_per_expert = 9),
        ["H148"]
    );
    let division = |own: &mut Vec<Named>| {
        own[0].1.part.as_mut().expect("a part").division = "0".repeat(64);
    };
    assert_eq!(changed(&division), ["H149"]);
    // All at once.
    let several = changed(&|own| {
        table(own);
        let twice = own[0].1.groups[0].members[0].clone();
        own[1].1.groups[0].members.push(twice);
        own.push(("again".to_owned(), own[0].1.clone()));
    });
    assert_eq!(several, ["H147", "H147", "H146", "H150"]);
}

/// Moves that find a plan of an ordinary season.
const WORK: u64 = 5_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn ordinary_seasons_are_divided_into_parts_that_have_plans(
        seed in 0_u64..1000,
        // Parts of at least five groups are too large for the exact model, which takes longest.
        groups in 10_usize..13,
        shape in prop::sample::select(vec![Shape::Plain, Shape::Scarce, Shape::Dominant]),
    ) {
        let recipe = Recipe::ordinary(groups * 14, groups * 12, Some(groups), seed, shape);
        let (season, _) = drawn(recipe.expect("a recipe"));
        for parts in 2..5 {
            let division = divided(&season, parts).expect("a division");
            is_whole(season.model(), &division);
        }
        let division = divided(&season, 2).expect("a division");
        season.form(&options(WORK)).expect("a plan of the whole");
        let plans = formed(&season, 2, WORK);
        let merged = season.merge(&plans, &options(WORK)).expect("a plan");
        prop_assert!(merged.check().is_ok());
        prop_assert_eq!(merged.plan.groups.len(), division.groups);
    }
}
