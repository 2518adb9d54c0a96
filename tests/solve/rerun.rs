//! Reruns: the number of changes compared with an exhaustive search, every plan verified by the
//! checker, and the output for the office.

mod by_hand;
#[cfg(feature = "highs")]
mod draws;
mod mixes;
mod oracle;
#[cfg(feature = "highs")]
mod program;
mod verbs;

use empanel::checker::check;
use empanel::explain::recommend::{order, recommend};
use empanel::explain::stress::stress;
use empanel::explain::{Standing, season_of};
use empanel::model::difference::SubmissionKind;
use empanel::model::plan::{Plan, PlanPin};
use empanel::model::words::Lang;
use empanel::model::{
    Amount, ExpertIndex, MixRule, MixScope, Place, RelationKind, Rule, Season, SeasonBuilder,
    SubmissionIndex, Wish, Wishes,
};
use empanel::solve::rerun::{Failed, Freeze, Order, Outcome, Proof, Request, edit, rerun};
use empanel::solve::{Environment, Unwatched, form};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseError;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

static GO: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

fn environment() -> Environment<'static> {
    let mut environment = Environment::new(60.0, 1, 1, &GO, &Unwatched);
    environment.work_limit = Some(3000);
    environment
}

fn formed(season: &Season) -> Option<Plan> {
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    let formed = form(season, &conflicts, &affinity, &environment(), Lang::En);
    formed.ok().map(|formed| formed.plan)
}

fn again(season: &Season, prior: &Plan, request: &Request) -> Result<(Outcome, Season), Failed> {
    rerun(season, prior, request, &environment(), Lang::En)
}

fn withdraw(ids: &[&str]) -> Request {
    Request {
        withdraw: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..Request::default()
    }
}

const EMPLOYERS: [&str; 6] = ["甲厂", "乙厂", "丙厂", "丁院", "戊院", ""];
const FIELDS: [(&str, &str); 4] = [
    ("38", "Q06.01"),
    ("34", "Q06.02"),
    ("14", "Q07.01"),
    ("38;14", "Q06.01;Q07.01"),
];

/// Two groups from a pool of nine, small enough to enumerate every committee.
fn tiny() -> impl Strategy<Value = Season> {
    let expert = (select(&EMPLOYERS[..]), select(&FIELDS[..]), any::<bool>());
    let submission = (
        select(&EMPLOYERS[..]),
        select(&EMPLOYERS[..]),
        select(&FIELDS[..]),
    );
    (
        vec(expert, 8..10),
        vec(submission, 2..5),
        vec((0..9_usize, 0..9_usize), 0..3),
        any::<bool>(),
        1..3_usize,
        2..5_u32,
        (0..4_u32, 0..3_u32, 0..3_u32),
    )
        .prop_map(|drawn| built(&drawn))
}

