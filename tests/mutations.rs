//! Breaks each rule on purpose, in several ways, and asks that exactly that rule is named.

mod judge;

use empanel::checker::{Rule, check};
use empanel::model::{PinKind, Season};
use empanel::plan::{Plan, ShortfallKind, Status};
use judge::{carry, group, replace, restate, review, rich, toy};
use std::collections::BTreeSet;

/// A change to the rich season or its valid plan, what it is called, and who must be named.
type Mutation = (
    Rule,
    &'static str,
    &'static [&'static str],
    fn(&mut Season, &mut Plan),
);

fn mutations() -> Vec<Mutation> {
    let mut all = Vec::new();
    all.extend(seats());
    all.extend(groups());
    all.extend(reviews());
    all.extend(balance());
    all.extend(conflicts());
    all.extend(office());
    all.extend(references());
    all
}

fn seats() -> Vec<Mutation> {
    vec![
        (Rule::OneSeat, "twice in a group", &["A2"], |_, plan| {
            group(plan, "T1").members.push("A2".to_owned());
        }),
        (Rule::OneSeat, "in two groups", &["B1"], |_, plan| {
            group(plan, "G01")
                .members
                .extend(["B1".to_owned(), "plain".to_owned()]);
        }),
        (Rule::OneSeat, "chair in a group", &["H1"], |_, plan| {
            replace(plan, "C1", "H1");
            group(plan, "G01").leader = "plain".to_owned();
            group(plan, "G01")
                .members
                .extend(["plain".to_owned(), "former".to_owned()]);
        }),
        (Rule::OneSeat, "chair is vice chair", &["H1"], |_, plan| {
            plan.committee.vice_chair = "H1".to_owned();
        }),
        (Rule::Availability, "member", &["unavailable"], |_, plan| {
            replace(plan, "C3", "unavailable");
        }),
        (Rule::Availability, "vice chair", &["H2"], |season, _| {
            expert(season, "H2").available = false;
        }),
        (Rule::Leader, "may not lead", &["G01", "C3"], |_, plan| {
            group(plan, "G01").leader = "C3".to_owned();
        }),
        (Rule::Leader, "no member", &["T2", "plain"], |_, plan| {
            group(plan, "T2").leader = "plain".to_owned();
        }),
        (Rule::Leader, "none", &["G01"], |_, plan| {
            group(plan, "G01").leader.clear();
        }),
        (Rule::Chairs, "one employer", &["H1", "H3"], |_, plan| {
            plan.committee.vice_chair = "H3".to_owned();
        }),
        (Rule::Chairs, "no quality expert", &["plain"], |_, plan| {
            plan.committee.vice_chair = "plain".to_owned();
        }),
        (Rule::Chairs, "none", &[], |_, plan| {
            plan.committee.vice_chair.clear()
        }),
    ]
}

