//! The integer program: every rule permits and forbids what it should, and the optimum equals that
//! of exhaustive search.

use crate::seasons;

use empanel::files::tables::read_season;
use empanel::solve::instance::{Assignment, Cell, GroupSet, Instance, Seating};
use empanel::solve::program::process::BackgroundThread;
use empanel::solve::program::{Aim, Answer, Goal, Limits, NoAnswer, Scope, Status, broken, solve};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use proptest::prelude::*;
use seasons::{plain, relate, season, set};
use std::path::Path;
use std::time::Duration;

fn limits() -> Limits {
    Limits {
        time: Duration::from_secs(120),
        ..Limits::default()
    }
}

fn whole(instance: &Instance, goal: &Goal) -> Answer {
    let scope = Scope::whole(instance);
    solve(instance, &scope, None, goal, &limits(), &BackgroundThread)
}

/// Solves exactly and returns shortfalls and total in thousandths.
fn best(instance: &Instance) -> Option<(usize, i64)> {
    let answer = whole(instance, &Goal::TOTAL);
    match answer.status {
        Status::Infeasible => None,
        Status::Optimal => answer
            .value
            .map(|value| (value.shortfalls, value.total / 1_000_000)),
        other => panic!("{other:?}"),
    }
}

fn assignment(instance: &Instance) -> Assignment {
    let answer = whole(instance, &Goal::TOTAL);
    assert_eq!(answer.status, Status::Optimal);
    answer
        .assignment
        .expect("an optimal answer has an assignment")
}

/// Two chairs (0 and 1, without expertise), experts 2, 3, 4 and one submission in one group of two:
/// expert 2 scores 0.9, expert 3 0.5, expert 4 0.2.
fn three_and_one() -> Instance {
    let mut instance = plain(5, 1, 1);
    instance.shape.members = vec![2];
    for (expert, score) in [(2, 0.9), (3, 0.5), (4, 0.2)] {
        set(&mut instance, expert, 0, Cell::new(score, 0));
    }
    instance
}

#[test]
fn the_best_two_review() {
    assert_eq!(best(&three_and_one()), Some((0, 1400)));
}

#[test]
fn nobody_sits_twice() {
    let mut instance = three_and_one();
    for expert in &mut instance.experts {
        expert.quality_lead = false;
    }
    instance.experts[2].quality_lead = true;
    instance.experts[0].quality_lead = true;
    assert_eq!(
        best(&instance),
        Some((0, 700)),
        "expert 2 is needed as a chair"
    );
    instance.chairs_in_groups = true;
    assert_eq!(best(&instance), Some((0, 1400)), "and may do both");
}

#[test]
fn groups_have_one_of_the_allowed_sizes() {
    let mut instance = three_and_one();
    instance.shape.members = vec![1, 3];
    let made = assignment(&instance);
    assert_eq!(made.members(1)[0], [2, 3, 4]);
    instance.shape.members = vec![1];
    assert_eq!(best(&instance), None, "two reviewers do not fit one seat");
}

#[test]
fn submissions_per_group_stay_within_the_limits() {
    let mut instance = plain(6, 3, 2);
    instance.shape.members = vec![2];
    instance.shape.min_submissions = 1;
    instance.shape.max_submissions = 2;
    for submission in 0..3 {
        set(&mut instance, 2, submission, Cell::new(1.0, 0));
        set(&mut instance, 3, submission, Cell::new(1.0, 0));
    }
    assert_eq!(best(&instance), Some((0, 4000)));
    instance.shape.min_submissions = 0;
    instance.shape.max_submissions = 3;
    assert_eq!(best(&instance), Some((0, 6000)));
    instance.shape.max_submissions = 1;
    assert_eq!(best(&instance), None, "three do not fit two groups of one");
}

#[test]
fn reviewers_are_different_members_in_the_asked_number() {
    let mut instance = three_and_one();
    seasons::ask(&mut instance, 3);
    assert_eq!(
        best(&instance),
        None,
        "a group of two has no three reviewers"
    );
    instance.shape.members = vec![3];
    assert_eq!(best(&instance), Some((0, 1600)));
}

