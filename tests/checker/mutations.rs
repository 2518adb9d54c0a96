//! Breaks each rule on purpose in several ways; exactly that rule must be reported.

use crate::judge;
mod people;
mod structure;

use empanel::checker::{Rule, check};
use empanel::model::plan::{Plan, ShortfallKind, Status};
use empanel::model::{Amount, MixRule, MixScope, Season};
use judge::{group, replace, restate, review, rich, toy};
use std::collections::BTreeSet;

/// A change to the rich season or its valid plan, its name, and the expected subjects.
type Mutation = (
    Rule,
    &'static str,
    &'static [&'static str],
    fn(&mut Season, &mut Plan),
);

fn mutations() -> Vec<Mutation> {
    let mut all = Vec::new();
    all.extend(structure::seats());
    all.extend(structure::groups());
    all.extend(structure::reviews());
    all.extend(people::balance());
    all.extend(people::conflicts());
    all.extend(people::office());
    all.extend(structure::references());
    all.extend(structure::timetables());
    all
}

fn expert<'a>(season: &'a mut Season, id: &str) -> &'a mut empanel::model::Expert {
    let mut experts = season.experts.iter_mut();
    experts.find(|expert| expert.id == id).expect("an expert")
}

#[test]
fn the_valid_plans_break_nothing() {
    let season = rich::season();
    let report = check(&season, &rich::valid(&season));
    assert_eq!(report.violations, []);
    assert_eq!(report.figures.shortfalls, []);
    assert_eq!(report.remarks, []);
    let season = toy::season();
    assert_eq!(check(&season, &toy::best(&season)).violations, []);
}

#[test]
fn each_mutation_breaks_exactly_its_rule() {
    for (rule, name, named, change) in mutations() {
        let mut season = rich::season();
        let mut plan = rich::valid(&season);
        change(&mut season, &mut plan);
        restate(&season, &mut plan);
        let report = check(&season, &plan);
        assert_eq!(report.rules(), [rule], "{name}: {:#?}", report.violations);
        assert!(!report.accepted());
        let found = report.violations.iter();
        let mut subjects = found.map(|violation| &violation.subjects[..]);
        assert!(
            subjects.any(|ids| ids == named),
            "{name}: {:#?}",
            report.violations
        );
    }
}