type Drawn = (
    Vec<(&'static str, (&'static str, &'static str), bool)>,
    Vec<(&'static str, &'static str, (&'static str, &'static str))>,
    Vec<(usize, usize)>,
    bool,
    usize,
    u32,
    // Members who should know the industry, fewest reviews of a member, largest difference.
    (u32, u32, u32),
);

fn built((experts, submissions, kin, odd, each, most, group_rules): &Drawn) -> Season {
    let mut builder = SeasonBuilder::new();
    for (at, (employer, (industry, domain), leads)) in experts.iter().enumerate() {
        builder = builder.expert(&format!("E{at}"), employer, industry, domain, |one| {
            one.can_lead = *leads || at % 3 == 0;
            one.quality_lead = at % 2 == 0;
        });
    }
    for (at, (owner, recommender, (industry, domain))) in submissions.iter().enumerate() {
        builder = builder.submission(&format!("S{at}"), owner, industry, domain, |one| {
            (*recommender).clone_into(&mut one.recommender);
        });
    }
    for (one, other) in kin.iter().filter(|(one, other)| one != other) {
        let (one, other) = (format!("E{one}"), format!("E{other}"));
        builder = builder.relation(&one, RelationKind::KinOf, &other);
    }
    let rules = |rules: &mut empanel::model::Rules| {
        rules.groups.count = 2;
        let (knowing, least, difference) = *group_rules;
        rules.groups.industry_members = knowing;
        rules.reviews.min_per_member = least;
        rules.balance.max_load_difference = difference;
        rules.groups.min_members = if *odd { 1 } else { 2 };
        rules.groups.max_members = 3;
        rules.groups.odd_members = *odd;
        rules.reviews.per_submission = *each;
        rules.reviews.max_per_expert = *most;
    };
    builder.rules(rules).build()
}

/// Fewest reviews of a member: with fewer reviews than seats in the smallest groups, not everybody
/// can have the one that is asked for.
fn least_load(season: &Season, groups: usize, submissions: usize) -> u32 {
    let reviews = submissions * season.rules.reviews.per_submission;
    let smallest = season.rules.groups.smallest().unwrap_or(0);
    match season.rules.reviews.min_per_member {
        _ if reviews == 0 => 0,
        1 if reviews < groups * smallest => 0,
        least => least,
    }
}

/// Whether an expert knows a submission's industry and has no conflict with it.
fn knows(conflicts: &Conflicts, affinity: &Affinity, expert: usize, submission: usize) -> bool {
    let (expert, submission) = (ExpertIndex::new(expert), SubmissionIndex::new(submission));
    affinity.coverage(expert, submission) & 1 == 1
        && conflicts.severity(expert, submission).is_none()
}

/// How many members who know the industry are wanted where so many of the pool do: no more than
/// that, nor than the smallest group has.
fn knowing_wanted(season: &Season, able: usize) -> usize {
    let groups = &season.rules.groups;
    let smallest = groups.smallest().unwrap_or(0);
    (groups.industry_members as usize).min(smallest).min(able)
}

/// This number of draws, or PROPTEST_CASES if set.
fn draws(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(usual),
        max_shrink_iters: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(draws(40))]

    /// The number of people changed equals that of an exhaustive search, the plan is accepted,
    /// and the difference of the plans counts the same people.
    #[test]
    fn no_committee_changes_fewer(season in tiny(), picks in vec(0..8_usize, 1..3)) {
        compared_with_all(&season, &picks)?;
    }

    /// The same if the rules require one group fewer: everybody who sat in it is counted.
    #[test]
    fn no_committee_without_a_group_changes_fewer(season in tiny()) {
        one_group_less(&season)?;
    }

    /// The same with rules about the mix of people: no hard one is broken, and the rows of the
    /// exchange count the missed ones.
    #[test]
    fn no_committee_of_such_a_mix_changes_fewer(
        season in mixes::with_mixes(tiny()),
        picks in vec(0..8_usize, 1..3),
    ) {
        compared_with_all(&season, &picks)?;
        rows_compared(&season, picks[0])?;
    }

    /// Every row of the exchange is the best of all committees with as many changes, in both
    /// orders, and coverage first has the fewest shortfalls of all.
    #[test]
    fn rows_are_as_good_as_by_hand(season in tiny(), pick in 0..8_usize) {
        rows_compared(&season, pick)?;
    }

    /// A change by hand is accepted or reported with the rules it breaks; it never panics and keeps
    /// the rest.
    #[test]
    fn edits_are_judged(season in tiny(), one in 0..8_usize, other in 0..8_usize) {
        let prior = formed(&season);
        prop_assume!(prior.is_some());
        let Some(prior) = prior else { return Ok(()) };
        let swap = empanel::solve::rerun::Edit::Swap(format!("E{one}"), format!("E{other}"));
        match edit(&season, &prior, &[swap], Lang::Zh) {
            Ok(edited) => {
                let told = edited.difference.told.seats;
                prop_assert!(told <= 2, "{told} people for one exchange");
                prop_assert_eq!(edited.plan.pins.len(), 2);
                let _ = check(&edited.season, &edited.plan);
            }
            Err(Failed::Input(problems)) => prop_assert_eq!(problems[0].code, "N121"),
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }
}

/// Withdraws members by position and compares with every committee there is.
fn compared_with_all(season: &Season, picks: &[usize]) -> Result<(), TestCaseError> {
    let Some(prior) = formed(season) else {
        return Err(TestCaseError::reject("no committee at all"));
    };
    let members: Vec<&String> = prior
        .groups
        .iter()
        .flat_map(|group| &group.members)
        .chain([&prior.committee.chair, &prior.committee.vice_chair])
        .collect();
    let mut out: Vec<&str> = picks
        .iter()
        .map(|at| members[at % members.len()].as_str())
        .collect();
    out.sort_unstable();
    out.dedup();
    match again(season, &prior, &withdraw(&out)) {
        Ok((outcome, left)) => {
            let report = check(&left, &outcome.plan);
            prop_assert!(report.accepted(), "{:?}", report.violations);
            let told = outcome.difference.told.seats;
            prop_assert_eq!(outcome.people, told - out.len());
            prop_assert!(outcome.proof != Proof::Open);
            let fewer = oracle::any_within(&left, &prior, outcome.people.checked_sub(1));
            prop_assert!(!fewer, "{} people, fewer would do", outcome.people);
            let same = oracle::any_within(&left, &prior, Some(outcome.people));
            prop_assert!(same, "the search by hand does not see what was found");
        }
        Err(Failed::Input(problems)) => prop_assert!(false, "{problems:?}"),
        Err(_) => {
            let left = without(season, &out);
            prop_assert!(
                !oracle::any_within(&left, &prior, Some(4)),
                "there is a committee"
            );
        }
    }
    Ok(())
}

/// Asks for one group instead of two and compares with every committee there is.
fn one_group_less(season: &Season) -> Result<(), TestCaseError> {
    let Some(prior) = formed(season) else {
        return Err(TestCaseError::reject("no committee at all"));
    };
    let mut season = season.clone();
    season.rules.groups.count = 1;
    season.rules.groups.max_members = 5;
    season.rules.reviews.max_per_expert = 5;
    let Ok((outcome, left)) = again(&season, &prior, &Request::default()) else {
        prop_assert!(!oracle::any_within(&season, &prior, Some(6)));
        return Ok(());
    };
    let report = check(&left, &outcome.plan);
    prop_assert!(report.accepted(), "{:?}", report.violations);
    prop_assert_eq!(outcome.people, outcome.difference.told.seats);
    let submissions = outcome.difference.submissions.iter();
    let moved = submissions.filter(|one| one.kind == SubmissionKind::Moved);
    prop_assert_eq!(outcome.moved, moved.count());
    prop_assert!(outcome.proof != Proof::Open);
    let fewer = oracle::any_within(&left, &prior, outcome.people.checked_sub(1));
    prop_assert!(!fewer, "{} people, fewer would do", outcome.people);
    let row = &outcome.exchange[0];
    let least = oracle::least(&left, &prior, row.people, Order::PeopleFirst, false);
    if row.compared {
        prop_assert_eq!(Some([row.moved, row.shortfalls, row.reassigned]), least);
    }
    Ok(())
}

/// Withdraws a member by position and compares each row with every committee there is.
fn rows_compared(season: &Season, pick: usize) -> Result<(), TestCaseError> {
    let Some(prior) = formed(season) else {
        return Err(TestCaseError::reject("no committee at all"));
    };
    let members: Vec<&String> = prior.groups.iter().flat_map(|one| &one.members).collect();
    let out = members[pick % members.len()].clone();
    for order in [Order::PeopleFirst, Order::CoverageFirst] {
        let request = Request {
            order,
            further: 1,
            ..withdraw(&[&out])
        };
        let Ok((outcome, left)) = again(season, &prior, &request) else {
            return Err(TestCaseError::reject("nobody can step in"));
        };
        let fewest = outcome.exchange[0].people;
        for row in &outcome.exchange[..2] {
            prop_assert!(row.compared, "{:?} {:?}", order, row);
            let found = match order {
                Order::PeopleFirst => [row.moved, row.shortfalls, row.reassigned],
                Order::CoverageFirst => [row.shortfalls, row.moved, row.reassigned],
            };
            let people = fewest + row.further;
            let least = oracle::least(&left, &prior, people, order, false);
            prop_assert_eq!(Some(found), least, "{:?} {:?}", order, row);
        }
        if order == Order::CoverageFirst {
            let least = oracle::least(&left, &prior, fewest + 2, order, false);
            let shortfalls = outcome.plan.shortfalls.len();
            prop_assert!(least.is_none_or(|least| shortfalls <= least[0]));
            prop_assert_ne!(outcome.proof, Proof::Open);
        }
    }
    Ok(())
}

/// A draw of the property test above: with every load at its limit, fewest changes need a
/// submission to change group although its own group could still review it.
#[test]
fn a_submission_moves_where_loads_leave_no_other_way() {
    let [a, b, c, d] = FIELDS;
    let experts = vec![
        ("丁院", c, true),
        ("丙厂", a, false),
        ("甲厂", a, false),
        ("戊院", c, true),
        ("戊院", c, false),
        ("甲厂", a, false),
        ("", d, true),
        ("乙厂", d, false),
    ];
    let submissions = vec![("丙厂", "丁院", a), ("甲厂", "甲厂", c), ("", "戊院", b)];
    let season = built(&(experts, submissions, Vec::new(), false, 2, 2, (0, 0, 0)));
    compared_with_all(&season, &[7, 3]).expect("as few as by hand");
}

fn without(season: &Season, ids: &[&str]) -> Season {
    let mut left = season.clone();
    for expert in left
        .experts
        .iter_mut()
        .filter(|expert| ids.contains(&expert.id.as_str()))
    {
        expert.available = false;
    }
    left
}

/// Two groups of three, a pool with room, no conflicts.
fn roomy() -> Season {
    let mut builder = SeasonBuilder::new();
    for at in 0..14 {
        let (industry, domain) = FIELDS[at % 3];
        builder = builder.expert(
            &format!("E{at:02}"),
            &format!("单位{at}"),
            industry,
            domain,
            |one| {
                one.can_lead = at % 2 == 0;
                one.quality_lead = at >= 10;
            },
        );
    }
    for at in 0..6 {
        let (industry, domain) = FIELDS[at % 3];
        builder = builder.submission(
            &format!("S{at}"),
            &format!("申报{at}"),
            industry,
            domain,
            |_| (),
        );
    }
    let rules = |rules: &mut empanel::model::Rules| {
        rules.groups.count = 2;
        rules.groups.industry_members = 0;
        rules.reviews.min_per_member = 0;
        rules.groups.min_members = 3;
        rules.groups.max_members = 5;
        rules.reviews.per_submission = 2;
    };
    builder.rules(rules).build()
}

fn codes(failed: Result<(Outcome, Season), Failed>) -> Vec<&'static str> {
    match failed {
        Err(Failed::Input(problems)) => problems.iter().map(|problem| problem.code).collect(),
        Err(other) => panic!("{other:?}"),
        Ok((outcome, _)) => outcome
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect(),
    }
}

