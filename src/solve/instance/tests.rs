//! The toy season in solver form, with exact values.

use super::{Compiler, GroupSet, Instance, Seating};
use crate::model::{ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, Season};
use crate::solve::rule::tests::{committee, compiled, toy};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;

/// The rules of the reasons with which compiling fails.
fn refused(season: &Season) -> Vec<&'static str> {
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    let reasons = Instance::compile(season, &conflicts, &affinity).expect_err("no instance");
    reasons.iter().map(|reason| reason.rule).collect()
}

fn pin(kind: PinKind, expert: u32, group: &str) -> Pin {
    Pin {
        kind,
        forbidden: false,
        subject: PinSubject::Expert(ExpertIndex(expert)),
        object: match group {
            "" => PinObject::None,
            id => PinObject::Group(id.to_owned()),
        },
        place: Place::default(),
    }
}

#[test]
fn the_toy_season_has_eight_candidates_six_submissions_and_two_groups() {
    let instance = compiled(&toy(|_| ()));
    let sizes = [
        instance.experts.len(),
        instance.submissions.len(),
        instance.groups.len(),
    ];
    assert_eq!(sizes, [8, 6, 2]);
    assert_eq!(instance.shape.members, [3]);
    assert_eq!(instance.shape.usual_submissions, (3, 3));
    assert_eq!((instance.reviewers_each, instance.employer_cap), (2, 1));
    assert_eq!(instance.chairs.chair, Some(0), "E001 is pinned");
    let caps: Vec<u32> = instance.experts.iter().map(|one| one.load_cap).collect();
    assert_eq!(caps, [3, 3, 3, 3, 3, 3, 3, 2]);
    let new: Vec<bool> = instance.experts.iter().map(|one| one.newcomer).collect();
    assert_eq!(new, [false, false, false, true, false, true, false, true]);
}

#[test]
fn conflicts_are_in_the_cells() {
    let instance = compiled(&toy(|_| ()));
    // E004 belongs to the parent company of S001's applicant; E005 to the unit that recommends
    // S003.
    assert!(instance.cells.get(0, 3).barred());
    let recused = instance.cells.get(2, 4);
    assert!(!recused.barred() && !recused.free());
    let counts: Vec<usize> = (0..6).map(|at| instance.cells.in_conflict(at)).collect();
    assert_eq!(counts, [1, 0, 1, 0, 0, 0]);
}

#[test]
fn a_pin_narrows_the_groups_and_a_leader_must_sit() {
    let season = toy(|season| season.pins.push(pin(PinKind::Leader, 2, "G02")));
    let instance = compiled(&season);
    let leader = &instance.experts[2];
    assert_eq!(leader.seating, Seating::MustLead);
    assert_eq!([0, 1].map(|group| leader.may_sit(group)), [false, true]);
    assert_eq!(instance.groups[1].leader, Some(2));
}

#[test]
fn pins_that_cannot_hold_are_refused_under_the_rule_of_pins() {
    let two = toy(|season| {
        season.pins.push(pin(PinKind::Leader, 2, "G01"));
        season.pins.push(pin(PinKind::Leader, 5, "G01"));
    });
    assert_eq!(refused(&two), ["R17"]);
    let nowhere = toy(|season| season.pins.push(pin(PinKind::Member, 2, "G07")));
    assert_eq!(refused(&nowhere), ["R17"]);
    let absent = toy(|season| {
        season.experts[2].available = false;
        season.pins.push(pin(PinKind::Member, 2, "G01"));
    });
    assert_eq!(refused(&absent), ["R17"]);
    let odd = toy(|season| {
        (
            season.rules.groups.min_members,
            season.rules.groups.max_members,
        ) = (4, 4);
    });
    assert_eq!(refused(&odd), ["R04"], "four is no odd number");
}

#[test]
fn an_open_number_of_groups_is_bounded_by_people_and_leaders() {
    let season = toy(|season| {
        season.rules.groups.count = 0;
        (
            season.rules.groups.min_submissions,
            season.rules.groups.max_submissions,
        ) = (0, 0);
    });
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let compiler = Compiler::new(&season, &conflicts, &affinity).expect("it compiles");
    // Besides the chairs, six people make two groups of three, for which there are two leaders. Six
    // submissions need twelve reviews, more than one group of three with three reviews each can do.
    // submissions ask for twelve reviews, which one group of three with three each cannot do.
    assert_eq!(compiler.counts(), [2, 1]);
}

#[test]
fn shares_are_counted_in_whole_people() {
    let mut instance = compiled(&toy(|_| ()));
    assert_eq!(instance.region_cap(3), usize::MAX, "no cap is set");
    instance.region_share = 0.34;
    assert_eq!([3, 5, 6].map(|size| instance.region_cap(size)), [1, 1, 2]);
    instance.new_share = 0.25;
    assert_eq!(
        [0, 4, 5, 8].map(|people| instance.newcomers_needed(people)),
        [0, 1, 2, 2]
    );
    assert_eq!(instance.heads_outside(), 2);
    instance.chairs_in_groups = true;
    assert_eq!(instance.heads_outside(), 0);
}

#[test]
fn a_committee_is_valued_afresh() {
    let instance = compiled(&toy(|_| ()));
    let made = committee();
    let value = made.value(&instance);
    let sum = |at: usize| -> i64 {
        let scores = made.reviewers[at].iter();
        let scores = scores.map(|&one| i64::from(instance.cells.get(at, one as usize).score()));
        scores.sum()
    };
    assert_eq!(value.total, (0..6).map(sum).sum::<i64>());
    assert_eq!(Some(value.worst), (0..6).map(sum).min());
    let mut nobody = made.clone();
    nobody.reviewers = vec![Vec::new(); 6];
    // Six industries and nine domains that nobody knows.
    assert_eq!(nobody.value(&instance).shortfalls, 6 + 9);
    assert_eq!(nobody.value(&instance).total, 0);
}

#[test]
fn a_set_of_groups_narrows_and_may_become_empty() {
    let mut set = GroupSet::all();
    assert!(set.is_all() && set.allows(7));
    set.remove(2, 0);
    assert_eq!(
        (set.allows(0), set.allows(1), set.is_empty()),
        (false, true, false)
    );
    set.intersect(2, &GroupSet::only(2, [0]));
    assert!(set.is_empty());
}