#[test]
fn loads_stay_within_each_limit() {
    let mut instance = plain(5, 2, 1);
    instance.shape.members = vec![3];
    for submission in 0..2 {
        set(&mut instance, 2, submission, Cell::new(1.0, 0));
        set(&mut instance, 3, submission, Cell::new(0.5, 0));
    }
    assert_eq!(best(&instance), Some((0, 3000)));
    instance.experts[2].load_cap = 1;
    assert_eq!(
        best(&instance),
        Some((0, 2000)),
        "once 2 and 3, once 3 and 4"
    );
    instance.experts[3].load_cap = 1;
    instance.experts[4].load_cap = 1;
    assert_eq!(best(&instance), None, "four reviews, three places");
}

#[test]
fn colleagues_stay_within_the_employer_cap_and_unknown_employers_do_not_count() {
    let mut instance = three_and_one();
    instance.employer_cap = 1;
    instance.experts[2].employers = vec![7];
    instance.experts[3].employers = vec![7];
    assert_eq!(best(&instance), Some((0, 1100)));
    instance.experts[2].employers.clear();
    instance.experts[3].employers.clear();
    assert_eq!(best(&instance), Some((0, 1400)));
}

#[test]
fn neighbours_stay_within_the_share_of_a_region() {
    let mut instance = three_and_one();
    instance.region_share = 0.5;
    instance.experts[2].region = 3;
    instance.experts[3].region = 3;
    assert_eq!(best(&instance), Some((0, 1100)));
    instance.region_share = 1.0;
    assert_eq!(best(&instance), Some((0, 1400)));
    instance.region_share = 0.5;
    instance.experts[3].region = 0;
    assert_eq!(best(&instance), Some((0, 1400)));
}

#[test]
fn newcomers_reach_their_share_with_and_without_the_chairs() {
    let mut instance = three_and_one();
    instance.new_share = 0.5;
    instance.experts[0].newcomer = true;
    instance.experts[4].newcomer = true;
    assert_eq!(
        best(&instance),
        Some((0, 1100)),
        "one of two members, two of four people"
    );
    instance.experts[0].newcomer = false;
    assert_eq!(best(&instance), None, "one of four people");
    instance.experts[3].newcomer = true;
    assert_eq!(best(&instance), Some((0, 700)));
}

#[test]
fn a_chair_who_sits_in_a_group_is_one_person_among_the_newcomers() {
    let mut instance = three_and_one();
    instance.chairs_in_groups = true;
    instance.new_share = 0.5;
    for (number, expert) in instance.experts.iter_mut().enumerate() {
        expert.quality_lead = number == 2 || number == 3;
        expert.newcomer = number == 2;
    }
    // Chairs 2 and 3 are also the members: two people, one of them a newcomer.
    assert_eq!(best(&instance), Some((0, 1400)));
    instance.chairs_in_groups = false;
    assert_eq!(best(&instance), None);
}

#[test]
fn every_group_has_a_member_who_may_lead_it() {
    let mut instance = three_and_one();
    instance.experts[2].can_lead = false;
    instance.experts[3].can_lead = false;
    assert_eq!(best(&instance), Some((0, 1100)));
    assert_eq!(assignment(&instance).leaders, [Some(4)]);
    instance.experts[4].may_lead = GroupSet::only(1, []);
    instance.experts[0].can_lead = false;
    instance.experts[1].can_lead = false;
    assert_eq!(best(&instance), None);
}

#[test]
fn the_chairs_are_two_quality_leads_of_different_employers() {
    let mut instance = three_and_one();
    let made = assignment(&instance);
    assert_eq!((made.chair, made.vice_chair), (Some(0), Some(1)));
    instance.experts[1].employers = instance.experts[0].employers.clone();
    assert_eq!(best(&instance), None);
    instance.experts[0].employers.clear();
    instance.experts[1].employers.clear();
    assert_eq!(
        best(&instance),
        Some((0, 1400)),
        "unknown employers may differ"
    );
    instance.experts[1].quality_lead = false;
    assert_eq!(best(&instance), None);
}

#[test]
fn pins_of_the_chairs_hold() {
    let mut instance = three_and_one();
    instance.chairs.chair = Some(1);
    let made = assignment(&instance);
    assert_eq!((made.chair, made.vice_chair), (Some(1), Some(0)));
    instance.chairs.chair = None;
    instance.chairs.not_chair = vec![0];
    let made = assignment(&instance);
    assert_eq!((made.chair, made.vice_chair), (Some(1), Some(0)));
    instance.chairs.not_vice_chair = vec![0];
    assert_eq!(best(&instance), None);
}