fn groups() -> Vec<Mutation> {
    vec![
        (Rule::GroupCount, "one too many", &[], |_, plan| {
            judge::add_group(plan, "G02", "plain former retired", &[]);
        }),
        (Rule::GroupCount, "rules ask for more", &[], |season, _| {
            season.rules.groups.count = 4;
        }),
        (
            Rule::GroupCount,
            "a theme without group",
            &["T3"],
            |season, plan| {
                let mut theme = season.themes[0].clone();
                theme.id = "T3".to_owned();
                theme.industries.clear();
                season.themes.push(theme);
                assert_eq!(plan.groups.len(), 3);
            },
        ),
        (Rule::GroupMembers, "even", &["G01"], |_, plan| {
            group(plan, "G01").members.push("plain".to_owned());
        }),
        (Rule::GroupMembers, "too few", &["T1"], |season, _| {
            season.rules.groups.min_members = 5;
        }),
        (Rule::GroupMembers, "too many", &["G01"], |_, plan| {
            let more = ["plain", "former", "retired", "adviser"].map(str::to_owned);
            group(plan, "G01").members.extend(more);
        }),
        (Rule::GroupSubmissions, "left out", &["S6"], |_, plan| {
            group(plan, "G01").submissions.remove(0);
        }),
        (
            Rule::GroupSubmissions,
            "in two groups",
            &["S6"],
            |_, plan| {
                group(plan, "T2").submissions.push("S6".to_owned());
            },
        ),
        (Rule::GroupSubmissions, "not passed", &["S9"], |_, plan| {
            group(plan, "T2").submissions.push("S9".to_owned());
        }),
        (Rule::GroupSubmissions, "too many", &["T1"], |season, _| {
            season.rules.groups.max_submissions = 2;
        }),
        (Rule::GroupSubmissions, "too few", &["T2"], |season, _| {
            season.rules.groups.min_submissions = 3;
        }),
        (
            Rule::GroupSubmissions,
            "review names another",
            &["S6", "T2"],
            |_, plan| {
                review(plan, "S6").group = "T2".to_owned();
            },
        ),
        (Rule::Themes, "swapped", &["S3", "T2"], |_, plan| {
            carry(plan, "S3", "T2", &["B1", "B2"]);
        }),
        (Rule::Themes, "outside", &["S5", "G01"], |season, plan| {
            season.rules.groups.max_submissions = 4;
            carry(plan, "S5", "G01", &["C1", "C3"]);
        }),
    ]
}

fn reviews() -> Vec<Mutation> {
    vec![
        (Rule::Reviewers, "too few", &["S6"], |_, plan| {
            review(plan, "S6").reviewers.pop();
        }),
        (Rule::Reviewers, "too many", &["S6"], |_, plan| {
            review(plan, "S6").reviewers.push("C1".to_owned());
        }),
        (Rule::Reviewers, "repeated", &["S6"], |_, plan| {
            review(plan, "S6").reviewers[0] = "C3".to_owned();
        }),
        (
            Rule::Reviewers,
            "of another group",
            &["S6", "B2"],
            |_, plan| {
                review(plan, "S6").reviewers[0] = "B2".to_owned();
            },
        ),
        (Rule::Reviewers, "no review", &["S6"], |_, plan| {
            plan.reviews.retain(|review| review.submission != "S6");
        }),
        (Rule::Reviewers, "two reviews", &["S6"], |_, plan| {
            let again = review(plan, "S6").clone();
            plan.reviews.push(again);
        }),
        (
            Rule::Reviewers,
            "review of what did not pass",
            &["S9"],
            |_, plan| {
                let mut extra = review(plan, "S6").clone();
                extra.submission = "S9".to_owned();
                extra.reviewers = vec!["C1".to_owned(), "C3".to_owned()];
                plan.reviews.push(extra);
            },
        ),
        (Rule::Load, "own limit", &["A2"], |_, plan| {
            review(plan, "S3").reviewers[0] = "A2".to_owned();
        }),
        (Rule::Load, "general limit", &["C2"], |season, _| {
            season.rules.reviews.max_per_expert = 2;
        }),
    ]
}

fn balance() -> Vec<Mutation> {
    vec![
        (
            Rule::EmployerCap,
            "two spellings",
            &["T1", "A1", "colleague"],
            |_, plan| {
                replace(plan, "A3", "colleague");
            },
        ),
        (
            Rule::EmployerCap,
            "cap of two",
            &["G01", "C1", "C2", "C3"],
            |season, _| {
                season.rules.balance.max_per_employer = 2;
                for id in ["C1", "C2", "C3"] {
                    expert(season, id).employer = "同一单位".to_owned();
                }
            },
        ),
        (
            Rule::RegionCap,
            "two of three",
            &["T1", "A2", "neighbour"],
            |_, plan| {
                replace(plan, "A3", "neighbour");
            },
        ),
        (Rule::Newcomers, "one less", &[], |_, plan| {
            replace(plan, "B3", "experienced")
        }),
        (Rule::Newcomers, "more asked for", &[], |season, _| {
            season.rules.balance.min_new_share = 0.3;
        }),
        (
            Rule::Rotation,
            "two years before",
            &["rotating"],
            |_, plan| {
                replace(plan, "A3", "rotating");
            },
        ),
        (Rule::Rotation, "the chair too", &["H1"], |season, _| {
            expert(season, "H1").served_years = vec![2022, 2024, 2025];
        }),
    ]
}

