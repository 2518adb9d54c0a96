//! What the rules' own tests share: the toy season and a committee that keeps every rule; and the
//! fast counters of the search against the rules.

use super::{HOMES, Home, Proposal, breaches as all_breaches, broken, relaxations};
use crate::files::tables::read_season;
use crate::model::{ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, Rule, Season};
use crate::solve::finish::choose_leaders;
use crate::solve::instance::{Assignment, Instance};
use crate::solve::search::seat_rules;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use proptest::prelude::*;
use std::path::Path;

/// The toy season, changed.
pub(super) fn toy(change: impl FnOnce(&mut Season)) -> Season {
    let loaded = read_season(Path::new("data/toy"), None).expect("the toy season");
    let mut season = loaded.season;
    change(&mut season);
    season
}

pub(super) fn compiled(season: &Season) -> Instance {
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
pub(super) fn committee() -> Assignment {
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
    assert_eq!(homes, Rule::ALL[..19]);
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
    ];
    assert_eq!(order, expected);
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
    #![proptest_config(ProptestConfig::with_cases(400))]

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
                use Rule::{EmployerCap, Kin, Leader, Pins, RegionCap};
                [EmployerCap, RegionCap, Leader, Kin, Pins].contains(&home.rule)
            });
            let counted: usize = of_seats.map(|home| (home.breaches)(&proposal)).sum();
            let kept = usize::try_from(seat_rules::broken(&instance, group, members));
            prop_assert_eq!(kept.expect("a count"), counted, "group {}: {:?}", group, members);
        }
    }
}
