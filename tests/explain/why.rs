//! Answers for seats and reviews, on the toy season's best plan.

use crate::judge;

use empanel::explain::stress::stress;
use empanel::explain::{self, Role, Standing, StandingError, season_of};
use empanel::model::plan::Plan;
use empanel::model::{
    Amount, ExpertIndex, MixRule, MixScope, Place, Season, SubmissionIndex, Wish, Wishes,
};
use empanel::solve::counted_out;
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use judge::{restate, review, toy};

/// Examines the toy season's best plan.
fn with<T>(look: impl FnOnce(&Standing<'_>) -> T) -> T {
    let plan = toy::best(&toy::season());
    with_plan(&plan, look)
}

fn with_plan<T>(plan: &Plan, look: impl FnOnce(&Standing<'_>) -> T) -> T {
    with_both(&toy::season(), plan, look)
}

fn with_both<T>(season: &Season, plan: &Plan, look: impl FnOnce(&Standing<'_>) -> T) -> T {
    let season = season_of(season, plan);
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

/// The toy season with professors and one rule about how many of them there are.
fn professors(ids: &[&str], of: MixScope, hard: bool, least: u32, most: u32) -> Season {
    let mut season = toy::season();
    for expert in &mut season.experts {
        if ids.contains(&expert.id.as_str()) {
            expert.title = "教授".to_owned();
        }
    }
    season.rules.mix = vec![MixRule {
        name: "高级职称".to_owned(),
        of,
        column: "title".to_owned(),
        values: vec!["教授".to_owned()],
        at_least: Some(Amount::Count(least)),
        at_most: Some(Amount::Count(most)),
        hard,
    }];
    season
}

#[test]
fn a_wish_is_told_with_what_it_changed() {
    let mut season = toy::season();
    season.rules.score.wishes = 0.1;
    let wish = |expert, submission, strength| Wish {
        expert: ExpertIndex(expert),
        submission: SubmissionIndex(submission),
        strength,
        place: Place::default(),
    };
    // E003 and E008 review S002.
    season.wishes = Wishes::new([wish(2, 1, -1), wish(7, 1, 2)]);
    let plan = toy::best(&season);
    with_both(&season, &plan, |standing| {
        let told = explain::submission(standing, 1);
        let plain = with(|standing| explain::submission(standing, 1).score);
        near(told.score, plain + 0.1 - 0.05);
        let words: Vec<&str> = told.sentences.iter().map(|one| one.en.as_str()).collect();
        let words = words.join("\n");
        assert!(words.contains("would gladly review it (+2), which raises the score by 0.1000"));
        assert!(
            words.contains("would rather not review it (-1), which lowers the score by 0.0500")
        );
        let pair = explain::pair(standing, ExpertIndex(7), 1);
        let zh: String = pair.sentences.iter().map(|one| one.zh.as_str()).collect();
        assert!(
            zh.contains("专家很愿意评审（+2），得分因此增加 0.1000"),
            "{zh}"
        );
    });
}

#[test]
fn a_mix_that_is_missed_is_told() {
    // S002 and S003 have neither E005 nor E007 among their reviewers.
    let season = professors(&["E005", "E007"], MixScope::Submission, false, 1, 2);
    let plan = toy::best(&season);
    with_both(&season, &plan, |standing| {
        let told = explain::submission(standing, 1);
        let mixes = told.shortfalls.iter();
        let codes: Vec<&str> = mixes.map(|own| own.requirement.code.as_str()).collect();
        assert_eq!(codes, ["高级职称"]);
        let words = &told.shortfalls[0].sentences[0];
        assert!(
            words.en.starts_with(
                "Shortfall (R25): reviewers of S002 who are [高级职称]: 0; of the reviewers of each submission, at least 1 and at most 2 with [title] 教授."
            ),
            "{words:?}"
        );
        assert!(words.zh.contains("S002 的评审专家中“高级职称”有 0 位"));
        let people = told.shortfalls[0].absent.iter();
        let people: Vec<&str> = people.map(|own| own.expert.as_str()).collect();
        assert_eq!(people, ["E005", "E007"]);
    });
    // G01 has E005 alone.
    let season = professors(&["E005", "E006", "E007"], MixScope::Group, false, 2, 3);
    let plan = toy::best(&season);
    with_both(&season, &plan, |standing| {
        let told = |group| {
            let told = explain::group(standing, group).sentences;
            let told: Vec<String> = told.into_iter().map(|one| one.en).collect();
            told.join("\n")
        };
        assert!(told(0).contains(
            "Shortfall (R25): [高级职称] members here: 1; of the members of each group, at least 2"
        ));
        assert!(!told(1).contains("R25"));
    });
}

#[test]
fn a_hard_mix_forbids_a_reviewer() {
    let mut season = professors(&["E005"], MixScope::Submission, true, 0, 0);
    season.rules.reviews.min_per_member = 0;
    season.experts[7].max_reviews = None;
    let mut plan = toy::best(&season);
    review(&mut plan, "S001").reviewers = vec!["E003".to_owned(), "E008".to_owned()];
    restate(&season, &mut plan);
    with_both(&season, &plan, |standing| {
        let told = explain::pair(standing, ExpertIndex(4), 0);
        let absence = told.absence.expect("no review");
        assert_eq!(absence.obstacles[0].rule, "R25");
        assert!(
            absence
                .words
                .zh
                .contains("S001 的评审专家将不符合“高级职称”"),
            "{}",
            absence.words.zh
        );
    });
}