fn conflicts() -> Vec<Mutation> {
    vec![
        (
            Rule::Bar,
            "corporate family",
            &["T1", "family", "S1"],
            |_, plan| {
                replace(plan, "A3", "family");
            },
        ),
        (
            Rule::Bar,
            "former employer",
            &["T1", "former", "S1"],
            |_, plan| {
                replace(plan, "A3", "former");
            },
        ),
        (
            Rule::Bar,
            "ended job",
            &["T1", "retired", "S2"],
            |_, plan| {
                replace(plan, "A3", "retired");
            },
        ),
        (Rule::Bar, "advice", &["T1", "adviser", "S1"], |_, plan| {
            replace(plan, "A3", "adviser");
        }),
        (
            Rule::Bar,
            "director",
            &["T1", "director", "S2"],
            |_, plan| {
                replace(plan, "A3", "director");
            },
        ),
        (
            Rule::Bar,
            "shareholder",
            &["T1", "shareholder", "S3"],
            |_, plan| {
                replace(plan, "A3", "shareholder");
            },
        ),
        (
            Rule::Bar,
            "relative outside the pool",
            &["T1", "inlaw", "S1"],
            |_, plan| {
                replace(plan, "A3", "inlaw");
            },
        ),
        (
            Rule::Bar,
            "relative in the pool",
            &["T1", "cousin", "S1"],
            |_, plan| {
                replace(plan, "A3", "cousin");
            },
        ),
        (
            Rule::Bar,
            "declared",
            &["T1", "declared", "S3"],
            |_, plan| {
                replace(plan, "A3", "declared");
            },
        ),
        (
            Rule::Bar,
            "waiver that ran out",
            &["T1", "lapsed", "S1"],
            |_, plan| {
                replace(plan, "A3", "lapsed");
            },
        ),
        (
            Rule::Bar,
            "a recusal made a bar",
            &["T1", "A3", "S1"],
            |season, _| {
                season.rules.conflicts.recommender = empanel::model::ConflictPolicy::Bar;
            },
        ),
        (
            Rule::Recuse,
            "recommending unit",
            &["A3", "S1"],
            |season, plan| {
                season.pins.retain(|pin| pin.kind != PinKind::Reviewer);
                review(plan, "S1").reviewers = vec!["A2".to_owned(), "A3".to_owned()];
                review(plan, "S2").reviewers = vec!["A2".to_owned(), "A3".to_owned()];
            },
        ),
        (
            Rule::Recuse,
            "recommending unit of a spare",
            &["judge", "S3"],
            |_, plan| {
                replace(plan, "A3", "judge");
                review(plan, "S3").recused = vec!["judge".to_owned()];
            },
        ),
        (Rule::Recuse, "region", &["A1", "S2"], |_, plan| {
            review(plan, "S2").reviewers[0] = "A1".to_owned();
        }),
        (Rule::Recuse, "supplier", &["B1", "S4"], |_, plan| {
            review(plan, "S4").reviewers[0] = "B1".to_owned();
        }),
        (Rule::Recuse, "competitor", &["excused", "S3"], |_, plan| {
            replace(plan, "A3", "excused");
            review(plan, "S3").recused = vec!["excused".to_owned()];
        }),
        (
            Rule::Kin,
            "leader's relative",
            &["T1", "A1", "relative"],
            |_, plan| {
                replace(plan, "A3", "relative");
            },
        ),
    ]
}

