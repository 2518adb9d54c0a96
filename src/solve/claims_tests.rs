//! Regression tests for results that once were wrong, one fault each.

use super::counts::Ready;
use super::search::seat_rules;
use super::{Environment, NoPlan, Unwatched, form, rule};
use crate::model::plan::{Plan, Status};
use crate::model::words::Lang;
use crate::model::{
    ExpertIndex, Objective, Pin, PinKind, PinObject, PinSubject, Place, Season, SeasonBuilder,
};
use crate::solve::instance::{Assignment, Instance};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Eight experts of eight employers with all expertise, two submissions, groups of two.
fn builder() -> SeasonBuilder {
    let mut builder = SeasonBuilder::new().rules(|rules| {
        rules.groups.count = 2;
        (rules.groups.min_members, rules.groups.max_members) = (2, 2);
        rules.groups.odd_members = false;
        rules.reviews.per_submission = 1;
        rules.reviews.min_per_member = 0;
    });
    for number in 0..8 {
        let (id, employer) = (format!("E{number}"), format!("单位{number}"));
        builder = builder.expert(&id, &employer, "3441", "Q06.01", |expert| {
            expert.can_lead = true;
            expert.quality_lead = true;
            expert.served_years = vec![2025];
        });
    }
    for number in 0..2 {
        let (id, applicant) = (format!("S{number}"), format!("企业{number}"));
        builder = builder.submission(&id, &applicant, "3441", "Q06.01", |_| ());
    }
    builder
}

fn pin(kind: PinKind, forbidden: bool, expert: u32, group: &str) -> Pin {
    Pin {
        kind,
        forbidden,
        subject: PinSubject::Expert(ExpertIndex(expert)),
        object: PinObject::Group(group.to_owned()),
        place: Place::default(),
    }
}

fn instance(season: &Season) -> Instance {
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    Instance::compile(season, &conflicts, &affinity).expect("an instance")
}

fn formed(season: &Season) -> Result<Plan, NoPlan> {
    let stop = Arc::new(AtomicBool::new(false));
    let environment = Environment::new(20.0, 1, 1, &stop, &Unwatched);
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    let formed = form(season, &conflicts, &affinity, &environment, Lang::En)?;
    let report = crate::checker::check(season, &formed.plan);
    assert!(report.violations.is_empty(), "{:#?}", report.violations);
    Ok(formed.plan)
}

#[test]
fn a_head_who_sits_in_a_group_is_one_person() {
    let season = builder()
        .rules(|rules| {
            rules.groups.chairs_in_groups = true;
            rules.balance.min_new_share = 0.4;
        })
        .change(|season| {
            for new in [0, 1] {
                season.experts[new].served_years.clear();
            }
        })
        .build();
    let instance = instance(&season);
    let seats = |chair, vice| Assignment {
        chair: Some(chair),
        vice_chair: Some(vice),
        leaders: vec![None; 2],
        seat: vec![Some(0), Some(0), Some(1), Some(1), None, None, None, None],
        group: vec![0, 1],
        reviewers: vec![vec![0], vec![2]],
    };
    // Two newcomers among four members; heads who are also members change nothing.
    assert_eq!(rule::newcomers::missing(&instance, &seats(2, 3)), 0);
    // Two newcomers reach 40 % of five people but not of six; a person with two roles counts once.
    assert_eq!(rule::newcomers::missing(&instance, &seats(0, 4)), 0);
    assert_eq!(rule::newcomers::missing(&instance, &seats(4, 5)), 1);
}

#[test]
fn who_must_lead_may_lead_where_they_sit() {
    let season = builder()
        .change(|season| {
            let any = PinObject::None;
            season.pins = vec![
                Pin {
                    object: any,
                    ..pin(PinKind::Leader, false, 0, "")
                },
                pin(PinKind::Leader, true, 0, "G01"),
            ];
        })
        .build();
    let instance = instance(&season);
    assert_eq!(seat_rules::broken(&instance, 0, &[0, 1]), 1);
    assert_eq!(seat_rules::broken(&instance, 1, &[0, 1]), 0);
    assert_eq!(formed(&season).expect("a plan").groups[1].leader, "E0");
}

