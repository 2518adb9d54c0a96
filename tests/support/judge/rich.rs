//! A season in which every rule has an effect, and a plan that satisfies them all.

use super::{add_group, plan, restate, review};
use empanel::model::plan::Plan;
use empanel::model::{
    ConflictPolicy, Expert, ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place,
    RelationKind as K, Season, SeasonBuilder, SubmissionIndex, Theme,
};

/// Heads, then the members of T1, T2 and G01, then replacements.
const PEOPLE: [&str; 35] = [
    "H1",
    "H2",
    "H3",
    "H4",
    "A1",
    "A2",
    "A3",
    "B1",
    "B2",
    "B3",
    "C1",
    "C2",
    "C3",
    "plain",
    "unavailable",
    "rotating",
    "experienced",
    "colleague",
    "neighbour",
    "relative",
    "family",
    "former",
    "retired",
    "adviser",
    "director",
    "shareholder",
    "inlaw",
    "cousin",
    "declared",
    "excused",
    "waived",
    "expired",
    "judge",
    "never",
    "lapsed",
];

/// Three themes: T1 machinery, T2 food, and G01 for everything else.
pub fn season() -> Season {
    let mut builder = SeasonBuilder::new();
    for id in PEOPLE {
        builder = builder.expert(
            id,
            &format!("单位{id}"),
            "38;14;72;73;74",
            "Q06.01",
            describe,
        );
    }
    for (number, industry) in (1..).zip(["3812", "3823", "3833", "1441", "1461", "72", "73", "74"])
    {
        let (id, applicant) = (format!("S{number}"), format!("企业{number}有限公司"));
        let domain = if number == 8 { "Q07.02" } else { "Q06.01" };
        builder = builder.submission(&id, &applicant, industry, domain, |submission| {
            submission.recommender = format!("推荐{number}");
            if number == 2 {
                submission.region = "江苏".to_owned();
            }
        });
    }
    builder = builder.submission("S9", "企业9", "3812", "Q06.01", |s| s.passed = false);
    relations(builder)
        .rules(rules)
        .change(themes_and_pins)
        .build()
}

fn describe(expert: &mut Expert) {
    let id = expert.id.clone();
    expert.quality_lead = id.starts_with('H');
    expert.can_lead = matches!(
        id.as_str(),
        "A1" | "A2" | "B1" | "B2" | "C1" | "C2" | "plain"
    );
    // The newcomers of the plan are B3, C2 and C3, exactly the three required.
    let is_old = matches!(id.as_bytes()[0], b'H' | b'A' | b'B') && id != "B3" || id == "C1";
    expert.served_years = match id.as_str() {
        "rotating" => vec![2024, 2025],
        "experienced" => vec![2020],
        _ if is_old => vec![2023, 2025],
        _ => Vec::new(),
    };
    expert.available = id != "unavailable";
    expert.max_reviews = (id == "A2").then_some(2);
    match id.as_str() {
        "H3" => expert.employer = "单位H1有限公司".to_owned(),
        "colleague" => expert.employer = "单位A1 股份有限公司".to_owned(),
        "A3" => expert.employer = "推荐1".to_owned(),
        "judge" => expert.employer = "推荐3".to_owned(),
        "excused" => expert.employer = "供应商".to_owned(),
        "A1" => expert.region = "江苏".to_owned(),
        "A2" | "neighbour" => expert.region = "广东".to_owned(),
        _ => (),
    }
    // S8 has a domain that only C1 knows.
    if id == "C1" {
        expert.domains[0].domain.code = "Q07.02".to_owned();
        expert.domains[0].domain.parent = Some("Q07".to_owned());
    }
}

fn relations(builder: SeasonBuilder) -> SeasonBuilder {
    builder
        .relation("单位B1", K::Supplies, "企业4")
        .relation("A1", K::KinOf, "relative")
        .relation("控股集团", K::ParentOf, "中间公司")
        .relation("中间公司", K::ParentOf, "单位family")
        .relation("控股集团", K::ParentOf, "企业1")
        .relation("former", K::FormerlyEmployedBy, "企业1")
        .dated_relation("retired", K::EmployedBy, "企业2", Some(2024))
        .relation("adviser", K::Advises, "企业1")
        .relation("director", K::DirectorOf, "企业2")
        .relation("shareholder", K::ShareholderOf, "企业3")
        .relation("inlaw", K::KinOf, "外人")
        .relation("外人", K::EmployedBy, "企业1")
        .relation("family", K::KinOf, "cousin")
        .relation("declared", K::Declared, "S3")
        .relation("供应商", K::CompetitorOf, "企业3")
        .relation("waived", K::Advises, "企业1")
        .relation("waived", K::Waived, "企业1")
        .dated_relation("expired", K::Advises, "企业1", Some(2022))
        .relation("lapsed", K::Advises, "企业1")
        .dated_relation("lapsed", K::Waived, "企业1", Some(2025))
}