fn office() -> Vec<Mutation> {
    vec![
        (Rule::Pins, "chair and not_chair", &["H1"], |_, plan| {
            let heads = &mut plan.committee;
            std::mem::swap(&mut heads.chair, &mut heads.vice_chair);
        }),
        (Rule::Pins, "not_vice_chair", &["H4"], |_, plan| {
            plan.committee.vice_chair = "H4".to_owned();
        }),
        (Rule::Pins, "vice_chair", &["H4"], |season, _| {
            season.pins[2].forbidden = false;
        }),
        (Rule::Pins, "leader", &["A1", "T1"], |_, plan| {
            group(plan, "T1").leader = "A2".to_owned();
        }),
        (Rule::Pins, "not_leader", &["C2"], |_, plan| {
            group(plan, "G01").leader = "C2".to_owned();
        }),
        (Rule::Pins, "member of a group", &["A2", "T1"], |_, plan| {
            replace(plan, "A2", "plain");
        }),
        (Rule::Pins, "member of any group", &["B2"], |_, plan| {
            replace(plan, "B2", "plain");
        }),
        (
            Rule::Pins,
            "not_member of a group",
            &["A3", "T2"],
            |_, plan| {
                replace(plan, "A3", "waived");
                replace(plan, "B2", "A3");
                replace(plan, "C1", "B2");
                group(plan, "G01").leader = "B2".to_owned();
            },
        ),
        (
            Rule::Pins,
            "not_member of any group",
            &["never"],
            |_, plan| {
                replace(plan, "A3", "never");
            },
        ),
        (Rule::Pins, "submission", &["S7", "G01"], |_, plan| {
            carry(plan, "S7", "T2", &["B1", "B3"]);
        }),
        (Rule::Pins, "not_submission", &["S8", "T2"], |_, plan| {
            carry(plan, "S8", "T2", &["B1", "B3"]);
        }),
        (Rule::Pins, "reviewer", &["A1", "S1"], |_, plan| {
            replace(plan, "A3", "waived");
            review(plan, "S1").reviewers[0] = "waived".to_owned();
        }),
        (Rule::Pins, "not_reviewer", &["B3", "S5"], |_, plan| {
            review(plan, "S5").reviewers[0] = "B3".to_owned();
        }),
        (
            Rule::Pins,
            "a group that does not exist",
            &["C3", "G99"],
            |season, _| {
                let pin = rich::pin(season, PinKind::Member, false, "C3", "G99");
                season.pins.push(pin);
            },
        ),
    ]
}

fn references() -> Vec<Mutation> {
    vec![
        (
            Rule::References,
            "schema",
            &["empanel/plan@9"],
            |_, plan| {
                plan.schema = "empanel/plan@9".to_owned();
            },
        ),
        (Rule::References, "member", &["E999"], |_, plan| {
            replace(plan, "A3", "E999")
        }),
        (Rule::References, "alternate", &["E999"], |_, plan| {
            group(plan, "T1").alternates.push("E999".to_owned());
        }),
        (Rule::References, "submission", &["S999"], |_, plan| {
            group(plan, "T2").submissions.push("S999".to_owned());
        }),
        (Rule::References, "recused", &["E999"], |_, plan| {
            review(plan, "S1").recused.push("E999".to_owned());
        }),
        (
            Rule::References,
            "group of a review",
            &["G77"],
            |_, plan| {
                review(plan, "S6").group = "G77".to_owned();
            },
        ),
        (
            Rule::References,
            "two groups of one id",
            &["T2"],
            |season, plan| {
                season.rules.groups.count = 4;
                judge::add_group(plan, "T2", "plain former retired", &[]);
            },
        ),
    ]
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
    let changes: [(&str, fn(&mut Season, &mut Plan)); 8] = [
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

/// Lies that no restating may cover up.
const LIES: [(&str, fn(&mut Plan)); 10] = [
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
        plan.shortfalls.push(empanel::plan::Shortfall {
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
fn every_rule_is_broken_by_some_test_above() {
    let mut broken: BTreeSet<Rule> = mutations().iter().map(|mutation| mutation.0).collect();
    broken.insert(Rule::Figures);
    broken.insert(Rule::Coverage);
    assert_eq!(broken.into_iter().collect::<Vec<_>>(), Rule::ALL);
}
