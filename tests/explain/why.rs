//! Answers for seats and reviews, on the toy season's best plan.

use crate::judge;

use empanel::explain::stress::stress;
use empanel::explain::{self, Role, Standing, StandingError, season_of};
use empanel::model::ExpertIndex;
use empanel::model::plan::Plan;
use empanel::solve::counted_out;
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use judge::toy;

/// Examines the toy season's best plan.
fn with<T>(look: impl FnOnce(&Standing<'_>) -> T) -> T {
    let plan = toy::best(&toy::season());
    with_plan(&plan, look)
}

fn with_plan<T>(plan: &Plan, look: impl FnOnce(&Standing<'_>) -> T) -> T {
    let season = season_of(&toy::season(), plan);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let standing = Standing::new(&season, &conflicts, &affinity, plan);
    look(&standing.expect("the toy plan stands"))
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

#[test]
fn a_member_is_worth_what_the_group_would_lose() {
    with(|standing| {
        let told = explain::expert(standing, ExpertIndex(4));
        assert_eq!(
            (told.role, told.reviews),
            (Role::Member, vec!["S001".to_owned()])
        );
        let without = told.without.expect("a member");
        near(without.score, -0.5);
        assert_eq!(without.lost[0].code, "Q06.01");
        near(told.elsewhere[0].change.score, -1.4875);
    });
}

#[test]
fn the_leader_is_the_only_one_who_may_lead() {
    with(|standing| {
        let told = explain::expert(standing, ExpertIndex(2));
        assert_eq!(told.role, Role::Leader);
        assert_eq!(told.leaders.len(), 1);
        near(told.leaders[0].knows, 0.45 + 0.9125 + 0.15);
    });
}

#[test]
fn the_chair_is_pinned() {
    with(|standing| {
        let told = explain::expert(standing, ExpertIndex(0));
        assert_eq!(told.role, Role::Chair);
        assert!(told.sentences[1].zh.contains("pins.csv"));
        assert_eq!(told.elsewhere[0].obstacles[0].rule, "R13");
    });
}

#[test]
fn a_submission_adds_up_and_names_who_was_better() {
    with(|standing| {
        let number = standing.submission_number("S003").expect("passed");
        let told = explain::submission(standing, number);
        near(told.score, 1.025);
        let sum: f64 = told.reviewers.iter().map(|one| one.score.terms.score).sum();
        near(sum, told.score);
        let better: Vec<_> = told.better.iter().map(|one| one.expert.as_str()).collect();
        assert_eq!(better, ["E005"]);
        let obstacle = &told.better[0].obstacles[0];
        assert_eq!(obstacle.rule, "R15");
        assert!(obstacle.change.en.contains("lift the recommender recusal"));
    });
}

#[test]
fn a_pair_is_refused_with_its_evidence() {
    with(|standing| {
        let number = standing.submission_number("S001").expect("passed");
        let told = explain::pair(standing, ExpertIndex(3), number);
        assert!(!told.reviews);
        near(told.score.terms.score, 0.95);
        let absence = told.absence.expect("no review");
        assert_eq!(absence.obstacles[0].rule, "R14");
        assert!(absence.words.zh.contains("申报 S001"));
    });
}

/// A conflict is stated once, as the reason.
#[test]
fn nothing_is_told_twice() {
    with(|standing| {
        let number = standing.submission_number("S001").expect("passed");
        let told = explain::pair(standing, ExpertIndex(3), number);
        let all: Vec<&str> = told.sentences.iter().map(|one| one.en.as_str()).collect();
        let evidence = all.join("\n").matches("R14").count();
        assert_eq!(evidence, 1, "{all:?}");
        assert!(
            all.last().is_some_and(|last| last.starts_with("Why: R14 ")),
            "{all:?}"
        );
        let chair = explain::expert(standing, ExpertIndex(0));
        let all: Vec<&str> = chair.sentences.iter().map(|one| one.zh.as_str()).collect();
        let rule = all.join("\n").matches("chairs_in_groups").count();
        assert_eq!(rule, 1, "{all:?}");
    });
}

#[test]
fn a_shortfall_names_whom_to_recruit() {
    with(|standing| {
        let number = standing.submission_number("S005").expect("passed");
        let told = explain::submission(standing, number);
        assert_eq!(told.shortfalls.len(), 1);
        assert_eq!(told.shortfalls[0].holders, 0);
        assert!(
            told.shortfalls[0].sentences[1]
                .en
                .contains("recruit one expert with Q12.01")
        );
    });
}

#[test]
fn a_group_tells_what_each_member_holds() {
    with(|standing| {
        let told = explain::group(standing, 1);
        near(told.score, 4.05);
        let lost: f64 = told.members.iter().map(|one| one.without.score).sum();
        near(lost, -0.0375 - 0.975 - 0.7625);
        assert_eq!(told.shortfalls.len(), 1);
    });
}

#[test]
fn a_plan_of_another_season_is_refused() {
    let mut plan = toy::best(&toy::season());
    plan.groups[0].members[0] = "X1".to_owned();
    let season = season_of(&toy::season(), &plan);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    match Standing::new(&season, &conflicts, &affinity, &plan) {
        Err(StandingError::Foreign(problems)) => assert_eq!(problems[0].value, "X1"),
        _ => panic!("X1 is nobody"),
    }
}

#[test]
fn who_withdrew_cannot_serve() {
    let mut plan = toy::best(&toy::season());
    plan.withdrawn.push("E005".to_owned());
    with_plan(&plan, |standing| {
        let told = explain::expert(standing, ExpertIndex(4));
        assert_eq!(told.obstacles[0].rule, "R03");
        assert!(told.obstacles[0].words.zh.contains("已退出"));
    });
}

#[test]
fn nobody_is_left_to_answer_a_withdrawal() {
    with(|standing| {
        let found = stress(standing, true);
        assert_eq!((found.withdrawals.len(), found.answered), (6, 0));
        assert_eq!(found.pairs.len(), 6);
        assert!(found.advice[0].words.en.contains("quality experts"));
        assert!(found.advice[1].words.en.contains("may lead"));
        let offices: Vec<_> = found.heads.iter().map(|head| head.office).collect();
        assert_eq!(offices, ["chair", "vice_chair"]);
        assert!(found.heads.iter().all(|head| head.successors.is_empty()));
    });
}

#[test]
fn loads_that_cannot_carry_the_reviews_are_proven() {
    let mut season = toy::season();
    season.rules.reviews.max_per_expert = 1;
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let reasons = counted_out(&season, &conflicts, &affinity);
    let rules: Vec<_> = reasons.iter().map(|reason| reason.rule).collect();
    assert_eq!(rules, ["R07"], "one shortage is told once");
    let words = &reasons[0].words.en;
    assert!(
        words.starts_with("reviews needed: 12") && words.contains("add up to 6 at most"),
        "{words}"
    );
}

#[test]
fn a_submission_that_too_few_may_review_is_proven() {
    let mut season = toy::season();
    season.rules.conflicts.region = empanel::model::ConflictPolicy::Recuse;
    for expert in &mut season.experts[1..] {
        expert.region = "浙江".to_owned();
    }
    season.submissions[0].region = "浙江".to_owned();
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let reasons = counted_out(&season, &conflicts, &affinity);
    let found = reasons.iter().find(|reason| reason.rule == "R06");
    assert!(
        found
            .expect("only E001 may review S001")
            .words
            .en
            .starts_with("S001:")
    );
}
