//! What the rules' own tests share: the toy season and a committee that keeps every rule; and the
//! fast counters of the search against the rules.

use super::{HOMES, Home, Proposal, breaches as all_breaches, broken, relaxations};
use crate::files::tables::read_season;
use crate::model::words::Lang;
use crate::model::{
    Amount, ExpertIndex, MixRule, MixScope, Party, Pin, PinKind, PinObject, PinSubject, Place,
    Relation, RelationKind, Rule, Season, SubmissionIndex,
};
use crate::solve::bound::Bounds;
use crate::solve::document;
use crate::solve::finish::choose_leaders;
use crate::solve::instance::{Assignment, Instance};
use crate::solve::search::seat_rules;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use proptest::prelude::*;
use std::path::Path;

/// The toy season, changed.
pub(crate) fn toy(change: impl FnOnce(&mut Season)) -> Season {
    let loaded = read_season(Path::new("data/toy"), None).expect("the toy season");
    let mut season = loaded.season;
    change(&mut season);
    season
}

pub(crate) fn compiled(season: &Season) -> Instance {
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    Instance::compile(season, &conflicts, &affinity).expect("it compiles")
}

/// The season without a rule.
pub(super) fn lifted(home: &Home, mut season: Season) -> Season {
    let relaxation = home.relaxation.expect("a rule that can be lifted");
    (relaxation.lift)(&mut season);
    season
}

/// A committee of the toy season that keeps every rule: E001 and E002 in the chairs; E003, E005
/// and E008 with S001 to S003, E004, E006 and E007 with S004 to S006. Numbers are one less.
pub(crate) fn committee() -> Assignment {
    let (first, second) = (Some(0), Some(1));
    Assignment {
        chair: Some(0),
        vice_chair: Some(1),
        leaders: vec![Some(2), Some(5)],
        seat: vec![None, None, first, second, first, second, second, first],
        group: vec![0, 0, 0, 1, 1, 1],
        reviewers: vec![
            vec![2, 4],
            vec![2, 4],
            vec![2, 7],
            vec![3, 5],
            vec![5, 6],
            vec![3, 6],
        ],
    }
}

pub(super) fn breaches(home: &Home, instance: &Instance, made: &Assignment) -> usize {
    (home.breaches)(&Proposal::new(instance, made))
}

/// What there is and what is needed, by the conditions of one rule.
pub(super) fn needs(home: &Home, season: &Season) -> Vec<(usize, usize)> {
    let found = (home.needs)(&compiled(season));
    found.iter().map(|one| (one.have, one.need)).collect()
}

/// The same of those that hold whatever the number of groups.
pub(super) fn anyway(home: &Home, season: &Season) -> Vec<(usize, usize)> {
    let found = (home.anyway)(&compiled(season), season);
    found.iter().map(|one| (one.have, one.need)).collect()
}

#[test]
fn the_toy_committee_keeps_every_rule() {
    let instance = compiled(&toy(|_| ()));
    let made = committee();
    assert_eq!(broken(&Proposal::new(&instance, &made)), []);
    assert_eq!(all_breaches(&instance, &made), 0);
}

#[test]
fn every_rule_but_those_of_the_checker_alone_has_its_home() {
    let homes: Vec<Rule> = HOMES.iter().map(|home| home.rule).collect();
    let own = |rule: &Rule| {
        use Rule::{Figures, References, Timetable};
        ![Figures, References, Timetable].contains(rule)
    };
    let solved: Vec<Rule> = Rule::ALL.into_iter().filter(own).collect();
    assert_eq!(homes, solved);
    for home in HOMES {
        let words = (home.words)();
        assert!(
            !words.zh.is_empty() && !words.en.is_empty(),
            "{}",
            home.rule
        );
    }
}