#[test]
fn a_bar_keeps_the_expert_out_of_the_group() {
    let mut instance = plain(7, 2, 2);
    instance.shape.members = vec![2];
    for submission in 0..2 {
        for (expert, score) in [(2, 0.9), (3, 0.5)] {
            set(&mut instance, expert, submission, Cell::new(score, 0));
        }
    }
    assert_eq!(best(&instance), Some((0, 2800)), "both with 2 and 3");
    set(&mut instance, 2, 0, Cell::new(0.9, 0).with_bar());
    assert_eq!(
        best(&instance),
        Some((0, 1400)),
        "2 alone with the other submission"
    );
    let made = assignment(&instance);
    assert_ne!(made.seat[2], Some(made.group[0]));
}

#[test]
fn a_bar_of_colleagues_under_a_cap_of_one_is_the_same_rule() {
    let mut instance = plain(7, 2, 2);
    instance.shape.members = vec![2];
    instance.employer_cap = 1;
    instance.experts[2].employers = vec![9];
    instance.experts[3].employers = vec![9];
    for expert in [2, 3] {
        set(&mut instance, expert, 0, Cell::new(0.9, 0).with_bar());
        set(&mut instance, expert, 1, Cell::new(0.9, 0));
    }
    set(&mut instance, 4, 1, Cell::new(0.4, 0));
    assert_eq!(best(&instance), Some((0, 1300)));
}

#[test]
fn a_recusal_keeps_the_expert_from_the_review_alone() {
    let mut instance = three_and_one();
    set(&mut instance, 2, 0, Cell::new(0.9, 0).with_recusal());
    assert_eq!(best(&instance), Some((0, 700)));
    instance.shape.members = vec![5];
    assert_eq!(best(&instance), None, "the chairs are needed elsewhere");
    instance.shape.members = vec![3];
    let made = assignment(&instance);
    assert_eq!(made.seat[2], Some(0), "may sit there");
    assert_eq!(made.reviewers[0], [3, 4]);
}

#[test]
fn relatives_never_share_a_group() {
    let mut instance = three_and_one();
    relate(&mut instance, 2, 3);
    assert_eq!(best(&instance), Some((0, 1100)));
    relate(&mut instance, 2, 4);
    relate(&mut instance, 3, 4);
    instance.experts[0].quality_lead = false;
    instance.experts[4].quality_lead = true;
    assert_eq!(
        best(&instance),
        Some((0, 900)),
        "0 and 2 with chairs 1 and 4"
    );
}

#[test]
fn pins_of_members_leaders_and_reviewers_hold() {
    let mut instance = three_and_one();
    instance.experts[4].seating = Seating::Must;
    assert_eq!(best(&instance), Some((0, 1100)));
    instance.submissions[0].must_review = vec![3];
    assert_eq!(best(&instance), Some((0, 700)));
    let mut instance = three_and_one();
    instance.experts[2].allowed = GroupSet::only(1, []);
    assert_eq!(best(&instance), Some((0, 700)));
    let mut instance = three_and_one();
    instance.groups[0].leader = Some(4);
    instance.experts[4].seating = Seating::MustLead;
    let made = assignment(&instance);
    assert_eq!(
        (made.leaders[0], made.members(1)[0].clone()),
        (Some(4), vec![2, 4])
    );
    instance.experts[3].seating = Seating::MustLead;
    assert_eq!(best(&instance), None, "two leaders for one group");
}

#[test]
fn themes_hold() {
    let mut instance = plain(7, 2, 2);
    instance.shape.members = vec![2];
    for submission in 0..2 {
        set(&mut instance, 2, submission, Cell::new(1.0, 0));
    }
    assert_eq!(best(&instance), Some((0, 2000)));
    instance.submissions[0].allowed = GroupSet::only(2, [0]);
    instance.submissions[1].allowed = GroupSet::only(2, [1]);
    let made = assignment(&instance);
    assert_eq!(made.group, [0, 1]);
    assert_eq!(best(&instance), Some((0, 1000)));
}