#[test]
fn nothing_changes_when_nothing_happened() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let (outcome, _) = again(&season, &prior, &Request::default()).expect("an outcome");
    assert_eq!((outcome.people, outcome.moved), (0, 0));
    assert_eq!(outcome.proof, Proof::Counting);
    assert_eq!(outcome.plan.groups, prior.groups);
    assert!(outcome.difference.people.is_empty());
}

#[test]
fn one_withdrawal_tells_one_other_person_and_keeps_the_rest() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let gone = prior.groups[0].members[1].clone();
    let (outcome, left) = again(&season, &prior, &withdraw(&[&gone])).expect("an outcome");
    assert_eq!(outcome.people, 1);
    assert_eq!(outcome.proof, Proof::Counting);
    assert_eq!(outcome.gone.experts, std::slice::from_ref(&gone));
    assert_eq!(outcome.plan.withdrawn, std::slice::from_ref(&gone));
    assert!(check(&left, &outcome.plan).accepted());
    for (before, after) in prior.reviews.iter().zip(&outcome.plan.reviews) {
        if !before.reviewers.contains(&gone) && outcome.difference.shortfalls_gone.is_empty() {
            assert_eq!(before.reviewers, after.reviewers, "{}", before.submission);
        }
    }
    // People who withdrew stay out of the next run as well.
    let second = outcome.plan.groups[0].members[0].clone();
    let (next, _) = again(&season, &outcome.plan, &withdraw(&[&second])).expect("an outcome");
    assert!(next.plan.group_of_expert(&gone).is_none());
    assert_eq!(next.plan.withdrawn.len(), 2);
}