#[test]
fn what_people_change_most_easily_is_lifted_last() {
    let order: Vec<&str> = relaxations().iter().map(|(rule, _)| rule.code()).collect();
    let expected = [
        "R18", "R16", "R10", "R09", "R13", "R05", "R11", "R17", "R14", "R08", "R12", "R07", "R04",
        "R24", "R25",
    ];
    assert_eq!(order, expected);
}

/// A hard rule about professors.
fn mix(of: MixScope, least: Option<u32>, most: Option<u32>) -> MixRule {
    MixRule {
        name: String::new(),
        of,
        column: "title".to_owned(),
        values: vec!["教授".to_owned()],
        at_least: least.map(Amount::Count),
        at_most: most.map(Amount::Count),
        hard: true,
    }
}

/// The season of the search's tests, with a pinned leader, two who must lead somewhere, one of
/// whom may not lead the first group, and a member kept out of the second.
fn pinned() -> Season {
    let mut season = crate::solve::search::tests::season(30);
    let pin = |kind, forbidden, expert, object| Pin {
        kind,
        forbidden,
        subject: PinSubject::Expert(ExpertIndex(expert)),
        object,
        place: Place::default(),
    };
    let group = |id: &str| PinObject::Group(id.to_owned());
    for (at, expert) in season.experts.iter_mut().enumerate() {
        expert.title = ["教授", "工程师", "研究员"][at % 3].to_owned();
    }
    season.rules.mix = vec![mix(MixScope::Group, Some(1), Some(2))];
    season.pins = vec![
        pin(PinKind::Leader, false, 4, group("G03")),
        pin(PinKind::Leader, false, 8, PinObject::None),
        pin(PinKind::Leader, false, 12, PinObject::None),
        pin(PinKind::Leader, true, 12, group("G01")),
        pin(PinKind::Member, true, 1, group("G02")),
    ];
    season
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// The counters that the search keeps are the breaches of the rules about who sits together.
    #[test]
    fn the_counters_of_the_search_are_the_breaches_of_the_rules(
        seats in prop::collection::vec(0_u32..6, 40),
        cap in 0_usize..3,
        share in 0_u8..4,
    ) {
        let season = pinned();
        let mut instance = compiled(&season);
        instance.employer_cap = cap;
        instance.region_share = f64::from(share) / 3.0;
        let seat = seats.iter().map(|&group| Some(group).filter(|&group| group < 3));
        let mut made = Assignment {
            chair: None,
            vice_chair: None,
            leaders: vec![None; 3],
            seat: seat.collect(),
            group: vec![0; instance.submissions.len()],
            reviewers: vec![Vec::new(); instance.submissions.len()],
        };
        choose_leaders(&instance, &mut made);
        for (group, members) in made.members(3).iter().enumerate() {
            let mut proposal = Proposal::new(&instance, &made);
            proposal.groups = vec![u32::try_from(group).expect("few groups")];
            (proposal.submissions, proposal.experts) = (Vec::new(), Vec::new());
            proposal.chairs = false;
            let of_seats = HOMES.iter().filter(|home| {
                use Rule::{EmployerCap, Kin, Leader, Mix, Pins, RegionCap};
                [EmployerCap, RegionCap, Leader, Kin, Mix, Pins].contains(&home.rule)
            });
            let counted: usize = of_seats.map(|home| (home.breaches)(&proposal)).sum();
            let kept = usize::try_from(seat_rules::broken(&instance, group, members));
            prop_assert_eq!(kept.expect("a count"), counted, "group {}: {:?}", group, members);
        }
    }
}

