//! Shared by the tests of the checker: seasons, valid plans, and correct figures.
#![allow(dead_code)] // each test file uses a part of it

pub mod random;
pub mod rich;
pub mod toy;

use empanel::checker::check;
use empanel::model::Season;
use empanel::model::plan::{
    Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Shortfall, Status,
};

/// Starts a plan with its heads and no groups.
pub fn plan(chair: &str, vice_chair: &str) -> Plan {
    Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: Status::Feasible,
        committee: Committee {
            chair: chair.to_owned(),
            vice_chair: vice_chair.to_owned(),
        },
        groups: Vec::new(),
        reviews: Vec::new(),
        shortfalls: Vec::new(),
        quality: Quality::default(),
        inputs: Default::default(),
        rules: Default::default(),
        seed: 1,
        version: "test".to_owned(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
        round: None,
        exchange: None,
        part: None,
    }
}

/// Adds a group with its reviews, each `submission: reviewer reviewer`; the first member leads.
pub fn add_group(plan: &mut Plan, id: &str, members: &str, reviews: &[&str]) {
    let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let mut submissions = Vec::new();
    for review in reviews {
        let (submission, reviewers) = review.split_once(": ").expect("submission: reviewers");
        submissions.push(submission.to_owned());
        plan.reviews.push(Review {
            submission: submission.to_owned(),
            group: id.to_owned(),
            reviewers: words(reviewers),
            recused: Vec::new(),
        });
    }
    let members = words(members);
    plan.groups.push(Group {
        id: id.to_owned(),
        name: format!("{id}组"),
        leader: members[0].clone(),
        members,
        submissions,
        alternates: Vec::new(),
    });
}

/// Recomputes scores and shortfalls, whatever else is wrong with the plan.
pub fn restate(season: &Season, plan: &mut Plan) {
    let figures = check(season, plan).figures;
    plan.quality.total_score = figures.total_score;
    plan.quality.worst_score = figures.worst_score;
    plan.quality.mean_score = figures.mean_score;
    plan.quality.coverage_shortfalls = figures.shortfalls.len();
    plan.shortfalls = (figures.shortfalls.into_iter())
        .map(|unmet| Shortfall {
            submission: unmet.submission,
            kind: unmet.kind,
            code: unmet.code,
            reason: String::new(),
        })
        .collect();
}

/// Replaces an expert by another one everywhere.
pub fn replace(plan: &mut Plan, old: &str, new: &str) {
    for group in &mut plan.groups {
        swap(&mut group.members, old, new);
        if group.leader == old {
            group.leader = new.to_owned();
        }
    }
    for review in &mut plan.reviews {
        swap(&mut review.reviewers, old, new);
        review.recused.retain(|id| id != old);
    }
}

fn swap(ids: &mut [String], old: &str, new: &str) {
    for id in ids.iter_mut().filter(|id| *id == old) {
        *id = new.to_owned();
    }
}

/// Moves a submission to another group, reviewed there by `reviewers`.
pub fn carry(plan: &mut Plan, submission: &str, group: &str, reviewers: &[&str]) {
    for other in &mut plan.groups {
        other.submissions.retain(|id| id != submission);
        if other.id == group {
            other.submissions.push(submission.to_owned());
        }
    }
    let review = review(plan, submission);
    review.group = group.to_owned();
    review.reviewers = reviewers.iter().map(|id| (*id).to_owned()).collect();
    review.recused.clear();
}

/// The review of a submission.
pub fn review<'a>(plan: &'a mut Plan, submission: &str) -> &'a mut Review {
    let mut reviews = plan.reviews.iter_mut();
    reviews
        .find(|review| review.submission == submission)
        .expect("a reviewed submission")
}

/// The group of an id.
pub fn group<'a>(plan: &'a mut Plan, id: &str) -> &'a mut Group {
    let mut groups = plan.groups.iter_mut();
    groups.find(|group| group.id == id).expect("a group")
}
