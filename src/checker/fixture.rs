//! A small season and a plan that keeps all its rules, for the tests of each rule: two groups of
//! three members and two submissions; everybody knows everything, so only the rule under test
//! speaks.

use super::{Rule, Violation, check};
use crate::model::plan::{Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Shortfall, Status};
use crate::model::{Season, SeasonBuilder};

/// Heads H1 and H2, members A1-A3 and B1-B3, spare C1; submissions S1-S4, and S5 that did not pass.
pub(super) fn season() -> SeasonBuilder {
    let mut builder = SeasonBuilder::new();
    for id in ["H1", "H2", "A1", "A2", "A3", "B1", "B2", "B3", "C1"] {
        builder = builder.expert(id, &format!("单位{id}"), "38", "Q06.01", |expert| {
            expert.quality_lead = id.starts_with('H');
            expert.can_lead = id.ends_with('1');
            expert.served_years = vec![2024];
        });
    }
    for id in ["S1", "S2", "S3", "S4", "S5"] {
        let applicant = format!("企业{id}");
        builder = builder.submission(id, &applicant, "3812", "Q06.01", |submission| {
            submission.passed = id != "S5";
        });
    }
    builder.rules(|rules| {
        rules.groups.count = 2;
        (rules.groups.min_members, rules.groups.max_members) = (3, 3);
        rules.groups.industry_members = 0;
        rules.reviews.per_submission = 2;
        rules.reviews.min_per_member = 0;
    })
}

/// A valid plan of [`season`].
pub(crate) fn plan() -> Plan {
    let group = |id: &str, members: [&str; 3], submissions: [&str; 2]| Group {
        id: id.to_owned(),
        name: format!("{id}组"),
        leader: members[0].to_owned(),
        members: members.map(str::to_owned).to_vec(),
        submissions: submissions.map(str::to_owned).to_vec(),
        alternates: Vec::new(),
    };
    let review = |submission: &str, group: &str, reviewers: [&str; 2]| Review {
        submission: submission.to_owned(),
        group: group.to_owned(),
        reviewers: reviewers.map(str::to_owned).to_vec(),
        recused: Vec::new(),
    };
    Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: Status::Feasible,
        committee: Committee {
            chair: "H1".to_owned(),
            vice_chair: "H2".to_owned(),
        },
        groups: vec![
            group("G01", ["A1", "A2", "A3"], ["S1", "S2"]),
            group("G02", ["B1", "B2", "B3"], ["S3", "S4"]),
        ],
        reviews: vec![
            review("S1", "G01", ["A1", "A2"]),
            review("S2", "G01", ["A2", "A3"]),
            review("S3", "G02", ["B1", "B2"]),
            review("S4", "G02", ["B2", "B3"]),
        ],
        shortfalls: Vec::new(),
        quality: Quality::default(),
        inputs: Default::default(),
        rules: Default::default(),
        seed: 1,
        version: String::new(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
        round: None,
        exchange: None,
        part: None,
    }
}

/// Makes the plan's figures true, whatever else is wrong with it.
pub(super) fn restate(season: &Season, plan: &mut Plan) {
    let figures = check(season, plan).figures;
    plan.quality = Quality {
        total_score: figures.total_score,
        worst_score: figures.worst_score,
        mean_score: figures.mean_score,
        coverage_shortfalls: figures.shortfalls.len(),
        ..plan.quality.clone()
    };
    plan.shortfalls = (figures.shortfalls.into_iter())
        .map(|unmet| Shortfall {
            submission: unmet.submission,
            kind: unmet.kind,
            code: unmet.code,
            reason: String::new(),
        })
        .collect();
}

/// What the checker finds in an otherwise truthful plan.
pub(super) fn violations(season: &Season, plan: &Plan) -> Vec<Violation> {
    let mut plan = plan.clone();
    restate(season, &mut plan);
    check(season, &plan).violations
}

/// Changes the valid plan and returns the violations, all of which must be of `rule`.
pub(super) fn broken(
    rule: Rule,
    season: &Season,
    change: impl FnOnce(&mut Plan),
) -> Vec<Violation> {
    let mut plan = plan();
    change(&mut plan);
    let found = violations(season, &plan);
    assert!(!found.is_empty(), "{rule:?} is kept");
    for violation in &found {
        assert_eq!(violation.rule, rule, "{violation:?}");
        assert_eq!(violation.code, rule.code());
    }
    found
}

/// The subjects of violations.
pub(super) fn subjects(found: &[Violation]) -> Vec<Vec<&str>> {
    (found.iter())
        .map(|one| one.subjects.iter().map(String::as_str).collect())
        .collect()
}

#[test]
fn the_plan_keeps_every_rule() {
    assert_eq!(violations(&season().build(), &plan()), []);
}