#[test]
fn shortfalls_come_before_the_total_and_are_counted_where_nobody_helps() {
    let mut instance = three_and_one();
    instance.submissions[0].mask = 0b11;
    set(&mut instance, 4, 0, Cell::new(0.2, 0b01));
    assert_eq!(
        best(&instance),
        Some((1, 1100)),
        "4 covers the industry, nobody the domain"
    );
    instance.industry_reviewers = 2;
    assert_eq!(best(&instance), Some((2, 1400)), "one of two is no cover");
    set(&mut instance, 3, 0, Cell::new(0.5, 0b01));
    assert_eq!(best(&instance), Some((1, 700)));
    let answer = whole(&instance, &Goal::TOTAL.within(0));
    assert_eq!(answer.status, Status::Infeasible);
}

/// The worst submission is maximised, then a lower limit keeps it while the total is raised.
#[test]
fn the_worst_submission_is_raised_and_kept() {
    let mut instance = plain(6, 2, 1);
    instance.shape.members = vec![3];
    seasons::ask(&mut instance, 1);
    for expert in 2..6 {
        instance.experts[expert].load_cap = 1;
    }
    set(&mut instance, 2, 0, Cell::new(1.0, 0));
    set(&mut instance, 2, 1, Cell::new(0.6, 0));
    set(&mut instance, 3, 0, Cell::new(0.5, 0));
    assert_eq!(
        best(&instance),
        Some((0, 1100)),
        "2 with the second, 3 with the first"
    );
    set(&mut instance, 2, 0, Cell::new(1.0, 0));
    set(&mut instance, 3, 0, Cell::new(0.3, 0));
    set(&mut instance, 3, 1, Cell::new(0.05, 0));
    assert_eq!(best(&instance), Some((0, 1050)));
    let answer = whole(&instance, &Goal::WORST);
    assert_eq!(answer.status, Status::Optimal);
    let value = answer.value.expect("optimal");
    assert_eq!(value.worst, 300_000_000);
    assert_eq!(
        answer.bound.and_then(|bound| bound.score),
        Some(300_000_000)
    );
    let kept = whole(&instance, &Goal::TOTAL.above(value.worst));
    assert_eq!(kept.value.map(|value| value.total), Some(900_000_000));
    let none = whole(&instance, &Goal::TOTAL.above(value.worst + 1_000_000));
    assert_eq!(none.status, Status::Infeasible);
}

#[test]
fn loads_are_evened_out_without_losing_score() {
    let mut instance = plain(5, 3, 1);
    instance.shape.members = vec![3];
    let incumbent = Assignment {
        chair: Some(0),
        vice_chair: Some(1),
        leaders: vec![Some(2)],
        seat: vec![None, None, Some(0), Some(0), Some(0)],
        group: vec![0; 3],
        reviewers: vec![vec![2, 3]; 3],
    };
    let scope = Scope::reviews(&instance, &incumbent);
    assert!(broken(&instance, &scope, &incumbent).is_empty());
    let even = Goal {
        aim: Aim::EvenLoads { total: 0 },
        ..Goal::TOTAL
    };
    let limits = limits();
    let answer = solve(
        &instance,
        &scope,
        Some(&incumbent),
        &even,
        &limits,
        &BackgroundThread,
    );
    assert_eq!(answer.status, Status::Optimal);
    let made = answer.assignment.expect("optimal");
    for expert in 2..5 {
        let load = made
            .reviewers
            .iter()
            .flatten()
            .filter(|&&r| r == expert)
            .count();
        assert_eq!(load, 2);
    }
}