fn rules(rules: &mut empanel::model::Rules) {
    rules.groups.count = 3;
    (rules.groups.min_members, rules.groups.max_members) = (3, 5);
    rules.groups.max_submissions = 3;
    (rules.reviews.per_submission, rules.reviews.max_per_expert) = (2, 3);
    // What these rules ask is broken by mutations of its own.
    (rules.groups.industry_members, rules.reviews.min_per_member) = (0, 0);
    rules.balance.max_region_share = 0.5;
    rules.balance.min_new_share = 0.25;
    rules.balance.max_consecutive_years = 2;
    rules.conflicts.competitor = ConflictPolicy::Recuse;
    rules.conflicts.region = ConflictPolicy::Recuse;
}

fn themes_and_pins(season: &mut Season) {
    let theme = |id: &str, industry: &str| Theme {
        id: id.to_owned(),
        name: String::new(),
        industries: vec![season.industries.parse(industry).expect("an industry")],
        domains: Vec::new(),
        categories: Vec::new(),
        place: Place::default(),
    };
    season.themes = vec![theme("T1", "38"), theme("T2", "14")];
    for (kind, forbidden, subject, object) in [
        (PinKind::Chair, false, "H1", ""),
        (PinKind::Chair, true, "H2", ""),
        (PinKind::ViceChair, true, "H4", ""),
        (PinKind::Leader, false, "A1", "T1"),
        (PinKind::Leader, true, "C2", ""),
        (PinKind::Member, false, "A2", "T1"),
        (PinKind::Member, false, "B2", ""),
        (PinKind::Member, true, "A3", "T2"),
        (PinKind::Member, true, "never", ""),
        (PinKind::Submission, false, "S7", "G01"),
        (PinKind::Submission, true, "S8", "T2"),
        (PinKind::Reviewer, false, "A1", "S1"),
        (PinKind::Reviewer, true, "B3", "S5"),
    ] {
        let pin = pin(season, kind, forbidden, subject, object);
        season.pins.push(pin);
    }
}

/// One row of the pins table.
pub fn pin(season: &Season, kind: PinKind, forbidden: bool, subject: &str, object: &str) -> Pin {
    let submission = |id: &str| {
        let at = season.submissions.iter().position(|one| one.id == id);
        at.map(SubmissionIndex::new)
    };
    let expert = season.experts.iter().position(|one| one.id == subject);
    Pin {
        kind,
        forbidden,
        subject: match expert {
            Some(at) => PinSubject::Expert(ExpertIndex::new(at)),
            None => PinSubject::Submission(submission(subject).expect("an id")),
        },
        object: match submission(object) {
            Some(at) => PinObject::Submission(at),
            None if object.is_empty() => PinObject::None,
            None => PinObject::Group(object.to_owned()),
        },
        place: Place::row("pins.csv", 2),
    }
}

/// A valid plan; its single shortfall is due to nobody else having the domain of S8.
pub fn valid(season: &Season) -> Plan {
    let mut valid = plan("H1", "H2");
    add_group(
        &mut valid,
        "T1",
        "A1 A2 A3",
        &["S1: A1 A2", "S2: A2 A3", "S3: A1 A3"],
    );
    add_group(&mut valid, "T2", "B1 B2 B3", &["S4: B2 B3", "S5: B1 B2"]);
    add_group(
        &mut valid,
        "G01",
        "C1 C2 C3",
        &["S6: C2 C3", "S7: C2 C3", "S8: C1 C2"],
    );
    for (submission, expert) in [("S1", "A3"), ("S2", "A1"), ("S4", "B1")] {
        review(&mut valid, submission).recused = vec![expert.to_owned()];
    }
    restate(season, &mut valid);
    valid
}