#[test]
fn an_unknown_region_has_no_cap_not_even_of_nobody() {
    // A third of two is less than one, so any member with a known region exceeds the cap.
    let season = builder()
        .rules(|rules| rules.balance.max_region_share = 0.3)
        .change(|season| season.experts[3].region = "浙江".to_owned())
        .build();
    let instance = instance(&season);
    assert_eq!(seat_rules::broken(&instance, 0, &[0, 1]), 0);
    assert_eq!(seat_rules::broken(&instance, 0, &[0, 3]), 1);
}

#[test]
fn where_the_usual_number_of_groups_will_not_do_another_is_tried() {
    // One group is usual, but two people must each lead one.
    let leads = |expert| Pin {
        object: PinObject::None,
        ..pin(PinKind::Leader, false, expert, "")
    };
    let season = builder()
        .rules(|rules| rules.groups.count = 0)
        .change(|season| season.pins = vec![leads(0), leads(1)])
        .build();
    let plan = formed(&season).expect("a plan of two groups");
    assert!(plan.groups.len() >= 2, "{:?}", plan.groups);
    assert_eq!(plan.quality.bound_groups, None, "all numbers were solved");
    // A pin that excludes somebody from a group that does not exist has no effect.
    let season = builder()
        .rules(|rules| rules.groups.count = 0)
        .change(|season| season.pins = vec![pin(PinKind::Member, true, 0, "G07")])
        .build();
    assert!(formed(&season).is_ok());
}

#[test]
fn where_no_number_of_groups_will_do_the_reason_says_so() {
    // Four must lead, but eight people cannot form four groups of two plus chair and vice chair.
    let leads = |expert| Pin {
        object: PinObject::None,
        ..pin(PinKind::Leader, false, expert, "")
    };
    let season = builder()
        .rules(|rules| rules.groups.count = 0)
        .change(|season| season.pins = (0..4).map(leads).collect())
        .build();
    let Err(NoPlan::Impossible(reasons)) = formed(&season) else {
        panic!("nothing is possible");
    };
    assert_eq!(reasons[0].rule, "R01");
    assert!(
        reasons[0].words.zh.contains("1 至 3"),
        "{}",
        reasons[0].words.zh
    );
}

#[test]
fn the_usual_sizes_are_no_rule() {
    // One group may hold all submissions, since no conflict prevents it.
    let season = builder()
        .change(|season| {
            // Three submissions, all excluded from the second of two groups.
            let third = season.submissions[0].clone();
            season.submissions.push(third);
            season.submissions[2].id = "S2".to_owned();
            season.pins = (0..3)
                .map(|at| Pin {
                    subject: PinSubject::Submission(crate::model::SubmissionIndex(at)),
                    ..pin(PinKind::Submission, true, 0, "G02")
                })
                .collect();
        })
        .build();
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let ready = Ready::of(&season, &conflicts, &affinity).ok();
    let shape = ready.expect("nothing is counted out").first.shape;
    assert_eq!((shape.min_submissions, shape.max_submissions), (0, 3));
    assert_eq!(shape.usual_submissions, (1, 3));
    let plan = formed(&season).expect("a plan");
    assert_eq!(plan.groups[0].submissions.len(), 3);
}

#[test]
fn under_maxmin_the_bound_limits_totals_that_leave_the_worst_low() {
    // Two experts, one review each; the worst submission is best off if S0 gets the lower score.
    let mut season = builder()
        .rules(|rules| {
            rules.solve.objective = Objective::Maxmin;
            rules.groups.count = 1;
            rules.reviews.max_per_expert = 1;
        })
        .build();
    let scores = [(0, 0, 1.0), (1, 0, 0.4), (0, 1, 0.5), (1, 1, 0.0)];
    let scores = scores.map(|(expert, submission, score)| {
        let submission = crate::model::SubmissionIndex(submission);
        (submission, ExpertIndex(expert), score)
    });
    season.scores = Some(crate::model::ScoreTable::new(2, scores));
    let plan = formed(&season).expect("a plan");
    let quality = &plan.quality;
    // Sums of 0.4 and 0.5, instead of 1.0 and 0.0.
    assert!((quality.worst_score - 0.4).abs() < 1e-6, "{quality:?}");
    assert!((quality.total_score - 0.9).abs() < 1e-6, "{quality:?}");
    assert!(
        quality.bound.is_some_and(|bound| bound >= 1.0 - 1e-6),
        "{quality:?}"
    );
    assert_eq!(plan.status, Status::Feasible);
}