#[test]
fn a_neighbourhood_leaves_the_rest_alone_and_never_gets_worse() {
    let instance = season(30, 16, 3, 5);
    let partition: Vec<u32> = (0..16).map(|submission| submission % 3).collect();
    let scope = Scope::seats(&instance, &partition);
    let start = solve(
        &instance,
        &scope,
        None,
        &Goal::TOTAL,
        &limits(),
        &BackgroundThread,
    );
    let start = start.assignment.expect("seats can be found");
    let before = start.value(&instance);
    let scope = Scope::neighbourhood(&instance, &start, &[0, 2]);
    let limits = limits();
    let answer = solve(
        &instance,
        &scope,
        Some(&start),
        &Goal::TOTAL,
        &limits,
        &BackgroundThread,
    );
    let after = answer.assignment.expect("the incumbent at least");
    assert!(broken(&instance, &Scope::whole(&instance), &after).is_empty());
    for submission in (0..16).filter(|submission| partition[*submission] == 1) {
        assert_eq!(after.reviewers[submission], start.reviewers[submission]);
        assert_eq!(after.group[submission], 1);
    }
    assert_eq!(after.leaders[1], start.leaders[1]);
    let value = after.value(&instance);
    assert!(
        (value.shortfalls, -value.total) < (before.shortfalls, -before.total),
        "{before:?} to {value:?}"
    );
}

#[test]
fn seats_or_partition_can_be_kept() {
    let instance = season(30, 16, 3, 5);
    let partition: Vec<u32> = (0..16).map(|submission| submission % 3).collect();
    let scope = Scope::seats(&instance, &partition);
    let start = solve(
        &instance,
        &scope,
        None,
        &Goal::TOTAL,
        &limits(),
        &BackgroundThread,
    );
    let start = start.assignment.expect("seats can be found");
    let everything = Scope::neighbourhood(&instance, &start, &[0, 1, 2]);
    let seats = everything.clone().keeping_seats(&start);
    let limits = limits();
    let moved = solve(
        &instance,
        &seats,
        Some(&start),
        &Goal::TOTAL,
        &limits,
        &BackgroundThread,
    );
    assert_eq!(moved.status, Status::Optimal);
    let moved = moved.assignment.expect("optimal");
    assert_eq!(moved.seat, start.seat);
    assert_ne!(
        moved.group, start.group,
        "the even deal is not the best one"
    );
    let partition = everything.keeping_partition(&start);
    let kept = solve(
        &instance,
        &partition,
        Some(&start),
        &Goal::TOTAL,
        &limits,
        &BackgroundThread,
    );
    assert_eq!(kept.status, Status::Optimal);
    assert_eq!(
        kept.value,
        Some(start.value(&instance)),
        "it was optimal before"
    );
}

/// The best plan of the toy season, as derived in its README.
#[test]
fn the_toy_season_has_the_best_plan_that_is_proven_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let season = read_season(&folder, None)
        .expect("the toy season is sound")
        .season;
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let instance = Instance::compile(&season, &conflicts, &affinity).expect("it compiles");
    for goal in [Goal::TOTAL, Goal::WORST] {
        let answer = whole(&instance, &goal);
        assert_eq!(answer.status, Status::Optimal);
        let value = answer.value.expect("optimal");
        assert_eq!((value.shortfalls, value.worst), (1, 1_025_000_000));
        if goal == Goal::TOTAL {
            assert_eq!(value.total, 8_012_500_000);
            let made = answer.assignment.expect("optimal");
            let mut groups = made.members(2);
            groups.sort();
            assert_eq!(groups, [vec![2, 4, 7], vec![3, 5, 6]]);
            assert_eq!((made.chair, made.vice_chair), (Some(0), Some(1)));
        }
    }
}

#[test]
fn a_scope_that_does_not_fit_its_incumbent_is_refused() {
    let instance = plain(6, 2, 2);
    let mut scope = Scope::whole(&instance);
    scope.groups = vec![0];
    let answer = solve(
        &instance,
        &scope,
        None,
        &Goal::TOTAL,
        &limits(),
        &BackgroundThread,
    );
    assert_eq!(answer.status, Status::NoAnswer(NoAnswer::WrongScope));
    let small = Limits {
        coefficients: 5,
        ..limits()
    };
    let scope = Scope::whole(&instance);
    let answer = solve(
        &instance,
        &scope,
        None,
        &Goal::TOTAL,
        &small,
        &BackgroundThread,
    );
    assert_eq!(answer.status, Status::NoAnswer(NoAnswer::TooLarge));
}