#[test]
fn the_chair_a_leader_and_a_whole_group_can_be_replaced() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let chair = prior.committee.chair.clone();
    let (outcome, left) = again(&season, &prior, &withdraw(&[&chair])).expect("an outcome");
    assert!(check(&left, &outcome.plan).accepted());
    assert_ne!(outcome.plan.committee.chair, chair);
    assert_ne!(outcome.proof, Proof::Open);
    let all: Vec<&str> = prior.groups[1].members.iter().map(String::as_str).collect();
    let (outcome, left) = again(&season, &prior, &withdraw(&all)).expect("an outcome");
    assert!(check(&left, &outcome.plan).accepted());
    assert!(
        outcome
            .problems
            .iter()
            .any(|problem| problem.code == "N107")
    );
    assert_eq!(outcome.people, 3);
}

/// Only the listed experts may be called; unknown, absent or withdrawing ones are an error.
#[test]
fn only_those_named_are_called() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let gone = prior.groups[0].members[0].clone();
    let heads = [&prior.committee.chair, &prior.committee.vice_chair];
    let idle = season.experts.iter().map(|expert| &expert.id);
    let idle = idle.filter(|id| prior.group_of_expert(id).is_none() && !heads.contains(id));
    let idle: Vec<&String> = idle.collect();
    assert!(idle.len() > 1);
    for only in &idle {
        let request = Request {
            add: vec![(*only).clone()],
            ..withdraw(&[&gone])
        };
        let Ok((outcome, left)) = again(&season, &prior, &request) else {
            continue; // whoever may not lead cannot replace a leader alone
        };
        assert!(check(&left, &outcome.plan).accepted());
        for other in idle.iter().filter(|other| *other != only) {
            assert!(outcome.plan.group_of_expert(other).is_none(), "{other}");
        }
    }
    let asked = |id: &str| Request {
        add: vec![id.to_owned()],
        ..withdraw(&[&gone])
    };
    assert_eq!(codes(again(&season, &prior, &asked("E99"))), ["N112"]);
    assert_eq!(codes(again(&season, &prior, &asked(&gone))), ["N113"]);
    let away = without(&season, &[idle[0].as_str()]);
    assert_eq!(codes(again(&away, &prior, &asked(idle[0]))), ["N114"]);
    let seated = prior.groups[1].members[0].clone();
    let found = codes(again(&season, &prior, &asked(&seated)));
    assert!(found.is_empty() || found == ["N115"], "{found:?}");
}