/// The toy season with something for every rule to say.
fn strict() -> Season {
    toy(|season| {
        season.rules.balance.min_new_share = 0.375;
        season.rules.balance.max_region_share = 0.34;
        season.rules.balance.max_load_difference = 2;
        season.experts[6].region = season.experts[2].region.clone();
        season.experts[7].employer = season.experts[3].employer.clone();
        for at in [2, 5] {
            season.experts[at].title = "教授".to_owned();
        }
        season.rules.mix = vec![
            mix(MixScope::Group, Some(1), None),
            mix(MixScope::Submission, None, Some(1)),
        ];
        season.relations.push(Relation {
            subject: Party::Expert(ExpertIndex(4)),
            kind: RelationKind::KinOf,
            object: Party::Expert(ExpertIndex(5)),
            since: None,
            until: None,
            note: String::new(),
            place: Place::default(),
        });
        let pin = |kind, forbidden, subject, object| Pin {
            kind,
            forbidden,
            subject,
            object,
            place: Place::default(),
        };
        let group = |id: &str| PinObject::Group(id.to_owned());
        let expert = |at| PinSubject::Expert(ExpertIndex(at));
        let submission = SubmissionIndex::new;
        season.pins.extend([
            pin(PinKind::Leader, false, expert(5), group("G02")),
            pin(PinKind::Member, true, expert(2), group("G02")),
            pin(
                PinKind::Submission,
                false,
                PinSubject::Submission(submission(0)),
                group("G01"),
            ),
            pin(
                PinKind::Reviewer,
                false,
                expert(2),
                PinObject::Submission(submission(1)),
            ),
        ]);
    })
}

/// One change of a committee by hand, whatever it breaks.
fn tampered(made: &mut Assignment, (kind, one, other): (u32, u32, u32)) {
    let expert = one % 8;
    match kind {
        0 => made.seat[expert as usize] = [None, Some(0), Some(1)][other as usize % 3],
        1 => made.seat.swap(expert as usize, other as usize % 8),
        2 => made.group[one as usize % 6] = other % 2,
        3 => made.group.swap(one as usize % 6, other as usize % 6),
        4 => {
            let reviewers = &mut made.reviewers[other as usize % 6];
            if !reviewers.contains(&expert) {
                reviewers[0] = expert;
                reviewers.sort_unstable();
            }
        }
        5 => {
            made.reviewers[other as usize % 6].pop();
        }
        6 if made.chair != Some(expert) => made.vice_chair = Some(expert),
        7 => made.leaders[other as usize % 2] = Some(expert),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// The solver's test of a committee and the judge, who share nothing but the names of the
    /// rules, say the same of committees that somebody has tampered with.
    #[test]
    fn solver_and_judge_agree(
        changes in prop::collection::vec((0_u32..8, 0_u32..64, 0_u32..64), 0..4),
    ) {
        let season = strict();
        let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
        let instance = Instance::compile(&season, &conflicts, &affinity).expect("it compiles");
        let mut made = committee();
        for &change in &changes {
            tampered(&mut made, change);
        }
        let plan = document::plan(&document::Source {
            season: &season,
            conflicts: &conflicts,
            instance: &instance,
            assignment: &made,
            bounds: Bounds::default(),
            within: None,
            proven: false,
            highest_total: None,
            estimate: None,
            seconds: 0.0,
            lang: Lang::En,
        });
        let report = crate::checker::check(&season, &plan);
        let of_plans = |rule: &Rule| {
            *rule <= Rule::Themes || [Rule::LeastLoad, Rule::Mix].contains(rule)
        };
        let mut judged: Vec<Rule> = report.violations.iter().map(|one| one.rule).collect();
        judged.retain(of_plans);
        judged.sort_unstable();
        judged.dedup();
        let counted = broken(&Proposal::new(&instance, &made));
        prop_assert_eq!(judged.is_empty(), counted.is_empty(), "{:?} {:?}", judged, counted);
        // Of one fault the two may name another rule where it is about chairs, leaders and pins, or
        // where who is barred reviews: there the codes are compared no further.
        let plain = |rules: &[Rule]| -> Vec<Rule> {
            use Rule::{Chairs, Leader, OneSeat, Pins, Recuse, Themes};
            let apart = [OneSeat, Leader, Chairs, Recuse, Pins, Themes];
            rules.iter().copied().filter(|rule| !apart.contains(rule)).collect()
        };
        prop_assert_eq!(plain(&judged), plain(&counted));
    }
}