/// Tries every seat, place and reviewer, directly by the rules.
fn exhaustive(instance: &Instance) -> Option<(usize, i64)> {
    let scope = Scope::whole(instance);
    let (experts, submissions) = (instance.experts.len(), instance.submissions.len());
    let groups = instance.groups.len();
    let mut best = None;
    for seats in words(groups + 1, experts) {
        let seat: Vec<Option<u32>> = seats.iter().map(|&at| at.checked_sub(1)).collect();
        let size = |group: u32| seat.iter().filter(|&&at| at == Some(group)).count();
        if !(0..groups as u32).all(|group| instance.shape.members.contains(&size(group))) {
            continue;
        }
        // A second employer counts as well.
        let crowded = (0..experts).filter(|&a| seat[a].is_some()).any(|a| {
            let together = |b: &usize| seat[*b] == seat[a];
            instance.experts[a].employers.iter().any(|employer| {
                let of = |b: &usize| instance.experts[*b].employers.contains(employer);
                let colleagues = (0..experts).filter(together).filter(of).count();
                colleagues > instance.employer_cap
            })
        });
        if crowded {
            continue;
        }
        for group in words(groups, submissions) {
            let barred = |submission: usize, expert: usize| {
                let together = seat[expert] == Some(group[submission]);
                together && instance.cells.get(submission, expert).barred()
            };
            if (0..submissions).any(|s| (0..experts).any(|e| barred(s, e))) {
                continue;
            }
            let mut made = Assignment {
                chair: None,
                vice_chair: None,
                leaders: vec![None; groups],
                seat: seat.clone(),
                group,
                reviewers: vec![Vec::new(); submissions],
            };
            complete(instance, &scope, &mut made, 0, &mut best);
        }
    }
    best.map(|(shortfalls, less): (usize, i64)| (shortfalls, -less))
}

/// Whether the reviewers just chosen may review the submission, with those of the ones before.
fn may_review(instance: &Instance, made: &Assignment, submission: usize) -> bool {
    made.reviewers[submission].iter().all(|&expert| {
        let before = made.reviewers[..=submission].iter().flatten();
        let load = before.filter(|&&other| other == expert).count();
        let cell = instance.cells.get(submission, expert as usize);
        cell.free() && load <= instance.experts[expert as usize].load_cap as usize
    })
}

/// All words of a length over so many letters.
fn words(letters: usize, length: usize) -> impl Iterator<Item = Vec<u32>> {
    let many = letters.pow(length as u32);
    (0..many).map(move |number| {
        let digit = |at: usize| (number / letters.pow(at as u32) % letters) as u32;
        (0..length).map(digit).collect()
    })
}

fn complete(
    instance: &Instance,
    scope: &Scope,
    made: &mut Assignment,
    submission: usize,
    best: &mut Option<(usize, i64)>,
) {
    let members = made.members(instance.groups.len());
    if submission < made.reviewers.len() {
        let members = &members[made.group[submission] as usize];
        for (at, &first) in members.iter().enumerate() {
            for &second in &members[at + 1..] {
                made.reviewers[submission] = vec![first, second];
                if !may_review(instance, made, submission) {
                    continue;
                }
                complete(instance, scope, made, submission + 1, best);
            }
        }
        return;
    }
    let value = made.value(instance);
    let key = (value.shortfalls, -value.total);
    if best.is_some_and(|best| best <= key) {
        return;
    }
    let quality = (0..instance.experts.len() as u32)
        .filter(|&expert| instance.experts[expert as usize].quality_lead);
    let quality: Vec<u32> = quality.collect();
    let leaders = members.iter().enumerate().map(|(group, members)| {
        let may = |&&expert: &&u32| {
            let candidate = &instance.experts[expert as usize];
            candidate.can_lead && candidate.may_lead.allows(group)
        };
        members.iter().find(may).copied()
    });
    made.leaders = leaders.collect();
    for &chair in &quality {
        for &vice in &quality {
            (made.chair, made.vice_chair) = (Some(chair), Some(vice));
            if broken(instance, scope, made).is_empty() {
                *best = Some(key);
                return;
            }
        }
    }
}