/// Rules changed since the plan was made are listed one by one.
#[test]
fn rules_that_changed_are_named() {
    let mut season = roomy();
    let prior = formed(&season).expect("a plan");
    season.rules.groups.max_members = 7;
    season.rules.solve.seed = 99;
    let (outcome, _) = again(&season, &prior, &Request::default()).expect("an outcome");
    let changed: Vec<_> = outcome.gone.rules.iter().collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0].key, "groups.max_members");
    assert_eq!(
        (changed[0].before.as_str(), changed[0].after.as_str()),
        ("5", "7")
    );
    assert_eq!(
        changed[0].words.zh,
        "每组最多人数（含组长）：5 → 7（groups.max_members）"
    );
}

/// The share of withdrawals covered by alternates is that of the lists in the new plan, recomputed
/// member by member.
#[test]
fn the_share_of_withdrawals_is_counted_anew() {
    let season = roomy();
    let mut prior = formed(&season).expect("a plan");
    // Lists that the office shortened by hand are kept, and answer less.
    for group in &mut prior.groups {
        group.alternates.truncate(1);
    }
    let gone = prior.groups[0].members[1].clone();
    let (outcome, left) = again(&season, &prior, &withdraw(&[&gone])).expect("an outcome");
    let (conflicts, affinity) = (Conflicts::build(&left), Affinity::build(&left));
    let standing = Standing::new(&left, &conflicts, &affinity, &outcome.plan);
    let found = stress(&standing.expect("it stands"), false);
    let share = found.by_alternate as f64 / found.withdrawals.len() as f64;
    let told = outcome.plan.quality.withdrawals_covered.expect("counted");
    assert!((told - share).abs() < 1e-9, "{told} is not {share}");
    assert!(found.heads.iter().all(|head| !head.successors.is_empty()));
}

/// A pin about a withdrawn expert does not apply: stress, the share of withdrawals covered and
/// rerun agree.
#[test]
fn a_pinned_leader_who_withdraws_can_be_replaced() {
    let season = roomy();
    let mut prior = formed(&season).expect("a plan");
    let leader = prior.groups[0].leader.clone();
    prior.pins.push(PlanPin {
        kind: "leader".to_owned(),
        subject: leader.clone(),
        object: prior.groups[0].id.clone(),
    });
    let (outcome, _) = again(&season, &prior, &Request::default()).expect("an outcome");
    let left = season_of(&season, &outcome.plan);
    let (conflicts, affinity) = (Conflicts::build(&left), Affinity::build(&left));
    let standing = Standing::new(&left, &conflicts, &affinity, &outcome.plan).expect("it stands");
    let found = stress(&standing, false);
    let mut all = found.withdrawals.iter();
    let own = all.find(|one| one.expert == leader).expect("a member");
    assert!(own.answer.is_some(), "{:?}", own.breaks);
    let share = found.by_alternate as f64 / found.withdrawals.len() as f64;
    let told = outcome.plan.quality.withdrawals_covered.expect("counted");
    assert!((told - share).abs() < 1e-9, "{told} is not {share}");
    let (outcome, _) = again(&season, &prior, &withdraw(&[&leader])).expect("an outcome");
    assert_eq!(outcome.people, 1);
}

