//! Every obstacle on the toy season's best plan: the first group is E003, E005 and E008 with S001 to
//! S003, the second E004, E006 and E007.

use super::{Obstacle, Vacancy, to_hold, to_review, to_review_all, to_serve, to_sit};
use crate::explain::{GroupWorth, Standing};
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{
    ExpertIndex, Party, Pin, PinKind, PinObject, PinSubject, Place, Relation, RelationKind, Season,
    SubmissionIndex,
};
use crate::solve::rule::tests::toy;
use crate::solve::{Environment, Unwatched, form};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;

fn best(season: &Season) -> Plan {
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    let stop = Arc::default();
    let mut environment = Environment::new(60.0, 1, 1, &stop, &Unwatched);
    environment.work_limit = Some(2000);
    let formed = form(season, &conflicts, &affinity, &environment, Lang::En);
    formed.expect("a plan").plan
}

/// Asks about the best plan of the toy season after `change`.
fn asked(
    change: impl FnOnce(&mut Season),
    ask: impl FnOnce(&Standing<'_>) -> Vec<Obstacle>,
) -> Vec<Obstacle> {
    let plan = best(&toy(|_| ()));
    let season = toy(change);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let standing = Standing::new(&season, &conflicts, &affinity, &plan).expect("it stands");
    let first = standing.expert(standing.members[0][0]);
    assert_eq!(first.id, "E003", "of the first group");
    ask(&standing)
}

fn codes(found: &[Obstacle]) -> Vec<&'static str> {
    found.iter().map(|one| one.rule).collect()
}

fn pin(kind: PinKind, expert: u32, object: PinObject) -> Pin {
    Pin {
        kind,
        forbidden: true,
        subject: PinSubject::Expert(ExpertIndex(expert)),
        object,
        place: Place::default(),
    }
}

/// Obstacles to an expert taking another one's seat in the first group.
fn in_place_of(out: u32, expert: u32, change: impl FnOnce(&mut Season)) -> Vec<Obstacle> {
    let vacancy = Some(Vacancy::Displaced(out));
    asked(change, |standing| to_sit(standing, expert, 0, vacancy))
}

#[test]
fn an_expert_who_cannot_come_or_has_served_too_long() {
    let absent = |season: &mut Season| season.experts[1].available = false;
    let found = asked(absent, |standing| to_serve(standing, ExpertIndex(1)));
    assert_eq!(codes(&found), ["R03"]);
    assert_eq!(
        found[0].words.en,
        "E002 李明华 is not available this season"
    );
    let long = |season: &mut Season| {
        season.rules.balance.max_consecutive_years = 2;
        season.pins.clear();
    };
    let found = asked(long, |standing| to_serve(standing, ExpertIndex(0)));
    assert_eq!(codes(&found), ["R11"]);
    assert_eq!(found[0].change.en, "max_consecutive_years 2 -> 3");
}

#[test]
fn the_chair_sits_in_no_group_and_a_group_of_three_is_full() {
    let found = asked(|_| (), |standing| to_sit(standing, 0, 0, None));
    assert_eq!(codes(&found), ["R13", "R04"]);
    assert_eq!(found[1].change.en, "max_members 3 -> 4");
}

#[test]
fn caps_of_employer_and_region_name_who_sits_there() {
    let found = in_place_of(4, 6, |season| {
        season.experts[6].employer = season.experts[2].employer.clone();
    });
    assert_eq!(codes(&found), ["R08"]);
    assert_eq!(found[0].change.en, "max_per_employer 1 -> 2");
    assert!(
        found[0].words.en.contains("E003 张伟"),
        "{}",
        found[0].words.en
    );
    let found = in_place_of(4, 6, |season| {
        season.experts[6].region = season.experts[2].region.clone();
        season.rules.balance.max_region_share = 0.34;
    });
    assert_eq!(codes(&found), ["R09"]);
    assert_eq!(found[0].change.en, "max_region_share 0.34 -> 0.67");
}