prop_compose! {
    /// Six experts, three submissions, two groups with every soft and hard rule at work.
    fn tiny()(
        scores in prop::collection::vec(0_u32..=20, 18),
        masks in prop::collection::vec(0_u32..8, 18),
        wanted in prop::collection::vec(0_u32..4, 3),
        conflicts in prop::collection::vec(0_u8..12, 18),
        employers in prop::collection::vec(0_u32..8, 6),
        flags in prop::collection::vec(any::<(bool, bool, bool)>(), 6),
        caps in prop::collection::vec(1_u32..4, 6),
        rules in (0_usize..3, 0_usize..3, any::<(bool, bool, bool)>()),
    ) -> Instance {
        let mut instance = plain(6, 3, 2);
        instance.shape.members = [vec![2], vec![2, 3], vec![1, 3]][rules.0].clone();
        instance.shape.min_submissions = usize::from(rules.2.0);
        instance.shape.max_submissions = 3 - usize::from(rules.2.0);
        instance.employer_cap = [1, 2, usize::MAX][rules.1];
        instance.chairs_in_groups = rules.2.1;
        instance.new_share = if rules.2.2 { 0.4 } else { 0.0 };
        for (number, expert) in instance.experts.iter_mut().enumerate() {
            // Any of three employers: none, one or several.
            expert.employers = (1..=3).filter(|at| employers[number] & (1 << (at - 1)) != 0).collect();
            expert.can_lead = flags[number].0 || number > 3;
            expert.quality_lead = flags[number].1 || number < 2;
            expert.newcomer = flags[number].2;
            expert.load_cap = caps[number];
        }
        for (submission, &mask) in wanted.iter().enumerate().take(3) {
            instance.submissions[submission].mask = mask;
            for expert in 0..6 {
                let at = submission * 6 + expert;
                let cell = Cell::new(f64::from(scores[at]) / 20.0, masks[at] & mask);
                set(&mut instance, expert, submission, match conflicts[at] {
                    0 => cell.with_bar(),
                    1 => cell.with_recusal(),
                    _ => cell,
                });
            }
        }
        instance
    }
}

/// This number of draws, or PROPTEST_CASES if set.
fn draws(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(usual),
        max_shrink_iters: 20,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// If chairs may sit in groups and a share of newcomers is required, the program has an additional
/// variable, which a known plan must set as well; otherwise every answer is rejected.
#[test]
fn newcomers_are_counted_once_where_chairs_sit_in_groups() {
    let mut instance = plain(5, 2, 1);
    instance.shape.members = vec![3];
    instance.chairs_in_groups = true;
    instance.new_share = 0.4;
    for (number, expert) in instance.experts.iter_mut().enumerate() {
        expert.newcomer = number == 0 || number == 2;
    }
    for (expert, score) in [(0, 0.1), (1, 0.2), (2, 0.9), (3, 0.8), (4, 0.7)] {
        for submission in 0..2 {
            set(&mut instance, expert, submission, Cell::new(score, 0));
        }
    }
    let answer = whole(&instance, &Goal::TOTAL);
    assert_eq!(answer.status, Status::Optimal);
    let (shortfalls, total) = exhaustive(&instance).expect("a committee");
    let value = answer.value.expect("optimal");
    assert_eq!((value.shortfalls, value.total), (shortfalls, total));
    // Its plan is accepted as a first guess, and no worse plan is returned.
    let scope = Scope::whole(&instance);
    let made = answer.assignment.as_ref();
    let again = solve(
        &instance,
        &scope,
        made,
        &Goal::TOTAL,
        &limits(),
        &BackgroundThread,
    );
    assert_eq!(again.status, Status::Optimal);
    assert_eq!(again.value, answer.value);
}

proptest! {
    #![proptest_config(draws(16))]

    #[test]
    fn the_optimum_is_the_one_of_exhaustive_search(instance in tiny()) {
        let answer = whole(&instance, &Goal::TOTAL);
        match exhaustive(&instance) {
            None => prop_assert_eq!(answer.status, Status::Infeasible),
            Some((shortfalls, total)) => {
                prop_assert_eq!(answer.status, Status::Optimal);
                let value = answer.value.expect("optimal");
                prop_assert_eq!((value.shortfalls, value.total), (shortfalls, total));
                let bound = answer.bound.expect("optimal");
                prop_assert_eq!(bound.shortfalls, shortfalls);
                let score = bound.score.expect("a total");
                prop_assert!(score >= total && score <= total + 10_000, "{} {}", score, total);
                let made = answer.assignment.expect("optimal");
                prop_assert_eq!(broken(&instance, &Scope::whole(&instance), &made), Vec::<&str>::new());
            }
        }
    }
}