/// The replacement for a withdrawal is the best there is, regardless of the alternates.
#[test]
fn stress_answers_as_well_as_recommend() {
    let season = roomy();
    let mut plan = formed(&season).expect("a plan");
    let seated = |id: &String| plan.group_of_expert(id).is_some();
    let idle: Vec<String> = season.experts.iter().map(|one| one.id.clone()).collect();
    let idle: Vec<String> = idle.into_iter().filter(|id| !seated(id)).collect();
    for alternate in idle {
        for group in &mut plan.groups {
            group.alternates = vec![alternate.clone()];
        }
        let left = season_of(&season, &plan);
        let (conflicts, affinity) = (Conflicts::build(&left), Affinity::build(&left));
        let standing = Standing::new(&left, &conflicts, &affinity, &plan).expect("it stands");
        for one in stress(&standing, false).withdrawals {
            let group = standing.group_number(&one.group).expect("a group");
            let member = standing.expert_number(&one.expert);
            let best = &recommend(&standing, group, member, 1)[0];
            if let Some(answer) = one.answer {
                assert!(order(&answer, best).is_le(), "{answer:?} {best:?}");
            }
        }
    }
}

#[test]
fn bad_requests_are_named() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    assert_eq!(codes(again(&season, &prior, &withdraw(&["E99"]))), ["N104"]);
    let idle = season.experts.iter().find(|expert| {
        let heads = [&prior.committee.chair, &prior.committee.vice_chair];
        prior.group_of_expert(&expert.id).is_none() && !heads.contains(&&expert.id)
    });
    let idle = idle.expect("somebody has no seat").id.clone();
    assert_eq!(codes(again(&season, &prior, &withdraw(&[&idle]))), ["N105"]);
    assert_eq!(
        codes(again(
            &without(&season, &[&idle]),
            &prior,
            &withdraw(&[&idle])
        )),
        ["N106"]
    );
    let mut empty = prior.clone();
    empty.groups.clear();
    assert_eq!(codes(again(&season, &empty, &Request::default())), ["N102"]);
    let mut twice = prior.clone();
    let member = twice.groups[0].members[0].clone();
    twice.groups[1].members.push(member);
    assert_eq!(codes(again(&season, &twice, &Request::default())), ["N103"]);
    let mut strange = prior.clone();
    for group in &mut strange.groups {
        group.members = vec![format!("X{}", group.id)];
        group.submissions = vec![format!("Y{}", group.id)];
    }
    strange.committee = empanel::model::plan::Committee::default();
    assert_eq!(
        codes(again(&season, &strange, &Request::default())),
        ["N101"]
    );
}

#[test]
fn late_and_withdrawn_submissions_move_nobody() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let mut changed = season.clone();
    let mut late = changed.submissions[0].clone();
    late.id = "S9".to_owned();
    changed.submissions.push(late);
    let (outcome, left) = again(&changed, &prior, &withdraw(&["S2"])).expect("an outcome");
    assert!(check(&left, &outcome.plan).accepted());
    assert_eq!((outcome.people, outcome.moved), (0, 0));
    assert_eq!(outcome.gone.late, ["S9"]);
    assert_eq!(outcome.gone.submissions, ["S2"]);
    assert!(outcome.plan.review("S2").is_none());
}

#[test]
fn a_conflict_that_appears_moves_the_submission_before_a_person() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let group = &prior.groups[0];
    let submission = season
        .submissions
        .iter()
        .find(|s| s.id == group.submissions[0]);
    let owner = submission.expect("in the season").organization.clone();
    let mut changed = season.clone();
    let member = changed
        .experts
        .iter_mut()
        .find(|expert| expert.id == group.members[0]);
    member.expect("in the season").employer = owner;
    let (outcome, left) = again(&changed, &prior, &Request::default()).expect("an outcome");
    assert!(check(&left, &outcome.plan).accepted());
    assert_eq!((outcome.people, outcome.moved), (0, 1));
    // With the groups frozen it is the person who goes.
    let frozen = Request {
        freeze: vec![Freeze::Groups],
        ..Request::default()
    };
    let (outcome, left) = again(&changed, &prior, &frozen).expect("an outcome");
    assert!(check(&left, &outcome.plan).accepted());
    assert_eq!(outcome.moved, 0);
    assert_eq!(outcome.people, 2);
    assert_eq!(outcome.proof, Proof::Program);
}

#[test]
fn coverage_first_and_further_changes_never_have_more_shortfalls() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let gone = prior.groups[0].leader.clone();
    let request = Request {
        further: 3,
        ..withdraw(&[&gone])
    };
    let (people, _) = again(&season, &prior, &request).expect("an outcome");
    assert_eq!(people.exchange.len(), 4);
    for pair in people.exchange.windows(2) {
        assert!(pair[1].people <= pair[0].people + 2 && pair[1].shortfalls <= pair[0].shortfalls);
    }
    let coverage = Request {
        order: Order::CoverageFirst,
        ..request
    };
    let (coverage, left) = again(&season, &prior, &coverage).expect("an outcome");
    assert!(check(&left, &coverage.plan).accepted());
    assert!(coverage.plan.shortfalls.len() <= people.plan.shortfalls.len());
}