#[test]
fn changes_within_the_rules_break_nothing() {
    type Change = (&'static str, fn(&mut Season, &mut Plan));
    let changes: [Change; 8] = [
        ("advice that is waived", |_, plan| {
            replace(plan, "A3", "waived")
        }),
        ("advice too long ago", |_, plan| {
            replace(plan, "A3", "expired")
        }),
        ("relative in another group", |_, plan| {
            replace(plan, "C3", "relative")
        }),
        ("five members", |_, plan| {
            let more = ["plain", "former"].map(str::to_owned);
            group(plan, "G01").members.extend(more);
        }),
        ("chair in a group where allowed", |season, plan| {
            season.rules.groups.chairs_in_groups = true;
            let more = ["H1", "plain"].map(str::to_owned);
            group(plan, "G01").members.extend(more);
        }),
        ("policies off", |season, plan| {
            season.rules.conflicts.advises = empanel::model::ConflictPolicy::Off;
            replace(plan, "A3", "adviser");
        }),
        ("group count left open", |season, _| {
            season.rules.groups.count = 0
        }),
        ("fewer rules", |season, _| {
            season.rules.groups.odd_members = false;
            season.rules.balance = Default::default();
        }),
    ];
    for (name, change) in changes {
        let mut season = rich::season();
        let mut plan = rich::valid(&season);
        change(&mut season, &mut plan);
        restate(&season, &mut plan);
        let report = check(&season, &plan);
        // Without a count the themes decide it.
        let expected: &[Rule] = match name {
            "group count left open" => &[Rule::GroupCount],
            _ => &[],
        };
        assert_eq!(report.rules(), expected, "{name}: {:#?}", report.violations);
    }
}

/// The name of a false figure, and how it is introduced.
type Lie = (&'static str, fn(&mut Plan));

/// False figures that recomputation must not hide.
const LIES: [Lie; 10] = [
    ("total", |plan| plan.quality.total_score += 1e-3),
    ("worst", |plan| plan.quality.worst_score = 0.0),
    ("mean", |plan| plan.quality.mean_score *= 2.0),
    ("count", |plan| plan.quality.coverage_shortfalls = 1),
    ("bound", |plan| plan.quality.bound = Some(1.0)),
    ("gap", |plan| plan.quality.gap = Some(0.01)),
    ("optimal without proof", |plan| {
        plan.status = Status::Optimal
    }),
    ("recusal hidden", |plan| review(plan, "S1").recused.clear()),
    ("recusal invented", |plan| {
        review(plan, "S3").recused.push("A1".to_owned());
    }),
    ("shortfall invented", |plan| {
        plan.shortfalls.push(empanel::model::plan::Shortfall {
            submission: "S1".to_owned(),
            kind: ShortfallKind::Industry,
            code: "3812".to_owned(),
            reason: String::new(),
        });
    }),
];

#[test]
fn each_lie_breaks_the_rule_of_true_figures() {
    let season = rich::season();
    for (name, lie) in LIES {
        let mut plan = rich::valid(&season);
        lie(&mut plan);
        let report = check(&season, &plan);
        assert_eq!(report.rules(), [Rule::Figures], "{name}");
    }
}

#[test]
fn a_shortfall_is_counted_but_breaks_nothing_unless_hidden() {
    let season = rich::season();
    let mut plan = rich::valid(&season);
    // Only C1 has the domain of S8.
    review(&mut plan, "S8").reviewers[0] = "C3".to_owned();
    restate(&season, &mut plan);
    let report = check(&season, &plan);
    assert!(report.accepted(), "{:#?}", report.violations);
    assert_eq!(report.shortfalls.len(), 1);
    assert_eq!(report.shortfalls[0].rule, Rule::Coverage);
    assert_eq!(report.shortfalls[0].subjects, ["S8", "Q07.02"]);
    plan.shortfalls.clear();
    assert_eq!(check(&season, &plan).rules(), [Rule::Figures]);
}

#[test]
fn members_who_know_the_field_are_counted_where_they_are_asked_for() {
    let mut season = rich::season();
    season.rules.groups.industry_members = 3;
    let mut plan = rich::valid(&season);
    restate(&season, &mut plan);
    let report = check(&season, &plan);
    assert!(report.accepted(), "{:#?}", report.violations);
    let lacking = report.figures.shortfalls.iter();
    let lacking = lacking.map(|unmet| (&unmet.submission[..], unmet.kind, unmet.found));
    let group = ShortfallKind::Group;
    assert_eq!(
        lacking.collect::<Vec<_>>(),
        [("S1", group, 2), ("S2", group, 2), ("S4", group, 2)]
    );
    assert_eq!(report.shortfalls[0].rule, Rule::IndustryMembers);
}

/// A group's shortfall bears the group's id, which is no id of a submission; of other kinds it is
/// unknown.
#[test]
fn a_mix_that_a_group_misses_is_a_shortfall_of_the_group() {
    let mut season = rich::season();
    expert(&mut season, "A1").title = "教授".to_owned();
    season.rules.mix = vec![MixRule {
        name: "教授".to_owned(),
        of: MixScope::Group,
        column: "title".to_owned(),
        values: vec!["教授".to_owned()],
        at_least: Some(Amount::Count(1)),
        at_most: None,
        hard: false,
    }];
    let mut plan = rich::valid(&season);
    restate(&season, &mut plan);
    let report = check(&season, &plan);
    assert!(report.accepted(), "{:#?}", report.violations);
    let mut ids: Vec<&str> = (plan.shortfalls.iter())
        .map(|own| own.submission.as_str())
        .collect();
    ids.sort_unstable();
    assert_eq!(ids, ["G01", "T2"]);
    assert_eq!(report.shortfalls[0].rule, Rule::Mix);
    plan.shortfalls[0].kind = ShortfallKind::Industry;
    assert!(check(&season, &plan).rules().contains(&Rule::References));
    plan.shortfalls.clear();
    assert_eq!(check(&season, &plan).rules(), [Rule::Figures]);
}

#[test]
fn every_rule_is_broken_by_some_test_above() {
    let mut broken: BTreeSet<Rule> = mutations().iter().map(|mutation| mutation.0).collect();
    broken.insert(Rule::Figures);
    broken.insert(Rule::Coverage);
    broken.insert(Rule::IndustryMembers);
    assert_eq!(broken.into_iter().collect::<Vec<_>>(), Rule::ALL);
}