#[test]
fn a_relative_a_bar_and_a_leader_who_is_missed() {
    let kin = Relation {
        subject: Party::Expert(ExpertIndex(2)),
        kind: RelationKind::KinOf,
        object: Party::Expert(ExpertIndex(6)),
        since: None,
        until: None,
        note: String::new(),
        place: Place::default(),
    };
    let found = in_place_of(4, 6, |season| season.relations.push(kin));
    assert_eq!(codes(&found), ["R16"]);
    assert_eq!(codes(&in_place_of(4, 3, |_| ())), ["R14"]);
    let found = in_place_of(2, 6, |_| ());
    assert_eq!(codes(&found), ["R12"]);
    assert_eq!(found[0].change.en, "set can_lead of E007 孙丽 to yes");
}

#[test]
fn pins_stand_in_the_way_of_seats_and_reviews() {
    let out = pin(PinKind::Member, 6, PinObject::Group("G01".to_owned()));
    let found = in_place_of(4, 6, |season| season.pins.push(out));
    assert_eq!(codes(&found), ["R17"]);
    let review = pin(
        PinKind::Reviewer,
        2,
        PinObject::Submission(SubmissionIndex::new(0)),
    );
    let found = asked(
        |season| season.pins.push(review),
        |standing| to_review(standing, ExpertIndex(2), SubmissionIndex::new(0)),
    );
    assert_eq!(codes(&found), ["R17"]);
}

#[test]
fn a_newcomer_is_missed() {
    // Three of six members are newcomers; with E001 in place of E008 two are.
    let found = in_place_of(7, 0, |season| season.rules.balance.min_new_share = 0.375);
    assert_eq!(codes(&found), ["R13", "R10"]);
    assert_eq!(found[1].change.en, "min_new_share 0.375 -> 0.33");
}

#[test]
fn conflicts_are_told_with_what_can_be_done_about_them() {
    let review = |expert, submission| {
        let (expert, submission) = (ExpertIndex(expert), SubmissionIndex::new(submission));
        asked(|_| (), |standing| to_review(standing, expert, submission))
    };
    let recused = review(4, 2);
    assert_eq!(codes(&recused), ["R15"]);
    assert!(recused[0].answerable);
    let barred = review(3, 0);
    assert_eq!(codes(&barred), ["R14"]);
    assert!(
        !barred[0].answerable,
        "nobody answers for a judge on the applicant's payroll"
    );
    assert_eq!(codes(&review(2, 0)), [""; 0]);
}

#[test]
fn a_group_that_is_full_and_a_member_who_is_barred_keep_a_submission_out() {
    let found = asked(|_| (), |standing| to_hold(standing, 0, 1));
    assert_eq!(codes(&found), ["R05", "R05", "R14"]);
    assert_eq!(found[0].change.en, "max_submissions 3 -> 4, or an exchange");
    assert_eq!(found[1].change.en, "min_submissions 3 -> 2, or an exchange");
    let out = Pin {
        subject: PinSubject::Submission(SubmissionIndex::new(1)),
        ..pin(PinKind::Submission, 0, PinObject::Group("G02".to_owned()))
    };
    let found = asked(
        |season| season.pins.push(out),
        |standing| to_hold(standing, 1, 1),
    );
    assert_eq!(codes(&found), ["R17", "R05", "R05"]);
}

#[test]
fn reviews_that_are_missing_or_too_many_are_told() {
    let worth = GroupWorth {
        total: 0,
        mixes: Vec::new(),
        shortfalls: Vec::new(),
        missed: Vec::new(),
        unreviewed: vec![0, 2],
        overloaded: vec![7],
        underloaded: vec![4],
        apart: None,
        reviewers: Vec::new(),
    };
    let found = asked(|_| (), |standing| to_review_all(standing, &worth));
    assert_eq!(codes(&found), ["R06", "R07", "R24"]);
    assert_eq!(
        found[0].words.en,
        "S001, S003: not enough reviewers (2 needed)"
    );
    assert_eq!(found[1].change.en, "limit of E008 周强 2 -> 3");
    assert_eq!(found[2].change.en, "min_per_member 1 -> 0");
}