/// On a small season the rows of the exchange are compared with every committee of as many changes,
/// as far as these are few enough.
#[test]
fn rows_of_a_small_season_are_compared_with_all() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let gone = prior.groups[0].members[1].clone();
    let request = Request {
        further: 2,
        ..withdraw(&[&gone])
    };
    let (outcome, _) = again(&season, &prior, &request).expect("an outcome");
    let rows = &outcome.exchange;
    assert!(rows[0].compared && rows[1].compared, "{rows:?}");
    let pairs = rows.windows(2);
    assert!(
        pairs
            .clone()
            .all(|pair| pair[0].compared || !pair[1].compared)
    );
    let worth = |row: &empanel::solve::rerun::Row| (row.moved, row.shortfalls, row.reassigned);
    assert!(pairs.clone().all(|pair| worth(&pair[1]) <= worth(&pair[0])));
    // No single replacement by hand is better than the first row.
    let idle = season.experts.iter().map(|expert| &expert.id);
    let idle = idle.filter(|id| **id != gone && prior.group_of_expert(id).is_none());
    for only in idle {
        let request = Request {
            add: vec![only.clone()],
            ..withdraw(&[&gone])
        };
        if let Ok((other, left)) = again(&season, &prior, &request)
            && check(&left, &other.plan).accepted()
            && other.people == rows[0].people
        {
            assert!(worth(&other.exchange[0]) >= worth(&rows[0]), "{only}");
        }
    }
}

/// Seating leaders where they sit keeps the lead, and changes without effect are reported as such
/// for the right reason.
#[test]
fn edits_that_change_nothing_keep_everything() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let group = &prior.groups[0];
    let seat = empanel::solve::rerun::Edit::Seat(group.leader.clone(), group.id.clone());
    let edited = edit(&season, &prior, &[seat], Lang::En).expect("an edit");
    assert!(check(&edited.season, &edited.plan).accepted());
    assert_eq!(edited.plan.groups[0].leader, group.leader);
    assert_eq!(edited.difference.told.seats, 0);
    assert_eq!(edited.plan.pins[0].kind, "leader");
    let said = |edit_: empanel::solve::rerun::Edit| match edit(&season, &prior, &[edit_], Lang::En)
    {
        Err(Failed::Input(problems)) => problems[0].what.en.clone(),
        other => panic!("{other:?}"),
    };
    let chair = prior.committee.chair.clone();
    let unseat = said(empanel::solve::rerun::Edit::Unseat(chair));
    assert!(unseat.contains("chair or vice chair"), "{unseat}");
    let member = group.members[0].clone();
    let swap = said(empanel::solve::rerun::Edit::Swap(member.clone(), member));
    assert!(swap.contains("named twice"), "{swap}");
}

/// If the only expert who may be called cannot take the chair, infeasibility is proven.
#[test]
fn a_freeze_that_leaves_no_way_is_proven() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let chair = prior.committee.chair.clone();
    let idle = season
        .experts
        .iter()
        .find(|expert| prior.group_of_expert(&expert.id).is_none() && !expert.quality_lead);
    let request = Request {
        freeze: vec![Freeze::AllBut(Vec::new())],
        add: vec![idle.expect("somebody has no seat").id.clone()],
        ..withdraw(&[&chair])
    };
    let failed = again(&season, &prior, &request).map(drop);
    let expected = Failed::NotFound {
        frozen: true,
        proven: true,
    };
    assert_eq!(failed, Err(expected));
}

#[test]
fn pins_of_an_edit_are_kept_by_later_runs() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let idle = season
        .experts
        .iter()
        .find(|expert| prior.group_of_expert(&expert.id).is_none() && !expert.quality_lead);
    let idle = idle.expect("somebody has no seat").id.clone();
    let group = &prior.groups[0];
    let member = group
        .members
        .iter()
        .find(|id| **id != group.leader)
        .expect("a member")
        .clone();
    let swap = empanel::solve::rerun::Edit::Swap(member.clone(), idle.clone());
    let edited = edit(&season, &prior, &[swap], Lang::Zh).expect("an edit");
    let report = check(&edited.season, &edited.plan);
    assert!(report.accepted(), "{:?}", report.violations);
    assert_eq!(edited.difference.told.seats, 2);
    let other = edited.plan.groups[0].leader.clone();
    let (next, left) = again(&season, &edited.plan, &withdraw(&[&other])).expect("an outcome");
    assert!(check(&left, &next.plan).accepted());
    assert_eq!(next.plan.pins, edited.plan.pins);
    assert_eq!(
        next.plan
            .group_of_expert(&idle)
            .map(|group| group.id.clone()),
        Some(group.id.clone())
    );
    assert!(next.plan.group_of_expert(&member).is_none());
}

/// Three professors for two groups, each of which needs just one; and wishes that count.
fn mixed() -> Season {
    let mut season = roomy();
    for at in [1, 4, 9] {
        season.experts[at].title = "教授".to_owned();
    }
    season.rules.mix = vec![MixRule {
        name: "教授".to_owned(),
        of: MixScope::Group,
        column: "title".to_owned(),
        values: vec!["教授".to_owned()],
        at_least: Some(Amount::Count(1)),
        at_most: Some(Amount::Count(1)),
        hard: true,
    }];
    season.rules.score.wishes = 0.3;
    // More wish for something than against it.
    let wish = |at: u32| Wish {
        expert: ExpertIndex(at % 14),
        submission: SubmissionIndex(at / 14),
        strength: [2, 1, -1][at as usize % 3],
        place: Place::default(),
    };
    season.wishes = Wishes::new((0..14 * 6).map(wish));
    season
}

/// A professor who is alone in a group.
fn alone(plan: &Plan) -> (String, String) {
    let professors = ["E01", "E04", "E09"];
    let one = plan.groups.iter().find_map(|group| {
        let mut own = group.members.iter();
        let own = own.by_ref().filter(|id| professors.contains(&id.as_str()));
        let own: Vec<&String> = own.collect();
        (own.len() == 1).then(|| (own[0].clone(), group.id.clone()))
    });
    one.expect("three professors in two groups")
}

#[test]
fn a_rerun_keeps_mixes_and_wishes() {
    let season = mixed();
    let prior = formed(&season).expect("a plan");
    let report = check(&season, &prior);
    assert!(report.accepted(), "{:?}", report.violations);
    let (gone, _) = alone(&prior);
    let (outcome, left) = again(&season, &prior, &withdraw(&[&gone])).expect("an outcome");
    let report = check(&left, &outcome.plan);
    assert!(report.accepted(), "{:?}", report.violations);
    // Without the wishes its total would be another one.
    let mut plain = left.clone();
    plain.wishes = Wishes::default();
    let figures = check(&plain, &outcome.plan).figures;
    assert!((figures.total_score - outcome.plan.quality.total_score).abs() > 1e-6);
    // Two professors are left for two groups: neither can go.
    let (gone, _) = alone(&outcome.plan);
    match again(&season, &outcome.plan, &withdraw(&[&gone])) {
        Err(Failed::Impossible(_)) => {}
        other => panic!("one professor for two groups: {other:?}"),
    }
}

#[test]
fn edits_recommendations_and_stress_know_mixes() {
    let season = mixed();
    let prior = formed(&season).expect("a plan");
    let (gone, group) = alone(&prior);
    let heads = [&prior.committee.chair, &prior.committee.vice_chair];
    let free = |id: &String| prior.group_of_expert(id).is_none() && !heads.contains(&id);
    let mut idle = season.experts.iter().filter(|own| free(&own.id));
    let plain = idle.find(|own| own.title.is_empty()).expect("no professor");
    let swap = empanel::solve::rerun::Edit::Swap(gone.clone(), plain.id.clone());
    let edited = edit(&season, &prior, &[swap], Lang::Zh).expect("an edit");
    let report = check(&edited.season, &edited.plan);
    let mut broken = report.violations.iter();
    let mix = broken.find(|one| one.rule == Rule::Mix);
    assert_eq!(mix.expect("R25 is broken").subjects, [&group, "教授"]);

    let left = season_of(&season, &prior);
    let (conflicts, affinity) = (Conflicts::build(&left), Affinity::build(&left));
    let standing = Standing::new(&left, &conflicts, &affinity, &prior).expect("it stands");
    let number = standing.group_number(&group).expect("a group");
    let ranked = recommend(&standing, number, standing.expert_number(&gone), 20);
    for one in &ranked {
        let breaks = one.breaks.iter().any(|found| found.rule == "R25");
        let professor = ["E01", "E04", "E09"].contains(&one.expert.as_str());
        assert!(breaks || professor, "{one:?}");
    }
    let found = stress(&standing, false);
    let mut all = found.withdrawals.iter();
    let own = all.find(|one| one.expert == gone).expect("a member");
    let spare = ["E01", "E04", "E09"].map(str::to_owned);
    let spare = spare
        .iter()
        .find(|id| free(id))
        .expect("the third professor");
    let answer = own.answer.as_ref().expect("the third professor can come");
    assert_eq!(&answer.expert, spare);
}
